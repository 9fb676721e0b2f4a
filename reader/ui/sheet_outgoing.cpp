// Every word that leaves this machine or left it, per network, each with a way to take it back.
#include <algorithm>

#include "ui/note_card.h"
#include "ui/sheet.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px row_gap = 14;

std::string when_of(Ui& ui, const notes::Leaving& row) {
    if (row.withdrawn) return ui.text(Word::ui_outgoing_gone);
    if (row.published == 0) return ui.text(Word::ui_outgoing_before);
    return ui.text(Word::ui_outgoing_after, {day_of(ui, row.published)});
}

// True when it is to be taken back.
bool outgoing_row(Column& column, const notes::Leaving& row, const std::string& network) {
    Ui& ui = column.ui();
    const notes::Annotation& note = row.note;
    const std::string when = when_of(ui, row);
    if (row.withdrawn) {
        ui.item({"sheet/gone/" + network + "/" + note.id, Role::label, when, {}, {column.x(), column.y(), column.width(), 20}, 0, false});
        column.words(when, typeset::Ink::quiet);
        column.gap(row_gap);
        return false;
    }
    if (!note.anchor.exact.empty()) column.words("“" + note.anchor.exact + "”", typeset::Ink::quiet);
    if (!note.body.empty()) column.words(note.body);
    std::string facts = row.book;
    if (const draw::Category category = draw::category_named(note.category); category != draw::Category::other)
        facts = ui.text(Word::ui_outgoing_of, {ui.text(label_of(category)), facts});
    else if (!note.category.empty())
        facts = ui.text(Word::ui_outgoing_of, {note.category, facts});
    std::string tags;
    for (const std::string& tag : note.tags) tags += (tags.empty() ? "" : ", ") + tag;
    if (!tags.empty()) facts = ui.text(Word::ui_outgoing_of, {facts, ui.text(Word::ui_outgoing_tags, {tags})});
    facts = ui.text(Word::ui_outgoing_of, {facts, when});
    column.small(facts);
    const bool pressed = !column.buttons({{"sheet/back/" + network + "/" + note.id, ui.text(Word::ui_outgoing_take_back), ButtonKind::quiet}}).empty();
    column.gap(row_gap);
    return pressed;
}

// True when it is to be taken back.
bool meeting_row(Column& column, const notes::LeavingMeeting& row) {
    Ui& ui = column.ui();
    ui.item({"sheet/met/" + row.row, Role::label, row.words, row.meeting, {column.x(), column.y(), column.width(), 20}, 0, false});
    column.words(row.words);
    column.small(row.meeting.empty() ? row.book : ui.text(Word::ui_outgoing_of, {row.meeting, row.book}));
    const bool pressed = !column.buttons({{"sheet/back/met/" + row.row, ui.text(Word::ui_outgoing_take_back), ButtonKind::quiet}}).empty();
    column.gap(row_gap);
    return pressed;
}

void network_head(Column& column, const std::string& network) {
    Ui& ui = column.ui();
    const app::Reader& reader = ui.reader();
    std::string folder;
    for (const notes::NetworkFacts& facts : reader.peers.networks)
        if (facts.network.id == network) folder = facts.folder;
    column.gap(ui.label({column.x(), column.y()}, reader.network_name(network), Ui::sans(15, typeset::Ink::ink, true), column.width(), 1).height + 2);
    column.small(folder.empty() ? ui.text(Word::ui_network_folder_none) : folder);
    column.gap(8);
}

}  // namespace

void sheet_outgoing(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    app::SheetState& sheet = reader.sheet;
    column.title(ui.text(Word::ui_outgoing));
    column.words(ui.text(Word::ui_outgoing_explained), typeset::Ink::quiet);
    column.gap(8);
    const bool nothing = sheet.outgoing.empty() && sheet.outgoing_meetings.empty();
    if (sheet.listed && nothing && !sheet.failure) column.words(ui.text(Word::ui_outgoing_nothing));
    if (sheet.listed && !nothing) {
        const std::string who = sheet.me.school.empty() ? sheet.me.name : ui.text(Word::ui_outgoing_of, {sheet.me.name, sheet.me.school});
        column.words(sheet.me.name.empty() ? ui.text(Word::ui_outgoing_nameless) : ui.text(Word::ui_outgoing_name, {who}), typeset::Ink::quiet);
        column.small(ui.text(Word::ui_share_recall));
    }
    column.gap(14);
    std::size_t at = 0, shown = 0;
    auto meeting = sheet.outgoing_meetings.begin();
    std::optional<std::pair<std::string, std::string>> taken;
    const notes::LeavingMeeting* taken_in_meeting = nullptr;
    for (const auto& [network, count] : sheet.outgoing_of) {
        const std::size_t end = std::min(at + count, sheet.outgoing.size());
        const bool met = meeting != sheet.outgoing_meetings.end() && meeting->first == network;
        if (shown < sheet.shown && (end > at || met)) network_head(column, network);
        for (; at < end && shown < sheet.shown; ++at, ++shown)
            if (outgoing_row(column, sheet.outgoing[at], network)) taken = {sheet.outgoing[at].note.id, network};
        at = end;
        if (met && shown < sheet.shown) column.words(ui.text(Word::ui_outgoing_meetings), typeset::Ink::quiet), column.gap(8);
        for (; meeting != sheet.outgoing_meetings.end() && meeting->first == network; ++meeting) {
            if (shown == sheet.shown) continue;
            ++shown;
            if (meeting_row(column, meeting->second)) taken_in_meeting = &meeting->second;
        }
    }
    if (shown == sheet.shown && shown < sheet.outgoing.size() + sheet.outgoing_meetings.size() && !column.buttons({{"sheet/more", ui.text(Word::ui_more)}}).empty())
        sheet.shown *= 2;
    column.failure();
    if (taken) return reader.take_back(taken->first, taken->second);
    if (taken_in_meeting) reader.take_back_in_meeting(*taken_in_meeting);
}

}  // namespace katern::ui
