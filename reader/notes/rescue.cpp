#include "notes/rescue.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "notes/backups.h"
#include "notes/migrations.h"
#include "notes/salvage.h"
#include "notes/salvaged.h"
#include "notes/state.h"
#include "words/words.h"

namespace katern::notes {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view complete = "katern-gered-", aside = "katern-beschadigd-", ending = ".db",
                           unfinished = ".deel";

// One process at a time rescues. Where the folder can't be locked (some network shares) it goes on without.
class FolderLock {
public:
    explicit FolderLock(const std::string& folder) : file_(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        if (file_ >= 0) (void)flock(file_, LOCK_EX);
    }
    ~FolderLock() {
        if (file_ >= 0) close(file_);
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int file_;
};

void sync(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    (void)fsync(file);
    close(file);
}

// A connection with a write-ahead log holds a shared lock for as long as it lives, on 510 bytes behind the first GiB
// (SQLite's os.h). This process must have none open: closing a file gives up all its locks on it.
bool is_in_use(const std::string& path) {
    if (!fs::is_regular_file(path)) return false;
    const int file = open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) return false;
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = 0x40000002;
    lock.l_len = 510;
    const bool held = fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    close(file);
    return held;
}

// user_version, at byte 60 of the head; the present one when it makes no sense.
std::int64_t version_in(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    unsigned char head[64] = {};
    std::int64_t version = 0;
    if (file.read(reinterpret_cast<char*>(head), sizeof head))
        for (int i = 60; i < 64; ++i) version = (version << 8) | head[i];
    return version >= 1 && version <= schema_version ? version : schema_version;
}

bool opens_soundly(const std::string& path) {
    if (looks_damaged(path) || !fs::is_regular_file(path)) return false;
    Result<Database> database = Database::open(path, std::chrono::milliseconds(1000), false);
    if (!database) return false;
    database->keep_log_when_closed(true);
    return is_sound(*database).value_or(false);
}

std::string stamp_of(Milliseconds now) {
    std::string time = iso_8601(now).substr(0, 19);
    std::erase(time, ':');
    return time;
}

// A time that names neither a file that was set aside nor one that waits to come in its place.
std::string free_stamp(const fs::path& folder, Milliseconds now) {
    const std::string time = stamp_of(now);
    std::string stamp = time;
    for (int again = 2; fs::exists(folder / (std::string(aside) + stamp + std::string(ending))); ++again)
        stamp = time + "-" + std::to_string(again);
    return stamp;
}

// The newest backup without damage of its own.
std::optional<Backup> best_backup(const std::string& folder) {
    for (const Backup& backup : backups_in(folder)) {
        Result<Database> database = Database::open(backup.path, std::chrono::milliseconds(0), false);
        if (database && is_sound(*database).value_or(false)) return backup;
    }
    return std::nullopt;
}

std::size_t count(Database& database, std::string_view sql) {
    Statement row = database.query(sql);
    return row.next() ? static_cast<std::size_t>(row.integer(0)) : 0;
}

Result<Rescue> build(const std::string& to, const std::string& damaged, const StoreOptions& options, Milliseconds now) {
    Result<Database> opened = Database::open(to, std::chrono::milliseconds(1000));
    if (!opened) return tl::unexpected<Error>(opened.error());
    Database& database = *opened;
    // It is thrown away when this stops half-way.
    database.execute(
        "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA secure_delete = ON;"
        "PRAGMA temp_store = MEMORY");
    {
        Transaction transaction(database);
        migrate(database, 0, version_in(damaged));
        take_from_file(database, damaged, now);
        if (auto kept = transaction.commit(); !kept) return tl::unexpected<Error>(kept.error());
    }
    Rescue rescue;
    const std::optional<Backup> backup = best_backup(options.folder);
    const bool same_file = backup && take_from_backup(database, backup->path);
    {
        Transaction transaction(database);
        make_whole(database, machine_hash(options), now);
        if (auto kept = transaction.commit(); !kept) return tl::unexpected<Error>(kept.error());
    }
    if (backup && !same_file)
        if (auto brought = bring_missing(to, backup->path); !brought) return tl::unexpected<Error>(brought.error());
    constexpr const char* living = "SELECT count(*) FROM fields WHERE name = 'life' AND value = 'alive'";
    const std::size_t all = count(database, living);
    rescue.from_file =
        count(database, (std::string(living) + " AND annotation IN (SELECT number FROM temp.salvaged)").c_str());
    rescue.from_backup = all - rescue.from_file;
    if (backup) rescue.backup = backup->made;
    const Result<bool> sound = is_sound(database);
    if (!sound) return tl::unexpected<Error>(sound.error());
    if (!*sound) return fail(Word::error_database_damaged, to);
    return rescue;
}

// The two renamings, in an order in which each state tells the next step.
Result<void> switch_to(const fs::path& folder, const std::string& stamp) {
    const fs::path present = folder / "katern.db";
    const std::string kept = (folder / (std::string(aside) + stamp + std::string(ending))).string();
    std::error_code error;
    for (const char* part : {"-wal", "-shm", "-journal", ""}) {
        const fs::path from = present.string() + part;
        if (!fs::exists(fs::symlink_status(from, error))) continue;
        fs::rename(from, kept + part, error);
        if (error) return fail(Word::error_database_failed, present.string(), error.message());
    }
    fs::rename(folder / (std::string(complete) + stamp + std::string(ending)), present, error);
    if (error) return fail(Word::error_database_failed, present.string(), error.message());
    sync(folder.string());
    return {};
}

Result<void> go_on(const fs::path& folder) {
    std::error_code error;
    std::vector<std::string> stamps;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(complete) && name.ends_with(ending))
            stamps.push_back(name.substr(complete.size(), name.size() - complete.size() - ending.size()));
    }
    for (const std::string& stamp : stamps)
        if (auto done = switch_to(folder, stamp); !done) return done;
    return {};
}

