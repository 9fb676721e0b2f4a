// Opening a book: an mdBook, a folder of Markdown files, one Markdown file, or the katern inside the program.
#include "document/loader.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <utility>

#include "document/paths.h"
#include "document/summary.h"
#include "words/words.h"

namespace katern::document {
namespace {

namespace fs = std::filesystem;

using Opened = Result<std::shared_ptr<const Book>>;

std::uint32_t line_of(std::string_view text, std::size_t byte) {
    return static_cast<std::uint32_t>(
               std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(byte), '\n')) +
           1;
}

Result<std::string> read_utf8(const Files& files, const std::string& path) {
    Result<std::string> bytes = files.read(path);
    if (!bytes) return bytes;
    const std::size_t invalid = text::find_invalid_utf8(*bytes);
    if (invalid != std::string::npos)
        return fail(Word::error_not_utf8, files.name(path), std::to_string(line_of(*bytes, invalid)));
    return bytes;
}

// Resolves the links of SUMMARY.md. One that leads out of the book makes the whole book suspect; a missing file is
// named and the rest of the book can be read.
Result<void> take_summary(Book& book, const std::string& source, std::vector<SummaryLine> lines) {
    const std::string summary = join(source, "SUMMARY.md");
    std::set<std::string> known;
    std::string part;
    for (SummaryLine& line : lines) {
        ChapterEntry& entry = line.entry;
        if (!entry.part.empty()) part = entry.part;
        if (entry.draft()) continue;  // a part that begins with a draft begins with its first real chapter
        const std::string within = join("", entry.path);
        if (leads_out(within) || scheme_of(entry.path))
            return fail(Word::error_summary_outside, book.files().name(summary), std::to_string(line.line), entry.path);
        entry.path = join(source, within);
        entry.id = std::string(without_extension(within));
        if (!known.insert(entry.id).second) {
            book.problems.push_back({summary, line.line, Error{Word::problem_summary_twice, {within}}});
            continue;
        }
        if (!book.files().exists(entry.path))
            book.problems.push_back({summary, line.line, Error{Word::problem_chapter_missing, {entry.path}}});
        entry.part = std::exchange(part, {});
        book.chapters.push_back(std::move(entry));
    }
    return {};
}

Opened open_mdbook(std::shared_ptr<const Files> files, std::string path, const std::string& folder_name) {
    auto book = std::make_shared<Book>(std::move(files));
    book->path = std::move(path);
    book->language = "en";
    std::string source = book->files().exists("src/SUMMARY.md") || !book->files().exists("SUMMARY.md") ? "src" : "";
    if (book->files().exists("book.toml")) {
        const Result<std::string> toml = read_utf8(book->files(), "book.toml");
        if (!toml) return tl::unexpected(toml.error());
        if (const Result<void> read = read_book_toml(*toml, *book, source); !read) return tl::unexpected(read.error());
        source = join("", source);
        if (leads_out(source)) return fail(Word::error_book_source_outside, book->files().name("book.toml"), source);
    }
    const std::string summary = join(source, "SUMMARY.md");
    if (!book->files().exists(summary)) return fail(Word::error_summary_missing, book->files().name(summary));
    const Result<std::string> markdown = read_utf8(book->files(), summary);
    if (!markdown) return tl::unexpected(markdown.error());
    if (const Result<void> taken = take_summary(*book, source, parse_summary(*markdown, summary, book->problems));
        !taken)
        return tl::unexpected(taken.error());
    if (book->chapters.empty()) return fail(Word::error_book_without_chapters, book->files().name(summary));
    if (book->title.empty()) book->title = folder_name;
    if (book->id.empty()) book->id = made_up_id(*book);
    return book;
}

// README or index of a folder comes first in it, then names with their numbers in order: "2-b" before "10-a".
std::vector<std::string> sort_key(const std::string& path) {
    std::vector<std::string> key;
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        const std::string name = text::to_lower(path.substr(start, end - start));
        start = end + 1;
        const bool file = end == path.size();
        const std::string_view stem = without_extension(name);
        std::string part = file && (stem == "readme" || stem == "index") ? "\x01" : "\x02";
        for (std::size_t i = 0; i < name.size();) {
            std::size_t digits = i;
            while (digits < name.size() && name[digits] >= '0' && name[digits] <= '9') ++digits;
            if (digits > i) {
                const std::size_t first = std::min(name.find_first_not_of('0', i), digits);
                // The count of digits before them makes numbers sort by size; '0' keeps them where digits sort.
                part += '0';
                part += static_cast<char>(std::min<std::size_t>(digits - first, 100) + 1);
                part += name.substr(first, digits - first);
                i = digits;
            } else {
                part += name[i++];
            }
        }
        key.push_back(std::move(part));
    }
    return key;
}

std::string title_of(std::string_view markdown, const std::string& path) {
    const std::string heading = first_heading(markdown);
    return heading.empty() ? std::string(file_name(without_extension(path))) : heading;
}

