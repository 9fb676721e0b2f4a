#include "notes/search_index.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "support/folder.h"

using katern::notes::SearchIndex;

namespace {

const std::vector<std::string> texts{"een leernetwerk begint", "de \"vraag\" van gisteren", "niets"};

std::optional<std::vector<std::size_t>> pieces(SearchIndex& index, std::string_view words) {
    const auto answer = index.may_hold(words);
    if (!answer) return std::nullopt;
    const auto found = answer->pieces.find("hash");
    return found == answer->pieces.end() ? std::nullopt : std::optional(found->second);
}

using Pieces = std::vector<std::size_t>;

}  // namespace

TEST_CASE("the index says which pieces may hold words of three letters and more") {
    katern::test::Folder folder;
    SearchIndex index(folder.path(""));
    CHECK_FALSE(pieces(index, "netwerk"));  // not known yet
    REQUIRE(index.add("hash", 0, texts, true));
    CHECK(pieces(index, "netwerk") == Pieces{0});
    CHECK(pieces(index, "\"vraag\" van") == Pieces{1});
    CHECK(pieces(index, "iet") == Pieces{2});
    CHECK(pieces(index, "krokodil") == Pieces{});
    CHECK_FALSE(index.may_hold("ne"));
}

TEST_CASE("a chapter that is only partly in is not answered for until it is whole") {
    katern::test::Folder folder;
    {
        SearchIndex index(folder.path(""));
        REQUIRE(index.add("hash", 0, std::span(texts).first(2), false));
        CHECK_FALSE(pieces(index, "netwerk"));
    }
    SearchIndex index(folder.path(""));  // the program was closed meanwhile
    CHECK(index.pieces_of("hash") == 2);
    REQUIRE(index.add("hash", 0, texts, true));  // what another window has done is not done again
    CHECK(index.pieces_of("hash") == 2);
    REQUIRE(index.add("hash", 2, std::span(texts).subspan(2), true));
    CHECK(index.pieces_of("hash") == 3);
    CHECK(pieces(index, "niets") == Pieces{2});
}

TEST_CASE("the index is found again, and two windows use one file") {
    katern::test::Folder folder;
    SearchIndex one(folder.path("")), other(folder.path(""));
    REQUIRE(one.add("hash", 0, texts, true));
    CHECK(pieces(other, "netwerk") == Pieces{0});
    CHECK(other.pieces_of("hash") == 3);
}

TEST_CASE("a damaged cache is made anew, wherever it is damaged") {
    for (const int place : {0, 1, 2, 3, 4}) {
        katern::test::Folder folder;
        {
            SearchIndex index(folder.path(""));
            REQUIRE(index.add("hash", 0, texts, true));
        }
        const std::string path = folder.path("cache.db");
        const auto size = std::filesystem::file_size(path);
        {
            std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
            const auto from = place == 0 ? 0 : size * static_cast<unsigned>(place) / 5;
            file.seekp(static_cast<std::streamoff>(from));
            file << std::string(size - from, '\xA5');
        }
        INFO("damaged from part " << place);
        SearchIndex index(folder.path(""));
        (void)pieces(index, "netwerk");
        // Whatever was read of the damage, asking and adding still work, and what it answers is true.
        if (index.pieces_of("hash") == 0) CHECK(index.add("hash", 0, texts, true));
        const auto after = pieces(index, "netwerk");
        if (after) CHECK(after == Pieces{0});
    }
    katern::test::Folder folder;
    folder.with("cache.db", "geen database, maar misschien wel van iemand anders");
    SearchIndex index(folder.path(""));
    CHECK(index.add("hash", 0, texts, true));
    CHECK(pieces(index, "netwerk") == Pieces{0});
    CHECK(std::filesystem::exists(folder.path("cache.db.damaged")));
}

TEST_CASE("where no file can be made there is no index, and nothing fails") {
    SearchIndex index("/proc/nergens");
    CHECK_FALSE(index.add("hash", 0, texts, true));
    CHECK(index.pieces_of("hash") == 0);
    CHECK_FALSE(index.may_hold("netwerk"));
}
