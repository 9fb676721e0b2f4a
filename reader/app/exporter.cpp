#include "app/exporter.h"

#include <chrono>
#include <filesystem>

#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr std::chrono::milliseconds between_frames{50};  // that show how far it is

}  // namespace

Exporter::~Exporter() {
    writer_.request_stop();
    looker_.request_stop();
    if (writer_.joinable()) writer_.join();
    if (looker_.joinable()) looker_.join();
}

bool Exporter::is_open() const {
    return reader_.sheet.kind == Sheet::export_notes;
}

// --- The sheet
// -------------------------------------------------------------------------------------------------------------

void Exporter::open(const std::vector<std::string>& only) {
    reader_.close_editor();
    reader_.sheet = SheetState{};
    reader_.sheet.kind = Sheet::export_notes;
    reader_.sheet.exporting.chosen = only;
    if (!only.empty()) reader_.sheet.exporting.which = ExportSheet::Which::chosen;
}

Format Exporter::format() const {
    return format_from(reader_.settings.export_format).value_or(Format::markdown);
}

void Exporter::choose_format(Format format) {
    Settings changed = reader_.settings;
    changed.export_format = std::string(to_text(format));
    reader_.change_settings(changed);
    reader_.sheet.failure.reset();
    // What was typed ends like a file of the other form.
    reader_.sheet.path.set_text({});
    reader_.sheet.show_path = false;
}

const ExportTallies& Exporter::tallies() {
    ExportSheet& sheet = reader_.sheet.exporting;
    const std::uint64_t list = reader_.notes_list.revision();
    if (!sheet.tallies || sheet.tallied_notes != reader_.notes_revision || sheet.tallied_list != list) {
        sheet.tallies = tally(reader_.notes, reader_.notes_list.matches(), sheet.chosen);
        sheet.tallied_notes = reader_.notes_revision;
        sheet.tallied_list = list;
    }
    return *sheet.tallies;
}

const ExportTally& Exporter::tally_of(ExportSheet::Which which, const std::string& network) {
    static const ExportTally none;
    const ExportTallies& counted = tallies();
    switch (which) {
        case ExportSheet::Which::all:
            return counted.all;
        case ExportSheet::Which::filtered:
            return counted.filtered;
        case ExportSheet::Which::chosen:
            return counted.chosen;
        case ExportSheet::Which::network:
            break;
    }
    const auto found = counted.of_network.find(network);
    return found == counted.of_network.end() ? none : found->second;
}

const ExportTally& Exporter::chosen_tally() {
    const ExportSheet& sheet = reader_.sheet.exporting;
    return tally_of(sheet.which, sheet.network);
}

bool Exporter::needs_network() {
    const ExportSheet& sheet = reader_.sheet.exporting;
    if (is_of_book(format()) || sheet.with_private || sheet.which == ExportSheet::Which::network) return false;
    const std::set<std::string>& networks = chosen_tally().networks;
    return networks.size() > 1 && !networks.contains(sheet.network);
}

ExportOrder Exporter::order() {
    const ExportSheet& chosen = reader_.sheet.exporting;
    using Which = ExportSheet::Which;
    ExportOrder order;
    order.format = format();
    order.with_name = reader_.settings.export_with_name;
    if (is_of_book(order.format)) return order;
    order.with_private = chosen.with_private && chosen.which != Which::network;
    if (chosen.which == Which::network) order.network = chosen.network;
    if (chosen.which == Which::chosen) order.only = chosen.chosen;
    if (chosen.which == Which::filtered) {
        for (const std::uint32_t index : reader_.notes_list.matches())
            if (index < reader_.notes.size()) order.only.push_back(reader_.notes[index].note.id);
        // None is not all.
        if (order.only.empty()) order.only.emplace_back();
    }
    if (order.with_private || order.network) return order;
    const std::set<std::string>& networks = chosen_tally().networks;
    if (networks.size() == 1) order.network = *networks.begin();
    if (networks.contains(chosen.network)) order.network = chosen.network;
    return order;
}

void Exporter::look() {
    const std::optional<KnownBook> known = reader_.known_book();
    if (!known || looking_ || !is_open()) return;
    ExportSheet& sheet = reader_.sheet.exporting;
    if (needs_network()) {
        sheet.asked.reset();
        sheet.preview.reset();
        sheet.networks.clear();
        for (const notes::NetworkFacts& facts : reader_.peers.networks) sheet.networks.push_back(facts.network);
        return;
    }
    const bool filtered = sheet.which == ExportSheet::Which::filtered;
    const ExportSheet::Asked asked{format(),
                                   sheet.which,
                                   sheet.network,
                                   sheet.with_private,
                                   reader_.settings.export_with_name,
                                   reader_.notes_revision,
                                   filtered ? reader_.notes_list.revision() : 0};
    if (sheet.asked == asked) return;
    sheet.asked = asked;
    looking_ = true;
    if (looker_.joinable()) looker_.join();
    struct Seen {
        ExportPreview preview;
        std::vector<notes::Network> networks;
    };
    looker_ = std::jthread([this, asked, known = *known, order = order(), language = reader_.settings.language,
                            data = reader_.data_folder, window = reader_.undo_window()] {
        const Result<Seen> seen = [&]() -> Result<Seen> {
            Result<notes::Store> store = open_store(data, window);
            if (!store) return tl::unexpected<Error>(store.error());
            Result<ExportPreview> preview = preview_export(*store, known, order, language);
            if (!preview) return tl::unexpected<Error>(preview.error());
            Result<std::vector<notes::Network>> networks = store->networks();
            if (!networks) return tl::unexpected<Error>(networks.error());
            return Seen{*std::move(preview), *std::move(networks)};
        }();
        reader_.later([this, asked, seen] {
            looking_ = false;
            // The person has gone on to another choice.
            if (!is_open() || reader_.sheet.exporting.asked != asked) return;
            if (!seen) {
                reader_.sheet.failure = seen.error();
                return;
            }
            reader_.sheet.exporting.preview = seen->preview;
            reader_.sheet.exporting.networks = seen->networks;
        });
    });
}

