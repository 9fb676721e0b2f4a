// The list of typefaces in the panel of reading settings: each in its own letters, found by typing, shown on the page at once.
#include <algorithm>

#include "typeset/installed.h"
#include "ui/comfort_rows.h"
#include "ui/icons.h"
#include "ui/scroll_area.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px head_height = 34, field_height = 34, face_row = 38, gap = 8;

struct Face {
    std::string name;
    typeset::Family family = typeset::Family::serif;
    bool missing = false;
};

// Ours first, then those of the system as it sorts them.
std::vector<Face> all_faces(Ui& ui) {
    std::vector<Face> faces;
    for (const typeset::Family ours : {typeset::Family::serif, typeset::Family::humanist, typeset::Family::sans,
                                       typeset::Family::dyslexic, typeset::Family::mono})
        faces.push_back({face_name(ui, ours), ours});
    if (!ui.reader().missing_typeface.empty())
        faces.push_back({ui.reader().missing_typeface, ui.reader().settings.family, true});
    for (const std::string& name : ui.reader().families) faces.push_back({name, typeset::family_named(name)});
    return faces;
}

std::vector<Face> found_faces(Ui& ui) {
    std::vector<Face> faces = all_faces(ui);
    const std::string& query = ui.reader().comfort.face_query.text();
    std::erase_if(faces, [&](const Face& face) {
        return !query.empty() && text::find_folded(text::fold(face.name), query).empty();
    });
    return faces;
}

void use(Ui& ui, const Face& face) {
    app::Settings changed = ui.reader().settings;
    changed.family = face.family;
    ui.reader().change_settings(changed);
}

bool is_used(Ui& ui, const Face& face) {
    return ui.reader().settings.family == face.family;
}

// Up and down put the next face on the page while the field keeps the keyboard.
bool step_by_keys(Ui& ui, const std::vector<Face>& faces) {
    if (!ui.has_focus("comfort/faces/query") || faces.empty()) return false;
    int by = 0;
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        if (key == app::Shortcut{app::key_up}) --by;
        if (key == app::Shortcut{app::key_down}) ++by;
        return key == app::Shortcut{app::key_up} || key == app::Shortcut{app::key_down};
    });
    if (by == 0) return false;
    const auto now = std::find_if(faces.begin(), faces.end(), [&](const Face& face) { return is_used(ui, face); });
    const auto count = static_cast<std::ptrdiff_t>(faces.size());
    const std::ptrdiff_t next = now == faces.end() ? 0 : (now - faces.begin() + by + count) % count;
    use(ui, faces[static_cast<std::size_t>(next)]);
    return true;
}

void face_row_at(Ui& ui, const Face& face, Rect row) {
    const bool used = is_used(ui, face);
    const Ui::State state =
        ui.item({"comfort/faces/" + face.name, Role::list_item, face.name, used ? "1" : "0", row, 0, true});
    if (used || state.hot) ui.canvas().fill(row, used ? ui.theme().accent.with_alpha(0.16F) : ui.theme().line.with_alpha(0.5F), 7);
    if (used) draw_icon(ui, Icon::tick, {row.right() - 30, row.y, 24, row.height}, ui.theme().accent);
    typeset::TextStyle style = Ui::sans(15);
    style.family = face.family;
    if (face.missing) style = Ui::sans(13, typeset::Ink::quiet);
    const typeset::TextLayout name = ui.set(face.missing ? face.name + ", " + ui.text(Word::ui_typeface_gone) : face.name,
                                            style, row.width - 48, 1);
    ui.canvas().text(name, {row.x + 10, row.y + (row.height - name.height) / 2}, ui.theme());
    if (state.shows_focus) ui.canvas().outline(row, ui.theme().accent, 2, 7);
    if (state.hot) ui.pointer(Pointer::hand);
    if (state.clicked) use(ui, face);
}

}  // namespace

Px draw_faces(Ui& ui, Point at, Px width, Px most) {
    app::Reader& reader = ui.reader();
    const bool appears = std::none_of(ui.memory().items.begin(), ui.memory().items.end(),
                                      [](const Item& item) { return item.id == "comfort/faces/query"; });
    if (appears) ui.focus("comfort/faces/query", ui.memory().focus_shown);
    if (icon_button(ui, "comfort/faces/back", {at.x - 8, at.y, 28, 28}, Icon::left, ui.text(Word::ui_back)))
        reader.comfort.faces = false;
    ui.label({at.x + 26, at.y + 4}, ui.text(Word::ui_typeface), Ui::sans(13, typeset::Ink::ink, true));
    Px y = at.y + head_height;
    const std::vector<Face> before = found_faces(ui);
    const bool moved = step_by_keys(ui, before);
    if (ui.field("comfort/faces/query", {at.x, y, width, field_height}, reader.comfort.face_query,
                 ui.text(Word::ui_typeface_search))) {
        const std::vector<Face> found = found_faces(ui);
        if (!found.empty() && std::none_of(found.begin(), found.end(), [&](const Face& f) { return is_used(ui, f); }))
            use(ui, found.front());
        reader.comfort.faces = false;
    }
    y += field_height + gap;
    const std::vector<Face> faces = found_faces(ui);
    if (faces.empty()) {
        y += ui.label({at.x + 10, y + 6}, ui.text(Word::ui_typeface_none), Ui::sans(13, typeset::Ink::quiet), width - 20).height + 18;
        return y - at.y;
    }
    const Px whole = face_row * static_cast<Px>(faces.size());
    const Rect view{at.x, y, width, std::max(face_row, std::min(whole, at.y + most - y))};
    Px& offset = ui.memory().scroll["comfort/faces"];
    for (std::size_t i = 0; moved && i < faces.size(); ++i)
        if (is_used(ui, faces[i]))
            offset = std::clamp(offset, std::max(0.0F, face_row * static_cast<Px>(i + 1) - view.height), face_row * static_cast<Px>(i));
    ScrollArea area(ui, "comfort/faces", view, offset);
    for (std::size_t i = 0; i < faces.size(); ++i) {
        const Rect row{view.x, area.top() + face_row * static_cast<Px>(i), view.width, face_row};
        if (row.bottom() > view.y && row.y < view.bottom()) face_row_at(ui, faces[i], row);
    }
    area.end(whole);
    return view.bottom() - at.y;
}

}  // namespace katern::ui
