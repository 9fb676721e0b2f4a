#include <catch2/catch.hpp>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <mutex>
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
    [[nodiscard]] Pictures open(std::function<void()> arrived = {}) const { return Pictures(book(), std::move(arrived)); }
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
std::string png_head(std::uint32_t width, std::uint32_t height, char interlaced = 0) {
    std::string bytes = "\x89PNG\r\n\x1A\n";
    bytes += std::string("\0\0\0\rIHDR", 8);
    for (const std::uint32_t side : {width, height})
        for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(side >> shift & 255);
    bytes += std::string("\x08\x02\0\0", 4) + interlaced;
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
    for (const char* path : {"weg.png", "leeg.png", "tekst.png", "kapot.svg", "html.svg", "nul.svg"}) {
        INFO(path);
        CHECK_FALSE(pictures.size(path));
        CHECK_FALSE(pictures.at(path, 10, 10, rgb(0)));
    }
    CHECK_FALSE(pictures.take_broken());
    // Its head is right, so there is a frame for it, until it is decoded.
    CHECK(pictures.size("afgekapt.png"));
    CHECK_FALSE(pictures.at("afgekapt.png", 10, 10, rgb(0)));
    CHECK_FALSE(pictures.size("afgekapt.png"));
    CHECK(pictures.take_broken());
    CHECK_FALSE(pictures.take_broken());
    static_cast<void>(pictures.size("zonder-maat.svg"));
    static_cast<void>(pictures.at("zonder-maat.svg", 10, 10, rgb(0)));
}

