// A meeting on its way to a file: the same for the window and the command line.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/meetings.h"

namespace katern::app {

struct HandOutForm {
    std::string_view name;       // "docx", as --format has it
    std::string_view extension;  // ".docx"
    Word label, about;
};
// In the order in which a person chooses.
[[nodiscard]] std::span<const HandOutForm> hand_out_forms();
[[nodiscard]] const HandOutForm* hand_out_form(std::string_view name);  // null: there is none

// Writes the file, whole.
[[nodiscard]] Result<void> hand_out(notes::Store& store, const KnownBook& known, const std::string& meeting,
                                    const HandOutForm& form, const std::string& path, Language language);

class Reader;
// The sheet, for the meeting that is open; where to; and the file itself.
void open_hand_out(Reader& reader);
void choose_where_to_hand_out(Reader& reader);
void hand_out_from_sheet(Reader& reader, const std::string& typed);

}  // namespace katern::app
