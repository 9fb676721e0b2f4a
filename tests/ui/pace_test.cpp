#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "app/exporter.h"
#include "app/page_frame.h"
#include "ui/stage.h"

using namespace katern;
using katern::test::Setting;
using katern::test::Stage;

namespace {

// A reader who turns pages, with a clock that only this test moves.
struct Turning {
    notes::Milliseconds now = 1'000'000;
    Stage stage;

    Turning() : stage(setting(now)) {
        app::Settings pages = stage.reader().settings;
        pages.flow = app::Flow::pages;
        stage.reader().change_settings(pages);
        stage.go(first_long_chapter());
        stage.frame();
    }
    static Setting setting(const notes::Milliseconds& now) {
        Setting setting;
        setting.clock = [&now] { return now; };
        return setting;
    }
    std::size_t first_long_chapter() {
        const document::Book& book = *stage.reader().book;
        for (std::size_t i = 0; i < book.chapters.size(); ++i)
            if (const auto chapter = book.chapter(i); chapter && (*chapter)->text.size() > 15'000) return i;
        FAIL("the katern has no long chapter");
        return 0;
    }
    void turn(int pages, int seconds) {
        for (int i = 0; i < pages; ++i) {
            now += seconds * 1000;
            stage.reader().turn_page(1);
            stage.frame();
        }
    }
};

std::string bytes_of(const std::string& path) {
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
}

}  // namespace

TEST_CASE("the time left is said once ten pages were read, and not while they are only leafed through") {
    Turning reader;
    CHECK_FALSE(app::minutes_left(reader.stage.reader().frame()));
    reader.turn(20, 1);
    CHECK_FALSE(app::minutes_left(reader.stage.reader().frame()));
    for (int i = 0; i < 4 && !reader.stage.reader().words_a_minute(); ++i) {
        reader.stage.go(reader.first_long_chapter());
        reader.turn(7, 40);
    }
    REQUIRE(reader.stage.reader().words_a_minute());
    const auto minutes = app::minutes_left(reader.stage.reader().frame());
    REQUIRE(minutes);
    CHECK(*minutes >= 1);
}

TEST_CASE("the pace is kept for this person and is in no file that leaves") {
    Turning reader;
    for (int i = 0; i < 4; ++i) {
        reader.stage.go(reader.first_long_chapter());
        reader.turn(7, 40);
    }
    REQUIRE(reader.stage.reader().words_a_minute());
    const std::string pace = std::to_string(*reader.stage.reader().words_a_minute());
    reader.stage.go(reader.first_long_chapter());
    const document::Chapter& chapter = *reader.stage.reader().chapter;
    const std::string words(chapter.text_of(chapter.blocks[2]).substr(0, 30));
    reader.stage.mark(words, "inzicht");
    const std::string path = reader.stage.folder().path("notities.md");
    reader.stage.until([&] {
        app::ExportOrder order;
        order.path = path;
        order.with_private = true;
        reader.stage.reader().exporter().write(order);
        return !bytes_of(path).empty();
    });
    const std::string exported = bytes_of(path);
    CHECK(exported.find("inzicht") != std::string::npos);
    CHECK(exported.find("pace") == std::string::npos);
    CHECK(exported.find(pace + " " + pace) == std::string::npos);
}
