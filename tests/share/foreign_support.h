// Files of other programs, as they stand in the shared data, and the book that they are about.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "document/document.h"
#include "paths.h"
#include "share/foreign.h"
#include "share/zip.h"
#include "words/words.h"

namespace katern::share::test {

inline std::filesystem::path foreign_folder() {
    return std::filesystem::path(KATERN_SHARED_DIR) / "data/foreign";
}

// Whether the shared data are here; says so when they are not.
inline bool has_foreign_data() {
    const bool here = std::filesystem::exists(foreign_folder());
    if (!here) WARN("the files of other programs are not here; this case was left out");
    return here;
}

inline std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// 2026-08-01: after all that the samples say.
inline constexpr notes::Milliseconds now = 1'785'542'400'000;

// A file of another program as `import` reads it: a ZIP's set, or the file itself.
inline Result<ForeignSet> read_sample(const std::filesystem::path& path) {
    const std::string bytes = content_of(path);
    if (!looks_like_zip(bytes)) return read_foreign(bytes, path.filename().string(), now);
    const Result<std::string> json = read_zip_entry(bytes, "annotations.json", path.filename().string());
    if (!json) return tl::unexpected(json.error());
    return read_annotation_set(*json, now);
}

// The annotated book, with its index; made once.
struct RustBook {
    std::shared_ptr<const document::Book> book;
    std::unique_ptr<ForeignPlaces> places;
};
inline const RustBook& rust_book() {
    static const RustBook rust = [] {
        auto book = document::open_book(std::string(KATERN_SHARED_DIR) + "/data/markdown/rust-book", nullptr);
        REQUIRE(book);
        return RustBook{*book, std::make_unique<ForeignPlaces>(**book, notes::edition_of(**book))};
    }();
    return rust;
}

// White space as single spaces, as the samples' README compares.
inline std::string collapsed(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!space) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

}  // namespace katern::share::test
