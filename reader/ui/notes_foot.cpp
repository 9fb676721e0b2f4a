// Below the list of notes: the way out to a file, and while several are chosen what can be done with them together.
#include <algorithm>

#include "app/exporter.h"
#include "ui/chips.h"
#include "ui/icons.h"
#include "ui/measured.h"
#include "ui/notes_panel.h"
#include "ui/tag_field.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {

// What the chosen notes have in common. Can be made again.
struct NotesTogether {
    std::uint64_t notes_revision = ~0ULL, chosen_revision = ~0ULL;
    std::vector<std::string> ids;
    std::vector<std::string> tags;  // that all of them have
    bool some_private = false, some_shared = false;
};

namespace {

using Together = NotesTogether;

constexpr Px foot_height = 57, padding_y = 12, button_height = 32, gap = 8;
constexpr draw::Category categories[] = {draw::Category::inzicht, draw::Category::vraag, draw::Category::actie,
                                         draw::Category::twijfel, draw::Category::citaat};

// Worked out when the notes change or others are chosen.
const Together& together(Ui& ui) {
    app::Reader& reader = ui.reader();
    std::shared_ptr<Together>& known = ui.memory().notes_together;
    if (known && known->notes_revision == reader.notes_revision && known->chosen_revision == reader.chosen_notes.revision()) return *known;
    known = std::make_shared<Together>();
    for (const app::PlacedNote* placed : reader.chosen_notes.among(reader.notes)) {
        const notes::Annotation& note = placed->note;
        if (known->ids.empty()) known->tags = note.tags;
        std::erase_if(known->tags, [&](const std::string& tag) {
            return std::find(note.tags.begin(), note.tags.end(), tag) == note.tags.end();
        });
        (note.is_private() ? known->some_private : known->some_shared) = true;
        known->ids.push_back(note.id);
    }
    known->notes_revision = reader.notes_revision;
    known->chosen_revision = reader.chosen_notes.revision();
    return *known;
}

class Buttons {
public:
    Buttons(Ui& ui, Point at, Px width) : ui_(ui), at_(at), to_(at), width_(width) {}
    bool button(const std::string& id, Word word, ButtonKind kind = ButtonKind::plain) {
        const std::string label = ui_.text(word);
        const Px wide = std::min(width_, ui_.button_width(label) - 4);
        if (to_.x + wide > at_.x + width_ && to_.x > at_.x) to_ = {at_.x, to_.y + button_height + 6};
        const Rect rect{to_.x, to_.y, wide, button_height};
        to_.x += wide + 6;
        return ui_.button(id, rect, label, kind);
    }
    [[nodiscard]] Px height() const { return to_.y + button_height - at_.y; }

private:
    Ui& ui_;
    Point at_, to_;
    Px width_;
};

TagField tags_of(const Together& all, Point at, Px width) { return {"bulk/tags", all.tags, at, width}; }

Px draw_tags(Ui& ui, const Together& all, Point at, Px width, Px height) {
    const TagsChanged changed = draw_tag_field(ui, tags_of(all, at, width));
    if (!changed.added.empty()) ui.reader().add_tag(all.ids, changed.added);
    if (!changed.removed.empty()) ui.reader().remove_tag(all.ids, changed.removed);
    return height;
}

Px draw_categories(Ui& ui, const Together& all, Point at, Px width) {
    Chips chips(ui, at, width);
    for (const draw::Category category : categories)
        if (chips.chip("bulk/category/" + std::string(draw::name_of(category)), ui.text(label_of(category)),
                       {.on = false, .cross = false, .category = category, .name = {}})) {
            ui.reader().set_category(all.ids, std::string(draw::name_of(category)));
            ui.reader().notes_part = app::NotesPart::none;
        }
    return chips.height();
}

void toggle_part(Ui& ui, app::NotesPart part, const std::string& first) {
    app::NotesPart& now = ui.reader().notes_part;
    now = now == part ? app::NotesPart::none : part;
    if (now == part) ui.focus(first, ui.memory().focus_shown);
    ui.wake_at(ui.input().now);
}

// `tags_height`: of the field for tags, when that is unfolded.
Px draw_bulk(Ui& ui, const Together& all, Point at, Px width, Px tags_height) {
    app::Reader& reader = ui.reader();
    Px y = at.y;
    const std::string count = ui.text(Word::ui_chosen, {static_cast<double>(all.ids.size())});
    ui.item({"bulk/count", Role::label, count, {}, {at.x, y, width, 20}, 0, false});
    ui.label({at.x, y}, count, Ui::sans(13.5F, typeset::Ink::ink, true));
    if (icon_button(ui, "bulk/none", {at.x + width - 24, y - 4, 30, 28}, Icon::cross, ui.text(Word::ui_choose_none))) {
        reader.chosen_notes.clear();
        reader.notes_part = app::NotesPart::none;
    }
    y += 28;
    Buttons buttons(ui, {at.x, y}, width);
    if (buttons.button("bulk/tag", Word::ui_bulk_tag)) toggle_part(ui, app::NotesPart::tags, "bulk/tags");
    if (buttons.button("bulk/category", Word::ui_bulk_category)) toggle_part(ui, app::NotesPart::categories, "bulk/category/inzicht");
    if (all.some_private && buttons.button("bulk/share", Word::ui_bulk_share)) reader.open_sharing(all.ids);
    if (all.some_shared && buttons.button("bulk/private", Word::ui_bulk_private)) reader.open_sharing(all.ids);
    if (buttons.button("bulk/export", Word::ui_export)) reader.exporter().open(all.ids);
    if (buttons.button("bulk/delete", Word::ui_delete)) reader.remove_chosen();
    y += buttons.height();
    // Below the buttons, so that what a press unfolds can have the keyboard at once.
    if (reader.notes_part == app::NotesPart::tags) y += gap + draw_tags(ui, all, {at.x, y + gap}, width, tags_height);
    if (reader.notes_part == app::NotesPart::categories) y += gap + draw_categories(ui, all, {at.x, y + gap}, width);
    return y - at.y;
}

Px tags_height(Ui& ui, const Together& all, Px width) {
    return ui.reader().notes_part == app::NotesPart::tags ? tag_field_height(ui, tags_of(all, {0, 0}, width)) : 0;
}

}  // namespace

Px notes_foot_height(Ui& ui, Px width) {
    const Together& all = together(ui);
    if (all.ids.empty()) return foot_height;
    const Px inner = width - 2 * notes_padding;
    const Px tags = tags_height(ui, all, inner);
    return measured(ui, [&](Ui& on) { return draw_bulk(on, all, {0, 0}, inner, tags); }) + 2 * padding_y;
}

void draw_notes_foot(Ui& ui, Rect foot) {
    ui.canvas().fill(foot, ui.theme().chrome);
    ui.canvas().fill({foot.x, foot.y, foot.width, 1}, ui.theme().line);
    const Together all = together(ui);  // a copy: what is done with them may make it anew
    const Px inner = foot.width - 2 * notes_padding;
    if (!all.ids.empty()) {
        draw_bulk(ui, all, {foot.x + notes_padding, foot.y + padding_y}, inner, tags_height(ui, all, inner));
        return;
    }
    const app::Command& command = *app::command("notes.export");
    const bool can = command.applies(ui.reader()) && !ui.reader().notes.empty();
    const std::string label = ui.text(Word::ui_export);
    const Rect button{foot.x + notes_padding, foot.y + 13, ui.button_width(label), 32};
    if (ui.button("panel/export", button, label, ButtonKind::main, can)) app::run_command(ui.reader(), command.id);
}

}  // namespace katern::ui
