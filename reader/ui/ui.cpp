#include "ui/ui.h"

#include <algorithm>
#include <cmath>

namespace katern::ui {
namespace {

constexpr Px smallest_target = 28;

bool is_field(const Item& item) { return item.role == Role::field; }

Rect common(Rect a, Rect b) {
    const Px x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::max(0.0F, std::min(a.right(), b.right()) - x), std::max(0.0F, std::min(a.bottom(), b.bottom()) - y)};
}

}  // namespace

Ui::Ui(Canvas& canvas, const Theme& theme, app::Reader& reader, Input& input, Memory& memory)
    : canvas_(&canvas), theme_(theme), reader_(reader), input_(input), memory_(memory) {}

void Ui::begin() {
    // The topmost item of the last frame that lies under the pointer.
    memory_.hot.clear();
    int top = -1;
    for (const Item& item : memory_.items) {
        if (item.role == Role::label || item.role == Role::in_page || item.layer < top || !item.rect.contains(input_.mouse)) continue;
        top = item.layer;
        memory_.hot = item.id;
    }
    if (memory_.hot != memory_.hover_id) {
        memory_.hover_id = memory_.hot;
        memory_.hover_since = input_.now;
    }
    if (input_.pressed) {
        memory_.active = memory_.hot;
        memory_.press = input_.mouse;
        memory_.focus_shown = false;
        const auto pressed = std::find_if(memory_.items.begin(), memory_.items.end(), [&](const Item& item) { return item.id == memory_.hot; });
        memory_.focus = pressed != memory_.items.end() && pressed->focusable ? pressed->id : std::string();
    }
    for (auto key = input_.keys.begin(); key != input_.keys.end();) {
        const bool taken = !key->shift && !memory_.focus.empty() && memory_.focus == memory_.takes_tab;
        const bool tab = key->key == app::key_tab && !key->ctrl && !key->alt && !taken;
        if (tab) move_focus(key->shift ? -1 : 1);
        key = tab ? input_.keys.erase(key) : key + 1;
    }
    memory_.takes_tab.clear();
}

void Ui::move_focus(int by) {
    // A sheet keeps the focus to itself while it lies over the page.
    int least = 0;
    for (const Item& item : memory_.items)
        if (item.layer == layer_sheet) least = layer_sheet;
    std::vector<const Item*> order;
    for (const Item& item : memory_.items)
        if (item.focusable && item.layer >= least) order.push_back(&item);
    if (order.empty()) return;
    // The bar stands at the top of the window, so it comes first, though it is drawn over the page.
    std::stable_partition(order.begin(), order.end(), [](const Item* item) { return item->layer == layer_bar; });
    const auto now = std::find_if(order.begin(), order.end(), [&](const Item* item) { return item->id == memory_.focus; });
    std::size_t next = by > 0 ? 0 : order.size() - 1;
    if (now != order.end()) next = (static_cast<std::size_t>(now - order.begin()) + order.size() + static_cast<std::size_t>(by + static_cast<int>(order.size()))) % order.size();
    focus(order[next]->id, true);
}

void Ui::finish() {
    if (input_.released) memory_.active.clear();
    // What had the focus and is gone lets go of it.
    const bool there = std::any_of(items_.begin(), items_.end(), [&](const Item& item) { return item.id == memory_.focus; });
    if (!there) memory_.focus.clear();
    memory_.items = std::move(items_);
}

bool Ui::field_has_focus() const {
    const auto found = std::find_if(memory_.items.begin(), memory_.items.end(), [&](const Item& item) { return item.id == memory_.focus; });
    return found != memory_.items.end() && is_field(*found);
}

void Ui::focus(const std::string& id, bool shown) {
    memory_.focus = id;
    memory_.focus_shown = shown;
    memory_.typed_at = input_.now;
}

Ui::State Ui::item(const Item& declared) {
    Item kept = declared;
    kept.layer = layer_;
    if (memory_.focus == kept.id) focused_rect_ = kept.rect;
    if (!clips_.empty()) kept.rect = common(kept.rect, clips_.back());
    State state;
    state.hot = memory_.hot == kept.id;
    state.active = memory_.active == kept.id;
    state.focused = memory_.focus == kept.id;
    state.shows_focus = state.focused && memory_.focus_shown;
    state.clicked = state.hot && state.active && input_.released;
    if (state.focused && !is_field(kept) && kept.focusable) {
        for (auto key = input_.keys.begin(); key != input_.keys.end(); ++key) {
            const bool press = (key->key == app::key_enter || key->key == ' ') && !key->ctrl && !key->alt && !key->shift;
            if (!press) continue;
            state.clicked = true;
            input_.keys.erase(key);
            break;
        }
    }
    items_.push_back(std::move(kept));
    return state;
}

