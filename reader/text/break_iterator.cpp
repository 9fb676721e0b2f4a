#include "text/break_iterator.h"

#include <unicode/utext.h>

#include <map>
#include <stdexcept>
#include <string>
#include <utility>

namespace katern::text {
namespace {

// One iterator and the text that it looks at. Opening an iterator reads rules (some 50 µs), pointing it at a text is
// cheap, so each thread keeps one per kind and language.
class Breaks {
public:
    Breaks(UBreakIteratorType kind, const std::string& language) {
        UErrorCode status = U_ZERO_ERROR;
        iterator_ = ubrk_open(kind, language.c_str(), nullptr, 0, &status);
        if (U_FAILURE(status)) throw std::logic_error("ICU has no break rules");
    }
    ~Breaks() {
        ubrk_close(iterator_);
        if (text_ != nullptr) utext_close(text_);
    }
    Breaks(const Breaks&) = delete;
    Breaks& operator=(const Breaks&) = delete;

    UBreakIterator* on(std::string_view text) {
        UErrorCode status = U_ZERO_ERROR;
        text_ = utext_openUTF8(text_, text.empty() ? "" : text.data(), static_cast<int64_t>(text.size()), &status);
        ubrk_setUText(iterator_, text_, &status);
        if (U_FAILURE(status)) throw std::logic_error("ICU cannot look at a text");
        return iterator_;
    }

private:
    UBreakIterator* iterator_ = nullptr;
    UText* text_ = nullptr;
};

}  // namespace

UBreakIterator* break_iterator(UBreakIteratorType kind, std::string_view text, std::string_view language) {
    thread_local std::map<std::pair<UBreakIteratorType, std::string>, Breaks, std::less<>> kept;
    auto key = std::make_pair(kind, std::string(language));
    auto found = kept.find(key);
    if (found == kept.end()) found = kept.try_emplace(key, kind, key.second).first;
    return found->second.on(text);
}

}  // namespace katern::text
