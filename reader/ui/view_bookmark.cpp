// The bookmark of what is on the screen: a ribbon from the top edge of the page. Where there is none, its outline shows
// when the pointer is there.
#include "ui/icons.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px width = 12, height = 34, target = 32;

}  // namespace

void draw_bookmark(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.layout || !reader.row) return;
    ui.layer(layer_page);
    const bool set = reader.bookmark_in_sight() != nullptr;
    const Rect area = reader.text_area();
    const Px right = area.x + app::width_of(reader.layout->style(), reader.shows_spread());
    const Rect corner{right - width / 2 - target / 2, 0, target, height + 8};
    const Ui::State state = ui.item({"page/bookmark", Role::toggle, ui.text(set ? Word::ui_bookmark_remove : Word::ui_bookmark_set),
                                     set ? "1" : "0", corner, 0, false});
    const Px x = ui.canvas().snapped(right - width), notch = 5;
    if (set) {
        const Color color = ui.theme().accent.with_alpha(state.hot ? 0.9F : 0.65F);
        ui.canvas().fill({x, 0, width, height - notch}, color);
        // The notch: short strips that grow shorter to the middle.
        for (Px strip = 0; strip < width / 2; strip += 1) {
            const Px long_by = notch * (1 - strip / (width / 2));
            ui.canvas().fill({x + strip, height - notch, 1, long_by}, color);
            ui.canvas().fill({x + width - strip - 1, height - notch, 1, long_by}, color);
        }
    } else if (state.hot) {
        draw_icon(ui, Icon::ribbon_outline, {x, 8, width, 20}, ui.theme().quiet);
    }
    if (state.hot) ui.pointer(Pointer::hand);
    if (state.clicked) app::run_command(reader, "bookmark.toggle");
}

}  // namespace katern::ui
