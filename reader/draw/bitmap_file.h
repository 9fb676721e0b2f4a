// The pixels of a bitmap's file. Inside draw/ only.
#pragma once

#include <stop_token>
#include <string>

#include "draw/picture_head.h"
#include "draw/pixels.h"

namespace katern::draw {

// Upright, and in fewer pixels than the file has where those would take much memory. Null: broken, or stopped.
[[nodiscard]] Owned<GdkPixbuf> decode_bitmap(const std::string& bytes, const PictureHead& head, const std::stop_token& stop);

}  // namespace katern::draw
