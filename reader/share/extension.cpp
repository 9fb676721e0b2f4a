#include "share/extension.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "words/words.h"

namespace katern::share {
namespace {

using Json = nlohmann::json;
using Ordered = nlohmann::ordered_json;

// Far above what a person writes; a file may say anything.
constexpr std::size_t most_id_bytes = 512, most_value_bytes = std::size_t{1} << 20;
constexpr std::size_t most_fields = 64, most_anchors = 1000;

// --- Writing

// "1772355600000-3-0f3a…": milliseconds, counter, device. As text, since other programs keep numbers as floating point.
std::string to_text(const notes::Clock& clock) {
    return std::to_string(clock.milliseconds()) + "-" + std::to_string(clock.counter()) + "-" +
           notes::device_name(clock.device);
}

Ordered to_json(const notes::Profile& profile) {
    return {{"id", profile.id}, {"name", profile.name}, {"school", profile.school}};
}

Ordered to_json(const notes::DatedProfile& person) {
    Ordered out = to_json(person.profile);
    out["clock"] = to_text(person.clock);
    return out;
}

Ordered to_json(const notes::Sharing& sharing) {
    return {{"state", sharing.shared ? "shared" : "withdrawn"}, {"clock", to_text(sharing.clock)}};
}

Ordered to_json(const notes::Field& field) {
    Ordered out{{"value", field.value},
                {"clock", to_text(field.clock)},
                {"device", notes::device_name(field.clock.device)},
                {"writer", field.writer}};
    if (!field.via.empty()) out["via"] = field.via;
    return out;
}

Ordered to_json(const notes::DatedAnchor& dated) {
    const notes::Anchor& anchor = dated.anchor;
    Ordered out{{"clock", to_text(dated.clock)}, {"book", anchor.book_id},    {"edition", anchor.book_hash},
                {"rules", anchor.text_rules},    {"chapter", anchor.chapter}, {"hash", anchor.chapter_hash},
                {"start", anchor.range.start},   {"end", anchor.range.end},   {"exact", anchor.exact},
                {"prefix", anchor.prefix},       {"suffix", anchor.suffix},   {"headings", anchor.headings}};
    if (anchor.figure) out["figure"] = {{"image", anchor.figure->image}, {"alternative", anchor.figure->alternative}};
    return out;
}

Ordered to_json(const notes::SetMeeting& row) {
    Ordered fields = Ordered::object();
    for (const notes::Field& field : row.fields) fields[field.name] = to_json(field);
    return {{"id", row.id}, {"part", row.part}, {"meeting", row.meeting}, {"created", row.created}, {"fields", fields}};
}

// --- Reading. Each says nothing when it isn't what it should be.

std::optional<std::string> text_of(const Json& object, const char* name, std::size_t most = most_value_bytes) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string()) return std::nullopt;
    auto text = found->get<std::string>();
    if (text.size() > most || text.find('\0') != std::string::npos) return std::nullopt;
    return text;
}

