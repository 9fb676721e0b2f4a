// A figure by itself over the page, as large as the window and then as large as one wants, sharp at every size.
#include <algorithm>
#include <cmath>

#include "ui/icons.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px around = 40, words_gap = 14, bar = 44, widest_words = 720, button = 34;
constexpr float wheel_zoom = 1.2F, most_zoom = 16;
constexpr Px pan_step = 60;
constexpr Px frame_radius = 6;
constexpr Px still = 3;  // a press that moved less than this was a click

// Where the figure stands at this zoom: in the middle of the room, moved by the pan.
Rect placed(const app::OpenFigure& open, Rect room) {
    const Px width = open.fitted.width * open.zoom, height = open.fitted.height * open.zoom;
    return {room.x + (room.width - width) / 2 + open.pan.x, room.y + (room.height - height) / 2 + open.pan.y, width, height};
}

// It can't be dragged out of the room, and what fits stays in the middle.
void keep_in_room(app::OpenFigure& open, Rect room) {
    const Px x = std::max(0.0F, (open.fitted.width * open.zoom - room.width) / 2);
    const Px y = std::max(0.0F, (open.fitted.height * open.zoom - room.height) / 2);
    open.pan = {std::clamp(open.pan.x, -x, x), std::clamp(open.pan.y, -y, y)};
}

// What lies at this point stays there.
void zoom_at(app::OpenFigure& open, Rect room, float by, Point at) {
    const float before = open.zoom;
    open.zoom = std::clamp(open.zoom * by, 1.0F, most_zoom);
    const float factor = open.zoom / before;
    const Point middle{room.x + room.width / 2, room.y + room.height / 2};
    open.pan.x = at.x - middle.x - (at.x - middle.x - open.pan.x) * factor;
    open.pan.y = at.y - middle.y - (at.y - middle.y - open.pan.y) * factor;
    keep_in_room(open, room);
}

void take_keys(Ui& ui, app::OpenFigure& open, Rect room) {
    const Point middle{room.x + room.width / 2, room.y + room.height / 2};
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        switch (key.key) {
            case '+':
            case '=': zoom_at(open, room, wheel_zoom, middle); return true;
            case '-': zoom_at(open, room, 1 / wheel_zoom, middle); return true;
            case '0': open.zoom = 1; break;
            case app::key_left: open.pan.x += pan_step; break;
            case app::key_right: open.pan.x -= pan_step; break;
            case app::key_up: open.pan.y += pan_step; break;
            case app::key_down: open.pan.y -= pan_step; break;
            case app::key_escape: return false;
            default: return !(key.ctrl && (key.key == 'q' || key.key == 'w'));  // the page below can't be changed from here
        }
        keep_in_room(open, room);
        return true;
    });
}

void take_pointer(Ui& ui, app::OpenFigure& open, Rect room, const Ui::State& ground) {
    const Input& input = ui.input();
    if (ground.hot && input.wheel != 0) zoom_at(open, room, std::pow(wheel_zoom, input.wheel), input.mouse);
    ui.input().wheel = 0;
    if (!ground.active) return;
    if (input.pressed) open.dragged_from = Point{input.mouse.x - open.pan.x, input.mouse.y - open.pan.y};
    if (!open.dragged_from || !input.down) return;
    open.pan = {input.mouse.x - open.dragged_from->x, input.mouse.y - open.dragged_from->y};
    keep_in_room(open, room);
}

void draw_picture(Ui& ui, const app::OpenFigure& open, Rect at, Rect room) {
    app::Reader& reader = ui.reader();
    const float scale = ui.canvas().scale();
    const Rect shown{std::max(at.x, room.x), std::max(at.y, room.y), std::min(at.right(), room.right()) - std::max(at.x, room.x),
                     std::min(at.bottom(), room.bottom()) - std::max(at.y, room.y)};
    const auto device = [&](Px length) { return static_cast<int>(std::lround(length * scale)); };
    const draw::PicturePart part{device(at.width), device(at.height), device(shown.x - at.x), device(shown.y - at.y),
                                 std::max(1, device(shown.width)), std::max(1, device(shown.height))};
    const std::string& path = reader.chapter->images[open.image].path;
    const draw::ShownPicture ready = reader.figure_pictures().part(path, part, ui.theme().ink);
    if (!ready.picture) return ui.canvas().outline(at, ui.theme().line, 1, frame_radius);
    if (ready.part == part)
        return ui.canvas().picture(ready.picture, {ui.canvas().snapped(shown.x), ui.canvas().snapped(shown.y),
                                                   static_cast<Px>(part.shown_width) / scale, static_cast<Px>(part.shown_height) / scale});
    // Until the sharp one is there, what was seen last at the place and size that it has now.
    const Px across = at.width / static_cast<Px>(ready.part.width), down = at.height / static_cast<Px>(ready.part.height);
    ui.canvas().push_clip(shown);
    ui.canvas().picture(ready.picture, {at.x + static_cast<Px>(ready.part.x) * across, at.y + static_cast<Px>(ready.part.y) * down,
                                        static_cast<Px>(ready.part.shown_width) * across, static_cast<Px>(ready.part.shown_height) * down});
    ui.canvas().pop_clip();
}

