#include "typeset/composer.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace katern::typeset {
namespace {

using document::Block;
using document::BlockKind;
using document::Container;

constexpr float least_heading = 0.7F;
constexpr Em first_line_indent = 1.3F;
constexpr Px code_padding = 12;
constexpr Px around_container = 10;  // least space between a list or quote and what is not in it
constexpr Em mono_size = 0.86F;  // beside a serif of the same size, mono looks larger
constexpr Em mark_size = 0.62F, mark_rise = 0.36F;

// Whether two blocks stand in the same list, quote or footnote, or both in none.
bool share_container(const Block& a, const Block& b) {
    if (a.containers.empty() || b.containers.empty()) return a.containers.empty() == b.containers.empty();
    const Container& first = a.containers.front();
    const Container& second = b.containers.front();
    if (first.kind != second.kind) return false;
    return first.is_item() ? first.list == second.list : first.id == second.id;
}

bool is_paragraph_of_text(const Block& block) { return block.kind == BlockKind::paragraph && block.containers.empty(); }

}  // namespace

Composer::Composer(Fonts& fonts, Hyphenation& hyphenation, std::shared_ptr<const document::Chapter> chapter, std::string_view language,
                   const Style& style, const FigureSize& figure_size)
    : fonts_(fonts),
      hyphenator_(style.hyphenate ? hyphenation.for_language(language) : nullptr),
      language_(language),
      style_(style),
      figure_size_(figure_size),
      layout_(std::make_shared<ChapterLayout>()),
      chapter_(*chapter) {
    layout_->chapter_ = std::move(chapter);
    layout_->style_ = style;
    layout_->blocks_.resize(chapter_.blocks.size());
    columns_.resize(chapter_.blocks.size());
}

bool Composer::is_subtitle(std::size_t index) const {
    if (index != 1 || !is_paragraph_of_text(chapter_.blocks[1])) return false;
    const Block& title = chapter_.blocks[0];
    if (title.kind != BlockKind::heading || title.level != 1) return false;
    const auto& spans = chapter_.blocks[1].spans;
    return !spans.empty() && std::all_of(spans.begin(), spans.end(), [](const document::Span& span) { return has(span.emphasis, document::Emphasis::italic); });
}

// A callout's short first paragraph is its title, and a line or two at its end would stand alone on a page of their own.
bool Composer::stays_with_next_in_callout(std::size_t index) const {
    constexpr std::size_t short_text = 120, longest = 360;  // bytes
    const std::vector<Block>& blocks = chapter_.blocks;
    const auto in_callout = [&](std::size_t block) {
        return block < blocks.size() && std::any_of(blocks[block].containers.begin(), blocks[block].containers.end(),
                                                    [&](const document::Container& c) { return c.id == callout_->quote; });
    };
    if (!callout_ || !in_callout(index + 1)) return false;
    if (index == callout_->first_block) return blocks[index].text.size() <= short_text;
    return !in_callout(index + 2) && blocks[index + 1].text.size() <= short_text && blocks[index].text.size() <= longest;
}

// A first line is indented only where a paragraph of the same section stands above it.
bool Composer::follows_paragraph(std::size_t index) const {
    return index > 0 && is_paragraph_of_text(chapter_.blocks[index]) && is_paragraph_of_text(chapter_.blocks[index - 1]) &&
           !is_subtitle(index - 1) && !chapter_.blocks[index].rule_before;
}

