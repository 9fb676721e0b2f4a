#include "typeset/fonts.h"

#include <hb-ot.h>
#include <hb.h>

#include <array>
#include <stdexcept>

#include "faces.h"
#include "text/text.h"
#include "typeset/words.h"

namespace katern::typeset {
namespace {

constexpr std::array<std::string_view, face_count> names{
    "serif-regular",    "serif-italic",    "serif-bold",    "serif-bold-italic",     //
    "sans-regular",     "sans-italic",     "sans-bold",     "sans-bold-italic",      //
    "dyslexic-regular", "dyslexic-italic", "dyslexic-bold", "dyslexic-bold-italic",  //
    "mono-regular",     "mono-italic",     "mono-bold",     "mono-bold-italic",      //
    "humanist-regular", "humanist-italic", "humanist-bold", "humanist-bold-italic",  //
    "fallback"};

// A long reading session meets some 30,000 different words; past this the cache starts afresh rather than grow.
constexpr std::size_t cache_limit = 60'000;

// Default-ignorable signs (soft hyphen, joiners, variation selectors) never ask for another face, and a combining mark stays with
// its letter.
bool stays_with_last(char32_t c) {
    return c == 0xAD || (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x2060;
}

}  // namespace

std::string_view face_bytes(FaceId id) {
    for (const faces::Blob& blob : faces::blobs())
        if (blob.name == names.at(id)) return blob.bytes;
    throw std::logic_error("a face is missing from the program");
}

std::string_view hyphenation_patterns(std::string_view language) {
    const std::string name = "hyphen-" + std::string(language);
    for (const faces::Blob& blob : faces::blobs())
        if (blob.name == name) return blob.bytes;
    return {};
}

struct Fonts::Face {
    hb_face_t* face = nullptr;
    hb_font_t* font = nullptr;
    float upem = 1000;
    Metrics metrics;

    explicit Face(std::string_view bytes) {
        hb_blob_t* blob = hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
        face = hb_face_create(blob, 0);
        hb_blob_destroy(blob);
        font = hb_font_create(face);
        upem = static_cast<float>(hb_face_get_upem(face));
        hb_font_extents_t extents{};
        hb_font_get_h_extents(font, &extents);
        metrics.ascent = static_cast<float>(extents.ascender) / upem;
        metrics.descent = static_cast<float>(-extents.descender) / upem;
        hb_position_t x_height = 0;
        if (hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_X_HEIGHT, &x_height)) metrics.x_height = static_cast<float>(x_height) / upem;
        metrics.space = advance(' ');
        metrics.hyphen = advance('-');
    }
    ~Face() {
        hb_font_destroy(font);
        hb_face_destroy(face);
    }
    Face(const Face&) = delete;
    Face& operator=(const Face&) = delete;

    [[nodiscard]] Em advance(char32_t c) const {
        hb_codepoint_t glyph = 0;
        if (!hb_font_get_nominal_glyph(font, c, &glyph)) return 0.25F;
        return static_cast<float>(hb_font_get_glyph_h_advance(font, glyph)) / upem;
    }
};

Fonts::Fonts() : faces_(face_count), words_(std::make_unique<Words>(*this)) {}
Fonts::~Fonts() = default;

Fonts::Face& Fonts::open(FaceId id) {
    std::unique_ptr<Face>& slot = faces_.at(id);
    if (!slot) slot = std::make_unique<Face>(face_bytes(id));
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

bool Fonts::has_glyph(FaceId id, char32_t code_point) {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(open(id).font, code_point, &glyph) != 0;
}

std::size_t Fonts::KeyHash::operator()(const Key& key) const {
    const Features& features = key.features;
    const std::size_t style = static_cast<std::size_t>(key.face) * 16 + (features.small_caps ? 8 : 0) + (features.tabular_lining ? 4 : 0) +
                              (features.old_style ? 2 : 0) + (features.no_ligatures ? 1 : 0);
    return std::hash<std::string>{}(key.text) ^ (style * 0x9E3779B97F4A7C15ULL) ^ (std::hash<std::string>{}(key.language) << 1);
}

void Fonts::shape_run(FaceId id, const Features& features, const std::string& language, std::string_view text, std::size_t offset,
                      std::size_t length, ShapedText& out) {
    Face& opened = open(id);
    hb_buffer_t* buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text.data(), static_cast<int>(text.size()), static_cast<unsigned>(offset), static_cast<int>(length));
    hb_buffer_guess_segment_properties(buffer);
    hb_buffer_set_language(buffer, hb_language_from_string(language.c_str(), static_cast<int>(language.size())));
    std::vector<hb_feature_t> wanted;
    const auto want = [&](const char* tag, unsigned value) { wanted.push_back({hb_tag_from_string(tag, 4), value, 0, static_cast<unsigned>(-1)}); };
    const auto on = [&](const char* tag) { want(tag, 1); };
    if (features.small_caps) on("smcp");
    if (features.tabular_lining) {
        on("tnum");
        on("lnum");
    }
    if (features.old_style) on("onum");
    if (features.no_ligatures)
        for (const char* tag : {"liga", "clig", "dlig", "hlig"}) want(tag, 0);
    hb_shape(opened.font, buffer, wanted.data(), static_cast<unsigned>(wanted.size()));
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer, &count);
    out.glyphs.reserve(out.glyphs.size() + count);
    for (unsigned i = 0; i < count; ++i) {
        ShapedGlyph glyph;
        glyph.glyph = infos[i].codepoint;
        glyph.cluster = infos[i].cluster;
        glyph.advance = static_cast<float>(positions[i].x_advance) / opened.upem;
        glyph.dx = static_cast<float>(positions[i].x_offset) / opened.upem;
        glyph.dy = static_cast<float>(positions[i].y_offset) / opened.upem;
        glyph.face = id;
        out.width += glyph.advance;
        out.glyphs.push_back(glyph);
    }
    hb_buffer_destroy(buffer);
}

const ShapedText& Fonts::shape(FaceId id, const Features& features, std::string_view language, std::string_view text) {
    Key key{id, features, std::string(language), std::string(text)};
    if (const auto found = cache_.find(key); found != cache_.end()) return found->second;
    if (cache_.size() >= cache_limit) cache_.clear();
    ShapedText shaped = shape_anew(id, features, language, text);
    return cache_.emplace(std::move(key), std::move(shaped)).first->second;
}

ShapedText Fonts::shape_anew(FaceId id, const Features& features, std::string_view language, std::string_view text) {
    const std::string language_tag(language);
    ShapedText shaped;
    std::size_t run_start = 0;
    FaceId run_face = id;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const char32_t c = text::next_code_point(text, at);
        const FaceId wanted = stays_with_last(c) ? run_face : (has_glyph(id, c) || !has_glyph(fallback_face, c)) ? id : fallback_face;
        if (wanted != run_face) {
            if (start > run_start) shape_run(run_face, features, language_tag, text, run_start, start - run_start, shaped);
            run_start = start;
            run_face = wanted;
        }
    }
    if (run_start < text.size()) shape_run(run_face, features, language_tag, text, run_start, text.size() - run_start, shaped);
    return shaped;
}

}  // namespace katern::typeset
