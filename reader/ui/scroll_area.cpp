#include "ui/scroll_area.h"

#include <algorithm>

#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px wheel_step = 60;
constexpr Px room_around_focus = 12;
constexpr Px bar_target = 12, thumb_width = 4, shortest_thumb = 28;

}  // namespace

ScrollArea::ScrollArea(Ui& ui, std::string id, Rect view, Px& offset)
    : ui_(ui), id_(std::move(id)), view_(view), offset_(offset), first_item_(ui.items().size()) {
    ui_.push_clip(view_);
}

// What lies under the pointer belongs to this pane, not to something above it.
bool ScrollArea::under_pointer() const {
    if (!view_.contains(ui_.input().mouse)) return false;
    const std::vector<Item>& before = ui_.memory().items;
    const auto hot =
        std::find_if(before.begin(), before.end(), [&](const Item& item) { return item.id == ui_.memory().hot; });
    return hot == before.end() || hot->layer <= ui_.layer();
}

void ScrollArea::end(Px content_height) {
    const Px most = std::max(0.0F, content_height - view_.height);
    const Px before = offset_;
    if (ui_.input().wheel != 0 && under_pointer()) {
        offset_ -= ui_.input().wheel * wheel_step;
        ui_.input().wheel = 0;
    }
    take_keys(most);
    bring_into_sight(most);
    if (most > 0) draw_bar(content_height, most);
    offset_ = std::clamp(offset_, 0.0F, most);
    ui_.pop_clip();
    // What was drawn in this frame stood where the pane was before.
    if (offset_ != before) ui_.wake_at(ui_.input().now);
}

void ScrollArea::take_keys(Px most) {
    const std::vector<Item>& items = ui_.items();
    const bool has_keyboard = std::any_of(items.begin() + static_cast<std::ptrdiff_t>(first_item_), items.end(),
                                          [&](const Item& item) { return item.id == ui_.memory().focus; });
    if (!has_keyboard || ui_.field_has_focus()) return;
    std::vector<app::Shortcut>& keys = ui_.input().keys;
    for (auto key = keys.begin(); key != keys.end();) {
        Px to = offset_;
        if (key->key == app::key_page_down) to = offset_ + view_.height * 0.9F;
        if (key->key == app::key_page_up) to = offset_ - view_.height * 0.9F;
        if (key->key == app::key_home) to = 0;
        if (key->key == app::key_end) to = most;
        const bool used = to != offset_ && !key->ctrl && !key->alt;
        if (used) offset_ = to;
        key = used ? keys.erase(key) : key + 1;
    }
}

void ScrollArea::bring_into_sight(Px most) {
    // Only in the frame in which the keyboard came there, so that the wheel can leave it again.
    const std::string& focus = ui_.memory().focus;
    const std::vector<Item>& items = ui_.items();
    const bool mine = std::any_of(items.begin() + static_cast<std::ptrdiff_t>(first_item_), items.end(),
                                  [&](const Item& item) { return item.id == focus; });
    if (!mine || !ui_.focused_rect() || !ui_.memory().focus_shown || ui_.memory().typed_at != ui_.input().now) return;
    const Rect at = *ui_.focused_rect();
    if (at.y - room_around_focus < view_.y) offset_ -= view_.y - at.y + room_around_focus;
    if (at.bottom() + room_around_focus > view_.bottom() && at.height < view_.height)
        offset_ += at.bottom() + room_around_focus - view_.bottom();
    offset_ = std::clamp(offset_, 0.0F, most);
}

void ScrollArea::draw_bar(Px content_height, Px most) {
    const Rect track{view_.right() - bar_target, view_.y, bar_target, view_.height};
    const Ui::State state =
        ui_.item({id_ + "/scroll", Role::group, ui_.text(Word::ui_scroll_bar), {}, track, 0, false});
    const Px thumb = std::max(shortest_thumb, view_.height * view_.height / content_height);
    const Px way = view_.height - thumb;
    if (state.active && ui_.input().down && way > 0) offset_ = (ui_.input().mouse.y - view_.y - thumb / 2) / way * most;
    offset_ = std::clamp(offset_, 0.0F, most);
    const Px strength = state.hot || state.active ? 0.7F : 0.35F;
    ui_.canvas().fill({track.right() - thumb_width - 3, view_.y + way * offset_ / most, thumb_width, thumb},
                      ui_.theme().quiet.with_alpha(strength), thumb_width / 2);
}

}  // namespace katern::ui
