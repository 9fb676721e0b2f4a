#include "typeset/paragraph.h"

#include <algorithm>
#include <cmath>

#include "typeset/bidi_line.h"

namespace katern::typeset {
namespace {

// Of the font's own space: plain TeX lets Computer Modern's stretch by a half and shrink by a third.
constexpr float space_stretch = 0.5F;
constexpr float space_shrink = 0.33F;
constexpr float hyphen_penalty = 50;
constexpr float explicit_hyphen_penalty = 30;
constexpr float grapheme_penalty = 5'000;   // between the letters of a word that is wider than a line
constexpr float ragged_em = 6;              // how far lines may fall short of the measure, flush left
constexpr float most_ratio = 3;             // a looser line than this is left short instead
constexpr float fill = 100'000;             // stretch of a last line

constexpr std::string_view soft_hyphen = "\xC2\xAD";
constexpr std::string_view no_break_space = "\xC2\xA0";
constexpr std::string_view narrow_no_break_space = "\xE2\x80\xAF";
constexpr std::string_view hyphen_sign = "-";

// Signs at the edge of a word, which the patterns know nothing of. General Punctuation is U+2010 to U+2027 here.
bool is_edge_sign(char32_t c) {
    if (c < 0x80) return !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    return c == 0xAB || c == 0xBB || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2039 && c <= 0x203A);
}

text::Range without_edge_signs(std::string_view text, text::Range word) {
    std::size_t start = word.start;
    std::size_t end = word.start;
    bool seen_letter = false;
    for (std::size_t at = word.start; at < word.end;) {
        const std::size_t here = at;
        if (is_edge_sign(text::next_code_point(text, at))) continue;
        if (!seen_letter) start = here;
        seen_letter = true;
        end = at;
    }
    return {start, seen_letter ? end : start};
}

// x of every byte border asked for, in em, in a shaped text whose clusters run forward.
Em width_before(const ShapedText& shaped, std::size_t byte) {
    Em x = 0;
    for (const ShapedGlyph& glyph : shaped.glyphs)
        if (glyph.cluster < byte) x += glyph.advance;
    return x;
}

}  // namespace

Paragraph::Paragraph(Fonts& fonts, std::string_view text, text::Range bytes, std::string_view language, const text::Hyphenator* hyphenator)
    : fonts_(fonts),
      text_(text),
      bytes_(bytes),
      language_(language),
      hyphenator_(hyphenator),
      bidi_(text::bidi_levels(text::slice(text, bytes))) {}

std::uint8_t Paragraph::level_at(std::size_t byte) const {
    const std::size_t at = byte - bytes_.start;
    return at < bidi_.levels.size() ? bidi_.levels[at] : 0;
}

std::size_t Paragraph::level_end(std::size_t byte) const {
    if (bidi_.levels.empty()) return bytes_.end;
    std::size_t end = byte + 1;
    while (end < bytes_.end && level_at(end) == level_at(byte)) ++end;
    return end;
}

// A word that changes its form half-way is shaped in parts; letters that join (Arabic) must do so across the border too.
Direction Paragraph::direction_of(text::Range bytes) const {
    Direction direction;
    direction.right_to_left = (level_at(bytes.start) & 1) != 0;
    if (!direction.right_to_left || bytes.empty()) return direction;
    const auto joins_at = [&](std::size_t at) { return text::joins_neighbours(text::next_code_point(text_, at)); };
    const std::size_t last = text::previous_grapheme(text_, bytes.end);
    direction.joins_before = bytes.start > bytes_.start && joins_at(bytes.start) && joins_at(text::previous_grapheme(text_, bytes.start));
    direction.joins_after = bytes.end < bytes_.end && joins_at(last) && joins_at(bytes.end);
    return direction;
}

void Paragraph::push(Item item, Origin origin) {
    items_.push_back(item);
    origins_.push_back(std::move(origin));
}

// Stretches lie in order, without gaps.
std::size_t Paragraph::form_at(std::size_t byte) const {
    const auto after = std::upper_bound(stretches_.begin(), stretches_.end(), byte,
                                        [](std::size_t b, const Stretch& stretch) { return b < stretch.bytes.start; });
    return after == stretches_.begin() ? 0 : static_cast<std::size_t>(after - stretches_.begin()) - 1;
}

