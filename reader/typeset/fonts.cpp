#include "typeset/fonts.h"

#include <hb-ot.h>
#include <hb.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <optional>

#include "faces.h"
#include "text/bidi.h"
#include "text/text.h"
#include "typeset/installed.h"
#include "typeset/words.h"

namespace katern::typeset {
namespace {

// A long reading session meets some 30,000 different words; past this the cache starts afresh rather than grow.
constexpr std::size_t cache_limit = 60'000;

// Joins whatever stands beside it to the next letter.
constexpr std::string_view joiner = "\xE2\x80\x8D";
constexpr char32_t emoji_selector = 0xFE0F;

// Default-ignorable signs (soft hyphen, joiners, variation selectors) never ask for another face, and a combining mark stays with
// its letter.
bool stays_with_last(char32_t c) {
    return c == 0xAD || (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x2060;
}

hb_script_t script_of(char32_t c) {
    if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON;
    return hb_unicode_script(hb_unicode_funcs_get_default(), c);
}

// Signs that every script uses take the script of what they stand with.
bool has_script(hb_script_t script) {
    return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN;
}

hb_script_t first_script(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (const hb_script_t script = script_of(text::next_code_point(text, at)); has_script(script)) return script;
    return HB_SCRIPT_COMMON;
}

bool asks_for_emoji(std::string_view text, std::size_t after, char32_t c) {
    if (c < 0x80 && after == text.size()) return false;
    if (after < text.size() && static_cast<unsigned char>(text[after]) == 0xEF) {
        std::size_t at = after;
        if (text::next_code_point(text, at) == emoji_selector) return text::can_be_emoji(c);
    }
    return c >= 0x231A && text::is_emoji(c);  // the first of them is a watch
}

// The first letter of a word in this script that the face lacks.
std::optional<char32_t> missing_letter(Fonts& fonts, FaceId face, std::string_view rest, hb_script_t script) {
    for (std::size_t at = 0; at < rest.size();) {
        const char32_t c = text::next_code_point(rest, at);
        const hb_script_t own = script_of(c);
        if (own == script && !stays_with_last(c) && !fonts.has_glyph(face, c)) return c;
        if (has_script(own) && own != script) break;
    }
    return std::nullopt;
}

// Whether a lookup that is on by default has the space among the glyphs that it changes or looks at.
bool lookups_reach_space(hb_face_t* face, hb_font_t* font) {
    hb_codepoint_t space = 0;
    if (!hb_font_get_nominal_glyph(font, ' ', &space)) return false;
    const hb_tag_t substituting[] = {HB_TAG('c', 'c', 'm', 'p'), HB_TAG('l', 'o', 'c', 'l'), HB_TAG('r', 'l', 'i', 'g'), HB_TAG('l', 'i', 'g', 'a'),
                                     HB_TAG('c', 'l', 'i', 'g'), HB_TAG('c', 'a', 'l', 't'), HB_TAG('r', 'c', 'l', 't'), HB_TAG('i', 's', 'o', 'l'),
                                     HB_TAG('i', 'n', 'i', 't'), HB_TAG('m', 'e', 'd', 'i'), HB_TAG('f', 'i', 'n', 'a'), HB_TAG_NONE};
    const hb_tag_t placing[] = {HB_TAG('k', 'e', 'r', 'n'), HB_TAG('d', 'i', 's', 't'), HB_TAG('c', 'u', 'r', 's'), HB_TAG_NONE};
    bool reach = false;
    for (const hb_tag_t table : {HB_OT_TAG_GSUB, HB_OT_TAG_GPOS}) {
        hb_set_t* lookups = hb_set_create();
        hb_set_t* glyphs = hb_set_create();
        hb_ot_layout_collect_lookups(face, table, nullptr, nullptr, table == HB_OT_TAG_GSUB ? substituting : placing, lookups);
        for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; !reach && hb_set_next(lookups, &lookup);) {
            hb_ot_layout_lookup_collect_glyphs(face, table, lookup, glyphs, glyphs, glyphs, nullptr);
            reach = hb_set_has(glyphs, space) != 0;
            hb_set_clear(glyphs);
        }
        hb_set_destroy(glyphs);
        hb_set_destroy(lookups);
    }
    return reach;
}

// Of those that look at a space, Charis looks across none, and less across two. Inter sets a bracket higher for a capital behind its spaces.
bool looks_across_spaces(FaceId id) { return id / 4 != face(Family::serif) / 4; }

}  // namespace

std::string_view hyphenation_patterns(std::string_view language) {
    for (const std::string& name : {"walk-" + std::string(language), "hyphen-" + std::string(language)})
        for (const faces::Blob& blob : faces::blobs())
            if (blob.name == name && !blob.bytes.empty()) return blob.bytes;
    return {};
}

struct Fonts::Face {
    hb_face_t* face = nullptr;
    hb_font_t* font = nullptr;
    float upem = 1000;
    Metrics metrics;
    std::optional<bool> crosses_spaces;  // nothing: nobody asked yet
    std::bitset<0x80> ascii;  // of which signs it has glyphs

