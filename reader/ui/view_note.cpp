// Notes beside their passages; in a narrow window the one that is open lies as a card over the page.
#include <algorithm>
#include <vector>

#include "app/questions.h"
#include "ui/note_card.h"
#include "ui/tag_field.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px padding_x = 12, padding_y = 10, foot_height = 30, gap_between = 10;
constexpr Px beside_column = 44, below_question = 6, below_tags = 8;
constexpr Px widest_card = 360, most_chip = 128;
constexpr draw::Category categories[] = {draw::Category::inzicht, draw::Category::vraag, draw::Category::actie,
                                         draw::Category::twijfel, draw::Category::citaat};

typeset::TextStyle note_style() {
    typeset::TextStyle style = Ui::sans(13.5F);
    style.leading = 20.25F;
    return style;
}

// A card as it will be drawn: where it wants to be, how high it is.
struct Card {
    const app::PlacedNote* placed = nullptr;  // null: the note whose mark is still on its way
    bool open = false;
    Px wanted = 0;  // y of its passage's first line
    Px y = 0;
    Px height = 0;
};

Px text_height(Ui& ui, const std::string& body, Px measure) {
    return ui.set(body.empty() ? " " : body, note_style(), measure).height;
}

// What an answer answers, above it.
typeset::TextLayout set_question(Ui& ui, Px measure) {
    return ui.set(ui.reader().editor->question, Ui::sans(12, typeset::Ink::quiet), measure, 4);
}

Px question_height(Ui& ui, Px measure) {
    return ui.reader().editor->question.empty() ? 0 : set_question(ui, measure).height + below_question;
}

TagField tags_of(const Card& card, Point at, Px measure) {
    return {"note/tags", card.placed ? card.placed->note.tags : std::vector<std::string>(), at, measure};
}

Px card_height(Ui& ui, const Card& card, Px width) {
    const app::Reader& reader = ui.reader();
    const Px measure = width - 2 * padding_x;
    const std::string body = card.open ? reader.editor->edit.text() : notes::reflection_in(card.placed->note).words;
    // While it is written a note shows its signs; beside the page it shows what they mean.
    const Px written = card.open ? text_height(ui, body, measure) : set_note(ui, body, note_style(), measure).height;
    Px height = 2 * padding_y + std::max(written, card.open ? 2 * 20.25F : 0) + foot_height;
    // The row of categories, and that of tags.
    if (card.open) height += foot_height + 4 + question_height(ui, measure) + tag_field_height(ui, tags_of(card, {0, 0}, measure)) + below_tags;
    return height;
}

void category_row(Ui& ui, const std::string& id, const std::string& current, Point at) {
    Px x = at.x;
    for (const draw::Category category : categories) {
        const Rect target{x - 4, at.y - 4, 28, 28};
        const std::string name(draw::name_of(category));
        const Ui::State state = ui.item({"note/category/" + name, Role::button, ui.text(label_of(category)),
                                         current == name ? "1" : "", target, 0, true});
        const Rect square{x, at.y, 20, 20};
        ui.category_sign(square, category);
        if (current == name) ui.canvas().outline(square.grown(2), ui.theme().of(category).sign, 1, 7);
        if (state.shows_focus) ui.focus_ring(square, 5);
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.clicked && !id.empty()) ui.reader().set_category(id, name);
        x += 32;
    }
}

// privé | netwerk
Px visibility_switch(Ui& ui, const std::string& id, bool is_private, Point at) {
    const app::PlacedNote* placed = ui.reader().find_note(id);
    const std::string label = placed ? ui.reader().visibility_of(placed->note) : ui.text(Word::ui_private);
    const typeset::TextStyle style = Ui::sans(12, is_private ? typeset::Ink::quiet : typeset::Ink::accent);
    const Px width = std::min(most_chip, ui.set(label, style).width + 18);
    const Rect chip{at.x, at.y, width, 20};
    const Ui::State state =
        ui.item({"note/visibility", Role::toggle, label, is_private ? "0" : "1", chip.grown(4), 0, true});
    ui.canvas().outline(chip, state.hot ? ui.theme().quiet : ui.theme().line, 1, 10);
    const typeset::TextLayout set = ui.set(label, style, width - 16, 1);
    ui.canvas().text(set, {chip.x + (width - set.width) / 2, chip.y + (chip.height - set.height) / 2}, ui.theme());
    if (state.shows_focus) ui.focus_ring(chip, 10);
    if (state.hot) ui.pointer(Pointer::hand);
    if (state.clicked && !id.empty()) ui.reader().open_sharing({id});
    return width;
}

