// What on the page leads somewhere, as it is in sight. Inside ui/ only.
#pragma once

#include <optional>
#include <vector>

#include "ui/ui.h"

namespace katern::ui {

struct PageLink {
    std::int32_t link = -1;      // index in Chapter::links
    std::int32_t footnote = -1;  // or in Chapter::footnotes
    std::size_t byte = 0;        // of the line that it begins on
    std::size_t first_byte = 0;  // its own
    std::vector<Rect> rects;     // on the screen, one per line
};

[[nodiscard]] std::vector<PageLink> links_in_sight(const app::Reader& reader);
[[nodiscard]] std::optional<PageLink> link_under_pointer(Ui& ui);
[[nodiscard]] std::optional<std::size_t> figure_under_pointer(Ui& ui);  // index in ChapterLayout::figures
void follow(Ui& ui, const PageLink& link);

}  // namespace katern::ui
