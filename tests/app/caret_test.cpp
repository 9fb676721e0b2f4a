// Where the cursor in the text goes at each step: on real pages, and where text runs both ways.
#include "app/caret.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <set>
#include <thread>

#include "support/folder.h"

using namespace katern;
using app::CaretStep;

namespace {

// A reader on a book of one chapter, wide enough for some words a line.
struct Reading {
    explicit Reading(const std::string& markdown, float width = 1280) {
        folder.with("boek/een.md", markdown);
        app::LaunchOptions options;
        options.data = folder.path("data");
        options.book = folder.path("boek");
        reader = std::make_unique<app::Reader>(options, nullptr);
        app::PageSpace space;
        space.width = width;
        reader->set_space(space);
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!(reader->row && reader->settings_known) && std::chrono::steady_clock::now() < end) {
            reader->tick();
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        REQUIRE(reader->layout);
    }
    [[nodiscard]] const std::string& text() const { return reader->chapter->text; }
    [[nodiscard]] std::size_t at(std::string_view words) const { return text().find(words); }
    [[nodiscard]] std::size_t step(std::size_t from, CaretStep step) const {
        return app::stepped(*reader->layout, {from, std::nullopt}, step).byte;
    }
    [[nodiscard]] float x(std::size_t byte) const {
        return typeset::x_at(reader->layout->lines()[reader->layout->line_at(byte)], byte, text());
    }

    test::Folder folder;
    std::unique_ptr<app::Reader> reader;
};

}  // namespace

TEST_CASE("to the right the caret comes by every grapheme of a chapter, once, and back the same way") {
    const Reading reading("# Kop\n\nEen één 👩‍👧 ﬁets met **vette** woorden die over meer dan één regel gaan, want de regel is smal.\n\n- punt\n", 420);
    REQUIRE(reading.reader->layout->lines().size() > 3);
    std::vector<std::size_t> there{0};
    for (std::size_t byte = 0;;) {
        const std::size_t next = reading.step(byte, CaretStep::right);
        if (next == byte) break;
        REQUIRE(next > byte);
        there.push_back(byte = next);
    }
    std::vector<std::size_t> back{there.back()};
    while (back.back() > 0) back.push_back(reading.step(back.back(), CaretStep::left));
    std::reverse(back.begin(), back.end());
    CHECK(back == there);
    const std::vector<std::size_t> borders = text::grapheme_borders(reading.text());
    CHECK(there == std::vector<std::size_t>(borders.begin(), borders.end() - 1));
}

TEST_CASE("up and down keep their x over a short line, and stop at the ends of the chapter") {
    const Reading reading("Een lange eerste regel.\n\nKort\n\nEen lange derde regel.\n");
    const std::size_t from = reading.at("eerste");
    app::Caret caret{from, std::nullopt};
    caret = app::stepped(*reading.reader->layout, caret, CaretStep::down);
    CHECK(caret.byte == reading.at("Kort") + 4);
    caret = app::stepped(*reading.reader->layout, caret, CaretStep::down);
    CHECK(std::abs(reading.x(caret.byte) - reading.x(from)) < 8);
    CHECK(caret.byte > reading.at("derde") - 8);
    caret = app::stepped(*reading.reader->layout, caret, CaretStep::down);
    CHECK(caret.byte == reading.text().size() - 1);
    CHECK(reading.step(reading.at("eerste"), CaretStep::up) == 0);
}

TEST_CASE("Home and End go to the ends of the line as it is set") {
    const Reading reading("Woorden die over meer dan één regel gaan, want deze bladzijde is smal en de letters zijn groot.\n", 420);
    const auto& lines = reading.reader->layout->lines();
    REQUIRE(lines.size() > 2);
    const std::size_t inside = lines[1].bytes.start + 3;
    CHECK(reading.step(inside, CaretStep::line_start) == lines[1].bytes.start);
    const std::size_t end = reading.step(inside, CaretStep::line_end);
    CHECK(reading.reader->layout->line_at(end) == 1 + (lines[1].hyphenated ? 1 : 0));
    CHECK(end >= lines[1].bytes.end - 1);
}

