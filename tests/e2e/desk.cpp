#include "e2e/desk.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>

#include "app/page_frame.h"
#include "paths.h"
#include "words/words.h"

namespace katern::test {

bool can_have_a_screen() {
    // The twin lives in this process and must not speak to the machine's own desktop either.
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 1);
    for (const std::string& missing :
         {Screen::missing(), std::string(run({"sh", "-c", "command -v sqlite3"}).status == 0 ? "" : "sqlite3")}) {
        if (missing.empty()) continue;
        WARN("skipped: " << missing << " is not installed (third_party/debian-12-test.txt)");
        return false;
    }
    return true;
}

Desk::Desk(int width, int height, const std::vector<std::string>& server_options)
    : screen_(width, height, server_options) {
    // Every accent has a key there, with AltGr; xdotool would have to make one for each in haste.
    screen_.keyboard({"us", "-variant", "altgr-intl"});
}

Variables Desk::variables() const {
    return {{"DISPLAY", screen_.display()},
            {"HOME", home()},
            {"XDG_DATA_HOME", home() / "share"},
            {"XDG_CONFIG_HOME", home() / "config"},
            {"XDG_CACHE_HOME", home() / "cache"},
            {"XDG_RUNTIME_DIR", home()},
            {"KATERN_DATA", std::nullopt},
            {"KATERN_SCALE", std::nullopt},
            {"KATERN_NOW", now_.empty() ? std::nullopt : std::optional(now_)},
            {"WAYLAND_DISPLAY", std::nullopt},
            {"DBUS_SESSION_BUS_ADDRESS", "disabled:"},
            {"LIBGL_ALWAYS_SOFTWARE", "1"},
            // Letters and dead keys as on any desktop, and Katern's own choice of language.
            {"LANG", "C.UTF-8"},
            {"LC_ALL", std::nullopt},
            {"LC_MESSAGES", std::nullopt}};
}

void Desk::open(const std::vector<std::string>& arguments) {
    std::vector<std::string> words{KATERN_BINARY};
    words.insert(words.end(), arguments.begin(), arguments.end());
    Variables with_clock = variables();
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    with_clock["KATERN_TIMING"] = "1";
    with_clock["KATERN_TIMING_START"] =
        std::to_string(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
    katern_ = std::make_unique<Process>(words, with_clock);
    const bool shown = eventually(
        [&] { return katern_->errors().find("first-page-ms") != std::string::npos || !katern_->running(); }, 30s);
    INFO(katern_->errors());
    REQUIRE(shown);
    REQUIRE(katern_->running());
    const bool focused = eventually([&] {
        window_ = screen_.window_of(*katern_, 2s);
        return !katern_->running() || (!window_.empty() && screen_.focus(window_));
    });
    INFO("status " << katern_->wait(0ms).value_or(-1));
    REQUIRE(focused);
    REQUIRE(katern_->running());
    screen_.still();
}

int Desk::close() {
    screen_.close(window_);
    const std::optional<int> status = katern_->wait(10s);
    INFO(katern_->errors());
    REQUIRE(status.has_value());
    return *status;
}

void Desk::kill() {
    katern_->kill();
}

Outcome Desk::command(const std::vector<std::string>& arguments) const {
    std::vector<std::string> words{KATERN_BINARY};
    words.insert(words.end(), arguments.begin(), arguments.end());
    Variables without_screen = variables();
    without_screen["DISPLAY"] = std::nullopt;
    return run(words, without_screen);
}

std::string Desk::sql(const std::string& query) const {
    const Outcome outcome = run({"sqlite3", "-readonly", "-cmd", ".timeout 5000", data() / "katern.db", query});
    INFO(query << "\n" << outcome.errors);
    REQUIRE(outcome.status == 0);
    return outcome.output.substr(0, outcome.output.find_last_not_of('\n') + 1);
}

Shot Desk::look(const std::string& name) const {
    Shot shot = screen_.still();
    keep(shot, name);
    return shot;
}

bool Desk::looks_like(Twin& twin, const std::string& name) const {
    // The mouse's arrow and what it hovers are some thousandths of a screen; one wrong line of text is more.
    constexpr double alike = 0.004;
    double difference = 1;
    Shot shot;
    const bool same = eventually([&] {
        shot = screen_.shot();
        difference = twin.difference(shot);
        return difference < alike;
    });
    keep(shot, name);
    if (!same) {
        twin.write_png(name + "-expected");
        UNSCOPED_INFO(name << " differs in " << difference * 100 << "% of its pixels");
    }
    return same;
}

void begin_reading(Desk& desk) {
    Twin twin = desk.twin();
    REQUIRE(twin.reader().title_page);
    desk.screen().click(twin.item(say(Word::ui_start_reading, Language::nl)));
    desk.screen().still();
    // Through the unnumbered chapters before it.
    const auto& chapters = twin.reader().book->chapters;
    std::size_t numbered = 0;
    for (; numbered + 1 < chapters.size() && chapters[numbered].number.empty(); ++numbered)
        desk.screen().keys({"ctrl+Next"});
    desk.screen().move({1270, 400});
    desk.screen().still();
    // The place is kept after a pause; from then on a twin finds it in the database.
    const std::string first = twin.reader().book->chapters[numbered].id;
    REQUIRE(eventually([&] { return desk.sql("SELECT place_chapter FROM books") == first; }));
}

text::Range words_in_sight(Twin& twin, std::size_t bytes) {
    const app::Reader& reader = twin.reader();
    const app::PageFrame frame = reader.frame();
    const std::vector<typeset::BlockBox>& boxes = reader.layout->blocks();
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const document::Block& block = reader.chapter->blocks[i];
        if (block.kind != document::BlockKind::paragraph || block.text.size() < bytes + 40) continue;
        const bool whole = boxes[i].top >= frame.view_top + 40 &&
                           boxes[i].top + boxes[i].height <= frame.view_top + frame.view_height - 8;
        if (!whole) continue;
        const std::string& all = reader.chapter->text;
        const std::size_t start = text::next_word(all, block.text.start);
        return {start, text::word_at(all, start + bytes).end};
    }
    return {};
}

text::Range turn_to_words(Desk& desk, Twin& twin, std::size_t bytes) {
    for (int i = 0; i < 8; ++i) {
        desk.screen().keys({"Next"});
        twin.run("page.next");
        desk.screen().still();
        const text::Range words = words_in_sight(twin, bytes);
        if (!words.empty()) return words;
    }
    FAIL("no paragraph of " << bytes << " bytes on eight pages");
    return {};
}

}  // namespace katern::test
