// search: where words stand in a book and in the notes in it.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/search.h"
#include "cli/command.h"
#include "words/words.h"

namespace katern::cli {
namespace {

constexpr std::size_t code_points_around = 48;

// A place in the text as programs and people get it.
struct Found {
    std::string chapter, address;
    notes::CodePointRange place;
    app::Snippet words;
    std::string note;  // id; empty: in the text
};

std::vector<Found> in_text(const document::Book& book, const app::SearchResults& results) {
    std::vector<Found> all;
    for (const app::SearchResults::InChapter& here : results.chapters) {
        const auto chapter = book.chapter(here.chapter);
        if (!chapter) continue;
        for (const text::Range hit : here.hits) {
            const std::size_t block = (*chapter)->block_at(hit.start);
            all.push_back({(*chapter)->id,
                           document::address(book.chapters[here.chapter], block),
                           notes::to_code_points(**chapter, hit),
                           app::snippet((*chapter)->text, (*chapter)->blocks[block].text, hit, code_points_around,
                                        code_points_around),
                           {}});
        }
    }
    return all;
}

std::vector<Found> in_notes(const document::Book& book, const app::SearchResults& results,
                            const std::vector<share::Passage>& passages, const std::vector<app::NoteWords>& words) {
    std::vector<Found> all;
    for (const app::SearchResults::InNote& hit : results.notes) {
        const auto same =
            std::find_if(words.begin(), words.end(), [&](const app::NoteWords& note) { return note.id == hit.id; });
        const share::Passage& passage = passages[static_cast<std::size_t>(same - words.begin())];
        const std::string& part = same->part(hit.part);
        all.push_back({passage.place.chapter.empty() ? passage.note.anchor.chapter : passage.place.chapter,
                       address_of(passage, book), passage.place.range,
                       app::snippet(part, {0, part.size()}, hit.bytes, code_points_around, code_points_around),
                       hit.id});
    }
    return all;
}

void print_json(const Job& job, const std::vector<Found>& all) {
    auto list = nlohmann::ordered_json::array();
    for (const Found& found : all) {
        nlohmann::ordered_json row = {{"chapter", found.chapter},   {"address", found.address},
                                      {"start", found.place.start}, {"end", found.place.end},
                                      {"exact", found.words.exact}, {"before", found.words.before},
                                      {"after", found.words.after}, {"kind", found.note.empty() ? "text" : "note"}};
        if (!found.note.empty()) row["id"] = found.note;
        list.push_back(std::move(row));
    }
    job.streams.out << list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
}

}  // namespace

Done search_book(const Job& job) {
    app::SearchQuery query{job.call.operands[1], job.call.has("--whole-words"), job.call.has("--exact")};
    if (text::find_invalid_utf8(query.words) != std::string::npos || query.folded().empty())
        return wrong(Word::cli_error_query_empty);
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    const auto passages = app::passages(open->store, open->known);
    if (!passages) return refuse(passages.error());
    auto words = std::make_shared<std::vector<app::NoteWords>>();
    for (const share::Passage& passage : *passages) words->push_back(app::words_of(passage.note));

    app::FoldedPieces pieces;
    app::FoldedNotes folded;
    folded.set(words, query.accents());
    const document::Book& book = *open->known.book;
    // One search reads everything once; an index would take longer to make than it saves.
    const app::SearchResults results = app::search({book, query, pieces, folded});
    std::vector<Found> all = in_text(book, results);
    const std::size_t texts = all.size();
    for (Found& note : in_notes(book, results, *passages, *words)) all.push_back(std::move(note));
    if (job.call.has("--json")) {
        print_json(job, all);
    } else {
        for (std::size_t i = 0; i < all.size(); ++i)
            job.streams.out << (i < texts ? all[i].address : job.say(Word::cli_search_note, {all[i].address})) << "  "
                            << for_terminal(app::in_one_line(all[i].words).text) << "\n";
    }
    if (!all.empty()) return {};
    if (results.looser > 0)
        return refuse(Word::cli_search_looser, query.words, book.title, static_cast<double>(results.looser));
    return refuse(Word::cli_search_nothing, query.words, book.title);
}

}  // namespace katern::cli
