// Katern: with a command it is a program for scripts, without one it is a window.
#include <csignal>
#include <iostream>
#include <string>
#include <vector>

#include "app/receiving.h"
#include "cli/cli.h"
#include "platform/platform.h"
#include "ui/window.h"

int main(int count, char** values) {
    using namespace katern;
    const std::vector<std::string> arguments(values + 1, values + count);
    const Language language = platform::preferred_language();
    if (const auto call = cli::window_call(arguments)) {
        // A file that somebody sent, by a double click: the book that it is about opens with it, where it is known here.
        if (app::may_hold_notes(call->book))
            return ui::run_window({{}, call->data, language, {call->book}});
        return ui::run_window({call->book, call->data, language, {}});
    }
#ifdef SIGPIPE
    // `katern text BOOK | head` ends without a word when its reader has had enough, also where the caller ignores that.
    std::signal(SIGPIPE, SIG_DFL);
#endif
    std::ios::sync_with_stdio(false);
    return cli::run(arguments, {std::cout, std::cerr}, language);
}
