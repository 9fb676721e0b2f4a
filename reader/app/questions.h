// The questions that a book asks: block quotes that begin with a bold "Vraag".
#pragma once

#include <string>
#include <vector>

#include "app/reader.h"

namespace katern::app {

struct Question {
    std::size_t first_block = 0, last_block = 0;  // of the quote
    text::Range bytes;
    typeset::Px top = 0, bottom = 0;  // of its words, in the chapter
    bool operator==(const Question&) const = default;
};

// Those whose last line is in sight, in reading order.
[[nodiscard]] std::vector<Question> questions_in_sight(const Reader& reader);
// Of a quote's first block, without the label and what parts it from them.
[[nodiscard]] std::string_view words_after_label(const document::Chapter& chapter, const document::Callout& callout);
// Without its label, one paragraph a line, an empty line between two.
[[nodiscard]] std::string words_of(const document::Chapter& chapter, const Question& question);
// Mine, the oldest first.
[[nodiscard]] std::vector<const PlacedNote*> answers_to(const Reader& reader, const Question& question);
// The question that an answer hangs at, where its words are set.
[[nodiscard]] std::optional<Question> question_at(const Reader& reader, std::size_t block);
// "24 nov. 2026"
[[nodiscard]] std::string day_of_answer(const Reader& reader, const notes::Annotation& answer);
[[nodiscard]] bool is_of_today(const Reader& reader, const notes::Annotation& answer);

}  // namespace katern::app
