// Tables: columns by their content, then wrapping within the measure.
#include <algorithm>
#include <numeric>

#include "typeset/composer.h"

namespace katern::typeset {
namespace {

constexpr std::size_t least_rows_parted = 3;  // with the head
constexpr Px cell_padding_x = 10, cell_padding_y = 7;
constexpr Em wide_column = 11;    // of a table that is wider than the page: its cells wrap at this width
constexpr Px room_for_bar = 12;   // below it, for what moves it

// Columns follow from so many rows; a longer word further on is broken. So a table of thousands of rows can be set in part.
constexpr std::size_t cells_measured = 3'000, least_rows_measured = 20;
std::size_t rows_measured(std::size_t cells) {
    return std::max(least_rows_measured, cells_measured / std::max<std::size_t>(1, cells));
}

}  // namespace

// What the columns ask for, by the rows that are measured.
Composer::Columns Composer::measure_columns(std::size_t first, std::size_t end, const Type& type) {
    Columns columns;
    const Px padding = 2 * scaled(cell_padding_x);
    for (std::size_t row = first; row < end && !stop_.stop_requested(); ++row) {
        const document::Block& block = chapter_.blocks[row];
        if (columns.word.size() < block.cells.size())
            for (std::vector<Px>* each : {&columns.part, &columns.word, &columns.line}) each->resize(block.cells.size());
        Type row_type = type;
        row_type.bold = block.header;
        for (std::size_t c = 0; c < block.cells.size(); ++c) {
            if (block.cells[c].empty()) continue;
            Paragraph cell = paragraph_of(block, block.cells[c], row_type);
            columns.part[c] = std::max(columns.part[c], cell.longest_part() + padding);
            columns.word[c] = std::max(columns.word[c], cell.longest_word() + padding);
            columns.line[c] = std::max(columns.line[c], cell.natural_width() + padding);
        }
    }
    return columns;
}

// Each column gets at least its longest word and at most its widest line; what is left over is shared by what they still want (CSS 2.2,
// 17.5.2.2, automatic layout). Where not all words fit they are hyphenated; where that isn't enough the table is wider than its room.
std::vector<Px> Composer::column_widths(const Columns& columns, Px room) const {
    const auto sum = [](const std::vector<Px>& widths) { return std::accumulate(widths.begin(), widths.end(), 0.0F); };
    const auto between = [&](const std::vector<Px>& least, const std::vector<Px>& most) {
        std::vector<Px> widths = least;
        const Px wanted = sum(most) - sum(least);
        const float share = wanted > 0 ? std::min(1.0F, (room - sum(least)) / wanted) : 0;
        for (std::size_t c = 0; c < widths.size(); ++c) widths[c] += (most[c] - least[c]) * share;
        return widths;
    };
    std::vector<Px> widths;
    if (sum(columns.word) <= room) {
        widths = between(columns.word, columns.line);
    } else if (sum(columns.part) <= room) {
        return between(columns.part, columns.word);
    } else if (style_.wide_tables) {
        const Px comfortable = style_.size * wide_column;
        for (std::size_t c = 0; c < columns.word.size(); ++c)
            widths.push_back(std::min(room, std::max(columns.word[c], std::min(columns.line[c], comfortable))));
        return widths;
    } else {
        widths = columns.part;
    }
    const Px all = sum(widths);
    if (all > 0 && (all > room || sum(columns.line) < room))
        for (Px& width : widths) width *= room / all;
    return widths;
}

// Sets one row at y_ and returns its height.
Px Composer::set_row(std::size_t index, const Type& type, const Column& column, const std::vector<Px>& widths) {
    const document::Block& block = chapter_.blocks[index];
    const Px top = y_ + scaled(cell_padding_y);
    std::size_t most_lines = 1;
    Px x = column.x;
    for (std::size_t c = 0; c < block.cells.size(); ++c) {
        const Px own = c < widths.size() ? widths[c] : 0;  // none: rows that weren't measured may have more cells
        const Px padding = std::min(scaled(cell_padding_x), own / 4);
        // The outer columns reach the edges of the measure.
        const Px left = c == 0 ? x : x + padding;
        const Px right = x + own - (c + 1 == block.cells.size() ? 0 : padding);
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
                line.move(shift);
            }
            // What lies between two cells (a tab) belongs to the first one's last line.
            if (!lines.empty() && c + 1 < block.cells.size()) lines.back().bytes.end = block.cells[c + 1].start;
            most_lines = std::max(most_lines, lines.size());
            add_lines(std::move(lines), index, type, top);
        }
        x += own;
    }
    return type.leading * static_cast<float>(most_lines) + 2 * scaled(cell_padding_y);
}

const Composer::Table& Composer::table_at(std::size_t block, const Type& type, Px room) {
    const std::uint32_t id = chapter_.blocks[block].table;
    if (table_.id == id && !table_.widths.empty()) return table_;
    table_ = {};
    table_.id = id;
    table_.first = table_.end = block;
    const auto is_row = [&](std::size_t b) { return chapter_.blocks[b].kind == document::BlockKind::table_row && chapter_.blocks[b].table == id; };
    while (table_.first > 0 && is_row(table_.first - 1)) --table_.first;
    while (table_.end < chapter_.blocks.size() && is_row(table_.end)) ++table_.end;
    const std::size_t measured = std::min(table_.end, table_.first + rows_measured(chapter_.blocks[table_.first].cells.size()));
    table_.widths = column_widths(measure_columns(table_.first, measured, type), room);
    return table_;
}

// The rows from here on that are wanted; returns the block after them.
std::size_t Composer::set_table(std::size_t from, const Type& type, const Column& column) {
    Type body = type;
    body.bold = false;
    body.hyphenate = true;
    const Table table = table_at(from, body, column.width);
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
        box.height = set_row(row, row_type, column, table.widths);
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
