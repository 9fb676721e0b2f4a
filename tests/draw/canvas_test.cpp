#include <catch2/catch.hpp>
#include <filesystem>

#include "draw/support.h"

namespace katern::draw {
namespace {

constexpr Color white{255, 255, 255, 255};
constexpr Color black{0, 0, 0, 255};

GlyphAtlas& atlas() {
    static GlyphAtlas shared;
    return shared;
}

Color at(const BitmapCanvas& canvas, std::uint32_t x, std::uint32_t y) {
    const std::uint8_t* pixel = &canvas.rgba()[(static_cast<std::size_t>(y) * canvas.width() + x) * 4];
    return {pixel[0], pixel[1], pixel[2], pixel[3]};
}

}  // namespace

TEST_CASE("a rectangle stands on whole pixels at every scale") {
    for (const float scale : {1.0F, 1.25F, 1.5F, 2.0F}) {
        BitmapCanvas canvas(60, 60, scale, white, atlas());
        canvas.fill({10.3F, 10.3F, 15.2F, 0.2F}, black);
        std::size_t dark = 0, between = 0;
        for (std::uint32_t y = 0; y < 60; ++y)
            for (std::uint32_t x = 0; x < 60; ++x) {
                if (at(canvas, x, y) == black) ++dark;
                if (at(canvas, x, y) != black && at(canvas, x, y) != white) ++between;
            }
        CHECK(between == 0);
        CHECK(dark >= static_cast<std::size_t>(15 * scale));  // thin as it is, it is one pixel high
    }
}

TEST_CASE("a transparent colour mixes with what is under it") {
    BitmapCanvas canvas(4, 4, 1, white, atlas());
    canvas.fill({0, 0, 4, 4}, black.with_alpha(0.5F));
    CHECK(at(canvas, 1, 1) == Color{127, 127, 127, 255});
}

TEST_CASE("a disc is round, and dark in its middle only") {
    BitmapCanvas canvas(20, 20, 1, white, atlas());
    canvas.fill({0, 0, 20, 20}, black, 10);
    CHECK(at(canvas, 10, 10) == black);
    CHECK(at(canvas, 0, 0) == white);
    CHECK(at(canvas, 10, 0).r < 60);
    double ink = 0;
    for (std::size_t i = 0; i < canvas.rgba().size(); i += 4) ink += (255 - canvas.rgba()[i]) / 255.0;
    CHECK(ink == Approx(314.16).epsilon(0.01));
}

TEST_CASE("an outline leaves its inside alone") {
    BitmapCanvas canvas(20, 20, 1, white, atlas());
    canvas.outline({2, 2, 16, 16}, black, 1, 4);
    CHECK(at(canvas, 10, 2) == black);
    CHECK(at(canvas, 10, 10) == white);
    CHECK(at(canvas, 10, 3) == white);
    CHECK(at(canvas, 1, 10) == white);
    CHECK(at(canvas, 2, 2) == white);
}

TEST_CASE("nothing is drawn outside a clip, however deep") {
    BitmapCanvas canvas(20, 20, 1, white, atlas());
    canvas.push_clip({5, 5, 10, 10});
    canvas.push_clip({0, 0, 8, 8});
    canvas.fill({-100, -100, 300, 300}, black);
    canvas.stroke({-5, -5}, {30, 30}, black, 4);
    canvas.pop_clip();
    canvas.pop_clip();
    for (std::uint32_t y = 0; y < 20; ++y)
        for (std::uint32_t x = 0; x < 20; ++x)
            CHECK(at(canvas, x, y) == (x >= 5 && x < 8 && y >= 5 && y < 8 ? black : white));
    canvas.push_clip({50, 50, 10, 10});
    canvas.fill({0, 0, 100, 100}, black);
    CHECK(at(canvas, 0, 0) == white);
}

TEST_CASE("text at 200% is drawn anew and not enlarged") {
    const auto draw = [&](float scale) {
        BitmapCanvas canvas(static_cast<std::uint32_t>(80 * scale), static_cast<std::uint32_t>(24 * scale), scale,
                            white, atlas());
        canvas.text(typeset::set_text(test_fonts(), "Netwerk", {}), {4, 2}, theme(ThemeName::light));
        return canvas;
    };
    const BitmapCanvas small = draw(1), large = draw(2);
    std::vector<std::uint8_t> enlarged(large.rgba().size());
    for (std::size_t y = 0; y < large.height(); ++y)
        for (std::size_t x = 0; x < large.width(); ++x)
            for (std::size_t c = 0; c < 4; ++c)
                enlarged[(y * large.width() + x) * 4 + c] = small.rgba()[(y / 2 * small.width() + x / 2) * 4 + c];
    CHECK(difference(large.rgba(), enlarged).pixels > 200);
}

TEST_CASE("a picture is written and read without loss") {
    const std::string path = (std::filesystem::temp_directory_path() / "katern-canvas-test.png").string();
    BitmapCanvas canvas(30, 20, 1, white, atlas());
    canvas.fill({3, 3, 20, 10}, rgb(0x1F5F7A), 3);
    REQUIRE(write_png(path, canvas.width(), canvas.height(), canvas.rgba()));
    const Result<Picture> read = read_png(path);
    REQUIRE(read);
    CHECK(read->width == 30);
    CHECK(read->height == 20);
    CHECK(read->rgba == canvas.rgba());
    std::filesystem::remove(path);
}

TEST_CASE("a picture that can't be written or read says where") {
    const std::vector<std::uint8_t> pixel{1, 2, 3, 255};
    const Result<void> written = write_png("/bestaat/niet/a.png", 1, 1, pixel);
    REQUIRE_FALSE(written);
    CHECK(say(written.error(), Language::nl).find("De afbeelding /bestaat/niet/a.png kan niet worden bewaard: ") == 0);
    const Result<Picture> read = read_png("/bestaat/niet/a.png");
    REQUIRE_FALSE(read);
    CHECK(say(read.error(), Language::nl).find("/bestaat/niet/a.png kan niet worden gelezen: ") == 0);
}

}  // namespace katern::draw
