#include "notes/networks.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <nlohmann/json.hpp>

#include "notes/meetings.h"
#include "notes/state.h"
#include "words/words.h"

namespace katern::notes {
namespace {

// Of rows of meetings: what a person wrote in words.
constexpr std::string_view fields_with_words = "('name', 'date', 'question', 'people', 'text', 'who', 'when', 'outcome')";

std::string wish_key(const std::string& network) { return "network/" + network + "/first_self"; }

FirstSelf wish_from(const std::string& text) {
    FirstSelf wish;
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) return wish;
    wish.wanted = json.value("wanted", false);
    wish.meeting = json.value("meeting", std::string());
    wish.clock = {json.value("clock", std::int64_t{0}), json.value("device", std::int64_t{0})};
    return wish;
}

std::string to_text(const FirstSelf& wish) {
    return nlohmann::json{{"wanted", wish.wanted}, {"meeting", wish.meeting}, {"clock", wish.clock.ticks}, {"device", wish.clock.device}}.dump(
        -1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void keep_wish(Database& db, const std::string& network, const FirstSelf& wish) {
    db.run("INSERT INTO settings(key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value", wish_key(network), to_text(wish));
}

// The row that takes the notes of the network with this id; 0: there is none.
std::int64_t row_of(Database& db, const std::string& id) {
    Statement row = db.query("SELECT coalesce(alias_of, number) FROM networks WHERE id = ?1", id);
    return row.next() ? row.integer(0) : 0;
}

Result<void> check_name(Database& db, const std::string& name, std::int64_t but) {
    if (name.find_first_not_of(' ') == std::string::npos) return fail(Word::error_network_name_needed);
    Statement row = db.query("SELECT 1 FROM networks WHERE alias_of IS NULL AND name = ?1 AND number <> ?2", name, but);
    if (row.next()) return fail(Word::error_network_name_taken, name);
    return {};
}

std::vector<Member> members_of(Store::State& state, std::int64_t network) {
    std::vector<Member> members;
    Statement rows = state.database.query(
        "SELECT p.id, p.name, p.school, count(*) FROM visibility v JOIN annotations a ON a.number = v.annotation"
        " JOIN profiles p ON p.number = a.author JOIN fields f ON f.annotation = a.number AND f.name = 'life' AND f.value = 'alive'"
        " WHERE v.network = ?1 AND v.state = 'shared' AND a.author <> ?2 GROUP BY p.number ORDER BY p.name, p.id",
        network, state.profile);
    while (rows.next()) members.push_back({{rows.text(0), rows.text(1), rows.text(2)}, static_cast<std::size_t>(rows.integer(3))});
    return members;
}

std::size_t mine_in(Store::State& state, std::int64_t network) {
    Statement row = state.database.query(
        "SELECT count(*) FROM visibility v JOIN annotations a ON a.number = v.annotation"
        " JOIN fields f ON f.annotation = a.number AND f.name = 'life' AND f.value = 'alive'"
        " WHERE v.network = ?1 AND v.state = 'shared' AND a.author = ?2",
        network, state.profile);
    return row.next() ? static_cast<std::size_t>(row.integer(0)) : 0;
}

}  // namespace

Result<std::vector<NetworkFacts>> look_at_networks(Store& store) {
    Store::State& state = store.state();
    Database& db = state.database;
    Transaction transaction(db, Transaction::Kind::reading);
    std::vector<NetworkFacts> out;
    std::vector<std::int64_t> numbers;
    {
        Statement rows = db.query("SELECT number, id, name, folder FROM networks WHERE alias_of IS NULL ORDER BY number");
        while (rows.next()) {
            numbers.push_back(rows.integer(0));
            out.push_back({{rows.text(1), rows.text(2)}, rows.text(3), {}, {}, 0, {}});
        }
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        Statement rows = db.query("SELECT CASE name WHEN '' THEN id ELSE name END FROM networks WHERE alias_of = ?1 ORDER BY number", numbers[i]);
        while (rows.next()) out[i].aliases.push_back(rows.text(0));
        out[i].members = members_of(state, numbers[i]);
        out[i].mine = mine_in(state, numbers[i]);
        out[i].first_self = first_self(db, out[i].network.id);
    }
    return transaction.commit(std::move(out));
}

Result<Network> make_network(Store& store, const std::string& name) {
    Store::State& state = store.state();
    Transaction transaction(state.database);
    if (auto ok = check_name(state.database, name, 0); !ok) return tl::unexpected<Error>(ok.error());
    const Clock clock = state.tick();
    const Network network{new_uuid(state.now()), name};
    state.database.run("INSERT INTO networks(id, name, clock, device, created) VALUES (?1, ?2, ?3, ?4, ?5)", network.id, name, clock.ticks,
                       clock.device, state.now());
    return transaction.commit(network);
}

Result<void> rename_network(Store& store, const std::string& id, const std::string& name) {
    Store::State& state = store.state();
    Transaction transaction(state.database);
    const std::int64_t number = row_of(state.database, id);
    if (number == 0) return fail(Word::error_network_unknown, id);
    if (auto ok = check_name(state.database, name, number); !ok) return ok;
    const Clock clock = state.tick();
    state.database.run("UPDATE networks SET name = ?1, clock = ?2, device = ?3 WHERE number = ?4", name, clock.ticks, clock.device, number);
    return transaction.commit();
}

Result<Milliseconds> known_since(Store& store, const std::string& network) {
    Database& database = store.state().database;
    Milliseconds since = 0;
    {
        Statement row = database.query(
            "SELECT coalesce(min(created), 0) FROM networks"
            " WHERE id = ?1 OR alias_of = (SELECT number FROM networks WHERE id = ?1)",
            network);
        if (row.next()) since = row.integer(0);
    }
    return database.take(since);
}

Result<Network> join_network(Store& store, const Network& network) {
    Store::State& state = store.state();
    Database& db = state.database;
    Transaction transaction(db);
    if (row_of(db, network.id) == 0)
        db.run("INSERT INTO networks(id, name, created) VALUES (?1, ?2, ?3)", network.id, network.name, state.now());
    Network joined;
    {
        Statement row = db.query("SELECT id, name FROM networks WHERE number = ?1", row_of(db, network.id));
        if (row.next()) joined = {row.text(0), row.text(1)};
    }
    return transaction.commit(std::move(joined));
}

Result<void> count_as(Store& store, const std::string& id, const std::string& mine) {
    Database& db = store.state().database;
    Transaction transaction(db);
    const std::int64_t from = row_of(db, id), to = row_of(db, mine);
    if (from == 0 || to == 0) return fail(Word::error_network_unknown, from == 0 ? id : mine);
    if (from == to) return fail(Word::error_network_same);
    // The later word of the two stays, by the same rule as a merge.
    db.run(
        "INSERT INTO visibility(annotation, network, state, clock, device, writer, via, published)"
        " SELECT annotation, ?2, state, clock, device, writer, via, published FROM visibility WHERE network = ?1"
        " ON CONFLICT DO UPDATE SET state = excluded.state, clock = excluded.clock, device = excluded.device, writer = excluded.writer,"
        " via = excluded.via, published = coalesce(published, excluded.published)"
        " WHERE (excluded.via IS NULL, excluded.clock, excluded.device, excluded.state) > (via IS NULL, clock, device, state)",
        from, to);
    db.run("DELETE FROM visibility WHERE network = ?1", from);
    db.run("UPDATE imported_sets SET network = ?2 WHERE network = ?1", from, to);
    db.run("UPDATE meeting_rows SET network = ?2 WHERE network = ?1", from, to);
    // Steps that would write to the row that is gone.
    db.run("DELETE FROM undo_rows WHERE part = 'network' AND name = ?1", std::to_string(from));
    db.run("DELETE FROM undo_steps WHERE " + std::string(step_is_empty));
    db.run("UPDATE networks SET folder = (SELECT folder FROM networks WHERE number = ?1) WHERE number = ?2 AND folder = ''", from, to);
    db.run("UPDATE networks SET alias_of = ?2, folder = '' WHERE number = ?1 OR alias_of = ?1", from, to);
    take_first_self(db, mine, first_self(db, id));
    return transaction.commit();
}

Result<void> set_network_folder(Store& store, const std::string& id, const std::string& folder) {
    Database& db = store.state().database;
    Transaction transaction(db);
    const std::int64_t number = row_of(db, id);
    if (number == 0) return fail(Word::error_network_unknown, id);
    if (!folder.empty()) {
        Statement row = db.query("SELECT name FROM networks WHERE folder = ?1 AND number <> ?2", folder, number);
        if (row.next()) return fail(Word::error_network_folder_taken, folder, row.text(0));
    }
    db.run("UPDATE networks SET folder = ?1 WHERE number = ?2", folder, number);
    return transaction.commit();
}

void drop_unused_network(Database& db) {
    db.run(
        "DELETE FROM networks WHERE name = '' AND folder = '' AND alias_of IS NULL"
        " AND number NOT IN (SELECT network FROM visibility) AND number NOT IN (SELECT network FROM meeting_rows)"
        " AND number NOT IN (SELECT network FROM imported_sets WHERE network IS NOT NULL)"
        " AND number NOT IN (SELECT alias_of FROM networks WHERE alias_of IS NOT NULL)");
}

bool is_day(const std::string& text) {
    const std::optional<Milliseconds> day = from_iso_8601(text);
    return day && text.size() == 10 && iso_8601(*day).substr(0, 10) == text;
}

FirstSelf first_self(Database& db, const std::string& network) {
    Statement row = db.query("SELECT value FROM settings WHERE key = ?1", wish_key(network));
    return row.next() ? wish_from(row.text(0)) : FirstSelf{};
}

Result<FirstSelf> first_self(Store& store, const std::string& network) {
    Database& db = store.state().database;
    FirstSelf wish = first_self(db, network);
    return db.take(std::move(wish));
}

Result<void> set_first_self(Store& store, const std::string& network, bool wanted, const std::string& meeting) {
    Store::State& state = store.state();
    if (!meeting.empty() && !is_day(meeting)) return fail(Word::error_day, meeting);
    Transaction transaction(state.database);
    keep_wish(state.database, network, {wanted, meeting, state.tick()});
    return transaction.commit();
}

void take_first_self(Database& db, const std::string& network, const FirstSelf& wish) {
    const FirstSelf now = first_self(db, network);
    if (std::tie(wish.clock, wish.wanted, wish.meeting) > std::tie(now.clock, now.wanted, now.meeting)) keep_wish(db, network, wish);
}

Result<std::vector<Leaving>> leaving(Store& store, const std::string& network) {
    Store::State& state = store.state();
    Database& db = state.database;
    struct Row {
        std::string book;
        Milliseconds published = 0;
        bool withdrawn = false;
    };
    std::map<std::int64_t, std::map<std::string, Row>> rows_by_book;
    {
        // What was withdrawn before it ever left leaves no trace.
        Statement rows = db.query(
            "SELECT a.id, a.book, b.title, coalesce(v.published, 0), v.state = 'withdrawn' OR life.value = 'deleted' FROM visibility v"
            " JOIN annotations a ON a.number = v.annotation JOIN books b ON b.number = a.book"
            " JOIN fields life ON life.annotation = a.number AND life.name = 'life'"
            " WHERE v.network = ?1 AND a.author = ?2 AND (v.published IS NOT NULL OR (v.state = 'shared' AND life.value = 'alive'))",
            row_of(db, network), state.profile);
        while (rows.next()) rows_by_book[rows.integer(1)][rows.text(0)] = {rows.text(2), rows.integer(3), rows.integer(4) != 0};
    }
    if (auto ok = db.take(); !ok) return tl::unexpected<Error>(ok.error());
    std::vector<Leaving> out;
    for (auto& [book, rows] : rows_by_book) {
        for (const bool in_trash : {false, true}) {
            Query query;
            query.deleted = in_trash;
            Result<std::vector<Annotation>> notes = store.annotations(static_cast<BookKey>(book), query);
            if (!notes) return tl::unexpected<Error>(notes.error());
            for (Annotation& note : *notes) {
                const auto row = note.mine ? rows.find(note.id) : rows.end();
                if (row != rows.end()) out.push_back({std::move(note), row->second.book, row->second.published, row->second.withdrawn});
            }
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const Leaving& a, const Leaving& b) {
        return a.withdrawn != b.withdrawn ? b.withdrawn : a.note.modified > b.note.modified;
    });
    return out;
}

Result<MeetingChange> without_my_words(Store& store, const std::string& row) {
    Database& db = store.state().database;
    MeetingChange change;
    change.id = row;
    {
        Statement mine = db.query("SELECT name FROM meeting_fields WHERE row = ?1 AND writer = ?2 AND name IN " + std::string(fields_with_words), row,
                                  store.state().profile);
        while (mine.next()) change.fields[mine.text(0)] = mine.text(0) == meeting_people ? "[]" : "";
    }
    if (auto ok = db.take(); !ok) return tl::unexpected<Error>(ok.error());
    return change;
}

Result<std::vector<LeavingMeeting>> leaving_meetings(Store& store, const std::string& network) {
    Database& db = store.state().database;
    std::vector<LeavingMeeting> out;
    {
        Statement rows = db.query(
            "SELECT r.id, f.name, f.value, coalesce(n.value, ''), b.title, b.number FROM meeting_fields f"
            " JOIN meeting_rows r ON r.id = f.row JOIN books b ON b.number = r.book JOIN networks w ON w.number = r.network"
            " JOIN meeting_fields l ON l.row = r.id AND l.name = 'life' AND l.value = 'alive'"
            " JOIN meeting_fields h ON h.row = r.meeting AND h.name = 'life' AND h.value = 'alive'"
            " LEFT JOIN meeting_fields n ON n.row = r.meeting AND n.name = 'name'"
            " WHERE coalesce(w.alias_of, w.number) = ?1 AND f.writer = ?2 AND f.value NOT IN ('', '[]')"
            "   AND f.name IN " + std::string(fields_with_words) +
            " ORDER BY b.title, r.meeting, r.part <> 'meeting', r.id, f.name",
            row_of(db, network), store.state().profile);
        while (rows.next()) {
            if (out.empty() || out.back().row != rows.text(0)) out.push_back({rows.text(0), static_cast<BookKey>(rows.integer(5)), {}, rows.text(3), rows.text(4)});
            std::string words = rows.text(2);
            if (rows.text(1) == meeting_people) {
                words.clear();
                for (const std::string& name : list_from_json(rows.text(2))) words += (words.empty() ? "" : ", ") + name;
            }
            out.back().words += (out.back().words.empty() ? "" : "\n") + words;
        }
    }
    if (auto ok = db.take(); !ok) return tl::unexpected<Error>(ok.error());
    return out;
}

}  // namespace katern::notes
