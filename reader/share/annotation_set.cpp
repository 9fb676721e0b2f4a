#include "share/annotation_set.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "share/epub_path.h"
#include "share/extension.h"
#include "share/zip.h"
#include "words/words.h"

namespace katern::share {
namespace {

using Ordered = nlohmann::ordered_json;

// Where the name `katern` comes from. It names a meaning and no page.
constexpr const char* standard_context = "https://www.w3.org/ns/epub-anno.jsonld";
constexpr const char* our_context = "urn:katern:annotations:1";

std::string dumped(const Ordered& json) {
    return json.dump(-1, ' ', false, Ordered::error_handler_t::replace);
}

bool is_uuid(std::string_view id) {
    if (id.size() != 36) return false;
    for (std::size_t i = 0; i < id.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? id[i] != '-' : std::isxdigit(static_cast<unsigned char>(id[i])) == 0) return false;
    }
    return true;
}

// An id as the URL that the standard asks for.
std::string as_url(const std::string& id) {
    return is_uuid(id) ? "urn:uuid:" + id : "urn:katern:" + relative_url(id);
}

// The labels of EPUB Annotations for our categories; what came from elsewhere stays as it came.
std::string color_of(const std::string& category) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> colors{
        {{"inzicht", "yellow"}, {"vraag", "blue"}, {"actie", "green"}, {"twijfel", "orange"}, {"citaat", "purple"}}};
    for (const auto& [name, color] : colors)
        if (category == name) return std::string(color);
    return category;
}

Ordered target_of(const notes::Anchor& anchor) {
    Ordered target{{"source", epub_path(anchor.chapter)}};
    target["selector"] = Ordered::array();
    target["selector"].push_back(
        {{"type", "TextPositionSelector"}, {"start", anchor.range.start}, {"end", anchor.range.end}});
    target["selector"].push_back(
        {{"type", "TextQuoteSelector"}, {"exact", anchor.exact}, {"prefix", anchor.prefix}, {"suffix", anchor.suffix}});
    return target;
}

Ordered person_json(const notes::Profile& profile) {
    Ordered out{{"id", as_url(profile.id)}, {"type", "Person"}};
    if (!profile.name.empty()) out["name"] = profile.name;
    return out;
}

std::string value_of(const notes::SetItem& item, std::string_view name) {
    const notes::Field* field = item.field(name);
    return field == nullptr ? std::string() : field->value;
}

// A bookmark has no body, a highlight one for its colour and tags only.
std::optional<Ordered> body_of(const notes::SetItem& item) {
    const std::string words = value_of(item, "body"), category = value_of(item, "category");
    const Ordered tags = Ordered::parse(value_of(item, "tags"), nullptr, false);
    const bool has_tags = tags.is_array() && !tags.empty();
    if (words.empty() && category.empty() && !has_tags) return std::nullopt;
    Ordered body{{"type", "TextualBody"}, {"value", words}};
    if (!category.empty()) body["color"] = color_of(category);
    if (has_tags) body["tags"] = tags;
    return body;
}

std::string motivation_of(const notes::SetItem& item) {
    if (!value_of(item, "body").empty()) return "commenting";
    return item.kind == notes::Kind::bookmark ? "bookmarking" : "highlighting";
}

// What another program added comes back where it stood, as long as it says nothing about what we say ourselves.
void add_unknown(Ordered& to, const Ordered& unknown) {
    for (const auto& [name, value] : unknown.items()) {
        const auto present = to.find(name);
        if (present == to.end())
            to[name] = value;
        else if (present->is_object() && value.is_object() && name != extension_member)
            add_unknown(*present, value);
    }
}

Ordered json_of(const notes::SetItem& item, const std::map<std::string, notes::Profile>& people,
                const std::string& id) {
    Ordered out{{"id", id}, {"type", "Annotation"}, {"motivation", motivation_of(item)}};
    const notes::Milliseconds modified = std::max(item.created, item.latest().milliseconds());
    out["created"] = notes::iso_8601(item.created);
    out["modified"] = notes::iso_8601(modified);
    const auto person = people.find(item.author);
    out["creator"] = person_json(person == people.end() ? notes::Profile{item.author, "", ""} : person->second);
    const notes::Anchor nowhere;
    out["target"] = target_of(item.anchors.empty() ? nowhere : item.anchors.back().anchor);
    if (std::optional<Ordered> body = body_of(item)) out["body"] = std::move(*body);
    if (const std::string unknown = value_of(item, "unknown"); !unknown.empty()) {
        const Ordered members = Ordered::parse(unknown, nullptr, false);
        if (members.is_object()) add_unknown(out, members);
    }
    out[std::string(extension_member)] = extension_of(item);
    return out;
}

