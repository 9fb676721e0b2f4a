// The extract: what was marked and written, in reading order, as a text that is set and printed like the book. It is
// Markdown in between, so that a note's own signs mean what they mean elsewhere.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/placed_note.h"
#include "document/document.h"
#include "words/word.h"

namespace katern::app {

// A part that is set at once. A chapter with many notes has several.
struct ExtractSection {
    std::size_t chapter = SIZE_MAX;    // index in Book::chapters; SIZE_MAX: notes without a place
    bool opens_book = false;           // the extract's title stands above it
    bool opens_chapter = false;        // the chapter's title does
    std::vector<std::uint32_t> notes;  // indices
};
// `wanted`: indices in the order of `notes`. At least one section, for the title.
[[nodiscard]] std::vector<ExtractSection> extract_sections(std::span<const PlacedNote> notes,
                                                           const std::vector<std::uint32_t>& wanted, std::size_t most = 40);

// Which blocks of its text a note has.
struct ExtractPiece {
    std::string id;
    std::size_t first_block = 0;  // of the quote, or where there is none of the note
    std::size_t own_block = 0;    // of what the person wrote; end_block where that is nothing
    std::size_t end_block = 0;
};
struct ExtractText {
    std::shared_ptr<const document::Chapter> chapter;
    std::vector<ExtractPiece> pieces;
};
[[nodiscard]] ExtractText extract_text(const document::Book& book, std::span<const PlacedNote> notes,
                                       const ExtractSection& section, Language language);

// The same as a book, for paper: a chapter for each chapter.
[[nodiscard]] std::shared_ptr<const document::Book> extract_book(const document::Book& book, std::span<const PlacedNote> notes,
                                                                 const std::vector<std::uint32_t>& wanted, Language language);

}  // namespace katern::app
