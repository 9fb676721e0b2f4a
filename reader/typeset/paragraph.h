// One paragraph: from text in one or more forms to boxes, glue and penalties, and from chosen breaks to lines with glyphs.
// Inside typeset/ only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/bidi.h"
#include "typeset/break_lines.h"
#include "typeset/typeset.h"

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
    // Code: spaces are as wide as they are and stand at the start of a line too.
    void keep_spaces() { verbatim_ = true; }

    struct Setting {
        Px x = 0;             // left edge of the column
        Px measure = 0;       // 0: no wrapping
        Px first_indent = 0;
        bool justified = false;
        bool first_fit = false;        // for text that is being typed; else total fit
        bool trailing_spaces = false;  // keep them as glyphs at the end of a line, for a caret to stand on
    };
    // Lines with x, width, glyphs, runs and bytes; top, height, baseline and block are left to the caller.
    [[nodiscard]] std::vector<Line> set(const Setting& setting);

    // Widest word and widest unwrapped line, px: what a table's columns are fitted by.
    [[nodiscard]] Px longest_word();
    [[nodiscard]] Px natural_width();

private:
    struct Origin {  // what an item was made from
        text::Range bytes;
        std::size_t form = 0;
        std::string literal;  // set instead of the text's own bytes
    };

    void prepare(Px measure);
    void add_segment(text::Range core, Px measure);
    void add_stretch(text::Range bytes, std::size_t form, const std::vector<std::size_t>& hyphens, Px measure);
    void add_spaces(text::Range bytes, bool breakable);
    void add_inserts_before(std::size_t byte);
    void push(Item item, Origin origin);
    [[nodiscard]] std::vector<std::size_t> hyphens_in(text::Range core) const;
    [[nodiscard]] std::size_t form_at(std::size_t byte) const;
    [[nodiscard]] Line make_line(const BrokenLine& broken, const Setting& setting, bool first);
    void place(Line& line, const Origin& origin, text::Range bytes, Px& x);
    void place_space(Line& line, const Origin& origin, Px width, Px& x);
    void reach_edge(Line& line, Px edge, const std::vector<std::size_t>& spaces) const;
    Run& run_for(Line& line, const Form& form, FaceId face);
    [[nodiscard]] std::uint8_t level_at(std::size_t byte) const;
    [[nodiscard]] std::size_t level_end(std::size_t byte) const;  // of the stretch of one level that the byte is in
    [[nodiscard]] Direction direction_of(text::Range bytes) const;

    Fonts& fonts_;
    std::string_view text_;
    text::Range bytes_;
    std::string language_;
    const text::Hyphenator* hyphenator_;
    std::vector<Stretch> stretches_;
    std::vector<Insert> inserts_;
    std::size_t next_insert_ = 0;
    bool verbatim_ = false;
    text::BidiLevels bidi_;
    std::vector<Item> items_;
    std::vector<Origin> origins_;
};

// First fit: each line takes what it can. For text that is being typed.
[[nodiscard]] std::vector<BrokenLine> break_first_fit(const std::vector<Item>& items, Px measure, Px first_indent);

}  // namespace katern::typeset
