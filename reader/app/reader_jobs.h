// How the reader asks its store: inside app/ only.
#pragma once

#include <memory>
#include <utility>

#include "app/reader.h"
#include "words/words.h"

namespace katern::app {

inline constexpr notes::Milliseconds retry_pause = 2'000;  // after a save that failed
inline constexpr notes::Milliseconds pause_in_typing =
    350;  // after which what was typed is saved: within half a second

// A mark begins and ends with words: the space that was selected along is left out.
[[nodiscard]] inline text::Range without_space_around(std::string_view text, text::Range range) {
    constexpr std::string_view space = " \n\t";
    while (range.start < range.end && space.find(text[range.end - 1]) != std::string_view::npos) --range.end;
    while (range.start < range.end && space.find(text[range.start]) != std::string_view::npos) ++range.start;
    return range;
}

// As a person types it: spaces around it mean nothing, "~" is the home folder.
[[nodiscard]] std::string typed_path(const std::string& typed);
// The name of a book as part of a file’s name.
[[nodiscard]] std::string as_file_name(std::string title);

// `job` runs on the store's thread, `then` gets its Result on the window's. Without a store it is answered at once with why.
template <class Job, class Then>
void Reader::ask_store(Job job, Then then) {
    using Answer = std::invoke_result_t<Job, notes::Store&>;
    if (!store_) {
        then(Answer(tl::unexpected<Error>(store_failure.value_or(Error{Word::error_no_store, {}}))));
        return;
    }
    store_->post(std::move(job), [inbox = inbox_, then = std::move(then)](Answer answer) {
        auto kept = std::make_shared<Answer>(std::move(answer));
        inbox->post([kept, then]() mutable { then(std::move(*kept)); });
    });
}

}  // namespace katern::app
