// From GdkPixbuf's objects to our own pixels. Inside draw/ only.
#pragma once

#include <memory>
#include <string>

#include "draw/draw.h"
#include "draw/late_pixbuf.h"

namespace katern::draw {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
// A GObject that lets go of itself.
template <class T>
using Owned = std::unique_ptr<T, Unref>;

// Takes and frees the error; for the end of a sentence.
[[nodiscard]] std::string reason_of(GError* error);
// For Picture::id.
[[nodiscard]] std::uint64_t next_picture_id();
// A copy, 8 bits a channel, not premultiplied.
[[nodiscard]] Picture pixels_of(const GdkPixbuf* pixbuf);

}  // namespace katern::draw
