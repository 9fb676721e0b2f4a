#include "share/meeting_dates.h"

#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "text/text.h"
#include "words/words.h"

namespace katern::share {
namespace {

constexpr notes::Milliseconds hour = 60LL * 60 * 1000;

bool is_number(std::string_view word) {
    return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos && word.size() <= 4;
}

int number_of(std::string_view word) {
    int number = 0;
    std::from_chars(word.data(), word.data() + word.size(), number);
    return number;
}

// 1 to 12 by at least three letters of its name, or by its number; 0: it is no month.
int month_of(std::string_view word, Language language) {
    if (is_number(word)) return number_of(word) <= 12 ? number_of(word) : 0;
    if (word.size() < 3) return 0;
    const std::string typed = text::fold(word).text;
    if (typed == "mrt") return 3;  // the Dutch short form, which is not how the month begins
    for (int month = 1; month <= 12; ++month) {
        const std::string day = "2026-" + std::string(month < 10 ? "0" : "") + std::to_string(month) + "-15";
        const notes::Milliseconds at = notes::from_iso_8601(day).value_or(0);
        const std::string name = text::fold(say(Word::meeting_month, language, {static_cast<double>(at)})).text;
        if (name.starts_with(typed)) return month;
    }
    return 0;
}

bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

std::string iso_day(int year, int month, int day) {
    constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const int last = month == 2 && is_leap(year) ? 29 : days.at(static_cast<std::size_t>(month - 1));
    if (day < 1 || day > last || year < 1900 || year > 9999) return {};
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(year) + "-" + two(month) + "-" + two(day);
}

std::vector<std::string> parts_of(const std::string& typed) {
    std::vector<std::string> parts;
    std::string part;
    for (const char c : typed + " ") {
        if (std::string_view(" -/.,").find(c) == std::string_view::npos) {
            part += c;
        } else if (!part.empty()) {
            parts.push_back(std::exchange(part, {}));
        }
    }
    return parts;
}

}  // namespace

std::string date_in_words(const std::string& date, Language language, bool year) {
    const std::optional<notes::Milliseconds> at = date.size() == 10 ? notes::from_iso_8601(date) : std::nullopt;
    if (!at) return date;
    // At noon it is that day nearly everywhere.
    return say(year ? Word::meeting_day : Word::meeting_day_short, language, {static_cast<double>(*at + 12 * hour)});
}

std::string date_from_words(const std::string& typed, notes::Milliseconds now, Language language) {
    const std::vector<std::string> parts = parts_of(typed);
    std::string date;
    if (parts.size() == 3 && parts[0].size() == 4 && is_number(parts[0]) && is_number(parts[1]) &&
        is_number(parts[2])) {
        if (const int month = month_of(parts[1], language); month > 0)
            date = iso_day(number_of(parts[0]), month, number_of(parts[2]));
    } else if ((parts.size() == 2 || parts.size() == 3) && is_number(parts[0])) {
        const int month = month_of(parts[1], language), day = number_of(parts[0]);
        const std::string today = notes::iso_8601(now).substr(0, 10);
        int year = number_of(today.substr(0, 4));
        if (month > 0 && parts.size() == 3 && is_number(parts[2])) {
            year = number_of(parts[2]) < 100 ? 2000 + number_of(parts[2]) : number_of(parts[2]);
            date = iso_day(year, month, day);
        } else if (month > 0 && parts.size() == 2) {
            date = iso_day(year, month, day);
            if (!date.empty() && date < today) date = iso_day(year + 1, month, day);
        }
    }
    return date.empty() ? typed : date;
}

}  // namespace katern::share
