#include "ui/side_panel.h"

#include "ui/views.h"

namespace katern::ui {

Rect draw_side_panel(Ui& ui, const std::string& id, const std::string& name) {
    const app::Reader& reader = ui.reader();
    ui.layer(layer_panel);
    const app::PageSpace& space = reader.space();
    const Px width = space.width < narrowest_with_side_panel ? space.width : panel_width;
    // A bar that stays is above it; one that only looks in lies over it.
    const Px top = reader.bar_pinned || reader.contents_open ? bar_height : 0;
    const Rect panel{space.width - width, top, width, space.height - top};
    ui.item({id, Role::group, name, {}, panel, 0, false});
    ui.canvas().fill(panel, ui.theme().chrome);
    ui.canvas().fill({panel.x, panel.y, 1, panel.height}, ui.theme().line);
    return panel;
}

}  // namespace katern::ui
