#include "app/handing_out.h"

#include <algorithm>
#include <array>

#include "app/meeting_desk.h"
#include "app/reader_jobs.h"
#include "app/saving_page.h"
#include "share/meeting_docx.h"
#include "share/meeting_html.h"
#include "share/meeting_pdf.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr std::array forms{
    HandOutForm{"docx", ".docx", Word::ui_format_docx, Word::hand_out_docx_about},
    HandOutForm{"pdf", ".pdf", Word::ui_format_pdf, Word::hand_out_pdf_about},
    HandOutForm{"html", ".html", Word::ui_format_html, Word::hand_out_html_about},
    HandOutForm{"markdown", ".md", Word::ui_format_markdown, Word::hand_out_markdown_about},
    HandOutForm{"ics", ".ics", Word::hand_out_ics, Word::hand_out_ics_about},
};

Result<std::string> bytes_of(const share::MeetingHandOut& handout, const HandOutForm& form, notes::Milliseconds now,
                             const std::string& path, Language language) {
    if (form.name == "docx") return share::meeting_to_docx(handout, now, language);
    if (form.name == "pdf") return share::meeting_to_pdf(handout, now, language, path);
    if (form.name == "html") return share::meeting_to_html(handout, language);
    if (form.name == "ics") return share::meeting_to_ics(handout, now, language);
    return share::meeting_to_markdown(handout, language);
}

Result<void> write(const share::MeetingHandOut& handout, const HandOutForm& form, const std::string& path,
                   Language language) {
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!now) return tl::unexpected<Error>(now.error());
    const Result<std::string> bytes = bytes_of(handout, form, *now, path, language);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    return share::write_whole(path, *bytes);
}

// Its sheet may be closed by now, and another open.
void finish(Reader& reader, const Result<std::string>& written) {
    const bool open = reader.sheet.kind == Sheet::hand_out;
    if (open) reader.sheet.busy = false;
    if (!written) {
        if (!open) return reader.say(written.error());
        reader.sheet.failure = written.error();
        return;
    }
    if (open) reader.sheet = SheetState{};
    reader.say(Word::message_hand_out, {*written});
}

// The name and the day, as part of a file's name.
std::string name_of_file(const Reader& reader) {
    const Meeting& meeting = reader.meeting_desk->seen->meeting;
    const std::string name = meeting.name.empty() ? reader.text(Word::meeting_title) : meeting.name;
    return as_file_name(meeting.date.empty() ? name : name + " " + meeting.date);
}

}  // namespace

std::span<const HandOutForm> hand_out_forms() {
    return forms;
}

const HandOutForm* hand_out_form(std::string_view name) {
    const auto* found =
        std::find_if(forms.begin(), forms.end(), [&](const HandOutForm& form) { return form.name == name; });
    return found == forms.end() ? nullptr : found;
}

Result<void> hand_out(notes::Store& store, const KnownBook& known, const std::string& meeting, const HandOutForm& form,
                      const std::string& path, Language language) {
    const Result<share::MeetingHandOut> handout = handout_of(store, known, meeting);
    if (!handout) return tl::unexpected<Error>(handout.error());
    return write(*handout, form, path, language);
}

void open_hand_out(Reader& reader) {
    reader.meeting_desk->close_writing();
    reader.comfort_open = false;
    reader.sheet = SheetState{};
    reader.sheet.kind = Sheet::hand_out;
}

void choose_where_to_hand_out(Reader& reader) {
    if (!shows_meetings(reader) || !reader.meeting_desk->has_meeting()) return;
    const HandOutForm& form = forms.at(reader.sheet.hand_out);
    platform::FileRequest request;
    request.kind = platform::FileRequest::Kind::save_file;
    request.title = reader.text(Word::hand_out_title);
    request.suggested_name = name_of_file(reader) + std::string(form.extension);
    request.filters.push_back({reader.text(form.label), {"*" + std::string(form.extension)}});
    const std::string typed = "~/" + request.suggested_name;
    reader.choose(
        std::move(request), Sheet::hand_out, [&reader](const std::string& path) { hand_out_from_sheet(reader, path); },
        typed);
}

void hand_out_from_sheet(Reader& reader, const std::string& typed) {
    const std::string path = typed_path(typed);
    if (path.empty()) {
        reader.sheet.failure = Error{Word::error_path_needed, {}};
        return;
    }
    const std::optional<KnownBook> known = reader.known_book();
    if (!known || !shows_meetings(reader) || reader.sheet.busy) return;
    if (reader.saving->busy()) return reader.say(Word::message_still_writing);
    reader.meeting_desk->save_now();
    reader.sheet.busy = true;
    reader.sheet.failure.reset();
    reader.saving->write(
        [known = *known, id = reader.meeting_desk->meeting, form = forms.at(reader.sheet.hand_out), path,
         language = reader.settings.language](notes::Store& store) -> Result<PageToSave::Job> {
            Result<share::MeetingHandOut> handout = handout_of(store, known, id);
            if (!handout) return tl::unexpected<Error>(handout.error());
            return PageToSave::Job{[handout = std::move(*handout), form, path, language]() -> Result<std::string> {
                if (Result<void> done = write(handout, form, path, language); !done)
                    return tl::unexpected<Error>(done.error());
                return path;
            }};
        },
        [&reader](const Result<std::string>& written) { finish(reader, written); });
}

}  // namespace katern::app
