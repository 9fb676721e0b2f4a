// book.toml, with mdBook's own keys and ours in [output.katern].
#include <toml++/toml.h>

#include "document/loader.h"
#include "document/paths.h"
#include "words/words.h"

namespace katern::document {
namespace {

// A text or a number, since `edition = 2026` is what people write.
std::string text_of(toml::node_view<const toml::node> node) {
    if (const auto text = node.value<std::string>()) return *text;
    if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
    return "";
}

}  // namespace

Result<void> read_book_toml(const std::string& toml, Book& book, std::string& source) {
    toml::table table;
    try {
        table = toml::parse(toml);
    } catch (const toml::parse_error& error) {
        return fail(Word::error_book_toml, book.files().name("book.toml"), std::to_string(error.source().begin.line),
                    std::string(error.description()));
    }
    const toml::table& root = table;
    const auto about = root["book"];
    book.title = text_of(about["title"]);
    book.description = text_of(about["description"]);
    book.language = text_of(about["language"]);
    if (book.language.empty()) book.language = "en";  // mdBook's own default
    source = text_of(about["src"]);
    if (source.empty()) source = "src";
    if (const toml::array* authors = about["authors"].as_array())
        for (const toml::node& author : *authors)
            if (const auto name = author.value<std::string>()) book.authors.push_back(*name);
    const auto ours = root["output"]["katern"];
    book.id = text_of(ours["id"]);
    book.edition = text_of(ours["edition"]);
    if (const toml::table* redirects = root["output"]["html"]["redirect"].as_table()) {
        for (const auto& [key, value] : *redirects) {
            const auto target = value.value<std::string>();
            if (!target || scheme_of(*target)) continue;
            const std::string from = page_id("", key.str());
            book.redirects[from] = page_id(from, *target);
        }
    }
    return {};
}

std::string page_id(std::string_view from, std::string_view page) {
    const std::string path = percent_decode(page.substr(0, page.find_first_of("?#")));
    const bool from_root = path.starts_with('/');
    const std::string joined =
        join(from_root ? std::string_view() : folder_of(from), from_root ? path.substr(1) : path);
    const std::string extension = extension_of(joined);
    const bool is_page = extension == ".md" || extension == ".markdown" || extension == ".html" || extension == ".htm";
    return is_page ? std::string(without_extension(joined)) : joined;
}

std::string made_up_id(const Book& book) {
    std::string about = book.title;
    for (const std::string& author : book.authors) about += "\n" + author;
    return "katern-" + text::sha256_hex(text::to_nfc(about)).substr(0, 16);
}

}  // namespace katern::document
