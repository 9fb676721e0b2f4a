#include "ui/sheet.h"

#include <algorithm>

#include "ui/icons.h"
#include "ui/measured.h"
#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px padding_x = 30, padding_y = 26, radius = 14, around = 16, cross = 32;

struct Kind {
    app::Sheet kind;
    Px width;
    const char* first;  // what has the keyboard when it appears
    bool may_be_left;   // by Esc, its cross, or a click beside it
    void (*rows)(Column& column);
};

constexpr Kind kinds[] = {
    {app::Sheet::about, 540, "sheet/close", true, sheet_about},
    {app::Sheet::open_book, 560, "sheet/path", true, sheet_open},
    {app::Sheet::export_notes, 640, "sheet/export", true, sheet_export},
    {app::Sheet::print, 540, "sheet/print", true, sheet_print},
    {app::Sheet::shortcuts, 780, "sheet/close", true, sheet_shortcuts},
    {app::Sheet::name, 480, "sheet/name", true, sheet_name},
    {app::Sheet::edition, 740, "sheet/accept", true, sheet_edition},
    {app::Sheet::rename_tag, 440, "sheet/tag", true, sheet_rename_tag},
    {app::Sheet::my_computers, 560, "sheet/folder", true, sheet_my_computers},
    {app::Sheet::people, 480, "sheet/everyone", true, sheet_people},
    {app::Sheet::networks, 560, "sheet/name", true, sheet_networks},
    {app::Sheet::receive, 540, "sheet/take", true, sheet_receive},
    {app::Sheet::save_page, 460, "sheet/save", true, sheet_save_page},
    {app::Sheet::share, 480, "sheet/keep", true, sheet_share},
    {app::Sheet::outgoing, 620, "sheet/close", true, sheet_outgoing},
    {app::Sheet::hand_out, 520, "sheet/hand_out", true, sheet_hand_out},
    {app::Sheet::backups, 560, "sheet/bring_back", true, sheet_restore},
    {app::Sheet::trash, 560, "sheet/close", true, sheet_trash},
    {app::Sheet::which_book, 540, "sheet/book/0", false, sheet_which_book},
};

Px height_of(Ui& ui, const Kind& sheet, Px width) {
    return measured(ui, [&](Ui& on) {
        Column column(on, {0, 0}, width);
        sheet.rows(column);
        return column.height();
    });
}

bool is_new(const Memory& memory) {
    return std::none_of(memory.items.begin(), memory.items.end(),
                        [](const Item& item) { return item.layer == layer_sheet; });
}

// What should have the keyboard first may not be there, or not be ready to be pressed: then what comes first.
void focus_something(Ui& ui) {
    const std::vector<Item>& items = ui.items();
    const auto can_take = [](const Item& item) { return item.layer == layer_sheet && item.focusable; };
    if (std::any_of(items.begin(), items.end(),
                    [&](const Item& item) { return can_take(item) && ui.has_focus(item.id); }))
        return;
    const auto first = std::find_if(items.begin(), items.end(), can_take);
    if (first != items.end()) ui.focus(std::string(first->id), ui.memory().focus_shown);
}

}  // namespace

void keep_keys(Ui& ui, bool may_be_left) {
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        if (key == app::Shortcut{app::key_escape}) return !may_be_left;
        return !(key.ctrl && (key.key == 'q' || key.key == 'w'));
    });
    ui.input().wheel = 0;
    ui.input().typed.clear();
}

void draw_sheet(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (reader.sheet.kind == app::Sheet::palette) return draw_palette(ui);
    const auto* sheet = std::find_if(std::begin(kinds), std::end(kinds),
                                     [&](const Kind& kind) { return kind.kind == reader.sheet.kind; });
    if (sheet == std::end(kinds)) return;
    ui.layer(layer_sheet);
    const app::PageSpace& space = reader.space();
    const Rect window{0, 0, space.width, space.height};
    const bool appears = is_new(ui.memory());
    if (appears) ui.focus(sheet->first, ui.memory().focus_shown);
    ui.memory().menu_open = false;

    const Ui::State beside = ui.item({"sheet/beside", Role::group, {}, {}, window, 0, false});
    ui.canvas().fill(window, ui.theme().paper.with_alpha(0.72F));
    const Px width = std::min(sheet->width, space.width - 2 * around);
    const Px side = width < 420 ? 18 : padding_x;
    const Px content = height_of(ui, *sheet, width - 2 * side) + 2 * padding_y;
    const Px height = std::min(content, space.height - 2 * around);
    const Rect card{ui.canvas().snapped((space.width - width) / 2),
                    ui.canvas().snapped(std::max(around, (space.height - height) * 0.42F)), width, height};
    ui.card("sheet", card, radius);

    ScrollArea area(ui, "sheet", card, ui.memory().scroll["sheet"]);
    Column column(ui, {card.x + side, area.top() + padding_y}, width - 2 * side);
    bool close = sheet->may_be_left && beside.clicked;
    // The cross is declared last, so that Tab comes to it last.
    sheet->rows(column);
    if (sheet->may_be_left) {
        const Rect corner{card.right() - side - cross + 10, area.top() + padding_y - 4, cross, cross};
        close = icon_button(ui, "sheet/close", corner, Icon::cross, ui.text(Word::ui_close)) || close;
    }
    if (appears) focus_something(ui);
    area.end(content);
    keep_keys(ui, sheet->may_be_left);
    if (close) app::run_command(reader, "close");
}

}  // namespace katern::ui