void remove_unfinished(const fs::path& folder) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(complete) && name.find(unfinished) != std::string::npos) fs::remove(entry.path(), error);
    }
}

}  // namespace

std::string Rescue::sentence(Language language) const {
    const auto from_file_count = static_cast<double>(from_file);
    if (!backup) return say(Word::rescue_without_backup, language, {from_file_count, aside});
    const std::string day = say(Word::rescue_day, language, {static_cast<double>(*backup)});
    return say(Word::rescue_with_backup, language, {from_file_count, static_cast<double>(from_backup), day, aside});
}

bool is_damage(const Error& error) {
    return error.sentence == Word::error_database_damaged || error.sentence == Word::error_database_not_one;
}

bool looks_damaged(const std::string& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) return true;
    const bool empty = !fs::exists(status) || fs::file_size(path, error) <= 1;  // one byte is none, to SQLite
    // A database that has just been made is empty too, but then there are neither a log nor backups.
    if (empty && log_holds_pages(path + "-wal")) return true;
    if (empty && fs::exists(status)) return !backups_in(fs::path(path).parent_path().string()).empty();
    return !empty && log_is_damaged(path + "-wal");
}

Result<bool> is_sound(Database& database) {
    bool sound = false;
    {
        Statement row = database.query("PRAGMA integrity_check(1)");
        sound = row.next() && row.text(0) == "ok";
    }
    if (const Result<void> read = database.take(); !read) {
        if (is_damage(read.error())) return false;
        return tl::unexpected<Error>(read.error());
    }
    if (!sound) return false;
    // SQLite takes a file whose first page is blank for an empty database.
    std::int64_t tables = 0;
    {
        Statement row =
            database.query("SELECT count(*) FROM sqlite_schema WHERE name IN ('self', 'annotations', 'fields')");
        if (row.next()) tables = row.integer(0);
    }
    return database.take(tables == 3);
}

Result<void> finish_rescue(const std::string& folder) {
    std::error_code error;
    bool waiting = false;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        waiting = waiting || (name.starts_with(complete) && name.ends_with(ending));
    }
    if (!waiting) return {};
    const FolderLock lock(folder);
    return go_on(folder);
}

Result<std::optional<Rescue>> rescue(const StoreOptions& options, const std::string& path, Milliseconds now) {
    const fs::path folder = options.folder;
    const FolderLock lock(options.folder);
    if (auto done = go_on(folder); !done) return tl::unexpected<Error>(done.error());
    if (opens_soundly(path)) return std::optional<Rescue>();
    if (is_in_use(path)) return fail(Word::error_rescue_in_use, path);
    remove_unfinished(folder);
    const std::string stamp = free_stamp(folder, now);
    const std::string finished = (folder / (std::string(complete) + stamp + std::string(ending))).string();
    const std::string beside = finished + std::string(unfinished);
    Result<Rescue> built = build(beside, path, options, now);
    std::error_code error;
    if (built) {
        sync(beside);
        fs::rename(beside, finished, error);
        if (error) built = fail(Word::error_database_failed, path, error.message());
    }
    if (!built) {
        fs::remove(beside, error);
        return fail(Word::error_rescue_failed, path);
    }
    if (auto done = switch_to(folder, stamp); !done) return tl::unexpected<Error>(done.error());
    built->aside = (folder / (std::string(aside) + stamp + std::string(ending))).string();
    return std::optional<Rescue>(std::move(*built));
}

}  // namespace katern::notes
