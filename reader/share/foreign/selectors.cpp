#include "share/foreign/selectors.h"

#include <utility>
#include <vector>

#include "share/foreign/clean.h"

namespace katern::share::foreign {
namespace {

// A position within `refinedBy` counts from what it refines, and not from the start of the document.
enum class Within : std::uint8_t { document, element };

void read_one(const Json& selector, Within within, Selected& out);

void read_quote(const Json& selector, Selected& out) {
    if (out.has_words()) return;  // the first is the best, as the model's order says
    const Json* exact = member(selector, "exact");
    if (!exact || !exact->is_string()) {
        out.wrong = "exact";
        return;
    }
    out.exact = exact->get<std::string>();
    out.prefix = text_of(selector, "prefix");
    out.suffix = text_of(selector, "suffix");
}

void read_position(const Json& selector, Selected& out) {
    const Json* start = member(selector, "start");
    const Json* end = member(selector, "end");
    if (!start || !end || !start->is_number_unsigned() || !end->is_number_unsigned()) return;
    if (start->get<std::size_t>() > end->get<std::size_t>() || out.start) return;
    out.start = start->get<std::size_t>();
    out.end = end->get<std::size_t>();
}

// The id of an element, and not a place in a film, a page of a PDF or an XPointer.
bool is_element_id(std::string_view value) {
    return !value.empty() && value.find_first_of("(=/, ") == std::string_view::npos;
}

void read_fragment(const Json& selector, Selected& out) {
    const std::string value = text_of(selector, "value");
    if (std::optional<Selected> found = read_text_fragment(value)) {
        if (out.has_words()) return;
        out.exact = std::move(found->exact);
        out.prefix = std::move(found->prefix);
        out.suffix = std::move(found->suffix);
        out.ends = std::move(found->ends);
    } else if (value.starts_with("epubcfi(")) {
        out.cfi = value;
    } else if (is_element_id(value)) {
        out.fragment = value;
    }
}

void read_refinement(const Json& selector, const std::string& type, Selected& out) {
    const Json* refined = member(selector, "refinedBy");
    if (!refined) return;
    const std::string value = text_of(selector, "value");
    const bool whole = type == "CssSelector" && (value == "body" || value == "html" || value == ":root");
    const Within within = whole ? Within::document : Within::element;
    if (!refined->is_array()) return read_one(*refined, within, out);
    for (const Json& one : *refined) read_one(one, within, out);
}

void read_one(const Json& selector, Within within, Selected& out) {
    out.any = true;
    if (!selector.is_object()) return;
    const std::string type = text_of(selector, "type");
    if (type == "TextQuoteSelector") {
        read_quote(selector, out);
    } else if (type == "TextPositionSelector" && within == Within::document) {
        read_position(selector, out);
    } else if (type == "FragmentSelector") {
        read_fragment(selector, out);
    }
    read_refinement(selector, type, out);
}

// The parts of a directive between commas that stand as they are; one within a part is written as %2C.
std::vector<std::string_view> parts_of(std::string_view directive) {
    std::vector<std::string_view> parts;
    for (std::size_t comma = directive.find(','); comma != std::string_view::npos; comma = directive.find(',')) {
        parts.push_back(directive.substr(0, comma));
        directive.remove_prefix(comma + 1);
    }
    parts.push_back(directive);
    return parts;
}

}  // namespace

std::optional<Selected> read_text_fragment(std::string_view address) {
    constexpr std::string_view sign = ":~:";
    constexpr std::string_view directive = "text=";
    const std::size_t at = address.find(sign);
    if (at == std::string_view::npos) return std::nullopt;
    const std::size_t text = address.find(directive, at + sign.size());
    if (text == std::string_view::npos) return std::nullopt;
    const std::string_view behind = address.substr(text + directive.size());
    std::vector<std::string_view> parts = parts_of(behind.substr(0, behind.find('&')));
    Selected out;
    out.any = true;
    if (parts.size() > 1 && parts.front().ends_with('-')) {
        out.prefix = percent_decoded(parts.front().substr(0, parts.front().size() - 1));
        parts.erase(parts.begin());
    }
    if (parts.size() > 1 && parts.back().starts_with('-')) {
        out.suffix = percent_decoded(parts.back().substr(1));
        parts.pop_back();
    }
    if (parts.empty() || parts.size() > 2 || parts.front().empty()) return std::nullopt;
    out.exact = percent_decoded(parts.front());
    if (parts.size() == 2) {
        out.ends = QuoteEnds{out.exact, percent_decoded(parts.back())};
        out.exact = out.ends->first + " … " + out.ends->last;
    }
    return out;
}

Selected read_selectors(const Json& selector) {
    Selected out;
    if (selector.is_array()) {
        for (const Json& one : selector) read_one(one, Within::document, out);
    } else {
        read_one(selector, Within::document, out);
    }
    return out;
}

void select(ForeignItem& item, Selected&& selected) {
    item.exact = std::move(selected.exact);
    item.prefix = std::move(selected.prefix);
    item.suffix = std::move(selected.suffix);
    item.ends = std::move(selected.ends);
    item.start = selected.start;
    item.end = selected.end;
    if (!selected.fragment.empty() && !item.sources.empty() && item.sources.front().find('#') == std::string::npos)
        item.sources.front() += "#" + selected.fragment;
    add_source(item, selected.cfi);
}

}  // namespace katern::share::foreign
