// Foliate: its export as JSON.
#include <algorithm>
#include <array>

#include "share/foreign/formats.h"
#include "words/words.h"

namespace katern::share::foreign {
namespace {

bool is_place(const Json& value) {
    return value.is_string() && value.get_ref<const std::string&>().starts_with("epubcfi(");
}

bool recognise_foliate(const Json& outline, const Json& first) {
    if (!outline.is_object() || (!outline.contains("annotations") && !outline.contains("bookmarks"))) return false;
    const Json* value = member(first, "value");
    return is_place(first) || (value && is_place(*value)) || member(outline, "lastLocation");
}

void describe_foliate(const Json& outline, ForeignSet& set) {
    set.format = "Foliate";
    const Json* metadata = member(outline, "metadata");
    if (!metadata) return;
    set.title = text_of(*metadata, "title");
    if (const std::string id = text_of(*metadata, "identifier"); !id.empty()) set.book_ids.push_back(id);
}

// Its colour may be a way of marking.
bool is_style(std::string_view color) {
    constexpr std::array<std::string_view, 4> styles{"underline", "squiggly", "strikethrough", "outline"};
    return std::find(styles.begin(), styles.end(), color) != styles.end();
}

Result<std::vector<ForeignItem>> read_foliate(const JsonItem& json, const Json&, const Situation& at) {
    const Json& entry = json.value;
    ForeignItem item;
    if (json.list == "bookmarks") {
        if (!is_place(entry)) return wrong_member("bookmarks", at);
        item.kind = notes::Kind::bookmark;
        add_source(item, entry.get<std::string>());
        return std::vector<ForeignItem>{std::move(item)};
    }
    if (!entry.is_object()) return leave_out(Word::foreign_item_not_one, at);
    for (const std::string_view name : {"text", "note", "color", "value"})
        if (const Json* value = member(entry, name); value && !value->is_string()) return wrong_member(name, at);
    item.exact = text_of(entry, "text");
    item.body = text_of(entry, "note");
    if (item.exact.empty() && item.body.empty()) return leave_out(Word::foreign_item_nothing, at);
    const std::string color = text_of(entry, "color");
    if (!is_style(color)) item.category = category_of(color);
    add_source(item, text_of(entry, "value"));
    if (Result<void> times = read_times(item, entry, "created", "modified", at); !times)
        return tl::unexpected(times.error());
    item.unknown = unknown_text(without(entry, {"value", "color", "text", "note", "created", "modified"}));
    return finished_alone(std::move(item), at);
}

}  // namespace

const Format& foliate() {
    static const Format format{recognise_foliate, describe_foliate, {"annotations", "bookmarks"}, read_foliate};
    return format;
}

}  // namespace katern::share::foreign
