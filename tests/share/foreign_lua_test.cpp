// A Lua table read as data (Lua reference manual, sections 2.1 and 2.5.7).
#include "share/foreign/formats.h"
#include "share/foreign_support.h"

using namespace katern;
using share::foreign::Json;
using share::foreign::read_lua_table;

namespace {

Json table(std::string_view text) {
    const Result<Json> read = read_lua_table(text, "x.lua");
    INFO(text);
    REQUIRE(read);
    return *read;
}

bool is_refused(std::string_view text) {
    return !read_lua_table(text, "x.lua");
}

}  // namespace

TEST_CASE("constants and tables of Lua", "[foreign]") {
    CHECK(table("return {}") == Json::object());
    CHECK(table("return { 1, 2.5, -3, 0x10, true, false, 'a' };") == Json({1, 2.5, -3, 16, true, false, "a"}));
    CHECK(table("return { [1] = 'a', [2] = 'b' }") == Json({"a", "b"}));
    CHECK(table("return { [2] = 'b', [\"x y\"] = 1, naam = {}, true_ = 2 }") ==
          Json({{"2", "b"}, {"x y", 1}, {"naam", Json::object()}, {"true_", 2}}));
    CHECK(table("-- eerst\n--[==[ lang\n]==]return{a=1,--b\n}") == Json({{"a", 1}}));
}

TEST_CASE("strings of Lua", "[foreign]") {
    CHECK(table(R"(return { "a\nb\"\\\65\u{1F980}\x41\z
        c" })") == Json({"a\nb\"\\A🦀Ac"}));
    CHECK(table("return { \"regel\\\nregel\" }") == Json({"regel\nregel"}));
    CHECK(table("return { [[\na]b]], [==[c]]d]==] }") == Json({"a]b", "c]]d"}));
    CHECK(table(R"(return { "\255\0" })") == Json({"\uFFFD\uFFFD"}));
    CHECK(table(R"(return { "\u{D800}" })") == Json({"\uFFFD"}));
}

TEST_CASE("what is no constant isn’t read, and runs nothing", "[foreign]") {
    CHECK(is_refused("return os.exit()"));
    CHECK(is_refused("return { f() }"));
    CHECK(is_refused("return { a = b }"));
    CHECK(is_refused("return { 1 + 1 }"));
    CHECK(is_refused("return { function() end }"));
    CHECK(is_refused("return { 'open }"));
    CHECK(is_refused("return { \"\\300\" }"));
    CHECK(is_refused("return {} {}"));
    CHECK(is_refused("return { [[open }"));
    CHECK(is_refused("return 'tekst'"));
    CHECK(is_refused("return " + std::string(100'000, '{')));
    CHECK(is_refused("return " + std::string(100, '{') + std::string(100, '}')));
}
