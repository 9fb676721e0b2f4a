// The figures of a book, decoded on demand. What a picture's file holds is not trusted: sizes are looked at before
// anything is decoded, and an SVG gets nothing but its own bytes (no files, no network).
#include <librsvg/rsvg.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "draw/draw.h"
#include "draw/pixels.h"

namespace katern::draw {
namespace {

constexpr double largest_side = 20'000;
constexpr double largest_area = 40e6;  // px, so at most 160 MB
// A JPEG can be decoded at a half, a quarter or an eighth; what is larger than this is. A progressive one is held whole
// meanwhile, in 3 bytes a pixel.
constexpr double ample_area = 12e6, largest_jpeg_area = 64e6;
constexpr double most_reduction = 8;

bool is_fit(double width, double height) {
    return width >= 1 && height >= 1 && width <= largest_side && height <= largest_side &&
           width * height <= largest_area;
}

// librsvg reads what begins as markup; a bitmap never does.
bool looks_like_svg(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '<';
}

Owned<RsvgHandle> open_svg(const std::string& bytes) {
    // Without a base file librsvg follows no reference but data: URLs.
    GError* error = nullptr;
    Owned<RsvgHandle> handle(
        rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(bytes.data()), bytes.size(), &error));
    if (error) g_error_free(error);
    if (handle) rsvg_handle_set_dpi(handle.get(), 96);
    return handle;
}

std::optional<Size> size_of_svg(RsvgHandle* handle) {
    double width = 0, height = 0;
    if (!rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height)) {
        gboolean has_width = FALSE, has_height = FALSE, has_box = FALSE;
        RsvgLength ignored_width{}, ignored_height{};
        RsvgRectangle box{};
        rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &ignored_width, &has_height, &ignored_height, &has_box,
                                             &box);
        if (!has_box) return std::nullopt;
        width = box.width;
        height = box.height;
    }
    if (!is_fit(width, height)) return std::nullopt;
    return Size{static_cast<Px>(width), static_cast<Px>(height)};
}

// Cairo's pixels are premultiplied, in the machine's own order of bytes.
std::vector<std::uint8_t> straight_rgba(const unsigned char* data, std::size_t stride, std::uint32_t width,
                                        std::uint32_t height) {
    std::vector<std::uint8_t> rgba(static_cast<std::size_t>(width) * height * 4);
    std::uint8_t* to = rgba.data();
    for (std::size_t y = 0; y < height; ++y) {
        const auto* row = reinterpret_cast<const std::uint32_t*>(data + y * stride);
        for (std::size_t x = 0; x < width; ++x, to += 4) {
            const std::uint32_t pixel = row[x];
            const std::uint32_t alpha = pixel >> 24;
            if (alpha == 0) continue;
            const auto straight = [alpha](std::uint32_t c) {
                return static_cast<std::uint8_t>(std::min(255U, (c * 255 + alpha / 2) / alpha));
            };
            to[0] = straight(pixel >> 16 & 255);
            to[1] = straight(pixel >> 8 & 255);
            to[2] = straight(pixel & 255);
            to[3] = static_cast<std::uint8_t>(alpha);
        }
    }
    return rgba;
}

// At the origin, in the cairo's own units.
bool render_svg(const std::string& bytes, cairo_t* cairo, double width, double height, Color ink) {
    const Owned<RsvgHandle> handle = open_svg(bytes);
    if (!handle) return false;
    std::array<char, 32> css{};
    const int length = std::snprintf(css.data(), css.size(), "svg{color:#%02x%02x%02x}", ink.r, ink.g, ink.b);
    if (!rsvg_handle_set_stylesheet(handle.get(), reinterpret_cast<const guint8*>(css.data()),
                                    static_cast<gsize>(length), nullptr))
        return false;
    const RsvgRectangle viewport{0, 0, width, height};
    return cairo_status(cairo) == CAIRO_STATUS_SUCCESS &&
           rsvg_handle_render_document(handle.get(), cairo, &viewport, nullptr);
}

std::optional<Picture> draw_svg(const std::string& bytes, const PicturePart& part, Color ink) {
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
        picture->rgba = straight_rgba(cairo_image_surface_get_data(surface),
                                      static_cast<std::size_t>(cairo_image_surface_get_stride(surface)), width, height);
        picture->id = next_picture_id();
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return picture;
}

struct Bitmap {
    Owned<GdkPixbuf> pixels;
    double reduction = 1;  // how many of the file's pixels one of these is wide
};

// A size of nothing makes every loader stop before it asks for memory.
void choose_size(GdkPixbufLoader* loader, int width, int height, gpointer reduction_out) {
    const double area = static_cast<double>(width) * height;
    GdkPixbufFormat* format = gdk_pixbuf_loader_get_format(loader);
    gchar* name = format ? gdk_pixbuf_format_get_name(format) : nullptr;
    const bool jpeg = name && std::string_view(name) == "jpeg";
    g_free(name);
    double& reduction = *static_cast<double*>(reduction_out);
    const bool sides_fit = width <= largest_side && height <= largest_side;
    if (jpeg && sides_fit && area <= largest_jpeg_area)
        while (area / (reduction * reduction) > ample_area && reduction < most_reduction) reduction *= 2;
    if (reduction > 1)
        gdk_pixbuf_loader_set_size(loader, std::max(1, static_cast<int>(width / reduction)), std::max(1, static_cast<int>(height / reduction)));
    else if (!is_fit(width, height))
        gdk_pixbuf_loader_set_size(loader, 0, 0);
}

