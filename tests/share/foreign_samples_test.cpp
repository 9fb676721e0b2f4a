// Every sample of another program against what an importer should get from it.
#include <map>
#include <set>

#include "share/foreign_support.h"

using namespace katern;
using namespace katern::share;
using namespace katern::share::test;

namespace {

struct Sample {
    std::string file, format;
};
const std::vector<Sample> samples{
    {"thorium.annotation", "Thorium"},
    {"epub-annotations.annotations", "EPUB Annotations"},
    {"epub-annotations-strict.annotations", "EPUB Annotations"},
    {"hypothesis-export.json", "Hypothesis"},
    {"hypothesis-api-search.json", "Hypothesis"},
    {"koreader-export.json", "KOReader"},
    {"koreader.annotations.lua", "KOReader"},
    {"calibre.calibre_annotation_collection", "calibre"},
    {"calibre-viewer.calibre_highlights", "calibre"},
    {"readest-annotations.json", "Readest"},
    {"foliate-annotations.json", "Foliate"},
    {"web-annotation-single.json", "Web Annotation"},
    {"web-annotation-page.json", "Web Annotation"},
    {"web-annotation-collection.json", "Web Annotation"},
};

ForeignSet sample_set(const std::string& file) {
    const Result<ForeignSet> set = read_sample(foreign_folder() / file);
    INFO(file);
    REQUIRE(set);
    return *set;
}

// Which of the places of these words in its chapter an anchor is, counted from 1.
std::size_t occurrence_of(const notes::Anchor& anchor, const document::Book& book) {
    const auto chapter = book.chapter(*book.find(anchor.chapter));
    REQUIRE(chapter);
    const std::string whole = collapsed((*chapter)->text), words = collapsed(anchor.exact);
    const std::size_t start = notes::to_bytes(**chapter, anchor.range).start;
    // A place in the text with single spaces: what is before it, collapsed too.
    const std::string before = collapsed((*chapter)->text.substr(0, start) + "|");
    std::size_t count = 0;
    for (std::size_t at = whole.find(words); at != std::string::npos && at < before.size();
         at = whole.find(words, at + 1))
        ++count;
    return count;
}

const ForeignItem& by_note(const ForeignSet& set, const std::string& beginning) {
    for (const ForeignItem& item : set.items)
        if (item.body.starts_with(beginning)) return item;
    FAIL("no note begins with " << beginning);
    return set.items.front();
}

}  // namespace

TEST_CASE("each sample gives the quotes, notes and places that stand beside it", "[foreign]") {
    if (!has_foreign_data()) return;
    const RustBook& rust = rust_book();
    for (const Sample& sample : samples) {
        INFO(sample.file);
        const ForeignSet set = sample_set(sample.file);
        CHECK(set.format == sample.format);
        CHECK(set.unreadable.empty());
        const auto expected = nlohmann::json::parse(content_of(foreign_folder() / (sample.file + ".expected.json")));
        REQUIRE(set.items.size() == expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            INFO("item " << i + 1);
            const auto& want = expected[i];
            const ForeignItem& item = set.items[i];
            const std::optional<notes::Anchor> anchor = rust.places->find(item);
            CHECK(anchor.has_value() == want.at("found").get<bool>());
            CHECK(item.body == want.at("note").get<std::string>());
            CHECK(collapsed(anchor ? anchor->exact : item.exact) == want.at("exact").get<std::string>());
            if (!anchor) continue;
            CHECK(anchor->chapter == want.at("chapter").get<std::string>());
            if (want.contains("occurrence")) CHECK(occurrence_of(*anchor, *rust.book) == want.at("occurrence"));
            // And the anchor is one that the book itself resolves to the same place.
            const notes::Resolution again = notes::resolve(*anchor, *rust.book);
            CHECK(again.how == notes::How::exact);
            CHECK(again.range == anchor->range);
        }
    }
}

TEST_CASE("all samples that there are are tried", "[foreign]") {
    if (!has_foreign_data()) return;
    std::set<std::string> tried, there;
    for (const Sample& sample : samples) tried.insert(sample.file);
    constexpr std::string_view expected = ".expected.json";
    for (const auto& entry : std::filesystem::directory_iterator(foreign_folder())) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(expected)) there.insert(name.substr(0, name.size() - expected.size()));
    }
    CHECK(tried == there);
}

TEST_CASE("what a sample says beside its words is kept", "[foreign]") {
    if (!has_foreign_data()) return;
    const ForeignSet thorium = sample_set("thorium.annotation");
    CHECK(thorium.title == "The Rust Programming Language");
    CHECK(thorium.book_ids == std::vector<std::string>{"urn:thorium:f5133a4a-d093-409c-a3f2-e952da3da430",
                                                       "urn:uuid:5b6c0b1e-6a0f-4b0e-9a1d-2f7a3c9e8d10"});
    const ForeignItem& first = thorium.items.at(0);
    CHECK(first.id == "urn:uuid:24422850-abc3-4525-9567-e2fd4bd0adcb");
    CHECK(first.kind == notes::Kind::highlight);
    CHECK(first.category == "inzicht");
    CHECK(first.tags == std::vector<std::string>{"opening"});
    CHECK(first.author == notes::Profile{"urn:uuid:0f4f0f0e-3b0a-4a53-9a39-6a1f0c9f7b01", "Lezer A", ""});
    CHECK(first.created == notes::from_iso_8601("2026-03-01T09:12:44Z"));
    CHECK(first.modified == notes::from_iso_8601("2026-03-03T09:13:44Z"));
    CHECK(first.headings == std::vector<std::string>{"Foreword"});
    CHECK(first.start == 1131U);
    CHECK(nlohmann::json::parse(first.unknown).at("body").at("highlight") == "solid");
    CHECK(thorium.items.at(1).tags.empty());
    CHECK(thorium.items.at(3).category == "pink");
    CHECK(thorium.items.at(4).author == notes::Profile{});
    CHECK(thorium.items.at(4).category == "citaat");
    CHECK(thorium.items.at(5).category == "twijfel");
    const ForeignItem& bookmark = thorium.items.at(6);
    CHECK(bookmark.kind == notes::Kind::bookmark);
    // The bookmark lies before its letter, and not at the start of the chapter.
    const std::optional<notes::Anchor> place = rust_book().places->find(bookmark);
    REQUIRE(place);
    CHECK(place->prefix == "Fearless Concurrency\n");
    CHECK(place->suffix.starts_with("Handling concurrent"));
}

