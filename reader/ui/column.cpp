#include <algorithm>

#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px field_height = 36, button_height = 34, button_gap = 8;

}  // namespace

void Column::title(std::string_view words) {
    typeset::TextStyle style = Ui::serif(22, 28);
    style.bold = true;
    y_ += ui_.label({x_, y_}, words, style, width_ - 32).height + 8;  // room for the sheet's cross
}

void Column::words(std::string_view words, typeset::Ink ink) {
    y_ += ui_.label({x_, y_}, words, Ui::sans(13.5F, ink), width_).height;
}

void Column::small(std::string_view words) {
    y_ += ui_.label({x_, y_}, words, Ui::sans(12, typeset::Ink::quiet, true), width_).height + 4;
}

bool Column::progress(const std::string& said, double part, bool may_stop) {
    constexpr Px track_height = 4, below_words = 12, below_track = 18;
    words(said);
    gap(below_words);
    const Rect track{x_, y_, width_, track_height};
    ui_.canvas().fill(track, ui_.theme().line, track_height / 2);
    if (part > 0) ui_.canvas().fill({track.x, track.y, track.width * static_cast<float>(std::min(1.0, part)), track.height}, ui_.theme().accent, track_height / 2);
    gap(track_height + below_track);
    return !buttons({{"sheet/stop", ui_.text(Word::ui_stop), ButtonKind::plain, may_stop}}).empty();
}

void Column::failure() {
    const app::Reader& reader = ui_.reader();
    if (!reader.sheet.failure) return;
    const std::string why = say(*reader.sheet.failure, reader.settings.language);
    constexpr Px padding_x = 14, padding_y = 10, bar = 3;
    const typeset::TextLayout set = ui_.set(why, Ui::sans(13.5F), width_ - 2 * padding_x);
    const Rect rect{x_, y_, width_, set.height + 2 * padding_y};
    ui_.item({"sheet/failure", Role::label, why, {}, rect, 0, false});
    ui_.canvas().fill(rect, ui_.theme().chrome, 8);
    ui_.canvas().fill({rect.x, rect.y + padding_y, bar, set.height}, ui_.theme().accent);
    ui_.canvas().text(set, {rect.x + padding_x, rect.y + padding_y}, ui_.theme());
    y_ += rect.height + 14;
}

bool Column::field(const std::string& id, app::TextEdit& edit, const std::string& hint) {
    const bool entered = ui_.field(id, {x_, y_, width_, field_height}, edit, hint);
    y_ += field_height;
    return entered;
}

bool Column::checkbox(const std::string& id, const std::string& label, bool& value) {
    const bool changed = ui_.checkbox(id, {x_, y_}, label, value, width_);
    y_ += std::max(28.0F, ui_.set(label, Ui::sans(13), width_ - 28).height + 8);
    return changed;
}

bool Column::choice(const std::string& id, const std::string& name, const std::string& quiet) {
    constexpr Px padding_x = 10, padding_y = 7;
    const Px measure = width_ - 2 * padding_x;
    const typeset::TextLayout title = ui_.set(name, Ui::sans(13.5F), measure);
    typeset::TextLayout below;
    if (!quiet.empty()) below = ui_.set(quiet, Ui::sans(12, typeset::Ink::quiet), measure, 1);
    const Rect row{x_, y_, width_, title.height + below.height + 2 * padding_y};
    const Ui::State state = ui_.item({id, Role::list_item, name, quiet, row, 0, true});
    if (state.hot) ui_.canvas().fill(row, ui_.theme().chrome, 8);
    ui_.canvas().text(title, {row.x + padding_x, row.y + padding_y}, ui_.theme());
    if (!quiet.empty()) ui_.canvas().text(below, {row.x + padding_x, row.y + padding_y + title.height}, ui_.theme());
    if (state.shows_focus) ui_.canvas().outline(row, ui_.theme().accent, 2, 8);
    if (state.hot) ui_.pointer(Pointer::hand);
    y_ += row.height;
    return state.clicked;
}

bool Column::option(const std::string& id, const std::string& name, const std::string& quiet, bool chosen) {
    constexpr Px ring = 16, indent = 28, padding = 5;
    const typeset::TextLayout title = ui_.set(name, Ui::sans(13.5F), width_ - indent);
    typeset::TextLayout below;
    if (!quiet.empty()) below = ui_.set(quiet.substr(0, quiet.find('\n')), Ui::sans(12, typeset::Ink::quiet), width_ - indent, 1);
    const Rect row{x_, y_, width_, title.height + below.height + 2 * padding};
    const Ui::State state = ui_.item({id, Role::toggle, name, chosen ? "1" : "0", row, 0, true});
    const Rect circle{x_ + 1, y_ + padding + (title.height - ring) / 2, ring, ring};
    ui_.canvas().fill(circle, ui_.theme().card, ring / 2);
    ui_.canvas().outline(circle, chosen ? ui_.theme().accent : ui_.theme().quiet, chosen ? 5 : 1, ring / 2);
    ui_.canvas().text(title, {x_ + indent, y_ + padding}, ui_.theme());
    ui_.canvas().text(below, {x_ + indent, y_ + padding + title.height}, ui_.theme());
    if (state.shows_focus) ui_.focus_ring(row, 6);
    if (state.hot) ui_.pointer(Pointer::hand);
    y_ += row.height;
    return state.clicked;
}

std::string Column::buttons(const std::vector<Button>& buttons) {
    std::string pressed;
    Px x = x_;
    for (const Button& button : buttons) {
        const Px width = std::min(width_, ui_.button_width(button.label));
        if (x > x_ && x + width > x_ + width_) {
            x = x_;
            y_ += button_height + button_gap;
        }
        if (ui_.button(button.id, {x, y_, width, button_height}, button.label, button.kind, button.enabled))
            pressed = button.id;
        x += width + button_gap;
    }
    y_ += button_height;
    return pressed;
}

}  // namespace katern::ui
