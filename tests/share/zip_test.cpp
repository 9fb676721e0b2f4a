#include "share/zip.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <vector>

#include "paths.h"
#include "words/words.h"

namespace katern::share {
namespace {

std::string made(const std::vector<ZipEntry>& entries) {
    const Result<std::string> zip = make_zip(entries);
    REQUIRE(zip);
    return *zip;
}

Word refusal(const Result<std::string>& read) {
    REQUIRE_FALSE(read);
    return read.error().sentence;
}

// A sample that the shared folder holds; nothing when that isn't here.
std::optional<std::string> hostile(const std::string& name) {
    std::ifstream file(std::string(KATERN_SHARED_DIR) + "/data/foreign/hostile/" + name, std::ios::binary);
    if (!file) {
        WARN("no shared data: " << name);
        return std::nullopt;
    }
    return std::string(std::istreambuf_iterator<char>(file), {});
}

TEST_CASE("What was put into a container comes out", "[zip]") {
    const std::string words(200'000, 'a');
    const std::string zip =
        made({{"mimetype", "application/epub+zip", true}, {"map/één.txt", words, false}, {"leeg", "", false}});
    CHECK(read_zip_entry(zip, "mimetype", "x").value() == "application/epub+zip");
    CHECK(read_zip_entry(zip, "map/één.txt", "x").value() == words);
    CHECK(read_zip_entry(zip, "leeg", "x").value().empty());
    CHECK(zip.size() < words.size() / 10);
}

TEST_CASE("The same content gives the same bytes", "[zip]") {
    CHECK(made({{"a.json", "{}", false}}) == made({{"a.json", "{}", false}}));
}

TEST_CASE("A stored first entry stands as OCF wants it: name at byte 30, words at 38, no extra field", "[zip]") {
    const std::string zip =
        made({{"mimetype", "application/epub+zip", true}, {"META-INF/container.xml", "<x/>", false}});
    CHECK(zip.substr(0, 4) == "PK\x03\x04");
    CHECK(zip.substr(8, 2) == std::string("\0\0", 2));
    CHECK(zip.substr(28, 2) == std::string("\0\0", 2));
    CHECK(zip.substr(30, 8) == "mimetype");
    CHECK(zip.substr(38, 20) == "application/epub+zip");
}

TEST_CASE("An entry that isn't in the root under that very name isn't there", "[zip]") {
    const std::string zip = made({{"../annotations.json", "{}", false}, {"map/annotations.json", "{}", false}});
    CHECK(refusal(read_zip_entry(zip, "annotations.json", "x")) == Word::error_zip_without);
    CHECK_FALSE(make_zip(std::vector<ZipEntry>{{"a", "1", false}, {"a", "2", false}}));
}

TEST_CASE("Every cut and every changed byte of a container ends in words or in the very content", "[zip]") {
    const std::string content = "{\"items\": [\"" + std::string(300, 'x') + "\"]}";
    const std::string zip = made({{"annotations.json", content, false}});
    for (std::size_t length = 0; length < zip.size(); ++length)
        CHECK_FALSE(read_zip_entry(std::string_view(zip).substr(0, length), "annotations.json", "x"));
    for (std::size_t at = 0; at < zip.size(); ++at)
        for (const int flip : {0x01, 0x80, 0xFF}) {
            std::string changed = zip;
            changed[at] = static_cast<char>(changed[at] ^ flip);
            const Result<std::string> read = read_zip_entry(changed, "annotations.json", "x");
            if (read) CHECK(*read == content);
        }
}

TEST_CASE("Limits hold", "[zip]") {
    const std::string zip = made({{"a", std::string(3 << 20, ' '), false}});
    CHECK(refusal(read_zip_entry(zip, "a", "x")) == Word::error_zip_bomb);
    CHECK(read_zip_entry(zip, "a", "x", {std::size_t{4} << 20, 5000, 10}));
    CHECK(refusal(read_zip_entry(zip, "a", "x", {1000, 5000, 10})) == Word::error_zip_bomb);
}

TEST_CASE("Hostile containers are refused with their own sentence", "[zip][shared]") {
    const std::vector<std::pair<std::string, Word>> refused{{"bomb.annotations", Word::error_zip_method},
                                                            {"bomb-overlap.annotations", Word::error_zip_bomb},
                                                            {"bomb-lying-size.annotations", Word::error_zip_damaged},
                                                            {"second-entry.annotations", Word::error_zip_twice},
                                                            {"empty.annotations", Word::error_zip_none},
                                                            {"not-a-zip.annotations", Word::error_zip_none}};
    for (const auto& [name, why] : refused) {
        const std::optional<std::string> bytes = hostile(name);
        if (!bytes) return;
        INFO(name);
        CHECK(refusal(read_zip_entry(*bytes, "annotations.json", name)) == why);
    }
    const std::optional<std::string> good = hostile("path-traversal.annotations");
    REQUIRE(good);
    const Result<std::string> read = read_zip_entry(*good, "annotations.json", "x");
    REQUIRE(read);
    CHECK(read->find("AnnotationSet") != std::string::npos);
}

}  // namespace
}  // namespace katern::share
