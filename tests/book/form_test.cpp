// The form that every chapter of the katern keeps, so that a reader finds the same things in each.
#include <algorithm>
#include <catch2/catch.hpp>
#include <charconv>
#include <regex>

#include "book/katern.h"
#include "support/process.h"

using namespace katern;
using namespace katern::test;
using document::Block;
using document::BlockKind;
using document::Container;

namespace {

bool is_item(const Block& block) {
    return !block.containers.empty() && block.containers.back().kind != Container::Kind::quote;
}

// "(10 minuten)" at the end, with a space that doesn't break: 10.
std::optional<int> minutes_at_end(std::string_view text) {
    constexpr std::string_view unit = "\u00A0minuten)";
    const std::size_t open = text.rfind('(');
    if (open == std::string_view::npos || !text.ends_with(unit)) return std::nullopt;
    int minutes = 0;
    const auto [end, error] = std::from_chars(text.data() + open + 1, text.data() + text.size(), minutes);
    return error == std::errc() && std::string_view(end).starts_with(unit) ? std::optional(minutes) : std::nullopt;
}

std::vector<Callout> of_kind(const Chapter& chapter, std::string_view kind) {
    std::vector<Callout> found = callouts(chapter);
    std::erase_if(found, [&](const Callout& callout) { return callout.kind != kind; });
    return found;
}

}  // namespace

TEST_CASE("the katern has an introduction, six chapters, its edition, a word list and sources") {
    std::vector<std::string> ids;
    for (const Chapter& chapter : chapters()) ids.push_back(chapter.entry.number + " " + chapter.entry.id);
    CHECK(ids == std::vector<std::string>{" over-deze-uitgave", " inleiding", "1 01-meerwaarde", "2 02-randvoorwaarden",
                                          "3 03-praktijk", "4 04-procesbegeleider", "5 05-leidinggevenden",
                                          "6 06-aan-de-slag", " woordenlijst", " bronnen"});
}

TEST_CASE("each of the six is 2,000 to 3,500 words, of 12 to 18 a sentence and never more than 35") {
    for (const Chapter& chapter : numbered_chapters()) {
        INFO(chapter.entry.path);
        std::size_t word_count = 0, sentence_count = 0;
        for (const Block& block : chapter.content->blocks) {
            if (!is_running_text(block)) continue;
            for (const std::string& sentence : sentences(prose(chapter, block))) {
                INFO(chapter.where(block.line) << ": " << sentence);
                const std::size_t length = words(sentence).size();
                CHECK(length <= 35);
                word_count += length;
                ++sentence_count;
            }
        }
        CHECK(word_count >= 2000);
        CHECK(word_count <= 3500);
        const double mean = static_cast<double>(word_count) / static_cast<double>(sentence_count);
        CHECK(mean >= 12);
        CHECK(mean <= 18);
    }
}

TEST_CASE("no sentence of the other chapters is longer than 35 words either") {
    for (const Chapter& chapter : chapters()) {
        if (chapter.entry.id == "bronnen") continue;
        for (const Block& block : chapter.content->blocks)
            for (const std::string& sentence : sentences(is_running_text(block) ? prose(chapter, block) : "")) {
                INFO(chapter.where(block.line) << ": " << sentence);
                CHECK(words(sentence).size() <= 35);
            }
    }
}

TEST_CASE("each of the six opens, under its title, with what the reader will know at the end") {
    for (const Chapter& chapter : numbered_chapters()) {
        INFO(chapter.entry.path);
        REQUIRE(chapter.content->blocks.size() > 1);
        const Block &title = chapter.content->blocks[0], &subtitle = chapter.content->blocks[1];
        CHECK(title.kind == BlockKind::heading);
        CHECK(chapter.text(title) == chapter.entry.title);
        CHECK(chapter.text(subtitle).starts_with("Aan het eind "));
        for (const document::Span& span : subtitle.spans) CHECK(has(span.emphasis, document::Emphasis::italic));
    }
}

