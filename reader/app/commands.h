// What a person can do, one row each: menu, shortcuts and the sheet of keys loop over this table.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/reader.h"

namespace katern::app {

// A key by its meaning: a letter or sign in lower case as a code point, or one of these.
enum Key : std::uint32_t {
    key_none = 0,
    key_left = 0x110000,
    key_right,
    key_up,
    key_down,
    key_home,
    key_end,
    key_page_up,
    key_page_down,
    key_enter,
    key_escape,
    key_tab,
    key_backspace,
    key_delete,
    key_f1,
    key_f3,
    key_f5,
    key_f6,
    key_f7,
    key_f8,
    key_f9,
    key_f10,
    key_f11,
};

struct Shortcut {
    std::uint32_t key = key_none;
    bool ctrl = false, shift = false, alt = false;
    bool operator==(const Shortcut&) const = default;
};
// "Ctrl+Shift+C", in the person's language.
[[nodiscard]] std::string name_of(const Shortcut& shortcut, Language language);

// Asked before a command runs. Where it does not hold, the command is shown quiet, with why where that can be said shortly.
struct Condition {
    bool (*holds)(const Reader& reader);
    std::optional<Word> otherwise;
    template <class Function>
        requires std::convertible_to<Function, bool (*)(const Reader&)>
    constexpr Condition(Function function) : holds(function) {}
    constexpr Condition(bool (*function)(const Reader&), Word why_not) : holds(function), otherwise(why_not) {}
    bool operator()(const Reader& reader) const { return holds(reader); }
};

struct Command {
    std::string_view id;
    Word label;
    Shortcut keys[3];                      // key_none: unused
    Condition applies;
    void (*run)(Reader& reader);
};

[[nodiscard]] std::span<const Command> commands();
// Null when there is none with this id.
[[nodiscard]] const Command* command(std::string_view id);
// Runs it when it applies. False: it did not apply, or there is none.
bool run_command(Reader& reader, std::string_view id);
// The command for a key press that applies now; null when there is none.
[[nodiscard]] const Command* command_for(const Reader& reader, const Shortcut& pressed);
// The words of a query in the names of the commands, in the person's language: those that were used last come first, then
// the table's order. An empty query gives all.
[[nodiscard]] std::vector<const Command*> find_commands(const Reader& reader, std::string_view query);
// What a list shows for it: undo and redo name the step that they would take.
[[nodiscard]] std::string label_of(const Reader& reader, const Command& command);
// Before the room nothing may come up that is not the meeting's: notes, a preview, a list.
[[nodiscard]] bool may_run_before_room(const Command& command);
// Closes the palette, runs the command if it applies, and remembers it as used last.
void run_from_palette(Reader& reader, std::string_view id);

}  // namespace katern::app
