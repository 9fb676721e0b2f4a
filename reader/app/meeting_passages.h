// What a network sees at the passages of a meeting: the words of the book, and everyone's marks, notes and replies that
// are shared with it. Made from Together alone, so what is not shared with this network can't get into it.
#pragma once

#include <string>
#include <vector>

#include "app/meetings.h"
#include "app/work_forms.h"

namespace katern::app {

// A mark at a passage with what was written there, or a reply to one.
struct PassageVoice {
    std::string id;
    notes::Profile person;
    bool mine = false;
    std::string category, words;  // words: Markdown, may be empty
    std::size_t depth = 0;        // 0: a mark; else a reply
};

struct PassageSeen {
    std::string words;          // as they stand in the book today; where they are found nowhere, as they were marked
    std::string address;        // "2 ¶14"; empty: found nowhere
    std::string section;        // the heading above it, else the chapter's title
    std::string before, after;  // of the blocks that it begins and ends in
    std::string chapter;        // id
    notes::CodePointRange range;
    std::string category;  // of the first mark there; empty: of none
    std::size_t people = 0;
    std::vector<PassageVoice> voices;  // marks by place, each followed by its replies
};

struct ItemSeen {
    AgendaItem item;
    std::vector<PassageSeen> passages;  // its own, then those of the notes that it brings from elsewhere
};
struct PromptSeen {
    MeetingPrompt prompt;
    std::optional<PassageSeen> passage;  // its voices with words are the answers
};
struct MeetingSeen {
    Meeting meeting;
    std::vector<ItemSeen> items;
    std::vector<PromptSeen> prompts;
};

// `all`: of the meeting's network.
[[nodiscard]] MeetingSeen see_meeting(const Meeting& meeting, const share::Together& all, const document::Book& book);
[[nodiscard]] PassageSeen passage_seen(const notes::Anchor& anchor, const share::Together& all,
                                       const document::Book& book);

// What can be put on an agenda: the passages of a network, in the order of Samen, and the book's work forms.
struct Gatherable {
    enum class Kind : std::uint8_t { open, difference, agreement, shared, work_form };
    Kind kind = Kind::open;
    std::string id;     // of its first mark; of a work form its address
    std::string title;  // what an item about it is called at first
    int minutes = 0;
    PassageSeen passage;
    notes::Anchor anchor;
    std::vector<std::string> notes;  // ids of the marks
};
[[nodiscard]] std::vector<Gatherable> gatherable(const share::Together& all, const KnownBook& known);

// Who may come: everybody of whom something is here, by name.
[[nodiscard]] std::vector<std::string> members_of(const share::Together& all, const std::vector<Meeting>& meetings,
                                                  const notes::Profile& me);

}  // namespace katern::app
