// A terminal as scripts use it: a data folder of its own, a clock that stands still, and a small mdBook beside it.
#pragma once

#include <stdlib.h>

#include <catch2/catch.hpp>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/cli.h"
#include "support/folder.h"

namespace katern::cli::test {

[[nodiscard]] inline std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct Answer {
    int status = 0;
    std::string out, err;
};

class Terminal {
public:
    Terminal() {
        setenv("KATERN_NOW", "2026-03-01T09:30:00Z", 1);
        setenv("TZ", "UTC", 1);
        folder.with("boek/book.toml",
                    "[book]\ntitle = \"Proefboek\"\nauthors = [\"Anna\"]\nlanguage = \"nl\"\n"
                    "[output.katern]\noptional = true\nid = \"proef\"\n");
        folder.with("boek/src/SUMMARY.md",
                    "[Vooraf](vooraf.md)\n\n- [Eén](01-een.md)\n  - [Eén komma één](01-1.md)\n- [Twee](02-twee.md)\n");
        folder.with("boek/src/vooraf.md", "# Vooraf\n\nEen woord vooraf.\n");
        folder.with(
            "boek/src/01-een.md",
            "# Eén\n\nÉén 🙂 zin over vertrouwen, en nog één zin.\n\n## Kop\n\nVertrouwen groeit; tijd helpt "
            "vertrouwen.\n");
        folder.with("boek/src/01-1.md", "# Eén komma één\n\nTekst.\n");
        folder.with("boek/src/02-twee.md", "# Twee\n\nSlot van het boek.\n");
    }

    // Runs a command of the command line in this process.
    Answer run(std::vector<std::string> arguments, Language language = Language::nl) const {
        std::ostringstream out, err;
        arguments.insert(arguments.begin() + 1, "--data=" + data());
        const int status = cli::run(arguments, {out, err}, language);
        return {status, out.str(), err.str()};
    }
    // The same, for a command that must succeed; what it printed, without the last line feed.
    std::string must(std::vector<std::string> arguments) const {
        const Answer answer = run(std::move(arguments));
        INFO(answer.err);
        REQUIRE(answer.status == success);
        std::string out = answer.out;
        if (out.ends_with('\n')) out.pop_back();
        return out;
    }
    [[nodiscard]] nlohmann::json notes(std::vector<std::string> more = {}) const {
        std::vector<std::string> arguments{"notes", book(), "--json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return nlohmann::json::parse(must(arguments));
    }
    // The id of a new note on these words of chapter 01-een.
    [[nodiscard]] std::string annotate(const std::string& quote, std::vector<std::string> more = {}) const {
        std::vector<std::string> arguments{"annotate", book(), "--chapter", "01-een", "--quote", quote};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return must(arguments);
    }

    [[nodiscard]] std::string data() const { return folder.path("gegevens"); }
    [[nodiscard]] std::string book() const { return folder.path("boek"); }

    mutable katern::test::Folder folder;
};

}  // namespace katern::cli::test
