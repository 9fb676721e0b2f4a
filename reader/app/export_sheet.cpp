// The sheet for exporting, as far as it is state: its order, its preview, the file.
#include "app/export_sheet.h"

#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {

ExportOrder Reader::export_order() {
    const ExportSheet& chosen = sheet.exporting;
    ExportOrder order;
    order.format = format_from(settings.export_format).value_or(Format::markdown);
    order.with_name = settings.export_with_name;
    if (is_of_book(order.format)) return order;
    order.with_private = chosen.with_private && chosen.which != ExportSheet::Which::network;
    if (chosen.which == ExportSheet::Which::network) order.network = chosen.network;
    if (chosen.which == ExportSheet::Which::chosen) order.only = chosen.chosen;
    if (chosen.which == ExportSheet::Which::filtered) {
        for (const std::uint32_t index : notes_list.matches())
            if (index < notes.size()) order.only.push_back(notes[index].note.id);
        // None is not all.
        if (order.only.empty()) order.only.emplace_back();
    }
    return order;
}

void Reader::choose_export_format(Format format) {
    Settings changed = settings;
    changed.export_format = std::string(to_text(format));
    change_settings(changed);
    sheet.failure.reset();
    // What was typed ends like a file of the other form.
    sheet.path.set_text({});
    sheet.show_path = false;
}

void Reader::look_at_export() {
    if (!row || !edition_ || sheet.kind != Sheet::export_notes) return;
    ExportSheet& asked = sheet.exporting;
    const ExportOrder order = export_order();
    if (asked.asked == order && asked.asked_revision == notes_revision) return;
    asked.asked = order;
    asked.asked_revision = notes_revision;
    struct Seen {
        ExportPreview preview;
        std::vector<notes::Network> networks;
    };
    ask_store(
        [known = KnownBook{book, *edition_, row->key}, order, language = settings.language](notes::Store& store) -> Result<Seen> {
            Result<ExportPreview> preview = preview_export(store, known, order, language);
            if (!preview) return tl::unexpected<Error>(preview.error());
            Result<std::vector<notes::Network>> networks = store.networks();
            if (!networks) return tl::unexpected<Error>(networks.error());
            return Seen{*std::move(preview), *std::move(networks)};
        },
        [this, order](Result<Seen> seen) {
            // The person has gone on to another choice.
            if (sheet.kind != Sheet::export_notes || sheet.exporting.asked != order) return;
            if (!seen) {
                sheet.failure = seen.error();
                return;
            }
            sheet.exporting.preview = std::move(seen->preview);
            sheet.exporting.networks = std::move(seen->networks);
        });
}

void Reader::choose_where_to_export() {
    if (!book || sheet.exporting.busy) return;
    const Format format = export_order().format;
    const std::string extension(extension_of(format));
    platform::FileRequest request;
    request.kind = platform::FileRequest::Kind::save_file;
    request.title = text(Word::ui_export_title);
    request.suggested_name =
        as_file_name(is_of_book(format) ? book->title : text(Word::ui_export_file_name, {book->title})) + extension;
    request.filters.push_back({extension.substr(1), {"*" + extension}});
    const std::string typed = "~/" + request.suggested_name;
    choose(
        std::move(request), Sheet::export_notes, [this](const std::string& path) { export_from_sheet(path); }, typed);
}

void Reader::export_from_sheet(const std::string& typed) {
    ExportOrder order = export_order();
    order.path = typed_path(typed);
    if (order.path.empty()) {
        sheet.failure = Error{Word::error_path_needed, {}};
        return;
    }
    export_to(order);
}

void Reader::export_to(const ExportOrder& order) {
    if (!row || !edition_) {
        sheet.failure = store_failure.value_or(Error{Word::message_not_ready, {}});
        return;
    }
    if (sheet.exporting.busy) return;
    close_editor();
    sheet.failure.reset();
    sheet.exporting.busy = sheet.kind == Sheet::export_notes;
    ask_store(
        [known = KnownBook{book, *edition_, row->key}, order, language = settings.language](notes::Store& store) -> Result<std::size_t> {
            if (is_of_book(order.format))
                return export_book(*known.book, order.path).map([](const BookReport& report) { return report.chapters; });
            return katern::app::export_notes(store, known, order, language).map([](const ExportReport& report) { return report.written; });
        },
        [this, order](Result<std::size_t> written) {
            const bool open = sheet.kind == Sheet::export_notes;
            if (open) sheet.exporting.busy = false;
            if (!written) {
                if (!open) return say(written.error());
                sheet.failure = written.error();
                return;
            }
            if (!open && is_of_book(order.format)) return say(Word::message_book_exported, {order.path});
            if (!open) return say(Word::message_exported, {static_cast<double>(*written), order.path});
            sheet.exporting.written = order.path;
            sheet.exporting.count = *written;
        });
}

void Reader::open_exported(bool folder) {
    const std::filesystem::path file = sheet.exporting.written;
    if (file.empty()) return;
    const auto failed = [this](const Error& error) {
        later([this, error] {
            if (sheet.kind == Sheet::export_notes) {
                sheet.failure = error;
            } else {
                say(error);
            }
        });
    };
    folder ? desktop_.open_folder(file.parent_path(), failed) : desktop_.open_file(file, failed);
}

}  // namespace katern::app
