#include "typeset/tokens.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "typeset/text_map.h"

namespace katern::typeset {
namespace {

std::vector<std::string> words_in(std::string_view text) {
    std::vector<Token> tokens;
    REQUIRE(find_tokens(text, tokens));
    std::vector<std::string> words;
    for (const Token& token : tokens) {
        words.emplace_back(text.substr(token.start, token.end - token.start));
        CHECK(token.hash == hash_of(words.back()));
    }
    return words;
}

bool tells(std::string_view text) {
    std::vector<Token> tokens;
    return find_tokens(text, tokens);
}

}  // namespace

TEST_CASE("words are what stands between plain spaces") {
    CHECK(words_in("een") == std::vector<std::string>{"een"});
    CHECK(words_in("Wat neem je mee?") == std::vector<std::string>{"Wat", "neem", "je", "mee?"});
    CHECK(words_in("twee  spaties ") == std::vector<std::string>{"twee", "spaties"});
    CHECK(words_in("één\u00A0geheel – én") == std::vector<std::string>{"één\u00A0geheel", "–", "én"});
}

TEST_CASE("where spaces alone don't tell, that is said") {
    CHECK_FALSE(tells(""));
    CHECK_FALSE(tells(" vooraan"));
    CHECK_FALSE(tells("regel\nregel"));
    CHECK_FALSE(tells("tab\tin een cel"));
    CHECK_FALSE(tells("na een spatie \ttab"));
    CHECK_FALSE(tells("aan het eind\n"));
    CHECK_FALSE(tells(std::string_view("nul\0teken", 9)));
    CHECK(tells("\x7F"));
}

// Eight bytes are looked at together: words and spaces at every place of the eight, and bytes that differ from a space by one bit.
TEST_CASE("words are the same at every place of the eight bytes that are looked at together") {
    std::mt19937 random(8);
    constexpr std::string_view bytes = "!a\x20\xA0~@\x60\x80\xFF";
    for (int round = 0; round < 20'000; ++round) {
        std::string text(1 + random() % 40, 'x');
        for (char& c : text) c = random() % 3 == 0 ? ' ' : bytes[random() % bytes.size()];
        if (text.front() == ' ') text.front() = '!';
        std::vector<std::string> expected;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            if (end > at) expected.push_back(text.substr(at, end - at));
            at = end + 1;
        }
        CAPTURE(text);
        REQUIRE(words_in(text) == expected);
    }
}

TEST_CASE("a text's hash is its own, however it ends") {
    CHECK(hash_of("abcdefgh") != hash_of("abcdefgi"));
    CHECK(hash_of("abcdefgh") != hash_of("abcdefghi"));
    CHECK(hash_of("a") != hash_of("b"));
    CHECK(hash_of("ab") != hash_of("ba"));
}

TEST_CASE("a map by text finds what is in it, also where hashes are the same, and after it has grown") {
    struct Value {
        std::string text;
    };
    std::vector<Value> values;
    for (int i = 0; i < 3'000; ++i) values.push_back({"woord " + std::to_string(i)});
    TextMap<Value> map;
    const auto poor = [](const std::string& text) { return hash_of(text) % 97; };
    for (const Value& value : values) map.add(value, poor(value.text));
    CHECK(map.size() == values.size());
    for (const Value& value : values) REQUIRE(map.find(value.text, poor(value.text)) == &value);
    CHECK(map.find("woord 3000", poor("woord 3000")) == nullptr);
    CHECK(map.find("", 0) == nullptr);
}

}  // namespace katern::typeset
