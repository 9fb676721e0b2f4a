// The day of a meeting or an action: kept as 2026-03-12, or as the words that somebody typed.
#pragma once

#include <string>

#include "notes/clock.h"
#include "words/word.h"

namespace katern::share {

// "12 maart 2026"; without `year` "12 maart". What is no date is returned as it is.
[[nodiscard]] std::string date_in_words(const std::string& date, Language language, bool year = true);
// What a person typed ("12-3-2026", "12 maart", "2026-03-12") as 2026-03-12; a day without its year is the next one
// that comes, counted from `now`. Words that are no date stay as they are.
[[nodiscard]] std::string date_from_words(const std::string& typed, notes::Milliseconds now, Language language);

}  // namespace katern::share
