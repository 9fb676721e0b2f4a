// Files that are broken or mean harm: what is bad is left out with its reason, and nothing good beside it.
#include "share/foreign_support.h"

using namespace katern;
using namespace katern::share;
using namespace katern::share::test;

namespace {

// A container as this test trusts it: the bombs and their like are for the tests of read_zip_entry.
Result<ForeignSet> read(const std::string& name) {
    return read_sample(foreign_folder() / "hostile" / (name + ".annotations"));
}

std::vector<std::pair<std::size_t, Word>> left_out(const ForeignSet& set) {
    std::vector<std::pair<std::size_t, Word>> out;
    for (const Unreadable& one : set.unreadable) out.emplace_back(one.position, one.why.sentence);
    return out;
}
using LeftOut = std::vector<std::pair<std::size_t, Word>>;

std::vector<std::string> quotes(const ForeignSet& set) {
    std::vector<std::string> out;
    for (const ForeignItem& item : set.items) out.push_back(item.exact.substr(0, 20));
    return out;
}
using Quotes = std::vector<std::string>;

const std::string stack = "All data stored on t", roll = "if you roll anything", strive = "All programmers stri",
                  returned = "The return type of t";

}  // namespace

TEST_CASE("wrong types leave their item out, and no other", "[foreign][hostile]") {
    if (!has_foreign_data()) return;
    const auto set = read("wrong-types");
    REQUIRE(set);
    CHECK(quotes(*set) == Quotes{stack});
    CHECK(left_out(*set) == LeftOut{{2, Word::foreign_item_wrong},
                                    {3, Word::foreign_item_wrong},
                                    {4, Word::foreign_item_wrong},
                                    {5, Word::foreign_item_not_one},
                                    {6, Word::foreign_item_not_one},
                                    {7, Word::foreign_item_not_one},
                                    {8, Word::foreign_item_not_one}});
    CHECK(say(set->unreadable.at(1).why, Language::nl) ==
          "Notitie 3 is overgeslagen: wat er bij “source” staat, klopt niet.");
    CHECK(set->book_ids == std::vector<std::string>{"urn:x:geen-lijst"});
}

TEST_CASE("what is missing is read where that is safe, else counted", "[foreign][hostile]") {
    if (!has_foreign_data()) return;
    const auto set = read("missing-keys");
    REQUIRE(set);
    CHECK(quotes(*set) == Quotes{stack, roll});
    CHECK(set->items.at(0).id.empty());
    CHECK(left_out(*set) == LeftOut{{3, Word::foreign_item_no_target}, {4, Word::foreign_item_wrong}});
    CHECK(say(set->unreadable.at(0).why, Language::nl) ==
          "Notitie 3 is overgeslagen: er staat niet bij waar ze hoort.");
}

TEST_CASE("ten thousand lists in one another are passed over", "[foreign][hostile]") {
    if (!has_foreign_data()) return;
    const auto set = read("deep-nesting");
    REQUIRE(set);
    CHECK(quotes(*set) == Quotes{stack, roll});
    CHECK(set->unreadable.empty());
    for (const std::size_t depth : {1000UL, 1000000UL}) {
        const std::string open(depth, '['), close(depth, ']');
        CHECK_FALSE(read_foreign(open + close, "diep.json", now));
        CHECK_FALSE(read_foreign(open, "diep.json", now));
        const auto item = read_annotation_set(
            R"({"type":"AnnotationSet","items":[{"target":)" + open + close +
                R"(},{"target":{"source":"a.xhtml","selector":{"type":"TextQuoteSelector","exact":"woorden"}}}]})",
            now);
        REQUIRE(item);
        CHECK(left_out(*item) == LeftOut{{1, Word::foreign_item_too_large}});
        CHECK(quotes(*item) == Quotes{"woorden"});
    }
}

TEST_CASE("of items with one id the first keeps it, and the others are there too", "[foreign][hostile]") {
    if (!has_foreign_data()) return;
    const auto set = read("duplicate-ids");
    REQUIRE(set);
    CHECK(quotes(*set) == Quotes{stack, roll, strive, returned});
    CHECK(set->items.at(0).id == "urn:uuid:88d838e9-3b18-4bc3-96fb-879536a682ab");
    CHECK(set->items.at(1).id.empty());
    CHECK(set->items.at(2).id.empty());
    CHECK_FALSE(set->items.at(3).id.empty());
}

TEST_CASE("an item with our own members can’t be a copy, so that the first stays", "[foreign][hostile]") {
    const std::string one =
        R"({"id":"urn:uuid:1","creator":{"id":"p"},"katern":{"v":1},"target":{"source":"a","selector":{"type":"TextQuoteSelector","exact":"een"}}})";
    const std::string other =
        R"({"id":"urn:uuid:1","creator":{"id":"p"},"katern":{"v":2},"target":{"source":"a","selector":{"type":"TextQuoteSelector","exact":"twee"}}})";
    const auto set = read_annotation_set(
        R"({"type":"AnnotationSet","katern":{"network":"n"},"items":[)" + one + "," + other + "," + one + "]}", now);
    REQUIRE(set);
    CHECK(quotes(*set) == Quotes{"een"});
    CHECK(set->items.at(0).extension == R"({"v":1})");
    CHECK(set->extension == R"({"network":"n"})");
    CHECK(left_out(*set) == LeftOut{{2, Word::foreign_item_twice}});
}

