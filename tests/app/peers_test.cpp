// Passages that several marked, against a count by brute force; conversations; the veil; the index of ranges.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "app/peers.h"

using namespace katern;
using namespace katern::app;

namespace {

PlacedNote mark(std::int64_t key, const std::string& author, std::size_t start, std::size_t end, std::size_t chapter = 0) {
    PlacedNote placed;
    placed.note.key = notes::AnnotationKey{key};
    placed.note.id = "n" + std::to_string(key);
    placed.note.author.id = author;
    placed.note.mine = author == "ik";
    placed.note.created = key;
    placed.note.shared_with = {"net"};
    placed.chapter = chapter;
    placed.bytes = {start, end};
    placed.placed = true;
    return placed;
}

PlacedNote reply(std::int64_t key, const std::string& author, const PlacedNote& parent) {
    PlacedNote placed = mark(key, author, parent.bytes.start, parent.bytes.end, parent.chapter);
    placed.note.kind = notes::Kind::reply;
    placed.note.parent = parent.note.id;
    return placed;
}

bool all(const PlacedNote&) { return true; }

bool belong_together(text::Range a, text::Range b) {
    std::size_t common = 0;
    for (std::size_t at = a.start; at < a.end; ++at) common += at >= b.start && at < b.end ? 1 : 0;
    return common > 0 && common * 2 >= std::min(a.size(), b.size());
}

// Every pair, again and again, until nothing joins any more.
std::vector<std::vector<std::uint32_t>> by_brute_force(const std::vector<PlacedNote>& notes) {
    std::vector<std::uint32_t> group(notes.size());
    for (std::uint32_t i = 0; i < notes.size(); ++i) group[i] = i;
    for (bool joined = true; joined;) {
        joined = false;
        for (std::uint32_t i = 0; i < notes.size(); ++i)
            for (std::uint32_t j = 0; j < notes.size(); ++j)
                if (group[i] < group[j] && belong_together(notes[i].bytes, notes[j].bytes)) group[j] = group[i], joined = true;
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;
    for (std::uint32_t i = 0; i < notes.size(); ++i) members[group[i]].push_back(i);
    std::vector<std::vector<std::uint32_t>> out;
    for (auto& [root, list] : members) {
        const bool others = std::any_of(list.begin(), list.end(), [&](std::uint32_t i) { return !notes[i].note.mine; });
        if (others) out.push_back(list);
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

TEST_CASE("the index finds what meets a range, like a look at every one, and looks at few") {
    std::mt19937 random(7);
    std::vector<text::Range> ranges;
    for (int i = 0; i < 20'000; ++i) {
        const std::size_t start = random() % 400'000;
        ranges.push_back({start, start + random() % 200});
    }
    const IntervalIndex index(ranges);
    for (int i = 0; i < 200; ++i) {
        const std::size_t start = random() % 400'000, end = start + random() % 3'000;
        std::vector<std::uint32_t> found = index.find({start, end}), expected;
        for (std::uint32_t r = 0; r < ranges.size(); ++r)
            if (ranges[r].start < std::max(end, start + 1) && std::max(ranges[r].end, ranges[r].start + 1) > start) expected.push_back(r);
        std::sort(found.begin(), found.end());
        CHECK(found == expected);
    }
    CHECK(index.looked_at() < 200 * 600);
}

TEST_CASE("marks that share half the letters of the shorter one are one passage, as brute force has it") {
    std::mt19937 random(11);
    for (int round = 0; round < 60; ++round) {
        std::vector<PlacedNote> notes;
        for (std::int64_t i = 0; i < 60; ++i) {
            const std::size_t start = random() % 900, size = 1 + random() % 40;
            notes.push_back(mark(i + 1, random() % 4 == 0 ? "ik" : "p" + std::to_string(random() % 5), start, start + size));
        }
        std::stable_sort(notes.begin(), notes.end(), [](const PlacedNote& a, const PlacedNote& b) { return a.bytes.start < b.bytes.start; });
        const PeersHere here(notes, 0, all);
        std::vector<std::vector<std::uint32_t>> found;
        for (const PeersPassage& passage : here.passages()) {
            found.push_back(passage.marks);
            std::sort(found.back().begin(), found.back().end());
        }
        std::sort(found.begin(), found.end());
        CHECK(found == by_brute_force(notes));
    }
}

TEST_CASE("a passage counts people and not marks, and mine alone is none until somebody replies") {
    std::vector<PlacedNote> notes{mark(1, "ik", 0, 20), mark(2, "ik", 100, 120), mark(3, "anna", 100, 118), mark(4, "anna", 102, 120),
                                  mark(5, "joost", 100, 120, 1)};
    notes.insert(notes.begin() + 4, reply(6, "joost", notes[0]));
    const PeersHere here(notes, 0, all);
    REQUIRE(here.passages().size() == 2);
    CHECK(here.passages()[0].markers == std::vector<std::string>{"ik"});
    CHECK(here.passages()[0].others == std::vector<std::string>{"joost"});
    CHECK(here.passages()[1].markers == std::vector<std::string>{"anna", "ik"});
    CHECK(here.passage_of(notes[4].note.key) == &here.passages()[0]);
    CHECK(here.passage_of(notes[5].note.key) == nullptr);
    notes.erase(notes.begin() + 4);
    CHECK(PeersHere(notes, 0, all).passages().size() == 1);
    const PeersHere without_anna(notes, 0, [](const PlacedNote& placed) { return placed.note.author.id != "anna"; });
    CHECK(without_anna.passages().empty());
}

TEST_CASE("a conversation is told in order of time, replies after what they answer, and two that answer each other end") {
    std::vector<PlacedNote> notes{mark(1, "anna", 0, 20), mark(2, "joost", 0, 20)};
    notes.push_back(reply(3, "joost", notes[0]));
    notes.push_back(reply(4, "ik", notes[2]));
    notes.push_back(reply(5, "karim", notes[0]));
    const PeersHere here(notes, 0, all);
    REQUIRE(here.passages().size() == 1);
    std::vector<std::pair<std::uint32_t, std::size_t>> told;
    for (const Said& said : here.said_at(here.passages()[0], notes)) told.emplace_back(said.note, said.depth);
    CHECK(told == std::vector<std::pair<std::uint32_t, std::size_t>>{{0, 0}, {2, 1}, {3, 2}, {4, 1}, {1, 0}});

    notes[2].note.parent = notes[3].note.id;
    notes[3].note.parent = notes[2].note.id;
    CHECK(PeersHere(notes, 0, all).passages().size() == 1);
}

TEST_CASE("a reply whose parent is gone stands at its passage and says so") {
    std::vector<PlacedNote> notes{mark(1, "anna", 0, 20)};
    notes.push_back(reply(2, "joost", notes[0]));
    notes.erase(notes.begin());
    const PeersHere here(notes, 0, all);
    REQUIRE(here.passages().size() == 1);
    const std::vector<Said> said = here.said_at(here.passages()[0], notes);
    REQUIRE(said.size() == 1);
    CHECK(said[0].parent_gone);
    CHECK(here.passages()[0].markers.empty());
}

TEST_CASE("the veil lies over what only such networks see, until I marked in the chapter or the day has come") {
    std::vector<PlacedNote> notes{mark(1, "anna", 0, 20, 0), mark(2, "anna", 0, 20, 1), mark(3, "ik", 0, 5, 1)};
    const std::map<std::string, notes::FirstSelf> wishes{{"net", {true, "2026-12-01", {}}}};
    CHECK(veiled(notes, wishes, "2026-11-26") == std::vector<bool>{true, false, false});
    CHECK(veiled(notes, wishes, "2026-12-01") == std::vector<bool>{false, false, false});
    CHECK(veiled(notes, {}, "2026-11-26") == std::vector<bool>{false, false, false});
    notes[0].note.shared_with.push_back("other");
    CHECK(veiled(notes, wishes, "2026-11-26") == std::vector<bool>{false, false, false});
}

TEST_CASE("initials are of the first and the last part of a name") {
    const auto of = [](const std::string& name) { return initials_of({"id", name, {}}); };
    CHECK(of("Anna Maria de Groot") == "AG");
    CHECK(of("Joost van der Visser") == "JV");
    CHECK(of("els") == "E");
    CHECK(of("Élise Ünal") == "ÉÜ");
    CHECK(of("  ") == "?");
    CHECK(of({}) == "?");
}
