// Backups, the trash, and what came out of a damaged file.
#include <tuple>
#include <utility>

#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr std::size_t shown_at_first = 60;

SheetState sheet_of(Sheet kind) {
    SheetState sheet;
    sheet.kind = kind;
    sheet.shown = shown_at_first;
    return sheet;
}

}  // namespace

void Reader::take_rescue(const notes::Rescue& rescue) {
    rescued = rescue;
    store_failure.reset();
    if (row) load_notes();
}

void Reader::look_at_steps() {
    if (!row) return;
    using Steps = std::pair<std::optional<notes::Step>, std::optional<notes::Step>>;
    ask_store(
        [key = row->key](notes::Store& store) -> Result<Steps> {
            const Result<std::optional<notes::Step>> back = store.next_undo(key), again = store.next_redo(key);
            if (!back) return tl::unexpected<Error>(back.error());
            if (!again) return tl::unexpected<Error>(again.error());
            return Steps{*back, *again};
        },
        [this, generation = generation_](Result<Steps> steps) {
            if (steps && generation == generation_) std::tie(undo_step, redo_step) = std::move(*steps);
        });
}

void Reader::open_backups() {
    close_editor();
    comfort_open = false;
    sheet = sheet_of(Sheet::backups);
    ask_store([](notes::Store& store) { return app::backups(store); },
              [this](Result<std::vector<BackupChoice>> all) {
                  if (sheet.kind != Sheet::backups) return;
                  sheet.listed = true;
                  if (!all) {
                      sheet.failure = all.error();
                      return;
                  }
                  sheet.backups = std::move(*all);
                  // What a person comes here for is the newest one that has something to give.
                  for (sheet.backup = 0;
                       sheet.backup < sheet.backups.size() && sheet.backups[sheet.backup].missing == 0;)
                      ++sheet.backup;
                  if (sheet.backup == sheet.backups.size()) sheet.backup = 0;
              });
}

void Reader::bring_back_chosen() {
    if (sheet.busy || sheet.backup >= sheet.backups.size()) return;
    sheet.busy = true;
    ask_store([backup = sheet.backups[sheet.backup].backup](
                  notes::Store& store) { return app::restore_backup(store, backup); },
              [this](Result<std::size_t> count) {
                  if (!count) {
                      sheet.busy = false;
                      sheet.failure = count.error();
                      return say(count.error());
                  }
                  if (sheet.kind == Sheet::backups) sheet = SheetState{};
                  say(Word::message_brought_back, {static_cast<double>(*count)});
                  load_notes();
              });
}

void Reader::open_trash() {
    if (!row) return;
    close_editor();
    comfort_open = false;
    sheet = sheet_of(Sheet::trash);
    ask_store([key = row->key](notes::Store& store) { return app::trash(store, key); },
              [this](Result<std::vector<Trashed>> all) {
                  if (sheet.kind != Sheet::trash) return;
                  sheet.listed = true;
                  if (!all) {
                      sheet.failure = all.error();
                      return;
                  }
                  sheet.trash = std::move(*all);
              });
}

void Reader::put_back_picked() {
    if (sheet.busy || sheet.picked.empty()) return;
    sheet.busy = true;
    const std::vector<std::string> ids(sheet.picked.begin(), sheet.picked.end());
    ask_store([ids](notes::Store& store) { return store.restore(ids); },
              [this, count = ids.size()](Result<void> done) {
                  if (!done) {
                      sheet.busy = false;
                      sheet.failure = done.error();
                      return say(done.error());
                  }
                  if (sheet.kind == Sheet::trash) sheet = SheetState{};
                  say(Word::message_put_back, {static_cast<double>(count)});
                  load_notes();
              });
}

}  // namespace katern::app