TEST_CASE("a time in the future leaves its item out; an impossible one is no time", "[foreign][hostile]") {
    if (!has_foreign_data()) return;
    const auto set = read("year-9999");
    REQUIRE(set);
    CHECK(left_out(*set) == LeftOut{{1, Word::foreign_item_future}, {2, Word::foreign_item_future}});
    CHECK(quotes(*set) == Quotes{strive, returned});
    CHECK(set->items.at(0).created == 0);
    CHECK(set->items.at(0).modified == 0);
    CHECK(set->items.at(1).created == *notes::from_iso_8601("2026-03-02T10:00:00Z"));
    CHECK(set->items.at(1).modified == set->items.at(1).created);

    const auto dated = [](notes::Milliseconds at) {
        return read_annotation_set(
            R"({"type":"AnnotationSet","items":[{"created":")" + notes::iso_8601(at) +
                R"(","target":{"source":"a","selector":{"type":"TextQuoteSelector","exact":"x"}}}]})",
            now);
    };
    CHECK(dated(now + notes::furthest_ahead)->items.size() == 1);
    CHECK(dated(now + notes::furthest_ahead + 1)->items.empty());
}

TEST_CASE("scripts, control characters and addresses are text and no more", "[foreign][hostile]") {
    if (!has_foreign_data()) return;
    const auto set = read("script-in-text");
    REQUIRE(set);
    REQUIRE(set->items.size() == 4);
    CHECK(set->title == "<script>alert(\"titel\")</script>");
    CHECK(set->items.at(0).author.name == "<img src=x onerror=alert(1)>");
    CHECK(set->items.at(0).body == "<script>alert(\"katern\")</script>");
    CHECK(set->items.at(3).body.find('\0') == std::string::npos);
    CHECK(set->items.at(3).body.find("nul: \uFFFD einde") != std::string::npos);
    CHECK(set->items.at(3).body.find("\u202E omgekeerd \u202C") != std::string::npos);
    // The javascript: address names no chapter, though it ends like one.
    const auto place = rust_book().places->find(set->items.at(1));
    REQUIRE(place);
    CHECK(place->chapter == "ch06-02-match");
    ForeignItem page = set->items.at(1);
    page.exact = page.prefix = page.suffix = "";
    page.kind = notes::Kind::reflection;
    CHECK_FALSE(rust_book().places->find(page));
}

TEST_CASE("half a surrogate pair is U+FFFD, and in a context it is nothing", "[foreign][hostile]") {
    if (!has_foreign_data()) return;
    const auto set = read("lone-surrogates");
    REQUIRE(set);
    CHECK(set->unreadable.empty());
    CHECK(set->items.size() == 3);
    CHECK(set->items.at(0).body == "voor \uFFFD na, en omgekeerd: \uFFFD\uFFFD");
    // "\\ud83d" is a backslash and letters.
    const auto escaped = read_annotation_set(
        R"({"type":"AnnotationSet","items":[{"target":{"source":"a","selector":{"type":"TextQuoteSelector","exact":"\\ud83d \ud83e\udd80 \\\ud83d"}}}]})",
        now);
    REQUIRE(escaped);
    CHECK(escaped->items.at(0).exact == "\\ud83d 🦀 \\\uFFFD");
}

TEST_CASE("bytes that are no text leave their item out", "[foreign][hostile]") {
    if (!has_foreign_data()) return;
    const auto set = read("invalid-utf8");
    REQUIRE(set);
    CHECK(left_out(*set) == LeftOut{{1, Word::foreign_item_damaged}});
    CHECK_FALSE(set->items.empty());
    for (const ForeignItem& item : set->items) CHECK(item.id != "urn:uuid:65d51d51-475a-4d5d-84d8-0d5c4cc9fbf6");
}

TEST_CASE("what is no file with notes gets one sentence", "[foreign][hostile]") {
    const auto sentence = [](std::string_view bytes) {
        const auto set = read_foreign(bytes, "x.json", now);
        REQUIRE_FALSE(set);
        return say(set.error(), Language::nl);
    };
    const std::string unknown =
        "x.json is geen bestand met notities dat Katern kent. Kies een bestand dat een leesprogramma heeft "
        "geëxporteerd.";
    CHECK(sentence("") == "x.json is leeg. Vraag de afzender om het bestand opnieuw te sturen.");
    CHECK(sentence("Dit is geen ZIP.") == unknown);
    CHECK(sentence("{}") == unknown);
    CHECK(sentence("[]") == unknown);
    CHECK(sentence("[1,2]") == unknown);
    CHECK(sentence("{\"a\":{\"items\":[]}}") == unknown);
    CHECK(sentence("return 5").starts_with("x.json is beschadigd"));
    CHECK(sentence("return { [\"a\"] = 1 }") == unknown);
    CHECK(sentence("return { [\"annotations\"] = { os.execute(\"ls\") } }").starts_with("x.json is beschadigd"));
    CHECK(sentence("return (function() while true do end end)()").starts_with("x.json is beschadigd"));
    CHECK(sentence("{\"type\":\"AnnotationSet\",\"items\":[").starts_with("x.json is beschadigd"));
    CHECK(sentence(R"({"type":"AnnotationSet","items":[]})") == "x.json bevat geen notities. Er is niets overgenomen.");
    CHECK(sentence(R"({"type":"AnnotationSet","items":[1,2]})") ==
          "Van de 2 notities in x.json is er geen te lezen. Er is niets overgenomen.");
}

TEST_CASE("an item with a million values is left out, and takes no memory for them", "[foreign][hostile]") {
    std::string many = "[0";
    for (int i = 0; i < 1'000'000; ++i) many += ",0";
    const auto set = read_annotation_set(
        R"({"type":"AnnotationSet","x":)" + many + R"(],"items":[{"x":)" + many +
            R"(]},{"target":{"source":"a","selector":{"type":"TextQuoteSelector","exact":"goed"}}}]})",
        now);
    REQUIRE(set);
    CHECK(left_out(*set) == LeftOut{{1, Word::foreign_item_too_large}});
    CHECK(quotes(*set) == Quotes{"goed"});
}
