// From text to boxes, glue and penalties.
#include <algorithm>

#include "typeset/paragraph.h"

namespace katern::typeset {
namespace {

constexpr float hyphen_penalty = 50;
constexpr float tied_hyphen_penalty = 400;  // in a word that is tied to its number, and in a paragraph's last one
constexpr float explicit_hyphen_penalty = 30;
constexpr float grapheme_penalty = 5'000;   // between the letters of a word that is wider than a line
constexpr float fill = 100'000;             // stretch of a last line

constexpr std::string_view soft_hyphen = "\xC2\xAD";
constexpr std::string_view no_break_space = "\xC2\xA0";
constexpr std::string_view narrow_no_break_space = "\xE2\x80\xAF";

constexpr std::size_t tab_stop = 4;  // columns

// Bytes of the no-break space at the start of a text; 0 when there is none.
std::size_t fixed_space_at(std::string_view text) {
    if (text.starts_with(no_break_space)) return no_break_space.size();
    return text.starts_with(narrow_no_break_space) ? narrow_no_break_space.size() : 0;
}

// A web or mail address.
bool is_address(std::string_view text) {
    return text.find("://") != std::string_view::npos || text.find('@') != std::string_view::npos || text.starts_with("www.");
}

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

}  // namespace

// For a word in more than one form, or one that is wider than the line. Only breaks that leave the spelling as it is.
std::vector<std::size_t> Paragraph::hyphens_in(text::Range unit, bool too_wide) const {
    std::vector<std::size_t> at;
    if (hyphenator_ == nullptr && !too_wide) return at;
    const std::string_view letters = text::slice(text_, unit);
    for (std::size_t i = letters.find(soft_hyphen); i != std::string_view::npos; i = letters.find(soft_hyphen, i + 1))
        at.push_back(unit.start + i + soft_hyphen.size());
    if (hyphenator_ == nullptr || !at.empty()) return at;
    const auto [start, size] = without_edge_signs(letters);
    for (const text::HyphenBreak& way : hyphenator_->breaks(letters.substr(start, size)))
        if (way.after == 0) at.push_back(unit.start + start + way.at);
    return at;
}

void Paragraph::add_inserts_before(std::size_t byte) {
    while (next_insert_ < inserts_.size() && inserts_[next_insert_].at <= byte) {
        const Insert& insert = inserts_[next_insert_];
        const ShapedText& shaped = fonts_.shape(insert.form.face, insert.form.features, language_, insert.literal);
        Origin origin = origin_of({insert.at, insert.at}, static_cast<std::uint32_t>(stretches_.size() + next_insert_));
        origin.literal = 1;
        push({.width = shaped.width * insert.form.size}, origin);
        edge_hang_ = 0;
        ++next_insert_;
    }
}

void Paragraph::add_hyphen(std::size_t at, std::uint32_t form, const WordCut* cut) {
    const FormUse& use = use_of(form);
    Item penalty;
    penalty.kind = Item::Kind::penalty;
    penalty.penalty = tied_ ? tied_hyphen_penalty : hyphen_penalty;
    penalty.flagged = true;
    penalty.width = use.hyphen;
    penalty.hang = use.hyphen_hang;
    Origin origin = origin_of({at, at}, form);
    origin.literal = 1;
    if (cut != nullptr) {
        penalty.after = cut->change * stretches_[form].form.size;
        origin.after = cut->after;
    }
    push(penalty, origin);
}

// A word in one form that fits a line. Most items are added here: with the calls that it makes within it, that is felt.
[[gnu::flatten]] void Paragraph::add_word(const Word& word, std::size_t start, std::uint32_t form) {
    const Form& look = stretches_[form].form;
    const auto width = [&](Em em, std::uint32_t clusters) { return em * look.size + look.letter_spacing * static_cast<float>(clusters); };
    Px x = 0;
    std::size_t at = start;
    for (const WordCut& cut : word.cuts) {
        const Px end = width(cut.x, cut.clusters);
        Origin origin = origin_of({at, start + cut.at}, form);
        origin.word = &word;
        origin.begins_word = at == start ? 1 : 0;
        push({.width = end - x, .hang = at == start ? word.hang_left * look.size : 0}, origin);
        at = start + cut.at;
        add_hyphen(at, form, &cut);
        x = end;
    }
    Origin origin = origin_of({at, start + word.text.size()}, form);
    origin.word = &word;
    origin.begins_word = at == start ? 1 : 0;
    push({.width = width(word.width, word.clusters) - x, .hang = at == start ? word.hang_left * look.size : 0}, origin);
    // The space behind a last letter stands out of the measure like a sign that hangs.
    edge_hang_ = word.hang_right * look.size + look.letter_spacing;
}

// A part of a word in one form, cut where hyphens may stand; or between all its letters, when it is wider than a line.
void Paragraph::add_stretch(text::Range bytes, std::uint32_t form, const std::vector<std::size_t>& hyphens, Px measure) {
    const Form& look = stretches_[form].form;
    const std::string_view own = text::slice(text_, bytes);
    const std::vector<WordGlyph> glyphs = with_ends(fonts_.shape(look.face, look.features, language_, own, direction_of(bytes)), own.size());
    std::vector<Px> widths(own.size() + 1);  // of the clusters that end at each byte; then of all before it
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        widths[glyphs[i].end] += glyphs[i].advance * look.size;
        if (i == 0 || glyphs[i].cluster != glyphs[i - 1].cluster) widths[glyphs[i].end] += look.letter_spacing;
    }
    for (std::size_t i = 1; i < widths.size(); ++i) widths[i] += widths[i - 1];
    const bool too_wide = measure > 0 && widths.back() > measure;
    const bool hyphenated = look.hyphenated && !hyphens.empty();
    std::vector<std::size_t> cuts;
    if (too_wide) {
        // Not within a ligature: its letters have no widths of their own.
        std::vector<bool> ends(own.size() + 1);
        for (const WordGlyph& glyph : glyphs) ends[glyph.end] = true;
        for (const std::size_t border : text::grapheme_borders(own))
            if (border > 0 && border < own.size() && ends[border]) cuts.push_back(bytes.start + border);
    } else if (hyphenated) {
        for (const std::size_t at : hyphens)
            if (bytes.start < at && at < bytes.end) cuts.push_back(at);
    }
    cuts.push_back(bytes.end);
    std::size_t start = bytes.start;
    for (const std::size_t cut : cuts) {
        push({.width = widths[cut - bytes.start] - widths[start - bytes.start]}, origin_of({start, cut}, form));
        start = cut;
        if (cut == bytes.end) break;
        if (!too_wide || (hyphenated && std::binary_search(hyphens.begin(), hyphens.end(), cut))) {
            add_hyphen(cut, form, nullptr);
            // Every line of such a word must be broken: it may have more hyphens in a row.
            items_.back().flagged = !too_wide;
        } else {
            push({.kind = Item::Kind::penalty, .penalty = grapheme_penalty}, origin_of({cut, cut}, form));
        }
    }
    edge_hang_ = look.letter_spacing;
}