    explicit Face(const FaceSource& source) {
        hb_blob_t* blob = hb_blob_create(source.bytes.data(), static_cast<unsigned>(source.bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
        face = hb_face_create(blob, source.index & 0xFFFF);
        hb_blob_destroy(blob);
        font = hb_font_create(face);
        if (source.index >> 16 != 0) hb_font_set_var_named_instance(font, (source.index >> 16) - 1);
        std::vector<hb_variation_t> variations;
        for (const FaceSource::Variation& each : source.variations) variations.push_back({each.axis, each.value});
        if (!variations.empty()) hb_font_set_variations(font, variations.data(), static_cast<unsigned>(variations.size()));
        upem = static_cast<float>(hb_face_get_upem(face));
        hb_font_extents_t extents{};
        hb_font_get_h_extents(font, &extents);
        metrics.ascent = static_cast<float>(extents.ascender) / upem;
        metrics.descent = static_cast<float>(-extents.descender) / upem;
        hb_position_t x_height = 0;
        if (hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_X_HEIGHT, &x_height)) metrics.x_height = static_cast<float>(x_height) / upem;
        metrics.space = advance(' ');
        metrics.hyphen = advance('-');
        for (char32_t c = 0; c < ascii.size(); ++c) ascii[c] = has_nominal(c);
    }
    ~Face() {
        hb_font_destroy(font);
        hb_face_destroy(face);
    }
    Face(const Face&) = delete;
    Face& operator=(const Face&) = delete;

    [[nodiscard]] bool has_nominal(char32_t c) const {
        hb_codepoint_t glyph = 0;
        return hb_font_get_nominal_glyph(font, c, &glyph) != 0;
    }
    [[nodiscard]] Em advance(char32_t c) const {
        hb_codepoint_t glyph = 0;
        if (!hb_font_get_nominal_glyph(font, c, &glyph)) return 0.25F;
        return static_cast<float>(hb_font_get_glyph_h_advance(font, glyph)) / upem;
    }
};

namespace {

// A word between two spaces without them; what they move is in the letters beside them.
void take_out(std::span<const ShapedGlyph> spaced, Em space, ShapedText& word) {
    word.width = 0;
    word.glyphs.assign(spaced.begin() + 1, spaced.end() - 1);
    const Em before = spaced.front().advance - space, after = spaced.back().advance - space;
    word.glyphs.front().dx += before;
    word.glyphs.front().advance += before;
    word.glyphs.back().advance += after;
    for (ShapedGlyph& glyph : word.glyphs) {
        glyph.cluster -= spaced.front().cluster + 1;
        word.width += glyph.advance;
    }
}

}  // namespace

// One buffer, and the language that was asked for last: HarfBuzz looks it up in a list.
struct Fonts::Shaper {
    hb_buffer_t* buffer = hb_buffer_create();
    std::vector<RunOf> runs;
    Key spaced;  // of words between spaces, and what it gave
    ShapedText whole;
    ShapedText together, word;         // of many words at once, and one of them
    std::vector<std::size_t> chosen;
    std::string language_tag;
    hb_language_t language = HB_LANGUAGE_INVALID;

