#include "app/work_forms.h"

#include <algorithm>
#include <charconv>

#include "app/questions.h"

namespace katern::app {
namespace {

constexpr std::string_view units[] = {"minuten", "minuut", "minutes", "minute", "min"};
// What may part a number from its unit: also spaces that don't break a line.
constexpr std::string_view spaces[] = {" ", "\u00A0", "\u202F"};

struct SaidMinutes {
    int number = 0;
    std::size_t start = 0, end = 0;  // of the number and its unit
};

// From `at` on.
std::optional<SaidMinutes> next_minutes(std::string_view words, std::size_t at) {
    for (std::size_t i = at; i < words.size(); ++i) {
        if (words[i] < '0' || words[i] > '9') continue;
        int number = 0;
        const char* end = std::from_chars(words.data() + i, words.data() + words.size(), number).ptr;
        const auto after = static_cast<std::size_t>(end - words.data());
        std::size_t unit_at = after;
        for (const std::string_view space : spaces)
            if (words.substr(after).starts_with(space)) unit_at += space.size();
        for (const std::string_view unit : units)
            if (words.substr(unit_at).starts_with(unit)) return SaidMinutes{number, i, unit_at + unit.size()};
        i = std::max(i, after - 1);
    }
    return std::nullopt;
}

WorkForm work_form_at(const KnownBook& known, std::size_t index, const document::Chapter& chapter,
                      const document::Callout& callout) {
    std::size_t last = callout.first_block;
    const auto is_in_it = [&](std::size_t block) {
        const auto other = document::callout_of(chapter, block);
        return other && other->quote == callout.quote;
    };
    while (is_in_it(last + 1)) ++last;
    const text::Range all{chapter.blocks[callout.first_block].text.start, chapter.blocks[last].text.end};
    WorkForm form;
    form.title = std::string(words_after_label(chapter, callout));
    form.address = document::address(known.book->chapters[index], callout.first_block);
    form.minutes = minutes_said(text::slice(chapter.text, all));
    form.anchor = notes::anchor_on(chapter, known.edition, all);
    return form;
}

}  // namespace

int minutes_said(std::string_view words) {
    int steps = 0;
    for (auto said = next_minutes(words, 0); said; said = next_minutes(words, said->end)) {
        const bool in_brackets = said->start > 0 && words[said->start - 1] == '(';
        if (!in_brackets) return std::min(said->number, 24 * 60);
        steps += said->number;
    }
    return std::min(steps, 24 * 60);
}

std::vector<WorkForm> work_forms(const KnownBook& known) {
    std::vector<WorkForm> out;
    for (std::size_t index = 0; index < known.book->chapters.size(); ++index) {
        const auto chapter = known.book->chapter(index);
        if (!chapter) continue;
        for (std::size_t block = 0; block < (*chapter)->blocks.size(); ++block) {
            const auto callout = document::callout_of(**chapter, block);
            if (callout && callout->kind == document::Callout::Kind::work_form && callout->first_block == block)
                out.push_back(work_form_at(known, index, **chapter, *callout));
        }
    }
    return out;
}

}  // namespace katern::app
