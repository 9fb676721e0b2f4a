// With which networks something is shared; and, where something is taken back, what that can't do.
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {

void sheet_share(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    app::SheetState& sheet = reader.sheet;
    column.title(sheet.only.size() == 1 ? ui.text(Word::ui_share_one) : ui.text(Word::ui_share_several, {static_cast<double>(sheet.only.size())}));
    column.words(ui.text(Word::ui_share_explained), typeset::Ink::quiet);
    column.gap(14);
    for (const notes::NetworkFacts& facts : reader.peers.networks) {
        bool on = sheet.shared.contains(facts.network.id);
        if (!column.checkbox("sheet/network/" + facts.network.id, reader.network_name(facts.network.id), on)) continue;
        if (on)
            sheet.shared.insert(facts.network.id);
        else
            sheet.shared.erase(facts.network.id);
    }
    bool takes_back = false;
    for (const std::string& id : sheet.shared_before) takes_back = takes_back || !sheet.shared.contains(id);
    column.gap(12);
    if (takes_back) {
        column.words(ui.text(Word::ui_share_recall));
        column.gap(14);
    }
    const std::string pressed = column.buttons({{"sheet/keep", ui.text(Word::ui_share_now), ButtonKind::main}, {"sheet/leave", ui.text(Word::ui_cancel)}});
    if (pressed == "sheet/keep") return reader.save_sharing();
    if (pressed == "sheet/leave") sheet = app::SheetState{};
}

}  // namespace katern::ui
