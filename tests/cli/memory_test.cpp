// The network's memory: everything for who joins later, and nothing that is not theirs.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>

#include "cli/three_people.h"
#include "share/zip.h"

using namespace katern;
using namespace katern::cli;
using namespace katern::cli::test;

namespace {

std::string token(std::mt19937& random) {
    std::string out = "t";
    for (int i = 0; i < 12; ++i) out += static_cast<char>('a' + std::uniform_int_distribution<int>(0, 25)(random));
    return out;
}

// What a file says, unpacked.
std::string words_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const Result<std::string> json = share::read_zip_entry(bytes, "annotations.json", path);
    REQUIRE(json);
    return *json;
}

std::string memory_of(const Member& reader, const std::string& name) {
    const std::string path = reader.folder.path(name + ".annotations");
    reader.must({"export", reader.book(), "--format", "annotations", "--memory", "--network", "Oost", "--out", path});
    return path;
}

void exchange(const Member& from, const Member& to) {
    const std::string path = from.folder.path("ruil.annotations");
    from.must({"export", from.book(), "--format", "annotations", "--shared", "--network", "Oost", "--out", path});
    to.must({"import", to.book(), path});
}

}  // namespace

TEST_CASE("who joins later sees everyone’s marks, meetings and decisions, however often the file is taken in") {
    const Member anna("Anna"), bram("Bram"), chris("Chris");
    const std::string mark =
        anna.annotate("tijd helpt", {"--category", "vraag", "--note", "Bij ons ook?", "--share=Oost"});
    const std::string meeting =
        anna.must({"meeting", anna.book(), "new", "--network", "Oost", "--name", "Regio Oost", "--date", "2026-03-12"});
    exchange(anna, bram);
    bram.mark("Vertrouwen groeit", {"--category", "inzicht", "--note", "Zeker", "--share=Oost"});
    bram.must({"reply", bram.book(), mark, "--note", "Ja, bij ons ook", "--share=Oost"});
    bram.must({"meeting", bram.book(), "decide", meeting, "--text", "Eén kantje doel", "--at", "1 ¶4", "--action",
               "Schrijven", "--who", "Bram"});
    exchange(bram, anna);

    const std::string file = memory_of(anna, "geheugen");
    chris.must({"import", chris.book(), file});
    const auto state = chris.state();
    CHECK(state == anna.state());
    const auto meetings = [](const Member& reader) {
        return reader.must({"meeting", reader.book(), "list", "--json"});
    };
    CHECK(meetings(chris) == meetings(anna));
    CHECK(meetings(chris).find("Eén kantje doel") != std::string::npos);

    // Again, and by another member, in any order: the same.
    chris.must({"import", chris.book(), file});
    chris.must({"import", chris.book(), memory_of(bram, "van bram")});
    chris.must({"import", chris.book(), file});
    CHECK(chris.state() == state);
    CHECK(meetings(chris) == meetings(anna));
    const auto has_note = [](const Member& reader) {
        const nlohmann::json all = reader.notes();
        return std::any_of(all.begin(), all.end(), [](const nlohmann::json& note) { return note["note"] == "Zeker"; });
    };
    CHECK(has_note(chris));
}

TEST_CASE("nothing private and nothing of another network is in a memory: random words, looked for in all of it") {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        const Member anna("Anna"), bram("Bram");
        std::vector<std::string> theirs, not_theirs;
        const auto fresh = [&](std::vector<std::string>& list) {
            list.push_back(token(random));
            return list.back();
        };
        // Bram has Anna's network before he shares with it: one of the same name that he made himself would be another.
        anna.mark("tijd helpt", {"--note", fresh(theirs), "--share=Oost"});
        exchange(anna, bram);
        for (const Member* reader : {&anna, &bram}) {
            reader->mark("tijd helpt", {"--note", fresh(theirs), "--tag", fresh(theirs), "--share=Oost"});
            reader->mark("Vertrouwen groeit", {"--note", fresh(not_theirs), "--tag", fresh(not_theirs)});
            reader->mark("nog één zin", {"--note", fresh(not_theirs), "--share=West"});
        }
        const std::string oost = anna.must(
            {"meeting", anna.book(), "new", "--network", "Oost", "--name", fresh(theirs), "--date", "2026-03-12"});
        const std::string west =
            anna.must({"meeting", anna.book(), "new", "--network", "West", "--name", fresh(not_theirs), "--question",
                       fresh(not_theirs), "--person", fresh(not_theirs), "--date", "2026-03-12"});
        not_theirs.push_back(west);
        anna.must({"meeting", anna.book(), "add", oost, "--text", fresh(theirs), "--at", "1 ¶4"});
        not_theirs.push_back(
            anna.must({"meeting", anna.book(), "add", west, "--text", fresh(not_theirs), "--at", "1 ¶4"}));
        anna.must({"meeting", anna.book(), "decide", oost, "--text", fresh(theirs), "--at", "1 ¶4"});
        anna.must({"meeting", anna.book(), "decide", west, "--text", fresh(not_theirs), "--action", fresh(not_theirs),
                   "--who", fresh(not_theirs)});
        setenv("KATERN_NOW", "2026-03-20T10:00:00Z", 1);
        anna.must({"reflect", anna.book(), "--meeting", oost, "--text", fresh(not_theirs)});
        anna.must({"reflect", anna.book(), "--meeting", west, "--text", fresh(not_theirs), "--share"});
        anna.must(
            {"reflect", anna.book(), "--meeting", oost, "--text", fresh(theirs), "--cycle", "applied", "--share"});
        exchange(bram, anna);

        const std::string words = words_of(memory_of(anna, "geheugen"));
        for (const std::string& one : theirs) CHECK(words.find(one) != std::string::npos);
        for (const std::string& one : not_theirs) CHECK(words.find(one) == std::string::npos);
        CHECK(words.find("West") == std::string::npos);
        CHECK(words.find("applied") != std::string::npos);
    }
}

TEST_CASE("a memory without my name has it nowhere") {
    const Member anna("Annelies Naamloos");
    anna.mark("tijd helpt", {"--note", "Zeker", "--share=Oost"});
    const std::string path = anna.folder.path("naamloos.annotations");
    const std::vector<std::string> call{"export", anna.book(), "--format", "annotations", "--memory", "--network", "Oost", "--out", path};
    anna.must(call);
    REQUIRE(words_of(path).find("Annelies") != std::string::npos);
    std::vector<std::string> unnamed = call;
    unnamed.emplace_back("--without-name");
    anna.must(unnamed);
    CHECK(words_of(path).find("Annelies") == std::string::npos);
    CHECK(words_of(path).find("Zeker") != std::string::npos);
}

TEST_CASE("a memory that can’t be made says why") {
    const Member anna("Anna");
    anna.mark("tijd helpt", {"--share=Oost"});
    const std::string out = anna.folder.path("x.annotations");
    const auto says = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"export", anna.book(), "--memory", "--out", out});
        return anna.run(more);
    };
    CHECK(says({"--format", "annotations"}).status == wrong_call);
    CHECK(says({"--format", "html", "--network", "Oost"}).err.find("annotations") != std::string::npos);
    CHECK(says({"--format", "annotations", "--network", "Zuid"}).status == failure);
    anna.must({"meeting", anna.book(), "new", "--network", "Leeg", "--date", "2026-03-12"});
    CHECK(says({"--format", "annotations", "--network", "Leeg"}).status == success);
}