    Shaper() = default;
    ~Shaper() { hb_buffer_destroy(buffer); }
    Shaper(const Shaper&) = delete;
    Shaper& operator=(const Shaper&) = delete;

    [[nodiscard]] hb_language_t language_of(const std::string& tag) {
        if (language == HB_LANGUAGE_INVALID || tag != language_tag) {
            language_tag = tag;
            language = hb_language_from_string(tag.c_str(), static_cast<int>(tag.size()));
        }
        return language;
    }
};

Fonts::Fonts() : shaper_(std::make_unique<Shaper>()), faces_(face_count), words_(std::make_unique<Words>(*this)) {}
Fonts::~Fonts() = default;

Fonts::Face& Fonts::open(FaceId id) {
    std::unique_ptr<Face>& slot = id < face_count ? faces_[id] : system_faces_[id];
    if (!slot) slot = std::make_unique<Face>(face_source(id));
    return *slot;
}

const Metrics& Fonts::metrics(FaceId id) { return open(id).metrics; }

InkBox Fonts::ink_box(FaceId id, std::uint32_t glyph) {
    const Face& opened = open(id);
    hb_glyph_extents_t extents{};
    if (!hb_font_get_glyph_extents(opened.font, glyph, &extents)) return {};
    const auto em = [&](hb_position_t units) { return static_cast<float>(units) / opened.upem; };
    return {em(extents.x_bearing), em(extents.x_bearing + extents.width), em(extents.y_bearing), em(extents.y_bearing + extents.height)};
}

bool Fonts::crosses_spaces(FaceId id) {
    Face& opened = open(id);
    if (!opened.crosses_spaces) opened.crosses_spaces = lookups_reach_space(opened.face, opened.font);
    return *opened.crosses_spaces;
}

bool Fonts::has_feature(FaceId id, const char* tag) {
    hb_set_t* lookups = hb_set_create();
    const hb_tag_t features[] = {hb_tag_from_string(tag, 4), HB_TAG_NONE};
    hb_ot_layout_collect_lookups(open(id).face, HB_OT_TAG_GSUB, nullptr, nullptr, features, lookups);
    const bool has = !hb_set_is_empty(lookups);
    hb_set_destroy(lookups);
    return has;
}

bool Fonts::has_glyph(FaceId id, char32_t code_point) {
    const Face& opened = open(id);
    return code_point < opened.ascii.size() ? opened.ascii[code_point] : opened.has_nominal(code_point);
}

std::size_t Fonts::KeyHash::operator()(const Key& key) const {
    const Features& features = key.features;
    const std::size_t style = static_cast<std::size_t>(key.face) * 16 + (features.small_caps ? 8 : 0) + (features.tabular_lining ? 4 : 0) +
                              (features.old_style ? 2 : 0) + (features.no_ligatures ? 1 : 0) + (key.direction.right_to_left ? 1U << 21 : 0U) +
                              (key.direction.joins_before ? 1U << 22 : 0U) + (key.direction.joins_after ? 1U << 23 : 0U);
    return std::hash<std::string>{}(key.text) ^ (style * 0x9E3779B97F4A7C15ULL) ^ (std::hash<std::string>{}(key.language) << 1);
}

// Within `key.text`; letters outside the run are its context.
void Fonts::shape_run(const Key& key, const RunOf& run, ShapedText& out) {
    Face& opened = open(run.face);
    const Features& features = key.features;
    hb_buffer_t* const buffer = shaper_->buffer;
    hb_buffer_clear_contents(buffer);
    std::size_t before = 0;
    if (key.direction.joins_before || key.direction.joins_after) {
        const std::string padded = (key.direction.joins_before ? std::string(joiner) : std::string()) + key.text +
                                   (key.direction.joins_after ? std::string(joiner) : std::string());
        before = key.direction.joins_before ? joiner.size() : 0;
        hb_buffer_add_utf8(buffer, padded.data(), static_cast<int>(padded.size()), static_cast<unsigned>(run.bytes.start + before),
                           static_cast<int>(run.bytes.size()));
    } else {
        hb_buffer_add_utf8(buffer, key.text.data(), static_cast<int>(key.text.size()), static_cast<unsigned>(run.bytes.start),
                           static_cast<int>(run.bytes.size()));
    }
    hb_buffer_set_script(buffer, static_cast<hb_script_t>(run.script));
    hb_buffer_set_direction(buffer, key.direction.right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_language(buffer, shaper_->language_of(key.language));
    std::array<hb_feature_t, 8> wanted;
    unsigned wanted_count = 0;
    const auto want = [&](const char* tag, unsigned value) {
        wanted[wanted_count++] = {hb_tag_from_string(tag, 4), value, 0, static_cast<unsigned>(-1)};
    };
    const auto on = [&](const char* tag) { want(tag, 1); };
    if (features.small_caps) on("smcp");
    if (features.tabular_lining) {
        on("tnum");
        on("lnum");
    }
    if (features.old_style) on("onum");
    if (features.no_ligatures)
        for (const char* tag : {"liga", "clig", "dlig", "hlig"}) want(tag, 0);
    hb_shape(opened.font, buffer, wanted.data(), wanted_count);
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer, &count);
    out.glyphs.reserve(out.glyphs.size() + count);
    for (unsigned i = 0; i < count; ++i) {
        ShapedGlyph glyph;
        glyph.glyph = infos[i].codepoint;
        glyph.cluster = infos[i].cluster - static_cast<std::uint32_t>(before);
        glyph.advance = static_cast<float>(positions[i].x_advance) / opened.upem;
        glyph.dx = static_cast<float>(positions[i].x_offset) / opened.upem;
        glyph.dy = static_cast<float>(positions[i].y_offset) / opened.upem;
        glyph.face = run.face;
        out.width += glyph.advance;
        out.glyphs.push_back(glyph);
    }
}

FaceId Fonts::face_for(char32_t c, bool as_emoji, FaceId wanted, FaceId last, std::string_view language) {
    if (as_emoji) {
        if (const std::optional<FaceId> colored = system_face_with(c, language, true)) return *colored;
    }
    if (has_glyph(wanted, c)) return wanted;
    if (has_glyph(fallback_face, c)) return fallback_face;
    if (!text::is_shown(c)) return wanted;
    // A word in another script stays in one face where it can.
    if (last >= first_system_face && has_glyph(last, c)) return last;
    return system_face_with(c, language).value_or(wanted);
}

void Fonts::itemize(const Key& key, std::vector<RunOf>& runs) {
    runs.clear();
    const std::string_view text = key.text;
    hb_script_t script = first_script(text);
    FaceId last = key.face;
    hb_script_t looked_at = HB_SCRIPT_LATIN;
    FaceId of_word = key.face;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const char32_t c = text::next_code_point(text, at);
        const hb_script_t own = script_of(c);
        if (has_script(own) && own != looked_at) {
            // Of some scripts a face has only letters for formulas: a word is set in one that has them all.
            looked_at = own;
            of_word = key.face;
            if (const auto missing = own == HB_SCRIPT_LATIN ? std::nullopt : missing_letter(*this, key.face, text.substr(start), own))
                of_word = face_for(*missing, false, key.face, last, key.language);
        }
        const bool in_word = of_word != key.face && own == looked_at && has_glyph(of_word, c);
        const FaceId face = stays_with_last(c) ? last : in_word ? of_word : face_for(c, asks_for_emoji(text, at, c), key.face, last, key.language);
        if (has_script(own)) script = own;
        if (runs.empty() || face != last || static_cast<std::uint32_t>(script) != runs.back().script)
            runs.push_back({face, static_cast<std::uint32_t>(script), {start, start}});
        runs.back().bytes.end = at;
        last = face;
    }
}

const ShapedText& Fonts::shape(FaceId id, const Features& features, std::string_view language, std::string_view text, const Direction& direction) {
    Key key{id, features, std::string(language), std::string(text), direction};
    if (const auto found = cache_.find(key); found != cache_.end()) return found->second;
    if (cache_.size() >= cache_limit) cache_.clear();
    ShapedText shaped = shape_anew(key);
    return cache_.emplace(std::move(key), std::move(shaped)).first->second;
}

void Fonts::shape_between_spaces(const Key& key, ShapedText& word) {
    Key& spaced = shaper_->spaced;
    spaced.face = key.face;
    spaced.features = key.features;
    spaced.language = key.language;
    spaced.direction = key.direction;
    spaced.text.assign(1, ' ').append(key.text).append(1, ' ');
    ShapedText& whole = shaper_->whole;
    shape_anew(spaced, whole);
    const auto is_space = [&](const ShapedGlyph& glyph) { return glyph.cluster == 0 || glyph.cluster == key.text.size() + 1; };
    const std::size_t count = whole.glyphs.size();
    const bool apart = count >= 3 && is_space(whole.glyphs.front()) && is_space(whole.glyphs.back()) &&
                       std::none_of(whole.glyphs.begin() + 1, whole.glyphs.end() - 1, is_space);
    if (!apart) return shape_anew(key, word);  // a space has become part of a letter
    take_out(whole.glyphs, metrics(key.face).space, word);
}

// In one run: its letters are Latin, and the face has all of it.
bool Fonts::is_latin_in(FaceId id, std::string_view word) {
    bool latin = false;
    for (std::size_t at = 0; at < word.size();) {
        const char32_t c = text::next_code_point(word, at);
        const hb_script_t script = script_of(c);
        if (has_script(script) && script != HB_SCRIPT_LATIN) return false;
        if (asks_for_emoji(word, at, c) || !has_glyph(id, c)) return false;
        latin = latin || script == HB_SCRIPT_LATIN;
    }
    return latin;
}

// Two spaces stand between two words.
void Fonts::shape_together(const Key& form, std::span<const std::string_view> words,
                           const std::function<void(std::size_t, const ShapedText&)>& take) {
    if (crosses_spaces(form.face) && looks_across_spaces(form.face)) return;
    Key& spaced = shaper_->spaced;
    spaced = {form.face, form.features, form.language, {}, {}};
    std::vector<std::size_t>& chosen = shaper_->chosen;
    chosen.clear();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!is_latin_in(form.face, words[i])) continue;
        chosen.push_back(i);
        spaced.text.append(1, ' ').append(words[i]).append(1, ' ');
    }
    std::vector<ShapedGlyph>& glyphs = shaper_->together.glyphs;
    glyphs.clear();
    shape_run(spaced, {form.face, HB_SCRIPT_LATIN, {0, spaced.text.size()}}, shaper_->together);
    std::size_t glyph = 0, byte = 0;
    for (const std::size_t i : chosen) {
        const std::size_t last = byte + words[i].size() + 1;  // the space behind it
        while (glyph < glyphs.size() && glyphs[glyph].cluster < byte) ++glyph;
        const std::size_t first = glyph;
        while (glyph < glyphs.size() && glyphs[glyph].cluster < last) ++glyph;
        const bool apart = glyph < glyphs.size() && glyph - first >= 2 && glyphs[first].cluster == byte && glyphs[first + 1].cluster > byte &&
                           glyphs[glyph].cluster == last && (glyph + 1 == glyphs.size() || glyphs[glyph + 1].cluster > last);
        if (apart) {
            take_out(std::span(glyphs).subspan(first, glyph + 1 - first), metrics(form.face).space, shaper_->word);
            take(i, shaper_->word);
        }
        byte = last + 1;
    }
}

ShapedText Fonts::shape_anew(const Key& key) {
    ShapedText shaped;
    shape_anew(key, shaped);
    return shaped;
}

void Fonts::shape_anew(const Key& key, ShapedText& shaped) {
    shaped.glyphs.clear();
    shaped.width = 0;
    std::vector<RunOf>& runs = shaper_->runs;
    itemize(key, runs);
    if (key.direction.right_to_left) std::reverse(runs.begin(), runs.end());
    for (const RunOf& run : runs) shape_run(key, run, shaped);
}

}  // namespace katern::typeset
