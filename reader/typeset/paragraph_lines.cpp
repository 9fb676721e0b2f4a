// From chosen breaks to lines with glyphs.
#include <algorithm>

#include "typeset/bidi_line.h"
#include "typeset/paragraph.h"

namespace katern::typeset {
namespace {

constexpr float most_ratio = 3;  // a looser line than this is left short instead
constexpr std::string_view hyphen_sign = "-";

// What runs from right to left begins at the right edge: the line stands as far from it as it stood from the left one.
void move_to_right_edge(Line& line, const Paragraph::Setting& setting) {
    const Px by = 2 * setting.x + setting.measure - 2 * line.x - line.width;
    line.x += by;
    for (Glyph& glyph : line.glyphs) glyph.x += by;
}

}  // namespace

// `first`: the glyph with which it begins, if it has to.
Run& Paragraph::run_for(Line& line, const Form& form, FaceId face_id, std::size_t first) {
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
    run.first = static_cast<std::uint32_t>(first);
    line.runs.push_back(run);
    return line.runs.back();
}

// A line is put together where the last one was, and copied to a place of its own when it is whole.
Glyph* Paragraph::room_for(std::size_t glyphs) {
    std::vector<Glyph>& all = room_->glyphs;
    if (placed_ + glyphs > all.size()) all.resize(2 * (placed_ + glyphs));
    placed_ += glyphs;
    return all.data() + placed_ - glyphs;
}

// `dropped`: bytes that the text has more than what was shaped, behind its first cluster.
void Paragraph::place(Line& line, const Form& form, std::span<const WordGlyph> glyphs, text::Range bytes, std::size_t dropped, float fit,
                      Px& x) {
    if (glyphs.empty()) return;
    const bool is_text = !bytes.empty();
    const std::size_t first = placed_;
    Glyph* const to = room_for(glyphs.size());
    Run* run = &run_for(line, form, glyphs.front().face, first);
    Px pen = x;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        const WordGlyph& from = glyphs[i];
        if (run->face != from.face) run = &run_for(line, form, from.face, first + i);
        Glyph& glyph = to[i];
        glyph.id = from.glyph;
        glyph.bytes = bytes;
        if (is_text) glyph.bytes = {bytes.start + from.cluster + (from.cluster > 0 ? dropped : 0), bytes.start + from.end + dropped};
        glyph.x = pen + from.dx * form.size;
        glyph.dy = from.dy * form.size;
        Px advance = from.advance * form.size;
        if (i + 1 == glyphs.size() || glyphs[i + 1].cluster != from.cluster) advance += form.letter_spacing;
        glyph.advance = advance * (1 + fit);
        pen += glyph.advance;
        ++run->count;
    }
    x = pen;
}

void Paragraph::place_literal(Line& line, const Origin& origin, float fit, Px& x) {
    const bool insert = origin.form >= stretches_.size();
    const std::string_view words = insert ? std::string_view(inserts_[origin.form - stretches_.size()].literal) : hyphen_sign;
    Form form = form_of(origin.form);
    form.letter_spacing = 0;
    if (!insert) return place(line, form, use_of(origin.form).words->find(words).glyphs, {origin.start, origin.start}, 0, fit, x);
    const ShapedText& shaped = fonts_.shape(form.face, form.features, language_, words);
    place(line, form, with_ends(shaped, words.size()), {origin.start, origin.start}, 0, fit, x);
}

void Paragraph::place_space(Line& line, const Origin& origin, Px width, Px& x) {
    const FormUse& use = use_of(origin.form);
    const Form& form = stretches_[origin.form].form;
    // One glyph per space, so that a caret can stand between two.
    const std::size_t size = origin.end - origin.start;
    const std::size_t count = size <= 1 ? 1 : text::count_code_points(text::slice(text_, origin.bytes()));
    std::size_t byte = origin.start;
    Run& run = run_for(line, form, use.space_face, placed_);
    Glyph* const to = room_for(count);
    for (std::size_t i = 0; i < count; ++i) {
        Glyph& glyph = to[i];
        glyph.dy = 0;
        glyph.id = use.space_glyph;
        std::size_t end = byte;
        if (size == 1)
            ++end;
        else if (size > 1)
            static_cast<void>(text::next_code_point(text_, end));
        glyph.bytes = {byte, end};
        byte = end;
        glyph.x = x;
        glyph.advance = width / static_cast<float>(count);
        x += glyph.advance;
        ++run.count;
    }
}

// Widths were measured in whole words; a word that was parted by a hyphen has lost a kern or a ligature, and the line ends a
// fraction of a pixel beside the edge. The spaces take that up.
void Paragraph::reach_edge(Line& line, Px edge, const std::vector<std::size_t>& spaces) {
    const Px missing = edge - (line.x + line.width);
    if (spaces.empty() || missing == 0) return;
    const Px share = missing / static_cast<float>(spaces.size());
    Glyph* const glyphs = room_->glyphs.data();
    for (std::size_t passed = 0; passed < spaces.size(); ++passed) {
        glyphs[spaces[passed]].advance += share;
        const std::size_t end = passed + 1 < spaces.size() ? spaces[passed + 1] + 1 : placed_;
        for (std::size_t i = spaces[passed] + 1; i < end; ++i) glyphs[i].x += share * static_cast<float>(passed + 1);
    }
    line.width += missing;
}

