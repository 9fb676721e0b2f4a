#include "share/together.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

using namespace katern;
using namespace katern::share;

namespace {

struct Given {
    std::string id, who;
    std::size_t start = 0, end = 0;
    std::string category{};
    std::string chapter = "02";
};

Passage mark(const Given& given) {
    Passage out;
    out.note.id = given.id;
    out.note.author = {given.who, "Naam van " + given.who, ""};
    out.note.category = given.category;
    out.note.shared_with = {"n"};
    out.note.anchor.exact = "woorden";
    out.place.how = notes::How::exact;
    out.place.chapter = given.chapter;
    out.place.range = {given.start, given.end};
    return out;
}

Passage reply(const std::string& id, const std::string& who, const std::string& parent) {
    Passage out = mark({id, who, 0, 0});
    out.note.kind = notes::Kind::reply;
    out.note.parent = parent;
    return out;
}

std::vector<Passage> marks(const std::vector<Given>& given) {
    std::vector<Passage> out;
    for (const Given& one : given) out.push_back(mark(one));
    return out;
}

std::vector<std::string> ids(const Together& all, const SharedPassage& passage) {
    std::vector<std::string> out;
    for (const std::size_t i : passage.marks) out.push_back(all.marks[i].note.id);
    return out;
}

}  // namespace

TEST_CASE("marks that share half of the shorter one are one passage, and what hangs on them counts") {
    std::vector<Passage> given = marks({{"a", "anna", 0, 100, "twijfel"},
                                        {"b", "bram", 60, 140, "inzicht"},
                                        {"c", "anna", 100, 121},
                                        {"d", "cees", 300, 310, "vraag"},
                                        {"e", "cees", 305, 316, "vraag"}});
    given.push_back(reply("r1", "bram", "a"));
    given.push_back(reply("r2", "anna", "r1"));
    given.push_back(reply("r3", "anna", "iets anders"));
    const Together all = see_together(given);
    REQUIRE(all.passages.size() == 2);
    const SharedPassage& first = all.passages[0];
    CHECK(ids(all, first) == std::vector<std::string>{"a", "b", "c"});
    CHECK(first.range == notes::CodePointRange{0, 140});
    CHECK(first.people == std::vector<std::string>{"anna", "bram"});
    CHECK(first.categories == std::vector<std::string>{"twijfel", "inzicht"});
    CHECK(first.replies == 2);
    CHECK(first.differs);
    // 5 of 10 characters is half, so they belong together; of 11 the shorter one counts.
    CHECK(ids(all, all.passages[1]) == std::vector<std::string>{"d", "e"});
    CHECK(all.agreement == std::vector<std::size_t>{0});
    CHECK(all.difference == std::vector<std::size_t>{0});
    CHECK(all.people.size() == 3);
}

TEST_CASE("one person who marks a passage twice in two ways is no difference") {
    const Together all = see_together(marks({{"a", "anna", 0, 10, "vraag"}, {"b", "anna", 0, 10, "inzicht"}}));
    REQUIRE(all.passages.size() == 1);
    CHECK_FALSE(all.passages[0].differs);
    CHECK(all.agreement.empty());
    const Together two = see_together(marks({{"a", "anna", 0, 10, "vraag"}, {"b", "bram", 0, 10, "vraag"}}));
    CHECK_FALSE(two.passages[0].differs);
    CHECK(two.agreement.size() == 1);
    const Together none = see_together(marks({{"a", "anna", 0, 10, "vraag"}, {"b", "bram", 0, 10, ""}}));
    CHECK_FALSE(none.passages[0].differs);
}

TEST_CASE("a question is open until its author has accepted a reply") {
    std::vector<Passage> given =
        marks({{"a", "anna", 0, 10, "vraag"}, {"b", "bram", 20, 30, "vraag"}, {"c", "bram", 40, 50}});
    given[1].note.accepted = "r";
    const Together all = see_together(given);
    REQUIRE(all.open.size() == 1);
    CHECK(all.marks[all.open[0]].note.id == "a");
    CHECK(all.passages[0].open);
    CHECK_FALSE(all.passages[1].open);
}

