// A page → pixels. Glyphs come from our own atlas at sub-pixel positions and are never scaled; the same drawing code runs on
// the bitmap canvas (no window, no graphics driver) and on the window's (ui/).
//
// Lengths handed to a canvas are px at 100%; it multiplies by its scale and puts baselines and edges on whole device pixels.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "document/document.h"
#include "typeset/typeset.h"

namespace katern::draw {

using typeset::Point;
using typeset::Px;
using typeset::Rect;
using typeset::Size;

struct Color {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    bool operator==(const Color&) const = default;
    [[nodiscard]] constexpr Color with_alpha(float alpha) const { return {r, g, b, static_cast<std::uint8_t>(static_cast<float>(a) * alpha + 0.5F)}; }
};
[[nodiscard]] constexpr Color rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex), 255};
}

// --- Themes --------------------------------------------------------------------------------------------------------------

// Contrast: black on white and the reverse. Own: ink and paper that the person chose.
enum class ThemeName : std::uint8_t { light, sepia, dark, contrast, contrast_dark, own };

// A kind of mark: colour and sign, never colour alone.
enum class Category : std::uint8_t { inzicht, vraag, actie, twijfel, citaat, other };
inline constexpr std::size_t category_count = 5;

struct CategoryColors {
    Color ground;  // under the words, and of the disc
    Color sign;
};

struct Theme {
    ThemeName name = ThemeName::light;
    Color paper, ink, quiet, line, chrome, card, accent, selection, shadow;
    std::array<CategoryColors, category_count + 1> categories;  // by Category; the last one is neutral
    bool underlined = false;  // marks are underlines of different form, since colours would take contrast away
    [[nodiscard]] Color of(typeset::Ink ink) const;
    [[nodiscard]] const CategoryColors& of(Category category) const { return categories.at(static_cast<std::size_t>(category)); }
};
// Of `own`: the colours that a person begins with.
[[nodiscard]] const Theme& theme(ThemeName name);
// All other colours follow from these two. Where ink stands out from paper by 4.5 to 1 or more, so does ink on every mark; where
// it does not, marks take nothing more away. Quiet words, links and signs are readable whatever was chosen.
[[nodiscard]] Theme own_theme(Color paper, Color ink);
inline constexpr Color own_paper_at_first = rgb(0xE9EFE6), own_ink_at_first = rgb(0x1D2A22);
inline constexpr double least_contrast = 4.5;  // WCAG 2.2, 1.4.3: below it the person is warned
[[nodiscard]] std::optional<ThemeName> theme_named(std::string_view name);  // "light", "sepia" … as in the enumeration
[[nodiscard]] std::string_view name_of(ThemeName name);
[[nodiscard]] std::optional<Color> color_named(std::string_view hex);  // "1E1B18" or "#1E1B18", opaque
[[nodiscard]] std::string hex_of(Color color);                         // "#1E1B18"
[[nodiscard]] std::string_view sign_of(Category category);                  // ✦ ? → ~ “ and • for others
[[nodiscard]] Category category_named(std::string_view name);               // "inzicht" …; anything else is other
[[nodiscard]] std::string_view name_of(Category category);                  // "inzicht" …; "" for other
// Contrast of two opaque colours as WCAG 2.2 counts it, 1 to 21.
[[nodiscard]] double contrast(Color a, Color b);

// --- Glyphs --------------------------------------------------------------------------------------------------------------

// How light an ink is, in steps; and the coverage that stands for one that was measured, so that text weighs the same whatever
// its ink (see coverage.cpp).
inline constexpr std::size_t tone_count = 16;
[[nodiscard]] std::uint8_t tone_of(Color ink);
[[nodiscard]] const std::array<std::uint8_t, 256>& coverage_table(std::uint8_t tone);

