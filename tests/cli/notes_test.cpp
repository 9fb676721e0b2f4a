#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/operations.h"
#include "cli/terminal.h"

using namespace katern;
using namespace katern::cli;
using namespace katern::cli::test;

namespace {}  // namespace

TEST_CASE("a note has every field that scripts rely on, in code points") {
    const Terminal terminal;
    terminal.must({"profile", "--name", "Karin", "--school", "De Wilgen"});
    const std::string id =
        terminal.annotate("zin over", {"--category", "vraag", "--note", "Één *vraag*", "--tag", "tijd", "--tag=#rust"});
    const nlohmann::json notes = terminal.notes();
    REQUIRE(notes.size() == 1);
    CHECK(notes[0] == nlohmann::json{{"id", id},
                                     {"book", "proef"},
                                     {"chapter", "01-een"},
                                     {"start", 10},  // "Eén\nÉén 🙂 " is 10 code points
                                     {"end", 18},
                                     {"exact", "zin over"},
                                     {"prefix", "Eén\nÉén 🙂 "},
                                     {"suffix", " vertrouwen, en nog één zin.\nKop"},
                                     {"kind", "note"},
                                     {"category", "vraag"},
                                     {"tags", {"tijd", "rust"}},
                                     {"note", "Één *vraag*"},
                                     {"author", "Karin"},
                                     {"visibility", "private"},
                                     {"created", "2026-03-01T09:30:00.000Z"},
                                     {"modified", "2026-03-01T09:30:00.000Z"},
                                     {"address", "1 ¶2"},
                                     {"anchor", "exact"}});
}

TEST_CASE("a bookmark is listed as such: without words, at one point, with where it is") {
    const Terminal terminal;
    (void)terminal.annotate("zin over");  // now the book is known
    {
        notes::StoreOptions options;
        options.folder = terminal.data();
        Result<notes::Store> store = notes::Store::open(options);
        REQUIRE(store);
        const auto book = app::open_book(terminal.book());
        REQUIRE(book);
        const auto chapter = (*book)->chapter((*book)->find("02-twee").value());
        REQUIRE(chapter);
        notes::Draft draft;
        draft.kind = notes::Kind::bookmark;
        const std::size_t at = (*chapter)->text.find("Slot");
        draft.anchor = notes::anchor_on(**chapter, **book, {at, at});
        REQUIRE(store->add(store->books()->front().key, draft));
    }
    const nlohmann::json notes = terminal.notes();
    REQUIRE(notes.size() == 2);
    const nlohmann::json& bookmark = notes[1];
    CHECK(bookmark["kind"] == "bookmark");
    CHECK(bookmark["exact"] == "");
    CHECK(bookmark["start"] == bookmark["end"]);
    CHECK(bookmark["chapter"] == "02-twee");
    CHECK(bookmark["address"] == "2 ¶2");
    CHECK(bookmark["anchor"] == "exact");
    CHECK(bookmark["visibility"] == "private");
}

TEST_CASE("a quote must be found once; prefix and suffix tell the places apart") {
    const Terminal terminal;
    const std::vector<std::string> start{"annotate", terminal.book(), "--chapter", "01-een", "--quote"};
    const auto annotate = [&](std::vector<std::string> more) {
        more.insert(more.begin(), start.begin(), start.end());
        return terminal.run(more);
    };
    const Answer often = annotate({"vertrouwen"});
    CHECK(often.status == failure);
    CHECK(often.out.empty());
    CHECK(often.err ==
          "De woorden “vertrouwen” staan op 2 plaatsen in hoofdstuk 01-een. Neem meer woorden, of zeg met --prefix en "
          "--suffix wat ervoor en erachter staat.\n");
    const Answer nowhere = annotate({"wantrouwen"});
    CHECK(nowhere.status == failure);
    CHECK(nowhere.err ==
          "De woorden “wantrouwen” staan niet in hoofdstuk 01-een. Neem ze precies over zoals “katern text” ze laat "
          "zien.\n");
    CHECK(annotate({"vertrouwen", "--prefix", "geen "}).status == failure);
    CHECK(annotate({"vertrouwen", "--prefix", "helpt "}).status == success);
    CHECK(annotate({"vertrouwen", "--suffix", ", en nog"}).status == success);
    const nlohmann::json notes = terminal.notes();
    REQUIRE(notes.size() == 2);
    CHECK(notes[0]["address"] == "1 ¶2");
    CHECK(notes[1]["address"] == "1 ¶4");
}

