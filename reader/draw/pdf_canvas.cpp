// Cairo's PDF surface behind the canvas. Units go from px to points here and nowhere else.
#include "draw/pdf_canvas.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <stdexcept>

#include "draw/freetype_faces.h"
#include "draw/jpeg.h"
#include "draw/late_cairo.h"
#include "typeset/installed.h"
#include "words/words.h"

namespace katern::draw {
namespace {

// Fine enough that nothing that is put on whole pixels is moved by more than a hair's breadth.
constexpr float pixels_per_px = 4;
constexpr float most_pixels = 12e6F;  // of a bitmap: 600 to an inch over the width of a page
constexpr double thinnest = 0.3;  // points; thinner rules get lost on paper

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

// As a string between ' and ' in the attributes of cairo's tags.
std::string quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out + "'";
}

// Numbers with a point, whatever the language of the system is.
std::string number(double value) {
    const long thousandths = std::lround(value * 1000);
    char digits[32];
    std::snprintf(digits, sizeof digits, "%s%ld.%03ld", thousandths < 0 ? "-" : "", std::labs(thousandths) / 1000,
                  std::labs(thousandths) % 1000);
    return digits;
}

// What one cluster of glyphs says. The hyphen of a broken word is no part of the text, but it is what the paper shows.
std::string_view words_of(const typeset::Glyph& glyph, std::string_view text) {
    return glyph.bytes.empty() || glyph.bytes.end > text.size() ? std::string_view("-") : text::slice(text, glyph.bytes);
}

// As cairo writes them: "wght=700,wdth=87.5".
std::string variations_of(const typeset::FaceSource& source) {
    std::string all;
    for (const typeset::FaceSource::Variation& one : source.variations) {
        if (!all.empty()) all += ',';
        for (int shift = 24; shift >= 0; shift -= 8) all += static_cast<char>(one.axis >> shift & 0xFF);
        all += '=' + number(one.value);
    }
    return all;
}

}  // namespace

struct PdfCanvas::Paper {
    std::string bytes;
    cairo_surface_t* surface = nullptr;
    cairo_t* cairo = nullptr;
    struct Face {
        cairo_font_face_t* face = nullptr;
        std::string variations;  // of a variable font
    };
    std::map<typeset::FaceId, Face> faces;

    ~Paper() {
        cairo_destroy(cairo);
        cairo_surface_destroy(surface);
        for (const auto& [id, face] : faces) cairo_font_face_destroy(face.face);
    }

    const Face& face(typeset::FaceId id) {
        Face& slot = faces[id];
        if (!slot.face) slot = {open_face(id), variations_of(typeset::face_source(id))};
        return slot;
    }

private:
    // Cairo keeps a font for later and may let go of it after this is gone: with each goes a share of what it is made of.
    cairo_font_face_t* open_face(typeset::FaceId id) {
        static const cairo_user_data_key_t key{};
        using Share = std::shared_ptr<FreetypeFaces>;
        FT_Face opened = freetype->open(id);
        if (!opened) throw std::logic_error("a face that was shaped with is not a font");
        const typeset::FaceSource& source = typeset::face_source(id);
        cairo_font_face_t* face = cairo_ft_font_face_create_for_ft_face(opened, FT_LOAD_NO_HINTING);
        if (source.slanted) cairo_ft_font_face_set_synthesize(face, CAIRO_FT_SYNTHESIZE_OBLIQUE);
        if (source.emboldened) cairo_ft_font_face_set_synthesize(face, CAIRO_FT_SYNTHESIZE_BOLD);
        auto share = std::make_unique<Share>(freetype);
        const auto let_go = [](void* kept) { delete static_cast<Share*>(kept); };
        if (cairo_font_face_set_user_data(face, &key, share.get(), let_go) != CAIRO_STATUS_SUCCESS) throw std::bad_alloc();
        static_cast<void>(share.release());
        return face;
    }

