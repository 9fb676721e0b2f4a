// GdkPixbuf's functions that draw/ calls, and GObject's; see late.h. Inside draw/ only.
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "late/late.h"

namespace katern::draw {

KATERN_LATE(gdk_pixbuf_apply_embedded_orientation)
KATERN_LATE(gdk_pixbuf_get_has_alpha)
KATERN_LATE(gdk_pixbuf_get_height)
KATERN_LATE(gdk_pixbuf_get_n_channels)
KATERN_LATE(gdk_pixbuf_get_pixels)
KATERN_LATE(gdk_pixbuf_get_rowstride)
KATERN_LATE(gdk_pixbuf_get_width)
KATERN_LATE(gdk_pixbuf_loader_close)
KATERN_LATE(gdk_pixbuf_loader_get_pixbuf)
KATERN_LATE(gdk_pixbuf_loader_new)
KATERN_LATE(gdk_pixbuf_loader_set_size)
KATERN_LATE(gdk_pixbuf_loader_write)
KATERN_LATE(gdk_pixbuf_new)
KATERN_LATE(gdk_pixbuf_new_from_data)
KATERN_LATE(gdk_pixbuf_new_from_file)
KATERN_LATE(gdk_pixbuf_read_pixels)
// By its type, since the attributes of the declaration are none of its type's.
inline constinit Late<gboolean(GdkPixbuf*, gchar**, gsize*, const char*, GError**, ...)> gdk_pixbuf_save_to_buffer{"gdk_pixbuf_save_to_buffer"};
KATERN_LATE(gdk_pixbuf_scale)
KATERN_LATE(gdk_pixbuf_scale_simple)
KATERN_LATE(g_object_unref)
KATERN_LATE(g_signal_connect_data)

}  // namespace katern::draw
