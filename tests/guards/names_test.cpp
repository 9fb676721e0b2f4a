// The headers of a folder are read together in front of each of its files (KATERN_WHOLE), so that a file's own name may
// not be one that another header of the folder has.
#include <catch2/catch.hpp>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "guards/sources.h"

using namespace katern::guards;

namespace {

using Names = std::set<std::string>;

// Types, aliases and constants that a line of a namespace declares. Functions may share a name.
Names declared_by(const std::string& line) {
    static const std::regex type("^(?:struct|class|enum class|enum|union|using) (\\w+)(?: =| \\{| :|$| final)");
    static const std::regex constant("[ *&](\\w+)(?:\\[\\w*\\])? = ");
    Names names;
    std::smatch found;
    if (std::regex_search(line, found, type)) names.insert(found[1]);
    if (line.starts_with("constexpr ") || line.starts_with("inline constexpr ") || line.starts_with("const "))
        for (std::sregex_iterator at(line.begin(), line.end(), constant); at != std::sregex_iterator(); ++at)
            names.insert((*at)[1]);
    return names;
}

// The folder that a file stands in itself: "share/foreign".
std::string place_of(const Source& source) {
    return source.path.substr(0, source.path.rfind('/'));
}

std::vector<std::string> names_of_headers_again(const std::vector<Source>& sources) {
    std::map<std::string, std::map<std::string, std::string>> of_headers;  // by folder, by name: the header
    for (const Source& source : sources)
        if (source.path.ends_with(".h"))
            for (const std::string& line : source.lines)
                for (const std::string& name : declared_by(line))
                    of_headers[place_of(source)].emplace(name, source.path);
    std::vector<std::string> wrong;
    for (const Source& source : sources) {
        bool own = false;  // in its nameless namespace
        for (const std::string& line : source.lines) {
            if (line == "namespace {") own = true;
            if (line == "}  // namespace") own = false;
            if (!own) continue;
            const auto& taken = of_headers[place_of(source)];
            for (const std::string& name : declared_by(line))
                if (const auto header = taken.find(name); header != taken.end())
                    wrong.push_back("reader/" + source.path + ": " + name + " is in " + header->second + " too");
        }
    }
    return wrong;
}

}  // namespace

TEST_CASE("a file's own names are not those of its folder's headers") {
    CHECK(names_of_headers_again(reader_sources()) == std::vector<std::string>{});
}

TEST_CASE("the guard of names sees what it is there for") {
    const std::vector<Source> crooked{
        {"ui/bar.h",
         "ui",
         {"inline constexpr Px bar_height = 46, bar_gap = 8;", "struct Choice {", "enum class How { a, b };"}},
        {"ui/rows.cpp",
         "ui",
         {"constexpr Px bar_gap = 2;", "namespace {", "constexpr Px gap = 1, bar_gap = 3;", "struct Choice {",
          "    const Rect how = 1;", "bool bar_height(int a);", "}  // namespace"}},
        {"app/rows.cpp", "app", {"namespace {", "struct Choice {", "}  // namespace"}},
    };
    CHECK(names_of_headers_again(crooked) == std::vector<std::string>{"reader/ui/rows.cpp: bar_gap is in ui/bar.h too",
                                                                      "reader/ui/rows.cpp: Choice is in ui/bar.h too"});
}
