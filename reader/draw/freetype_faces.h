// FreeType's objects of the faces: the one place where they are opened. Inside draw/ only.
#pragma once

#include <ft2build.h>
#include FT_FREETYPE_H

#include <unordered_map>

#include "typeset/installed.h"

namespace katern::draw {

// A FreeType of its own, since its objects belong to one thread.
class FreetypeFaces {
public:
    FreetypeFaces();
    ~FreetypeFaces();
    FreetypeFaces(const FreetypeFaces&) = delete;
    FreetypeFaces& operator=(const FreetypeFaces&) = delete;

    // In the design that HarfBuzz measured; null: not a font after all. Lives as long as this.
    [[nodiscard]] FT_Face open(typeset::FaceId id);

private:
    void vary(FT_Face face, const typeset::FaceSource& source) const;

    FT_Library library_ = nullptr;
    std::unordered_map<typeset::FaceId, FT_Face> faces_;
};

}  // namespace katern::draw