void draw_open_card(Ui& ui, const Card& card, Rect rect) {
    app::Reader& reader = ui.reader();
    const std::string id = reader.editor->id;
    ui.card("note", rect);
    ui.canvas().outline(rect, ui.theme().accent, 1, 10);
    const Px measure = rect.width - 2 * padding_x;
    const Point text_at{rect.x + padding_x, rect.y + padding_y + question_height(ui, measure)};
    const bool answers = !reader.editor->question.empty();
    if (answers) ui.canvas().text(set_question(ui, measure), {text_at.x, rect.y + padding_y}, ui.theme());
    // A note that was just opened has the keyboard, without a click into it.
    if (!reader.editor->took_keys) {
        reader.editor->took_keys = true;
        ui.focus("note/text");
    }
    ui.text_area("note/text", text_at, measure, reader.editor->edit,
                 ui.text(answers ? Word::ui_answer_hint : Word::ui_note_hint), note_style());
    Px y = rect.bottom() - padding_y - 2 * foot_height + 4;
    const TagField tags = tags_of(card, {text_at.x, 0}, measure);
    const Px tags_top = y - 4 - below_tags - tag_field_height(ui, tags);
    const TagsChanged changed = draw_tag_field(ui, {tags.id, tags.tags, {text_at.x, tags_top}, measure});
    if (!changed.added.empty()) reader.add_tag({id}, changed.added);
    if (!changed.removed.empty()) reader.remove_tag({id}, changed.removed);
    const std::string category = card.placed ? card.placed->note.category : answers ? std::string() : reader.settings.last_category;
    category_row(ui, id, category, {rect.x + padding_x, y});
    const std::string remove = ui.text(Word::ui_delete);
    const Px remove_width = ui.button_width(remove) - 8;
    if (ui.button("note/remove", {rect.right() - padding_x - remove_width + 8, y - 4, remove_width, 28}, remove,
                  ButtonKind::quiet, !id.empty()))
        return reader.remove_note(id);
    y += foot_height + 2;
    const bool is_private = !card.placed || card.placed->note.is_private();
    const Px switch_width = visibility_switch(ui, id, is_private, {rect.x + padding_x, y});
    const app::NoteEditor& editor = *reader.editor;
    const Word state = editor.failure ? Word::ui_not_saved : editor.is_saved() ? Word::ui_saved : Word::ui_saving;
    if (!editor.edit.text().empty() || editor.failure)
        ui.label({rect.x + padding_x + switch_width + 8, y + 1}, ui.text(state), Ui::sans(12, typeset::Ink::quiet));
    const std::string close = ui.text(Word::ui_close);
    const Px close_width = ui.button_width(close) - 8;
    if (ui.button("note/close", {rect.right() - padding_x - close_width + 8, y - 4, close_width, 28}, close,
                  ButtonKind::quiet))
        reader.close_editor();
}

void draw_closed_card(Ui& ui, const Card& card, Rect rect) {
    app::Reader& reader = ui.reader();
    const notes::Annotation& note = card.placed->note;
    const std::string body = notes::reflection_in(note).words;
    const Ui::State state = ui.item({"margin/" + note.id, Role::list_item, body, {}, rect, 0, true});
    ui.canvas().fill(rect, ui.theme().card, 10);
    const bool focused = reader.focused_note == note.id;
    ui.canvas().outline(rect, focused || state.hot ? ui.theme().quiet : ui.theme().line, 1, 10);
    const Point text_at{rect.x + padding_x, rect.y + padding_y};
    const typeset::TextLayout words = set_note(ui, body, note_style(), rect.width - 2 * padding_x);
    ui.canvas().text(words, text_at, ui.theme());
    const Px y = rect.bottom() - padding_y - 20;
    ui.category_sign({rect.x + padding_x, y, 18, 18}, draw::category_named(note.category));
    ui.label({rect.x + padding_x + 26, y},
             reader.visibility_of(note) + " · " + day_of(ui, note.modified), Ui::sans(12, typeset::Ink::quiet),
             rect.width - 2 * padding_x - 26, 1);
    if (state.shows_focus) ui.focus_ring(rect, 10);
    if (state.hot) ui.pointer(Pointer::hand);
    if (state.clicked) return reader.edit_note(note.id);
    const std::string id = note.id;  // following a link may make the notes anew
    declare_note_links(ui, "margin/" + id, body, words, text_at);
}