void Ui::push_clip(Rect rect) {
    clips_.push_back(clips_.empty() ? rect : common(rect, clips_.back()));
    canvas_->push_clip(clips_.back());
}

void Ui::pop_clip() {
    clips_.pop_back();
    canvas_->pop_clip();
}

// --- Coming and going ------------------------------------------------------------------------------------------------------

float Ui::presence(const std::string& id, bool wanted) {
    Presence& kept = memory_.presences[id];
    const auto share_now = [&] {
        const notes::Milliseconds whole = kept.wanted ? appears_within : goes_within;
        const float passed = static_cast<float>(input_.now - kept.since) / static_cast<float>(whole);
        return std::clamp(kept.wanted ? kept.from + passed : kept.from - passed, 0.0F, 1.0F);
    };
    if (!reader_.may_move) {
        kept = {wanted, wanted ? 1.0F : 0.0F, input_.now, {}};
        return kept.from;
    }
    if (kept.wanted != wanted) {
        kept.from = share_now();
        kept.wanted = wanted;
        kept.since = input_.now;
    }
    const float share = share_now();
    if (share != (wanted ? 1.0F : 0.0F)) wake_at(input_.now);
    return 1 - (1 - share) * (1 - share);  // ease-out
}

void Ui::draw_appearing(const std::string& id, bool wanted, void (*view)(Ui&)) {
    const float share = presence(id, wanted);
    Canvas* whole = canvas_;
    FadedCanvas faded(*whole, share);
    Canvas& shown = share < 1 ? static_cast<Canvas&>(faded) : *whole;
    if (!wanted) {
        Drawing& last = memory_.presences[id].last;
        if (share > 0) last.draw_on(shown);
        if (share <= 0) last = {};
        return;
    }
    Drawing drawn;
    RecordedCanvas recorded(shown, drawn);
    canvas_ = reader_.may_move ? static_cast<Canvas*>(&recorded) : &shown;
    view(*this);
    canvas_ = whole;
    // A view that has just been closed draws nothing any more.
    Drawing& last = memory_.presences[id].last;
    if (drawn.empty()) return last.draw_on(shown);
    last = std::move(drawn);
}

// --- Text ------------------------------------------------------------------------------------------------------------------

typeset::TextStyle Ui::sans(Px size, typeset::Ink ink, bool bold) {
    typeset::TextStyle style;
    style.size = size;
    style.leading = std::round(size * 1.48F);
    style.ink = ink;
    style.bold = bold;
    return style;
}

typeset::TextStyle Ui::serif(Px size, Px leading, typeset::Ink ink) {
    typeset::TextStyle style;
    style.family = typeset::Family::serif;
    style.size = size;
    style.leading = leading;
    style.ink = ink;
    return style;
}

typeset::TextLayout Ui::set(std::string_view text, const typeset::TextStyle& style, Px measure, std::size_t most_lines) {
    return typeset::set_text(reader_.fonts(), text, style, measure, most_lines);
}

typeset::Size Ui::label(Point at, std::string_view text, const typeset::TextStyle& style, Px measure, std::size_t most_lines) {
    const typeset::TextLayout layout = set(text, style, measure, most_lines);
    canvas_->text(layout, at, theme_);
    return {layout.width, layout.height};
}

void Ui::label_centred(Rect in, std::string_view text, const typeset::TextStyle& style) {
    const typeset::TextLayout layout = set(text, style);
    canvas_->text(layout, {in.x + (in.width - layout.width) / 2, in.y + (in.height - layout.height) / 2}, theme_);
}

void Ui::label_right(Point right_top, std::string_view text, const typeset::TextStyle& style) {
    const typeset::TextLayout layout = set(text, style);
    canvas_->text(layout, {right_top.x - layout.width, right_top.y}, theme_);
}