    std::shared_ptr<FreetypeFaces> freetype = std::make_shared<FreetypeFaces>();
};

PdfCanvas::PdfCanvas(Size page, float points, const PdfFacts& facts) : paper_(std::make_unique<Paper>()), points_(points) {
    scale_ = pixels_per_px;
    paper_->surface = cairo_pdf_surface_create_for_stream(append, &paper_->bytes, page.width * points, page.height * points);
    cairo_pdf_surface_set_metadata(paper_->surface, CAIRO_PDF_METADATA_TITLE, facts.title.c_str());
    if (!facts.author.empty())
        cairo_pdf_surface_set_metadata(paper_->surface, CAIRO_PDF_METADATA_AUTHOR, facts.author.c_str());
    cairo_pdf_surface_set_metadata(paper_->surface, CAIRO_PDF_METADATA_CREATOR, "Katern");
    if (!facts.made.empty()) cairo_pdf_surface_set_metadata(paper_->surface, CAIRO_PDF_METADATA_CREATE_DATE, facts.made.c_str());
    paper_->cairo = cairo_create(paper_->surface);
    cairo_scale(paper_->cairo, points, points);
}

PdfCanvas::~PdfCanvas() = default;

void PdfCanvas::ink(Color color) {
    cairo_set_source_rgba(paper_->cairo, color.r / 255.0, color.g / 255.0, color.b / 255.0, color.a / 255.0);
}

// A variable font as it is on the screen: cairo would take its first master.
void PdfCanvas::use_face(typeset::FaceId id, Px size) {
    const Paper::Face& face = paper_->face(id);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    if (!face.variations.empty()) cairo_font_options_set_variations(options, face.variations.c_str());
    cairo_set_font_options(paper_->cairo, options);
    cairo_font_options_destroy(options);
    cairo_set_font_face(paper_->cairo, face.face);
    cairo_set_font_size(paper_->cairo, size);
}

void PdfCanvas::box(Rect rect, Px radius) {
    cairo_t* cairo = paper_->cairo;
    const double least = thinnest / points_;
    const double width = std::max<double>(rect.width, least), height = std::max<double>(rect.height, least);
    const double r = std::min<double>({radius, width / 2, height / 2});
    if (r <= 0) {
        cairo_rectangle(cairo, rect.x, rect.y, width, height);
        return;
    }
    constexpr double quarter = std::numbers::pi / 2;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, rect.x + width - r, rect.y + r, r, -quarter, 0);
    cairo_arc(cairo, rect.x + width - r, rect.y + height - r, r, 0, quarter);
    cairo_arc(cairo, rect.x + r, rect.y + height - r, r, quarter, 2 * quarter);
    cairo_arc(cairo, rect.x + r, rect.y + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(cairo);
}

void PdfCanvas::fill(Rect rect, Color color, Px radius) {
    if (color.a == 0 || rect.width <= 0 || rect.height <= 0) return;
    ink(color);
    box(rect, radius);
    cairo_fill(paper_->cairo);
}

void PdfCanvas::outline(Rect rect, Color color, Px width, Px radius) {
    ink(color);
    box(rect.grown(-width / 2), std::max(0.0F, radius - width / 2));
    cairo_set_line_width(paper_->cairo, width);
    cairo_stroke(paper_->cairo);
}

void PdfCanvas::stroke(Point from, Point to, Color color, Px width) {
    cairo_t* cairo = paper_->cairo;
    ink(color);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(cairo, width);
    cairo_move_to(cairo, from.x, from.y);
    cairo_line_to(cairo, to.x, to.y);
    cairo_stroke(cairo);
}

void PdfCanvas::glyph(typeset::FaceId face, Px size, std::uint32_t glyph, Point pen, Color color) {
    cairo_t* cairo = paper_->cairo;
    ink(color);
    use_face(face, size);
    const cairo_glyph_t one{glyph, pen.x, pen.y};
    cairo_show_glyphs(cairo, &one, 1);
}

