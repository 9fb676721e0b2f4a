// Paths within a book: always with '/', relative to some folder of the book, never a file system's own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace katern::document {

// "a%20b" to "a b"; what isn't a whole escape stays.
[[nodiscard]] std::string percent_decode(std::string_view text);

// "https:", "mailto:", … : the scheme in small letters, without the colon. A single letter is a drive, no scheme.
[[nodiscard]] std::optional<std::string> scheme_of(std::string_view target);

// "a/b/c.md" to "a/b"; "" when there is none.
[[nodiscard]] std::string_view folder_of(std::string_view path);
[[nodiscard]] std::string_view file_name(std::string_view path);
// "a/b.md" to "a/b".
[[nodiscard]] std::string_view without_extension(std::string_view path);
// In small letters, with the dot: ".md".
[[nodiscard]] std::string extension_of(std::string_view path);

// `folder` and `path` joined, "." and ".." taken out; one that leads out keeps its "..", an absolute one its '/'.
[[nodiscard]] std::string join(std::string_view folder, std::string_view path);
[[nodiscard]] bool leads_out(std::string_view normal_path);

}  // namespace katern::document
