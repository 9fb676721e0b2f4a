// An answer to a question of the book. It keeps the question's words as they were that day: its body begins with them as a Markdown
// block quote, so that any program that shows the body shows both, and an edition that asks something else changes nothing.
#pragma once

#include <string>
#include <string_view>

#include "notes/annotation.h"

namespace katern::notes {

// The question, quoted, an empty line, and the answer. Without a question: the answer alone.
[[nodiscard]] std::string reflection_body(std::string_view question, std::string_view answer);

struct Reflection {
    std::string question;  // empty: none is quoted, or it is no reflection
    std::string words;     // what the person wrote
};
// Of a body like the one that this annotation has.
[[nodiscard]] Reflection reflection_in(Kind kind, std::string_view body);
[[nodiscard]] inline Reflection reflection_in(const Annotation& note) { return reflection_in(note.kind, note.body); }

}  // namespace katern::notes
