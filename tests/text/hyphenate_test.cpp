#include <catch2/catch.hpp>

#include "faces.h"
#include "text/text.h"

using namespace katern::text;

namespace {

std::string_view dictionary(std::string_view name) {
    for (const katern::faces::Blob& blob : katern::faces::blobs())
        if (blob.name == name) return blob.bytes;
    return {};
}

std::string hyphenated(const Hyphenator& hyphenator, std::string word) {
    const std::vector<HyphenBreak> breaks = hyphenator.breaks(word);
    for (auto way = breaks.rbegin(); way != breaks.rend(); ++way) {
        std::string shown = "-";
        std::size_t next = way->at;
        if (way->after != 0) {
            static_cast<void>(next_code_point(word, next));
            append_utf8(shown, way->after);
        }
        word.replace(way->at, next - way->at, shown);
    }
    return word;
}

}  // namespace

TEST_CASE("Dutch words are broken as Dutch does") {
    const Hyphenator dutch(dictionary("hyphen-nl"), "nl");
    CHECK(hyphenated(dutch, "leernetwerk") == "leer-net-werk");
    CHECK(hyphenated(dutch, "Schoolleiders") == "School-lei-ders");
    CHECK(hyphenated(dutch, "verantwoordelijkheid") == "ver-ant-woor-de-lijk-heid");
    CHECK(hyphenated(dutch, "procesbegeleider") == "pro-ces-be-ge-lei-der");
    CHECK(hyphenated(dutch, "coördinatie") == "co-or-di-na-tie");
    CHECK(hyphenated(dutch, "één") == "één");
}

TEST_CASE("English words are broken by the English patterns, which are in UTF-8") {
    const Hyphenator english(dictionary("hyphen-en"));
    CHECK(hyphenated(english, "hyphenation") == "hy-phen-ation");
    CHECK(hyphenated(english, "network") == "net-work");
}

TEST_CASE("at least two letters stay before a hyphen and three after") {
    const Hyphenator dutch(dictionary("hyphen-nl"), "nl");
    for (const std::string word : {"oven", "ideeën", "evaluatie", "radio", "auto", "studie", "kilo", "aardappel"}) {
        for (const auto& [at, after] : dutch.breaks(word)) {
            CHECK(count_code_points(word.substr(0, at)) >= 2);
            CHECK(count_code_points(word.substr(at)) >= 3);
        }
    }
    CHECK(hyphenated(dutch, "evaluatie") == "eva-lu-a-tie");
}

TEST_CASE("a word with a digit is not broken, one with a hyphen or apostrophe in its parts") {
    const Hyphenator dutch(dictionary("hyphen-nl"), "nl");
    CHECK(hyphenated(dutch, "covid19maatregelen") == "covid19maatregelen");
    CHECK(hyphenated(dutch, "Zuid-Holland") == "Zuid-Hol-land");
    CHECK(hyphenated(dutch, "leraren’s") == "le-ra-ren’s");
    CHECK(hyphenated(dutch, "(leernetwerk),") == "(leer-net-werk),");
    CHECK(hyphenated(dutch, "") == "");
    CHECK(hyphenated(dutch, "leernetwerk…") == "leer-net-werk…");
}

TEST_CASE("soft hyphens say where their word breaks, and nothing else does") {
    const Hyphenator dutch(dictionary("hyphen-nl"), "nl");
    CHECK(hyphenated(dutch, "leernet\u00adwerk") == "leernet\u00ad-werk");
}

TEST_CASE("a dictionary that can't be read hyphenates nothing") {
    CHECK(Hyphenator("").breaks("leernetwerk").empty());
    CHECK(Hyphenator("GEEN-CODERING\n.a1b\n").breaks("leernetwerk").empty());
    Hyphenator moved = Hyphenator(dictionary("hyphen-nl"), "nl");
    CHECK(hyphenated(moved, "netwerk") == "net-werk");
}

TEST_CASE("letters that a dictionary's encoding lacks leave the word whole") {
    const Hyphenator dutch(dictionary("hyphen-nl"), "nl");
    CHECK(hyphenated(dutch, "сообщение") == "сообщение");
    CHECK(hyphenated(dutch, "𝒜𝒜𝒜𝒜𝒜𝒜") == "𝒜𝒜𝒜𝒜𝒜𝒜");
}
