// The views without a window: a real reader on a data folder of its own, its frames drawn in memory, its input fed
// through the same seam as GLFW's, its items asked for by name.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "support/folder.h"
#include "ui/views.h"

namespace katern::test {

struct Setting {
    float width = 1280, height = 800;  // px at 100%
    float scale = 1;
    draw::ThemeName theme = draw::ThemeName::light;
    Language language = Language::nl;
    std::string book = "@katern";
    bool started = true;  // past the title page, in the book's third chapter
    std::string data{};  // folder of the notes; empty: one of its own
    std::function<notes::Milliseconds()> clock{};  // that the pace is measured by; empty: the system's
};

// Where a glyph was put: its pen, and what it was clipped to.
struct Put {
    typeset::Point pen;
    typeset::Rect clip;
    bool clipped = false;
};

// Draws nothing and remembers where text went.
class Notebook final : public draw::Canvas {
public:
    std::vector<Put> puts;
    void fill(typeset::Rect, draw::Color, typeset::Px) override {}
    void outline(typeset::Rect, draw::Color, typeset::Px, typeset::Px) override {}
    void stroke(typeset::Point, typeset::Point, draw::Color, typeset::Px) override {}
    void glyph(typeset::FaceId face, typeset::Px size, std::uint32_t glyph, typeset::Point pen, draw::Color) override;
    void picture(const std::shared_ptr<const draw::Picture>&, typeset::Rect) override {}
    void push_clip(typeset::Rect rect) override;
    void pop_clip() override { clips_.pop_back(); }

private:
    std::vector<typeset::Rect> clips_;
};

class Stage {
public:
    explicit Stage(Setting setting = {});
    ~Stage();

    [[nodiscard]] app::Reader& reader() { return *reader_; }
    [[nodiscard]] ui::Memory& memory() { return memory_; }
    [[nodiscard]] ui::Input& input() { return input_; }
    [[nodiscard]] const Folder& folder() const { return folder_; }

    // --- Frames
    void frame();  // with what was put in since the last one
    void frames(int count);
    // Draws until it is so; fails the test after 20 s.
    void until(const std::function<bool()>& so, std::chrono::seconds patience = std::chrono::seconds(20));
    // What this one view draws, on its own, in a notebook.
    std::vector<Put> only(void (*view)(ui::Ui&));
    void save(const std::string& path);  // PNG of the window as it is

    // --- Hands
    void move(typeset::Point to);
    void press_at(typeset::Point at, int clicks = 1);  // goes there, presses, lets go
    void click(const std::string& id, int clicks = 1);
    void key(std::uint32_t key, bool ctrl = false, bool shift = false, bool alt = false);
    void type(const std::string& words);
    void wheel(float notches);
    // Tab until this item has the keyboard; fails the test when it never does.
    void tab_to(const std::string& id);

    // --- Eyes
    [[nodiscard]] const ui::Item* find(const std::string& id) const;  // null: not there
    [[nodiscard]] const ui::Item& item(const std::string& id) const;  // fails the test when it isn't there
    [[nodiscard]] const ui::Item* named(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> ids(std::string_view prefix) const;

    // --- A reader's work
    // Marks these words of the present chapter; returns the note's id.
    std::string mark(std::string_view words, const std::string& category, const std::string& note = {});
    void go(std::size_t chapter);
    void go(std::string_view chapter_id) { go(chapter(chapter_id)); }
    // Of the book that is open: where the chapter with this id stands now.
    [[nodiscard]] std::size_t chapter(std::string_view id) const { return reader_->book->find(id).value(); }
    [[nodiscard]] const std::string& pasted() const { return reader_->to_clipboard; }

private:
    void draw(draw::Canvas& canvas, const std::function<void(ui::Ui&)>& views);

    Setting setting_;
    Folder folder_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool wake_ = false;
    std::unique_ptr<app::Reader> reader_;
    ui::Memory memory_;
    ui::Input input_;
};

}  // namespace katern::test