TEST_CASE("the same passage in two chapters is two, orphans and bookmarks are none, figures meet at their place") {
    std::vector<Passage> given = marks({{"a", "anna", 0, 10, "", "01"}, {"b", "bram", 0, 10, "", "02"}});
    given.push_back(mark({"f", "anna", 70, 70}));
    given.push_back(mark({"g", "bram", 70, 70}));
    given.push_back(mark({"h", "bram", 71, 71}));
    Passage orphan = mark({"o", "anna", 0, 10});
    orphan.place.how = notes::How::orphan;
    given.push_back(orphan);
    Passage bookmark = mark({"m", "anna", 0, 0});
    bookmark.note.kind = notes::Kind::bookmark;
    given.push_back(bookmark);
    const Together all = see_together(given);
    CHECK(all.marks.size() == 5);
    REQUIRE(all.passages.size() == 4);
    CHECK(ids(all, all.passages[2]) == std::vector<std::string>{"f", "g"});
}

TEST_CASE("agreement is ordered by people, then by length") {
    const Together all = see_together(marks({{"a", "anna", 0, 10},
                                             {"b", "bram", 0, 10},
                                             {"c", "anna", 20, 60},
                                             {"d", "bram", 20, 60},
                                             {"e", "anna", 70, 75},
                                             {"f", "bram", 70, 75},
                                             {"g", "cees", 70, 75}}));
    CHECK(all.agreement == std::vector<std::size_t>{2, 1, 0});
}

// Counted pair by pair, until nothing changes: for each mark the smallest mark that it belongs to.
std::set<std::set<std::string>> by_brute_force(const std::vector<Passage>& given) {
    std::vector<std::size_t> name(given.size());
    for (std::size_t i = 0; i < name.size(); ++i) name[i] = i;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < given.size(); ++i) {
            for (std::size_t j = 0; j < given.size(); ++j) {
                if (given[i].place.chapter != given[j].place.chapter) continue;
                const auto &a = given[i].place.range, &b = given[j].place.range;
                std::size_t common = 0;
                for (std::size_t c = a.start; c < a.end; ++c) common += b.start <= c && c < b.end ? 1 : 0;
                const std::size_t shorter = std::min(a.end - a.start, b.end - b.start);
                if (common == 0 || common * 2 < shorter || name[i] == name[j]) continue;
                name[i] = name[j] = std::min(name[i], name[j]);
                changed = true;
            }
        }
    }
    std::map<std::size_t, std::set<std::string>> groups;
    for (std::size_t i = 0; i < given.size(); ++i) groups[name[i]].insert(given[i].note.id);
    std::set<std::set<std::string>> out;
    for (const auto& [first, group] : groups) out.insert(group);
    return out;
}

TEST_CASE("on random marks the passages are those that a count of all pairs gives") {
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        std::vector<Passage> given;
        const std::size_t count = 1 + random() % 30;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t start = random() % 120, length = 1 + random() % (round % 2 == 0 ? 12 : 50);
            given.push_back(
                mark({std::to_string(i), std::string(1, static_cast<char>('a' + random() % 4)), start, start + length,
                      random() % 2 == 0 ? "vraag" : "inzicht", random() % 3 == 0 ? "01" : "02"}));
        }
        std::stable_sort(given.begin(), given.end(), [](const Passage& a, const Passage& b) {
            return std::tie(a.place.chapter, a.place.range.start) < std::tie(b.place.chapter, b.place.range.start);
        });
        const Together all = see_together(given);
        std::set<std::set<std::string>> found;
        for (const SharedPassage& passage : all.passages) {
            const std::vector<std::string> names = ids(all, passage);
            found.insert({names.begin(), names.end()});
        }
        REQUIRE(found == by_brute_force(given));
    }
}
