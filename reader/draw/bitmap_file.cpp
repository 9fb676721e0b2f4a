#include "draw/bitmap_file.h"

#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <vector>

namespace katern::draw {
namespace {

// What is larger than this is decoded in fewer pixels where its format allows that.
constexpr double ample_area = 12e6;
constexpr int most_jpeg_reduction = 8;
constexpr std::size_t part = 64 * 1024;  // of a file, between two looks at whether it is still wanted

// How many of the file's pixels one of ours is wide and high.
int reduction_of(const PictureHead& head) {
    int reduction = 1;
    if (!head.in_rows && head.kind != PictureHead::Kind::jpeg) return reduction;
    const int step = head.kind == PictureHead::Kind::jpeg ? 2 : 1;  // libjpeg knows a half, a quarter and an eighth
    while (head.width * head.height / (reduction * reduction) > ample_area) {
        const int next = step == 2 ? reduction * 2 : reduction + 1;
        if (step == 2 && next > most_jpeg_reduction) break;
        reduction = next;
    }
    return reduction;
}

void ask_for_fewer(GdkPixbufLoader* loader, int width, int height, gpointer head_of_file) {
    const auto& head = *static_cast<const PictureHead*>(head_of_file);
    const int reduction = head.kind == PictureHead::Kind::jpeg ? reduction_of(head) : 1;
    const bool honest = (width == static_cast<int>(head.width) && height == static_cast<int>(head.height)) ||
                        (height == static_cast<int>(head.width) && width == static_cast<int>(head.height));
    // A size of nothing makes every loader stop before it asks for memory.
    if (!honest && !is_fit(width, height))
        gdk_pixbuf_loader_set_size(loader, 0, 0);
    else if (reduction > 1)
        gdk_pixbuf_loader_set_size(loader, std::max(1, width / reduction), std::max(1, height / reduction));
}

Owned<GdkPixbuf> decode_whole(const std::string& bytes, PictureHead head, const std::stop_token& stop) {
    const Owned<GdkPixbufLoader> loader(gdk_pixbuf_loader_new());
    g_signal_connect(loader.get(), "size-prepared", G_CALLBACK(ask_for_fewer), &head);
    bool written = true;
    for (std::size_t at = 0; written && at < bytes.size() && !stop.stop_requested(); at += part)
        written = gdk_pixbuf_loader_write(loader.get(), reinterpret_cast<const guchar*>(bytes.data()) + at, std::min(part, bytes.size() - at), nullptr);
    const bool whole = gdk_pixbuf_loader_close(loader.get(), nullptr);
    if (!written || !whole || stop.stop_requested()) return nullptr;
    GdkPixbuf* pixbuf = gdk_pixbuf_loader_get_pixbuf(loader.get());
    if (!pixbuf || !is_fit(gdk_pixbuf_get_width(pixbuf), gdk_pixbuf_get_height(pixbuf))) return nullptr;
    return Owned<GdkPixbuf>(gdk_pixbuf_apply_embedded_orientation(pixbuf));
}

// A PNG that is never in memory as a whole: each of our pixels is the mean of a square of the file's.
class PngRows {
public:
    PngRows(const std::string& bytes, int reduction, const std::stop_token& stop) : bytes_(bytes), reduction_(reduction), stop_(stop) {}
    ~PngRows() { png_destroy_read_struct(&png_, &info_, nullptr); }
    PngRows(const PngRows&) = delete;
    PngRows& operator=(const PngRows&) = delete;

    Owned<GdkPixbuf> read() {
        png_ = png_create_read_struct(
            PNG_LIBPNG_VER_STRING, nullptr, [](png_structp png, png_const_charp) { png_longjmp(png, 1); }, [](png_structp, png_const_charp) {});
        info_ = png_ ? png_create_info_struct(png_) : nullptr;
        if (!info_) return nullptr;
        // libpng leaves by a jump: nothing with a destructor may be made below.
        if (setjmp(png_jmpbuf(png_)) != 0) return nullptr;
        open();
        while (row_ < height_) {
            if (stop_.stop_requested()) return nullptr;
            png_read_row(png_, line_.data(), nullptr);
            add_line();
        }
        return std::move(pixels_);
    }

private:
    static void give(png_structp png, png_bytep to, std::size_t count) {
        auto* self = static_cast<PngRows*>(png_get_io_ptr(png));
        if (count > self->bytes_.size() - self->at_) png_error(png, "cut off");
        std::memcpy(to, self->bytes_.data() + self->at_, count);
        self->at_ += count;
    }

