#include "text/pattern_walk.h"

#include <hyphen.h>

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
#include "text/text.h"

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

void add_words(const std::string& path, std::set<std::string>& words) {
    std::ifstream file(path);
    std::stringstream bytes;
    bytes << file.rdbuf();
    const std::string text = bytes.str() + " ";
    REQUIRE(find_invalid_utf8(text) == std::string_view::npos);
    std::string word;
    for (std::size_t i = 0; i < text.size();) {
        char32_t c = next_code_point(text, i);
        if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) c += 32;
        if ((c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7))
            append_utf8(word, c);
        else if (!word.empty())
            words.insert(std::exchange(word, ""));
    }
}

// Runs of the letters that Dutch and English have, in small ones: of the katern, and of a whole Dutch book where that is at hand.
std::set<std::string> known_words() {
    std::set<std::string> words;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(KATERN_SOURCE_DIR) + "/book/src"))
        if (entry.path().extension() == ".md") add_words(entry.path(), words);
    const std::string book = std::string(KATERN_SHARED_DIR) + "/data/dutch/ontboezemingen.txt";
    if (std::filesystem::exists(book)) {
        add_words(book, words);
        REQUIRE(words.size() > 5'000);
    } else {
        WARN("without the words of a Dutch book: the shared data is not here");
    }
    return words;
}

// In the encoding of a dictionary; these letters are in both.
std::string encoded(const std::string& word, const PatternWalk& walk) {
    if (walk.encoding() == "UTF-8") return word;
    std::string out;
    for (std::size_t i = 0; i < word.size();) out += static_cast<char>(next_code_point(word, i));
    return out;
}

}  // namespace

TEST_CASE("a walk gives the greatest number that any pattern has for a place") {
    const PatternWalk walk("UTF-8\n% what is said of them\na1b\n2b3c\nLEFTHYPHENMIN 2\n.x4y\r\n\nz5.");
    REQUIRE_FALSE(walk.empty());
    CHECK(walk.encoding() == "UTF-8");
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
    const PatternWalk walk("UTF-8\nabcd1e\nabc3\nbc3\nc1x\n");
    CHECK(numbers(walk, "abcde") == "00310");
    CHECK(numbers(walk, "abcx") == "0030");
    CHECK(numbers(walk, "abqbcx") == "000030");
}

TEST_CASE("of two patterns with the same letters the last counts, as in libhyphen") {
    const PatternWalk walk("UTF-8\na1bc\nab1c\na2b1c3\n2a1b2\nab3\n");
    CHECK(numbers(walk, "abc") == "233");
    CHECK(numbers(walk, "ab") == "03");
}

TEST_CASE("a walk from its image answers as it did, and a damaged image is none") {
    const std::string image = PatternWalk("UTF-8\nabcd1e\nabc3\nbc3\nc1x\n").image();
    const PatternWalk walk(image);
    CHECK(walk.encoding() == "UTF-8");
    CHECK(numbers(walk, "abcde") == "00310");
    CHECK(numbers(walk, "abqbcx") == "000030");
    CHECK(walk.image() == image);
    CHECK(PatternWalk(std::string_view(image).substr(0, image.size() - 1)).empty());
    CHECK(PatternWalk(std::string_view(image).substr(0, 20)).empty());
    CHECK(PatternWalk(image + "x").empty());
    const std::string moved = "x" + image;
    CHECK(PatternWalk(std::string_view(moved).substr(1)).empty());  // it is not where whole numbers can be read
}

TEST_CASE("the walks inside the program are those of the dictionaries beside them") {
    const auto bytes_of = [](std::string_view name) {
        for (const faces::Blob& blob : faces::blobs())
            if (blob.name == name) return blob.bytes;
        return std::string_view();
    };
    for (const std::string language : {"nl", "en"}) {
        const PatternWalk walk(bytes_of("hyphen-" + language));
        REQUIRE_FALSE(walk.empty());
        CHECK(bytes_of("walk-" + language) == walk.image());
    }
}

TEST_CASE("a walk answers as libhyphen does, for every word of the katern and of a Dutch book, in two languages") {
    const std::set<std::string> words = known_words();
    REQUIRE(words.size() > 1'000);
    for (const char* name : {"hyphen-nl", "hyphen-en"}) {
        CAPTURE(name);
        std::string text;
        for (const faces::Blob& blob : faces::blobs())
            if (blob.name == name) text = blob.bytes;
        const Dictionary dictionary = read(text);
        const PatternWalk walk(text);
        REQUIRE_FALSE(walk.empty());
        CHECK(walk.encoding() == dictionary->cset);
        std::size_t breaks = 0, wrong = 0;
        for (const std::string& each : words) {
            const std::string word = encoded(each, walk);
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
    CHECK(PatternWalk("").empty());
    CHECK(PatternWalk("UTF-8\n").empty());
    CHECK(PatternWalk("AN-ENCODING-WITH-A-LONG-NAME\na1b\n").empty());
    CHECK(PatternWalk("UTF-8\na1b/x=y,1,2\n").empty());
    CHECK(PatternWalk("UTF-8\nNOHYPHEN ',-\na1b\n").empty());
    CHECK(PatternWalk("UTF-8\na1b\nNEXTLEVEL\nc1d\n").empty());
    CHECK(PatternWalk("UTF-8\n" + std::string(200, 'a') + "1b\n").empty());
}

TEST_CASE("what libhyphen has to be asked is broken as it says") {
    CHECK(Hyphenator("UTF-8\nab1cd\nxyz1q/z=zq,1,1\n").breaks("abcdef") == std::vector<HyphenBreak>{{2, 0}});
    CHECK(Hyphenator("UTF-8\nab1cd\n").breaks("abcdef") == std::vector<HyphenBreak>{{2, 0}});
}

}  // namespace katern::text
