#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "draw/pdf_canvas.h"
#include "draw/pixels.h"
#include "draw/support.h"
#include "paths.h"
#include "support/folder.h"
#include "support/shell.h"

namespace katern::draw {
namespace {

// A book of pictures in memory.
class PictureBook {
public:
    void add(const std::string& path, std::string bytes) { files_[path] = std::move(bytes); }
    [[nodiscard]] Pictures open() const { return Pictures(book()); }
    [[nodiscard]] std::shared_ptr<const document::Book> book() const {
        std::map<std::string, std::string_view> views;
        for (const auto& [path, bytes] : files_) views.emplace(path, bytes);
        return std::make_shared<const document::Book>(document::files_in_memory(views, "proef"));
    }

private:
    std::map<std::string, std::string> files_;
};

constexpr std::string_view square =
    R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="currentColor"/></svg>)";

// The head of a PNG that claims these sides, and nothing after it.
std::string png_head(std::uint32_t width, std::uint32_t height) {
    std::string bytes = "\x89PNG\r\n\x1A\n";
    bytes += std::string("\0\0\0\rIHDR", 8);
    for (const std::uint32_t side : {width, height})
        for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(side >> shift & 255);
    bytes += std::string("\x08\x02\0\0\0", 5);
    std::uint32_t crc = 0xFFFFFFFF;
    for (std::size_t i = 12; i < bytes.size(); ++i) {
        crc ^= static_cast<std::uint8_t>(bytes[i]);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320U : 0U);
    }
    crc = ~crc;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(crc >> shift & 255);
    return bytes + std::string(2'000, '\0');
}

// A picture of one colour, as a file of this format.
std::string one_color(int width, int height, std::uint32_t rgba, const char* format) {
    const Owned<GdkPixbuf> pixbuf(gdk_pixbuf_new(GDK_COLORSPACE_RGB, FALSE, 8, width, height));
    gdk_pixbuf_fill(pixbuf.get(), rgba);
    gchar* buffer = nullptr;
    gsize size = 0;
    GError* error = nullptr;
    const bool saved = gdk_pixbuf_save_to_buffer(pixbuf.get(), &buffer, &size, format, &error, nullptr);
    INFO(format << ": " << (saved ? "" : reason_of(error)));
    REQUIRE(saved);
    std::string bytes(buffer, size);
    g_free(buffer);
    return bytes;
}

Color first_pixel(const Picture& picture) {
    return {picture.rgba[0], picture.rgba[1], picture.rgba[2], picture.rgba[3]};
}

}  // namespace

TEST_CASE("an SVG is drawn in the theme's ink, at exactly the size that is asked for") {
    PictureBook book;
    book.add("a.svg", std::string(square));
    Pictures pictures = book.open();
    const auto size = pictures.size("a.svg");
    REQUIRE(size);
    CHECK(size->width == 40);
    CHECK(size->height == 20);
    const auto dark = pictures.at("a.svg", 80, 40, rgb(0x1E1B18));
    REQUIRE(dark);
    CHECK(dark->width == 80);
    CHECK(dark->height == 40);
    CHECK(first_pixel(*dark) == rgb(0x1E1B18));
    CHECK(pictures.at("a.svg", 80, 40, rgb(0x1E1B18)) == dark);
    const auto light = pictures.at("a.svg", 80, 40, rgb(0xD8D4CC));
    REQUIRE(light);
    CHECK(first_pixel(*light) == rgb(0xD8D4CC));
    CHECK(light->id != dark->id);
}

TEST_CASE("half transparent parts of an SVG keep their own colour") {
    PictureBook book;
    book.add("a.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4">
        <rect width="4" height="4" fill="#ff8000" fill-opacity="0.5"/></svg>)");
    Pictures pictures = book.open();
    const auto picture = pictures.at("a.svg", 4, 4, rgb(0));
    REQUIRE(picture);
    const Color pixel = first_pixel(*picture);
    CHECK(pixel.r >= 254);
    CHECK(std::abs(pixel.g - 128) <= 2);
    CHECK(pixel.b == 0);
    CHECK(std::abs(pixel.a - 128) <= 1);
}

TEST_CASE("an SVG gets nothing from outside itself") {
    PictureBook book;
    book.add("a.svg",
             R"(<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="8" height="8">
        <image width="8" height="8" xlink:href="file://)" +
                 std::string(KATERN_SOURCE_DIR) + R"(/tests/draw/data/src/beelden/verloop.png"/></svg>)");
    Pictures pictures = book.open();
    const auto picture = pictures.at("a.svg", 8, 8, rgb(0));
    REQUIRE(picture);
    CHECK(first_pixel(*picture).a == 0);
}

TEST_CASE("a picture's own size is its pixels, and it is scaled to what is asked for") {
    Pictures pictures(test_book());
    const auto size = pictures.size("src/beelden/verloop.png");
    REQUIRE(size);
    CHECK(size->width == 240);
    CHECK(size->height == 60);
    const auto picture = pictures.at("src/beelden/verloop.png", 480, 120, rgb(0));
    REQUIRE(picture);
    CHECK(picture->rgba.size() == 480U * 120U * 4U);
}

