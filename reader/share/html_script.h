// The script of a hand-out: what a colleague types becomes an `.annotations` file. Internal to html.cpp.
#pragma once

#include <string_view>

namespace katern::share {

// What makes the file: functions without a page, so that a test can run them anywhere. `annotationSet(sheet, person,
// answers, now)` and `zipOf(name, text)`.
[[nodiscard]] std::string_view html_script_making();
// What connects them to the fields and the button of the page.
[[nodiscard]] std::string_view html_script_page();

}  // namespace katern::share
