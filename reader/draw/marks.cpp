// Marks on a page: where they overlap, and their signs in the margin.
#include <algorithm>
#include <cmath>
#include <set>

#include "draw/draw.h"
#include "draw/margin.h"

namespace katern::draw {

std::vector<Segment> segments_of(std::span<const Mark> marks) {
    // A sweep over the ends, with the marks that are open at each.
    struct End {
        std::size_t at;
        bool opens;
        std::size_t mark;
    };
    std::vector<End> ends;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (marks[i].bytes.start >= marks[i].bytes.end) continue;
        ends.push_back({marks[i].bytes.start, true, i});
        ends.push_back({marks[i].bytes.end, false, i});
    }
    std::sort(ends.begin(), ends.end(), [](const End& a, const End& b) { return a.at < b.at; });
    std::vector<Segment> segments;
    // Shortest first, of equal ones the later mark.
    const auto before = [&](std::size_t a, std::size_t b) {
        return marks[a].bytes.size() != marks[b].bytes.size() ? marks[a].bytes.size() < marks[b].bytes.size() : a > b;
    };
    std::set<std::size_t, decltype(before)> open(before);
    std::size_t from = 0;
    for (const End& end : ends) {
        if (!open.empty() && end.at > from) {
            Segment& segment = segments.emplace_back(Segment{{from, end.at}, {}, open.size()});
            for (auto mark = open.begin(); mark != open.end() && segment.marks.size() < most_layers; ++mark)
                segment.marks.push_back(*mark);
        }
        from = end.at;
        if (end.opens)
            open.insert(end.mark);
        else
            open.erase(end.mark);
    }
    return segments;
}

namespace {

// Each moved to the side until it covers no other. Only the last few can be in the way: those above that reach down to it.
std::vector<Sign> abreast(std::vector<Sign> signs) {
    std::vector<Sign> kept;
    for (Sign& sign : signs) {
        Rect& disc = sign.disc;
        std::size_t last = kept.size();  // the last one in the way
        std::size_t moves = 0;
        for (bool moved = true; moved && moves < most_signs_abreast;) {
            moved = false;
            for (std::size_t j = kept.size(); j-- > 0 && disc.y - kept[j].disc.y < disc_side && moves < most_signs_abreast;) {
                if (std::abs(kept[j].disc.x - disc.x) >= disc_side) continue;
                disc.x -= disc_step;
                last = j;
                moved = true;
                ++moves;
            }
        }
        if (moves < most_signs_abreast)
            kept.push_back(std::move(sign));
        else
            kept[last].hidden.push_back(sign.mark);
    }
    return kept;
}

}  // namespace

std::vector<Sign> signs_of(const typeset::ChapterLayout& layout, std::span<const Mark> marks) {
    std::vector<Sign> signs;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const text::Range bytes = marks[i].bytes;
        Sign sign;
        sign.mark = i;
        sign.block = layout.chapter().block_at(bytes.start);
        // The middle of the first line that the mark stands on; of a figure, its upper corner.
        Px middle = layout.y_of(bytes.start) + disc_side / 2;
        if (!layout.lines().empty() && bytes.start < bytes.end) {
            // Marks end where their words do, so a mark that begins with a space begins on the line of its first word.
            const std::vector<Rect> rects =
                layout.rects({bytes.start, std::min(bytes.end, layout.lines()[layout.line_at(bytes.start)].bytes.end)});
            if (!rects.empty())
                middle = rects.front().y + rects.front().height / 2;
            else if (const std::vector<Rect> all = layout.rects(bytes); !all.empty())
                middle = all.front().y + all.front().height / 2;
        }
        sign.disc = {-disc_gap - disc_side, middle - disc_side / 2, disc_side, disc_side};
        signs.push_back(sign);
    }
    std::stable_sort(signs.begin(), signs.end(), [](const Sign& a, const Sign& b) { return a.disc.y < b.disc.y; });
    return abreast(std::move(signs));
}

void draw_sign(Canvas& canvas, Category category, Rect rect, Px radius, const Theme& theme, typeset::Fonts& fonts) {
    const CategoryColors& colors = theme.of(category);
    canvas.fill(rect, colors.ground, radius);
    if (theme.underlined) canvas.outline(rect, colors.sign, 1.5F, radius);
    const typeset::FaceId face = typeset::face(typeset::Family::sans, true);
    const typeset::ShapedText& shaped = fonts.shape(face, {}, "nl", sign_of(category));
    if (shaped.glyphs.empty()) return;
    // By its ink and not by its line: a quotation mark hangs high, an arrow lies low.
    const typeset::ShapedGlyph sign = shaped.glyphs.front();
    const typeset::InkBox ink = fonts.ink_box(sign.face, sign.glyph);
    // Small signs are set larger, so that all look equally large.
    const float extent = std::max({ink.right - ink.left, ink.top - ink.bottom, 0.01F});
    const Px size = rect.height * 0.6F * std::clamp(0.48F / 0.6F / extent, 1.0F, 1.45F);
    const Px x = rect.x + rect.width / 2 - (ink.left + ink.right) / 2 * size;
    const Px y = rect.y + rect.height / 2 + (ink.top + ink.bottom) / 2 * size;
    canvas.glyph(sign.face, size, sign.glyph, {x, y}, colors.sign);
}

}  // namespace katern::draw
