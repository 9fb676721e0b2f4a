// The glyphs of a line, put in their places when somebody first asks for them. A long book has millions of glyphs, of which a person
// sees a page: to choose lines and pages only widths are needed, and writing all glyphs down took a fifth of the time that a book
// needs, and most of its memory.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "text/text.h"
#include "typeset/fonts.h"

namespace katern::typeset {

// A range of a chapter's text in half the room.
struct ShortRange {
    std::uint32_t start = 0, end = 0;

    ShortRange() = default;
    ShortRange(std::size_t from, std::size_t to) : start(static_cast<std::uint32_t>(from)), end(static_cast<std::uint32_t>(to)) {}
    ShortRange(text::Range range) : ShortRange(range.start, range.end) {}      // NOLINT(google-explicit-constructor)
    operator text::Range() const { return {start, end}; }                      // NOLINT(google-explicit-constructor)
    [[nodiscard]] std::size_t size() const { return end - start; }
    [[nodiscard]] bool empty() const { return start == end; }
    bool operator==(const ShortRange&) const = default;
    bool operator==(const text::Range& range) const { return *this == ShortRange(range); }
};

struct Glyph {
    std::uint32_t id = 0;    // index in the face of its run
    ShortRange bytes;        // its cluster in the text; empty for what is not text (a mark, the hyphen of a break)
    Px x = 0;                // pen position, from the left of the column
    Px dy = 0;               // raised above the baseline
    Px advance = 0;
};

struct Pieces;

// To whoever reads it, a row of glyphs as they are seen, from the left. Belongs to the thread that reads it.
class LineGlyphs {
public:
    // Where a line's pieces stand among those of its paragraph, and how they are set.
    struct Recipe {
        std::uint32_t first = 0, count = 0;
        Px x = 0;          // of the pen at its start
        float fit = 0;     // letters are wider by this share of their width
        bool to_edge = false;
        Px edge = 0;       // then: where it ends, to which its spaces are stretched or shrunk
    };

    LineGlyphs() = default;
    LineGlyphs(std::shared_ptr<const Pieces> pieces, const Recipe& recipe) : pieces_(std::move(pieces)), recipe_(recipe) {}

    [[nodiscard]] const Glyph* begin() const { return all().data(); }
    [[nodiscard]] const Glyph* end() const { return all().data() + all().size(); }
    [[nodiscard]] const Glyph* data() const { return all().data(); }
    [[nodiscard]] std::size_t size() const { return all().size(); }
    [[nodiscard]] bool empty() const { return all().empty(); }
    [[nodiscard]] const Glyph& operator[](std::size_t i) const { return all()[i]; }
    [[nodiscard]] const Glyph& front() const { return all().front(); }
    [[nodiscard]] const Glyph& back() const { return all().back(); }

    // To change them.
    [[nodiscard]] std::vector<Glyph>& own() {
        static_cast<void>(all());
        return made_;
    }
    void move(Px by);

private:
    [[nodiscard]] const std::vector<Glyph>& all() const {
        if (pieces_ != nullptr) make();
        return made_;
    }
    void make() const;

    mutable std::shared_ptr<const Pieces> pieces_;  // null: they are made
    Recipe recipe_;
    Px moved_ = 0;
    mutable std::vector<Glyph> made_;
};

}  // namespace katern::typeset
