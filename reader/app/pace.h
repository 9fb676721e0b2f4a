// How fast this person reads, by the pages that they turned. It stays on this computer: no export and no set knows it.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "notes/notes.h"
#include "text/text.h"

namespace katern::app {

class Pace {
public:
    // A page shown for less than this was turned past, for more it lay open beside something else.
    static constexpr notes::Milliseconds shortest = 3'000, longest = 300'000;
    static constexpr std::size_t least_pages = 10;  // before anything is said

    // What of a chapter is in sight.
    struct View {
        std::size_t chapter = 0;
        text::Range bytes;
        bool operator==(const View&) const = default;
    };
    // Said again for every frame; `now` is steady. A page is what was in sight until it had been read on past: the page that
    // was turned, or a whole screen that was scrolled away. True: one more page counts.
    bool shows(const View& view, std::string_view text, notes::Milliseconds now);
    // The page isn't in sight, or the person is somewhere else: what is shown next begins afresh.
    void look_away() { since_.reset(); }

    // The median of the last pages, so that a single one that was dreamt over or skimmed changes nothing. Nothing before ten.
    [[nodiscard]] std::optional<int> words_a_minute() const;

    // As one row of the settings, and back; what is no pace gives none.
    [[nodiscard]] std::string row() const;
    [[nodiscard]] static Pace from_row(std::string_view row);

private:
    std::deque<int> paces_;  // words a minute of the last pages
    View first_;             // where the page that is being read began
    std::optional<notes::Milliseconds> since_;
};

// Between white space.
[[nodiscard]] std::size_t words_in(std::string_view text);

}  // namespace katern::app
