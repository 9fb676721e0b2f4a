// What was marked and written as a text over the page, set like the book. A click on a note writes in it where it stands.
//
// The text has parts of some dozens of notes. What is not near is only estimated; a part is set when it comes near, and
// anew when one of its notes has changed.
#include <algorithm>

#include "app/extract.h"
#include "ui/icons.h"
#include "ui/row_heights.h"
#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {

struct ExtractParts {
    // By which a part is known: its notes and when they were changed.
    using Key = std::vector<std::pair<std::string, notes::Milliseconds>>;
    struct Part {
        app::ExtractSection section;
        Key key;
        app::ExtractText text;  // once it came near
        std::shared_ptr<const typeset::ChapterLayout> layout;
    };
    std::uint64_t notes_revision = ~0ULL, list_revision = ~0ULL;
    Language language = Language::nl;
    typeset::Style style;
    std::vector<Part> parts;
    RowHeights heights;
};

namespace {

constexpr Px estimated_note = 130, after_part = 18, bar_space = 54, card_padding = 12, card_foot = 38;

void make_parts(Ui& ui, ExtractParts& all) {
    app::Reader& reader = ui.reader();
    const bool same_look = all.style == reader.layout_style() && all.language == reader.settings.language;
    all.style = reader.layout_style();
    all.language = reader.settings.language;
    all.notes_revision = reader.notes_revision;
    all.list_revision = reader.notes_list.revision();
    std::vector<ExtractParts::Part> before = std::move(all.parts);
    all.parts.clear();
    std::vector<Px> heights;
    for (app::ExtractSection& section : app::extract_sections(reader.notes, reader.extracted())) {
        ExtractParts::Part part;
        for (const std::uint32_t note : section.notes) part.key.emplace_back(reader.notes[note].note.id, reader.notes[note].note.modified);
        part.section = std::move(section);
        const std::size_t at = all.parts.size();
        if (same_look && at < before.size() && before[at].layout && before[at].key == part.key &&
            before[at].section.chapter == part.section.chapter)
            part = std::move(before[at]);
        heights.push_back(part.layout ? part.layout->height() + after_part
                                      : estimated_note * static_cast<Px>(std::max<std::size_t>(1, part.key.size())));
        all.parts.push_back(std::move(part));
    }
    all.heights.assign(std::move(heights));
}

ExtractParts& parts_of(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.list_notes()) ui.wake_at(ui.input().now);
    std::shared_ptr<ExtractParts>& all = ui.memory().extract_parts;
    if (!all) all = std::make_shared<ExtractParts>();
    const bool sure = reader.notes_list.notes_revision() == reader.notes_revision;
    if (sure && (all->notes_revision != reader.notes_revision || all->list_revision != reader.notes_list.revision() ||
                 all->language != reader.settings.language || !(all->style == reader.layout_style())))
        make_parts(ui, *all);
    return *all;
}

// What covers the column of a piece, from the first of these blocks to before the last.
Rect rect_of(const typeset::ChapterLayout& layout, std::size_t first, std::size_t end, Px measure) {
    if (first >= end || end > layout.blocks().size()) return {};
    const Px top = layout.blocks()[first].top;
    const typeset::BlockBox& last = layout.blocks()[end - 1];
    return {0, top, measure, last.top + last.height - top};
}

typeset::TextStyle editor_style(const app::Reader& reader) {
    typeset::TextStyle style = Ui::serif(reader.settings.size, reader.layout_style().leading);
    style.family = reader.settings.family;
    return style;
}

Px editor_height(Ui& ui, Px measure) {
    const std::string& words = ui.reader().editor->edit.text();
    const typeset::TextStyle style = editor_style(ui.reader());
    return std::max(style.leading, ui.set(words.empty() ? " " : words, style, measure).height) + 2 * card_padding + card_foot;
}

