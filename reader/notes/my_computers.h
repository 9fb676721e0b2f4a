// The same person at another computer: everything, private notes included, in whole copies of the database. In a folder
// that both computers see, each device writes one copy of its own and reads the others'. Nothing of this has to do with
// networks: it is for one profile only, and another's copy is refused.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "notes/store.h"

namespace katern::notes {

// A copy that a device left.
struct MyCopy {
    std::string path;
    Profile profile;
    Device device = 0;
    Milliseconds written = 0;  // the latest change in it
    std::string state;         // differs when the copy does
    bool operator==(const MyCopy&) const = default;
};

// What came from a copy, in annotations.
struct Brought {
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t meetings = 0;  // rows of meetings that are new or changed
    bool operator==(const Brought&) const = default;
};

// Whole, written beside and renamed; says its path. Where the folder has the same state already, nothing is written.
[[nodiscard]] Result<std::string> leave_my_copy(Store& store, const std::string& folder);
// What a file is. Fails when it is no copy of ours, is damaged or is of another version of Katern.
[[nodiscard]] Result<MyCopy> look_at_copy(const std::string& path);
// The copies that other devices left in a folder; what can't be read is left out. Newest first.
[[nodiscard]] Result<std::vector<MyCopy>> copies_of_others(const Store& store, const std::string& folder);

// Takes in what the copy has later than this file, per field: the greatest clock stays, so that it can be done any
// number of times in any order. The present state is backed up first (once an hour). Fails, and changes nothing, when
// the copy is another profile's or its clock is more than 48 hours ahead.
[[nodiscard]] Result<Brought> take_my_copy(Store& store, const std::string& path, Milliseconds now);

}  // namespace katern::notes
