// Opening the one file: look before touching, choose the journal, bring the schema up to date, know who writes.
//
//     damaged? -> nothing or ours? -> newer? -> writable? -> journal -> migrate -> same machine? -> forget what was
//     deleted long ago
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "notes/backups.h"
#include "notes/journal.h"
#include "notes/merge.h"
#include "notes/migrations.h"
#include "notes/rescue.h"
#include "notes/state.h"
#include "text/text.h"
#include "words/words.h"

namespace katern::notes {
namespace {

Result<void> make_folder(const std::string& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!std::filesystem::is_directory(folder))
        return fail(Word::error_data_folder, folder, error ? error.message() : std::string(std::strerror(ENOTDIR)));
    return {};
}

// Asked of the system before SQLite is, since SQLite opens such a file without a word and fails at the first write.
Result<void> check_rights(const std::string& folder, const std::string& path) {
    const auto may = [](const std::string& what, int rights) {
        return faccessat(AT_FDCWD, what.c_str(), rights, AT_EACCESS) == 0;
    };
    if (!may(folder, R_OK | W_OK | X_OK)) return fail(Word::error_database_readonly, folder);
    if (std::filesystem::exists(path) && !may(path, R_OK | W_OK)) return fail(Word::error_database_readonly, path);
    return {};
}

// No version of Katern will ever say more: what does is damaged.
constexpr std::int64_t furthest_version = 9999;

// Up to this size all of a file is looked at whenever it is opened, which takes some milliseconds. Larger ones are looked at
// when the store's thread has nothing else to do.
constexpr std::uintmax_t checked_at_once = 2U << 20U;

// 0 for a new file. Fails when it isn't ours or is newer than we are.
Result<std::int64_t> version_of(Database& database) {
    std::int64_t application = 0, version = 0, objects = 0;
    const auto number = [&](std::string_view sql) {
        Statement statement = database.query(sql);
        return statement.next() ? statement.integer(0) : 0;
    };
    application = number("PRAGMA application_id");
    version = number("PRAGMA user_version");
    objects = number("SELECT count(*) FROM sqlite_schema");
    if (auto ok = database.take(); !ok) return tl::unexpected<Error>(std::move(ok.error()));
    const std::int64_t ours = number("SELECT count(*) FROM sqlite_schema WHERE name IN ('self', 'annotations', 'fields')");
    const std::int64_t pages = number("PRAGMA page_count");
    if (auto ok = database.take(); !ok) return tl::unexpected<Error>(std::move(ok.error()));
    const bool empty = application == 0 && version == 0 && objects == 0;
    // Our tables under another name, or a first page without any: the head was damaged.
    const bool has_ours = ours == 3;
    if ((empty && pages > 1) || (has_ours && application != application_id) || (has_ours != (version > 0) && !empty && application == application_id))
        return fail(Word::error_database_damaged, database.path());
    if (application != application_id && !empty) return fail(Word::error_database_foreign, database.path());
    if (version > furthest_version || version < 0) return fail(Word::error_database_damaged, database.path());
    if (version > schema_version) return fail(Word::error_database_newer, database.path());
    return version;
}

// SQLite doesn't wait for the lock that changing the journal needs, so this does.
Result<std::string> set_journal(Database& database, std::string_view mode, std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        std::string now;
        {
            Statement statement = database.query("PRAGMA journal_mode = " + std::string(mode));
            if (statement.next()) now = statement.text(0);
        }
        Result<std::string> answer = database.take(std::move(now));
        const bool held = !answer && answer.error().sentence == Word::error_database_held;
        if (!held || std::chrono::steady_clock::now() >= until) return answer;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

// Bytes 18 and 19 of the file say 2 when it has a write-ahead log (SQLite file format, section 1.3).
bool has_write_ahead_log(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    char header[20] = {};
    return file.read(header, sizeof header) && header[18] == 2;
}

// True: a write-ahead log. False: a rollback journal, which works everywhere.
Result<bool> choose_journal(Database& database, const StoreOptions& options, bool network) {
    std::string present;
    {
        Statement mode = database.query("PRAGMA journal_mode");
        if (mode.next()) present = mode.text(0);
    }
    if (auto ok = database.take(); !ok) return tl::unexpected<Error>(std::move(ok.error()));
    if (present == (network ? "delete" : "wal")) return !network;
    const bool log = !network && write_ahead_works(options.folder);
    const Result<std::string> mode = set_journal(database, log ? "WAL" : "DELETE", options.busy_timeout);
    if (!mode) return tl::unexpected<Error>(mode.error());
    return *mode == "wal";
}

Device add_device(Database& database, std::int64_t profile, const std::string& machine, Milliseconds now) {
    const Device device = random_device();
    database.run("INSERT INTO devices(device, profile, machine, since) VALUES (?1, ?2, ?3, ?4)", device, profile,
                 machine, now);
    return device;
}

// A new file: a profile without a name, this device, and the unnamed network that everybody begins with.
void found(Database& database, const std::string& machine, Milliseconds now) {
    database.execute("PRAGMA defer_foreign_keys = ON");
    database.run("INSERT INTO profiles(id) VALUES (?1)", new_uuid(now));
    const std::int64_t profile = database.last_row();
    const Device device = add_device(database, profile, machine, now);
    const std::int64_t ticks = ticks_at(now);
    database.run("INSERT INTO self(one, profile, device, ticks) VALUES (1, ?1, ?2, ?3)", profile, device, ticks);
    database.run("UPDATE profiles SET clock = ?1, device = ?2", ticks, device);
    database.run("INSERT INTO networks(id, name, clock, device, created) VALUES (?1, '', ?2, ?3, ?4)", new_uuid(now),
                 ticks, device, now);
}

// Another window may be at the same: who holds the lock looks again.
Result<void> bring_up_to_date(Database& database, const std::string& folder, const std::string& machine, Milliseconds now,
                              std::int64_t before) {
    // As it was under the version before. One that can't be written is no reason to go without.
    if (before > 0)
        if (auto kept = back_up_before_migration(database, folder, now); !kept) return kept;
    Transaction transaction(database);
    if (database.failed()) return transaction.commit();
    const Result<std::int64_t> version = version_of(database);
    if (!version) return tl::unexpected<Error>(version.error());
    migrate(database, *version);
    if (*version == 0) found(database, machine, now);
    return transaction.commit();
}

}  // namespace

std::string machine_hash(const StoreOptions& options) {
    std::string machine = options.machine;
    if (machine.empty()) {
        std::ifstream file("/etc/machine-id");
        std::getline(file, machine);
    }
    if (machine.empty()) {
        char name[256] = {};
        if (gethostname(name, sizeof name - 1) == 0) machine = name;
    }
    return text::sha256_hex("katern device " + machine);
}

Device random_device() {
    std::random_device random;
    const std::uint64_t bits = (static_cast<std::uint64_t>(random()) << 32) | random();
    return static_cast<Device>(bits >> 1);
}

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

Result<Store> Store::open(StoreOptions options) {
    if (!options.now) {
        if (const Result<Milliseconds> now = wall_clock(); !now) return tl::unexpected<Error>(now.error());
        options.now = [] { return wall_clock().value_or(0); };
    }
    if (auto ok = make_folder(options.folder); !ok) return tl::unexpected<Error>(std::move(ok.error()));
    const std::string path = (std::filesystem::path(options.folder) / "katern.db").string();
    if (auto ok = check_rights(options.folder, path); !ok) return tl::unexpected<Error>(std::move(ok.error()));
    if (auto ok = finish_rescue(options.folder); !ok) return tl::unexpected<Error>(std::move(ok.error()));
    if (!looks_damaged(path)) {
        Result<Store> store = open_as_it_is(options);
        if (store || !is_damage(store.error())) return store;
    }
    const Result<std::optional<Rescue>> rescued = rescue(options, path, options.now());
    if (!rescued) return tl::unexpected<Error>(rescued.error());
    Result<Store> store = open_as_it_is(options);
    if (store) store->state_->rescued = *rescued;
    return store;
}

Result<Store> Store::open_as_it_is(const StoreOptions& options) {
    const std::string path = (std::filesystem::path(options.folder) / "katern.db").string();
    Result<Database> database = Database::open(path, options.busy_timeout);
    if (!database) return tl::unexpected<Error>(std::move(database.error()));
    database->keep_log_when_closed(true);  // until it has turned out to be sound
    // A file that had a log and came to lie on a network: without shared memory only one who has it alone can open it,
    // and that has to be said before anything is read.
    const bool network = on_network(options.folder);
    const bool alone = network && has_write_ahead_log(path);
    if (alone) database->execute("PRAGMA locking_mode = EXCLUSIVE");
    const Result<std::int64_t> version = version_of(*database);
    if (!version) return tl::unexpected<Error>(version.error());
    const Result<bool> log = choose_journal(*database, options, network);
    if (!log) return tl::unexpected<Error>(log.error());
    if (alone) database->execute("PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_schema");
    // secure_delete: what was erased is not to be read from the file's free pages.
    database->execute(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
        "PRAGMA trusted_schema = OFF");
    const std::string machine = machine_hash(options);
    const Milliseconds now = options.now();
    if (*version < schema_version)
        if (auto ok = bring_up_to_date(*database, options.folder, machine, now, *version); !ok)
            return tl::unexpected<Error>(std::move(ok.error()));

    std::error_code unreadable;
    if (options.check_all || std::filesystem::file_size(path, unreadable) <= checked_at_once) {
        const Result<bool> sound = notes::is_sound(*database);
        if (!sound) return tl::unexpected<Error>(sound.error());
        if (!*sound) return fail(Word::error_database_damaged, path);
    }
    auto state = std::make_unique<State>(State{options, std::move(*database), 0, 0, *log, 0, {}});
    Database& db = state->database;
    std::string known_machine;
    {
        Statement self = db.query(
            "SELECT self.profile, self.device, devices.machine FROM self JOIN devices USING (device) WHERE one = 1");
        if (self.next()) {
            state->profile = self.integer(0);
            state->device = self.integer(1);
            known_machine = self.text(2);
        }
    }
    if (auto ok = db.take(); !ok) return tl::unexpected<Error>(std::move(ok.error()));
    if (state->profile == 0) return fail(Word::error_database_damaged, path);
    if (known_machine != machine) {
        Transaction transaction(db);
        state->device = add_device(db, state->profile, machine, now);
        db.run("UPDATE self SET device = ?1", state->device);
        if (auto ok = transaction.commit(); !ok) return tl::unexpected<Error>(std::move(ok.error()));
    }
    Store store(std::move(state));
    if (auto back = take_back_half_imports(store); !back) return tl::unexpected<Error>(std::move(back.error()));
    if (auto forgotten = store.forget_deleted(); !forgotten) return tl::unexpected<Error>(std::move(forgotten.error()));
    (void)store.changed_by_others();
    store.state_->database.keep_log_when_closed(false);
    return store;
}

const std::string& Store::path() const {
    return state_->database.path();
}
const std::string& Store::folder() const {
    return state_->options.folder;
}
const std::optional<Rescue>& Store::rescued() const {
    return state_->rescued;
}
Device Store::device() const {
    return state_->device;
}

Milliseconds Store::State::now() const {
    return options.now();
}

Clock Store::State::tick() {
    std::int64_t last = 0;
    {
        Statement self = database.query("SELECT ticks FROM self WHERE one = 1");
        if (self.next()) last = self.integer(0);
    }
    const std::int64_t ticks = next_ticks(last, now());
    database.run("UPDATE self SET ticks = ?1 WHERE one = 1", ticks);
    return {ticks, device};
}

bool Store::changed_by_others() {
    std::int64_t version = state_->data_version;
    {
        Statement statement = state_->database.query("PRAGMA data_version");
        if (statement.next()) version = statement.integer(0);
    }
    (void)state_->database.take();  // a failure here shows at the read that follows
    return std::exchange(state_->data_version, version) != version;
}

std::vector<std::string> Store::files_to_watch() const {
    return {path() + (state_->write_ahead ? "-wal" : "-journal"), path()};
}

}  // namespace katern::notes