TEST_CASE("PNG, JPEG, WebP and GIF are all pictures") {
    PictureBook book;
    for (const char* format : {"png", "jpeg", "webp"}) book.add(std::string("a.") + format, one_color(40, 20, 0xE04020FF, format));
    book.add("a.gif", std::string("GIF89a\1\0\1\0\x80\0\0\xE0\x40\x20\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;", 35));
    Pictures pictures = book.open();
    for (const char* path : {"a.png", "a.jpeg", "a.webp", "a.gif"}) {
        INFO(path);
        const auto picture = pictures.at(path, 80, 40, rgb(0));
        REQUIRE(picture);
        const Color pixel = first_pixel(*picture);
        CHECK(std::abs(pixel.r - 0xE0) <= 8);
        CHECK(std::abs(pixel.g - 0x40) <= 8);
        CHECK(std::abs(pixel.b - 0x20) <= 8);
    }
    CHECK(pictures.size("a.webp")->width == 40);
}

TEST_CASE("on paper a JPEG is the file that it is, and any other bitmap is packed without loss") {
    PictureBook files;
    const std::string photograph = one_color(640, 400, 0x3070B0FF, "jpeg");
    // As a camera that was held upright writes it: to be turned.
    const std::string exif = std::string("\xFF\xE1\0\x22" "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0", 36);
    files.add("foto.jpeg", photograph);
    files.add("gekanteld.jpeg", photograph.substr(0, 2) + exif + photograph.substr(2));
    files.add("vlak.png", one_color(640, 400, 0xE04020FF, "png"));
    const auto book = files.book();
    Pictures pictures(book);
    katern::test::Folder folder;
    PdfCanvas canvas({600, 800}, 0.58F, {});
    canvas.embed_files(book);
    Px y = 0;
    for (const char* path : {"foto.jpeg", "gekanteld.jpeg", "vlak.png"}) {
        CHECK(canvas.figure(pictures, path, {0, y, 320, 200}, rgb(0)));
        y += 220;
    }
    canvas.end_page();
    folder.with("p.pdf", canvas.finish("p.pdf").value());
    katern::test::output_of({"pdfimages", "-all", folder.path("p.pdf"), folder.path("uit")});
    std::ostringstream embedded;
    embedded << std::ifstream(folder.path("uit-000.jpg"), std::ios::binary).rdbuf();
    CHECK(embedded.str() == photograph);
    const std::string list = katern::test::output_of({"pdfimages", "-list", folder.path("p.pdf")});
    INFO(list);
    std::istringstream rows(list);
    std::string header, line, first, second, third;
    std::getline(rows, header);
    std::getline(rows, line);
    std::getline(rows, first);
    std::getline(rows, second);
    std::getline(rows, third);
    CHECK(first.find("jpeg") != std::string::npos);
    CHECK(second.find("jpeg") == std::string::npos);
    CHECK(second.find(" 400   640 ") != std::string::npos);
    CHECK(third.find("jpeg") == std::string::npos);
    // Two bitmaps of 640 by 400 are a million and a half bytes of colours.
    CHECK(std::filesystem::file_size(folder.path("p.pdf")) < 100'000);
}

TEST_CASE("a large photograph keeps its size and is held in fewer pixels") {
    PictureBook book;
    book.add("foto.jpeg", one_color(4'400, 3'000, 0x3070B0FF, "jpeg"));
    Pictures pictures = book.open();
    const auto size = pictures.size("foto.jpeg");
    REQUIRE(size);
    CHECK(size->width == 4'400);
    CHECK(size->height == 3'000);
    const auto picture = pictures.at("foto.jpeg", 600, 409, rgb(0));
    REQUIRE(picture);
    CHECK(std::abs(first_pixel(*picture).g - 0x70) <= 6);
}

TEST_CASE("what is missing or broken is no picture, and nothing worse") {
    PictureBook book;
    book.add("leeg.png", "");
    book.add("tekst.png", "dit is geen afbeelding");
    book.add("kapot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\"");
    book.add("zonder-maat.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    book.add("html.svg", "<!doctype html><p>Niet gevonden");
    book.add("nul.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>)");
    book.add("afgekapt.png", png_head(40, 40));
    Pictures pictures = book.open();
    for (const char* path : {"weg.png", "leeg.png", "tekst.png", "kapot.svg", "html.svg", "nul.svg", "afgekapt.png"}) {
        INFO(path);
        CHECK_FALSE(pictures.size(path));
        CHECK_FALSE(pictures.at(path, 10, 10, rgb(0)));
    }
    static_cast<void>(pictures.size("zonder-maat.svg"));
    static_cast<void>(pictures.at("zonder-maat.svg", 10, 10, rgb(0)));
}

TEST_CASE("a picture that claims a huge size is refused before it takes memory") {
    PictureBook book;
    book.add("breed.png", png_head(1'000'000, 10));
    book.add("groot.png", png_head(20'000, 20'000));
    book.add("ruim.png", png_head(9'000, 9'000));
    book.add("groot.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="1000000" height="1000000"/>)");
    Pictures pictures = book.open();
    for (const char* path : {"breed.png", "groot.png", "ruim.png", "groot.svg"}) {
        INFO(path);
        CHECK_FALSE(pictures.size(path));
        CHECK_FALSE(pictures.at(path, 10, 10, rgb(0)));
    }
}

}  // namespace katern::draw