// --- Things to press -------------------------------------------------------------------------------------------------------

void Ui::focus_ring(Rect rect, Px radius) { canvas_->outline(rect.grown(2), theme_.accent, 2, radius + 2); }

void Ui::card(const std::string& id, Rect rect, Px radius) {
    canvas_->shadow(rect, theme_.shadow, radius);
    canvas_->fill(rect, theme_.card, radius);
    canvas_->outline(rect, theme_.line, 1, radius);
    item({id, Role::group, {}, {}, rect, 0, false});
}

Px Ui::button_width(std::string_view label) { return std::max(smallest_target, set(label, sans(13, typeset::Ink::ink)).width + 28); }

bool Ui::button(const std::string& id, Rect rect, const std::string& label, ButtonKind kind, bool enabled) {
    const State state = item({id, Role::button, label, {}, rect, 0, enabled});
    typeset::TextStyle style = sans(13);
    if (kind == ButtonKind::main) {
        const Color ground = state.hot && enabled ? theme_.accent.with_alpha(0.88F) : theme_.accent;
        canvas_->fill(rect, enabled ? ground : theme_.line, 8);
        style.ink = enabled ? typeset::Ink::paper : typeset::Ink::quiet;
    } else if (kind == ButtonKind::plain) {
        canvas_->fill(rect, state.hot && enabled ? theme_.chrome : theme_.card, 8);
        canvas_->outline(rect, theme_.line, 1, 8);
        style.ink = enabled ? typeset::Ink::ink : typeset::Ink::quiet;
    } else {
        if (state.hot && enabled) canvas_->fill(rect, theme_.line.with_alpha(0.55F), 8);
        style.ink = enabled ? typeset::Ink::ink : typeset::Ink::quiet;
    }
    label_centred(rect, label, style);
    if (state.shows_focus) focus_ring(rect, 8);
    if (state.hot && enabled) pointer(Pointer::hand);
    return state.clicked && enabled;
}

void Ui::category_sign(Rect rect, draw::Category category, bool round) {
    const draw::CategoryColors& colors = theme_.of(category);
    const Px radius = round ? rect.width / 2 : 5;
    canvas_->fill(rect, colors.ground, radius);
    if (theme_.underlined) canvas_->outline(rect, colors.sign, 1.5F, radius);
    typeset::TextStyle style = sans(rect.height * 0.62F, typeset::Ink::ink, true);
    const typeset::TextLayout layout = set(draw::sign_of(category), style);
    // The sign is centred by its line; its colour is the category's own, so it is drawn glyph by glyph.
    const Point at{rect.x + (rect.width - layout.width) / 2, rect.y + (rect.height - layout.height) / 2};
    for (const typeset::Line& line : layout.lines)
        for (const typeset::Run& run : line.runs)
            for (std::uint32_t i = run.first; i < run.first + run.count; ++i)
                canvas_->glyph(run.face, run.size, line.glyphs[i].id, {at.x + line.glyphs[i].x, at.y + line.baseline - line.glyphs[i].dy}, colors.sign);
}

bool Ui::checkbox(const std::string& id, Point at, const std::string& label_text, bool& value, Px measure) {
    const typeset::TextLayout layout = set(label_text, sans(13), measure - 28);
    const Rect rect{at.x, at.y, measure, std::max(smallest_target, layout.height + 8)};
    const State state = item({id, Role::toggle, label_text, value ? "1" : "0", rect, 0, true});
    if (state.clicked) value = !value;
    const Rect box{at.x, at.y + 5, 18, 18};
    canvas_->fill(box, value ? theme_.accent : theme_.card, 5);
    canvas_->outline(box, value ? theme_.accent : theme_.quiet, 1, 5);
    if (value) {
        canvas_->stroke({box.x + 4.5F, box.y + 9.5F}, {box.x + 7.8F, box.y + 13}, theme_.paper, 1.8F);
        canvas_->stroke({box.x + 7.8F, box.y + 13}, {box.x + 13.5F, box.y + 5.5F}, theme_.paper, 1.8F);
    }
    canvas_->text(layout, {at.x + 28, at.y + 4}, theme_);
    if (state.shows_focus) focus_ring(rect, 6);
    if (state.hot) pointer(Pointer::hand);
    return state.clicked;
}

}  // namespace katern::ui
