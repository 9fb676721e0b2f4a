// The networks: one is looked at, with its name, who was seen in it, its folder and what it wants.
#include "app/memory.h"
#include "app/network_folders.h"
#include "ui/person_disc.h"
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {
namespace {

const notes::NetworkFacts* looked_at(const app::Reader& reader) {
    for (const notes::NetworkFacts& facts : reader.peers.networks)
        if (facts.network.id == reader.sheet.network) return &facts;
    return nullptr;
}

void show_members(Column& column, const notes::NetworkFacts& facts) {
    Ui& ui = column.ui();
    column.small(ui.text(Word::ui_network_members));
    if (facts.members.empty()) column.words(ui.text(Word::ui_network_alone), typeset::Ink::quiet);
    for (const notes::Member& member : facts.members) {
        const std::string name = ui.reader().name_of(member.profile);
        const std::string who = member.profile.school.empty() ? name : ui.text(Word::ui_outgoing_of, {name, member.profile.school});
        const std::string words = ui.text(Word::ui_person_notes, {who, static_cast<double>(member.notes)});
        ui.item({"sheet/member/" + member.profile.id, Role::label, words, {}, {column.x(), column.y(), column.width(), disc_size}, 0, false});
        draw_person_disc(ui, {column.x(), column.y(), disc_size, disc_size}, member.profile, false);
        ui.label({column.x() + disc_size + 8, column.y() + 1}, words, Ui::sans(), column.width() - disc_size - 8, 1);
        column.gap(disc_size + 6);
    }
    std::string aliases;
    for (const std::string& alias : facts.aliases) aliases += (aliases.empty() ? "" : ", ") + alias;
    if (!aliases.empty()) column.words(ui.text(Word::ui_network_also, {aliases}), typeset::Ink::quiet);
    column.gap(14);
}

// Where it is, what the last round said, and the ways to change it.
std::string show_folder(Column& column, const notes::NetworkFacts& facts) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    const Language language = reader.settings.language;
    column.small(ui.text(Word::ui_network_folder));
    column.words(facts.folder.empty() ? ui.text(Word::ui_network_folder_none) : facts.folder,
                 facts.folder.empty() ? typeset::Ink::quiet : typeset::Ink::ink);
    const app::NetworkFolders::Said* last = reader.folders->said_of(facts.network.id);
    if (last && !facts.folder.empty()) {
        if (last->gone) column.words(ui.text(Word::message_folder_gone, {reader.network_name(facts.network.id)}), typeset::Ink::quiet);
        if (last->waiting > 0) column.words(ui.text(Word::sync_waiting, {static_cast<double>(last->waiting)}), typeset::Ink::quiet);
        for (const auto& [file, why] : last->refused) column.words(say(why, language), typeset::Ink::quiet);
    }
    if (reader.folders->is_reading()) column.words(ui.text(Word::ui_export_reading), typeset::Ink::quiet);
    column.gap(10);
    if (reader.sheet.found) {
        const std::string name = reader.sheet.found->name.empty() ? ui.text(Word::ui_network_first) : reader.sheet.found->name;
        column.words(ui.text(Word::ui_folder_other_network, {name}));
        column.gap(8);
        return column.buttons({{"sheet/folder_same", ui.text(Word::ui_folder_same, {reader.network_name(facts.network.id)}), ButtonKind::main},
                               {"sheet/folder_join", ui.text(Word::ui_folder_join, {name})}});
    }
    const bool chosen = !facts.folder.empty();
    std::vector<Column::Button> buttons;
    if (chosen) buttons.push_back({"sheet/update", ui.text(Word::ui_my_folder_update)});
    buttons.push_back({"sheet/folder", ui.text(chosen ? Word::ui_my_folder_other : Word::ui_my_folder_choose)});
    if (chosen) buttons.push_back({"sheet/stop_using", ui.text(Word::ui_my_folder_stop)});
    std::string pressed = column.buttons(buttons);
    if (reader.sheet.show_path) {
        column.gap(10);
        column.small(ui.text(Word::ui_no_dialog));
        if (column.field("sheet/path", reader.sheet.path, ui.text(Word::ui_file_path))) pressed = "sheet/path_now";
        column.gap(10);
        if (!column.buttons({{"sheet/path_now", ui.text(Word::ui_save), ButtonKind::main}}).empty()) pressed = "sheet/path_now";
    }
    return pressed;
}

struct Pressed {
    std::string button, count_as, folder;
    bool first_self = false, first_self_on = false, day = false, memory = false;
};

// What was shared with the one reaches the people of the other, for good: so it is asked first.
void ask_whether_same(Column& column, const notes::NetworkFacts& facts, Pressed& pressed) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    const std::string other = reader.sheet.counts_as;
    column.words(ui.text(Word::ui_network_count_as_asks, {reader.network_name(facts.network.id), reader.network_name(other)}));
    column.gap(8);
    const std::string answer = column.buttons({{"sheet/same", ui.text(Word::ui_network_count_as_yes)}, {"sheet/not_same", ui.text(Word::ui_cancel), ButtonKind::main}});
    if (answer == "sheet/same") pressed.count_as = other;
    if (!answer.empty()) reader.sheet.counts_as.clear();
    column.gap(14);
}

