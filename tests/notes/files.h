// Files as bytes, for tests that damage them.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace katern::notes::test {

inline std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void write(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace katern::notes::test