std::vector<Card> cards_in_sight(Ui& ui, bool with_closed) {
    app::Reader& reader = ui.reader();
    const app::PageFrame frame = reader.frame();
    std::vector<Card> cards;
    const bool waiting = reader.editor && reader.editor->id.empty() && !reader.editor->in_conversation;
    std::vector<const app::PlacedNote*> noted = reader.notes_in_sight();
    const app::PlacedNote* open = reader.editor ? reader.find_note(reader.editor->id) : nullptr;
    if (open && open->placed && open->chapter == reader.chapter_index && std::find(noted.begin(), noted.end(), open) == noted.end()) noted.push_back(open);
    for (const app::PlacedNote* placed : noted) {
        // What others wrote, and what is a reply, stands in a conversation.
        if (!placed->note.mine || placed->note.kind == notes::Kind::reply) continue;
        Card card;
        card.placed = placed;
        card.open = placed == open;
        if (!card.open && (!with_closed || placed->note.body.empty() || notes::reflection_in(placed->note).words.empty())) continue;
        const Px y = reader.layout->y_of(placed->bytes.start);
        const bool seen = y >= frame.view_top - 8 && y < frame.view_top + frame.view_height;
        if (!seen && !card.open) continue;
        card.wanted = reader.to_screen({0, y}).y;
        cards.push_back(card);
    }
    if (waiting) {
        Card card;
        card.open = true;
        card.wanted = reader.text_area().y + 40;
        if (reader.selection)
            card.wanted = reader.to_screen({0, reader.layout->y_of(reader.selection->range().start)}).y;
        else if (!reader.editor->question.empty())
            card.wanted = reader.to_screen({0, reader.layout->y_of(reader.editor->byte)}).y;
        cards.push_back(card);
    }
    std::stable_sort(cards.begin(), cards.end(), [](const Card& a, const Card& b) { return a.wanted < b.wanted; });
    return cards;
}

// Each beside its passage's first line, pushed apart where they would touch. The open one keeps its place; the others
// make room. Only those that come into the window are set, however many there are.
void push_apart(Ui& ui, std::vector<Card>& cards, Px width, Px top, Px bottom) {
    const auto set = [&](Card& card) { card.height = card_height(ui, card, width); };
    const auto open = std::find_if(cards.begin(), cards.end(), [](const Card& card) { return card.open; });
    auto first = cards.begin();
    for (Card& card : cards) card.y = card.wanted - 4;
    Px free = top;
    if (open != cards.end()) {
        set(*open);
        open->y = std::clamp(open->y, top, std::max(top, bottom - open->height));
        Px limit = open->y - gap_between;
        for (first = open; first != cards.begin() && limit > 0;) {
            --first;
            set(*first);
            first->y = std::min(first->y, limit - first->height);
            limit = first->y - gap_between;
        }
        free = open->y + open->height + gap_between;
    }
    auto last = open == cards.end() ? cards.begin() : open + 1;
    for (; last != cards.end() && std::max(last->y, free) < ui.reader().space().height; ++last) {
        set(*last);
        last->y = std::max(last->y, free);
        free = last->y + last->height + gap_between;
    }
    cards.erase(last, cards.end());
    cards.erase(cards.begin(), first);
}

// What must stay in sight while a note is written: its passage, or the question that it answers.
text::Range words_beside(const app::Reader& reader, const Card& card) {
    const bool answers = card.placed ? card.placed->note.kind == notes::Kind::reflection : !reader.editor->question.empty();
    const std::size_t byte = card.placed ? card.placed->bytes.start : reader.editor->byte;
    const auto question = answers ? app::question_at(reader, reader.chapter->block_at(byte)) : std::nullopt;
    if (question) return question->bytes;
    return card.placed ? card.placed->bytes : text::Range{};
}