// With the words that the glyphs stand for, so that a ligature is found by its letters.
void PdfCanvas::run(const typeset::Run& run, std::span<const typeset::Glyph> glyphs, Point baseline, Color color,
                    std::string_view text) {
    if (text.empty()) return Canvas::run(run, glyphs, baseline, color, text);
    cairo_t* cairo = paper_->cairo;
    ink(color);
    use_face(run.face, run.size);
    std::vector<cairo_glyph_t> shown;
    std::vector<cairo_text_cluster_t> clusters;
    std::string words;
    for (std::size_t i = 0; i < glyphs.size();) {
        std::size_t end = i + 1;
        while (end < glyphs.size() && !glyphs[i].bytes.empty() && glyphs[end].bytes == glyphs[i].bytes) ++end;
        const std::string_view said = words_of(glyphs[i], text);
        clusters.push_back({static_cast<int>(said.size()), static_cast<int>(end - i)});
        words += said;
        for (; i < end; ++i) shown.push_back({glyphs[i].id, baseline.x + glyphs[i].x, baseline.y - glyphs[i].dy});
    }
    cairo_show_text_glyphs(cairo, words.c_str(), static_cast<int>(words.size()), shown.data(), static_cast<int>(shown.size()),
                           clusters.data(), static_cast<int>(clusters.size()), static_cast<cairo_text_cluster_flags_t>(0));
}

void PdfCanvas::paint(cairo_surface_t* image, double width, double height, Rect rect) {
    cairo_t* cairo = paper_->cairo;
    cairo_save(cairo);
    cairo_translate(cairo, rect.x, rect.y);
    cairo_scale(cairo, rect.width / width, rect.height / height);
    cairo_set_source_surface(cairo, image, 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
}

void PdfCanvas::picture(const std::shared_ptr<const Picture>& picture, Rect rect) {
    if (!picture || picture->width == 0 || picture->height == 0) return;
    const int width = static_cast<int>(picture->width), height = static_cast<int>(picture->height);
    cairo_surface_t* image = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    if (cairo_surface_status(image) == CAIRO_STATUS_SUCCESS) {
        cairo_surface_flush(image);
        unsigned char* to = cairo_image_surface_get_data(image);
        const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(image));
        for (std::size_t y = 0; y < picture->height; ++y) {
            auto* row = reinterpret_cast<std::uint32_t*>(to + y * stride);
            for (std::size_t x = 0; x < picture->width; ++x) {
                const std::uint8_t* from = &picture->rgba[(y * picture->width + x) * 4];
                const auto shaded = [&](std::uint8_t channel) { return (std::uint32_t{channel} * from[3] + 127) / 255; };
                row[x] = std::uint32_t{from[3]} << 24 | shaded(from[0]) << 16 | shaded(from[1]) << 8 | shaded(from[2]);
            }
        }
        cairo_surface_mark_dirty(image);
        paint(image, picture->width, picture->height, rect);
    }
    cairo_surface_destroy(image);
}

// As it is in the book, byte for byte. Its pixels are never looked at, so what isn't plain is left to be decoded.
bool PdfCanvas::jpeg(const std::string& path, Rect rect) {
    const Result<std::string> bytes = book_ ? book_->files().read(path) : Result<std::string>(std::string());
    const std::optional<JpegFacts> facts = bytes ? jpeg_facts(*bytes) : std::nullopt;
    if (!facts || !facts->upright || facts->bits != 8 || (facts->channels != 1 && facts->channels != 3)) return false;
    const auto width = static_cast<int>(facts->width), height = static_cast<int>(facts->height);
    cairo_surface_t* image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    auto* kept = new std::string(*bytes);
    const cairo_status_t status = cairo_surface_set_mime_data(
        image, CAIRO_MIME_TYPE_JPEG, reinterpret_cast<const unsigned char*>(kept->data()), kept->size(),
        [](void* data) { delete static_cast<std::string*>(data); }, kept);
    if (status == CAIRO_STATUS_SUCCESS) {
        paint(image, facts->width, facts->height, rect);
    } else {
        delete kept;
    }
    cairo_surface_destroy(image);
    return status == CAIRO_STATUS_SUCCESS;
}

