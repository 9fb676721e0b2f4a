// A4 pages that fill from the top: what is put on them goes on on the next one where there is no room. Inside share/ only.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draw/pdf_canvas.h"
#include "typeset/emphasis.h"

namespace katern::share {

using typeset::Px;

// px of which 18.5 make the 10.75 points that prose is printed in, as where the book itself goes on paper.
inline constexpr float points_per_px = 10.75F / 18.5F;
inline constexpr typeset::Size a4{595.276F / points_per_px, 841.89F / points_per_px};

class PdfPaper {
public:
    static constexpr Px measure = 660, left = (a4.width - measure) / 2, top = 120, bottom = a4.height - 130;
    static constexpr Px head_leading = 21, quote_leading = 25;  // of what stands above a passage, and of the passage

    // `running_title` stands above every page but the first, the number below each.
    PdfPaper(const draw::PdfFacts& facts, std::string running_title, std::string language);

    [[nodiscard]] Px y() const { return y_; }
    // Nothing at the top of a page, where there is room enough already.
    void gap(Px height);
    // Goes to a new page when less than this is left on this one.
    void need(Px height);
    [[nodiscard]] bool at_top() const { return y_ <= top; }

    [[nodiscard]] typeset::TextStyle style(typeset::Family family, Px size, Px leading, typeset::Ink ink = typeset::Ink::ink) const;
    [[nodiscard]] typeset::TextLayout set(std::string_view words, const typeset::TextStyle& style, Px width);
    [[nodiscard]] typeset::TextLayout set(const typeset::Emphasised& words, const typeset::TextStyle& style, Px width);

    // What stands behind and beside set words.
    struct Ground {
        std::optional<draw::Color> under;  // each line
        std::optional<draw::Color> bar;    // left of all
    };
    // Puts set words at `x` px from the left of the column.
    void words(const typeset::TextLayout& layout, std::string_view words, Px x, const Ground& ground = {});
    // Side by side with their tops on one line; the tallest says how far it goes. What is higher than a page goes on on the next.
    struct Cell {
        Px x = 0;
        std::string words;
        typeset::TextLayout layout;
    };
    void row(const std::vector<Cell>& cells);
    // Markdown, set as the book's prose is, at `x` px from the left of the column.
    void markdown(std::string_view markdown, Px x);
    void rule(draw::Color color, Px thickness = 1);
    // A category's sign in the margin beside what comes next.
    void sign(draw::Category category, Px x, Px line_height);
    // A line of the outline that leads to this place.
    void outline(const std::string& title);

    [[nodiscard]] const draw::Theme& theme() const { return theme_; }
    // The whole file. Nothing may be put on it afterwards.
    [[nodiscard]] Result<std::string> finish(const std::string& path_for_messages);

private:
    void end_page();
    void high_row(const std::vector<Cell>& cells);
    void label_centred(std::string_view words, const typeset::TextStyle& style, Px top);
    void draw_links(const typeset::ChapterLayout& layout, Px from, Px to, typeset::Point origin);

    typeset::Fonts fonts_;
    typeset::Hyphenation hyphenation_;
    draw::Theme theme_;
    draw::Pictures no_pictures_;
    draw::PdfCanvas canvas_;
    std::string running_title_, language_;
    Px y_ = top;
};

}  // namespace katern::share