// Places the box at `item` and what belongs to the same word on this line: boxes that a hyphen might have parted are set as the one
// word that they are here. `item` moves to the last of them.
void Paragraph::place_box(Line& line, std::size_t& item, const BrokenLine& broken, float fit, Px& x) {
    const Origin& origin = origins_[item];
    if (origin.literal != 0) {
        place_literal(line, origin, fit, x);
        return;
    }
    const char32_t changed = item == broken.first && item > 0 ? origins_[item - 1].after : 0;
    text::Range bytes = origin.bytes();
    while (item + 1 < broken.last) {
        std::size_t next = item + 1;
        if (items_[next].kind == Item::Kind::penalty && items_[next].width >= 0 && next + 1 < broken.last) ++next;
        const Origin& other = origins_[next];
        const bool joins = items_[next].kind == Item::Kind::box && other.form == origin.form && other.literal == 0 &&
                           other.start == bytes.end && !other.empty() && other.word == origin.word &&
                           level_at(bytes.start) == level_at(bytes.end);
        if (!joins) break;
        bytes.end = other.end;
        item = next;
    }
    const Form& form = form_of(origin.form);
    if (origin.word != nullptr && bytes.size() == origin.word->text.size()) {
        place(line, form, origin.word->glyphs, bytes, 0, fit, x);
        return;
    }
    std::string_view own = text::slice(text_, bytes);
    std::string respelt;
    if (changed != 0) {
        std::size_t second = 0;
        static_cast<void>(text::next_code_point(own, second));
        text::append_utf8(respelt, changed);
        respelt += own.substr(second);
        own = respelt;
    }
    const ShapedText& shaped = fonts_.shape(form.face, form.features, language_, own, direction_of(bytes));
    place(line, form, with_ends(shaped, own.size()), bytes, bytes.size() - own.size(), fit, x);
}

Line Paragraph::make_line(const BrokenLine& broken, const Setting& setting, bool first) {
    Line line;
    line.overfull = broken.overfull;
    const bool too_loose = broken.ratio > most_ratio;
    const bool filled = setting.justified && !too_loose;
    const float ratio = filled ? broken.ratio : 0;
    const float fit = filled ? broken.letter_fit : 0;
    const Item& end = items_[broken.last];
    const Origin& end_origin = origins_[broken.last];
    const bool total_fit = !setting.first_fit && setting.measure > 0;
    Px x = setting.x + (first && !total_fit ? setting.first_indent : 0);
    if (setting.hanging && total_fit && items_[broken.first].kind == Item::Kind::box) x -= items_[broken.first].hang;
    const Px start = x;
    placed_ = 0;
    std::vector<std::size_t>& spaces = room_->spaces;
    spaces.clear();
    for (std::size_t i = broken.first; i < broken.last; ++i) {
        const Item& item = items_[i];
        const Origin& origin = origins_[i];
        if (item.kind == Item::Kind::glue) {
            if (origin.empty()) continue;  // the fill of a last line
            spaces.push_back(placed_);
            place_space(line, origin, item.width + ratio * (ratio >= 0 ? item.stretch : item.shrink), x);
        } else if (item.kind == Item::Kind::box) {
            if (origin.empty() && origin.literal == 0) {
                x += item.width * (1 + fit);  // the indent of a first line
            } else {
                place_box(line, i, broken, fit, x);
            }
        }
    }
    const bool parts_word = end.kind == Item::Kind::penalty && end_origin.literal != 0;
    if (parts_word) place_literal(line, end_origin, 0, x);
    line.hyphenated = parts_word || end.flagged;
    line.x = placed_ == 0 ? start : room_->glyphs.front().x;
    line.width = x - line.x;
    const bool last = end.kind == Item::Kind::penalty && end.penalty <= forced_break;
    const Px edge = setting.x + setting.measure + (setting.hanging ? end.hang : 0);
    if (filled && total_fit && !broken.overfull && (!last || ratio < 0)) reach_edge(line, edge, spaces);
    if (setting.trailing_spaces && end.kind == Item::Kind::glue && !end_origin.empty()) place_space(line, end_origin, end.width, x);
    line.glyphs.assign(room_->glyphs.begin(), room_->glyphs.begin() + static_cast<std::ptrdiff_t>(placed_));
    reorder(line, bidi_, bytes_.start, text_);
    if (bidi_.right_to_left && setting.measure > 0) move_to_right_edge(line, setting);
    return line;
}

}  // namespace katern::typeset