void Exporter::choose_where() {
    if (!reader_.book || is_writing()) return;
    const std::string extension(extension_of(format()));
    platform::FileRequest request;
    request.kind = platform::FileRequest::Kind::save_file;
    request.title = reader_.text(Word::ui_export_title);
    const std::string& title = reader_.book->title;
    request.suggested_name =
        as_file_name(is_of_book(format()) ? title : reader_.text(Word::ui_export_file_name, {title})) + extension;
    request.filters.push_back({extension.substr(1), {"*" + extension}});
    const std::string typed = "~/" + request.suggested_name;
    reader_.choose(
        std::move(request), Sheet::export_notes, [this](const std::string& path) { write_from_sheet(path); }, typed);
}

void Exporter::write_from_sheet(const std::string& typed) {
    if (needs_network()) return;
    ExportOrder chosen = order();
    chosen.path = typed_path(typed);
    if (chosen.path.empty()) {
        reader_.sheet.failure = Error{Word::error_path_needed, {}};
        return;
    }
    write(chosen);
}

// --- The file
// --------------------------------------------------------------------------------------------------------------

void Exporter::write(const ExportOrder& order) {
    const std::optional<KnownBook> known = reader_.known_book();
    if (!known) {
        reader_.sheet.failure = reader_.store_failure.value_or(Error{Word::message_not_ready, {}});
        return;
    }
    if (is_writing()) return;
    reader_.close_editor();
    reader_.sheet.failure.reset();
    writing_ = std::make_shared<Writing>();
    stopped_ = false;
    // What was typed last is in the store when that has answered.
    reader_.ask_store([](notes::Store&) -> Result<void> { return {}; },
                      [this, known = *known, order](const Result<void>& saved) {
                          saved ? begin(known, order) : finish(tl::unexpected<Error>(saved.error()));
                      });
}

void Exporter::begin(const KnownBook& known, const ExportOrder& order) {
    if (stopped_) return finish(fail(Word::error_export_stopped));
    if (writer_.joinable()) writer_.join();
    writer_ = std::jthread([this, known, order, writing = writing_, language = reader_.settings.language,
                            data = reader_.data_folder, window = reader_.undo_window()](const std::stop_token& stop) {
        auto shown = std::chrono::steady_clock::now();
        const share::Progress progress = [&](std::size_t done, std::size_t all) {
            writing->done = done;
            writing->all = all;
            if (const auto now = std::chrono::steady_clock::now(); now - shown >= between_frames) {
                shown = now;
                reader_.later([] {});
            }
            return !stop.stop_requested();
        };
        const Result<Written> written = [&]() -> Result<Written> {
            if (is_of_book(order.format))
                return export_book(*known.book, order.path, progress).map([&](const BookReport& report) {
                    return Written{order.path, report.chapters, true};
                });
            Result<notes::Store> store = open_store(data, window);
            if (!store) return tl::unexpected<Error>(store.error());
            return export_notes(*store, known, order, language, progress).map([&](const ExportReport& report) {
                return Written{order.path, report.written, false};
            });
        }();
        reader_.later([this, written] { finish(written); });
    });
}

void Exporter::stop() {
    stopped_ = true;
    writer_.request_stop();
}

void Exporter::finish(const Result<Written>& written) {
    writing_.reset();
    if (!written) {
        if (!is_open() || written.error().sentence == Word::error_export_stopped) return reader_.say(written.error());
        reader_.sheet.failure = written.error();
        return;
    }
    if (is_open()) {
        reader_.sheet.exporting.written = written->path;
        reader_.sheet.exporting.count = written->count;
    } else if (written->book) {
        reader_.say(Word::message_book_exported, {written->path});
    } else {
        reader_.say(Word::message_exported, {static_cast<double>(written->count), written->path});
    }
}

void Exporter::open_written(bool folder) {
    const std::filesystem::path file = reader_.sheet.exporting.written;
    if (file.empty()) return;
    const auto failed = [this](const Error& error) {
        reader_.later([this, error] {
            if (is_open()) {
                reader_.sheet.failure = error;
            } else {
                reader_.say(error);
            }
        });
    };
    folder ? reader_.desktop().open_folder(file.parent_path(), failed) : reader_.desktop().open_file(file, failed);
}

}  // namespace katern::app
