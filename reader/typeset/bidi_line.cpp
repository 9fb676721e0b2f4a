#include "typeset/bidi_line.h"

#include <algorithm>

namespace katern::typeset {
namespace {

// Glyphs of one cluster, which never part.
struct Group {
    std::size_t first = 0, count = 0;  // in the line as it was
    std::size_t byte = 0;
    std::size_t run = 0;
    Px x = 0, width = 0;
};

std::vector<Group> groups_of(const Line& line) {
    std::vector<Group> groups;
    Px x = line.x;
    for (std::size_t r = 0; r < line.runs.size(); ++r) {
        const Run& run = line.runs[r];
        for (std::size_t i = run.first; i < run.first + run.count; ++i) {
            const Glyph& glyph = line.glyphs[i];
            const bool same = !groups.empty() && groups.back().run == r && line.glyphs[groups.back().first].bytes == glyph.bytes;
            if (!same) groups.push_back({i, 0, glyph.bytes.start, r, x, 0});
            ++groups.back().count;
            groups.back().width += glyph.advance;
            x += glyph.advance;
        }
    }
    return groups;
}

std::vector<std::uint8_t> levels_of(const Line& line, const std::vector<Group>& groups, const text::BidiLevels& bidi, std::size_t first,
                                    std::string_view text) {
    const std::uint8_t whole = bidi.right_to_left ? 1 : 0;
    std::vector<std::uint8_t> levels;
    for (const Group& group : groups) {
        // What stands at a byte without being text (a footnote's mark) belongs to the word before it.
        const bool has_text = !line.glyphs[group.first].bytes.empty();
        const std::size_t at = group.byte - first - (has_text || group.byte == first ? 0 : 1);
        levels.push_back(at < bidi.levels.size() ? bidi.levels[at] : whole);
    }
    // L1: spaces at the end of a line stand at its end.
    for (std::size_t i = groups.size(); i-- > 0 && groups[i].byte < text.size() && text[groups[i].byte] == ' ';) levels[i] = whole;
    return levels;
}

}  // namespace

void reorder(Line& line, const text::BidiLevels& bidi, std::size_t first, std::string_view text) {
    if (bidi.levels.empty() || line.glyphs.empty()) return;
    std::vector<Group> groups = groups_of(line);
    std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.byte < b.byte; });
    const std::vector<std::uint8_t> levels = levels_of(line, groups, bidi, first, text);
    std::vector<Glyph>& placed = line.glyphs.own();
    const std::vector<Glyph> glyphs = std::move(placed);
    const std::vector<Run> runs = std::move(line.runs);
    placed.clear();
    line.runs.clear();
    // Spaces that a line ends with (a caret may stand on them) lie beyond its edge, on the side where it ends.
    Px x = line.x;
    if (bidi.right_to_left) {
        x += line.width;
        for (const Group& group : groups) x -= group.width;
    }
    std::size_t last_run = runs.size();
    for (const std::size_t index : text::visual_order(levels)) {
        const Group& group = groups[index];
        if (group.run != last_run || line.runs.back().level != levels[index]) {
            line.runs.push_back(runs[group.run]);
            line.runs.back().level = levels[index];
            line.runs.back().first = static_cast<std::uint32_t>(placed.size());
            line.runs.back().count = 0;
            last_run = group.run;
        }
        for (std::size_t i = group.first; i < group.first + group.count; ++i) {
            placed.push_back(glyphs[i]);
            placed.back().x += x - group.x;
            ++line.runs.back().count;
        }
        x += group.width;
    }
}

}  // namespace katern::typeset
