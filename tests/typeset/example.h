// Chapters to set: from a few lines of Markdown, or a whole one of the katern that is in the repository.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "document/document.h"
#include "paths.h"
#include "typeset/typeset.h"

namespace katern::typeset {

inline std::shared_ptr<const document::Chapter> chapter_of(std::string_view markdown) {
    return std::make_shared<const document::Chapter>(*document::parse_markdown(markdown, "src/proef.md", nullptr));
}

inline std::shared_ptr<const document::Chapter> katern_chapter(std::size_t index) {
    static const std::shared_ptr<const document::Book> book =
        *document::open_book(std::string(KATERN_SOURCE_DIR) + "/book", nullptr);
    return *book->chapter(index);
}

// Sets Dutch with faces and patterns that all tests of a program share, so that each is read once.
inline std::shared_ptr<const ChapterLayout> set(const std::shared_ptr<const document::Chapter>& chapter,
                                                const Style& style = {}, const FigureSize& figure_size = {}) {
    static Fonts fonts;
    static Hyphenation hyphenation;
    return set_chapter(fonts, hyphenation, chapter, "nl", style, figure_size);
}

inline std::string words_of(const ChapterLayout& layout, const Line& line) {
    return std::string(text::slice(layout.chapter().text, line.bytes));
}

}  // namespace katern::typeset
