// Editions of a book's text, and what was found in them.
#include <nlohmann/json.hpp>

#include "notes/state.h"

namespace katern::notes {

std::int64_t Store::State::edition_row(std::int64_t book, const std::string& book_id, const std::string& hash,
                                       int text_rules) {
    {
        Statement row = database.query(
            "SELECT number FROM editions WHERE book = ?1 AND hash = ?2 AND text_rules = ?3 AND book_id = ?4", book,
            hash, text_rules, book_id);
        if (row.next()) return row.integer(0);
    }
    database.run("INSERT INTO editions(book, book_id, hash, text_rules, seen) VALUES (?1, ?2, ?3, ?4, ?5)", book,
                 book_id, hash, text_rules, now());
    return database.last_row();
}

std::int64_t Store::State::resolution_edition(std::int64_t book, const std::string& hash) {
    if (hash.empty()) return 0;
    // One text under two ids is one edition here: the first that was seen.
    Statement row =
        database.query("SELECT coalesce(min(number), 0) FROM editions WHERE book = ?1 AND hash = ?2", book, hash);
    return row.next() ? row.integer(0) : 0;
}

Result<void> Store::save_resolutions(const std::string& edition,
                                     const std::vector<std::pair<AnnotationKey, Resolution>>& resolutions) {
    Database& db = state_->database;
    Transaction transaction(db);
    for (const auto& [key, resolution] : resolutions) {
        const auto annotation = static_cast<std::int64_t>(key);
        std::int64_t book = 0;
        {
            Statement row = db.query("SELECT book FROM annotations WHERE number = ?1", annotation);
            if (row.next()) book = row.integer(0);
        }
        std::int64_t row = state_->resolution_edition(book, edition);
        if (row == 0 && !edition.empty() && book != 0)
            row = state_->edition_row(book, "", edition, document::text_rules_version);
        if (row == 0) continue;
        nlohmann::json candidates = nlohmann::json::array();
        for (const CodePointRange& range : resolution.candidates)
            candidates.push_back(nlohmann::json::array({range.start, range.end}));
        db.run(
            "INSERT OR REPLACE INTO resolutions(annotation, edition, anchor_clock, anchor_device, how, method, score,"
            " chapter, start, \"end\", candidates)"
            " SELECT annotation, ?2, clock, device, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM anchors"
            " JOIN editions e ON e.number = anchors.edition WHERE annotation = ?1"
            " ORDER BY e.hash = ?10 OR e.number <= ?2 DESC, clock DESC, device DESC LIMIT 1",
            annotation, row, to_text(resolution.how), to_text(resolution.method), resolution.score, resolution.chapter,
            resolution.range.start, resolution.range.end, candidates.dump(), edition);
    }
    return transaction.commit();
}

Anchor read_anchor(const Statement& row, int column) {
    const auto position = [&](int behind) { return static_cast<std::size_t>(row.integer(column + behind)); };
    Anchor anchor{row.text(column),
                  row.text(column + 1),
                  static_cast<int>(row.integer(column + 2)),
                  row.text(column + 3),
                  row.text(column + 4),
                  {position(5), position(6)},
                  row.text(column + 7),
                  row.text(column + 8),
                  row.text(column + 9),
                  from_json(row.text(column + 10)),
                  {}};
    if (!row.is_null(column + 11)) anchor.figure = FigureSelector{row.text(column + 11), row.text(column + 12)};
    return anchor;
}

Result<std::vector<Anchor>> Store::anchors(AnnotationKey annotation) {
    std::vector<Anchor> out;
    Statement rows = state_->database.query(
        "SELECT e.book_id, e.hash, e.text_rules, n.chapter, n.chapter_hash, n.start, n.\"end\", n.exact, n.prefix, "
        "n.suffix,"
        " n.headings, n.figure_image, n.figure_alternative FROM anchors n JOIN editions e ON e.number = n.edition"
        " WHERE n.annotation = ?1 ORDER BY n.clock, n.device",
        static_cast<std::int64_t>(annotation));
    while (rows.next()) out.push_back(read_anchor(rows, 0));
    return state_->database.take(std::move(out));
}

}  // namespace katern::notes
