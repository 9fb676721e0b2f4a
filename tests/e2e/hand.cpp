#include "e2e/hand.h"

#include <catch2/catch.hpp>

namespace katern::test {

Hand::Hand(Desk& desk) : desk_(desk), twin_(desk.twin()) {
    twin_.settle();
}

void Hand::still() {
    desk_.screen().still();
}

void Hand::press(const std::string& id_or_name) {
    press_at(twin_.item(id_or_name));
}

void Hand::press_at(Point at) {
    desk_.screen().click(at);
    twin_.press(at);
    still();
}

void Hand::drag(Point from, Point to) {
    desk_.screen().drag(from, to);
    twin_.drag(from, to);
    still();
}

void Hand::key(const std::string& name, const app::Shortcut& key) {
    desk_.screen().keys({name});
    twin_.key(key);
    still();
}

void Hand::type(const std::string& words) {
    desk_.screen().type(words);
    twin_.type(words);
    still();
}

void Hand::fill(const std::string& field, const std::string& words) {
    press(field);
    key("ctrl+a", {'a', true});
    type(words);
    enter();
}

void Hand::save_as(const std::string& path) {
    press("sheet/path");
    key("ctrl+a", {'a', true});
    type(path);
    desk_.screen().keys({"Return"});
    INFO(path);
    REQUIRE(eventually([&] { return std::filesystem::exists(path) && std::filesystem::file_size(path) > 0; }));
    still();
}

void Hand::command(const std::string& words) {
    key("ctrl+k", {'k', true});
    type(words);
    enter();
}

void Hand::select(const std::string& words) {
    const text::Range range = twin_.passage(words);
    desk_.screen().drag(twin_.start_of(range), twin_.end_of(range));
    twin_.select(range);
    twin_.settle();
    still();
}

}  // namespace katern::test
