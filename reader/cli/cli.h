// The command line: the same operations as the window's, for scripts and tests.
//
// Results go to standard output, messages to standard error. 0 is success, 1 a failure with one clear sentence, 2 a
// wrong call. commands.cpp has the table of commands, from which --help is made too.
#pragma once

#include <optional>
#include <ostream>
#include <span>
#include <string>

#include "words/word.h"

namespace katern::cli {

inline constexpr int success = 0, failure = 1, wrong_call = 2;

struct Streams {
    std::ostream& out;
    std::ostream& err;
};

// What asks for the window: `katern [BOOK] [--data DIR]`, where BOOK is no command's name. Nothing: it is for run().
struct WindowCall {
    std::string book;  // as typed; empty: the bundled katern
    std::optional<std::string> data;
};
[[nodiscard]] std::optional<WindowCall> window_call(std::span<const std::string> arguments);

// `arguments` without the program's name. Returns the exit code.
[[nodiscard]] int run(std::span<const std::string> arguments, Streams streams, Language language);

}  // namespace katern::cli
