// The settings and the store: what holds for every book, what one book has for itself, and what another window has changed.
#include "app/reader_jobs.h"
#include "typeset/installed.h"
#include "words/words.h"

namespace katern::app {
namespace {

// Where a book's own look is kept. Nothing: it never had one. Else what own_look_row says.
std::string own_look_key(const notes::BookRow& book) {
    return "look/" + std::to_string(static_cast<std::int64_t>(book.key));
}

constexpr std::string_view own_look_off = "off";

Result<Settings> settings_in(notes::Store& store, const Settings& of_a_new_person) {
    Settings read = of_a_new_person;
    for (const auto& [key, value] : rows_of(of_a_new_person)) {
        const Result<std::optional<std::string>> kept = store.setting(key);
        if (!kept) return tl::unexpected<Error>(kept.error());
        if (*kept) read_row(read, key, **kept);
    }
    return read;
}

}  // namespace

void Reader::load_settings() {
    read_settings();
    ask_store([](notes::Store& store) { return store.setting("pace"); },
              [this](Result<std::optional<std::string>> kept) {
                  if (kept && *kept) pace_ = Pace::from_row(**kept);
              });
}

void Reader::read_settings() {
    Settings of_a_new_person;
    of_a_new_person.language = options_.language;
    const std::string own_key = row ? own_look_key(*row) : std::string();
    ask_store(
        [of_a_new_person, own_key](notes::Store& store) -> Result<KeptSettings> {
            KeptSettings kept;
            Result<Settings> read = settings_in(store, of_a_new_person);
            if (!read) return tl::unexpected<Error>(read.error());
            kept.settings = std::move(*read);
            if (own_key.empty()) return kept;
            Result<std::optional<std::string>> own = store.setting(own_key);
            if (!own) return tl::unexpected<Error>(own.error());
            if (*own && **own != own_look_off) kept.own_look = split_rows(**own);
            return kept;
        },
        [this, revision = settings_revision_, generation = generation_, own_key](Result<KeptSettings> kept) {
            // What was changed here meanwhile is written behind that question: it is asked once more.
            const bool same_book = generation == generation_ && own_key.empty() == !row;
            if (kept && (revision != settings_revision_ || (settings_known && !same_book))) return read_settings();
            const bool first = !settings_known;
            settings_known = true;
            if (!kept) {
                if (first) store_failure = kept.error();
                return;
            }
            take_settings(*kept);
            if (first) title_page = !settings.started && book && book->path == "@katern";
        });
}

// Row by row, so that what is the same stays exactly as it is.
void Reader::take_settings(const KeptSettings& kept) {
    const Look before = settings;
    shared_look_ = kept.settings;
    own_look = kept.own_look.has_value();
    own_rows_ = kept.own_look.value_or(Rows{});
    Settings wanted = kept.settings;
    for (const auto& [key, value] : own_rows_) read_row(static_cast<Look&>(wanted), key, value);
    for (const auto& [key, value] : differences(settings, wanted)) read_row(settings, key, value);
    take_look(before);
}

void Reader::save_rows(Rows rows) {
    if (rows.empty()) return;
    ++settings_revision_;
    ask_store(
        [rows = std::move(rows)](notes::Store& store) { return store.set_settings(rows); },
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

// Where the typeface that was chosen is not on this system, its name is kept and another stands in for it.
void Reader::notice_typeface() {
    if (settings.family == noticed_family_) return;
    noticed_family_ = settings.family;
    missing_typeface.clear();
    if (typeset::is_there(settings.family)) return;
    missing_typeface = typeset::name_of(settings.family);
    say(Word::message_typeface_gone, {missing_typeface, text(Word::ui_face_serif)});
}

void Reader::look_for_typeface() {
    if (missing_typeface.empty() || looking_for_typeface_) return;
    looking_for_typeface_ = true;
    if (family_finder_.joinable()) family_finder_.join();
    family_finder_ = std::jthread([this, name = missing_typeface, inbox = inbox_] {
        typeset::look_again();
        const typeset::Family found = typeset::family_named(name);
        const bool is_back = typeset::is_there(found);
        inbox->post([this, name, found, is_back] {
            looking_for_typeface_ = false;
            if (!is_back || missing_typeface != name) return;  // another may have been chosen meanwhile
            const Look before = settings;
            if (typeset::name_of(shared_look_.family) == name) shared_look_.family = found;
            settings.family = found;
            families.clear();
            take_look(before);
        });
    });
}

}  // namespace katern::app
