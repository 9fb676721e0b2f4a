#include "app/text_edit.h"

#include <algorithm>
#include <utility>

namespace katern::app {
namespace {

using text::Range;
using text::slice;

// A pause after which typing is a new undo step, and the size from which a new word starts one.
constexpr std::chrono::milliseconds pause{1000};
constexpr std::size_t long_step = 20;  // bytes

std::string without_malformed(std::string_view raw) {
    std::string good;
    for (std::size_t bad = text::find_invalid_utf8(raw); bad != std::string_view::npos;
         bad = text::find_invalid_utf8(raw)) {
        good += raw.substr(0, bad);
        raw.remove_prefix(bad + 1);
    }
    return good += raw;
}

bool ends_line(char32_t c) {
    return c == U'\n' || c == U'\v' || c == U'\f' || c == U'\r' || c == U'\u0085' || c == U'\u2028' || c == U'\u2029';
}

bool is_control(char32_t c) {
    return (c < 0x20 && c != U'\t') || (c >= 0x7F && c < 0xA0);
}

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

// Length of the longest common start, cut back to a whole code point.
std::size_t common_start(std::string_view a, std::string_view b) {
    const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
    auto size = static_cast<std::size_t>(end - a.begin());
    const auto continues = [](std::string_view s, std::size_t at) {
        return at < s.size() && (static_cast<unsigned char>(s[at]) & 0xC0) == 0x80;
    };
    while (size > 0 && (continues(a, size) || continues(b, size))) --size;
    return size;
}

std::size_t common_end(std::string_view a, std::string_view b) {
    const auto end = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first;
    auto size = static_cast<std::size_t>(end - a.rbegin());
    while (size > 0 && (static_cast<unsigned char>(a[a.size() - size]) & 0xC0) == 0x80) --size;
    return size;
}

}  // namespace

// --- What is there
// -------------------------------------------------------------------------------------------------------

Range TextEdit::selection() const {
    return {std::min(caret_, anchor_), std::max(caret_, anchor_)};
}

std::size_t TextEdit::border_before(std::size_t byte) const {
    return byte >= text_.size() ? text_.size() : text::previous_grapheme(text_, text::next_grapheme(text_, byte));
}

Range TextEdit::paragraph_at(std::size_t byte) const {
    byte = std::min(byte, text_.size());
    const std::size_t feed_before = byte == 0 ? std::string::npos : text_.rfind('\n', byte - 1);
    const std::size_t feed_after = text_.find('\n', byte);
    return {feed_before == std::string::npos ? 0 : feed_before + 1,
            feed_after == std::string::npos ? text_.size() : feed_after};
}

Range TextEdit::unit_at(std::size_t byte, Unit unit) const {
    switch (unit) {
        case Unit::word:
            return text::word_at(text_, byte);
        case Unit::paragraph:
            return paragraph_at(byte);
        case Unit::grapheme:
            break;
    }
    const std::size_t border = border_before(byte);
    return {border, border};
}

std::string TextEdit::cleaned(std::string_view raw) const {
    const std::string good = without_malformed(raw);
    std::string clean;
    clean.reserve(good.size());
    for (std::size_t at = 0; at < good.size();) {
        const char32_t c = text::next_code_point(good, at);
        if (ends_line(c)) {
            if (c == U'\r' && at < good.size() && good[at] == '\n') ++at;
            if (lines_ == Lines::many) clean += '\n';
        } else if (!is_control(c)) {
            text::append_utf8(clean, c);
        }
    }
    return text::to_nfc(clean);
}

// --- Edits
// ---------------------------------------------------------------------------------------------------------------

void TextEdit::swap_in(std::size_t at, std::size_t size, std::string_view with, Place place) {
    text_.replace(at, size, with);
    caret_ = place.caret;
    anchor_ = place.anchor;
    goal_x_.reset();
    unit_ = Unit::grapheme;
    ++revision_;
}

// The graphemes beside the edit take part, since a mark that is typed after e, or a mark that was left alone and comes
// to stand after e, makes é: the text stays NFC as a whole. What they have in common with what stood there is cut off
// again, so that a step holds no more than what changed.
void TextEdit::replace(Range range, std::string_view with, Kind kind, Time now) {
    const Range wide{text::previous_grapheme(text_, range.start), text::next_grapheme(text_, range.end)};
    const std::string_view old = slice(text_, wide);
    std::string joined(slice(text_, {wide.start, range.start}));
    joined += with;
    std::vector<std::size_t> positions{joined.size()};
    joined += slice(text_, {range.end, wide.end});
    joined = text::to_nfc(joined, positions);
    if (joined == old) {  // the selection was replaced by the same words: nothing to undo
        go(range.end, false);
        return;
    }

    // Cut back to the range that was asked for: "aa|" with an "a" typed must not become an insertion elsewhere.
    const std::size_t head = std::min(common_start(old, joined), range.start - wide.start);
    const std::size_t tail =
        std::min(common_end(old.substr(head), std::string_view(joined).substr(head)), wide.end - range.end);
    Step step;
    step.kind = kind;
    step.at = wide.start + head;
    step.removed = old.substr(head, old.size() - head - tail);
    step.inserted = joined.substr(head, joined.size() - head - tail);
    step.before = {caret_, anchor_};
    step.last = now;

    const std::size_t end = wide.start + positions.front();
    swap_in(step.at, step.removed.size(), step.inserted, {end, end});
    // What was typed may have grown together with what follows (a joiner between two emoji): the caret goes behind it.
    const std::size_t border = border_before(end);
    caret_ = anchor_ = border == end ? end : text::next_grapheme(text_, border);
    step.after = {caret_, anchor_};
    record(std::move(step));
}

bool TextEdit::joins(const Step& last, const Step& next) const {
    if (!open_ || last.kind != next.kind || next.last - last.last > pause) return false;
    if (next.before.caret != last.after.caret || next.before.anchor != last.after.anchor) return false;
    switch (next.kind) {
        case Kind::typing: {
            const bool starts_word = !last.inserted.empty() && is_space(last.inserted.back()) &&
                                     !next.inserted.empty() && !is_space(next.inserted.front());
            if (starts_word && last.inserted.size() >= long_step) return false;
            return next.at >= last.at && next.at + next.removed.size() == last.at + last.inserted.size();
        }
        case Kind::erasing_back:
            return last.inserted.empty() && next.inserted.empty() && next.at + next.removed.size() == last.at;
        case Kind::erasing_forward:
            return last.inserted.empty() && next.inserted.empty() && next.at == last.at;
        case Kind::whole:
            break;
    }
    return false;
}

void TextEdit::record(Step step) {
    undone_.clear();
    if (done_.empty() || !joins(done_.back(), step)) {
        open_ = step.kind != Kind::whole;
        done_.push_back(std::move(step));
        return;
    }
    Step& last = done_.back();
    switch (step.kind) {
        case Kind::typing:
            last.inserted.resize(step.at - last.at);
            last.inserted += step.inserted;
            break;
        case Kind::erasing_back:
            last.removed.insert(0, step.removed);
            last.at = step.at;
            break;
        case Kind::erasing_forward:
            last.removed += step.removed;
            break;
        case Kind::whole:
            break;
    }
    last.after = step.after;
    last.last = step.last;
}

void TextEdit::erase(Range range, Kind kind, Time now) {
    if (has_selection()) {
        range = selection();
        kind = Kind::whole;
    }
    if (!range.empty()) replace(range, "", kind, now);
}

void TextEdit::set_text(std::string_view text) {
    std::string next = cleaned(text);
    if (next == text_) return;
    const std::size_t head = common_start(text_, next);
    const std::size_t tail = common_end(std::string_view(text_).substr(head), std::string_view(next).substr(head));
    const auto carried = [&](std::size_t byte) {
        if (byte <= head) return byte;
        if (byte >= text_.size() - tail) return byte - text_.size() + next.size();
        return next.size() - tail;
    };
    const Place place{carried(caret_), carried(anchor_)};
    swap_in(0, text_.size(), next, place);
    caret_ = border_before(place.caret);
    anchor_ = border_before(place.anchor);
    done_.clear();
    undone_.clear();
    open_ = false;
}

void TextEdit::insert(std::string_view typed, Time now) {
    const std::string clean = cleaned(typed);
    if (!clean.empty()) replace(selection(), clean, Kind::typing, now);
}

void TextEdit::paste(std::string_view pasted, Time now) {
    const std::string clean = cleaned(pasted);
    if (!clean.empty()) replace(selection(), clean, Kind::whole, now);
}

void TextEdit::backspace(Time now) {
    erase({text::previous_grapheme(text_, caret_), caret_}, Kind::erasing_back, now);
}

void TextEdit::delete_forward(Time now) {
    erase({caret_, text::next_grapheme(text_, caret_)}, Kind::erasing_forward, now);
}

void TextEdit::delete_word_back(Time now) {
    const std::size_t line = paragraph_at(caret_).start;
    const std::size_t start =
        caret_ == line ? text::previous_grapheme(text_, caret_) : std::max(line, text::previous_word(text_, caret_));
    erase({start, caret_}, Kind::whole, now);
}

void TextEdit::delete_word_forward(Time now) {
    const std::size_t line = paragraph_at(caret_).end;
    const std::size_t end =
        caret_ == line ? text::next_grapheme(text_, caret_) : std::min(line, text::next_word(text_, caret_));
    erase({caret_, end}, Kind::whole, now);
}

std::string TextEdit::cut(Time now) {
    std::string taken(selected());
    if (has_selection()) replace(selection(), "", Kind::whole, now);
    return taken;
}

// --- Moves
// ---------------------------------------------------------------------------------------------------------------

void TextEdit::go(std::size_t byte, bool select) {
    caret_ = byte;
    if (!select) anchor_ = byte;
    goal_x_.reset();
    unit_ = Unit::grapheme;
    open_ = false;
}

void TextEdit::move_left(bool select) {
    go(has_selection() && !select ? selection().start : text::previous_grapheme(text_, caret_), select);
}

void TextEdit::move_right(bool select) {
    go(has_selection() && !select ? selection().end : text::next_grapheme(text_, caret_), select);
}

void TextEdit::move_word_left(bool select) {
    go(text::previous_word(text_, caret_), select);
}

void TextEdit::move_word_right(bool select) {
    go(text::next_word(text_, caret_), select);
}

void TextEdit::move_home(bool select) {
    go(0, select);
}

void TextEdit::move_end(bool select) {
    go(text_.size(), select);
}

void TextEdit::move_to(std::size_t byte, bool select, std::optional<float> goal_x) {
    go(border_before(byte), select);
    goal_x_ = goal_x;
}

void TextEdit::select(Range range, Unit unit) {
    go(range.start, false);
    go(range.end, true);
    pressed_ = range;
    unit_ = unit;
}

void TextEdit::select_all() {
    select({0, text_.size()}, Unit::grapheme);
}

void TextEdit::select_word_at(std::size_t byte) {
    select(text::word_at(text_, byte), Unit::word);
}

void TextEdit::select_paragraph_at(std::size_t byte) {
    select(paragraph_at(byte), Unit::paragraph);
}

void TextEdit::drag_to(std::size_t byte) {
    if (unit_ == Unit::grapheme) {
        go(border_before(byte), true);
        return;
    }
    const Unit unit = unit_;
    const Range over = unit_at(byte, unit);
    if (over.start < pressed_.start) {
        anchor_ = pressed_.end;
        go(over.start, true);
    } else {
        anchor_ = pressed_.start;
        go(std::max(over.end, pressed_.end), true);
    }
    unit_ = unit;
}

// --- Undo
// ----------------------------------------------------------------------------------------------------------------

void TextEdit::undo() {
    if (done_.empty()) return;
    const Step& step = undone_.emplace_back(std::move(done_.back()));
    done_.pop_back();
    swap_in(step.at, step.inserted.size(), step.removed, step.before);
    open_ = false;
}

void TextEdit::redo() {
    if (undone_.empty()) return;
    const Step& step = done_.emplace_back(std::move(undone_.back()));
    undone_.pop_back();
    swap_in(step.at, step.removed.size(), step.inserted, step.after);
    open_ = false;
}

}  // namespace katern::app
