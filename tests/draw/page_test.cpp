// The proof page: one block of each kind with marks of all kinds, a selection and hits over it.
#include <catch2/catch.hpp>

#include "draw/golden.h"
#include "draw/support.h"

namespace katern::draw {
namespace {

constexpr Px page_width = 820;
constexpr Px page_height = 960;
constexpr Px top = 40;

struct Proof {
    Pictures pictures{test_book()};
    std::shared_ptr<const document::Chapter> chapter = *test_book()->chapter(0);
    std::shared_ptr<const typeset::ChapterLayout> layout =
        layout_of(chapter, [this](const document::Image& image) { return pictures.size(image.path); });
    std::vector<Mark> marks;

    Proof() {
        const auto add = [&](std::string_view words, Category category, bool note = false, bool focused = false) {
            const text::Range range = range_of(*chapter, words);
            REQUIRE(range.start != std::string::npos);
            marks.push_back({std::string(words), range, category, note, focused});
        };
        add("Toch gaat het niet vanzelf goed: wie niets afspreekt over doel, tijd en vertrouwen, heeft na drie keer "
            "een leesclub.",
            Category::inzicht);
        add("het is eerder een opbrengst dan een toegangsbewijs.", Category::vraag, true);
        add("Schoolleiders, kwaliteitsmedewerkers en onderwijsadviseurs", Category::twijfel);
        add("kwaliteitsmedewerkers", Category::citaat);
        add("Tijd die echt in de agenda staat", Category::actie);
        add("uit een regio", Category::other);
        add("Over een jaar zijn wij tevreden", Category::citaat, true, true);
        add("wat bracht de vorige op?", Category::inzicht);
        add("Waar twee scholen elkaar raken", Category::actie, true);
    }

    [[nodiscard]] PageView view(Px from) const {
        PageView view;
        view.layout = layout.get();
        view.marks = marks;
        view.selection =
            range_of(*chapter, "Vertrouwen is er daar één van, maar niet de eerste. Vertrouwen groeit doordat mensen");
        view.found = {range_of(*chapter, "leernetwerk"), range_of(*chapter, "leraren en onderzoekers")};
        view.current_found = 1;
        view.window = {0, from, layout->style().measure, page_height - top};
        view.origin = {(page_width - layout->style().measure) / 2, top};
        view.address = [](std::size_t block) { return "2 ¶" + std::to_string(block + 1); };
        return view;
    }

