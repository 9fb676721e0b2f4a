// A form for a Markdown export, as a network can write it: plain text with names in double braces. It holds no code and
// reads no files. The names and an example stand in README.md beside this file.
//
//     {{name}}         the value, escaped so that it reads in Markdown as it does in the book
//     {{{name}}}       the value as it is
//     {{#name}}…{{/name}}   for each of a list; once for a text that isn't empty
//     {{^name}}…{{/name}}   only for an empty list or text
//     {{! words }}     a comment
//
// A line that holds nothing but one of the last three gives no line. Names are looked up outwards, as in Mustache, whose
// partials, lambdas and other delimiters are left out.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "share/share.h"

namespace katern::share {

// What a template is filled with.
struct TemplateValue {
    using Fields = std::map<std::string, TemplateValue, std::less<>>;

    std::string text;
    bool is_markdown = false;  // stands as it is in {{name}} too
    bool is_list = false;
    std::vector<Fields> items;
};

class Template {
public:
    // `path`: for messages. Fails with the number of the line: a brace that isn't closed, a section that isn't closed or
    // closed by another name, a name that there isn't (anywhere, or not at that place).
    [[nodiscard]] static Result<Template> parse(std::string_view source, const std::string& path);
    [[nodiscard]] std::string fill(const TemplateValue::Fields& fields) const;

    // Internal: what a template is made of.
    struct Node;

private:
    std::vector<std::shared_ptr<const Node>> nodes_;
};

// Notes by a template: one that `parse` accepted.
[[nodiscard]] std::string to_markdown(const Selection& selection, const document::Book& book, Language language,
                                      const Template& form);

}  // namespace katern::share
