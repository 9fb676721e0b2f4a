#include "notes/support.h"

#include <stdlib.h>

#include <filesystem>

#include "notes/sqlite.h"

namespace katern::notes::test {

Marked marked(std::string_view with_brackets) {
    const std::size_t open = with_brackets.find('[');
    const std::size_t close = with_brackets.find(']', open);
    REQUIRE(close != std::string_view::npos);
    Marked out;
    out.text = std::string(with_brackets.substr(0, open));
    out.text += with_brackets.substr(open + 1, close - open - 1);
    out.text += with_brackets.substr(close + 1);
    out.range = {open, close - 1};
    return out;
}

std::string with_brackets(const document::Chapter& chapter, CodePointRange range) {
    const text::Range bytes = to_bytes(chapter, range);
    std::string out = chapter.text;
    out.insert(bytes.end, "]");
    out.insert(bytes.start, "[");
    return out;
}

document::Chapter chapter_of(std::string_view lines, std::string id) {
    document::Chapter chapter;
    chapter.id = std::move(id);
    std::string rest(lines);
    if (rest.empty() || rest.back() != '\n') rest += '\n';
    for (std::size_t at = 0; at < rest.size();) {
        const std::size_t end = rest.find('\n', at);
        std::string line = rest.substr(at, end - at);
        at = end + 1;
        document::Block block;
        if (line.starts_with("# ") || line.starts_with("## ")) {
            block.kind = document::BlockKind::heading;
            block.level = static_cast<std::uint8_t>(line.find(' '));
            line.erase(0, line.find(' ') + 1);
        } else if (line.starts_with("!")) {
            block.kind = document::BlockKind::figure;
            block.images.push_back(static_cast<std::uint32_t>(chapter.images.size()));
            chapter.images.push_back({line.substr(1), "een tekening", ""});
            line.clear();
        }
        block.text = {chapter.text.size(), chapter.text.size() + line.size()};
        chapter.text += line + "\n";
        chapter.blocks.push_back(std::move(block));
    }
    chapter.code_points = text::CodePoints(chapter.text);
    chapter.hash = text::sha256_hex(chapter.text);
    return chapter;
}

Edition edition_of_chapter(const document::Chapter& chapter, std::string book_id) {
    Edition edition;
    edition.book_id = std::move(book_id);
    edition.title = "Proef";
    edition.chapters = {{chapter.id, chapter.hash}};
    edition.hash = text::sha256_hex(chapter.hash);
    return edition;
}

Anchor anchor_at(std::string_view with_brackets) {
    const Marked passage = marked(with_brackets);
    const document::Chapter chapter = chapter_of(passage.text);
    text::Range range = passage.range;
    // Signs for headings and figures are in the notation, not in the text.
    for (std::size_t at = 0; at < passage.range.start && at != std::string::npos;) {
        for (const std::string_view sign : {"# ", "## "})
            if (passage.text.compare(at, sign.size(), sign) == 0)
                range = {range.start - sign.size(), range.end - sign.size()};
        at = passage.text.find('\n', at);
        if (at != std::string::npos) ++at;
    }
    return anchor_on(chapter, edition_of_chapter(chapter), range);
}

std::shared_ptr<const document::Book> book_of(const std::vector<std::pair<std::string, std::string>>& chapters,
                                              const std::string& toml) {
    // The views must outlive the book, and a test's books live as long as the test program.
    static std::vector<std::unique_ptr<std::string>> kept;
    const auto keep = [](std::string text) {
        kept.push_back(std::make_unique<std::string>(std::move(text)));
        return std::string_view(*kept.back());
    };
    std::map<std::string, std::string_view> files;
    std::string summary = "# Summary\n\n";
    for (const auto& [id, markdown] : chapters) {
        files["src/" + id + ".md"] = keep(markdown);
        summary += "- [" + id + "](" + id + ".md)\n";
    }
    files["src/SUMMARY.md"] = keep(summary);
    files["book.toml"] = keep(toml);
    return must(document::open_book("@katern", document::files_in_memory(std::move(files), "@katern")));
}

Folder::Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "katern-notes-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

StoreOptions Desk::options(std::string window) {
    StoreOptions options;
    options.folder = folder.path();
    options.window = std::move(window);
    options.now = [this] { return time; };
    options.machine = "this desk";
    return options;
}

Store Desk::open(std::string window) {
    return must(Store::open(options(std::move(window))));
}

BookKey a_book(Store& store, const std::string& id, const std::string& path) {
    Edition edition = edition_of_chapter(chapter_of("Tekst van " + id), id);
    edition.title = "Titel van " + id;
    const Recognition answer = must(store.recognise(edition, path));
    REQUIRE_FALSE(answer.in_doubt());
    return answer.book.key;
}

Draft highlight(std::string_view with_brackets, std::string body) {
    Draft draft;
    draft.anchor = anchor_at(with_brackets);
    draft.body = std::move(body);
    return draft;
}

std::int64_t ask(const std::string& path, const std::string& sql) {
    Database database = must(Database::open(path, std::chrono::milliseconds(2000), false));
    std::int64_t answer = 0;
    {
        Statement row = database.query(sql);
        if (row.next()) answer = row.integer(0);
    }
    must(database.take());
    return answer;
}

std::string ask_text(const std::string& path, const std::string& sql) {
    Database database = must(Database::open(path, std::chrono::milliseconds(2000), false));
    std::string answer;
    {
        Statement row = database.query(sql);
        if (row.next()) answer = row.text(0);
    }
    must(database.take());
    return answer;
}

}  // namespace katern::notes::test
