// A window on a chapter: grounds first, then marks, then what is read, then the signs in the margin.
#include <algorithm>
#include <cmath>
#include <set>

#include "draw/draw.h"

namespace katern::draw {
namespace {

// The inner margin, px at 100%.
constexpr Px disc_side = 20;
constexpr Px disc_gap = 8;     // to the column
constexpr Px disc_step = 24;   // two discs side by side
constexpr Px address_gap = 6;  // to the disc
constexpr Px address_size = 12;
constexpr Px note_dot = 7;
constexpr Px highlight_radius = 2;
constexpr Px frame_radius = 6;
constexpr Px underline_step = 5;  // from one mark's line to the next one's

class PageDrawing {
public:
    PageDrawing(Canvas& canvas, const PageView& view, const Theme& theme, typeset::Fonts& fonts, Pictures& pictures)
        : canvas_(canvas),
          view_(view),
          theme_(theme),
          fonts_(fonts),
          pictures_(pictures),
          layout_(*view.layout),
          // On a whole pixel, so that all lines move by the same amount when the page is scrolled.
          origin_{canvas.snapped(view.origin.x - view.window.x), canvas.snapped(view.origin.y - view.window.y)} {
        find_visible();
        segments_ = segments_of(view.marks);
    }

    void run() {
        // To the sides nothing is cut: overlong words and the signs stand outside the column.
        canvas_.push_clip({view_.origin.x - 100'000, view_.origin.y, 200'000, view_.window.height});
        draw_boxes();
        draw_marks();
        draw_found();
        draw_ranges(view_.selection, theme_.selection, 0);
        draw_figures();
        draw_lines();
        if (view_.show_signs) draw_signs();
        if (view_.show_signs && view_.every_address) draw_addresses();
        canvas_.pop_clip();
    }

private:
    [[nodiscard]] Px top() const { return view_.window.y; }
    [[nodiscard]] Px bottom() const { return view_.window.y + view_.window.height; }
    [[nodiscard]] bool visible(Px from, Px to) const { return from < bottom() && to > top(); }
    [[nodiscard]] Rect placed(Rect rect) const { return rect.moved(origin_.x, origin_.y); }

    // Rules of one thickness are equally thick everywhere, also at 125 and 150%.
    [[nodiscard]] Px thick(Px length) const {
        if (length * canvas_.scale() > 4) return length;
        return std::max(1.0F, std::round(length * canvas_.scale())) / canvas_.scale();
    }
    [[nodiscard]] Rect crisp(Rect rect) const {
        return {canvas_.snapped(rect.x), canvas_.snapped(rect.y), thick(rect.width), thick(rect.height)};
    }

    // Two pixels within the foot of a highlight.
    void underline(Rect rect, Color color) {
        const Px height = thick(2);
        canvas_.fill({rect.x, canvas_.snapped(rect.bottom()) - height, rect.width, height}, color);
    }

    void find_visible() {
        const auto& blocks = layout_.blocks();
        const auto first = std::partition_point(
            blocks.begin(), blocks.end(), [&](const typeset::BlockBox& box) { return box.top + box.height <= top(); });
        const auto last =
            std::partition_point(first, blocks.end(), [&](const typeset::BlockBox& box) { return box.top < bottom(); });
        first_block_ = static_cast<std::size_t>(first - blocks.begin());
        end_block_ = static_cast<std::size_t>(last - blocks.begin());
        if (first_block_ < end_block_) {
            const auto& texts = layout_.chapter().blocks;
            bytes_ = {texts[first_block_].text.start, texts[end_block_ - 1].text.end};
        }
    }

    // What of a range lies in the blocks that are shown.
    [[nodiscard]] std::vector<Rect> rects(text::Range range) const {
        const text::Range shown{std::max(range.start, bytes_.start), std::min(range.end, bytes_.end)};
        if (shown.start >= shown.end) return {};
        std::vector<Rect> all = layout_.rects(shown);
        std::erase_if(all, [&](const Rect& rect) { return !visible(rect.y, rect.bottom()); });
        return all;
    }

    void draw_boxes() {
        for (const typeset::Box& box : layout_.boxes())
            if (visible(box.rect.y, box.rect.bottom()))
                canvas_.fill(crisp(placed(box.rect)), theme_.of(box.fill), box.radius);
    }

