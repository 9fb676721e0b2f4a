// Reading a set: one pass per table in the order of the annotations' rows, as in reading.cpp, so that 100,000 of them
// take no more look-ups than ten.
#include "notes/outgoing.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "notes/meetings.h"
#include "notes/networks.h"
#include "notes/state.h"
#include "text/text.h"
#include "words/words.h"

namespace katern::notes {
namespace {

// ?1 is the book, ?2 the network's row or 0, ?3 whether what isn't shared goes too. Words go of what lives and is
// shared with the network, or of all of mine that lives; without words goes what was published there and is withdrawn
// or deleted since.
constexpr std::string_view chosen =
    "WITH life AS (SELECT annotation, value FROM fields WHERE name = 'life'), wanted AS ("
    " SELECT a.number, l.value = 'deleted' OR (coalesce(v.state, '') <> 'shared' AND NOT ?3) AS gone"
    "   FROM annotations a JOIN life l ON l.annotation = a.number"
    "   LEFT JOIN visibility v ON v.annotation = a.number AND v.network = ?2"
    "  WHERE a.book = ?1 AND ((l.value = 'alive' AND a.erased IS NULL"
    "                           AND (v.state = 'shared' OR (?3 AND (?2 = 0 OR a.author = (SELECT profile FROM self)))))"
    "     OR (v.published IS NOT NULL AND (l.value = 'deleted' OR v.state = 'withdrawn')))) ";

class SetReader {
public:
    SetReader(Store::State& state, std::int64_t book, std::int64_t network, bool with_private) : state_(state) {
        const auto pass = [&](std::string_view rest) {
            return state.database.query(std::string(chosen) + std::string(rest), book, network, with_private ? 1 : 0);
        };
        read_items(
            pass("SELECT a.number, w.gone, a.id, p.id, a.kind, a.parent, a.created FROM wanted w"
                 " JOIN annotations a USING (number) JOIN profiles p ON p.number = a.author ORDER BY a.number"));
        read_fields(
            pass("SELECT f.annotation, f.name, f.value, f.clock, f.device, p.id, coalesce(v.id, '') FROM wanted w"
                 " JOIN fields f ON f.annotation = w.number JOIN profiles p ON p.number = f.writer"
                 " LEFT JOIN profiles v ON v.number = f.via WHERE NOT w.gone OR f.name = 'life' ORDER BY f.annotation, "
                 "f.name"));
        read_anchors(
            pass("SELECT n.annotation, n.clock, n.device, e.book_id, e.hash, e.text_rules, n.chapter, n.chapter_hash,"
                 " n.start, n.\"end\", n.exact, n.prefix, n.suffix, n.headings, n.figure_image, n.figure_alternative"
                 " FROM wanted w JOIN anchors n ON n.annotation = w.number JOIN editions e ON e.number = n.edition"
                 // Of each edition the one that holds there: words that it was taken away from don't leave.
                 " WHERE NOT w.gone AND NOT EXISTS (SELECT 1 FROM anchors m WHERE m.annotation = n.annotation"
                 "   AND m.edition = n.edition AND (m.clock, m.device) > (n.clock, n.device))"
                 " ORDER BY n.annotation, n.clock, n.device"));
        read_sharing(pass(
            "SELECT v.annotation, v.state, v.clock, v.device FROM wanted w JOIN visibility v ON v.annotation = w.number"
            " WHERE v.network = ?2 ORDER BY v.annotation"));
    }

    std::vector<SetItem> take() { return std::move(items_); }

private:
    void read_items(Statement rows) {
        while (rows.next()) {
            SetItem item;
            item.gone = rows.integer(1) != 0;
            item.id = rows.text(2);
            item.author = rows.text(3);
            item.kind = kind_from(rows.text(4)).value_or(Kind::highlight);
            item.parent = rows.text(5);
            item.created = rows.integer(6);
            items_.push_back(std::move(item));
            numbers_.push_back(rows.integer(0));
        }
    }

    // Calls `with` for each row with its item. Both go up.
    template <class Read>
    void each(Statement rows, Read read) {
        std::size_t at = 0;
        while (rows.next()) {
            while (at < numbers_.size() && numbers_[at] < rows.integer(0)) ++at;
            if (at < numbers_.size() && numbers_[at] == rows.integer(0)) read(items_[at], rows);
        }
    }

    void read_fields(Statement rows) {
        each(std::move(rows), [](SetItem& item, const Statement& row) {
            item.fields.push_back(
                {row.text(1), row.text(2), {row.integer(3), row.integer(4)}, row.text(5), row.text(6)});
        });
    }
    void read_anchors(Statement rows) {
        each(std::move(rows), [](SetItem& item, const Statement& row) {
            Anchor anchor = read_anchor(row, 3);
            item.anchors.push_back({std::move(anchor), {row.integer(1), row.integer(2)}});
        });
    }
    void read_sharing(Statement rows) {
        each(std::move(rows), [](SetItem& item, const Statement& row) {
            item.sharing = Sharing{row.text(1) == "shared", {row.integer(2), row.integer(3)}};
        });
    }

