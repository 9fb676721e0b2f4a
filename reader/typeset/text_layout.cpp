#include <algorithm>

#include "typeset/emphasis.h"
#include "typeset/paragraph.h"

namespace katern::typeset {
namespace {

constexpr std::string_view ellipsis = "…";

Form form_of(const TextStyle& style) {
    Form form;
    form.face = face(style.family, style.bold, style.italic);
    form.size = style.size;
    form.features = style.features;
    form.ink = style.ink;
    return form;
}

// Drops glyphs from the end of a line until an ellipsis fits behind them.
void end_in_ellipsis(Line& line, Fonts& fonts, const TextStyle& style, Px measure) {
    const Form form = form_of(style);
    const ShapedText shaped = fonts.shape(form.face, form.features, style.language, ellipsis);
    const Px room = measure - shaped.width * form.size;
    while (!line.glyphs.empty() && line.glyphs.back().x + line.glyphs.back().advance > room) {
        line.glyphs.pop_back();
        if (--line.runs.back().count == 0) line.runs.pop_back();
    }
    Px x = line.glyphs.empty() ? line.x : line.glyphs.back().x + line.glyphs.back().advance;
    for (const ShapedGlyph& glyph : shaped.glyphs) {
        if (line.runs.empty() || line.runs.back().face != glyph.face) {
            Run run;
            run.face = glyph.face;
            run.size = form.size;
            run.ink = form.ink;
            run.first = static_cast<std::uint32_t>(line.glyphs.size());
            line.runs.push_back(run);
        }
        line.glyphs.push_back({glyph.glyph, {line.bytes.end, line.bytes.end}, x, 0, glyph.advance * form.size});
        ++line.runs.back().count;
        x += glyph.advance * form.size;
    }
    line.width = x - line.x;
}

// `stretches` cover the text.
TextLayout set_stretches(Fonts& fonts, std::string_view text, const std::vector<Stretch>& stretches, const TextStyle& style,
                         Px measure, std::size_t most_lines) {
    TextLayout layout;
    if (!text.empty()) {
        Paragraph paragraph(fonts, text, {0, text.size()}, style.language, nullptr);
        for (const Stretch& stretch : stretches) paragraph.add(stretch);
        Paragraph::Setting setting;
        setting.measure = measure;
        setting.first_fit = true;
        setting.trailing_spaces = true;
        layout.lines = paragraph.set(setting);
    }
    // After a line feed at the end there is one more line, with nothing on it yet.
    if (text.empty() || text.back() == '\n') {
        Line line;
        line.bytes = {text.size(), text.size()};
        layout.lines.push_back(line);
    }
    if (most_lines > 0 && layout.lines.size() > most_lines) {
        layout.lines.resize(most_lines);
        layout.cut = true;
        if (measure > 0) end_in_ellipsis(layout.lines.back(), fonts, style, measure);
    }
    const Metrics& metrics = fonts.metrics(face(style.family, style.bold, style.italic));
    const Px above = (style.leading - (metrics.ascent + metrics.descent) * style.size) / 2 + metrics.ascent * style.size;
    for (std::size_t i = 0; i < layout.lines.size(); ++i) {
        Line& line = layout.lines[i];
        line.top = static_cast<float>(i) * style.leading;
        line.height = style.leading;
        line.baseline = line.top + above;
        layout.width = std::max(layout.width, line.x + line.width);
    }
    layout.height = static_cast<float>(layout.lines.size()) * style.leading;
    return layout;
}

}  // namespace

TextLayout set_text(Fonts& fonts, std::string_view text, const TextStyle& style, Px measure, std::size_t most_lines) {
    return set_stretches(fonts, text, {Stretch{{0, text.size()}, form_of(style)}}, style, measure, most_lines);
}

TextLayout set_text(Fonts& fonts, const Emphasised& words, const TextStyle& style, Px measure, std::size_t most_lines) {
    std::vector<Stretch> stretches;
    std::size_t at = 0;
    const auto add = [&](std::size_t end, const Emphasised::Part& part) {
        TextStyle wanted = style;
        wanted.bold = style.bold || part.bold;
        wanted.italic = style.italic || part.italic;
        if (part.link >= 0) wanted.ink = Ink::accent;
        Form form = form_of(wanted);
        form.link = part.link;
        if (end > at) stretches.push_back({{at, end}, form});
        at = end;
    };
    for (const Emphasised::Part& part : words.parts) {
        add(part.bytes.start, {});
        add(part.bytes.end, part);
    }
    add(words.text.size(), {});
    return set_stretches(fonts, words.text, stretches, style, measure, most_lines);
}

}  // namespace katern::typeset
