// Notes as a document for Word and LibreOffice Writer (Office Open XML, ECMA-376, transitional).
#pragma once

#include <string>

#include "share/share.h"

namespace katern::share {

// Headings, quotes, lists and links are real ones, in the styles that Word itself calls so; what was marked as an action
// stands once more in a table at the end, with room for who and when. The bytes of a `.docx`.
[[nodiscard]] Result<std::string> to_docx(const Selection& selection, const document::Book& book, Language language);

}  // namespace katern::share
