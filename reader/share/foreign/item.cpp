#include "share/foreign/item.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "text/text.h"
#include "words/words.h"

namespace katern::share::foreign {
namespace {

constexpr notes::Milliseconds end_of_9999 = 253'402'300'800'000;

constexpr std::array<std::pair<std::string_view, notes::Category>, 5> colors{{
    {"yellow", notes::Category::inzicht},
    {"blue", notes::Category::vraag},
    {"green", notes::Category::actie},
    {"orange", notes::Category::twijfel},
    {"purple", notes::Category::citaat},
}};

std::optional<notes::Milliseconds> within_reason(double at) {
    if (!(at > 0) || at >= static_cast<double>(end_of_9999)) return std::nullopt;
    return static_cast<notes::Milliseconds>(at);
}

}  // namespace

tl::unexpected<Error> leave_out(Word why, const Situation& at) {
    return fail(why, static_cast<double>(at.position));
}

tl::unexpected<Error> wrong_member(std::string_view member, const Situation& at) {
    return fail(Word::foreign_item_wrong, static_cast<double>(at.position), std::string(member));
}

const Json* member(const Json& object, std::string_view name) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(std::string(name));
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string text_of(const Json& object, std::string_view name) {
    const Json* value = member(object, name);
    return value && value->is_string() ? value->get<std::string>() : std::string();
}

std::size_t count_of(const Json& value) {
    return value.is_array() ? value.size() : 0;
}

std::string id_of(const Json& object, std::string_view name) {
    std::string id = text_of(object, name);
    return id.size() > longest_id ? std::string() : id;
}

std::optional<notes::Milliseconds> time_from(const Json& value) {
    if (value.is_number()) return within_reason(value.get<double>());
    if (!value.is_string()) return std::nullopt;
    const std::optional<notes::Milliseconds> at = notes::from_iso_8601(value.get_ref<const std::string&>());
    return at ? within_reason(static_cast<double>(*at)) : std::nullopt;
}

std::optional<notes::Milliseconds> time_from_seconds(const Json& value) {
    return value.is_number() ? within_reason(value.get<double>() * 1000) : std::nullopt;
}

Result<void> set_times(ForeignItem& item, std::optional<notes::Milliseconds> created,
                       std::optional<notes::Milliseconds> modified, const Situation& at) {
    item.created = created.value_or(0);
    item.modified = modified.value_or(0);
    const notes::Milliseconds latest = std::max(item.created, item.modified);
    if (latest > at.now + notes::furthest_ahead)
        return fail(Word::foreign_item_future, static_cast<double>(at.position), static_cast<double>(latest));
    if (item.modified != 0 && item.modified < item.created) item.modified = item.created;
    return {};
}

std::string category_of(std::string_view color) {
    const std::string lower = text::to_lower(color);
    for (const auto& [name, category] : colors)
        if (lower == name) return std::string(notes::to_text(category));
    if (notes::category_from(lower)) return lower;
    return std::string(color);
}

void add_tag(ForeignItem& item, const std::string& tag) {
    if (tag.empty() || item.tags.size() >= most_tags) return;
    if (std::find(item.tags.begin(), item.tags.end(), tag) == item.tags.end()) item.tags.push_back(tag);
}

void add_source(ForeignItem& item, const std::string& source) {
    if (source.empty()) return;
    if (std::find(item.sources.begin(), item.sources.end(), source) == item.sources.end())
        item.sources.push_back(source);
}

Json without(const Json& object, std::initializer_list<std::string_view> known) {
    Json rest = Json::object();
    if (!object.is_object()) return rest;
    for (const auto& [name, value] : object.items())
        if (std::find(known.begin(), known.end(), name) == known.end()) rest[name] = value;
    return rest;
}

std::string unknown_text(const Json& members) {
    if (members.empty()) return {};
    std::string out = members.dump(-1, ' ', false, Json::error_handler_t::replace);
    return out.size() > longest_unknown ? std::string() : out;
}

notes::Kind kind_by_content(const ForeignItem& item) {
    if (!item.exact.empty() || item.start) return notes::Kind::highlight;
    return item.body.empty() ? notes::Kind::bookmark : notes::Kind::reflection;
}

Result<ForeignItem> finished(ForeignItem item, const Situation& at) {
    const auto too_long = [](const std::string& text) { return text.size() > longest_text; };
    if (too_long(item.body) || too_long(item.exact) || too_long(item.prefix) || too_long(item.suffix) ||
        too_long(item.category) || too_long(item.author.id) || too_long(item.author.name) ||
        std::any_of(item.tags.begin(), item.tags.end(), too_long) ||
        std::any_of(item.sources.begin(), item.sources.end(), too_long))
        return leave_out(Word::foreign_item_too_large, at);
    if (item.kind == notes::Kind::bookmark && !item.exact.empty()) {
        item.suffix = item.ends ? item.ends->first : item.exact + item.suffix;
        item.exact.clear();
        item.ends.reset();
    }
    return item;
}

}  // namespace katern::share::foreign
