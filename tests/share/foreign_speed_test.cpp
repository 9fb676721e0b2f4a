// Thousands of items take time in proportion to their number.
#include <algorithm>
#include <ctime>

#include "share/foreign_support.h"

using namespace katern;
using namespace katern::share;
using namespace katern::share::test;

namespace {

// A set with a quote from every so many letters of the book, with context and the wrong chapter for every third.
std::string set_of(std::size_t count) {
    const document::Book& book = *rust_book().book;
    const notes::Edition edition = notes::edition_of(book);
    nlohmann::json items = nlohmann::json::array();
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t index = i % book.chapters.size();
        const auto chapter = *book.chapter(index);
        const std::size_t size = chapter->text.size();
        const std::size_t start = (i * 7919) % std::max<std::size_t>(1, size - std::min<std::size_t>(size, 90));
        const notes::Anchor anchor = notes::anchor_on(*chapter, edition, {start, std::min(size, start + 80)});
        const std::string& named = book.chapters[(i % 3 == 0 ? index + 1 : index) % book.chapters.size()].id;
        items.push_back({{"id", "urn:x:" + std::to_string(i)},
                         {"type", "Annotation"},
                         {"created", "2026-03-01T13:12:44Z"},
                         {"target",
                          {{"source", "EPUB/" + named + ".xhtml"},
                           {"selector",
                            {{{"type", "TextQuoteSelector"},
                              {"exact", anchor.exact},
                              {"prefix", anchor.prefix},
                              {"suffix", anchor.suffix}}}}}},
                         {"body", {{"type", "TextualBody"}, {"value", "notitie"}, {"color", "blue"}}}});
    }
    return nlohmann::json{{"type", "AnnotationSet"}, {"items", items}}.dump();
}

struct Timing {
    double seconds = 0;  // of the processor
    std::size_t items = 0, placed = 0;
};

Timing run(std::size_t count) {
    const std::string bytes = set_of(count);
    const std::clock_t start = std::clock();
    const Result<ForeignSet> set = read_annotation_set(bytes, now);
    REQUIRE(set);
    Timing out;
    out.items = set->items.size();
    for (const ForeignItem& item : set->items) out.placed += rust_book().places->find(item) ? 1 : 0;
    out.seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    return out;
}

}  // namespace

TEST_CASE("four times as many items take about four times as long", "[foreign]") {
    if (!has_foreign_data()) return;
    const Timing one = run(1000), four = run(4000);
    CHECK(one.items == 1000);
    CHECK(four.items == 4000);
    CHECK(one.placed > 950);  // a few stand in code that the book repeats, context and all
    CHECK(four.placed > 3800);
    INFO(one.seconds << " s, " << four.seconds << " s");
    CHECK(four.seconds < 8 * one.seconds);
}
