// Notes that come back after some weeks, if the person wants that: a small list, of which each is done or put off.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/operations.h"

namespace katern::app {

class Reader;

// Weeks after which a note comes back: the first, the second and the third time.
using Weeks = std::array<int, 3>;
inline constexpr std::array<Weeks, 3> weeks_to_choose{Weeks{2, 6, 18}, Weeks{1, 3, 9}, Weeks{4, 12, 36}};
inline constexpr std::size_t most_second_looks = 5;  // at once

struct SecondLookWish {
    bool wanted = false;  // off until the person asks for it
    Weeks weeks = weeks_to_choose.front();
    bool operator==(const SecondLookWish&) const = default;
};

// How often a note was looked at again, and when it comes back next.
struct NextLook {
    int looked = 0;
    notes::Milliseconds due = 0;
};
// The first time counts from when it was made, a later one from when it was last looked at; nothing: not any more.
[[nodiscard]] std::optional<notes::Milliseconds> next_look(const Weeks& weeks, int looked, notes::Milliseconds from);

[[nodiscard]] Result<SecondLookWish> second_look_wish(notes::Store& store);
[[nodiscard]] Result<void> set_second_look_wish(notes::Store& store, const SecondLookWish& wish);
// Notes of mine with words that are due, those that waited longest first.
[[nodiscard]] Result<std::vector<share::Passage>> second_looks(notes::Store& store, const KnownBook& known,
                                                               notes::Milliseconds now);
[[nodiscard]] Result<void> looked_again(notes::Store& store, const notes::Annotation& note, notes::Milliseconds now);
[[nodiscard]] Result<void> look_later(notes::Store& store, const notes::Annotation& note, notes::Milliseconds now);

// In the window.
class SecondLook {
public:
    explicit SecondLook(Reader& reader) : reader_(reader) {}

    SecondLookWish wish;
    std::vector<share::Passage> due;  // at most most_second_looks
    bool told = false;                // the card of this start was put away

    void frame(bool page_shown);
    void another_book();
    void load();
    void choose(const SecondLookWish& wish);
    void done(const std::string& id);
    void later(const std::string& id);

private:
    void write(const std::string& id, bool looked);

    Reader& reader_;
    std::uint64_t of_book_ = ~0ULL;
};

}  // namespace katern::app
