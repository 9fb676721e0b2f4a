// People who read the same book, each with a data folder of their own.
#pragma once

#include <filesystem>
#include <set>

#include "cli/terminal.h"

namespace katern::cli::test {

struct Member : Terminal {
    explicit Member(const std::string& name) { must({"profile", "--name", name}); }

    // What this person has, without what differs from machine to machine: who wrote what where, in any order.
    [[nodiscard]] std::multiset<std::string> state() const {
        std::multiset<std::string> state;
        for (const nlohmann::json& note : notes()) {
            const nlohmann::json& author = note["author"];
            state.insert(note["id"].get<std::string>() + " " + author.dump() + " " + note["exact"].get<std::string>() + " " +
                         note["category"].dump() + " " + note["note"].dump() + " " + note["tags"].dump());
        }
        return state;
    }
    // As annotate, where nobody asks for the id.
    void mark(const std::string& quote, const std::vector<std::string>& more) const { static_cast<void>(annotate(quote, more)); }
    Answer sync(const std::string& shared, const std::string& network = "Oost") const {
        return run({"sync", book(), "--folder", shared, "--network", network});
    }
    Answer sync() const { return run({"sync", book()}); }
};

}  // namespace katern::cli::test
