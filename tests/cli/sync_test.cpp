// The shared folder, as scripts and people without a window use it: one round at a time, three data folders, plain folders.
#include <algorithm>
#include <fstream>

#include "cli/three_people.h"

using namespace katern::cli;
using namespace katern::cli::test;

namespace {

namespace fs = std::filesystem;
using katern::test::Folder;

std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void put(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

void must(const Answer& answer) {
    INFO(answer.err);
    REQUIRE(answer.status == success);
}

}  // namespace

TEST_CASE("three people with one folder come to the same state, each by writing one file of their own") {
    Folder shared;
    const Member anna("Anna"), bas("Bas"), cem("Cem");
    const std::string id = anna.annotate("tijd helpt", {"--category", "inzicht", "--note", "Tijd vooral.", "--share=Oost"});
    anna.mark("nog één zin", {"--note", "blijft van mij"});
    must(anna.sync(shared.path()));
    must(bas.sync(shared.path()));
    REQUIRE(bas.notes().size() == 1);
    CHECK(bas.notes()[0]["note"] == "Tijd vooral.");
    bas.must({"reply", bas.book(), id, "--note", "Bij ons ook.", "--share=Oost"});
    const std::string his = bas.annotate("zin over vertrouwen", {"--category", "vraag", "--share=Oost"});
    must(bas.sync());
    must(cem.sync(shared.path()));
    CHECK(cem.notes().size() == 3);
    CHECK(names_in(shared.path()).size() == 2);  // who shares nothing leaves nothing

    // All at once, before any of them has heard of the others.
    anna.must({"edit", anna.book(), id, "--note", "Tijd, en rust."});
    bas.must({"edit", bas.book(), his, "--category", "twijfel"});
    const std::string hers = cem.annotate("Vertrouwen groeit", {"--share=Oost"});
    for (int round = 0; round < 2; ++round) {
        must(cem.sync());
        must(anna.sync());
        must(bas.sync());
    }
    CHECK(names_in(shared.path()).size() == 3);
    std::multiset<std::string> without_private = anna.state();
    std::erase_if(without_private, [](const std::string& row) { return row.find("blijft van mij") != std::string::npos; });
    CHECK(without_private.size() == 4);
    CHECK(bas.state() == without_private);
    CHECK(cem.state() == without_private);
}

TEST_CASE("a round in which nothing changed writes nothing and reads as nothing new") {
    Folder shared;
    const Member anna("Anna"), bas("Bas");
    anna.mark("tijd helpt", {"--share=Oost"});
    must(anna.sync(shared.path()));
    must(bas.sync(shared.path()));
    const fs::path file = fs::path(shared.path()) / names_in(shared.path()).front();
    const auto before = fs::last_write_time(file);
    must(anna.sync());
    must(bas.sync());
    CHECK(fs::last_write_time(file) == before);
    CHECK(bas.notes().size() == 1);
}

TEST_CASE("what is taken back is gone with the others, and an older file that turns up does not bring it back") {
    Folder shared;
    const Member anna("Anna"), bas("Bas");
    const std::string id = anna.annotate("tijd helpt", {"--note", "tokenwoord", "--share=Oost"});
    must(anna.sync(shared.path()));
    const std::string old = bytes_of(fs::path(shared.path()) / names_in(shared.path()).front());
    must(bas.sync(shared.path()));
    bas.must({"reply", bas.book(), id, "--note", "mijn antwoord", "--share=Oost"});
    must(bas.sync());
    anna.must({"withdraw", anna.book(), id});
    must(anna.sync());
    must(bas.sync());
    REQUIRE(bas.notes().size() == 1);
    CHECK(bas.notes()[0]["note"] == "mijn antwoord");
    put(fs::path(shared.path()) / "oud.sync-conflict-20260101-101010-AAAAAAA.annotations", old);
    must(bas.sync());
    CHECK(bas.notes().size() == 1);
}

TEST_CASE("conflict copies are merged, half-written files wait, broken ones are said and left alone") {
    Folder shared;
    const Member anna("Anna"), bas("Bas");
    anna.mark("tijd helpt", {"--share=Oost"});
    must(anna.sync(shared.path()));
    const fs::path file = fs::path(shared.path()) / names_in(shared.path()).front();
    const std::string whole = bytes_of(file);
    fs::rename(file, fs::path(shared.path()) / "x.sync-conflict-20260301-101112-ABCDEFG.annotations");
    put(fs::path(shared.path()) / "half.annotations", whole.substr(0, whole.size() / 2));
    put(fs::path(shared.path()) / "stuk.annotations", std::string("PK\3\4 this is no set of anything"));
    const Answer first = bas.sync(shared.path());
    must(first);
    CHECK(first.err.find("2 bestanden zijn nog onderweg") != std::string::npos);
    CHECK(bas.notes().size() == 1);
    put(fs::path(shared.path()) / "half.annotations", whole);
    fs::remove(fs::path(shared.path()) / "stuk.annotations");
    must(bas.sync());
    CHECK(bas.notes().size() == 1);
}

TEST_CASE("two networks, two folders: no word of one in the other") {
    Folder east, west;
    const Member anna("Anna"), bas("Bas");
    anna.mark("tijd helpt", {"--note", "woordoost", "--tag", "tagoost", "--share=Oost"});
    anna.mark("nog één zin", {"--note", "woordwest", "--tag", "tagwest", "--share=West"});
    must(anna.sync(east.path(), "Oost"));
    must(anna.sync(west.path(), "West"));
    must(bas.sync(east.path(), "Oost"));
    REQUIRE(bas.notes().size() == 1);
    CHECK(bas.notes()[0]["note"] == "woordoost");
    // A set of the one that is put into the folder of the other stays out, with a sentence.
    const std::string stray = names_in(west.path()).front();
    fs::copy_file(fs::path(west.path()) / stray, fs::path(east.path()) / ("west-" + stray));
    const Answer answer = bas.sync();
    must(answer);
    CHECK(answer.err.find("West") != std::string::npos);
    CHECK(bas.notes().size() == 1);
    // One folder can't serve both.
    const Answer both = anna.sync(east.path(), "West");
    CHECK(both.status == failure);
    CHECK(both.err.find("Oost") != std::string::npos);
}

TEST_CASE("a folder that is gone is said, and one round later all is well again") {
    Folder away;
    const Member anna("Anna");
    const std::string shared = away.path("stick");
    fs::create_directory(shared);
    anna.mark("tijd helpt", {"--share=Oost"});
    must(anna.sync(shared));
    fs::rename(shared, away.path("weg"));
    const Answer gone = anna.sync();
    CHECK(gone.status == failure);
    CHECK(gone.err.find(shared) != std::string::npos);
    CHECK_FALSE(fs::exists(shared));
    fs::rename(away.path("weg"), shared);
    must(anna.sync());
    CHECK(Member("Bas").sync().status == failure);  // no network of his has a folder
}

TEST_CASE("clocks that differ by a day end in the same state, and a peer that was away catches up") {
    Folder shared;
    const Member anna("Anna"), bas("Bas");
    setenv("KATERN_NOW", "2026-03-02T09:30:00Z", 1);
    const std::string id = anna.annotate("tijd helpt", {"--note", "van morgen", "--share=Oost"});
    must(anna.sync(shared.path()));
    setenv("KATERN_NOW", "2026-03-01T09:30:00Z", 1);
    must(bas.sync(shared.path()));
    bas.must({"reply", bas.book(), id, "--note", "van vandaag", "--share=Oost"});
    bas.must({"reply", bas.book(), id, "--note", "en nog een", "--share=Oost"});
    must(bas.sync());
    setenv("KATERN_NOW", "2026-03-02T10:30:00Z", 1);
    anna.must({"edit", anna.book(), id, "--note", "later herschreven"});
    must(anna.sync());
    setenv("KATERN_NOW", "2026-03-01T10:30:00Z", 1);
    must(bas.sync());
    CHECK(bas.state() == anna.state());
    CHECK(anna.notes().size() == 3);
}

TEST_CASE("two who called their networks alike before they had a folder are one network from then on") {
    Folder shared;
    const Member anna("Anna"), bas("Bas");
    anna.mark("tijd helpt", {"--share=Oost"});
    bas.mark("nog één zin", {"--share=Oost"});
    must(anna.sync(shared.path()));
    must(bas.sync(shared.path()));
    must(anna.sync());
    CHECK(anna.notes().size() == 2);
    CHECK(bas.state() == anna.state());
}

TEST_CASE("two who each began in an empty folder hear of it, and choosing the folder again makes them one") {
    Folder shared, elsewhere;
    const Member anna("Anna"), bas("Bas");
    anna.mark("tijd helpt", {"--share=Oost"});
    bas.mark("nog één zin", {"--share=Oost"});
    must(anna.sync(shared.path()));
    must(bas.sync(elsewhere.path()));
    // As when a tool brings the two folders together.
    for (const std::string& name : names_in(shared.path())) fs::copy_file(fs::path(shared.path()) / name, fs::path(elsewhere.path()) / name);
    const Answer answer = bas.sync();
    must(answer);
    CHECK(answer.err.find("kies dan deze map opnieuw") != std::string::npos);
    CHECK(bas.notes().size() == 1);
    must(bas.sync(elsewhere.path()));
    CHECK(bas.notes().size() == 2);
}
