// Tables: columns by their content, then wrapping within the measure.
#include <algorithm>
#include <numeric>

#include "typeset/composer.h"

namespace katern::typeset {
namespace {

constexpr std::size_t least_rows_parted = 3;  // with the head
constexpr Px cell_padding_x = 10, cell_padding_y = 7;

}  // namespace

// Each column gets at least its longest word and at most its widest line; what is left over is shared by what they still want
// (CSS 2.2, 17.5.2.2, automatic layout).
std::vector<Px> Composer::column_widths(std::size_t first, std::size_t end, const Type& type, Px room) {
    std::vector<Px> least, most;
    for (std::size_t row = first; row < end; ++row) {
        const document::Block& block = chapter_.blocks[row];
        least.resize(std::max(least.size(), block.cells.size()));
        most.resize(least.size());
        Type row_type = type;
        row_type.bold = block.header;
        for (std::size_t c = 0; c < block.cells.size(); ++c) {
            if (block.cells[c].empty()) continue;
            Paragraph cell = paragraph_of(block, block.cells[c], row_type);
            const Px padding = 2 * scaled(cell_padding_x);
            least[c] = std::max(least[c], cell.longest_word() + padding);
            most[c] = std::max(most[c], cell.natural_width() + padding);
        }
    }
    std::vector<Px> widths = least;
    const Px least_sum = std::accumulate(least.begin(), least.end(), 0.0F);
    const Px most_sum = std::accumulate(most.begin(), most.end(), 0.0F);
    if (least_sum >= room) {
        for (Px& width : widths) width *= room / std::max(1.0F, least_sum);
    } else if (most_sum > least_sum) {
        const float share = (room - least_sum) / (most_sum - least_sum);
        for (std::size_t c = 0; c < widths.size(); ++c) widths[c] += (most[c] - least[c]) * share;
    } else if (most_sum > 0) {
        for (Px& width : widths) width *= room / most_sum;
    }
    return widths;
}

// Sets one row at y_ and returns its height.
Px Composer::set_row(std::size_t index, const Type& type, const Column& column, const std::vector<Px>& widths) {
    const document::Block& block = chapter_.blocks[index];
    const Px top = y_ + scaled(cell_padding_y);
    std::size_t most_lines = 1;
    Px x = column.x;
    for (std::size_t c = 0; c < block.cells.size(); ++c) {
        const Px padding = scaled(cell_padding_x);
        const Px left = c == 0 ? x : x + padding;
        // The outer columns reach the edges of the measure.
        const Px right = x + widths[c] - (c + 1 == block.cells.size() ? 0 : padding);
        const Px room = std::max(type.size, right - left);
        if (!block.cells[c].empty()) {
            Paragraph cell = paragraph_of(block, block.cells[c], type);
            Paragraph::Setting setting;
            setting.x = left;
            setting.measure = room;
            std::vector<Line> lines = cell.set(setting);
            const document::Align align = c < block.alignment.size() ? block.alignment[c] : document::Align::none;
            for (Line& line : lines) {
                const Px spare = room - line.width;
                const Px shift = align == document::Align::right ? spare : align == document::Align::centre ? spare / 2 : 0;
                for (Glyph& glyph : line.glyphs) glyph.x += shift;
                line.x += shift;
            }
            // What lies between two cells (a tab) belongs to the first one's last line.
            if (!lines.empty() && c + 1 < block.cells.size()) lines.back().bytes.end = block.cells[c + 1].start;
            most_lines = std::max(most_lines, lines.size());
            add_lines(std::move(lines), index, type, top);
        }
        x += widths[c];
    }
    return type.leading * static_cast<float>(most_lines) + 2 * scaled(cell_padding_y);
}

// Returns the block after the table.
std::size_t Composer::set_table(std::size_t first, const Type& type, const Column& column) {
    std::size_t end = first;
    while (end < chapter_.blocks.size() && chapter_.blocks[end].kind == document::BlockKind::table_row &&
           chapter_.blocks[end].table == chapter_.blocks[first].table)
        ++end;
    Type body = type;
    body.bold = false;
    body.hyphenate = true;
    const std::vector<Px> widths = column_widths(first, end, body, column.width);
    for (std::size_t row = first; row < end; ++row) {
        Type row_type = body;
        row_type.bold = chapter_.blocks[row].header;
        BlockBox& box = layout_->blocks_[row];
        box.top = y_;
        box.first_line = layout_->lines_.size();
        box.height = set_row(row, row_type, column, widths);
        box.line_count = layout_->lines_.size() - box.first_line;
        box.unbreakable = true;
        // Nor does the last row stand alone under a head that is repeated for it.
        box.keep_with_next = chapter_.blocks[row].header || (row + 2 == end && end - first > least_rows_parted);
        y_ += box.height;
        const bool strong = chapter_.blocks[row].header || row + 1 == end;
        layout_->boxes_.push_back({{column.x, y_ - 1, column.width, 1}, strong ? Ink::quiet : Ink::line, 0});
    }
    return end;
}

}  // namespace katern::typeset
