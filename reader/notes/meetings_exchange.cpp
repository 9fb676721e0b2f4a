// Meetings on the road: out of the database and, as a join, into another.
#include "notes/meetings.h"
#include "notes/meetings_merge.h"
#include "notes/state.h"
#include "words/words.h"

namespace katern::notes {
namespace {

std::int64_t network_row(Database& database, const std::string& id) {
    Statement row = database.query("SELECT coalesce(alias_of, number) FROM networks WHERE id = ?1", id);
    return row.next() ? row.integer(0) : 0;
}

}  // namespace

std::vector<SetMeeting> meetings_to_send(Database& database, std::int64_t book, std::int64_t network) {
    std::vector<SetMeeting> out;
    Statement rows = database.query(
        "SELECT r.id, r.meeting, r.part, r.created, f.name, f.value, f.clock, f.device, w.id, coalesce(v.id, '')"
        "  FROM meeting_rows r JOIN networks n ON n.number = r.network JOIN meeting_fields f ON f.row = r.id"
        "  JOIN profiles w ON w.number = f.writer LEFT JOIN profiles v ON v.number = f.via"
        "  JOIN meeting_fields l ON l.row = r.id AND l.name = 'life'"
        "  LEFT JOIN meeting_fields h ON h.row = r.meeting AND h.name = 'life'"
        " WHERE r.book = ?1 AND coalesce(n.alias_of, n.number) = ?2"
        "   AND (f.name = 'life' OR (l.value = 'alive' AND coalesce(h.value, 'alive') = 'alive'))"
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
        MeetingsMerge merge(state, static_cast<std::int64_t>(book), row, head, 0);
        for (const SetMeeting& meeting : meetings)
            if (merge.take(meeting)) ++taken;
        state.database.run("UPDATE self SET ticks = max(ticks, ?1)", merge.latest());
    }
    return transaction.commit(taken);
}

}  // namespace katern::notes
