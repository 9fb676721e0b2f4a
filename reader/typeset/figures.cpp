// Pictures: as figures by themselves, and those that were put into a sentence, which stand below its paragraph.
#include <algorithm>

#include "typeset/composer.h"

namespace katern::typeset {
namespace {

constexpr float most_of_page = 0.8F;
constexpr Px between_pictures = 10, frame_padding = 14;

}  // namespace

// Returns where it ends.
Px Composer::set_picture(std::size_t index, std::uint32_t image, const Type& type, const Column& column, Px top) {
    const document::Image& picture = chapter_.images[image];
    Figure figure;
    figure.image = image;
    figure.block = index;
    const FigureFacts facts = figure_size_ ? figure_size_(picture) : FigureFacts(std::nullopt);
    if (const std::optional<Size>& size = facts.size) {
        const Px width = scaled(size->width), height = scaled(size->height);
        const float scale = std::min({1.0F, column.width / std::max(1.0F, width), style_.page_height * most_of_page / std::max(1.0F, height)});
        figure.rect = {column.x + (column.width - width * scale) / 2, top, width * scale, height * scale};
    } else {
        figure.broken = true;
        figure.rect = {column.x, top, column.width, set_frame(index, picture, facts.instead, type, column, top)};
    }
    layout_->figures_.push_back(figure);
    return figure.rect.bottom();
}

// The words that stand in the place of a picture that can't be shown. Returns how high their frame is.
Px Composer::set_frame(std::size_t index, const document::Image& picture, const std::string& instead, const Type& type, const Column& column, Px top) {
    TextStyle style;
    style.family = type.family;
    style.size = scaled(15);
    style.leading = scaled(22);
    style.italic = true;
    style.ink = Ink::quiet;
    style.language = language_;
    const Px padding = scaled(frame_padding);
    std::string said = picture.alternative.empty() ? picture.path : picture.alternative;
    if (!instead.empty()) said += "\n" + instead;
    TextLayout words = set_text(fonts_, said, style, column.width - 2 * padding);
    for (Line& line : words.lines) {
        line.move(column.x + padding);
        line.top += top + padding;
        line.baseline += top + padding;
        line.block = index;
        layout_->marks_.push_back(std::move(line));
    }
    return words.height + 2 * padding;
}

void Composer::set_figure(std::size_t index, const Type& type, const Column& column) {
    BlockBox& box = layout_->blocks_[index];
    Px top = y_;
    for (const std::uint32_t image : chapter_.blocks[index].images) {
        if (top > y_) top += scaled(between_pictures);
        top = set_picture(index, image, type, column, top);
    }
    box.height = top - y_;
    box.unbreakable = true;
    box.keep_with_next = index + 1 < chapter_.blocks.size() && chapter_.blocks[index + 1].kind == document::BlockKind::caption;
}

bool Composer::has_pictures_in_text(std::size_t index) const {
    const auto& insets = chapter_.blocks[index].insets;
    return std::any_of(insets.begin(), insets.end(), [](const document::Inset& inset) { return inset.image >= 0; });
}

// Below the paragraph's lines, which have been set.
void Composer::set_pictures_in_text(std::size_t index, const Type& type, const Column& column) {
    BlockBox& box = layout_->blocks_[index];
    if (!has_pictures_in_text(index) || chapter_.blocks[index].text.end > wanted_.end) return;
    for (const document::Inset& inset : chapter_.blocks[index].insets) {
        if (inset.image < 0) continue;
        const Px top = box.top + box.height + scaled(between_pictures);
        box.height = set_picture(index, static_cast<std::uint32_t>(inset.image), type, column, top) - box.top;
    }
}

}  // namespace katern::typeset
