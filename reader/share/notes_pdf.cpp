#include "share/notes_pdf.h"

#include <algorithm>

#include "notes/reflection.h"
#include "share/entries.h"
#include "share/pdf_paper.h"
#include "words/words.h"

namespace katern::share {
namespace {

using typeset::Family;
using typeset::Ink;

constexpr Px indent_of_reply = 30;
constexpr Px least_entry =
    PdfPaper::head_leading + 2 * PdfPaper::quote_leading;  // of one that begins at the foot of a page
constexpr Px cell_gap = 18, where_width = 100, who_width = 140;
constexpr Px what_width = PdfPaper::measure - where_width - who_width - 2 * cell_gap;

// Cells of a table's row as people read them.
std::string with_bars(std::string text) {
    for (std::size_t at = 0; (at = text.find('\t', at)) != std::string::npos; at += 3) text.replace(at, 1, " | ");
    return text;
}

class PageWriter {
public:
    PageWriter(const Selection& selection, const document::Book& book, Language language)
        : selection_(selection), book_(book), language_(language), entries_(entries_of(selection, book)), paper_(facts(), book.title, book.language) {}

    Result<std::string> write(const std::string& path, const Progress& progress) {
        title();
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            if (progress && !progress(i, entries_.size())) return fail(Word::error_print_stopped);
            entry(entries_[i]);
        }
        actions();
        return paper_.finish(path);
    }

private:
    [[nodiscard]] draw::PdfFacts facts() const {
        return {say(Word::pdf_title, language_, {book_.title}), selection_.writer, notes::iso_8601(selection_.now)};
    }

    void text(std::string_view words, const typeset::TextStyle& style, Px x = 0) {
        if (!words.empty()) paper_.words(paper_.set(words, style, PdfPaper::measure - x), words, x);
    }

    [[nodiscard]] typeset::TextStyle heading_style(Px size, Px leading) const {
        typeset::TextStyle style = paper_.style(Family::serif, size, leading);
        style.bold = true;
        return style;
    }

    void title() {
        text(book_.title, heading_style(36, 44));
        paper_.gap(8);
        text(authors_of(book_), paper_.style(Family::serif, 17, 25, Ink::quiet));
        typeset::TextStyle day = paper_.style(Family::serif, 17, 25, Ink::quiet);
        day.italic = true;
        text(day_line(selection_, language_), day);
    }

    void heading(const std::string& words, Px size, Px before, bool in_outline) {
        const Px leading = size * 1.3F;
        paper_.gap(before);
        paper_.need(leading + 12 + least_entry);
        if (in_outline) paper_.outline(words);
        text(words, heading_style(size, leading));
        paper_.gap(4);
    }

    void place(const Entry& entry) {
        if (!entry.chapter) {
            if (!orphans_) {
                heading(say(Word::export_orphans, language_), 25, 40, true);
                typeset::TextStyle why = paper_.style(Family::serif, 16, 23, Ink::quiet);
                why.italic = true;
                text(say(Word::export_orphans_why, language_), why);
            }
            orphans_ = true;
            return;
        }
        if (entry.chapter != chapter_) {
            heading(chapter_heading(book_.chapters[*entry.chapter]), 25, 40, true);
            section_.clear();
        }
        chapter_ = entry.chapter;
        if (entry.section != section_ && !entry.section.empty()) heading(entry.section, 19, 24, false);
        section_ = entry.section;
    }

    void entry(const Entry& entry) {
        place(entry);
        const notes::Annotation& note = entry.note();
        const Px x = entry.below_parent ? indent_of_reply : 0;
        const draw::Category category = draw::category_named(note.category);
        paper_.gap(entry.below_parent ? 10 : 22);
        paper_.need(least_entry);
        if (!note.category.empty()) paper_.sign(category, x, PdfPaper::head_leading);
        head(entry, x);
        if (!entry.below_parent) passage(entry, category, x);
        const notes::Reflection answer = notes::reflection_in(note);
        if (!answer.question.empty()) {
            paper_.gap(4);
            quote(answer.question, draw::Category::other, false, x);
        }
        if (answer.words.empty()) return;
        paper_.gap(8);
        paper_.markdown(answer.words, x);
    }

