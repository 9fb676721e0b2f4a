#include "guards/sources.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "paths.h"

namespace katern::guards {
namespace fs = std::filesystem;

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<Source> reader_sources() {
    static const std::set<std::string> kinds{".h", ".cpp", ".def"};
    const fs::path root = fs::path(KATERN_SOURCE_DIR) / "reader";
    std::vector<Source> out;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file() || !kinds.contains(entry.path().extension().string())) continue;
        const fs::path path = entry.path().lexically_relative(root);
        Source source{path.string(), path.has_parent_path() ? path.begin()->string() : "", {}};
        std::istringstream text(read(entry.path()));
        for (std::string line; std::getline(text, line);) source.lines.push_back(line);
        out.push_back(std::move(source));
    }
    std::ranges::sort(out, {}, &Source::path);
    return out;
}

std::vector<Include> includes_of(const Source& source) {
    std::vector<Include> out;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
        const std::string& line = source.lines[i];
        const std::size_t hash = line.find_first_not_of(" \t");
        if (hash == std::string::npos || line[hash] != '#') continue;
        const std::size_t word = line.find_first_not_of(" \t", hash + 1);
        if (word == std::string::npos || !line.substr(word).starts_with("include")) continue;
        const std::size_t open = line.find_first_of("<\"", word);
        if (open == std::string::npos) continue;
        const std::size_t close = line.find(line[open] == '<' ? '>' : '"', open + 1);
        out.push_back({line.substr(open + 1, close - open - 1), line[open] == '"', i + 1});
    }
    return out;
}

std::vector<fs::path> repository_texts() {
    std::vector<fs::path> out;
    const fs::path root(KATERN_SOURCE_DIR);
    for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
        const std::string name = entry->path().filename().string();
        if (entry->is_directory() && entry.depth() == 0 && (name == ".git" || name.starts_with("build")))
            entry.disable_recursion_pending();
        else if (entry->is_regular_file() && name != ".git" && read(entry->path()).find('\0') == std::string::npos)
            out.push_back(entry->path().lexically_relative(root));
    }
    std::ranges::sort(out);
    return out;
}

}  // namespace katern::guards