void show_network(Column& column, const notes::NetworkFacts& facts, Pressed& pressed) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    column.small(ui.text(Word::ui_network_name));
    bool named = column.field("sheet/name", reader.sheet.name, ui.text(Word::ui_network_name_hint));
    column.gap(8);
    const bool other_name = reader.sheet.name.text() != facts.network.name;
    if (other_name) {
        named = !column.buttons({{"sheet/rename", ui.text(Word::ui_network_rename), ButtonKind::main}}).empty() || named;
        column.gap(6);
    }
    if (named && other_name) pressed.button = "sheet/rename";
    column.gap(8);
    show_members(column, facts);
    pressed.folder = show_folder(column, facts);
    column.gap(16);
    pressed.first_self_on = facts.first_self.wanted;
    pressed.first_self = column.checkbox("sheet/first_self", ui.text(Word::ui_network_first_self), pressed.first_self_on);
    if (facts.first_self.wanted) {
        column.gap(6);
        column.small(ui.text(Word::ui_network_meeting));
        pressed.day = column.field("sheet/meeting", reader.sheet.meeting, ui.text(Word::ui_network_meeting_hint));
        if (reader.sheet.meeting.text() != facts.first_self.meeting) {
            column.gap(8);
            pressed.day = !column.buttons({{"sheet/day", ui.text(Word::ui_share_now)}}).empty() || pressed.day;
        }
    }
    column.gap(14);
    if (facts.mine > 0 || !facts.members.empty()) {
        pressed.memory = !column.buttons({{"sheet/memory", ui.text(Word::memory_button)}}).empty();
        column.gap(14);
    }
    if (reader.peers.networks.size() < 2) return;
    if (!reader.sheet.counts_as.empty()) return ask_whether_same(column, facts, pressed);
    column.small(ui.text(Word::ui_network_count_as));
    std::vector<Column::Button> others;
    for (const notes::NetworkFacts& other : reader.peers.networks)
        if (other.network.id != facts.network.id)
            others.push_back({"sheet/as/" + other.network.id, ui.text(Word::ui_network_count_as_one, {reader.network_name(other.network.id)})});
    const std::string as = column.buttons(others);
    if (!as.empty()) reader.sheet.counts_as = as.substr(std::string_view("sheet/as/").size());
    column.gap(14);
}

}  // namespace

void sheet_networks(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    column.title(ui.text(Word::ui_networks));
    column.words(ui.text(Word::ui_networks_explained), typeset::Ink::quiet);
    column.gap(14);
    std::optional<std::string> chosen;
    for (const notes::NetworkFacts& facts : reader.peers.networks) {
        const std::string line =
            ui.text(Word::ui_network_line, {static_cast<double>(facts.members.size()), static_cast<double>(facts.mine)});
        if (column.option("sheet/network/" + facts.network.id, reader.network_name(facts.network.id), line, facts.network.id == reader.sheet.network))
            chosen = facts.network.id;
    }
    if (column.option("sheet/network/new", ui.text(Word::ui_network_new), {}, reader.sheet.network.empty())) chosen = std::string();
    column.gap(18);
    Pressed pressed;
    const notes::NetworkFacts* facts = looked_at(reader);
    if (facts) {
        show_network(column, *facts, pressed);
    } else {
        column.small(ui.text(Word::ui_network_name));
        bool make = column.field("sheet/name", reader.sheet.name, ui.text(Word::ui_network_name_hint));
        column.gap(10);
        make = !column.buttons({{"sheet/make", ui.text(Word::ui_network_new), ButtonKind::main}}).empty() || make;
        if (make) pressed.button = "sheet/make";
        column.gap(14);
    }
    column.failure();
    const bool outgoing = !column.buttons({{"sheet/outgoing", ui.text(Word::ui_outgoing)}}).empty();
    // Last, since each of these changes what is shown.
    if (chosen) return reader.look_at_network(*chosen);
    if (pressed.button == "sheet/rename") return reader.name_network();
    if (pressed.button == "sheet/make") return reader.make_network();
    if (pressed.folder == "sheet/update") return reader.folders->update(true);
    if (pressed.folder == "sheet/folder") return reader.folders->choose();
    if (pressed.folder == "sheet/stop_using") return reader.folders->leave();
    if (pressed.folder == "sheet/path_now") return reader.folders->use(reader.sheet.path.text());
    if (!pressed.folder.empty()) return reader.folders->answer(pressed.folder == "sheet/folder_same");
    if (!pressed.count_as.empty()) return reader.count_network_as(std::string(reader.sheet.network), pressed.count_as);
    if (pressed.first_self || pressed.day) return reader.set_first_self(pressed.first_self_on);
    if (pressed.memory) return app::save_memory(reader, std::string(reader.sheet.network));
    if (outgoing) reader.open_outgoing();
}

}  // namespace katern::ui
