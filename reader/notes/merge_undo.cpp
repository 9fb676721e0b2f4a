// Taking an import back, as an undo step or after a crash. A row is put back only when it still is as the import left
// it.
#include <algorithm>
#include <vector>

#include "notes/import_names.h"
#include "notes/meetings_merge.h"
#include "notes/merge.h"
#include "notes/merge_rows.h"
#include "words/words.h"

namespace katern::notes {
namespace {

struct Kept {
    std::int64_t annotation = 0;
    std::string part, name;
    std::optional<std::string> before;
    Clock after;
};

std::vector<Kept> read_kept(Database& db, std::int64_t step) {
    std::vector<Kept> out;
    Statement rows = db.query(
        "SELECT annotation, part, name, before, seen_clock, seen_device FROM undo_rows WHERE step = ?1 ORDER BY "
        "annotation",
        step);
    while (rows.next()) {
        Kept kept{rows.integer(0), rows.text(1), rows.text(2), std::nullopt, {rows.integer(4), rows.integer(5)}};
        if (!rows.is_null(3)) kept.before = rows.text(3);
        out.push_back(std::move(kept));
    }
    return out;
}

// Of all that is known of an annotation.
Clock latest_of(Database& db, std::int64_t annotation) {
    Statement row = db.query(
        "SELECT clock, device FROM (SELECT clock, device FROM fields WHERE annotation = ?1"
        " UNION ALL SELECT clock, device FROM anchors WHERE annotation = ?1"
        " UNION ALL SELECT clock, device FROM visibility WHERE annotation = ?1) ORDER BY clock DESC, device DESC LIMIT "
        "1",
        annotation);
    if (!row.next()) return {};
    return {row.integer(0), row.integer(1)};
}

// Words that their writer took back stay away, also when the file that said so is undone.
bool is_tombstone(Database& db, std::int64_t annotation) {
    Statement row = db.query("SELECT erased IS NOT NULL FROM annotations WHERE number = ?1", annotation);
    return row.next() && row.integer(0) != 0;
}

void remove_annotation(Database& db, std::int64_t annotation) {
    for (const char* table : {"fields", "anchors", "visibility", "resolutions", "undo_rows"})
        db.run("DELETE FROM " + std::string(table) + " WHERE annotation = ?1", annotation);
    db.run("DELETE FROM annotations WHERE number = ?1", annotation);
}

bool put_back_field(Database& db, const Kept& kept) {
    if (kept.before) {
        const Unpacked was = unpacked(*kept.before);
        db.run(
            "UPDATE fields SET value = ?3, clock = ?4, device = ?5, via = nullif(?6, 0)"
            " WHERE annotation = ?1 AND name = ?2 AND clock = ?7 AND device = ?8 AND NOT (name = 'life' AND value = "
            "'deleted')",
            kept.annotation, kept.name, was.value, was.clock.ticks, was.clock.device, was.via, kept.after.ticks,
            kept.after.device);
    } else {
        db.run(
            "DELETE FROM fields WHERE annotation = ?1 AND name = ?2 AND clock = ?3 AND device = ?4 AND NOT (name = "
            "'life' AND value = 'deleted')",
            kept.annotation, kept.name, kept.after.ticks, kept.after.device);
    }
    return db.changed_rows() > 0;
}

bool put_back_sharing(Database& db, const Kept& kept) {
    const auto network = static_cast<std::int64_t>(std::stoll(kept.name));
    if (kept.before) {
        const Unpacked was = unpacked(*kept.before);
        db.run(
            "UPDATE visibility SET state = ?3, clock = ?4, device = ?5, via = nullif(?6, 0)"
            " WHERE annotation = ?1 AND network = ?2 AND clock = ?7 AND device = ?8 AND state <> 'withdrawn'",
            kept.annotation, network, was.value, was.clock.ticks, was.clock.device, was.via, kept.after.ticks,
            kept.after.device);
    } else {
        db.run(
            "DELETE FROM visibility WHERE annotation = ?1 AND network = ?2 AND clock = ?3 AND device = ?4 AND state <> "
            "'withdrawn'",
            kept.annotation, network, kept.after.ticks, kept.after.device);
    }
    return db.changed_rows() > 0;
}

bool put_back(Database& db, const Kept& kept) {
    if (kept.part == "field") return put_back_field(db, kept);
    if (kept.part == "network") return put_back_sharing(db, kept);
    db.run("DELETE FROM anchors WHERE annotation = ?1 AND clock = ?2 AND device = ?3", kept.annotation,
           kept.after.ticks, kept.after.device);
    return db.changed_rows() > 0;
}

// The rows of one annotation. True when anything of it changed.
bool put_back(Database& db, std::vector<Kept>::const_iterator from, std::vector<Kept>::const_iterator to) {
    const std::int64_t annotation = from->annotation;
    if (is_tombstone(db, annotation)) return false;
    if (std::any_of(from, to, [](const Kept& kept) { return kept.name == brought; })) {
        Clock left;
        std::for_each(from, to, [&](const Kept& kept) { left = std::max(left, kept.after); });
        if (latest_of(db, annotation) != left) return false;
        remove_annotation(db, annotation);
        return true;
    }
    bool changed = false;
    std::for_each(from, to, [&](const Kept& kept) { changed = put_back(db, kept) || changed; });
    if (changed) (void)settle_words(db, annotation);
    return changed;
}

Result<std::size_t> take_back(Store& store, std::int64_t import) {
    Database& db = store.state().database;
    Transaction transaction(db);
    std::int64_t step = 0;
    {
        Statement row = db.query("SELECT number FROM undo_steps WHERE action = ?1 AND join_key = ?2",
                                 to_text(Action::take_in), std::to_string(import));
        if (row.next()) step = row.integer(0);
    }
    const std::vector<Kept> rows = read_kept(db, step);
    std::size_t changed = 0;
    for (auto from = rows.begin(); from != rows.end();) {
        const auto to =
            std::find_if(from, rows.end(), [&](const Kept& kept) { return kept.annotation != from->annotation; });
        if (put_back(db, from, to)) ++changed;
        from = to;
    }
    take_back_meetings(db, step);
    db.run("DELETE FROM undo_steps WHERE number = ?1", step);
    db.run("UPDATE imported_sets SET state = 'undone' WHERE number = ?1", import);
    take_back_names(db, step);
    return transaction.commit(changed);
}

constexpr std::string_view import_columns =
    "SELECT i.number, i.hash, i.file, p.id, p.name, p.school, n.id, n.name, i.imported, i.state = 'undone'"
    "  FROM imported_sets i LEFT JOIN profiles p ON p.number = i.profile LEFT JOIN networks n ON n.number = i.network ";

ImportRow read_import(const Statement& row) {
    ImportRow out{static_cast<ImportKey>(row.integer(0)),
                  row.text(1),
                  row.text(2),
                  {row.text(3), row.text(4), row.text(5)},
                  std::nullopt,
                  row.integer(8),
                  row.integer(9) != 0};
    if (!row.is_null(6)) out.network = Network{row.text(6), row.text(7)};
    return out;
}

}  // namespace

Result<std::size_t> undo_import(Store& store, ImportKey import) {
    return take_back(store, static_cast<std::int64_t>(import));
}

Result<void> take_back_half_imports(Store& store) {
    Database& db = store.state().database;
    std::vector<std::int64_t> begun;
    {
        Statement rows = db.query("SELECT number FROM imported_sets WHERE state = 'begun' ORDER BY number DESC");
        while (rows.next()) begun.push_back(rows.integer(0));
    }
    if (auto ok = db.take(); !ok || begun.empty()) return ok;
    const std::optional<ImportLock> lock = ImportLock::take(store.folder());
    if (!lock) return {};
    for (const std::int64_t import : begun)
        if (const Result<std::size_t> back = take_back(store, import); !back)
            return tl::unexpected<Error>(back.error());
    return {};
}

Result<std::optional<ImportRow>> import_of(Store& store, const std::string& hash) {
    Database& db = store.state().database;
    std::optional<ImportRow> out;
    {
        Statement row = db.query(
            std::string(import_columns) + "WHERE i.hash = ?1 AND i.state <> 'begun' ORDER BY i.number DESC LIMIT 1",
            hash);
        if (row.next()) out = read_import(row);
    }
    return db.take(std::move(out));
}

Result<std::optional<Network>> counted_as(Store& store, const std::string& id) {
    Database& db = store.state().database;
    std::optional<Network> out;
    {
        Statement row = db.query(
            "SELECT m.id, m.name FROM networks n JOIN networks m ON m.number = coalesce(n.alias_of, n.number) WHERE "
            "n.id = ?1",
            id);
        if (row.next()) out = Network{row.text(0), row.text(1)};
    }
    return db.take(std::move(out));
}

Result<std::vector<ImportRow>> imports(Store& store) {
    Database& db = store.state().database;
    std::vector<ImportRow> out;
    {
        Statement rows = db.query(std::string(import_columns) + "WHERE i.state <> 'begun' ORDER BY i.number DESC");
        while (rows.next()) out.push_back(read_import(rows));
    }
    return db.take(std::move(out));
}

}  // namespace katern::notes
