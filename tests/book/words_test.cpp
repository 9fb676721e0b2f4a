// The word list: each word is explained where the reader meets it first, and the list names that chapter.
#include <algorithm>
#include <catch2/catch.hpp>

#include "book/katern.h"

using namespace katern;
using namespace katern::test;
using document::Block;
using document::Container;

namespace {

struct Entry {
    std::string term, explanation;
    std::string chapter;  // id of the one it links to
    std::string shown;    // the link's words
    std::string where;
};

std::vector<Entry> entries() {
    std::vector<Entry> all;
    const Chapter list = chapter("woordenlijst");
    for (const Block& block : list.content->blocks) {
        if (block.containers.empty()) continue;
        const document::Span &first = block.spans.front(), &last = block.spans.back();
        if (!has(first.emphasis, document::Emphasis::bold) || last.link < 0)
            throw std::runtime_error(list.where(block.line) + " has no bold word or no link");
        Entry entry;
        entry.term = text::slice(list.content->text, first.text);
        entry.explanation = text::slice(list.content->text, {first.text.end, last.text.start});
        entry.shown = text::slice(list.content->text, last.text);
        const std::string& target = list.content->links[static_cast<std::size_t>(last.link)].target;
        entry.chapter = target.substr(0, target.rfind(".md"));
        entry.where = list.where(block.line);
        all.push_back(entry);
    }
    return all;
}

// In small letters without accents, and without what stands around words.
std::vector<std::string> bare_words(std::string_view text) {
    std::vector<std::string> all(1);
    for (const char c : text::fold(text).text) {
        const bool of_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        if (of_word) {
            all.back() += c;
        } else {
            all.emplace_back();
        }
    }
    std::erase_if(all, [](const std::string& word) { return word.empty() || word == "-"; });
    return all;
}

// What a longer word keeps in its inflections: "sociaal", "sociale".
std::string stem(const std::string& word) {
    return word.size() < 7 ? word : word.substr(0, word.size() - 2);
}

bool has_words(const std::vector<std::string>& text, const std::vector<std::string>& term) {
    return std::search(text.begin(), text.end(), term.begin(), term.end(), [](const auto& word, const auto& of_term) {
               return word.starts_with(stem(of_term));
           }) != text.end();
}

// A block that is read on the way through the book.
struct Passage {
    std::string chapter;  // id
    std::string where;
    std::uint32_t quote = 0;  // the block quote it stands in, 0: none
    std::vector<std::string> words;
};

std::vector<Passage> passages() {
    std::vector<Passage> all;
    for (const Chapter& chapter : chapters()) {
        if (chapter.entry.id == "woordenlijst" || chapter.entry.id == "bronnen") continue;
        for (const Block& block : chapter.content->blocks) {
            const Container* outermost = block.containers.empty() ? nullptr : &block.containers.front();
            if (outermost != nullptr && outermost->kind == Container::Kind::footnote) continue;
            const bool quoted = outermost != nullptr && outermost->kind == Container::Kind::quote;
            all.push_back({chapter.entry.id, chapter.where(block.line), quoted ? outermost->id : 0,
                           bare_words(prose(chapter, block))});
        }
    }
    return all;
}

std::size_t first_use(const std::vector<Passage>& passages, const std::string& term) {
    const std::vector<std::string> words = bare_words(term);
    return static_cast<std::size_t>(std::find_if(passages.begin(), passages.end(),
                                                 [&](const Passage& one) { return has_words(one.words, words); }) -
                                    passages.begin());
}

// The words of a passage, of those right before and after it, and of the block quote it stands in.
std::vector<std::string> words_around(const std::vector<Passage>& passages, std::size_t index) {
    const Passage& middle = passages[index];
    std::vector<std::string> all;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        if (passages[i].chapter != middle.chapter) continue;
        const bool beside = i + 1 >= index && i <= index + 1;
        if (beside || (middle.quote != 0 && passages[i].quote == middle.quote))
            all.insert(all.end(), passages[i].words.begin(), passages[i].words.end());
    }
    return all;
}

}  // namespace

TEST_CASE("a word is found in its inflections and not inside another word") {
    CHECK(has_words(bare_words("In zulke leernetwerken."), {"leernetwerk"}));
    CHECK(has_words(bare_words("het ‘professionele leernetwerk’"), {"professioneel", "leernetwerk"}));
    CHECK(has_words(bare_words("De coördinator"), {"coordinator"}));
    CHECK_FALSE(has_words(bare_words("een verbinding"), {"binding"}));
    CHECK_FALSE(has_words(bare_words("sociaal, en daarna een domein"), {"sociaal", "domein"}));
}

TEST_CASE("the word list is in the order of the alphabet, and each word leads to a chapter by its name") {
    const std::vector<Entry> all = entries();
    CHECK(all.size() > 50);
    std::string before;
    for (const Entry& entry : all) {
        INFO(entry.where << ": " << entry.term);
        CHECK(entry.term.ends_with('.'));
        const std::string folded = text::fold(entry.term.substr(0, entry.term.size() - 1)).text;
        CHECK(before < folded);
        before = folded;
        const document::ChapterEntry named = chapter(entry.chapter).entry;
        CHECK(entry.shown == (named.number.empty() ? named.title : "Hoofdstuk\u00A0" + named.number));
    }
}

TEST_CASE("the chapter that the word list names is the first one in which the reader meets the word") {
    const std::vector<Passage> book = passages();
    for (const Entry& entry : entries()) {
        INFO(entry.where << ": " << entry.term);
        const std::size_t at = first_use(book, entry.term);
        REQUIRE(at < book.size());
        INFO("It is used at " << book[at].where << ": explain it there and name that chapter, or say it otherwise.");
        CHECK(book[at].chapter == entry.chapter);
    }
}

// That a sentence explains a word is for people to judge. That it says what the list says can be held.
TEST_CASE("where the reader meets a word first, half or more of what the word list says of it stands beside it") {
    const std::vector<Passage> book = passages();
    for (const Entry& entry : entries()) {
        const std::size_t at = first_use(book, entry.term);
        REQUIRE(at < book.size());
        const std::vector<std::string> around = words_around(book, at), term = bare_words(entry.term);
        std::string missing;
        std::size_t wanted = 0, lacking = 0;
        for (const std::string& word : bare_words(entry.explanation)) {
            if (word.size() < 5 || std::find(term.begin(), term.end(), word) != term.end()) continue;
            ++wanted;
            if (has_words(around, {word})) continue;
            ++lacking;
            missing += " " + word;
        }
        INFO(entry.where << ": " << entry.term << " First used at " << book[at].where << ", without:" << missing);
        CHECK(wanted > 0);
        CHECK(2 * lacking <= wanted);
    }
}
