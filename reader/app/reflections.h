// What is asked after a meeting, once: what did you do with what was brought in? The answers are dated reflections at
// their passages, in one of the five cycles of value if the person wants that (notes/reflection.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/meetings.h"

namespace katern::app {

// So long after a meeting, and after *later*, it is asked.
inline constexpr notes::Milliseconds asked_after = 7LL * 24 * 60 * 60 * 1000;

// A passage that was brought to a meeting.
struct BroughtPassage {
    std::string item;  // id
    notes::Anchor anchor;
    std::string address, text;                // of the item
    std::vector<std::string> decided;         // what was decided about it
    std::optional<notes::Annotation> answer;  // mine, the last one
};

struct MeetingToReflect {
    std::string id, name, date;
    notes::Network network;
    std::vector<BroughtPassage> passages;
    notes::Milliseconds held = 0;             // UTC; 0: it has no day, and nothing was decided
    [[nodiscard]] std::string title() const;  // its name, else that of the network
};

// With the passages of its agenda, each once, and without its work forms. Fails when there is no such meeting.
[[nodiscard]] Result<MeetingToReflect> meeting_to_reflect(notes::Store& store, const KnownBook& known,
                                                          const std::string& id);

// The meeting that is to be asked about at a start at `now`: the oldest that was held seven days ago or longer, had
// passages (a work form is none, unless something was decided there), was not answered and not asked about yet, or was
// put off until now. One without a day counts as held when its last decision or action was written down. Who joined the
// network after it was held was not there. Nothing is written.
[[nodiscard]] Result<std::optional<MeetingToReflect>> reflection_due(notes::Store& store, const KnownBook& known,
                                                                     notes::Milliseconds now);
enum class AskedAbout : std::uint8_t { asked, later, never };
[[nodiscard]] Result<void> set_asked(notes::Store& store, const std::string& meeting, AskedAbout how,
                                     notes::Milliseconds now);

struct NewReflection {
    std::string meeting;
    std::string item;     // id; empty: by address
    std::string address;  // "2 ¶14"; empty: the first passage
    std::string words;
    std::string cycle;                 // "" or one of the five
    bool share = false;                // with the meeting's network
    Language language = Language::nl;  // of the question that it keeps
};
// Its id.
[[nodiscard]] Result<std::string> reflect(notes::Store& store, const KnownBook& known, const NewReflection& what);
// The question, as it is kept with the answer.
[[nodiscard]] std::string question_about(const MeetingToReflect& meeting, const BroughtPassage& passage,
                                         Language language);

[[nodiscard]] Word word_of(notes::ValueCycle cycle);
[[nodiscard]] Word meaning_of(notes::ValueCycle cycle);

}  // namespace katern::app
