#include "app/export_sheet.h"

#include <unordered_set>

namespace katern::app {

void ExportTally::count(const notes::Annotation& note) {
    ++(note.is_private() ? hidden : shared);
    networks.insert(note.shared_with.begin(), note.shared_with.end());
}

ExportTallies tally(std::span<const PlacedNote> notes, std::span<const std::uint32_t> matches, const std::vector<std::string>& chosen) {
    ExportTallies out;
    const std::unordered_set<std::string_view> wanted(chosen.begin(), chosen.end());
    for (const PlacedNote& placed : notes) {
        out.all.count(placed.note);
        if (wanted.contains(placed.note.id)) out.chosen.count(placed.note);
        for (const std::string& network : placed.note.shared_with) out.of_network[network].count(placed.note);
    }
    for (const std::uint32_t index : matches)
        if (index < notes.size()) out.filtered.count(notes[index].note);
    return out;
}

}  // namespace katern::app
