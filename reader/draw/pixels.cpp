#include "draw/pixels.h"

#include <atomic>

namespace katern::draw {

std::string reason_of(GError* error) {
    std::string reason = error && error->message ? error->message : "?";
    if (error) g_error_free(error);
    while (!reason.empty() && reason.back() == '.') reason.pop_back();
    return reason;
}

std::uint64_t next_picture_id() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

Picture pixels_of(const GdkPixbuf* pixbuf) {
    Picture picture;
    picture.id = next_picture_id();
    picture.width = static_cast<std::uint32_t>(gdk_pixbuf_get_width(pixbuf));
    picture.height = static_cast<std::uint32_t>(gdk_pixbuf_get_height(pixbuf));
    picture.rgba.resize(static_cast<std::size_t>(picture.width) * picture.height * 4);
    const auto channels = static_cast<std::size_t>(gdk_pixbuf_get_n_channels(pixbuf));
    const auto stride = static_cast<std::size_t>(gdk_pixbuf_get_rowstride(pixbuf));
    const guint8* from = gdk_pixbuf_read_pixels(pixbuf);
    std::uint8_t* to = picture.rgba.data();
    for (std::size_t y = 0; y < picture.height; ++y) {
        for (std::size_t x = 0; x < picture.width; ++x, to += 4) {
            const guint8* pixel = from + y * stride + x * channels;
            to[0] = pixel[0];
            to[1] = pixel[1];
            to[2] = pixel[2];
            to[3] = channels == 4 ? pixel[3] : 255;
        }
    }
    return picture;
}

}  // namespace katern::draw
