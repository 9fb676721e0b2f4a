// W3C EPUB Annotations 1.0 (editors' draft of 2026), and its older form, the raw JSON of Readium and Thorium.
#include "share/foreign/formats.h"
#include "share/foreign/web_annotation.h"

namespace katern::share::foreign {
namespace {

bool recognise_annotation_set(const Json& outline, const Json&) {
    return text_of(outline, "type") == "AnnotationSet" || (member(outline, "about") && member(outline, "items"));
}

// A text, or one with its language, or the first of several.
std::string words_of(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_array()) return value.empty() || value.front().is_array() ? std::string() : words_of(value.front());
    return text_of(value, "text");
}

void describe_annotation_set(const Json& outline, ForeignSet& set) {
    const Json* generator = member(outline, "generator");
    set.format = generator && text_of(*generator, "name").starts_with("Thorium") ? "Thorium" : "EPUB Annotations";
    if (const Json* creator = member(outline, "creator")) set.writer = read_agent(*creator);
    if (const Json* extension = member(outline, extension_member); extension && extension->is_object())
        set.extension = extension->dump(-1, ' ', false, Json::error_handler_t::replace);
    const Json* about = member(outline, "about");
    if (!about) return;
    if (const Json* title = member(*about, "dc:title")) set.title = words_of(*title);
    const Json* ids = member(*about, "dc:identifier");
    if (!ids) return;
    if (ids->is_string()) set.book_ids.push_back(ids->get<std::string>());
    if (ids->is_array())
        for (const Json& id : *ids)
            if (id.is_string()) set.book_ids.push_back(id.get<std::string>());
}

Result<std::vector<ForeignItem>> read_annotation_set(const JsonItem& item, const Json&, const Situation& at) {
    return read_web_annotation(item.value, at);
}

}  // namespace

const Format& annotation_set() {
    static const Format format{recognise_annotation_set, describe_annotation_set, {"items"}, read_annotation_set};
    return format;
}

}  // namespace katern::share::foreign
