// The cursor in the text: where each step leads.
#include "app/caret.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "text/bidi.h"

namespace katern::app {
namespace {

using typeset::ChapterLayout;

constexpr Px same_stop = 0.3F;  // two stops that are nearer are one

// A place on a line where the caret can stand.
struct Stop {
    Px x = 0;
    std::size_t byte = 0;
    int level = 0;  // of what it stands before; odd: that runs to the left
};

int level_at(const typeset::Line& line, std::size_t byte) {
    for (const typeset::Run& run : line.runs)
        for (std::uint32_t i = run.first; i < run.first + run.count; ++i)
            if (text::Range(line.glyphs[i].bytes).contains(byte)) return run.level;
    return 0;
}

// Before each of its graphemes, and behind the last one of a block or a cell; where the line was broken at a space, that is
// the place behind its last letter.
std::vector<Stop> stops_of(const typeset::Line& line, std::string_view text) {
    std::vector<Stop> stops;
    const std::vector<std::size_t> borders = text::grapheme_borders(text::slice(text, line.bytes));
    for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
        const std::size_t byte = line.bytes.start + borders[i];
        stops.push_back({typeset::x_at(line, byte, text), byte, level_at(line, byte)});
    }
    const std::size_t end = line.bytes.end;
    if (end < text.size() && (text[end] == '\n' || text[end] == '\t'))
        stops.push_back({typeset::x_at(line, end, text), end, stops.empty() ? 0 : stops.back().level});
    return stops;
}

bool runs_leftward(const ChapterLayout& layout, const typeset::Line& line) {
    const std::string_view words = layout.chapter().text_of(layout.chapter().blocks[line.block]);
    return text::may_run_right_to_left(words) && text::bidi_levels(words).right_to_left;
}

// The stop at an edge of the line.
std::size_t edge_of(const ChapterLayout& layout, const typeset::Line& line, bool right) {
    const std::vector<Stop> stops = stops_of(line, layout.chapter().text);
    if (stops.empty()) return line.bytes.start;
    const auto by_x = [](const Stop& a, const Stop& b) { return a.x < b.x - same_stop; };
    return right ? std::max_element(stops.begin(), stops.end(), by_x)->byte : std::min_element(stops.begin(), stops.end(), by_x)->byte;
}

std::size_t last_stop(const typeset::Line& line, std::string_view text) {
    const std::vector<Stop> stops = stops_of(line, text);
    return stops.empty() ? line.bytes.start : stops.back().byte;
}

// Where it is read on, or back, past the edge of its line.
std::size_t past_edge(const ChapterLayout& layout, std::size_t index, std::size_t byte, bool on) {
    if (on ? index + 1 >= layout.lines().size() : index == 0) return byte;
    const typeset::Line& next = layout.lines()[on ? index + 1 : index - 1];
    return edge_of(layout, next, on == runs_leftward(layout, next));
}

std::size_t sideways(const ChapterLayout& layout, std::size_t byte, bool right) {
    const std::size_t index = layout.line_at(byte);
    const typeset::Line& line = layout.lines()[index];
    const std::string& text = layout.chapter().text;
    const Px here = typeset::x_at(line, byte, text);
    const int level = level_at(line, byte);
    const Stop* next = nullptr;
    const std::vector<Stop> stops = stops_of(line, text);
    for (const Stop& stop : stops) {
        const Px ahead = right ? stop.x - here : here - stop.x;
        if (ahead < same_stop) continue;
        const Px best = next ? std::abs(next->x - here) : 0;
        // Where runs of two directions meet, the caret stays with the one it comes from.
        if (!next || ahead < best - same_stop || (ahead < best + same_stop && stop.level == level && next->level != level))
            next = &stop;
    }
    return next ? next->byte : past_edge(layout, index, byte, right != runs_leftward(layout, line));
}

// The nearest line above or below this height, and of those side by side the one nearest to x.
const typeset::Line* line_beyond(const ChapterLayout& layout, Px y, Px x, bool down) {
    constexpr Px side_by_side = 4;
    const typeset::Line* best = nullptr;
    const auto away = [&](const typeset::Line& line) { return down ? line.top - y : y - line.top; };
    const auto beside = [&](const typeset::Line& line) {
        return std::max({line.x - x, x - (line.x + line.width), 0.0F});
    };
    for (const typeset::Line& line : layout.lines()) {
        if (away(line) < side_by_side) continue;
        if (!best || away(line) < away(*best) - side_by_side ||
            (away(line) < away(*best) + side_by_side && beside(line) < beside(*best)))
            best = &line;
    }
    return best;
}

Caret onto(const ChapterLayout& layout, const typeset::Line& line, Px goal) {
    const std::string& text = layout.chapter().text;
    const std::size_t byte = typeset::byte_at(line, goal, text);
    return {std::min(byte, last_stop(line, text)), goal};
}

Caret upright(const ChapterLayout& layout, const Caret& caret, Px by) {
    const typeset::Line& line = layout.lines()[layout.line_at(caret.byte)];
    const Px goal = caret.goal.value_or(typeset::x_at(line, caret.byte, layout.chapter().text));
    const bool down = by > 0;
    // So far and no further; from there the first line back.
    const typeset::Line* next = std::abs(by) > 1 ? line_beyond(layout, line.top + by, goal, !down) : line_beyond(layout, line.top, goal, down);
    if (next && (down ? next->top > line.top : next->top < line.top)) return onto(layout, *next, goal);
    if (const typeset::Line* beside = line_beyond(layout, line.top, goal, down)) return onto(layout, *beside, goal);
    return {down ? last_stop(line, layout.chapter().text) : line.bytes.start, goal};
}

std::size_t other_paragraph(const document::Chapter& chapter, std::size_t byte, bool on) {
    const std::size_t here = chapter.block_at(byte);
    if (on) {
        for (std::size_t block = here + 1; block < chapter.blocks.size(); ++block)
            if (!chapter.blocks[block].text.empty()) return chapter.blocks[block].text.start;
        return chapter.blocks[here].text.end;
    }
    if (byte > chapter.blocks[here].text.start) return chapter.blocks[here].text.start;
    for (std::size_t block = here; block-- > 0;)
        if (!chapter.blocks[block].text.empty()) return chapter.blocks[block].text.start;
    return byte;
}

std::size_t by_word(const ChapterLayout& layout, std::size_t byte, bool right) {
    const std::string& text = layout.chapter().text;
    const bool on = right != runs_leftward(layout, layout.lines()[layout.line_at(byte)]);
    return on ? text::next_word(text, byte) : text::previous_word(text, byte);
}

// Behind the last letter of the line; of a word that goes on in the next line, the border between the two.
std::size_t end_of_line(const ChapterLayout& layout, std::size_t byte) {
    const typeset::Line& line = layout.lines()[layout.line_at(byte)];
    return line.hyphenated ? line.bytes.end : last_stop(line, layout.chapter().text);
}

struct KeyRow {
    std::uint32_t key;
    bool ctrl, alt;
    CaretStep step;
};
constexpr std::array keys{
    KeyRow{key_left, false, false, CaretStep::left},
    KeyRow{key_right, false, false, CaretStep::right},
    KeyRow{key_left, true, false, CaretStep::word_left},
    KeyRow{key_right, true, false, CaretStep::word_right},
    KeyRow{key_up, false, false, CaretStep::up},
    KeyRow{key_down, false, false, CaretStep::down},
    KeyRow{key_up, true, false, CaretStep::paragraph_back},
    KeyRow{key_down, true, false, CaretStep::paragraph_on},
    KeyRow{key_up, false, true, CaretStep::sentence_back},
    KeyRow{key_down, false, true, CaretStep::sentence_on},
    KeyRow{key_home, false, false, CaretStep::line_start},
    KeyRow{key_end, false, false, CaretStep::line_end},
    KeyRow{key_home, true, false, CaretStep::chapter_start},
    KeyRow{key_end, true, false, CaretStep::chapter_end},
    KeyRow{key_page_up, false, false, CaretStep::page_up},
    KeyRow{key_page_down, false, false, CaretStep::page_down},
};

}  // namespace