// Everything that a glyph's pixels depend on.
struct GlyphKey {
    typeset::FaceId face = 0;
    std::uint8_t phase = 0;        // quarter of a device pixel that the pen stands to the right of a whole one
    std::uint8_t tone = 0;         // of the ink: coverage depends on it
    std::uint16_t size = 0;        // device px per em, in 64ths… of which 1,023 px is the most
    std::uint32_t glyph = 0;
    bool operator==(const GlyphKey&) const = default;
};

// Where a glyph's pixels are in the atlas, and where they go.
struct GlyphBitmap {
    std::uint16_t x = 0, y = 0, width = 0, height = 0;  // in the atlas
    std::int16_t left = 0, top = 0;                     // from the pen, in device px; top upward
};

// One page of coverage (8 bits), filled as glyphs are asked for. Belongs to one thread, with FreeType faces of its own.
class GlyphAtlas {
public:
    explicit GlyphAtlas(std::uint16_t side = 512);
    ~GlyphAtlas();
    GlyphAtlas(const GlyphAtlas&) = delete;
    GlyphAtlas& operator=(const GlyphAtlas&) = delete;

    // Drawn by FreeType with light (vertical only) hinting on first use. Null when the page is full even after growing to its
    // largest side (4,096): then call clear() before the next frame. An empty glyph (a space) has width 0.
    [[nodiscard]] const GlyphBitmap* find(const GlyphKey& key);
    void clear();
    [[nodiscard]] std::uint16_t side() const { return side_; }
    [[nodiscard]] const std::vector<std::uint8_t>& coverage() const { return coverage_; }  // side × side
    // Counts up whenever everything moved (cleared, grown): a texture made of it must be made anew.
    [[nodiscard]] std::uint32_t generation() const { return generation_; }
    // Rows [first, second) that were written since the last call.
    [[nodiscard]] std::pair<std::uint16_t, std::uint16_t> take_dirty_rows();
    [[nodiscard]] bool full() const { return full_; }
    // Rows from the top that hold anything yet.
    [[nodiscard]] std::uint16_t used_rows() const { return static_cast<std::uint16_t>(shelf_y_ + shelf_height_); }

private:
    struct KeyHash {
        std::size_t operator()(const GlyphKey& key) const;
    };
    struct Freetype;
    [[nodiscard]] bool reserve(std::uint16_t width, std::uint16_t height, std::uint16_t& x, std::uint16_t& y);
    void grow();

    std::unique_ptr<Freetype> freetype_;
    std::unordered_map<GlyphKey, GlyphBitmap, KeyHash> glyphs_;
    std::vector<std::uint8_t> coverage_;
    std::uint16_t side_;
    std::uint16_t shelf_x_ = 0, shelf_y_ = 0, shelf_height_ = 0;
    std::uint16_t dirty_first_ = 0, dirty_end_ = 0;
    std::uint32_t generation_ = 0;
    bool full_ = false;
};

// --- Pictures ------------------------------------------------------------------------------------------------------------

struct Picture {
    std::uint32_t width = 0, height = 0;  // device px
    std::vector<std::uint8_t> rgba;       // not premultiplied
    std::uint64_t id = 0;                 // unique in the process, for textures
};

}  // namespace katern::draw

using cairo_t = struct _cairo;

namespace katern::draw {

// What of a figure is looked at, in device px: it is `width` by `height` large as a whole.
struct PicturePart {
    int width = 0, height = 0;
    int x = 0, y = 0, shown_width = 0, shown_height = 0;
    bool operator==(const PicturePart&) const = default;
};

// What a canvas shows for a figure: a part of it, or until that is ready the last one that was.
struct ShownPicture {
    std::shared_ptr<const Picture> picture;  // null: none is ready yet, or the figure is broken
    PicturePart part;                        // what it shows
};

// The figures of one book (gdk-pixbuf and libpng; librsvg for SVG, drawn anew at each size and in the theme's ink). Sizes come
// from the heads of the files; pixels are made when they are asked for.
class Pictures {
public:
    // `arrived`: pixels are made on a thread of their own, and it is called there each time that some have come or a figure was
    // found to be broken. Without it whoever asks for pixels waits for them.
    explicit Pictures(std::shared_ptr<const document::Book> book, std::function<void()> arrived = {});
    ~Pictures();
    Pictures(const Pictures&) = delete;
    Pictures& operator=(const Pictures&) = delete;

