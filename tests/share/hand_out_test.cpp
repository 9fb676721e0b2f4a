// What a hand-out's script makes of answers: run by Duktape, a small ECMAScript engine, and read back as any other file. In the long run
// a real browser types and saves, too.
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "share/annotation_set.h"
#include "share/html.h"
#include "share/html_script.h"
#include "share/html_sheet.h"
#include "share/notes_book.h"
#include "share/zip.h"
#include "text/text.h"

using namespace katern;
using namespace katern::share;
using namespace katern::share::test;

namespace {

const HandOut hand_out{"01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-00000000000a", "Regio Oost"};

bool has_engine() {
    const bool found = std::system("command -v duk >/dev/null 2>&1") == 0;
    if (!found) WARN("skipped: Duktape (duk) is not installed (third_party/debian-12-test.txt)");
    return found;
}

std::vector<const Entry*> fields_of(const std::vector<Entry>& entries) {
    std::vector<const Entry*> fields;
    for (const Entry& entry : entries)
        if (!entry.below_parent) fields.push_back(&entry);
    return fields;
}

// The bytes that the script makes of these answers (a JavaScript array), given by Bram.
std::string saved(const std::string& answers, const document::Book& book, const Selection& selection, const HandOut& sheet = hand_out) {
    const std::vector<Entry> entries = entries_of(selection, book);
    const std::string script =
        std::string(html_script_making()) + "var sheet = " + html_sheet(fields_of(entries), book, sheet, Language::nl) +
        ";\nvar person = { id: '0f000000-0000-4000-8000-000000000001', device: '00000000000000b1', name: 'Bram <b>', named: 1772357400000,"
        " set: '0f000000-0000-4000-8000-000000000002' };\nvar bytes = zipOf('annotations.json', JSON.stringify(annotationSet(sheet, person, " +
        answers + ", 1772357500000), null, 1)), hex = '';\nfor (var i = 0; i < bytes.length; i++) hex += (bytes[i] + 256).toString(16).slice(1);\nprint(hex);\n";
    const katern::test::Folder folder;
    REQUIRE(write_whole(folder.path("maken.js"), script));
    const std::string hex = katern::test::output_of({"duk", folder.path("maken.js")});
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return bytes;
}

ReadSet read_by_katern(const std::string& bytes, const document::Book& book) {
    const Result<ReadSet> set = read_set(bytes, "antwoorden.annotations", book, notes::edition_of(book), march_first + 3'600'000);
    if (!set) FAIL(say(set.error(), Language::en));
    CHECK(set->unreadable.empty());
    return *set;
}

constexpr const char* two_answers =
    "[{ passage: '1', id: '0f000000-0000-4000-8000-0000000000a1', created: 1772357400000, modified: 1772357450000,"
    "   text: 'Ja \\ud83d\\ude42, \\u201cmooi\\u201d </script> \\ud800!\\nEn dan?' },"
    " { passage: '0', id: '0f000000-0000-4000-8000-0000000000a2', created: 1772357401000, modified: 1772357402000, text: 'Twee' }]";

}  // namespace

TEST_CASE("answers that a page saves are replies on the same passages, first-hand, for the network of the page") {
    if (!has_engine()) return;
    const auto book = notes_book();
    const Selection selection = some_notes(*book);
    const ReadSet set = read_by_katern(saved(two_answers, *book, selection), *book);
    CHECK(set.ours);
    CHECK(set.head.writer.profile == notes::Profile{"0f000000-0000-4000-8000-000000000001", "Bram <b>", ""});
    REQUIRE(set.head.network);
    CHECK(set.head.network->network.id == hand_out.network);
    CHECK(set.head.network->network.name == "Regio Oost");
    REQUIRE(set.items.size() == 2);
    const notes::SetItem& answer = set.items[0].id.ends_with("a1") ? set.items[0] : set.items[1];
    const notes::Annotation& parent = selection.passages[1].note;
    CHECK(answer.id == "0f000000-0000-4000-8000-0000000000a1");
    CHECK(answer.kind == notes::Kind::reply);
    CHECK(answer.parent == parent.id);
    CHECK(answer.author == set.head.writer.profile.id);
    CHECK_FALSE(answer.foreign);
    REQUIRE(answer.field("body") != nullptr);
    CHECK(answer.field("body")->value == "Ja \U0001F642, \u201Cmooi\u201D </script> \uFFFD!\nEn dan?");
    CHECK(answer.field("body")->clock.milliseconds() == 1'772'357'450'000);
    REQUIRE(answer.sharing);
    CHECK(answer.sharing->shared);
    REQUIRE(answer.anchors.size() == 1);
    CHECK(answer.anchors[0].anchor == parent.anchor);
}

