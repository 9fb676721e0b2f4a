#include "ui/canvas.h"

#include <GL/gl.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <type_traits>

// GL 1.2 and later; Windows' header stops at 1.1.
#ifndef GL_CLAMP_TO_EDGE
#define GL_CLAMP_TO_EDGE 0x812F
#endif

namespace katern::ui {
namespace {

ImU32 packed(draw::Color color) { return IM_COL32(color.r, color.g, color.b, color.a); }

// Dear ImGui's OpenGL backend keeps a texture's name in a pointer; in later versions in an integer.
template <class Id>
Id id_for(unsigned name) {
    if constexpr (std::is_pointer_v<Id>) {
        return reinterpret_cast<Id>(static_cast<std::uintptr_t>(name));
    } else {
        return static_cast<Id>(name);
    }
}

ImTextureID texture_id(unsigned name) { return id_for<ImTextureID>(name); }

unsigned make_texture(GLint wrap) {
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, wrap);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, wrap);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    return name;
}

}  // namespace

WindowCanvas::~WindowCanvas() {
    if (atlas_texture_) glDeleteTextures(1, &atlas_texture_);
    for (const auto& [id, texture] : textures_) glDeleteTextures(1, &texture.name);
}

void WindowCanvas::begin(ImDrawList* list, float scale) {
    list_ = list;
    scale_ = scale;
    shown_.clear();
    if (atlas_->full()) atlas_->clear();
    // The texture's name goes into the draw list while glyphs are still being added; its pixels follow in end().
    // Read as Dear ImGui's own texture is, though glyphs lie on whole pixels: a driver without a graphics card compiles its shader once
    // for each way in which textures are read, before the first page.
    if (!atlas_texture_) atlas_texture_ = make_texture(GL_REPEAT);
    generation_ = atlas_->generation();
}

bool WindowCanvas::end() {
    forget_pictures();
    const bool same = generation_ == atlas_->generation() && !atlas_->full();
    if (same) upload_atlas();
    return same;
}

// Coverage becomes white with alpha, which is what Dear ImGui's shader multiplies with the colour of the text.
void WindowCanvas::upload_atlas() {
    const std::uint16_t side = atlas_->side();
    auto [first, end] = atlas_->take_dirty_rows();
    glBindTexture(GL_TEXTURE_2D, atlas_texture_);
    if (atlas_texture_side_ != side) {
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, side, side, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
        atlas_texture_side_ = side;
        first = 0;
        end = side;
    }
    end = std::min(end, atlas_->used_rows());
    if (first >= end) return;
    const std::vector<std::uint8_t>& coverage = atlas_->coverage();
    std::vector<std::uint8_t> rows(static_cast<std::size_t>(end - first) * side * 4, 255);
    for (std::size_t i = 0; i < rows.size() / 4; ++i) rows[i * 4 + 3] = coverage[static_cast<std::size_t>(first) * side + i];
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, first, side, end - first, GL_RGBA, GL_UNSIGNED_BYTE, rows.data());
}

void WindowCanvas::forget_pictures() {
    for (auto texture = textures_.begin(); texture != textures_.end();) {
        if (!texture->second.picture.expired()) {
            ++texture;
            continue;
        }
        glDeleteTextures(1, &texture->second.name);
        texture = textures_.erase(texture);
    }
}

void WindowCanvas::fill(draw::Rect rect, draw::Color color, draw::Px radius) {
    if (color.a == 0 || rect.width <= 0 || rect.height <= 0) return;
    const float left = std::round(rect.x * scale_);
    const float top = std::round(rect.y * scale_);
    // What has a width stays visible, however thin.
    const float right = std::max(left + 1, std::round(rect.right() * scale_));
    const float bottom = std::max(top + 1, std::round(rect.bottom() * scale_));
    list_->AddRectFilled({left, top}, {right, bottom}, packed(color), radius * scale_);
}

void WindowCanvas::outline(draw::Rect rect, draw::Color color, draw::Px width, draw::Px radius) {
    const float thick = std::max(1.0F, std::round(width * scale_));
    // Within the rectangle, on whole pixels.
    const float left = std::round(rect.x * scale_) + thick / 2;
    const float top = std::round(rect.y * scale_) + thick / 2;
    const float right = std::round(rect.right() * scale_) - thick / 2;
    const float bottom = std::round(rect.bottom() * scale_) - thick / 2;
    // Dear ImGui moves a rectangle's outline in by half a pixel by itself.
    list_->AddRect({left - 0.5F, top - 0.5F}, {right + 0.5F, bottom + 0.5F}, packed(color), radius * scale_, 0, thick);
}

void WindowCanvas::stroke(draw::Point from, draw::Point to, draw::Color color, draw::Px width) {
    const ImVec2 a{from.x * scale_, from.y * scale_};
    const ImVec2 b{to.x * scale_, to.y * scale_};
    const float thick = std::max(1.0F, width * scale_);
    list_->AddLine({a.x - 0.5F, a.y - 0.5F}, {b.x - 0.5F, b.y - 0.5F}, packed(color), thick);
    list_->AddCircleFilled(a, thick / 2, packed(color));
    list_->AddCircleFilled(b, thick / 2, packed(color));
}

void WindowCanvas::glyph(typeset::FaceId face, draw::Px size, std::uint32_t glyph, draw::Point pen, draw::Color color) {
    const Pen at = pen_at(face, size, glyph, pen, color);
    const draw::GlyphBitmap* bitmap = atlas_->find(at.key);
    if (!bitmap || bitmap->width == 0) return;
    const auto left = static_cast<float>(at.x + bitmap->left);
    const auto top = static_cast<float>(at.y - bitmap->top);
    const auto side = static_cast<float>(atlas_->side());
    list_->AddImage(texture_id(atlas_texture_), {left, top}, {left + static_cast<float>(bitmap->width), top + static_cast<float>(bitmap->height)},
                    {static_cast<float>(bitmap->x) / side, static_cast<float>(bitmap->y) / side},
                    {static_cast<float>(bitmap->x + bitmap->width) / side, static_cast<float>(bitmap->y + bitmap->height) / side}, packed(color));
}

void WindowCanvas::picture(const std::shared_ptr<const draw::Picture>& picture, draw::Rect rect) {
    if (!picture || picture->width == 0) return;
    Texture& texture = textures_[picture->id];
    if (!texture.name) {
        texture.name = make_texture(GL_CLAMP_TO_EDGE);
        texture.picture = picture;
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, static_cast<GLsizei>(picture->width), static_cast<GLsizei>(picture->height), 0, GL_RGBA,
                     GL_UNSIGNED_BYTE, picture->rgba.data());
    }
    const float left = std::round(rect.x * scale_);
    const float top = std::round(rect.y * scale_);
    // As a rule these are the picture's own pixels; one that stands in for another size is stretched.
    list_->AddImage(texture_id(texture.name), {left, top}, {left + std::round(rect.width * scale_), top + std::round(rect.height * scale_)});
    shown_.push_back(picture);
}

void WindowCanvas::push_clip(draw::Rect rect) {
    list_->PushClipRect({std::round(rect.x * scale_), std::round(rect.y * scale_)}, {std::round(rect.right() * scale_), std::round(rect.bottom() * scale_)},
                        true);
}

void WindowCanvas::pop_clip() { list_->PopClipRect(); }

}  // namespace katern::ui
