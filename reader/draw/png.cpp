#include "draw/draw.h"
#include "draw/pixels.h"
#include "words/words.h"

namespace katern::draw {

Result<void> write_png(const std::string& path, std::uint32_t width, std::uint32_t height,
                       const std::vector<std::uint8_t>& rgba) {
    // A page is opaque: without the channel that says so everywhere the file is a quarter smaller.
    bool opaque = true;
    for (std::size_t i = 3; i < rgba.size(); i += 4) opaque = opaque && rgba[i] == 255;
    std::vector<std::uint8_t> rgb;
    if (opaque) {
        rgb.reserve(rgba.size() / 4 * 3);
        for (std::size_t i = 0; i < rgba.size(); i += 4) rgb.insert(rgb.end(), {rgba[i], rgba[i + 1], rgba[i + 2]});
    }
    const std::vector<std::uint8_t>& pixels = opaque ? rgb : rgba;
    const int channels = opaque ? 3 : 4;
    const Owned<GdkPixbuf> pixbuf(gdk_pixbuf_new_from_data(pixels.data(), GDK_COLORSPACE_RGB, opaque ? FALSE : TRUE, 8,
                                                           static_cast<int>(width), static_cast<int>(height),
                                                           static_cast<int>(width) * channels, nullptr, nullptr));
    gchar* bytes = nullptr;
    gsize size = 0;
    GError* error = nullptr;
    bool written = gdk_pixbuf_save_to_buffer(pixbuf.get(), &bytes, &size, "png", &error, "compression", "9", nullptr);
    written = written && g_file_set_contents(path.c_str(), bytes, static_cast<gssize>(size), &error);
    g_free(bytes);
    if (written) return {};
    const std::string reason = reason_of(error);
    return fail(Word::error_picture_unwritten, path, reason);
}

Result<Picture> read_png(const std::string& path) {
    GError* error = nullptr;
    const Owned<GdkPixbuf> pixbuf(gdk_pixbuf_new_from_file(path.c_str(), &error));
    if (!pixbuf) {
        const std::string reason = reason_of(error);
        return fail(Word::error_file_unreadable, path, reason);
    }
    return pixels_of(pixbuf.get());
}

}  // namespace katern::draw
