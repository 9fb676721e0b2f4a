// KOReader: the JSON of its exporter, and the Lua file that it keeps beside a book.
#include "share/foreign/formats.h"
#include "words/words.h"

namespace katern::share::foreign {
namespace {

// The exporter's file names its version; the Lua file lists what was read with a drawer and an XPointer.
bool recognise_koreader(const Json& outline, const Json&) {
    if (text_of(outline, "version").starts_with("json/")) return true;
    const Json* list = member(outline, "annotations");
    return list && list->is_array() && !list->empty() && member(list->front(), "datetime");
}

void describe_koreader(const Json& outline, ForeignSet& set) {
    set.format = "KOReader";
    set.title = text_of(outline, "title");
    if (const Json* properties = member(outline, "doc_props"); properties && set.title.empty())
        set.title = text_of(*properties, "title");
    const Json* documents = member(outline, "documents");
    if (documents && count_of(*documents) == 1) set.title = text_of(documents->front(), "title");
}

// "2026-03-01 08:42:44", of the device's own clock and taken to be UTC; the exporter counts seconds.
Result<void> read_any_times(const Json& entry, ForeignItem& item, const Situation& at) {
    if (const Json* seconds = member(entry, "time")) return set_times(item, time_from_seconds(*seconds), {}, at);
    return read_times(item, entry, "datetime", "datetime_updated", at);
}

Result<std::vector<ForeignItem>> read_koreader(const JsonItem& json, const Json& outline, const Situation& at) {
    const Json& entry = json.value;
    if (!entry.is_object()) return leave_out(Word::foreign_item_not_one, at);
    for (const std::string_view name : {"text", "note", "chapter"})
        if (const Json* value = member(entry, name); value && !value->is_string()) return wrong_member(name, at);
    ForeignItem item;
    item.body = text_of(entry, "note");
    item.category = category_of(text_of(entry, "color"));
    add_source(item, text_of(entry, "chapter"));
    for (const std::string_view name : {"pos0", "pn_xp", "page"}) add_source(item, text_of(entry, name));
    if (Result<void> times = read_any_times(entry, item, at); !times) return tl::unexpected(times.error());
    // A bookmark's text is what KOReader made of it: "in Foreword".
    const bool bookmark = text_of(entry, "drawer").empty() && text_of(entry, "sort") != "highlight";
    if (!bookmark) item.exact = text_of(entry, "text");
    if (!bookmark && item.exact.empty() && item.body.empty()) return leave_out(Word::foreign_item_nothing, at);
    item.kind = bookmark ? notes::Kind::bookmark : kind_by_content(item);
    const Json* documents = member(outline, "documents");
    if (documents && count_of(*documents) > 1 && json.document < documents->size())
        item.book = text_of((*documents)[json.document], "title");
    item.unknown = unknown_text(without(entry, {"text", "note", "chapter", "color", "datetime", "datetime_updated",
                                                "time", "page", "pos0", "pos1", "pn_xp", "pageno", "sort"}));
    return finished_alone(std::move(item), at);
}

}  // namespace

const Format& koreader() {
    static const Format format{recognise_koreader, describe_koreader, {"entries", "annotations"}, read_koreader};
    return format;
}

}  // namespace katern::share::foreign
