// A page as a picture in a file: the window's page, without any window or graphics driver.
#pragma once

#include <cstdint>
#include <string>

#include "app/operations.h"
#include "app/page_frame.h"

namespace katern::app {

struct PageOrder {
    std::string chapter;                       // id
    std::size_t page = 1;                      // of that chapter, from 1
    std::optional<std::size_t> block;          // instead: the page that holds this block, counted from 1
    std::string address;                       // instead of chapter and block: "2 ¶14"
    std::uint32_t width = 1280, height = 800;  // px at 100%
    float scale = 1;                           // device px per px
    draw::ThemeName theme = draw::ThemeName::light;
    std::string path;  // of the PNG
};

// Sets the chapter as the window does at its normal type size, with the notes of the store as they are now, and draws
// one page. The same book, notes and order give the same bytes.
[[nodiscard]] Result<void> draw_page_picture(notes::Store& store, const KnownBook& known, const PageOrder& order,
                                             Language language);

}  // namespace katern::app
