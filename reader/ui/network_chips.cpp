#include "ui/network_chips.h"

#include "words/words.h"

namespace katern::ui {

std::string draw_network_choice(Ui& ui, const std::string& view, const std::vector<notes::Network>& networks,
                                const std::string& now, Point at, Px width) {
    if (networks.size() < 2) return {};
    std::string chosen;
    Px x = at.x + width;
    for (auto network = networks.rbegin(); network != networks.rend(); ++network) {
        const std::string name = network->name.empty() ? ui.text(Word::together_my_network) : network->name;
        const Px needed = ui.button_width(name);
        if (x - needed < at.x) break;
        x -= needed + 8;
        const bool on = network->id == now;
        const bool pressed = ui.button(view + "/network/" + network->id, {x + 8, at.y, needed, 32}, name,
                                       on ? ButtonKind::main : ButtonKind::plain);
        if (pressed && !on) chosen = network->id;
    }
    return chosen;
}

}  // namespace katern::ui
