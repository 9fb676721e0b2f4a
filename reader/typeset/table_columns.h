// How wide the columns of a table are, by what stands in them. Inside typeset/ only. All widths are px, with the padding of their cells.
#pragma once

#include <cstddef>
#include <vector>

#include "typeset/typeset.h"

namespace katern::typeset {

struct TableColumns {
    struct Cell {
        std::size_t row = 0, column = 0;
        Px part = 0, word = 0, line = 0;  // the longest part of a word, the longest word, all of it on one line
    };
    std::vector<Px> part, word, line;  // of each column, the most that one of its cells asks for
    std::vector<Cell> cells;           // row by row
    Px least = 0;                      // a column with hyphens is not narrower than this, lest each line have but a syllable

    void resize(std::size_t columns);
    void add(const Cell& cell);
    // Of all columns together: with hyphens, without them, and without a second line.
    [[nodiscard]] Px hyphenated() const;
    [[nodiscard]] Px words() const;
    [[nodiscard]] Px lines() const;
    // Together no wider than the room, whatever it takes.
    [[nodiscard]] std::vector<Px> fit(Px room) const;

private:
    [[nodiscard]] std::vector<Px> narrowest() const;
    [[nodiscard]] std::vector<Px> shared(const std::vector<Px>& least, const std::vector<Px>& most, std::size_t whole, Px room) const;
    [[nodiscard]] std::vector<Px> best_shared(const std::vector<Px>& least, const std::vector<Px>& most, Px room) const;
    [[nodiscard]] float cost(const std::vector<Px>& widths) const;
};

}  // namespace katern::typeset