    Store::State& state_;
    std::vector<SetItem> items_;
    std::vector<std::int64_t> numbers_;
};

DatedProfile read_person(Database& database, const std::string& id) {
    Statement row = database.query("SELECT name, school, clock, device FROM profiles WHERE id = ?1", id);
    if (!row.next()) return {{id, "", ""}, {}};
    return {{id, row.text(0), row.text(1)}, {row.integer(2), row.integer(3)}};
}

// The row of the network, with what is said of it; aliases count as the one that they stand for.
Result<std::int64_t> read_network(Database& database, const std::string& id, SetHead& head) {
    if (id.empty()) return 0;
    std::int64_t number = 0;
    {
        Statement row = database.query(
            "SELECT n.number, n.id, n.name, n.clock, n.device FROM networks n"
            " WHERE n.number = (SELECT coalesce(alias_of, number) FROM networks WHERE id = ?1)",
            id);
        if (row.next()) {
            number = row.integer(0);
            head.network = DatedNetwork{{row.text(1), row.text(2)}, {row.integer(3), row.integer(4)}, {}};
        }
    }
    if (head.network) head.network->first_self = first_self(database, head.network->network.id);
    if (number == 0) return fail(Word::error_network_unknown, id);
    return number;
}

// That a reflection is about a meeting of another network is not this network's business.
void leave_out_other_meetings(NoteSet& set) {
    std::unordered_set<std::string_view> here;
    for (const SetMeeting& row : set.meetings) here.insert(row.id);
    for (SetItem& item : set.items)
        std::erase_if(item.fields,
                      [&](const Field& field) { return field.name == field_item && !here.contains(field.value); });
}

std::vector<DatedProfile> people_of(Database& database, const NoteSet& set, const std::string& writer) {
    std::vector<std::string> ids;
    for (const SetItem& item : set.items)
        if (item.author != writer) ids.push_back(item.author);
    for (const SetMeeting& meeting : set.meetings)
        for (const Field& field : meeting.fields)
            if (field.writer != writer) ids.push_back(field.writer);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::vector<DatedProfile> people;
    for (const std::string& id : ids) people.push_back(read_person(database, id));
    return people;
}

}  // namespace

Result<NoteSet> outgoing(Store& store, BookKey book, const SetOrder& order) {
    Store::State& state = store.state();
    Database& db = state.database;
    Transaction transaction(db, Transaction::Kind::reading);
    NoteSet set;
    std::string me;
    {
        Statement row = db.query("SELECT id FROM profiles WHERE number = ?1", state.profile);
        if (row.next()) me = row.text(0);
    }
    set.head.writer = read_person(db, me);
    if (!order.with_name) set.head.writer.profile.name.clear(), set.head.writer.profile.school.clear();
    set.head.device = state.device;
    const Result<std::int64_t> network = read_network(db, order.network, set.head);
    if (!network) return tl::unexpected<Error>(network.error());
    const auto number = static_cast<std::int64_t>(book);
    set.items = SetReader(state, number, *network, order.with_private).take();
    const std::unordered_set<std::string_view> only(order.only.begin(), order.only.end());
    std::erase_if(set.items, [&](const SetItem& item) {
        return (!order.pass_on && item.author != me) || (!only.empty() && !only.contains(item.id));
    });
    std::sort(set.items.begin(), set.items.end(), [](const SetItem& a, const SetItem& b) {
        return std::tie(a.created, a.id, a.author) < std::tie(b.created, b.id, b.author);
    });
    if (*network != 0) {
        set.meetings = meetings_to_send(db, number, *network);
        leave_out_other_meetings(set);
        if (!only.empty()) set.meetings.clear();  // who chose notes chose no meetings
    }
    set.head.people = people_of(db, set, me);
    set.head.id = derived_uuid({"set", me, device_name(state.device), order.network, std::to_string(number)});
    return transaction.commit(std::move(set));
}

Result<void> mark_published(Store& store, BookKey book, const NoteSet& set) {
    if (!set.head.network) return {};
    Store::State& state = store.state();
    Database& db = state.database;
    Transaction transaction(db);
    for (const SetItem& item : set.items)
        db.run(
            "UPDATE visibility SET published = ?1 WHERE published IS NULL"
            "   AND network = (SELECT coalesce(alias_of, number) FROM networks WHERE id = ?2)"
            "   AND annotation = (SELECT a.number FROM annotations a JOIN profiles p ON p.number = a.author"
            "                      WHERE a.id = ?3 AND p.id = ?4 AND a.book = ?5)",
            state.now(), set.head.network->network.id, item.id, item.author, static_cast<std::int64_t>(book));
    return transaction.commit();
}

}  // namespace katern::notes
