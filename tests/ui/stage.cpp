#include "ui/stage.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>

namespace katern::test {
namespace {

typeset::Rect common(typeset::Rect a, typeset::Rect b) {
    const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::max(0.0F, std::min(a.right(), b.right()) - x),
            std::max(0.0F, std::min(a.bottom(), b.bottom()) - y)};
}

}  // namespace

void Notebook::glyph(typeset::FaceId, typeset::Px, std::uint32_t, typeset::Point pen, draw::Color) {
    Put put;
    put.pen = pen;
    put.clipped = !clips_.empty();
    if (put.clipped) put.clip = clips_.back();
    puts.push_back(put);
}

void Notebook::push_clip(typeset::Rect rect) {
    clips_.push_back(clips_.empty() ? rect : common(rect, clips_.back()));
}

Stage::Stage(Setting setting) : setting_(std::move(setting)) {
    app::LaunchOptions options;
    options.book = setting_.book;
    options.data = setting_.data.empty() ? folder_.path("data") : setting_.data;
    options.language = setting_.language;
    options.clock = setting_.clock;
    reader_ = std::make_unique<app::Reader>(options, [this] {
        const std::lock_guard lock(mutex_);
        wake_ = true;
        woken_.notify_all();
    });
    until([this] {
        return reader_->settings_known && (reader_->row || reader_->book_failure || reader_->store_failure);
    });
    app::Settings wanted = reader_->settings;
    if (setting_.data.empty()) wanted.theme = setting_.theme;
    wanted.language = setting_.language;
    reader_->change_settings(wanted);
    if (setting_.started && reader_->book) {
        const std::size_t last = reader_->book->chapters.size() - 1;
        reader_->begin_reading({reader_->book->find("02-randvoorwaarden").value_or(std::min<std::size_t>(2, last)), 0});
        frame();
    }
}

Stage::~Stage() {
    reader_->close();
}

void Stage::draw(draw::Canvas& canvas, const std::function<void(ui::Ui&)>& views) {
    input_.now = app::steady_now();
    reader_->tick();
    ui::Ui ui(canvas, reader_->theme(), *reader_, input_, memory_);
    views(ui);
    input_.forget_moment();
}

void Stage::frame() {
    Notebook canvas;
    draw(canvas, [this](ui::Ui& ui) { ui::draw_all(ui, {setting_.width, setting_.height}); });
}

void Stage::frames(int count) {
    for (int i = 0; i < count; ++i) frame();
}

void Stage::until(const std::function<bool()>& so, std::chrono::seconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    for (;;) {
        frame();
        if (so()) return;
        std::unique_lock lock(mutex_);
        // A note that is being typed is saved after a pause, for which nothing wakes the window.
        woken_.wait_for(lock, std::chrono::milliseconds(100), [this] { return wake_; });
        wake_ = false;
        lock.unlock();
        if (std::chrono::steady_clock::now() > end) FAIL("it did not come about within " << patience.count() << " s");
    }
}

std::vector<Put> Stage::only(void (*view)(ui::Ui&)) {
    frame();
    Notebook canvas;
    draw(canvas, [&](ui::Ui& ui) {
        ui.begin();
        view(ui);
        ui.finish();
    });
    return canvas.puts;
}

void Stage::save(const std::string& path) {
    frame();
    const auto width = static_cast<std::uint32_t>(setting_.width * setting_.scale),
               height = static_cast<std::uint32_t>(setting_.height * setting_.scale);
    draw::GlyphAtlas atlas;
    draw::BitmapCanvas canvas(width, height, setting_.scale, reader_->theme().paper, atlas);
    draw(canvas, [this](ui::Ui& ui) { ui::draw_all(ui, {setting_.width, setting_.height}); });
    const Result<void> written = draw::write_png(path, width, height, canvas.rgba());
    if (!written) FAIL(say(written.error(), Language::en));
}

void Stage::move(typeset::Point to) {
    input_.mouse = to;
    frame();
}

void Stage::press_at(typeset::Point at, int clicks) {
    move(at);
    for (int i = 1; i <= clicks; ++i) {
        input_.pressed = input_.down = true;
        input_.clicks = i;
        frame();
        input_.down = false;
        input_.released = true;
        frame();
    }
    frame();
}

void Stage::click(const std::string& id, int clicks) {
    frame();
    const typeset::Rect rect = item(id).rect;
    INFO("the item " << id << " can be seen");
    REQUIRE(rect.width > 0);
    REQUIRE(rect.height > 0);
    press_at({rect.x + rect.width / 2, rect.y + rect.height / 2}, clicks);
}

void Stage::key(std::uint32_t key, bool ctrl, bool shift, bool alt) {
    input_.keys.push_back({key, ctrl, shift, alt});
    frame();
    frame();
}

void Stage::type(const std::string& words) {
    input_.typed = words;
    frame();
    frame();
}

void Stage::wheel(float notches) {
    input_.wheel = notches;
    frame();
    frame();
}

void Stage::tab_to(const std::string& id) {
    for (int i = 0; i < 200; ++i) {
        if (memory_.focus == id) return;
        key(app::key_tab);
    }
    FAIL("Tab never came to " << id);
}

const ui::Item* Stage::find(const std::string& id) const {
    const auto found =
        std::find_if(memory_.items.begin(), memory_.items.end(), [&](const ui::Item& item) { return item.id == id; });
    return found == memory_.items.end() ? nullptr : &*found;
}

const ui::Item& Stage::item(const std::string& id) const {
    const ui::Item* found = find(id);
    if (!found) FAIL("there is no item " << id);
    return *found;
}

const ui::Item* Stage::named(const std::string& name) const {
    const auto found = std::find_if(memory_.items.begin(), memory_.items.end(),
                                    [&](const ui::Item& item) { return item.name == name; });
    return found == memory_.items.end() ? nullptr : &*found;
}

std::vector<std::string> Stage::ids(std::string_view prefix) const {
    std::vector<std::string> found;
    for (const ui::Item& item : memory_.items)
        if (item.id.starts_with(prefix)) found.push_back(item.id);
    return found;
}

std::string Stage::mark(std::string_view words, const std::string& category, const std::string& note) {
    app::Reader& r = *reader_;
    REQUIRE(r.chapter);
    const std::size_t at = r.chapter->text.find(words);
    INFO("the words “" << words << "” stand in the chapter");
    REQUIRE(at != std::string::npos);
    const std::size_t before = r.notes.size();
    r.selection = app::Selection{at, at + words.size()};
    r.mark_selection(category);
    until([&] { return r.notes.size() == before + 1; });
    const std::string id = r.focused_note;
    if (!note.empty()) {
        r.edit_note(id);
        r.editor->edit.insert(note, std::chrono::milliseconds(0));
        r.close_editor();
        until([&] { return r.find_note(id)->note.body == note; });
    }
    r.focus_note({});
    return id;
}

void Stage::go(std::size_t chapter) {
    reader_->go_to({chapter, 0}, false);
    frame();
}

}  // namespace katern::test
