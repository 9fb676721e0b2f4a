#include "share/meeting_html.h"

#include <algorithm>

#include "share/entries.h"
#include "share/html_head.h"
#include "share/html_style.h"
#include "share/meeting_dates.h"
#include "share/note_html.h"
#include "share/xml.h"
#include "words/words.h"

namespace katern::share {
namespace {

std::string paragraph(const std::string& words, const char* kind = "") {
    return words.empty() ? std::string() : "<p dir=\"auto\"" + std::string(kind) + ">" + xml_text(words) + "</p>\n";
}

std::string class_of(const std::string& category) {
    if (category.empty()) return "none";
    return notes::category_from(category) ? category : std::string("other");
}

std::string quote_of(const MeetingPassage& passage) {
    std::string out = "<blockquote class=\"quote\">";
    for (std::size_t start = 0; start < passage.quote.size();) {
        const std::size_t end = std::min(passage.quote.find('\n', start), passage.quote.size());
        std::string line = passage.quote.substr(start, end - start);
        std::replace(line.begin(), line.end(), '\t', ' ');
        if (!line.empty()) out += "<p dir=\"auto\"><mark>" + xml_text(line) + "</mark></p>";
        start = end + 1;
    }
    return out + "</blockquote>\n";
}

std::string voice_of(const MeetingVoice& voice, Language language) {
    std::string out = voice.depth > 0 ? "<div class=\"reply\">\n" : "<div>\n";
    out += "<p class=\"about\">";
    if (!voice.category.empty()) {
        const CategoryLabel label = category_label(voice.category, language);
        out += "<span class=\"category\"><span class=\"sign " + class_of(voice.category) + "\" aria-hidden=\"true\">" +
               xml_text(label.sign.empty() ? "•" : label.sign) + "</span>" + xml_text(label.name) + "</span> ";
    }
    out += "<span class=\"author\"><bdi>" + xml_text(voice.who) + "</bdi></span></p>\n";
    const std::string words = note_to_html(voice.words, 3);
    if (!words.empty()) out += "<div class=\"words\">\n" + words + "</div>\n";
    return out + "</div>\n";
}

std::string passage_of(const MeetingPassage& passage, Language language) {
    if (passage.quote.empty() && passage.address.empty()) return {};
    std::string out = "<article class=\"" + class_of(passage.category) + "\">\n<p class=\"about\">";
    if (!passage.address.empty()) out += "<span class=\"address\">" + xml_text(passage.address) + "</span> ";
    out += xml_text(passage.section) + "</p>\n";
    if (!passage.quote.empty()) out += quote_of(passage);
    for (const MeetingVoice& voice : passage.voices) out += voice_of(voice, language);
    return out + "</article>\n";
}

std::string agenda_html(const MeetingHandOut& handout, Language language) {
    if (handout.items.empty()) return {};
    std::string out = "<h2>" + xml_text(say(Word::meeting_agenda, language)) + "</h2>\n";
    int number = 0;
    for (const MeetingHandOut::Item& item : handout.items) {
        const std::string minutes = minutes_label(item.minutes, language);
        out += "<section>\n<h3>" + std::to_string(++number) + ". " + xml_text(item.text);
        if (!minutes.empty()) out += " <span class=\"about\">" + xml_text(minutes) + "</span>";
        out += "</h3>\n";
        for (const MeetingPassage& passage : item.passages) out += passage_of(passage, language);
        out += "</section>\n";
    }
    return out;
}

std::string decisions_html(const MeetingHandOut& handout, Language language) {
    if (handout.decisions.empty()) return {};
    std::string out = "<h2>" + xml_text(say(Word::meeting_decisions, language)) + "</h2>\n";
    for (const MeetingHandOut::Decision& decision : handout.decisions) {
        out += "<p dir=\"auto\"><strong>" + xml_text(decision.text) + "</strong></p>\n" +
               passage_of(decision.passage, language);
        if (!decision.outcome.empty()) out += paragraph(say(Word::meeting_came_of_it, language, {decision.outcome}));
    }
    return out;
}

std::string actions_html(const MeetingHandOut& handout, Language language) {
    if (handout.actions.empty()) return {};
    const std::string name = xml_text(say(Word::meeting_actions, language));
    std::string out =
        "<h2 id=\"actions\">" + name +
        "</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"actions\">\n<table>\n<thead><tr>";
    for (const Word head : {Word::meeting_what, Word::meeting_who, Word::meeting_when, Word::meeting_outcome})
        out += "<th scope=\"col\">" + xml_text(say(head, language)) + "</th>";
    out += "</tr></thead>\n<tbody>\n";
    for (const MeetingHandOut::Action& action : handout.actions) {
        out += "<tr>";
        for (const std::string& cell : {action.text, action.who, date_in_words(action.when, language), action.outcome})
            out += "<td dir=\"auto\">" + xml_text(cell) + "</td>";
        out += "</tr>\n";
    }
    return out + "</tbody>\n</table>\n</div>\n";
}

}  // namespace

std::string meeting_to_html(const MeetingHandOut& handout, Language language) {
    const MeetingHead head = head_of(handout, language);
    const std::string title = head.day.empty() ? head.title : head.title + ", " + head.day;
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + std::string(language == Language::nl ? "nl" : "en") + "\">\n" +
                      html_head(title, html_style(), {});
    out += "<body>\n<header>\n<h1 dir=\"auto\">" + xml_text(head.title) + "</h1>\n" + paragraph(head.day) +
           "</header>\n<main>\n";
    out += paragraph(head.question, " class=\"asked\"") + paragraph(head.people) + paragraph(head.book) +
           paragraph(head.next);
    return out + agenda_html(handout, language) + decisions_html(handout, language) + actions_html(handout, language) +
           "</main>\n</body>\n</html>\n";
}

}  // namespace katern::share
