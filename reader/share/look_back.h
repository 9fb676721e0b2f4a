// Looking back over time: what was marked, asked, brought to a meeting, decided, done and brought about, and the
// threads from a passage to what came of it. It counts what happened and nothing per person: no score and no ranking.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "notes/notes.h"

namespace katern::share {

enum class Stage : std::uint8_t { marked, asked, brought, decided, done, found };
inline constexpr std::size_t stage_count = 6;
using StageCounts = std::array<std::size_t, stage_count>;
[[nodiscard]] std::string_view to_text(Stage stage);  // "marked", as JSON has it

struct Moment {
    Stage stage = Stage::marked;
    notes::Milliseconds at = 0;
    std::string id;                  // of the note, or of the row of a meeting
    std::vector<std::string> after;  // ids that this one followed from, wherever they lie
    std::string chapter;             // id; empty: about no passage
    notes::CodePointRange range;     // in today's text
    bool placed = false;
    std::string address;                // "2 ¶14"; empty: nowhere in this text
    std::string quote, words;           // of the passage, and what was written
    std::vector<std::string> networks;  // ids; empty: only mine
    std::string meeting;                // id; empty: of none
    std::string cycle;                  // of a reflection
};

// Moments at one passage, or that followed from each other.
struct Thread {
    std::vector<std::size_t> moments;  // by time
    std::vector<std::size_t> path;     // one of each stage that it has, in the order of the stages
};

struct LookBack {
    std::vector<Moment> moments;         // by time, then by stage
    std::vector<std::size_t> thread_of;  // of each moment
    std::vector<Thread> threads;         // those with most stages first, then the oldest
};
// Passages belong together when they share half the characters of the shorter one, as in together.h. O(n log n) when
// few lie on one spot.
[[nodiscard]] LookBack look_back(std::vector<Moment> moments);

// `network`: id; "": of all. `chapter`: likewise.
[[nodiscard]] std::vector<Moment> moments_of(const std::vector<Moment>& all, const std::string& network,
                                             const std::string& chapter);
[[nodiscard]] StageCounts counts_of(const std::vector<Moment>& moments);

}  // namespace katern::share
