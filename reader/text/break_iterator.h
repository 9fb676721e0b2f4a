// ICU's break iterators on UTF-8 as it stands (no copy). Inside text/ only.
#pragma once

#include <unicode/ubrk.h>

#include <string_view>

namespace katern::text {

// This thread's iterator of that kind and language, looking at `text`, which must outlive its use.
[[nodiscard]] UBreakIterator* break_iterator(UBreakIteratorType kind, std::string_view text, std::string_view language = "");

}  // namespace katern::text