    void open() {
        png_set_user_limits(png_, static_cast<png_uint_32>(largest_side), static_cast<png_uint_32>(largest_side));
        png_set_read_fn(png_, this, give);
        png_read_info(png_, info_);
        png_set_expand(png_);
        png_set_strip_16(png_);
        png_set_gray_to_rgb(png_);
        png_set_add_alpha(png_, 255, PNG_FILLER_AFTER);
        png_read_update_info(png_, info_);
        if (png_get_interlace_type(png_, info_) != PNG_INTERLACE_NONE || png_get_channels(png_, info_) != 4) png_error(png_, "not in rows");
        width_ = static_cast<int>(png_get_image_width(png_, info_));
        height_ = static_cast<int>(png_get_image_height(png_, info_));
        line_.resize(png_get_rowbytes(png_, info_));
        columns_ = std::max(1, width_ / reduction_);
        sums_.assign(static_cast<std::size_t>(columns_) * 4, 0);
        pixels_.reset(gdk_pixbuf_new(GDK_COLORSPACE_RGB, TRUE, 8, columns_, std::max(1, height_ / reduction_)));
        if (!pixels_) png_error(png_, "no memory");
    }

    // Colours count by how much of them is seen.
    void add_line() {
        const int used = columns_ * reduction_;
        for (int x = 0; x < std::min(used, width_); ++x) {
            const png_byte* from = &line_[static_cast<std::size_t>(x) * 4];
            std::uint32_t* to = &sums_[static_cast<std::size_t>(x / reduction_) * 4];
            const std::uint32_t alpha = from[3];
            for (int c = 0; c < 3; ++c) to[c] += from[c] * alpha / 255;
            to[3] += alpha;
        }
        ++row_;
        if (row_ % reduction_ != 0) return;
        const int line = row_ / reduction_ - 1;
        if (line >= gdk_pixbuf_get_height(pixels_.get())) return;
        guchar* to = gdk_pixbuf_get_pixels(pixels_.get()) + static_cast<std::ptrdiff_t>(line) * gdk_pixbuf_get_rowstride(pixels_.get());
        const auto square = static_cast<std::uint32_t>(reduction_ * reduction_);
        for (std::size_t i = 0; i < sums_.size(); i += 4) {
            const std::uint32_t alpha = sums_[i + 3];
            for (std::size_t c = 0; c < 3; ++c) to[i + c] = static_cast<guchar>(alpha == 0 ? 0 : std::min(255U, sums_[i + c] * 255 / alpha));
            to[i + 3] = static_cast<guchar>(alpha / square);
        }
        std::fill(sums_.begin(), sums_.end(), 0);
    }

    const std::string& bytes_;
    std::size_t at_ = 0;
    int reduction_;
    const std::stop_token& stop_;
    png_structp png_ = nullptr;
    png_infop info_ = nullptr;
    int width_ = 0, height_ = 0, columns_ = 0, row_ = 0;
    std::vector<png_byte> line_;
    std::vector<std::uint32_t> sums_;  // of the row of ours that is being read
    Owned<GdkPixbuf> pixels_;
};

}  // namespace

Owned<GdkPixbuf> decode_bitmap(const std::string& bytes, const PictureHead& head, const std::stop_token& stop) {
    const int reduction = reduction_of(head);
    if (head.kind == PictureHead::Kind::png && reduction > 1) return PngRows(bytes, reduction, stop).read();
    return decode_whole(bytes, head, stop);
}

}  // namespace katern::draw
