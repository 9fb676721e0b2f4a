#include "share/foreign/web_annotation.h"

#include <algorithm>
#include <utility>

#include "share/foreign/bodies.h"
#include "share/foreign/clean.h"
#include "share/foreign/selectors.h"
#include "words/words.h"

namespace katern::share::foreign {
namespace {

bool has_motivation(const Json& annotation, std::string_view name) {
    const Json* motivation = member(annotation, "motivation");
    if (!motivation) return false;
    if (motivation->is_string()) return motivation->get_ref<const std::string&>() == name;
    return motivation->is_array() &&
           std::any_of(motivation->begin(), motivation->end(), [&](const Json& one) { return one == Json(name); });
}

// What is said of one target.
struct Target {
    std::vector<std::string> sources;
    std::vector<std::string> headings;
    Selected selected;
    Json unknown = Json::object();
    std::string wrong;
};

void read_headings(const Json& target, Target& out) {
    const Json* meta = member(target, "meta");
    const Json* headings = meta ? member(*meta, "headings") : nullptr;
    if (!headings || !headings->is_array()) return;
    for (const Json& heading : *headings)
        if (const std::string words = text_of(heading, "txt"); !words.empty()) out.headings.push_back(words);
}

Target read_target_object(const Json& target) {
    Target out;
    const Json* source = member(target, "source");
    if (source && source->is_object()) source = member(*source, "id");
    if (!source) source = member(target, "id");
    if (source && !source->is_string()) out.wrong = "source";
    if (source && source->is_string()) out.sources.push_back(source->get<std::string>());
    if (const Json* selector = member(target, "selector")) {
        out.selected = read_selectors(*selector);
        const bool address = selector->is_string() && has_scheme(selector->get_ref<const std::string&>());
        if (!selector->is_array() && !selector->is_object() && !address && out.wrong.empty()) out.wrong = "selector";
    }
    read_headings(target, out);
    out.unknown = without(target, {"type", "id", "source", "selector", "meta"});
    return out;
}

Target read_address(const std::string& address) {
    Target out;
    if (std::optional<Selected> selected = read_text_fragment(address)) out.selected = std::move(*selected);
    out.sources.push_back(address.substr(0, address.find(":~:")));
    if (out.sources.back().ends_with('#')) out.sources.back().pop_back();
    return out;
}

void read_targets(const Json& target, std::vector<Target>& out) {
    if (target.is_array()) {
        for (const Json& one : target) read_targets(one, out);
    } else if (target.is_string()) {
        out.push_back(read_address(target.get<std::string>()));
    } else if (const Json* items = member(target, "items"); items && items->is_array()) {
        read_targets(*items, out);
    } else if (target.is_object()) {
        out.push_back(read_target_object(target));
    } else {
        out.emplace_back().wrong = "target";
    }
}

// Without passages all targets are one: the note is about those pages together.
std::vector<Target> passages_of(std::vector<Target> targets) {
    std::vector<Target> passages;
    for (const Target& target : targets)
        if (target.selected.has_words()) passages.push_back(target);
    if (!passages.empty() || targets.size() < 2) return passages.empty() ? std::move(targets) : std::move(passages);
    for (auto other = targets.begin() + 1; other != targets.end(); ++other)
        targets.front().sources.insert(targets.front().sources.end(), other->sources.begin(), other->sources.end());
    targets.resize(1);
    return targets;
}

// A position says which words are meant only in a document of the book itself; elsewhere other text stands around it.
bool says_where(const Target& target) {
    const Selected& selected = target.selected;
    if (selected.has_words() || !selected.any || !selected.fragment.empty()) return true;
    return selected.start && !target.sources.empty() && !has_scheme(target.sources.front());
}

class AnnotationReader {
public:
    AnnotationReader(const Json& annotation, const Situation& at)
        : annotation_(annotation), at_(at), bodies_(read_bodies(annotation, has_motivation(annotation, "tagging"))) {}