TEST_CASE("notes are listed in reading order and by what is asked for") {
    const Terminal terminal;
    const std::string second = terminal.annotate("tijd helpt", {"--category", "actie", "--tag", "tijd"});
    const std::string first = terminal.annotate("nog één zin", {"--category", "vraag", "--share"});
    CHECK(terminal.notes()[0]["id"] == first);
    CHECK(terminal.notes()[1]["id"] == second);
    CHECK(terminal.notes({"--category", "actie"})[0]["id"] == second);
    CHECK(terminal.notes({"--tag", "tijd"}).size() == 1);
    CHECK(terminal.notes({"--tag", "#tijd"}).size() == 1);
    CHECK(terminal.notes({"--author", "iemand anders"}).empty());
    CHECK(terminal.notes({"--orphans"}).empty());
    CHECK(terminal.notes()[0]["visibility"] == "shared");
    CHECK(terminal.must({"notes", terminal.book()}) == "1 ¶2  vraag  gedeeld  " + first + "\n    “nog één zin”\n" +
                                                           "1 ¶4  actie  #tijd  privé  " + second +
                                                           "\n    “tijd helpt”");
}

TEST_CASE("a note follows its words, and without them it is an orphan that keeps its quote") {
    const Terminal terminal;
    terminal.must({"annotate", terminal.book(), "--chapter", "02-twee", "--quote", "Slot van het boek"});
    terminal.folder.with("boek/src/02-twee.md", "# Twee\n\nNieuw begin. Slot van het boek.\n");
    nlohmann::json note = terminal.notes()[0];
    CHECK(note["anchor"] != "orphan");
    CHECK(note["start"] == 18);
    CHECK(note["end"] == 35);

    terminal.folder.with("boek/src/02-twee.md", "# Twee\n\nHeel iets anders.\n");
    note = terminal.notes({"--orphans"})[0];
    CHECK(note["anchor"] == "orphan");
    CHECK(note["exact"] == "Slot van het boek");
    CHECK(note["address"] == "");
}

TEST_CASE("a book that was moved keeps its notes; a look-alike is asked about") {
    const Terminal terminal;
    const std::string id = terminal.annotate("tijd helpt");
    std::filesystem::rename(terminal.book(), terminal.folder.path("elders"));
    CHECK(nlohmann::json::parse(terminal.must({"notes", terminal.folder.path("elders"), "--json"}))[0]["id"] == id);

    terminal.folder.with("ander/book.toml", "[book]\ntitle = \"Proefboek\"\n[output.katern]\nid = \"anders\"\n");
    terminal.folder.with("ander/src/SUMMARY.md", "- [Eén](een.md)\n");
    terminal.folder.with("ander/src/een.md", "# Eén\n\nAndere tekst.\n");
    const Answer doubt = terminal.run({"notes", terminal.folder.path("ander")});
    CHECK(doubt.status == failure);
    CHECK(doubt.err == "Het is niet zeker welk boek “Proefboek” is: het lijkt op “Proefboek” van " +
                           terminal.folder.path("elders") +
                           ". Open het één keer in het venster en kies daar; er is niets veranderd.\n");
}

