#include "app/meeting_passages.h"

#include <algorithm>
#include <set>

#include "app/in_short.h"

namespace katern::app {
namespace {

using share::Passage;

constexpr std::size_t longest_title = 80;  // bytes of a question that becomes the name of an item

bool overlap(notes::CodePointRange a, notes::CodePointRange b) {
    return a.empty() || b.empty() ? a == b : a.start < b.end && b.start < a.end;
}

// The words of the book around a place, and where it is for people.
PassageSeen words_at(const document::Book& book, const std::string& chapter_id, notes::CodePointRange range) {
    PassageSeen out;
    out.chapter = chapter_id;
    out.range = range;
    const std::optional<std::size_t> index = book.find(chapter_id);
    const auto chapter = index ? book.chapter(*index) : tl::unexpected<Error>(Error{});
    if (!chapter || (*chapter)->blocks.empty()) return out;
    const text::Range bytes = notes::to_bytes(**chapter, range);
    const std::size_t first = (*chapter)->block_at(bytes.start);
    const std::size_t last = (*chapter)->block_at(std::max(bytes.start, bytes.end > 0 ? bytes.end - 1 : 0));
    out.words = std::string(text::slice((*chapter)->text, bytes));
    out.address = document::address(book.chapters[*index], first);
    const std::vector<std::string> headings = (*chapter)->headings_above(bytes.start);
    out.section = headings.empty() ? book.chapters[*index].title : headings.back();
    const text::Range opening = (*chapter)->blocks[first].text, closing = (*chapter)->blocks[last].text;
    if (opening.start < bytes.start)
        out.before = std::string(text::slice((*chapter)->text, {opening.start, bytes.start}));
    if (bytes.end < closing.end) out.after = std::string(text::slice((*chapter)->text, {bytes.end, closing.end}));
    return out;
}

// With a stack of its own: somebody's file may hold a thread of a hundred thousand.
void add_replies(std::vector<PassageVoice>& voices, const share::Together& all, const std::string& mark,
                 std::set<std::string>& seen) {
    std::vector<std::pair<const notes::Annotation*, std::size_t>> waiting;  // with its depth; the next one last
    const auto wait_for = [&](const std::string& parent, std::size_t depth) {
        const auto found = all.replies_to.find(parent);
        if (found == all.replies_to.end()) return;
        for (auto reply = found->second.rbegin(); reply != found->second.rend(); ++reply)
            waiting.emplace_back(&all.replies[*reply].note, depth);
    };
    wait_for(mark, 1);
    while (!waiting.empty()) {
        const auto [note, depth] = waiting.back();
        waiting.pop_back();
        if (!seen.insert(note->id).second) continue;
        voices.push_back({note->id, note->author, note->mine, {}, note->body, depth});
        wait_for(note->id, depth + 1);
    }
}

void add_voices(PassageSeen& passage, const share::Together& all, const std::vector<std::size_t>& marks) {
    std::set<std::string> people, seen;
    for (const std::size_t i : marks) {
        const notes::Annotation& note = all.marks[i].note;
        if (passage.category.empty()) passage.category = note.category;
        people.insert(note.author.id);
        passage.voices.push_back({note.id, note.author, note.mine, note.category, note.body, 0});
        add_replies(passage.voices, all, note.id, seen);
    }
    passage.people = people.size();
}

PassageSeen seen_in(const share::Together& all, const document::Book& book, const std::string& chapter,
                    notes::CodePointRange range) {
    PassageSeen out = words_at(book, chapter, range);
    std::vector<std::size_t> marks;
    for (std::size_t i = 0; i < all.marks.size(); ++i)
        if (all.marks[i].place.chapter == chapter && overlap(all.marks[i].place.range, range)) marks.push_back(i);
    add_voices(out, all, marks);
    return out;
}

ItemSeen see_item(const AgendaItem& item, const share::Together& all, const document::Book& book) {
    ItemSeen out{item, {}};
    if (item.passage) out.passages.push_back(passage_seen(item.passage->anchor, all, book));
    for (const std::string& id : item.notes) {
        const auto mark =
            std::find_if(all.marks.begin(), all.marks.end(), [&](const Passage& one) { return one.note.id == id; });
        if (mark == all.marks.end()) continue;  // no longer shared
        const bool is_there = std::any_of(out.passages.begin(), out.passages.end(), [&](const PassageSeen& passage) {
            return passage.chapter == mark->place.chapter && overlap(passage.range, mark->place.range);
        });
        if (!is_there) out.passages.push_back(seen_in(all, book, mark->place.chapter, mark->place.range));
    }
    return out;
}

Gatherable gatherable_of(Gatherable::Kind kind, const share::Together& all, const std::vector<std::size_t>& marks,
                         notes::CodePointRange range, const KnownBook& known) {
    Gatherable out;
    out.kind = kind;
    const Passage& first = all.marks[marks.front()];
    out.id = first.note.id;
    out.passage = words_at(*known.book, first.place.chapter, range);
    add_voices(out.passage, all, marks);
    const bool asks = kind == Gatherable::Kind::open && !first.note.body.empty();
    out.title = asks ? first_line_in_short(first.note.body, longest_title) : out.passage.section;
    out.anchor = first.note.anchor;
    if (const std::optional<std::size_t> index = known.book->find(first.place.chapter))
        if (const auto chapter = known.book->chapter(*index))
            out.anchor = notes::anchor_on(**chapter, known.edition, notes::to_bytes(**chapter, range));
    for (const std::size_t i : marks) out.notes.push_back(all.marks[i].note.id);
    return out;
}

}  // namespace

PassageSeen passage_seen(const notes::Anchor& anchor, const share::Together& all, const document::Book& book) {
    const notes::Resolution place = notes::resolve(anchor, book);
    PassageSeen out;
    if (place.placed()) out = seen_in(all, book, place.chapter, place.range);
    if (out.words.empty()) out.words = anchor.exact;
    if (out.section.empty() && !anchor.headings.empty()) out.section = anchor.headings.back();
    return out;
}

MeetingSeen see_meeting(const Meeting& meeting, const share::Together& all, const document::Book& book) {
    MeetingSeen out{meeting, {}, {}};
    for (const AgendaItem& item : meeting.items) out.items.push_back(see_item(item, all, book));
    for (const MeetingPrompt& prompt : meeting.prompts) {
        out.prompts.push_back({prompt, std::nullopt});
        if (prompt.passage) out.prompts.back().passage = passage_seen(prompt.passage->anchor, all, book);
    }
    return out;
}

std::vector<Gatherable> gatherable(const share::Together& all, const KnownBook& known) {
    using Kind = Gatherable::Kind;
    std::vector<Gatherable> out;
    for (const std::size_t i : all.open)
        out.push_back(gatherable_of(Kind::open, all, {i}, all.marks[i].place.range, known));
    const auto add = [&](Kind kind, std::size_t i) {
        out.push_back(gatherable_of(kind, all, all.passages[i].marks, all.passages[i].range, known));
    };
    for (const std::size_t i : all.difference) add(Kind::difference, i);
    for (const std::size_t i : all.agreement)
        if (!all.passages[i].differs) add(Kind::agreement, i);
    for (std::size_t i = 0; i < all.passages.size(); ++i) {
        const share::SharedPassage& passage = all.passages[i];
        if (passage.people.size() < 2 && !passage.differs && !passage.open) add(Kind::shared, i);
    }
    for (const WorkForm& form : work_forms(known)) {
        Gatherable made;
        made.kind = Kind::work_form;
        made.id = form.address;
        made.title = form.title;
        made.minutes = form.minutes;
        made.anchor = form.anchor;
        made.passage = words_at(*known.book, form.anchor.chapter, form.anchor.range);
        out.push_back(std::move(made));
    }
    return out;
}

std::vector<std::string> members_of(const share::Together& all, const std::vector<Meeting>& meetings,
                                    const notes::Profile& me) {
    std::set<std::string> names;
    if (!me.name.empty()) names.insert(me.name);
    for (const Passage& mark : all.marks)
        if (!mark.note.author.name.empty()) names.insert(mark.note.author.name);
    for (const Passage& reply : all.replies)
        if (!reply.note.author.name.empty()) names.insert(reply.note.author.name);
    for (const Meeting& meeting : meetings) names.insert(meeting.people.begin(), meeting.people.end());
    return {names.begin(), names.end()};
}

}  // namespace katern::app
