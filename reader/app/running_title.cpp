#include "app/running_title.h"

namespace katern::app {

typeset::TextStyle running_title_style(typeset::Fonts& fonts, const std::string& language, typeset::Px size, typeset::Px leading,
                                       typeset::Ink ink) {
    typeset::TextStyle style;
    style.family = typeset::Family::serif;
    style.size = size;
    style.leading = leading;
    style.ink = ink;
    style.language = language;
    style.features.small_caps = fonts.has_feature(typeset::face(style.family), "smcp");
    style.features.old_style = style.features.small_caps;  // lining figures would stand out above them
    style.italic = !style.features.small_caps;
    return style;
}

}  // namespace katern::app