// The note under the pointer, else the one with the focus. Null while the pointer is on something else.
const app::PlacedNote* note_to_preview(Ui& ui) {
    const app::Reader& reader = ui.reader();
    if (reader.editor || reader.selection) return nullptr;
    const std::string& hot = ui.memory().hot;
    if (hot == "page") {
        const Point at = reader.to_chapter(ui.input().mouse);
        if (reader.layout->run_at(at)) {
            for (const app::PlacedNote* placed : reader.notes_at(reader.layout->hit(at)))
                if (!placed->note.body.empty()) return placed;
        }
    } else if (hot.starts_with("mark/")) {
        return reader.find_note(hot.substr(5));
    }
    const app::PlacedNote* focused = reader.find_note(reader.focused_note);
    // A reply is read in its conversation.
    return focused && focused->note.kind == notes::Kind::reply ? nullptr : focused;
}

// Where there is no margin for notes, the first line of one shows below its passage. It takes no clicks.
void draw_preview(Ui& ui) {
    const app::Reader& reader = ui.reader();
    const app::PlacedNote* placed = note_to_preview(ui);
    if (!placed || placed->note.body.empty() || !placed->placed || placed->chapter != reader.chapter_index) return;
    const std::vector<Rect> words = reader.layout->rects(placed->bytes);
    const app::PageFrame frame = reader.frame();
    if (words.empty() || words.back().bottom() < frame.view_top || words.front().y > frame.view_top + frame.view_height) return;
    const std::string first_line = placed->note.body.substr(0, placed->note.body.find('\n'));
    const typeset::TextLayout line = set_note(ui, first_line, note_style(), widest_card - 2 * padding_x, 1);
    const Point below = reader.to_screen({words.back().x, words.back().bottom() + 6});
    const app::PageSpace& space = reader.space();
    Rect rect{below.x, below.y, line.width + 2 * padding_x, line.height + 2 * 7};
    rect.x = std::clamp(rect.x, space.left + 8, std::max(space.left + 8, space.width - space.right - rect.width - 8));
    if (rect.bottom() > space.height - 8) rect.y = reader.to_screen({0, words.front().y}).y - rect.height - 6;
    ui.canvas().shadow(rect, ui.theme().shadow, 8);
    ui.canvas().fill(rect, ui.theme().card, 8);
    ui.canvas().outline(rect, ui.theme().line, 1, 8);
    ui.canvas().text(line, {rect.x + padding_x, rect.y + 7}, ui.theme());
}

}  // namespace

void draw_margin_notes(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.layout) return;
    const app::PageSpace& space = reader.space();
    const Rect area = reader.text_area();
    const Px room = space.width - space.right - area.right() - beside_column;
    const bool in_margin = room >= margin_note_width + 12 && !reader.notes_open;
    std::vector<Card> cards = cards_in_sight(ui, in_margin);
    if (!in_margin) draw_preview(ui);
    if (cards.empty()) return;
    const Px width = in_margin ? margin_note_width : std::min(widest_card, space.width - space.left - space.right - 32);
    push_apart(ui, cards, width, area.y - 30, area.bottom() + 20);
    const Rect said = conversation_rect(ui), talk = said.height > 0 ? said : decision_rect(ui);
    for (const Card& card : cards) {
        Rect rect{area.right() + beside_column, card.y, width, card.height};
        ui.layer(card.open ? layer_card : layer_margin);
        // A conversation or a decision covers what lies beside it.
        if (in_margin && talk.height > 0 && rect.bottom() > talk.y && rect.y < talk.bottom()) continue;
        if (!in_margin) {
            // Over the page, below the passage, so that the words that it is about stay in sight.
            rect.x = std::clamp(area.x + area.width - width + 12, space.left + 16,
                                std::max(space.left + 16, space.width - space.right - width - 16));
            Px below = card.wanted + 40;
            const std::vector<Rect> words = reader.layout->rects(words_beside(reader, card));
            if (!words.empty()) below = reader.to_screen({0, words.back().bottom()}).y + 10;
            rect.y =
                below + card.height <= area.bottom() + 20 ? below : std::max(12.0F, card.wanted - card.height - 10);
        }
        if (card.open) {
            draw_open_card(ui, card, rect);
            if (!reader.editor) return;  // it was closed or deleted: the next frame has other cards
        } else {
            draw_closed_card(ui, card, rect);
        }
    }
}

}  // namespace katern::ui
