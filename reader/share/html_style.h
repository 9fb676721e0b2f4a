// The style sheet of an HTML page of notes. Internal to html.cpp.
#pragma once

#include <string_view>

namespace katern::share {

[[nodiscard]] std::string_view html_style();

}  // namespace katern::share