Bitmap decode(const std::string& bytes) {
    Bitmap bitmap;
    const Owned<GdkPixbufLoader> loader(gdk_pixbuf_loader_new());
    g_signal_connect(loader.get(), "size-prepared", G_CALLBACK(choose_size), &bitmap.reduction);
    const bool written =
        gdk_pixbuf_loader_write(loader.get(), reinterpret_cast<const guchar*>(bytes.data()), bytes.size(), nullptr);
    const bool whole = gdk_pixbuf_loader_close(loader.get(), nullptr);
    if (!written || !whole) return bitmap;
    GdkPixbuf* pixbuf = gdk_pixbuf_loader_get_pixbuf(loader.get());
    if (!pixbuf || !is_fit(gdk_pixbuf_get_width(pixbuf), gdk_pixbuf_get_height(pixbuf))) return bitmap;
    bitmap.pixels.reset(gdk_pixbuf_apply_embedded_orientation(pixbuf));
    return bitmap;
}

}  // namespace

struct Pictures::Entry {
    std::string svg;           // its bytes; empty for a bitmap
    Owned<GdkPixbuf> bitmap;   // null for an SVG
    std::optional<Size> size;  // nothing: missing or broken
    std::shared_ptr<const Picture> drawn;
    Color ink;  // that `drawn` was made for
};

Pictures::Entry& Pictures::entry(const std::string& path) {
    std::shared_ptr<Entry>& slot = entries_[path];
    if (slot) return *slot;
    slot = std::make_shared<Entry>();
    Result<std::string> bytes = book_->files().read(path);
    if (!bytes) return *slot;
    if (looks_like_svg(*bytes)) {
        if (const Owned<RsvgHandle> handle = open_svg(*bytes)) slot->size = size_of_svg(handle.get());
        slot->svg = std::move(*bytes);
    } else {
        Bitmap decoded = decode(*bytes);
        slot->bitmap = std::move(decoded.pixels);
        if (slot->bitmap)
            slot->size = Size{static_cast<Px>(gdk_pixbuf_get_width(slot->bitmap.get()) * decoded.reduction),
                              static_cast<Px>(gdk_pixbuf_get_height(slot->bitmap.get()) * decoded.reduction)};
    }
    return *slot;
}

std::optional<Size> Pictures::size(const std::string& path) {
    return entry(path).size;
}

std::shared_ptr<const Picture> Pictures::at(const std::string& path, std::uint32_t width, std::uint32_t height,
                                            Color ink) {
    Entry& found = entry(path);
    if (!found.size || !is_fit(width, height)) return nullptr;
    const bool same = found.drawn && found.drawn->width == width && found.drawn->height == height;
    if (same && (found.bitmap || found.ink == ink)) return found.drawn;
    std::optional<Picture> picture;
    if (found.bitmap) {
        const Owned<GdkPixbuf> scaled(gdk_pixbuf_scale_simple(found.bitmap.get(), static_cast<int>(width),
                                                              static_cast<int>(height), GDK_INTERP_BILINEAR));
        if (scaled) picture = pixels_of(scaled.get());
    } else {
        const int whole_width = static_cast<int>(width), whole_height = static_cast<int>(height);
        picture = draw_svg(found.svg, {whole_width, whole_height, 0, 0, whole_width, whole_height}, ink);
    }
    if (!picture) found.size.reset();  // broken after all; it is not tried again
    found.drawn = picture ? std::make_shared<const Picture>(std::move(*picture)) : nullptr;
    found.ink = ink;
    return found.drawn;
}

std::shared_ptr<const Picture> Pictures::part(const std::string& path, const PicturePart& part, Color ink) {
    if (last_part_.picture && last_part_.path == path && last_part_.part == part && last_part_.ink == ink) return last_part_.picture;
    const Entry& found = entry(path);
    if (!found.size || part.width < 1 || part.height < 1 || !is_fit(part.shown_width, part.shown_height)) return nullptr;
    std::optional<Picture> picture;
    if (found.bitmap) {
        const GdkPixbuf* whole = found.bitmap.get();
        const Owned<GdkPixbuf> shown(gdk_pixbuf_new(GDK_COLORSPACE_RGB, gdk_pixbuf_get_has_alpha(whole), 8, part.shown_width, part.shown_height));
        if (shown) {
            gdk_pixbuf_scale(whole, shown.get(), 0, 0, part.shown_width, part.shown_height, -part.x, -part.y,
                             static_cast<double>(part.width) / gdk_pixbuf_get_width(whole),
                             static_cast<double>(part.height) / gdk_pixbuf_get_height(whole), GDK_INTERP_BILINEAR);
            picture = pixels_of(shown.get());
        }
    } else {
        picture = draw_svg(found.svg, part, ink);
    }
    if (!picture) return nullptr;
    last_part_ = {path, part, ink, std::make_shared<const Picture>(std::move(*picture))};
    return last_part_.picture;
}

bool Pictures::draw_lines(const std::string& path, cairo_t* cairo, Rect rect, Color ink) {
    const Entry& found = entry(path);
    if (!found.size || found.svg.empty()) return false;
    cairo_save(cairo);
    cairo_translate(cairo, rect.x, rect.y);
    const bool drawn = render_svg(found.svg, cairo, rect.width, rect.height, ink);
    cairo_restore(cairo);
    return drawn;
}

}  // namespace katern::draw
