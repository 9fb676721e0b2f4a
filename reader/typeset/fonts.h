// The faces that are inside the program, and shaping with them (HarfBuzz). Lengths are in em until a size is known, so a
// shaped word serves every type size. Belongs to one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/text.h"

namespace katern::typeset {

using Px = float;  // at 100%; the canvas multiplies by the scale of the screen
using Em = float;

// sans is the program's own; humanist is a sans to read a book in. From `first_installed` on: families of the system, see
// installed.h.
enum class Family : std::uint16_t { serif, sans, dyslexic, mono, humanist };
inline constexpr Family first_installed{6};

// One face: a family in one weight and slope, or a fall-back for signs that it lacks (ours, and from `first_system_face` on those of
// the system). Beyond our own, numbers hold for one run of the program only.
using FaceId = std::uint16_t;
inline constexpr FaceId fallback_face = 20;
inline constexpr FaceId face_count = 21;  // inside the program
inline constexpr FaceId first_system_face = 0x8000;
[[nodiscard]] constexpr FaceId face(Family family, bool bold = false, bool italic = false) {
    return static_cast<FaceId>(static_cast<int>(family) * 4 + (bold ? 2 : 0) + (italic ? 1 : 0));
}
// What a text::Hyphenator for a language ("nl") is made from, inside the program: the patterns of libhyphen's dictionary as they are
// walked, or the dictionary's text. Empty where there is none.
[[nodiscard]] std::string_view hyphenation_patterns(std::string_view language);

struct Metrics {
    Em ascent = 0.8F;    // above the baseline, positive
    Em descent = 0.2F;   // below the baseline, positive
    Em x_height = 0.5F;
    Em space = 0.25F;    // advance of U+0020
    Em hyphen = 0.33F;   // advance of the hyphen that ends a broken word
};

// From the pen: left and right edge, top and bottom above the baseline.
struct InkBox {
    Em left = 0, right = 0, top = 0, bottom = 0;
};

// OpenType features that differ by role; kerning and ligatures are always on where the face has them.
struct Features {
    bool small_caps = false;     // smcp: real ones or none
    bool tabular_lining = false; // tnum lnum: columns of numbers
    bool old_style = false;      // onum: figures in running text, where the face has them
    bool no_ligatures = false;   // for letters that stand apart: a ligature would not
    bool operator==(const Features&) const = default;
};

// Which way a word runs, and whether its first and last letter are joined to letters outside it (Arabic, where the form changes
// within a word).
struct Direction {
    bool right_to_left = false;
    bool joins_before = false, joins_after = false;
    bool operator==(const Direction&) const = default;
};

struct ShapedGlyph {
    std::uint32_t glyph = 0;    // index in its face
    std::uint32_t cluster = 0;  // byte in the shaped text
    Em advance = 0, dx = 0, dy = 0;
    FaceId face = 0;
};

struct ShapedText {
    std::vector<ShapedGlyph> glyphs;  // visual order
    Em width = 0;
};

class Words;

class Fonts {
public:
    Fonts();
    ~Fonts();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    // Shapes a word (no line breaks), each script by its own rules. Signs that the face lacks come from the fall-back, and what
    // that lacks from a face of the system. Cached: the reference stays valid until
    // the next call of `shape` only.
    const ShapedText& shape(FaceId face, const Features& features, std::string_view language, std::string_view text,
                            const Direction& direction = {});
    // Whether this face draws a letter otherwise, or elsewhere, for the space beside it. Most do not; of those that do a word has to be
    // shaped as it stands in its line.
    [[nodiscard]] bool crosses_spaces(FaceId face);
    [[nodiscard]] bool has_feature(FaceId face, const char* tag);  // of OpenType: "onum", "smcp"
    // Words of running text, measured (words.h).
    [[nodiscard]] Words& words() { return *words_; }
    [[nodiscard]] const Metrics& metrics(FaceId face);
    // What a glyph's outline covers.
    [[nodiscard]] InkBox ink_box(FaceId face, std::uint32_t glyph);
    [[nodiscard]] bool has_glyph(FaceId face, char32_t code_point);

    // Everything that the outcome of shaping depends on.
    struct Key {
        FaceId face = 0;
        Features features;
        std::string language;
        std::string text;
        Direction direction{};
        bool operator==(const Key&) const = default;
    };
    // The same, without keeping it.
    [[nodiscard]] ShapedText shape_anew(const Key& key);
    // As it stands between two spaces, which are no part of what is given: what they move is in the letters beside them.
    void shape_between_spaces(const Key& key, ShapedText& word);
    void shape_anew(const Key& key, ShapedText& shaped);
    // Words of running text at once, in this form: a call costs HarfBuzz as much as some dozen letters. Each is given to `take`, with its
    // number, as it comes out by itself between two spaces; but for those that have to be shaped alone, for another face or script, and
    // all where a face looks across spaces.
    void shape_together(const Key& form, std::span<const std::string_view> words,
                        const std::function<void(std::size_t, const ShapedText&)>& take);
    [[nodiscard]] std::size_t cached() const { return cache_.size(); }
    [[nodiscard]] bool is_cached(const Key& key) const { return cache_.contains(key); }

private:
    struct KeyHash {
        std::size_t operator()(const Key& key) const;
    };
    struct Face;
    // A part of a word in one face and one script (an ISO 15924 tag).
    struct RunOf {
        FaceId face = 0;
        std::uint32_t script = 0;
        text::Range bytes;
    };
    Face& open(FaceId id);
    [[nodiscard]] FaceId face_for(char32_t c, bool as_emoji, FaceId wanted, FaceId last, std::string_view language);
    void itemize(const Key& key, std::vector<RunOf>& runs);
    void shape_run(const Key& key, const RunOf& run, ShapedText& out);
    [[nodiscard]] bool is_latin_in(FaceId face, std::string_view word);

    struct Shaper;  // what shaping uses again and again
    std::unique_ptr<Shaper> shaper_;
    std::vector<std::unique_ptr<Face>> faces_;
    std::unordered_map<FaceId, std::unique_ptr<Face>> system_faces_;
    std::unordered_map<Key, ShapedText, KeyHash> cache_;
    std::unique_ptr<Words> words_;
};

}  // namespace katern::typeset
