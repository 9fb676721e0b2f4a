// One hand on the screen and on its twin: what is pressed, dragged and typed happens at both, and the twin tells where.
#pragma once

#include <string>

#include "e2e/desk.h"

namespace katern::test {

class Hand {
public:
    // The window is open, and past its title page.
    explicit Hand(Desk& desk);

    [[nodiscard]] Twin& twin() { return twin_; }
    void press(const std::string& id_or_name);
    void press_at(Point at);
    void drag(Point from, Point to);
    // "ctrl+shift+t" as xdotool names it, and as Katern does.
    void key(const std::string& name, const app::Shortcut& key);
    void enter() { key("Return", {app::key_enter}); }
    void escape() { key("Escape", {app::key_escape}); }
    void type(const std::string& words);
    // Into the field with this id, in the place of what is there, and Enter.
    void fill(const std::string& field, const std::string& words);
    // Only on the screen: what writes a file, which the twin must not write once more. Waits until the file is there.
    void save_as(const std::string& path);
    // A command by its name in the palette.
    void command(const std::string& words);
    // Selects the words and leaves them so.
    void select(const std::string& words);

private:
    void still();

    Desk& desk_;
    Twin twin_;
};

}  // namespace katern::test
