#include "draw/svg.h"

#include <librsvg/rsvg.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

#include "draw/late_cairo.h"
#include "draw/pixels.h"
#include "typeset/figure_faces.h"

namespace katern::draw {
namespace {

KATERN_LATE(rsvg_handle_get_intrinsic_dimensions)
KATERN_LATE(rsvg_handle_get_intrinsic_size_in_pixels)
KATERN_LATE(rsvg_handle_new_from_data)
KATERN_LATE(rsvg_handle_render_document)
KATERN_LATE(rsvg_handle_set_dpi)
KATERN_LATE(rsvg_handle_set_stylesheet)

Owned<RsvgHandle> open_svg(std::string_view bytes) {
    // Without a base file librsvg follows no reference but data: URLs.
    GError* error = nullptr;
    Owned<RsvgHandle> handle(rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(bytes.data()), bytes.size(), &error));
    if (error) g_error_free(error);
    if (handle) rsvg_handle_set_dpi(handle.get(), 96);
    return handle;
}

// Where the tag that begins here ends: behind its ">", which may stand inside quotes as well. npos: it doesn't.
std::size_t end_of_tag(std::string_view bytes, std::size_t at) {
    char quote = 0;
    for (; at < bytes.size(); ++at) {
        const char c = bytes[at];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return at + 1;
        }
    }
    return std::string_view::npos;
}

// What stands before the document's own element: declarations, comments and a doctype, which may have a part in brackets.
std::size_t start_of_root(std::string_view bytes) {
    std::size_t at = 0;
    for (;;) {
        at = bytes.find('<', at);
        if (at == std::string_view::npos || at + 1 >= bytes.size()) return std::string_view::npos;
        const std::string_view rest = bytes.substr(at);
        const char next = rest[1];
        if (next != '?' && next != '!') return at;
        const std::string_view end = rest.starts_with("<!--") ? "-->" : next == '?' ? "?>" : "";
        if (!end.empty()) {
            const std::size_t closed = rest.find(end, 2);
            if (closed == std::string_view::npos) return closed;
            at += closed + end.size();
            continue;
        }
        const std::size_t closed = end_of_tag(bytes, at), bracket = bytes.find('[', at);
        at = bracket < closed ? bytes.find("]>", bracket) : closed;
        if (at == std::string_view::npos) return at;
    }
}

// The document with its first element alone.
std::string without_content(std::string_view bytes) {
    const std::size_t root = start_of_root(bytes);
    if (root == std::string_view::npos) return {};
    const std::size_t end = end_of_tag(bytes, root);
    if (end == std::string_view::npos) return {};
    std::string head(bytes.substr(0, end));
    if (head.ends_with("/>")) return head;
    const std::string_view tag = bytes.substr(root + 1, end - root - 2);
    return head + "</" + std::string(tag.substr(0, tag.find_first_of(" \t\r\n"))) + ">";
}

// Cairo's pixels are premultiplied, in the machine's own order of bytes.
std::vector<std::uint8_t> straight_rgba(const unsigned char* data, std::size_t stride, std::uint32_t width, std::uint32_t height) {
    std::vector<std::uint8_t> rgba(static_cast<std::size_t>(width) * height * 4);
    std::uint8_t* to = rgba.data();
    for (std::size_t y = 0; y < height; ++y) {
        const auto* row = reinterpret_cast<const std::uint32_t*>(data + y * stride);
        for (std::size_t x = 0; x < width; ++x, to += 4) {
            const std::uint32_t pixel = row[x];
            const std::uint32_t alpha = pixel >> 24;
            if (alpha == 0) continue;
            const auto straight = [alpha](std::uint32_t c) { return static_cast<std::uint8_t>(std::min(255U, (c * 255 + alpha / 2) / alpha)); };
            to[0] = straight(pixel >> 16 & 255);
            to[1] = straight(pixel >> 8 & 255);
            to[2] = straight(pixel & 255);
            to[3] = static_cast<std::uint8_t>(alpha);
        }
    }
    return rgba;
}

}  // namespace

bool looks_like_svg(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '<';
}

std::optional<Size> svg_size(std::string_view bytes) {
    const Owned<RsvgHandle> handle = open_svg(without_content(bytes));
    if (!handle) return std::nullopt;
    double width = 0, height = 0;
    if (!rsvg_handle_get_intrinsic_size_in_pixels(handle.get(), &width, &height)) {
        gboolean has_width = FALSE, has_height = FALSE, has_box = FALSE;
        RsvgLength ignored_width{}, ignored_height{};
        RsvgRectangle box{};
        rsvg_handle_get_intrinsic_dimensions(handle.get(), &has_width, &ignored_width, &has_height, &ignored_height, &has_box, &box);
        if (!has_box) return std::nullopt;
        width = box.width;
        height = box.height;
    }
    return Size{static_cast<Px>(width), static_cast<Px>(height)};
}

bool render_svg(std::string_view bytes, cairo_t* cairo, double width, double height, Color ink) {
    const Owned<RsvgHandle> handle = open_svg(bytes);
    if (!handle) return false;
    if (bytes.find("<text") != std::string_view::npos || bytes.find(":text") != std::string_view::npos) typeset::set_figures_in_shipped_faces();
    std::array<char, 32> css{};
    const int length = std::snprintf(css.data(), css.size(), "svg{color:#%02x%02x%02x}", ink.r, ink.g, ink.b);
    if (!rsvg_handle_set_stylesheet(handle.get(), reinterpret_cast<const guint8*>(css.data()), static_cast<gsize>(length), nullptr)) return false;
    const RsvgRectangle viewport{0, 0, width, height};
    return cairo_status(cairo) == CAIRO_STATUS_SUCCESS && rsvg_handle_render_document(handle.get(), cairo, &viewport, nullptr);
}

std::optional<Picture> draw_svg(std::string_view bytes, const PicturePart& part, Color ink) {
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, part.shown_width, part.shown_height);
    cairo_t* cairo = cairo_create(surface);
    cairo_translate(cairo, -part.x, -part.y);
    std::optional<Picture> picture;
    if (render_svg(bytes, cairo, part.width, part.height, ink)) {
        cairo_surface_flush(surface);
        const auto width = static_cast<std::uint32_t>(part.shown_width), height = static_cast<std::uint32_t>(part.shown_height);
        picture.emplace();
        picture->width = width;
        picture->height = height;
        picture->rgba = straight_rgba(cairo_image_surface_get_data(surface), static_cast<std::size_t>(cairo_image_surface_get_stride(surface)),
                                      width, height);
        picture->id = next_picture_id();
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return picture;
}

}  // namespace katern::draw
