#include "typeset/line_glyphs.h"

#include "typeset/pieces.h"

namespace katern::typeset {
namespace {

// Returns where the pen stands behind it.
Px add_glyphs(const Piece& piece, float fit, Px pen, std::vector<Glyph>& glyphs) {
    const bool is_text = piece.kind == Piece::Kind::word;
    for (std::size_t i = 0; i < piece.count; ++i) {
        const WordGlyph& from = piece.glyphs[i];
        Px advance = from.advance * piece.size;
        if (i + 1 == piece.count || piece.glyphs[i + 1].cluster != from.cluster) advance += piece.letter_spacing;
        advance *= 1 + fit;
        const ShortRange bytes = is_text ? ShortRange(piece.start + from.cluster, piece.start + from.end) : ShortRange(piece.start, piece.start);
        glyphs.push_back({from.glyph, bytes, pen + from.dx * piece.size, from.dy * piece.size, advance});
        pen += advance;
    }
    return pen;
}

// Widths were measured in whole words; a word that was parted by a hyphen has lost a kern or a ligature, and the line ends a
// fraction of a pixel beside the edge. The spaces take that up.
void reach_edge(std::vector<Glyph>& glyphs, const std::vector<std::size_t>& spaces, Px missing) {
    if (spaces.empty() || missing == 0) return;
    const Px share = missing / static_cast<float>(spaces.size());
    for (std::size_t passed = 0; passed < spaces.size(); ++passed) {
        glyphs[spaces[passed]].advance += share;
        const std::size_t end = passed + 1 < spaces.size() ? spaces[passed + 1] + 1 : glyphs.size();
        for (std::size_t i = spaces[passed] + 1; i < end; ++i) glyphs[i].x += share * static_cast<float>(passed + 1);
    }
}

}  // namespace

void LineGlyphs::make() const {
    const std::shared_ptr<const Pieces> pieces = std::move(pieces_);
    pieces_ = nullptr;
    std::vector<std::size_t> spaces;
    Px pen = recipe_.x;
    for (std::size_t p = recipe_.first; p < recipe_.first + recipe_.count; ++p) {
        const Piece& piece = pieces->all[p];
        if (!piece.is_space()) {
            pen = add_glyphs(piece, piece.kind == Piece::Kind::hyphen ? 0 : recipe_.fit, pen, made_);
            continue;
        }
        if (piece.kind == Piece::Kind::space) spaces.push_back(made_.size());
        made_.push_back({piece.glyphs->glyph, {piece.start, std::size_t{piece.start} + piece.count}, pen, 0, piece.size});
        pen += piece.size;
    }
    if (recipe_.to_edge && !made_.empty()) reach_edge(made_, spaces, recipe_.edge - pen);
    if (moved_ != 0)
        for (Glyph& glyph : made_) glyph.x += moved_;
}

void LineGlyphs::move(Px by) {
    if (pieces_ != nullptr) {
        moved_ += by;
        return;
    }
    for (Glyph& glyph : made_) glyph.x += by;
}

}  // namespace katern::typeset
