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
    line.move(2 * setting.x + setting.measure - 2 * line.x - line.width);
}

bool continues(const Run& run, const Form& form, FaceId face_id) {
    return run.face == face_id && run.size == form.size && run.ink == form.ink && run.rise == form.rise && run.strike == form.strike &&
           run.link == form.link && run.footnote == form.footnote;
}

Run run_of(const Form& form, FaceId face_id, std::size_t first) {
    Run run;
    run.face = face_id;
    run.size = form.size;
    run.ink = form.ink;
    run.rise = form.rise;
    run.strike = form.strike;
    run.link = form.link;
    run.footnote = form.footnote;
    run.first = static_cast<std::uint32_t>(first);
    return run;
}

}  // namespace

// So many more glyphs in this form.
void Paragraph::add_to_run(Line& line, const Form& form, FaceId face_id, std::size_t count) {
    if (&form != run_form_ || line.runs.back().face != face_id) {
        if (line.runs.empty() || !continues(line.runs.back(), form, face_id)) line.runs.push_back(run_of(form, face_id, placed_));
        run_form_ = &form;
    }
    line.runs.back().count += static_cast<std::uint32_t>(count);
    placed_ += count;
}

// Flat, as add_word is.
[[gnu::flatten]] void Paragraph::add_piece(Piece::Kind kind, const Form& form, std::span<const WordGlyph> glyphs, std::size_t start) {
    Piece piece;
    piece.kind = kind;
    piece.glyphs = glyphs.data();
    piece.count = static_cast<std::uint32_t>(glyphs.size()) & Piece::most_count;
    piece.start = static_cast<std::uint32_t>(start);
    piece.size = form.size;
    piece.letter_spacing = kind == Piece::Kind::word ? form.letter_spacing : 0;
    room_->pieces.push_back(piece);
}

// A word or a part of one.
template <class T>
Px Paragraph::add_known(Line& line, Piece::Kind kind, const Form& form, const T& known, std::size_t start) {
    if (known.glyphs.empty()) return 0;
    add_piece(kind, form, known.glyphs, start);
    if (known.one_face)
        add_to_run(line, form, known.face, known.glyphs.size());
    else
        for (const WordGlyph& glyph : known.glyphs) add_to_run(line, form, glyph.face, 1);
    return known.width * form.size + (kind == Piece::Kind::word ? form.letter_spacing * static_cast<float>(known.clusters) : 0);
}

// Glyphs that are no word's. `dropped`: bytes that the text has more than what was shaped, behind its first cluster.
Px Paragraph::add_shaped(Line& line, Piece::Kind kind, const Form& form, const ShapedText& shaped, text::Range bytes, std::size_t dropped, float fit) {
    if (shaped.glyphs.empty()) return 0;
    std::vector<WordGlyph>& part = pieces_->parts.emplace_front();
    add_ends(shaped, bytes.size() - dropped, part);
    Px width = 0;
    for (std::size_t i = 0; i < part.size(); ++i) {
        Px advance = part[i].advance * form.size;
        if (kind == Piece::Kind::word && (i + 1 == part.size() || part[i + 1].cluster != part[i].cluster)) advance += form.letter_spacing;
        width += advance * (1 + fit);
    }
    for (WordGlyph& glyph : part) {
        if (glyph.cluster > 0) glyph.cluster += static_cast<std::uint32_t>(dropped);
        glyph.end += static_cast<std::uint32_t>(dropped);
    }
    for (const WordGlyph& glyph : part) add_to_run(line, form, glyph.face, 1);
    add_piece(kind, form, part, bytes.start);
    return width;
}

Px Paragraph::add_literal(Line& line, const Origin& origin, float fit) {
    const bool insert = origin.form >= stretches_.size();
    const Form& form = form_of(origin.form);
    if (insert) {
        const std::string& literal = inserts_[origin.form - stretches_.size()].literal;
        return add_shaped(line, Piece::Kind::insert, form, fonts_.shape(form.face, form.features, language_, literal), {origin.start, origin.start}, 0, fit);
    }
    return add_known(line, Piece::Kind::hyphen, form, use_of(origin.form).words->find(hyphen_sign), origin.start);
}

// One glyph per space, so that a caret can stand between two.
void Paragraph::add_space(Line& line, const Origin& origin, Px width) {
    const FormUse& use = use_of(origin.form);
    const std::size_t size = origin.end - origin.start;
    Piece piece;
    piece.kind = Piece::Kind::space;
    piece.glyphs = use.space_glyph;
    piece.start = origin.start;
    piece.size = width;
    if (size <= 1) {
        piece.count = static_cast<std::uint32_t>(size) & Piece::most_count;
        room_->pieces.push_back(piece);
        add_to_run(line, stretches_[origin.form].form, use.space_glyph->face, 1);
        return;
    }
    const std::size_t count = text::count_code_points(text::slice(text_, origin.bytes()));
    piece.size = width / static_cast<float>(count);
    for (std::size_t i = 0, byte = origin.start; i < count; ++i) {
        static_cast<void>(text::next_code_point(text_, byte));
        piece.count = static_cast<std::uint32_t>(byte - piece.start) & Piece::most_count;
        room_->pieces.push_back(piece);
        piece.kind = Piece::Kind::more_space;
        piece.start = static_cast<std::uint32_t>(byte);
    }
    add_to_run(line, stretches_[origin.form].form, use.space_glyph->face, count);
}

