#include "notes/meetings_merge.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace katern::notes {
namespace {

using Json = nlohmann::json;

std::int64_t profile_row(Database& database, const std::string& id) {
    database.run("INSERT OR IGNORE INTO profiles(id) VALUES (?1)", id);
    Statement row = database.query("SELECT number FROM profiles WHERE id = ?1", id);
    return row.next() ? row.integer(0) : 0;
}

std::string step_key(std::int64_t step, const std::string& row) {
    return "undo/" + std::to_string(step) + "/" + row;
}

bool is_deleted(Database& database, const std::string& row) {
    Statement life =
        database.query("SELECT 1 FROM meeting_fields WHERE row = ?1 AND name = 'life' AND value = 'deleted'", row);
    return life.next();
}

void drop_words_of_deleted(Database& database, const std::string& row) {
    if (!is_deleted(database, row)) return;
    database.run("DELETE FROM meeting_fields WHERE row = ?1 AND name <> 'life'", row);
    database.run("DELETE FROM settings WHERE key GLOB 'undo/*' AND substr(key, -length(?1) - 1) = '/' || ?1", row);
}

Clock clock_in(const Json& json) {
    return {json.value("clock", std::int64_t{0}), json.value("device", std::int64_t{0})};
}

bool is_as_left(Database& database, const std::string& row, const std::string& name, const Clock& left) {
    Statement now =
        database.query("SELECT 1 FROM meeting_fields WHERE row = ?1 AND name = ?2 AND clock = ?3 AND device = ?4", row,
                       name, left.ticks, left.device);
    return now.next();
}

void put_back_field(Database& database, const std::string& row, const std::string& name, const Json& change) {
    const auto before = change.find("before");
    if (before == change.end()) {
        database.run("DELETE FROM meeting_fields WHERE row = ?1 AND name = ?2", row, name);
        return;
    }
    const Clock clock = clock_in(*before);
    const std::int64_t via = before->value("via", std::int64_t{0});
    database.run(
        "UPDATE meeting_fields SET value = ?3, clock = ?4, device = ?5, writer = ?6, via = nullif(?7, 0) WHERE row = "
        "?1 AND name = ?2",
        row, name, before->value("value", std::string()), clock.ticks, clock.device,
        before->value("writer", std::int64_t{0}), via);
}

// A row that the import brought goes when nobody has written in it, or under it, since.
void take_back_new(Database& database, const std::string& row, const Json& fields) {
    for (const auto& [name, change] : fields.items())
        if (!is_as_left(database, row, name, clock_in(change))) return;
    Statement others = database.query(
        "SELECT 1 WHERE (SELECT count(*) FROM meeting_fields WHERE row = ?1) > ?2"
        " OR EXISTS (SELECT 1 FROM meeting_rows WHERE meeting = ?1 AND id <> ?1)",
        row, static_cast<std::int64_t>(fields.size()));
    if (others.next()) return;
    database.run("DELETE FROM meeting_fields WHERE row = ?1", row);
    database.run("DELETE FROM meeting_rows WHERE id = ?1", row);
}

void take_back_row(Database& database, const std::string& row, const Json& kept) {
    const Json fields = kept.value("fields", Json::object());
    if (is_deleted(database, row)) return;
    if (kept.value("new", false)) return take_back_new(database, row, fields);
    for (const auto& [name, change] : fields.items())
        if (is_as_left(database, row, name, clock_in(change))) put_back_field(database, row, name, change);
}

}  // namespace

MeetingsMerge::MeetingsMerge(Store::State& state, std::int64_t book, std::int64_t network, const SetHead& head,
                             std::int64_t step)
    : database_(state.database),
      book_(book),
      network_(network),
      me_(state.profile),
      now_(state.now()),
      writer_(head.writer.profile.id),
      writer_row_(profile_row(database_, writer_)),
      step_(step) {}

bool MeetingsMerge::take(const SetMeeting& row) {
    changes_.clear();
    if (row.created > now_ + furthest_ahead || !is_ours(row)) return false;
    bool changed = false;
    for (const Field& field : row.fields) {
        if (too_far_ahead(field.clock.ticks, now_)) continue;
        latest_ = std::max(latest_, field.clock.ticks);
        if (take_field(row.id, field)) changed = true;
    }
    if (!changed) {
        // None of its fields is to be taken: nothing of it stays, since no undoing would find it.
        if (is_new_) database_.run("DELETE FROM meeting_rows WHERE id = ?1", row.id);
        return false;
    }
    keep(row.id);
    drop_words_of_deleted(database_, row.id);
    return true;
}

