// The undo step of what is taken over is this window's.
#include "app/receiving.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "app/reader_jobs.h"
#include "app/received_book.h"
#include "words/words.h"

namespace katern::app {

bool may_hold_notes(const std::string& path) {
    constexpr std::array<std::string_view, 5> endings{".annotations", ".annotation", ".json", ".jsonld", ".lua"};
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return path.ends_with(ending); });
}

Receiver::Receiver(Reader& reader) : reader_(reader), job_([&reader](LatestJob::Task task) { reader.later(std::move(task)); }) {}

void Receiver::open(std::vector<std::string> paths, bool from_outside) {
    reader_.close_editor();
    reader_.comfort_open = false;
    reader_.sheet = SheetState{};
    reader_.sheet.kind = Sheet::receive;
    std::optional<Receiving>& receiving = reader_.receiving;
    if (receiving && receiving->progress) {  // one at a time
        receiving->waiting.insert(receiving->waiting.end(), paths.begin(), paths.end());
        return;
    }
    job_.forget();
    receiving = Receiving{};
    if (paths.empty()) return;
    receiving->path = paths.front();
    receiving->waiting.assign(paths.begin() + 1, paths.end());
    receiving->brings_book = from_outside;
    look();
}

void Receiver::choose() {
    platform::FileRequest request;
    request.kind = platform::FileRequest::Kind::open_file;
    request.title = reader_.text(Word::command_import);
    request.filters.push_back({reader_.text(Word::ui_annotation_files), {"*.annotations", "*.annotation", "*.json", "*.jsonld", "*.lua"}});
    reader_.choose(std::move(request), Sheet::receive, [this](const std::string& path) { open({path}); }, "~/");
}

void Receiver::take_typed(const std::string& typed) {
    const std::string path = typed_path(typed);
    if (path.empty()) {
        reader_.sheet.failure = Error{Word::error_path_needed, {}};
        return;
    }
    const std::string kept = typed;  // which may be the field’s own, and the sheet begins anew
    open({path});
    reader_.sheet.show_path = true;
    reader_.sheet.path.set_text(kept);
}

// --- Looking at it ---------------------------------------------------------------------------------------------------------

void Receiver::look() {
    look_at_ = 0;
    std::optional<Receiving>& receiving = reader_.receiving;
    if (!receiving || receiving->path.empty()) return;
    const std::optional<KnownBook> known = reader_.known_book();
    if (!known) {
        const std::optional<Error>& never = reader_.store_failure ? reader_.store_failure : reader_.book_failure;
        if (never) return refuse(*never);
        // The whole text is still being read: asked again when it is.
        look_at_ = steady_now() + 100;
        return;
    }
    receiving->preview.reset();
    receiving->looked = 0;
    receiving->stopped = false;
    reader_.sheet.failure.reset();
    job_.start([this, known = *known, path = receiving->path, count_as = receiving->count_as, kept = receiving->set, brings_book = receiving->brings_book,
                data = reader_.data_folder, window = reader_.undo_window()](const std::stop_token& stop, const LatestJob::Post& hear) {
        Look look{kept, fail(Word::message_import_stopped), {}};
        look.preview = [&]() -> Result<ImportPreview> {
            if (!look.set) {
                Result<share::ReadSet> read = read_import(known, path, [&] { return stop.stop_requested(); });
                if (!read) return tl::unexpected<Error>(read.error());
                look.set = std::make_shared<const share::ReadSet>(std::move(*read));
            }
            Result<notes::Store> store = open_store(data, window);
            if (!store) return tl::unexpected<Error>(store.error());
            Result<ImportPreview> looked = preview_of(*store, known, path, *look.set, {count_as}, [&](double progress) {
                hear([this, progress] { reader_.receiving->looked = progress; });
                return !stop.stop_requested();
            });
            if (!looked || looked->same_book) return looked;
            if (brings_book) look.book = where_received_belongs(*store, *look.set);
            return fail(Word::error_import_other_book, path, looked->title, known.book->title);
        }();
        hear([this, look] { take_look(look); });
    });
}

