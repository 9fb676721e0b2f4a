// A band or a rule at the line that is being read: it goes with the pointer, or by the arrow keys. It lies under the text and
// takes nothing away from it.
#include <optional>

#include "ui/views.h"

namespace katern::ui {
namespace {

constexpr Px beyond = 14, rule_height = 2;

// The pointer leads from when it moves until a key does, also where the page moves below it.
void follow_pointer(Ui& ui) {
    app::Reader& reader = ui.reader();
    const Point at = ui.input().mouse;
    if (at.x != ui.memory().pointer_at.x || at.y != ui.memory().pointer_at.y) reader.reading_by_keys = false;
    if (reader.reading_by_keys || ui.memory().hot != "page" || at.y < reader.text_area().y || at.y >= reader.text_area().bottom()) return;
    const std::vector<typeset::Line>& lines = reader.layout->lines();
    const Px y = reader.to_chapter(at).y;
    const std::size_t below = reader.layout->line_at(reader.layout->byte_at_y(y));
    // What is asked for is the first line that begins below; the pointer may be in the one before it.
    const bool before = below > 0 && y < lines[below].top && y < lines[below - 1].top + lines[below - 1].height;
    reader.reading_byte = lines[before ? below - 1 : below].bytes.start;
}

// The line that it is at: never one that is out of sight.
std::optional<typeset::Line> line_in_sight(const app::Reader& reader, const app::PageFrame& frame) {
    const auto in_sight = [&](const typeset::Line& line) {
        const auto within = [&](Px top, Px height) { return line.top + line.height > top && line.top < top + height; };
        return within(frame.view_top, frame.view_height) || within(frame.right_top, frame.right_height);
    };
    const std::vector<typeset::Line>& lines = reader.layout->lines();
    const typeset::Line& kept = lines[reader.layout->line_at(reader.reading_byte)];
    if (in_sight(kept)) return kept;
    const typeset::Line& first = lines[reader.layout->line_at(reader.layout->byte_at_y(frame.view_top))];
    return in_sight(first) ? std::optional(first) : std::nullopt;
}

}  // namespace

void draw_reading_line(Ui& ui) {
    app::Reader& reader = ui.reader();
    const app::ReadingLine kind = reader.settings.reading_line;
    if (kind == app::ReadingLine::none || reader.layout->lines().empty()) return;
    follow_pointer(ui);
    const std::optional<typeset::Line> line = line_in_sight(reader, reader.frame());
    if (!line) return;
    const Px measure = reader.layout->style().measure;
    const Point at = reader.to_screen({0, line->top});
    const Rect band{at.x - beyond, at.y, measure + 2 * beyond, line->height};
    ui.layer(layer_page);
    ui.item({"reading-line", Role::label, {}, {}, band, 0, false});
    if (kind == app::ReadingLine::band) {
        ui.canvas().fill(band, ui.theme().accent.with_alpha(0.13F), 4);
    } else {
        ui.canvas().fill({band.x, ui.canvas().snapped(band.bottom() - rule_height), band.width, rule_height},
                         ui.theme().accent.with_alpha(0.7F));
    }
}

}  // namespace katern::ui
