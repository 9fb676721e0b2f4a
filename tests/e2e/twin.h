// The same reader inside the test, on a copy of the data and on a canvas in memory. It is brought to the state that the
// window on the screen should be in, and then tells where each button and each passage stands there and how it looks.
#pragma once

#include <memory>
#include <string>

#include "app/reader.h"
#include "support/screen.h"
#include "ui/ui.h"

namespace katern::test {

class Twin {
public:
    // `data`: the folder of the window's database, of which a copy is read as it is now; one without gives a first
    // start.
    explicit Twin(const std::filesystem::path& data, int width = 1280, int height = 800, const std::string& book = {});
    ~Twin();

    [[nodiscard]] app::Reader& reader() { return *reader_; }
    // Takes in what the store and the worker answer until they are quiet, and draws.
    void settle();
    // A command of the table, by id.
    void run(const std::string& command);
    void select(text::Range range);

    // What the person does at the window, done here too, one after the other.
    void press(Point at);
    void drag(Point from, Point to);
    void key(const app::Shortcut& key);
    void type(const std::string& words);

    // The middle of an item: the first whose id or name this is. Fails the test, with all names, when there is none.
    Point item(const std::string& id_or_name);
    [[nodiscard]] bool has(const std::string& id_or_name);
    // The id of the first item that begins so.
    [[nodiscard]] std::string first(const std::string& beginning);

    // Where a passage of the present chapter stands.
    [[nodiscard]] text::Range passage(const std::string& quote) const;
    Point start_of(text::Range range);
    Point end_of(text::Range range);
    // The share of a passage's pixels that have this colour: about 0.7 for marked words.
    double share_of(const Shot& shot, text::Range range, draw::Color color);

    // How it is drawn in memory, and the share of pixels by which a screen differs visibly from that.
    const Shot& drawn();
    double difference(const Shot& shot);
    void write_png(const std::string& name);
    void draw();

private:
    [[nodiscard]] const ui::Item* find(const std::string& id_or_name) const;
    void frame();
    void frame(draw::Canvas& canvas);

    TemporaryFolder folder_;
    int width_, height_;
    std::unique_ptr<app::Reader> reader_;
    draw::GlyphAtlas atlas_;
    ui::Memory memory_;
    ui::Input input_;
    Shot drawn_;
};

// Keeps a picture for people to look at, in tests/shots of the build folder.
void keep(const Shot& shot, const std::string& name);

}  // namespace katern::test
