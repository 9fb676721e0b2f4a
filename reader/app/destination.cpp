#include "app/destination.h"

#include <algorithm>
#include <charconv>

#include "app/search.h"
#include "text/text.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr std::string_view pilcrow = "¶";
constexpr std::size_t words_shown = 90;  // code points

std::string_view trimmed(std::string_view typed) {
    while (!typed.empty() && (typed.front() == ' ' || typed.front() == '\t')) typed.remove_prefix(1);
    while (!typed.empty() && (typed.back() == ' ' || typed.back() == '\t')) typed.remove_suffix(1);
    return typed;
}

// A whole number without a sign; nothing for anything else.
std::optional<std::size_t> whole_number(std::string_view typed) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (typed.empty() || error != std::errc() || end != typed.data() + typed.size() || typed.front() == '-') return {};
    return number;
}

// "40", "12,5" or "12.5", of a hundred.
std::optional<double> share(std::string_view typed) {
    std::string plain(typed);
    std::replace(plain.begin(), plain.end(), ',', '.');
    if (plain.empty() || plain.find_first_not_of("0123456789.") != std::string::npos) return {};
    double number = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
    if (error != std::errc() || end != plain.data() + plain.size() || number > 100) return {};
    return number;
}

class Finder {
public:
    Finder(const document::Book& book, std::size_t present, Language language)
        : book_(book), present_(present), language_(language) {}

    std::optional<Destination> find(std::string_view typed) const {
        typed = trimmed(typed);
        if (typed.empty()) return {};
        if (typed.ends_with('%')) return by_percentage(trimmed(typed.substr(0, typed.size() - 1)));
        if (const std::size_t at = typed.find(pilcrow); at != std::string_view::npos) return by_address(typed, at);
        if (const auto chapter = chapter_called(typed)) return start_of(*chapter, Destination::By::number);
        if (auto address = by_two_numbers(typed)) return address;
        return by_title(typed);
    }

private:
    // By its number or its id.
    std::optional<std::size_t> chapter_called(std::string_view name) const {
        const std::string wanted = text::fold_query(name);
        for (std::size_t i = 0; i < book_.chapters.size(); ++i) {
            const document::ChapterEntry& entry = book_.chapters[i];
            if (entry.number == name || text::fold_query(entry.id) == wanted) return i;
        }
        return {};
    }

    std::optional<Destination> at_block(std::size_t chapter, std::size_t block, Destination::By by) const {
        const auto loaded = book_.chapter(chapter);
        if (!loaded || block >= (*loaded)->blocks.size()) return {};
        const text::Range words = (*loaded)->blocks[block].text;
        const document::ChapterEntry& entry = book_.chapters[chapter];
        Destination there{chapter, words.start, document::address(entry, block), entry.title, {}, by};
        there.words = in_one_line(snippet((*loaded)->text, words, {words.start, words.start}, 0, words_shown)).text;
        return there;
    }

    std::optional<Destination> start_of(std::size_t chapter, Destination::By by) const {
        std::optional<Destination> there = at_block(chapter, 0, by);
        if (!there) return there;
        there->byte = 0;
        there->name = book_.chapters[chapter].number;
        there->words.clear();
        return there;
    }

    std::optional<Destination> by_address(std::string_view typed, std::size_t at) const {
        const std::string_view name = trimmed(typed.substr(0, at));
        std::string_view rest = trimmed(typed.substr(at + pilcrow.size()));
        // "2 ¶14–16" and "2 ¶14 “Eerste woorden”": where it begins.
        rest = rest.substr(0, std::min(rest.size(), rest.find_first_not_of("0123456789")));
        if (!name.empty()) {
            const auto named = document::parse_address(book_, std::string(name) + " ¶" + std::string(rest));
            return named ? at_block(named->chapter, named->block, Destination::By::address) : std::nullopt;
        }
        const std::optional<std::size_t> block = whole_number(rest);
        if (!block || *block == 0) return {};
        return at_block(present_, *block - 1, Destination::By::address);
    }

    std::optional<Destination> by_two_numbers(std::string_view typed) const {
        const std::size_t at = typed.find_last_of(" .,:");
        if (at == std::string_view::npos) return {};
        const std::string_view name = trimmed(typed.substr(0, at));
        const std::optional<std::size_t> block = whole_number(typed.substr(at + 1));
        if (!block || *block == 0 || name.empty() || name.find_first_not_of("0123456789.") != std::string_view::npos)
            return {};
        const std::optional<std::size_t> chapter = chapter_called(name);
        return chapter ? at_block(*chapter, *block - 1, Destination::By::number) : std::nullopt;
    }

    // Of the text of all chapters; the block in which it lies.
    std::optional<Destination> by_percentage(std::string_view typed) const {
        const std::optional<double> wanted = share(typed);
        if (!wanted) return {};
        std::vector<std::size_t> sizes;
        std::size_t whole = 0;
        for (std::size_t i = 0; i < book_.chapters.size(); ++i) {
            const auto chapter = book_.chapter(i);
            sizes.push_back(chapter ? (*chapter)->text.size() : 0);
            whole += sizes.back();
        }
        if (whole == 0) return {};
        auto byte = static_cast<std::size_t>(static_cast<double>(whole) * *wanted / 100);
        std::size_t chapter = 0;
        while (chapter + 1 < sizes.size() && byte >= sizes[chapter]) byte -= sizes[chapter++];
        const auto loaded = book_.chapter(chapter);
        if (!loaded) return {};
        std::optional<Destination> there = at_block(chapter, (*loaded)->block_at(byte), Destination::By::percentage);
        if (there) there->name = say(Word::go_to_percentage, language_, {*wanted});
        return there;
    }

    // The first whose title begins with these words, else that holds them.
    std::optional<Destination> by_title(std::string_view typed) const {
        const std::string words = text::fold_query(typed);
        if (words.empty()) return {};
        std::optional<std::size_t> holds;
        for (std::size_t i = 0; i < book_.chapters.size(); ++i) {
            const std::size_t at = text::fold_query(book_.chapters[i].title).find(words);
            if (at == 0) return start_of(i, Destination::By::title);
            if (at != std::string::npos && !holds) holds = i;
        }
        return holds ? start_of(*holds, Destination::By::title) : std::nullopt;
    }

    const document::Book& book_;
    std::size_t present_;
    Language language_;
};

}  // namespace

std::optional<Destination> destination_named(const document::Book& book, std::size_t present, std::string_view typed,
                                             Language language) {
    return Finder(book, present, language).find(typed);
}

}  // namespace katern::app
