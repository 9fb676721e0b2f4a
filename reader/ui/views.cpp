#include "ui/views.h"

#include "app/caret.h"
#include "app/looking_back.h"
#include "app/meeting_desk.h"
#include "words/words.h"

namespace katern::ui {
namespace {

// A folder or file that was dropped on the window is opened; what it is, the loader says. Files with notes are looked at.
void take_dropped(Ui& ui) {
    if (ui.input().dropped.empty()) return;
    std::vector<std::string> notes;
    for (const std::string& path : ui.input().dropped)
        if (app::may_hold_notes(path)) notes.push_back(path);
    if (!notes.empty()) return ui.reader().receiver->open(notes);
    ui.reader().open_book(ui.input().dropped.front());
}

void run_keys(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (ui.input().alt_tapped) app::run_command(reader, "view.bar");
    const bool in_field = ui.field_has_focus();
    const bool in_sheet = reader.sheet.kind != app::Sheet::none;
    for (const app::Shortcut& key : ui.input().keys) {
        // While a field has the keyboard, letters are text and not commands.
        if (in_field && !key.ctrl && !key.alt && key.key < app::key_f1 && key.key != app::key_escape) continue;
        if (in_sheet && key.key != app::key_escape && !(key.ctrl && (key.key == 'q' || key.key == 'w'))) continue;
        if (!in_field && app::take_caret_key(reader, key)) continue;
        const app::Command* found = app::command_for(reader, key);
        if (found && (!app::is_presenting(reader) || app::may_run_before_room(*found))) found->run(reader);
    }
}

void tell_space(app::Reader& reader, typeset::Size window) {
    app::PageSpace space;
    space.width = window.width;
    space.height = window.height;
    space.margin = app::free_margin(reader.settings.margins);
    const bool beside = window.width >= narrowest_with_side_panel;
    const bool before_room = app::is_presenting(reader);
    if ((reader.notes_open || reader.find.panel) && beside && !before_room) space.right = panel_width;
    // The contents lie over the page's margin and only take room where they would cover the text.
    const bool covered = window.width - space.right < 1136;
    if (reader.contents_open && !before_room && covered && window.width - space.right - contents_width >= 420) space.left = contents_width;
    reader.set_space(space);
}

// In full screen an arrow that stands still is only in the way.
void hide_still_pointer(Ui& ui) {
    constexpr notes::Milliseconds still = 2'000;
    Memory& memory = ui.memory();
    const Point at = ui.input().mouse;
    if (at.x != memory.pointer_at.x || at.y != memory.pointer_at.y || ui.input().down) {
        memory.pointer_at = at;
        memory.pointer_since = ui.input().now;
    }
    if (!ui.reader().full_screen) return;
    const notes::Milliseconds hidden_from = memory.pointer_since + still;
    if (ui.input().now >= hidden_from) {
        ui.pointer(Pointer::none);
    } else {
        ui.wake_at(hidden_from);
    }
}

}  // namespace

Word label_of(draw::Category category) {
    switch (category) {
        case draw::Category::inzicht: return Word::ui_inzicht;
        case draw::Category::vraag: return Word::ui_vraag;
        case draw::Category::actie: return Word::ui_actie;
        case draw::Category::twijfel: return Word::ui_twijfel;
        case draw::Category::citaat: return Word::ui_citaat;
        case draw::Category::other: break;
    }
    return Word::ui_other;
}

// The canvas is paper already: filling the whole window once more costs a software driver some milliseconds a frame.
void draw_all(Ui& ui, typeset::Size window) {
    app::Reader& reader = ui.reader();
    ui.begin();
    take_dropped(ui);
    tell_space(reader, window);
    if (app::is_presenting(reader)) {
        draw_presentation(ui);
        draw_message(ui);
        ui.draw_appearing("sheet", reader.sheet.kind != app::Sheet::none, draw_sheet);
        run_keys(ui);
        hide_still_pointer(ui);
        return ui.finish();
    }
    const bool page_shown = !reader.title_page && reader.layout && !reader.together && !reader.extract && !app::shows_meetings(reader) && !reader.looking_back->has_page();
    reader.looking_back->frame(page_shown);
    if (reader.title_page) {
        draw_title_page(ui);
    } else if (!reader.layout) {
        draw_failure(ui);
    } else if (app::shows_meetings(reader)) {
        draw_meeting(ui);
    } else if (reader.looking_back->reflecting.page) {
        draw_reflecting(ui);
    } else if (reader.looking_back->view) {
        draw_look_back(ui);
    } else if (reader.together) {
        draw_together(ui);
    } else if (reader.extract) {
        draw_extract(ui);
    } else {
        draw_reading_line(ui);
        draw_reading(ui);
        draw_bookmark(ui);
        draw_handles(ui);
        draw_peers(ui);
        draw_decisions(ui);
        draw_margin_notes(ui);
        draw_conversation(ui);
        draw_decision_card(ui);
        draw_footnote(ui);
        draw_selection_bar(ui);
        draw_marks_here(ui);
        draw_caret_status(ui);
        draw_hit_marks(ui);
        draw_find(ui);
        draw_asked(ui);
    }
    ui.draw_appearing("panel", reader.notes_open && !reader.title_page, draw_notes_panel);
    if (!reader.title_page) draw_bar(ui);
    ui.draw_appearing("contents", reader.contents_open && !reader.title_page, draw_contents);
    ui.draw_appearing("comfort", reader.comfort_open, draw_comfort);
    if (!reader.title_page) draw_go_to(ui);
    draw_figure(ui);
    draw_message(ui);
    ui.draw_appearing("sheet", reader.sheet.kind != app::Sheet::none, draw_sheet);
    run_keys(ui);
    hide_still_pointer(ui);
    ui.finish();
}

}  // namespace katern::ui
