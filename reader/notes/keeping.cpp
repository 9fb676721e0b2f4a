// Profile, networks and settings; copies; and letting go of what was deleted long ago.
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "notes/meetings_merge.h"
#include "notes/migrations.h"
#include "notes/networks.h"
#include "notes/recorder.h"
#include "notes/rescue.h"
#include "words/words.h"

namespace katern::notes {
namespace {

// Empty, or a database of ours. Anything else is somebody's file.
bool may_be_replaced(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return true;
    if (!std::filesystem::is_regular_file(path, error)) return false;
    if (std::filesystem::file_size(path, error) == 0) return true;
    Result<Database> database = Database::open(path, std::chrono::milliseconds(0), false);
    if (!database) return false;
    Statement row = database->query("PRAGMA application_id");
    return row.next() && row.integer(0) == application_id;
}

// A whole copy in one go: nothing can be written meanwhile by this connection, and what others write makes SQLite start
// over.
Result<void> copy_database(Database& from, const std::string& to) {
    Result<Database> target = Database::open(to, std::chrono::milliseconds(0));
    if (!target) return tl::unexpected<Error>(target.error());
    sqlite3_backup* backup = sqlite3_backup_init(target->handle(), "main", from.handle(), "main");
    if (!backup) return tl::unexpected<Error>(target->explain(sqlite3_extended_errcode(target->handle())));
    sqlite3_backup_step(backup, -1);
    const int code = sqlite3_backup_finish(backup);
    if (code != SQLITE_OK) return tl::unexpected<Error>(target->explain(code));
    // One file that can be carried about: no log beside it.
    target->execute("PRAGMA journal_mode = DELETE");
    return target->take();
}

// Rows of meetings that still have words though they, or their meeting, were deleted before then.
std::vector<std::string> deleted_meeting_rows(Database& db, std::int64_t before) {
    std::vector<std::string> out;
    Statement rows = db.query(
        "SELECT r.id FROM meeting_rows r WHERE EXISTS (SELECT 1 FROM meeting_fields f WHERE f.row = r.id AND f.name <> 'life')"
        " AND EXISTS (SELECT 1 FROM meeting_fields l WHERE l.row IN (r.id, r.meeting) AND l.name = 'life'"
        "               AND l.value = 'deleted' AND l.clock < ?1)",
        before);
    while (rows.next()) out.push_back(rows.text(0));
    return out;
}

}  // namespace

Result<Profile> Store::me() {
    Profile profile;
    Statement row = state_->database.query("SELECT id, name, school FROM profiles WHERE number = ?1", state_->profile);
    if (row.next()) profile = {row.text(0), row.text(1), row.text(2)};
    return state_->database.take(std::move(profile));
}

Result<void> Store::set_profile(const std::string& name, const std::string& school) {
    Transaction transaction(state_->database);
    const Clock clock = state_->tick();
    state_->database.run(
        "UPDATE profiles SET name = ?1, school = ?2, clock = ?3, device = ?4, via = NULL WHERE number = ?5", name,
        school, clock.ticks, clock.device, state_->profile);
    return transaction.commit();
}

Result<bool> Store::is_unwritten() {
    Statement row = state_->database.query("SELECT 1 FROM annotations WHERE author = ?1 LIMIT 1", state_->profile);
    const bool wrote = row.next();
    return state_->database.take(!wrote);
}

Result<void> Store::become(const Profile& profile) {
    Database& db = state_->database;
    Transaction transaction(db);
    const Result<bool> unwritten = is_unwritten();
    if (!unwritten) return tl::unexpected<Error>(unwritten.error());
    if (!*unwritten) return fail(Word::error_profile_has_notes);
    db.run("INSERT OR IGNORE INTO profiles(id, name, school) VALUES (?1, ?2, ?3)", profile.id, profile.name, profile.school);
    db.run("UPDATE self SET profile = (SELECT number FROM profiles WHERE id = ?1)", profile.id);
    db.run("UPDATE devices SET profile = (SELECT profile FROM self) WHERE device = ?1", state_->device);
    drop_unused_network(db);  // the person has one already, which comes with their notes
    std::int64_t now = 0;
    {
        Statement row = db.query("SELECT profile FROM self");
        if (row.next()) now = row.integer(0);
    }
    Result<void> done = transaction.commit();
    if (done) state_->profile = now;
    return done;
}

Result<std::vector<Network>> Store::networks() {
    std::vector<Network> out;
    Statement rows = state_->database.query("SELECT id, name FROM networks WHERE alias_of IS NULL ORDER BY number");
    while (rows.next()) out.push_back({rows.text(0), rows.text(1)});
    return state_->database.take(std::move(out));
}

Result<Network> Store::network(const std::string& name) {
    Database& db = state_->database;
    Transaction transaction(db);
    Network network;
    {
        Statement row = name.empty()
                            ? db.query("SELECT id, name FROM networks WHERE alias_of IS NULL ORDER BY number LIMIT 1")
                            : db.query(
                                  "SELECT id, name FROM networks WHERE alias_of IS NULL AND name = ?1 ORDER BY number"
                                  " LIMIT 1",
                                  name);
        if (row.next()) network = {row.text(0), row.text(1)};
    }
    if (network.id.empty()) {
        const Clock clock = state_->tick();
        network = {new_uuid(state_->now()), name};
        db.run("INSERT INTO networks(id, name, clock, device, created) VALUES (?1, ?2, ?3, ?4, ?5)", network.id, name,
               clock.ticks, clock.device, state_->now());
    }
    return transaction.commit(std::move(network));
}

Result<std::optional<std::string>> Store::setting(const std::string& key) {
    std::optional<std::string> value;
    Statement row = state_->database.query("SELECT value FROM settings WHERE key = ?1", key);
    if (row.next()) value = row.text(0);
    return state_->database.take(std::move(value));
}

Result<void> Store::set_setting(const std::string& key, const std::string& value) { return set_settings({{key, value}}); }

Result<void> Store::set_settings(const std::vector<std::pair<std::string, std::string>>& rows) {
    Transaction transaction(state_->database);
    for (const auto& [key, value] : rows)
        state_->database.run(
            "INSERT INTO settings(key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value", key,
            value);
    return transaction.commit();
}

Result<void> Store::copy_to(const std::string& target) {
    return copy_whole(state_->database, target);
}

Result<void> copy_whole(Database& database, const std::string& target) {
    std::error_code error;
    if (std::filesystem::equivalent(target, database.path(), error)) return fail(Word::error_copy_itself, target);
    if (!may_be_replaced(target)) return fail(Word::error_copy_other_file, target);
    const std::string beside = target + ".deel-" + std::to_string(getpid());
    std::filesystem::remove(beside, error);
    if (auto copied = copy_database(database, beside); !copied) {
        std::filesystem::remove(beside, error);
        const Error& reason = copied.error();
        if (reason.sentence == Word::error_database_failed)
            return fail(Word::error_copy_failed, target, reason.arguments[1]);
        if (reason.sentence == Word::error_database_full) return fail(Word::error_database_full, target);
        return copied;
    }
    std::filesystem::rename(beside, target, error);
    if (error) {
        const std::string reason = error.message();
        std::filesystem::remove(beside, error);
        return fail(Word::error_copy_failed, target, reason);
    }
    return {};
}

Result<bool> Store::is_sound(const std::function<bool()>& stop) {
    constexpr int steps_between = 20'000;
    sqlite3* const handle = state_->database.handle();
    if (stop)
        sqlite3_progress_handler(
            handle, steps_between, [](void* asked) { return (*static_cast<const std::function<bool()>*>(asked))() ? 1 : 0; },
            const_cast<std::function<bool()>*>(&stop));
    Result<bool> sound = notes::is_sound(state_->database);
    sqlite3_progress_handler(handle, 0, nullptr, nullptr);
    return !sound && stop && stop() ? Result<bool>(true) : sound;
}

Result<std::size_t> Store::forget_deleted() {
    Database& db = state_->database;
    const std::int64_t before = ticks_at(state_->now() - kept_after_deletion);
    const auto find = [&] {
        std::vector<std::int64_t> out;
        Statement rows = db.query(
            "SELECT a.number FROM fields f JOIN annotations a ON a.number = f.annotation"
            " WHERE f.name = 'life' AND f.value = 'deleted' AND f.clock < ?1 AND a.erased IS NULL",
            before);
        while (rows.next()) out.push_back(rows.integer(0));
        return out;
    };
    // Nearly always there is nothing, and then nothing is to be locked.
    if (find().empty() && deleted_meeting_rows(db, before).empty()) return db.take(std::size_t{0});
    Transaction transaction(db);
    const std::vector<std::int64_t> annotations = find();
    const std::vector<std::string> meetings = deleted_meeting_rows(db, before);
    for (const std::string& row : meetings) db.run("DELETE FROM meeting_fields WHERE row = ?1 AND name <> 'life'", row);
    for (const std::int64_t annotation : annotations) {
        db.run("DELETE FROM fields WHERE annotation = ?1 AND name <> 'life'", annotation);
        db.run("DELETE FROM anchors WHERE annotation = ?1", annotation);
        db.run("DELETE FROM resolutions WHERE annotation = ?1", annotation);
        db.run("DELETE FROM undo_rows WHERE annotation = ?1", annotation);
        db.run("UPDATE annotations SET erased = ?1, chapter = '' WHERE number = ?2", state_->now(), annotation);
    }
    db.run("DELETE FROM undo_steps WHERE window <> '(import)'"
           " AND " + std::string(step_is_empty));
    drop_old_meeting_steps(db);
    return transaction.commit(annotations.size() + meetings.size());
}

}  // namespace katern::notes
