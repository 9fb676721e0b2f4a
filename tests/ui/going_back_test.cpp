// The trash, the backups, and what the window says of a damaged file.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "ui/stage.h"

using namespace katern;
using katern::test::Stage;

namespace {

std::string deleted(Stage& stage, std::string_view words, const std::string& note) {
    const std::string id = stage.mark(words, "vraag", note);
    stage.reader().remove_note(id);
    stage.until([&] { return stage.reader().find_note(id) == nullptr; });
    return id;
}

void open(Stage& stage, const char* command) {
    REQUIRE(app::run_command(stage.reader(), command));
    stage.until([&] { return stage.reader().sheet.listed; });
    stage.frames(2);
}

}  // namespace

TEST_CASE("The trash shows what was deleted and for how long it stays, and puts several back in one step") {
    Stage stage;
    const std::string first = deleted(stage, "leernetwerk", "een gedachte die ik weggooide"),
                      second = deleted(stage, "vertrouwen", "nog een");
    const std::string kept = deleted(stage, "netwerk", "blijft weg");
    open(stage, "notes.trash");
    REQUIRE(stage.ids("sheet/trashed/").size() == 3);
    CHECK(stage.item("sheet/trashed/" + first).name == "leernetwerk");
    for (const app::Trashed& trashed : stage.reader().sheet.trash) {
        CHECK(trashed.days_left == 30);
        CHECK(trashed.note.deleted > trashed.note.created);
    }
    stage.click("sheet/trashed/" + first);
    stage.click("sheet/trashed/" + second);
    CHECK(stage.item("sheet/put_back").name == "2 terugzetten");
    stage.click("sheet/put_back");
    stage.until([&] { return stage.reader().find_note(first) && stage.reader().find_note(second); });
    CHECK(stage.reader().sheet.kind == app::Sheet::none);
    CHECK(stage.reader().find_note(first)->note.body == "een gedachte die ik weggooide");
    CHECK(stage.reader().find_note(kept) == nullptr);
    stage.reader().undo();
    stage.until([&] { return !stage.reader().find_note(first) && !stage.reader().find_note(second); });
}

TEST_CASE("In the trash a note shows what its signs mean, as everywhere") {
    Stage stage;
    const std::string id = deleted(stage, "leernetwerk", "Eerst **het doel**.\n\n- dan de agenda");
    open(stage, "notes.trash");
    CHECK(stage.item("sheet/trashed/" + id).name == "leernetwerk");
    CHECK(stage.item("sheet/trashed_note/" + id).name == "Eerst het doel.\n\n• dan de agenda");
}

TEST_CASE("An empty trash says so, and everything in a full one is picked at once") {
    Stage stage;
    open(stage, "notes.trash");
    CHECK(stage.ids("sheet/trashed/").empty());
    CHECK_FALSE(stage.find("sheet/put_back"));
    stage.key(app::key_escape);
    (void)deleted(stage, "leernetwerk", "een");
    (void)deleted(stage, "vertrouwen", "twee");
    open(stage, "notes.trash");
    stage.click("sheet/all");
    CHECK(stage.reader().sheet.picked.size() == 2);
}

TEST_CASE("A backup says when and why it was made and what is missing here, and brings that back") {
    Stage stage;
    const std::string gone = stage.mark("leernetwerk", "vraag", "stond in de reservekopie"),
                      kept = stage.mark("vertrouwen", "inzicht", "eerste woorden");
    Result<notes::Store> other = app::open_store(stage.reader().data_folder, "cli");
    REQUIRE(other);
    REQUIRE(app::before_import(*other));
    REQUIRE(other->set_body(kept, "latere woorden"));
    stage.reader().remove_note(gone);
    stage.until([&] { return stage.reader().find_note(gone) == nullptr; });
    open(stage, "notes.backups");
    REQUIRE(stage.reader().sheet.backups.size() >= 1);
    const app::BackupChoice& choice = stage.reader().sheet.backups[stage.reader().sheet.backup];
    CHECK(choice.backup.reason == notes::BackupReason::import);
    CHECK(choice.backup.notes == 2);
    CHECK(choice.missing == 1);
    CHECK(stage.item("sheet/bring_back").name == "1 notitie terughalen");
    stage.click("sheet/bring_back");
    stage.until([&] { return stage.reader().find_note(gone) != nullptr; });
    CHECK(stage.reader().find_note(gone)->note.body == "stond in de reservekopie");
    stage.until([&] { return stage.reader().find_note(kept)->note.body == "latere woorden"; });
    CHECK(stage.reader().message.find("teruggehaald") != std::string::npos);
    open(stage, "notes.backups");
    const auto& all = stage.reader().sheet.backups;
    CHECK(std::any_of(all.begin(), all.end(), [](const app::BackupChoice& one) { return one.backup.reason == notes::BackupReason::restore; }));
}

TEST_CASE("Undo and redo name the note and the action before it happens") {
    Stage stage;
    (void)stage.mark("leernetwerk", "vraag");
    stage.until([&] { return stage.reader().undo_step.has_value(); });
    CHECK(app::label_of(stage.reader(), *app::command("edit.undo")) == "Ongedaan maken: markeren van “leernetwerk”");
    CHECK(app::label_of(stage.reader(), *app::command("edit.redo")) == "Opnieuw doen");
    stage.reader().undo();
    stage.until([&] { return stage.reader().redo_step.has_value(); });
    CHECK(app::label_of(stage.reader(), *app::command("edit.redo")) == "Opnieuw doen: markeren van “leernetwerk”");
    CHECK(app::label_of(stage.reader(), *app::command("edit.undo")) == "Ongedaan maken");
}

TEST_CASE("What came out of a damaged file is said in one sentence that stays until it is put away") {
    Stage stage;
    notes::Rescue rescue;
    rescue.aside = "/thuis/els/.local/share/katern/katern-beschadigd-2026-03-01T090000.db";
    rescue.from_file = 412;
    rescue.from_backup = 3;
    rescue.backup = 1'772'355'600'000;
    stage.reader().rescued = rescue;
    stage.frames(2);
    CHECK(stage.item("message/rescue").name ==
          "Het bestand met je notities was beschadigd: 412 notities zijn eruit gered, 3 kwamen uit de reservekopie van "
          "1 maart 2026, en het "
          "beschadigde bestand is bewaard als /thuis/els/.local/share/katern/katern-beschadigd-2026-03-01T090000.db.");
    stage.click("message/rescue/close");
    stage.frames(2);
    CHECK_FALSE(stage.find("message/rescue"));
}