void draw_buttons(Ui& ui, app::OpenFigure& open, Rect room, Px width) {
    const Point middle{room.x + room.width / 2, room.y + room.height / 2};
    Px x = width - 14 - button;
    if (icon_button(ui, "figure/close", {x, 8, button, button}, Icon::cross, ui.text(Word::ui_close))) open.wants_to_close = true;
    const std::string percent = ui.text(Word::ui_percent, {std::round(static_cast<double>(open.zoom) * 100)});
    const std::string larger = ui.text(Word::ui_figure_larger), smaller = ui.text(Word::ui_figure_smaller),
                      whole = ui.text(Word::ui_figure_whole);
    x = 14;
    const auto one = [&](const char* id, const std::string& label, bool enabled) {
        const Px button_width = ui.button_width(label);
        const bool pressed = ui.button(id, {x, 8, button_width, button}, label, ButtonKind::quiet, enabled);
        x += button_width + 2;
        return pressed;
    };
    if (one("figure/smaller", smaller, open.zoom > 1)) zoom_at(open, room, 1 / wheel_zoom, middle);
    if (one("figure/larger", larger, open.zoom < most_zoom)) zoom_at(open, room, wheel_zoom, middle);
    if (one("figure/whole", whole, open.zoom > 1)) {
        open.zoom = 1;
        open.pan = {};
    }
    ui.label({x + 10, 8 + (button - 18) / 2}, percent, Ui::sans(12, typeset::Ink::quiet));
}

// The caption as the book has it, below the figure; the words for who doesn't see it below that.
typeset::TextLayout set_words(Ui& ui, const app::OpenFigure& open, Px room) {
    const app::Reader& reader = ui.reader();
    std::string words = reader.caption_of(open);
    const std::string& alternative = reader.chapter->images[open.image].alternative;
    if (!alternative.empty() && words.find(alternative) == std::string::npos) words += (words.empty() ? "" : "\n") + alternative;
    return ui.set(words.empty() ? ui.text(Word::ui_figure) : words, Ui::serif(15, 22, typeset::Ink::quiet), std::min(widest_words, room), 6);
}

void draw_open(Ui& ui) {
    app::Reader& reader = ui.reader();
    app::OpenFigure& open = *reader.figure;
    const app::PageSpace& space = reader.space();
    ui.layer(layer_sheet);
    const Rect window{0, 0, space.width, space.height};
    const typeset::TextLayout words = set_words(ui, open, space.width - 2 * around);
    const Rect room{around, bar + 8, space.width - 2 * around, std::max(80.0F, space.height - bar - 8 - words.height - words_gap - 24)};
    const float fits = std::min(room.width / open.natural.width, room.height / open.natural.height);
    open.fitted = {open.natural.width * fits, open.natural.height * fits};
    keep_in_room(open, room);
    const std::string name = ui.text(Word::ui_figure_named, {reader.chapter->images[open.image].alternative});
    const Ui::State ground = ui.item({"figure", Role::group, name, {}, window, 0, false});
    const bool clicked = ground.clicked && std::hypot(ui.input().mouse.x - ui.memory().press.x, ui.input().mouse.y - ui.memory().press.y) < still;
    const bool beside = !placed(open, room).contains(ui.input().mouse);
    take_keys(ui, open, room);
    take_pointer(ui, open, room, ground);
    if (ui.input().released) open.dragged_from.reset();
    ui.canvas().fill(window, ui.theme().paper.with_alpha(0.96F));
    const Rect at = placed(open, room);
    // Figures have no ground of their own: what shines through the rest must not shine through them.
    ui.canvas().push_clip(room.grown(8));
    ui.canvas().fill(at.grown(8), ui.theme().paper);
    ui.canvas().pop_clip();
    draw_picture(ui, open, at, room);
    ui.canvas().text(words, {std::round((space.width - words.width) / 2), room.bottom() + words_gap}, ui.theme());
    ui.item({"figure/words", Role::label, name, {}, {room.x, room.bottom() + words_gap, room.width, words.height}, 0, false});
    draw_buttons(ui, open, room, space.width);
    if (open.zoom > 1 && ground.hot) ui.pointer(Pointer::hand);
    ui.input().typed.clear();
    if (open.wants_to_close || (clicked && beside)) reader.figure.reset();
}

}  // namespace

void draw_figure(Ui& ui) {
    ui.draw_appearing("figure", ui.reader().figure && ui.reader().chapter, draw_open);
}

}  // namespace katern::ui
