// Hypothesis: the client's export, and rows of its API.
#include "share/foreign/formats.h"
#include "share/foreign/selectors.h"
#include "words/words.h"

namespace katern::share::foreign {
namespace {

bool is_row(const Json& value) {
    return member(value, "user") && member(value, "uri") && (member(value, "target") || member(value, "text"));
}

bool recognise_hypothesis(const Json& outline, const Json& first) {
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

void describe_hypothesis(const Json& outline, ForeignSet& set) {
    set.format = "Hypothesis";
    if (const std::string account = text_of(outline, "export_userid"); !account.empty())
        set.writer = person(account, {});
}

std::string first_text(const Json* list) {
    return list && list->is_array() && !list->empty() && list->front().is_string() ? list->front().get<std::string>()
                                                                                   : std::string();
}

// Of all notes above it the last is the one that is answered.
std::string parent_of(const Json& row) {
    const Json* references = member(row, "references");
    if (!references || !references->is_array() || references->empty() || !references->back().is_string()) return {};
    return references->back().get<std::string>();
}

// The page, and of a note on a passage the words. Nothing else says which ones.
Result<void> read_target(ForeignItem& item, const Json& row, const Situation& at) {
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
    return {};
}

Result<std::vector<ForeignItem>> read_hypothesis(const JsonItem& json, const Json&, const Situation& at) {
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
    if (Result<void> times = read_times(item, row, "created", "updated", at); !times)
        return tl::unexpected(times.error());
    if (Result<void> target = read_target(item, row, at); !target) return tl::unexpected(target.error());
    item.parent = parent_of(row);
    item.kind = item.parent.empty() ? kind_by_content(item) : notes::Kind::reply;
    item.unknown = unknown_text(
        without(row, {"id", "created", "updated", "user", "uri", "text", "tags", "target", "document", "links",
                      "user_info", "references", "flagged", "hidden", "mentions", "moderation_status"}));
    return finished_alone(std::move(item), at);
}

}  // namespace

const Format& hypothesis() {
    static const Format format{recognise_hypothesis, describe_hypothesis, {"annotations", "rows", ""}, read_hypothesis};
    return format;
}

}  // namespace katern::share::foreign