// The note that is written in, over the words that it had.
void draw_editor(Ui& ui, Rect words, Px bottom) {
    app::Reader& reader = ui.reader();
    ui.layer(layer_card);
    const typeset::TextStyle style = editor_style(reader);
    const Px measure = words.width;
    Rect card{words.x - card_padding, words.y - card_padding, measure + 2 * card_padding, editor_height(ui, measure)};
    // One that was just opened below the edge brings its passage along.
    const Px below = card.bottom() - bottom;
    if (below > 0 && !reader.editor->took_keys) {
        reader.extract->scroll += below;
        ui.wake_at(ui.input().now);
    }
    card.y = std::max(8.0F, std::min(card.y, bottom - card.height));
    ui.card("extract/editor", card);
    ui.canvas().outline(card, ui.theme().accent, 1, 10);
    if (!reader.editor->took_keys) {
        reader.editor->took_keys = true;
        ui.focus("extract/text");
    }
    ui.text_area("extract/text", {card.x + card_padding, card.y + card_padding}, measure, reader.editor->edit,
                 ui.text(Word::ui_extract_write), style);
    const Px y = card.bottom() - card_padding - 24;
    const app::NoteEditor& editor = *reader.editor;
    const Word state = editor.failure ? Word::ui_not_saved : editor.is_saved() ? Word::ui_saved : Word::ui_saving;
    if (!editor.edit.text().empty() || editor.failure)
        ui.label({card.x + card_padding, y + 4}, ui.text(state), Ui::sans(12, typeset::Ink::quiet));
    const std::string close = ui.text(Word::ui_close);
    const Px width = ui.button_width(close) - 8;
    if (ui.button("extract/close", {card.right() - card_padding - width + 8, y, width, 28}, close, ButtonKind::quiet)) reader.close_editor();
    ui.layer(layer_page);
}

// What a part asks for: a note to be opened for writing, and where the one that is open stands.
struct Asked {
    std::string edit;
    std::optional<Rect> editor;
};

// Where a part makes room for the note that is written in it, so that it covers nothing that follows.
struct Room {
    Px from = 0;   // y in the part; what stands there and below moves
    Px height = 0;
};

// The words that a piece has of its own, or where they will come.
Rect own_words(const typeset::ChapterLayout& layout, const app::ExtractPiece& piece) {
    const Px measure = layout.style().measure;
    const Rect own = rect_of(layout, piece.own_block, piece.end_block, measure);
    const Rect all = rect_of(layout, piece.first_block, piece.end_block, measure);
    return own.width > 0 ? own : Rect{0, all.bottom() + 2 * card_padding, measure, 0};
}

Room room_in(Ui& ui, const ExtractParts::Part& part) {
    const app::Reader& reader = ui.reader();
    if (!reader.editor || !part.layout) return {};
    for (const app::ExtractPiece& piece : part.text.pieces) {
        if (piece.id != reader.editor->id) continue;
        const std::vector<typeset::BlockBox>& boxes = part.layout->blocks();
        const Px next = piece.end_block < boxes.size() ? boxes[piece.end_block].top : part.layout->height() + after_part;
        const Rect words = own_words(*part.layout, piece);
        return {next, std::max(0.0F, words.y + editor_height(ui, words.width) - next)};
    }
    return {};
}

void draw_text(Ui& ui, const typeset::ChapterLayout& layout, Px from, Px to, Point at, Rect view) {
    app::Reader& reader = ui.reader();
    draw::PageView shown;
    shown.layout = &layout;
    const Px top = std::clamp(view.y - at.y, from, std::max(from, to));
    shown.window = {0, top, layout.style().measure, std::min(to, view.bottom() - at.y) - top};
    shown.origin = {at.x, at.y + top};
    shown.show_signs = false;
    if (shown.window.height > 0) draw::draw_page(ui.canvas(), shown, ui.theme(), reader.fonts(), reader.pictures());
}

void draw_part(Ui& ui, const ExtractParts::Part& part, Point at, Rect view, Room room, Asked& asked) {
    app::Reader& reader = ui.reader();
    const Px measure = part.layout->style().measure;
    for (std::size_t i = 0; i < part.text.pieces.size(); ++i) {
        const app::ExtractPiece& piece = part.text.pieces[i];
        Rect all = rect_of(*part.layout, piece.first_block, piece.end_block, measure).moved(at.x, at.y);
        if (room.height > 0 && all.y >= at.y + room.from) all = all.moved(0, room.height);
        if (all.bottom() < view.y - view.height || all.y > view.bottom() + view.height) continue;
        const app::PlacedNote& placed = reader.notes[part.section.notes[i]];
        const std::string name = placed.note.body.empty() ? placed.note.anchor.exact : placed.note.body;
        const Rect target = all.grown(6);
        const Ui::State state = ui.item({"extract/note/" + piece.id, Role::list_item, name, {}, target, 0, true});
        const bool open = reader.editor && reader.editor->id == piece.id;
        if ((state.hot || state.shows_focus) && !open) ui.canvas().fill(target, ui.theme().line.with_alpha(0.35F), 8);
        if (state.shows_focus) ui.canvas().outline(target, ui.theme().accent, 2, 8);
        if (at.x >= app::sign_margin / 2) ui.category_sign({at.x - 32, all.y + 3, 18, 18}, draw::category_named(placed.note.category), true);
        if (state.hot) ui.pointer(Pointer::hand);
        if (state.clicked && placed.note.mine) asked.edit = piece.id;
        if (!open) continue;
        asked.editor = own_words(*part.layout, piece).moved(at.x, at.y);
    }
    if (room.height <= 0) return draw_text(ui, *part.layout, 0, part.layout->height(), at, view);
    draw_text(ui, *part.layout, 0, std::min(room.from, part.layout->height()), at, view);
    draw_text(ui, *part.layout, room.from, part.layout->height(), {at.x, at.y + room.height}, view);
}

