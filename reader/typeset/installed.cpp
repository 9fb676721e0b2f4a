#include "typeset/installed.h"

#include <fontconfig/fontconfig.h>
#include <hb.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <tuple>
#include <unordered_map>

#include "faces.h"
#include "text/text.h"

namespace katern::typeset {
namespace {

constexpr std::array<std::string_view, face_count> embedded_names{
    "serif-regular",    "serif-italic",    "serif-bold",    "serif-bold-italic",     //
    "sans-regular",     "sans-italic",     "sans-bold",     "sans-bold-italic",      //
    "dyslexic-regular", "dyslexic-italic", "dyslexic-bold", "dyslexic-bold-italic",  //
    "mono-regular",     "mono-italic",     "mono-bold",     "mono-bold-italic",      //
    "humanist-regular", "humanist-italic", "humanist-bold", "humanist-bold-italic",  //
    "fallback"};
constexpr std::array<std::string_view, 5> roles{"serif", "sans", "dyslexic", "mono", "humanist"};
// As the system calls what is inside the program.
constexpr std::array<std::string_view, 5> ours{"Charis SIL", "Inter", "OpenDyslexic", "JetBrains Mono", "Open Sans"};
// What a book in Dutch or English can't do without.
constexpr std::u32string_view reading_signs = U"azAZ09éëïóü“”‘’—…";

FcChar8* chars(const char* text) { return reinterpret_cast<FcChar8*>(const_cast<char*>(text)); }

struct Destroy {
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
    void operator()(FcFontSet* set) const { FcFontSetDestroy(set); }
    void operator()(FcObjectSet* set) const { FcObjectSetDestroy(set); }
    void operator()(FcCharSet* set) const { FcCharSetDestroy(set); }
};
template <class T>
using Owned = std::unique_ptr<T, Destroy>;

std::string string_of(const FcPattern* pattern, const char* object) {
    FcChar8* value = nullptr;
    if (FcPatternGetString(pattern, object, 0, &value) != FcResultMatch || !value) return {};
    return reinterpret_cast<const char*>(value);
}

int number_of(const FcPattern* pattern, const char* object, int otherwise) {
    int value = otherwise;
    return FcPatternGetInteger(pattern, object, 0, &value) == FcResultMatch ? value : otherwise;
}

bool flag_of(const FcPattern* pattern, const char* object) {
    FcBool value = FcFalse;
    return FcPatternGetBool(pattern, object, 0, &value) == FcResultMatch && value == FcTrue;
}

// HarfBuzz reads outlines in OpenType files as they are; neither Type 1 nor what is packed for the web.
bool can_be_shaped(const FcPattern* pattern) {
    const std::string format = string_of(pattern, FC_FONTFORMAT);
    const std::string file = string_of(pattern, FC_FILE);
    return (format == "TrueType" || format == "CFF") && !file.ends_with(".woff") && !file.ends_with(".woff2");
}

bool has_sign(const FcPattern* pattern, char32_t sign) {
    FcCharSet* signs = nullptr;
    return FcPatternGetCharSet(pattern, FC_CHARSET, 0, &signs) == FcResultMatch && FcCharSetHasChar(signs, sign) == FcTrue;
}

// "wght=700,slnt=-10".
std::vector<FaceSource::Variation> variations_of(std::string_view list) {
    std::vector<FaceSource::Variation> all;
    while (!list.empty()) {
        const std::string_view one = list.substr(0, list.find(','));
        list.remove_prefix(std::min(list.size(), one.size() + 1));
        hb_variation_t variation{};
        if (hb_variation_from_string(one.data(), static_cast<int>(one.size()), &variation) != 0)
            all.push_back({variation.tag, variation.value});
    }
    return all;
}

bool fit_for_reading(const FcPattern* pattern) {
    return can_be_shaped(pattern) && !flag_of(pattern, FC_COLOR) && !flag_of(pattern, FC_SYMBOL) &&
           std::all_of(reading_signs.begin(), reading_signs.end(), [&](char32_t sign) { return has_sign(pattern, sign); });
}

// All that is known of the system's faces in this run. Nothing is ever taken away, so what was given out stays.
class System {
public:
    static System& get() {
        // Lives until the program ends: threads may still hold its bytes then.
        static auto* system = new System;
        return *system;
    }

    std::vector<std::string> families() {
        const std::lock_guard lock(mutex_);
        const Owned<FcPattern> all(FcPatternCreate());
        FcPatternAddBool(all.get(), FC_SCALABLE, FcTrue);
        const Owned<FcObjectSet> wanted(
            FcObjectSetBuild(FC_FAMILY, FC_CHARSET, FC_FONTFORMAT, FC_FILE, FC_COLOR, FC_SYMBOL, nullptr));
        const Owned<FcFontSet> found(FcFontList(config(), all.get(), wanted.get()));
        std::map<std::string, std::string> by_folded_name;
        for (int i = 0; found && i < found->nfont; ++i) {
            const FcPattern* pattern = found->fonts[i];
            const std::string name = string_of(pattern, FC_FAMILY);
            if (name.empty() || std::find(ours.begin(), ours.end(), name) != ours.end() || !fit_for_reading(pattern)) continue;
            by_folded_name.emplace(text::fold(name).text, name);
        }
        std::vector<std::string> names;
        for (auto& [folded, name] : by_folded_name) names.push_back(name);
        return names;
    }