bool PdfCanvas::figure(Pictures& pictures, const std::string& path, Rect rect, Color ink_color) {
    if (pictures.draw_lines(path, paper_->cairo, rect, ink_color)) return true;
    if (pictures.size(path) && jpeg(path, rect)) return true;
    // A bitmap as it is: the printer knows best how to scale it. Of a huge one what a printer can show.
    const std::optional<Size> size = pictures.size(path);
    if (!size) return false;
    const float fewer = std::min(1.0F, std::sqrt(most_pixels / (size->width * size->height)));
    const auto pixels = [&](Px length) { return static_cast<std::uint32_t>(std::max(1.0F, std::floor(length * fewer))); };
    const std::shared_ptr<const Picture> whole = pictures.at(path, pixels(size->width), pixels(size->height), ink_color);
    if (!whole) return false;
    picture(whole, rect);
    return true;
}

void PdfCanvas::push_clip(Rect rect) {
    cairo_save(paper_->cairo);
    cairo_rectangle(paper_->cairo, rect.x, rect.y, rect.width, rect.height);
    cairo_clip(paper_->cairo);
}

void PdfCanvas::pop_clip() {
    cairo_restore(paper_->cairo);
}

void PdfCanvas::end_page() {
    cairo_show_page(paper_->cairo);
    ++pages_;
}

void PdfCanvas::place(const std::string& name, Point at) {
    const std::string attributes =
        "name=" + quoted(name) + " x=" + number(at.x * points_) + " y=" + number(at.y * points_) + " internal";
    cairo_tag_begin(paper_->cairo, CAIRO_TAG_DEST, attributes.c_str());
    cairo_tag_end(paper_->cairo, CAIRO_TAG_DEST);
}

void PdfCanvas::link_to_place(const std::string& name, Rect rect) {
    link("dest=" + quoted(name), rect);
}

void PdfCanvas::link_to_url(const std::string& url, Rect rect) {
    link("uri=" + quoted(url), rect);
}

void PdfCanvas::link(const std::string& target, Rect rect) {
    const std::string attributes = target + " rect=[" + number(rect.x * points_) + " " + number(rect.y * points_) + " " +
                                   number(rect.width * points_) + " " + number(rect.height * points_) + "]";
    cairo_tag_begin(paper_->cairo, CAIRO_TAG_LINK, attributes.c_str());
    cairo_tag_end(paper_->cairo, CAIRO_TAG_LINK);
}

int PdfCanvas::outline_entry(int parent, const std::string& title, Point at) {
    const std::string where = "page=" + std::to_string(pages_ + 1) + " pos=[" + number(at.x * points_) + " " +
                              number(at.y * points_) + "]";
    return cairo_pdf_surface_add_outline(paper_->surface, parent, title.c_str(), where.c_str(),
                                         static_cast<cairo_pdf_outline_flags_t>(CAIRO_PDF_OUTLINE_FLAG_OPEN));
}

Result<std::string> PdfCanvas::finish(const std::string& path_for_messages) {
    if (paper_->cairo == nullptr) return fail(Word::error_print_failed, path_for_messages, std::string("cairo"));
    cairo_surface_finish(paper_->surface);
    cairo_status_t status = cairo_status(paper_->cairo);
    if (status == CAIRO_STATUS_SUCCESS || status == CAIRO_STATUS_SURFACE_FINISHED) status = cairo_surface_status(paper_->surface);
    if (status != CAIRO_STATUS_SUCCESS)
        return fail(Word::error_print_failed, path_for_messages, std::string(cairo_status_to_string(status)));
    return std::move(paper_->bytes);
}

}  // namespace katern::draw
