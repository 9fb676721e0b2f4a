#include "words/words.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <set>

using namespace katern;

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Word::count_)> names{
#define KATERN_WORD(id, nl, en) #id,
#include "words/words.def"
#undef KATERN_WORD
};

struct Slot {
    bool used = false;
    bool number = false;
};

// Which of {0}… a pattern asks for, and whether as a number.
std::array<Slot, 8> slots_of(std::string_view pattern) {
    std::array<Slot, 8> slots{};
    for (std::size_t i = 0; i + 1 < pattern.size(); ++i) {
        if (pattern[i] != '{' || pattern[i + 1] < '0' || pattern[i + 1] > '7') continue;
        Slot& slot = slots[static_cast<std::size_t>(pattern[i + 1] - '0')];
        slot.used = true;
        slot.number = slot.number || pattern[i + 2] == ',';
    }
    return slots;
}

Arguments arguments_for(const std::array<Slot, 8>& slots, double number) {
    Arguments arguments;
    std::size_t count = 0;
    for (std::size_t i = 0; i < slots.size(); ++i)
        if (slots[i].used) count = i + 1;
    for (std::size_t i = 0; i < count; ++i) {
        if (slots[i].number) {
            arguments.emplace_back(number);
        } else {
            arguments.emplace_back("/thuis/ans/een ‘map’/boek.md");
        }
    }
    return arguments;
}

}  // namespace

TEST_CASE("every sentence can be said in both languages, with nothing, one and many") {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto word = static_cast<Word>(i);
        for (const Language language : {Language::nl, Language::en}) {
            const std::string_view written = pattern(word, language);
            for (const double number : {0.0, 1.0, 1234.0}) {
                const std::string said = say(word, language, arguments_for(slots_of(written), number));
                INFO(names[i] << ": " << said);
                CHECK(said.find('{') == std::string::npos);
                CHECK(said.find('}') == std::string::npos);
                CHECK_FALSE(said.empty());
            }
        }
    }
}

TEST_CASE("a number may stand behind a text in a sentence") {
    CHECK(katern::say(katern::Word::ui_which_same, katern::Language::nl, {std::string("Samen leren"), 14.0}) ==
          "Ja, dit is “Samen leren” (14 notities)");
}

TEST_CASE("a sentence of seven parts has each in its place") {
    CHECK(katern::say(katern::Word::import_sentence, katern::Language::nl,
                      {std::string("a.json"), std::string("Anna"), 1.0, 2.0, 3.0, 4.0, 5.0}) ==
          "a.json, van Anna: 1 nieuw, 2 veranderd, 3 al bekend; 4 zonder plaats in dit boek, 5 overgeslagen.");
}

TEST_CASE("both languages of a sentence ask for the same things") {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto nl = slots_of(pattern(static_cast<Word>(i), Language::nl));
        const auto en = slots_of(pattern(static_cast<Word>(i), Language::en));
        INFO(names[i]);
        for (std::size_t slot = 0; slot < nl.size(); ++slot) {
            CHECK(nl[slot].used == en[slot].used);
            CHECK(nl[slot].number == en[slot].number);
        }
    }
}

TEST_CASE("apostrophes are typographic, since a straight one quotes in ICU") {
    for (std::size_t i = 0; i < names.size(); ++i) {
        INFO(names[i]);
        CHECK(pattern(static_cast<Word>(i), Language::nl).find('\'') == std::string_view::npos);
        CHECK(pattern(static_cast<Word>(i), Language::en).find('\'') == std::string_view::npos);
    }
}

TEST_CASE("no sentence has two names") {
    CHECK(std::set<std::string_view>(names.begin(), names.end()).size() == names.size());
}

TEST_CASE("an error says what, where and what to do") {
    const Error error{Word::error_book_missing, {"/weg/boek"}};
    CHECK(say(error, Language::nl) ==
          "Er is geen boek op /weg/boek. Controleer of de map of het bestand nog bestaat en of de naam klopt.");
    CHECK(say(error, Language::en) ==
          "There is no book at /weg/boek. Check that the folder or file still exists and that the name is right.");
    // What a person typed is no pattern.
    CHECK(say({Word::error_book_missing, {"{0} {1,plural"}}, Language::en)
              .starts_with("There is no book at {0} {1,plural."));
}

TEST_CASE("a number that stands behind a text in a sentence is the number that was given") {
    CHECK(katern::say(katern::Word::ui_which_same, katern::Language::nl, {std::string("Het {0} boek"), 3.0}) ==
          "Ja, dit is “Het {0} boek” (3 notities)");
    CHECK(katern::say(katern::Word::ui_which_same, katern::Language::en, {std::string("A book"), 1.0}) ==
          "Yes, this is “A book” (1 note)");
}
