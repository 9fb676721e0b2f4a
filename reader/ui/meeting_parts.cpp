#include "ui/meeting_parts.h"

#include <algorithm>

#include "ui/person_disc.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px drag_begins = 5, sign_size = 18;

// Enter closes a line that is written in. Its key goes no further.
bool took_enter(Ui& ui) {
    std::vector<app::Shortcut>& keys = ui.input().keys;
    const auto enter = std::find_if(keys.begin(), keys.end(), [](const app::Shortcut& key) {
        return key.key == app::key_enter && !key.ctrl && !key.alt;
    });
    if (enter == keys.end()) return false;
    keys.erase(enter);
    return true;
}

// A row that is made while it is typed has the same item before and after.
std::string id_while_written(const app::MeetingWriting& writing, const InPlace& what) {
    return writing.is_new && !what.id.starts_with("present/") ? "meeting/new/" + what.field : what.id;
}

Px draw_open_field(MeetingFrame& frame, const InPlace& asked, Point at, Px width) {
    Ui& ui = frame.ui;
    app::MeetingWriting& writing = *frame.desk.writing;
    InPlace what = asked;
    what.id = id_while_written(writing, asked);
    frame.fields.push_back(what.id);
    if (!writing.took_keys && what.field == writing.fields.front().name) {
        writing.took_keys = true;
        ui.focus(what.id, true);
    }
    const bool enters = ui.has_focus(what.id) && took_enter(ui);
    const Px height = ui.text_area(what.id, at, width, *writing.field(what.field), what.hint, what.style);
    ui.canvas().fill({at.x, at.y + height + 2, width, ui.has_focus(what.id) ? 2.0F : 1.0F},
                     ui.has_focus(what.id) ? ui.theme().accent : ui.theme().line);
    if (enters) frame.desk.close_writing();
    return height;
}

}  // namespace

void MeetingFrame::finish() {
    if (!desk.writing || !desk.writing->took_keys) return;
    const bool has_keyboard =
        std::any_of(fields.begin(), fields.end(), [&](const std::string& id) { return ui.has_focus(id); });
    if (!has_keyboard) desk.close_writing();
}

Px height_in_place(MeetingFrame& frame, const InPlace& what, Px width) {
    Ui& ui = frame.ui;
    const bool open = frame.desk.writes(what.row, what.field);
    const std::string words = open ? frame.desk.writing->field(what.field)->text() : what.shown;
    return std::max(what.style.leading,
                    ui.set(words.empty() ? what.hint : words, what.style, width, open ? 0 : what.most_lines).height);
}

Px draw_in_place(MeetingFrame& frame, const InPlace& what, Point at, Px width) {
    Ui& ui = frame.ui;
    if (frame.desk.writes(what.row, what.field)) return draw_open_field(frame, what, at, width);
    typeset::TextStyle style = what.style;
    if (what.shown.empty()) style.ink = typeset::Ink::quiet;
    const std::string& words = what.shown.empty() ? what.hint : what.shown;
    const typeset::TextLayout layout = ui.set(words, style, width, what.most_lines);
    const Px height = std::max(style.leading, layout.height);
    const Ui::State state =
        ui.item({what.id, Role::button, words, what.shown, Rect{at.x, at.y, width, height}.grown(3), 0, true});
    if (state.hot)
        ui.canvas().fill(Rect{at.x, at.y, layout.width, height}.grown(3), ui.theme().line.with_alpha(0.4F), 6);
    ui.canvas().text(layout, at, ui.theme());
    if (state.shows_focus) ui.focus_ring(Rect{at.x, at.y, layout.width, height}.grown(2), 6);
    if (state.hot) ui.pointer(Pointer::text);
    if (state.clicked) {
        frame.desk.write(what.row, what.fields);
        if (frame.desk.writing) {
            frame.desk.writing->took_keys = true;
            frame.fields.push_back(what.id);
            ui.focus(what.id, true);
        }
    }
    return height;
}

Px draw_passage_voices(Ui& ui, const app::PassageSeen& passage, Point at, Px width) {
    Px x = at.x;
    for (const app::PassageVoice& voice : passage.voices) {
        if (voice.depth > 0) continue;
        const Px needed = disc_size + (voice.category.empty() ? 0 : disc_gap + sign_size);
        if (x + needed > at.x + width) break;
        draw_person_disc(ui, {x, at.y, disc_size, disc_size}, voice.person, voice.mine);
        if (!voice.category.empty())
            ui.category_sign({x + disc_size + disc_gap, at.y + 2, sign_size, sign_size},
                             draw::category_named(voice.category));
        x += needed + 8;
    }
    return x - at.x;
}

bool is_near(const Memory& memory, const std::string& id) {
    const auto belongs = [&](const std::string& other) { return other == id || other.starts_with(id + "/"); };
    return belongs(memory.hot) || (belongs(memory.focus) && memory.focus_shown);
}

const app::MeetingWriting* fresh_row(const app::MeetingDesk& desk, notes::MeetingPart part) {
    const bool fresh =
        desk.writing && desk.writing->is_new && desk.writing->draft.part == part && !desk.has_row(desk.writing->id);
    return fresh ? desk.writing.get() : nullptr;
}

std::string in_one_line(std::string words) {
    std::replace(words.begin(), words.end(), '\n', ' ');
    std::replace(words.begin(), words.end(), '\t', ' ');
    return words;
}

void draw_grip(Ui& ui, Point at, Color color) {
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 2; ++column)
            ui.canvas().fill({at.x + static_cast<Px>(column) * 4, at.y + static_cast<Px>(row) * 4, 2, 2}, color, 1);
}

std::string card_id(const app::Gatherable& card) {
    return "meeting/lies/" + std::to_string(static_cast<int>(card.kind)) + "/" + card.id;
}

std::optional<Dragged> dragged_now(MeetingFrame& frame) {
    const Input& input = frame.ui.input();
    const Memory& memory = frame.ui.memory();
    if (!input.down && !input.released) return std::nullopt;
    const Px dx = input.mouse.x - memory.press.x, dy = input.mouse.y - memory.press.y;
    if (dx * dx + dy * dy < drag_begins * drag_begins || frame.desk.writing) return std::nullopt;
    Dragged out;
    out.dropped = input.released;
    if (frame.desk.seen)
        for (const app::ItemSeen& item : frame.desk.seen->items)
            if (memory.active.starts_with("meeting/item/" + item.item.id)) out.item = item.item.id;
    if (out.item.empty() && frame.desk.lies_there && memory.active.starts_with("meeting/lies/"))
        for (const app::Gatherable& card : *frame.desk.lies_there)
            if (memory.active == card_id(card)) out.card = &card;
    if (out.item.empty() && !out.card) return std::nullopt;
    return out;
}

}  // namespace katern::ui