// The keys that move the page move the extract while it lies over it.
void take_keys(Ui& ui, Px view_height, Px most) {
    app::Reader& reader = ui.reader();
    if (ui.field_has_focus()) return;
    Px& scroll = reader.extract->scroll;
    const Px step = view_height - reader.layout_style().leading, line = 3 * reader.layout_style().leading;
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        if (key.ctrl || key.alt) return false;
        switch (key.key) {
            case app::key_page_down:
            case app::key_right: scroll += step; break;
            case app::key_page_up:
            case app::key_left: scroll -= step; break;
            case ' ': scroll += key.shift ? -step : step; break;
            case app::key_down: scroll += line; break;
            case app::key_up: scroll -= line; break;
            case app::key_home: scroll = 0; break;
            case app::key_end: scroll = most; break;
            default: return false;
        }
        scroll = std::clamp(scroll, 0.0F, most);
        ui.wake_at(ui.input().now);
        return true;
    });
}

void draw_head(Ui& ui, const ExtractParts& all, Rect area) {
    app::Reader& reader = ui.reader();
    double shown = 0;
    for (const ExtractParts::Part& part : all.parts) shown += static_cast<double>(part.key.size());
    const std::string count = reader.notes_filter.is_on()
                                  ? ui.text(Word::ui_extract_filtered, {shown, static_cast<double>(reader.notes.size())})
                                  : ui.text(Word::ui_extract_count, {shown});
    const std::string print = ui.text(Word::command_print);
    const Px cross = 32, width = ui.button_width(print);
    const Px right = area.right();
    if (icon_button(ui, "extract/leave", {right - cross + 8, 11, cross, cross}, Icon::cross, ui.text(Word::ui_close)))
        return app::run_command(reader, "view.extract"), void();
    if (ui.button("extract/print", {right - cross - width, 11, width, 32}, print, ButtonKind::plain, !reader.notes.empty())) reader.print_extract();
    ui.label({area.x, 18}, count, Ui::sans(13, typeset::Ink::quiet), area.width - width - cross - 16, 1);
}

}  // namespace

void draw_extract(Ui& ui) {
    app::Reader& reader = ui.reader();
    ui.layer(layer_page);
    const app::PageSpace& space = reader.space();
    ExtractParts& all = parts_of(ui);
    const Rect column = reader.text_area();
    const Rect view{space.left, bar_space, space.width - space.left - space.right, space.height - bar_space};
    ui.item({"extract", Role::page, ui.text(Word::command_extract), {}, view, 0, false});
    draw_head(ui, all, {column.x, 0, column.width, bar_space});
    if (!reader.extract) return;
    Px& scroll = reader.extract->scroll;
    Asked asked;
    ScrollArea area(ui, "extract", view, scroll);
    const Px above = 30;
    if (all.heights.size() > 0) {
        for (std::size_t i = all.heights.at(std::max(0.0F, scroll - above)); i < all.parts.size(); ++i) {
            ExtractParts::Part& part = all.parts[i];
            const Px y = view.y + above + static_cast<Px>(all.heights.top(i) - static_cast<double>(scroll));
            if (y > view.bottom()) break;
            if (!part.layout) {
                part.text = app::extract_text(*reader.book, reader.notes, part.section, reader.settings.language);
                part.layout = reader.set_text_of(part.text.chapter);
            }
            const Room room = room_in(ui, part);
            all.heights.set(i, part.layout->height() + after_part + room.height);
            draw_part(ui, part, {column.x, y}, view, room, asked);
        }
    }
    const Px height = above + static_cast<Px>(all.heights.size() > 0 ? all.heights.top(all.heights.size()) : 0.0) + view.height / 3;
    take_keys(ui, view.height, std::max(0.0F, height - view.height));
    area.end(height);
    if (asked.editor && reader.editor) draw_editor(ui, *asked.editor, view.bottom() - 8);
    if (!asked.edit.empty()) reader.edit_note(asked.edit);
}

}  // namespace katern::ui
