// notes, export: what is in the store, for people, programs and files.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/command.h"
#include "words/words.h"

namespace katern::cli {
namespace {

using share::Passage;

nlohmann::ordered_json to_json(const Passage& passage, const document::Book& book) {
    const notes::Annotation& note = passage.note;
    return {{"id", note.id},
            {"book", book.id},
            {"chapter", passage.place.chapter.empty() ? note.anchor.chapter : passage.place.chapter},
            {"start", passage.place.range.start},
            {"end", passage.place.range.end},
            {"exact", note.anchor.exact},
            {"prefix", note.anchor.prefix},
            {"suffix", note.anchor.suffix},
            {"kind", notes::kind_for_people(note)},
            {"category", note.category},
            {"tags", note.tags},
            {"note", note.body},
            {"author", note.author.name.empty() ? note.author.id : note.author.name},
            {"visibility", note.is_private() ? "private" : "shared"},
            {"created", notes::iso_8601(note.created)},
            {"modified", notes::iso_8601(note.modified)},
            {"address", address_of(passage, book)},
            {"anchor", notes::to_text(passage.place.how)}};
}

void indented(std::ostream& out, const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) out << "    " << line << "\n";
}

// "2 ¶3  vraag  #tijd  privé  0192…", and below it the quote and the note.
void print(const Job& job, const Passage& passage, const document::Book& book) {
    const notes::Annotation& note = passage.note;
    std::ostream& out = job.streams.out;
    out << (passage.orphan() ? job.say(Word::cli_orphan, {note.anchor.chapter}) : address_of(passage, book));
    if (!note.category.empty()) out << "  " << note.category;
    for (const std::string& tag : note.tags) out << "  #" << tag;
    if (!note.mine) out << "  " << note.author.name;
    out << "  " << job.say(note.is_private() ? Word::export_private : Word::export_shared) << "  " << note.id << "\n";
    if (!note.anchor.exact.empty()) indented(out, "“" + note.anchor.exact + "”");
    if (note.anchor.figure) indented(out, job.say(Word::export_figure, {note.anchor.figure->alternative}));
    indented(out, note.body);
}

}  // namespace

std::string address_of(const share::Passage& passage, const document::Book& book) {
    const std::optional<std::size_t> index = passage.orphan() ? std::nullopt : book.find(passage.place.chapter);
    if (!index) return {};
    const auto chapter = book.chapter(*index);
    if (!chapter || (*chapter)->blocks.empty()) return {};
    const text::Range bytes = notes::to_bytes(**chapter, passage.place.range);
    return document::address(book.chapters[*index], (*chapter)->block_at(bytes.start));
}

Done print_notes(const Job& job) {
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    app::Filter filter;
    filter.author = job.call.value("--author");
    filter.category = job.call.value("--category");
    filter.tag = job.call.value("--tag");
    filter.orphans = job.call.has("--orphans");
    if (filter.tag && filter.tag->starts_with('#')) filter.tag->erase(0, 1);
    const auto passages = app::passages(open->store, open->known, filter);
    if (!passages) return refuse(passages.error());
    const document::Book& book = *open->known.book;
    if (!job.call.has("--json")) {
        for (const Passage& passage : *passages) print(job, passage, book);
        if (passages->empty()) job.tell(Word::cli_no_notes, {book.title});
        return {};
    }
    auto list = nlohmann::ordered_json::array();
    for (const Passage& passage : *passages) list.push_back(to_json(passage, book));
    job.streams.out << list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
    return {};
}

}  // namespace katern::cli
