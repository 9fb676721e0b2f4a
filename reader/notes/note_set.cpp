#include "notes/note_set.h"

#include <algorithm>

namespace katern::notes {

const Field* SetItem::field(std::string_view name) const {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

Clock SetItem::latest() const {
    Clock latest;
    for (const Field& field : fields) latest = std::max(latest, field.clock);
    for (const DatedAnchor& anchor : anchors) latest = std::max(latest, anchor.clock);
    if (sharing) latest = std::max(latest, sharing->clock);
    return latest;
}

bool NoteSet::says_nothing() const {
    const bool wish = head.network && head.network->first_self.clock != Clock{};
    return items.empty() && meetings.empty() && !wish;
}

Clock NoteSet::latest() const {
    Clock latest = head.writer.clock;
    if (head.network) latest = std::max({latest, head.network->clock, head.network->first_self.clock});
    for (const SetItem& item : items) latest = std::max(latest, item.latest());
    for (const SetMeeting& meeting : meetings)
        for (const Field& field : meeting.fields) latest = std::max(latest, field.clock);
    return latest;
}

std::string words_alone(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!space)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

}  // namespace katern::notes
