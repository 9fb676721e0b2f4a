// A book's chapters, read when they are asked for, and where its links lead.
#include <algorithm>

#include "document/document.h"
#include "document/loader.h"
#include "document/paths.h"
#include "words/words.h"

namespace katern::document {

Result<std::shared_ptr<const Chapter>> Book::chapter(std::size_t index) const {
    const ChapterEntry& entry = chapters.at(index);
    {
        const std::lock_guard lock(mutex_);
        loaded_.resize(chapters.size());
        if (loaded_[index] != nullptr) return loaded_[index];
    }
    // Read without the lock, so that one thread's long chapter keeps no other waiting; who is first keeps its own.
    if (!files_->exists(entry.path)) return fail(Word::error_chapter_missing, entry.title, files_->name(entry.path));
    const Result<std::string> bytes = files_->read(entry.path);
    if (!bytes) return tl::unexpected(bytes.error());
    Result<Chapter> parsed = parse_markdown(*bytes, entry.path, files_.get());
    if (!parsed) return tl::unexpected(parsed.error());
    auto chapter = std::make_shared<Chapter>(*std::move(parsed));
    chapter->id = entry.id;
    if (!entry.title.empty()) chapter->title = entry.title;
    const std::lock_guard lock(mutex_);
    if (loaded_[index] == nullptr) loaded_[index] = std::move(chapter);
    return loaded_[index];
}

std::optional<std::size_t> Book::find(std::string_view chapter_id) const {
    const auto found = std::find_if(chapters.begin(), chapters.end(),
                                    [&](const ChapterEntry& entry) { return entry.id == chapter_id; });
    if (found == chapters.end()) return std::nullopt;
    return static_cast<std::size_t>(found - chapters.begin());
}

std::string Book::hash() const {
    std::string hashes;
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        const auto read = chapter(i);
        hashes += (read ? (*read)->hash : text::sha256_hex("")) + "\n";
    }
    return text::sha256_hex(hashes);
}

namespace {

// A chapter by its id, by what it was called before, or as mdBook's page of a README.
std::optional<std::size_t> find_page(const Book& book, std::string id) {
    constexpr int longest_chain = 16;  // of redirects; they may go round
    for (int i = 0; i < longest_chain; ++i) {
        if (const auto found = book.find(id)) return found;
        const auto renamed = book.redirects.find(id);
        if (renamed == book.redirects.end()) break;
        id = renamed->second;
    }
    const bool folder = id.empty() || id.ends_with('/') || file_name(id) == "index";
    if (!folder) return std::nullopt;
    const std::string_view parent = file_name(id) == "index" ? folder_of(id) : std::string_view(id);
    return book.find(join(parent, "README"));
}

}  // namespace

Destination resolve(const Book& book, std::size_t from_chapter, std::string_view target) {
    Destination destination;
    if (const auto scheme = scheme_of(target)) {
        // What a book may not start: a program in the page, a file on this computer.
        const bool refused = *scheme == "javascript" || *scheme == "vbscript" || *scheme == "data" || *scheme == "file";
        if (refused) return destination;
        destination.kind = Destination::Kind::outside;
        destination.url = std::string(target);
        return destination;
    }
    if (target.starts_with("//")) {
        destination.kind = Destination::Kind::outside;
        destination.url = "https:" + std::string(target);
        return destination;
    }
    const std::size_t hash = std::min(target.find('#'), target.size());
    if (hash < target.size()) destination.fragment = percent_decode(target.substr(hash + 1));
    const std::string_view page = target.substr(0, hash);
    const auto chapter =
        page.empty() ? std::optional(from_chapter) : find_page(book, page_id(book.chapters.at(from_chapter).id, page));
    if (!chapter) return destination;
    destination.kind = Destination::Kind::chapter;
    destination.chapter = *chapter;
    return destination;
}

}  // namespace katern::document
