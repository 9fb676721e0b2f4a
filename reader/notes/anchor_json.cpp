#include "notes/anchor_json.h"

#include <nlohmann/json.hpp>

namespace katern::notes {
namespace {

using Ordered = nlohmann::ordered_json;

std::string text_in(const Ordered& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<std::size_t> number_in(const Ordered& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_unsigned()) return std::nullopt;
    return found->get<std::size_t>();
}

}  // namespace

std::string to_json(const Anchor& anchor) {
    Ordered out{{"book", anchor.book_id},
                {"bookHash", anchor.book_hash},
                {"textRules", anchor.text_rules},
                {"chapter", anchor.chapter},
                {"chapterHash", anchor.chapter_hash},
                {"start", anchor.range.start},
                {"end", anchor.range.end},
                {"exact", anchor.exact},
                {"prefix", anchor.prefix},
                {"suffix", anchor.suffix},
                {"headings", anchor.headings}};
    if (anchor.figure) out["figure"] = {{"image", anchor.figure->image}, {"alternative", anchor.figure->alternative}};
    return out.dump(-1, ' ', false, Ordered::error_handler_t::replace);
}

std::optional<Anchor> anchor_from_json(std::string_view json) {
    const Ordered object = Ordered::parse(json, nullptr, false);
    if (!object.is_object()) return std::nullopt;
    const std::optional<std::size_t> start = number_in(object, "start"), end = number_in(object, "end");
    if (!start || !end || *start > *end) return std::nullopt;
    Anchor out;
    out.book_id = text_in(object, "book");
    out.book_hash = text_in(object, "bookHash");
    if (const std::optional<std::size_t> rules = number_in(object, "textRules"))
        out.text_rules = static_cast<int>(*rules);
    out.chapter = text_in(object, "chapter");
    out.chapter_hash = text_in(object, "chapterHash");
    out.range = {*start, *end};
    out.exact = text_in(object, "exact");
    out.prefix = text_in(object, "prefix");
    out.suffix = text_in(object, "suffix");
    if (const auto headings = object.find("headings"); headings != object.end() && headings->is_array())
        for (const Ordered& heading : *headings)
            if (heading.is_string()) out.headings.push_back(heading.get<std::string>());
    if (const auto figure = object.find("figure"); figure != object.end() && figure->is_object())
        out.figure = FigureSelector{text_in(*figure, "image"), text_in(*figure, "alternative")};
    if (out.chapter.empty()) return std::nullopt;
    return out;
}

}  // namespace katern::notes
