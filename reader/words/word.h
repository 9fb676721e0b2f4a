// Every word that a person can read in Katern, in Dutch and English, and the one way to say it.
//
// Knows nothing of books, notes or windows. A row of words.def that lacks a language doesn't compile, so no text can
// be missing. Lower than every other folder: an Error carries a Word, and only the edge (window, command line) says it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

namespace katern {

enum class Language : std::uint8_t { nl, en };

// A row of words.def. The rows themselves are in words.h, for the sources that name one.
enum class Word : std::uint16_t;

// What fills {0}, {1}… in a sentence. Numbers go through ICU's plural and number rules, so they are doubles.
using Argument = std::variant<std::string, double>;
using Arguments = std::vector<Argument>;

// The pattern as it stands in words.def.
[[nodiscard]] std::string_view pattern(Word word, Language language);

// The sentence with its arguments filled in. A pattern is an ICU message ("{0,plural,one{# notitie}other{# notities}}");
// one without braces is returned as it stands. Apostrophes are written as ’ in words.def, since ' quotes in ICU.
[[nodiscard]] std::string say(Word word, Language language, const Arguments& arguments = {});

// A failure because of the world (a file, a database, a book): what was tried, on what, why it failed, what to do. The
// sentence names all of that; its arguments are paths, numbers and the system's own reason.
struct Error {
    Word sentence;
    Arguments arguments;
};

[[nodiscard]] std::string say(const Error& error, Language language);

// Functions that can fail because of the world return this. Exceptions are for broken invariants only.
template <class T>
using Result = tl::expected<T, Error>;

// The failure itself, to return: `return fail(Word::error_book_missing, path);`
template <class... A>
[[nodiscard]] tl::unexpected<Error> fail(Word sentence, A&&... arguments) {
    return tl::unexpected<Error>(Error{sentence, Arguments{Argument(std::forward<A>(arguments))...}});
}

// The same failure as that of a result of another kind: `if (!network) return pass_on(network);`
template <class T>
[[nodiscard]] tl::unexpected<Error> pass_on(const Result<T>& failed) {
    return tl::unexpected<Error>(failed.error());
}

}  // namespace katern
