#include "text/pattern_walk.h"

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <string>

#include "faces.h"
#include "paths.h"

namespace katern::text {
namespace {

struct Free {
    void operator()(HyphenDict* dictionary) const { hnj_hyphen_free(dictionary); }
};
using Dictionary = std::unique_ptr<HyphenDict, Free>;

Dictionary read(std::string text) {
    FILE* file = fmemopen(text.data(), text.size(), "r");
    REQUIRE(file != nullptr);
    Dictionary dictionary(hnj_hyphen_load_file(file));
    std::fclose(file);
    REQUIRE(dictionary);
    return dictionary;
}

// libhyphen puts a level of its own (breaks at hyphens and apostrophes) before a dictionary that has but one.
HyphenDict* patterns_of(const Dictionary& dictionary) {
    return dictionary->nextlevel != nullptr ? dictionary->nextlevel : dictionary.get();
}

std::string numbers(const PatternWalk& walk, std::string_view word) {
    std::string behind = "what was asked before";
    walk.numbers(word, behind);
    return behind;
}

// Runs of plain letters in the katern, in small ones: what both dictionaries have in their encodings alike.
std::set<std::string> words_of_the_katern() {
    std::set<std::string> words;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(KATERN_SOURCE_DIR) + "/book/src")) {
        if (entry.path().extension() != ".md") continue;
        std::ifstream file(entry.path());
        std::stringstream bytes;
        bytes << file.rdbuf();
        std::string word;
        for (const char c : bytes.str() + " ") {
            if (const char small = static_cast<char>(c | 0x20); small >= 'a' && small <= 'z')
                word += small;
            else if (!word.empty())
                words.insert(std::exchange(word, ""));
        }
    }
    return words;
}

}  // namespace

TEST_CASE("a walk gives the greatest number that any pattern has for a place") {
    const Dictionary dictionary = read("UTF-8\na1b\n2b3c\n.x4y\nz5.\n");
    const PatternWalk walk(patterns_of(dictionary));
    REQUIRE_FALSE(walk.empty());
    CHECK(numbers(walk, "abc") == "230");
    CHECK(numbers(walk, "abab") == "1010");
    CHECK(numbers(walk, "bc") == "30");   // a number before the first letter is behind none
    CHECK(numbers(walk, "xyxy") == "4000");  // the point is the start of a word
    CHECK(numbers(walk, "zaz") == "005");    // or its end
    CHECK(numbers(walk, "qqq") == "000");
    CHECK(numbers(walk, "a") == "0");
    CHECK(numbers(walk, "").empty());
}

// As in dictionaries, which name what a longer pattern begins with (libhyphen's substrings.pl).
TEST_CASE("what no pattern goes on with starts anew, and shorter patterns within longer ones count") {
    const Dictionary dictionary = read("UTF-8\nabcd1e\nabc3\nbc3\nc1x\n");
    const PatternWalk walk(patterns_of(dictionary));
    CHECK(numbers(walk, "abcde") == "00310");
    CHECK(numbers(walk, "abcx") == "0030");
    CHECK(numbers(walk, "abqbcx") == "000030");
}

TEST_CASE("a walk answers as libhyphen does, for every word of the katern in two languages") {
    const std::set<std::string> words = words_of_the_katern();
    REQUIRE(words.size() > 1'000);
    for (const char* name : {"hyphen-nl", "hyphen-en"}) {
        CAPTURE(name);
        std::string text;
        for (const faces::Blob& blob : faces::blobs())
            if (blob.name == name) text = blob.bytes;
        const Dictionary dictionary = read(text);
        const PatternWalk walk(patterns_of(dictionary));
        REQUIRE_FALSE(walk.empty());
        std::size_t breaks = 0, wrong = 0;
        for (const std::string& word : words) {
            if (word.size() < 4) continue;
            std::string known(word.size() + 5, '\0');
            REQUIRE(hnj_hyphen_hyphenate(patterns_of(dictionary), word.c_str(), static_cast<int>(word.size()), known.data()) == 0);
            const std::string ours = numbers(walk, word);
            REQUIRE(ours.size() == word.size());
            // libhyphen clears what stands nearest to the edges.
            for (std::size_t i = 1; i + 2 < word.size(); ++i) {
                wrong += ((known[i] ^ ours[i]) & 1) != 0 ? 1 : 0;
                breaks += ours[i] & 1;
            }
        }
        CHECK(wrong == 0);
        CHECK(breaks > 1'000);
    }
}

TEST_CASE("a dictionary that changes spellings or has rules of its own is left to libhyphen") {
    CHECK(PatternWalk(nullptr).empty());
    const Dictionary changes = read("UTF-8\na1b/x=y,1,2\n");
    CHECK(PatternWalk(patterns_of(changes)).empty());
    const Dictionary forbids = read("UTF-8\nNOHYPHEN ',-\na1b\n");
    CHECK(PatternWalk(forbids.get()).empty());
    const Dictionary levels = read("UTF-8\na1b\nNEXTLEVEL\nc1d\n");
    CHECK(PatternWalk(levels.get()).empty());
}

}  // namespace katern::text