Type Composer::type_of(std::size_t index) const {
    const Block& block = chapter_.blocks[index];
    Type type;
    type.family = style_.family;
    type.size = style_.size;
    type.leading = style_.leading;
    const auto sized = [&](Px size, Px leading) {
        type.size = scaled(size);
        type.leading = std::max(scaled(leading), type.size * 1.15F);
    };
    const auto spaced = [&](Px before, Px after) {
        type.before = scaled(before);
        type.after = scaled(after);
    };
    switch (block.kind) {
        case BlockKind::heading:
            type.bold = true;
            type.figures = Type::Figures::own;
            if (block.level == 1) {
                sized(31, 37);
                spaced(26, index + 1 < chapter_.blocks.size() && is_subtitle(index + 1) ? 4 : 22);
            } else if (block.level == 2) {
                sized(21, 27);
                spaced(26, 6);
            } else {
                sized(18.5F, 27);
                spaced(20, 4);
                type.italic = block.level > 3;
            }
            return type;
        case BlockKind::code:
            type.family = Family::mono;
            type.figures = Type::Figures::tabular;
            sized(18.5F * mono_size, 23);
            spaced(14, 14);
            return type;
        case BlockKind::table_row:
            sized(16.5F, 24);
            type.bold = block.header;
            type.figures = Type::Figures::tabular;
            spaced(8, 18);
            return type;
        case BlockKind::figure:
            spaced(20, 20);
            return type;
        case BlockKind::caption:
            sized(15, 22);
            type.ink = Ink::quiet;
            spaced(8, 22);
            return type;
        case BlockKind::footnote:  // flush left: titles in other languages and addresses make poor justified lines
            sized(footnote_size, 22);
            type.hyphenate = true;
            spaced(4, 4);
            return type;
        case BlockKind::paragraph: break;
    }
    if (is_subtitle(index)) {
        type.ink = Ink::quiet;
        spaced(0, 26);
        return type;
    }
    type.justified = style_.justified;
    type.hyphenate = true;
    if (!block.containers.empty()) {
        const Container& inner = block.containers.back();
        const bool item = inner.kind != Container::Kind::quote;
        spaced(item && inner.tight ? 3 : 8, item && inner.tight ? 3 : 8);
        if (item) type.justified = false;  // a short measure with hanging signs reads better flush left
    }
    return type;
}

Px Composer::baseline_in(const Type& type) const {
    const Metrics& metrics = fonts_.metrics(face(type.family, type.bold, type.italic));
    return (type.leading - (metrics.ascent + metrics.descent) * type.size) / 2 + metrics.ascent * type.size;
}

Form Composer::form_of(const Type& type, const document::Span& span) const {
    using document::Emphasis;
    Form form;
    const bool code = has(span.emphasis, Emphasis::code);
    const bool bold = type.bold || has(span.emphasis, Emphasis::bold);
    const bool italic = type.italic != has(span.emphasis, Emphasis::italic);
    form.face = face(code ? Family::mono : type.family, bold, italic);
    form.size = code && type.family != Family::mono ? type.size * mono_size : type.size;
    form.ink = span.link >= 0 ? Ink::accent : type.ink;
    form.strike = has(span.emphasis, Emphasis::strike);
    form.hyphenated = !code;
    form.link = span.link;
    form.letter_spacing = style_.letter_spacing * form.size;
    form.word_spacing = style_.word_spacing * form.size;
    form.features.no_ligatures = style_.letter_spacing != 0;
    form.features.tabular_lining = code || type.figures == Type::Figures::tabular;
    form.features.old_style = !code && type.figures == Type::Figures::text;
    return form;
}

Form Composer::mark_form(const Type& type) const {
    Form form;
    form.face = face(Family::sans);
    form.size = type.size * mark_size;
    form.rise = type.size * mark_rise;
    form.ink = Ink::accent;
    form.features.tabular_lining = true;
    return form;
}

Paragraph Composer::paragraph_of(const Block& block, text::Range bytes, const Type& type) {
    Paragraph paragraph(fonts_, chapter_.text, bytes, language_, type.hyphenate ? hyphenator_ : nullptr);
    for (const document::Span& span : block.spans) {
        const text::Range part{std::max(span.text.start, bytes.start), std::min(span.text.end, bytes.end)};
        if (part.start >= part.end) continue;
        const bool label = callout_ && callout_->label.start <= span.text.start && span.text.end <= callout_->label.end;
        paragraph.add(Stretch{part, label ? label_form(type) : form_of(type, span)});
    }
    for (const document::Inset& inset : block.insets) {
        if (inset.footnote < 0 || inset.at < bytes.start || inset.at > bytes.end) continue;
        Form form = mark_form(type);
        form.footnote = inset.footnote;
        const std::uint32_t number = chapter_.footnotes[static_cast<std::size_t>(inset.footnote)].number;
        // A hair of space keeps the number off the letter before it.
        paragraph.add(Insert{inset.at, "\xE2\x80\x89" + std::to_string(number), form});
    }
    return paragraph;
}

