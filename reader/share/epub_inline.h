// The words of a block as XHTML: emphasis, links, pictures among words and footnotes' marks.
#pragma once

#include <set>
#include <string>

#include "share/epub_chapter.h"

namespace katern::share {

class EpubInline {
public:
    EpubInline(const EpubContents& contents, std::size_t index);

    // `part`: bytes of the chapter's text within the block.
    [[nodiscard]] std::string write(const document::Block& block, text::Range part);
    // With its alternative text; one that isn't in the container is its alternative text only, by way of the style.
    [[nodiscard]] std::string image(const document::Image& image) const;

private:
    [[nodiscard]] std::string words(text::Range bytes, document::Emphasis emphasis) const;
    [[nodiscard]] std::string mark(std::size_t footnote);
    [[nodiscard]] std::string link_start(std::int32_t link) const;  // empty: leads nowhere
    [[nodiscard]] std::string url_of(const document::Destination& destination) const;

    const EpubContents& contents_;
    std::size_t index_;
    const document::Chapter& chapter_;
    std::set<std::size_t> marked_;  // footnotes whose first mark has been written
};

}  // namespace katern::share