// The year in an edition's label such as "2026-3"; "" when it has none.
std::string year_of(const std::string& edition) {
    const bool year = edition.size() >= 4 &&
                      std::all_of(edition.begin(), edition.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
    return year ? edition.substr(0, 4) : std::string();
}

Ordered about(const document::Book& book) {
    return {{"dc:identifier", Ordered::array({book_identifier(book)})},
            {"dc:format", "application/epub+zip"},
            {"dc:title", book.title},
            {"dc:publisher", ""},
            {"dc:creator", book.authors},
            {"dc:date", year_of(book.edition)}};
}

std::string without_urn(const std::string& id) {
    constexpr std::string_view urn = "urn:uuid:";
    return id.starts_with(urn) ? id.substr(urn.size()) : id;
}

}  // namespace

std::string annotation_set_json(const notes::NoteSet& set, const document::Book& book, const Progress& progress) {
    std::map<std::string, notes::Profile> people{{set.head.writer.profile.id, set.head.writer.profile}};
    for (const notes::DatedProfile& person : set.head.people) people.emplace(person.profile.id, person.profile);
    Ordered head;
    head["@context"] = Ordered::array(
        {standard_context, {{std::string(extension_member), {{"@id", our_context}, {"@type", "@json"}}}}});
    head["id"] = "urn:uuid:" + set.head.id;
    head["type"] = "AnnotationSet";
    head["generator"] = {{"id", "urn:katern:reader"}, {"type", "Software"}, {"name", "Katern"}};
    head["generated"] = notes::iso_8601(set.latest().milliseconds());
    head["about"] = about(book);
    std::vector<const notes::SetItem*> gone;
    for (const notes::SetItem& item : set.items)
        if (item.gone) gone.push_back(&item);
    head[std::string(extension_member)] = extension_of(set.head, gone, set.meetings);

    // Item by item, so that a large set needs no tree of its whole.
    std::string out = dumped(head);
    out.pop_back();
    out += ",\"items\":[";
    std::unordered_set<std::string> taken;
    bool first = true;
    for (std::size_t i = 0; i < set.items.size(); ++i) {
        if (progress && !progress(i, set.items.size())) return out;
        const notes::SetItem& item = set.items[i];
        if (item.gone) continue;
        // Two people may claim one id; to other programs it must say one thing.
        std::string id = as_url(item.id);
        if (!taken.insert(id).second) id = "urn:uuid:" + notes::derived_uuid({"claim", item.author, item.id});
        out += first ? "\n" : ",\n";
        out += dumped(json_of(item, people, id));
        first = false;
    }
    out += "]}\n";
    return out;
}

Result<std::string> write_annotation_set(const notes::NoteSet& set, const document::Book& book, const Progress& progress) {
    bool stopped = false;
    std::string json = annotation_set_json(set, book, [&](std::size_t done, std::size_t all) {
        stopped = progress && !progress(done, all);
        return !stopped;
    });
    if (stopped) return fail(Word::error_export_stopped);
    return make_zip(std::vector<ZipEntry>{{std::string(set_entry), std::move(json), false}});
}

notes::Profile person_of(const notes::Profile& said, const std::string& format) {
    notes::Profile out = said;
    if (out.name.empty()) out.name = format;
    out.id = said.id.empty() ? notes::derived_uuid({"name", format, said.name})
                             : notes::derived_uuid({"person", said.id, said.name});
    return out;
}

notes::SetItem item_of(const ForeignItem& item, const notes::Anchor& place, const std::string& format) {
    notes::SetItem out;
    out.foreign = true;
    out.author = person_of(item.author, format).id;
    const std::string origin = without_urn(item.id);
    const std::string created = std::to_string(item.created);
    out.id =
        origin.empty()
            ? notes::derived_uuid({"item", format, item.author.id, item.author.name, item.exact, item.body, created})
            : notes::derived_uuid({"item", origin, item.author.id, item.exact, item.body});
    out.kind = item.kind;
    out.parent = without_urn(item.parent);
    out.created = item.created != 0 ? item.created : item.modified;
    const notes::Clock clock{notes::ticks_at(std::max(item.created, item.modified)), 0};
    const auto add = [&](std::string_view name, std::string value) {
        out.fields.push_back({std::string(name), std::move(value), clock, out.author, ""});
    };
    add("body", item.body);
    add("category", item.category);
    add("life", "alive");
    add("origin", origin);
    add("origin_author", without_urn(item.author.id));
    add("tags", nlohmann::json(item.tags).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    if (!item.unknown.empty()) add("unknown", item.unknown);
    out.anchors.push_back({place, clock});
    return out;
}

}  // namespace katern::share
