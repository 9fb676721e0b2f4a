#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "platform/fake_desktop.h"
#include "platform/platform.h"

using namespace katern::platform;
using katern::test::Environment;
using katern::test::FakePortal;
using katern::test::SessionBus;
using namespace std::chrono_literals;
using Outcome = FileAnswer::Outcome;

namespace {

// Waits for the one answer of a request; a test that waits ten seconds has failed.
template <class T, class Ask>
T wait_for(Ask ask) {
    auto promise = std::make_shared<std::promise<T>>();
    std::future<T> answer = promise->get_future();
    ask([promise](T value) { promise->set_value(std::move(value)); });
    REQUIRE(answer.wait_for(10s) == std::future_status::ready);
    return answer.get();
}

FileAnswer choose(Desktop& desktop, FileRequest request) {
    return wait_for<FileAnswer>([&](auto answer) { desktop.choose_file(std::move(request), answer); });
}

FileRequest open_book() {
    FileRequest request;
    request.title = "Boek openen";
    request.filters = {{"Markdown", {"*.md"}}};
    return request;
}

class NoBus {
    Environment address_{"DBUS_SESSION_BUS_ADDRESS", nullptr};
    Environment runtime_{"XDG_RUNTIME_DIR", nullptr};
};

bool without_dbus() {
    if (SessionBus::possible()) return false;
    WARN("skipped: dbus-daemon is not installed");
    return true;
}

}  // namespace

TEST_CASE("without a session bus the person types a path instead, at once") {
    const NoBus nothing;
    Desktop desktop;
    const auto start = std::chrono::steady_clock::now();
    CHECK(choose(desktop, open_book()).outcome == Outcome::unavailable);
    CHECK(std::chrono::steady_clock::now() - start < 500ms);
    CHECK(wait_for<Preferences>([&](auto answer) { desktop.read_preferences(answer); }) == Preferences{});
}

TEST_CASE("a desktop without a portal has no dialogs") {
    if (without_dbus()) return;
    const SessionBus bus;
    Desktop desktop;
    CHECK(choose(desktop, open_book()).outcome == Outcome::unavailable);
}

TEST_CASE("the file that was chosen in the desktop's dialog comes back as a path") {
    if (without_dbus()) return;
    const SessionBus bus;
    const FakePortal portal({.uri = "file:///srv/Mijn%20boek/caf%C3%A9.md"});
    Desktop desktop;
    CHECK(choose(desktop, open_book()) == FileAnswer{Outcome::chosen, "/srv/Mijn boek/café.md"});
    const std::string call = portal.calls().at(0);
    CHECK(call.find("OpenFile ('', 'Boek openen', {") == 0);
    CHECK(call.find("'filters': <[('Markdown', [(uint32 0, '*.md')])]>") != std::string::npos);
}

TEST_CASE("a second dialog works as the first did") {
    if (without_dbus()) return;
    const SessionBus bus;
    const FakePortal portal({.uri = "file:///srv/boek.md"});
    Desktop desktop;
    CHECK(choose(desktop, open_book()).outcome == Outcome::chosen);
    CHECK(choose(desktop, open_book()).outcome == Outcome::chosen);
}

TEST_CASE("saving offers a name and a folder to begin with") {
    if (without_dbus()) return;
    const SessionBus bus;
    const FakePortal portal({.uri = "file:///srv/notities.md"});
    Desktop desktop;
    FileRequest request;
    request.kind = FileRequest::Kind::save_file;
    request.title = "Notities bewaren";
    request.accept_label = "Bewaren";
    request.suggested_name = "notities.md";
    request.folder = "/srv";
    request.parent_window = "x11:3a00007";
    CHECK(choose(desktop, request) == FileAnswer{Outcome::chosen, "/srv/notities.md"});
    const std::string call = portal.calls().at(0);
    CHECK(call.find("SaveFile ('x11:3a00007', 'Notities bewaren', {") == 0);
    CHECK(call.find("'current_name': <'notities.md'>") != std::string::npos);
    CHECK(call.find("'current_folder': <b'/srv'>") != std::string::npos);
    CHECK(call.find("'accept_label': <'Bewaren'>") != std::string::npos);
}

