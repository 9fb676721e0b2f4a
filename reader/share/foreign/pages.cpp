// The Web Annotation Data Model's own files: an annotation, a page of them, a collection, or just a list.
#include "share/foreign/formats.h"
#include "share/foreign/web_annotation.h"

namespace katern::share::foreign {
namespace {

bool is_annotation(const Json& value) {
    return text_of(value, "type") == "Annotation" || (member(value, "target") && member(value, "motivation"));
}

bool recognise_pages(const Json& outline, const Json& first) {
    const std::string type = text_of(outline, "type");
    return type == "AnnotationPage" || type == "AnnotationCollection" || is_annotation(outline) ||
           (outline.is_array() && is_annotation(first));
}

void describe_pages(const Json& outline, ForeignSet& set) {
    set.format = "Web Annotation";
    if (text_of(outline, "type") == "Annotation") return;
    if (const Json* creator = member(outline, "creator")) set.writer = read_agent(*creator);
}

Result<std::vector<ForeignItem>> read_pages(const JsonItem& item, const Json&, const Situation& at) {
    return read_web_annotation(item.value, at);
}

}  // namespace

const Format& web_annotation() {
    static const Format format{recognise_pages, describe_pages, {"items", ""}, read_pages};
    return format;
}

}  // namespace katern::share::foreign
