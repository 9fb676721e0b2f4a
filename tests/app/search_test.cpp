#include "app/search.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "app/operations.h"
#include "paths.h"
#include "support/folder.h"

using namespace katern;
using namespace katern::app;
using katern::test::Folder;

namespace {

const std::string data = KATERN_SOURCE_DIR "/tests/app/data/";

std::shared_ptr<const document::Book> open(const std::string& path) {
    auto book = open_book(path);
    REQUIRE(book);
    return *book;
}

SearchResults find(const document::Book& book, const SearchQuery& query, notes::SearchIndex* index = nullptr,
                   const FoldedNotes& notes = {}) {
    FoldedPieces pieces;
    return search({book, query, pieces, notes, index});
}

// "1 ¶2 netwerk; 1 ¶2 net", a line feed as ⏎.
std::string shown(const document::Book& book, const SearchResults& results) {
    std::string all;
    for (const SearchResults::InChapter& here : results.chapters) {
        const auto chapter = *book.chapter(here.chapter);
        for (const text::Range hit : here.hits)
            all += (all.empty() ? "" : "; ") +
                   document::address(book.chapters[here.chapter], chapter->block_at(hit.start)) + " " +
                   std::string(text::slice(chapter->text, hit));
    }
    for (std::size_t at = 0; (at = all.find('\n', at)) != std::string::npos;) all.replace(at, 1, "⏎");
    return all.empty() ? "-" : all;
}

// Every chapter put into the index, as the window does it in the background.
void index_all(const document::Book& book, notes::SearchIndex& index) {
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        const auto chapter = *book.chapter(i);
        std::vector<std::string> folded;
        for (const Piece piece : pieces_of(*chapter))
            folded.push_back(fold_piece(*chapter, piece, text::Accents::ignored).text);
        REQUIRE(index.add(chapter->hash, 0, folded, true));
    }
}

std::vector<std::pair<std::size_t, text::Range>> flat(const SearchResults& results) {
    std::vector<std::pair<std::size_t, text::Range>> all;
    for (const auto& here : results.chapters)
        for (const text::Range hit : here.hits) all.emplace_back(here.chapter, hit);
    return all;
}

}  // namespace

// Each row: switches (w whole words, e exact accents), what is typed, and every hit in order with its address.
TEST_CASE("every query of the table finds what it says, with the index and without") {
    const auto book = open(data + "zoekboek");
    Folder folder;
    notes::SearchIndex index(folder.path(""));
    index_all(*book, index);
    std::ifstream table(data + "queries.tsv");
    std::size_t rows = 0;
    for (std::string line; std::getline(table, line);) {
        if (line.empty() || line.starts_with("##")) continue;
        const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
        REQUIRE(second != std::string::npos);
        const std::string switches = line.substr(0, first);
        const SearchQuery query{line.substr(first + 1, second - first - 1), switches.find('w') != std::string::npos,
                                switches.find('e') != std::string::npos};
        INFO(line);
        CHECK(shown(*book, find(*book, query)) == line.substr(second + 1));
        CHECK(shown(*book, find(*book, query, &index)) == line.substr(second + 1));
        ++rows;
    }
    CHECK(rows >= 60);
}

TEST_CASE("the index and a scan of its pieces give the hits that a scan of everything gives") {
    const auto book = open("@katern");
    Folder folder;
    notes::SearchIndex index(folder.path(""));
    index_all(*book, index);
    std::mt19937 random(20261124);
    std::string whole;
    for (std::size_t i = 0; i < book->chapters.size(); ++i) whole += (*book->chapter(i))->text;
    int found = 0;
    for (int round = 0; round < 200; ++round) {
        // Words as they stand, of any length, from anywhere; every fourth with a letter changed.
        std::size_t at = random() % whole.size();
        while ((static_cast<unsigned char>(whole[at]) & 0xC0) == 0x80) --at;
        std::size_t end = at;
        for (std::size_t letters = 1 + random() % 24; letters > 0 && end < whole.size(); --letters)
            (void)text::next_code_point(whole, end);
        SearchQuery query{whole.substr(at, end - at), random() % 3 == 0, random() % 3 == 0};
        if (round % 4 == 0) query.words += 'q';
        INFO(query.words << (query.whole_words ? " w" : "") << (query.exact_accents ? " e" : ""));
        const SearchResults plain = find(*book, query), indexed = find(*book, query, &index);
        CHECK(flat(plain) == flat(indexed));
        CHECK(plain.count == indexed.count);
        CHECK(plain.looser == indexed.looser);
        if (plain.count > 0) ++found;
    }
    CHECK(found > 50);
}

