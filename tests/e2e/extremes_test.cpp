// Books at the edge of what anyone writes: each opens, is read to its end and back, by pages and scrolled, and stays within 400
// MiB. KATERN_LONG=1 makes the long ones as long as they get.
#include <png.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>

#include "e2e/desk.h"
#include "support/folder.h"

namespace {

using namespace katern;
using namespace katern::test;

constexpr long most_kib = 400 * 1024;

bool all_the_way() {
    const char* wish = std::getenv("KATERN_LONG");
    return wish && *wish == '1';
}

// The most memory that a program had, looked at some twenty times a second.
class MemoryWatch {
public:
    explicit MemoryWatch(const Process& program)
        : thread_([this, &program](const std::stop_token& stop) {
              while (!stop.stop_requested()) {
                  most_ = std::max(most_.load(), program.usage().proportional_kib);
                  std::this_thread::sleep_for(50ms);
              }
          }) {}
    [[nodiscard]] long most_kib() const { return most_; }

private:
    std::atomic<long> most_{0};
    std::jthread thread_;
};

const std::vector<std::string>& words() {
    static const std::vector<std::string> all{"een",     "leernetwerk", "schoolleiders", "vraag",     "die",      "op",     "verantwoordelijkheid",
                                              "school",  "te",          "groot",         "is",        "vertrouwen", "en",   "bijeenkomst",
                                              "daarna",  "samen",       "werken",        "aan",       "goed",     "onderwijs", "kwaliteitsmedewerkers"};
    return all;
}

std::string sentence_of(std::size_t count, std::size_t seed) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        out += words()[(seed >> 33) % words().size()] + (i + 1 == count ? ".\n" : i % 11 == 10 ? ", " : " ");
    }
    return out;
}

std::string one_file_of(std::size_t bytes) {
    std::string out = "# Een boek van één bestand\n\n";
    for (std::size_t i = 0; out.size() < bytes; ++i) {
        if (i % 40 == 0) out += "## Deel " + std::to_string(i / 40 + 1) + "\n\n";
        out += sentence_of(90, i + 1) + "\n";
    }
    return out;
}

std::string wide_table(std::size_t columns, std::size_t rows) {
    std::string out = "# Een brede tabel\n\n";
    const auto row = [&](const auto& cell) {
        for (std::size_t column = 0; column < columns; ++column) out += "| " + cell(column) + " ";
        out += "|\n";
    };
    row([](std::size_t column) { return "Kolom " + std::to_string(column + 1); });
    row([](std::size_t) { return std::string("---"); });
    for (std::size_t i = 0; i < rows; ++i)
        row([&](std::size_t column) { return words()[(i * 7 + column) % words().size()] + " " + std::to_string(i * column); });
    return out + "\nNa de tabel.\n";
}

std::string deep_list(std::size_t depth) {
    std::string out = "# Een diepe lijst\n\n";
    for (std::size_t i = 0; i < depth; ++i) out += std::string(i * 2, ' ') + "- Diepte " + std::to_string(i + 1) + ": " + sentence_of(20, i + 5);
    return out + "\nNa de lijst.\n";
}

// Black squares on white, one bit a pixel: small as a file, and as large as any other once it is decoded.
std::string huge_png(png_uint_32 side) {
    std::string bytes;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(
        png, &bytes,
        [](png_structp writing, png_bytep data, std::size_t size) {
            static_cast<std::string*>(png_get_io_ptr(writing))->append(reinterpret_cast<const char*>(data), size);
        },
        nullptr);
    png_set_IHDR(png, info, side, side, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    std::vector<png_byte> row(side / 8 + 1);
    for (png_uint_32 y = 0; y < side; ++y) {
        for (std::size_t x = 0; x < row.size(); ++x) row[x] = (x / 125 + y / 1'000) % 2 == 0 ? 0xFF : 0;
        png_write_row(png, row.data());
    }
    png_write_end(png, nullptr);
    png_destroy_write_struct(&png, &info);
    return bytes;
}

// Opens it and reads it from the first page to the last and back, by pages and then scrolled.
// `arrives`: something in sight at the start comes later than the page.
void read_through(const Folder& book, const std::string& name, const std::string& file = "", bool arrives = false) {
    Desk desk;
    desk.open({book.path(file)});
    Screen& screen = desk.screen();
    long most = 0;
    {
        const MemoryWatch memory(desk.katern());
        screen.move({1270, 790});
        const Shot first = screen.still();
        if (arrives) {
            CHECK(eventually([&] { return !(screen.shot() == first); }, 120s));
            keep(screen.still(), name + "-arrived");
        }
        screen.keys({"Next", "Next"});
        screen.still();
        CHECK(desk.katern().running());
        const auto there_and_back = [&](const std::string& how) {
            screen.keys({"Home"});
            const Shot start = screen.still(300ms, 60s);
            screen.keys({"End"});
            const Shot end = screen.still(500ms, 60s);
            keep(end, name + "-" + how + "-end");
            CHECK_FALSE(end == start);
            screen.keys({"Prior", "Prior"});
            screen.still(300ms, 60s);
            screen.keys({"Home"});
            CHECK(eventually([&] { return screen.shot() == start; }, 60s));
        };
        keep(first, name + "-first");
        there_and_back("scrolled");
        screen.keys({"F9"});  // pages
        screen.still();
        screen.wheel(3);
        screen.still();
        there_and_back("pages");
        CHECK(desk.katern().running());
        most = memory.most_kib();
    }
    std::printf("{\"figure\": \"memory at an extreme\", \"what\": \"%s\", \"most_mib\": %.1f}\n", name.c_str(), static_cast<double>(most) / 1024);
    std::fflush(stdout);
    CHECK(most > 0);
    CHECK(most <= most_kib);
    CHECK(desk.close() == 0);
}

}  // namespace

TEST_CASE("a book of one file of 3 MB is read to its end and back", "[extreme]") {
    if (!can_have_a_screen()) return;
    Folder book;
    book.with("boek.md", one_file_of(all_the_way() ? 3'000'000 : 400'000));
    read_through(book, "one-file", "boek.md");
}

TEST_CASE("a chapter of one paragraph of 200,000 words is read to its end and back", "[extreme]") {
    if (!can_have_a_screen()) return;
    Folder book;
    book.with("alinea.md", "# Eén alinea\n\n" + sentence_of(all_the_way() ? 200'000 : 20'000, 3));
    read_through(book, "one-paragraph", "alinea.md");
}

TEST_CASE("a word of 10,000 letters, a table of 60 columns and a list 40 deep are read to their end and back", "[extreme]") {
    if (!can_have_a_screen()) return;
    Folder book;
    std::string word;
    for (std::size_t i = 0; i < 10'000; ++i) word += static_cast<char>('a' + i * i % 26);
    book.with("blokken.md", "# Een lang woord\n\nVoor " + word + " na.\n\n" + wide_table(60, 30) + "\n" + deep_list(40));
    read_through(book, "blocks", "blokken.md");
}

TEST_CASE("a picture of 20,000 by 20,000 pixels is shown", "[extreme]") {
    if (!can_have_a_screen()) return;
    Folder book;
    book.with("src/SUMMARY.md", "- [Een groot beeld](beeld.md)\n").with("book.toml", "[book]\ntitle = \"Groot\"\n");
    book.with("src/beeld.md", "# Een groot beeld\n\n" + sentence_of(120, 2) + "\n![Vlakken](groot.png)\n\n" + sentence_of(900, 4));
    book.with("src/groot.png", huge_png(20'000));
    read_through(book, "picture", "", true);
}