// A hyphen would be read as a part of it.
bool Paragraph::is_in_address(text::Range unit) const {
    if (hyphenator_ == nullptr) return false;
    std::size_t start = unit.start, end = unit.end;
    while (start > bytes_.start && !is_space(text_[start - 1])) --start;
    while (end < bytes_.end && !is_space(text_[end])) ++end;
    return is_address(text::slice(text_, {start, end}));
}

// What stands between two opportunities or spaces that no line ends at.
void Paragraph::add_unit(text::Range unit, Px measure) {
    const std::uint32_t first = form_at(unit.start);
    const bool one_form = stretches_[first].bytes.end >= unit.end || first + 1 == stretches_.size();
    bool too_wide = false;
    if (one_form && !verbatim_ && !has_insert_in(unit) && bidi_.levels.empty()) {
        const Word& word = use_of(first).words->find(text::slice(text_, unit));
        const Form& look = stretches_[first].form;
        too_wide = measure > 0 && word.width * look.size + look.letter_spacing * static_cast<float>(word.clusters) > measure;
        if (!too_wide && !word.has_fixed_space && (word.cuts.empty() || !is_in_address(unit))) {
            add_word(word, unit.start, first);
            return;
        }
    }
    const std::vector<std::size_t> hyphens = is_in_address(unit) ? std::vector<std::size_t>() : hyphens_in(unit, too_wide);
    std::size_t at = unit.start;
    while (at < unit.end) {
        add_inserts_before(at);
        const std::uint32_t form = form_at(at);
        std::size_t end = form + 1 == stretches_.size() ? unit.end : std::min(unit.end, stretches_[form].bytes.end);
        if (has_insert_in({at, end})) end = inserts_[next_insert_].at;
        end = std::min(end, level_end(at));
        add_stretch({at, end}, form, hyphens, measure);
        at = end;
    }
}

// Bytes of a space or tab at the start of a segment's rest that no line ends at, and which is not as wide as it is alone: a plain space
// is one too where a dash or another sign keeps what stands before it. 0: none.
std::size_t Paragraph::unbroken_space_at(std::string_view rest) const {
    switch (rest.front()) {
        case '\t': return verbatim_ ? 1 : 0;
        case ' ': return verbatim_ ? 0 : 1;
        default: return rest.front() == no_break_space[0] || rest.front() == narrow_no_break_space[0] ? fixed_space_at(rest) : 0;
    }
}

// What stands between two opportunities, without the spaces at its end.
void Paragraph::add_segment(text::Range core, Px measure) {
    add_inserts_before(core.start);
    const std::string_view own = text::slice(text_, core);
    tied_ = text_.find_first_not_of(" \n", core.end) >= bytes_.end;
    std::size_t start = 0;
    for (std::size_t at = 0; at <= own.size();) {
        const std::size_t space = at < own.size() ? unbroken_space_at(own.substr(at)) : 0;
        if (space == 0 && at < own.size()) {
            ++at;
            continue;
        }
        if (at > start) add_unit({core.start + start, core.start + at}, measure);
        if (at == own.size()) break;
        add_inserts_before(core.start + at);
        if (own[at] == '\t')
            add_tab(core.start + at);
        else
            add_spaces({core.start + at, core.start + at + space}, false);
        at += space;
        start = at;
        tied_ = true;
    }
    add_inserts_before(core.end);
}

