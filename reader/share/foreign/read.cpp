// Which program made a file, by what is in it; and its items, one after another.
#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "share/foreign/clean.h"
#include "share/foreign/formats.h"
#include "words/words.h"

namespace katern::share {
namespace {

using namespace foreign;

// Gathers what was read. An id is one item's: a second one that claims it may be another text, which then has none;
// ours can't be told apart, so that the first stays.
class Collector {
public:
    explicit Collector(ForeignSet& set) : set_(set) {}

    void add(Result<std::vector<ForeignItem>> read, const Situation& at) {
        if (!read) return leave(at, read.error());
        for (ForeignItem& item : *read) add_item(std::move(item), at);
    }

private:
    void leave(const Situation& at, const Error& why) { set_.unreadable.push_back({at.position, why}); }

    void add_item(ForeignItem&& item, const Situation& at) {
        if (!item.id.empty()) {
            const auto [seen, is_new] = seen_.emplace(item.author.id + '\n' + item.id, set_.items.size());
            if (!is_new) {
                if (item == set_.items[seen->second]) return;
                if (!item.extension.empty()) return leave(at, leave_out(Word::foreign_item_twice, at).value());
                item.id.clear();
            }
        }
        set_.items.push_back(std::move(item));
    }

    ForeignSet& set_;
    std::unordered_map<std::string, std::size_t> seen_;  // author and id → index
};

Result<std::vector<ForeignItem>> read_item(const Format& format, const JsonItem& item, const Json& outline,
                                           const Situation& at) {
    if (item.flaw == Flaw::damaged) return leave_out(Word::foreign_item_damaged, at);
    if (item.flaw == Flaw::too_large) return leave_out(Word::foreign_item_too_large, at);
    return format.read(item, outline, at);
}

ForeignSet read_items(const Format& format, std::string_view text, const Json& outline, notes::Milliseconds now) {
    ForeignSet set;
    format.describe(outline, set);
    Collector collector(set);
    for_each_item(text, [&](JsonItem&& item) {
        if (std::find(format.lists.begin(), format.lists.end(), item.list) == format.lists.end()) return true;
        const Situation at{item.position, now};
        collector.add(read_item(format, item, outline, at), at);
        return true;
    });
    return set;
}

// The file as a whole is the only item, or its items are in memory already.
ForeignSet read_values(const Format& format, std::vector<Json> values, const Json& outline, notes::Milliseconds now) {
    ForeignSet set;
    format.describe(outline, set);
    Collector collector(set);
    std::size_t position = 0;
    for (Json& value : values) {
        const Situation at{++position, now};
        const JsonItem item{"annotations", 0, position, std::move(value), Flaw::none};
        collector.add(read_item(format, item, outline, at), at);
    }
    return set;
}

Json first_item(std::string_view text) {
    Json first;
    for_each_item(text, [&](JsonItem&& item) {
        first = std::move(item.value);
        return false;
    });
    return first;
}

const Format* format_of(const Json& outline, const Json& first) {
    const std::array<const Format*, 7> formats{&readest(),    &calibre(),        &koreader(), &annotation_set(),
                                               &hypothesis(), &web_annotation(), &foliate()};
    const auto found = std::find_if(formats.begin(), formats.end(),
                                    [&](const Format* format) { return format->recognise(outline, first); });
    return found == formats.end() ? nullptr : *found;
}

// One sentence instead of a set of which nothing is left.
Result<ForeignSet> unless_empty(ForeignSet&& set, std::string_view file_name) {
    if (!set.items.empty() || !set.extension.empty()) return std::move(set);
    if (set.unreadable.empty()) return fail(Word::foreign_no_notes, std::string(file_name));
    if (set.unreadable.size() == 1) return tl::unexpected(set.unreadable.front().why);
    return fail(Word::foreign_none_readable, std::string(file_name), static_cast<double>(set.unreadable.size()));
}

Result<ForeignSet> read_json(std::string_view text, std::string_view file_name, notes::Milliseconds now) {
    const Result<Json> outline = read_outline(text, file_name);
    if (!outline) return tl::unexpected(outline.error());
    const Format* format = format_of(*outline, first_item(text));
    if (!format) return fail(Word::foreign_unknown, std::string(file_name));
    if (outline->is_object() && member(*outline, "target"))
        return unless_empty(read_values(*format, {*outline}, *outline, now), file_name);
    return unless_empty(read_items(*format, text, *outline, now), file_name);
}

Result<ForeignSet> read_lua(std::string_view text, std::string_view file_name, notes::Milliseconds now) {
    Result<Json> table = read_lua_table(text, file_name);
    if (!table) return tl::unexpected(table.error());
    const auto list = table->is_object() ? table->find("annotations") : table->end();
    if (list == table->end() || !koreader().recognise(*table, {}))
        return fail(Word::foreign_unknown, std::string(file_name));
    std::vector<Json> values;
    for (Json& value : *list) values.push_back(std::move(value));
    return unless_empty(read_values(koreader(), std::move(values), *table, now), file_name);
}

}  // namespace

Result<ForeignSet> read_foreign(std::string_view bytes, std::string_view file_name, notes::Milliseconds now) {
    if (bytes.empty()) return fail(Word::foreign_empty, std::string(file_name));
    if (bytes.size() > largest_file) return fail(Word::foreign_too_large, std::string(file_name));
    const CleanText clean(bytes);
    const std::string_view text = clean.text();
    if (is_lua_table(text)) return read_lua(text, file_name, now);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || (text[first] != '{' && text[first] != '['))
        return fail(Word::foreign_unknown, std::string(file_name));
    return read_json(text, file_name, now);
}

Result<ForeignSet> read_annotation_set(std::string_view json, notes::Milliseconds now) {
    constexpr std::string_view name = "annotations.json";
    if (json.empty()) return fail(Word::foreign_empty, std::string(name));
    if (json.size() > largest_file) return fail(Word::foreign_too_large, std::string(name));
    const CleanText clean(json);
    const Result<Json> outline = read_outline(clean.text(), name);
    if (!outline) return tl::unexpected(outline.error());
    if (!annotation_set().recognise(*outline, {}) && !member(*outline, "items"))
        return fail(Word::foreign_unknown, std::string(name));
    return read_items(annotation_set(), clean.text(), *outline, now);
}

}  // namespace katern::share
