// Where in the book notes are: per chapter, at which share of its text.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/placed_note.h"
#include "document/document.h"
#include "draw/draw.h"

namespace katern::app {

// Notes that lie so near to each other that one place stands for them.
struct OverviewTick {
    std::size_t bucket = 0;  // of overview_buckets
    draw::Category category = draw::Category::other;  // of most of them
    std::size_t note = 0;    // the first of them: index
    std::size_t count = 0;
};
inline constexpr std::size_t overview_buckets = 64;

// One list per chapter, each in the order of the text. Takes every note once.
[[nodiscard]] std::vector<std::vector<OverviewTick>> overview_of(const document::Book& book, std::span<const PlacedNote> notes);

}  // namespace katern::app