    // A line for each mark, one below the other; there is room for two before the letters of the next line.
    void underline_marks(const Segment& segment) {
        for (const Rect& rect : rects(segment.bytes))
            for (std::size_t i = 0; i < std::min<std::size_t>(2, segment.marks.size()); ++i) {
                const Category category = view_.marks[segment.marks[i]].category;
                const Rect at = placed(rect).moved(0, underline_step * static_cast<float>(i));
                draw_underline(canvas_, category, at, theme_.of(category).sign);
            }
    }

    void draw_marks() {
        const std::vector<Segment>& segments = segments_;
        for (std::size_t i = 0; i < segments.size(); ++i) {
            const Segment& segment = segments[i];
            if (!segment.bytes.overlaps(bytes_)) continue;
            // Where two segments meet, round corners would tear them apart.
            const bool joined = (i > 0 && segments[i - 1].bytes.end == segment.bytes.start) ||
                                (i + 1 < segments.size() && segments[i + 1].bytes.start == segment.bytes.end);
            const Mark& upper = view_.marks[segment.marks.front()];
            if (theme_.underlined) {
                underline_marks(segment);
                continue;
            }
            for (const Rect& rect : rects(segment.bytes)) {
                canvas_.fill(placed(rect), theme_.of(upper.category).ground, joined ? 0 : highlight_radius);
                // The next mark below shows as a line, so that both can be seen.
                if (segment.marks.size() > 1) {
                    const CategoryColors& under = theme_.of(view_.marks[segment.marks[1]].category);
                    underline(placed(rect), under.sign);
                }
            }
        }
        for (const Mark& mark : view_.marks) {
            if (!mark.focused) continue;
            for (const Rect& rect : rects(mark.bytes))
                canvas_.outline(placed(rect).grown(1), theme_.of(mark.category).sign.with_alpha(0.6F), 1,
                                highlight_radius + 1);
        }
    }

    void draw_found() {
        for (std::size_t i = 0; i < view_.found.size(); ++i) {
            const bool current = i == view_.current_found;
            for (const Rect& rect : rects(view_.found[i])) {
                canvas_.fill(placed(rect), theme_.accent.with_alpha(current ? 0.4F : 0.18F), highlight_radius);
                if (current) underline(placed(rect), theme_.accent);
            }
        }
    }

    // As high as the line, so that the lines of a selection touch.
    void draw_ranges(text::Range range, Color color, Px radius) {
        Px last_bottom = -1;
        for (const Rect& rect : rects(range)) {
            const Px line = rect.height / 0.84F;
            Px from = rect.y - line * 0.08F;
            const Px to = from + line;
            if (std::abs(from - last_bottom) < 0.1F) from = last_bottom;  // rounding must not make them overlap
            last_bottom = to;
            canvas_.fill(placed({rect.x, from, rect.width, to - from}), color, radius);
        }
    }

    [[nodiscard]] std::uint32_t device(Px length) const { return static_cast<std::uint32_t>(std::max(1.0F, std::round(length * canvas_.scale()))); }

    void draw_figures() {
        const auto& figures = layout_.figures();
        const auto first = std::partition_point(figures.begin(), figures.end(), [&](const typeset::Figure& figure) {
            return figure.rect.bottom() <= top();
        });
        auto figure = first;
        for (; figure != figures.end() && figure->rect.y < bottom(); ++figure) draw_figure(*figure);
        // Those of the next page and of the one before are ready when it is turned.
        const Px near = view_.window.height;
        const auto expect = [&](const typeset::Figure& soon) {
            if (!soon.broken) pictures_.expect(layout_.chapter().images[soon.image].path, device(soon.rect.width), device(soon.rect.height), theme_.ink);
        };
        for (; figure != figures.end() && figure->rect.y < bottom() + near; ++figure) expect(*figure);
        for (auto before = first; before != figures.begin() && std::prev(before)->rect.bottom() > top() - near; --before) expect(*std::prev(before));
    }

