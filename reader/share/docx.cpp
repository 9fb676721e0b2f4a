#include "share/docx.h"

#include <algorithm>
#include <array>

#include "share/docx_body.h"
#include "share/docx_parts.h"
#include "share/entries.h"
#include "share/times.h"
#include "share/xml.h"
#include "words/words.h"

namespace katern::share {
namespace {

constexpr Twips below_parent = 567;

std::string colour(std::string_view value) {
    return "<w:color w:val=\"" + std::string(value) + "\"/>";
}

std::string shading(std::string_view fill) {
    return "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" + std::string(fill) + "\"/>";
}

// The language of the book's own words, where that is not the one of the document.
std::string language_of_quotes(const document::Book& book, Language language) {
    const bool same = book.language.starts_with(language == Language::nl ? "nl" : "en");
    if (same) return {};
    if (book.language.starts_with("nl")) return "<w:lang w:val=\"nl-NL\"/>";
    return book.language.starts_with("en") ? "<w:lang w:val=\"en-GB\"/>" : std::string();
}

class DocxWriter {
public:
    DocxWriter(const Selection& selection, const document::Book& book, Language language)
        : selection_(selection), book_(book), language_(language), entries_(entries_of(selection, book)),
          quote_language_(language_of_quotes(book, language)) {}

    Result<std::string> write() {
        title();
        for (std::size_t i = 0; i < entries_.size() && selection_.goes_on(i); ++i) entry(i);
        actions();
        return packed();
    }

private:
    [[nodiscard]] std::string said(Word word, const Arguments& arguments = {}) const { return say(word, language_, arguments); }

    void paragraph(const std::string& style, const std::string& runs, Twips indent = 0, const std::string& bookmark = {}) {
        DocxBody::Paragraph form;
        form.style = style;
        form.indent = indent;
        form.bookmark = bookmark;
        body_.paragraph(form, runs);
    }

    void title() {
        paragraph("Title", DocxBody::run(book_.title, quote_language_));
        if (const std::string authors = authors_of(book_); !authors.empty()) paragraph("Subtitle", DocxBody::run(authors));
        paragraph("Subtitle", DocxBody::run(day_line(selection_, language_)));
    }

    void headings(const Entry& entry) {
        if (!opened_ || chapter_ != entry.chapter) {
            opened_ = true;
            chapter_ = entry.chapter;
            section_.clear();
            paragraph("Heading1", entry.chapter ? DocxBody::run(chapter_heading(book_.chapters[*entry.chapter]), quote_language_)
                                                : DocxBody::run(said(Word::export_orphans)));
            if (!entry.chapter) paragraph("", DocxBody::run(said(Word::export_orphans_why), "<w:i/>"));
        }
        if (entry.section == section_) return;
        section_ = entry.section;
        if (!section_.empty()) paragraph("Heading2", DocxBody::run(section_, quote_language_));
    }

    void entry(std::size_t index) {
        const Entry& entry = entries_[index];
        const notes::Annotation& note = entry.note();
        if (!entry.below_parent) headings(entry);
        const Twips indent = entry.below_parent ? below_parent : 0;
        paragraph("NoteAddress", about(entry), indent, bookmark(index));
        if (!entry.below_parent) quote(entry);
        const notes::Reflection answer = notes::reflection_in(note);
        if (!answer.question.empty()) lines("Quote", answer.question, "<w:i/>" + quote_language_);
        body_.note(read_note(answer.words), section_.empty() ? 1 : 2, indent);
    }

    [[nodiscard]] static std::string bookmark(std::size_t index) { return "n" + std::to_string(index); }

    // "2 ¶14 · ✦ inzicht · #tijd · gedeeld met Regio Oost"
    [[nodiscard]] std::string about(const Entry& entry) const {
        const notes::Annotation& note = entry.note();
        std::string out;
        const auto part = [&](const std::string& runs) {
            if (runs.empty()) return;
            if (!out.empty()) out += DocxBody::run(" · ");
            out += runs;
        };
        constexpr std::string_view ink = "<w:b/><w:color w:val=\"1E1B18\"/>";
        if (!entry.below_parent) part(DocxBody::run(entry.chapter ? entry.address : former_place(note), ink));
        if (!note.category.empty()) {
            const CategoryLabel label = category_label(note.category, language_);
            const DocxColours& colours = docx_colours(note.category);
            const std::string sign = label.sign.empty() ? std::string() : " " + label.sign + " ";
            part(DocxBody::run(sign, "<w:b/>" + colour(colours.sign) + shading(colours.fill)) +
                 DocxBody::run((sign.empty() ? "" : " ") + label.name, "<w:b/>" + colour(colours.sign)));
        }
        part(DocxBody::run(author_label(note, selection_)));
        part(DocxBody::run(kind_label(note, language_)));
        for (const std::string& tag : note.tags) part(DocxBody::run("#" + tag));
        part(DocxBody::run(visibility_label(note, selection_, language_)));
        return out;
    }