// Adds the box at `item` and what belongs to the same word on this line: boxes that a hyphen might have parted are set as the one
// word that they are here. `item` moves to the last of them. Gives their width.
Px Paragraph::add_box(Line& line, std::size_t& item, const BrokenLine& broken, float fit) {
    const Origin& origin = origins_[item];
    if (origin.literal != 0) return add_literal(line, origin, fit);
    if (origin.begins_word != 0 && item + 2 * origin.word->cuts.size() < broken.last) {
        item += 2 * origin.word->cuts.size();
        return add_known(line, Piece::Kind::word, form_of(origin.form), *origin.word, origin.start) * (1 + fit);
    }
    if (!origin.empty() && is_tab(origin.start)) {
        add_space(line, origin, items_[item].width);
        return items_[item].width;
    }
    const char32_t changed = item == broken.first && item > 0 ? origins_[item - 1].after : 0;
    text::Range bytes = origin.bytes();
    while (item + 1 < broken.last) {
        std::size_t next = item + 1;
        if (items_[next].kind == Item::Kind::penalty && items_[next].width >= 0 && next + 1 < broken.last) ++next;
        const Origin& other = origins_[next];
        const bool joins = items_[next].kind == Item::Kind::box && other.form == origin.form && other.literal == 0 &&
                           other.start == bytes.end && !other.empty() && other.word == origin.word && !is_tab(other.start) &&
                           level_at(bytes.start) == level_at(bytes.end);
        if (!joins) break;
        bytes.end = other.end;
        item = next;
    }
    const Form& form = form_of(origin.form);
    std::string_view own = text::slice(text_, bytes);
    if (origin.word != nullptr && changed == 0)
        return add_known(line, Piece::Kind::word, form, use_of(origin.form).words->find_part(own), bytes.start) * (1 + fit);
    std::string respelt;
    if (changed != 0) {
        std::size_t second = 0;
        static_cast<void>(text::next_code_point(own, second));
        text::append_utf8(respelt, changed);
        respelt += own.substr(second);
        own = respelt;
    }
    const ShapedText& shaped = fonts_.shape(form.face, form.features, language_, own, direction_of(bytes));
    return add_shaped(line, Piece::Kind::word, form, shaped, bytes, bytes.size() - own.size(), fit);
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
    LineGlyphs::Recipe recipe;
    recipe.first = static_cast<std::uint32_t>(room_->pieces.size());
    recipe.fit = fit;
    recipe.x = line.x = x;
    bool has_space = false;
    placed_ = 0;
    run_form_ = nullptr;
    for (std::size_t i = broken.first; i < broken.last; ++i) {
        const Item& item = items_[i];
        const Origin& origin = origins_[i];
        if (item.kind == Item::Kind::glue) {
            if (origin.empty()) continue;  // the fill of a last line
            const Px width = item.width + ratio * (ratio >= 0 ? item.stretch : item.shrink);
            has_space = true;
            add_space(line, origin, width);
            x += width;
        } else if (item.kind == Item::Kind::box) {
            if (origin.empty() && origin.literal == 0) {
                recipe.x = x += item.width * (1 + fit);  // the indent of a first line
            } else {
                x += add_box(line, i, broken, fit);
            }
        }
    }
    const bool parts_word = end.kind == Item::Kind::penalty && end_origin.literal != 0;
    if (parts_word) x += add_literal(line, end_origin, 0);
    line.hyphenated = parts_word || end.flagged;
    if (recipe.first < room_->pieces.size()) {
        const Piece& piece = room_->pieces[recipe.first];
        line.x = recipe.x + (piece.is_space() ? 0 : piece.glyphs->dx * piece.size);
    }
    const bool last = end.kind == Item::Kind::penalty && end.penalty <= forced_break;
    recipe.to_edge = has_space && filled && total_fit && !broken.overfull && (!last || ratio < 0);
    recipe.edge = setting.x + setting.measure + (setting.hanging ? end.hang : 0);
    line.width = (recipe.to_edge ? recipe.edge : x) - line.x;
    if (setting.trailing_spaces && end.kind == Item::Kind::glue && !end_origin.empty()) add_space(line, end_origin, end.width);
    recipe.count = static_cast<std::uint32_t>(room_->pieces.size()) - recipe.first;
    line.glyphs = LineGlyphs(pieces_, recipe);
    return line;
}

std::vector<Line> Paragraph::chosen_lines(const Setting& setting) {
    const std::vector<BrokenLine>& broken = chosen_;
    std::vector<Line> lines;
    lines.reserve(broken.size());
    pieces_ = std::make_shared<Pieces>();
    room_->pieces.clear();
    for (std::size_t i = 0; i < broken.size(); ++i) lines.push_back(make_line(broken[i], setting, i == 0));
    pieces_->all = room_->pieces;
    for (const FormUse& use : uses_)
        if (use.words != nullptr && (pieces_->words.empty() || pieces_->words.back() != use.words->glyphs())) pieces_->words.push_back(use.words->glyphs());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i].bytes.start = i == 0 ? bytes_.start : lines[i - 1].bytes.end;
        const std::size_t next = i + 1 < broken.size() ? broken[i + 1].first : items_.size();
        lines[i].bytes.end = next < origins_.size() ? origins_[next].start : bytes_.end;
        if (i + 1 == lines.size()) lines[i].bytes.end = bytes_.end;
        if (bidi_.levels.empty()) continue;
        reorder(lines[i], bidi_, bytes_.start, text_);
        if (bidi_.right_to_left && setting.measure > 0) move_to_right_edge(lines[i], setting);
    }
    return lines;
}

}  // namespace katern::typeset