    void draw_figure(const typeset::Figure& figure) {
        const Rect at = placed(figure.rect);
        const std::string& path = layout_.chapter().images[figure.image].path;
        const bool drawn = !figure.broken && canvas_.figure(pictures_, path, at, theme_.ink);
        if (!drawn) {
            const std::uint32_t width = device(at.width), height = device(at.height);
            const std::shared_ptr<const Picture> picture = figure.broken ? nullptr : pictures_.at(path, width, height, theme_.ink);
            // On the rectangle that has exactly the pixels that were asked for.
            if (picture)
                canvas_.picture(picture, {canvas_.snapped(at.x), canvas_.snapped(at.y), static_cast<Px>(width) / canvas_.scale(),
                                          static_cast<Px>(height) / canvas_.scale()});
            else
                canvas_.outline(at, theme_.line, 1, frame_radius);
        }
        draw_figure_marks(figure.block, at);
    }

    // A mark on a figure covers no words: it stands around the picture.
    void draw_figure_marks(std::size_t block, Rect at) {
        const std::size_t byte = layout_.chapter().blocks[block].text.start;
        for (const Mark& mark : view_.marks)
            if (mark.bytes.empty() && mark.bytes.start == byte)
                canvas_.outline(at.grown(4), theme_.of(mark.category).sign, mark.focused ? 2 : 1, frame_radius);
    }

    // The colour under a glyph, as far as marks give one.
    [[nodiscard]] const Color* ground_at(std::size_t byte) const {
        if (theme_.underlined) return nullptr;
        const auto segment = std::partition_point(segments_.begin(), segments_.end(),
                                                  [&](const Segment& each) { return each.bytes.end <= byte; });
        if (segment == segments_.end() || byte < segment->bytes.start) return nullptr;
        return &theme_.of(view_.marks[segment->marks.front()].category).ground;
    }

    // Quiet words and links are chosen for paper: on a mark that takes their contrast away they are set in ink.
    [[nodiscard]] std::optional<typeset::Line> readable(const typeset::Line& line) const {
        const auto hard_to_read = [&](const typeset::Run& run, const typeset::Glyph& glyph) {
            if (run.ink == typeset::Ink::ink || glyph.bytes.empty()) return false;
            const Color* ground = ground_at(glyph.bytes.start);
            return ground && contrast(theme_.of(run.ink), *ground) < least_contrast;
        };
        std::vector<typeset::Run> runs;
        bool any = false;
        for (const typeset::Run& run : line.runs) {
            for (std::uint32_t i = run.first; i < run.first + run.count; ++i) {
                const bool hard = hard_to_read(run, line.glyphs[i]);
                const typeset::Ink ink = hard ? typeset::Ink::ink : run.ink;
                if (i == run.first || runs.back().ink != ink) {
                    runs.push_back(run);
                    runs.back().ink = ink;
                    runs.back().first = i;
                    runs.back().count = 0;
                }
                ++runs.back().count;
                any = any || hard;
            }
        }
        if (!any) return std::nullopt;
        typeset::Line changed = line;
        changed.runs = std::move(runs);
        return changed;
    }

    void draw_line(const typeset::Line& line) {
        const std::optional<typeset::Line> changed = segments_.empty() ? std::nullopt : readable(line);
        canvas_.line(changed ? *changed : line, origin_, theme_, layout_.chapter().text);
    }

    void draw_lines() {
        for (std::size_t b = first_block_; b < end_block_; ++b) {
            const typeset::BlockBox& box = layout_.blocks()[b];
            for (std::size_t i = box.first_line; i < box.first_line + box.line_count; ++i) {
                const typeset::Line& line = layout_.lines()[i];
                if (visible(line.top - line.height * 0.5F, line.top + line.height * 1.5F)) draw_line(line);
            }
        }
        const auto& signs = layout_.marks();
        const auto first = std::partition_point(signs.begin(), signs.end(), [&](const typeset::Line& line) {
            return line.top + line.height * 1.5F <= top();
        });
        for (auto sign = first; sign != signs.end() && sign->top < bottom(); ++sign)
            canvas_.line(*sign, origin_, theme_);
    }

