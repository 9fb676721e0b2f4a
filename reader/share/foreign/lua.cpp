// A table as KOReader writes it (Lua 5.1 reference manual, sections 2.1 and 2.5.7), read as data: constants and tables,
// nothing that could be run.
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <utility>

#include "share/foreign/clean.h"
#include "share/foreign/formats.h"
#include "text/text.h"
#include "words/words.h"

namespace katern::share::foreign {
namespace {

constexpr std::size_t deepest_table = 32;
constexpr std::size_t most_values = 5'000'000;

bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_digit_of_lua(char c) {
    return c >= '0' && c <= '9';
}

class LuaParser {
public:
    explicit LuaParser(std::string_view text) : text_(text) {}

    // Nothing when it is no table, or more than one.
    std::optional<Json> parse() {
        skip_space();
        if (!take_word("return")) return std::nullopt;
        skip_space();
        Json out;
        if (!value(out, 0)) return std::nullopt;
        skip_space();
        take(';');
        skip_space();
        return at_ == text_.size() && (out.is_object() || out.is_array()) ? std::optional(std::move(out))
                                                                          : std::nullopt;
    }

    [[nodiscard]] std::size_t position() const { return at_; }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    bool take(char c) {
        if (peek() != c || at_ >= text_.size()) return false;
        ++at_;
        return true;
    }

    bool take_word(std::string_view word) {
        if (!text_.substr(at_).starts_with(word)) return false;
        const char next = peek(word.size());
        if (is_name_start(next) || is_digit_of_lua(next)) return false;
        at_ += word.size();
        return true;
    }

    void skip_space() {
        for (;;) {
            while (at_ < text_.size() && std::string_view(" \t\r\n\v\f").find(text_[at_]) != std::string_view::npos)
                ++at_;
            if (!text_.substr(at_).starts_with("--")) return;
            at_ += 2;
            std::string comment;
            if (!long_bracket(comment)) at_ = std::min(text_.find('\n', at_), text_.size());
        }
    }

    // "[[ … ]]" or "[==[ … ]==]"; nothing is taken when it is none.
    bool long_bracket(std::string& out) {
        std::size_t level = 0;
        if (peek() != '[') return false;
        while (peek(1 + level) == '=') ++level;
        if (peek(1 + level) != '[') return false;
        const std::string end = "]" + std::string(level, '=') + "]";
        const std::size_t start = at_ + level + 2;
        const std::size_t close = text_.find(end, start);
        if (close == std::string_view::npos) return false;
        std::string_view inside = text_.substr(start, close - start);
        if (inside.starts_with('\n')) inside.remove_prefix(1);
        out = inside;
        at_ = close + end.size();
        return true;
    }

    bool value(Json& out, std::size_t depth) {
        if (++values_ > most_values || depth > deepest_table) return false;
        const char c = peek();
        if (c == '{') return table(out, depth);
        if (c == '"' || c == '\'' || c == '[') return string_value(out);
        if (is_digit_of_lua(c) || c == '-' || c == '.') return number(out);
        if (take_word("true")) return out = true, true;
        if (take_word("false")) return out = false, true;
        return take_word("nil");
    }

    bool string_value(Json& out) {
        std::string text;
        if (peek() == '[' ? !long_bracket(text) : !quoted(text)) return false;
        out = clean(std::move(text));
        return true;
    }

    bool quoted(std::string& out) {
        const char quote = text_[at_++];
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c == quote) return true;
            if (c == '\n') return false;
            if (c != '\\') {
                out += c;
            } else if (!escape(out)) {
                return false;
            }
        }
        return false;
    }

    bool escape(std::string& out) {
        if (at_ >= text_.size()) return false;
        const char c = text_[at_++];
        constexpr std::string_view letters = "abfnrtv", signs = "\a\b\f\n\r\t\v";
        if (const std::size_t found = letters.find(c); found != std::string_view::npos) {
            out += signs[found];
        } else if (is_digit_of_lua(c)) {
            --at_;
            return decimal_byte(out);
        } else if (c == 'x') {
            return hex_byte(out);
        } else if (c == 'u') {
            return code_point(out);
        } else if (c == 'z') {
            while (at_ < text_.size() && std::string_view(" \t\r\n\v\f").find(text_[at_]) != std::string_view::npos)
                ++at_;
        } else {
            out += c;  // a sign, or the end of a line, as itself
        }
        return true;
    }

    bool decimal_byte(std::string& out) {
        unsigned byte = 0;
        for (int digits = 0; digits < 3 && is_digit_of_lua(peek()); ++digits)
            byte = byte * 10 + static_cast<unsigned>(text_[at_++] - '0');
        out += static_cast<char>(byte & 0xFF);
        return byte < 256;
    }

