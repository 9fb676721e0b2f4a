// Notes of other programs through the command line: each sample comes in as the file beside it says, twice over without
// doubles, in any order; a broken or hostile file does no harm.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/terminal.h"
#include "paths.h"

using namespace katern;
using namespace katern::cli;
using namespace katern::cli::test;

namespace {

namespace fs = std::filesystem;

const fs::path shared = fs::path(KATERN_SHARED_DIR) / "data";
const std::string rust_book = (shared / "markdown/rust-book").string();
constexpr std::string_view expected_end = ".expected.json";

bool has_samples() {
    const bool here = fs::exists(shared / "foreign") && fs::exists(rust_book);
    if (!here) WARN("the files of other programs are not here; this case was left out");
    return here;
}

// Their paths, sorted.
std::vector<std::string> samples() {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(shared / "foreign")) {
        const std::string path = entry.path().string();
        if (path.ends_with(expected_end)) out.push_back(path.substr(0, path.size() - expected_end.size()));
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string collapsed(const std::string& text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '\n' && c != '\t') {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    return out;
}

// "chapter | quote | note"; without a place the chapter is "-".
std::vector<std::string> expected_rows(const std::string& sample) {
    std::vector<std::string> out;
    std::ifstream file(sample + std::string(expected_end));
    for (const auto& item : nlohmann::json::parse(file))
        out.push_back((item.at("found") ? item.at("chapter").get<std::string>() : "-") + " | " +
                      item.at("exact").get<std::string>() + " | " + item.at("note").get<std::string>());
    std::sort(out.begin(), out.end());
    return out;
}

// A reader after the day of the last sample.
struct InAugust : Terminal {
    InAugust() { setenv("KATERN_NOW", "2026-08-01T09:30:00Z", 1); }
    ~InAugust() { setenv("KATERN_NOW", "2026-03-01T09:30:00Z", 1); }

    void import(std::vector<std::string> files) const {
        files.insert(files.begin(), {"import", rust_book});
        must(files);
    }
    [[nodiscard]] nlohmann::json all() const {
        nlohmann::json list = nlohmann::json::parse(must({"notes", rust_book, "--json"}));
        std::sort(list.begin(), list.end(),
                  [](const auto& a, const auto& b) { return a.at("id").dump() < b.at("id").dump(); });
        return list;
    }
    [[nodiscard]] std::vector<std::string> rows() const {
        std::vector<std::string> out;
        for (const auto& note : all())
            out.push_back((note.at("anchor") == "orphan" ? "-" : note.at("chapter").get<std::string>()) + " | " +
                          collapsed(note.at("exact").get<std::string>()) + " | " + note.at("note").get<std::string>());
        std::sort(out.begin(), out.end());
        return out;
    }
};

}  // namespace

TEST_CASE("files of other programs come in as they should, twice over without doubles", "[import]") {
    if (!has_samples()) return;
    for (const std::string& sample : samples()) {
        INFO(sample);
        const InAugust reader;
        reader.import({sample});
        CHECK(reader.rows() == expected_rows(sample));
        const nlohmann::json first = reader.all();
        CHECK(std::all_of(first.begin(), first.end(), [](const auto& note) { return note.at("visibility") == "private"; }));
        reader.import({sample});
        CHECK(reader.all() == first);
    }
}

TEST_CASE("files of other programs come in together in any order, and one program's two exports make no doubles", "[import]") {
    if (!has_samples()) return;
    const InAugust reader;
    reader.import(samples());
    const nlohmann::json first = reader.all();
    reader.import(samples());
    CHECK(reader.all() == first);
    const InAugust other;
    std::vector<std::string> backwards = samples();
    std::reverse(backwards.begin(), backwards.end());
    other.import(backwards);
    CHECK(other.all() == first);
}

TEST_CASE("a hostile file does no harm, and takes no good note with it", "[import]") {
    if (!has_samples()) return;
    const InAugust reader;
    for (const auto& entry : fs::directory_iterator(shared / "foreign/hostile")) {
        if (entry.path().extension() != ".annotations") continue;
        INFO(entry.path());
        const Answer answer = reader.run({"import", rust_book, entry.path().string()});
        CHECK((answer.status == success || answer.status == failure));
        CHECK((answer.status == success || !answer.err.empty()));
        CHECK(answer.err.find('\033') == std::string::npos);
    }
    const std::vector<std::string> rows = reader.rows();
    const auto holds = [&](const std::string& row) { return std::find(rows.begin(), rows.end(), row) != rows.end(); };
    CHECK(holds(
        "ch04-01-what-is-ownership | All data stored on the stack must have a known, fixed size. | Vaste grootte, "
        "dus op de stapel; de rest gaat naar de hoop. Zó kort kan het."));
    CHECK(holds(
        "ch06-02-match | if you roll anything other than a 3 or a 7 | Second time only: the one that must not be read "
        "as the first example."));
}
