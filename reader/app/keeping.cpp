// What lasts beyond the window: settings, the name, files that are written, and what other windows write.
#include <fstream>

#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

// Where a book's own look is kept. Nothing: it never had one. Else what own_look_row says.
std::string own_look_key(const notes::BookRow& book) {
    return "look/" + std::to_string(static_cast<std::int64_t>(book.key));
}

constexpr std::string_view own_look_off = "off";

}  // namespace

void Reader::load_settings() {
    ask_store(
        [defaults = settings](notes::Store& store) -> Result<Settings> {
            Settings read = defaults;
            for (const auto& [key, value] : rows_of(defaults)) {
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
            const Look before = settings;
            settings = *read;
            shared_look_ = settings;
            title_page = !settings.started && book && book->path == "@katern";
            take_look(before);
        });
    ask_store([](notes::Store& store) { return store.setting("pace"); },
              [this](Result<std::optional<std::string>> kept) {
                  if (kept && *kept) pace_ = Pace::from_row(**kept);
              });
}

void Reader::save_rows(Rows rows) {
    if (rows.empty()) return;
    ask_store(
        [rows = std::move(rows)](notes::Store& store) -> Result<void> {
            for (const auto& [key, value] : rows)
                if (Result<void> saved = store.set_setting(key, value); !saved) return saved;
            return {};
        },
        [this](Result<void> saved) {
            if (!saved) say(saved.error());
        });
}

// What changed in the look goes to the book where it has one of its own, the rest to the person.
void Reader::save_settings(const Settings& before) {
    Rows changed = differences(static_cast<const Settings&>(before), settings);
    if (own_look && row) {
        for (const auto& [key, value] : differences(static_cast<const Look&>(before), settings)) {
            std::erase_if(own_rows_, [&](const auto& kept) { return kept.first == key; });
            own_rows_.emplace_back(key, value);
            std::erase_if(changed, [&](const auto& other) { return other.first == key; });
        }
        changed.emplace_back(own_look_key(*row), joined(own_rows_));
    } else {
        shared_look_ = settings;
    }
    save_rows(std::move(changed));
}

void Reader::forget_own_look() {
    own_look = false;
    own_rows_.clear();
    static_cast<Look&>(settings) = shared_look_;
}

void Reader::load_own_look(const notes::BookRow& known) {
    ask_store([key = own_look_key(known)](notes::Store& store) { return store.setting(key); },
              [this, book_key = known.key](Result<std::optional<std::string>> kept) {
                  if (!row || row->key != book_key || !kept || !*kept || **kept == own_look_off) return;
                  const Look before = settings;
                  own_look = true;
                  own_rows_ = split_rows(**kept);
                  for (const auto& [key, value] : own_rows_) read_row(static_cast<Look&>(settings), key, value);
                  take_look(before);
              });
}

void Reader::keep_look_for_book(bool only) {
    if (!row || only == own_look) return;
    const Look before = settings;
    forget_own_look();
    own_look = only;
    if (only) static_cast<Look&>(settings) = before;
    save_rows({{own_look_key(*row), only ? std::string() : std::string(own_look_off)}});
    take_look(before);
}

void Reader::reset_look() {
    if (own_look) {
        keep_look_for_book(false);
        return keep_look_for_book(true);
    }
    Settings changed = settings;
    static_cast<Look&>(changed) = Look{};
    change_settings(changed);
}

const draw::Theme& Reader::theme() const {
    if (settings.follow_system) return draw::theme(settings.system_dark ? draw::ThemeName::dark : draw::ThemeName::light);
    if (settings.theme != draw::ThemeName::own) return draw::theme(settings.theme);
    if (!own_theme_ || own_theme_->paper != settings.own_paper || own_theme_->ink != settings.own_ink)
        own_theme_ = draw::own_theme(settings.own_paper, settings.own_ink);
    return *own_theme_;
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
