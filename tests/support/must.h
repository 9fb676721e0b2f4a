// The value of a Result, or a failed test that says why.
#pragma once

#include <catch2/catch.hpp>
#include <utility>

#include "words/words.h"

namespace katern::test {

template <class T>
T must(Result<T> result) {
    if (!result) FAIL(say(result.error(), Language::nl));
    return std::move(*result);
}
inline void must(const Result<void>& result) {
    if (!result) FAIL(say(result.error(), Language::nl));
}

}  // namespace katern::test