    // "2 ¶14 · inzicht · Karin · #tijd · gedeeld met Regio Oost"
    void head(const Entry& entry, Px x) {
        const notes::Annotation& note = entry.note();
        typeset::Emphasised words;
        const auto part = [&](const std::string& said, bool bold) {
            if (said.empty()) return;
            if (!words.text.empty()) words.text += " · ";
            if (bold) words.parts.push_back({{words.text.size(), words.text.size() + said.size()}, true, false, -1});
            words.text += said;
        };
        part(entry.below_parent ? std::string() : entry.address, true);
        if (!entry.chapter) part(former_place(note), true);
        part(author_label(note, selection_), true);
        part(kind_label(note, language_), false);
        part(category_label(note.category, language_).name, false);
        for (const std::string& tag : note.tags) part("#" + tag, false);
        part(visibility_label(note, selection_, language_), false);
        const typeset::TextStyle style = paper_.style(Family::sans, 13.5F, PdfPaper::head_leading, Ink::quiet);
        paper_.words(paper_.set(words, style, PdfPaper::measure - x), words.text, x);
    }

    void passage(const Entry& entry, draw::Category category, Px x) {
        if (const std::string figure = figure_label(entry.note(), language_); !figure.empty()) return quote(figure, category, false, x);
        if (!quote_of(entry).empty()) quote(quote_of(entry), category, entry.code_language.has_value(), x);
    }

    void quote(const std::string& canonical, draw::Category category, bool code, Px x) {
        std::string words = code ? canonical : with_bars(canonical);
        while (words.ends_with('\n')) words.pop_back();
        const Px inset = 16;
        const typeset::TextStyle style = paper_.style(code ? Family::mono : Family::serif, code ? 14.5F : 17, PdfPaper::quote_leading);
        const draw::CategoryColors& colors = paper_.theme().of(category);
        PdfPaper::Ground ground;
        ground.bar = colors.sign;
        // What stands in no category is quoted, not marked in a colour.
        if (category != draw::Category::other) ground.under = colors.ground;
        paper_.gap(3);
        paper_.words(paper_.set(words, style, PdfPaper::measure - x - inset), words, x + inset, ground);
    }

    // --- The table of actions

    void actions() {
        std::vector<const Entry*> found;
        for (const Entry& entry : entries_)
            if (entry.note().category == to_text(notes::Category::actie)) found.push_back(&entry);
        if (found.empty()) return;
        heading(say(Word::docx_actions, language_), 25, 44, true);
        typeset::TextStyle head = paper_.style(Family::sans, 13.5F, PdfPaper::head_leading, Ink::quiet);
        head.bold = true;
        row(say(Word::docx_what, language_), say(Word::pdf_where, language_), say(Word::docx_who, language_), head);
        const typeset::TextStyle style = paper_.style(Family::serif, 16, 23);
        for (const Entry* entry : found) {
            const notes::Annotation& note = entry->note();
            const std::string what = note.body.empty() ? with_bars(quote_of(*entry)) : typeset::emphasised(notes::reflection_in(note).words).text;
            row(what, entry->address.empty() ? former_place(note) : entry->address,
                note.mine ? selection_.writer : note.author.name, style);
        }
    }

    void row(const std::string& what, const std::string& where, const std::string& who, const typeset::TextStyle& style) {
        paper_.gap(5);
        paper_.row({{0, what, paper_.set(what, style, what_width)},
                    {what_width + cell_gap, where, paper_.set(where, style, where_width)},
                    {what_width + where_width + 2 * cell_gap, who, paper_.set(who, style, who_width)}});
        paper_.gap(5);
        paper_.rule(paper_.theme().line);
    }

    const Selection& selection_;
    const document::Book& book_;
    Language language_;
    std::vector<Entry> entries_;
    PdfPaper paper_;
    std::optional<std::size_t> chapter_;  // whose heading was written last
    std::string section_;
    bool orphans_ = false;
};

}  // namespace

Result<std::string> to_pdf(const Selection& selection, const document::Book& book, Language language, const std::string& path,
                           const Progress& progress) {
    return PageWriter(selection, book, language).write(path, progress);
}

}  // namespace katern::share
