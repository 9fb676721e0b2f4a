#include "app/chapter_notes.h"

#include <algorithm>
#include <tuple>

namespace katern::app {
namespace {

constexpr std::size_t per_block = 64;

std::size_t start_of(const PlacedNote& placed) {
    return placed.note.resolution ? placed.note.resolution->range.start : placed.note.anchor.range.start;
}

}  // namespace

bool comes_before(const PlacedNote& a, const PlacedNote& b) {
    if (a.chapter != b.chapter) return a.chapter < b.chapter;
    const std::size_t at_a = start_of(a), at_b = start_of(b);
    return at_a != at_b ? at_a < at_b : a.note.created < b.note.created;
}

// A note is some hundreds of bytes, so what is sorted are their places; each note moves once.
void put_in_order(std::vector<PlacedNote>& notes) {
    if (std::is_sorted(notes.begin(), notes.end(), comes_before)) return;
    using Sorted = std::tuple<std::size_t, std::size_t, notes::Milliseconds, std::uint32_t>;
    std::vector<Sorted> places;
    places.reserve(notes.size());
    for (const PlacedNote& placed : notes)
        places.emplace_back(placed.chapter, start_of(placed), placed.note.created, static_cast<std::uint32_t>(places.size()));
    std::sort(places.begin(), places.end());
    std::vector<PlacedNote> sorted;
    sorted.reserve(notes.size());
    for (const Sorted& place : places) sorted.push_back(std::move(notes[std::get<3>(place)]));
    notes = std::move(sorted);
}

NoteSpan notes_of_chapter(std::span<const PlacedNote> notes, std::size_t chapter) {
    const auto first = std::partition_point(notes.begin(), notes.end(), [&](const PlacedNote& placed) { return placed.chapter < chapter; });
    const auto last = std::partition_point(first, notes.end(), [&](const PlacedNote& placed) { return placed.chapter == chapter; });
    return {static_cast<std::size_t>(first - notes.begin()), static_cast<std::size_t>(last - notes.begin())};
}

std::size_t put_among(std::vector<PlacedNote>& notes, PlacedNote placed) {
    const auto at = notes.insert(std::upper_bound(notes.begin(), notes.end(), placed, comes_before), std::move(placed));
    return static_cast<std::size_t>(at - notes.begin());
}

void put_anew(std::vector<PlacedNote>& notes, std::size_t index, PlacedNote placed) {
    const auto at = notes.begin() + static_cast<std::ptrdiff_t>(index);
    *at = std::move(placed);
    const auto before = std::upper_bound(notes.begin(), at, *at, comes_before);
    const auto after = std::lower_bound(at + 1, notes.end(), *at, comes_before);
    if (before != at)
        std::rotate(before, at, at + 1);
    else
        std::rotate(at, at + 1, after);
}

const PlacedNote* FoundNotes::find(std::span<const PlacedNote> notes, std::uint64_t revision, const std::string& id) {
    if (id.empty()) return nullptr;
    const auto [known, is_new] = places_.try_emplace(id);
    Found& found = known->second;
    if (!is_new) {
        if (found.index < notes.size() && notes[found.index].note.id == id) return &notes[found.index];
        if (found.revision == revision) return nullptr;  // it was nowhere
    }
    const auto there = std::find_if(notes.begin(), notes.end(), [&](const PlacedNote& placed) { return placed.note.id == id; });
    found = {static_cast<std::size_t>(there - notes.begin()), revision};
    return there == notes.end() ? nullptr : &*there;
}

void ChapterNotes::clear() {
    entries_.clear();
    furthest_ends_.clear();
}

void ChapterNotes::set(std::span<const PlacedNote> notes, std::size_t chapter) {
    clear();
    const NoteSpan here = notes_of_chapter(notes, chapter);
    for (std::size_t i = here.first; i < here.last; ++i)
        if (notes[i].placed) entries_.push_back({notes[i].bytes, static_cast<std::uint32_t>(i)});
    const auto before = [](const Entry& a, const Entry& b) { return a.bytes.start < b.bytes.start; };
    if (!std::is_sorted(entries_.begin(), entries_.end(), before)) std::stable_sort(entries_.begin(), entries_.end(), before);
    furthest_ends_.resize((entries_.size() + per_block - 1) / per_block, 0);
    for (std::size_t i = 0; i < entries_.size(); ++i)
        furthest_ends_[i / per_block] = std::max(furthest_ends_[i / per_block], entries_[i].bytes.end);
}

std::vector<std::uint32_t> ChapterNotes::touching(text::Range bytes) const {
    std::vector<std::uint32_t> found;
    const auto end = std::partition_point(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.bytes.start <= bytes.end; });
    const auto count = static_cast<std::size_t>(end - entries_.begin());
    for (std::size_t b = 0; b * per_block < count; ++b) {
        ++looked_at_;
        if (furthest_ends_[b] < bytes.start) continue;
        const std::size_t last = std::min(count, (b + 1) * per_block);
        for (std::size_t i = b * per_block; i < last; ++i) {
            ++looked_at_;
            if (entries_[i].bytes.end >= bytes.start) found.push_back(entries_[i].note);
        }
    }
    return found;
}

}  // namespace katern::app
