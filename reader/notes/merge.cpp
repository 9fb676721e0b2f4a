#include "notes/merge.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <utility>

#include "notes/import_names.h"
#include "notes/meetings_merge.h"
#include "notes/merge_rows.h"
#include "words/words.h"

namespace katern::notes {
namespace {

// A batch ends at the first item after this long, so that nothing that is typed waits longer than a blink.
constexpr std::chrono::milliseconds batch_time{20};

// A name that is dated in the future would stay for good.
void drop_what_is_ahead(SetHead& head, Milliseconds now) {
    if (too_far_ahead(head.writer.clock.ticks, now)) head.writer.clock = {};
    if (head.network && too_far_ahead(head.network->clock.ticks, now)) head.network->clock = {};
    if (head.network && too_far_ahead(head.network->first_self.clock.ticks, now)) head.network->first_self = {};
    for (DatedProfile& person : head.people)
        if (too_far_ahead(person.clock.ticks, now)) person.clock = {};
}

}  // namespace

std::optional<ImportLock> ImportLock::take(const std::string& data_folder) {
    const int file = ::open((data_folder + "/import.lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0) return ImportLock(-1);  // the database will say what is wrong with the folder
    if (::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(file);
        return std::nullopt;
    }
    return ImportLock(file);
}

ImportLock::~ImportLock() {
    if (file_ >= 0) ::close(file_);
}

ImportLock::ImportLock(ImportLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

struct Merge::Work {
    Work(Store& in_store, std::int64_t to_book, SetHead of, MergeOrder how)
        : store(in_store),
          book(to_book),
          head(std::move(of)),
          order(std::move(how)),
          rows(in_store.state(), head, order.network) {}

    Store& store;
    std::int64_t book;
    SetHead head;
    MergeOrder order;
    SetRows rows;
    std::optional<ImportLock> lock;
    std::int64_t import = 0, step = 0;  // rows; 0: none
    bool open = false;                  // begun, and not whole yet
    MergeCounts counts;

    [[nodiscard]] Result<void> begin_rows();
    void count(const SetItem& item, ItemMerge& merge, std::int64_t& latest);
};

Merge::Merge(std::unique_ptr<Work> work) : work_(std::move(work)) {}
Merge::Merge(Merge&&) noexcept = default;

Merge::~Merge() {
    if (!work_ || !work_->open) return;
    // Stopped half way. When even that fails the next start takes it back.
    Store& store = work_->store;
    work_.reset();
    (void)take_back_half_imports(store);
}

const MergeCounts& Merge::counts() const {
    return work_->counts;
}

ImportKey Merge::key() const {
    return static_cast<ImportKey>(work_->import);
}

Result<Merge> Merge::begin(Store& store, BookKey book, const SetHead& head, const MergeOrder& order) {
    auto work = std::make_unique<Work>(store, static_cast<std::int64_t>(book), head, order);
    drop_what_is_ahead(work->head, store.state().now());
    if (!order.rehearse) {
        if (auto lock = ImportLock::take(store.folder()))
            work->lock.emplace(std::move(*lock));
        else
            return fail(Word::error_import_busy);
        if (auto begun = work->begin_rows(); !begun) return tl::unexpected<Error>(begun.error());
    }
    return Merge(std::move(work));
}

Result<void> Merge::Work::begin_rows() {
    Store::State& state = store.state();
    Database& db = state.database;
    Transaction transaction(db);
    // Before anything of the set is here; its number is known when its step is made.
    const NamesBefore names = names_before(db, head, order.network);
    const std::int64_t network = rows.network();
    // What is said of the network here from now on is later than what came with it.
    if (head.network) db.run("UPDATE self SET ticks = max(ticks, ?1)", std::max(head.network->clock.ticks, head.network->first_self.clock.ticks));
    db.run(
        "INSERT INTO imported_sets(hash, set_id, profile, device, network, file, imported, state)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'begun')",
        order.hash, head.id, rows.writer(), head.device, network == 0 ? std::nullopt : std::optional(network),
        order.file, state.now());
    const std::int64_t row = db.last_row();
    drop_old_meeting_steps(db);
    // Nobody's window until it is whole.
    db.run("INSERT INTO undo_steps(window, book, action, join_key, at) VALUES ('(import)', ?1, ?2, ?3, ?4)", book,
           to_text(Action::take_in), std::to_string(row), state.now());
    const std::int64_t of_import = db.last_row();
    keep_names(db, of_import, names);
    Result<void> done = transaction.commit();
    if (done) import = row, step = of_import, open = true;
    return done;
}

void Merge::Work::count(const SetItem& item, ItemMerge& merge, std::int64_t& latest) {
    const Milliseconds now = store.state().now();
    if (too_far_ahead(item.latest().ticks, now) || item.created > now + furthest_ahead) {
        ++counts.ahead;
        return;
    }
    switch (merge.merge(item)) {
        case Merged::added:
            ++counts.added;
            break;
        case Merged::changed:
            ++counts.changed;
            if (merge.erased_words()) ++counts.withdrawn;
            break;
        case Merged::known:
            ++counts.known;
            break;
        case Merged::own:
            ++counts.own;
            return;
    }
    latest = std::max(latest, item.latest().ticks);
}

Result<std::size_t> Merge::take(std::span<const SetItem> items) {
    Database& db = work_->store.state().database;
    const auto until = std::chrono::steady_clock::now() + batch_time;
    const MergeCounts before = work_->counts;
    Transaction transaction(db);
    ItemMerge merge(work_->store.state(), work_->rows, work_->book, work_->step);
    std::size_t taken = 0;
    std::int64_t latest = 0;
    for (const SetItem& item : items) {
        work_->count(item, merge, latest);
        ++taken;
        if (std::chrono::steady_clock::now() >= until) break;
    }
    if (work_->order.rehearse) {
        work_->rows.forget();
        if (auto ok = db.take(); !ok) return tl::unexpected<Error>(ok.error());
        return taken;
    }
    db.run("UPDATE self SET ticks = max(ticks, ?1)", latest);
    Result<std::size_t> done = transaction.commit(taken);
    if (!done) work_->counts = before;
    return done;
}

Result<std::size_t> Merge::take_meetings(std::span<const SetMeeting> meetings) {
    if (meetings.empty()) return std::size_t{0};
    Store::State& state = work_->store.state();
    Transaction transaction(state.database);
    if (work_->rows.network() == 0) return std::size_t{0};
    MeetingsMerge merge(state, work_->book, work_->rows.network(), work_->head, work_->step);
    std::size_t taken = 0;
    for (const SetMeeting& meeting : meetings)
        if (merge.take(meeting)) ++taken;
    work_->counts.meetings = taken;
    if (work_->order.rehearse) {
        work_->rows.forget();
        if (auto ok = state.database.take(); !ok) return tl::unexpected<Error>(ok.error());
        return taken;
    }
    state.database.run("UPDATE self SET ticks = max(ticks, ?1)", merge.latest());
    return transaction.commit(taken);
}

Result<MergeCounts> Merge::finish() {
    if (work_->order.rehearse) return work_->counts;
    Store::State& state = work_->store.state();
    Database& db = state.database;
    Transaction transaction(db);
    db.run("UPDATE imported_sets SET state = 'whole' WHERE number = ?1", work_->import);
    // What is undone of this window can't be done again after this, as after any step; an import without any effect is
    // none.
    db.run("DELETE FROM undo_steps WHERE number = ?1 AND " + std::string(step_is_empty), work_->step);
    if (db.changed_rows() > 0) {
        forget_names(db, work_->step);
    } else {
        db.run("DELETE FROM undo_steps WHERE window = ?1 AND book = ?2 AND undone = 1", state.options.window,
               work_->book);
        db.run("UPDATE undo_steps SET window = ?2 WHERE number = ?1", work_->step, state.options.window);
    }
    Result<void> done = transaction.commit();
    if (!done) return tl::unexpected<Error>(done.error());
    work_->open = false;
    work_->lock.reset();
    return work_->counts;
}

}  // namespace katern::notes