Caret stepped(const ChapterLayout& layout, const Caret& caret, CaretStep step) {
    const document::Chapter& chapter = layout.chapter();
    if (layout.lines().empty() || chapter.text.empty()) return caret;
    const std::string& text = chapter.text;
    const std::size_t last = text.size() - 1;  // before the last line feed
    const auto at = [&](std::size_t byte) { return Caret{std::min(byte, last), std::nullopt}; };
    const Px page = layout.style().page_height - layout.style().leading;
    switch (step) {
        case CaretStep::left: return at(sideways(layout, caret.byte, false));
        case CaretStep::right: return at(sideways(layout, caret.byte, true));
        case CaretStep::word_left: return at(by_word(layout, caret.byte, false));
        case CaretStep::word_right: return at(by_word(layout, caret.byte, true));
        case CaretStep::up: return upright(layout, caret, -1);
        case CaretStep::down: return upright(layout, caret, 1);
        case CaretStep::page_up: return upright(layout, caret, -page);
        case CaretStep::page_down: return upright(layout, caret, page);
        case CaretStep::line_start: return at(layout.lines()[layout.line_at(caret.byte)].bytes.start);
        case CaretStep::line_end: return at(end_of_line(layout, caret.byte));
        case CaretStep::sentence_back: return at(text::previous_sentence(text, caret.byte));
        case CaretStep::sentence_on: return at(text::next_sentence(text, caret.byte));
        case CaretStep::paragraph_back: return at(other_paragraph(chapter, caret.byte, false));
        case CaretStep::paragraph_on: return at(other_paragraph(chapter, caret.byte, true));
        case CaretStep::chapter_start: return at(0);
        case CaretStep::chapter_end: return at(last);
    }
    return caret;
}

std::optional<CaretStep> caret_step_of(const Shortcut& key) {
    for (const KeyRow& row : keys)
        if (row.key == key.key && row.ctrl == key.ctrl && row.alt == key.alt) return row.step;
    return std::nullopt;
}

bool take_caret_key(Reader& reader, const Shortcut& key) {
    if (!reader.caret || !reader.layout) return false;
    if (const std::optional<CaretStep> step = caret_step_of(key)) {
        reader.move_caret(*step, key.shift);
        return true;
    }
    if (key != Shortcut{'o'} || !reader.selection) return false;
    reader.swap_ends();
    return true;
}

}  // namespace katern::app
