// The conversation at a passage: who marked it, what each wrote, replies and replies to replies, and mine.
#include <algorithm>

#include "app/accepting.h"
#include "ui/icons.h"
#include "ui/measured.h"
#include "ui/note_card.h"
#include "ui/person_disc.h"
#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px padding = 12, beside_column = 44, widest = 360, indent = 16, gap = 10, field_height = 36, button_height = 30;
constexpr Px lowest = 160;          // of a conversation over the page
constexpr std::size_t deepest = 3;  // what lies deeper stands no further in

typeset::TextStyle body_style() {
    typeset::TextStyle style = Ui::sans(13.5F);
    style.leading = 20.25F;
    return style;
}

// Whom a reply goes to that is begun at the foot: the first that somebody else marked, else what was said last.
const app::PlacedNote* addressed(const app::Reader& reader, const std::vector<app::Said>& said) {
    for (const app::Said& one : said)
        if (!reader.notes[one.note].note.mine) return &reader.notes[one.note];
    return said.empty() ? nullptr : &reader.notes[said.back().note];
}

Px draw_head(Ui& ui, const app::PeersPassage& passage, Point at, Px width) {
    const app::Reader& reader = ui.reader();
    const std::string address = reader.address_of(reader.chapter->block_at(passage.bytes.start));
    const typeset::TextStyle style = Ui::sans(12, typeset::Ink::quiet);
    const Px address_width = ui.set(address, style).width;
    draw_person_discs(ui, at, width - address_width - 12, people_at(reader, passage));
    ui.label_right({at.x + width, at.y + 2}, address, style);
    return disc_size + 8;
}

// The name, the sign, who passed it on, and the day, in one line above the words.
Px draw_who(Ui& ui, const notes::Annotation& note, Point at, Px width) {
    const app::Reader& reader = ui.reader();
    const typeset::TextStyle quiet = Ui::sans(12, typeset::Ink::quiet);
    std::string foot = day_of(ui, note.created);
    if (note.mine) foot = reader.visibility_of(note) + " · " + foot;
    if (!note.via.empty()) foot = ui.text(Word::ui_via, {note.via}) + " · " + foot;
    const bool has_sign = note.kind == notes::Kind::highlight;
    const Px sign = has_sign ? 18 + 6 : 0;
    const typeset::TextLayout name =
        ui.set(note.mine ? ui.text(Word::ui_me) : reader.name_of(note.author), Ui::sans(13.5F, typeset::Ink::ink, true), std::max(60.0F, width - sign), 1);
    ui.canvas().text(name, at, ui.theme());
    if (has_sign) ui.category_sign({at.x + name.width + 6, at.y + 1, 18, 18}, draw::category_named(note.category));
    const typeset::TextLayout when = ui.set(foot, quiet, width, 2);
    if (name.width + sign + 12 + when.width <= width) {
        ui.canvas().text(when, {at.x + width - when.width, at.y + 2}, ui.theme());
        return 21;
    }
    ui.canvas().text(when, {at.x, at.y + 20}, ui.theme());
    return 20 + when.height + 1;
}

// The reply that is being written, with what becomes of it.
Px draw_writing(Ui& ui, Point at, Px width) {
    app::Reader& reader = ui.reader();
    const Px measure = width - 20;
    const Px words = std::max(40.5F, ui.set(reader.editor->edit.text().empty() ? " " : reader.editor->edit.text(), body_style(), measure).height);
    const Rect box{at.x, at.y, width, words + 16};
    ui.canvas().outline(box, ui.theme().accent, 1, 8);
    // It has the keyboard as soon as it is there. It is measured before it is drawn, so the frame before tells.
    const std::vector<Item>& before = ui.memory().items;
    if (std::none_of(before.begin(), before.end(), [](const Item& item) { return item.id == "conversation/text"; })) ui.focus("conversation/text");
    const app::PlacedNote* to = reader.find_note(reader.editor->replies_to);
    const std::string hint = to && !to->note.mine ? ui.text(Word::ui_reply_hint_to, {reader.name_of(to->note.author)}) : ui.text(Word::ui_reply_hint);
    ui.text_area("conversation/text", {at.x + 10, at.y + 8}, measure, reader.editor->edit, hint, body_style());
    Px y = box.bottom() + 6;
    std::string names;
    for (const std::string& id : reader.networks_of_reply()) names += (names.empty() ? "" : ", ") + reader.network_name(id);
    const std::string says = reader.editor->failure ? ui.text(Word::ui_not_saved)
                             : names.empty()        ? ui.text(Word::ui_reply_private)
                                                    : ui.text(Word::ui_reply_shared, {names});
    const typeset::TextLayout line = set_note(ui, says, Ui::sans(12, typeset::Ink::quiet), width);
    ui.canvas().text(line, {at.x, y}, ui.theme());
    y += line.height + 6;
    const std::string post = ui.text(names.empty() ? Word::ui_close : Word::ui_reply_post), leave = ui.text(Word::ui_close);
    const Px post_width = ui.button_width(post);
    const bool posts = ui.button("conversation/post", {at.x, y, post_width, button_height}, post, ButtonKind::main, !reader.editor->has_no_words());
    const bool leaves = !names.empty() && ui.button("conversation/leave", {at.x + post_width + 6, y, ui.button_width(leave), button_height}, leave, ButtonKind::quiet);
    if (posts)
        reader.post_reply();
    else if (leaves)
        reader.close_editor();
    return y + button_height - at.y;
}

