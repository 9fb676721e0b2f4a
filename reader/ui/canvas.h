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

// Draws nothing, but has the atlas make every glyph that is asked for: what a page needs can be ready before there is a window.
class GlyphCollector final : public draw::Canvas {
public:
    GlyphCollector(draw::GlyphAtlas& atlas, float scale) : atlas_(atlas) { scale_ = scale; }
    void fill(draw::Rect, draw::Color, draw::Px) override {}
    void outline(draw::Rect, draw::Color, draw::Px, draw::Px) override {}
    void stroke(draw::Point, draw::Point, draw::Color, draw::Px) override {}
    void glyph(typeset::FaceId face, draw::Px size, std::uint32_t glyph, draw::Point pen, draw::Color color) override {
        static_cast<void>(atlas_.find(pen_at(face, size, glyph, pen, color).key));
    }
    void picture(const std::shared_ptr<const draw::Picture>&, draw::Rect) override {}
    void push_clip(draw::Rect) override {}
    void pop_clip() override {}

private:
    draw::GlyphAtlas& atlas_;
};

class WindowCanvas final : public draw::Canvas {
public:
    explicit WindowCanvas(std::unique_ptr<draw::GlyphAtlas> atlas) : atlas_(std::move(atlas)) {}
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
    std::unique_ptr<draw::GlyphAtlas> atlas_;
    unsigned atlas_texture_ = 0;
    std::uint16_t atlas_texture_side_ = 0;
    std::uint32_t generation_ = 0;
    std::map<std::uint64_t, Texture> textures_;  // by Picture::id
    std::vector<std::shared_ptr<const draw::Picture>> shown_;  // in this frame: their textures stay until it is drawn
};

}  // namespace katern::ui
