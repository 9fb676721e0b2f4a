// What makes reading pleasant beyond the look of the page: full screen, a second window, the reading line, and what the
// desktop says about colours and motion.
#include <algorithm>

#include "app/reader.h"
#include "typeset/installed.h"
#include "words/words.h"

namespace katern::app {

void Reader::find_families() {
    if (!families.empty()) return;
    if (family_finder_.joinable()) family_finder_.join();
    family_finder_ = std::jthread([this, inbox = inbox_] {
        inbox->post([this, found = typeset::installed_families()] { families = found; });
    });
}

void Reader::set_full_screen(bool full) {
    if (full == full_screen.has_value()) return;
    if (full) {
        full_screen = PutAway{notes_open, contents_open, bar_pinned};
        notes_open = contents_open = comfort_open = bar_pinned = bar_open = find.panel = false;
        say(Word::message_full_screen);
        return;
    }
    notes_open = full_screen->notes;
    contents_open = full_screen->contents;
    bar_pinned = bar_open = full_screen->bar;
    full_screen.reset();
}

void Reader::open_new_window() {
    std::vector<std::string> arguments;
    if (book && book->path != "@katern") arguments.push_back(book->path);
    if (!data_folder.empty()) arguments.insert(arguments.end(), {"--data", data_folder});
    save_place();
    if (const Result<void> started = start_window(arguments); !started) say(started.error());
}

void Reader::follow_desktop() {
    desktop_.watch_preferences([this, inbox = inbox_](platform::Preferences preferences) {
        inbox->post([this, preferences] { take_preferences(preferences); });
    });
}

void Reader::take_preferences(const platform::Preferences& preferences) {
    may_move = !preferences.reduced_motion;
    if (preferences.theme == platform::Preferences::Theme::unknown) return;
    Settings changed = settings;
    changed.system_dark = preferences.theme == platform::Preferences::Theme::dark;
    change_settings(changed);
}

void Reader::move_reading_line(int by) {
    if (!layout || layout->lines().empty()) return;
    reading_by_keys = true;
    const std::vector<typeset::Line>& lines = layout->lines();
    const PageFrame shown = frame();
    const auto in_sight = [&](const typeset::Line& line) {
        const auto within = [&](Px top, Px height) { return line.top >= top && line.top + line.height <= top + height; };
        return within(shown.view_top, shown.view_height) || within(shown.right_top, shown.right_height);
    };
    const std::size_t now = layout->line_at(reading_byte);
    if (!in_sight(lines[now])) {
        // It was left behind: it comes back to the first or last line that is shown.
        const auto seen = std::find_if(lines.begin(), lines.end(), in_sight);
        if (seen != lines.end()) reading_byte = seen->bytes.start;
        return;
    }
    if (by < 0 ? now == 0 : now + 1 >= lines.size()) return turn_page(by);
    const typeset::Line& next = lines[by < 0 ? now - 1 : now + 1];
    reading_byte = next.bytes.start;
    if (in_sight(next)) return;
    if (settings.flow == Flow::scroll) {
        scroll_by(by < 0 ? next.top - shown.view_top - shown.view_height / 2 : next.top - shown.view_top - shown.view_height / 3);
    } else {
        turn_page(by);
    }
}

}  // namespace katern::app
