#include "share/entries.h"

#include <algorithm>

#include "words/words.h"

namespace katern::share {
namespace {

// Fills in where a passage lies, as the book says it; an orphan stays without.
void place(Entry& entry, const document::Book& book) {
    const Passage& passage = *entry.passage;
    if (passage.orphan()) return;
    const std::optional<std::size_t> index = book.find(passage.place.chapter);
    if (!index) return;
    const auto chapter = book.chapter(*index);
    if (!chapter || (*chapter)->blocks.empty()) return;
    const text::Range bytes = notes::to_bytes(**chapter, passage.place.range);
    entry.block = (*chapter)->block_at(bytes.start);
    const document::Block& block = (*chapter)->blocks[entry.block];

    entry.chapter = index;
    entry.address = document::address(book.chapters[*index], entry.block);
    const std::vector<std::string> headings = (*chapter)->headings_above(bytes.start);
    // The first heading of a chapter is its title, which stands above all its passages already.
    const document::Block& first = (*chapter)->blocks.front();
    const bool titled = first.kind == document::BlockKind::heading && !headings.empty() &&
                        headings.front() == (*chapter)->text_of(first);
    if (headings.size() > (titled ? 1 : 0)) entry.section = headings.back();
    if (block.kind == document::BlockKind::code && bytes.end <= block.text.end + 1) entry.code_language = block.language;
}

bool follows_its_parent(const notes::Annotation& note, const Entry* previous) {
    return note.kind == notes::Kind::reply && previous != nullptr && !note.parent.empty() &&
           (previous->note().id == note.parent || previous->note().parent == note.parent);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : std::string(between)) + part;
    return out;
}

}  // namespace

std::vector<Entry> entries_of(const Selection& selection, const document::Book& book) {
    std::vector<Entry> entries;
    entries.reserve(selection.passages.size());
    for (const Passage& passage : selection.passages) {
        Entry entry;
        entry.passage = &passage;
        place(entry, book);
        entry.below_parent = follows_its_parent(passage.note, entries.empty() ? nullptr : &entries.back());
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::string chapter_heading(const document::ChapterEntry& chapter) {
    return chapter.number.empty() ? chapter.title : chapter.number + " " + chapter.title;
}

std::string authors_of(const document::Book& book) {
    return joined(book.authors, ", ");
}

std::string day_line(const Selection& selection, Language language) {
    const std::string day = say(Word::export_day, language, {static_cast<double>(selection.now)});
    return selection.writer.empty() ? say(Word::export_notes, language, {day})
                                    : say(Word::export_notes_of, language, {selection.writer, day});
}

CategoryLabel category_label(const std::string& category, Language language) {
    const std::optional<notes::Category> known = notes::category_from(category);
    if (!known) return {"", category};
    Word word = Word::export_inzicht;
    switch (*known) {
        case notes::Category::inzicht:
            word = Word::export_inzicht;
            break;
        case notes::Category::vraag:
            word = Word::export_vraag;
            break;
        case notes::Category::actie:
            word = Word::export_actie;
            break;
        case notes::Category::twijfel:
            word = Word::export_twijfel;
            break;
        case notes::Category::citaat:
            word = Word::export_citaat;
            break;
    }
    const std::string both = say(word, language);
    const std::size_t space = both.find(' ');
    return {both.substr(0, space), both.substr(space + 1)};
}

std::string kind_label(const notes::Annotation& note, Language language) {
    switch (note.kind) {
        case notes::Kind::bookmark:
            return say(Word::export_bookmark, language);
        case notes::Kind::reply:
            return say(Word::export_reply, language);
        case notes::Kind::reflection:
            return say(notes::reflection_in(note).question.empty() ? Word::export_reflection : Word::export_answer,
                       language);
        case notes::Kind::highlight:
            break;
    }
    return {};
}

std::string visibility_label(const notes::Annotation& note, const Selection& selection, Language language) {
    if (note.is_private()) return say(Word::export_private, language);
    std::vector<std::string> names;
    for (const std::string& id : note.shared_with) {
        const auto network = selection.networks.find(id);
        if (network != selection.networks.end() && !network->second.empty()) names.push_back(network->second);
    }
    return names.empty() ? say(Word::export_shared, language)
                         : say(Word::export_shared_with, language, {joined(names, ", ")});
}

std::string former_place(const notes::Annotation& note) {
    return note.anchor.headings.empty() ? note.anchor.chapter : joined(note.anchor.headings, " › ");
}

std::string author_label(const notes::Annotation& note, const Selection& selection) {
    if (!note.mine) return note.author.name;
    return note.kind == notes::Kind::reply ? selection.writer : std::string();
}

std::string hashtag(std::string tag) {
    std::replace(tag.begin(), tag.end(), ' ', '-');
    return "#" + escape_markdown(tag);
}

std::string one_paragraph_a_line(std::string words) {
    for (std::size_t at = words.find("\n\n"); at != std::string::npos; at = words.find("\n\n", at)) words.erase(at, 1);
    return words;
}

const std::string& quote_of(const Entry& entry) {
    return entry.note().anchor.exact;
}

std::string figure_label(const notes::Annotation& note, Language language) {
    return note.anchor.figure ? say(Word::export_figure, language, {note.anchor.figure->alternative}) : std::string();
}

}  // namespace katern::share
