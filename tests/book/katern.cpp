#include "book/katern.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "paths.h"
#include "support/process.h"

namespace katern::test {
namespace {

bool opens(std::string_view bold) {
    static constexpr std::array<std::string_view, 4> kinds = {"Voorbeeld.", "Vraag.", "Werkvorm.",
                                                              "Mee naar het netwerk."};
    return std::find(kinds.begin(), kinds.end(), bold) != kinds.end();
}

// Ends a sentence when a space follows: ".", "?”", "!)".
bool ends_sentence(std::string_view word) {
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view closing : {"’", "”", ")"})
            if (word.ends_with(closing)) {
                word.remove_suffix(closing.size());
                again = true;
            }
    }
    return word.ends_with('.') || word.ends_with('?') || word.ends_with('!') || word.ends_with("…");
}

}  // namespace

std::filesystem::path book_folder() {
    return std::filesystem::path(KATERN_SOURCE_DIR) / "book";
}

const document::Book& katern_book() {
    static const std::shared_ptr<const document::Book> book = [] {
        auto opened = document::open_book(book_folder().string(), nullptr);
        if (!opened) throw std::runtime_error(say(opened.error(), Language::nl));
        return *opened;
    }();
    return *book;
}

std::vector<Chapter> chapters() {
    std::vector<Chapter> all;
    const document::Book& book = katern_book();
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        const auto content = book.chapter(i);
        if (!content) throw std::runtime_error(say(content.error(), Language::nl));
        all.push_back({book.chapters[i], *content});
    }
    return all;
}

std::vector<Chapter> numbered_chapters() {
    std::vector<Chapter> all = chapters();
    std::erase_if(all, [](const Chapter& chapter) { return chapter.entry.number.empty(); });
    return all;
}

Chapter chapter(std::string_view id) {
    for (Chapter& one : chapters())
        if (one.entry.id == id) return std::move(one);
    throw std::runtime_error("no chapter " + std::string(id));
}

std::string prose(const Chapter& chapter, const document::Block& block) {
    if (block.kind == document::BlockKind::code) return {};
    std::string text;
    for (const document::Span& span : block.spans)
        text += has(span.emphasis, document::Emphasis::code) ? " " : text::slice(chapter.content->text, span.text);
    return text;
}

bool is_running_text(const document::Block& block) {
    const bool note = std::any_of(block.containers.begin(), block.containers.end(), [](const document::Container& c) {
        return c.kind == document::Container::Kind::footnote;
    });
    return !note && (block.kind == document::BlockKind::paragraph || block.kind == document::BlockKind::caption);
}

std::vector<Callout> callouts(const Chapter& chapter) {
    std::vector<Callout> found;
    std::uint32_t quote = 0;
    const auto& blocks = chapter.content->blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const document::Block& block = blocks[i];
        if (block.containers.empty() || block.containers[0].kind != document::Container::Kind::quote) continue;
        if (block.containers[0].id == quote && !found.empty()) {
            found.back().blocks.push_back(block);
            continue;
        }
        if (block.spans.empty() || !has(block.spans[0].emphasis, document::Emphasis::bold)) continue;
        const std::string bold(text::slice(chapter.content->text, block.spans[0].text));
        if (!opens(bold)) continue;
        quote = block.containers[0].id;
        found.push_back({bold.substr(0, bold.size() - 1), {block}, i});
    }
    return found;
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> all(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool wide = text.substr(i).starts_with("\u00A0");
        if (wide) ++i;
        if (wide || text[i] == ' ' || text[i] == '\t' || text[i] == '\n') {
            all.emplace_back();
        } else {
            all.back() += text[i];
        }
    }
    std::erase_if(all, [](const std::string& word) { return word.empty() || word == "–" || word == "—"; });
    return all;
}

std::vector<std::string> sentences(std::string_view text) {
    std::vector<std::string> all;
    std::string sentence;
    for (const std::string& word : words(text)) {
        sentence += (sentence.empty() ? "" : " ") + word;
        if (ends_sentence(word)) all.push_back(std::exchange(sentence, {}));
    }
    if (!sentence.empty()) all.push_back(sentence);
    return all;
}

std::vector<Figure> figures() {
    std::vector<Figure> all;
    for (const auto& file : std::filesystem::directory_iterator(book_folder() / "src" / "figures"))
        all.push_back({"src/figures/" + file.path().filename().string(), read_file(file.path())});
    std::sort(all.begin(), all.end(), [](const Figure& a, const Figure& b) { return a.path < b.path; });
    return all;
}

std::vector<Figure::Text> Figure::texts() const {
    std::vector<Text> found;
    for (const std::string_view element : {"<text", "<title", "<tspan"})
        for (std::size_t at = 0; (at = svg.find(element, at)) != std::string::npos; ++at) {
            const std::size_t start = svg.find('>', at) + 1;
            found.push_back(
                {svg.substr(start, svg.find('<', start) - start),
                 1 + static_cast<std::uint32_t>(std::count(svg.begin(), svg.begin() + static_cast<long>(at), '\n'))});
        }
    return found;
}

}  // namespace katern::test
