// text, toc, check: what a book says, holds and lacks. No notes are needed for these.
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "words/words.h"

namespace katern::cli {
namespace {

Outcome<std::size_t> find_chapter(const document::Book& book, const std::string& id) {
    const std::optional<std::size_t> index = book.find(id);
    if (!index) return refuse(Word::error_chapter_unknown, id, book.title);
    return *index;
}

// The entries from `next` on that lie at `depth` or deeper, as a tree.
nlohmann::ordered_json tree(const std::vector<document::ChapterEntry>& entries, std::size_t& next,
                            std::uint32_t depth) {
    auto list = nlohmann::ordered_json::array();
    while (next < entries.size() && entries[next].depth >= depth) {
        const document::ChapterEntry& entry = entries[next++];
        list.push_back({{"id", entry.id}, {"title", entry.title}, {"children", tree(entries, next, entry.depth + 1)}});
    }
    return list;
}

}  // namespace

Done print_text(const Job& job) {
    const auto book = job.book();
    if (!book) return tl::unexpected<Refusal>(book.error());
    std::size_t first = 0, end = (*book)->chapters.size();
    if (const auto id = job.call.value("--chapter")) {
        const Outcome<std::size_t> index = find_chapter(**book, *id);
        if (!index) return tl::unexpected<Refusal>(index.error());
        first = *index;
        end = first + 1;
    }
    for (std::size_t i = first; i < end; ++i) {
        const auto chapter = (*book)->chapter(i);
        if (!chapter) return refuse(chapter.error());
        job.streams.out << (*chapter)->text;
    }
    return {};
}

Done print_toc(const Job& job) {
    const auto book = job.book();
    if (!book) return tl::unexpected<Refusal>(book.error());
    const std::vector<document::ChapterEntry>& entries = (*book)->chapters;
    if (job.call.has("--json")) {
        std::size_t next = 0;
        job.streams.out << tree(entries, next, 0).dump(2) << "\n";
        return {};
    }
    for (const document::ChapterEntry& entry : entries) {
        if (!entry.part.empty()) job.streams.out << entry.part << "\n";
        job.streams.out << std::string(entry.depth * 4, ' ') << (entry.number.empty() ? "" : entry.number + " ")
                        << entry.title << "  (" << entry.id << ")\n";
    }
    return {};
}

Done check_book(const Job& job) {
    const auto book = job.book();
    if (!book) return tl::unexpected<Refusal>(book.error());
    const std::vector<document::Problem> problems = document::check(**book);
    for (const document::Problem& problem : problems) {
        job.streams.out << problem.path;
        if (problem.line > 0) job.streams.out << ":" << problem.line;
        job.streams.out << ": " << katern::say(problem.what, job.language) << "\n";
    }
    if (!problems.empty()) return refuse(Word::cli_check_found, static_cast<double>(problems.size()), (*book)->title);
    job.tell(Word::cli_check_nothing, {(*book)->title});
    return {};
}

}  // namespace katern::cli
