// Golden pages of each kind of block, in Dutch and in English, in three themes and at three scales.
#include <catch2/catch.hpp>
#include <cmath>

#include "draw/golden.h"
#include "draw/support.h"
#include "paths.h"

namespace katern::draw {
namespace {

constexpr Px measure = 480, margin = 16;
constexpr std::size_t parts = 4;

struct Blocks {
    std::string language;
    std::shared_ptr<const document::Book> book;
    Pictures pictures;
    std::shared_ptr<const document::Chapter> chapter;
    std::shared_ptr<const typeset::ChapterLayout> layout;

    explicit Blocks(const std::string& written_in)
        : language(written_in),
          book(*document::open_book(std::string(KATERN_SOURCE_DIR) + "/tests/draw/blocks/" + language, nullptr)),
          pictures(book),
          chapter(*book->chapter(0)) {
        static typeset::Hyphenation hyphenation;
        typeset::Style style;
        style.measure = measure;
        layout = typeset::set_chapter(test_fonts(), hyphenation, chapter, book->language, style,
                                      [this](const document::Image& image) { return pictures.size(image.path); });
    }

    // Where a part begins: between the two blocks that are nearest to its share of the chapter.
    [[nodiscard]] Px start_of(std::size_t part) const {
        const Px wanted = layout->height() * static_cast<Px>(part) / static_cast<Px>(parts);
        Px best = part == parts ? layout->height() : 0;
        const std::vector<typeset::BlockBox>& boxes = layout->blocks();
        for (std::size_t i = 1; i < boxes.size() && part > 0 && part < parts; ++i) {
            const Px between = (boxes[i - 1].top + boxes[i - 1].height + boxes[i].top) / 2;
            if (std::abs(between - wanted) < std::abs(best - wanted)) best = between;
        }
        return best;
    }

    [[nodiscard]] BitmapCanvas draw(ThemeName name, float scale, std::size_t part, GlyphAtlas& atlas) {
        const Theme& colors = theme(name);
        const Px from = start_of(part), height = start_of(part + 1) - from;
        const auto device = [&](Px length) { return static_cast<std::uint32_t>(std::lround(length * scale)); };
        BitmapCanvas canvas(device(measure + 2 * margin), device(height + 2 * margin), scale, colors.paper, atlas);
        PageView view;
        view.layout = layout.get();
        view.window = {0, from, measure, height};
        view.origin = {margin, margin};
        view.show_signs = false;
        draw_page(canvas, view, colors, test_fonts(), pictures);
        return canvas;
    }
};

}  // namespace

TEST_CASE("every glyph of each kind of block stands where it stood, in Dutch and in English") {
    for (const char* language : {"nl", "en"}) {
        const Blocks blocks(language);
        check_golden_text(std::string("blocks-") + language + ".txt", dump(*blocks.layout));
    }
}

TEST_CASE("the golden pages need no face of the system") {
    for (const char* language : {"nl", "en"}) {
        const Blocks blocks(language);
        for (const auto* lines : {&blocks.layout->lines(), &blocks.layout->marks()})
            for (const typeset::Line& line : *lines)
                for (const typeset::Run& run : line.runs) CHECK(run.face < typeset::face_count);
    }
}

TEST_CASE("each kind of block looks as it did, in three themes, at three scales, in Dutch and in English") {
    const std::array<ThemeName, 3> themes{ThemeName::light, ThemeName::sepia, ThemeName::dark};
    const std::array<float, 3> scales{1, 1.25F, 2};
    GlyphAtlas atlas;
    // Every part in every theme at every scale, by turns in Dutch and in English; both would be seventy-two pictures.
    Blocks dutch("nl"), english("en");
    for (std::size_t t = 0; t < themes.size(); ++t)
        for (std::size_t s = 0; s < scales.size(); ++s)
            for (std::size_t part = 0; part < parts; ++part) {
                Blocks& blocks = (t + s + part) % 2 == 0 ? dutch : english;
                const std::string name = "blocks-" + blocks.language + "-" + std::string(name_of(themes[t])) + "-" +
                                         std::to_string(std::lround(scales[s] * 100)) + "-" + std::to_string(part + 1);
                check_golden_picture(name, blocks.draw(themes[t], scales[s], part, atlas));
            }
}

}  // namespace katern::draw
