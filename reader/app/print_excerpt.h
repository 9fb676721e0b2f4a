// A part of a chapter that stands by itself: what of a selection goes on paper. Inside app/ only.
#pragma once

#include <memory>
#include <vector>

#include "document/document.h"

namespace katern::app {

struct Excerpt {
    std::shared_ptr<const document::Chapter> chapter;  // its text and bytes are the whole chapter's
    std::vector<std::size_t> blocks;                   // for each of its blocks: the index in the whole chapter
};

[[nodiscard]] Excerpt whole(std::shared_ptr<const document::Chapter> chapter);
// The words of the range, the figures in it, and the footnotes that it mentions.
[[nodiscard]] Excerpt excerpt(const document::Chapter& chapter, text::Range bytes);

}  // namespace katern::app