TEST_CASE("Hypothesis’ replies, page notes, names and private rows", "[foreign]") {
    if (!has_foreign_data()) return;
    const ForeignSet page = sample_set("hypothesis-export.json");
    CHECK(page.writer == notes::Profile{"acct:lezer_a@hypothes.is", "lezer_a", ""});
    const ForeignItem& reply = by_note(page, "Bij ons op dinsdag");
    CHECK(reply.kind == notes::Kind::reply);
    CHECK(reply.parent == "c0J5ElbEZKa7nCIjKfkLeR");
    CHECK(reply.author == notes::Profile{"acct:lezer_b@hypothes.is", "lezer_b", ""});
    const ForeignItem& about = by_note(page, "Paginanotitie");
    CHECK(about.kind == notes::Kind::reflection);
    CHECK(about.tags == std::vector<std::string>{"bijeenkomst"});
    const ForeignItem& herkenbaar = by_note(page, "Herkenbaar");
    CHECK(herkenbaar.author.name == "Lezer A");
    CHECK(herkenbaar.created == *notes::from_iso_8601("2026-03-04T16:29:51.021Z"));
    CHECK(herkenbaar.modified == *notes::from_iso_8601("2026-03-05T16:29:51.021Z"));

    const ForeignSet rows = sample_set("hypothesis-api-search.json");
    CHECK(by_note(rows, "“In staat stellen”").parent == "QlM1gwT25F_8GsOZCMoRZz");
    const auto unknown = nlohmann::json::parse(by_note(rows, "`JoinHandle").unknown);
    CHECK(unknown.at("permissions").at("read") == nlohmann::json::array({"acct:lezer_a@hypothes.is"}));
    CHECK(unknown.at("group") == "__world__");
}

TEST_CASE("colours are the five categories, or stay as they came; a way of marking is none", "[foreign]") {
    if (!has_foreign_data()) return;
    const auto categories = [](const std::string& file) {
        std::vector<std::string> out;
        for (const ForeignItem& item : sample_set(file).items) out.push_back(item.category);
        return out;
    };
    using List = std::vector<std::string>;
    CHECK(categories("epub-annotations.annotations") == List{"vraag", "twijfel", "inzicht", "actie", "citaat", "pink"});
    CHECK(categories("calibre.calibre_annotation_collection") == List{"inzicht", "actie", "", "", "Perzik", ""});
    CHECK(categories("calibre-viewer.calibre_highlights") == List{"vraag", "red", "citaat", "", "inzicht"});
    CHECK(categories("koreader-export.json") == List{"inzicht", "gray", "red", "actie", "citaat", "vraag"});
    CHECK(categories("readest-annotations.json") == List{"inzicht", "actie", "vraag", "#ff8800", "", "violet", "red"});
    CHECK(categories("foliate-annotations.json") == List{"aqua", "inzicht", "", "", "rgb(255,120,0)", "", ""});
}

TEST_CASE("several bodies are a text and tags; a person is an object or an address", "[foreign]") {
    if (!has_foreign_data()) return;
    const ForeignSet page = sample_set("web-annotation-page.json");
    const ForeignItem& waiting = by_note(page, "Waiting");
    CHECK(waiting.tags == std::vector<std::string>{"vraag", "citaat"});
    CHECK(waiting.author == notes::Profile{"https://example.org/profielen/lezer-b", "", ""});
    CHECK(by_note(page, "Tweede voorkomen").modified == *notes::from_iso_8601("2026-03-10T15:16:18Z"));
    const ForeignSet collection = sample_set("web-annotation-collection.json");
    CHECK(collection.writer.id == "urn:uuid:0f4f0f0e-3b0a-4a53-9a39-6a1f0c9f7b01");
    const ForeignSet strict = sample_set("epub-annotations-strict.annotations");
    CHECK(strict.title == "The Rust Programming Language");
    CHECK(strict.items.at(2).ends == QuoteEnds{"Blocking a thread", "work or exiting."});
    CHECK(strict.items.at(5).kind == notes::Kind::reflection);
    CHECK(strict.items.at(6).kind == notes::Kind::bookmark);
    CHECK(nlohmann::json::parse(strict.items.at(6).unknown).at("body").at("id") == "./voice1.mp3");
}

TEST_CASE("a file read twice gives the same items", "[foreign]") {
    if (!has_foreign_data()) return;
    for (const Sample& sample : samples) {
        INFO(sample.file);
        CHECK(sample_set(sample.file).items == sample_set(sample.file).items);
    }
}
