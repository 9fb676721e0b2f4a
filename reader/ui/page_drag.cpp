#include "ui/page_drag.h"

#include <algorithm>
#include <cmath>

#include "app/page_frame.h"

namespace katern::ui {
namespace {

constexpr Px shortest_drag = 2;
constexpr notes::Milliseconds follow_every = 16, longest_step = 60;
// px a second at the edge, and for each px past it
constexpr float slowest = 80, faster = 9, fastest = 1600;
constexpr notes::Milliseconds before_first_turn = 350, between_turns = 700;

// How far past the text; below 0 above it.
Px past_edge(const app::Reader& reader, Px y) {
    const Px top = reader.frame().text_top - (reader.settings.flow == app::Flow::scroll ? 0 : 8);
    const Px bottom = reader.text_area().bottom();
    return y < top ? y - top : std::max(0.0F, y - bottom);
}

bool can_turn(const app::Reader& reader, bool on) {
    if (!on) return reader.page > 0;
    return reader.page + (reader.shows_spread() ? 2 : 1) < reader.layout->pages().size();
}

}  // namespace

bool is_drag(Point moved) { return std::hypot(moved.x, moved.y) >= shortest_drag; }

std::size_t byte_under_drag(Ui& ui, Point at) {
    const app::Reader& reader = ui.reader();
    const app::PageFrame frame = reader.frame();
    constexpr Px inside = 2;
    Point in_chapter = reader.to_chapter(at);
    const bool right = frame.spread && frame.right_height > 0 && in_chapter.y >= frame.right_top - 1'000 && at.x >= app::right_page_left(frame) - app::gutter / 2;
    const Px from = right ? frame.right_top : frame.view_top;
    const Px height = right ? frame.right_height : frame.view_height;
    in_chapter.y = std::clamp(in_chapter.y, from + inside, std::max(from + inside, from + height - inside));
    const std::size_t byte = reader.layout->hit(in_chapter);
    // The nearest line may lie beyond a figure that is cut by the edge: then the last one that is shown.
    const std::vector<typeset::Line>& lines = reader.layout->lines();
    const auto shown = [&](const typeset::Line& line) { return line.top + line.height / 2 < from + height; };
    if (lines.empty() || shown(lines[reader.layout->line_at(byte)])) return byte;
    const auto last = std::find_if(lines.rbegin(), lines.rend(), shown);
    return last == lines.rend() ? byte : last->bytes.end;
}

void go_on_past_edge(Ui& ui) {
    app::Reader& reader = ui.reader();
    Memory& memory = ui.memory();
    const Px past = past_edge(reader, ui.input().mouse.y);
    if (past == 0 || !ui.input().down) {
        memory.past_edge_since = 0;
        return;
    }
    const notes::Milliseconds now = ui.input().now;
    const bool begins = memory.past_edge_since == 0;
    if (begins) memory.past_edge_since = memory.went_on_at = now;
    if (reader.settings.flow == app::Flow::scroll) {
        const auto passed = static_cast<float>(std::min(longest_step, now - memory.went_on_at));
        const float speed = std::min(fastest, slowest + faster * std::abs(past));
        reader.scroll_by(std::copysign(speed * passed / 1000, past), false);
        memory.went_on_at = now;
        return ui.wake_at(now + follow_every);
    }
    if (!can_turn(reader, past > 0)) return;
    const notes::Milliseconds turn_at = memory.went_on_at + (memory.went_on_at == memory.past_edge_since ? before_first_turn : between_turns);
    if (now < turn_at) return ui.wake_at(turn_at);
    reader.turn_page(past > 0 ? 1 : -1);
    memory.went_on_at = now;
    ui.wake_at(now + between_turns);
}

}  // namespace katern::ui
