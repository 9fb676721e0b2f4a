// What is wrong with a book: `katern check`.
#include <algorithm>
#include <array>

#include "document/document.h"
#include "document/paths.h"

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

class ChapterCheck {
public:
    ChapterCheck(const Book& book, std::size_t index, const Chapter& chapter)
        : book_(book), index_(index), chapter_(chapter), found_(chapter.problems) {}

    std::vector<Problem> run() {
        check_headings();
        for (const Image& image : chapter_.images) check_image(image);
        for (const Link& link : chapter_.links) check_link(link);
        std::stable_sort(found_.begin(), found_.end(),
                         [](const Problem& a, const Problem& b) { return a.line < b.line; });
        return std::move(found_);
    }

private:
    void add(std::uint32_t line, Word word, Arguments arguments) {
        found_.push_back({book_.chapters[index_].path, line, Error{word, std::move(arguments)}});
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

    const Book& book_;
    std::size_t index_;
    const Chapter& chapter_;
    std::vector<Problem> found_;
};

}  // namespace

std::vector<Problem> check(const Book& book) {
    std::vector<Problem> found = book.problems;
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        const auto chapter = book.chapter(i);
        if (chapter) {
            std::vector<Problem> more = ChapterCheck(book, i, **chapter).run();
            std::move(more.begin(), more.end(), std::back_inserter(found));
        } else if (book.files().exists(book.chapters[i].path)) {  // one that is missing is named at SUMMARY.md's line
            found.push_back({book.chapters[i].path, 0, chapter.error()});
        }
    }
    return found;
}

}  // namespace katern::document
