// What is wrong with a book: `katern check`.
#include "document/check.h"

#include <algorithm>

#include "document/paths.h"
#include "words/words.h"

namespace katern::document {
namespace {

bool is_svg(std::string_view bytes) {
    const std::size_t start = bytes.find("<svg");
    if (start == std::string_view::npos) return false;
    const std::size_t tag_end = bytes.find('>', start);
    if (tag_end == std::string_view::npos) return false;
    const std::size_t last = bytes.find_last_not_of(" \t\r\n");
    const bool empty_element = bytes[tag_end - 1] == '/' && last == tag_end;
    return empty_element || bytes.find("</svg>", tag_end) != std::string_view::npos ||
           bytes.find("</svg ", tag_end) != std::string_view::npos;
}

// By the bytes with which such files begin, and for PNG by the chunk with which they end.
bool looks_like_picture(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return bytes.find("IEND") != std::string_view::npos;
    if (bytes.starts_with("\xFF\xD8\xFF") || bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a") ||
        bytes.starts_with("BM"))
        return true;
    if (bytes.starts_with("RIFF") && bytes.substr(0, 16).find("WEBP") == 8) return true;
    if (bytes.substr(0, 16).find("ftypavif") == 4) return true;
    return is_svg(bytes);
}

// What is set as a caption, and a paragraph that names the figure by its number ("Figure 4-1: …"), as many books do.
bool is_caption(const Chapter& chapter, const Block& block) {
    if (block.kind == BlockKind::caption) return true;
    const std::string_view words = chapter.text_of(block);
    for (const std::string_view name : {"Figuur ", "Figure "})
        if (words.starts_with(name) && words.substr(name.size()).find_first_of("0123456789") == 0) return true;
    return false;
}

// What one chapter says about itself: headings, figures, links.
class ChapterCheck {
public:
    ChapterCheck(Examination& examination, std::size_t index)
        : examination_(examination),
          book_(examination.book),
          index_(index),
          chapter_(*examination.chapters[index]),
          found_(examination.found[index]) {}

    void run() {
        check_headings();
        check_captions();
        for (const Image& image : chapter_.images) check_image(image);
        for (const Link& link : chapter_.links) check_link(link);
    }

private:
    void add(std::uint32_t line, Word word, Arguments arguments) {
        examination_.add(index_, line, word, std::move(arguments));
    }

    void check_headings() {
        int level = 0;
        for (const Block& block : chapter_.blocks) {
            if (block.kind != BlockKind::heading || !block.containers.empty()) continue;
            if (level != 0 && block.level > level + 1)
                add(block.line, Word::problem_heading_level,
                    {std::string(chapter_.text_of(block)), std::to_string(block.level), std::to_string(level)});
            level = block.level;
        }
    }

    // A picture among words is part of a sentence; one that stands by itself is a figure.
    void check_captions() {
        for (std::size_t i = 0; i < chapter_.blocks.size(); ++i) {
            const Block& block = chapter_.blocks[i];
            if (block.kind != BlockKind::figure || block.images.empty()) continue;
            if (i + 1 < chapter_.blocks.size() && is_caption(chapter_, chapter_.blocks[i + 1])) continue;
            add(block.line, Word::problem_figure_without_caption, {chapter_.images[block.images.front()].path});
        }
    }

    void check_image(const Image& image) {
        if (image.alternative.find_first_not_of(" \t\n") == std::string::npos)
            add(image.line, Word::problem_figure_without_words, {image.path});
        if (scheme_of(image.path) || image.path.starts_with("//")) {
            add(image.line, Word::problem_figure_remote, {image.path});
        } else if (!book_.files().exists(image.path)) {
            add(image.line, Word::problem_figure_missing, {image.path});
        } else if (const Result<std::string> bytes = book_.files().read(image.path); !bytes) {
            found_.push_back({book_.chapters[index_].path, image.line, bytes.error()});
        } else if (!looks_like_picture(*bytes)) {
            add(image.line, Word::problem_figure_broken, {image.path});
        }
    }

    void check_link(const Link& link) {
        const Destination to = resolve(book_, index_, link.target);
        if (to.kind == Destination::Kind::outside) return;
        if (to.kind == Destination::Kind::broken) {
            // A link to another file of the book is no chapter, but it isn't wrong either.
            const std::string path = percent_decode(link.target.substr(0, link.target.find_first_of("?#")));
            const std::string file = join(folder_of(book_.chapters[index_].path), path);
            if (scheme_of(link.target) || !book_.files().exists(file))
                add(link.line, Word::problem_link_broken, {link.target});
            return;
        }
        if (to.fragment.empty()) return;
        const auto chapter = book_.chapter(to.chapter);
        if (chapter && !find_heading(**chapter, to.fragment))
            add(link.line, Word::problem_link_heading, {link.target, book_.chapters[to.chapter].title});
    }

    Examination& examination_;
    const Book& book_;
    std::size_t index_;
    const Chapter& chapter_;
    std::vector<Problem>& found_;
};

Examination read_all(const Book& book) {
    Examination examination{book, {}, std::vector<std::vector<Problem>>(book.chapters.size())};
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        const auto chapter = book.chapter(i);
        examination.chapters.push_back(chapter ? *chapter : nullptr);
        if (chapter) {
            examination.found[i] = (*chapter)->problems;
        } else if (book.files().exists(book.chapters[i].path)) {  // one that is missing is named at SUMMARY.md's line
            examination.found[i].push_back({book.chapters[i].path, 0, chapter.error()});
        }
    }
    return examination;
}

}  // namespace

std::string first_words(std::string_view text) {
    constexpr std::size_t most = 60;
    const text::CodePoints points(text);
    if (points.size() <= most) return std::string(text);
    const std::size_t cut = points.to_byte(text, most);
    const std::size_t space = text.rfind(' ', cut);
    return std::string(text.substr(0, space == std::string_view::npos ? cut : space)) + " …";
}

std::vector<Problem> check(const Book& book) {
    Examination examination = read_all(book);
    for (std::size_t i = 0; i < book.chapters.size(); ++i)
        if (examination.chapters[i]) ChapterCheck(examination, i).run();
    check_sources(examination);
    check_addresses(examination);
    std::vector<Problem> all = book.problems;
    for (std::vector<Problem>& found : examination.found) {
        std::stable_sort(found.begin(), found.end(),
                         [](const Problem& a, const Problem& b) { return a.line < b.line; });
        std::move(found.begin(), found.end(), std::back_inserter(all));
    }
    return all;
}

}  // namespace katern::document
