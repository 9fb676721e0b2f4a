#include "notes/fractional_key.h"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

using namespace katern::notes;

TEST_CASE("between any two keys there is another, at either end too") {
    const std::string only = key_between("", "");
    const std::string before = key_between("", only), after = key_between(only, "");
    CHECK(before < only);
    CHECK(only < after);
    CHECK(key_between("a", "b") > "a");
    CHECK(key_between("a", "b") < "b");
    CHECK(key_between("a", "a01") > "a");
    CHECK(key_between("a", "a01") < "a01");
    CHECK(key_between("", "01") < "01");
}

TEST_CASE("what is no key leaves that side open, and what is out of order too") {
    CHECK(key_between("é", "b") < "b");
    CHECK(key_between("a", "a0") > "a");
    CHECK(key_between("b", "a") > "b");
    CHECK(key_between("a", "a") > "a");
}

TEST_CASE("a list that grows at random places stays in order, and its keys stay short") {
    std::mt19937 random(3);
    std::vector<std::string> keys;
    for (int i = 0; i < 2000; ++i) {
        const std::size_t at = random() % (keys.size() + 1);
        const std::string before = at == 0 ? "" : keys[at - 1], after = at == keys.size() ? "" : keys[at];
        const std::string key = key_between(before, after);
        REQUIRE((before.empty() || before < key));
        REQUIRE((after.empty() || key < after));
        REQUIRE(key.back() != '0');
        keys.insert(keys.begin() + static_cast<std::ptrdiff_t>(at), key);
    }
    for (const std::string& key : keys) CHECK(key.size() < 20);
}
