#include <array>

#include "cli/command.h"
#include "version.h"
#include "words/words.h"

namespace katern::cli {
namespace {

// `--data DIR` may stand before the command's name too; it is put behind it, where the command's own options are.
struct Split {
    std::vector<std::string> data;
    std::vector<std::string> rest;
};

Split split_off_data(std::span<const std::string> arguments) {
    Split split;
    std::size_t i = 0;
    while (i < arguments.size()) {
        if (arguments[i] == "--data" && i + 1 < arguments.size()) {
            split.data = {arguments[i], arguments[i + 1]};
            i += 2;
        } else if (arguments[i].starts_with("--data=")) {
            split.data = {arguments[i++]};
        } else {
            break;
        }
    }
    split.rest.assign(arguments.begin() + static_cast<std::ptrdiff_t>(i), arguments.end());
    return split;
}

int say_refusal(const Refusal& refusal, const Streams& streams, Language language) {
    streams.err << for_terminal(katern::say(refusal.error, language)) << "\n";
    if (refusal.status == wrong_call) streams.err << katern::say(Word::cli_see_help, language) << "\n";
    return refusal.status;
}

// A command's answer that did not reach its reader (a full disk) is no success.
int finish(const Streams& streams, Language language) {
    streams.out.flush();
    if (streams.out.good()) return success;
    streams.err << katern::say(Word::cli_error_output, language) << "\n";
    return failure;
}

}  // namespace

void Job::tell(Word word, const katern::Arguments& arguments) const {
    streams.err << for_terminal(say(word, arguments)) << "\n";
}

Outcome<std::shared_ptr<const document::Book>> Job::book() const {
    auto book = app::open_book(call.operands.front());
    if (!book) return refuse(book.error());
    return *book;
}

Outcome<notes::Store> Job::store() const {
    auto store = app::open_store(call.data, "cli");
    if (!store) return refuse(store.error());
    if (store->rescued()) streams.err << store->rescued()->sentence(language) << "\n";
    return std::move(*store);
}

Outcome<Job::Open> Job::open() const {
    auto opened = book();
    if (!opened) return tl::unexpected<Refusal>(opened.error());
    auto kept = store();
    if (!kept) return tl::unexpected<Refusal>(kept.error());
    auto known = app::find_in(*kept, *opened);
    if (!known) return refuse(known.error());
    return Open{std::move(*kept), std::move(*known)};
}

std::optional<WindowCall> window_call(std::span<const std::string> arguments) {
    const Split split = split_off_data(arguments);
    static constexpr std::array<std::string_view, 1> book{"BOOK"};
    const Command window{
        "", split.rest.empty() ? std::span<const std::string_view>{} : book, Word::cli_help_window, {}, nullptr};
    if (!split.rest.empty()) {
        const std::string& first = split.rest.front();
        if (find_command(first) != nullptr) return std::nullopt;
    }
    std::vector<std::string> all = split.data;
    all.insert(all.end(), split.rest.begin(), split.rest.end());
    const Outcome<Call> call = parse(window, all);
    if (!call) return std::nullopt;
    return WindowCall{call->operands.empty() ? "" : call->operands.front(), call->data};
}

int run(std::span<const std::string> arguments, Streams streams, Language language) {
    const Split split = split_off_data(arguments);
    if (split.rest.empty()) return say_refusal(wrong(Word::cli_error_no_command).value(), streams, language);
    const std::string& name = split.rest.front();
    if (name == "--version") {
        streams.out << "katern " << version << "\n";
        return finish(streams, language);
    }
    if (name == "--help") {
        streams.out << help(language);
        return finish(streams, language);
    }
    const Command* command = find_command(name);
    if (command == nullptr)
        return say_refusal(
            wrong(name.starts_with("-") ? Word::cli_error_program_option : Word::cli_error_command_unknown, name)
                .value(),
            streams, language);
    std::vector<std::string> own(split.rest.begin() + 1, split.rest.end());
    if (own.size() == 1 && own.front() == "--help") {
        streams.out << help(*command, language);
        return finish(streams, language);
    }
    own.insert(own.begin(), split.data.begin(), split.data.end());
    Outcome<Call> call = parse(*command, own);
    if (!call) return say_refusal(call.error(), streams, language);
    const Job job{std::move(*call), streams, language};
    Done done = command->run(job);
    // Damage that only showed while reading: it is rescued, and the command done again on what there is then.
    if (!done && done.error().error.sentence == Word::error_database_damaged) {
        bool rescued = false;
        if (const auto store = app::open_store(job.call.data, "cli", true); store && store->rescued()) {
            streams.err << store->rescued()->sentence(language) << "\n";
            rescued = true;
        }
        if (rescued) done = command->run(job);
    }
    if (!done) {
        streams.out.flush();
        return say_refusal(done.error(), streams, language);
    }
    return finish(streams, language);
}

}  // namespace katern::cli
