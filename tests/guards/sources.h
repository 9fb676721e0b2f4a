// The repository's own files, as the guards see them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace katern::guards {

struct Source {
    std::string path;    // from reader/, "notes/store.h"
    std::string folder;  // "notes"; empty for main.cpp
    std::vector<std::string> lines;
};

// Every .h, .cpp and .def under reader/, by path.
[[nodiscard]] std::vector<Source> reader_sources();

struct Include {
    std::string name;  // "notes/store.h", "sqlite3.h"
    bool quoted;
    std::size_t line;  // from 1
};
[[nodiscard]] std::vector<Include> includes_of(const Source& source);

// Every file of the repository, without .git, build folders and what is not text.
[[nodiscard]] std::vector<std::filesystem::path> repository_texts();

[[nodiscard]] std::string read(const std::filesystem::path& file);

}  // namespace katern::guards