void add_file(Book& book, const std::string& path, std::string_view markdown) {
    ChapterEntry entry;
    entry.id = std::string(without_extension(path));
    entry.path = path;
    entry.depth = static_cast<std::uint32_t>(std::count(path.begin(), path.end(), '/'));
    entry.title = title_of(markdown, path);
    book.chapters.push_back(std::move(entry));
}

Opened open_folder(const fs::path& folder) {
    const auto book = std::make_shared<Book>(files_in(folder.string()));
    book->path = folder.string();
    std::vector<std::string> paths = book->files().list("", ".md");
    for (std::string& path : book->files().list("", ".markdown")) paths.push_back(std::move(path));
    if (paths.empty()) return fail(Word::error_book_without_chapters, folder.string());
    std::vector<std::pair<std::vector<std::string>, std::string>> sorted;
    for (std::string& path : paths) sorted.emplace_back(sort_key(path), std::move(path));
    std::sort(sorted.begin(), sorted.end());
    std::set<std::string> known;
    for (const auto& [key, path] : sorted)
        if (known.insert(std::string(without_extension(path))).second)
            add_file(*book, path, read_utf8(book->files(), path).value_or(std::string()));
    // The folder's README is a title page; without one the folder's own name has to do.
    const std::string first = text::to_lower(book->chapters.front().id);
    book->title = first == "readme" || first == "index" ? book->chapters.front().title : folder.filename().string();
    book->id = made_up_id(*book);
    return book;
}

// Files that people try and that are no Markdown, by what is in them before by their name.
std::optional<Error> not_markdown(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string head(4096, '\0');
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(stream.gcount()));
    const std::string extension = extension_of(file.filename().string());
    const auto error = [&](Word word) { return Error{word, {file.string()}}; };
    if (head.starts_with("%PDF-") || extension == ".pdf") return error(Word::error_book_pdf);
    const bool zip = head.starts_with("PK\x03\x04");
    if (head.find("application/epub+zip") != std::string::npos || extension == ".epub")
        return error(Word::error_book_epub);
    const bool old_word = head.starts_with("\xD0\xCF\x11\xE0");
    if ((zip && head.find("word/") != std::string::npos) || old_word || extension == ".docx" || extension == ".doc" ||
        extension == ".odt" || extension == ".rtf")
        return error(Word::error_book_docx);
    const std::set<std::string> ours{".md", ".markdown", ".mdown", ".mkd", ".txt"};
    if (zip || ours.count(extension) == 0) return error(Word::error_book_other);
    return std::nullopt;
}

Opened open_file(const fs::path& file) {
    const std::string name = file.filename().string();
    const fs::path folder = file.parent_path();
    std::error_code none;
    // Who picks one of an mdBook's own two files means the book.
    if (name == "book.toml") return open_mdbook(files_in(folder.string()), folder.string(), folder.filename().string());
    if (name == "SUMMARY.md") {
        const bool above = fs::exists(folder.parent_path() / "book.toml", none) || folder.filename() == "src";
        const fs::path root = above ? folder.parent_path() : folder;
        return open_mdbook(files_in(root.string()), root.string(), root.filename().string());
    }
    if (std::optional<Error> error = not_markdown(file)) return tl::unexpected(*std::move(error));
    const auto book = std::make_shared<Book>(files_in(folder.string()));
    book->path = file.string();
    const Result<std::string> markdown = read_utf8(book->files(), name);
    if (!markdown) return tl::unexpected(markdown.error());
    add_file(*book, name, *markdown);
    book->title = book->chapters.front().title;
    book->id = made_up_id(*book);
    return book;
}

}  // namespace

Opened open_book(const std::string& where, const std::shared_ptr<const Files>& katern) {
    if (where == "@katern") {
        if (katern == nullptr) return fail(Word::error_book_missing, where);
        return open_mdbook(katern, where, "Katern");
    }
    if (where.empty()) return fail(Word::error_book_missing, std::string("“”"));
    std::error_code error;
    fs::path path = fs::absolute(where, error).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();  // "boek/" is "boek"
    if (error || !fs::exists(path, error)) {
        if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory)
            return fail(Word::error_file_unreadable, path.string(), error.message());
        return fail(Word::error_book_missing, path.string());
    }
    if (!fs::is_directory(path, error)) return open_file(path);
    // A folder that one may not look into is no empty folder.
    fs::directory_iterator(path, error);
    if (error) return fail(Word::error_file_unreadable, path.string(), error.message());
    const bool mdbook = fs::exists(path / "book.toml", error) || fs::exists(path / "src" / "SUMMARY.md", error) ||
                        fs::exists(path / "SUMMARY.md", error);
    if (!mdbook) return open_folder(path);
    return open_mdbook(files_in(path.string()), path.string(), path.filename().string());
}

}  // namespace katern::document