    void draw_signs() {
        const std::vector<Sign> signs = signs_of(layout_, view_.marks);
        for (const Sign& sign : signs) {
            if (!visible(sign.disc.y, sign.disc.bottom())) continue;
            const Mark& mark = view_.marks[sign.mark];
            const Rect disc = placed(sign.disc);
            const CategoryColors& colors = theme_.of(mark.category);
            draw_sign(canvas_, mark.category, disc, disc_side / 2, theme_, fonts_);
            if (mark.focused) canvas_.outline(disc.grown(2), colors.sign, 1.5F, disc_side / 2 + 2);
            if (mark.has_note) {
                const Rect dot{disc.right() - note_dot + 1.5F, disc.bottom() - note_dot + 1, note_dot, note_dot};
                canvas_.fill(dot.grown(1.5F), theme_.paper, note_dot);
                canvas_.fill(dot, colors.sign, note_dot);
            }
            // One address for all discs that stand side by side.
            const bool leftmost = std::none_of(signs.begin(), signs.end(), [&](const Sign& other) {
                return other.disc.x < sign.disc.x && std::abs(other.disc.y - sign.disc.y) < disc_side / 2;
            });
            if (!leftmost) continue;
            draw_address(set_address(sign.block), {disc.x - address_gap, disc.y});
            addressed_.insert(sign.block);
        }
    }

    struct AddressText {
        std::string words;
        typeset::TextLayout text;
    };
    [[nodiscard]] AddressText set_address(std::size_t block) {
        AddressText set;
        if (view_.address) set.words = view_.address(block);
        typeset::TextStyle style;
        style.size = address_size;
        style.leading = disc_side;
        style.ink = typeset::Ink::quiet;
        style.features.tabular_lining = true;
        set.text = typeset::set_text(fonts_, set.words, style);
        return set;
    }
    void draw_address(const AddressText& set, Point right_top) {
        if (!set.words.empty()) canvas_.text(set.text, {right_top.x - set.text.width, right_top.y}, theme_, set.words);
    }

    // Beside the first line of each block, where none stands at a mark already.
    void draw_addresses() {
        for (std::size_t b = first_block_; b < end_block_; ++b) {
            const typeset::BlockBox& box = layout_.blocks()[b];
            if (addressed_.contains(b) || box.height <= 0) continue;
            const bool has_lines = box.line_count > 0;
            const Px baseline = has_lines ? layout_.lines()[box.first_line].baseline : box.top + disc_side;
            if (!visible(baseline - address_size, baseline)) continue;
            const AddressText address = set_address(b);
            draw_address(address, {origin_.x - disc_gap, origin_.y + baseline - address.text.lines.front().baseline});
        }
    }

    Canvas& canvas_;
    const PageView& view_;
    const Theme& theme_;
    typeset::Fonts& fonts_;
    Pictures& pictures_;
    const typeset::ChapterLayout& layout_;
    Point origin_;  // of the column, on the canvas
    std::size_t first_block_ = 0, end_block_ = 0;
    text::Range bytes_;  // of the blocks that are shown
    std::vector<Segment> segments_;
    std::set<std::size_t> addressed_;  // blocks whose address is drawn
};

}  // namespace

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
            Segment& segment = segments.emplace_back(Segment{{from, end.at}, {*open.begin()}, open.size()});
            if (open.size() > 1) segment.marks.push_back(*std::next(open.begin()));
        }
        from = end.at;
        if (end.opens)
            open.insert(end.mark);
        else
            open.erase(end.mark);
    }
    return segments;
}

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
    // Only the last few can be in the way: those above that reach down to this one.
    for (std::size_t i = 0; i < signs.size(); ++i) {
        Rect& disc = signs[i].disc;
        for (bool moved = true; moved;) {
            moved = false;
            for (std::size_t j = i; j-- > 0 && disc.y - signs[j].disc.y < disc_side;) {
                if (std::abs(signs[j].disc.x - disc.x) >= disc_side) continue;
                disc.x -= disc_step;
                moved = true;
            }
        }
    }
    return signs;
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

void draw_page(Canvas& canvas, const PageView& view, const Theme& theme, typeset::Fonts& fonts, Pictures& pictures) {
    if (view.layout) PageDrawing(canvas, view, theme, fonts, pictures).run();
}

}  // namespace katern::draw
