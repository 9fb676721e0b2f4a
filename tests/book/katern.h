// The bundled katern as its writers keep it: the folder book/ of the sources, read by the reader's own loader.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace katern::test {

[[nodiscard]] std::filesystem::path book_folder();  // with book.toml, CHANGELOG.md and woorden.txt
[[nodiscard]] const document::Book& katern_book();

struct Chapter {
    document::ChapterEntry entry;
    std::shared_ptr<const document::Chapter> content;

    [[nodiscard]] std::string where(std::uint32_t line) const { return entry.path + ":" + std::to_string(line); }
    [[nodiscard]] std::string text(const document::Block& block) const { return std::string(content->text_of(block)); }
};
[[nodiscard]] std::vector<Chapter> chapters();           // all
[[nodiscard]] std::vector<Chapter> numbered_chapters();  // the six
[[nodiscard]] Chapter chapter(std::string_view id);

// A block's words without its code.
[[nodiscard]] std::string prose(const Chapter& chapter, const document::Block& block);
// Text that is read on from sentence to sentence: paragraphs, list items, quotes and captions; no headings, tables,
// code or notes.
[[nodiscard]] bool is_running_text(const document::Block& block);

// A block quote whose first words are bold: "Vraag.", "Werkvorm.", … and the blocks in it.
struct Callout {
    std::string kind;  // "Vraag"
    std::vector<document::Block> blocks;
    std::size_t first = 0;  // index of the first block in its chapter
};
[[nodiscard]] std::vector<Callout> callouts(const Chapter& chapter);

// By the full stop, question or exclamation mark (and what closes a quote after it) before a space.
[[nodiscard]] std::vector<std::string> sentences(std::string_view text);
[[nodiscard]] std::vector<std::string> words(std::string_view text);  // between spaces; a dash alone is none

// Each file below src/figures.
struct Figure {
    std::string path;  // within the book, as Image::path has it
    std::string svg;
    // What stands in it to be read, with the line it starts on.
    struct Text {
        std::string words;
        std::uint32_t line = 0;
    };
    [[nodiscard]] std::vector<Text> texts() const;
};
[[nodiscard]] std::vector<Figure> figures();

}  // namespace katern::test
