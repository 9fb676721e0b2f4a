// Hypothesis: the client's export, and rows of its API.
#include "share/foreign/formats.h"
#include "share/foreign/selectors.h"
#include "words/words.h"

namespace katern::share::foreign {
namespace {

bool is_row(const Json& value) {
    return member(value, "user") && member(value, "uri") && (member(value, "target") || member(value, "text"));
}

bool recognise(const Json& outline, const Json& first) {
    const bool has_list = outline.is_array() || member(outline, "rows") || member(outline, "annotations");
    if (has_list) return is_row(first) || member(outline, "export_userid") || member(outline, "client_version");
    return is_row(outline);
}

// "acct:lezer_a@hypothes.is" is lezer_a.
notes::Profile person(std::string account, std::string display_name) {
    notes::Profile profile{account.size() > longest_id ? std::string() : account, std::move(display_name), {}};
    if (!profile.name.empty()) return profile;
    if (account.starts_with("acct:")) account.erase(0, 5);
    profile.name = account.substr(0, account.rfind('@'));
    return profile;
}

void describe(const Json& outline, ForeignSet& set) {
    set.format = "Hypothesis";
    if (const std::string account = text_of(outline, "export_userid"); !account.empty())
        set.writer = person(account, {});
}

// The first entry of an array of texts; of replies the last is the one that is answered.
std::string first_text(const Json* list) {
    return list && list->is_array() && !list->empty() && list->front().is_string() ? list->front().get<std::string>()
                                                                                   : std::string();
}

std::string parent_of(const Json& row) {
    const Json* references = member(row, "references");
    if (!references || !references->is_array() || references->empty() || !references->back().is_string()) return {};
    return references->back().get<std::string>();
}

Result<std::vector<ForeignItem>> read(const JsonItem& json, const Json&, const Situation& at) {
    const Json& row = json.value;
    if (!is_row(row)) return leave_out(Word::foreign_item_not_one, at);
    if (const Json* text = member(row, "text"); text && !text->is_string()) return wrong_member("text", at);
    ForeignItem item;
    item.id = id_of(row, "id");
    item.body = text_of(row, "text");
    const Json* info = member(row, "user_info");
    item.author = person(text_of(row, "user"), info ? text_of(*info, "display_name") : std::string());
    if (const Json* tags = member(row, "tags"); tags && tags->is_array())
        for (const Json& tag : *tags)
            if (tag.is_string()) add_tag(item, tag.get<std::string>());
    const Json* created = member(row, "created");
    const Json* updated = member(row, "updated");
    if (Result<void> times = set_times(item, created ? time_from(*created) : std::nullopt,
                                       updated ? time_from(*updated) : std::nullopt, at);
        !times)
        return tl::unexpected(times.error());

    const Json* targets = member(row, "target");
    if (targets && count_of(*targets) > 0) {
        add_source(item, text_of(targets->front(), "source"));
        if (const Json* selector = member(targets->front(), "selector")) {
            Selected selected = read_selectors(*selector);
            if (selected.any && !selected.has_words() && item.body.empty())
                return leave_out(Word::foreign_item_no_words, at);
            select(item, std::move(selected));
        }
    }
    add_source(item, text_of(row, "uri"));
    if (const Json* document = member(row, "document")) add_source(item, first_text(member(*document, "title")));
    item.parent = parent_of(row);
    item.kind = item.parent.empty() ? kind_by_content(item) : notes::Kind::reply;
    item.unknown = unknown_text(
        without(row, {"id", "created", "updated", "user", "uri", "text", "tags", "target", "document", "links",
                      "user_info", "references", "flagged", "hidden", "mentions", "moderation_status"}));
    Result<ForeignItem> done = finished(std::move(item), at);
    if (!done) return tl::unexpected(done.error());
    return std::vector<ForeignItem>{std::move(*done)};
}

}  // namespace

const Format& hypothesis() {
    static const Format format{recognise, describe, {"annotations", "rows", ""}, read};
    return format;
}

}  // namespace katern::share::foreign
