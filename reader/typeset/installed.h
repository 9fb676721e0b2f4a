// Faces of the system beside ours: the families that a person may choose to read in, and what has the signs that ours lack.
// Fontconfig is asked when the first of these is needed, and not before. All of it may be called from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "typeset/fonts.h"

namespace katern::typeset {

// Names of the system's families that are fit for reading (outlines, with the letters of Dutch), sorted as people sort; those
// inside the program are not among them. Reading fontconfig's cache takes tens of milliseconds the first time: not for the
// window's thread.
[[nodiscard]] std::vector<std::string> installed_families();
// Whether a family is on this system; always for ours. May take as long as the call above.
[[nodiscard]] bool is_there(Family family);

// "serif", "sans", "dyslexic", "mono", "humanist", else the name of a family of the system. Looks for no file: a family that is not
// there (any more) is set in the book's own serif, with its name kept.
[[nodiscard]] Family family_named(std::string_view name);
[[nodiscard]] std::string name_of(Family family);
// Reads anew what is on this system. A family that was missing and has come is another one from now on, which family_named
// gives: what was set of the one without letters stays as it was. As slow as installed_families.
void look_again();

// What a face is made of. Of a family that lacks a slope or a weight, the upright or the regular is slanted or emboldened.
struct FaceSource {
    struct Variation {
        std::uint32_t axis = 0;  // OpenType's tag
        float value = 0;
    };
    std::string_view bytes;   // of the font file: inside the program, or mapped for as long as it runs
    std::uint32_t index = 0;  // FreeType's: face in the file, and named instance in the upper 16 bits
    std::vector<Variation> variations;  // of a variable font
    bool slanted = false;
    bool emboldened = false;
};
[[nodiscard]] const FaceSource& face_source(FaceId id);

// A face of the system that has this sign; nothing when none has. In colour: only faces that draw it in colours.
[[nodiscard]] std::optional<FaceId> system_face_with(char32_t code_point, std::string_view language, bool in_color = false);

}  // namespace katern::typeset
