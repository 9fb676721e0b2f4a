// Taking over what somebody sent: it is read and counted on a thread of its own, with a connection to the notes of its own, so
// that neither a page nor a save waits. The undo step is this window's.
#include <algorithm>
#include <array>
#include <string_view>

#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {

bool may_hold_notes(const std::string& path) {
    constexpr std::array<std::string_view, 5> endings{".annotations", ".annotation", ".json", ".jsonld", ".lua"};
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return path.ends_with(ending); });
}

void Reader::open_receiving(std::vector<std::string> paths) {
    close_editor();
    comfort_open = false;
    sheet = SheetState{};
    sheet.kind = Sheet::receive;
    if (receiving && receiving->progress) {  // one at a time
        receiving->waiting.insert(receiving->waiting.end(), paths.begin(), paths.end());
        return;
    }
    receiving = Receiving{};
    if (paths.empty()) return;
    receiving->path = paths.front();
    receiving->waiting.assign(paths.begin() + 1, paths.end());
    look_at_received();
}

void Reader::choose_received() {
    platform::FileRequest request;
    request.kind = platform::FileRequest::Kind::open_file;
    request.title = text(Word::command_import);
    request.filters.push_back({text(Word::ui_annotation_files), {"*.annotations", "*.annotation", "*.json", "*.jsonld", "*.lua"}});
    choose(std::move(request), Sheet::receive, [this](const std::string& path) { open_receiving({path}); }, "~/");
}

void Reader::receive_from_sheet(const std::string& typed) {
    const std::string path = typed_path(typed);
    if (path.empty()) {
        sheet.failure = Error{Word::error_path_needed, {}};
        return;
    }
    open_receiving({path});
    sheet.show_path = true;
    sheet.path.set_text(typed);
}

std::optional<KnownBook> Reader::known_book() const {
    if (!book || !row || !edition_) return std::nullopt;
    return KnownBook{book, *edition_, row->key};
}

void Reader::look_at_received() {
    receive_at_ = 0;
    if (!receiving || receiving->path.empty()) return;
    const std::optional<KnownBook> known = known_book();
    if (!known) {
        const std::optional<Error>& never = store_failure ? store_failure : book_failure;
        if (never) return refuse_received(*never);
        // The whole text is still being read: asked again when it is.
        receive_at_ = steady_now() + 100;
        return;
    }
    receiving->preview.reset();
    receiving->looked = 0;
    receiving->stopped = false;
    sheet.failure.reset();
    if (receiver_.joinable()) receiver_.join();
    receiver_ = std::jthread([this, known = *known, path = receiving->path, count_as = receiving->count_as, data = data_folder, window = undo_window(),
                              kept = receiving->set, inbox = inbox_](const std::stop_token& stop) {
        std::shared_ptr<const share::ReadSet> set = kept;
        const Result<ImportPreview> preview = [&]() -> Result<ImportPreview> {
            if (!set) {
                Result<share::ReadSet> read = read_import(known, path);
                if (!read) return tl::unexpected<Error>(read.error());
                set = std::make_shared<const share::ReadSet>(std::move(*read));
            }
            Result<notes::Store> store = open_store(data, window);
            if (!store) return tl::unexpected<Error>(store.error());
            if (stop.stop_requested()) return fail(Word::message_import_stopped);
            Result<ImportPreview> looked = preview_of(*store, known, path, *set, {count_as}, [&](double progress) {
                inbox->post([this, progress] {
                    if (receiving) receiving->looked = progress;
                });
                return !stop.stop_requested();
            });
            if (looked && !looked->same_book) return fail(Word::error_import_other_book, path, looked->title, known.book->title);
            return looked;
        }();
        inbox->post([this, preview, set, path] {
            if (!receiving || receiving->path != path) return;
            receiving->set = set;
            if (!preview) return refuse_received(preview.error());
            receiving->preview = *preview;
        });
    });
}

void Reader::refuse_received(const Error& why) {
    receiving->path.clear();
    if (sheet.kind == Sheet::receive)
        sheet.failure = why;
    else
        say(why);
}

void Reader::count_received_as(std::optional<std::string> network) {
    if (!receiving || receiving->progress) return;
    receiving->count_as = std::move(network);
    look_at_received();
}

void Reader::take_received() {
    const std::optional<KnownBook> known = known_book();
    if (!receiving || !receiving->preview || receiving->progress || !known) return;
    receiving->progress = 0;
    if (receiver_.joinable()) receiver_.join();
    receiver_ = std::jthread([this, known = *known, path = receiving->path, set = receiving->set, count_as = receiving->count_as, data = data_folder,
                              window = undo_window(), inbox = inbox_](const std::stop_token& stop) {
        const Result<ImportReport> report = [&]() -> Result<ImportReport> {
            Result<notes::Store> store = open_store(data, window);
            if (!store) return tl::unexpected<Error>(store.error());
            return import_set(*store, known, path, *set, {count_as}, [&](double progress) {
                inbox->post([this, progress] {
                    if (receiving && receiving->progress) receiving->progress = progress;
                });
                return !stop.stop_requested();
            });
        }();
        inbox->post([this, report] { finish_receiving(report); });
    });
}

void Reader::stop_receiving() {
    if (receiving) receiving->stopped = true;
    receiver_.request_stop();
}

void Reader::finish_receiving(const Result<ImportReport>& report) {
    if (!receiving) return;
    const std::vector<std::string> waiting = std::move(receiving->waiting);
    receiving.reset();
    const bool open = sheet.kind == Sheet::receive;
    if (!report) {
        if (!open) return say(report.error());
        receiving = Receiving{};
        sheet.failure = report.error();
        return;
    }
    load_notes();
    look_at_steps();
    if (open) sheet = SheetState{};
    if (report->stopped) {
        say(Word::message_import_stopped);
    } else {
        const notes::MergeCounts& counts = report->what.counts;
        if (counts.meetings > 0 && counts.added + counts.changed == 0)
            say(Word::import_meetings, {static_cast<double>(counts.meetings)});
        else
            say(Word::message_imported, {static_cast<double>(counts.added), static_cast<double>(counts.changed), static_cast<double>(counts.known)});
    }
    if (!waiting.empty()) open_receiving(waiting);
}

std::string Reader::undo_window() const { return window_name_ ? window_name_->text() : std::string("window-1"); }

}  // namespace katern::app
