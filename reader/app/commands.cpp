#include "app/commands.h"

#include <algorithm>
#include <array>

#include "app/handing_out.h"
#include "app/looking_back.h"
#include "app/meeting_commands.h"
#include "app/network_look.h"
#include "app/questions.h"
#include "words/words.h"

namespace katern::app {
namespace {

bool always(const Reader&) { return true; }
constexpr Condition reading{[](const Reader& r) { return r.layout != nullptr && !r.title_page && !shows_meetings(r); }, Word::why_not_reading};
constexpr Condition has_selection{[](const Reader& r) { return r.selection && !r.selection->range().empty(); }, Word::why_not_selection};
constexpr Condition can_note{[](const Reader& r) { return r.can_mark() || r.find_note(r.focused_note) != nullptr; }, Word::why_not_note};
constexpr Condition has_focused_mark{[](const Reader& r) { return r.find_note(r.focused_note) != nullptr; }, Word::why_not_mark};
constexpr Condition can_enter{[](const Reader& r) { return r.adjusting || r.can_mark() || !r.marks_at_hand().empty() || r.find_note(r.focused_note); },
                              Word::why_not_note};
constexpr Condition can_adjust{[](const Reader& r) { return !r.adjusting && r.can_adjust(r.focused_note); }, Word::why_not_adjust};
constexpr Condition has_question{[](const Reader& r) { return r.row && !questions_in_sight(r).empty(); }, Word::why_not_question};
constexpr Condition has_hits{[](const Reader& r) { return r.find.open && r.find.results && !r.find.results->nothing(); }, Word::why_not_hits};
constexpr Condition knows_book{[](const Reader& r) { return r.row.has_value(); }, Word::why_not_book};
constexpr Condition has_notes{[](const Reader& r) { return r.row && (!r.notes.empty() || !r.looking_back->decisions.then().empty()); }, Word::why_not_edition};
constexpr Condition knows_page{[](const Reader& r) { return r.row.has_value() && r.layout != nullptr && !r.title_page; }, Word::why_not_book};
constexpr Condition has_peers{[](const Reader& r) { return r.layout && !r.title_page && std::any_of(r.notes.begin(), r.notes.end(), [](const PlacedNote& note) { return !note.note.mine; }); }, Word::why_not_peers};
constexpr Condition has_decisions{[](const Reader& r) { return r.layout && !r.title_page && !r.looking_back->decisions.all().empty(); }, Word::why_not_decisions};
constexpr Condition can_share{[](const Reader& r) {
                                  const PlacedNote* note = r.find_note(r.focused_note);
                                  return note && note->note.mine;
                              },
                              Word::why_not_mark};
constexpr Condition has_meeting{[](const Reader& r) { return shows_meetings(r) && r.meeting_desk->has_meeting(); }, Word::why_not_meeting};
constexpr Condition before_room{[](const Reader& r) { return is_presenting(r); }, Word::why_not_presenting};
constexpr Condition can_bring{[](const Reader& r) { return r.can_mark() && !shows_meetings(r) && r.meeting_desk && r.meeting_desk->has_meeting(); },
                              Word::why_not_meeting};
constexpr Condition can_go_back{[](const Reader& r) { return r.can_go_back(); }, Word::why_not_back};
constexpr Condition can_go_forward{[](const Reader& r) { return r.can_go_forward(); }, Word::why_not_forward};

void mark(Reader& r, const char* category) {
    if (r.can_mark()) {
        r.mark_selection(category);
    } else {
        r.set_category(r.focused_note, category);
    }
}

// What is selected becomes a mark of the last category; without that, the mark here is opened, or where several lie over
// each other they are listed.
void enter(Reader& r) {
    if (r.adjusting) return r.finish_adjusting();
    if (!r.attaching.empty() && r.selection) return r.attach_to_selection();
    if (r.can_mark()) return r.mark_selection(r.settings.last_category);
    const std::vector<const PlacedNote*> here = r.marks_at_hand();
    if (here.size() > 1) return r.list_marks_here();
    const std::string id = here.empty() ? r.focused_note : here.front()->note.id;
    r.edit_note(id);
}

void open_sheet(Reader& r, Sheet kind) {
    r.close_editor();
    r.comfort_open = false;
    r.sheet = SheetState{};
    r.sheet.kind = kind;
}

constexpr Px lines_per_key = 3;

// Escape lets go of one thing at a time, the topmost first.
void close_topmost(Reader& r) {
    if (r.sheet.kind != Sheet::none) {
        r.sheet = SheetState{};
    } else if (shows_meetings(r) && !r.comfort_open) {
        close_topmost_of_meetings(*r.meeting_desk);
    } else if (r.going_to.open) {
        r.going_to = GoingTo{};
    } else if (r.figure) {
        r.figure.reset();
    } else if (r.footnote) {
        r.footnote.reset();
    } else if (r.marks_here) {
        r.marks_here.reset();
    } else if (r.adjusting) {
        r.leave_adjusting();
    } else if (r.editor) {
        r.close_editor();
    } else if (r.conversation) {
        r.close_conversation();
    } else if (r.looking_back->close_card()) {
    } else if (r.comfort_open && r.comfort.faces) {
        r.comfort.faces = false;
    } else if (r.comfort_open) {
        r.comfort_open = false;
    } else if (r.selection) {
        r.selection.reset();
    } else if (!r.attaching.empty()) {
        r.attaching.clear();
        r.open_edition_report(false);
    } else if (r.caret) {
        r.toggle_caret();
    } else if (r.notes_open && r.notes_part != NotesPart::none) {
        r.notes_part = NotesPart::none;
    } else if (r.notes_open && !r.chosen_notes.empty()) {
        r.chosen_notes.clear();
    } else if (r.looking_back->close_page()) {
    } else if (r.together) {
        r.together.reset();
    } else if (r.extract) {
        r.extract.reset();
    } else if (r.find.open) {
        r.close_find();
    } else if (!r.focused_note.empty()) {
        r.focus_note({});
    } else if (r.notes_open || r.contents_open || r.bar_pinned) {
        r.notes_open = r.contents_open = r.bar_pinned = r.bar_open = false;
    } else {
        r.set_full_screen(false);
    }
}

void change(Reader& r, void (*edit)(Settings&)) {
    Settings changed = r.settings;
    edit(changed);
    r.change_settings(changed);
}

template <draw::ThemeName name>
void use_theme(Reader& r) {
    change(r, [](Settings& s) {
        s.theme = name;
        s.follow_system = false;
    });
}

template <Flow flow>
void use_flow(Reader& r) {
    change(r, [](Settings& s) { s.flow = flow; });
}

// From what the system has on to the first of our own.
void next_theme(Reader& r) {
    change(r, [](Settings& s) {
        const bool light = s.follow_system || s.theme >= draw::ThemeName::dark;
        s.theme = light ? draw::ThemeName::light : static_cast<draw::ThemeName>(static_cast<int>(s.theme) + 1);
        s.follow_system = false;
    });
}

// An answer of today is gone on with; an older one stays as it is.
void answer_first_in_sight(Reader& r) {
    const Question question = questions_in_sight(r).front();
    const std::vector<const PlacedNote*> answers = answers_to(r, question);
    r.answer_question(question.first_block, answers.empty() || !is_of_today(r, answers.back()->note));
}

// With a reading line the arrows move that, else the page.
void step_line(Reader& r, int by) {
    if (r.settings.reading_line != ReadingLine::none) return r.move_reading_line(by);
    r.scroll_by(r.layout_style().leading * lines_per_key * static_cast<Px>(by));
}

// Each word of the query stands somewhere in the name, whatever its case and accents.
bool holds_words(const std::string& name, std::string_view query) {
    const text::Folded folded = text::fold(name);
    for (std::size_t start = 0; start < query.size();) {
        const std::size_t end = std::min(query.find(' ', start), query.size());
        if (end > start && text::find_folded(folded, query.substr(start, end - start)).empty()) return false;
        start = end + 1;
    }
    return true;
}


constexpr Shortcut plain(std::uint32_t key) { return {key, false, false, false}; }
constexpr Shortcut ctrl(std::uint32_t key) { return {key, true, false, false}; }
constexpr Shortcut shift(std::uint32_t key) { return {key, false, true, false}; }
constexpr Shortcut alt(std::uint32_t key) { return {key, false, false, true}; }
constexpr Shortcut ctrl_shift(std::uint32_t key) { return {key, true, true, false}; }

const std::array table{
    Command{"page.next", Word::command_page_next, {plain(key_page_down), plain(' '), plain(key_right)}, reading, [](Reader& r) { r.turn_page(1); }},
    Command{"page.previous", Word::command_page_previous, {plain(key_page_up), shift(' '), plain(key_left)}, reading, [](Reader& r) { r.turn_page(-1); }},
    Command{"line.down", Word::command_line_down, {plain(key_down)}, reading, [](Reader& r) { step_line(r, 1); }},
    Command{"line.up", Word::command_line_up, {plain(key_up)}, reading, [](Reader& r) { step_line(r, -1); }},
    Command{"chapter.next", Word::command_chapter_next, {ctrl(key_page_down), ctrl(key_right)}, reading, [](Reader& r) { r.next_chapter(); }},
    Command{"chapter.previous", Word::command_chapter_previous, {ctrl(key_page_up), ctrl(key_left)}, reading, [](Reader& r) { r.previous_chapter(); }},
    Command{"chapter.start", Word::command_chapter_start, {plain(key_home)}, reading, [](Reader& r) { r.to_start(); }},
    Command{"chapter.end", Word::command_chapter_end, {plain(key_end)}, reading, [](Reader& r) { r.to_end(); }},
    Command{"go.back", Word::command_back, {alt(key_left), plain(key_backspace)}, can_go_back, [](Reader& r) { r.go_back(); }},
    Command{"go.to", Word::command_go_to, {ctrl('l'), plain('g')}, reading, [](Reader& r) { r.open_going_to(); }},
    Command{"go.forward", Word::command_forward, {alt(key_right)}, can_go_forward, [](Reader& r) { r.go_forward(); }},
    Command{"size.larger", Word::command_size_larger, {ctrl('+'), ctrl('='), ctrl_shift('=')}, always, [](Reader& r) { r.set_size(r.settings.size * 1.1F); }},
    Command{"size.smaller", Word::command_size_smaller, {ctrl('-')}, always, [](Reader& r) { r.set_size(r.settings.size / 1.1F); }},
    Command{"size.normal", Word::command_size_normal, {ctrl('0')}, always, [](Reader& r) { r.set_size(normal_size); }},
    Command{"view.flow", Word::command_flow, {plain(key_f9)}, always,
            [](Reader& r) { change(r, [](Settings& s) { s.flow = s.flow == Flow::scroll ? Flow::pages : s.flow == Flow::pages ? Flow::spread : Flow::scroll; }); }},
    Command{"view.theme", Word::command_theme, {plain(key_f6)}, always,
            next_theme},
    Command{"theme.light", Word::command_theme_light, {}, always, use_theme<draw::ThemeName::light>},
    Command{"theme.sepia", Word::command_theme_sepia, {}, always, use_theme<draw::ThemeName::sepia>},
    Command{"theme.dark", Word::command_theme_dark, {}, always, use_theme<draw::ThemeName::dark>},
    Command{"theme.contrast", Word::command_theme_contrast, {}, always, use_theme<draw::ThemeName::contrast>},
    Command{"theme.contrast_dark", Word::command_theme_contrast_dark, {}, always, use_theme<draw::ThemeName::contrast_dark>},
    Command{"theme.own", Word::command_theme_own, {}, always, use_theme<draw::ThemeName::own>},
    Command{"theme.system", Word::command_theme_system, {}, always, [](Reader& r) { change(r, [](Settings& s) { s.follow_system = true; }); }},
    Command{"flow.scroll", Word::command_flow_scroll, {}, always, use_flow<Flow::scroll>},
    Command{"flow.pages", Word::command_flow_pages, {}, always, use_flow<Flow::pages>},
    Command{"flow.spread", Word::command_flow_spread, {}, always, use_flow<Flow::spread>},
    Command{"view.reading_line", Word::command_reading_line, {plain(key_f7)}, always,
            [](Reader& r) { change(r, [](Settings& s) { s.reading_line = s.reading_line == ReadingLine::none ? ReadingLine::band : ReadingLine::none; }); }},
    Command{"view.full_screen", Word::command_full_screen, {plain(key_f11)}, always, [](Reader& r) { r.set_full_screen(!r.full_screen); }},
    Command{"look.reset", Word::command_reset_look, {}, always, [](Reader& r) { r.reset_look(); }},
    Command{"look.book", Word::command_only_this_book, {}, knows_book, [](Reader& r) { r.keep_look_for_book(!r.own_look); }},
    Command{"view.addresses", Word::command_addresses, {ctrl_shift('a')}, always, [](Reader& r) { change(r, [](Settings& s) { s.addresses = !s.addresses; }); }},
    Command{"view.language", Word::command_language, {}, always,
            [](Reader& r) { change(r, [](Settings& s) { s.language = s.language == Language::nl ? Language::en : Language::nl; }); }},
    Command{"view.contents", Word::command_contents, {ctrl('t')}, always, [](Reader& r) { r.contents_open = !r.contents_open; r.bar_open = r.bar_pinned = r.contents_open; }},
    Command{"view.notes", Word::command_notes, {plain(key_f8)}, always,
            [](Reader& r) { r.notes_open = !r.notes_open; r.find.panel = r.find.panel && !r.notes_open; }},
    Command{"view.extract", Word::command_extract, {ctrl('u')}, knows_page,
            [](Reader& r) { r.extract ? r.extract.reset() : r.open_extract(); }},
    Command{"view.together", Word::command_together, {ctrl_shift('t')}, knows_page,
            [](Reader& r) { r.together ? r.together.reset() : r.network_look->open(); }},
    Command{"view.meeting", Word::command_meeting, {ctrl_shift('b')}, knows_page,
            [](Reader& r) { shows_meetings(r) ? r.meeting_desk->close() : meeting_desk_of(r).show(); }},
    Command{"meeting.present", Word::command_present, {plain(key_f5)}, has_meeting,
            [](Reader& r) { r.meeting_desk->presenting ? r.meeting_desk->leave_room() : r.meeting_desk->present(); }},
    Command{"meeting.decide", Word::command_decide, {plain('b')}, before_room, [](Reader& r) { r.meeting_desk->decide(); }},
    Command{"meeting.act", Word::command_act, {plain('a')}, before_room, [](Reader& r) { r.meeting_desk->act(); }},
    Command{"meeting.hand_out", Word::command_hand_out, {}, has_meeting, [](Reader& r) { open_hand_out(r); }},
    Command{"meeting.bring", Word::command_bring, {}, can_bring, bring_selection},
    Command{"meeting.ask", Word::command_ask, {}, can_bring, ask_about_selection},
    Command{"view.look_back", Word::command_look_back, {ctrl_shift('l')}, knows_page,
            [](Reader& r) { r.looking_back->view ? void(r.looking_back->close_page()) : r.looking_back->open(); }},
    Command{"view.comfort", Word::command_comfort, {ctrl(',')}, always, [](Reader& r) { r.comfort_open = !r.comfort_open; r.comfort = ComfortState{}; r.look_for_typeface(); }},
    Command{"view.bar", Word::command_bar, {plain(key_f10)}, always, [](Reader& r) { r.bar_pinned = !r.bar_pinned; r.bar_open = r.bar_pinned; }},
    Command{"find.open", Word::command_find, {ctrl('f')}, reading, [](Reader& r) { r.open_find(); }},
    Command{"find.next", Word::command_find_next, {plain(key_f3), ctrl('g')}, has_hits, [](Reader& r) { r.step_hit(1); }},
    Command{"find.previous", Word::command_find_previous, {shift(key_f3), ctrl_shift('g')}, has_hits, [](Reader& r) { r.step_hit(-1); }},
    Command{"mark.inzicht", Word::command_mark_inzicht, {plain('1')}, can_note, [](Reader& r) { mark(r, "inzicht"); }},
    Command{"mark.vraag", Word::command_mark_vraag, {plain('2')}, can_note, [](Reader& r) { mark(r, "vraag"); }},
    Command{"mark.actie", Word::command_mark_actie, {plain('3')}, can_note, [](Reader& r) { mark(r, "actie"); }},
    Command{"mark.twijfel", Word::command_mark_twijfel, {plain('4')}, can_note, [](Reader& r) { mark(r, "twijfel"); }},
    Command{"mark.citaat", Word::command_mark_citaat, {plain('5')}, can_note, [](Reader& r) { mark(r, "citaat"); }},
    Command{"mark.enter", Word::command_mark_enter, {plain(key_enter)}, can_enter, enter},
    Command{"note.write", Word::command_note, {plain('n')}, can_note,
            [](Reader& r) { r.can_mark() ? r.note_on_selection() : r.edit_note(r.focused_note); }},
    Command{"note.adjust", Word::command_adjust, {plain('e')}, can_adjust, [](Reader& r) { r.start_adjusting(r.focused_note, true, true); }},
    Command{"select.caret", Word::command_caret, {plain('v')}, reading, [](Reader& r) { r.toggle_caret(); }},
    Command{"question.answer", Word::command_answer, {}, has_question, answer_first_in_sight},
    Command{"bookmark.toggle", Word::command_bookmark, {ctrl('d')}, knows_page, [](Reader& r) { r.toggle_bookmark(); }},
    Command{"note.share", Word::command_share, {}, can_share, [](Reader& r) { r.open_sharing({r.focused_note}); }},
    Command{"peers.toggle", Word::command_peers_toggle, {plain('m')}, has_peers, [](Reader& r) { r.show_peers(!r.peers.shown); }},
    Command{"peers.next", Word::command_peers_next, {plain('j')}, has_peers, [](Reader& r) { r.step_peers(1); }},
    Command{"peers.previous", Word::command_peers_previous, {shift('j')}, has_peers, [](Reader& r) { r.step_peers(-1); }},
    Command{"decisions.next", Word::command_decision_next, {plain('k')}, has_decisions, [](Reader& r) { r.looking_back->decisions.step(1); }},
    Command{"decisions.previous", Word::command_decision_previous, {shift('k')}, has_decisions, [](Reader& r) { r.looking_back->decisions.step(-1); }},
    Command{"peers.people", Word::command_peers_people, {}, knows_book, [](Reader& r) { open_sheet(r, Sheet::people); }},
    Command{"note.remove", Word::command_remove, {plain(key_delete)}, has_focused_mark, [](Reader& r) { r.remove_note(r.focused_note); }},
    Command{"copy.text", Word::command_copy, {ctrl('c')}, has_selection, [](Reader& r) { r.copy(r.selected_text(), Word::message_copied_text); }},
    Command{"copy.quotation", Word::command_copy_quotation, {ctrl_shift('c')}, has_selection,
            [](Reader& r) { r.copy(r.quotation(), Word::message_copied_quotation); }},
    Command{"select.all", Word::command_select_all, {ctrl('a')}, reading, [](Reader& r) { r.select_all_of_chapter(); }},
    Command{"edit.undo", Word::command_undo, {ctrl('z')}, knows_book, [](Reader& r) { takes_step_of_meeting(r, true) ? undo_in_meeting(r) : r.undo(); }},
    Command{"edit.redo", Word::command_redo, {ctrl_shift('z'), ctrl('y')}, knows_book, [](Reader& r) { takes_step_of_meeting(r, false) ? redo_in_meeting(r) : r.redo(); }},
    Command{"book.open", Word::command_open, {ctrl('o')}, always, [](Reader& r) { open_sheet(r, Sheet::open_book); }},
    Command{"notes.export", Word::command_export, {ctrl('e')}, knows_book, [](Reader& r) { open_sheet(r, Sheet::export_notes); }},
    Command{"notes.backups", Word::command_restore_backup, {}, always, [](Reader& r) { r.open_backups(); }},
    Command{"notes.trash", Word::command_trash, {}, knows_book, [](Reader& r) { r.open_trash(); }},
    Command{"notes.edition", Word::command_edition, {}, has_notes, [](Reader& r) { r.open_edition_report(false); }},
    Command{"notes.import", Word::command_import, {ctrl('i')}, knows_book, [](Reader& r) { r.receiver->open({}); }},
    Command{"notes.networks", Word::command_networks, {}, always, [](Reader& r) { r.open_networks(); }},
    Command{"notes.outgoing", Word::command_outgoing, {}, always, [](Reader& r) { r.open_outgoing(); }},
    Command{"notes.my_computers", Word::command_my_computers, {}, always, [](Reader& r) { open_sheet(r, Sheet::my_computers); }},
    Command{"window.new", Word::command_new_window, {ctrl('n')}, always, [](Reader& r) { r.open_new_window(); }},
    Command{"help.palette", Word::command_palette, {ctrl('k'), ctrl_shift('p')}, always, [](Reader& r) { open_sheet(r, Sheet::palette); }},
    Command{"book.print", Word::command_print, {ctrl('p')}, reading,
            [](Reader& r) {
                open_sheet(r, Sheet::print);
                r.sheet.print.part = r.selection ? PrintOrder::Part::selection : PrintOrder::Part::chapter;
            }},
    Command{"help.shortcuts", Word::command_shortcuts, {plain(key_f1), plain('?'), shift('?')}, always, [](Reader& r) { open_sheet(r, Sheet::shortcuts); }},
    Command{"help.about", Word::command_about, {}, always, [](Reader& r) { open_sheet(r, Sheet::about); }},
    Command{"close", Word::command_close, {plain(key_escape)}, always, close_topmost},
    Command{"quit", Word::command_quit, {ctrl('q'), ctrl('w')}, always, [](Reader& r) { r.quit = true; }},
};

}  // namespace

std::span<const Command> commands() { return table; }

const Command* command(std::string_view id) {
    const auto found = std::find_if(table.begin(), table.end(), [&](const Command& c) { return c.id == id; });
    return found == table.end() ? nullptr : &*found;
}

bool run_command(Reader& reader, std::string_view id) {
    const Command* found = command(id);
    if (!found || !found->applies(reader)) return false;
    found->run(reader);
    return true;
}

const Command* command_for(const Reader& reader, const Shortcut& pressed) {
    for (const Command& candidate : table)
        for (const Shortcut& shortcut : candidate.keys)
            if (shortcut.key != key_none && shortcut == pressed && candidate.applies(reader)) return &candidate;
    return nullptr;
}

std::string label_of(const Reader& reader, const Command& command) {
    const std::string name = reader.text(command.label);
    if (shows_meetings(reader) || takes_step_of_meeting(reader, command.id == "edit.undo")) return label_in_meeting(reader, command, name);
    const std::optional<notes::Step>& step = command.id == "edit.redo" ? reader.redo_step : reader.undo_step;
    if (!step || (command.id != "edit.undo" && command.id != "edit.redo")) return name;
    return reader.text(Word::ui_step_named, {name, reader.text(step->label(), step->arguments())});
}

std::vector<const Command*> find_commands(const Reader& reader, std::string_view query) {
    std::vector<const Command*> found;
    for (const Command& candidate : table)
        if (holds_words(label_of(reader, candidate), query)) found.push_back(&candidate);
    const std::string recent = " " + reader.settings.recent_commands + " ";
    const auto rank = [&](const Command* c) { return recent.find(" " + std::string(c->id) + " "); };
    std::stable_sort(found.begin(), found.end(), [&](const Command* a, const Command* b) { return rank(a) < rank(b); });
    return found;
}

void run_from_palette(Reader& reader, std::string_view id) {
    constexpr std::size_t remembered = 6;
    reader.sheet = SheetState{};
    std::string recent(id);
    std::size_t count = 1;
    const std::string& before = reader.settings.recent_commands;
    for (std::size_t start = 0; start < before.size() && count < remembered;) {
        const std::size_t end = std::min(before.find(' ', start), before.size());
        const std::string other = before.substr(start, end - start);
        start = end + 1;
        if (other.empty() || other == id) continue;
        recent += " " + other;
        ++count;
    }
    Settings changed = reader.settings;
    changed.recent_commands = recent;
    reader.change_settings(changed);
    run_command(reader, id);
}

std::string name_of(const Shortcut& shortcut, Language language) {
    const bool dutch = language == Language::nl;
    std::string name;
    if (shortcut.ctrl) name += "Ctrl+";
    if (shortcut.alt) name += "Alt+";
    if (shortcut.shift) name += "Shift+";
    switch (shortcut.key) {
        case key_left: return name + "←";
        case key_right: return name + "→";
        case key_up: return name + "↑";
        case key_down: return name + "↓";
        case key_home: return name + "Home";
        case key_end: return name + "End";
        case key_page_up: return name + "PgUp";
        case key_page_down: return name + "PgDn";
        case key_enter: return name + "Enter";
        case key_escape: return name + "Esc";
        case key_tab: return name + "Tab";
        case key_backspace: return name + "Backspace";
        case key_delete: return name + "Delete";
        case key_f1: return name + "F1";
        case key_f3: return name + "F3";
        case key_f5: return name + "F5";
        case key_f6: return name + "F6";
        case key_f7: return name + "F7";
        case key_f8: return name + "F8";
        case key_f9: return name + "F9";
        case key_f10: return name + "F10";
        case key_f11: return name + "F11";
        case ' ': return name + (dutch ? "spatie" : "space");
        default: break;
    }
    std::string sign;
    text::append_utf8(sign, static_cast<char32_t>(shortcut.key >= 'a' && shortcut.key <= 'z' ? shortcut.key - 32 : shortcut.key));
    return name + sign;
}

}  // namespace katern::app
