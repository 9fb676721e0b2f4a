#include "notes/recorder.h"

#include <cstdio>
#include <utility>
#include <vector>

namespace katern::notes {
namespace {

// Steps of one window that are kept. Older ones nobody goes back to.
constexpr int steps_kept = 500;

}  // namespace

std::string anchor_reference(const Clock& clock) {
    return std::to_string(clock.ticks) + ' ' + std::to_string(clock.device);
}

Clock clock_of_reference(const std::string& reference) {
    Clock clock;
    const std::size_t space = reference.find(' ');
    if (space == std::string::npos) return clock;
    clock.ticks = std::stoll(reference.substr(0, space));
    clock.device = std::stoll(reference.substr(space + 1));
    return clock;
}

void Recorder::begin_step(std::int64_t book, Action action, const std::string& join, std::int64_t only_annotation) {
    wanted_ = Wanted{book, action, join, only_annotation};
    step_ = 0;
}

void Recorder::make_step() {
    Database& db = state_.database;
    if (!wanted_ || step_ != 0) return;
    const std::string action(to_text(wanted_->action));
    if (!wanted_->join.empty()) {
        // The last step, when nothing was undone after it, it is of this note alone, and nobody else wrote since.
        Statement last = db.query(
            "SELECT s.number FROM undo_steps s WHERE s.window = ?1 AND s.book = ?2 AND s.action = ?3 AND s.join_key = "
            "?4"
            "   AND s.number = (SELECT max(number) FROM undo_steps WHERE window = ?1 AND book = ?2) AND s.undone = 0"
            "   AND NOT EXISTS (SELECT 1 FROM undo_rows WHERE step = s.number AND annotation <> ?5)"
            "   AND NOT EXISTS (SELECT 1 FROM undo_rows r JOIN fields f ON f.annotation = r.annotation AND f.name = "
            "r.name"
            "                    WHERE r.step = s.number AND r.part = 'field'"
            "                      AND (f.clock, f.device) <> (r.seen_clock, r.seen_device)"
            "                      AND (f.clock, f.device) <> (?6, ?7))",
            state_.options.window, wanted_->book, action, wanted_->join, wanted_->only_annotation, clock_.ticks,
            clock_.device);
        if (last.next()) step_ = last.integer(0);
    }
    if (step_ != 0) {
        db.run("UPDATE undo_steps SET at = ?1 WHERE number = ?2", state_.now(), step_);
        return;
    }
    db.run("DELETE FROM undo_steps WHERE window = ?1 AND book = ?2 AND undone = 1", state_.options.window,
           wanted_->book);
    db.run("INSERT INTO undo_steps(window, book, action, join_key, at) VALUES (?1, ?2, ?3, ?4, ?5)",
           state_.options.window, wanted_->book, action, wanted_->join, state_.now());
    step_ = db.last_row();
    db.run(
        "DELETE FROM undo_steps WHERE window = ?1 AND number <= (SELECT number FROM undo_steps WHERE window = ?1"
        " ORDER BY number DESC LIMIT 1 OFFSET ?2)",
        state_.options.window, steps_kept);
}

std::optional<RowState> Recorder::present(std::int64_t annotation, const RowName& row) {
    Database& db = state_.database;
    const auto read = [](Statement statement) -> std::optional<RowState> {
        if (!statement.next()) return std::nullopt;
        return RowState{statement.text(0), {statement.integer(1), statement.integer(2)}};
    };
    if (row.part == "field")
        return read(db.query("SELECT value, clock, device FROM fields WHERE annotation = ?1 AND name = ?2", annotation,
                             row.name));
    if (row.part == "network")
        return read(db.query("SELECT state, clock, device FROM visibility WHERE annotation = ?1 AND network = ?2",
                             annotation, static_cast<std::int64_t>(std::stoll(row.name))));
    return read(
        db.query("SELECT clock || ' ' || device, clock, device FROM anchors WHERE annotation = ?1"
                 " ORDER BY clock DESC, device DESC LIMIT 1",
                 annotation));
}

// This window's own steps on a row go along with its new clock, as far as they knew the row as it was.
void Recorder::follow(std::int64_t annotation, const RowName& row, const Clock& from) {
    state_.database.run(
        "UPDATE undo_rows SET seen_clock = ?1, seen_device = ?2 WHERE annotation = ?3 AND part = ?4 AND name = ?5"
        "   AND seen_clock = ?6 AND seen_device = ?7"
        "   AND step IN (SELECT number FROM undo_steps WHERE window = ?8)",
        clock_.ticks, clock_.device, annotation, row.part, row.name, from.ticks, from.device, state_.options.window);
}

void Recorder::record(std::int64_t annotation, const RowName& row, const std::optional<std::string>& before,
                      const std::string& after) {
    if (!wanted_) return;
    make_step();
    state_.database.run(
        "INSERT INTO undo_rows(step, annotation, part, name, before, after, seen_clock, seen_device)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
        " ON CONFLICT DO UPDATE SET after = excluded.after, seen_clock = excluded.seen_clock,"
        "                           seen_device = excluded.seen_device",
        step_, annotation, row.part, row.name, before, after, clock_.ticks, clock_.device);
}

void Recorder::write_field(std::int64_t annotation, std::string_view name, const std::string& value) {
    state_.database.run(
        "INSERT INTO fields(annotation, name, value, clock, device, writer, via) VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL)"
        " ON CONFLICT DO UPDATE SET value = excluded.value, clock = excluded.clock, device = excluded.device,"
        "                           writer = excluded.writer, via = NULL",
        annotation, name, value, clock_.ticks, clock_.device, state_.profile);
}

bool Recorder::field(std::int64_t annotation, std::string_view name, const std::string& value, bool anew) {
    const RowName row{"field", std::string(name)};
    const std::optional<RowState> before = present(annotation, row);
    const bool differs = before ? before->value != value : !value.empty();
    if (!differs && !anew) return false;
    // The step is looked for before the row gets its new clock: joining asks whether someone else wrote.
    if (differs && wanted_) make_step();
    write_field(annotation, name, value);
    if (before) follow(annotation, row, before->clock);
    if (differs) record(annotation, row, before ? std::optional(before->value) : std::nullopt, value);
    return true;
}

bool Recorder::visibility(std::int64_t annotation, const std::string& network, std::string_view state) {
    const RowName row{"network", network};
    const std::optional<RowState> before = present(annotation, row);
    if (before ? before->value == state : state == "withdrawn") return false;
    state_.database.run(
        "INSERT INTO visibility(annotation, network, state, clock, device, writer) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        " ON CONFLICT DO UPDATE SET state = excluded.state, clock = excluded.clock, device = excluded.device,"
        "                           writer = excluded.writer, via = NULL",
        annotation, static_cast<std::int64_t>(std::stoll(network)), state, clock_.ticks, clock_.device, state_.profile);
    if (before) follow(annotation, row, before->clock);
    record(annotation, row, before ? std::optional(before->value) : std::nullopt, std::string(state));
    return true;
}

void Recorder::insert_anchor(std::int64_t annotation, std::int64_t book, const Anchor& anchor) {
    Database& db = state_.database;
    const std::int64_t edition = state_.edition_row(book, anchor.book_id, anchor.book_hash, anchor.text_rules);
    std::optional<std::string> image, alternative;
    if (anchor.figure) {
        image = anchor.figure->image;
        alternative = anchor.figure->alternative;
    }
    db.run(
        "INSERT INTO anchors(annotation, clock, device, writer, edition, chapter, chapter_hash, start, \"end\", exact,"
        " prefix, suffix, headings, figure_image, figure_alternative)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        annotation, clock_.ticks, clock_.device, state_.profile, edition, anchor.chapter, anchor.chapter_hash,
        anchor.range.start, anchor.range.end, anchor.exact, anchor.prefix, anchor.suffix, to_json(anchor.headings),
        image, alternative);
    db.run("UPDATE annotations SET chapter = ?1 WHERE number = ?2 AND chapter <> ?1", anchor.chapter, annotation);
}

void Recorder::anchor(std::int64_t annotation, std::int64_t book, const Anchor& anchor) {
    const RowName row{"anchor", ""};
    const std::optional<RowState> before = present(annotation, row);
    insert_anchor(annotation, book, anchor);
    if (before) follow(annotation, row, before->clock);
    record(annotation, row, before ? std::optional(before->value) : std::nullopt, anchor_reference(clock_));
}

void Recorder::anchor_again(std::int64_t annotation, const std::string& reference) {
    Database& db = state_.database;
    const RowName row{"anchor", ""};
    const std::optional<RowState> before = present(annotation, row);
    const Clock source = clock_of_reference(reference);
    db.run(
        "INSERT INTO anchors(annotation, clock, device, writer, edition, chapter, chapter_hash, start, \"end\", exact,"
        " prefix, suffix, headings, figure_image, figure_alternative)"
        " SELECT annotation, ?1, ?2, ?3, edition, chapter, chapter_hash, start, \"end\", exact, prefix, suffix,"
        " headings, figure_image, figure_alternative FROM anchors WHERE annotation = ?4 AND clock = ?5 AND device = ?6",
        clock_.ticks, clock_.device, state_.profile, annotation, source.ticks, source.device);
    db.run(
        "UPDATE annotations SET chapter = (SELECT chapter FROM anchors WHERE annotation = ?1 ORDER BY clock DESC,"
        " device DESC LIMIT 1) WHERE number = ?1",
        annotation);
    if (before) follow(annotation, row, before->clock);
}

bool Recorder::revive(std::int64_t annotation) {
    const std::optional<RowState> life = present(annotation, {"field", std::string(field_life)});
    if (!life || life->value == alive) return false;
    std::vector<std::pair<std::string, std::string>> others;
    {
        Statement rows = state_.database.query(
            "SELECT name, value FROM fields WHERE annotation = ?1 AND name <> 'life'", annotation);
        while (rows.next()) others.emplace_back(rows.text(0), rows.text(1));
    }
    for (const auto& [name, value] : others) field(annotation, name, value, true);
    return field(annotation, field_life, std::string(alive));
}

void Recorder::first_field(std::int64_t annotation, std::string_view name, const std::string& value) {
    write_field(annotation, name, value);
    record(annotation, {"field", std::string(name)}, name == field_life ? std::nullopt : std::optional(value), value);
}

void Recorder::first_anchor(std::int64_t annotation, std::int64_t book, const Anchor& anchor) {
    insert_anchor(annotation, book, anchor);
    const std::string reference = anchor_reference(clock_);
    record(annotation, {"anchor", ""}, reference, reference);
}

}  // namespace katern::notes
