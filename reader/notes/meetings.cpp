#include "notes/meetings.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "notes/meetings_among.h"
#include "notes/state.h"
#include "words/words.h"

namespace katern::notes {
namespace {

constexpr std::array part_names{std::string_view("meeting"), std::string_view("item"), std::string_view("prompt"),
                                std::string_view("decision"), std::string_view("action")};

constexpr std::array all_names{meeting_name,     meeting_date,  meeting_question, meeting_people, meeting_minutes,
                               meeting_text,     meeting_order, meeting_passage,  meeting_notes,  meeting_item,
                               meeting_decision, meeting_who,   meeting_when,     meeting_outcome};

struct Home {
    std::string meeting;
    std::int64_t network = 0, book = 0;
};

std::optional<Home> home_of(Database& database, const std::string& id) {
    Statement row = database.query("SELECT meeting, network, book FROM meeting_rows WHERE id = ?1", id);
    if (!row.next()) return std::nullopt;
    return Home{row.text(0), row.integer(1), row.integer(2)};
}

void write_field(Store::State& state, const std::string& row, std::string_view name, std::string_view value,
                 const Clock& clock) {
    state.database.run(
        "INSERT INTO meeting_fields(row, name, value, clock, device, writer) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        " ON CONFLICT DO UPDATE SET value = excluded.value, clock = excluded.clock, device = excluded.device,"
        " writer = excluded.writer, via = NULL",
        row, name, value, clock.ticks, clock.device, state.profile);
}

// "" when it was never written.
std::string value_of(Database& database, const std::string& row, std::string_view name) {
    Statement present = database.query("SELECT value FROM meeting_fields WHERE row = ?1 AND name = ?2", row, name);
    return present.next() ? present.text(0) : std::string();
}

bool differs(Database& database, const std::string& row, std::string_view name, std::string_view value) {
    Statement present = database.query("SELECT value FROM meeting_fields WHERE row = ?1 AND name = ?2", row, name);
    return !present.next() || present.text(0) != value;
}

void add_row(Store::State& state, const std::string& id, MeetingPart part, const Home& home, const Clock& clock,
             const std::map<std::string, std::string>& fields) {
    state.database.run(
        "INSERT INTO meeting_rows(id, part, meeting, network, book, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", id,
        to_text(part), home.meeting, home.network, home.book, clock.milliseconds());
    write_field(state, id, field_life, alive, clock);
    for (const auto& [name, value] : fields) write_field(state, id, name, value, clock);
}

std::vector<Field> fields_of(Database& database, const std::string& row) {
    std::vector<Field> out;
    Statement rows = database.query(
        "SELECT f.name, f.value, f.clock, f.device, w.id, coalesce(v.id, '') FROM meeting_fields f"
        " JOIN profiles w ON w.number = f.writer LEFT JOIN profiles v ON v.number = f.via WHERE f.row = ?1"
        " ORDER BY f.name",
        row);
    while (rows.next())
        out.push_back({rows.text(0), rows.text(1), {rows.integer(2), rows.integer(3)}, rows.text(4), rows.text(5)});
    return out;
}

// The fields that differ; coming back writes every field anew.
void write_change(Store::State& state, const MeetingChange& change, std::optional<Clock>& clock) {
    std::map<std::string, std::string> fields = change.fields;
    const auto life = fields.find(std::string(field_life));
    const bool revives = life != fields.end() && life->second == alive;
    if (revives) {
        // Also those that have no value here: one from before the deletion that turns up elsewhere must not come
        // through.
        for (const std::string_view name : all_names) fields.emplace(name, value_of(state.database, change.id, name));
        for (const Field& field : fields_of(state.database, change.id)) fields.emplace(field.name, field.value);
    }
    for (const auto& [name, value] : fields) {
        if (!revives && !differs(state.database, change.id, name, value)) continue;
        if (!clock) clock = state.tick();
        write_field(state, change.id, name, value, *clock);
    }
}

Result<void> check_known(Database& database, const std::vector<MeetingChange>& changes) {
    for (const MeetingChange& change : changes) {
        if (home_of(database, change.id)) continue;
        if (auto ok = database.take(); !ok) return ok;
        return fail(Word::error_meeting_unknown, change.id);
    }
    return {};
}

// What they said before.
std::vector<MeetingChange> write_changes(Store::State& state, const std::vector<MeetingChange>& changes,
                                         std::optional<Clock>& clock) {
    std::vector<MeetingChange> before;
    for (const MeetingChange& change : changes) {
        MeetingChange was{change.id, {}};
        for (const auto& [name, value] : change.fields) was.fields[name] = value_of(state.database, change.id, name);
        before.push_back(std::move(was));
        write_change(state, change, clock);
    }
    return before;
}

struct RowWithFields {
    MeetingRow row;
    std::vector<Field> fields;
};

std::vector<RowWithFields> read_rows(Database& database, BookKey book, const std::optional<std::string>& network) {
    std::vector<RowWithFields> out;
    {
        Statement rows = database.query(
            "SELECT r.id, r.part, r.meeting, n.id, r.created FROM meeting_rows r"
            " JOIN networks o ON o.number = r.network JOIN networks n ON n.number = coalesce(o.alias_of, o.number)"
            " WHERE r.book = ?1 AND (?2 IS NULL OR n.id = ?2)",
            static_cast<std::int64_t>(book), network);
        while (rows.next()) {
            const std::optional<MeetingPart> part = meeting_part_from(rows.text(1));
            if (!part) continue;  // of a later version; it stays in the file
            out.push_back({{rows.text(0), *part, rows.text(2), rows.text(3), rows.integer(4), {}, true, {}}, {}});
        }
    }
    for (RowWithFields& one : out) {
        one.fields = fields_of(database, one.row.id);
        for (const Field& field : one.fields) {
            one.row.written = std::max(one.row.written, field.clock);
            if (field.name == field_life)
                one.row.alive = field.value == alive;
            else
                one.row.fields.emplace(field.name, field.value);
        }
    }
    return out;
}

}  // namespace

std::string_view to_text(MeetingPart part) {
    return part_names.at(static_cast<std::size_t>(part));
}

std::optional<MeetingPart> meeting_part_from(std::string_view text) {
    const auto found = std::find(part_names.begin(), part_names.end(), text);
    if (found == part_names.end()) return std::nullopt;
    return static_cast<MeetingPart>(found - part_names.begin());
}

std::string MeetingRow::field(std::string_view name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

std::string list_to_json(const std::vector<std::string>& list) {
    return to_json(list);
}

std::vector<std::string> list_from_json(const std::string& json) {
    return from_json(json);
}

Result<std::string> add_meeting(Store& store, BookKey book, const std::string& network,
                                const std::map<std::string, std::string>& fields) {
    Store::State& state = store.state();
    Transaction transaction(state.database);
    Home home{{}, 0, static_cast<std::int64_t>(book)};
    {
        Statement row = state.database.query("SELECT coalesce(alias_of, number) FROM networks WHERE id = ?1", network);
        if (row.next()) home.network = row.integer(0);
    }
    if (auto ok = state.database.take(); !ok) return tl::unexpected<Error>(std::move(ok.error()));
    if (home.network == 0) return fail(Word::error_network_unknown, network);
    const Clock clock = state.tick();
    home.meeting = new_uuid(clock.milliseconds());
    add_row(state, home.meeting, MeetingPart::meeting, home, clock, fields);
    return transaction.commit(home.meeting);
}

Result<std::string> add_to_meeting(Store& store, const std::string& meeting, MeetingPart part,
                                   const std::map<std::string, std::string>& fields) {
    Result<AddedToMeeting> added = add_among_others(store, meeting, part, fields, {});
    if (!added) return tl::unexpected<Error>(std::move(added.error()));
    return std::move(added->id);
}

Result<AddedToMeeting> add_among_others(Store& store, const std::string& meeting, MeetingPart part,
                                        const std::map<std::string, std::string>& fields,
                                        const std::vector<MeetingChange>& others) {
    Store::State& state = store.state();
    Transaction transaction(state.database);
    const std::optional<Home> home = home_of(state.database, meeting);
    if (auto ok = state.database.take(); !ok) return tl::unexpected<Error>(std::move(ok.error()));
    if (!home || home->meeting != meeting || part == MeetingPart::meeting)
        return fail(Word::error_meeting_unknown, meeting);
    if (Result<void> known = check_known(state.database, others); !known)
        return tl::unexpected<Error>(std::move(known.error()));
    std::optional<Clock> clock = state.tick();
    AddedToMeeting out{new_uuid(clock->milliseconds()), {}};
    add_row(state, out.id, part, *home, *clock, fields);
    out.before = write_changes(state, others, clock);
    return transaction.commit(std::move(out));
}

Result<void> change_meeting(Store& store, const std::string& id, const std::map<std::string, std::string>& fields) {
    const auto done = change_meetings(store, {{id, fields}});
    if (!done) return tl::unexpected<Error>(done.error());
    return {};
}

Result<void> set_meeting_alive(Store& store, const std::string& id, bool is_alive) {
    return change_meeting(store, id, {{std::string(field_life), std::string(is_alive ? alive : deleted)}});
}

Result<std::optional<std::vector<MeetingChange>>> change_meetings(Store& store,
                                                                  const std::vector<MeetingChange>& changes,
                                                                  const std::vector<MeetingChange>& expected) {
    Store::State& state = store.state();
    Transaction transaction(state.database);
    if (Result<void> known = check_known(state.database, changes); !known)
        return tl::unexpected<Error>(std::move(known.error()));
    for (const MeetingChange& row : expected)
        for (const auto& [name, value] : row.fields)
            if (value_of(state.database, row.id, name) != value)
                return transaction.commit(std::optional<std::vector<MeetingChange>>());
    std::optional<Clock> clock;
    return transaction.commit(std::optional(write_changes(state, changes, clock)));
}

Result<std::optional<MeetingPart>> meeting_part_of(Store& store, const std::string& id) {
    Database& database = store.state().database;
    std::optional<MeetingPart> part;
    {
        Statement row = database.query("SELECT part FROM meeting_rows WHERE id = ?1", id);
        if (row.next()) part = meeting_part_from(row.text(0));
    }
    return database.take(part);
}

Result<std::vector<MeetingRow>> meeting_rows(Store& store, BookKey book, const std::optional<std::string>& network) {
    Store::State& state = store.state();
    Transaction transaction(state.database, Transaction::Kind::reading);
    std::map<std::string, std::pair<Milliseconds, bool>> meetings;  // when it was made, and whether it is there
    std::vector<RowWithFields> all = read_rows(state.database, book, network);
    for (const RowWithFields& one : all)
        if (one.row.part == MeetingPart::meeting) meetings[one.row.id] = {one.row.created, one.row.alive};
    std::vector<MeetingRow> out;
    for (RowWithFields& one : all)
        if (one.row.alive && meetings[one.row.meeting].second) out.push_back(std::move(one.row));
    std::sort(out.begin(), out.end(), [&](const MeetingRow& a, const MeetingRow& b) {
        const auto rank = [&](const MeetingRow& row) {
            return std::tuple(meetings[row.meeting].first, row.meeting, row.part, row.field(meeting_order), row.id);
        };
        return rank(a) < rank(b);
    });
    return transaction.commit(std::move(out));
}

}  // namespace katern::notes
