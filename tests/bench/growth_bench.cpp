// Files of very many notes, and what they are made of: twice as many cost at most some more than twice the time.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>

#include "app/importing.h"
#include "support/folder.h"
#include "support/many_notes.h"
#include "support/must.h"

using namespace katern;
using namespace katern::app;
using katern::test::Folder;
using katern::test::must;

namespace {

using Times = std::map<std::string, double>;  // seconds of processor time

template <class Do>
double seconds_of(Do what) {
    const std::clock_t begin = std::clock();
    what();
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

KnownBook the_katern(notes::Store& store) {
    return must(find_in(store, must(open_book("@katern"))));
}

Times times_for(std::size_t count) {
    const Folder folder;
    katern::test::fill_with_notes(folder.path("anna"), count);
    Times times;
    notes::Store anna = must(open_store(folder.path("anna"), "cli"));
    const KnownBook book = the_katern(anna);
    ExportOrder order;
    order.with_private = true;
    // Where they lie is found once, and kept.
    times["placing"] = seconds_of([&] { CHECK(must(passages(anna, book)).size() == count); });
    for (const Format format : {Format::markdown, Format::html, Format::csv, Format::docx, Format::annotations}) {
        order.format = format;
        order.path = folder.path("notities") + std::string(extension_of(format));
        times["export " + std::string(to_text(format))] =
            seconds_of([&] { CHECK(must(export_notes(anna, book, order, Language::nl)).written == count); });
    }
    notes::Store bram = must(open_store(folder.path("bram"), "cli"));
    const KnownBook his = the_katern(bram);
    times["preview"] = seconds_of([&] { CHECK(must(preview_import(bram, his, order.path)).counts.added == count); });
    times["import"] = seconds_of([&] { CHECK(must(import_file(bram, his, order.path)).what.counts.added == count); });
    times["import again"] =
        seconds_of([&] { CHECK(must(import_file(bram, his, order.path)).what.counts.known == count); });
    times["undo"] = seconds_of([&] { must(bram.undo(his.key)); });
    CHECK(must(passages(bram, his)).empty());
    return times;
}

}  // namespace

TEST_CASE("export and import of very many notes grow as their number does", "[speed]") {
    constexpr int most_tries = 3;  // something else may have been running
    const std::size_t half = std::getenv("KATERN_LONG") != nullptr ? 50'000 : 5'000;
    std::map<std::string, double> over;  // seconds above what is allowed, in the best try
    for (int attempt = 0; attempt < most_tries; ++attempt) {
        const Times once = times_for(half), twice = times_for(2 * half);
        bool good = true;
        for (const auto& [what, seconds] : twice) {
            std::printf("{\"what\": \"%s\", \"notes\": %zu, \"seconds\": %.3f, \"ratio\": %.2f}\n", what.c_str(), 2 * half,
                        seconds, seconds / once.at(what));
            const double more = seconds - (2.6 * once.at(what) + 0.1);
            over[what] = attempt == 0 ? more : std::min(over[what], more);
            good = good && over[what] < 0;
        }
        if (good) break;
    }
    for (const auto& [what, more] : over) {
        INFO(what);
        CHECK(more < 0);
    }
}
