// What a meeting leaves: its agenda with the passages, what was decided and who does what. As Markdown, which the other
// formats for people are made of, and the dates as a calendar file.
#pragma once

#include <string>
#include <vector>

#include "notes/clock.h"
#include "words/word.h"

namespace katern::share {

struct MeetingVoice {
    std::string who, category, words;  // a mark with its note, or a reply, as shared with the network; words: Markdown
    std::size_t depth = 0;             // 0: a mark; else a reply
};
struct MeetingPassage {
    std::string quote, address, section, category;  // quote: canonical text; all empty: none
    std::vector<MeetingVoice> voices;
};

struct MeetingHandOut {
    std::string id;  // of the meeting
    std::string network, name, date, question, book;
    std::vector<std::string> people;
    struct Item {
        std::string text;
        int minutes = 0;
        std::vector<MeetingPassage> passages;
    };
    std::vector<Item> items;
    struct Decision {
        std::string text, outcome;
        MeetingPassage passage;
    };
    std::vector<Decision> decisions;
    struct Action {
        std::string id, text, who, when, outcome;
    };
    std::vector<Action> actions;
    std::string next;  // date of the network's next meeting; empty: not known
};

// What stands at the top of every form of it, without what is not known.
struct MeetingHead {
    std::string title;     // "Regio Oost"
    std::string day;       // "12 maart 2026"
    std::string question;  // "Vraag van vandaag: …"
    std::string people, book, next;
};
[[nodiscard]] MeetingHead head_of(const MeetingHandOut& handout, Language language);
// "25 min"; empty when nothing is planned.
[[nodiscard]] std::string minutes_label(int minutes, Language language);

[[nodiscard]] std::string meeting_to_markdown(const MeetingHandOut& handout, Language language);

// iCalendar (RFC 5545): the meeting, the next one and each action that has a date, as all-day events, since many
// programs leave tasks (VTODO) out. What has no date is left out. Lines end with CR LF and are folded at 75 bytes.
[[nodiscard]] std::string meeting_to_ics(const MeetingHandOut& handout, notes::Milliseconds now, Language language);

}  // namespace katern::share
