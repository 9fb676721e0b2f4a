#include "e2e/twin.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <thread>

#include "app/commands.h"
#include "paths.h"
#include "support/no_canvas.h"
#include "ui/views.h"

namespace katern::test {
namespace {

// A difference of one channel from which an eye may see it; rounding in the driver's blending stays far below.
constexpr int visible = 40;

Point rounded(typeset::Point at) {
    return {static_cast<int>(std::lround(at.x)), static_cast<int>(std::lround(at.y))};
}

bool is_near(Pixel a, draw::Color b, int by) {
    return std::abs(a.r - b.r) <= by && std::abs(a.g - b.g) <= by && std::abs(a.b - b.b) <= by;
}

}  // namespace

Twin::Twin(const std::filesystem::path& data, int width, int height, const std::string& book)
    : width_(width), height_(height) {
    const std::filesystem::path copy = folder_.path() / "katern.db";
    if (std::filesystem::exists(data / "katern.db")) {
        const Outcome copied =
            test::run({"sqlite3", data / "katern.db", ".timeout 5000", ".backup '" + copy.string() + "'"});
        INFO(copied.errors);
        REQUIRE(copied.status == 0);
    }
    app::LaunchOptions options;
    if (!book.empty()) options.book = book;
    options.data = folder_.path();
    reader_ = std::make_unique<app::Reader>(options, nullptr);
    settle();
}

Twin::~Twin() = default;

void Twin::settle() {
    REQUIRE(eventually([&] {
        reader_->tick();
        return reader_->settings_known && (reader_->row || reader_->store_failure || reader_->book_failure);
    }));
    auto quiet_since = std::chrono::steady_clock::now();
    eventually([&] {
        reader_->tick();
        const auto now = std::chrono::steady_clock::now();
        if (reader_->has_answers()) quiet_since = now;
        return now - quiet_since > 150ms;
    });
    reader_->message.clear();
    draw();
}

void Twin::run(const std::string& command) {
    INFO(command);
    REQUIRE(app::run_command(*reader_, command));
    draw();
}

void Twin::select(text::Range range) {
    reader_->selection = app::Selection{range.start, range.end};
    draw();
}

void Twin::frame(draw::Canvas& canvas) {
    input_.now = app::steady_now();
    ui::Ui ui(canvas, reader_->theme(), *reader_, input_, memory_);
    ui::draw_all(ui, {static_cast<float>(width_), static_cast<float>(height_)});
    input_.forget_moment();
}

void Twin::frame() {
    NoCanvas canvas;
    frame(canvas);
}

// Three times, since an item can only be placed by what the frame before has declared.
void Twin::draw() {
    for (int i = 0; i < 3; ++i) frame();
}

void Twin::press(Point at) {
    drag(at, at);
}

void Twin::drag(Point from, Point to) {
    const auto move = [&](int x, int y) {
        input_.mouse = {static_cast<typeset::Px>(x), static_cast<typeset::Px>(y)};
        draw();
    };
    move(from.x, from.y);
    input_.pressed = input_.down = true;
    input_.clicks = 1;
    frame();
    if (from.x != to.x || from.y != to.y) move((from.x + to.x) / 2, (from.y + to.y) / 2);
    move(to.x, to.y);
    input_.down = false;
    input_.released = true;
    frame();
    settle();
}

void Twin::key(const app::Shortcut& key) {
    input_.keys.push_back(key);
    draw();
    settle();
}

void Twin::type(const std::string& words) {
    input_.typed = words;
    draw();
    settle();
}

const ui::Item* Twin::find(const std::string& id_or_name) const {
    for (const ui::Item& item : memory_.items)
        if (item.id == id_or_name) return &item;
    for (const ui::Item& item : memory_.items)
        if (item.name == id_or_name && item.rect.width > 0) return &item;
    return nullptr;
}

bool Twin::has(const std::string& id_or_name) {
    draw();
    return find(id_or_name) != nullptr;
}

Point Twin::item(const std::string& id_or_name) {
    draw();
    const ui::Item* found = find(id_or_name);
    if (!found) {
        std::string all;
        for (const ui::Item& item : memory_.items) all += "\n  " + item.id + "  “" + item.name + "”";
        FAIL("no item “" << id_or_name << "” among:" << all);
    }
    return rounded({found->rect.x + found->rect.width / 2, found->rect.y + found->rect.height / 2});
}

std::string Twin::first(const std::string& beginning) {
    draw();
    for (const ui::Item& item : memory_.items)
        if (item.id.starts_with(beginning)) return item.id;
    FAIL("no item begins with “" << beginning << "”");
    return {};
}

text::Range Twin::passage(const std::string& quote) const {
    INFO(quote);
    REQUIRE(reader_->chapter);
    const std::size_t at = reader_->chapter->text.find(quote);
    REQUIRE(at != std::string::npos);
    return {at, at + quote.size()};
}

Point Twin::start_of(text::Range range) {
    const std::vector<typeset::Rect> rects = reader_->layout->rects(range);
    REQUIRE_FALSE(rects.empty());
    return rounded(reader_->to_screen({rects.front().x + 1, rects.front().y + rects.front().height / 2}));
}

Point Twin::end_of(text::Range range) {
    const std::vector<typeset::Rect> rects = reader_->layout->rects(range);
    REQUIRE_FALSE(rects.empty());
    return rounded(reader_->to_screen({rects.back().right() - 1, rects.back().y + rects.back().height / 2}));
}

double Twin::share_of(const Shot& shot, text::Range range, draw::Color color) {
    std::size_t all = 0, same = 0;
    for (const typeset::Rect& rect : reader_->layout->rects(range)) {
        const typeset::Point from = reader_->to_screen({rect.x, rect.y});
        const typeset::Point to = reader_->to_screen({rect.right(), rect.bottom()});
        for (int y = static_cast<int>(from.y) + 1; y < static_cast<int>(to.y); ++y) {
            for (int x = static_cast<int>(from.x) + 1; x < static_cast<int>(to.x); ++x) {
                ++all;
                if (is_near(shot.at(x, y), color, 2)) ++same;
            }
        }
    }
    REQUIRE(all > 0);
    return static_cast<double>(same) / static_cast<double>(all);
}

const Shot& Twin::drawn() {
    draw();
    draw::BitmapCanvas canvas(static_cast<std::uint32_t>(width_), static_cast<std::uint32_t>(height_), 1,
                              reader_->theme().paper, atlas_);
    frame(canvas);
    drawn_.width = width_;
    drawn_.height = height_;
    drawn_.rgba = canvas.rgba();
    return drawn_;
}

double Twin::difference(const Shot& shot) {
    drawn();
    std::size_t different = 0;
    for (int y = 0; y < height_; ++y) {
        for (int x = 0; x < width_; ++x) {
            const Pixel a = shot.at(x, y);
            const Pixel b = drawn_.at(x, y);
            if (!is_near(a, {b.r, b.g, b.b, 255}, visible)) ++different;
        }
    }
    return static_cast<double>(different) / (static_cast<double>(width_) * height_);
}

void Twin::write_png(const std::string& name) {
    keep(drawn(), name);
}

void keep(const Shot& shot, const std::string& name) {
    std::filesystem::create_directories(KATERN_SHOTS_DIR);
    const std::filesystem::path path = std::filesystem::path(KATERN_SHOTS_DIR) / (name + ".png");
    const Result<void> written = draw::write_png(path, static_cast<std::uint32_t>(shot.width),
                                                 static_cast<std::uint32_t>(shot.height), shot.rgba);
    if (!written) WARN("the picture " << name << " could not be kept");
}

}  // namespace katern::test