    bool hex_byte(std::string& out) {
        unsigned byte = 0;
        if (at_ + 2 > text_.size()) return false;
        const char* const start = text_.data() + at_;
        if (std::from_chars(start, start + 2, byte, 16).ptr != start + 2) return false;
        out += static_cast<char>(byte);
        at_ += 2;
        return true;
    }

    bool code_point(std::string& out) {
        if (!take('{')) return false;
        std::uint32_t number = 0;
        const char* const start = text_.data() + at_;
        const auto [end, error] = std::from_chars(start, text_.data() + text_.size(), number, 16);
        if (error != std::errc{}) return false;
        at_ += static_cast<std::size_t>(end - start);
        const char32_t c =
            number > 0x10FFFF || (number >= 0xD800 && number < 0xE000) ? U'\uFFFD' : static_cast<char32_t>(number);
        text::append_utf8(out, c);
        return take('}');
    }

    bool number(Json& out) {
        const std::size_t start = at_;
        while (at_ < text_.size() && (is_digit_of_lua(text_[at_]) || is_name_start(text_[at_]) || text_[at_] == '.' ||
                                      text_[at_] == '-' || text_[at_] == '+'))
            ++at_;
        const std::string digits(text_.substr(start, std::min<std::size_t>(at_ - start, 64)));
        std::int64_t whole = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), whole);
        if (error == std::errc{} && end == digits.data() + digits.size()) {
            out = whole;
            return true;
        }
        char* last = nullptr;
        const double value = std::strtod(digits.c_str(), &last);
        out = value;
        return at_ - start <= 64 && last == digits.c_str() + digits.size();
    }

    // Keys 1, 2, 3 … give an array, all others an object.
    bool table(Json& out, std::size_t depth) {
        ++at_;
        std::vector<Json> list;
        Json named = Json::object();
        for (;;) {
            skip_space();
            if (take('}')) break;
            if (!entry(list, named, depth)) return false;
            skip_space();
            if (!take(',') && !take(';') && peek() != '}') return false;
        }
        if (named.empty() && !list.empty()) {
            out = Json(std::move(list));
            return true;
        }
        for (std::size_t i = 0; i < list.size(); ++i) named[std::to_string(i + 1)] = std::move(list[i]);
        out = std::move(named);
        return true;
    }

    bool entry(std::vector<Json>& list, Json& named, std::size_t depth) {
        Json key, content;
        const char next = peek(1);
        if (peek() == '[' && next != '[' && next != '=') {
            ++at_;
            skip_space();
            if (!value(key, deepest_table) || !(skip_space(), take(']'))) return false;
            if (!(skip_space(), take('='))) return false;
        } else if (is_name_start(peek()) && has_name()) {
            key = name();
            if (!(skip_space(), take('='))) return false;
        }
        skip_space();
        if (!value(content, depth + 1)) return false;
        if (key.is_null() ||
            (key.is_number_integer() && key.get<std::int64_t>() == static_cast<std::int64_t>(list.size()) + 1)) {
            list.push_back(std::move(content));
        } else if (key.is_string()) {
            named[key.get<std::string>()] = std::move(content);
        } else {
            named[key.dump()] = std::move(content);
        }
        return true;
    }

    // Whether a name with "=" behind it stands here, and not a value such as true.
    [[nodiscard]] bool has_name() const {
        std::size_t end = at_;
        while (end < text_.size() && (is_name_start(text_[end]) || is_digit_of_lua(text_[end]))) ++end;
        end = text_.find_first_not_of(" \t\r\n", end);
        return end != std::string_view::npos && text_[end] == '=';
    }

    std::string name() {
        const std::size_t start = at_;
        while (is_name_start(peek()) || is_digit_of_lua(peek())) ++at_;
        return std::string(text_.substr(start, at_ - start));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t values_ = 0;
};

}  // namespace

bool is_lua_table(std::string_view text) {
    for (;;) {
        const std::size_t first = text.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos) return false;
        text.remove_prefix(first);
        if (!text.starts_with("--")) return text.starts_with("return");
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return false;
        text.remove_prefix(end);
    }
}

Result<Json> read_lua_table(std::string_view text, std::string_view file_name) {
    LuaParser parser(text);
    std::optional<Json> table = parser.parse();
    if (!table) return fail(Word::foreign_broken, std::string(file_name), static_cast<double>(parser.position()));
    return std::move(*table);
}

}  // namespace katern::share::foreign
