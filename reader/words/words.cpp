#include "words/words.h"

#include <unicode/umsg.h>
#include <unicode/ustring.h>

#include <array>
#include <map>
#include <memory>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace katern {
namespace {

struct Row {
    std::string_view nl, en;
};

constexpr std::array table{
#define KATERN_WORD(id, nl, en) Row{nl, en},
#include "words/words.def"
#undef KATERN_WORD
};
static_assert(table.size() == static_cast<std::size_t>(Word::count_));

constexpr bool complete() {
    for (const Row& row : table)
        if (row.nl.empty() || row.en.empty()) return false;
    return true;
}
static_assert(complete(), "a row of words.def lacks a text in one of the languages");

std::u16string to_utf16(std::string_view text) {
    std::u16string out(text.size() + 1, u'\0');
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8WithSub(out.data(), static_cast<int32_t>(out.size()), &length, text.data(),
                         static_cast<int32_t>(text.size()), 0xFFFD, nullptr, &status);
    out.resize(static_cast<std::size_t>(length));
    return out;
}

std::string to_utf8(std::u16string_view text) {
    std::string out(text.size() * 3 + 1, '\0');
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8WithSub(out.data(), static_cast<int32_t>(out.size()), &length, text.data(),
                       static_cast<int32_t>(text.size()), 0xFFFD, nullptr, &status);
    out.resize(static_cast<std::size_t>(length));
    return out;
}

// ICU's C interface takes its arguments by va_list, in the order of their numbers and with the types that the pattern asks
// for; {0,plural,…} and {0,number} take a double, {0} a UTF-16 string. Eight are more than any sentence of ours needs.
int32_t format(UMessageFormat* message, std::u16string& out, UErrorCode& status, ...) {
    va_list list;
    va_start(list, status);
    const int32_t length =
        umsg_vformat(message, reinterpret_cast<UChar*>(out.data()), static_cast<int32_t>(out.size()), list, &status);
    va_end(list);
    return length;
}

// Stands for a text while ICU fills in the numbers; control characters occur in no sentence.
std::string text_mark(std::size_t argument) { return "\x01" + std::to_string(argument) + "\x02"; }

void replace_all(std::string& in, const std::string& what, const std::string& with) {
    for (std::size_t at = 0; (at = in.find(what, at)) != std::string::npos; at += with.size()) in.replace(at, what.size(), with);
}

// Plain sentences ("… {0} … {1}.") with texts only are by far the most; they need no ICU.
std::string fill_texts(std::string_view p, const Arguments& arguments) {
    std::string out;
    for (std::size_t i = 0; i < p.size(); ++i) {
        if (p[i] == '{' && i + 2 < p.size() && p[i + 2] == '}') {
            const std::size_t index = static_cast<std::size_t>(p[i + 1] - '0');
            if (index < arguments.size()) out += std::get<std::string>(arguments[index]);
            i += 2;
        } else {
            out += p[i];
        }
    }
    return out;
}

bool only_texts(std::string_view p, const Arguments& arguments) {
    for (const Argument& argument : arguments)
        if (!std::holds_alternative<std::string>(argument)) return false;
    return p.find(',') == std::string_view::npos || p.find("{0,") == std::string_view::npos;
}

struct Closes {
    void operator()(UMessageFormat* message) const { umsg_close(message); }
};
struct Message {
    std::unique_ptr<UMessageFormat, Closes> parsed;
    std::size_t length = 0;  // of its source
};

// Texts go in after ICU, under a private mark each: as va_list entries they would need their own types per sentence.
// Numbers are counted anew from 0, since ICU's C interface can't skip one of its arguments.
Message parse(std::string_view p, Language language, const Arguments& arguments) {
    std::string numbered(p);
    std::size_t next_number = 0;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string plain = "{" + std::to_string(i) + "}";
        if (std::holds_alternative<double>(arguments[i])) {
            const std::string mine = "{" + std::to_string(next_number++);
            replace_all(numbered, plain, mine + ",number}");
            replace_all(numbered, "{" + std::to_string(i) + ",", mine + ",");
        } else {
            replace_all(numbered, plain, text_mark(i));
        }
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::u16string source = to_utf16(numbered);
    Message out;
    out.length = source.size();
    out.parsed.reset(umsg_open(reinterpret_cast<const UChar*>(source.data()), static_cast<int32_t>(source.size()),
                               language == Language::nl ? "nl" : "en", nullptr, &status));
    if (U_FAILURE(status)) throw std::logic_error("not an ICU message: " + numbered);
    return out;
}

// Reading a pattern takes ICU much longer than filling it, and a page with everyone's marks says one for each of them in every
// frame. A message belongs to one thread.
const Message& message_of(Word word, Language language, const Arguments& arguments) {
    unsigned which_are_numbers = 0;
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (std::holds_alternative<double>(arguments[i])) which_are_numbers |= 1U << i;
    thread_local std::map<std::tuple<Word, Language, std::size_t, unsigned>, Message> kept;
    const std::tuple key{word, language, arguments.size(), which_are_numbers};
    const auto found = kept.find(key);
    if (found != kept.end()) return found->second;
    return kept.emplace(key, parse(pattern(word, language), language, arguments)).first->second;
}

}  // namespace

std::string_view pattern(Word word, Language language) {
    const Row& row = table.at(static_cast<std::size_t>(word));
    return language == Language::nl ? row.nl : row.en;
}

std::string say(Word word, Language language, const Arguments& arguments) {
    const std::string_view p = pattern(word, language);
    if (p.find('{') == std::string_view::npos) return std::string(p);
    if (only_texts(p, arguments)) return fill_texts(p, arguments);

    std::array<double, 8> numbers{};
    if (arguments.size() > numbers.size()) throw std::logic_error("a sentence has at most eight arguments");
    const Message& message = message_of(word, language, arguments);
    std::size_t next_number = 0;
    for (const Argument& argument : arguments)
        if (const double* number = std::get_if<double>(&argument)) numbers[next_number++] = *number;
    UErrorCode status = U_ZERO_ERROR;
    std::u16string out(message.length + 512, u'\0');
    const int32_t length = format(message.parsed.get(), out, status, numbers[0], numbers[1], numbers[2], numbers[3],
                                  numbers[4], numbers[5], numbers[6], numbers[7]);
    if (U_FAILURE(status)) throw std::logic_error("ICU could not fill: " + std::string(p));
    out.resize(static_cast<std::size_t>(length));
    std::string filled = to_utf8(out);
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (const std::string* words = std::get_if<std::string>(&arguments[i])) replace_all(filled, text_mark(i), *words);
    return filled;
}

std::string say(const Error& error, Language language) { return say(error.sentence, language, error.arguments); }

}  // namespace katern
