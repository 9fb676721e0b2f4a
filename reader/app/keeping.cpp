// What lasts beyond the window: the name, files that are written, and what other windows write.
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
// Asked once, when something is shared for the first time; a name that is there is not asked again.
void Reader::ask_name_then(std::function<void()> after) {
    ask_store([](notes::Store& store) { return store.me(); },
              [this, after = std::move(after)](Result<notes::Profile> me) {
                  if (!me) return say(me.error());
                  if (!me->name.empty()) return after();
                  sheet = SheetState{};
                  sheet.kind = Sheet::name;
                  sheet.after_name = after;
              });
}

void Reader::save_name() {
    const std::string name = sheet.name.text();
    const std::string school = sheet.school.text();
    if (name.find_first_not_of(' ') == std::string::npos) {
        sheet.failure = Error{Word::error_name_needed, {}};
        return;
    }
    const std::function<void()> after = sheet.after_name;
    sheet = SheetState{};
    ask_store([name, school](notes::Store& store) { return store.set_profile(name, school); },
              [this, after](Result<void> saved) {
                  if (!saved) return say(saved.error());
                  if (after) after();
              });
}

void Reader::copy_database(const std::string& path) {
    ask_store([path](notes::Store& store) { return store.copy_to(path); },
              [this, path](Result<void> done) {
                  if (!done) {
                      sheet.failure = done.error();
                      return say(done.error());
                  }
                  sheet = SheetState{};
                  say(Word::message_copied, {path});
              });
}

void Reader::others_wrote() {
    ask_store([](notes::Store& store) -> Result<bool> { return store.changed_by_others(); },
              [this](Result<bool> changed) {
                  if (!changed || !*changed) return;
                  read_settings();
                  load_notes();
              });
}

void Reader::start_watching() {
    // The files to watch are known once the store is open; nothing is watched of a store that can't be opened.
    ask_store([](notes::Store& store) -> Result<std::vector<std::string>> { return store.files_to_watch(); },
              [this](Result<std::vector<std::string>> files) {
                  if (!files) {
                      store_failure = files.error();
                      return;
                  }
                  const std::vector<std::filesystem::path> paths(files->begin(), files->end());
                  auto watching = platform::Watcher::watch(paths, [this, inbox = inbox_] { inbox->post([this] { others_wrote(); }); });
                  if (!watching) return say(watching.error());
                  watcher_ = std::move(*watching);
              });
}

}  // namespace katern::app