    Family family_named(std::string_view name) {
        const std::lock_guard lock(mutex_);
        // The last one of that name: see look_again.
        const auto known = std::find(names_.rbegin(), names_.rend(), name);
        if (known != names_.rend()) return family_at(static_cast<std::size_t>(names_.rend() - known) - 1);
        if (names_.size() >= most_families) return Family::serif;
        names_.emplace_back(name);
        return family_at(names_.size() - 1);
    }

    std::string name_of(Family family) {
        const std::lock_guard lock(mutex_);
        const auto index = static_cast<std::size_t>(family) - static_cast<std::size_t>(first_installed);
        return index < names_.size() ? names_[index] : std::string(roles.front());
    }

    bool is_there(Family family) {
        const std::lock_guard lock(mutex_);
        const std::string name = name_of(family);
        if (match(name, false, false)) return true;
        missing_.insert(name);
        return false;
    }

    void look_again() {
        FcConfig* fresh = FcInitLoadConfigAndFonts();
        if (!fresh) return;
        const std::lock_guard lock(mutex_);
        if (config_) FcConfigDestroy(config_);
        config_ = fresh;
        for (auto name = missing_.begin(); name != missing_.end();) {
            const bool has_come = names_.size() < most_families && match(*name, false, false);
            if (has_come) names_.push_back(*name);
            name = has_come ? missing_.erase(name) : std::next(name);
        }
    }

    const FaceSource& source(FaceId id) {
        {
            const std::lock_guard lock(mutex_);
            if (const auto known = sources_.find(id); known != sources_.end()) return known->second;
        }
        const auto family = static_cast<Family>(id / 4);
        const bool bold = (id & 2) != 0;
        const bool italic = (id & 1) != 0;
        const Owned<FcPattern> pattern = id < first_system_face ? match(name_of(family), bold, italic) : nullptr;
        std::optional<FaceSource> found = pattern ? open(pattern.get()) : std::nullopt;
        if (found) {
            found->slanted = italic && number_of(pattern.get(), FC_SLANT, FC_SLANT_ROMAN) == FC_SLANT_ROMAN;
            found->emboldened = bold && number_of(pattern.get(), FC_WEIGHT, FC_WEIGHT_REGULAR) <= FC_WEIGHT_MEDIUM && found->variations.empty();
        } else {
            found = face_source(face(Family::serif, bold, italic));
        }
        const std::lock_guard lock(mutex_);
        if (!pattern && id < first_system_face) missing_.insert(name_of(family));
        return sources_.emplace(id, std::move(*found)).first->second;
    }

    std::optional<FaceId> face_with(char32_t sign, const std::string& language, bool in_color) {
        const std::lock_guard lock(mutex_);
        const auto key = std::tuple(sign, language, in_color);
        if (const auto known = by_sign_.find(key); known != by_sign_.end()) return known->second;
        return by_sign_.emplace(key, look_for(sign, language, in_color)).first->second;
    }

private:
    static constexpr std::size_t most_families = (first_system_face / 4) - static_cast<std::size_t>(first_installed);

    static Family family_at(std::size_t index) {
        return static_cast<Family>(static_cast<std::size_t>(first_installed) + index);
    }

    FcConfig* config() {
        if (!config_) config_ = FcInitLoadConfigAndFonts();
        if (!config_) throw std::runtime_error("fontconfig doesn't start");
        return config_;
    }

