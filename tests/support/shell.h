// What a program of the system prints, for tests that read a file back with it (poppler's for PDF).
#pragma once

#include <stdio.h>

#include <array>
#include <stdexcept>
#include <string>
#include <vector>

namespace katern::test {

// Standard output of a program that must succeed. Arguments hold no quotes.
inline std::string output_of(const std::vector<std::string>& arguments) {
    std::string command;
    for (const std::string& argument : arguments) command += "'" + argument + "' ";
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("a program can't be started");
    std::string out;
    std::array<char, 4096> part{};
    for (std::size_t size = 0; (size = fread(part.data(), 1, part.size(), pipe)) > 0;) out.append(part.data(), size);
    if (pclose(pipe) != 0) throw std::runtime_error(command + "failed");
    return out;
}

}  // namespace katern::test
