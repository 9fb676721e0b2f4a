#include "share/meeting_docx.h"

#include <algorithm>

#include "share/docx_body.h"
#include "share/entries.h"
#include "share/meeting_dates.h"
#include "share/times.h"
#include "words/words.h"

namespace katern::share {
namespace {

constexpr Twips below_passage = 284, below_voice = 400;

class MeetingDocument {
public:
    MeetingDocument(const MeetingHandOut& handout, Language language) : handout_(handout), language_(language) {}

    Result<std::string> write(notes::Milliseconds now) {
        const MeetingHead head = head_of(handout_, language_);
        paragraph("Title", DocxBody::run(head.title));
        if (!head.day.empty()) paragraph("Subtitle", DocxBody::run(head.day));
        if (!head.question.empty()) paragraph("", DocxBody::run(head.question, "<w:i/>"));
        for (const std::string& line : {head.people, head.book, head.next})
            if (!line.empty()) paragraph("", DocxBody::run(line));
        agenda();
        decisions();
        actions();
        const std::string language = language_ == Language::nl ? "nl-NL" : "en-GB";
        const std::string title = head.day.empty() ? head.title : head.title + ", " + head.day;
        return docx_package(body_, {title, {}, language, utc_text(now)}, title);
    }

private:
    [[nodiscard]] std::string said(Word word) const { return say(word, language_); }

    void paragraph(const std::string& style, const std::string& runs, Twips indent = 0) {
        DocxBody::Paragraph form;
        form.style = style;
        form.indent = indent;
        body_.paragraph(form, runs);
    }

    void agenda() {
        if (handout_.items.empty()) return;
        paragraph("Heading1", DocxBody::run(said(Word::meeting_agenda)));
        int number = 0;
        for (const MeetingHandOut::Item& item : handout_.items) {
            const std::string minutes = minutes_label(item.minutes, language_);
            const std::string quiet =
                minutes.empty() ? std::string()
                                : DocxBody::run("  " + minutes, "<w:b w:val=\"0\"/><w:color w:val=\"6B655E\"/>");
            paragraph("Heading2", DocxBody::run(std::to_string(++number) + ". " + item.text) + quiet);
            for (const MeetingPassage& passage : item.passages) this->passage(passage);
        }
    }

    void passage(const MeetingPassage& passage) {
        const DocxColours& colours = docx_colours(passage.category);
        // What stands in no category is quoted, not marked in a colour.
        const std::string ground = passage.category.empty() ? std::string()
                                                            : "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" +
                                                                  std::string(colours.fill) + "\"/>";
        std::string where = passage.address;
        if (!passage.section.empty()) where += (where.empty() ? "" : " · ") + passage.section;
        if (!where.empty()) paragraph("NoteAddress", DocxBody::run(where));
        for (std::size_t start = 0; start < passage.quote.size();) {
            const std::size_t end = std::min(passage.quote.find('\n', start), passage.quote.size());
            std::string line = passage.quote.substr(start, end - start);
            std::replace(line.begin(), line.end(), '\t', ' ');
            if (!line.empty()) paragraph(std::string(colours.style), DocxBody::run(line, ground));
            start = end + 1;
        }
        for (const MeetingVoice& voice : passage.voices) this->voice(voice);
    }

    // "✦ Anna, inzicht", and below it what she wrote.
    void voice(const MeetingVoice& voice) {
        const Twips indent = below_passage + below_voice * static_cast<Twips>(std::min<std::size_t>(voice.depth, 4));
        std::string runs;
        if (!voice.category.empty()) {
            const CategoryLabel label = category_label(voice.category, language_);
            const DocxColours& colours = docx_colours(voice.category);
            if (!label.sign.empty())
                runs +=
                    DocxBody::run(" " + label.sign + " ", "<w:b/><w:color w:val=\"" + std::string(colours.sign) +
                                                              "\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" +
                                                              std::string(colours.fill) + "\"/>") +
                    DocxBody::run(" ");
            runs += DocxBody::run(voice.who, "<w:b/>") + DocxBody::run(" " + label.name, "<w:color w:val=\"6B655E\"/>");
        } else {
            runs = DocxBody::run(voice.who, "<w:b/>");
        }
        paragraph("", runs, indent);
        body_.note(read_note(voice.words), 2, indent);
    }

    void decisions() {
        if (handout_.decisions.empty()) return;
        paragraph("Heading1", DocxBody::run(said(Word::meeting_decisions)));
        for (const MeetingHandOut::Decision& decision : handout_.decisions) {
            paragraph("", DocxBody::run(decision.text, "<w:b/>"));
            if (!decision.passage.quote.empty()) this->passage(decision.passage);
            if (!decision.outcome.empty())
                paragraph("", DocxBody::run(say(Word::meeting_came_of_it, language_, {decision.outcome})));
        }
    }

    void actions() {
        if (handout_.actions.empty()) return;
        paragraph("Heading1", DocxBody::run(said(Word::meeting_actions)));
        const std::vector<Twips> widths{3872, 1600, 1800, 1800};
        body_.raw(docx_table_start(widths, said(Word::meeting_actions)));
        row(widths,
            {said(Word::meeting_what), said(Word::meeting_who), said(Word::meeting_when), said(Word::meeting_outcome)},
            "TableHead");
        for (const MeetingHandOut::Action& action : handout_.actions) {
            body_.raw("<w:tr>");
            row(widths, {action.text, action.who, date_in_words(action.when, language_), action.outcome}, "TableText");
        }
        body_.raw("</w:tbl>");
    }

    void row(const std::vector<Twips>& widths, const std::vector<std::string>& cells, const std::string& style) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            body_.raw("<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(widths[i]) + "\" w:type=\"dxa\"/></w:tcPr>");
            paragraph(style, DocxBody::run(cells[i]));
            body_.raw("</w:tc>");
        }
        body_.raw("</w:tr>");
    }

    const MeetingHandOut& handout_;
    Language language_;
    DocxBody body_;
};

}  // namespace

Result<std::string> meeting_to_docx(const MeetingHandOut& handout, notes::Milliseconds now, Language language) {
    return MeetingDocument(handout, language).write(now);
}

}  // namespace katern::share
