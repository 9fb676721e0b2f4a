// The arrows of the house (DESIGN.md section 2, README.md): which folder may know which, and which library.
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "guards/sources.h"

using katern::guards::Include;
using katern::guards::includes_of;
using katern::guards::reader_sources;
using katern::guards::Source;

namespace {

using Folders = std::set<std::string>;

// What a folder may include, besides itself and words/, which is below all.
const std::map<std::string, Folders> arrows{
    {"words", {}},
    {"late", {}},
    {"text", {}},
    {"document", {"text"}},
    {"typeset", {"document", "text"}},
    {"draw", {"typeset", "document", "text", "late"}},
    {"notes", {"document", "text"}},
    {"share", {"notes", "document", "text", "typeset", "draw"}},
    {"platform", {"late"}},
    {"app", {"share", "notes", "draw", "typeset", "document", "text", "platform"}},
    {"ui", {"app", "draw", "typeset", "document", "text"}},
    {"cli", {"app"}},
    {"", {"ui", "cli", "app", "platform"}},  // main.cpp
};

// Whose header starts with this is seen by these folders only.
struct Library {
    std::string prefix;
    Folders seen_by;
};
const std::vector<Library> libraries{
    {"imgui", {"ui"}},
    {"imstb", {"ui"}},
    {"stb/", {"ui"}},
    {"GLFW/", {"ui"}},
    {"GL/", {"ui"}},
    {"sqlite3", {"notes"}},
    {"hb", {"typeset", "draw"}},
    {"ft2build", {"typeset", "draw"}},
    {"freetype", {"typeset", "draw"}},
    {"fontconfig/", {"typeset"}},
    {"unicode/", {"text", "words"}},
    {"hyphen.h", {"text"}},
    {"md4c", {"document"}},
    {"toml++/", {"document"}},
    {"gio/", {"platform"}},
    {"glib", {"platform"}},
    {"librsvg/", {"draw"}},
    {"gdk-pixbuf/", {"draw"}},
    {"png.h", {"draw"}},
    {"cairo", {"draw"}},
    // Made by the build from fonts/ and book/.
    {"faces.h", {"text", "typeset"}},
    {"bundle.h", {"app"}},
};

std::string at(const Source& source, const Include& include) {
    return "reader/" + source.path + ":" + std::to_string(include.line) + " includes " + include.name;
}

// The folder of a header of ours, or empty.
std::string folder_of(const Include& include) {
    const std::string folder = include.name.substr(0, include.name.find('/'));
    return include.quoted && folder != include.name ? folder : "";
}

std::vector<std::string> against_the_arrows(const std::vector<Source>& sources) {
    std::vector<std::string> wrong;
    for (const Source& source : sources) {
        const auto allowed = arrows.find(source.folder);
        if (allowed == arrows.end()) {
            wrong.push_back("reader/" + source.path + " stands in a folder without a place in the house");
            continue;
        }
        for (const Include& include : includes_of(source)) {
            const std::string to = folder_of(include);
            if (to.empty() || to == source.folder || to == "words" || allowed->second.contains(to)) continue;
            wrong.push_back(at(source, include));
        }
    }
    return wrong;
}

std::vector<std::string> foreign_libraries(const std::vector<Source>& sources) {
    std::vector<std::string> wrong;
    for (const Source& source : sources)
        for (const Include& include : includes_of(source))
            for (const Library& library : libraries)
                if (folder_of(include).empty() && include.name.starts_with(library.prefix) &&
                    !library.seen_by.contains(source.folder))
                    wrong.push_back(at(source, include));
    return wrong;
}

// The folders that are on a circle, or that lead to one: what is left when those that use nothing are taken away, again
// and again.
Folders circles(const std::vector<Source>& sources) {
    std::map<std::string, Folders> uses;
    for (const Source& source : sources)
        for (const Include& include : includes_of(source))
            if (const std::string to = folder_of(include); !to.empty() && to != source.folder)
                uses[source.folder].insert(to);
    for (bool taken = true; taken;) {
        taken = false;
        for (auto folder = uses.begin(); folder != uses.end(); ++folder) {
            std::erase_if(folder->second, [&](const std::string& to) { return !uses.contains(to); });
            if (!folder->second.empty()) continue;
            uses.erase(folder);
            taken = true;
            break;
        }
    }
    Folders left;
    for (const auto& [folder, to] : uses) left.insert(folder);
    return left;
}

}  // namespace

TEST_CASE("folders use each other in one direction only") {
    CHECK(against_the_arrows(reader_sources()) == std::vector<std::string>{});
    CHECK(circles(reader_sources()) == Folders{});
}

TEST_CASE("a library is seen by the folder that it serves, and by no other") {
    CHECK(foreign_libraries(reader_sources()) == std::vector<std::string>{});
}

TEST_CASE("the guards see what they are there for") {
    const std::vector<Source> crooked{
        {"notes/notes.h", "notes", {"#pragma once", "  # include \"ui/window.h\"", "#include \"words/words.h\""}},
        {"ui/window.h", "ui", {"#include \"notes/notes.h\"", "#include <GLFW/glfw3.h>"}},
        {"app/app.cpp", "app", {"#include <imgui.h>", "// #include \"cli/cli.h\"", "#include \"app/app.h\""}},
        {"utils/strings.h", "utils", {}},
    };
    CHECK(against_the_arrows(crooked) ==
          std::vector<std::string>{"reader/notes/notes.h:2 includes ui/window.h",
                                   "reader/ui/window.h:1 includes notes/notes.h",
                                   "reader/utils/strings.h stands in a folder without a place in the house"});
    CHECK(foreign_libraries(crooked) == std::vector<std::string>{"reader/app/app.cpp:1 includes imgui.h"});
    CHECK(circles(crooked) == Folders{"notes", "ui"});
}
