#include "app/pace.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace katern::app {
namespace {

constexpr std::size_t most_pages = 40;    // remembered
constexpr std::size_t least_words = 25;   // a page of a figure or a heading says nothing of reading
constexpr int slowest = 20, fastest = 2'000;

}  // namespace

std::size_t words_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n' || c == '\t'; }));
}

bool Pace::shows(const View& view, std::string_view text, notes::Milliseconds now) {
    if (!since_) {
        first_ = view;
        since_ = now;
        return false;
    }
    if (view == first_) return false;
    // Some lines of a screen stay in sight when it is scrolled away.
    const std::size_t overlap = first_.bytes.size() / 6, beyond = first_.bytes.size() / 2;
    const bool same_chapter = view.chapter == first_.chapter;
    const bool reading_on = same_chapter && view.bytes.start >= first_.bytes.start && view.bytes.start <= first_.bytes.end + beyond;
    if (reading_on && view.bytes.start + overlap < first_.bytes.end) return false;  // a part of the screen only
    const notes::Milliseconds shown = now - *since_;
    const std::size_t words = reading_on ? words_in(text::slice(text, {first_.bytes.start, std::min(view.bytes.start, text.size())})) : 0;
    first_ = view;
    since_ = now;
    if (words < least_words || shown < shortest || shown > longest) return false;
    paces_.push_back(std::clamp(static_cast<int>(static_cast<notes::Milliseconds>(words) * 60'000 / shown), slowest, fastest));
    if (paces_.size() > most_pages) paces_.pop_front();
    return true;
}

std::optional<int> Pace::words_a_minute() const {
    if (paces_.size() < least_pages) return std::nullopt;
    std::vector<int> sorted(paces_.begin(), paces_.end());
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

std::string Pace::row() const {
    std::string row;
    for (const int pace : paces_) row += (row.empty() ? "" : " ") + std::to_string(pace);
    return row;
}

Pace Pace::from_row(std::string_view row) {
    Pace pace;
    while (!row.empty()) {
        const std::string_view number = row.substr(0, row.find(' '));
        int value = 0;
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
        if (error == std::errc() && end == number.data() + number.size() && value >= slowest && value <= fastest)
            pace.paces_.push_back(value);
        row.remove_prefix(std::min(row.size(), number.size() + 1));
    }
    while (pace.paces_.size() > most_pages) pace.paces_.pop_front();
    return pace;
}

}  // namespace katern::app
