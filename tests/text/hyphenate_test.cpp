#include <hyphen.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <utility>

#include "faces.h"
#include "paths.h"
#include "text/text.h"

using namespace katern::text;

namespace {

std::string_view dictionary(std::string_view name) {
    for (const katern::faces::Blob& blob : katern::faces::blobs())
        if (blob.name == name) return blob.bytes;
    return {};
}

std::string hyphenated(const Hyphenator& hyphenator, std::string word, std::string_view sign = "-") {
    const std::vector<HyphenBreak> breaks = hyphenator.breaks(word);
    for (auto way = breaks.rbegin(); way != breaks.rend(); ++way) {
        std::string shown(sign);
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
    for (const std::string word : {"oven", "evaluatie", "radio", "auto", "studie", "kilo", "aardappel"}) {
        for (const auto& [at, after] : dutch.breaks(word)) {
            CHECK(count_code_points(word.substr(0, at)) >= 2);
            CHECK(count_code_points(word.substr(at)) >= 3);
        }
    }
    CHECK(hyphenated(dutch, "evaluatie") == "eva-lu-a-tie");
}

TEST_CASE("two letters may stand after a hyphen where a trema goes there, in words that are broken at all") {
    const Hyphenator dutch(dictionary("hyphen-nl"), "nl");
    CHECK(hyphenated(dutch, "knieën") == "knie-en");
    CHECK(hyphenated(dutch, "Ideeën,") == "Idee-en,");
    CHECK(hyphenated(dutch, "maïs") == "maïs");          // as any word of four letters
    CHECK(hyphenated(dutch, "Azië") == "Azië");          // a single letter never
    CHECK(hyphenated(dutch, "tweede") == "tweede");      // without a trema three stay
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

TEST_CASE("a name of several parts is not broken, where a hyphen would be read as a part of it") {
    const Hyphenator dutch(dictionary("hyphen-nl"), "nl");
    for (const char* word : {"voorbeelden.nederland", "onderwijs_vernieuwing"}) CHECK(hyphenated(dutch, word) == word);
    CHECK(hyphenated(dutch, "leernetwerk.") == "leer-net-werk.");
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

TEST_CASE("a trema that only parts two vowels goes when the line is broken between them") {
    const Hyphenator dutch(dictionary("hyphen-nl"), "nl");
    CHECK(hyphenated(dutch, "geïnteresseerd") == "ge-in-te-res-seerd");
    CHECK(hyphenated(dutch, "Coöperatie") == "Co-o-pe-ra-tie");
    CHECK(hyphenated(dutch, "Azië") == "Azië");
    const std::vector<HyphenBreak> breaks = dutch.breaks("reünie");
    REQUIRE(breaks.size() == 2);
    CHECK(breaks[0] == HyphenBreak{2, U'u'});
    CHECK(breaks[1] == HyphenBreak{4, 0});  // "reü-nie": elsewhere the trema stays
    // Only the rules of Dutch are known: in other languages there is no break.
    CHECK(hyphenated(Hyphenator(dictionary("hyphen-nl"), "xx"), "geïnteresseerd") == "geïn-te-res-seerd");
}

TEST_CASE("words with a trema, a diminutive, an apostrophe, a hyphen or ij break as a Dutch typesetter breaks them") {
    const Hyphenator dutch(dictionary("hyphen-nl"), "nl");
    std::ifstream file(std::string(KATERN_SOURCE_DIR) + "/tests/text/dutch_breaks.tsv");
    REQUIRE(file);
    int words = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        const std::size_t tab = line.find('\t');
        REQUIRE(tab != std::string::npos);
        const std::string word = line.substr(0, tab);
        // The hyphens that were written are places of their own.
        std::string set = hyphenated(dutch, word, "|");
        const std::vector<LineOpportunity> written = line_opportunities(word, "nl");
        for (auto one = written.rbegin(); one != written.rend(); ++one) {
            const auto hyphens = std::count(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(one->at), '-');
            std::size_t at = 0;
            for (auto n = hyphens; n > 0; --n) at = set.find('-', at) + 1;
            set.insert(at, "|");
        }
        CHECK(set == line.substr(tab + 1));
        ++words;
    }
    CHECK(words >= 200);
}

TEST_CASE("no word of a Dutch book is broken where libhyphen does not allow it") {
    std::ifstream file(std::string(KATERN_SHARED_DIR) + "/data/dutch/ontboezemingen.txt");
    if (!file) {
        WARN("skipped: the shared data is not here");
        return;
    }
    std::string patterns(dictionary("hyphen-nl"));
    FILE* stream = fmemopen(patterns.data(), patterns.size(), "r");
    REQUIRE(stream != nullptr);
    const std::unique_ptr<HyphenDict, decltype(&hnj_hyphen_free)> reference(hnj_hyphen_load_file(stream), hnj_hyphen_free);
    std::fclose(stream);
    REQUIRE(reference);
    const Hyphenator dutch(dictionary("hyphen-nl"), "nl");
    std::stringstream bytes;
    bytes << file.rdbuf();
    std::set<std::string> words;
    std::string word;
    for (const char c : bytes.str()) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) == 0xC3 || (static_cast<unsigned char>(c) & 0xC0) == 0x80)
            word += c;
        else if (!word.empty())
            words.insert(std::exchange(word, ""));
    }
    std::size_t breaks = 0;
    for (const std::string& each : words) {
        if (find_invalid_utf8(each) != std::string_view::npos) continue;
        std::string latin;  // ISO 8859-1, small letters, as the dictionary has them
        std::vector<std::size_t> at;
        for (std::size_t i = 0; i < each.size();) {
            at.push_back(i);
            const char32_t c = next_code_point(each, i);
            const bool capital = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
            latin += c > 0xFF ? '?' : static_cast<char>(capital ? c + 32 : c);
        }
        if (latin.find('?') != std::string::npos) continue;
        std::string hyphens(latin.size() + 5, '\0');
        char** replacements = nullptr;
        int *positions = nullptr, *cuts = nullptr;
        REQUIRE(hnj_hyphen_hyphenate2(reference.get(), latin.c_str(), static_cast<int>(latin.size()), hyphens.data(), nullptr, &replacements,
                                      &positions, &cuts) == 0);
        for (const HyphenBreak& way : dutch.breaks(each)) {
            const auto letter = static_cast<std::size_t>(std::find(at.begin(), at.end(), way.at) - at.begin());
            REQUIRE(letter < latin.size());
            const bool allowed = (hyphens[letter - 1] & 1) != 0;
            const std::size_t least = way.after != 0 ? 2 : 3;
            if (!allowed || letter < 2 || latin.size() - letter < least) FAIL_CHECK(each << " is broken before byte " << way.at);
            ++breaks;
        }
    }
    CHECK(words.size() > 5'000);
    CHECK(breaks > 10'000);
}
