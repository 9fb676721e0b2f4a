#include "ui/key_caps.h"

#include <algorithm>

namespace katern::ui {
namespace {

constexpr Px cap_padding = 6, cap_gap = 4;

}  // namespace

std::vector<std::string> caps_of(const app::Command& command, Language language, std::size_t most) {
    std::vector<std::string> caps;
    for (const app::Shortcut& key : command.keys)
        if (key.key != app::key_none && caps.size() < most) caps.push_back(app::name_of(key, language));
    return caps;
}

Px draw_caps(Ui& ui, const std::vector<std::string>& caps, Px right, Px y) {
    const typeset::TextStyle style = Ui::sans(11, typeset::Ink::quiet);
    Px x = right;
    for (auto cap = caps.rbegin(); cap != caps.rend(); ++cap) {
        const Px width = std::max(cap_height, ui.set(*cap, style).width + 2 * cap_padding);
        x -= width;
        ui.canvas().outline({x, y, width, cap_height}, ui.theme().line, 1, 4);
        ui.label_centred({x, y, width, cap_height}, *cap, style);
        x -= cap_gap;
    }
    return x;
}

}  // namespace katern::ui