TEST_CASE("the file that a page saves has what EPUB Annotations ask for, in a container that others read") {
    if (!has_engine() || !has_python()) return;
    const auto book = notes_book();
    const std::string bytes = saved(two_answers, *book, some_notes(*book));
    const katern::test::Folder folder;
    REQUIRE(write_whole(folder.path("a.annotations"), bytes));
    CHECK(katern::test::output_of({"python3", "-m", "zipfile", "-t", folder.path("a.annotations")}).find("Done testing") != std::string::npos);
    const auto content = read_zip_entry(bytes, "annotations.json", "a.annotations");
    REQUIRE(content);
    const auto set = nlohmann::json::parse(*content);
    CHECK(set["@context"][0] == "https://www.w3.org/ns/epub-anno.jsonld");
    CHECK(set["type"] == "AnnotationSet");
    CHECK(set["id"] == "urn:uuid:0f000000-0000-4000-8000-000000000002");
    CHECK(set["generated"] == "2026-03-01T09:31:40.000Z");
    CHECK(set["about"]["dc:identifier"][0] == "proef");
    REQUIRE(set["items"].size() == 2);
    for (const auto& item : set["items"]) {
        CHECK(item["type"] == "Annotation");
        CHECK(item["motivation"] == "commenting");
        CHECK(item["id"].get<std::string>().starts_with("urn:uuid:"));
        CHECK(item["creator"]["type"] == "Person");
        CHECK(item["creator"]["name"] == "Bram <b>");
        CHECK(item["body"]["type"] == "TextualBody");
        CHECK(item["target"]["source"].get<std::string>().starts_with("text/"));
        CHECK(item["target"]["selector"].size() == 2);
    }
    CHECK(set["items"][0]["created"] == "2026-03-01T09:30:00.000Z");
}

TEST_CASE("an answer that was saved and then wiped out is taken back") {
    if (!has_engine()) return;
    const auto book = notes_book();
    const ReadSet set = read_by_katern(saved("[{ passage: '0', id: '0f000000-0000-4000-8000-0000000000a2', created: 1772357401000,"
                                             " modified: 1772357402000, text: ' \\n', saved: true }]",
                                             *book, some_notes(*book)),
                                       *book);
    REQUIRE(set.items.size() == 1);
    CHECK(set.items[0].gone);
    REQUIRE(set.items[0].field("life") != nullptr);
    CHECK(set.items[0].field("life")->value == "deleted");
}

TEST_CASE("a page that belongs to no network saves answers that do neither") {
    if (!has_engine()) return;
    const auto book = notes_book();
    const ReadSet set = read_by_katern(saved(two_answers, *book, some_notes(*book), {hand_out.id, "", ""}), *book);
    CHECK_FALSE(set.head.network);
    REQUIRE(set.items.size() == 2);
    CHECK_FALSE(set.items[0].sharing);
}

TEST_CASE("a browser keeps what is typed, asks for a name, and saves a file that can be taken in") {
    if (std::getenv("KATERN_LONG") == nullptr) return;
    if (std::system("command -v chromium python3 >/dev/null 2>&1") != 0) {
        WARN("skipped: Chromium or python3 is not installed");
        return;
    }
    const auto book = notes_book();
    const katern::test::Folder folder;
    REQUIRE(write_whole(folder.path("bladen.html"), to_html(some_notes(*book), *book, Language::nl, hand_out)));
    const auto seen = nlohmann::json::parse(katern::test::output_of(
        {"python3", std::string(KATERN_SOURCE_DIR) + "/tests/share/browser.py", folder.path("bladen.html"), folder.path("downloads")}));
    INFO(seen.dump(1));
    CHECK(seen["errors"] == nlohmann::json::array());
    CHECK(seen["requests"] == nlohmann::json::array());
    CHECK(seen["without_words"] == "Je hebt nog geen antwoord geschreven.");
    CHECK(seen["without_name"] == "Vul eerst je naam in. Dan weten anderen van wie de antwoorden zijn.");
    CHECK(seen["kept"] == nlohmann::json{"Mooi <b>zo</b>", "Twee", "Bram"});
    CHECK(seen["asks_before_leaving"] == nlohmann::json{true, false});
    CHECK(seen["file"] == "Antwoorden van Bram.annotations");
    CHECK(seen["saved"] == "Je 2 antwoorden staan in \u201CAntwoorden van Bram.annotations\u201D, bij je downloads. Mail dat bestand terug.");
    std::string bytes;
    for (const auto& byte : seen["bytes"]) bytes += static_cast<char>(byte.get<int>());
    const Result<ReadSet> set = read_set(bytes, "a", *book, notes::edition_of(*book), *notes::wall_clock());
    REQUIRE(set);
    CHECK(set->head.writer.profile.name == "Bram");
    CHECK(set->items.size() == 2);
}
