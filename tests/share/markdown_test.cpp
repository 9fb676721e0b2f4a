#include <cstdlib>
#include <fstream>
#include <iterator>

#include "paths.h"
#include "share/support.h"

using namespace katern;
using namespace katern::share;
using namespace katern::share::test;

namespace {

constexpr std::string_view toml = R"([book]
title = "Samen leren *in* netwerken"
authors = ["Anna de Vries", "Bram Jansen"]
language = "nl"
[output.katern]
id = "proef"
)";
constexpr std::string_view summary = R"([Vooraf](vooraf.md)

- [Waarom](01-waarom.md)
- [Wat een netwerk nodig heeft](02-nodig.md)
)";
constexpr std::string_view preface = "# Vooraf\n\nEen woord vooraf.\n";
constexpr std::string_view first = "# Waarom\n\nOmdat het kan.\n";
constexpr std::string_view second = R"(# Wat een netwerk nodig heeft

Toch gaat het niet *vanzelf* goed.

## Wat regel je?

1. Een doel met [1 * 2] sterren.
2. Tijd in de agenda.

### Wie doet wat?

| Wie | Wat |
| --- | --- |
| Leider | ruimte maken |

![Een huis met vijf delen](figuren/huis.svg)

    # een regel code
    mkdir *

## Tot slot

Vertrouwen groeit.
)";

std::shared_ptr<const document::Book> listed_book() {
    return book_of({{"book.toml", toml},
                    {"src/SUMMARY.md", summary},
                    {"src/vooraf.md", preface},
                    {"src/01-waarom.md", first},
                    {"src/02-nodig.md", second}});
}

constexpr notes::Milliseconds half_past_nine = 1'772'357'400'000;  // 2026-03-01T09:30:00Z

Selection many_notes(const document::Book& book) {
    Selection selection;
    selection.now = half_past_nine;
    selection.writer = "Karin";
    selection.networks = {{"n1", ""}, {"n2", "Regio Oost"}};

    Passage shared = on(book, "02-nodig", "Toch gaat het niet vanzelf goed.");
    shared.note.category = "inzicht";
    shared.note.tags = {"tijd", "twee woorden"};
    shared.note.shared_with = {"n2"};
    shared.note.body = "Precies wat ons overkwam.\n\n# Eerst het doel\n\n- dan de agenda\n";
    Passage answer;
    answer.note = shared.note;
    answer.place = shared.place;
    answer.note.id = "antwoord";
    answer.note.parent = shared.note.id;
    answer.note.kind = notes::Kind::reply;
    answer.note.category.clear();
    answer.note.tags.clear();
    answer.note.body = "Bij ons ook.";
    answer.note.mine = false;
    answer.note.author.name = "Bram";
    answer.note.created = 5;

    Passage list = on(book, "02-nodig", "Een doel met [1 * 2] sterren.\nTijd in de agenda.");
    list.note.category = "vraag";
    list.note.shared_with = {"n1"};
    Passage row = on(book, "02-nodig", "Leider\truimte maken");
    Passage code = on(book, "02-nodig", "# een regel code\nmkdir *");
    Passage last = on(book, "02-nodig", "Vertrouwen groeit.");
    last.note.category = "eigen soort";
    Passage preface_note = on(book, "vooraf", "Een woord vooraf.");
    preface_note.note.category = "citaat";

    const auto chapter = *book.chapter(*book.find("02-nodig"));
    Passage figure = on(book, "02-nodig", "\n\n");  // the empty block of the figure
    for (const document::Block& block : chapter->blocks)
        if (block.kind == document::BlockKind::figure)
            figure.note.anchor = notes::anchor_on(*chapter, book, {block.text.start, block.text.start});
    figure.place = notes::resolve(figure.note.anchor, *chapter);
    figure.note.body = "Dit huis.";

    Passage orphan = on(book, "02-nodig", "Tijd in de agenda.");
    orphan.note.id = "wees";
    orphan.note.anchor.exact = "Wat hier vroeger stond.";
    orphan.place = notes::resolve(orphan.note.anchor, *chapter);
    orphan.note.body = "Waar is het heen?";

    selection.passages = {orphan, last, answer, code, figure, row, list, shared, preface_note};
    sort_in_reading_order(selection.passages, book);
    return selection;
}