TEST_CASE("a dialog that is cancelled or closed chooses nothing") {
    if (without_dbus()) return;
    const SessionBus bus;
    const FakePortal portal({.response = GENERATE(guint32{1}, guint32{2})});
    Desktop desktop;
    CHECK(choose(desktop, open_book()) == FileAnswer{Outcome::cancelled, {}});
}

TEST_CASE("a place that is no file of this computer is asked for as a path") {
    if (without_dbus()) return;
    const SessionBus bus;
    const FakePortal portal({.uri = "smb://school/boek.md"});
    Desktop desktop;
    CHECK(choose(desktop, open_book()).outcome == Outcome::unavailable);
}

TEST_CASE("folders are asked for only where the portal knows them") {
    if (without_dbus()) return;
    const SessionBus bus;
    FileRequest request = open_book();
    request.kind = FileRequest::Kind::open_folder;
    SECTION("new") {
        const FakePortal portal({.chooser_version = 3, .uri = "file:///srv/boek"});
        Desktop desktop;
        CHECK(choose(desktop, request) == FileAnswer{Outcome::chosen, "/srv/boek"});
        CHECK(portal.calls().at(0).find("'directory': <true>") != std::string::npos);
    }
    SECTION("old") {
        const FakePortal portal({.chooser_version = 2});
        Desktop desktop;
        CHECK(choose(desktop, request).outcome == Outcome::unavailable);
        CHECK(portal.calls().empty());
    }
}

TEST_CASE("a portal that dies under its dialog doesn't leave the person waiting") {
    if (without_dbus()) return;
    const SessionBus bus;
    const FakePortal portal({.dies_with_dialog = true});
    Desktop desktop;
    CHECK(choose(desktop, open_book()).outcome == Outcome::unavailable);
}

TEST_CASE("closing Katern while a dialog is open ends without an answer") {
    const NoBus nothing;
    bool answered = false;
    std::promise<void> end_has_begun;
    {
        std::jthread later;
        Desktop desktop;
        desktop.choose_file(open_book(), [&](FileAnswer) { end_has_begun.get_future().wait(); });
        desktop.choose_file(open_book(), [&](FileAnswer) { answered = true; });
        later = std::jthread([&] {
            std::this_thread::sleep_for(50ms);
            end_has_begun.set_value();
        });
    }
    CHECK_FALSE(answered);
}

TEST_CASE("what the desktop says about theme and motion is followed") {
    if (without_dbus()) return;
    struct Case {
        std::string settings;
        Preferences expected;
    };
    using Theme = Preferences::Theme;
    const Case row = GENERATE(values<Case>({
        {"{'org.freedesktop.appearance': {'color-scheme': <uint32 1>}}", {Theme::dark, false}},
        {"{'org.freedesktop.appearance': {'color-scheme': <uint32 2>}}", {Theme::light, false}},
        {"{'org.freedesktop.appearance': {'color-scheme': <uint32 0>}}", {Theme::unknown, false}},
        {"{'org.freedesktop.appearance': {'color-scheme': <'dark'>}}", {Theme::unknown, false}},
        {"{'org.freedesktop.appearance': {'reduced-motion': <uint32 1>}}", {Theme::unknown, true}},
        {"{'org.gnome.desktop.interface': {'enable-animations': <false>}}", {Theme::unknown, true}},
        {"{'org.gnome.desktop.interface': {'enable-animations': <true>}}", {Theme::unknown, false}},
        {"{}", {Theme::unknown, false}},
    }));
    const SessionBus bus;
    const FakePortal portal({.settings = row.settings});
    Desktop desktop;
    INFO(row.settings);
    CHECK(wait_for<Preferences>([&](auto answer) { desktop.read_preferences(answer); }) == row.expected);
}

