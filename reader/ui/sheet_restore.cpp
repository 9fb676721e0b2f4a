// The backups, and which of them gives back what is missing.
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {
namespace {

Word reason_of(notes::BackupReason reason) {
    switch (reason) {
        case notes::BackupReason::daily:
            return Word::ui_backup_daily;
        case notes::BackupReason::migration:
            return Word::ui_backup_migration;
        case notes::BackupReason::import:
            return Word::ui_backup_import;
        case notes::BackupReason::restore:
            break;
    }
    return Word::ui_backup_restore;
}

}  // namespace

void sheet_restore(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    app::SheetState& sheet = reader.sheet;
    column.title(ui.text(Word::ui_backups_title));
    column.words(ui.text(Word::ui_backups_explained), typeset::Ink::quiet);
    column.gap(16);
    if (!sheet.listed) column.words(ui.text(Word::ui_backups_reading), typeset::Ink::quiet);
    if (sheet.listed && sheet.backups.empty() && !sheet.failure) column.words(ui.text(Word::ui_backups_none));
    for (std::size_t i = 0; i < sheet.backups.size(); ++i) {
        const app::BackupChoice& choice = sheet.backups[i];
        const std::string when = ui.text(Word::ui_backup_when, {static_cast<double>(choice.backup.made)});
        const std::string holds = ui.text(
            Word::ui_backup_holds, {ui.text(reason_of(choice.backup.reason)), static_cast<double>(choice.backup.notes),
                                    static_cast<double>(choice.missing)});
        if (column.option("sheet/backup/" + std::to_string(i), when, holds, sheet.backup == i)) sheet.backup = i;
        column.gap(2);
    }
    column.failure();
    if (sheet.backups.empty()) return;
    column.gap(14);
    const std::size_t missing = sheet.backup < sheet.backups.size() ? sheet.backups[sheet.backup].missing : 0;
    const std::string label = ui.text(Word::ui_backup_bring_back, {static_cast<double>(missing)});
    const std::string pressed =
        column.buttons({{"sheet/bring_back", label, ButtonKind::main, missing > 0 && !sheet.busy}});
    if (!pressed.empty()) reader.bring_back_chosen();
}

}  // namespace katern::ui