// Ids stand in files of other programs too, where a line feed would begin a line of its own.
std::optional<std::string> id_of(const Json& object, const char* name) {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    std::optional<std::string> id = text_of(object, name, most_id_bytes);
    if (!id || id->empty() || std::any_of(id->begin(), id->end(), is_control)) return std::nullopt;
    return id;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

std::optional<notes::Clock> clock_of(const Json& object) {
    const std::optional<std::string> text = text_of(object, "clock", 64);
    if (!text) return std::nullopt;
    const std::size_t first = text->find('-'), second = text->find('-', first + 1);
    if (second == std::string::npos) return std::nullopt;
    const auto ms = whole_number(std::string_view(*text).substr(0, first));
    const auto counter = whole_number(std::string_view(*text).substr(first + 1, second - first - 1));
    const auto device = notes::device_from_name(std::string_view(*text).substr(second + 1));
    constexpr std::int64_t latest = std::numeric_limits<std::int64_t>::max() >> 16;
    if (!ms || !counter || !device || *ms > latest || *counter > 0xFFFF || *device < 0) return std::nullopt;
    return notes::Clock{notes::ticks_at(*ms, static_cast<std::uint16_t>(*counter)), *device};
}

std::optional<notes::DatedProfile> dated_profile_of(const Json& json) {
    if (!json.is_object()) return std::nullopt;
    const std::optional<std::string> id = id_of(json, "id");
    if (!id) return std::nullopt;
    notes::DatedProfile out{{*id, text_of(json, "name").value_or(""), text_of(json, "school").value_or("")}, {}};
    out.clock = clock_of(json).value_or(notes::Clock{});
    return out;
}

std::optional<notes::Sharing> sharing_of(const Json& object) {
    const auto found = object.find("sharing");
    if (found == object.end() || !found->is_object()) return std::nullopt;
    const std::optional<std::string> state = text_of(*found, "state", 16);
    const std::optional<notes::Clock> clock = clock_of(*found);
    if (!clock || (state != "shared" && state != "withdrawn")) return std::nullopt;
    return notes::Sharing{state == "shared", *clock};
}

// Only what the author wrote counts; the rest is somebody's guess.
std::optional<notes::Field> field_of(const std::string& name, const Json& json, const std::string& author) {
    if (!json.is_object() || name.empty() || name.size() > 64) return std::nullopt;
    const std::optional<std::string> value = text_of(json, "value");
    const std::optional<notes::Clock> clock = clock_of(json);
    if (!value || !clock || text_of(json, "writer") != author) return std::nullopt;
    if (name == "life" && value != "alive" && value != "deleted") return std::nullopt;
    if ((name == "tags" && !Json::accept(*value)) || (name == "unknown" && !value->empty() && !Json::accept(*value)))
        return std::nullopt;
    return notes::Field{name, *value, *clock, author, text_of(json, "via").value_or("")};
}

std::optional<std::size_t> position_of(const Json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_number_unsigned()) return std::nullopt;
    const auto value = found->get<std::uint64_t>();
    if (value > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    return static_cast<std::size_t>(value);
}

std::optional<notes::DatedAnchor> anchor_of(const Json& json) {
    if (!json.is_object()) return std::nullopt;
    const std::optional<notes::Clock> clock = clock_of(json);
    const auto start = position_of(json, "start"), end = position_of(json, "end"), rules = position_of(json, "rules");
    const auto exact = text_of(json, "exact"), prefix = text_of(json, "prefix"), suffix = text_of(json, "suffix");
    const auto chapter = text_of(json, "chapter", most_id_bytes);
    if (!clock || !start || !end || *start > *end || !exact || !prefix || !suffix || !chapter || !rules)
        return std::nullopt;
    notes::DatedAnchor out{{}, *clock};
    notes::Anchor& anchor = out.anchor;
    anchor.book_id = text_of(json, "book", most_id_bytes).value_or("");
    anchor.book_hash = text_of(json, "edition", most_id_bytes).value_or("");
    anchor.text_rules = static_cast<int>(*rules & 0xFFFF);
    anchor.chapter = *chapter;
    anchor.chapter_hash = text_of(json, "hash", most_id_bytes).value_or("");
    anchor.range = {*start, *end};
    anchor.exact = *exact, anchor.prefix = *prefix, anchor.suffix = *suffix;
    if (const auto headings = json.find("headings"); headings != json.end() && headings->is_array())
        for (const Json& heading : *headings)
            if (heading.is_string() && anchor.headings.size() < 16)
                anchor.headings.push_back(heading.get<std::string>());
    if (const auto figure = json.find("figure"); figure != json.end() && figure->is_object())
        anchor.figure =
            notes::FigureSelector{text_of(*figure, "image").value_or(""), text_of(*figure, "alternative").value_or("")};
    return out;
}

// A wish that isn't what it should be is none.
notes::FirstSelf first_self_of(const Json& network) {
    const auto found = network.find("firstSelf");
    if (found == network.end() || !found->is_object()) return {};
    const auto wanted = found->find("wanted");
    const std::optional<notes::Clock> clock = clock_of(*found);
    const std::string meeting = text_of(*found, "meeting", 16).value_or("");
    if (!clock || wanted == found->end() || !wanted->is_boolean()) return {};
    if (!meeting.empty() && !notes::is_day(meeting)) return {};
    return {wanted->get<bool>(), meeting, *clock};
}

tl::unexpected<Error> unsound(const char* what) {
    return fail(Word::error_item_extension, std::string(what));
}

Result<notes::SetItem> gone_from(const Json& json) {
    if (!json.is_object()) return unsound("gone");
    const auto id = id_of(json, "id"), author = id_of(json, "author");
    if (!id || !author) return unsound("id");
    notes::SetItem item;
    item.id = *id, item.author = *author, item.gone = true;
    item.sharing = sharing_of(json);
    if (const auto life = json.find("life"); life != json.end())
        if (std::optional<notes::Field> field = field_of("life", *life, *author))
            item.fields.push_back(std::move(*field));
    if (item.fields.empty() || !item.sharing) return unsound("life");
    return item;
}

// Any member may have written a field, so its writer is what it says.
std::optional<notes::SetMeeting> meeting_from(const Json& json) {
    if (!json.is_object()) return std::nullopt;
    const auto id = id_of(json, "id"), part = id_of(json, "part"), meeting = id_of(json, "meeting");
    const auto created = json.find("created"), fields = json.find("fields");
    if (!id || !part || !meeting || created == json.end() || !created->is_number_unsigned()) return std::nullopt;
    if (fields == json.end() || !fields->is_object() || fields->size() > most_fields) return std::nullopt;
    notes::SetMeeting out{*id, *meeting, *part, 0, {}};
    out.created = static_cast<notes::Milliseconds>(created->get<std::uint64_t>() & 0x7FFF'FFFF'FFFF'FFFF);
    bool lives = false;
    for (const auto& [name, value] : fields->items()) {
        const std::optional<std::string> writer = value.is_object() ? id_of(value, "writer") : std::nullopt;
        if (!writer) continue;
        std::optional<notes::Field> field = field_of(name, value, *writer);
        if (!field) continue;
        lives = lives || field->name == "life";
        out.fields.push_back(std::move(*field));
    }
    if (!lives) return std::nullopt;
    return out;
}

}  // namespace

nlohmann::ordered_json extension_of(const notes::SetItem& item) {
    Ordered out{
        {"id", item.id}, {"author", item.author}, {"kind", notes::to_text(item.kind)}, {"created", item.created}};
    if (!item.parent.empty()) out["inReplyTo"] = item.parent;
    if (item.sharing) out["sharing"] = to_json(*item.sharing);
    Ordered fields = Ordered::object();
    for (const notes::Field& field : item.fields) fields[field.name] = to_json(field);
    if (item.gone) {
        out.erase("kind"), out.erase("created"), out.erase("inReplyTo");
        out["life"] = fields["life"];
        return out;
    }
    out["fields"] = std::move(fields);
    out["anchors"] = Ordered::array();
    for (const notes::DatedAnchor& anchor : item.anchors) out["anchors"].push_back(to_json(anchor));
    return out;
}

nlohmann::ordered_json extension_of(const notes::SetHead& head, const std::vector<const notes::SetItem*>& gone,
                                    const std::vector<notes::SetMeeting>& meetings) {
    Ordered out{
        {"version", extension_version}, {"profile", to_json(head.writer)}, {"device", notes::device_name(head.device)}};
    if (head.network) {
        const notes::Network& network = head.network->network;
        out["network"] = {{"id", network.id}, {"name", network.name}, {"clock", to_text(head.network->clock)}};
        if (const notes::FirstSelf& wish = head.network->first_self; wish.clock != notes::Clock{})
            out["network"]["firstSelf"] = {{"wanted", wish.wanted}, {"meeting", wish.meeting}, {"clock", to_text(wish.clock)}};
    }
    out["people"] = Ordered::array();
    for (const notes::DatedProfile& person : head.people) out["people"].push_back(to_json(person));
    out["gone"] = Ordered::array();
    for (const notes::SetItem* item : gone) out["gone"].push_back(extension_of(*item));
    if (!meetings.empty()) out["meetings"] = Ordered::array();
    for (const notes::SetMeeting& meeting : meetings) out["meetings"].push_back(to_json(meeting));
    return out;
}

Result<notes::SetItem> item_from(const std::string& extension) {
    const Json json = Json::parse(extension, nullptr, false);
    if (!json.is_object()) return unsound("katern");
    const auto id = id_of(json, "id"), author = id_of(json, "author");
    if (!id || !author) return unsound("id");
    const auto kind = notes::kind_from(text_of(json, "kind", 64).value_or(""));
    if (!kind) return unsound("kind");
    notes::SetItem item;
    item.id = *id, item.author = *author, item.kind = *kind;
    item.parent = text_of(json, "inReplyTo", most_id_bytes).value_or("");
    item.sharing = sharing_of(json);
    if (const auto created = json.find("created"); created != json.end() && created->is_number_unsigned())
        item.created = static_cast<notes::Milliseconds>(created->get<std::uint64_t>() & 0x7FFF'FFFF'FFFF'FFFF);
    const auto fields = json.find("fields");
    if (fields == json.end() || !fields->is_object() || fields->size() > most_fields) return unsound("fields");
    for (const auto& [name, value] : fields->items())
        if (std::optional<notes::Field> field = field_of(name, value, *author))
            item.fields.push_back(std::move(*field));
    if (item.field("life") == nullptr) return unsound("life");
    const auto anchors = json.find("anchors");
    if (anchors == json.end() || !anchors->is_array() || anchors->size() > most_anchors) return unsound("anchors");
    for (const Json& anchor : *anchors) {
        std::optional<notes::DatedAnchor> read = anchor_of(anchor);
        if (!read) return unsound("anchors");
        item.anchors.push_back(std::move(*read));
    }
    if (item.anchors.empty()) return unsound("anchors");
    return item;
}

Result<HeadAndGone> head_from(const std::string& extension) {
    const Json json = Json::parse(extension, nullptr, false);
    if (!json.is_object()) return unsound("katern");
    const auto profile = json.find("profile");
    const std::optional<notes::DatedProfile> writer = profile == json.end() ? std::nullopt : dated_profile_of(*profile);
    if (!writer) return unsound("profile");
    HeadAndGone out;
    out.head.writer = *writer;
    out.head.device = notes::device_from_name(text_of(json, "device", 64).value_or("")).value_or(0);
    if (const auto network = json.find("network"); network != json.end() && network->is_object())
        if (const std::optional<std::string> id = id_of(*network, "id"))
            out.head.network = notes::DatedNetwork{
                {*id, text_of(*network, "name").value_or("")}, clock_of(*network).value_or(notes::Clock{}), first_self_of(*network)};
    if (const auto people = json.find("people"); people != json.end() && people->is_array())
        for (const Json& person : *people)
            if (std::optional<notes::DatedProfile> read = dated_profile_of(person))
                out.head.people.push_back(std::move(*read));
    if (const auto gone = json.find("gone"); gone != json.end() && gone->is_array())
        for (const Json& record : *gone) {
            if (Result<notes::SetItem> item = gone_from(record))
                out.gone.push_back(std::move(*item));
            else
                ++out.unreadable;
        }
    if (const auto meetings = json.find("meetings"); meetings != json.end() && meetings->is_array())
        for (const Json& row : *meetings) {
            if (std::optional<notes::SetMeeting> meeting = meeting_from(row))
                out.meetings.push_back(std::move(*meeting));
            else
                ++out.unreadable;
        }
    return out;
}

}  // namespace katern::share
