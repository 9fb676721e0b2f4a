// The 41 examples of the Web Annotation Data Model: which of them say something that a reader of books can keep,
// decided from reading them.
#include <map>

#include "share/foreign_support.h"

using namespace katern;
using namespace katern::share;
using namespace katern::share::test;

namespace {

struct Read {
    notes::Kind kind;
    std::string body, exact, source;
    std::vector<std::string> tags{};
};

// Everything that isn't here is refused: those that mark a place without words …
const std::vector<int> without_words{22, 24, 25, 27, 28, 29, 30, 31, 39};
// … and these are read.
const std::map<int, Read> readable{
    {5, {notes::Kind::reflection, "j'adore !", "", "http://example.org/photo1"}},
    {6, {notes::Kind::reflection, "Comment text", "", "http://example.org/target1"}},
    {7, {notes::Kind::reflection, "Comment text", "", "http://example.org/target1"}},
    {8, {notes::Kind::bookmark, "", "", "http://example.org/ebook1"}},
    {9, {notes::Kind::reflection, "tag1", "", "http://example.org/image1"}},
    {11,
     {notes::Kind::reflection, "These pages together provide evidence of the conspiracy", "",
      "http://example.com/page1"}},
    {12, {notes::Kind::bookmark, "", "", "http://example.com/book/page1", {"important"}}},
    {18,
     {notes::Kind::bookmark,
      "A good description of the topic that bears further investigation",
      "",
      "http://example.com/page1",
      {"readme"}}},
    {26, {notes::Kind::highlight, "", "anotation", "http://example.org/page1"}},
    {32, {notes::Kind::highlight, "", "Selected Text", "http://example.org/page1#para5"}},
    {41,
     {notes::Kind::highlight,
      "I really love this particular bit of text in this XML. No really.",
      "",
      "http://example.com/document1",
      {"love"}}},
};

std::filesystem::path example(int number) {
    return std::filesystem::path(KATERN_SHARED_DIR) / "data/webannotation" /
           ("anno" + std::to_string(number) + ".json");
}

}  // namespace

TEST_CASE("each example of the Web Annotation Data Model is read, or refused with the reason", "[foreign]") {
    if (!std::filesystem::exists(example(1))) {
        WARN("the examples of the Web Annotation Data Model are not here; this case was left out");
        return;
    }
    for (int number = 1; number <= 41; ++number) {
        INFO("anno" << number);
        const auto set = read_foreign(content_of(example(number)), "anno.json", now);
        const auto want = readable.find(number);
        CHECK(set.has_value() == (want != readable.end()));
        if (!set) {
            const bool words = std::count(without_words.begin(), without_words.end(), number) == 0;
            CHECK(set.error().sentence == (words ? Word::foreign_item_elsewhere : Word::foreign_item_no_words));
            continue;
        }
        if (want == readable.end()) continue;
        REQUIRE(set->items.size() == 1);
        const ForeignItem& item = set->items.front();
        CHECK(set->format == "Web Annotation");
        CHECK(item.id == "http://example.org/anno" + std::to_string(number));
        CHECK(item.kind == want->second.kind);
        CHECK(item.body == want->second.body);
        CHECK(item.exact == want->second.exact);
        CHECK(item.tags == want->second.tags);
        CHECK(item.sources.at(0) == want->second.source);
        // None of them is about the open book, and none is hung on it.
        if (has_foreign_data()) CHECK_FALSE(rust_book().places->find(item));
    }
}

TEST_CASE("the reason names the address where the text is", "[foreign]") {
    const auto set = read_foreign(
        R"({"type":"Annotation","id":"http://a/1","body":"http://b/post","target":"http://c/page"})", "x.json", now);
    REQUIRE_FALSE(set);
    CHECK(say(set.error(), Language::nl) ==
          "Notitie 1 is overgeslagen: de tekst staat niet in het bestand maar op http://b/post, en Katern haalt niets "
          "op.");
    CHECK(say(set.error(), Language::en) ==
          "Note 1 was left out: its text is not in the file but at http://b/post, and Katern fetches nothing.");
}

TEST_CASE("an annotation on two passages is a note on each; the first keeps the id", "[foreign]") {
    const auto set = read_foreign(R"({"type":"Annotation","id":"urn:uuid:1","bodyValue":"beide","target":[
        {"source":"a.html","selector":{"type":"TextQuoteSelector","exact":"een"}},
        {"source":"b.html","selector":{"type":"TextQuoteSelector","exact":"twee"}},
        "c.html"]})",
                                  "x.json", now);
    REQUIRE(set);
    REQUIRE(set->items.size() == 2);
    CHECK(set->items.at(0).id == "urn:uuid:1");
    CHECK(set->items.at(0).exact == "een");
    CHECK(set->items.at(1).id.empty());
    CHECK(set->items.at(1).exact == "twee");
    CHECK(set->items.at(1).body == "beide");
}

TEST_CASE("text fragments: start, ends, context, percent signs", "[foreign]") {
    const auto words = [](const std::string& address) {
        const auto set = read_foreign(R"({"type":"Annotation","target":")" + address + R"("})", "x.json", now);
        REQUIRE(set);
        return set->items.at(0);
    };
    ForeignItem item = words("https://example.org/a.html#:~:text=twee%20woorden");
    CHECK(item.exact == "twee woorden");
    CHECK(item.sources == std::vector<std::string>{"https://example.org/a.html"});
    item = words("a.html#kop:~:text=voor%2C-,van,tot%2Dmet,-na&text=nog%20iets");
    CHECK(item.prefix == "voor,");
    CHECK(item.ends == QuoteEnds{"van", "tot-met"});
    CHECK(item.exact == "van … tot-met");
    CHECK(item.suffix == "na");
    CHECK(item.sources == std::vector<std::string>{"a.html#kop"});
    CHECK(words("a.html#:~:text=%zz%4").exact == "%zz%4");
    CHECK(words("a.html#:~:text=%ff").exact == "\uFFFD");
    CHECK(words("a.html#:~:text=").exact.empty());
}

TEST_CASE("a list of annotations, and a motivation among several", "[foreign]") {
    const auto set = read_foreign(R"([
        {"type":"Annotation","motivation":["bookmarking","tagging"],"target":{"source":"a.html","selector":[
            {"type":"TextQuoteSelector","exact":"H","prefix":"voor ","suffix":"oofdstuk"}]}},
        {"type":"Annotation","motivation":"replying","bodyValue":"ja","target":"urn:uuid:ouder"}])",
                                  "x.json", now);
    REQUIRE(set);
    CHECK(set->items.at(0).kind == notes::Kind::bookmark);
    CHECK(set->items.at(0).exact.empty());
    CHECK(set->items.at(0).suffix == "Hoofdstuk");
    CHECK(set->items.at(1).kind == notes::Kind::reply);
    CHECK(set->items.at(1).parent == "urn:uuid:ouder");
}
