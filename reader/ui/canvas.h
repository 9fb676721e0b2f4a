// The window's canvas: the drawing calls of draw/ as Dear ImGui's draw lists. Text drawing is behind this seam; nobody else here
// touches ImDrawList or a texture.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "draw/draw.h"

struct ImDrawList;

namespace katern::ui {

class WindowCanvas final : public draw::Canvas {
public:
    WindowCanvas() = default;
    ~WindowCanvas() override;  // while the GL context is current
    WindowCanvas(const WindowCanvas&) = delete;
    WindowCanvas& operator=(const WindowCanvas&) = delete;

    void begin(ImDrawList* list, float scale);
    // Uploads the glyphs that are new. False: the atlas was made anew meanwhile, so this frame must be drawn again.
    [[nodiscard]] bool end();

    void fill(draw::Rect rect, draw::Color color, draw::Px radius = 0) override;
    void outline(draw::Rect rect, draw::Color color, draw::Px width = 1, draw::Px radius = 0) override;
    void stroke(draw::Point from, draw::Point to, draw::Color color, draw::Px width) override;
    void glyph(typeset::FaceId face, draw::Px size, std::uint32_t glyph, draw::Point pen, draw::Color color) override;
    void picture(const std::shared_ptr<const draw::Picture>& picture, draw::Rect rect) override;
    void push_clip(draw::Rect rect) override;
    void pop_clip() override;

private:
    struct Texture {
        unsigned name = 0;
        std::weak_ptr<const draw::Picture> picture;
    };
    void upload_atlas();
    void forget_pictures();

    ImDrawList* list_ = nullptr;
    draw::GlyphAtlas atlas_;
    unsigned atlas_texture_ = 0;
    std::uint16_t atlas_texture_side_ = 0;
    std::uint32_t generation_ = 0;
    std::map<std::uint64_t, Texture> textures_;  // by Picture::id
};

}  // namespace katern::ui
