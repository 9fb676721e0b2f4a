// One paragraph: from text in one or more forms to boxes, glue and penalties, and from chosen breaks to lines with glyphs.
// Inside typeset/ only.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/bidi.h"
#include "typeset/break_lines.h"
#include "typeset/pieces.h"
#include "typeset/typeset.h"
#include "typeset/words.h"

namespace katern::typeset {

// How a stretch of text looks.
struct Form {
    FaceId face = 0;
    Px size = 0;
    Features features;
    Ink ink = Ink::ink;
    Px rise = 0;
    bool strike = false;
    std::int32_t link = -1;
    std::int32_t footnote = -1;
    Px letter_spacing = 0;  // behind each letter
    Px word_spacing = 0;    // added to each space
    bool hyphenated = true; // code is not: a hyphen would be read as a part of it
    bool operator==(const Form&) const = default;
};

struct Stretch {
    text::Range bytes;
    Form form;
};

// Something that is set at a byte without being text: the number of a footnote.
struct Insert {
    std::size_t at = 0;
    std::string literal;
    Form form;
};

class Paragraph {
public:
    // `text` is the whole text that `bytes` and all stretches point into; it must outlive the paragraph. Without a hyphenator
    // words are broken only at soft hyphens and, where one is wider than a line, between graphemes.
    Paragraph(Fonts& fonts, std::string_view text, text::Range bytes, std::string_view language, const text::Hyphenator* hyphenator);

    void add(const Stretch& stretch) { stretches_.push_back(stretch); }
    void add(Insert insert) { inserts_.push_back(std::move(insert)); }
    // What find_tokens has of it, looked up beforehand in this table, as it is while Words::start_paragraph gives `words`. Others' tokens,
    // which outlive it.
    void know(std::span<const Token> tokens, const WordTable& table, std::uint64_t words) { known_ = {tokens, &table, words}; }
    // Code: spaces are as wide as they are and stand at the start of a line too.
    void keep_spaces() { verbatim_ = true; }

    struct Setting {
        Px x = 0;             // left edge of the column
        Px measure = 0;       // 0: no wrapping
        Px first_indent = 0;
        bool justified = false;
        bool first_fit = false;        // for text that is being typed; else total fit
        bool trailing_spaces = false;  // keep them as glyphs at the end of a line, for a caret to stand on
        bool hanging = false;          // signs at the edges stand out of the measure; not in first fit
        int looseness = 0;             // lines more (or fewer) than the best setting has, as far as they can be had; see break_lines
        Penalties penalties;
    };
    // Lines with x, width, runs, bytes and (once they are looked at) glyphs; top, height, baseline and block are left to the caller. Setting it again, one
    // line looser or tighter, measures nothing anew.
    [[nodiscard]] std::vector<Line> set(const Setting& setting) {
        choose(setting);
        return chosen_lines(setting);
    }
    // The same in two steps, for who wants to know first what it comes to: how many lines were chosen, and (by the same setting) those.
    std::size_t choose(const Setting& setting);
    [[nodiscard]] std::vector<Line> chosen_lines(const Setting& setting);
    // Of the lines that were chosen last: what total fit counts against them. Grows with their number; to judge a looser or tighter
    // setting compare it with the best one's.
    [[nodiscard]] double demerits() const { return demerits_; }

    // What lines of this measure are chosen from.
    [[nodiscard]] const std::vector<Item>& items(Px measure) {
        prepare(measure);
        return items_;
    }

    // Widest word and widest unwrapped line, px: what a table's columns are fitted by.
    [[nodiscard]] Px longest_word();
    [[nodiscard]] Px longest_part();  // of a word, with its hyphen
    [[nodiscard]] Px natural_width();

private:
    struct Origin {  // what an item was made from
        std::uint32_t start = 0, end = 0;  // bytes
        const Word* word = nullptr;        // the whole word of which a box is a part
        char32_t after = 0;                // the first letter of the next line when this one ends here; 0: as it is written
        std::uint32_t form : 30 = 0;       // index in stretches_, then in inserts_
        std::uint32_t literal : 1 = 0;     // an insert or the hyphen of a break, set instead of the text's own bytes
        std::uint32_t begins_word : 1 = 0; // the rest of `word` follows, a hyphen and a box for each of its cuts
        [[nodiscard]] text::Range bytes() const { return {start, end}; }
        [[nodiscard]] bool empty() const { return start == end; }
    };
    struct FormUse {  // what is asked of a form again and again
        WordTable* words = nullptr;
        Item glue;  // of one space
        Px hyphen = 0, hyphen_hang = 0;
        const WordGlyph* space_glyph = nullptr;
    };

    // Vectors that one paragraph leaves to the next, so that a book doesn't make them anew ten thousand times.
    struct Room {
        std::vector<Stretch> stretches;
        std::vector<Item> items;
        std::vector<Origin> origins;
        std::vector<FormUse> uses;        // per stretch
        std::vector<Token> tokens;
        std::vector<Piece> pieces;        // of the lines that are being made
        void clear();
    };
    struct GiveBack {
        void operator()(Room* room) const;
    };
    using RoomOwner = std::unique_ptr<Room, GiveBack>;
    [[nodiscard]] static std::vector<std::unique_ptr<Room>>& free_rooms();
    [[nodiscard]] static RoomOwner take_room();

    struct Known {
        std::span<const Token> tokens;
        const WordTable* table = nullptr;
        std::uint64_t words = 0;
    };