TEST_CASE("a long chapter is searched in pieces that share no block and leave none out") {
    Folder folder;
    std::string markdown = "# Lang\n\n";
    for (int i = 0; i < 3000; ++i)
        markdown += "Alinea nummer " + std::to_string(i) + " gaat over samen leren in de regio.\n\n";
    folder.with("lang.md", markdown + "De naald.\n");
    const auto book = open(folder.path("lang.md"));
    const auto chapter = *book->chapter(0);
    const std::vector<Piece> pieces = pieces_of(*chapter);
    CHECK(pieces.size() > 3);
    std::size_t next = 0;
    for (const Piece piece : pieces) {
        CHECK(piece.first_block == next);
        next = piece.end_block;
    }
    CHECK(next == chapter->blocks.size());
    notes::SearchIndex index(folder.path(""));
    index_all(*book, index);
    CHECK(find(*book, {"samen leren"}, &index).count == 3000);
    CHECK(find(*book, {"naald"}, &index).count == 1);
    const auto answer = index.may_hold("naald");
    REQUIRE(answer);
    CHECK(answer->pieces.at(chapter->hash) == std::vector<std::size_t>{pieces.size() - 1});
}

TEST_CASE("words are found in a note’s quote, text and labels, one hit for each note") {
    auto words = std::make_shared<std::vector<NoteWords>>();
    words->push_back({"a", "Vertrouwen groeit", "Dit is de coördinatie; de coördinatie zelf.", "#maart"});
    words->push_back({"b", "geen coordinatie", "", "#april #maartoverleg"});
    words->push_back({"c", "niets", "hier", ""});
    FoldedNotes notes;
    notes.set(words, text::Accents::ignored);
    const auto ids = [&](const SearchQuery& query) {
        std::string all;
        for (const auto& hit : notes.find(query)) all += hit.id;
        return all;
    };
    CHECK(ids({"coordinatie"}) == "ab");
    CHECK(ids({"#maart"}) == "ab");
    CHECK(ids({"maart", true}) == "a");
    CHECK(ids({"hier"}) == "c");
    CHECK(ids({"groeit dit"}).empty());  // the end of one part and the start of another
    const auto body = notes.find({"coordinatie"});
    CHECK(body[0].part == NotePart::body);
    CHECK(text::slice((*words)[0].body, body[0].bytes) == "coördinatie");
    CHECK(body[1].part == NotePart::quote);
    notes.set(words, text::Accents::kept);
    CHECK(ids({"coordinatie", false, true}) == "b");
}

TEST_CASE("a search that nobody waits for any more stops, and says that it is not whole") {
    const auto book = open(data + "zoekboek");
    FoldedPieces pieces;
    const SearchQuery query{"netwerk"};
    const SearchResults results = search({*book, query, pieces, {}, nullptr, [] { return true; }});
    CHECK_FALSE(results.complete);
    CHECK(find(*book, query).complete);
}

TEST_CASE("where a switch hides all hits, it is known how many there are without it") {
    const auto book = open(data + "zoekboek");
    CHECK(find(*book, {"ernetw", true}).looser == 2);
    CHECK(find(*book, {"coordinatie", false, true}).looser == 1);
    CHECK(find(*book, {"krokodil", true, true}).looser == 0);
    CHECK(find(*book, {"netwerk", true}).looser == 0);  // it was found
}

TEST_CASE("an excerpt stays in its paragraph, is cut at words, and is one line for people") {
    const std::string text = "Eerste alinea.\nTwee woorden voor het doel\nen daar\u00adna nog meer woorden.\nDerde.\n";
    const text::Range block{15, text.find("Derde") - 1};
    const std::size_t at = text.find("doel");
    const Snippet around = snippet(text, block, {at, at + 4}, 12, 14);
    CHECK(around.before == "voor het ");
    CHECK(around.cut_before);
    CHECK(around.after == "\nen daar\u00adna");
    CHECK(around.cut_after);
    const Line line = in_one_line(around);
    CHECK(line.text == "…voor het doel en daarna…");
    CHECK(text::slice(line.text, line.hit) == "doel");
    CHECK(in_one_line(snippet(text, block, {at, at + 4}, 500, 500)).text ==
          "Twee woorden voor het doel en daarna nog meer woorden.");
}

TEST_CASE("words of notes that did not change are folded once, whatever came, went or changed between them") {
    const auto words = [](const std::vector<std::pair<std::string, std::string>>& bodies) {
        auto all = std::make_shared<std::vector<NoteWords>>();
        for (const auto& [id, body] : bodies) all->push_back({id, "", body, ""});
        return all;
    };
    FoldedNotes notes;
    notes.set(words({{"a", "Een plan"}, {"b", "Twee plannen"}, {"c", "Drie plannen"}, {"d", "Vier"}}), text::Accents::ignored);
    CHECK(notes.folded() == 4);
    notes.set(words({{"a", "Een plan"}, {"new", "Nieuw plan"}, {"b", "Twee plannen"}, {"d", "Vier plannen"}}), text::Accents::ignored);
    CHECK(notes.folded() == 6);
    std::vector<std::string> found;
    for (const SearchResults::InNote& hit : notes.find({"PLAN"})) found.push_back(hit.id);
    CHECK(found == std::vector<std::string>{"a", "new", "b", "d"});
    notes.set(words({{"a", "Een plan"}, {"b", "Twee plannen"}, {"d", "Vier plannen"}}), text::Accents::ignored);
    CHECK(notes.folded() == 6);
    CHECK(notes.find({"nieuw"}).empty());
    CHECK(notes.find({"vier plannen"}).size() == 1);
    // With exact accents all of them are other words.
    notes.set(words({{"a", "Één plan"}}), text::Accents::kept);
    CHECK(notes.folded() == 7);
}