    // px at 100%: an SVG's own size, a picture's pixels. Nothing when it is missing, broken or too large to show: larger than
    // 20,000 px a side, or, unless it can be decoded in rows, than 40 million px in all (64 for a JPEG). Any thread.
    [[nodiscard]] std::optional<Size> size(const std::string& path);
    // Of one that has no size for that reason, the size that it claims. Any thread.
    [[nodiscard]] std::optional<Size> size_of_too_large(const std::string& path);
    // At exactly this many device pixels, or meanwhile at what size there is; null when there is none or it is broken.
    [[nodiscard]] std::shared_ptr<const Picture> at(const std::string& path, std::uint32_t width, std::uint32_t height, Color ink);
    // It will be asked for soon: made where that takes no waiting.
    void expect(const std::string& path, std::uint32_t width, std::uint32_t height, Color ink);
    // Only what is looked at of a figure that may be much larger than the window.
    [[nodiscard]] ShownPicture part(const std::string& path, const PicturePart& part, Color ink);
    // An SVG as lines and letters instead of pixels. False: it is none, or broken.
    bool draw_lines(const std::string& path, cairo_t* cairo, Rect rect, Color ink);
    // Whether any was found to be broken since this was last asked, although its head was not: it has no size any more.
    [[nodiscard]] bool take_broken();

private:
    struct Shared;
    std::unique_ptr<Shared> shared_;
};

// --- Canvas --------------------------------------------------------------------------------------------------------------

class Canvas {
public:
    virtual ~Canvas() = default;
    [[nodiscard]] float scale() const { return scale_; }  // device px per px

    virtual void fill(Rect rect, Color color, Px radius = 0) = 0;
    virtual void outline(Rect rect, Color color, Px width = 1, Px radius = 0) = 0;
    // A straight line with round ends.
    virtual void stroke(Point from, Point to, Color color, Px width) = 0;
    virtual void glyph(typeset::FaceId face, Px size, std::uint32_t glyph, Point pen, Color color) = 0;
    virtual void picture(const std::shared_ptr<const Picture>& picture, Rect rect) = 0;
    virtual void push_clip(Rect rect) = 0;
    virtual void pop_clip() = 0;
    // One run of a line. `text`: what the glyphs' bytes are of, for canvases that keep the words; may be empty.
    virtual void run(const typeset::Run& run, std::span<const typeset::Glyph> glyphs, Point baseline, Color color,
                     std::string_view text);
    // A book's figure by a way of the canvas's own. False: it has none, or the figure is broken.
    virtual bool figure(Pictures& pictures, const std::string& path, Rect rect, Color ink);

    // Two soft layers below a card.
    void shadow(Rect rect, Color color, Px radius);
    // Every run of a line; `origin` is where the column's (0, 0) stands.
    void line(const typeset::Line& line, Point origin, const Theme& theme, std::string_view text = {});
    // `words`: what it was set of, for canvases that keep the words; may be empty.
    void text(const typeset::TextLayout& layout, Point origin, const Theme& theme, std::string_view words = {});
    [[nodiscard]] Px snapped(Px v) const;  // to a whole device pixel

protected:
    // Where a glyph goes: its key in the atlas, and the whole device pixel that its pen stands on. Across, the rest is in the
    // key's phase; a baseline is always on a whole pixel, else letters blur.
    struct Pen {
        GlyphKey key;
        int x = 0, y = 0;
    };
    [[nodiscard]] Pen pen_at(typeset::FaceId face, Px size, std::uint32_t glyph, Point at, Color color) const;

