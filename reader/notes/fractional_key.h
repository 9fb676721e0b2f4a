// Keys that order a list without renumbering it, so that two people can insert apart and merge: between any two keys
// there is another. As in Evan Wallace, "Realtime Editing of Ordered Sequences" (Figma 2017), with digits 0–9, A–Z, a–z
// of one fraction. Knows nothing of notes.
#pragma once

#include <string>
#include <string_view>

namespace katern::notes {

// A key after `before` and before `after`; empty: there is none on that side. Compared as text, byte by byte. The two
// must be in order and not equal; what is no key (it has another sign, or ends with 0) counts as that side being open.
[[nodiscard]] std::string key_between(std::string_view before, std::string_view after);

}  // namespace katern::notes
