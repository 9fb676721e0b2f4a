// A canvas on paper: the pages of a PDF, with letters that can be selected and searched, figures that stay lines, links that
// work and an outline. The same drawing calls as on a screen.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "draw/draw.h"

struct _cairo_surface;

namespace katern::draw {

// What stands in the file's properties. Nothing of the person or the machine.
struct PdfFacts {
    std::string title;
    std::string author;
    std::string made;  // ISO 8601, UTC
};

class PdfCanvas final : public Canvas {
public:
    // A page is `page` px large, of which each is `points` (1/72 inch) wide.
    PdfCanvas(Size page, float points, const PdfFacts& facts);
    ~PdfCanvas() override;
    PdfCanvas(const PdfCanvas&) = delete;
    PdfCanvas& operator=(const PdfCanvas&) = delete;

    void fill(Rect rect, Color color, Px radius = 0) override;
    void outline(Rect rect, Color color, Px width = 1, Px radius = 0) override;
    void stroke(Point from, Point to, Color color, Px width) override;
    void glyph(typeset::FaceId face, Px size, std::uint32_t glyph, Point pen, Color color) override;
    void run(const typeset::Run& run, std::span<const typeset::Glyph> glyphs, Point baseline, Color color,
             std::string_view text) override;
    void picture(const std::shared_ptr<const Picture>& picture, Rect rect) override;
    // Lines stay lines, a JPEG is kept as the file that it is (see embed_files), any other bitmap is packed without loss.
    bool figure(Pictures& pictures, const std::string& path, Rect rect, Color ink) override;
    void push_clip(Rect rect) override;
    void pop_clip() override;

    // Where the figures' files are read, so that a JPEG need not be decoded and packed anew.
    void embed_files(std::shared_ptr<const document::Book> book) { book_ = std::move(book); }

    void end_page();
    [[nodiscard]] std::size_t pages() const { return pages_; }  // that were ended

    // A place that links may lead to, on the page that is being drawn.
    void place(const std::string& name, Point at);
    // Leads from a rectangle on this page to a place that is or will be named; a file with a link to nowhere is no PDF.
    void link_to_place(const std::string& name, Rect rect);
    void link_to_url(const std::string& url, Rect rect);
    // A line of the outline that leads to this page. `parent`: what an earlier call gave; 0: the top.
    int outline_entry(int parent, const std::string& title, Point at);

    // The whole file. Nothing may be drawn after it.
    [[nodiscard]] Result<std::string> finish(const std::string& path_for_messages);

private:
    struct Paper;
    void box(Rect rect, Px radius);
    void link(const std::string& target, Rect rect);
    void ink(Color color);
    void use_face(typeset::FaceId face, Px size);
    void paint(_cairo_surface* image, double width, double height, Rect rect);
    bool jpeg(const std::string& path, Rect rect);

    std::unique_ptr<Paper> paper_;
    std::shared_ptr<const document::Book> book_;
    float points_;
    std::size_t pages_ = 0;
};

}  // namespace katern::draw