TEST_CASE("a note is edited, deleted, restored, shared and withdrawn, and every step can be taken back") {
    const Terminal terminal;
    const std::string id = terminal.annotate("tijd helpt", {"--tag", "oud"});
    const auto note = [&] { return terminal.notes()[0]; };

    terminal.must({"edit", terminal.book(), id, "--note", "Tekst", "--category", "actie", "--tag", "nieuw"});
    CHECK(note()["note"] == "Tekst");
    CHECK(note()["category"] == "actie");
    CHECK(note()["tags"] == nlohmann::json{"nieuw"});
    terminal.must({"edit", terminal.book(), id, "--category", "", "--tag", ""});
    CHECK(note()["category"] == "");
    CHECK(note()["tags"].empty());
    CHECK(note()["note"] == "Tekst");
    const Answer undone = terminal.run({"undo", terminal.book()});
    CHECK(undone.err == "Teruggenomen: categorie kiezen voor “tijd helpt”.\n");
    CHECK(note()["category"] == "actie");

    terminal.must({"delete", terminal.book(), id});
    CHECK(terminal.notes().empty());
    CHECK(terminal.run({"delete", terminal.book(), id}).err == "De notitie " + id + " is al verwijderd.\n");
    terminal.must({"restore", terminal.book(), id});
    CHECK(note()["note"] == "Tekst");
    CHECK(terminal.run({"restore", terminal.book(), id}).err == "De notitie " + id + " is niet verwijderd.\n");

    const Answer shared = terminal.run({"share", terminal.book(), id});
    CHECK(shared.status == success);
    CHECK(shared.err ==
          "Je naam is nog niet bekend, dus anderen zien niet van wie dit is. Zeg het met katern profile --name.\n");
    CHECK(note()["visibility"] == "shared");
    terminal.must({"share", terminal.book(), id, "--network", "Regio"});
    terminal.must({"withdraw", terminal.book(), id, "--network", "Regio"});
    CHECK(note()["visibility"] == "shared");
    terminal.must({"withdraw", terminal.book(), id});
    CHECK(note()["visibility"] == "private");
    CHECK(terminal.run({"withdraw", terminal.book(), id}).err ==
          "De notitie " + id + " is daar niet gedeeld, dus er is niets om terug te nemen.\n");
    CHECK(terminal.run({"withdraw", terminal.book(), id, "--network", "Onbekend"}).err ==
          "Er is geen netwerk dat “Onbekend” heet.\n");
}

TEST_CASE("undo says when there is nothing left") {
    const Terminal terminal;
    const Answer nothing = terminal.run({"undo", terminal.book()});
    CHECK(nothing.status == failure);
    CHECK(nothing.err == "Er is niets om ongedaan te maken of te herhalen.\n");
    (void)terminal.annotate("tijd helpt");
    terminal.must({"undo", terminal.book()});
    CHECK(terminal.notes().empty());
}

TEST_CASE("a reply hangs on what it replies to") {
    const Terminal terminal;
    const std::string id = terminal.annotate("tijd helpt");
    const std::string other = terminal.annotate("Vertrouwen groeit");
    const std::string reply = terminal.must({"reply", terminal.book(), id, "--note", "Zeker."});
    const nlohmann::json notes = terminal.notes();
    REQUIRE(notes.size() == 3);
    CHECK(notes[0]["id"] == other);
    CHECK(notes[2]["id"] == reply);
    CHECK(notes[2]["kind"] == "reply");
    CHECK(notes[2]["exact"] == "tijd helpt");
}

TEST_CASE("an id of nothing, or of another book, is refused") {
    const Terminal terminal;
    const std::string id = terminal.annotate("tijd helpt");
    CHECK(terminal.run({"delete", terminal.book(), "geen-id"}).err ==
          "Er is geen notitie met het kenmerk geen-id. Met “katern notes” zie je welke er zijn.\n");
    const Answer elsewhere = terminal.run({"delete", "@katern", id});
    CHECK(elsewhere.status == failure);
    CHECK(elsewhere.err ==
          "De notitie " + id +
              " hoort niet bij “Samen leren in netwerken”. Met “katern notes” zie je welke er zijn.\n");
}

TEST_CASE("the profile keeps what isn't changed") {
    const Terminal terminal;
    terminal.must({"profile", "--name", "Karin", "--school", "De Wilgen"});
    const std::string shown = terminal.must({"profile", "--name", "Karin Bos"});
    CHECK(shown.starts_with("naam: Karin Bos\nschool: De Wilgen\nid: "));
    CHECK(terminal.must({"profile"}) == shown);
}

