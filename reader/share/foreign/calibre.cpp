// calibre: the annotations of its library browser, and the highlights of its viewer.
#include "share/foreign/formats.h"
#include "words/words.h"

namespace katern::share::foreign {
namespace {

bool recognise_calibre(const Json& outline, const Json&) {
    const std::string type = text_of(outline, "type");
    return type == "calibre_annotation_collection" || type == "calibre_highlights";
}

void describe_calibre(const Json&, ForeignSet& set) {
    set.format = "calibre";
}

// One of the built-in colours by its name; one of the person's own by the name they gave it, else its value. A line
// under the words is no colour.
std::string color_of(const Json& style) {
    if (text_of(style, "kind") != "color") return {};
    for (const std::string_view name : {"which", "friendly-name", "light"})
        if (std::string color = text_of(style, name); !color.empty()) return color;
    return {};
}

void read_place(const Json& entry, ForeignItem& item) {
    add_source(item, text_of(entry, "spine_name"));
    const Json* titles = member(entry, "toc_family_titles");
    if (!titles || !titles->is_array()) return;
    for (const Json& title : *titles)
        if (title.is_string()) item.headings.push_back(title.get<std::string>());
}

Result<std::vector<ForeignItem>> read_calibre(const JsonItem& json, const Json&, const Situation& at) {
    const Json& entry = json.value;
    if (!entry.is_object()) return leave_out(Word::foreign_item_not_one, at);
    if (const Json* removed = member(entry, "removed"); removed && *removed == Json(true))
        return leave_out(Word::foreign_item_removed, at);
    for (const std::string_view name : {"highlighted_text", "notes", "title"})
        if (const Json* value = member(entry, name); value && !value->is_string()) return wrong_member(name, at);
    const std::string type = text_of(entry, "type");
    const bool bookmark = type == "bookmark";
    if (!bookmark && type != "highlight") return leave_out(Word::foreign_item_not_one, at);

    ForeignItem item;
    item.id = id_of(entry, "uuid");
    item.exact = text_of(entry, "highlighted_text");
    item.body = text_of(entry, bookmark ? "title" : "notes");
    if (!bookmark && item.exact.empty()) return leave_out(Word::foreign_item_no_words, at);
    if (const Json* style = member(entry, "style")) item.category = category_of(color_of(*style));
    read_place(entry, item);
    if (Result<void> times = read_times(item, entry, "timestamp", "", at); !times) return tl::unexpected(times.error());
    item.kind = bookmark ? notes::Kind::bookmark : notes::Kind::highlight;
    item.unknown = unknown_text(
        without(entry, {"type", "uuid", "highlighted_text", "notes", "title", "timestamp", "spine_name", "spine_index",
                        "toc_family_titles", "start_cfi", "end_cfi", "pos", "pos_type", "book_id", "format"}));
    return finished_alone(std::move(item), at);
}

}  // namespace

const Format& calibre() {
    static const Format format{recognise_calibre, describe_calibre, {"annotations", "highlights"}, read_calibre};
    return format;
}

}  // namespace katern::share::foreign
