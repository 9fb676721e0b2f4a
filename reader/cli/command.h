// A command as a row: what it takes and what it does. Internal to cli/.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/operations.h"
#include "cli/cli.h"

namespace katern::cli {

// Why a command did not do it. An Error of the world is a failure; a call that can't be understood says so.
struct Refusal {
    Error error;
    int status = failure;

    Refusal(Error why) : error(std::move(why)) {}  // NOLINT: every Error is a Refusal
    Refusal(Error why, int code) : error(std::move(why)), status(code) {}
};
template <class T>
using Outcome = tl::expected<T, Refusal>;
using Done = Outcome<void>;

template <class... A>
[[nodiscard]] tl::unexpected<Refusal> wrong(Word sentence, A&&... arguments) {
    return tl::unexpected<Refusal>(
        Refusal(Error{sentence, katern::Arguments{Argument(std::forward<A>(arguments))...}}, wrong_call));
}
template <class... A>
[[nodiscard]] tl::unexpected<Refusal> refuse(Word sentence, A&&... arguments) {
    return tl::unexpected<Refusal>(
        Refusal(Error{sentence, katern::Arguments{Argument(std::forward<A>(arguments))...}}));
}
[[nodiscard]] inline tl::unexpected<Refusal> refuse(const Error& error) {
    return tl::unexpected<Refusal>(Refusal(error));
}

struct Option {
    enum class Takes : std::uint8_t { nothing, value, maybe };  // maybe: --share or --share=NAME
    std::string_view name;                                      // "--chapter"
    Word help;
    Takes takes = Takes::nothing;
    std::string_view value{};  // how usage names it: "ID"
    bool required = false;
    bool repeated = false;
};

// What was typed, checked against a command's row.
struct Call {
    std::vector<std::string> operands;
    std::map<std::string, std::vector<std::string>, std::less<>> options;  // "--chapter" → values; "" for none
    std::optional<std::string> data;

    [[nodiscard]] bool has(std::string_view option) const { return options.contains(option); }
    [[nodiscard]] std::optional<std::string> value(std::string_view option) const;
    [[nodiscard]] std::string text(std::string_view option) const { return value(option).value_or(""); }
    [[nodiscard]] std::vector<std::string> values(std::string_view option) const;
};

// A call with all that a command needs to do it.
struct Job {
    Call call;
    Streams streams;
    Language language;

    [[nodiscard]] std::string say(Word word, const katern::Arguments& arguments = {}) const {
        return katern::say(word, language, arguments);
    }
    void tell(Word word, const katern::Arguments& arguments = {}) const;  // a message, on standard error

    // BOOK, the first operand.
    [[nodiscard]] Outcome<std::shared_ptr<const document::Book>> book() const;
    [[nodiscard]] Outcome<notes::Store> store() const;
    // The book and the notes in it.
    struct Open {
        notes::Store store;
        app::KnownBook known;
    };
    [[nodiscard]] Outcome<Open> open() const;
};

struct Command {
    std::string_view name;
    std::span<const std::string_view> operands;  // "BOOK", "ID"; "FILE…" at the end: one or more
    Word help;
    std::span<const Option> options;
    Done (*run)(const Job& job);
    std::size_t may_miss = 0;  // so many of the last operands may be left out
};

// In the order of --help.
[[nodiscard]] std::span<const Command> commands();
[[nodiscard]] const Command* find_command(std::string_view name);

[[nodiscard]] Outcome<Call> parse(const Command& command, std::span<const std::string> arguments);
[[nodiscard]] std::string usage(const Command& command);
[[nodiscard]] std::string help(Language language);
[[nodiscard]] std::string help(const Command& command, Language language);

// Words that came from elsewhere, without what a terminal would obey: U+FFFD stands in its place.
[[nodiscard]] std::string for_terminal(std::string_view words);

// Where a note lies: "2 ¶14"; empty for an orphan.
[[nodiscard]] std::string address_of(const share::Passage& passage, const document::Book& book);

// Reading (reading.cpp), finding (searching.cpp), the page (page.cpp), on paper (print.cpp), writing notes
// (annotating.cpp), showing them (listing.cpp), to a file (exporting.cpp), looking back (reflecting.cpp).
Done print_text(const Job& job);
Done print_toc(const Job& job);
Done check_book(const Job& job);
Done search_book(const Job& job);
Done write_page(const Job& job);
Done print_book(const Job& job);
Done do_meeting(const Job& job);
// A meeting as the file that --format and --out say.
Done write_hand_out(const Job& job, Job::Open& open, const std::string& meeting);
Done show_together(const Job& job);
Done look_back(const Job& job);
Done add_note(const Job& job);
Done add_reply(const Job& job);
Done edit_note(const Job& job);
Done remove_note(const Job& job);
Done restore_note(const Job& job);
Done share_note(const Job& job);
Done withdraw_note(const Job& job);
Done undo_step(const Job& job);
Done show_profile(const Job& job);
Done print_notes(const Job& job);
Done write_export(const Job& job);
// What others sent (importing.cpp).
Done import_files(const Job& job);
Done sync_folders(const Job& job);  // syncing.cpp

}  // namespace katern::cli
