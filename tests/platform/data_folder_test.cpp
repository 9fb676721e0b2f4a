#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "platform/fake_desktop.h"
#include "platform/platform.h"

using namespace katern::platform;
using katern::Language;
using katern::test::Environment;
namespace fs = std::filesystem;

namespace {

// An empty home, with the variables that choose a data folder unset.
struct Home {
    fs::path path = fs::temp_directory_path() / ("katern-home-" + std::to_string(getpid()));
    Environment home{"HOME", path.c_str()};
    Environment data{"KATERN_DATA", nullptr};
    Environment shared{"XDG_DATA_HOME", nullptr};
    fs::path program = path / "program" / "katern";

    Home() { fs::create_directories(program.parent_path()); }
    ~Home() { fs::remove_all(path); }
};

}  // namespace

TEST_CASE("notes live in the person's own data folder, made at the first start") {
    const Home home;
    CHECK(data_folder({}, home.program).value() == home.path / ".local/share/katern");
    CHECK(fs::is_directory(home.path / ".local/share/katern"));
}

TEST_CASE("XDG_DATA_HOME moves the data folder, unless it is relative") {
    const Home home;
    SECTION("absolute") {
        const Environment moved("XDG_DATA_HOME", (home.path / "elders").c_str());
        CHECK(data_folder({}, home.program).value() == home.path / "elders/katern");
    }
    SECTION("relative") {
        const Environment moved("XDG_DATA_HOME", "elders");
        CHECK(data_folder({}, home.program).value() == home.path / ".local/share/katern");
    }
}

TEST_CASE("a folder data beside the program goes before the person's own") {
    const Home home;
    fs::create_directories(home.program.parent_path() / "data");
    CHECK(data_folder({}, home.program).value() == home.program.parent_path() / "data");
}

TEST_CASE("KATERN_DATA goes before a folder beside the program, and --data before all") {
    const Home home;
    fs::create_directories(home.program.parent_path() / "data");
    const Environment named("KATERN_DATA", (home.path / "genoemd").c_str());
    CHECK(data_folder({}, home.program).value() == home.path / "genoemd");
    CHECK(data_folder(home.path / "gevraagd" / "diep", home.program).value() == home.path / "gevraagd/diep");
    CHECK(fs::is_directory(home.path / "gevraagd/diep"));
}

TEST_CASE("a relative --data is taken from where the person is") {
    const Home home;
    const fs::path before = fs::current_path();
    fs::current_path(home.path);
    CHECK(data_folder("./hier", home.program).value() == fs::current_path() / "hier");
    fs::current_path(before);
}

TEST_CASE("a data folder that can't be made is named with its reason and a way out") {
    const Home home;
    std::ofstream(home.path / "bezet") << "een bestand";
    const auto folder = data_folder(home.path / "bezet", home.program);
    REQUIRE_FALSE(folder);
    CHECK(say(folder.error(), Language::nl) ==
          "De map " + (home.path / "bezet").string() +
              " voor je notities kan niet worden gemaakt: Not a directory. Kies een andere map met --data of "
              "KATERN_DATA.");
    REQUIRE_FALSE(data_folder(home.path / "bezet" / "erin", home.program));
}

TEST_CASE("the program knows where it is") {
    CHECK(program_path().filename() == "test_platform");
    CHECK(program_path().is_absolute());
}

TEST_CASE("the interface is Dutch unless the system speaks English") {
    struct Case {
        const char *all, *messages, *lang;
        Language expected;
    };
    const Case row = GENERATE(values<Case>({
        {nullptr, nullptr, nullptr, Language::nl},
        {nullptr, nullptr, "nl_NL.UTF-8", Language::nl},
        {nullptr, nullptr, "C", Language::nl},
        {nullptr, nullptr, "C.UTF-8", Language::nl},
        {nullptr, nullptr, "de_DE.UTF-8", Language::nl},
        {nullptr, nullptr, "en_GB.UTF-8", Language::en},
        {nullptr, nullptr, "en", Language::en},
        {nullptr, "nl_NL.UTF-8", "en_US.UTF-8", Language::nl},
        {"en_US.UTF-8", "nl_NL.UTF-8", "nl_NL.UTF-8", Language::en},
        {"", "", "en_US.UTF-8", Language::en},
    }));
    const Environment all("LC_ALL", row.all);
    const Environment messages("LC_MESSAGES", row.messages);
    const Environment lang("LANG", row.lang);
    CHECK(preferred_language() == row.expected);
}
