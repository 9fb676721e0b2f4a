#include "draw/freetype_faces.h"

#include FT_MULTIPLE_MASTERS_H

#include <cmath>
#include <stdexcept>
#include <vector>

namespace katern::draw {

FreetypeFaces::FreetypeFaces() {
    if (FT_Init_FreeType(&library_) != 0) throw std::runtime_error("FreeType doesn't start");
}

FreetypeFaces::~FreetypeFaces() {
    for (const auto& [id, face] : faces_)
        if (face) FT_Done_Face(face);
    FT_Done_FreeType(library_);
}

FT_Face FreetypeFaces::open(typeset::FaceId id) {
    const auto [slot, is_new] = faces_.try_emplace(id, nullptr);
    if (!is_new) return slot->second;
    const typeset::FaceSource& source = typeset::face_source(id);
    const auto* data = reinterpret_cast<const FT_Byte*>(source.bytes.data());
    FT_Face face = nullptr;
    if (FT_New_Memory_Face(library_, data, static_cast<FT_Long>(source.bytes.size()), static_cast<FT_Long>(source.index), &face) != 0)
        return nullptr;
    vary(face, source);
    slot->second = face;
    return face;
}

void FreetypeFaces::vary(FT_Face face, const typeset::FaceSource& source) const {
    FT_MM_Var* axes = nullptr;
    if (source.variations.empty() || FT_Get_MM_Var(face, &axes) != 0) return;
    std::vector<FT_Fixed> design(axes->num_axis);
    for (FT_UInt i = 0; i < axes->num_axis; ++i) {
        design[i] = axes->axis[i].def;
        for (const typeset::FaceSource::Variation& each : source.variations)
            if (each.axis == axes->axis[i].tag) design[i] = static_cast<FT_Fixed>(std::lround(each.value * 65'536));
    }
    FT_Set_Var_Design_Coordinates(face, axes->num_axis, design.data());
    FT_Done_MM_Var(library_, axes);
}

}  // namespace katern::draw