TEST_CASE("headings ask or claim something") {
    for (const Chapter& chapter : numbered_chapters())
        for (const Block& block : chapter.content->blocks) {
            if (block.kind != BlockKind::heading || block.level == 1) continue;
            INFO(chapter.where(block.line));
            const std::string heading = chapter.text(block);
            CHECK((heading.ends_with('?') || words(heading).size() >= 4));  // a label is shorter
        }
}

TEST_CASE("each of the six has a figure of its own, numbered, with a caption and an alternative text") {
    int number = 0;
    for (const Chapter& chapter : numbered_chapters()) {
        INFO(chapter.entry.path);
        const int before = number;
        const auto& blocks = chapter.content->blocks;
        for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
            if (blocks[i].kind != BlockKind::figure) continue;
            INFO(chapter.where(blocks[i].line));
            CHECK(blocks[i + 1].kind == BlockKind::caption);
            CHECK(chapter.text(blocks[i + 1]).starts_with("Figuur " + std::to_string(++number) + ". "));
            const document::Image& image = chapter.content->images[blocks[i].images.front()];
            const std::size_t said = sentences(image.alternative).size();
            CHECK(said >= 1);
            CHECK(said <= 3);
            CHECK(image.alternative.ends_with('.'));
        }
        CHECK(number > before);
    }
}

TEST_CASE("each of the six has a table that helps to choose, and two or three questions") {
    for (const Chapter& chapter : numbered_chapters()) {
        INFO(chapter.entry.path);
        CHECK(std::any_of(chapter.content->blocks.begin(), chapter.content->blocks.end(),
                          [](const Block& block) { return block.kind == BlockKind::table_row; }));
        const std::vector<Callout> questions = of_kind(chapter, "Vraag");
        CHECK(questions.size() >= 2);
        CHECK(questions.size() <= 3);
        for (const Callout& question : questions) {
            INFO(chapter.where(question.blocks[0].line));
            CHECK(chapter.text(question.blocks.back()).ends_with('?'));
        }
    }
}

TEST_CASE("each of the six has a work form: who, how long, what with, and steps whose minutes add up") {
    for (const Chapter& chapter : numbered_chapters()) {
        INFO(chapter.entry.path);
        const std::vector<Callout> forms = of_kind(chapter, "Werkvorm");
        CHECK_FALSE(forms.empty());
        for (const Callout& form : forms) {
            INFO(chapter.where(form.blocks[0].line));
            CHECK(chapter.text(form.blocks[0]).size() > std::string_view("Werkvorm. ").size());
            REQUIRE(form.blocks.size() > 3);
            const std::string facts = chapter.text(form.blocks[1]);
            CHECK(facts.starts_with("Wie: "));
            const std::size_t time = facts.find(" Tijd: ");
            REQUIRE(time != std::string::npos);
            CHECK(facts.find(" Nodig: ", time) != std::string::npos);
            int sum = 0, without = 0;
            for (std::size_t i = 2; i < form.blocks.size(); ++i) {
                CHECK(is_item(form.blocks[i]));
                const auto minutes = minutes_at_end(chapter.text(form.blocks[i]));
                sum += minutes.value_or(0);
                without += minutes ? 0 : 1;
            }
            const std::string whole = facts.substr(time, facts.find('.', time) - time);
            if (without == 0) {
                CHECK(whole == " Tijd: " + std::to_string(sum) + "\u00A0minuten");
            } else {  // one that lasts as long as the meeting, with some minutes before and after
                CHECK(without == 1);
                CHECK(whole.find("één bijeenkomst") != std::string::npos);
            }
        }
    }
}

TEST_CASE("every example says that it was composed") {
    std::size_t count = 0;
    for (const Chapter& chapter : chapters())
        for (const Callout& example : of_kind(chapter, "Voorbeeld")) {
            INFO(chapter.where(example.blocks[0].line));
            ++count;
            const std::string first = chapter.text(example.blocks[0]);
            CHECK(first.starts_with("Voorbeeld. Dit voorbeeld is samengesteld; "));
            CHECK((first.ends_with(" bestaat niet.") || first.ends_with(" bestaan niet.")));
        }
    CHECK(count >= 6);
}

