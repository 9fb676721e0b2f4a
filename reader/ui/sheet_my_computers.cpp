// The folder or the file by which everything of mine goes to my other computer and back.
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {
namespace {

using MyPath = app::SheetState::MyPath;

// This computer is new: is the person the one that the copy belongs to?
void ask_to_become(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    const std::string& name = reader.my_computers.become->profile.name;
    column.words(ui.text(Word::ui_my_become, {name.empty() ? ui.text(Word::ui_my_nameless) : name}));
    column.gap(16);
    const std::string pressed = column.buttons({{"sheet/become", ui.text(Word::ui_my_become_yes), ButtonKind::main},
                                                {"sheet/not_me", ui.text(Word::ui_my_become_no)}});
    if (!pressed.empty()) reader.become_mine(pressed == "sheet/become");
}

void show_folder(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    const app::MyComputers& mine = reader.my_computers;
    column.small(ui.text(Word::ui_my_folder));
    column.words(mine.folder.empty() ? ui.text(Word::ui_my_folder_none) : mine.folder,
                 mine.folder.empty() ? typeset::Ink::quiet : typeset::Ink::ink);
    if (!mine.folder.empty()) {
        column.gap(6);
        if (mine.failure) {
            column.words(say(*mine.failure, reader.settings.language), typeset::Ink::accent);
        } else if (mine.others.empty()) {
            column.words(ui.text(Word::ui_my_other_none), typeset::Ink::quiet);
        }
        for (const notes::MyCopy& copy : mine.others)
            column.words(
                ui.text(Word::ui_my_other_seen, {ui.text(Word::ui_day_and_year, {static_cast<double>(copy.written)})}),
                typeset::Ink::quiet);
    }
    column.gap(12);
}

}  // namespace

void sheet_my_computers(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    column.title(ui.text(Word::ui_my_computers));
    if (reader.my_computers.become) return ask_to_become(column);
    column.words(ui.text(Word::ui_my_computers_explained), typeset::Ink::quiet);
    column.gap(16);
    show_folder(column);
    const bool chosen = !reader.my_computers.folder.empty();
    std::vector<Column::Button> buttons;
    if (chosen) buttons.push_back({"sheet/update", ui.text(Word::ui_my_folder_update), ButtonKind::main});
    buttons.push_back({"sheet/folder", ui.text(chosen ? Word::ui_my_folder_other : Word::ui_my_folder_choose),
                       chosen ? ButtonKind::plain : ButtonKind::main});
    if (chosen) buttons.push_back({"sheet/stop_using", ui.text(Word::ui_my_folder_stop)});
    const std::string pressed = column.buttons(buttons);
    column.gap(22);
    column.small(ui.text(Word::ui_my_file));
    column.words(ui.text(Word::ui_my_file_explained), typeset::Ink::quiet);
    column.gap(12);
    const std::string file = column.buttons(
        {{"sheet/leave", ui.text(Word::ui_my_file_leave)}, {"sheet/take", ui.text(Word::ui_my_file_take)}});
    column.gap(14);
    column.failure();
    bool typed = false;
    if (reader.sheet.show_path) {
        column.small(ui.text(Word::ui_no_dialog));
        typed = column.field("sheet/path", reader.sheet.path, ui.text(Word::ui_file_path));
        column.gap(10);
        const Word label = reader.sheet.my_path == MyPath::take ? Word::ui_my_file_take_now : Word::ui_save;
        typed = !column.buttons({{"sheet/path_now", ui.text(label), ButtonKind::main}}).empty() || typed;
    }
    // Last, since each of these may change what is shown.
    if (pressed == "sheet/update") reader.update_my_computers(true);
    if (pressed == "sheet/folder") reader.choose_my_folder();
    if (pressed == "sheet/stop_using") reader.use_my_folder({});
    if (!file.empty()) reader.choose_my_file(file == "sheet/leave");
    if (typed) reader.take_my_path(reader.sheet.path.text());
}

}  // namespace katern::ui
