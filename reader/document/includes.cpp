#include "document/includes.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "document/paths.h"
#include "words/words.h"

namespace katern::document {
namespace {

constexpr int deepest = 10;  // as mdBook has it
constexpr std::size_t largest = std::size_t{64}
                                << 20;  // bytes of a chapter; includes of includes could grow without end

std::string_view trim(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t");
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(" \t") - start + 1);
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        std::string_view line = text.substr(start, end - start);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line);
        start = end + 1;
    }
    return lines;
}

// What to take of a file: lines from `first` (0-based) up to `last`, or what stands between the lines of an anchor.
struct Part {
    std::size_t first = 0;
    std::size_t last = std::string::npos;
    std::string anchor;
};

std::optional<std::size_t> number(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// "", "2", "2:", ":10", "2:10" or "anchor".
Part parse_part(std::string_view text) {
    Part part;
    const std::size_t colon = text.find(':');
    const std::string_view first = text.substr(0, colon);
    const std::optional<std::size_t> from = number(first);
    if (!from && !first.empty()) {
        part.anchor = std::string(first);
        return part;
    }
    if (from) part.first = *from > 0 ? *from - 1 : 0;
    if (colon == std::string_view::npos) {
        if (from) part.last = part.first + 1;
    } else {
        const std::string_view rest = text.substr(colon + 1);
        if (const auto to = number(rest.substr(0, rest.find(':')))) part.last = *to;
    }
    return part;
}

// The name after `keyword` ("ANCHOR:"), or nothing when the line doesn't have it.
std::optional<std::string_view> anchor_in(std::string_view line, std::string_view keyword) {
    const std::size_t at = line.find(keyword);
    if (at == std::string_view::npos) return std::nullopt;
    std::string_view name = line.substr(at + keyword.size());
    name.remove_prefix(std::min(name.find_first_not_of(" \t"), name.size()));
    std::size_t end = 0;
    const auto belongs = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
               (static_cast<unsigned char>(c) & 0x80) != 0;
    };
    while (end < name.size() && belongs(name[end])) ++end;
    if (end == 0) return std::nullopt;
    return name.substr(0, end);
}

// The lines of an include. Of a rustdoc_include mdBook hides the lines outside the part until a reader asks for them,
// so they are no part of the text either; there an anchor may open more than once.
std::optional<std::string> take(std::string_view file, const Part& part, bool rustdoc) {
    const std::vector<std::string_view> lines = lines_of(file);
    std::string out;
    const auto add = [&](std::string_view line) { out.append(line).append("\n"); };
    bool inside = false, found = part.anchor.empty();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (part.anchor.empty()) {
            if (i >= part.first && i < part.last) add(lines[i]);
            continue;
        }
        const auto closes = anchor_in(lines[i], "ANCHOR_END:");
        const auto opens = closes ? std::nullopt : anchor_in(lines[i], "ANCHOR:");
        if (inside && closes == part.anchor) {
            inside = false;
            if (!rustdoc) break;
        } else if (inside && !opens && !closes) {
            add(lines[i]);
        } else if (opens == part.anchor) {
            inside = found = true;
        }
    }
    if (out.ends_with('\n')) out.pop_back();
    return found ? std::optional(out) : std::nullopt;
}

struct Directive {
    std::size_t start = 0, end = 0;  // bytes, with the braces (and the backslash before them)
    bool escaped = false;
    std::string_view kind, arguments;
};

// The next {{#kind arguments}} on one line.
std::optional<Directive> find_directive(std::string_view text, std::size_t from) {
    for (std::size_t at = from; (at = text.find("{{", at)) != std::string_view::npos; at += 2) {
        std::size_t i = at + 2;
        while (i < text.size() && (text[i] == ' ' || text[i] == '\t')) ++i;
        if (i >= text.size() || text[i] != '#') continue;
        const std::size_t close = text.find("}}", i);
        if (close == std::string_view::npos || text.substr(i, close - i).find('\n') != std::string_view::npos) continue;
        Directive found;
        found.escaped = at > from && text[at - 1] == '\\';
        found.start = found.escaped ? at - 1 : at;
        found.end = close + 2;
        const std::string_view inner = text.substr(i + 1, close - i - 1);
        const std::size_t space = std::min(inner.find_first_of(" \t"), inner.size());
        found.kind = inner.substr(0, space);
        found.arguments = trim(inner.substr(space));
        return found;
    }
    return std::nullopt;
}

