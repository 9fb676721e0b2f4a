#include "notes/reflection.h"

#include <algorithm>
#include <array>

namespace katern::notes {
namespace {

constexpr std::array cycle_names{std::string_view("immediate"), std::string_view("potential"), std::string_view("applied"),
                                 std::string_view("realized"), std::string_view("reframing")};

}  // namespace

std::string_view to_text(ValueCycle cycle) {
    return cycle_names.at(static_cast<std::size_t>(cycle));
}

std::optional<ValueCycle> value_cycle_from(std::string_view text) {
    const auto found = std::find(cycle_names.begin(), cycle_names.end(), text);
    if (found == cycle_names.end()) return std::nullopt;
    return static_cast<ValueCycle>(found - cycle_names.begin());
}

std::string reflection_body(std::string_view question, std::string_view answer) {
    if (question.empty()) return std::string(answer);
    std::string body;
    for (std::size_t start = 0; start <= question.size();) {
        const std::size_t end = std::min(question.find('\n', start), question.size());
        body += end > start ? "> " + std::string(question.substr(start, end - start)) : ">";
        body += "\n";
        start = end + 1;
    }
    return body + "\n" + std::string(answer);
}

Reflection reflection_in(Kind kind, std::string_view body) {
    Reflection answer;
    std::size_t at = 0;
    while (kind == Kind::reflection && at < body.size() && body[at] == '>') {
        const std::size_t end = std::min(body.find('\n', at), body.size());
        std::string_view line = body.substr(at + 1, end - at - 1);
        if (line.starts_with(' ')) line.remove_prefix(1);
        if (at > 0) answer.question += "\n";
        answer.question += line;
        at = std::min(end + 1, body.size());
    }
    if (at > 0 && at < body.size() && body[at] == '\n') ++at;
    answer.words = body.substr(at);
    return answer;
}

}  // namespace katern::notes
