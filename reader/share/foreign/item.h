// What the readers of all formats have in common: members of an item by their types, times within reason, reasons why
// an item is left out.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "share/foreign.h"
#include "share/foreign/json.h"

namespace katern::share::foreign {

// Of one item: where it stands, and the time of day that its dates are held against.
struct Situation {
    std::size_t position = 0;
    notes::Milliseconds now = 0;
};

// A longer note, quote or tag is no text that a person wrote.
inline constexpr std::size_t longest_text = std::size_t{1} << 20;  // bytes
inline constexpr std::size_t longest_unknown = std::size_t{1} << 14;
inline constexpr std::size_t longest_id = 512;
inline constexpr std::size_t most_tags = 100;

// Why an item is left out.
[[nodiscard]] tl::unexpected<Error> leave_out(Word why, const Situation& at);
[[nodiscard]] tl::unexpected<Error> wrong_member(std::string_view member, const Situation& at);

// The member, or nothing when there is none, it is null, or `object` is no object.
[[nodiscard]] const Json* member(const Json& object, std::string_view name);
// Its text; "" when it is none.
[[nodiscard]] std::string text_of(const Json& object, std::string_view name);
[[nodiscard]] std::size_t count_of(const Json& value);  // of an array; 0 when it is none

// The item's own id; a longer one than programs make is as good as none.
[[nodiscard]] std::string id_of(const Json& object, std::string_view name);

// ISO 8601, or milliseconds since 1970; nothing when it says no time between 1970 and 9999.
[[nodiscard]] std::optional<notes::Milliseconds> time_from(const Json& value);
[[nodiscard]] std::optional<notes::Milliseconds> time_from_seconds(const Json& value);
// An unknown time is 0; one too far ahead leaves the item out, since it would win over every later edit. What was
// changed before it was made was changed when it was made.
[[nodiscard]] Result<void> set_times(ForeignItem& item, std::optional<notes::Milliseconds> created,
                                     std::optional<notes::Milliseconds> modified, const Situation& at);

// Ours for the five colours and the five names, whatever their case; any other as it came.
[[nodiscard]] std::string category_of(std::string_view color);
void add_tag(ForeignItem& item, const std::string& tag);
void add_source(ForeignItem& item, const std::string& source);

// All members but the known ones.
[[nodiscard]] Json without(const Json& object, std::initializer_list<std::string_view> known);
// As ForeignItem::unknown; "" when there is nothing in it, or more than anybody needs.
[[nodiscard]] std::string unknown_text(const Json& members);

// What is true of every item: no part of it is longer than a text, and a bookmark marks a point and no words.
[[nodiscard]] Result<ForeignItem> finished(ForeignItem item, const Situation& at);
// The kind of one that doesn't say it: words are a highlight; without words a text is about the chapter, and nothing at
// all is a bookmark.
[[nodiscard]] notes::Kind kind_by_content(const ForeignItem& item);

}  // namespace katern::share::foreign
