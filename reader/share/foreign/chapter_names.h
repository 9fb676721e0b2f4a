// Which chapter of the open book another program means: by its file, its title, or the headings above the passage.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/document.h"
#include "share/foreign.h"

namespace katern::share::foreign {

class ChapterNames {
public:
    // `chapters`: of the book, in its order; null where one can't be read.
    ChapterNames(const document::Book& book, const std::vector<std::shared_ptr<const document::Chapter>>& chapters);

    struct Named {
        std::vector<std::size_t> chapters;  // indices in Book::chapters; more than one: the name is not enough
        std::string fragment;               // id of an element in it

        [[nodiscard]] std::optional<std::size_t> only() const {
            return chapters.size() == 1 ? std::optional(chapters.front()) : std::nullopt;
        }
    };
    [[nodiscard]] Named named_by(const ForeignItem& item) const;

    // Where in the order of documents of a plain EPUB it lies, counted from 0: a cover before the first shifts it, so
    // that it is a hint and no place.
    [[nodiscard]] static std::optional<std::size_t> spine_index(const ForeignItem& item);

private:
    using Names = std::unordered_map<std::string, std::vector<std::size_t>>;

    [[nodiscard]] std::vector<std::size_t> by_path(std::string_view address) const;
    [[nodiscard]] std::vector<std::size_t> by_title(std::string_view title) const;

    Names ids_, paths_, titles_, headings_;
};

}  // namespace katern::share::foreign
