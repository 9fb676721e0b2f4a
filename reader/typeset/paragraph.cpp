#include "typeset/paragraph.h"

#include <algorithm>
#include <utility>

#include "typeset/hanging.h"

namespace katern::typeset {
namespace {

// How far flush-left lines may fall short of the measure before that counts as much as a space that is stretched by a half does: the
// finite \rightskip of Schröder's ragged2e (CTAN), but twice its 2em. So a hyphen (penalty 50) is taken where a line would fall short
// by more than some three quarters of it, 3em; below that words stay whole.
constexpr float ragged_em = 4;
// Of the font's own space: plain TeX lets Computer Modern's stretch by a half and shrink by a third.
constexpr float space_stretch = 0.5F;
constexpr float space_shrink = 0.33F;
constexpr std::size_t most_free_rooms = 4, most_items_owned = 20'000;

}  // namespace

Paragraph::Paragraph(Fonts& fonts, std::string_view text, text::Range bytes, std::string_view language, const text::Hyphenator* hyphenator)
    : fonts_(fonts),
      text_(text),
      bytes_(bytes),
      language_(language),
      hyphenator_(hyphenator),
      room_(take_room()),
      bidi_(text::bidi_levels(text::slice(text, bytes))) {}

void Paragraph::Room::clear() {
    stretches.clear();
    items.clear();
    origins.clear();
    uses.clear();
    pieces.clear();
}

std::vector<std::unique_ptr<Paragraph::Room>>& Paragraph::free_rooms() {
    thread_local std::vector<std::unique_ptr<Room>> free;
    return free;
}

Paragraph::RoomOwner Paragraph::take_room() {
    std::vector<std::unique_ptr<Room>>& free = free_rooms();
    if (free.empty()) return RoomOwner(new Room);
    RoomOwner room(free.back().release());
    free.pop_back();
    return room;
}

// A table has as many paragraphs at a time as it has cells; so much room need not stay.
void Paragraph::GiveBack::operator()(Room* room) const {
    std::unique_ptr<Room> owner(room);
    std::vector<std::unique_ptr<Room>>& free = free_rooms();
    if (free.size() >= most_free_rooms || owner->items.capacity() > most_items_owned) return;
    owner->clear();
    free.push_back(std::move(owner));
}

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

// Stretches lie in order, without gaps, and are asked for in order.
void Paragraph::find_form(std::size_t byte) {
    if (last_form_ >= stretches_.size() || stretches_[last_form_].bytes.start > byte) last_form_ = 0;
    while (last_form_ + 1 < stretches_.size() && stretches_[last_form_ + 1].bytes.start <= byte) ++last_form_;
}

const Paragraph::FormUse& Paragraph::first_use_of(std::uint32_t form) {
    FormUse& use = uses_[form];
    const Form& look = stretches_[form].form;
    use.words = &fonts_.words().table({look.face, look.features, language_, look.hyphenated ? hyphenator_ : nullptr});
    const Metrics& metrics = fonts_.metrics(look.face);
    const Px space = metrics.space * look.size;
    use.glue.kind = Item::Kind::glue;
    use.glue.width = space + look.word_spacing + look.letter_spacing;
    use.glue.stretch = space * space_stretch;
    use.glue.shrink = space * space_shrink;
    use.hyphen = metrics.hyphen * look.size;
    use.hyphen_hang = use.hyphen * hang_on_right(U'-');
    use.space_glyph = &use.words->space();
    return use;
}

const Form& Paragraph::form_of(std::uint32_t form) const {
    return form < stretches_.size() ? stretches_[form].form : inserts_[form - stretches_.size()].form;
}

bool Paragraph::has_insert_in(text::Range bytes) const {
    return next_insert_ < inserts_.size() && inserts_[next_insert_].at < bytes.end;
}

// The box in front of a first line.
void Paragraph::indent(Px by) {
    if (indented_ && by <= 0) {
        items_.erase(items_.begin());
        origins_.erase(origins_.begin());
    } else if (!indented_ && by > 0) {
        items_.insert(items_.begin(), Item{});
        origins_.insert(origins_.begin(), origin_of({bytes_.start, bytes_.start}, 0));
    }
    indented_ = by > 0;
    if (indented_) items_.front().width = by;
}

std::size_t Paragraph::choose(const Setting& setting) {
    prepare(setting.measure);
    chosen_.clear();
    demerits_ = 0;
    if (items_.empty()) return 0;
    Breaking breaking;
    const bool total_fit = !setting.first_fit && setting.measure > 0;
    indent(total_fit ? setting.first_indent : 0);
    if (total_fit) {
        const Px ragged = setting.justified ? 0 : ragged_em * stretches_.front().form.size;
        breaking = setting.hanging ? break_lines(items_, setting.measure, ragged, setting.penalties, setting.looseness)
                                   : break_lines(without_hanging(), setting.measure, ragged, setting.penalties, setting.looseness);
    } else {
        breaking.lines = break_first_fit(items_, setting.measure, setting.first_indent);
    }
    demerits_ = breaking.demerits;
    chosen_ = std::move(breaking.lines);
    return chosen_.size();
}

std::vector<Item> Paragraph::without_hanging() const {
    std::vector<Item> items = items_;
    for (Item& item : items) item.hang = 0;
    return items;
}

// Whether a line may end at this item. Behind a forbidden break it may not at the space either.
bool Paragraph::ends_line(std::size_t item) const {
    const Item& it = items_[item];
    if (it.kind == Item::Kind::penalty) return it.penalty < forbidden_break;
    return it.kind == Item::Kind::glue && (item == 0 || items_[item - 1].kind == Item::Kind::box);
}

Px Paragraph::longest_word() {
    prepare(0);
    Px longest = 0;
    Px word = 0;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (ends_line(i) && items_[i].kind == Item::Kind::glue)
            word = 0;
        else if (items_[i].kind != Item::Kind::penalty)
            word += items_[i].width;
        longest = std::max(longest, word);
    }
    return longest;
}

Px Paragraph::longest_part() {
    prepare(0);
    Px longest = 0;
    Px part = 0;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const Item& item = items_[i];
        const bool may_end = ends_line(i);
        if (!may_end && item.kind != Item::Kind::penalty) part += item.width;
        longest = std::max(longest, part + (may_end && item.kind == Item::Kind::penalty ? item.width : 0));
        if (may_end) part = 0;
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

}  // namespace katern::typeset
