// What lasts beyond the window: settings, the name, files that are written, and what other windows write.
#include <fstream>

#include "app/reader_jobs.h"
#include "typeset/installed.h"

namespace katern::app {
namespace {

// The keys of the settings in the store.
std::vector<std::pair<std::string, std::string>> to_rows(const Settings& settings) {
    return {{"theme", std::string(draw::name_of(settings.theme))},
            {"family", typeset::name_of(settings.family)},
            {"size", std::to_string(static_cast<int>(settings.size * 2))},  // half pixels
            {"justified", settings.justified ? "1" : "0"},
            {"hyphenate", settings.hyphenate ? "1" : "0"},
            {"flow", settings.flow == Flow::pages ? "pages" : "scroll"},
            {"language", settings.language == Language::nl ? "nl" : "en"},
            {"last_category", settings.last_category},
            {"started", settings.started ? "1" : "0"}};
}

void read_row(Settings& settings, const std::string& key, const std::string& value) {
    if (key == "theme") settings.theme = draw::theme_named(value).value_or(settings.theme);
    if (key == "family" && !value.empty()) settings.family = typeset::family_named(value);
    if (key == "size" && !value.empty() && value.size() < 4 && value.find_first_not_of("0123456789") == std::string::npos)
        settings.size = std::clamp(static_cast<Px>(std::stoi(value)) / 2, smallest_size, largest_size);
    if (key == "justified") settings.justified = value == "1";
    if (key == "hyphenate") settings.hyphenate = value == "1";
    if (key == "flow") settings.flow = value == "pages" ? Flow::pages : Flow::scroll;
    if (key == "language") settings.language = value == "en" ? Language::en : Language::nl;
    if (key == "last_category") settings.last_category = value;
    if (key == "started") settings.started = value == "1";
}

}  // namespace

void Reader::load_settings() {
    ask_store(
        [defaults = settings](notes::Store& store) -> Result<Settings> {
            Settings read = defaults;
            for (const auto& [key, value] : to_rows(defaults)) {
                const Result<std::optional<std::string>> kept = store.setting(key);
                if (!kept) return tl::unexpected<Error>(kept.error());
                if (*kept) read_row(read, key, **kept);
            }
            return read;
        },
        [this](Result<Settings> read) {
            settings_known = true;
            if (!read) {
                store_failure = read.error();
                return;
            }
            const Flow flow = settings.flow;
            settings = *read;
            title_page = !settings.started && book && book->path == "@katern";
            if (layout && !(layout->style() == layout_style())) relayout();
            if (flow != settings.flow) clamp_scroll();
        });
}

void Reader::save_settings(const Settings& before) {
    std::vector<std::pair<std::string, std::string>> changed;
    const auto old_rows = to_rows(before);
    const auto new_rows = to_rows(settings);
    for (std::size_t i = 0; i < new_rows.size(); ++i)
        if (old_rows[i] != new_rows[i]) changed.push_back(new_rows[i]);
    ask_store(
        [changed](notes::Store& store) -> Result<void> {
            for (const auto& [key, value] : changed)
                if (Result<void> saved = store.set_setting(key, value); !saved) return saved;
            return {};
        },
        [this](Result<void> saved) {
            if (!saved) say(saved.error());
        });
}

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
                  if (changed && *changed) load_notes();
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
