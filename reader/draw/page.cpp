// A window on a chapter: grounds first, then marks, then what is read, then the signs in the margin.
#include <algorithm>
#include <cmath>
#include <set>

#include "draw/draw.h"
#include "draw/margin.h"

namespace katern::draw {
namespace {

constexpr Px address_gap = 6;  // to the disc
constexpr Px address_size = 12;
constexpr Px more_gap = 3;  // from a disc to how many more there are
constexpr Px note_dot = 7;
constexpr Px highlight_radius = 2;
constexpr Px frame_radius = 6;
constexpr Px underline_step = 5;  // from one mark's line to the next one's
constexpr std::size_t most_lines_below = 3;  // under the mark that is on top; beyond that their signs tell
constexpr Px line_step = 3;
constexpr int fade_steps = 14;    // of the words at the edge of a table that goes on
constexpr Px fade_step = 2;

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

    // Where one mark follows another of the same colour, the paper shows between them.
    void part(const Segment& before, const Segment& segment) {
        const Mark& left = view_.marks[before.marks.front()];
        const Mark& right = view_.marks[segment.marks.front()];
        if (before.marks.front() == segment.marks.front() || left.category != right.category) return;
        const std::vector<Rect> words = rects(segment.bytes);
        if (words.empty()) return;
        const Rect at = placed(words.front());
        canvas_.fill({canvas_.snapped(at.x) - thick(1), at.y, thick(1), at.height}, theme_.paper);
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
                // The marks below show as lines, so that each can be seen.
                for (std::size_t below = 1; below < std::min(most_lines_below + 1, segment.marks.size()); ++below) {
                    const CategoryColors& under = theme_.of(view_.marks[segment.marks[below]].category);
                    underline(placed(rect).moved(0, line_step * static_cast<float>(below - 1)), under.sign);
                }
            }
            if (i > 0 && segments[i - 1].bytes.end == segment.bytes.start) part(segments[i - 1], segment);
        }
        for (const Mark& mark : view_.marks) {
            if (!mark.focused) continue;
            const Color color = theme_.of(mark.category).sign;
            for (const Rect& rect : rects(mark.bytes))
                canvas_.outline(placed(rect).grown(1), theme_.underlined ? color : color.with_alpha(0.6F), theme_.underlined ? 2 : 1,
                                highlight_radius + 1);
        }
    }

    void draw_found() {
        for (std::size_t i = 0; i < view_.found.size(); ++i) {
            const bool current = i == view_.current_found;
            for (const Rect& rect : rects(view_.found[i])) {
                canvas_.fill(placed(rect), theme_.accent.with_alpha(current ? 0.4F : 0.18F), highlight_radius);
                // A tint alone would stand out too little there.
                if (theme_.underlined) canvas_.outline(placed(rect).grown(1), theme_.accent, current ? 2 : 1, highlight_radius + 1);
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

    // What lies under it: paper, or the box that it stands in.
    [[nodiscard]] Color ground_of(Rect rect) const {
        Color ground = theme_.paper;
        for (const typeset::Box& box : layout_.boxes()) {
            const Rect& under = box.rect;
            if (under.x <= rect.x && under.right() >= rect.right() && under.y <= rect.y + 1 && under.bottom() >= rect.bottom() - 1) ground = theme_.of(box.fill);
        }
        return ground;
    }

    // What of a wide table is in sight; words that go on beside it fade into what lies under them.
    void draw_row(const typeset::WideTable& table, const typeset::BlockBox& row) {
        const Rect view = placed({table.view.x, row.top, table.view.width, row.height});
        canvas_.push_clip(view);
        const Point whole = origin_;
        origin_.x -= canvas_.snapped(table.shift);
        draw_block(row);
        origin_ = whole;
        const Rect clean{view.x, canvas_.snapped(view.y), fade_step, view.height - 1};  // the rule below stays
        const Color below = ground_of({table.view.x, row.top, table.view.width, row.height});
        for (int i = 0; i < fade_steps; ++i) {
            const Color ground = below.with_alpha(1 - static_cast<float>(i) / fade_steps);
            const Px in = fade_step * static_cast<float>(i);
            if (table.shift > 0) canvas_.fill(clean.moved(in, 0), ground);
            if (table.shift < table.most_shift() - 0.5F) canvas_.fill(clean.moved(view.width - fade_step - in, 0), ground);
        }
        canvas_.pop_clip();
    }

    void draw_block(const typeset::BlockBox& box) {
        for (std::size_t i = box.first_line; i < box.first_line + box.line_count; ++i) {
            const typeset::Line& line = layout_.lines()[i];
            if (visible(line.top - line.height * 0.5F, line.top + line.height * 1.5F)) draw_line(line);
        }
    }

    void draw_lines() {
        for (std::size_t b = first_block_; b < end_block_; ++b) {
            if (const typeset::WideTable* table = layout_.wide_table_of(b))
                draw_row(*table, layout_.blocks()[b]);
            else
                draw_block(layout_.blocks()[b]);
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
            Px left = disc.x - address_gap;
            if (!sign.hidden.empty()) {
                const std::string more = "+" + std::to_string(sign.hidden.size());
                const typeset::TextLayout set = set_address_text(more);
                canvas_.text(set, {left + address_gap - more_gap - set.width, disc.y}, theme_, more);
                left -= set.width + more_gap;
            }
            draw_address(set_address(sign.block, left), {left, disc.y});
            addressed_.insert(sign.block);
        }
    }

    struct AddressText {
        std::string words;
        typeset::TextLayout text;
    };
    // The id of a chapter without a number may be wider than the margin: then the running title has to say which it is.
    [[nodiscard]] AddressText set_address(std::size_t block, Px right) {
        AddressText set;
        if (view_.address) set.words = view_.address(block);
        set.text = set_address_text(set.words);
        const std::size_t number = set.words.find("¶");
        if (set.text.width + address_gap <= right || number == std::string::npos) return set;
        set.words.erase(0, number);
        set.text = set_address_text(set.words);
        return set;
    }
    [[nodiscard]] typeset::TextLayout set_address_text(const std::string& words) {
        typeset::TextStyle style;
        style.size = address_size;
        style.leading = disc_side;
        style.ink = typeset::Ink::quiet;
        style.features.tabular_lining = true;
        return typeset::set_text(fonts_, words, style);
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
            const AddressText address = set_address(b, origin_.x - disc_gap);
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

void draw_page(Canvas& canvas, const PageView& view, const Theme& theme, typeset::Fonts& fonts, Pictures& pictures) {
    if (view.layout) PageDrawing(canvas, view, theme, fonts, pictures).run();
}

}  // namespace katern::draw