// Up to the next stop, by the columns of the line as it was written.
void Paragraph::add_tab(std::size_t at) {
    while (tab_counted_ < at) {
        const char32_t c = text::next_code_point(text_, tab_counted_);
        tab_column_ = c == U'\n' ? 0 : c == U'\t' ? (tab_column_ / tab_stop + 1) * tab_stop : tab_column_ + 1;
    }
    const std::uint32_t form = form_at(at);
    const Px column = use_of(form).glue.width - stretches_[form].form.word_spacing;
    push({.width = column * static_cast<float>(tab_stop - tab_column_ % tab_stop)}, origin_of({at, at + 1}, form));
    edge_hang_ = 0;
}

void Paragraph::add_spaces(text::Range bytes, bool breakable) {
    const std::uint32_t form = form_at(bytes.start);
    // A line doesn't end before the spaces that end its text, else nothing would stand on the next one.
    const bool ends_text = bytes.end == bytes_.end || text_[bytes.end] == '\n';
    if (!breakable || ends_text) push({.kind = Item::Kind::penalty, .penalty = forbidden_break}, origin_of({bytes.start, bytes.start}, form));
    Item glue = use_of(form).glue;
    if (breakable) glue.width *= static_cast<float>(bytes.size());
    glue.hang = edge_hang_;
    push(glue, origin_of(bytes, form));
    edge_hang_ = 0;
}

// The glue that fills a last line, and its end.
void Paragraph::add_end(std::size_t at, text::Range bytes) {
    const std::uint32_t form = form_at(at);
    push({.kind = Item::Kind::penalty, .penalty = forbidden_break}, origin_of({at, at}, form));
    push({.kind = Item::Kind::glue, .stretch = fill}, origin_of({at, at}, form));
    push({.kind = Item::Kind::penalty, .penalty = forced_break, .hang = edge_hang_}, origin_of(bytes, form));
    edge_hang_ = 0;
}

// Between two segments: their spaces, and whether the line may or must end there.
void Paragraph::add_opportunity(text::Range rest, bool must) {
    const bool last = rest.end == bytes_.end;
    const bool line_feed = !rest.empty() && text_[rest.end - 1] == '\n';
    if (must && (line_feed || !last)) {
        if (rest.size() > 1) add_spaces({rest.start, rest.end - 1}, true);
        const std::size_t at = rest.end - 1;
        add_end(at, {at, rest.end});
    } else if (!rest.empty()) {
        add_spaces(rest, true);
    } else if (!last) {
        const bool hyphen = text_[rest.start - 1] == '-';
        push({.kind = Item::Kind::penalty, .flagged = hyphen, .penalty = hyphen ? explicit_hyphen_penalty : 0, .hang = edge_hang_},
             origin_of({rest.start, rest.start}, form_at(rest.start)));
    }
}

void Paragraph::prepare(Px measure) {
    const std::uint64_t words = fonts_.words().start_paragraph();
    if (prepared_for_ == measure && words_known_ == words) return;
    prepared_for_ = measure;
    words_known_ = words;
    items_.clear();
    origins_.clear();
    uses_.assign(stretches_.size(), {});
    next_insert_ = 0;
    edge_hang_ = 0;
    tab_counted_ = bytes_.start;
    tab_column_ = 0;
    indented_ = false;
    if (stretches_.empty()) return;
    if (!prepare_words(measure)) add_segments(bytes_, measure);
    add_inserts_before(bytes_.end);
    add_end(bytes_.end, {bytes_.end, bytes_.end});
}

// All that lies between two borders that are known, or the whole. What stands behind the last word is left out where the paragraph goes on.
void Paragraph::add_segments(text::Range bytes, Px measure) {
    const std::string_view own = text::slice(text_, bytes);
    std::vector<text::LineOpportunity> opportunities = text::line_opportunities(own, language_);
    if (opportunities.empty() || opportunities.back().at < own.size()) opportunities.push_back({own.size(), false});
    std::size_t start = 0;
    for (const text::LineOpportunity& opportunity : opportunities) {
        std::size_t core = opportunity.at;
        while (core > start && is_space(own[core - 1])) --core;
        if (verbatim_) core = own[opportunity.at - 1] == '\n' ? opportunity.at - 1 : opportunity.at;
        add_segment({bytes.start + start, bytes.start + core}, measure);
        start = opportunity.at;
        if (start < own.size() || bytes.end == bytes_.end) add_opportunity({bytes.start + core, bytes.start + start}, opportunity.must);
    }
}

}  // namespace katern::typeset
