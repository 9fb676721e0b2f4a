// A person's desk: a screen, a home of its own, and Katern in a window on it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "e2e/twin.h"
#include "support/screen.h"

namespace katern::test {

// Says why in the test's output when there can be no screen here.
[[nodiscard]] bool can_have_a_screen();

class Desk {
public:
    explicit Desk(int width = 1280, int height = 800, const std::vector<std::string>& server_options = {});

    [[nodiscard]] const Screen& screen() const { return screen_; }
    [[nodiscard]] Screen& screen() { return screen_; }
    [[nodiscard]] const std::filesystem::path& home() const { return home_.path(); }
    [[nodiscard]] std::filesystem::path data() const { return home() / "share" / "katern"; }
    // What every program on this desk is started with: nothing of the machine's own desktop.
    [[nodiscard]] Variables variables() const;

    // From now on it is this moment for every program on this desk (KATERN_NOW); empty: the system's.
    void at(std::string now) { now_ = std::move(now); }

    // Starts the program and waits until its first page is on the screen and has the keyboard.
    void open(const std::vector<std::string>& arguments = {});
    [[nodiscard]] Process& katern() { return *katern_; }
    [[nodiscard]] const std::string& window() const { return window_; }
    // By the cross of the window; its exit status.
    int close();
    void kill();

    // The program without a window.
    [[nodiscard]] Outcome command(const std::vector<std::string>& arguments) const;
    // One value or column of the database; rows end with a line feed, except the last.
    [[nodiscard]] std::string sql(const std::string& query) const;
    [[nodiscard]] std::string body_of_note() const { return sql("SELECT value FROM fields WHERE name = 'body'"); }

    // What is on the screen once it stands still, kept as a picture of this name.
    Shot look(const std::string& name) const;
    // Waits until the screen looks like the twin, by all but what the mouse's arrow covers; keeps the picture.
    bool looks_like(Twin& twin, const std::string& name) const;
    // The reader that the window should look like.
    [[nodiscard]] Twin twin(int width = 1280, int height = 800) const { return Twin(data(), width, height); }

private:
    TemporaryFolder home_;
    Screen screen_;
    std::unique_ptr<Process> katern_;
    std::string window_;
    std::string now_;
};

// Brings the window past the title page into the first numbered chapter, and the twin with it.
void begin_reading(Desk& desk);

// Some words of the chapter that the twin shows: at least this many bytes, from the second word of the first paragraph
// that stands whole in sight, to the end of a word. Empty when there is no such paragraph.
[[nodiscard]] text::Range words_in_sight(Twin& twin, std::size_t bytes);
// Turns pages, at least one, until there are such words.
[[nodiscard]] text::Range turn_to_words(Desk& desk, Twin& twin, std::size_t bytes);

}  // namespace katern::test
