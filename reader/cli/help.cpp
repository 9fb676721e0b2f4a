// --help, made from the table of commands.
#include "cli/command.h"
#include "version.h"
#include "words/words.h"

namespace katern::cli {
namespace {

constexpr std::size_t longest_line = 100;

std::string option_usage(const Option& option) {
    std::string text(option.name);
    if (option.takes == Option::Takes::value) text += " " + std::string(option.value);
    if (option.takes == Option::Takes::maybe) text += "[=" + std::string(option.value) + "]";
    if (!option.required) text = "[" + text + "]";
    return option.repeated ? text + "…" : text;
}

// Pieces side by side; those that don't fit go on below, behind the first one.
std::string wrapped(const std::string& first, const std::vector<std::string>& pieces) {
    std::string out = first;
    std::size_t line = first.size();
    for (const std::string& piece : pieces) {
        if (line + 1 + piece.size() > longest_line) {
            out += "\n" + std::string(first.size(), ' ');
            line = first.size();
        }
        out += " " + piece;
        line += 1 + piece.size();
    }
    return out;
}

std::string line_of_help(const std::string& left, const std::string& right, std::size_t column) {
    return "    " + left + std::string(left.size() < column ? column - left.size() : 1, ' ') + right + "\n";
}

}  // namespace

std::string usage(const Command& command) {
    std::vector<std::string> pieces;
    for (std::size_t i = 0; i < command.operands.size(); ++i) {
        const std::string name(command.operands[i]);
        pieces.push_back(i + command.may_miss < command.operands.size() ? name : "[" + name + "]");
    }
    for (const Option& option : command.options) pieces.push_back(option_usage(option));
    return wrapped("    katern " + std::string(command.name), pieces);
}

std::string help(Language language) {
    std::string out = say(Word::cli_help_program, language, {std::string(version)}) + "\n\n";
    out += "    katern [BOOK]\n        " + say(Word::cli_help_window, language) + "\n";
    for (const Command& command : commands()) out += usage(command) + "\n        " + say(command.help, language) + "\n";
    out += "    katern --version\n    katern --help\n    katern COMMAND --help\n\n";
    out += say(Word::cli_help_book, language) + "\n";
    out += say(Word::cli_help_data, language) + "\n";
    out += say(Word::cli_help_exit, language) + "\n";
    return out;
}

std::string help(const Command& command, Language language) {
    constexpr std::size_t column = 22;
    std::string out = say(command.help, language) + "\n\n" + usage(command) + "\n\n";
    for (const Option& option : command.options) {
        std::string left(option.name);
        if (option.takes == Option::Takes::value) left += " " + std::string(option.value);
        if (option.takes == Option::Takes::maybe) left += "[=" + std::string(option.value) + "]";
        out += line_of_help(left, say(option.help, language), column);
    }
    out += line_of_help("--data DIR", say(Word::cli_option_data, language), column);
    if (!command.operands.empty()) out += "\n" + say(Word::cli_help_book, language) + "\n";
    return out;
}

}  // namespace katern::cli