TEST_CASE("a picture that is too large is refused before it takes memory, and its size is told") {
    PictureBook book;
    book.add("breed.png", png_head(1'000'000, 10));
    book.add("verweven.png", png_head(9'000, 9'000, 1));
    book.add("groot.gif", "GIF89a\xFF\x7F\xFF\x7F");
    book.add("groot.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="1000000" height="1000000"/>)");
    Pictures pictures = book.open();
    for (const char* path : {"breed.png", "verweven.png", "groot.gif", "groot.svg"}) {
        INFO(path);
        CHECK_FALSE(pictures.size(path));
        CHECK_FALSE(pictures.at(path, 10, 10, rgb(0)));
        CHECK(pictures.size_of_too_large(path));
    }
    CHECK(pictures.size_of_too_large("verweven.png")->width == 9'000);
    CHECK_FALSE(pictures.size_of_too_large("weg.png"));
}

TEST_CASE("a huge PNG is read row by row") {
    PictureBook book;
    // Left half one colour, right half another one that is half seen.
    const Owned<GdkPixbuf> pixbuf(gdk_pixbuf_new(GDK_COLORSPACE_RGB, TRUE, 8, 6'000, 4'000));
    gdk_pixbuf_fill(pixbuf.get(), 0xE04020FF);
    const Owned<GdkPixbuf> right(gdk_pixbuf_new_subpixbuf(pixbuf.get(), 3'000, 0, 3'000, 4'000));
    gdk_pixbuf_fill(right.get(), 0x2040E080);
    gchar* buffer = nullptr;
    gsize size = 0;
    REQUIRE(gdk_pixbuf_save_to_buffer(pixbuf.get(), &buffer, &size, "png", nullptr, "compression", "1", nullptr));
    book.add("groot.png", std::string(buffer, size));
    book.add("half.png", std::string(buffer, size / 2));
    g_free(buffer);
    Pictures pictures = book.open();
    REQUIRE(pictures.size("groot.png"));
    CHECK(pictures.size("groot.png")->width == 6'000);
    const auto picture = pictures.at("groot.png", 60, 40, rgb(0));
    REQUIRE(picture);
    const auto near = [](Color a, Color b) { return std::abs(a.r - b.r) <= 2 && std::abs(a.g - b.g) <= 2 && std::abs(a.b - b.b) <= 2 && std::abs(a.a - b.a) <= 2; };
    const std::uint8_t* last = &picture->rgba[picture->rgba.size() - 4];
    CHECK(near(first_pixel(*picture), rgb(0xE04020)));
    CHECK(near({last[0], last[1], last[2], last[3]}, {0x20, 0x40, 0xE0, 0x80}));
    CHECK_FALSE(pictures.at("half.png", 60, 40, rgb(0)));
}

TEST_CASE("a photograph that lies on its side in the file stands upright on the page") {
    PictureBook book;
    std::string bytes = one_color(40, 20, 0xE04020FF, "jpeg");
    // EXIF: one entry, orientation 6, big-endian.
    bytes.insert(2, std::string("\xFF\xE1\0\x22"
                                "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
                                36));
    book.add("staand.jpeg", bytes);
    Pictures pictures = book.open();
    const auto size = pictures.size("staand.jpeg");
    REQUIRE(size);
    CHECK(size->width == 20);
    CHECK(size->height == 40);
    CHECK(pictures.at("staand.jpeg", 20, 40, rgb(0)));
}

TEST_CASE("an SVG's size is in its first tag, whatever stands before it") {
    PictureBook book;
    book.add("a.svg", "<?xml version=\"1.0\"?>\n<!-- <svg width=\"1\"> -->\n<!DOCTYPE svg [ <!ENTITY w \"30\"> ]>\n"
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" width='&w;' height='12' data-x='a>b'><text>&lt;</text></svg>");
    book.add("b.svg", "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"\n viewBox=\"0 0 7 9\"><s:rect/></s:svg>");
    Pictures pictures = book.open();
    REQUIRE(pictures.size("a.svg"));
    CHECK(pictures.size("a.svg")->width == 30);
    CHECK(pictures.size("a.svg")->height == 12);
    REQUIRE(pictures.size("b.svg"));
    CHECK(pictures.size("b.svg")->height == 9);
}

TEST_CASE("letters in a figure are set in the faces that ship") {
    PictureBook book;
    const auto add = [&](const std::string& name, const std::string& family) {
        book.add(name, R"(<svg xmlns="http://www.w3.org/2000/svg" width="200" height="30"><text x="4" y="20" font-size="16" font-family=")" + family +
                           R"(">Lerend netwerk agR 1&#8594;</text></svg>)");
    };
    add("serif.svg", "serif");
    add("charis.svg", "Charis SIL");
    add("inter.svg", "Inter, sans-serif");
    add("sans.svg", "sans-serif");
    add("unknown.svg", "Lettertype Dat Nergens Bestaat");
    add("mono.svg", "monospace");
    add("jetbrains.svg", "JetBrains Mono");
    Pictures pictures = book.open();
    const auto pixels = [&](const char* name) { return pictures.at(name, 200, 30, rgb(0))->rgba; };
    CHECK((pixels("serif.svg") == pixels("charis.svg")));
    CHECK((pixels("sans.svg") == pixels("inter.svg")));
    CHECK((pixels("unknown.svg") == pixels("inter.svg")));
    CHECK((pixels("mono.svg") == pixels("jetbrains.svg")));
    CHECK((pixels("serif.svg") != pixels("inter.svg")));
    CHECK((pixels("mono.svg") != pixels("inter.svg")));
}

// What a person sees of pictures that are made on another thread.
class Arrivals {
public:
    [[nodiscard]] std::function<void()> bell() {
        return [this] {
            const std::lock_guard lock(mutex_);
            ++count_;
            rung_.notify_all();
        };
    }
    void wait_for(int count) {
        std::unique_lock lock(mutex_);
        REQUIRE(rung_.wait_for(lock, std::chrono::seconds(20), [&] { return count_ >= count; }));
    }
    [[nodiscard]] int count() {
        const std::lock_guard lock(mutex_);
        return count_;
    }

private:
    std::mutex mutex_;
    std::condition_variable rung_;
    int count_ = 0;
};

TEST_CASE("while a picture is made nobody waits, and each arrival is told once") {
    PictureBook book;
    book.add("a.svg", std::string(square));
    book.add("b.png", one_color(40, 20, 0xE04020FF, "png"));
    book.add("half.png", png_head(40, 40));
    Arrivals arrivals;
    Pictures pictures = book.open(arrivals.bell());
    CHECK(pictures.size("b.png")->width == 40);
    CHECK_FALSE(pictures.at("b.png", 80, 40, rgb(0)));
    arrivals.wait_for(1);
    const auto first = pictures.at("b.png", 80, 40, rgb(0));
    REQUIRE(first);
    CHECK(first->width == 80);
    // Another size: the old one stands in for it.
    CHECK(pictures.at("b.png", 160, 80, rgb(0)) == first);
    arrivals.wait_for(2);
    CHECK(pictures.at("b.png", 160, 80, rgb(0))->width == 160);
    CHECK(pictures.at("b.png", 80, 40, rgb(0)) == first);  // the same figure in two sizes stays ready in both
    // Another theme: dark letters are not put on dark paper.
    CHECK_FALSE(pictures.at("a.svg", 40, 20, rgb(0)));
    arrivals.wait_for(3);
    CHECK(pictures.at("a.svg", 40, 20, rgb(0)));
    CHECK_FALSE(pictures.at("a.svg", 40, 20, rgb(0xFFFFFF)));
    arrivals.wait_for(4);
    pictures.expect("half.png", 10, 10, rgb(0));
    arrivals.wait_for(5);
    CHECK(pictures.take_broken());
    CHECK_FALSE(pictures.at("half.png", 10, 10, rgb(0)));
    CHECK(arrivals.count() == 5);
}

TEST_CASE("one thread after the other sets letters in figures") {
    PictureBook book;
    book.add("a.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="200" height="30"><text x="4" y="20">Netwerk</text></svg>)");
    std::vector<std::uint8_t> first;
    for (int i = 0; i < 3; ++i) {
        Arrivals arrivals;
        Pictures pictures = book.open(arrivals.bell());
        pictures.expect("a.svg", 200, 30, rgb(0));
        arrivals.wait_for(1);
        const auto picture = pictures.at("a.svg", 200, 30, rgb(0));
        REQUIRE(picture);
        if (i == 0) first = picture->rgba;
        CHECK((picture->rgba == first));
    }
}

TEST_CASE("pictures that are still being made hold nobody up who closes the book") {
    PictureBook book;
    for (int i = 0; i < 6; ++i) book.add("foto" + std::to_string(i) + ".jpeg", one_color(3'000, 2'000, 0x3070B0FF, "jpeg"));
    Arrivals arrivals;
    {
        Pictures pictures = book.open(arrivals.bell());
        for (int i = 0; i < 6; ++i) pictures.expect("foto" + std::to_string(i) + ".jpeg", 600, 400, rgb(0));
    }
    CHECK(arrivals.count() < 6);
}

}  // namespace katern::draw
