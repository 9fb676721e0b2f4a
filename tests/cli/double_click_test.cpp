// A double click: the desktop knows what a file with notes is, and opens it with Katern. In a home of its own.
#include <catch2/catch.hpp>
#include <filesystem>

#include "paths.h"
#include "support/folder.h"
#include "support/process.h"

using katern::test::Folder;

namespace {

constexpr const char* types[] = {"application/x-epub-annotations+zip", "application/x-epub-annotations+json"};

// Somebody who has run `./run` once.
struct Home {
    Folder folder;
    const std::string program;
    explicit Home(const std::string& where = "Mijn programma's") : program(folder.path(where) + "/katern") {
        // Desktops leave out what isn't there.
        std::filesystem::create_directories(std::filesystem::path(program).parent_path());
        std::filesystem::create_symlink(KATERN_BINARY, program);
        const katern::test::Outcome added =
            run({"bash", "-euc", "say() { :; }; source \"$0\"; add_to_menu \"$1\"",
                 std::string(KATERN_SOURCE_DIR) + "/reader/platform/desktop/menu.sh", program});
        INFO(added.errors);
        REQUIRE(added.status == 0);
    }
    [[nodiscard]] katern::test::Outcome run(const std::vector<std::string>& call) const {
        return katern::test::run(call, {{"HOME", folder.path()},
                                        {"XDG_DATA_HOME", folder.path("share")},
                                        {"XDG_CONFIG_HOME", folder.path("config")},
                                        {"XDG_CACHE_HOME", folder.path("cache")},
                                        {"XDG_DATA_DIRS", "/usr/local/share:/usr/share"},
                                        {"XDG_CURRENT_DESKTOP", std::nullopt},
                                        {"DISPLAY", std::nullopt}});
    }
    [[nodiscard]] std::string entry() const { return folder.path("share/applications/nl.katern.Katern.desktop"); }
};

bool is_there(const std::string& program) {
    if (katern::test::run({"sh", "-c", "command -v " + program}).status == 0) return true;
    WARN("skipped: " + program + " is not installed");
    return false;
}

std::string line_of(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

}  // namespace

TEST_CASE("the menu entry names the program as one word, takes one file and has our types") {
    const Home home("50% $klaar & goed");
    const std::string entry = katern::test::read_file(home.entry());
    CHECK(entry.find("\nExec=\"" + home.folder.path("50%% \\\\$klaar & goed/katern") + "\" %f\n") != std::string::npos);
    for (const char* type : types) CHECK(entry.find(std::string(type) + ";") != std::string::npos);
    if (is_there("desktop-file-validate")) {
        const katern::test::Outcome valid = home.run({"desktop-file-validate", home.entry()});
        CHECK(valid.output + valid.errors == "");
        CHECK(valid.status == 0);
    }
    // A second time nothing changes.
    CHECK(home.run({"bash", "-euc", "say() { echo changed; }; source \"$0\"; add_to_menu \"$1\"",
                    std::string(KATERN_SOURCE_DIR) + "/reader/platform/desktop/menu.sh", home.program})
              .output == "");
}

TEST_CASE("a file with notes has its own type, by its name") {
    if (!is_there("update-mime-database") || !is_there("gio")) return;
    Home home;
    home.folder.with("van Anna.annotations", "PK").with("van Bram.annotation", "{}");
    for (const auto& [file, type] :
         {std::pair("van Anna.annotations", types[0]), std::pair("van Bram.annotation", types[1])}) {
        const katern::test::Outcome info =
            home.run({"gio", "info", "-a", "standard::content-type", home.folder.path(file)});
        INFO(info.output << info.errors);
        CHECK(info.output.find(std::string("standard::content-type: ") + type) != std::string::npos);
    }
}

TEST_CASE("the desktop opens a file with notes with Katern") {
    const Home home;
    for (const char* type : types) {
        if (is_there("gio")) {
            const katern::test::Outcome known = home.run({"gio", "mime", type});
            INFO(known.output << known.errors);
            CHECK(line_of(known.output).find("nl.katern.Katern.desktop") != std::string::npos);
        }
        if (is_there("xdg-mime")) {
            const katern::test::Outcome known = home.run({"xdg-mime", "query", "default", type});
            INFO(known.errors);
            CHECK(line_of(known.output) == "nl.katern.Katern.desktop");
        }
    }
}
