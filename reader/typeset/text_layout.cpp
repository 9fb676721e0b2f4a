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
    std::vector<Glyph>& glyphs = line.glyphs.own();
    while (!glyphs.empty() && glyphs.back().x + glyphs.back().advance > room) {
        glyphs.pop_back();
        if (--line.runs.back().count == 0) line.runs.pop_back();
    }
    Px x = glyphs.empty() ? line.x : glyphs.back().x + glyphs.back().advance;
    for (const ShapedGlyph& glyph : shaped.glyphs) {
        if (line.runs.empty() || line.runs.back().face != glyph.face) {
            Run run;
            run.face = glyph.face;
            run.size = form.size;
            run.ink = form.ink;
            run.first = static_cast<std::uint32_t>(glyphs.size());
            line.runs.push_back(run);
        }
        glyphs.push_back({glyph.glyph, {line.bytes.end, line.bytes.end}, x, 0, glyph.advance * form.size});
        ++line.runs.back().count;
        x += glyph.advance * form.size;
    }
    line.width = x - line.x;
}

// Of an item of a list: how many bytes come before its words, as emphasised() leaves them. 0: it is none.
std::size_t sign_of_item(std::string_view line) {
    constexpr std::string_view indent = "\u00A0", point = "• ";
    std::size_t at = 0;
    while (line.substr(at).starts_with(indent)) at += indent.size();
    while (at < line.size() && line[at] == ' ') ++at;
    if (line.substr(at).starts_with(point)) return at + point.size();
    const std::size_t digits = std::min(line.find_first_not_of("0123456789", at), line.size()) - at;
    const bool numbered = digits > 0 && digits <= 3 && at + digits + 1 < line.size() && (line[at + digits] == '.' || line[at + digits] == ')') &&
                          line[at + digits + 1] == ' ';
    return numbered ? at + digits + 2 : 0;
}

// Line by line of what was written, so that an item's further lines stand under its first word and not under its sign.
std::vector<Line> set_with_lists(Fonts& fonts, std::string_view text, const std::vector<Stretch>& stretches, const TextStyle& style, Px measure) {
    std::vector<Line> lines;
    const auto set = [&](text::Range range, Paragraph::Setting setting) {
        Paragraph paragraph(fonts, text, range, style.language, nullptr);
        for (const Stretch& stretch : stretches) {
            Stretch part = stretch;
            part.bytes = {std::max(range.start, stretch.bytes.start), std::min(range.end, stretch.bytes.end)};
            if (part.bytes.start < part.bytes.end) paragraph.add(part);
        }
        setting.first_fit = setting.trailing_spaces = true;
        return paragraph.set(setting);
    };
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::size_t sign = sign_of_item(text.substr(start, end - start));
        Paragraph::Setting setting;
        setting.measure = measure;
        if (sign > 0 && start + sign < end) {
            const std::vector<Line> before = set({start, start + sign}, {});
            const bool none = before.empty() || before.front().glyphs.empty();
            const Px hang = none ? 0 : std::min(before.front().glyphs.back().x + before.front().glyphs.back().advance, measure / 3);
            setting.x = hang;
            setting.measure = measure - hang;
            setting.first_indent = -hang;
        }
        if (start == end) {
            lines.emplace_back();
            lines.back().bytes = {start, end};
        } else {
            for (Line& line : set({start, end}, setting)) lines.push_back(std::move(line));
        }
        start = end + 1;
    }
    return lines;
}

// `stretches` cover the text.
TextLayout set_stretches(Fonts& fonts, std::string_view text, const std::vector<Stretch>& stretches, const TextStyle& style,
                         Px measure, std::size_t most_lines, bool lists) {
    TextLayout layout;
    if (!text.empty() && lists && measure > 0) {
        layout.lines = set_with_lists(fonts, text, stretches, style, measure);
    } else if (!text.empty()) {
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
    return set_stretches(fonts, text, {Stretch{{0, text.size()}, form_of(style)}}, style, measure, most_lines, false);
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
    return set_stretches(fonts, words.text, stretches, style, measure, most_lines, true);
}

}  // namespace katern::typeset
