// The title above each page.
#pragma once

#include <string>

#include "typeset/fonts.h"
#include "typeset/typeset.h"

namespace katern::app {

// Small capitals, as in Dutch books, where the face has real ones. Else italics: capitals that a program made smaller are too thin.
[[nodiscard]] typeset::TextStyle running_title_style(typeset::Fonts& fonts, const std::string& language, typeset::Px size, typeset::Px leading,
                                                     typeset::Ink ink);

}  // namespace katern::app