    [[nodiscard]] BitmapCanvas draw(ThemeName name, float scale, Px from, GlyphAtlas& atlas) {
        const Theme& colors = theme(name);
        BitmapCanvas canvas(static_cast<std::uint32_t>(page_width * scale),
                            static_cast<std::uint32_t>(page_height * scale), scale, colors.paper, atlas);
        draw_page(canvas, view(from), colors, test_fonts(), pictures);
        return canvas;
    }
};

}  // namespace

TEST_CASE("every glyph of the proof page stands where it stood") {
    const Proof proof;
    check_golden_text("layout.txt", dump(*proof.layout));
}

TEST_CASE("the proof page looks as it did") {
    struct Case {
        ThemeName theme;
        float scale;
        Px from;
        const char* name;
    };
    // All blocks in all themes and scales are in blocks_test.cpp; these are about marks.
    const std::vector<Case> cases{{ThemeName::light, 1, 0, "light-100-top"},
                                  {ThemeName::dark, 1, 0, "dark-100-top"},
                                  {ThemeName::contrast, 1, 0, "contrast-100-top"},
                                  {ThemeName::contrast_dark, 1, 820, "contrast_dark-100-end"}};
    Proof proof;
    GlyphAtlas atlas;
    for (const Case& each : cases) {
        const BitmapCanvas canvas = proof.draw(each.theme, each.scale, each.from, atlas);
        check_golden_picture(each.name, canvas);
    }
}

TEST_CASE("a page that is drawn twice is the same, byte for byte") {
    Proof proof;
    GlyphAtlas first_atlas, second_atlas(256);
    const BitmapCanvas first = proof.draw(ThemeName::sepia, 1.25F, 400, first_atlas);
    // Glyphs elsewhere in the atlas, another order: it must not matter.
    static_cast<void>(proof.draw(ThemeName::dark, 2, 900, second_atlas));
    const BitmapCanvas second = proof.draw(ThemeName::sepia, 1.25F, 400, second_atlas);
    CHECK(first.rgba() == second.rgba());
}

TEST_CASE("nothing is drawn above or below the window on the chapter") {
    Proof proof;
    GlyphAtlas atlas;
    const Theme& colors = theme(ThemeName::light);
    BitmapCanvas canvas(820, 400, 1, colors.paper, atlas);
    PageView view = proof.view(500);
    view.window.height = 200;
    view.origin.y = 100;
    draw_page(canvas, view, colors, test_fonts(), proof.pictures);
    std::size_t inside = 0, outside = 0;
    for (std::size_t y = 0; y < 400; ++y)
        for (std::size_t x = 0; x < 820; ++x) {
            const std::uint8_t* pixel = &canvas.rgba()[(y * 820 + x) * 4];
            const bool blank = pixel[0] == colors.paper.r && pixel[1] == colors.paper.g && pixel[2] == colors.paper.b;
            if (!blank) ++(y >= 100 && y < 300 ? inside : outside);
        }
    CHECK(inside > 1'000);
    CHECK(outside == 0);
}

TEST_CASE("where two marks lie on each other both can be seen") {
    Proof proof;
    GlyphAtlas atlas;
    const BitmapCanvas canvas = proof.draw(ThemeName::light, 1, 0, atlas);
    const std::vector<Rect> rects = proof.layout->rects(range_of(*proof.chapter, "kwaliteitsmedewerkers"));
    REQUIRE_FALSE(rects.empty());
    const auto has = [&](Color color) {
        const auto left = static_cast<std::size_t>(rects[0].x + 110),
                   right = static_cast<std::size_t>(rects[0].right() + 110);
        const auto upper = static_cast<std::size_t>(rects[0].y + top),
                   lower = static_cast<std::size_t>(rects[0].bottom() + top);
        for (std::size_t y = upper; y < lower; ++y)
            for (std::size_t x = left; x < right; ++x) {
                const std::uint8_t* pixel = &canvas.rgba()[(y * canvas.width() + x) * 4];
                if (pixel[0] == color.r && pixel[1] == color.g && pixel[2] == color.b) return true;
            }
        return false;
    };
    CHECK(has(theme(ThemeName::light).of(Category::citaat).ground));
    CHECK(has(theme(ThemeName::light).of(Category::twijfel).sign));
}

TEST_CASE("a quiet word stays readable when it is marked") {
    Proof proof;
    GlyphAtlas atlas;
    const Theme& dark = theme(ThemeName::dark);
    REQUIRE(contrast(dark.quiet, dark.of(Category::actie).ground) < 4.5);
    const std::vector<Rect> rects = proof.layout->rects(range_of(*proof.chapter, "Waar twee scholen elkaar raken"));
    REQUIRE(rects.size() == 1);
    const BitmapCanvas canvas = proof.draw(ThemeName::dark, 2, rects[0].y - 20, atlas);
    int brightest = 0;
    for (std::size_t y = 2 * (static_cast<std::size_t>(top) + 20); y < 2 * (static_cast<std::size_t>(top) + 36); ++y)
        for (auto x = static_cast<std::size_t>(2 * (rects[0].x + 110));
             x < static_cast<std::size_t>(2 * (rects[0].right() + 110)); ++x)
            brightest = std::max(brightest, int{canvas.rgba()[(y * canvas.width() + x) * 4]});
    CHECK(brightest > dark.quiet.r + 20);
}

TEST_CASE("a page without a layout, marks or addresses draws without harm") {
    Proof proof;
    GlyphAtlas atlas;
    BitmapCanvas canvas(300, 300, 1, theme(ThemeName::light).paper, atlas);
    draw_page(canvas, {}, theme(ThemeName::light), test_fonts(), proof.pictures);
    PageView view;
    view.layout = proof.layout.get();
    view.window = {0, 5'000, 600, 300};
    draw_page(canvas, view, theme(ThemeName::light), test_fonts(), proof.pictures);
    const auto empty = layout_of(chapter_of(""));
    view.layout = empty.get();
    view.window = {0, 0, 600, 300};
    draw_page(canvas, view, theme(ThemeName::light), test_fonts(), proof.pictures);
}

}  // namespace katern::draw
