// The ten longest files and functions of reader/, printed with each build: a second look, not a limit.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <iomanip>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "guards/sources.h"

using namespace katern::guards;

namespace {

struct Length {
    std::size_t lines;
    std::string where;

    bool operator==(const Length&) const = default;
};

// The code of a file with comments, literals and preprocessor lines turned into spaces, so that their braces don't
// count.
std::string bare_code(const Source& source) {
    std::string out;
    bool in_comment = false;
    std::string raw_end;  // of the raw string that we are in
    for (const std::string& line : source.lines) {
        const std::size_t first = line.find_first_not_of(" \t");
        const bool directive = first != std::string::npos && line[first] == '#' && !in_comment && raw_end.empty();
        std::string bare(line.size(), ' ');
        for (std::size_t i = 0; i < line.size() && !directive; ++i) {
            const std::string_view rest = std::string_view(line).substr(i);
            if (!raw_end.empty()) {
                if (!rest.starts_with(raw_end)) continue;
                i += raw_end.size() - 1;
                raw_end.clear();
            } else if (in_comment) {
                if (!rest.starts_with("*/")) continue;
                in_comment = false;
                ++i;
            } else if (rest.starts_with("//")) {
                break;
            } else if (rest.starts_with("/*")) {
                in_comment = true;
                ++i;
            } else if (rest.starts_with("R\"")) {
                raw_end = ")" + std::string(rest.substr(2, rest.find('(') - 2)) + "\"";
                i += raw_end.size();
            } else if (line[i] == '"' || (line[i] == '\'' && (i == 0 || !std::isalnum(line[i - 1])))) {
                const char quote = line[i];
                for (++i; i < line.size() && line[i] != quote; ++i)
                    if (line[i] == '\\') ++i;
            } else {
                bare[i] = line[i];
            }
        }
        out += bare + '\n';
    }
    return out;
}

// The name before the first parenthesis of what stands before a brace, or empty when that is no function's head.
std::string function_name(const std::string& head) {
    const std::size_t open = head.find('(');
    if (open == std::string::npos) return {};
    const std::size_t equals = head.find('=');
    if (equals < open && head.find("operator") == std::string::npos) return {};
    const std::size_t end = head.find_last_not_of(" \n\t", open == 0 ? 0 : open - 1) + 1;
    const std::size_t start = head.find_last_of(" \n\t*&", end == 0 ? 0 : end - 1);
    return head.substr(start == std::string::npos ? 0 : start + 1, end - (start == std::string::npos ? 0 : start + 1));
}

// Functions at namespace or class level, by their braces; good enough for a report. Lambdas count with what holds them.
std::vector<Length> functions_of(const Source& source) {
    std::vector<Length> out;
    std::string head;
    std::string name;
    std::size_t depth = 0, scopes = 0, line = 1, head_line = 1;
    for (const char c : bare_code(source)) {
        const bool in_scope = depth == scopes;
        if (c == '{') {
            if (in_scope) {
                name = function_name(head);
                const bool scope = name.empty() && head.find('=') == std::string::npos;
                if (scope) ++scopes;
            }
            ++depth;
            head.clear();
        } else if (c == '}' && depth > 0) {
            --depth;
            if (depth < scopes)
                scopes = depth;
            else if (depth == scopes && !name.empty())
                out.push_back({line - head_line + 1, "reader/" + source.path + " " + name});
            if (depth == scopes) name.clear();
            head.clear();
        } else if (c == ';' && in_scope) {
            head.clear();
        } else if (in_scope && (!head.empty() || !std::isspace(static_cast<unsigned char>(c)))) {
            if (head.empty()) head_line = line;
            head += c;
        }
        if (c == '\n') ++line;
    }
    return out;
}

void print_longest(const std::string& title, std::vector<Length> lengths) {
    std::ranges::stable_sort(lengths, std::greater{}, &Length::lines);
    std::cout << title << '\n';
    for (std::size_t i = 0; i < std::min<std::size_t>(10, lengths.size()); ++i)
        std::cout << std::setw(6) << lengths[i].lines << "  " << lengths[i].where << '\n';
}

}  // namespace

TEST_CASE("the ten longest files and functions of reader/", "[report]") {
    std::vector<Length> files;
    std::vector<Length> functions;
    for (const Source& source : reader_sources()) {
        if (!source.path.ends_with(".def")) files.push_back({source.lines.size(), "reader/" + source.path});  // tables
        std::ranges::copy(functions_of(source), std::back_inserter(functions));
    }
    print_longest("Longest files (lines):", files);
    print_longest("Longest functions (lines):", functions);
    CHECK_FALSE(functions.empty());
}

TEST_CASE("the report counts a function from its head to its last brace") {
    const Source source{"notes/store.cpp",
                        "notes",
                        {
                            "namespace katern {  // { not a brace",
                            "constexpr int table[] = {1, 2};",
                            "class Store {",
                            "    int size() const { return 1; }",
                            "};",
                            "",
                            "Result<int> Store::open(const Path& path,",
                            "                        bool fresh) {",
                            "    const char* words = \"}\";",
                            "    if (fresh) {",
                            "        each([] { return '}'; });",
                            "    }",
                            "}",
                            "}  // namespace katern",
                        }};
    CHECK(functions_of(source) ==
          std::vector<Length>{{1, "reader/notes/store.cpp size"}, {7, "reader/notes/store.cpp Store::open"}});
}
