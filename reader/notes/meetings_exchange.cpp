// Meetings on the road: out of the database and, as a join, into another.
#include <algorithm>

#include "notes/meetings.h"
#include "notes/state.h"
#include "words/words.h"

namespace katern::notes {
namespace {

std::int64_t profile_row(Database& database, const std::string& id) {
    database.run("INSERT OR IGNORE INTO profiles(id) VALUES (?1)", id);
    Statement row = database.query("SELECT number FROM profiles WHERE id = ?1", id);
    return row.next() ? row.integer(0) : 0;
}

std::int64_t network_row(Database& database, const std::string& id) {
    Statement row = database.query("SELECT coalesce(alias_of, number) FROM networks WHERE id = ?1", id);
    return row.next() ? row.integer(0) : 0;
}

class Taking {
public:
    Taking(Store::State& state, std::int64_t book, std::int64_t network, const SetHead& head)
        : database_(state.database),
          book_(book),
          network_(network),
          me_(state.profile),
          now_(state.now()),
          writer_(head.writer.profile.id),
          writer_row_(profile_row(database_, writer_)) {}

    // True when anything of it was new.
    bool take(const SetMeeting& row) {
        if (row.created > now_ + furthest_ahead || !is_ours(row)) return false;
        bool changed = false;
        for (const Field& field : row.fields) {
            if (too_far_ahead(field.clock.ticks, now_)) continue;
            latest_ = std::max(latest_, field.clock.ticks);
            if (take_field(row.id, field)) changed = true;
        }
        if (changed) drop_words_of_deleted(row.id);
        return changed;
    }

    [[nodiscard]] std::int64_t latest() const { return latest_; }

private:
    // A row is what it was first: of this book and network, and this part of that meeting.
    bool is_ours(const SetMeeting& row) {
        database_.run(
            "INSERT OR IGNORE INTO meeting_rows(id, part, meeting, network, book, created) VALUES (?1, ?2, ?3, ?4, ?5, "
            "?6)",
            row.id, row.part, row.meeting, network_, book_, row.created);
        Statement kept = database_.query(
            "SELECT 1 FROM meeting_rows WHERE id = ?1 AND part = ?2 AND meeting = ?3 AND network = ?4 AND book = ?5",
            row.id, row.part, row.meeting, network_, book_);
        return kept.next();
    }

    bool take_field(const std::string& row, const Field& field) {
        const std::int64_t writer = profile_row(database_, field.writer);
        if (writer == me_) return false;
        const std::int64_t via = field.writer == writer_ ? 0 : writer_row_;
        database_.run(
            "INSERT INTO meeting_fields(row, name, value, clock, device, writer, via) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
            "nullif(?7, 0))"
            " ON CONFLICT DO UPDATE SET value = excluded.value, clock = excluded.clock, device = excluded.device,"
            " writer = excluded.writer, via = excluded.via"
            " WHERE (excluded.clock, excluded.device, excluded.via IS NULL, excluded.value)"
            "     > (meeting_fields.clock, meeting_fields.device, meeting_fields.via IS NULL, meeting_fields.value)",
            row, field.name, field.value, field.clock.ticks, field.clock.device, writer, via);
        return database_.changed_rows() > 0;
    }

    void drop_words_of_deleted(const std::string& row) {
        database_.run(
            "DELETE FROM meeting_fields WHERE row = ?1 AND name <> 'life' AND EXISTS (SELECT 1 FROM meeting_fields l"
            " WHERE l.row = ?1 AND l.name = 'life' AND l.value = 'deleted')",
            row);
    }

    Database& database_;
    std::int64_t book_, network_, me_;
    Milliseconds now_;
    std::string writer_;
    std::int64_t writer_row_;
    std::int64_t latest_ = 0;
};

}  // namespace

std::vector<SetMeeting> meetings_to_send(Database& database, std::int64_t book, std::int64_t network) {
    std::vector<SetMeeting> out;
    Statement rows = database.query(
        "SELECT r.id, r.meeting, r.part, r.created, f.name, f.value, f.clock, f.device, w.id, coalesce(v.id, '')"
        "  FROM meeting_rows r JOIN networks n ON n.number = r.network JOIN meeting_fields f ON f.row = r.id"
        "  JOIN profiles w ON w.number = f.writer LEFT JOIN profiles v ON v.number = f.via"
        "  JOIN meeting_fields l ON l.row = r.id AND l.name = 'life'"
        " WHERE r.book = ?1 AND coalesce(n.alias_of, n.number) = ?2 AND (l.value = 'alive' OR f.name = 'life')"
        " ORDER BY r.id, f.name",
        book, network);
    while (rows.next()) {
        if (out.empty() || out.back().id != rows.text(0))
            out.push_back({rows.text(0), rows.text(1), rows.text(2), rows.integer(3), {}});
        out.back().fields.push_back(
            {rows.text(4), rows.text(5), {rows.integer(6), rows.integer(7)}, rows.text(8), rows.text(9)});
    }
    return out;
}

Result<std::size_t> take_meetings(Store& store, BookKey book, const SetHead& head, const std::string& network,
                                  std::span<const SetMeeting> meetings) {
    if (meetings.empty() || (network.empty() && !head.network)) return std::size_t{0};
    Store::State& state = store.state();
    Transaction transaction(state.database);
    const std::int64_t row = network_row(state.database, network.empty() ? head.network->network.id : network);
    std::size_t taken = 0;
    if (row != 0) {
        Taking taking(state, static_cast<std::int64_t>(book), row, head);
        for (const SetMeeting& meeting : meetings)
            if (taking.take(meeting)) ++taken;
        state.database.run("UPDATE self SET ticks = max(ticks, ?1)", taking.latest());
    }
    return transaction.commit(taken);
}

}  // namespace katern::notes