    void prepare(Px measure);
    [[nodiscard]] std::span<const Token> tokens();
    [[nodiscard]] bool prepare_words(Px measure);
    [[nodiscard]] const Word* word_of(const Token& token, std::uint32_t form, Px measure, text::LineWord& borders);
    void add_segments(text::Range bytes, Px measure);
    void add_segment(text::Range core, Px measure);
    [[nodiscard]] std::size_t unbroken_space_at(std::string_view rest) const;
    [[nodiscard]] bool is_in_address(text::Range unit) const;
    [[nodiscard]] bool is_tab(std::size_t at) const { return verbatim_ && text_[at] == '\t'; }
    void add_tab(std::size_t at);
    void add_unit(text::Range unit, Px measure);
    void add_word(const Word& word, std::size_t start, std::uint32_t form);
    void add_stretch(text::Range bytes, std::uint32_t form, const std::vector<std::size_t>& hyphens, Px measure);
    void add_spaces(text::Range bytes, bool breakable);
    void add_space_between_words(std::size_t at);
    void add_opportunity(text::Range rest, bool must);
    void add_inserts_before(std::size_t byte);
    void add_hyphen(std::size_t at, std::uint32_t form, const WordCut* cut);
    void add_end(std::size_t at, text::Range bytes);
    [[gnu::always_inline]] void push(const Item& item, const Origin& origin) {
        items_.push_back(item);
        origins_.push_back(origin);
    }
    [[nodiscard]] static Origin origin_of(text::Range bytes, std::uint32_t form) {
        return {static_cast<std::uint32_t>(bytes.start), static_cast<std::uint32_t>(bytes.end), nullptr, 0, form & 0x3FFF'FFFFU, 0, 0};
    }
    void indent(Px by);
    [[nodiscard]] bool ends_line(std::size_t item) const;
    [[nodiscard]] std::vector<Item> without_hanging() const;
    [[nodiscard]] bool has_insert_in(text::Range bytes) const;
    [[nodiscard]] std::vector<std::size_t> hyphens_in(text::Range unit, bool too_wide) const;
    [[nodiscard]] std::uint32_t form_at(std::size_t byte) {
        const bool same = last_form_ < stretches_.size() && stretches_[last_form_].bytes.start <= byte &&
                          (last_form_ + 1 == stretches_.size() || byte < stretches_[last_form_ + 1].bytes.start);
        if (!same) find_form(byte);
        return static_cast<std::uint32_t>(last_form_);
    }
    void find_form(std::size_t byte);
    [[nodiscard]] const FormUse& use_of(std::uint32_t form) { return uses_[form].words != nullptr ? uses_[form] : first_use_of(form); }
    [[nodiscard]] const FormUse& first_use_of(std::uint32_t form);
    [[nodiscard]] const Form& form_of(std::uint32_t form) const;

    [[nodiscard]] Line make_line(const BrokenLine& broken, const Setting& setting, bool first);
    [[nodiscard]] Px add_box(Line& line, std::size_t& item, const BrokenLine& broken, float fit);
    template <class T>
    [[nodiscard]] Px add_known(Line& line, Piece::Kind kind, const Form& form, const T& known, std::size_t start);
    [[nodiscard]] Px add_shaped(Line& line, Piece::Kind kind, const Form& form, const ShapedText& shaped, text::Range bytes, std::size_t dropped, float fit);
    [[nodiscard]] Px add_literal(Line& line, const Origin& origin, float fit);
    void add_space(Line& line, const Origin& origin, Px width);
    void add_piece(Piece::Kind kind, const Form& form, std::span<const WordGlyph> glyphs, std::size_t start);
    void add_to_run(Line& line, const Form& form, FaceId face, std::size_t count);
    [[nodiscard]] std::uint8_t level_at(std::size_t byte) const;
    [[nodiscard]] std::size_t level_end(std::size_t byte) const;  // of the stretch of one level that the byte is in
    [[nodiscard]] Direction direction_of(text::Range bytes) const;

    Fonts& fonts_;
    std::string_view text_;
    text::Range bytes_;
    std::string language_;
    const text::Hyphenator* hyphenator_;
    RoomOwner room_;
    std::vector<Stretch>& stretches_ = room_->stretches;
    std::vector<Insert> inserts_;
    Known known_;
    std::vector<FormUse>& uses_ = room_->uses;
    std::size_t next_insert_ = 0;
    std::size_t last_form_ = 0;
    bool verbatim_ = false;
    text::BidiLevels bidi_;
    bool indented_ = false;
    Px prepared_for_ = -1;
    std::uint64_t words_known_ = 0;
    Px edge_hang_ = 0;  // of the box that was added last
    bool tied_ = false;  // the word that is being added is broken only where all else is worse
    std::size_t tab_counted_ = 0, tab_column_ = 0;  // of code: the column of the line that this byte stands in
    double demerits_ = 0;
    std::vector<BrokenLine> chosen_;
    // Of the lines that are being made: what they are put together from; of the last one, its glyphs so far, and the form of its last run.
    std::shared_ptr<Pieces> pieces_;
    std::size_t placed_ = 0;
    const Form* run_form_ = nullptr;
    std::vector<Item>& items_ = room_->items;
    std::vector<Origin>& origins_ = room_->origins;
};

// First fit: each line takes what it can. For text that is being typed.
[[nodiscard]] std::vector<BrokenLine> break_first_fit(const std::vector<Item>& items, Px measure, Px first_indent);

}  // namespace katern::typeset
