#include "share/meeting_handout.h"

#include <algorithm>

#include "share/meeting_dates.h"
#include "share/share.h"
#include "words/words.h"

namespace katern::share {
namespace {

std::string passage_of(const MeetingPassage& passage) {
    if (passage.quote.empty() && passage.address.empty()) return {};
    std::string out = passage.quote.empty() ? std::string() : block_quote(passage.quote);
    std::string where = passage.address;
    if (!passage.section.empty()) where += (where.empty() ? "" : " · ") + passage.section;
    if (!where.empty()) out += (out.empty() ? "" : "\n") + escape_markdown(where) + "\n";
    return "\n" + out;
}

// Replies are items within the item of the mark.
std::string voice_of(const MeetingVoice& voice) {
    const std::string in(2 * std::min<std::size_t>(voice.depth, 4), ' ');
    std::string out = in + "- **" + escape_markdown(voice.who) + "**";
    if (!voice.category.empty()) out += ", *" + escape_markdown(voice.category) + "*";
    if (voice.words.empty()) return out + "\n";
    // What stands in an item is indented; so a list or a quote that someone typed stays within it.
    std::string indented;
    std::string words = embed_markdown(voice.words);
    while (words.ends_with('\n')) words.pop_back();
    for (const char c : words) {
        indented += c;
        if (c == '\n') indented += in + "  ";
    }
    return out + "\n\n" + in + "  " + indented + "\n";
}

std::string top_of(const MeetingHandOut& handout, Language language) {
    const MeetingHead head = head_of(handout, language);
    std::string out = "# " + escape_markdown(head.title) + "\n\n";
    const auto paragraph = [&](const std::string& words, const char* around = "") {
        if (!words.empty()) out += around + escape_markdown(words) + around + "\n\n";
    };
    paragraph(head.day);
    paragraph(head.question, "*");
    paragraph(head.people);
    paragraph(head.book);
    paragraph(head.next);
    return out;
}

std::string agenda_of(const MeetingHandOut& handout, Language language) {
    if (handout.items.empty()) return {};
    std::string out = "## " + say(Word::meeting_agenda, language) + "\n\n";
    int number = 0;
    for (const MeetingHandOut::Item& item : handout.items) {
        const std::string minutes = minutes_label(item.minutes, language);
        out += "### " + std::to_string(++number) + "\\. " + escape_markdown(item.text) +
               (minutes.empty() ? "" : " (" + minutes + ")") + "\n";
        for (const MeetingPassage& passage : item.passages) {
            out += passage_of(passage) + "\n";
            for (const MeetingVoice& voice : passage.voices) out += voice_of(voice);
        }
        out += "\n";
    }
    return out;
}

std::string decisions_of(const MeetingHandOut& handout, Language language) {
    if (handout.decisions.empty()) return {};
    std::string out = "## " + say(Word::meeting_decisions, language) + "\n\n";
    for (const MeetingHandOut::Decision& decision : handout.decisions) {
        out += "### " + escape_markdown(decision.text) + "\n" + passage_of(decision.passage) + "\n";
        if (!decision.outcome.empty())
            out += escape_markdown(say(Word::meeting_came_of_it, language, {decision.outcome})) + "\n\n";
    }
    return out;
}

std::string actions_of(const MeetingHandOut& handout, Language language) {
    if (handout.actions.empty()) return {};
    std::string out = "## " + say(Word::meeting_actions, language) + "\n\n|";
    for (const Word head : {Word::meeting_what, Word::meeting_who, Word::meeting_when, Word::meeting_outcome})
        out += " " + say(head, language) + " |";
    out += "\n| --- | --- | --- | --- |\n";
    for (const MeetingHandOut::Action& action : handout.actions)
        out += "|" + markdown_cell(action.text) + markdown_cell(action.who) + markdown_cell(date_in_words(action.when, language)) +
               markdown_cell(action.outcome) + "\n";
    return out + "\n";
}

// RFC 5545, section 3.3.11.
std::string escape_ics(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) >= 0x20)
            out += c;
    }
    return out;
}

