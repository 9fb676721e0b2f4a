#include "share/meeting_pdf.h"

#include <algorithm>

#include "share/meeting_dates.h"
#include "share/pdf_paper.h"
#include "words/words.h"

namespace katern::share {
namespace {

using typeset::Family;
using typeset::Ink;

constexpr Px voice_indent = 32, reply_indent = 26, least = 90, between_cells = 16;
constexpr Px actor_width = 120, day_width = 120, outcome_width = 130;
constexpr Px action_width = PdfPaper::measure - actor_width - day_width - outcome_width - 3 * between_cells;

draw::PdfFacts facts_of(const MeetingHead& head, notes::Milliseconds now) {
    return {head.day.empty() ? head.title : head.title + ", " + head.day, {}, notes::iso_8601(now)};
}

class MeetingPaper {
public:
    MeetingPaper(const MeetingHandOut& handout, notes::Milliseconds now, Language language)
        : handout_(handout),
          language_(language),
          head_(head_of(handout, language)),
          paper_(facts_of(head_, now), facts_of(head_, now).title, language == Language::nl ? "nl" : "en") {}

    Result<std::string> write(const std::string& path) {
        text(head_.title, bold(36, 44));
        text(head_.day, paper_.style(Family::serif, 18, 26, Ink::quiet));
        typeset::TextStyle asked = paper_.style(Family::serif, 18, 26);
        asked.italic = true;
        paper_.gap(10);
        text(head_.question, asked);
        paper_.gap(6);
        for (const std::string& line : {head_.people, head_.book, head_.next})
            text(line, paper_.style(Family::sans, 14, 21, Ink::quiet));
        agenda();
        decisions();
        actions();
        return paper_.finish(path);
    }

private:
    [[nodiscard]] typeset::TextStyle bold(Px size, Px leading) const {
        typeset::TextStyle style = paper_.style(Family::serif, size, leading);
        style.bold = true;
        return style;
    }

    void text(const std::string& words, const typeset::TextStyle& style, Px x = 0) {
        if (!words.empty()) paper_.words(paper_.set(words, style, PdfPaper::measure - x), words, x);
    }

    void heading(Word word) {
        paper_.gap(40);
        paper_.need(50 + least);
        paper_.outline(say(word, language_));
        text(say(word, language_), bold(25, 33));
        paper_.gap(6);
    }

    void agenda() {
        if (handout_.items.empty()) return;
        heading(Word::meeting_agenda);
        int number = 0;
        for (const MeetingHandOut::Item& item : handout_.items) {
            paper_.gap(18);
            paper_.need(26 + (item.passages.empty() ? 0 : least));
            const std::string minutes = minutes_label(item.minutes, language_),
                              title = std::to_string(++number) + ". " + item.text;
            const typeset::TextStyle quiet = paper_.style(Family::sans, 14, 26, Ink::quiet);
            const typeset::TextLayout right = paper_.set(minutes, quiet, 90);
            const Px width = PdfPaper::measure - 100;
            paper_.row({{0, title, paper_.set(title, bold(19, 26), width)},
                        {PdfPaper::measure - right.width, minutes, right}});
            for (const MeetingPassage& passage : item.passages) this->passage(passage);
        }
    }

    void passage(const MeetingPassage& passage) {
        if (passage.quote.empty() && passage.address.empty()) return;
        const draw::Category category = draw::category_named(passage.category);
        const draw::CategoryColors& colors = paper_.theme().of(category);
        std::string where = passage.address;
        if (!passage.section.empty()) where += (where.empty() ? "" : " · ") + passage.section;
        paper_.gap(10);
        paper_.need(PdfPaper::head_leading + 2 * PdfPaper::quote_leading);
        text(where, paper_.style(Family::sans, 13.5F, PdfPaper::head_leading, Ink::quiet), 16);
        std::string words = passage.quote;
        std::replace(words.begin(), words.end(), '\t', ' ');
        while (words.ends_with('\n')) words.pop_back();
        PdfPaper::Ground ground;
        ground.bar = colors.sign;
        if (category != draw::Category::other) ground.under = colors.ground;
        if (!words.empty())
            paper_.words(
                paper_.set(words, paper_.style(Family::serif, 17, PdfPaper::quote_leading), PdfPaper::measure - 16),
                words, 16, ground);
        for (const MeetingVoice& voice : passage.voices) this->voice(voice);
    }

    void voice(const MeetingVoice& voice) {
        const Px x = 16 + voice_indent + reply_indent * static_cast<Px>(std::min<std::size_t>(voice.depth, 4));
        paper_.gap(voice.depth > 0 ? 8 : 12);
        paper_.need(PdfPaper::head_leading + PdfPaper::quote_leading);
        if (!voice.category.empty()) paper_.sign(draw::category_named(voice.category), x, PdfPaper::head_leading);
        typeset::TextStyle style = paper_.style(Family::sans, 14, PdfPaper::head_leading);
        style.bold = true;
        text(voice.who, style, x);
        if (!voice.words.empty()) paper_.markdown(voice.words, x);
    }

    void decisions() {
        if (handout_.decisions.empty()) return;
        heading(Word::meeting_decisions);
        for (const MeetingHandOut::Decision& decision : handout_.decisions) {
            paper_.gap(12);
            paper_.need(26 + (decision.passage.quote.empty() ? 0 : least));
            text(decision.text, bold(18, 26));
            passage(decision.passage);
            if (!decision.outcome.empty())
                text(say(Word::meeting_came_of_it, language_, {decision.outcome}), paper_.style(Family::serif, 16, 23),
                     16);
        }
    }

    void actions() {
        if (handout_.actions.empty()) return;
        heading(Word::meeting_actions);
        typeset::TextStyle head = paper_.style(Family::sans, 13.5F, PdfPaper::head_leading, Ink::quiet);
        head.bold = true;
        const auto said = [&](Word word) { return say(word, language_); };
        row({said(Word::meeting_what), said(Word::meeting_who), said(Word::meeting_when), said(Word::meeting_outcome)},
            head);
        for (const MeetingHandOut::Action& action : handout_.actions)
            row({action.text, action.who, date_in_words(action.when, language_), action.outcome},
                paper_.style(Family::serif, 16, 23));
    }

    void row(const std::vector<std::string>& cells, const typeset::TextStyle& style) {
        constexpr Px widths[] = {action_width, actor_width, day_width, outcome_width};
        std::vector<PdfPaper::Cell> set;
        Px x = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            set.push_back({x, cells[i], paper_.set(cells[i], style, widths[i])});
            x += widths[i] + between_cells;
        }
        paper_.gap(5);
        paper_.row(set);
        paper_.gap(5);
        paper_.rule(paper_.theme().line);
    }

    const MeetingHandOut& handout_;
    Language language_;
    MeetingHead head_;
    PdfPaper paper_;
};

}  // namespace

Result<std::string> meeting_to_pdf(const MeetingHandOut& handout, notes::Milliseconds now, Language language,
                                   const std::string& path) {
    return MeetingPaper(handout, now, language).write(path);
}

}  // namespace katern::share