    // The family's face that is nearest to a weight and slope; null when the family is not there.
    Owned<FcPattern> match(const std::string& name, bool bold, bool italic) {
        const std::lock_guard lock(mutex_);
        const Owned<FcPattern> wanted(FcPatternCreate());
        FcPatternAddString(wanted.get(), FC_FAMILY, chars(name.c_str()));
        const Owned<FcObjectSet> all_of_it(FcObjectSetBuild(FC_FAMILY, FC_FILE, FC_INDEX, FC_FONTFORMAT, FC_CHARSET, FC_WEIGHT, FC_SLANT, FC_WIDTH,
                                                            FC_COLOR, FC_SYMBOL, FC_VARIABLE, FC_FONT_VARIATIONS, nullptr));
        const Owned<FcFontSet> found(FcFontList(config(), wanted.get(), all_of_it.get()));
        const Owned<FcFontSet> fit(FcFontSetCreate());
        for (int i = 0; found && i < found->nfont; ++i) {
            if (!fit_for_reading(found->fonts[i])) continue;
            FcPatternReference(found->fonts[i]);
            FcFontSetAdd(fit.get(), found->fonts[i]);
        }
        if (fit->nfont == 0) return nullptr;
        FcPatternAddInteger(wanted.get(), FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
        FcPatternAddInteger(wanted.get(), FC_SLANT, italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
        FcDefaultSubstitute(wanted.get());
        FcFontSet* sets[] = {fit.get()};
        FcResult result = FcResultNoMatch;
        return Owned<FcPattern>(FcFontSetMatch(config(), sets, 1, wanted.get(), &result));
    }

    // Maps a pattern's file; nothing when it can't be read.
    std::optional<FaceSource> open(const FcPattern* pattern) {
        const std::string path = string_of(pattern, FC_FILE);
        auto [known, is_new] = files_.try_emplace(path, nullptr);
        if (is_new) known->second = hb_blob_create_from_file_or_fail(path.c_str());
        if (!known->second) return std::nullopt;
        FaceSource source;
        unsigned length = 0;
        const char* bytes = hb_blob_get_data(known->second, &length);
        source.bytes = {bytes, length};
        source.index = static_cast<std::uint32_t>(number_of(pattern, FC_INDEX, 0));
        source.variations = variations_of(string_of(pattern, FC_FONT_VARIATIONS));
        return source;
    }

    // All faces, nearest first to what a book in this language would use.
    FcFontSet* sorted(const std::string& language, bool in_color) {
        Owned<FcFontSet>& slot = sorted_[std::pair(language, in_color)];
        if (slot) return slot.get();
        const Owned<FcPattern> wanted(FcPatternCreate());
        FcPatternAddString(wanted.get(), FC_FAMILY, chars(in_color ? "emoji" : "serif"));
        FcPatternAddString(wanted.get(), FC_LANG, chars(language.c_str()));
        FcConfigSubstitute(config(), wanted.get(), FcMatchPattern);
        FcDefaultSubstitute(wanted.get());
        FcResult result = FcResultNoMatch;
        slot.reset(FcFontSort(config(), wanted.get(), FcFalse, nullptr, &result));
        return slot.get();
    }

    std::optional<FaceId> look_for(char32_t sign, const std::string& language, bool in_color) {
        const FcFontSet* all = sorted(language, in_color);
        for (int i = 0; all && i < all->nfont; ++i) {
            const FcPattern* pattern = all->fonts[i];
            if (in_color && !flag_of(pattern, FC_COLOR)) continue;
            if (!can_be_shaped(pattern) || !has_sign(pattern, sign)) continue;
            if (const std::optional<FaceId> id = register_face(pattern)) return id;
        }
        return std::nullopt;
    }

    std::optional<FaceId> register_face(const FcPattern* pattern) {
        const auto key = std::pair(string_of(pattern, FC_FILE), number_of(pattern, FC_INDEX, 0));
        if (const auto known = fallbacks_.find(key); known != fallbacks_.end()) return known->second;
        std::optional<FaceSource> source = open(pattern);
        if (!source || fallbacks_.size() >= 0x7FFF) return std::nullopt;
        const auto id = static_cast<FaceId>(first_system_face + fallbacks_.size());
        sources_.emplace(id, std::move(*source));
        return fallbacks_.emplace(key, id).first->second;
    }

    std::recursive_mutex mutex_;
    FcConfig* config_ = nullptr;
    std::deque<std::string> names_;  // by Family, from first_installed
    std::set<std::string> missing_;  // of these, what was asked for in vain
    std::unordered_map<FaceId, FaceSource> sources_;
    std::map<std::string, hb_blob_t*> files_;
    std::map<std::pair<std::string, int>, FaceId> fallbacks_;
    std::map<std::tuple<char32_t, std::string, bool>, std::optional<FaceId>> by_sign_;
    std::map<std::pair<std::string, bool>, Owned<FcFontSet>> sorted_;
};

FaceSource embedded(std::size_t id) {
    for (const faces::Blob& blob : faces::blobs())
        if (blob.name == embedded_names.at(id)) return {blob.bytes, 0, {}, false, false};
    throw std::logic_error("a face is missing from the program");
}

}  // namespace

std::vector<std::string> installed_families() { return System::get().families(); }

bool is_there(Family family) { return family < first_installed || System::get().is_there(family); }

Family family_named(std::string_view name) {
    const auto role = std::find(roles.begin(), roles.end(), name);
    if (role != roles.end()) return static_cast<Family>(role - roles.begin());
    return System::get().family_named(name);
}

std::string name_of(Family family) {
    const auto role = static_cast<std::size_t>(family);
    return role < roles.size() ? std::string(roles.at(role)) : System::get().name_of(family);
}

void look_again() { System::get().look_again(); }

const FaceSource& face_source(FaceId id) {
    static const std::array<FaceSource, face_count> inside = [] {
        std::array<FaceSource, face_count> all;
        for (std::size_t i = 0; i < all.size(); ++i) all.at(i) = embedded(i);
        return all;
    }();
    return id < face_count ? inside.at(id) : System::get().source(id);
}

std::optional<FaceId> system_face_with(char32_t code_point, std::string_view language, bool in_color) {
    return System::get().face_with(code_point, std::string(language), in_color);
}

}  // namespace katern::typeset
