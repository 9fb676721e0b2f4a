// Readest: its export as JSON.
#include "share/foreign/formats.h"
#include "words/words.h"

namespace katern::share::foreign {
namespace {

bool recognise_readest(const Json& outline, const Json&) {
    return text_of(outline, "$format") == "readest-annotations";
}

void describe_readest(const Json& outline, ForeignSet& set) {
    set.format = "Readest";
    if (const Json* book = member(outline, "book")) set.title = text_of(*book, "title");
}

Result<std::vector<ForeignItem>> read_readest(const JsonItem& json, const Json&, const Situation& at) {
    const Json& entry = json.value;
    if (!entry.is_object()) return leave_out(Word::foreign_item_not_one, at);
    if (member(entry, "deletedAt")) return leave_out(Word::foreign_item_removed, at);
    for (const std::string_view name : {"text", "note", "color"})
        if (const Json* value = member(entry, name); value && !value->is_string()) return wrong_member(name, at);
    ForeignItem item;
    item.id = id_of(entry, "id");
    item.body = text_of(entry, "note");
    item.category = category_of(text_of(entry, "color"));
    add_source(item, text_of(entry, "cfi"));
    add_source(item, text_of(entry, "xpointer0"));
    if (Result<void> times = read_times(item, entry, "createdAt", "updatedAt", at); !times)
        return tl::unexpected(times.error());
    // A bookmark's text is the beginning of its page.
    const bool bookmark = text_of(entry, "type") == "bookmark";
    if (!bookmark) item.exact = text_of(entry, "text");
    if (!bookmark && item.exact.empty() && item.body.empty()) return leave_out(Word::foreign_item_nothing, at);
    // A note without words is still about a passage, which only the CFI tells.
    item.kind = bookmark ? notes::Kind::bookmark : notes::Kind::highlight;
    item.unknown = unknown_text(without(
        entry, {"id", "type", "cfi", "note", "createdAt", "updatedAt", "text", "color", "xpointer0", "xpointer1"}));
    return finished_alone(std::move(item), at);
}

}  // namespace

const Format& readest() {
    static const Format format{recognise_readest, describe_readest, {"annotations"}, read_readest};
    return format;
}

}  // namespace katern::share::foreign
