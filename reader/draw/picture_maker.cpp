#include "draw/picture_maker.h"

#include "draw/bitmap_file.h"
#include "draw/svg.h"

namespace katern::draw {

std::shared_ptr<const Picture> PictureMaker::make(const PictureOrder& order, const std::stop_token& stop) {
    std::optional<Picture> picture;
    const bool svg = order.head.kind == PictureHead::Kind::svg;
    if (svg || path_ != order.path || !bitmap_) {
        const Result<std::string> bytes = book_->files().read(order.path);
        if (!bytes) return nullptr;
        if (svg) {
            picture = draw_svg(*bytes, order.part, order.ink);
        } else {
            forget();  // before the next one takes its memory
            bitmap_ = decode_bitmap(*bytes, order.head, stop);
            path_ = order.path;
        }
    }
    if (!svg && bitmap_) picture = part_of_bitmap(order.part);
    return picture ? std::make_shared<const Picture>(std::move(*picture)) : nullptr;
}

void PictureMaker::forget() {
    bitmap_.reset();
    path_.clear();
}

std::optional<Picture> PictureMaker::part_of_bitmap(const PicturePart& part) const {
    const GdkPixbuf* whole = bitmap_.get();
    const Owned<GdkPixbuf> shown(gdk_pixbuf_new(GDK_COLORSPACE_RGB, gdk_pixbuf_get_has_alpha(whole), 8, part.shown_width, part.shown_height));
    if (!shown) return std::nullopt;
    gdk_pixbuf_scale(whole, shown.get(), 0, 0, part.shown_width, part.shown_height, -part.x, -part.y,
                     static_cast<double>(part.width) / gdk_pixbuf_get_width(whole),
                     static_cast<double>(part.height) / gdk_pixbuf_get_height(whole), GDK_INTERP_BILINEAR);
    return pixels_of(shown.get());
}

}  // namespace katern::draw