// Whether a reply answers the question that it hangs under; who asked that may say so. Returns its height.
Px draw_answer(Ui& ui, const notes::Annotation& reply, Point at, Px width) {
    app::Reader& reader = ui.reader();
    const bool accepted = app::is_accepted(reader, reply);
    const app::PlacedNote* question = app::question_answered_by(reader, reply);
    if (!accepted && !question) return 0;
    constexpr Px height = 28;
    Px x = at.x;
    if (accepted) {
        const typeset::TextLayout said = ui.set(ui.text(Word::ui_accepted), Ui::sans(12.5F, typeset::Ink::quiet, true), width - 24, 1);
        draw_icon(ui, Icon::tick, {x, at.y + 4, 16, 18}, ui.theme().of(draw::Category::actie).sign);
        ui.canvas().text(said, {x + 20, at.y + 5}, ui.theme());
        ui.item({"conversation/accepted/" + reply.id, Role::label, ui.text(Word::ui_accepted), {}, {x, at.y + 4, 20 + said.width, 20}, 0, false});
        x += 20 + said.width + 8;
    }
    if (!question) return height;
    const std::string label = ui.text(accepted ? Word::ui_accept_back : Word::ui_accept);
    const Px needed = ui.button_width(label) - 8;
    const bool below = x + needed > at.x + width;
    const Rect button = below ? Rect{at.x, at.y + height, needed, height} : Rect{x, at.y, needed, height};
    if (ui.button("conversation/accept/" + reply.id, button, label, accepted ? ButtonKind::quiet : ButtonKind::plain))
        app::accept_reply(reader, std::string(question->note.id), accepted ? std::string() : std::string(reply.id));
    return (below ? 2 * height : height) + 2;
}

// One thing that was said. It can be pressed to reply to it; what is mine, to go on writing.
Px draw_said(Ui& ui, const app::Said& said, Point at, Px width, std::optional<notes::AnnotationKey>& pressed) {
    app::Reader& reader = ui.reader();
    const notes::Annotation& note = reader.notes[said.note].note;
    const Px in = indent * static_cast<Px>(std::min(said.depth + (said.parent_gone ? 1 : 0), deepest));
    Px y = at.y;
    if (said.parent_gone) {
        typeset::TextStyle style = Ui::sans(13, typeset::Ink::quiet);
        style.italic = true;
        const std::string gone = ui.text(Word::ui_withdrawn);
        ui.item({"conversation/gone/" + note.id, Role::label, gone, {}, {at.x, y, width, 20}, 0, false});
        y += ui.label({at.x, y}, gone, style).height + 6;
    }
    const Px x = at.x + in, measure = width - in, top = y;
    const bool edited = reader.editor && reader.editor->in_conversation && reader.editor->id == note.id;
    if (edited) {
        y += draw_writing(ui, {x, y}, measure);
    } else {
        const bool empty = note.body.empty();
        const typeset::TextLayout words =
            empty ? ui.set(ui.text(Word::ui_peers_marked), Ui::sans(13, typeset::Ink::quiet), measure) : set_note(ui, note.body, body_style(), measure);
        const Px who = measured(ui, [&](Ui& on) { return draw_who(on, note, {0, 0}, measure); });
        const Rect rect{x, y, measure, who + words.height};
        const std::string name = (note.mine ? ui.text(Word::ui_me) : reader.name_of(note.author)) + ": " + (empty ? ui.text(Word::ui_peers_marked) : note.body);
        const Ui::State state = ui.item({"conversation/said/" + note.id, Role::list_item, name, note.via, rect.grown(4), 0, true});
        if (state.hot) ui.canvas().fill(rect.grown(4), ui.theme().chrome, 6);
        draw_who(ui, note, {x, y}, measure);
        ui.canvas().text(words, {x, y + who}, ui.theme());
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.shows_focus) ui.focus_ring(rect.grown(3), 6);
        if (state.clicked) pressed = note.key;
        y += who + words.height;
        y += draw_answer(ui, note, {x, y}, measure);
    }
    if (in > 0) ui.canvas().fill({x - 9, top, 2, y - top}, ui.theme().line);
    return y + gap - at.y;
}

