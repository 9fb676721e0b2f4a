// Where rows of different heights stand.
#include "ui/row_heights.h"

#include <catch2/catch.hpp>

using katern::ui::RowHeights;

TEST_CASE("a row is found by its height and its height by the row, also after one has changed") {
    RowHeights rows;
    std::vector<float> plain;
    for (int i = 0; i < 1000; ++i) plain.push_back(static_cast<float>(20 + i * 37 % 91));
    rows.assign(plain);
    const auto check = [&] {
        double top = 0;
        for (std::size_t i = 0; i < plain.size(); ++i) {
            REQUIRE(rows.top(i) == Approx(top));
            REQUIRE(rows.at(top) == i);
            REQUIRE(rows.at(top + static_cast<double>(plain[i]) - 0.5) == i);
            top += static_cast<double>(plain[i]);
        }
        CHECK(rows.top(plain.size()) == Approx(top));
        CHECK(rows.at(top + 5) == plain.size() - 1);
    };
    check();
    for (const std::size_t row : {0UL, 512UL, 999UL, 333UL}) {
        plain[row] += 61;
        rows.set(row, plain[row]);
    }
    check();
}