std::vector<std::size_t> Paragraph::hyphens_in(text::Range core) const {
    std::vector<std::size_t> at;
    const std::string_view letters = text::slice(text_, core);
    for (std::size_t i = letters.find(soft_hyphen); i != std::string_view::npos; i = letters.find(soft_hyphen, i + 1))
        at.push_back(core.start + i + soft_hyphen.size());
    if (!hyphenator_ || !at.empty()) return at;
    const text::Range word = without_edge_signs(text_, core);
    if (word.size() < 5) return at;
    for (const std::size_t offset : hyphenator_->breaks(text::slice(text_, word))) at.push_back(word.start + offset);
    return at;
}

void Paragraph::add_inserts_before(std::size_t byte) {
    while (next_insert_ < inserts_.size() && inserts_[next_insert_].at <= byte) {
        const Insert& insert = inserts_[next_insert_];
        const ShapedText& shaped = fonts_.shape(insert.form.face, insert.form.features, language_, insert.literal);
        Item box;
        box.width = shaped.width * insert.form.size;
        push(box, {{insert.at, insert.at}, stretches_.size() + next_insert_, insert.literal});
        ++next_insert_;
    }
}

// A part of a word in one form, cut where hyphens may stand.
void Paragraph::add_stretch(text::Range bytes, std::size_t form, const std::vector<std::size_t>& hyphens, Px measure) {
    const Form& look = stretches_[form].form;
    const ShapedText shaped = fonts_.shape(look.face, look.features, language_, text::slice(text_, bytes), direction_of(bytes));
    std::vector<std::size_t> cuts;
    const bool too_wide = measure > 0 && shaped.width * look.size > measure;
    if (too_wide) {
        for (const std::size_t border : text::grapheme_borders(text::slice(text_, bytes)))
            if (border > 0 && border < bytes.size()) cuts.push_back(bytes.start + border);
    } else {
        for (const std::size_t at : hyphens)
            if (bytes.start < at && at < bytes.end) cuts.push_back(at);
    }
    cuts.push_back(bytes.end);
    Em x = 0;
    std::size_t start = bytes.start;
    for (const std::size_t cut : cuts) {
        const Em end = cut == bytes.end ? shaped.width : width_before(shaped, cut - bytes.start);
        Item box;
        box.width = (end - x) * look.size;
        push(box, {{start, cut}, form, {}});
        x = end;
        start = cut;
        if (cut == bytes.end) break;
        Item penalty;
        penalty.kind = Item::Kind::penalty;
        const bool hyphen = !too_wide || std::binary_search(hyphens.begin(), hyphens.end(), cut);
        penalty.penalty = hyphen ? hyphen_penalty : grapheme_penalty;
        penalty.flagged = hyphen;
        penalty.width = hyphen ? fonts_.metrics(look.face).hyphen * look.size : 0;
        push(penalty, {{cut, cut}, form, hyphen ? std::string(hyphen_sign) : std::string()});
    }
}

// What stands between two opportunities, without its spaces.
void Paragraph::add_segment(text::Range core, Px measure) {
    const std::vector<std::size_t> hyphens = hyphens_in(core);
    std::size_t at = core.start;
    while (at < core.end) {
        add_inserts_before(at);
        const std::string_view rest = text_.substr(at, core.end - at);
        if (rest.starts_with(no_break_space) || rest.starts_with(narrow_no_break_space)) {
            const std::size_t size = rest.starts_with(no_break_space) ? no_break_space.size() : narrow_no_break_space.size();
            add_spaces({at, at + size}, false);
            at += size;
            continue;
        }
        const std::size_t form = form_at(at);
        std::size_t end = std::min({core.end, std::max(stretches_[form].bytes.end, at + 1), level_end(at)});
        const auto stop_at = [&](std::string_view space) {
            const std::size_t found = rest.find(space);
            if (found != std::string_view::npos) end = std::min(end, at + found);
        };
        stop_at(no_break_space);
        stop_at(narrow_no_break_space);
        if (next_insert_ < inserts_.size() && inserts_[next_insert_].at > at) end = std::min(end, inserts_[next_insert_].at);
        add_stretch({at, end}, form, hyphens, measure);
        at = end;
    }
    add_inserts_before(core.end);
}

void Paragraph::add_spaces(text::Range bytes, bool breakable) {
    const Form& look = stretches_[form_at(bytes.start)].form;
    const Px space = fonts_.metrics(look.face).space * look.size;
    // A line doesn't end before the spaces that end its text, else nothing would stand on the next one.
    const bool ends_text = bytes.end == bytes_.end || text_[bytes.end] == '\n';
    if (!breakable || ends_text) {
        Item never;
        never.kind = Item::Kind::penalty;
        never.penalty = forbidden_break;
        push(never, {{bytes.start, bytes.start}, form_at(bytes.start), {}});
    }
    Item glue;
    glue.kind = Item::Kind::glue;
    glue.width = space * (breakable ? static_cast<float>(bytes.size()) : 1.0F);
    glue.stretch = space * space_stretch;
    glue.shrink = space * space_shrink;
    push(glue, {bytes, form_at(bytes.start), {}});
}

