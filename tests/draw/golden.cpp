#include "draw/golden.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iomanip>
#include <sstream>

#include "draw/support.h"
#include "paths.h"

namespace katern::draw {
namespace {

std::string golden(const std::string& name) {
    return std::string(KATERN_SOURCE_DIR) + "/tests/draw/golden/" + name;
}

bool writing() {
    const char* wish = std::getenv("KATERN_GOLDEN");
    return wish && std::strcmp(wish, "write") == 0;
}

// The first line that differs, for people; empty when there is none.
std::string first_difference(const std::string& a, const std::string& b) {
    std::istringstream first(a), second(b);
    std::string x, y;
    for (;;) {
        const bool more_x = static_cast<bool>(std::getline(first, x));
        const bool more_y = static_cast<bool>(std::getline(second, y));
        if (!more_x && !more_y) return {};
        if (more_x != more_y || x != y) return "golden: " + x + "\nnow:    " + y;
    }
}

}  // namespace

std::string dump(const typeset::ChapterLayout& layout) {
    std::ostringstream out;
    out << std::fixed << std::setprecision(2);
    const auto lines = [&](const char* what, const std::vector<typeset::Line>& all) {
        for (const typeset::Line& line : all) {
            out << what << " block " << line.block << " top " << line.top << " baseline " << line.baseline << " bytes "
                << line.bytes.start << "-" << line.bytes.end << (line.hyphenated ? " hyphen" : "") << "\n";
            for (const typeset::Run& run : line.runs) {
                out << "  face " << (run.face == typeset::fallback_face ? "fall-back" : std::to_string(run.face))
                    << " size " << run.size << " rise " << run.rise << ":";
                for (std::uint32_t i = run.first; i < run.first + run.count; ++i)
                    out << " " << line.glyphs[i].id << "@" << line.glyphs[i].x;
                out << "\n";
            }
        }
    };
    lines("line", layout.lines());
    lines("sign", layout.marks());
    for (const typeset::Box& box : layout.boxes())
        out << "box " << box.rect.x << " " << box.rect.y << " " << box.rect.width << " " << box.rect.height << "\n";
    for (const typeset::Figure& figure : layout.figures())
        out << "figure " << figure.rect.x << " " << figure.rect.y << " " << figure.rect.width << " "
            << figure.rect.height << (figure.broken ? " broken" : "") << "\n";
    for (const typeset::Page& page : layout.pages()) out << "page " << page.top << " to " << page.bottom << "\n";
    return out.str();
}

void check_golden_text(const std::string& name, const std::string& now) {
    const std::string path = golden(name);
    if (writing()) std::ofstream(path) << now;
    std::ifstream file(path);
    std::ostringstream before;
    before << file.rdbuf();
    INFO(name << "\n" << first_difference(before.str(), now));
    CHECK((before.str() == now));
}

void check_golden_picture(const std::string& name, const BitmapCanvas& canvas) {
    const std::string path = golden(name + ".png");
    if (writing()) REQUIRE(write_png(path, canvas.width(), canvas.height(), canvas.rgba()));
    const Result<Picture> before = read_png(path);
    INFO(path);
    REQUIRE(before);
    REQUIRE(before->width == canvas.width());
    REQUIRE(before->height == canvas.height());
    // Other versions of FreeType and librsvg may shade an edge a little differently.
    CHECK(difference(before->rgba, canvas.rgba()).pixels * 1'000 < canvas.width() * canvas.height());
}

}  // namespace katern::draw
