// What stands around blocks: quotes, callouts, list items, footnotes, with their bars, grounds and signs.
#include <algorithm>
#include <cmath>

#include "text/bidi.h"
#include "typeset/composer.h"

namespace katern::typeset {
namespace {

using document::Container;

constexpr Em quote_indent = 1.2F;
constexpr Em item_indent = 1.45F;
constexpr Em callout_indent = 1.25F;
constexpr Px quote_bar = 3;
constexpr Px callout_padding = 14;  // above and below
constexpr Px callout_radius = 6;
constexpr Em label_size = 0.78F;
constexpr Em task_side = 0.74F;  // of a task's box
constexpr Em sign_gap = 0.45F;   // between a sign and the text

constexpr std::uint32_t of_footnote = 0x8000'0000U;
std::uint32_t list_of(const Container& item) { return item.kind == Container::Kind::footnote ? of_footnote : item.list; }

// By depth, as in Word.
const char* bullet(std::size_t depth) { return depth == 0 ? "•" : depth == 1 ? "–" : "◦"; }

}  // namespace

// A callout's label: the program's sans, small and coloured, on the text's own baseline.
Form Composer::label_form(const Type& type) const {
    Form form;
    form.face = face(Family::sans, true);
    form.size = type.size * label_size;
    form.ink = Ink::accent;
    return form;
}

void Composer::open_quote(const Container& quote, std::size_t block, Px x) {
    if (quotes_.contains(quote.id)) return;
    OpenQuote open{x, y_, false, layout_->boxes_.size()};
    if (const auto callout = document::callout_of(chapter_, block); callout && callout->quote == quote.id) {
        open.callout = true;
        callout_ = callout;
        layout_->boxes_.emplace_back();  // its ground lies under all that stands in it; how high it is, is known at its end
        layout_->boxes_.emplace_back();
        y_ += scaled(callout_padding);
        ground_above_[block] = scaled(callout_padding);
    }
    quotes_.emplace(quote.id, open);
}

// Before this block.
void Composer::close_quotes(const std::vector<Container>& still_open, std::size_t block) {
    for (auto quote = quotes_.begin(); quote != quotes_.end();) {
        const bool open = std::any_of(still_open.begin(), still_open.end(), [&](const Container& c) {
            return c.kind == Container::Kind::quote && c.id == quote->first;
        });
        if (open) {
            ++quote;
            continue;
        }
        const OpenQuote& closed = quote->second;
        if (closed.callout) {
            y_ += scaled(callout_padding);
            if (block > 0) ground_below_[block - 1] = scaled(callout_padding);
            const Px height = y_ - closed.top;
            layout_->boxes_[closed.box] = {{closed.x, closed.top, style_.measure - closed.x, height}, Ink::chrome, callout_radius};
            layout_->boxes_[closed.box + 1] = {{closed.x, closed.top, quote_bar, height}, Ink::accent, quote_bar / 2};
            callout_.reset();
        } else {
            layout_->boxes_.push_back({{closed.x, closed.top, quote_bar, y_ - closed.top}, Ink::line, quote_bar / 2});
        }
        owed_ = std::max(owed_, scaled(closed.callout ? 20 : 14));
        quote = quotes_.erase(quote);
    }
}

Composer::Column Composer::enter_containers(std::size_t index, const Type& type) {
    Column column{0, style_.measure};
    std::size_t depth = 0;
    const document::Block& block = chapter_.blocks[index];
    const bool leftward = !block.containers.empty() && text::bidi_levels(text::slice(chapter_.text, block.text)).right_to_left;
    for (const Container& container : block.containers) {
        const bool quote = container.kind == Container::Kind::quote;
        if (quote) open_quote(container, index, column.x);
        const bool callout = quote && callout_ && callout_->quote == container.id;
        const Px indent = style_.size * (callout ? callout_indent : quote ? quote_indent : item_indent);
        const Px needed = quote ? 0 : room_for_sign(container);
        // Forty levels deep there is still room for a word.
        const Px step = std::min(std::max(indent, needed), std::max(0.0F, column.width - style_.size * 8));
        if (!quote) {
            const std::uint32_t sign = (container.kind == Container::Kind::footnote ? of_footnote : 0U) | container.id;
            const Side side{leftward ? column.x + column.width - step : column.x + step, leftward};
            if (is_wanted(index) && signed_items_.insert(sign).second) set_sign(container, depth, type, side, y_);
            if (container.kind == Container::Kind::bullet_item) ++depth;
        }
        if (quote || !leftward) column.x += step;
        column.width -= step;
        if (callout) column.width -= std::min(step, std::max(0.0F, column.width - style_.size * 8));
    }
    return column;
}

// The numbers of a list end at the same place and none stands out of the measure: all its items leave the room that the longest takes.
Px Composer::room_for_sign(const Container& item) {
    const bool footnote = item.kind == Container::Kind::footnote;
    if (!footnote && item.kind != Container::Kind::numbered_item) return 0;
    if (longest_numbers_.empty())
        for (const document::Block& block : chapter_.blocks)
            for (const Container& each : block.containers) {
                std::size_t& longest = longest_numbers_[list_of(each)];
                longest = std::max(longest, std::to_string(each.number).size());
            }
    constexpr std::size_t fits_anyhow = 1;
    const std::size_t digits = longest_numbers_[list_of(item)];
    if (digits <= fits_anyhow) return 0;
    TextStyle style;
    style.family = style_.family;
    style.size = footnote ? scaled(footnote_size) : style_.size;
    style.language = language_;
    const std::string widest = std::string(digits, '0') + (footnote ? "" : ".");
    return set_text(fonts_, widest, style).width + style.size * sign_gap;
}

// Hangs to the left of `right`, on the baseline of a line of this type whose top is `top`.
void Composer::add_mark(TextLayout label, const Type& type, Px right, Px top) {
    for (Line& line : label.lines) {
        line.move(right - line.width - line.x);
        line.top += top;
        line.baseline = top + baseline_in(type);
        layout_->marks_.push_back(std::move(line));
    }
}

void Composer::set_sign(const Container& item, std::size_t depth, const Type& type, Side side, Px top) {
    if (item.task) return set_task(*item.task, type, side, top);
    TextStyle style;
    style.family = type.family;
    style.size = type.size;
    style.leading = type.leading;
    style.language = language_;
    std::string sign = bullet(depth);
    if (item.kind == Container::Kind::numbered_item) sign = std::to_string(item.number) + ".";
    if (item.kind == Container::Kind::footnote) sign = std::to_string(item.number);
    style.ink = item.kind == Container::Kind::footnote ? Ink::accent : Ink::quiet;
    TextLayout label = set_text(fonts_, sign, style);
    const Px gap = type.size * sign_gap;
    const Px right = side.leftward ? side.x + gap + label.width : side.x - gap;
    add_mark(std::move(label), type, right, top);
}

// A drawn box, filled and ticked when the task is done.
void Composer::set_task(bool done, const Type& type, Side at, Px top) {
    const Px side = std::round(type.size * task_side);
    const Px left = at.leftward ? at.x + type.size * sign_gap : at.x - type.size * sign_gap - side;
    const Rect box{left, std::round(top + baseline_in(type) - side * 0.92F), side, side};
    layout_->boxes_.push_back({box, done ? Ink::accent : Ink::quiet, 3});
    if (!done) {
        layout_->boxes_.push_back({box.grown(-1.25F), Ink::paper, 2});
        return;
    }
    TextStyle style;
    style.family = Family::sans;
    style.size = side * 0.95F;
    style.bold = true;
    style.ink = Ink::paper;
    TextLayout tick = set_text(fonts_, "✓", style);
    const Px right = box.right() - (side - tick.width) / 2;
    add_mark(std::move(tick), type, right, top - side * 0.08F);
}

}  // namespace katern::typeset
