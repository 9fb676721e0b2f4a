#include "typeset/hanging.h"

namespace katern::typeset {

float hang_on_left(char32_t sign) {
    switch (sign) {
        case U'‘': case U'’': case U'“': case U'”': case U'„': case U'‚': case U'‹': case U'\'': case U'"': return 0.7F;
        case U'«': return 0.4F;
        case U'–': return 0.3F;
        case U'—': return 0.2F;
        default: return 0;
    }
}

float hang_on_right(char32_t sign) {
    switch (sign) {
        case U'-': case U'\u2010': case U'\u2011': case U'.': case U',': return 0.7F;
        case U'‘': case U'’': case U'“': case U'”': case U'›': case U'\'': case U'"': return 0.7F;
        case U':': case U';': return 0.5F;
        case U'»': return 0.4F;
        case U'–': return 0.3F;
        case U'—': return 0.2F;
        default: return 0;
    }
}

}  // namespace katern::typeset
