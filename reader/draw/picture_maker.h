// From a picture's file to the pixels that a page shows of it. Inside draw/ only.
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "draw/draw.h"
#include "draw/picture_head.h"
#include "draw/pixels.h"

namespace katern::draw {

struct PictureOrder {
    std::string path;
    PictureHead head;
    PicturePart part;
    Color ink;
};

// Belongs to one thread. Keeps the last bitmap that it decoded, since what is zoomed is asked for again.
class PictureMaker {
public:
    explicit PictureMaker(std::shared_ptr<const document::Book> book) : book_(std::move(book)) {}
    // Null: broken, or stopped.
    [[nodiscard]] std::shared_ptr<const Picture> make(const PictureOrder& order, const std::stop_token& stop = {});
    void forget();

private:
    [[nodiscard]] std::optional<Picture> part_of_bitmap(const PicturePart& part) const;

    std::shared_ptr<const document::Book> book_;
    std::string path_;  // of `bitmap_`
    Owned<GdkPixbuf> bitmap_;
};

}  // namespace katern::draw
