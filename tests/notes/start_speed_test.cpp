// Starting takes no longer with a hundred thousand notes than with ten.
#include <chrono>
#include <cstdio>

#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

namespace {

void fill(Desk& desk, std::size_t count) {
    Store store = desk.open();
    const BookKey book = a_book(store);
    constexpr std::size_t batch = 1000;
    for (std::size_t made = 0; made < count; made += batch)
        must(store.add(
            book, std::vector<Draft>(std::min(batch, count - made), highlight("Een [leernetwerk] leeft.", "woorden"))));
}

double seconds_to_open(Desk& desk) {
    double best = 1e9;
    for (int run = 0; run < 7; ++run) {
        const auto begin = std::chrono::steady_clock::now();
        const Store store = desk.open();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    return best;
}

}  // namespace

TEST_CASE("opening the store takes no longer with very many notes than with ten") {
    const std::size_t many = std::getenv("KATERN_LONG") ? 100'000 : 4'000;
    Desk few_notes, many_notes;
    fill(few_notes, 10);
    fill(many_notes, many);
    const double few = seconds_to_open(few_notes), with_many = seconds_to_open(many_notes);
    std::printf("{\"figure\": \"opening the store, %zu notes against 10\", \"ratio\": %.3f, \"seconds\": %.5f}\n", many,
                with_many / few, with_many);
    CHECK(with_many < 5 * few);
}