void Paragraph::prepare(Px measure) {
    items_.clear();
    origins_.clear();
    next_insert_ = 0;
    if (stretches_.empty()) return;
    const std::string_view own = text::slice(text_, bytes_);
    std::size_t start = 0;
    std::vector<text::LineOpportunity> opportunities = text::line_opportunities(own, language_);
    if (opportunities.empty() || opportunities.back().at < own.size()) opportunities.push_back({own.size(), false});
    for (const text::LineOpportunity& opportunity : opportunities) {
        std::size_t core = opportunity.at;
        const auto is_space = [&](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
        while (core > start && is_space(own[core - 1])) --core;
        if (verbatim_) core = own[opportunity.at - 1] == '\n' ? opportunity.at - 1 : opportunity.at;
        add_segment({bytes_.start + start, bytes_.start + core}, measure);
        const text::Range rest{bytes_.start + core, bytes_.start + opportunity.at};
        const bool last = opportunity.at == own.size();
        const bool line_feed = !rest.empty() && text_[rest.end - 1] == '\n';
        if (opportunity.must && (line_feed || !last)) {
            if (rest.size() > 1) add_spaces({rest.start, rest.end - 1}, true);
            Item end;
            end.kind = Item::Kind::glue;
            end.stretch = fill;
            push({.kind = Item::Kind::penalty, .penalty = forbidden_break}, {{rest.end - 1, rest.end - 1}, form_at(rest.start), {}});
            push(end, {{rest.end - 1, rest.end - 1}, form_at(rest.start), {}});
            push({.kind = Item::Kind::penalty, .penalty = forced_break}, {{rest.end - 1, rest.end}, form_at(rest.start), {}});
        } else if (!rest.empty()) {
            add_spaces(rest, true);
        } else if (!last) {
            const bool after_hyphen = core > start && own[core - 1] == '-';
            push({.kind = Item::Kind::penalty, .penalty = after_hyphen ? explicit_hyphen_penalty : 0, .flagged = after_hyphen},
                 {{rest.start, rest.start}, form_at(rest.start), {}});
        }
        start = opportunity.at;
    }
    add_inserts_before(bytes_.end);
    const std::size_t form = form_at(bytes_.end);
    push({.kind = Item::Kind::penalty, .penalty = forbidden_break}, {{bytes_.end, bytes_.end}, form, {}});
    push({.kind = Item::Kind::glue, .stretch = fill}, {{bytes_.end, bytes_.end}, form, {}});
    push({.kind = Item::Kind::penalty, .penalty = forced_break}, {{bytes_.end, bytes_.end}, form, {}});
}

std::vector<Line> Paragraph::set(const Setting& setting) {
    prepare(setting.measure);
    std::vector<Line> lines;
    if (items_.empty()) return lines;
    std::vector<BrokenLine> broken;
    if (setting.first_fit || setting.measure <= 0) {
        broken = break_first_fit(items_, setting.measure, setting.first_indent);
    } else {
        if (setting.first_indent > 0) {
            items_.insert(items_.begin(), Item{.kind = Item::Kind::box, .width = setting.first_indent});
            origins_.insert(origins_.begin(), Origin{{bytes_.start, bytes_.start}, 0, {}});
        }
        const Px ragged = setting.justified ? 0 : ragged_em * stretches_.front().form.size;
        broken = break_lines(items_, setting.measure, ragged);
    }
    for (std::size_t i = 0; i < broken.size(); ++i) lines.push_back(make_line(broken[i], setting, i == 0));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i].bytes.start = i == 0 ? bytes_.start : lines[i - 1].bytes.end;
        const std::size_t next = i + 1 < broken.size() ? broken[i + 1].first : items_.size();
        lines[i].bytes.end = next < origins_.size() ? origins_[next].bytes.start : bytes_.end;
        if (i + 1 == lines.size()) lines[i].bytes.end = bytes_.end;
    }
    return lines;
}

Px Paragraph::longest_word() {
    prepare(0);
    Px longest = 0;
    Px word = 0;
    for (const Item& item : items_) {
        if (item.kind == Item::Kind::box)
            word += item.width;
        else if (item.kind == Item::Kind::glue)
            word = 0;
        longest = std::max(longest, word);
    }
    return longest;
}

