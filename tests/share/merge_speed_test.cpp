// Export, import and merging grow linearly: twice as many annotations take at most some more than twice the time.
#include <ctime>

#include "share/people.h"

namespace katern::share::test {
namespace {

struct Times {
    double out = 0, written = 0, read = 0, merged = 0, again = 0;  // seconds of processor time
};

template <class Do>
double seconds_of(Do what) {
    const std::clock_t begin = std::clock();
    what();
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

Times times_for(std::size_t count) {
    Person anna("Anna"), bert("Bert");
    notes::Draft draft;
    draft.anchor = on(*small_book(), "een", "vertrouwen kost tijd").note.anchor;
    draft.share_with = {anna.network()};
    std::vector<notes::Draft> drafts(count, draft);
    for (std::size_t i = 0; i < count; ++i) drafts[i].body = "notitie " + std::to_string(i);
    must(anna.store->add(anna.book, drafts));
    notes::SetOrder order;
    order.network = anna.network();
    Times times;
    notes::NoteSet set;
    std::string file;
    ReadSet read;
    times.out = seconds_of([&] { set = must(notes::outgoing(*anna.store, anna.book, order)); });
    times.written = seconds_of([&] { file = must(write_annotation_set(set, *small_book())); });
    times.read = seconds_of([&] { read = bert.read(file); });
    times.merged = seconds_of([&] { CHECK(bert.take(file).added == count); });
    times.again = seconds_of([&] { CHECK(bert.take(file).known == count); });
    CHECK(read.items.size() == count);
    return times;
}

TEST_CASE("Sets of many annotations take time that grows with their number", "[speed]") {
    const std::size_t many = std::getenv("KATERN_LONG") != nullptr ? 100'000 : 6'000;
    const Times half = times_for(many / 2), all = times_for(many);
    const auto compare = [&](const char* what, double of_half, double of_all) {
        std::printf("{\"what\": \"%s\", \"annotations\": %zu, \"seconds\": %.3f, \"ratio\": %.2f}\n", what, many,
                    of_all, of_all / of_half);
        INFO(what << ": " << of_half << " s, " << of_all << " s");
        CHECK(of_all < 3 * of_half + 0.05);
    };
    compare("notes to a set", half.out, all.out);
    compare("a set to a file", half.written, all.written);
    compare("a file to a set", half.read, all.read);
    compare("reading and merging", half.merged, all.merged);
    compare("reading and merging again", half.again, all.again);
}

}  // namespace
}  // namespace katern::share::test