// Returns the height.
Px draw_rows(Ui& ui, const app::PeersPassage& passage, Point at, Px width, std::optional<notes::AnnotationKey>& pressed) {
    app::Reader& reader = ui.reader();
    Px y = at.y + draw_head(ui, passage, at, width);
    const std::vector<app::Said> all = reader.peers.here.said_at(passage, reader.notes);
    const bool writes = reader.editor && reader.editor->in_conversation;
    bool written = false;
    for (const app::Said& said : all) {
        y += draw_said(ui, said, {at.x, y}, width, pressed);
        if (!reader.editor != !writes) return y - at.y;  // it was posted or left: the next frame shows what became of it
        const notes::Annotation& note = reader.notes[said.note].note;
        written = written || (writes && reader.editor->id == note.id);
        if (!writes || !reader.editor->id.empty() || reader.editor->replies_to != note.key) continue;
        const Px in = indent * static_cast<Px>(std::min(said.depth + 1, deepest));
        y += draw_writing(ui, {at.x + in, y}, width - in) + gap;
        written = true;
        if (!reader.editor) return y - at.y;
    }
    if (writes) return y - at.y + (written ? 0 : draw_writing(ui, {at.x, y}, width));
    const Rect field{at.x, y, width, field_height};
    const Ui::State state = ui.item({"conversation/reply", Role::button, ui.text(Word::ui_reply), {}, field, 0, true});
    ui.canvas().outline(field, state.hot ? ui.theme().quiet : ui.theme().line, 1, 8);
    ui.label({field.x + 11, field.y + 8}, ui.text(Word::ui_reply_hint), Ui::sans(13.5F, typeset::Ink::quiet));
    if (state.shows_focus) ui.focus_ring(field, 8);
    if (state.hot) ui.pointer(Pointer::text);
    if (state.clicked)
        if (const app::PlacedNote* to = addressed(reader, all)) pressed = to->note.key;
    return y + field_height - at.y;
}

// Beside its passage where there is a margin, else over the page below it.
Rect place(const app::Reader& reader, const app::PeersPassage& passage, Px content) {
    const app::PageSpace& space = reader.space();
    const Rect area = reader.text_area();
    const Px right = space.width - space.right;
    const Px first = reader.to_screen({0, reader.layout->y_of(passage.bytes.start)}).y;
    const bool in_margin = right - area.right() >= beside_column + margin_note_width + 12;
    const Px width = in_margin ? margin_note_width : std::min(widest, right - space.left - 32);
    const Px height = std::min(content, space.height - 32);
    if (in_margin) return {area.right() + beside_column, std::clamp(first - 4, 16.0F, std::max(16.0F, space.height - height - 16)), width, height};
    Rect rect{std::clamp(area.right() - width + 12, space.left + 16, std::max(space.left + 16, right - width - 16)), 0, width, height};
    Px below = first + 40;
    const std::vector<Rect> words = reader.layout->rects(passage.bytes);
    if (!words.empty()) below = reader.to_screen({0, words.back().bottom()}).y + 10;
    // The passage stays in sight: where the whole conversation fits on neither side, it scrolls on the roomier one.
    const Px room_below = space.height - 16 - below, room_above = first - 10 - 16;
    const bool goes_below = height <= room_below || room_below >= room_above;
    rect.height = std::min(height, std::max(lowest, goes_below ? room_below : room_above));
    rect.y = goes_below ? std::min(below, space.height - 16 - rect.height) : std::max(16.0F, first - 10 - rect.height);
    return rect;
}

}  // namespace

Rect conversation_rect(Ui& ui) {
    const app::PeersPassage* passage = ui.reader().passage_talked_about();
    if (!passage || !ui.reader().layout) return {};
    const Rect probe = place(ui.reader(), *passage, 0);
    std::optional<notes::AnnotationKey> none;
    const Px content = measured(ui, [&](Ui& on) { return draw_rows(on, *passage, {0, 0}, probe.width - 2 * padding, none); }) + 2 * padding;
    return place(ui.reader(), *passage, content);
}

void draw_conversation(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.layout) return;
    const app::PeersPassage* passage = reader.passage_talked_about();
    if (!passage) return reader.close_conversation();
    const Rect rect = conversation_rect(ui);
    std::optional<notes::AnnotationKey> none, pressed;
    const Px content = measured(ui, [&](Ui& on) { return draw_rows(on, *passage, {0, 0}, rect.width - 2 * padding, none); }) + 2 * padding;
    ui.layer(layer_card);
    ui.card("conversation", rect);
    ui.canvas().outline(rect, ui.theme().line, 1, 10);
    if (reader.conversation->by_keys) {
        reader.conversation->by_keys = false;
        ui.focus("conversation/reply", true);
    }
    ScrollArea area(ui, "conversation", rect, reader.conversation->scroll);
    draw_rows(ui, *passage, {rect.x + padding, area.top() + padding}, rect.width - 2 * padding, pressed);
    area.end(content);
    if (pressed) reader.reply_to(*pressed);
}

}  // namespace katern::ui
