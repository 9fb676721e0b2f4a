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
// The five cycles in which a network's value can be told (Wenger, Trayner and De Laat 2011, “Promoting and assessing value
// creation in communities and networks”): what the conversation itself gave, what was taken along, what was done with
// it, what became better by that, and another view of what matters.
enum class ValueCycle : std::uint8_t { immediate, potential, applied, realized, reframing };
inline constexpr ValueCycle all_value_cycles[] = {ValueCycle::immediate, ValueCycle::potential, ValueCycle::applied,
                                                  ValueCycle::realized, ValueCycle::reframing};
[[nodiscard]] std::string_view to_text(ValueCycle cycle);
[[nodiscard]] std::optional<ValueCycle> value_cycle_from(std::string_view text);

// Of a body like the one that this annotation has.
[[nodiscard]] Reflection reflection_in(Kind kind, std::string_view body);
[[nodiscard]] inline Reflection reflection_in(const Annotation& note) { return reflection_in(note.kind, note.body); }

}  // namespace katern::notes
