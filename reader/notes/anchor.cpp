#include "notes/anchor.h"

#include <algorithm>
#include <array>

namespace katern::notes {
namespace {

constexpr std::array how_names{std::string_view("exact"), std::string_view("moved"), std::string_view("changed"),
                               std::string_view("orphan")};
constexpr std::array method_names{std::string_view("position"), std::string_view("quote"),
                                  std::string_view("elsewhere"), std::string_view("approximate"),
                                  std::string_view("orphan")};

template <class Enum, std::size_t n>
std::optional<Enum> from_name(const std::array<std::string_view, n>& names, std::string_view text) {
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view to_text(How how) {
    return how_names.at(static_cast<std::size_t>(how));
}
std::string_view to_text(Method method) {
    return method_names.at(static_cast<std::size_t>(method));
}
std::optional<How> how_from(std::string_view text) {
    return from_name<How>(how_names, text);
}
std::optional<Method> method_from(std::string_view text) {
    return from_name<Method>(method_names, text);
}

text::Range to_bytes(const document::Chapter& chapter, CodePointRange range) {
    const std::size_t total = chapter.code_points.size();
    const std::size_t start = std::min(range.start, total);
    const std::size_t end = std::clamp(range.end, start, total);
    return {chapter.code_points.to_byte(chapter.text, start), chapter.code_points.to_byte(chapter.text, end)};
}

CodePointRange to_code_points(const document::Chapter& chapter, text::Range bytes) {
    return {chapter.code_points.from_byte(chapter.text, bytes.start),
            chapter.code_points.from_byte(chapter.text, bytes.end)};
}

Edition edition_of(const document::Book& book) {
    Edition edition;
    edition.book_id = book.id;
    edition.hash = book.hash();
    edition.label = book.edition;
    edition.title = book.title;
    edition.authors = book.authors;
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        const auto chapter = book.chapter(i);
        // A chapter that can't be read has nothing by which a book could be recognised.
        if (chapter) edition.chapters.push_back({(*chapter)->id, (*chapter)->hash});
    }
    return edition;
}

Anchor anchor_on(const document::Chapter& chapter, const Edition& edition, text::Range bytes) {
    const std::string& whole = chapter.text;
    const auto inside_character = [&](std::size_t at) {
        return at < whole.size() && (static_cast<unsigned char>(whole[at]) & 0xC0) == 0x80;
    };
    std::size_t start = std::min(bytes.start, whole.size());
    std::size_t end = std::clamp(bytes.end, start, whole.size());
    const bool point = start == end;
    while (inside_character(start)) --start;
    while (inside_character(end)) ++end;
    if (point) end = start;

    Anchor anchor;
    anchor.book_id = edition.book_id;
    anchor.book_hash = edition.hash;
    anchor.text_rules = edition.text_rules;
    anchor.chapter = chapter.id;
    anchor.chapter_hash = chapter.hash;
    anchor.range = to_code_points(chapter, {start, end});
    anchor.exact = whole.substr(start, end - start);
    const std::size_t before = anchor.range.start - std::min(anchor.range.start, context_length);
    anchor.prefix = std::string(text::slice(whole, to_bytes(chapter, {before, anchor.range.start})));
    anchor.suffix =
        std::string(text::slice(whole, to_bytes(chapter, {anchor.range.end, anchor.range.end + context_length})));
    if (chapter.blocks.empty()) return anchor;
    anchor.headings = chapter.headings_above(start);
    const document::Block& block = chapter.blocks.at(chapter.block_at(start));
    if (start == end && block.kind == document::BlockKind::figure && !block.images.empty()) {
        const document::Image& image = chapter.images.at(block.images.front());
        anchor.figure = FigureSelector{image.path, image.alternative};
    }
    return anchor;
}

Anchor anchor_on(const document::Chapter& chapter, const document::Book& book, text::Range bytes) {
    return anchor_on(chapter, edition_of(book), bytes);
}

}  // namespace katern::notes
