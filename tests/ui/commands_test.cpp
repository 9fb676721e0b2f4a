// A walk over the table of commands: what the keys, the menu and the sheet of shortcuts are made from.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "ui/stage.h"

using namespace katern;
using katern::test::Setting;
using katern::test::Stage;

namespace {

std::string id_of(const app::Command& command) {
    return std::string(command.id);
}

// Every key with the commands that it may run.
std::map<std::string, std::vector<const app::Command*>> by_key() {
    std::map<std::string, std::vector<const app::Command*>> keys;
    for (const app::Command& command : app::commands())
        for (const app::Shortcut& key : command.keys)
            if (key.key != app::key_none) keys[app::name_of(key, Language::en)].push_back(&command);
    return keys;
}

}  // namespace

TEST_CASE("every command has an id of its own, and a name in both languages") {
    std::set<std::string> ids;
    for (const app::Command& command : app::commands()) {
        INFO(id_of(command));
        CHECK(ids.insert(id_of(command)).second);
        CHECK_FALSE(say(command.label, Language::nl).empty());
        CHECK_FALSE(say(command.label, Language::en).empty());
        CHECK(app::command(command.id) == &command);
    }
    CHECK(app::command("no.such") == nullptr);
}

TEST_CASE("every command has a name of its own in each language") {
    for (const Language language : {Language::nl, Language::en}) {
        std::set<std::string> names;
        for (const app::Command& command : app::commands()) {
            INFO(id_of(command));
            CHECK(names.insert(say(command.label, language)).second);
        }
    }
}

TEST_CASE("no key stands for two commands") {
    for (const auto& [key, commands] : by_key()) {
        INFO(key << " runs " << commands.front()->id << " and " << commands.back()->id);
        CHECK(commands.size() == 1);
    }
}

TEST_CASE("every command can be reached: by a key, in the menu of the bar, or in the palette") {
    Stage stage;
    stage.key(app::key_f10);
    stage.click("bar/more");
    const std::vector<const app::Command*> palette = app::find_commands(stage.reader(), {});
    for (const app::Command& command : app::commands()) {
        INFO(id_of(command));
        const bool key = command.keys[0].key != app::key_none;
        const bool menu = stage.find("menu/" + id_of(command)) != nullptr;
        CHECK((key || menu || std::find(palette.begin(), palette.end(), &command) != palette.end()));
    }
}

TEST_CASE("the sheet of shortcuts names every command that has a key, with its keys") {
    Stage stage({1280, 800, 1, draw::ThemeName::light, Language::en});
    stage.key(app::key_f1);
    for (const app::Command& command : app::commands()) {
        if (command.keys[0].key == app::key_none) continue;
        INFO(id_of(command));
        const ui::Item& row = stage.item("sheet/key/" + id_of(command));
        CHECK(row.name == say(command.label, Language::en));
        CHECK(row.value.starts_with(app::name_of(command.keys[0], Language::en)));
    }
    CHECK(stage.item("sheet/key/copy.quotation").value == "Ctrl+Shift+C");
}

TEST_CASE("a command that does not apply does nothing") {
    Stage stage;
    CHECK_FALSE(app::run_command(stage.reader(), "copy.text"));
    CHECK_FALSE(app::run_command(stage.reader(), "no.such"));
    CHECK(stage.pasted().empty());
}

TEST_CASE("keys carry their names in the person’s language") {
    CHECK(app::name_of({' ', false, true, false}, Language::nl) == "Shift+spatie");
    CHECK(app::name_of({'z', true, true, false}, Language::nl) == "Ctrl+Shift+Z");
    CHECK(app::name_of({' ', false, false, false}, Language::en) == "space");
    CHECK(app::name_of({app::key_left, false, false, true}, Language::en) == "Alt+←");
}
