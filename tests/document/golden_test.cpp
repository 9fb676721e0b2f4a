// Each rule of the canonical text (reader/document/canonical.md) as one small file and what it gives, to the byte.
// These files are frozen: a change here is a new version of the rules and a migration of everyone's notes.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "document/document.h"
#include "paths.h"

using namespace katern;
using namespace katern::document;

namespace {

const std::filesystem::path golden = std::filesystem::path(KATERN_SOURCE_DIR) / "tests/document/golden";

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

}  // namespace

TEST_CASE("each rule of the canonical text gives what its golden file says") {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(golden))
        if (entry.path().extension() == ".md") names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    REQUIRE(names.size() >= 18);
    const auto files = files_in(golden.string());
    for (const std::string& name : names) {
        const auto chapter = parse_markdown(read(golden / name), name, files.get());
        INFO(name);
        REQUIRE(chapter);
        CHECK(chapter->text == read((golden / name).replace_extension(".txt")));
    }
}

TEST_CASE("the spans of a chapter cover its text, and the text does not depend on where the file is") {
    for (const auto& entry : std::filesystem::directory_iterator(golden)) {
        if (entry.path().extension() != ".md") continue;
        const std::string markdown = read(entry.path());
        const auto one = parse_markdown(markdown, "a.md", nullptr);
        const auto other = parse_markdown(markdown, "deep/er/b.md", nullptr);
        INFO(entry.path().filename().string());
        CHECK(one->hash == other->hash);
        // A block is its text and one line feed, and the spans cover it.
        std::size_t at = 0;
        for (const Block& block : one->blocks) {
            REQUIRE(block.text.start == at);
            REQUIRE(one->text.at(block.text.end) == '\n');
            std::size_t covered = block.text.start;
            for (const Span& span : block.spans) {
                CHECK(span.text.start == covered);
                CHECK_FALSE(span.text.empty());
                covered = span.text.end;
            }
            CHECK(covered == block.text.end);
            for (const Inset& inset : block.insets) CHECK((block.text.start <= inset.at && inset.at <= block.text.end));
            at = block.text.end + 1;
        }
        CHECK(at == one->text.size());
    }
}
