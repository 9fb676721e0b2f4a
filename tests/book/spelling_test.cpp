// Dutch by hunspell's dictionary, with the project's list of words that it doesn't know.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>

#include "book/katern.h"
#include "support/process.h"

using namespace katern;
using namespace katern::test;

namespace {

// word → where it stands, "file:line". The dictionary writes the apostrophe straight; so do the keys.
using Words = std::map<std::string, std::set<std::string>>;

std::string straight(std::string word) {
    for (std::size_t at = 0; (at = word.find("’")) != std::string::npos;)
        word.replace(at, std::string("’").size(), "'");
    return word;
}

bool is_letter(unsigned char byte) {
    return byte >= 0xC3 || std::isalpha(byte) != 0;  // of what Dutch has beyond ASCII, letters begin with C3 to C5
}

// The words of a piece of text, without what stands around them. A web address or an abbreviation has a full stop
// inside and is none (before a capital a space was forgotten); the hyphen of "leer- en …" goes.
void gather(const std::string& text, const std::string& where, Words& into) {
    for (const std::string& chunk : words(text)) {
        const std::string piece = straight(chunk);
        const std::size_t stop = piece.find('.');
        const bool inside = stop != std::string::npos && stop > 0 && stop + 1 < piece.size() &&
                            std::isalnum(static_cast<unsigned char>(piece[stop - 1])) != 0 &&
                            std::isalnum(static_cast<unsigned char>(piece[stop + 1])) != 0 &&
                            std::isupper(static_cast<unsigned char>(piece[stop + 1])) == 0;
        if (inside) continue;
        std::string word;
        const auto finish = [&] {
            const bool short_word = word == "'s" || word == "'t" || word == "'n";
            while (!word.empty() && (word.back() == '-' || word.back() == '\'')) word.pop_back();
            while (!short_word && !word.empty() && (word.front() == '-' || word.front() == '\'')) word.erase(0, 1);
            // "2020a" is a year, "2 ¶14" a number.
            if (!word.empty() && std::isdigit(static_cast<unsigned char>(word.front())) == 0) into[word].insert(where);
            word.clear();
        };
        for (std::size_t i = 0; i < piece.size(); ++i) {
            const auto byte = static_cast<unsigned char>(piece[i]);
            if (byte < 0x80) {
                if (std::isalnum(byte) != 0 || byte == '-' || byte == '\'') {
                    word += piece[i];
                } else {
                    finish();
                }
            } else {
                const std::size_t size = byte >= 0xE0 ? 3 : 2;
                if (size == 2 && is_letter(byte)) {
                    word += piece.substr(i, size);
                } else {
                    finish();  // quotation marks, dashes, the pilcrow
                }
                i += size - 1;
            }
        }
        finish();
    }
}

Words all_words() {
    Words found;
    for (const Chapter& chapter : chapters()) {
        gather(chapter.entry.title, "src/SUMMARY.md", found);
        for (const document::Block& block : chapter.content->blocks)
            gather(prose(chapter, block), chapter.where(block.line), found);
        for (const document::Image& image : chapter.content->images)
            gather(image.alternative, chapter.where(image.line), found);
    }
    for (const Figure& figure : figures())
        for (const Figure::Text& text : figure.texts())
            gather(text.words, figure.path + ":" + std::to_string(text.line), found);
    return found;
}

// Those that the dictionary doesn't know. A word per line, so that no line is cut up differently there than here.
std::set<std::string> unknown(const std::set<std::string>& words) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "words";
    std::ofstream out(file);
    for (const std::string& word : words) out << word << "\n";
    out.close();
    const Outcome outcome = run({"hunspell", "-d", "nl_NL", "-i", "utf-8", "-l", file.string()});
    INFO(outcome.errors);
    REQUIRE(outcome.status == 0);
    std::set<std::string> answer;
    std::istringstream lines(outcome.output);
    for (std::string line; std::getline(lines, line);) answer.insert(straight(line));
    return answer;
}

std::set<std::string> list() {
    std::ifstream file(book_folder() / "woorden.txt");
    REQUIRE(file);
    std::set<std::string> words;
    for (std::string line; std::getline(file, line);)
        if (!line.empty()) words.insert(straight(line));
    return words;
}

std::set<std::string> keys(const Words& words) {
    std::set<std::string> all;
    for (const auto& [word, places] : words) all.insert(word);
    return all;
}

}  // namespace

TEST_CASE("words are taken from a sentence as a Dutch reader takes them") {
    Words found;
    gather("‘Zo’n foto’s’, zei Eén-op-één: leer- en ’s avonds (zie vo-raad.nl, z.j.) 2 ¶14 – havo/vwo…", "x", found);
    gather("Klaar.Nu", "x", found);
    CHECK(keys(found) == std::set<std::string>{"'s", "Eén-op-één", "Klaar", "Nu", "Zo'n", "avonds", "en", "foto's",
                                               "havo", "leer", "vwo", "zei", "zie"});
    CHECK(unknown({"netwerk", "netwrek", "zo'n"}) == std::set<std::string>{"netwrek"});
}

TEST_CASE("every word of the katern is in the Dutch dictionary or in the list that was looked through") {
    const Words words = all_words();
    REQUIRE(words.size() > 2000);
    const std::set<std::string> known = list();
    std::string wrong;
    for (const std::string& word : unknown(keys(words))) {
        if (known.count(word) == 1) continue;
        REQUIRE(words.count(word) == 1);
        wrong += word + " (" + *words.at(word).begin() + ")\n";
    }
    INFO(wrong);
    CHECK(wrong.empty());
}

TEST_CASE("the list has only words that the katern uses and the dictionary lacks, each once and in order") {
    const std::set<std::string> known = list(), strange = unknown(known), used = keys(all_words());
    for (const std::string& word : known) {
        INFO(word);
        CHECK(used.count(word) == 1);
        CHECK(strange.count(word) == 1);
    }
}
