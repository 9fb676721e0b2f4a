#include "share/foreign/chapter_names.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "share/foreign/clean.h"
#include "share/foreign/web_annotation.h"

namespace katern::share::foreign {
namespace {

constexpr std::string_view cfi_start = "epubcfi(";
constexpr std::string_view xpointer_start = "/body/DocFragment[";  // KOReader's

void add(std::unordered_map<std::string, std::vector<std::size_t>>& names, const std::string& name, std::size_t index) {
    if (name.empty()) return;
    std::vector<std::size_t>& chapters = names[name];
    if (chapters.empty() || chapters.back() != index) chapters.push_back(index);
}

// "a/b/c", then "b/c", then "c".
template <class Use>
void for_each_end(std::string_view path, const Use& use) {
    for (;;) {
        if (!path.empty() && use(path)) return;
        const std::size_t slash = path.find('/');
        if (slash == std::string_view::npos) return;
        path.remove_prefix(slash + 1);
    }
}

std::string_view without_extension(std::string_view path) {
    constexpr std::array<std::string_view, 5> extensions{".xhtml", ".html", ".htm", ".md", ".xml"};
    for (const std::string_view extension : extensions)
        if (path.ends_with(extension)) return path.substr(0, path.size() - extension.size());
    return path;
}

// The file that an address names, without host, query, fragment and extension; nothing for an address of another kind.
std::string path_of(std::string_view address) {
    if (has_scheme(address)) {
        const std::size_t host = address.find("://");
        const std::string_view scheme = address.substr(0, address.find(':'));
        if (host == std::string_view::npos || (scheme != "http" && scheme != "https" && scheme != "file")) return {};
        address.remove_prefix(std::min(address.find('/', host + 3), address.size()));
    }
    const std::string path = percent_decoded(address.substr(0, address.find_first_of("?#")));
    if (path.ends_with('/')) return path + "index";
    return std::string(without_extension(path));
}

// A number at the start of `text`.
std::optional<std::size_t> leading_number(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end != text.data() ? std::optional(number) : std::nullopt;
}

// Of "epubcfi(/6/144[ch15-05]!/4/16)" the part that leads to the document: "/6/144[ch15-05]".
std::string_view package_part(std::string_view cfi) {
    const std::size_t end = cfi.find('!');
    return end == std::string_view::npos ? std::string_view() : cfi.substr(cfi_start.size(), end - cfi_start.size());
}

std::string id_in_brackets(std::string_view cfi) {
    const std::string_view part = package_part(cfi);
    const std::size_t open = part.rfind('['), close = part.rfind(']');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
    return std::string(without_extension(part.substr(open + 1, close - open - 1)));
}

}  // namespace

ChapterNames::ChapterNames(const document::Book& book,
                           const std::vector<std::shared_ptr<const document::Chapter>>& chapters) {
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        const document::ChapterEntry& entry = book.chapters[i];
        add(ids_, entry.id, i);
        std::string web = entry.id;  // mdBook writes README.md as index.html
        if (web == "README" || web.ends_with("/README")) web.replace(web.size() - 6, 6, "index");
        add(ids_, web, i);
        for_each_end(entry.id, [&](std::string_view end) { return add(paths_, std::string(end), i), false; });
        add(titles_, text::fold_query(entry.title), i);
        if (!entry.number.empty()) add(titles_, text::fold_query(entry.number + " " + entry.title), i);
        if (i >= chapters.size() || !chapters[i]) continue;
        bool first = true;
        for (const document::Block& block : chapters[i]->blocks) {
            if (block.kind != document::BlockKind::heading) continue;
            add(first ? titles_ : headings_, text::fold_query(chapters[i]->text_of(block)), i);
            first = false;
        }
    }
    for (const auto& [old_id, id] : book.redirects)
        if (const std::optional<std::size_t> index = book.find(id)) add(ids_, old_id, *index);
    // mdBook's index.html is a copy of the first chapter.
    if (!ids_.contains("index") && !book.chapters.empty()) add(ids_, "index", 0);
}

std::vector<std::size_t> ChapterNames::by_path(std::string_view address) const {
    std::vector<std::size_t> found;
    for_each_end(path_of(address), [&](std::string_view end) {
        for (const Names* names : {&ids_, &paths_})
            if (const auto chapters = names->find(std::string(end)); chapters != names->end()) {
                found = chapters->second;
                return true;
            }
        return false;
    });
    return found;
}

std::vector<std::size_t> ChapterNames::by_title(std::string_view title) const {
    const auto found = titles_.find(text::fold_query(title));
    if (found != titles_.end()) return found->second;
    // A page of mdBook is titled "Chapter - Book".
    const std::size_t dash = title.rfind(" - ");
    return dash == std::string_view::npos ? std::vector<std::size_t>() : by_title(title.substr(0, dash));
}

ChapterNames::Named ChapterNames::named_by(const ForeignItem& item) const {
    Named named;
    for (const std::string& source : item.sources) {
        if (source.starts_with(xpointer_start)) continue;
        const bool cfi = source.starts_with(cfi_start);
        named.chapters = by_path(cfi ? id_in_brackets(source) : source);
        if (named.chapters.empty() && !cfi && !has_scheme(source)) named.chapters = by_title(source);
        if (named.chapters.empty()) continue;
        if (const std::size_t hash = source.find('#'); hash != std::string::npos)
            named.fragment = percent_decoded(std::string_view(source).substr(hash + 1));
        return named;
    }
    for (auto heading = item.headings.rbegin(); heading != item.headings.rend(); ++heading) {
        named.chapters = by_title(*heading);
        if (!named.chapters.empty()) return named;
    }
    for (auto heading = item.headings.rbegin(); heading != item.headings.rend(); ++heading)
        if (const auto found = headings_.find(text::fold_query(*heading)); found != headings_.end()) {
            named.chapters = found->second;
            return named;
        }
    return named;
}

std::optional<std::size_t> ChapterNames::spine_index(const ForeignItem& item) {
    for (const std::string_view source : item.sources) {
        if (source.starts_with(xpointer_start)) {
            const std::optional<std::size_t> number = leading_number(source.substr(xpointer_start.size()));
            if (number && *number > 0) return *number - 1;
        } else if (source.starts_with(cfi_start) && package_part(source).starts_with("/6/")) {
            const std::optional<std::size_t> step = leading_number(package_part(source).substr(3));
            if (step && *step >= 2) return *step / 2 - 1;
        }
    }
    return std::nullopt;
}

}  // namespace katern::share::foreign