TEST_CASE("what the person changes in the desktop’s settings is told while the program runs") {
    if (without_dbus()) return;
    const SessionBus bus;
    FakePortal portal({});
    Desktop desktop;
    std::mutex mutex;
    std::condition_variable told;
    std::vector<Preferences> heard;
    desktop.watch_preferences([&](Preferences preferences) {
        const std::lock_guard lock(mutex);
        heard.push_back(preferences);
        told.notify_all();
    });
    const auto wait_until_heard = [&](std::size_t times) {
        std::unique_lock lock(mutex);
        return told.wait_for(lock, 10s, [&] { return heard.size() >= times; });
    };
    REQUIRE(wait_until_heard(1));
    CHECK(heard[0] == Preferences{});
    portal.change_settings("{'org.freedesktop.appearance': {'color-scheme': <uint32 1>}, "
                           "'org.gnome.desktop.interface': {'enable-animations': <false>}}");
    REQUIRE(wait_until_heard(2));
    CHECK(heard[1].theme == Preferences::Theme::dark);
    CHECK(heard[1].reduced_motion);
}

TEST_CASE("a link goes to the desktop's portal") {
    if (without_dbus()) return;
    const SessionBus bus;
    const FakePortal portal({});
    Desktop desktop;
    desktop.open_link("https://example.org/?a=1&b='x'", [](const katern::Error&) { CHECK(false); });
    wait_for<Preferences>([&](auto answer) { desktop.read_preferences(answer); });  // comes after it
    CHECK(portal.calls().at(0) == "OpenURI ('', \"https://example.org/?a=1&b='x'\", {})");
}

TEST_CASE("only web and mail addresses are opened") {
    const NoBus nothing;
    const Environment no_programs("PATH", "/nonexistent");
    const std::string url = GENERATE("file:///etc/passwd", "javascript:alert(1)", "https://", "boek.md", "--help",
                                     "https://example.org/ x", "https://example.org/\n");
    Desktop desktop;
    const auto error = wait_for<katern::Error>([&](auto failed) { desktop.open_link(url, failed); });
    CHECK(say(error, katern::Language::nl) ==
          "De link " + url +
              " wordt niet geopend. Katern opent alleen webadressen (http of https) en mailadressen (mailto).");
}

TEST_CASE("a link or folder that nothing can open is said to be so") {
    const NoBus nothing;
    const Environment no_programs("PATH", "/nonexistent");
    Desktop desktop;
    const auto link =
        wait_for<katern::Error>([&](auto failed) { desktop.open_link("MAILTO:juf@example.org", failed); });
    CHECK(say(link, katern::Language::nl) ==
          "De link MAILTO:juf@example.org kan niet worden geopend: er is geen programma voor gevonden. "
          "Kopieer de link naar je browser.");
    const auto folder = wait_for<katern::Error>([&](auto failed) { desktop.open_folder("/srv/notities", failed); });
    CHECK(say(folder, katern::Language::en) ==
          "The folder /srv/notities can’t be shown: no file manager was found. Open the folder yourself.");
}

TEST_CASE("without a portal xdg-open gets the address as one word, never a shell") {
    const NoBus nothing;
    const auto folder = std::filesystem::temp_directory_path() / ("katern-open-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    const auto got = folder / "got";
    std::ofstream(folder / "xdg-open") << "#!/bin/sh\nprintf '%s|' \"$#\" \"$@\" > '" << got.string() << "'\nexit 3\n";
    std::filesystem::permissions(folder / "xdg-open", std::filesystem::perms::owner_all);
    const Environment programs("PATH", (folder.string() + ":/usr/bin:/bin").c_str());
    {
        Desktop desktop;
        // The fake xdg-open fails, which is how the test knows that it has run.
        wait_for<katern::Error>([&](auto failed) { desktop.open_link("https://example.org/$(id);a", failed); });
    }
    std::string words;
    std::getline(std::ifstream(got), words);
    CHECK(words == "1|https://example.org/$(id);a|");
    std::filesystem::remove_all(folder);
}