std::string golden(const std::string& name) {
    std::ifstream file(std::string(KATERN_SOURCE_DIR) + "/tests/share/golden/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// KATERN_GOLDEN=1 writes what is made now, for a person to read and keep.
void check_golden(const std::string& name, const std::string& made) {
    if (std::getenv("KATERN_GOLDEN") != nullptr)
        std::ofstream(std::string(KATERN_SOURCE_DIR) + "/tests/share/golden/" + name, std::ios::binary) << made;
    CHECK(made == golden(name));
}

// Anchored at the start of these words, as an answer to a question is.
Passage answer_at(const document::Book& book, const std::string& chapter, std::string_view words) {
    Passage passage = on(book, chapter, words);
    const auto there = *book.chapter(*book.find(chapter));
    const std::size_t start = notes::to_bytes(*there, passage.place.range).start;
    passage.note.anchor = notes::anchor_on(*there, book, {start, start});
    passage.place = notes::resolve(passage.note.anchor, *there);
    passage.note.kind = notes::Kind::reflection;
    return passage;
}

struct UtcDays {
    UtcDays() { setenv("TZ", "UTC", 1); }
};

}  // namespace

TEST_CASE("a file of notes reads like the book, with every kind of passage in its place") {
    const UtcDays utc;
    const auto book = listed_book();
    check_golden("alles.nl.md", to_markdown(many_notes(*book), *book, Language::nl));
    check_golden("alles.en.md", to_markdown(many_notes(*book), *book, Language::en));
}

TEST_CASE("a file of notes says whose they are only when there is a name") {
    const UtcDays utc;
    const auto book = listed_book();
    Selection selection;
    selection.now = half_past_nine;
    selection.passages = {on(*book, "01-waarom", "Omdat het kan.")};
    CHECK(to_markdown(selection, *book, Language::nl) ==
          "# Samen leren \\*in\\* netwerken\n\nAnna de Vries, Bram Jansen\n\n*Notities, 1 maart 2026*\n\n"
          "## 1 Waarom\n\n**1 ¶2** · privé\n\n> Omdat het kan.\n");
}

TEST_CASE("the outline of a file of notes is that of the book, whatever the notes hold") {
    const UtcDays utc;
    const auto book = listed_book();
    Selection selection = many_notes(*book);
    for (Passage& passage : selection.passages) passage.note.body = "# Eigen kop\n\n```\n## open\n\n<!-- ook open";
    const auto parsed = document::parse_markdown(to_markdown(selection, *book, Language::nl), "notities.md", nullptr);
    REQUIRE(parsed);
    std::string outline;
    for (const document::Block& block : parsed->blocks)
        if (block.kind == document::BlockKind::heading && block.level < 4)
            outline += std::string(block.level, '#') + " " + std::string(parsed->text_of(block)) + "\n";
    CHECK(outline ==
          "# Samen leren *in* netwerken\n## Vooraf\n## 2 Wat een netwerk nodig heeft\n### Wat regel je?\n"
          "### Wie doet wat?\n### Tot slot\n## Zonder plaats in de tekst\n");
}

TEST_CASE("replies follow what they answer, also where two notes lie on one passage") {
    const auto book = listed_book();
    const auto note = [&](const std::string& id, const std::string& parent, notes::Milliseconds created) {
        Passage passage = on(*book, "01-waarom", "Omdat het kan.");
        passage.note.id = id;
        passage.note.parent = parent;
        passage.note.created = created;
        return passage;
    };
    std::vector<Passage> passages{note("b2", "b", 9), note("a", "", 1),   note("b", "", 2),
                                  note("a1", "a", 3), note("b1", "b", 4), note("lus", "lus", 5)};
    sort_in_reading_order(passages, *book);
    std::string order;
    for (const Passage& passage : passages) order += passage.note.id + " ";
    CHECK(order == "a a1 b b1 b2 lus ");
}

TEST_CASE("an answer to a question of the book is exported with the question's words") {
    const UtcDays days;
    const auto book = listed_book();
    Selection selection;
    selection.now = half_past_nine;
    Passage answer = answer_at(*book, "02-nodig", "Vertrouwen groeit.");
    REQUIRE_FALSE(answer.orphan());
    answer.note.body = notes::reflection_body("Wat houdt je tegen?", "Tijd.");
    selection.passages = {answer};
    const std::string made = to_markdown(selection, *book, Language::nl);
    INFO(made);
    CHECK(made.find("antwoord op een vraag uit het boek · privé\n\n> Wat houdt je tegen?\n\nTijd.\n") != std::string::npos);
}

TEST_CASE("a question is exported letter by letter, also where its words would mean something in Markdown") {
    const UtcDays days;
    const auto book = listed_book();
    Selection selection;
    selection.now = half_past_nine;
    Passage answer = answer_at(*book, "02-nodig", "Vertrouwen groeit.");
    answer.note.body = notes::reflection_body("Van wie leerde je *echt* iets?\n\n# En van [wie] niet?", "Van *Els*.");
    selection.passages = {answer};
    const std::string made = to_markdown(selection, *book, Language::nl);
    INFO(made);
    CHECK(made.find("> Van wie leerde je \\*echt\\* iets?\n>\n> \\# En van \\[wie\\] niet?\n\nVan *Els*.\n") != std::string::npos);
}