// A row is what it was first: of this book and network, and this part of that meeting.
bool MeetingsMerge::is_ours(const SetMeeting& row) {
    database_.run(
        "INSERT OR IGNORE INTO meeting_rows(id, part, meeting, network, book, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        row.id, row.part, row.meeting, network_, book_, row.created);
    is_new_ = database_.changed_rows() > 0;
    Statement kept = database_.query(
        "SELECT 1 FROM meeting_rows r JOIN networks n ON n.number = r.network"
        " WHERE r.id = ?1 AND r.part = ?2 AND r.meeting = ?3 AND coalesce(n.alias_of, n.number) = ?4 AND r.book = ?5",
        row.id, row.part, row.meeting, network_, book_);
    return kept.next();
}

bool MeetingsMerge::take_field(const std::string& row, const Field& field) {
    const std::int64_t writer = profile_row(database_, field.writer);
    if (writer == me_) return false;
    const std::int64_t via = field.writer == writer_ ? 0 : writer_row_;
    std::optional<Before> before;
    if (step_ != 0) {
        Statement now =
            database_.query("SELECT value, clock, device, writer, via FROM meeting_fields WHERE row = ?1 AND name = ?2",
                            row, field.name);
        if (now.next())
            before = Before{now.text(0),
                            {now.integer(1), now.integer(2)},
                            now.integer(3),
                            now.is_null(4) ? std::nullopt : std::optional(now.integer(4))};
    }
    database_.run(
        "INSERT INTO meeting_fields(row, name, value, clock, device, writer, via) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
        "nullif(?7, 0))"
        " ON CONFLICT DO UPDATE SET value = excluded.value, clock = excluded.clock, device = excluded.device,"
        " writer = excluded.writer, via = excluded.via"
        " WHERE (excluded.clock, excluded.device, excluded.via IS NULL, excluded.value)"
        "     > (meeting_fields.clock, meeting_fields.device, meeting_fields.via IS NULL, meeting_fields.value)",
        row, field.name, field.value, field.clock.ticks, field.clock.device, writer, via);
    if (database_.changed_rows() == 0) return false;
    changes_[field.name] = {std::move(before), field.clock};
    return true;
}

void MeetingsMerge::keep(const std::string& row) {
    if (step_ == 0) return;
    const std::string key = step_key(step_, row);
    Json kept{{"new", is_new_}, {"fields", Json::object()}};
    {
        // The first of several changes of one row knows what it was before the import.
        Statement earlier = database_.query("SELECT value FROM settings WHERE key = ?1", key);
        if (earlier.next()) kept = Json::parse(earlier.text(0), nullptr, false);
    }
    for (const auto& [name, change] : changes_) {
        Json& field = kept["fields"][name];
        if (field.is_null() && change.before) {
            const Before& before = *change.before;
            field["before"] = {{"value", before.value},
                               {"clock", before.clock.ticks},
                               {"device", before.clock.device},
                               {"writer", before.writer},
                               {"via", before.via.value_or(0)}};
        }
        field["clock"] = change.now.ticks;
        field["device"] = change.now.device;
    }
    database_.run("INSERT INTO settings(key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
                  key, kept.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void take_back_meetings(Database& database, std::int64_t step) {
    std::vector<std::pair<std::string, Json>> rows;
    const std::string prefix = step_key(step, "");
    {
        // What belongs to a meeting goes before the meeting itself.
        Statement kept = database.query(
            "SELECT r.id, s.value FROM settings s JOIN meeting_rows r ON r.id = substr(s.key, length(?1) + 1)"
            " WHERE s.key GLOB ?1 || '*' ORDER BY r.part = 'meeting', r.id",
            prefix);
        while (kept.next()) rows.emplace_back(kept.text(0), Json::parse(kept.text(1), nullptr, false));
    }
    for (const auto& [row, kept] : rows)
        if (kept.is_object()) take_back_row(database, row, kept);
    database.run("DELETE FROM settings WHERE key GLOB ?1 || '*'", prefix);
}

void drop_old_meeting_steps(Database& database) {
    database.run(
        "DELETE FROM settings WHERE key GLOB 'undo/*' AND CAST(substr(key, 6) AS INTEGER) NOT IN (SELECT number FROM "
        "undo_steps)");
}

}  // namespace katern::notes