TEST_CASE("an export holds what is shared, and what is private only when asked") {
    const Terminal terminal;
    const std::string out = terminal.folder.path("notities.md");
    const std::vector<std::string> to_file{"export", terminal.book(), "--format", "markdown", "--out", out};
    const auto exported = [&](std::vector<std::string> more) {
        more.insert(more.begin(), to_file.begin(), to_file.end());
        return terminal.run(more);
    };
    CHECK(exported({}).err == "Er zijn geen notities bij “Proefboek” om te bewaren. Er is geen bestand geschreven.\n");
    CHECK(exported({}).status == failure);

    (void)terminal.annotate("tijd helpt", {"--note", "geheim"});
    const Answer only_private = exported({});
    CHECK(only_private.status == failure);
    CHECK(only_private.err ==
          "Er is niets gedeeld om te bewaren: je enige notitie is privé. Kies voor privé meebewaren (--all) als die in "
          "het bestand mogen.\n");
    CHECK_FALSE(std::filesystem::exists(out));

    terminal.must({"profile", "--name", "Karin"});
    (void)terminal.annotate("nog één zin", {"--share", "--category", "inzicht"});
    const Answer shared = exported({"--shared"});
    CHECK(shared.status == success);
    CHECK(shared.out.empty());
    CHECK(shared.err == "1 notitie bewaard in " + out + ".\n1 privénotitie staat er niet in; met --all wel.\n");
    CHECK(bytes_of(out) ==
          "# Proefboek\n\nAnna\n\n*Notities van Karin, 1 maart 2026*\n\n## 1 Eén\n\n"
          "**1 ¶2** · ✦ inzicht · gedeeld\n\n> nog één zin\n");
    const Answer all = exported({"--all"});
    CHECK(all.err == "2 notities bewaard in " + out + ".\nDaarvan is 1 notitie privé.\n");
    CHECK(bytes_of(out).find("### Kop\n\n**1 ¶4** · privé\n\n> tijd helpt\n\ngeheim\n") != std::string::npos);
    CHECK(exported({"--all", "--shared"}).status == wrong_call);
    CHECK(exported({"--without-name"}).status == success);
    CHECK(bytes_of(out).find("Karin") == std::string::npos);
}

TEST_CASE("with two networks an export says for which one it is") {
    const Terminal terminal;
    const std::string out = terminal.folder.path("notities.md");
    (void)terminal.annotate("tijd helpt", {"--share=Oost"});
    (void)terminal.annotate("nog één zin", {"--share=West"});
    const std::vector<std::string> order{"export", terminal.book(), "--format", "markdown", "--out", out};
    const Answer which = terminal.run(order);
    CHECK(which.status == wrong_call);
    CHECK(which.err.starts_with(
        "Je deelt met meer dan één netwerk. Zeg met --network NAAM voor welk netwerk dit bestand is.\n"));
    std::vector<std::string> east = order;
    east.insert(east.end(), {"--network", "Oost"});
    terminal.must(east);
    CHECK(bytes_of(out).find("tijd helpt") != std::string::npos);
    CHECK(bytes_of(out).find("gedeeld met Oost") != std::string::npos);
    CHECK(bytes_of(out).find("nog één zin") == std::string::npos);
}

TEST_CASE("an answer to a question of the book is listed as a reflection, with the question's words") {
    const Terminal terminal;
    terminal.must({"annotate", terminal.book(), "--chapter", "01-een", "--quote", "zin over"});
    {
        notes::Store store = std::move(*app::open_store(terminal.data(), "cli"));
        const auto book = *document::open_book(terminal.book(), nullptr);
        notes::Draft answer;
        answer.kind = notes::Kind::reflection;
        answer.anchor = notes::anchor_on(**book->chapter(1), *book, {5, 5});
        answer.body = notes::reflection_body("Wat houdt je tegen?", "Tijd.");
        REQUIRE(store.add(store.books()->front().key, answer));
    }
    const nlohmann::json notes = terminal.notes();
    REQUIRE(notes.size() == 2);
    const nlohmann::json& answer = notes[0]["kind"] == "reflection" ? notes[0] : notes[1];
    CHECK(answer["kind"] == "reflection");
    CHECK(answer["note"] == "> Wat houdt je tegen?\n\nTijd.");
    CHECK(answer["exact"] == "");
    CHECK(answer["start"] == answer["end"]);
    CHECK(answer["anchor"] == "exact");
}
