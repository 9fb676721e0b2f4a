// A book with everything that a passage can lie in, and notes on it: what files for people are written from.
#pragma once

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "paths.h"
#include "share/support.h"
#include "support/folder.h"
#include "support/shell.h"

namespace katern::share::test {

inline constexpr notes::Milliseconds march_first = 1'772'357'400'000;  // 2026-03-01T09:30:00Z

inline std::shared_ptr<const document::Book> notes_book() {
    setenv("TZ", "UTC", 1);
    return book_of({{"book.toml", "[book]\ntitle = \"Samen <leren> & werken\"\nauthors = [\"Anna de Vries\", \"Bram\"]\nlanguage = \"nl\"\n"
                                  "[output.katern]\nid = \"proef\"\n"},
                    {"src/SUMMARY.md", "[Vooraf](vooraf.md)\n\n- [Waarom](01-waarom.md)\n- [Wat nodig is](02-nodig.md)\n"},
                    {"src/vooraf.md", "# Vooraf\n\nEen woord vooraf.\n"},
                    {"src/01-waarom.md", "# Waarom\n\nOmdat het kan.\n\n## Hoe dan\n\nStap voor stap. En *samen*.\n"},
                    {"src/02-nodig.md", "# Wat nodig is\n\nTijd in de agenda.\n\n| Wie | Wat |\n| --- | --- |\n| Leider | ruimte maken |\n\n"
                                        "    mkdir <map>\n\nVertrouwen groeit.\n"}});
}

inline Passage noted(const document::Book& book, const std::string& chapter, std::string_view words, const std::string& category,
                     const std::string& body) {
    Passage passage = on(book, chapter, words);
    passage.note.category = category;
    passage.note.body = body;
    passage.note.created = march_first - 3'600'000;
    passage.note.modified = march_first;
    passage.note.shared_with = {"n1"};
    return passage;
}

inline Selection some_notes(const document::Book& book) {
    Selection selection;
    selection.now = march_first;
    selection.writer = "Karin";
    selection.networks = {{"n1", "Regio Oost"}};
    selection.passages = {
        noted(book, "vooraf", "Een woord vooraf.", "citaat", ""),
        noted(book, "01-waarom", "Omdat het kan.", "inzicht", "Mooi **en** *waar*, zie [hier](https://voorbeeld.nl/a?b=1&c=2).\n\n- een\n- twee\n"),
        noted(book, "01-waarom", "Stap voor stap.", "vraag", "# Kop\n\nHoe?"),
        noted(book, "02-nodig", "Tijd in de agenda.", "actie", "Elke *maand* plannen."),
        noted(book, "02-nodig", "Leider\truimte maken", "eigen soort", ""),
        noted(book, "02-nodig", "mkdir <map>", "", ""),
    };
    selection.passages[1].note.tags = {"tijd", "twee woorden"};
    Passage reply = selection.passages[1];
    reply.note.id = "antwoord";
    reply.note.parent = selection.passages[1].note.id;
    reply.note.kind = notes::Kind::reply;
    reply.note.category.clear();
    reply.note.tags.clear();
    reply.note.body = "Bij ons ook.";
    reply.note.mine = false;
    reply.note.author.name = "Bram";
    reply.note.created += 1000;
    selection.passages.push_back(reply);
    Passage orphan = noted(book, "02-nodig", "Vertrouwen groeit.", "twijfel", "Waar is het heen?");
    orphan.note.id = "wees";
    orphan.note.anchor.exact = "Wat hier vroeger stond, en nu niet meer.";
    orphan.place = {};
    selection.passages.push_back(orphan);
    sort_in_reading_order(selection.passages, book);
    return selection;
}

// What a script of this folder says of a file with this content.
inline nlohmann::json read_back(const std::string& script, const std::string& content) {
    const katern::test::Folder folder;
    REQUIRE(write_whole(folder.path("bestand"), content));
    return nlohmann::json::parse(katern::test::output_of(
        {"python3", std::string(KATERN_SOURCE_DIR) + "/tests/share/" + script, folder.path("bestand")}));
}

// Texts that would run, load, hide or turn what stands around them, if they could.
inline constexpr const char* hostile_texts[] = {
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "[klik](javascript:alert(1)) en [hier](data:text/html,x) en [daar](JaVaScRiPt&#58;alert(1))",
    "![plaatje](https://elders.example/spoor.png)",
    "<iframe src=https://elders.example></iframe> <a href=\"javascript:alert(1)\">x</a>",
    "<!-- open",
    "]]> &lt;b&gt; &amp;",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "\u202Egnitset\u202D rechts-links \u2066los",
    "\x01\x02\x1F en \uFFFE",
    "{{title}} {{{note}}}",
    "> > > > > > > > diep\n\n1. a\n   1. b\n      - c\n\n        > d",
};

}  // namespace katern::share::test