    Result<std::vector<ForeignItem>> read() {
        if (const Json* id = member(annotation_, "id"); id && !id->is_string()) return wrong_member("id", at_);
        const Json* target = member(annotation_, "target");
        if (!target) return leave_out(Word::foreign_item_no_target, at_);
        if (!bodies_.wrong.empty()) return wrong_member(bodies_.wrong, at_);
        std::vector<Target> targets;
        read_targets(*target, targets);
        if (targets.empty()) return leave_out(Word::foreign_item_no_target, at_);
        std::vector<ForeignItem> items;
        for (Target& one : passages_of(std::move(targets))) {
            Result<ForeignItem> item = read_item(std::move(one));
            if (!item) return tl::unexpected(item.error());
            if (!items.empty()) item->id.clear();
            items.push_back(std::move(*item));
        }
        return items;
    }

private:
    Result<ForeignItem> read_item(Target&& target) {
        if (!target.wrong.empty()) return wrong_member(target.wrong, at_);
        if (!target.selected.has_words() && !target.selected.wrong.empty())
            return wrong_member(target.selected.wrong, at_);
        const bool bookmark = has_motivation(annotation_, "bookmarking");
        const bool placed = says_where(target);
        if (!placed && !bookmark && bodies_.text.empty()) return leave_out(Word::foreign_item_no_words, at_);
        if (const Result<void> in_file = text_is_here(target); !in_file) return tl::unexpected(in_file.error());

        ForeignItem item;
        item.id = id_of(annotation_, "id");
        item.body = bodies_.text;
        item.category = category_of(bodies_.color);
        for (const std::string& tag : bodies_.tags) add_tag(item, tag);
        for (const std::string& source : target.sources) add_source(item, source);
        item.headings = std::move(target.headings);
        if (const Json* creator = member(annotation_, "creator")) item.author = read_agent(*creator);
        if (Result<void> times = read_strict_times(item); !times) return tl::unexpected(times.error());
        if (has_motivation(annotation_, "replying") && !target.selected.any && !item.sources.empty())
            item.parent = item.sources.front();
        select(item, std::move(target.selected));
        item.kind = kind_of(item, bookmark, placed);
        item.unknown = unknown_text(unknown(target));
        if (const Json* extension = member(annotation_, extension_member); extension && extension->is_object())
            item.extension = extension->dump(-1, ' ', false, Json::error_handler_t::replace);
        return finished(std::move(item), at_);
    }

    // Of a note on a whole page that is kept somewhere else there is nothing to show.
    Result<void> text_is_here(const Target& target) const {
        const bool says_something = !bodies_.text.empty() || !bodies_.tags.empty() || target.selected.has_words();
        if (says_something || bodies_.elsewhere.empty() || !has_scheme(bodies_.elsewhere)) return {};
        return fail(Word::foreign_item_elsewhere, static_cast<double>(at_.position), in_a_sentence(bodies_.elsewhere));
    }

    Result<void> read_strict_times(ForeignItem& item) const {
        for (const std::string_view name : {"created", "modified"})
            if (const Json* value = member(annotation_, name); value && !value->is_string())
                return wrong_member(name, at_);
        return read_times(item, annotation_, "created", "modified", at_);
    }

    [[nodiscard]] static notes::Kind kind_of(const ForeignItem& item, bool bookmark, bool placed) {
        if (bookmark) return notes::Kind::bookmark;
        if (!item.parent.empty()) return notes::Kind::reply;
        return placed ? kind_by_content(item) : notes::Kind::highlight;
    }

    [[nodiscard]] Json unknown(const Target& target) const {
        Json out = without(annotation_, {"@context", "id", "type", "motivation", "created", "modified", "creator",
                                         "target", "body", "bodyValue", extension_member});
        if (!bodies_.unknown.empty()) out["body"] = bodies_.unknown;
        if (!target.unknown.empty()) out["target"] = target.unknown;
        return out;
    }

    const Json& annotation_;
    const Situation& at_;
    Bodies bodies_;
};

}  // namespace

bool has_scheme(std::string_view address) {
    const std::size_t colon = address.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    return std::all_of(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' ||
               c == '.';
    });
}

notes::Profile read_agent(const Json& agent) {
    notes::Profile profile;
    if (agent.is_array()) return agent.empty() ? profile : read_agent(agent.front());
    if (agent.is_string()) {
        std::string text = agent.get<std::string>();
        (has_scheme(text) ? profile.id : profile.name) = std::move(text);
        return profile;
    }
    profile.id = id_of(agent, "id");
    profile.name = text_of(agent, "name");
    if (profile.name.empty()) profile.name = text_of(agent, "nickname");
    return profile;
}

Result<std::vector<ForeignItem>> read_web_annotation(const Json& annotation, const Situation& at) {
    if (!annotation.is_object()) return leave_out(Word::foreign_item_not_one, at);
    return AnnotationReader(annotation, at).read();
}

}  // namespace katern::share::foreign