Px Paragraph::natural_width() {
    prepare(0);
    Px widest = 0;
    Px width = 0;
    for (const Item& item : items_) {
        if (item.kind != Item::Kind::penalty) width += item.width;
        widest = std::max(widest, width);
        if (item.kind == Item::Kind::penalty && item.penalty <= forced_break) width = 0;
    }
    return widest;
}

Run& Paragraph::run_for(Line& line, const Form& form, FaceId face_id) {
    if (!line.runs.empty()) {
        Run& last = line.runs.back();
        if (last.face == face_id && last.size == form.size && last.ink == form.ink && last.rise == form.rise && last.strike == form.strike &&
            last.link == form.link && last.footnote == form.footnote)
            return last;
    }
    Run run;
    run.face = face_id;
    run.size = form.size;
    run.ink = form.ink;
    run.rise = form.rise;
    run.strike = form.strike;
    run.link = form.link;
    run.footnote = form.footnote;
    run.first = static_cast<std::uint32_t>(line.glyphs.size());
    line.runs.push_back(run);
    return line.runs.back();
}

void Paragraph::place(Line& line, const Origin& origin, text::Range bytes, Px& x) {
    const Form& form = origin.form < stretches_.size() ? stretches_[origin.form].form : inserts_[origin.form - stretches_.size()].form;
    const bool literal = !origin.literal.empty();
    const std::string_view words = literal ? std::string_view(origin.literal) : text::slice(text_, bytes);
    const ShapedText& shaped = fonts_.shape(form.face, form.features, language_, words, literal ? Direction{} : direction_of(bytes));
    // A cluster ends where the next one (in the text) begins.
    std::vector<std::size_t> starts;
    for (const ShapedGlyph& glyph : shaped.glyphs) starts.push_back(glyph.cluster);
    std::sort(starts.begin(), starts.end());
    for (const ShapedGlyph& shaped_glyph : shaped.glyphs) {
        Run& run = run_for(line, form, shaped_glyph.face);
        Glyph glyph;
        glyph.id = shaped_glyph.glyph;
        if (literal) {
            glyph.bytes = {bytes.start, bytes.start};
        } else {
            const auto next = std::upper_bound(starts.begin(), starts.end(), shaped_glyph.cluster);
            glyph.bytes = {bytes.start + shaped_glyph.cluster, next == starts.end() ? bytes.end : bytes.start + *next};
        }
        glyph.x = x + shaped_glyph.dx * form.size;
        glyph.dy = shaped_glyph.dy * form.size;
        glyph.advance = shaped_glyph.advance * form.size;
        x += glyph.advance;
        line.glyphs.push_back(glyph);
        ++run.count;
    }
}

void Paragraph::place_space(Line& line, const Origin& origin, Px width, Px& x) {
    const Form& form = stretches_[origin.form].form;
    const ShapedText& shaped = fonts_.shape(form.face, form.features, language_, " ");
    if (shaped.glyphs.empty()) return;
    const std::uint32_t id = shaped.glyphs.front().glyph;
    const FaceId face_id = shaped.glyphs.front().face;
    // One glyph per space, so that a caret can stand between two.
    const std::size_t count = std::max<std::size_t>(1, text::count_code_points(text::slice(text_, origin.bytes)));
    std::size_t byte = origin.bytes.start;
    for (std::size_t i = 0; i < count; ++i) {
        Run& run = run_for(line, form, face_id);
        Glyph glyph;
        glyph.id = id;
        std::size_t end = byte;
        if (!origin.bytes.empty()) static_cast<void>(text::next_code_point(text_, end));
        glyph.bytes = {byte, end};
        byte = end;
        glyph.x = x;
        glyph.advance = width / static_cast<float>(count);
        x += glyph.advance;
        line.glyphs.push_back(glyph);
        ++run.count;
    }
}

// Widths were measured in whole words; a word that was parted by a hyphen has lost a kern or a ligature, and the line ends a
// fraction of a pixel beside the edge. The spaces take that up.
void Paragraph::reach_edge(Line& line, Px edge, const std::vector<std::size_t>& spaces) const {
    const Px missing = edge - (line.x + line.width);
    if (spaces.empty() || missing == 0) return;
    const Px share = missing / static_cast<float>(spaces.size());
    std::size_t passed = 0;
    for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
        line.glyphs[i].x += share * static_cast<float>(passed);
        if (passed < spaces.size() && spaces[passed] == i) {
            line.glyphs[i].advance += share;
            ++passed;
        }
    }
    line.width += missing;
}