void Composer::space_before(std::size_t index, const Type& type) {
    const Block& block = chapter_.blocks[index];
    Px gap = std::max(owed_, type.before);
    if (follows_paragraph(index)) gap = 0;
    if (block.kind == BlockKind::paragraph && index > 0 && chapter_.blocks[index - 1].kind == BlockKind::paragraph) gap = std::max(gap, style_.paragraph_spacing);
    const bool under_heading = index > 0 && chapter_.blocks[index - 1].kind == BlockKind::heading;
    if (index > 0 && !under_heading && block.kind != BlockKind::footnote && !share_container(chapter_.blocks[index - 1], block))
        gap = std::max(gap, scaled(around_container));
    if (index == 0) gap = 0;
    if (block.kind == BlockKind::caption && index > 0) gap = scaled(8);
    if (index > 0 && is_subtitle(index)) gap = owed_;
    // Rows of one table touch.
    if (block.kind == BlockKind::table_row && index > 0 && chapter_.blocks[index - 1].table == block.table) gap = 0;
    if (block.rule_before && index > 0) {
        const Px half = scaled(22);
        layout_->boxes_.push_back({{style_.measure / 2 - scaled(30), y_ + half, scaled(60), 1}, Ink::quiet, 0});
        gap = half * 2;
    }
    if (block.kind == BlockKind::footnote && !footnotes_begun_) {
        footnotes_begun_ = true;
        layout_->boxes_.push_back({{0, y_ + scaled(34), scaled(90), 1}, Ink::quiet, 0});
        gap = scaled(34 + 16);
    }
    y_ += gap;
}

void Composer::place_lines(std::vector<Line>& lines, std::size_t block, const Type& type, Px top) const {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Line& line = lines[i];
        line.block = block;
        line.height = type.leading;
        line.top = top + static_cast<float>(i) * type.leading;
        line.baseline = line.top + baseline_in(type);
    }
}

void Composer::add_lines(std::vector<Line> lines, std::size_t block, const Type& type, Px top) {
    place_lines(lines, block, type, top);
    std::move(lines.begin(), lines.end(), std::back_inserter(layout_->lines_));
}

Paragraph::Setting Composer::setting_of(std::size_t index, const Type& type, const Column& column) const {
    Paragraph::Setting setting;
    setting.x = column.x;
    setting.measure = column.width;
    setting.justified = type.justified;
    setting.first_indent = follows_paragraph(index) ? style_.size * first_line_indent : 0;
    setting.hanging = style_.hanging;
    return setting;
}

// A heading has no hyphens. With a word in it that is wider than its line it is set smaller; only one that is too wide then as well is
// hyphenated, since a word that is cut without a sign is read as two.
Type Composer::heading_that_fits(const Block& heading, Type type, Px room) {
    const Px longest = paragraph_of(heading, heading.text, type).longest_word();
    if (longest <= room) return type;
    const float scale = std::max(least_heading, room / longest * 0.999F);
    type.size *= scale;
    type.leading *= scale;
    type.hyphenate = longest * scale > room;
    return type;
}

void Composer::set_paragraph(std::size_t index, const Type& wanted, const Column& column) {
    const Block& block = chapter_.blocks[index];
    const Type type = block.kind == BlockKind::heading && !block.text.empty() ? heading_that_fits(block, wanted, column.width) : wanted;
    BlockBox& box = layout_->blocks_[index];
    if (block.text.empty()) return set_pictures_in_text(index, type, column);
    Px top = y_;
    std::vector<Line> lines = lines_of(index, type, setting_of(index, type, column), false, top);
    // As in LaTeX: below the middle of its figure where it has one line.
    if (block.kind == BlockKind::caption && lines.size() == 1) lines.front().move((column.width - lines.front().width) / 2);
    box.height += type.leading * static_cast<float>(lines.size());
    box.keep_with_next = block.kind == BlockKind::heading || is_subtitle(index) || stays_with_next_in_callout(index);
    add_lines(std::move(lines), index, type, top);
    set_pictures_in_text(index, type, column);
}

void Composer::set_code(std::size_t index, const Type& type, const Column& column) {
    const Block& block = chapter_.blocks[index];
    BlockBox& box = layout_->blocks_[index];
    const Px padding = scaled(code_padding);
    std::vector<Line> lines;
    Px top = y_ + padding;
    if (!block.text.empty()) {
        Paragraph::Setting setting;
        setting.x = column.x + padding;
        setting.measure = column.width - 2 * padding;
        setting.first_fit = true;
        lines = lines_of(index, type, setting, true, top);
    }
    box.height += type.leading * static_cast<float>(lines.size()) + 2 * padding;
    layout_->boxes_.push_back({{column.x, y_, column.width, box.height}, Ink::chrome, 6});
    add_wrap_signs(lines, type, top, column.x + padding);
    add_lines(std::move(lines), index, type, top);
}

