#include "app/print_notes.h"

#include <algorithm>
#include <deque>

#include "notes/reflection.h"
#include "words/words.h"

namespace katern::app {
namespace {

using typeset::Px;

constexpr Px gap = 12;
constexpr std::size_t least_lines = 2;  // of a note that goes on on the next page

// A note, or the rest of one, that still needs a place.
struct Waiting {
    std::size_t note = 0;
    std::size_t first_line = 0;
    Px wanted = 0;  // from the top of the text
};

// The note that a reply hangs at in the end; null when it is not among these.
const share::Passage* first_of(const share::Passage& reply, const std::vector<share::Passage>& passages) {
    const share::Passage* now = &reply;
    for (std::size_t steps = 0; steps <= passages.size() && now->note.kind == notes::Kind::reply; ++steps) {
        const auto parent = std::find_if(passages.begin(), passages.end(),
                                         [&](const share::Passage& each) { return each.note.id == now->note.parent; });
        if (parent == passages.end()) return nullptr;
        now = &*parent;
    }
    return now->note.kind == notes::Kind::reply ? nullptr : now;
}

// Who wrote it, and what kind of thing it is where that is no plain note. Empty: there is nothing to say.
std::string head_of(const notes::Annotation& note, Language language) {
    const std::string& name = note.author.name;
    if (note.kind == notes::Kind::reply)
        return name.empty() ? say(Word::print_reply, language) : say(Word::print_reply_by, language, {name});
    if (note.kind != notes::Kind::reflection) return name;
    const std::string who = name.empty() ? say(Word::print_answer, language) : say(Word::print_answer_by, language, {name});
    return who + ", " + say(Word::ui_day_and_year, language, {static_cast<double>(note.created)});
}

void append(typeset::Emphasised& words, const typeset::Emphasised& more) {
    for (typeset::Emphasised::Part part : more.parts) {
        part.bytes = {part.bytes.start + words.text.size(), part.bytes.end + words.text.size()};
        words.parts.push_back(part);
    }
    words.text += more.text;
}

void append_said(typeset::Emphasised& words, const notes::Annotation& note, Language language) {
    // The question itself stands beside it, in the book.
    const std::string body = notes::reflection_in(note).question.empty() ? note.body : notes::reflection_in(note).words;
    if (body.empty()) return;
    if (!words.text.empty()) words.text += "\n\n";
    if (const std::string head = head_of(note, language); !head.empty())
        append(words, {head + "\n", {{{0, head.size()}, true, false, -1}}});
    append(words, typeset::emphasised(body));
}

}  // namespace

std::vector<PrintedConversation> conversations_in(const std::string& chapter, const std::vector<share::Passage>& passages) {
    std::vector<PrintedConversation> found;
    for (const share::Passage& passage : passages) {
        if (passage.orphan() || passage.place.chapter != chapter || passage.note.kind == notes::Kind::reply) continue;
        found.push_back({&passage, {}});
    }
    for (const share::Passage& passage : passages) {
        if (passage.note.kind != notes::Kind::reply) continue;
        const share::Passage* first = first_of(passage, passages);
        for (PrintedConversation& each : found)
            if (each.first == first) each.replies.push_back(&passage);
    }
    for (PrintedConversation& each : found)
        std::stable_sort(each.replies.begin(), each.replies.end(),
                         [](const auto* a, const auto* b) { return a->note.created < b->note.created; });
    std::erase_if(found, [](const PrintedConversation& each) { return each.first->note.body.empty() && each.replies.empty(); });
    return found;
}

typeset::Emphasised words_of(const PrintedConversation& conversation, Language language) {
    typeset::Emphasised words;
    append_said(words, conversation.first->note, language);
    for (const share::Passage* reply : conversation.replies) append_said(words, reply->note, language);
    return words;
}

std::vector<std::vector<NotePiece>> place_notes(const std::vector<MarginNote>& notes, const std::vector<typeset::Page>& pages,
                                                Px page_height) {
    std::vector<std::vector<NotePiece>> placed;
    std::deque<Waiting> waiting;
    std::size_t next = 0;
    for (std::size_t page = 0; page < pages.size() || !waiting.empty(); ++page) {
        placed.emplace_back();
        // The last page takes all that is left, whatever a page's bottom says.
        const bool last = page + 1 >= pages.size();
        for (; next < notes.size() && (last || notes[next].wanted < pages[page].bottom); ++next)
            waiting.push_back({next, 0, page < pages.size() ? std::max(0.0F, notes[next].wanted - pages[page].top + pages[page].head_height) : 0});
        Px free = 0;
        while (!waiting.empty()) {
            Waiting& one = waiting.front();
            const std::vector<typeset::Line>& lines = notes[one.note].text.lines;
            const Px leading = lines.empty() ? 1 : std::max(1.0F, lines.front().height);
            const std::size_t left = lines.size() - one.first_line;
            Px y = std::max(one.wanted, free);
            // Rather somewhat above its passage than cut in two.
            if (y + static_cast<Px>(left) * leading > page_height) y = std::max(free, page_height - static_cast<Px>(left) * leading);
            const auto room = static_cast<std::size_t>(std::max(0.0F, (page_height - y) / leading + 0.01F));
            std::size_t count = std::min(left, room);
            if (count < left && count < least_lines) count = 0;
            if (count == 0 && free == 0) count = std::min(left, std::max<std::size_t>(1, room));
            if (count > 0) placed.back().push_back({one.note, one.first_line, count, y});
            free = y + static_cast<Px>(count) * leading + gap;
            if (count < left) {
                one.first_line += count;
                break;
            }
            waiting.pop_front();
        }
        for (Waiting& one : waiting) one.wanted = 0;
    }
    return placed;
}

}  // namespace katern::app