void Receiver::take_look(const Look& look) {
    Receiving& receiving = *reader_.receiving;
    if (look.book.empty()) {
        receiving.set = look.set;
        if (!look.preview) return refuse(look.preview.error());
        receiving.preview = *look.preview;
        return;
    }
    if (reader_.sheet.kind != Sheet::receive) return;  // it was left: no other book comes under who reads on
    // Looked at again, beside its own book (another_book).
    reader_.open_behind(look.book, [this](const Error& why) {
        if (reader_.receiving) refuse(why);
    });
}

void Receiver::refuse(const Error& why) {
    reader_.receiving->path.clear();
    if (reader_.sheet.kind == Sheet::receive)
        reader_.sheet.failure = why;
    else
        reader_.say(why);
}

void Receiver::count_as(std::optional<std::string> network) {
    if (!reader_.receiving || reader_.receiving->progress) return;
    reader_.receiving->count_as = std::move(network);
    look();
}

// Its places were of the other book. One that brought this book along is looked at anew.
void Receiver::another_book() {
    std::optional<Receiving>& receiving = reader_.receiving;
    if (!receiving || receiving->progress) return;
    job_.forget();
    if (!std::exchange(receiving->brings_book, false)) return receiving.reset();
    receiving->set.reset();
    receiving->preview.reset();
    look_at_ = steady_now() + 1;
}

std::optional<notes::Milliseconds> Receiver::tick(notes::Milliseconds now) {
    if (look_at_ != 0 && now >= look_at_) look();
    return look_at_ == 0 ? std::nullopt : std::optional(look_at_);
}

// --- Taking it over --------------------------------------------------------------------------------------------------------

void Receiver::take() {
    std::optional<Receiving>& receiving = reader_.receiving;
    const std::optional<KnownBook> known = reader_.known_book();
    if (!receiving || !receiving->preview || receiving->progress || !known) return;
    receiving->progress = 0;
    job_.start([this, known = *known, path = receiving->path, set = receiving->set, count_as = receiving->count_as, data = reader_.data_folder,
                window = reader_.undo_window()](const std::stop_token& stop, const LatestJob::Post& hear) {
        const Result<ImportReport> report = [&]() -> Result<ImportReport> {
            Result<notes::Store> store = open_store(data, window);
            if (!store) return tl::unexpected<Error>(store.error());
            return import_set(*store, known, path, *set, {count_as}, [&](double progress) {
                hear([this, progress] { reader_.receiving->progress = progress; });
                return !stop.stop_requested();
            });
        }();
        hear([this, report] { finish(report); });
    });
}

// What is being read is let go of at once, whatever its disk does; what is being taken over is taken back first.
void Receiver::stop() {
    std::optional<Receiving>& receiving = reader_.receiving;
    if (!receiving || receiving->path.empty()) return;
    receiving->stopped = true;
    if (receiving->progress) return job_.stop();
    if (receiving->preview) return;
    job_.forget();
    look_at_ = 0;
    refuse(Error{Word::message_import_stopped, {}});
}

void Receiver::finish(const Result<ImportReport>& report) {
    std::optional<Receiving>& receiving = reader_.receiving;
    const std::vector<std::string> waiting = std::move(receiving->waiting);
    receiving.reset();
    const bool open_yet = reader_.sheet.kind == Sheet::receive;
    if (!report) {
        if (!open_yet) return reader_.say(report.error());
        receiving = Receiving{};
        reader_.sheet.failure = report.error();
        return;
    }
    reader_.load_notes();
    reader_.look_at_steps();
    if (open_yet) reader_.sheet = SheetState{};
    const notes::MergeCounts& counts = report->what.counts;
    if (report->stopped)
        reader_.say(Word::message_import_stopped);
    else if (counts.meetings > 0 && counts.added + counts.changed == 0)
        reader_.say(Word::import_meetings, {static_cast<double>(counts.meetings)});
    else
        reader_.say(Word::message_imported, {static_cast<double>(counts.added), static_cast<double>(counts.changed), static_cast<double>(counts.known)});
    if (!waiting.empty()) open(waiting);
}

}  // namespace katern::app