// A line of code that goes on from the one above has a sign before it, so that no line feed is read there.
void Composer::add_wrap_signs(const std::vector<Line>& lines, const Type& type, Px top, Px text_left) {
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (chapter_.text[lines[i].bytes.start - 1] == '\n') continue;
        TextStyle style;
        style.family = Family::mono;
        style.size = type.size * 0.8F;
        style.ink = Ink::quiet;
        TextLayout sign = set_text(fonts_, "↪", style);
        add_mark(std::move(sign), type, text_left - scaled(1), top + static_cast<float>(i) * type.leading);
    }
}

void Composer::set_block(std::size_t index, const Type& type, const Column& column) {
    BlockBox& box = layout_->blocks_[index];
    box.top = y_;
    box.first_line = layout_->lines_.size();
    switch (chapter_.blocks[index].kind) {
        case BlockKind::code: set_code(index, type, column); break;
        case BlockKind::figure: set_figure(index, type, column); break;
        default: set_paragraph(index, type, column);
    }
    box.line_count = layout_->lines_.size() - box.first_line;
    y_ = box.top + box.height;
}

std::shared_ptr<const ChapterLayout> Composer::compose(const std::optional<Portion>& portion, const std::stop_token& stop) {
    stop_ = stop;
    if (portion) {
        wanted_ = bytes_of(*portion);
        anchor_ = portion->around;
    }
    bool begun = false;
    for (std::size_t i = 0; i < chapter_.blocks.size() && !stop_.stop_requested();) {
        const Block& block = chapter_.blocks[i];
        const Type type = type_of(i);
        close_quotes(block.containers, i);
        space_before(i, type);
        owed_ = type.after;
        const bool wanted = is_wanted(i);
        if (wanted && !begun) layout_->set_top_ = i == 0 ? 0 : y_;
        begun = begun || wanted;
        const Column column = enter_containers(i, type);
        columns_[i] = column;
        if (!wanted) {
            skip(i++);
        } else if (block.kind == BlockKind::table_row) {
            i = set_table(i, type, column);
        } else {
            shape_ahead(i);
            set_block(i++, type, column);
        }
        if (wanted) layout_->set_bottom_ = y_;
    }
    if (stop_.stop_requested()) return nullptr;
    close_quotes({}, chapter_.blocks.size());
    layout_->height_ = y_;
    layout_->set_bytes_ = {wanted_.start, std::min(wanted_.end, chapter_.text.size())};
    narrow_to_lines();
    paginate();
    if (stop_.stop_requested()) return nullptr;
    return layout_;
}

const text::Hyphenator* Hyphenation::for_language(std::string_view language) {
    const std::string base(language.substr(0, language.find_first_of("-_")));
    if (const auto found = loaded_.find(base); found != loaded_.end()) return found->second.get();
    std::unique_ptr<text::Hyphenator> hyphenator;
    const std::string_view patterns = hyphenation_patterns(base);
    if (!patterns.empty()) hyphenator = std::make_unique<text::Hyphenator>(patterns, base);
    return loaded_.emplace(base, std::move(hyphenator)).first->second.get();
}

Px comfortable_measure(Family family, Px size) {
    // Charis sets 66 characters of Dutch in 600 px at 18.5; OpenDyslexic and mono are wider.
    switch (family) {
        case Family::serif: return size * 32.43F;
        case Family::sans:
        case Family::humanist: return size * 33.5F;
        case Family::dyslexic: return size * 38;
        case Family::mono: return size * 39.6F;
    }
    return size * 33;
}

std::shared_ptr<const ChapterLayout> set_chapter(Fonts& fonts, Hyphenation& hyphenation, std::shared_ptr<const document::Chapter> chapter,
                                                 std::string_view language, const Style& style, const FigureSize& figure_size,
                                                 const std::optional<Portion>& portion, const std::stop_token& stop) {
    return Composer(fonts, hyphenation, std::move(chapter), language, style, figure_size).compose(portion, stop);
}

}  // namespace katern::typeset
