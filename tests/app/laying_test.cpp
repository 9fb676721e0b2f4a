// Where one reads is kept: while the rest of a long chapter is being set, from flow to flow, from size to size.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <set>
#include <thread>

#include "app/reader.h"
#include "support/folder.h"

using namespace katern;
using app::Flow;

namespace {

// A book of one file of about so many bytes, with what a book has.
std::string long_book(test::Folder& folder, std::size_t bytes) {
    const char* const words[] = {"het",    "leernetwerk", "vraagt", "aandacht", "van",   "schoolleiders", "die", "samen",
                                 "willen", "onderzoeken", "wat",    "werkt",    "zodat", "leerlingen",    "er",  "beter"};
    std::mt19937 random(5);  // NOLINT(*-msc51-cpp): the same book every time
    std::string text = "# Een boek uit één stuk\n\n";
    for (int paragraph = 0; text.size() < bytes; ++paragraph) {
        if (paragraph % 25 == 11) text += "## Deel " + std::to_string(paragraph) + "\n\n";
        for (auto left = 20 + random() % 120; left > 0; --left) text += std::string(words[random() % 16]) + " ";
        text += "einde.\n\n";
    }
    return folder.with("boek.md", text).path("boek.md");
}

class LayingDesk {
public:
    explicit LayingDesk(std::size_t bytes) {
        app::LaunchOptions options;
        options.book = bytes == 0 ? "@katern" : long_book(folder_, bytes);
        options.data = folder_.path("data");
        reader_ = std::make_unique<app::Reader>(options, nullptr);
        REQUIRE(reader_->layout);
    }
    app::Reader& reader() { return *reader_; }
    template <class Condition>
    bool until(Condition condition) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (std::chrono::steady_clock::now() < end) {
            reader_->tick();
            if (condition()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return false;
    }
    void choose(Flow flow, app::Px size) {
        app::Settings changed = reader_->settings;
        changed.flow = flow;
        changed.size = size;
        reader_->change_settings(changed);
    }
    // Whether this byte's line is in view, not below or above it.
    bool shows(std::size_t byte) {
        const app::PageFrame frame = reader_->frame();
        const app::Px y = reader_->layout->y_of(byte);
        const auto in = [&](app::Px top, app::Px height) { return y >= top - 1 && y < top + height; };
        return reader_->layout->set_bytes().contains(byte) &&
               (in(frame.view_top, frame.view_height) || (frame.spread && in(frame.right_top, frame.right_height)));
    }

private:
    test::Folder folder_;
    std::unique_ptr<app::Reader> reader_;
};

// All that is in view has lines.
void check_filled(app::Reader& reader) {
    const app::PageFrame frame = reader.frame();
    CHECK(reader.layout->is_set(std::max(0.0F, frame.view_top), std::min(reader.layout->height(), frame.view_top + frame.view_height)));
}

}  // namespace

TEST_CASE("a long book shows a page before it is set whole, and the first visible word stays exactly where it is") {
    LayingDesk desk(200'000);
    app::Reader& reader = desk.reader();
    REQUIRE_FALSE(reader.layout->whole());
    check_filled(reader);
    SECTION("at the start") {
        const std::size_t first = reader.place().byte;
        const app::Px y = reader.to_screen({0, reader.layout->y_of(first)}).y;
        REQUIRE(desk.until([&] { return reader.layout->whole(); }));
        CHECK(reader.place().byte == first);
        CHECK(reader.to_screen({0, reader.layout->y_of(first)}).y == Approx(y).margin(0.01));
    }
    SECTION("in the middle, scrolled") {
        reader.go_to({0, reader.chapter->text.size() / 2});
        reader.scroll_by(17);
        REQUIRE_FALSE(reader.layout->whole());
        check_filled(reader);
        const std::size_t first = reader.place().byte;
        const app::Px y = reader.to_screen({0, reader.layout->y_of(first)}).y;
        REQUIRE(desk.until([&] { return reader.layout->whole(); }));
        CHECK(reader.place().byte == first);
        CHECK(reader.to_screen({0, reader.layout->y_of(first)}).y == Approx(y).margin(0.01));
    }
    SECTION("in the middle, by pages: the whole takes its place when the page is turned at the latest") {
        desk.choose(Flow::pages, 18.5F);
        reader.go_to({0, reader.chapter->text.size() / 2});
        const std::size_t first = reader.place().byte;
        for (int i = 0; i < 2'000 && !reader.layout->whole(); ++i) {
            reader.tick();
            REQUIRE(reader.place().byte == first);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        reader.turn_page(1);
        CHECK(reader.place().byte > first);
        CHECK(desk.until([&] {
            if (!reader.layout->whole()) reader.turn_page(1);
            return reader.layout->whole();
        }));
    }
}

TEST_CASE("a page that is turned back to ends where the one that was read began, or beyond, also where the whole waits for the turn") {
    LayingDesk desk(200'000);
    app::Reader& reader = desk.reader();
    desk.choose(Flow::pages, 18.5F);
    std::size_t waited = 0;
    for (int tenth = 2; tenth < 9; ++tenth) {
        reader.go_to({0, reader.chapter->text.size() / 10 * static_cast<std::size_t>(tenth)});
        REQUIRE(desk.until([&] { return true; }));
        for (int i = 0; i < 300 && !reader.layout->whole(); ++i) {
            reader.tick();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        if (!reader.layout->whole()) ++waited;
        const std::size_t first = reader.place().byte;
        reader.turn_page(-1);
        CHECK(reader.place().byte < first);
        const std::size_t behind = reader.page + 1;
        REQUIRE(behind < reader.layout->pages().size());
        CHECK(reader.layout->pages()[behind].first_byte >= first);
        desk.choose(Flow::pages, tenth % 2 == 0 ? 18 : 18.5F);
    }
    CHECK(waited > 0);
}

TEST_CASE("scrolling and turning through a long book that isn't set yet always shows words") {
    LayingDesk desk(200'000);
    app::Reader& reader = desk.reader();
    for (int i = 0; i < 30; ++i) {
        reader.scroll_by(i % 7 == 6 ? -2'500.0F : 1'900.0F);
        check_filled(reader);
    }
    reader.to_end();
    check_filled(reader);
    CHECK(reader.layout->set_bytes().end >= reader.chapter->text.size());
    reader.to_start();
    check_filled(reader);
    desk.choose(Flow::pages, 20);
    std::size_t last = reader.place().byte;
    for (int i = 0; i < 25; ++i) {
        reader.turn_page(1);
        REQUIRE(reader.place().byte > last);
        last = reader.place().byte;
        REQUIRE(desk.shows(last));
    }
    for (int i = 0; i < 25; ++i) {
        reader.turn_page(-1);
        REQUIRE(reader.place().byte < last);
        last = reader.place().byte;
    }
}

TEST_CASE("a size that is changed ten times at once is set whole once") {
    LayingDesk desk(120'000);
    app::Reader& reader = desk.reader();
    REQUIRE(desk.until([&] { return reader.layout->whole(); }));
    reader.go_to({0, reader.chapter->text.size() / 3});
    const std::size_t first = reader.place().byte;
    for (int i = 0; i < 10; ++i) reader.set_size(19 + static_cast<float>(i));
    CHECK(reader.settings.size == 28);
    REQUIRE_FALSE(reader.layout->whole());  // the page is there at once, the rest is not
    CHECK(desk.shows(first));
    check_filled(reader);
    std::set<const void*> wholes;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    auto stop = end;
    while (std::chrono::steady_clock::now() < stop) {
        reader.tick();
        if (reader.layout->whole() && wholes.insert(reader.layout.get()).second && stop == end)
            stop = std::chrono::steady_clock::now() + std::chrono::milliseconds(400);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    CHECK(wholes.size() == 1);
    CHECK(reader.layout->style().size == 28);
    CHECK(desk.shows(first));
}

TEST_CASE("the chapters beside the one that is read are set beforehand, so that turning the page across a chapter's border sets nothing") {
    LayingDesk desk(0);
    app::Reader& reader = desk.reader();
    const auto set = [&](std::size_t index) { return reader.ahead(**reader.book->chapter(index)); };
    desk.choose(Flow::pages, 18.5F);
    reader.go_to({3, 0});
    REQUIRE(desk.until([&] { return set(2) && set(4); }));
    const auto next = set(4), before = set(2);
    CHECK(next->whole());
    SECTION("onward") {
        reader.to_end();
        reader.turn_page(1);
        CHECK(reader.chapter_index == 4);
        CHECK(reader.layout == next);
        SECTION("and back to the page from which one came") {
            reader.turn_page(-1);
            CHECK(reader.chapter_index == 3);
            CHECK(reader.page + 1 == reader.layout->pages().size());
        }
        SECTION("and then the one after that") { CHECK(desk.until([&] { return set(5) != nullptr; })); }
    }
    SECTION("backward, to the last page") {
        reader.turn_page(-1);
        CHECK(reader.chapter_index == 2);
        CHECK(reader.layout == before);
        CHECK(reader.page + 1 == reader.layout->pages().size());
    }
    SECTION("in another size they are set anew") {
        desk.choose(Flow::pages, 24);
        CHECK_FALSE(set(4));
        REQUIRE(desk.until([&] { return set(2) && set(4); }));
        CHECK(set(4)->style().size == 24);
    }
    SECTION("as they would have been on the window's thread") {
        typeset::Fonts fonts;
        typeset::Hyphenation hyphenation;
        const auto anew = typeset::set_chapter(fonts, hyphenation, *reader.book->chapter(4), reader.book->language, reader.layout_style(),
                                               [&](const document::Image& image) { return reader.pictures().size(image.path); });
        REQUIRE(anew->lines().size() == next->lines().size());
        for (std::size_t i = 0; i < anew->lines().size(); ++i) {
            CHECK(anew->lines()[i].bytes == next->lines()[i].bytes);
            CHECK(anew->lines()[i].top == next->lines()[i].top);
        }
    }
}

TEST_CASE("the first visible word stays in view from flow to flow and from size to size, in every chapter") {
    LayingDesk desk(0);
    app::Reader& reader = desk.reader();
    reader.set_space({1600, 900, 0, 0});
    const Flow flows[] = {Flow::pages, Flow::spread, Flow::scroll, Flow::spread, Flow::pages, Flow::scroll};
    const app::Px sizes[] = {18.5F, 14, 30, 18.5F, 24, 12};
    for (std::size_t chapter = 0; chapter < reader.book->chapters.size(); ++chapter) {
        CAPTURE(chapter);
        reader.go_to({chapter, 0});
        for (const double share : {0.0, 0.3, 0.8}) {
            CAPTURE(share);
            const auto byte = static_cast<std::size_t>(share * static_cast<double>(reader.chapter->text.size()));
            reader.go_to({chapter, byte});
            for (std::size_t i = 0; i < std::size(flows); ++i) {
                CAPTURE(i);
                const std::size_t first = reader.place().byte;
                desk.choose(flows[i], reader.settings.size);
                CHECK(desk.shows(first));
                const std::size_t now = reader.place().byte;
                desk.choose(flows[i], sizes[i]);
                CHECK(desk.shows(now));
            }
        }
    }
}

TEST_CASE("two pages stand side by side where there is room, and a click on either finds its letters") {
    LayingDesk desk(0);
    app::Reader& reader = desk.reader();
    reader.set_space({1400, 800, 0, 0});
    reader.go_to({2, 0});
    desk.choose(Flow::spread, 18.5F);
    REQUIRE(reader.shows_spread());
    const app::PageFrame frame = reader.frame();
    REQUIRE(frame.right_height > 0);
    CHECK(frame.right_top >= frame.view_top + frame.view_height);
    CHECK(app::right_page_left(frame) + reader.layout->style().measure <= 1400 - app::narrowest_margin + 1);
    for (const typeset::Px at : {frame.view_top + 40, frame.right_top + 40}) {
        const typeset::Line& line = reader.layout->lines()[reader.layout->line_at(reader.layout->byte_at_y(at))];
        const typeset::Point in_chapter{line.x + line.width / 2, line.top + line.height / 2};
        const typeset::Point on_screen = reader.to_screen(in_chapter);
        CHECK(on_screen.y < 800);
        CHECK((on_screen.x > 700) == (at == frame.right_top + 40));
        CHECK(reader.layout->hit(reader.to_chapter(on_screen)) == reader.layout->hit(in_chapter));
    }
    const std::size_t first = reader.page;
    reader.turn_page(1);
    CHECK(reader.page == first + 2);
    reader.turn_page(-1);
    CHECK(reader.page == first);
    reader.set_space({1399, 800, 0, 0});
    CHECK_FALSE(reader.shows_spread());
}

TEST_CASE("in pages paragraphs may be set a line longer or shorter, in scrolling each has the lines it reads best in") {
    LayingDesk desk(0);
    app::Reader& reader = desk.reader();
    reader.set_space({1280, 800, 0, 0});
    const auto loosened = [&] {
        const auto& blocks = reader.layout->blocks();
        return std::count_if(blocks.begin(), blocks.end(), [](const typeset::BlockBox& box) { return box.looseness != 0; });
    };
    std::ptrdiff_t in_pages = 0;
    for (std::size_t chapter = 0; chapter < reader.book->chapters.size(); ++chapter) {
        reader.go_to({chapter, 0});
        desk.choose(Flow::pages, 18.5F);
        in_pages += loosened();
        desk.choose(Flow::scroll, 18.5F);
        CHECK(loosened() == 0);
    }
    CHECK(in_pages > 0);
}
