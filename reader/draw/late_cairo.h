// Cairo's functions that draw/ calls; see late.h. Inside draw/ only.
#pragma once

#include <cairo-ft.h>
#include <cairo-pdf.h>

#include "late/late.h"

namespace katern::draw {

KATERN_LATE(cairo_arc)
KATERN_LATE(cairo_clip)
KATERN_LATE(cairo_close_path)
KATERN_LATE(cairo_create)
KATERN_LATE(cairo_destroy)
KATERN_LATE(cairo_fill)
KATERN_LATE(cairo_font_face_destroy)
KATERN_LATE(cairo_font_face_set_user_data)
KATERN_LATE(cairo_font_options_create)
KATERN_LATE(cairo_font_options_destroy)
KATERN_LATE(cairo_font_options_set_hint_metrics)
KATERN_LATE(cairo_font_options_set_hint_style)
KATERN_LATE(cairo_font_options_set_variations)
KATERN_LATE(cairo_ft_font_face_create_for_ft_face)
KATERN_LATE(cairo_ft_font_face_set_synthesize)
KATERN_LATE(cairo_image_surface_create)
KATERN_LATE(cairo_image_surface_get_data)
KATERN_LATE(cairo_image_surface_get_stride)
KATERN_LATE(cairo_line_to)
KATERN_LATE(cairo_move_to)
KATERN_LATE(cairo_new_sub_path)
KATERN_LATE(cairo_paint)
KATERN_LATE(cairo_pdf_surface_add_outline)
KATERN_LATE(cairo_pdf_surface_create_for_stream)
KATERN_LATE(cairo_pdf_surface_set_metadata)
KATERN_LATE(cairo_rectangle)
KATERN_LATE(cairo_restore)
KATERN_LATE(cairo_save)
KATERN_LATE(cairo_scale)
KATERN_LATE(cairo_set_font_face)
KATERN_LATE(cairo_set_font_options)
KATERN_LATE(cairo_set_font_size)
KATERN_LATE(cairo_set_line_cap)
KATERN_LATE(cairo_set_line_width)
KATERN_LATE(cairo_set_source_rgba)
KATERN_LATE(cairo_set_source_surface)
KATERN_LATE(cairo_show_glyphs)
KATERN_LATE(cairo_show_page)
KATERN_LATE(cairo_show_text_glyphs)
KATERN_LATE(cairo_status)
KATERN_LATE(cairo_status_to_string)
KATERN_LATE(cairo_stroke)
KATERN_LATE(cairo_surface_destroy)
KATERN_LATE(cairo_surface_finish)
KATERN_LATE(cairo_surface_flush)
KATERN_LATE(cairo_surface_mark_dirty)
KATERN_LATE(cairo_surface_set_mime_data)
KATERN_LATE(cairo_surface_status)
KATERN_LATE(cairo_tag_begin)
KATERN_LATE(cairo_tag_end)
KATERN_LATE(cairo_translate)

}  // namespace katern::draw