TEST_CASE("words, sentences and paragraphs are steps as well") {
    const Reading reading("Eerste zin. Tweede zin hier.\n\nEen alinea.\n\nNog een.\n");
    CHECK(reading.step(0, CaretStep::word_right) == reading.at("zin"));
    CHECK(reading.step(reading.at("Tweede"), CaretStep::word_left) == reading.at("zin"));
    CHECK(reading.step(0, CaretStep::sentence_on) == reading.at("Tweede"));
    CHECK(reading.step(reading.at("Tweede"), CaretStep::sentence_on) == reading.at("Een alinea"));
    CHECK(reading.step(reading.at("hier"), CaretStep::sentence_back) == reading.at("Tweede"));
    CHECK(reading.step(3, CaretStep::paragraph_on) == reading.at("Een alinea"));
    CHECK(reading.step(reading.at("alinea"), CaretStep::paragraph_back) == reading.at("Een alinea"));
    CHECK(reading.step(reading.at("Een alinea"), CaretStep::paragraph_back) == 0);
    CHECK(reading.step(3, CaretStep::chapter_end) == reading.text().size() - 1);
    CHECK(reading.step(9, CaretStep::chapter_start) == 0);
}

TEST_CASE("in a line that runs both ways right is right, and each letter is come by") {
    const Reading reading("Het woord שלום betekent vrede.\n");
    const auto& line = reading.reader->layout->lines().front();
    const bool turned = std::any_of(line.runs.begin(), line.runs.end(), [](const typeset::Run& run) { return (run.level & 1) != 0; });
    REQUIRE(turned);
    std::set<std::size_t> seen{0};
    float x = reading.x(0);
    for (std::size_t byte = 0; byte < reading.at("vrede");) {
        const std::size_t next = reading.step(byte, CaretStep::right);
        REQUIRE(next != byte);
        CHECK(reading.x(next) > x);
        x = reading.x(next);
        seen.insert(byte = next);
    }
    // Of the word that runs to the left all letters: each is a place before it, seen from where it is read.
    for (std::size_t byte = reading.at("שלום"); byte < reading.at("שלום") + std::string("שלום").size(); byte += 2) CHECK(seen.contains(byte));
    for (std::size_t byte = reading.at("vrede"); byte > 0;) {
        const std::size_t next = reading.step(byte, CaretStep::left);
        CHECK(reading.x(next) < reading.x(byte));
        byte = next;
    }
}

TEST_CASE("in a paragraph from right to left the arrow to the left reads on") {
    const Reading reading("שלום עולם ועוד\n");
    CHECK(reading.step(0, CaretStep::left) > 0);
    CHECK(reading.x(reading.step(0, CaretStep::left)) < reading.x(0));
    CHECK(reading.step(0, CaretStep::word_left) == reading.at("עולם"));
    CHECK(reading.step(reading.at("עולם"), CaretStep::word_right) == 0);
}

TEST_CASE("a long chapter that is set in part is walked to its end") {
    std::string markdown;
    for (int i = 0; i < 900; ++i) markdown += "Alinea " + std::to_string(i) + " met een paar woorden die de regel vullen en dan nog wat.\n\n";
    Reading reading(markdown);
    app::Reader& reader = *reading.reader;
    reader.toggle_caret();
    for (int i = 0; i < 20'000 && reader.caret->byte + 1 < reading.text().size(); ++i) {
        const std::size_t before = reader.caret->byte;
        reader.move_caret(CaretStep::page_down, false);
        REQUIRE(reader.caret->byte > before);
        const float y = reader.layout->y_of(reader.caret->byte);
        CHECK(y >= reader.scroll);
        CHECK(y < reader.scroll + reader.text_area().height);
    }
    CHECK(reader.caret->byte + 1 == reading.text().size());
}
