// Every footnote names a source of the list, and every source of the list is named by a footnote.
#include <algorithm>
#include <array>

#include "document/check.h"
#include "document/paths.h"
#include "words/words.h"

namespace katern::document {
namespace {

bool is_list_of_sources(const ChapterEntry& entry) {
    static constexpr std::array<std::string_view, 4> names = {"bronnen", "literatuur", "sources", "bibliography"};
    return entry.number.empty() && std::find(names.begin(), names.end(), file_name(entry.id)) != names.end();
}

struct ListedSource {
    std::string text;  // of all its paragraphs
    std::uint32_t line = 0;
    bool used = false;
};

std::vector<ListedSource> read_sources(const Chapter& chapter) {
    std::vector<ListedSource> sources;
    std::uint32_t item = 0;
    for (const Block& block : chapter.blocks) {
        if (block.containers.empty()) continue;
        const Container& outermost = block.containers.front();
        if (outermost.kind != Container::Kind::bullet_item && outermost.kind != Container::Kind::numbered_item)
            continue;
        if (!sources.empty() && outermost.id == item) {
            sources.back().text += " " + std::string(chapter.text_of(block));
        } else {
            sources.push_back({std::string(chapter.text_of(block)), block.line});
        }
        item = outermost.id;
    }
    return sources;
}

std::string text_of(const Chapter& chapter, const Footnote& note) {
    std::string text;
    for (std::size_t i = note.first_block; i < note.first_block + note.block_count; ++i)
        text += (text.empty() ? "" : " ") + std::string(chapter.text_of(chapter.blocks[i]));
    while (text.ends_with('.')) text.pop_back();
    return text;
}

// 0 for a note without a word.
std::uint32_t line_of(const Chapter& chapter, const Footnote& note) {
    return note.block_count == 0 ? 0 : chapter.blocks[note.first_block].line;
}

}  // namespace

void check_sources(Examination& examination) {
    const auto& entries = examination.book.chapters;
    const auto list =
        static_cast<std::size_t>(std::find_if(entries.begin(), entries.end(), is_list_of_sources) - entries.begin());
    if (list == entries.size() || !examination.chapters[list]) return;
    std::vector<ListedSource> sources = read_sources(*examination.chapters[list]);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!examination.chapters[i]) continue;
        const Chapter& chapter = *examination.chapters[i];
        for (const Footnote& note : chapter.footnotes) {
            const std::string text = text_of(chapter, note);
            bool listed = false;
            for (ListedSource& source : sources) {
                if (text.empty() || !source.text.starts_with(text)) continue;
                source.used = listed = true;
            }
            if (!listed)
                examination.add(i, line_of(chapter, note), Word::problem_source_missing,
                                {note.label, entries[list].title});
        }
    }
    for (const ListedSource& source : sources)
        if (!source.used) examination.add(list, source.line, Word::problem_source_unused, {first_words(source.text)});
}

}  // namespace katern::document
