// What was typed against what a command takes.
#include <algorithm>

#include "cli/command.h"
#include "words/words.h"

namespace katern::cli {
namespace {

const Option* find_option(const Command& command, std::string_view name) {
    const auto found = std::find_if(command.options.begin(), command.options.end(),
                                    [&](const Option& option) { return option.name == name; });
    return found == command.options.end() ? nullptr : &*found;
}

constexpr Option data_option{"--data", Word::cli_option_data, Option::Takes::value, "DIR"};

}  // namespace

std::optional<std::string> Call::value(std::string_view option) const {
    const auto found = options.find(option);
    return found == options.end() ? std::nullopt : std::optional(found->second.back());
}

std::vector<std::string> Call::values(std::string_view option) const {
    const auto found = options.find(option);
    return found == options.end() ? std::vector<std::string>{} : found->second;
}

Outcome<Call> parse(const Command& command, std::span<const std::string> arguments) {
    Call call;
    const std::string name(command.name);
    bool only_operands = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (only_operands || !argument.starts_with("-") || argument == "-") {
            call.operands.push_back(argument);
            continue;
        }
        if (argument == "--") {
            only_operands = true;
            continue;
        }
        const std::size_t equals = argument.find('=');
        const std::string typed = argument.substr(0, equals);
        const Option* option = typed == data_option.name ? &data_option : find_option(command, typed);
        if (option == nullptr) return wrong(Word::cli_error_option_unknown, typed, name);
        if (option->takes == Option::Takes::nothing && equals != std::string::npos)
            return wrong(Word::cli_error_option_no_value, typed);
        if (call.has(typed) && !option->repeated) return wrong(Word::cli_error_option_twice, typed);
        std::string value;
        if (equals != std::string::npos) {
            value = argument.substr(equals + 1);
        } else if (option->takes == Option::Takes::value) {
            if (++i == arguments.size()) return wrong(Word::cli_error_option_value, typed, std::string(option->value));
            value = arguments[i];
        }
        call.options[typed].push_back(value);
    }
    call.data = call.value(data_option.name);
    if (call.operands.size() + command.may_miss < command.operands.size())
        return wrong(Word::cli_error_operand_missing, std::string(command.operands[call.operands.size()]), name);
    const bool any_number = !command.operands.empty() && command.operands.back().ends_with("…");
    if (call.operands.size() > command.operands.size() && !any_number)
        return wrong(Word::cli_error_operand_extra, call.operands[command.operands.size()], name);
    for (const Option& option : command.options)
        if (option.required && !call.has(option.name))
            return wrong(Word::cli_error_option_missing, std::string(option.name), name);
    return call;
}

}  // namespace katern::cli