namespace {

// What runs from right to left begins at the right edge: the line stands as far from it as it stood from the left one.
void move_to_right_edge(Line& line, const Paragraph::Setting& setting) {
    const Px by = 2 * setting.x + setting.measure - 2 * line.x - line.width;
    line.x += by;
    for (Glyph& glyph : line.glyphs) glyph.x += by;
}

}  // namespace

Line Paragraph::make_line(const BrokenLine& broken, const Setting& setting, bool first) {
    Line line;
    line.overfull = broken.overfull;
    const bool too_loose = broken.ratio > most_ratio;
    const float ratio = setting.justified && !too_loose ? broken.ratio : 0;
    Px x = setting.x + (first && (setting.first_fit || setting.measure <= 0) ? setting.first_indent : 0);
    const Px start = x;
    std::vector<std::size_t> spaces;  // glyphs
    for (std::size_t i = broken.first; i < broken.last; ++i) {
        const Item& item = items_[i];
        const Origin& origin = origins_[i];
        if (item.kind == Item::Kind::glue) {
            if (origin.bytes.empty()) continue;  // the fill of a last line
            spaces.push_back(line.glyphs.size());
            place_space(line, origin, item.width + ratio * (ratio >= 0 ? item.stretch : item.shrink), x);
        } else if (item.kind == Item::Kind::box) {
            if (origin.bytes.empty() && origin.literal.empty()) {  // the indent of a first line
                x += item.width;
                continue;
            }
            // Boxes that a hyphen might have parted are shaped as the one word that they are here.
            text::Range bytes = origin.bytes;
            while (origin.literal.empty() && i + 1 < broken.last) {
                std::size_t next = i + 1;
                if (items_[next].kind == Item::Kind::penalty && items_[next].width >= 0 && next + 1 < broken.last) ++next;
                const bool joins = items_[next].kind == Item::Kind::box && origins_[next].form == origin.form &&
                                   origins_[next].literal.empty() && origins_[next].bytes.start == bytes.end && !origins_[next].bytes.empty() &&
                                   level_at(bytes.start) == level_at(bytes.end);
                if (!joins) break;
                bytes.end = origins_[next].bytes.end;
                i = next;
            }
            place(line, origin, bytes, x);
        }
    }
    const Item& end = items_[broken.last];
    if (end.kind == Item::Kind::penalty && !origins_[broken.last].literal.empty()) {
        line.hyphenated = true;
        Origin hyphen = origins_[broken.last];
        place(line, hyphen, hyphen.bytes, x);
    } else if (end.kind == Item::Kind::penalty && end.flagged) {
        line.hyphenated = true;
    }
    line.x = line.glyphs.empty() ? start : line.glyphs.front().x;
    line.width = x - line.x;
    const bool last = end.kind == Item::Kind::penalty && end.penalty <= forced_break;
    if (setting.justified && !too_loose && !broken.overfull && (!last || ratio < 0)) reach_edge(line, setting.x + setting.measure, spaces);
    if (setting.trailing_spaces && end.kind == Item::Kind::glue && !origins_[broken.last].bytes.empty())
        place_space(line, origins_[broken.last], end.width, x);
    reorder(line, bidi_, bytes_.start, text_);
    if (bidi_.right_to_left && setting.measure > 0) move_to_right_edge(line, setting);
    return line;
}

std::vector<BrokenLine> break_first_fit(const std::vector<Item>& items, Px measure, Px first_indent) {
    std::vector<BrokenLine> lines;
    std::size_t first = 0;
    std::size_t best = items.size();  // last place where the line may end
    Px width = first_indent;
    const auto end_line = [&](std::size_t at) {
        lines.push_back({first, at, 0, false});
        // A glue at the break is dropped; a penalty is not set either.
        first = at + 1;
        width = 0;
        best = items.size();
    };
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Item& item = items[i];
        if (item.kind == Item::Kind::penalty) {
            if (item.penalty <= forced_break) {
                end_line(i);
            } else if (item.penalty < forbidden_break && (measure <= 0 || width + item.width <= measure)) {
                best = i;
            }
            continue;
        }
        if (item.kind == Item::Kind::glue) {
            if (i > first && items[i - 1].kind != Item::Kind::penalty) best = i;
            width += item.width;
            continue;
        }
        width += item.width;
        if (measure > 0 && width > measure && best < items.size() && best >= first) {
            const std::size_t at = best;
            end_line(at);
            i = at;  // the rest is measured again, on the next line
        }
    }
    return lines;
}

}  // namespace katern::typeset
