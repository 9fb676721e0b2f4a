// compile_patterns DICTIONARY IMAGE: hyphenation patterns as they are walked, so that no start has to read them. An empty file where a
// dictionary has more than patterns.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "text/pattern_walk.h"

int main(int count, char** values) {
    if (count != 3) return 2;
    std::ifstream in(values[1], std::ios::binary);
    const std::string dictionary{std::istreambuf_iterator<char>(in), {}};
    const katern::text::PatternWalk walk(dictionary);
    std::ofstream out(values[2], std::ios::binary);
    if (!walk.empty()) out << walk.image();
    out.close();
    if (in && out) return 0;
    std::cerr << values[1] << " could not be read, or " << values[2] << " not written\n";
    return 1;
}
