#include "cli/terminal.h"

using namespace katern;
using namespace katern::cli;
using namespace katern::cli::test;

TEST_CASE("search prints each place with its address and the words around it") {
    const Terminal terminal;
    CHECK(terminal.must({"search", terminal.book(), "VERTROUWEN"}) ==
          "1 ¶2  Één 🙂 zin over vertrouwen, en nog één zin.\n"
          "1 ¶4  Vertrouwen groeit; tijd helpt vertrouwen.\n"
          "1 ¶4  Vertrouwen groeit; tijd helpt vertrouwen.");
    CHECK(terminal.must({"search", terminal.book(), "een woord"}) == "vooraf ¶2  Een woord vooraf.");
}

TEST_CASE("search as JSON counts in code points and tells notes from text") {
    const Terminal terminal;
    const std::string id = terminal.annotate("tijd helpt", {"--note", "Over het zinnetje", "--tag", "vertrouwd"});
    const auto found = nlohmann::json::parse(terminal.must({"search", terminal.book(), "zin", "--json"}));
    REQUIRE(found.size() == 3);
    CHECK(found[0] == nlohmann::json{{"chapter", "01-een"},
                                     {"address", "1 ¶2"},
                                     {"start", 10},
                                     {"end", 13},
                                     {"exact", "zin"},
                                     {"before", "Één 🙂 "},
                                     {"after", " over vertrouwen, en nog één zin."},
                                     {"kind", "text"}});
    CHECK(found[2]["kind"] == "note");
    CHECK(found[2]["id"] == id);
    CHECK(found[2]["address"] == "1 ¶4");
    CHECK(found[2]["before"] == "Over het ");
    CHECK(terminal.must({"search", terminal.book(), "zinnetje"}) == "1 ¶4, notitie  Over het zinnetje");
    CHECK(terminal.must({"search", terminal.book(), "#vertrouwd"}) == "1 ¶4, notitie  #vertrouwd");
}

TEST_CASE("search knows whole words and exact accents, and says when only those hide what is there") {
    const Terminal terminal;
    CHECK(nlohmann::json::parse(terminal.must({"search", terminal.book(), "een", "--json", "--exact"})).size() == 1);
    CHECK(terminal.must({"search", terminal.book(), "zin", "--whole-words"}).starts_with("1 ¶2"));
    const Answer hidden = terminal.run({"search", terminal.book(), "trouw", "--whole-words"});
    CHECK(hidden.status == failure);
    CHECK(hidden.err == "“trouw” staat zo niet in “Proefboek”. Zonder --whole-words en --exact staat het er 3 keer.\n");
}

TEST_CASE("search without a result, or without words, says so") {
    const Terminal terminal;
    const Answer nothing = terminal.run({"search", terminal.book(), "krokodil"});
    CHECK(nothing.status == failure);
    CHECK(nothing.out.empty());
    CHECK(nothing.err == "“krokodil” staat niet in “Proefboek” en niet in je notities daarbij.\n");
    CHECK(terminal.run({"search", terminal.book(), "krokodil", "--json"}).out == "[]\n");
    CHECK(terminal.run({"search", terminal.book(), " \u00AD "}).status == wrong_call);
    CHECK(terminal.run({"search", terminal.book()}).status == wrong_call);
}