    float scale_ = 1;
};

// A canvas in memory. The same calls give the same bytes, on every run.
class BitmapCanvas final : public Canvas {
public:
    BitmapCanvas(std::uint32_t width, std::uint32_t height, float scale, Color ground, GlyphAtlas& atlas);
    void fill(Rect rect, Color color, Px radius = 0) override;
    void outline(Rect rect, Color color, Px width = 1, Px radius = 0) override;
    void stroke(Point from, Point to, Color color, Px width) override;
    void glyph(typeset::FaceId face, Px size, std::uint32_t glyph, Point pen, Color color) override;
    void picture(const std::shared_ptr<const Picture>& picture, Rect rect) override;
    void push_clip(Rect rect) override;
    void pop_clip() override;

    [[nodiscard]] std::uint32_t width() const { return width_; }    // device px
    [[nodiscard]] std::uint32_t height() const { return height_; }
    [[nodiscard]] const std::vector<std::uint8_t>& rgba() const { return rgba_; }

private:
    struct Clip {
        int left, top, right, bottom;
    };
    void blend(int x, int y, Color color, float coverage);
    std::uint32_t width_, height_;
    std::vector<std::uint8_t> rgba_;
    GlyphAtlas& atlas_;
    std::vector<Clip> clips_;
};

// 8-bit RGBA as PNG (gdk-pixbuf), without time stamps or other changing parts.
[[nodiscard]] Result<void> write_png(const std::string& path, std::uint32_t width, std::uint32_t height, const std::vector<std::uint8_t>& rgba);
[[nodiscard]] Result<Picture> read_png(const std::string& path);

// --- A page --------------------------------------------------------------------------------------------------------------

// A mark as the page shows it.
struct Mark {
    std::string id;
    text::Range bytes;
    Category category = Category::other;
    bool has_note = false;
    bool focused = false;
};

// Where one mark or more cover the same bytes: cut so that each piece is drawn once, under the text.
inline constexpr std::size_t most_layers = 4;  // that can be told apart
struct Segment {
    text::Range bytes;
    std::vector<std::size_t> marks;  // indices in the marks, shortest mark first; of more than most_layers only those
    std::size_t count = 0;           // that lie here
};
[[nodiscard]] std::vector<Segment> segments_of(std::span<const Mark> marks);

// A mark's sign in the inner margin; some on one line stand side by side, and the last of them stands for further ones.
inline constexpr std::size_t most_signs_abreast = 3;
struct Sign {
    Rect disc;             // px at 100%, in the coordinates of the column
    std::size_t mark = 0;  // index in the marks
    std::size_t block = 0; // whose address stands left of it
    std::vector<std::size_t> hidden;  // further marks for whose signs there is no room
};
[[nodiscard]] std::vector<Sign> signs_of(const typeset::ChapterLayout& layout, std::span<const Mark> marks);

struct PageView {
    const typeset::ChapterLayout* layout = nullptr;
    std::span<const Mark> marks;
    text::Range selection;
    std::vector<text::Range> found;     // hits of a search
    std::size_t current_found = SIZE_MAX;
    Rect window;                        // part of the chapter that is shown: x and width of the column, y from the chapter's top
    Point origin;                       // where the window's top left stands on the canvas
    bool show_signs = true;
    bool every_address = false;         // not only at marks
    std::function<std::string(std::size_t block)> address;  // "2 ¶14" beside a sign; may be empty
};

// A category's sign on its colour, as a disc or (with a smaller radius) a tile, for the margin, bars and lists.
void draw_sign(Canvas& canvas, Category category, Rect rect, Px radius, const Theme& theme, typeset::Fonts& fonts);

// A category as a form of line, at the foot of a rectangle around words.
void draw_underline(Canvas& canvas, Category category, Rect rect, Color color);

// Draws the lines, figures, marks and signs of a window on the chapter. `fonts` sets the signs and addresses.
void draw_page(Canvas& canvas, const PageView& view, const Theme& theme, typeset::Fonts& fonts, Pictures& pictures);

}  // namespace katern::draw
