// Ten thousand notes in a book of 3 MB, after an edition that changed it all over. Prints a figure; what it checks is
// a ratio, in processor time, so that a busy machine does not matter.
#include <ctime>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>

#include "notes/support.h"
#include "paths.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

namespace {

std::string next_edition(const std::string& markdown) {
    std::string out;
    std::istringstream lines(markdown);
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line); ++number) {
        if (line.empty() || line.starts_with('#')) {
            out += line + "\n";
            continue;
        }
        if (number % 97 == 0) continue;  // deleted
        if (number % 23 == 0)
            if (const std::size_t at = line.find(' ', line.size() / 2); at != std::string::npos)
                line.insert(at, " indeed");
        out += line + "\n";
        if (number % 151 == 0) out += "A line that was not there before.\n";
    }
    return out;
}

double seconds(std::clock_t since) {
    return static_cast<double>(std::clock() - since) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("ten times as many notes in a long book take no more than ten times as long") {
    std::ifstream file(std::string(KATERN_SHARED_DIR) + "/data/large/war-and-peace.md");
    if (!file) {
        WARN("skipped: no war-and-peace.md beside the project");
        return;
    }
    std::stringstream content;
    content << file.rdbuf();
    const std::string markdown = content.str(), revised = next_edition(markdown);
    const auto old_book = book_of({{"boek", markdown}}), new_book = book_of({{"boek", revised}});
    const Edition edition = edition_of(*old_book);
    const auto before = must(old_book->chapter(0)), after = must(new_book->chapter(0));

    std::mt19937 random(1);
    std::vector<Anchor> anchors;
    while (anchors.size() < 10'000) {
        const std::size_t start = text::next_word(before->text, random() % (before->text.size() - 1'000));
        const std::size_t words = 1 + random() % 25;
        std::size_t end = start;
        for (std::size_t i = 0; i < words; ++i) end = text::next_word(before->text, end);
        anchors.push_back(anchor_on(*before, edition, {start, end}));
    }
    const std::vector<Anchor> few(anchors.begin(), anchors.begin() + 1'000);
    const std::clock_t at_few = std::clock();
    REQUIRE(resolve_all(few, *new_book).size() == few.size());
    const double for_few = seconds(at_few);
    const std::clock_t at_many = std::clock();
    const std::vector<Resolution> many = resolve_all(anchors, *new_book);
    const double for_many = seconds(at_many);

    std::map<How, std::size_t> counts;
    for (std::size_t i = 0; i < many.size(); ++i) {
        ++counts[many[i].how];
        const std::string_view words = text::slice(after->text, to_bytes(*after, many[i].range));
        if (many[i].how == How::exact || many[i].how == How::moved) REQUIRE(words == anchors[i].exact);
    }
    std::cout << "{\"figure\": \"10,000 notes resolved, times 1,000\", \"ratio\": " << for_many / for_few
              << ", \"seconds\": " << for_many << ", \"exact\": " << counts[How::exact]
              << ", \"moved\": " << counts[How::moved] << ", \"changed\": " << counts[How::changed]
              << ", \"orphan\": " << counts[How::orphan] << "}\n";
    CHECK(for_many <= 12 * for_few);
    CHECK(counts[How::exact] > 8'000);
    CHECK(counts[How::changed] > 0);
}