TEST_CASE("each of the six ends with three passages of its own to bring along, by address and first words") {
    for (const Chapter& chapter : numbered_chapters()) {
        INFO(chapter.entry.path);
        const std::vector<Callout> last = of_kind(chapter, "Mee naar het netwerk");
        REQUIRE(last.size() == 1);
        const auto& blocks = chapter.content->blocks;
        const std::size_t after = last[0].first + last[0].blocks.size();
        CHECK((after == blocks.size() || blocks[after].kind == BlockKind::footnote ||
               blocks[after].containers.front().kind == Container::Kind::footnote));
        REQUIRE(last[0].blocks.size() == 4);
        for (std::size_t i = 1; i < 4; ++i) {
            const std::string item = chapter.text(last[0].blocks[i]);
            INFO(chapter.where(last[0].blocks[i].line) << ": " << item);
            CHECK(is_item(last[0].blocks[i]));
            const std::size_t open = item.find(" “"), close = item.find(" …” ");
            REQUIRE(open != std::string::npos);
            REQUIRE(close != std::string::npos);
            const auto at = document::parse_address(katern_book(), item.substr(0, open));
            REQUIRE(at);
            CHECK(katern_book().chapters[at->chapter].id == chapter.entry.id);
            const std::string quote = item.substr(open + 4, close - open - 4);
            CHECK(words(quote).size() >= 4);
            CHECK(chapter.text(blocks.at(at->block)).starts_with(quote));
            CHECK(item.ends_with('?') != item.ends_with('.'));
            CHECK(item.find('?', close) != std::string::npos);
        }
    }
}

TEST_CASE(
    "the katern is plain Markdown: no directives, no HTML, and bold at the start of a quote is one of four words") {
    for (const Chapter& chapter : chapters()) {
        const std::string source = read_file(book_folder() / chapter.entry.path);
        INFO(chapter.entry.path);
        CHECK(source.find("{{") == std::string::npos);
        CHECK(source.find('<') == std::string::npos);
        std::size_t bold = 0;
        for (std::size_t at = 0; (at = source.find("\n> **", at)) != std::string::npos; ++at) ++bold;
        CHECK(callouts(chapter).size() == bold);
    }
}

TEST_CASE("quotation marks are ‘ ’ and “ ”, dashes are dashes, and a decimal has a comma") {
    for (const Chapter& chapter : chapters())
        for (const Block& block : chapter.content->blocks) {
            const std::string text = prose(chapter, block);
            INFO(chapter.where(block.line) << ": " << text);
            CHECK(text.find_first_of("\"'") == std::string::npos);
            CHECK(text.find(" - ") == std::string::npos);
            CHECK(text.find("--") == std::string::npos);
            CHECK(text.find("...") == std::string::npos);
            if (!is_running_text(block) || chapter.entry.id == "bronnen") continue;
            for (std::size_t i = 1; i + 1 < text.size(); ++i)
                if (text[i] == '.') CHECK_FALSE((std::isdigit(text[i - 1]) != 0 && std::isdigit(text[i + 1]) != 0));
        }
}

TEST_CASE("the reader is je and jij, never u") {
    for (const Chapter& chapter : chapters())
        for (const Block& block : chapter.content->blocks)
            for (const std::string& word : words(prose(chapter, block))) {
                INFO(chapter.where(block.line));
                CHECK_FALSE((word == "u" || word == "U" || word == "uw" || word == "Uw"));
            }
}

TEST_CASE("a number stays on one line with what it counts or numbers") {
    const std::regex apart("[0-9] (minuten|procent)|([Hh]oofdstuk|[Ss]tap|[Ss]tappen|[Gg]roep|[Kk]las) [0-9]");
    std::size_t together = 0;
    for (const Chapter& chapter : chapters())
        for (const Block& block : chapter.content->blocks) {
            const std::string text = prose(chapter, block);
            INFO(chapter.where(block.line) << ": " << text);
            CHECK_FALSE(std::regex_search(text, apart));
            for (std::size_t at = 0; (at = text.find("\u00A0", at)) != std::string::npos; ++at) ++together;
        }
    CHECK(together > 100);
}
