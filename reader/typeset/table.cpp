// Tables: columns by their content, then wrapping within the measure.
#include <algorithm>
#include <numeric>

#include "typeset/composer.h"
#include "typeset/table_columns.h"

namespace katern::typeset {
namespace {

constexpr std::size_t least_rows_parted = 3;  // with the head
constexpr Px cell_padding_x = 10, cell_padding_y = 7;
constexpr Em wide_column = 11;    // of a table that is wider than the page: its cells wrap at this width
constexpr Px rounding = 0.1F;  // so that what is just as wide as its cell isn't broken
constexpr Px least_column = 110;
constexpr Px room_for_bar = 12;   // below it, for what moves it
constexpr float least_scale = 0.7F;  // of a table that can't be moved sideways

// Columns follow from so many rows; a longer word further on is broken. So a table of thousands of rows can be set in part.
constexpr std::size_t cells_measured = 3'000, least_rows_measured = 20;
std::size_t rows_measured(std::size_t cells) {
    return std::max(least_rows_measured, cells_measured / std::max<std::size_t>(1, cells));
}

}  // namespace

// What the columns ask for, by the rows that are measured. The outer ones reach the edges of the measure.
TableColumns Composer::measure_columns(std::size_t first, std::size_t end, const Type& type) {
    TableColumns columns;
    columns.least = scaled(least_column);
    for (std::size_t row = first; row < end && !stop_.stop_requested(); ++row) {
        const document::Block& block = chapter_.blocks[row];
        const std::size_t count = block.cells.size();
        columns.resize(count);
        Type row_type = type;
        row_type.bold = block.header;
        for (std::size_t c = 0; c < count; ++c) {
            if (block.cells[c].empty()) continue;
            Paragraph cell = paragraph_of(block, block.cells[c], row_type);
            const Px padding = scaled(cell_padding_x) * static_cast<float>((c > 0 ? 1 : 0) + (c + 1 < count ? 1 : 0));
            const Px around = padding + rounding;
            columns.add({row, c, cell.longest_part() + around, cell.longest_word() + around, cell.natural_width() + around});
        }
    }
    return columns;
}

// Each column gets at least its longest word and at most its widest line (CSS 2.2, 17.5.2.2, automatic layout). Where not all words fit
// they are hyphenated; where that isn't enough the table is wider than its room, or smaller on paper.
Composer::Table Composer::fitted(const TableColumns& columns, Px room) const {
    Table table;
    if (columns.hyphenated() <= room) {
        table.widths = columns.fit(room);
        if (columns.lines() < room && columns.lines() > 0)
            for (Px& width : table.widths) width *= room / columns.lines();
    } else if (style_.wide_tables) {
        const Px comfortable = style_.size * wide_column;
        for (std::size_t c = 0; c < columns.word.size(); ++c)
            table.widths.push_back(std::min(room, std::max(columns.word[c], std::min(columns.line[c], comfortable))));
    } else {
        table.scale = std::clamp(room / columns.words(), least_scale, 1.0F);
        table.widths = columns.fit(room / table.scale);
        for (Px& width : table.widths) width *= table.scale;
    }
    for (std::size_t c = 0; c < table.widths.size(); ++c) table.whole.push_back(columns.word[c] * table.scale <= table.widths[c] + rounding / 2);
    return table;
}

// Sets one row at y_ and returns its height.
Px Composer::set_row(std::size_t index, const Type& type, const Column& column, const Table& table) {
    const document::Block& block = chapter_.blocks[index];
    const std::vector<Px>& widths = table.widths;
    const Px padding_y = scaled(cell_padding_y) * table.scale;
    const Px top = y_ + padding_y;
    std::size_t most_lines = 1;
    Px x = column.x;
    for (std::size_t c = 0; c < block.cells.size(); ++c) {
        const Px own = c < widths.size() ? widths[c] : 0;  // none: rows that weren't measured may have more cells
        const Px padding = std::min(scaled(cell_padding_x) * table.scale, own / 4);
        // The outer columns reach the edges of the measure.
        const Px left = c == 0 ? x : x + padding;
        const Px right = x + own - (c + 1 == block.cells.size() ? 0 : padding);
        const Px room = std::max(type.size, right - left);
        if (!block.cells[c].empty()) {
            Type cell_type = type;
            cell_type.hyphenate = table.hyphenates(index, c);
            Paragraph cell = paragraph_of(block, block.cells[c], cell_type);
            Paragraph::Setting setting;
            setting.x = left;
            setting.measure = room;
            std::vector<Line> lines = cell.set(setting);
            const document::Align align = c < block.alignment.size() ? block.alignment[c] : document::Align::none;
            for (Line& line : lines) {
                const Px spare = room - line.width;
                const Px shift = align == document::Align::right ? spare : align == document::Align::centre ? spare / 2 : 0;
                line.move(shift);
            }
            // What lies between two cells (a tab) belongs to the first one's last line.
            if (!lines.empty() && c + 1 < block.cells.size()) lines.back().bytes.end = block.cells[c + 1].start;
            most_lines = std::max(most_lines, lines.size());
            add_lines(std::move(lines), index, type, top);
        }
        x += own;
    }
    return type.leading * static_cast<float>(most_lines) + 2 * padding_y;
}

const Composer::Table& Composer::table_at(std::size_t block, const Type& type, Px room) {
    const std::uint32_t id = chapter_.blocks[block].table;
    if (table_.id == id && !table_.widths.empty()) return table_;
    std::size_t first = block, end = block;
    const auto is_row = [&](std::size_t b) { return chapter_.blocks[b].kind == document::BlockKind::table_row && chapter_.blocks[b].table == id; };
    while (first > 0 && is_row(first - 1)) --first;
    while (end < chapter_.blocks.size() && is_row(end)) ++end;
    const std::size_t measured = std::min(end, first + rows_measured(chapter_.blocks[first].cells.size()));
    table_ = fitted(measure_columns(first, measured, type), room);
    table_.id = id;
    table_.measured = measured;
    table_.first = first;
    table_.end = end;
    return table_;
}

// The rows from here on that are wanted; returns the block after them.
std::size_t Composer::set_table(std::size_t from, const Type& type, const Column& column) {
    Type body = type;
    body.bold = false;
    body.hyphenate = true;
    const Table table = table_at(from, body, column.width);
    body.size *= table.scale;
    body.leading *= table.scale;
    const Px width = std::accumulate(table.widths.begin(), table.widths.end(), 0.0F);
    const Px top = y_;
    std::size_t row = from;
    for (; row < table.end && is_wanted(row) && !stop_.stop_requested(); ++row) {
        Type row_type = body;
        row_type.bold = chapter_.blocks[row].header;
        columns_[row] = column;
        BlockBox& box = layout_->blocks_[row];
        box.top = y_;
        box.first_line = layout_->lines_.size();
        box.height = set_row(row, row_type, column, table);
        box.line_count = layout_->lines_.size() - box.first_line;
        box.unbreakable = true;
        // Nor does the last row stand alone under a head that is repeated for it.
        box.keep_with_next = chapter_.blocks[row].header || (row + 2 == table.end && table.end - table.first > least_rows_parted);
        y_ += box.height;
        const bool strong = chapter_.blocks[row].header || row + 1 == table.end;
        layout_->boxes_.push_back({{column.x, y_ - 1, column.width, 1}, strong ? Ink::quiet : Ink::line, 0});
    }
    if (width > column.width + 1 && style_.wide_tables) {
        y_ += scaled(room_for_bar);
        layout_->wide_tables_.push_back({table.first, table.end, {column.x, top, column.width, y_ - top}, width, 0});
    }
    return std::max(row, from + 1);
}

}  // namespace katern::typeset