class Expander {
public:
    Expander(const std::string& path, const Files* files, std::vector<Problem>& problems)
        : chapter_(path), files_(files), problems_(problems) {}

    std::string expand(std::string_view text, const std::string& path, int depth, std::vector<std::uint32_t>* lines) {
        std::string out;
        std::size_t done = 0;
        std::uint32_t line = 1;
        const auto copy = [&](std::string_view piece, bool advances) {
            for (const char c : piece) {
                if (c != '\n') continue;
                if (advances) ++line;
                if (lines != nullptr) lines->push_back(line);
            }
            out += piece;
        };
        if (lines != nullptr) lines->assign(1, 1);
        while (const auto directive = find_directive(text, done)) {
            copy(text.substr(done, directive->start - done), true);
            if (depth == 0) line_ = line;
            done = directive->end;
            const std::string_view written = text.substr(directive->start, directive->end - directive->start);
            if (directive->escaped) {
                copy(written.substr(1), false);
            } else if (const auto content = include(*directive, written, path, depth)) {
                copy(indented(*content, out), false);
            } else {
                copy(written, false);
            }
        }
        copy(text.substr(done), true);
        return out;
    }

private:
    std::optional<std::string> include(const Directive& directive, std::string_view written, const std::string& path,
                                       int depth) {
        const bool rustdoc = directive.kind == "rustdoc_include";
        if ((!rustdoc && directive.kind != "include") || directive.arguments.empty())
            return refuse(Word::problem_directive_unknown, std::string(written));
        std::string_view file, rest;
        if (directive.arguments.starts_with('"')) {
            const std::size_t close = directive.arguments.find('"', 1);
            if (close == std::string_view::npos) return refuse(Word::problem_directive_unknown, std::string(written));
            file = directive.arguments.substr(1, close - 1);
            rest = trim(directive.arguments.substr(close + 1));
            if (rest.starts_with(':')) rest.remove_prefix(1);
        } else {
            const std::string_view word = directive.arguments.substr(0, directive.arguments.find_first_of(" \t"));
            const std::size_t colon = std::min(word.find(':'), word.size());
            file = word.substr(0, colon);
            rest = word.substr(std::min(colon + 1, word.size()));
        }
        if (files_ == nullptr) return std::nullopt;
        const std::string target = join(folder_of(path), file);
        if (leads_out(target)) return refuse(Word::problem_include_outside, std::string(file));
        const std::string key = target + ":" + std::string(rest);
        const bool circle = std::find(open_.begin(), open_.end(), key) != open_.end();
        if (circle || depth >= deepest || size_ > largest) return refuse(Word::problem_include_deep, std::string(file));
        if (!files_->exists(target)) return refuse(Word::problem_include_missing, target);
        const Result<std::string> bytes = files_->read(target);
        if (!bytes || text::find_invalid_utf8(*bytes) != std::string_view::npos ||
            bytes->find('\0') != std::string::npos)
            return refuse(Word::problem_include_unreadable, target);
        const Part part = parse_part(rest);
        const std::optional<std::string> content = take(*bytes, part, rustdoc);
        if (!content) return refuse(Word::problem_include_anchor, target, part.anchor);
        size_ += content->size();
        open_.push_back(key);
        std::string expanded = expand(*content, target, depth + 1, nullptr);
        open_.pop_back();
        return expanded;
    }

    template <class... A>
    std::nullopt_t refuse(Word word, A&&... arguments) {
        problems_.push_back({chapter_, line_, Error{word, Arguments{Argument(std::forward<A>(arguments))...}}});
        return std::nullopt;
    }

    // Within a quote or a list item every line of the included text needs what stands before the first.
    static std::string indented(const std::string& content, const std::string& before) {
        const std::string prefix = before.substr(before.rfind('\n') + 1);
        if (prefix.empty() || prefix.find_first_not_of(" \t>") != std::string::npos) return content;
        std::string out;
        for (const char c : content) {
            out += c;
            if (c == '\n') out += prefix;
        }
        return out;
    }

    const std::string& chapter_;
    const Files* files_;
    std::vector<Problem>& problems_;
    std::vector<std::string> open_;  // what is being included in what
    std::uint32_t line_ = 1;         // of the chapter, where the outermost include stands
    std::size_t size_ = 0;           // bytes included so far
};

}  // namespace

std::string follow_includes(std::string_view text, const std::string& path, const Files* files,
                            std::vector<std::uint32_t>& lines, std::vector<Problem>& problems) {
    return Expander(path, files, problems).expand(text, path, 0, &lines);
}

}  // namespace katern::document