    void quote(const Entry& entry) {
        const DocxColours& colours = docx_colours(entry.note().category);
        const std::string figure = figure_label(entry.note(), language_);
        if (!figure.empty()) return paragraph(std::string(colours.style), DocxBody::run(figure, "<w:i/>" + quote_language_));
        const std::string letters = entry.code_language ? "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/>" : "";
        lines(std::string(colours.style), quote_of(entry), letters + shading(colours.fill) + quote_language_);
    }

    // A line feed of the text begins a paragraph; a tab parts the cells of a table's row.
    void lines(const std::string& style, const std::string& text, const std::string& letters) {
        for (std::size_t start = 0; start <= text.size();) {
            const std::size_t end = std::min(text.find('\n', start), text.size());
            std::string line;
            for (const char c : text.substr(start, end - start)) line += c == '\t' ? std::string(" | ") : std::string(1, c);
            if (!line.empty()) paragraph(style, DocxBody::run(line, letters));
            start = end + 1;
        }
    }

    // Passage, what, who, when: the last two are for the meeting to fill in.
    void actions() {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < entries_.size(); ++i)
            if (entries_[i].note().category == notes::to_text(notes::Category::actie)) found.push_back(i);
        if (found.empty()) return;
        paragraph("Heading1", DocxBody::run(said(Word::docx_actions)));
        constexpr std::array<Twips, 4> widths{3000, 3272, 1400, 1400};
        body_.raw(docx_table_start({widths.begin(), widths.end()}, said(Word::docx_actions)));
        constexpr std::array<Word, 4> heads{Word::docx_passage, Word::docx_what, Word::docx_who, Word::docx_when};
        for (std::size_t column = 0; column < widths.size(); ++column)
            cell(widths[column], shading("F4F1EB"), [&] { paragraph("TableHead", DocxBody::run(said(heads[column]))); });
        body_.raw("</w:tr>");
        for (const std::size_t index : found) action(index, widths);
        body_.raw("</w:tbl>");
    }

    void action(std::size_t index, const std::array<Twips, 4>& widths) {
        const Entry& entry = entries_[index];
        body_.raw("<w:tr>");
        cell(widths[0], "", [&] {
            const std::string place = entry.chapter ? entry.address : former_place(entry.note());
            paragraph("TableText", DocxBody::link_within(bookmark(index), DocxBody::run(place, "<w:rStyle w:val=\"Hyperlink\"/>")));
            const std::string figure = figure_label(entry.note(), language_);
            lines("TableText", figure.empty() ? quote_of(entry) : figure, quote_language_);
        });
        cell(widths[1], "", [&] {
            bool some = false;
            for (const NoteBlock& block : read_note(notes::reflection_in(entry.note()).words)) {
                std::string runs = body_.runs(block.runs);
                for (const std::vector<Run>& part : block.cells) runs += body_.runs(part) + DocxBody::run("  ");
                if (runs.empty()) continue;
                paragraph("TableText", runs);
                some = true;
            }
            if (!some) paragraph("TableText", "");
        });
        for (const std::size_t empty : {2, 3}) cell(widths[empty], "", [&] { paragraph("TableText", ""); });
        body_.raw("</w:tr>");
    }

    template <class Fill>
    void cell(Twips width, const std::string& form, Fill fill) {
        body_.raw("<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/>" + form + "</w:tcPr>");
        fill();
        body_.raw("</w:tc>");
    }

    [[nodiscard]] Result<std::string> packed() const {
        const std::string language = language_ == Language::nl ? "nl-NL" : "en-GB";
        const std::string heading = day_line(selection_, language_) + " – " + book_.title;
        const DocxProperties properties{heading, selection_.writer, language, utc_text(selection_.now)};
        return docx_package(body_, properties, book_.title);
    }

    const Selection& selection_;
    const document::Book& book_;
    Language language_;
    std::vector<Entry> entries_;
    std::string quote_language_;
    DocxBody body_;
    bool opened_ = false;
    std::optional<std::size_t> chapter_;
    std::string section_;
};

}  // namespace

Result<std::string> to_docx(const Selection& selection, const document::Book& book, Language language) {
    return DocxWriter(selection, book, language).write();
}

}  // namespace katern::share
