// An anchor as one JSON object, for where a row of text must hold it: passages of a meeting.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "notes/anchor.h"

namespace katern::notes {

[[nodiscard]] std::string to_json(const Anchor& anchor);
// Nothing when it is none. What is missing is unknown; positions that make no sense are refused.
[[nodiscard]] std::optional<Anchor> anchor_from_json(std::string_view json);

}  // namespace katern::notes
