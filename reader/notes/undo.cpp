// Taking a step back and doing it again: the rows of the step are written once more, with a new clock, unless someone
// else has written them since.
#include "notes/undo.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "notes/merge.h"
#include "notes/recorder.h"
#include "text/text.h"
#include "words/words.h"

namespace katern::notes {
namespace {

struct ActionRow {
    std::string_view id;
    Word one, count;
};
constexpr std::array actions{
    ActionRow{"mark", Word::step_mark, Word::step_mark_count},
    ActionRow{"bookmark", Word::step_bookmark, Word::step_bookmark_count},
    ActionRow{"write", Word::step_write, Word::step_write_count},
    ActionRow{"categorise", Word::step_categorise, Word::step_categorise_count},
    ActionRow{"tag", Word::step_tag, Word::step_tag_count},
    ActionRow{"share", Word::step_share, Word::step_share_count},
    ActionRow{"withdraw", Word::step_withdraw, Word::step_withdraw_count},
    ActionRow{"remove", Word::step_remove, Word::step_remove_count},
    ActionRow{"restore", Word::step_restore, Word::step_restore_count},
    ActionRow{"adjust", Word::step_adjust, Word::step_adjust_count},
    ActionRow{"attach", Word::step_attach, Word::step_attach_count},
    ActionRow{"loosen", Word::step_loosen, Word::step_loosen_count},
    ActionRow{"take_in", Word::step_take_in, Word::step_take_in_count},
};
static_assert(actions.size() == static_cast<std::size_t>(Action::take_in) + 1);

Action action_from(std::string_view id) {
    for (std::size_t i = 0; i < actions.size(); ++i)
        if (actions[i].id == id) return static_cast<Action>(i);
    return Action::write;
}

// At most so many code points of a note stand in a label; it ends at a word.
constexpr std::size_t excerpt_length = 40;

std::string excerpt_of(const std::string& words) {
    std::string line = words;
    std::replace(line.begin(), line.end(), '\n', ' ');
    std::replace(line.begin(), line.end(), '\t', ' ');
    std::size_t at = 0, last_space = 0;
    for (std::size_t n = 0; n < excerpt_length && at < line.size(); ++n) {
        if (line[at] == ' ') last_space = at;
        (void)text::next_code_point(line, at);
    }
    if (at == line.size()) return line;
    line.resize(last_space > 0 ? last_space : at);
    return line + " …";
}

struct Row {
    std::int64_t annotation = 0;
    std::string part, name;
    std::optional<std::string> before;
    std::string after;
    Clock seen;
};

enum class Direction : std::uint8_t { back, again };

std::optional<std::int64_t> find_step(Store::State& state, BookKey book, Direction direction) {
    Statement row =
        state.database.query(direction == Direction::back
                                 ? "SELECT max(number) FROM undo_steps WHERE window = ?1 AND book = ?2 AND undone = 0"
                                 : "SELECT min(number) FROM undo_steps WHERE window = ?1 AND book = ?2 AND undone = 1",
                             state.options.window, static_cast<std::int64_t>(book));
    if (!row.next() || row.is_null(0)) return std::nullopt;
    return row.integer(0);
}

Step read_step(Store::State& state, std::int64_t number) {
    Step step;
    step.number = number;
    {
        Statement row = state.database.query("SELECT action, at FROM undo_steps WHERE number = ?1", number);
        if (row.next()) {
            step.action = action_from(row.text(0));
            step.at = row.integer(1);
        }
    }
    if (step.action == Action::take_in) {
        // It may be a hundred thousand, and nobody scrolls to them.
        Statement row = state.database.query("SELECT count(DISTINCT annotation) FROM undo_rows WHERE step = ?1", number);
        if (row.next()) step.count = static_cast<std::size_t>(row.integer(0));
        return step;
    }
    {
        Statement rows = state.database.query(
            "SELECT DISTINCT annotation FROM undo_rows WHERE step = ?1 ORDER BY annotation", number);
        while (rows.next()) step.keys.push_back(static_cast<AnnotationKey>(rows.integer(0)));
    }
    step.count = step.keys.size();
    if (step.keys.empty()) return step;
    Statement words = state.database.query(
        "SELECT coalesce(nullif(exact, ''),"
        "  (SELECT value FROM fields f WHERE f.annotation = ?1 AND name = 'body'), '')"
        "  FROM anchors WHERE annotation = ?1 ORDER BY clock DESC, device DESC LIMIT 1",
        static_cast<std::int64_t>(step.keys.front()));
    if (words.next()) step.excerpt = excerpt_of(words.text(0));
    return step;
}

std::vector<Row> read_rows(Store::State& state, std::int64_t step) {
    std::vector<Row> out;
    Statement rows = state.database.query(
        "SELECT annotation, part, name, before, after, seen_clock, seen_device FROM undo_rows WHERE step = ?1"
        " ORDER BY annotation, part, name",
        step);
    while (rows.next()) {
        Row row{rows.integer(0), rows.text(1), rows.text(2),
                std::nullopt,    rows.text(4), {rows.integer(5), rows.integer(6)}};
        if (!rows.is_null(3)) row.before = rows.text(3);
        out.push_back(std::move(row));
    }
    return out;
}

void apply(Recorder& recorder, const Row& row, Direction direction) {
    if (row.before == row.after) return;
    const std::optional<std::string> to = direction == Direction::back ? row.before : std::optional(row.after);
    if (row.part == "field" && row.name == field_life) {
        if (to == alive)
            recorder.revive(row.annotation);
        else
            recorder.field(row.annotation, field_life, std::string(deleted));
    } else if (row.part == "field") {
        recorder.field(row.annotation, row.name, to.value_or(""));
    } else if (row.part == "network") {
        recorder.visibility(row.annotation, row.name, to.value_or("withdrawn"));
    } else if (to) {
        recorder.anchor_again(row.annotation, *to);
    }
}

Result<UndoOutcome> take(Store::State& state, BookKey book, Direction direction) {
    Database& db = state.database;
    Transaction transaction(db);
    UndoOutcome outcome;
    const std::optional<std::int64_t> number = find_step(state, book, direction);
    if (!number) return transaction.commit(outcome);
    outcome.step = read_step(state, *number);
    const std::vector<Row> rows = read_rows(state, *number);
    Recorder recorder(state);
    std::size_t applied = 0;
    for (auto from = rows.begin(); from != rows.end();) {
        const auto to =
            std::find_if(from, rows.end(), [&](const Row& row) { return row.annotation != from->annotation; });
        const bool untouched = std::all_of(from, to, [&](const Row& row) {
            const std::optional<RowState> now = recorder.present(row.annotation, {row.part, row.name});
            return now && now->clock == row.seen;
        });
        if (untouched) {
            // Life comes last: a revival writes the other fields as they then are.
            std::for_each(from, to, [&](const Row& row) {
                if (row.name != field_life) apply(recorder, row, direction);
            });
            std::for_each(from, to, [&](const Row& row) {
                if (row.name == field_life) apply(recorder, row, direction);
            });
            ++applied;
        } else {
            db.run("DELETE FROM undo_rows WHERE step = ?1 AND annotation = ?2", *number, from->annotation);
            ++outcome.overtaken;
        }
        from = to;
    }
    if (applied > 0)
        db.run("UPDATE undo_steps SET undone = ?1 WHERE number = ?2", direction == Direction::back ? 1 : 0, *number);
    else
        db.run("DELETE FROM undo_steps WHERE number = ?1", *number);
    using What = UndoOutcome::What;
    outcome.what = outcome.overtaken == 0 ? What::done : applied > 0 ? What::partly : What::overtaken;
    return transaction.commit(std::move(outcome));
}

Result<std::optional<Step>> look(Store::State& state, BookKey book, Direction direction) {
    Transaction transaction(state.database, Transaction::Kind::reading);
    std::optional<Step> step;
    if (const std::optional<std::int64_t> number = find_step(state, book, direction)) step = read_step(state, *number);
    return transaction.commit(std::move(step));
}

// An import is taken back by rows that aren't mine, and can't be done again without its file.
Result<std::optional<UndoOutcome>> take_back_import(Store& store, BookKey book) {
    const Result<std::optional<Step>> step = store.next_undo(book);
    if (!step) return tl::unexpected<Error>(step.error());
    if (!*step || (*step)->action != Action::take_in) return std::nullopt;
    std::string import;
    {
        Statement row = store.state().database.query("SELECT join_key FROM undo_steps WHERE number = ?1", (*step)->number);
        if (row.next()) import = row.text(0);
    }
    const Result<std::size_t> changed = undo_import(store, static_cast<ImportKey>(std::stoll(import)));
    if (!changed) return tl::unexpected<Error>(changed.error());
    UndoOutcome outcome;
    outcome.step = **step;
    outcome.overtaken = (*step)->count - std::min(*changed, (*step)->count);
    outcome.what = outcome.overtaken == 0 ? UndoOutcome::What::done : UndoOutcome::What::partly;
    return outcome;
}

}  // namespace

std::string_view to_text(Action action) {
    return actions.at(static_cast<std::size_t>(action)).id;
}

Word Step::label() const {
    const ActionRow& row = actions.at(static_cast<std::size_t>(action));
    return count == 1 && !excerpt.empty() ? row.one : row.count;
}

Arguments Step::arguments() const {
    if (count == 1 && !excerpt.empty()) return {excerpt};
    return {static_cast<double>(count)};
}

Word UndoOutcome::sentence() const {
    switch (what) {
        case What::done:
            return Word::undo_done;
        case What::partly:
            return Word::undo_partly;
        case What::overtaken:
            return Word::undo_overtaken;
        case What::nothing:
            break;
    }
    return Word::undo_nothing;
}

Arguments UndoOutcome::arguments() const {
    if (what == What::partly) return {static_cast<double>(overtaken)};
    return {};
}

Result<std::optional<Step>> Store::next_undo(BookKey book) {
    return look(*state_, book, Direction::back);
}
Result<std::optional<Step>> Store::next_redo(BookKey book) {
    return look(*state_, book, Direction::again);
}
Result<UndoOutcome> Store::undo(BookKey book) {
    Result<std::optional<UndoOutcome>> import = take_back_import(*this, book);
    if (!import) return tl::unexpected<Error>(import.error());
    if (*import) return std::move(**import);
    return take(*state_, book, Direction::back);
}
Result<UndoOutcome> Store::redo(BookKey book) {
    return take(*state_, book, Direction::again);
}

}  // namespace katern::notes
