#include <catch2/catch.hpp>
#include <thread>

#include "text/text.h"

using namespace katern::text;

namespace {

// "Een [leernetwerk] leeft" with the range in brackets; the place asked for is '|' inside or on it.
struct Marked {
    std::string text;
    Range range;
    std::size_t at = 0;
};

Marked marked(std::string_view written) {
    Marked out;
    for (const char c : written) {
        if (c == '[') {
            out.range.start = out.text.size();
        } else if (c == ']') {
            out.range.end = out.text.size();
        } else if (c == '|') {
            out.at = out.text.size();
        } else {
            out.text += c;
        }
    }
    return out;
}

std::string with_opportunities(std::string_view text, const std::vector<LineOpportunity>& places) {
    std::string out(text);
    for (auto place = places.rbegin(); place != places.rend(); ++place) out.insert(place->at, place->must ? "!" : "|");
    return out;
}

}  // namespace

TEST_CASE("a double click takes the word under it") {
    for (const std::string_view written :
         {"Een [leer|netwerk] leeft", "[|Een] netwerk", "[Ee|n] netwerk", "de [foto|’s] van", "de [foto'|s] van",
          "[Noor|d]-Holland", "Noord-[Hol|land]", "Noord[|-]Holland", "een[| ]netwerk", "een [| ] netwerk", "zo[|,] of",
          "kost [1.2|34,50] euro", "[caf|és] en", "[leer\u00ad|net] en"}) {
        const Marked m = marked(written);
        const Range found = word_at(m.text, m.at);
        INFO(written << " gave [" << slice(m.text, found) << "]");
        CHECK(found == m.range);
    }
    CHECK(word_at("", 0) == Range{0, 0});
    CHECK(word_at("einde", 5) == Range{0, 5});
    CHECK(word_at("einde", 500) == Range{0, 5});
}

TEST_CASE("Ctrl with an arrow goes from word to word") {
    const std::string text = "Een leernetwerk — leeft.\nTwee";
    CHECK(next_word(text, 0) == 4);
    CHECK(next_word(text, 4) == text.find("leeft"));
    CHECK(next_word(text, text.find("leeft") + 2) == text.find("Twee"));
    CHECK(next_word(text, text.find("Twee")) == text.size());
    CHECK(next_word(text, 9999) == text.size());
    CHECK(previous_word(text, text.size()) == text.find("Twee"));
    CHECK(previous_word(text, text.find("Twee")) == text.find("leeft"));
    CHECK(previous_word(text, text.find("leeft")) == 4);
    CHECK(previous_word(text, 6) == 4);
    CHECK(previous_word(text, 4) == 0);
    CHECK(previous_word(text, 0) == 0);
}

TEST_CASE("a caret steps over what a person sees as one letter") {
    const std::string text = "e\u0301👩‍👧🇳🇱x";
    const std::vector<std::size_t> borders = grapheme_borders(text);
    CHECK(borders == std::vector<std::size_t>{0, 3, 14, 22, 23});
    for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
        CHECK(next_grapheme(text, borders[i]) == borders[i + 1]);
        CHECK(previous_grapheme(text, borders[i + 1]) == borders[i]);
    }
    CHECK(next_grapheme(text, 1) == 3);
    CHECK(previous_grapheme(text, 0) == 0);
    CHECK(next_grapheme(text, 99) == text.size());
    CHECK(previous_grapheme(text, 99) == 22);
    CHECK(grapheme_borders("") == std::vector<std::size_t>{0});
}

TEST_CASE("words are found deep inside a long text as at its start") {
    std::string text;
    while (text.size() < 200'000) text += "leernetwerk ";
    for (const std::size_t word :
         {std::size_t{0}, std::size_t{12 * 341}, std::size_t{12 * 342}, std::size_t{12 * 9000}}) {
        CHECK(word_at(text, word + 3) == Range{word, word + 11});
        CHECK(next_word(text, word + 3) == word + 12);
        CHECK(previous_word(text, word + 3) == word);
    }
    const std::string spaces = "een" + std::string(20'000, ' ') + "twee";
    CHECK(next_word(spaces, 1) == 20'003);
    CHECK(previous_word(spaces, 20'003) == 0);
}

TEST_CASE("a line may end after a space, hyphen or dash, and must where the text says so") {
    const auto places = [](std::string_view text) { return with_opportunities(text, line_opportunities(text, "nl")); };
    CHECK(places("Een leernetwerk leeft.") == "Een |leernetwerk |leeft.");
    CHECK(places("Noord-Holland – en zo") == "Noord-|Holland – |en |zo");
    CHECK(places("zo\u00a0blijft het") == "zo\u00a0blijft |het");
    CHECK(places("leer\u00adnetwerk nu") == "leer\u00adnetwerk |nu");
    CHECK(places("eerste\ntweede") == "eerste\n!tweede");
    CHECK(places("‘Zo,’ zei ze.") == "‘Zo,’ |zei |ze.");
    CHECK(places("").empty());
    CHECK(places("woord") == "woord");
}

TEST_CASE("each thread has its own break iterators") {
    std::vector<std::thread> threads;
    std::vector<std::size_t> found(4);
    for (std::size_t i = 0; i < found.size(); ++i)
        threads.emplace_back([&found, i] {
            for (int n = 0; n < 200; ++n) found[i] = next_word("een twee drie", 4);
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(found == std::vector<std::size_t>(4, 9));
}
TEST_CASE("sentences end at their signs and at line feeds, forwards and back") {
    const std::string text = "Eerst dit. Dan dat? Ja.\nEen kop\n\nLaatste zin.\n";
    const auto at = [&](const char* words) { return text.find(words); };
    std::vector<std::size_t> on;
    for (std::size_t byte = 0; byte < text.size(); byte = next_sentence(text, byte)) on.push_back(byte);
    CHECK(on == std::vector<std::size_t>{0, at("Dan"), at("Ja"), at("Een"), at("Laatste")});
    CHECK(next_sentence(text, at("dat")) == at("Ja"));
    CHECK(previous_sentence(text, at("dat")) == at("Dan"));
    CHECK(previous_sentence(text, at("Dan")) == 0);
    CHECK(previous_sentence(text, at("Een")) == at("Ja"));
    CHECK(previous_sentence(text, at("Laatste")) == at("Een"));
    CHECK(previous_sentence(text, 0) == 0);
}