// RFC 5545, section 3.1: at most 75 bytes a line, and no character cut in two.
void add_line(std::string& out, const std::string& line) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < line.size();) {
        std::size_t next = i + 1;
        while (next < line.size() && (static_cast<unsigned char>(line[next]) & 0xC0) == 0x80) ++next;
        if (width + (next - i) > 75) {
            out += "\r\n ";
            width = 1;
        }
        out.append(line, i, next - i);
        width += next - i;
        i = next;
    }
    out += "\r\n";
}

// "20260312", and the day after; nothing when it is no date.
std::string day_of(const std::string& date, int days_later) {
    const std::optional<notes::Milliseconds> at = notes::from_iso_8601(date);
    if (!at || date.size() < 10) return {};
    std::string day = notes::iso_8601(*at + days_later * 24LL * 60 * 60 * 1000).substr(0, 10);
    std::erase(day, '-');
    return day;
}

struct Event {
    std::string uid, date, summary, description;
};

void add_event(std::string& out, const Event& event, const std::string& stamp) {
    const std::string day = day_of(event.date, 0);
    if (day.empty()) return;
    add_line(out, "BEGIN:VEVENT");
    add_line(out, "UID:" + escape_ics(event.uid));
    add_line(out, "DTSTAMP:" + stamp);
    add_line(out, "DTSTART;VALUE=DATE:" + day);
    add_line(out, "DTEND;VALUE=DATE:" + day_of(event.date, 1));
    add_line(out, "SUMMARY:" + escape_ics(event.summary));
    if (!event.description.empty()) add_line(out, "DESCRIPTION:" + escape_ics(event.description));
    add_line(out, "TRANSP:TRANSPARENT");
    add_line(out, "END:VEVENT");
}

}  // namespace

MeetingHead head_of(const MeetingHandOut& handout, Language language) {
    MeetingHead head;
    head.title = !handout.name.empty() ? handout.name : handout.network;
    if (head.title.empty()) head.title = say(Word::meeting_title, language);
    head.day = date_in_words(handout.date, language);
    if (!handout.question.empty()) head.question = say(Word::meeting_question_of_today, language, {handout.question});
    std::string people;
    for (const std::string& person : handout.people) people += (people.empty() ? "" : ", ") + person;
    if (!people.empty()) head.people = say(Word::meeting_present, language, {people});
    head.book = say(Word::meeting_about_book, language, {handout.book});
    if (!handout.next.empty()) head.next = say(Word::meeting_next, language, {date_in_words(handout.next, language)});
    return head;
}

std::string minutes_label(int minutes, Language language) {
    return minutes > 0 ? say(Word::meeting_minutes, language, {static_cast<double>(minutes)}) : std::string();
}

std::string meeting_to_markdown(const MeetingHandOut& handout, Language language) {
    return top_of(handout, language) + agenda_of(handout, language) + decisions_of(handout, language) +
           actions_of(handout, language);
}

std::string meeting_to_ics(const MeetingHandOut& handout, notes::Milliseconds now, Language language) {
    std::string stamp = notes::iso_8601(now).substr(0, 19) + "Z";
    std::erase(stamp, '-');
    std::erase(stamp, ':');
    const std::string title = handout.name.empty() ? handout.network : handout.name;
    std::string out;
    add_line(out, "BEGIN:VCALENDAR");
    add_line(out, "VERSION:2.0");
    add_line(out, "PRODID:-//Katern//Katern//NL");
    add_event(out,
              {handout.id + "@katern", handout.date, say(Word::meeting_event, language, {title}), handout.question},
              stamp);
    add_event(out, {handout.id + "-next@katern", handout.next, say(Word::meeting_event, language, {title}), {}}, stamp);
    for (const MeetingHandOut::Action& action : handout.actions)
        add_event(out,
                  {action.id + "@katern", action.when,
                   say(Word::meeting_action_event, language, {action.text, action.who}), title},
                  stamp);
    add_line(out, "END:VCALENDAR");
    return out;
}

}  // namespace katern::share
