#include "app/settings.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "typeset/installed.h"

namespace katern::app {
namespace {

constexpr std::string_view flow_names[] = {"scroll", "pages", "spread"};
constexpr std::string_view reading_line_names[] = {"none", "rule", "band"};
constexpr std::string_view margin_names[] = {"narrow", "normal", "wide"};

template <class Choice, std::size_t count>
std::string named(Choice choice, const std::string_view (&names)[count]) {
    return std::string(names[static_cast<std::size_t>(choice)]);
}

template <class Choice, std::size_t count>
void read_name(Choice& choice, const std::string& value, const std::string_view (&names)[count]) {
    const auto* found = std::find(std::begin(names), std::end(names), value);
    if (found != std::end(names)) choice = static_cast<Choice>(found - std::begin(names));
}

std::string flag(bool on) {
    return on ? "1" : "0";
}

// Whole numbers of this part of the unit, so that no locale's comma comes in.
std::string parts(float value, int of_one) {
    return std::to_string(std::lround(value * static_cast<float>(of_one)));
}

bool read_number(const std::string& value, int base, int& number) {
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number, base);
    return error == std::errc() && end == value.data() + value.size() && !value.empty();
}

void read_parts(float& kept, const std::string& value, int of_one, float least, float most) {
    int number = 0;
    if (read_number(value, 10, number))
        kept = std::clamp(static_cast<float>(number) / static_cast<float>(of_one), least, most);
}

void read_color(draw::Color& kept, const std::string& value) {
    kept = draw::color_named(value).value_or(kept);
}

Rows not_in(const Rows& before, Rows rows) {
    std::erase_if(rows, [&](const auto& row) { return std::find(before.begin(), before.end(), row) != before.end(); });
    return rows;
}

}  // namespace

typeset::Style style_of(const Look& look) {
    typeset::Style style;
    style.family = look.family;
    style.size = look.size;
    style.leading = std::round(look.size * look.leading * 10) / 10;
    style.justified = look.justified;
    style.hyphenate = look.hyphenate;
    style.hanging = look.hanging;
    style.letter_spacing = look.letter_spacing;
    style.word_spacing = look.word_spacing;
    style.paragraph_spacing = std::round(look.paragraph_spacing * look.size);
    // As many characters as were asked for: with room between them they take more, each about half an em.
    constexpr float characters_an_em = 2;
    style.measure = typeset::comfortable_measure(look.family, look.size) * static_cast<float>(look.measure) /
                    static_cast<float>(normal_measure) * (1 + look.letter_spacing * characters_an_em);
    return style;
}

Px free_margin(Margins margins) {
    return margins == Margins::narrow ? -48 : margins == Margins::normal ? 0 : 72;
}

Rows rows_of(const Look& look) {
    return {{"theme", std::string(draw::name_of(look.theme))},
            {"follow_system", flag(look.follow_system)},
            {"own_ink", draw::hex_of(look.own_ink)},
            {"own_paper", draw::hex_of(look.own_paper)},
            {"family", typeset::name_of(look.family)},
            {"size", parts(look.size, 2)},
            {"leading", parts(look.leading, 100)},
            {"measure", std::to_string(look.measure)},
            {"margins", named(look.margins, margin_names)},
            {"justified", flag(look.justified)},
            {"hyphenate", flag(look.hyphenate)},
            {"hanging", flag(look.hanging)},
            {"letter_spacing", parts(look.letter_spacing, 1000)},
            {"word_spacing", parts(look.word_spacing, 1000)},
            {"paragraph_spacing", parts(look.paragraph_spacing, 1000)},
            {"reading_line", named(look.reading_line, reading_line_names)},
            {"flow", named(look.flow, flow_names)},
            {"addresses", flag(look.addresses)}};
}

Rows rows_of(const Settings& settings) {
    Rows rows = rows_of(static_cast<const Look&>(settings));
    rows.insert(rows.end(), {{"language", settings.language == Language::nl ? "nl" : "en"},
                             {"last_category", settings.last_category},
                             {"started", flag(settings.started)},
                             {"system_dark", flag(settings.system_dark)},
                             {"recent_commands", settings.recent_commands},
                             {"export_format", settings.export_format},
                             {"export_with_name", flag(settings.export_with_name)}});
    return rows;
}

void read_row(Look& look, const std::string& key, const std::string& value) {
    if (key == "theme") look.theme = draw::theme_named(value).value_or(look.theme);
    if (key == "follow_system") look.follow_system = value == "1";
    if (key == "own_ink") read_color(look.own_ink, value);
    if (key == "own_paper") read_color(look.own_paper, value);
    if (key == "family" && !value.empty()) look.family = typeset::family_named(value);
    if (key == "size") read_parts(look.size, value, 2, smallest_size, largest_size);
    if (key == "leading") read_parts(look.leading, value, 100, smallest_leading, largest_leading);
    int measure = 0;
    if (key == "measure" && read_number(value, 10, measure))
        look.measure = std::clamp(measure, shortest_measure, longest_measure);
    if (key == "margins") read_name(look.margins, value, margin_names);
    if (key == "justified") look.justified = value == "1";
    if (key == "hyphenate") look.hyphenate = value == "1";
    if (key == "hanging") look.hanging = value == "1";
    if (key == "letter_spacing") read_parts(look.letter_spacing, value, 1000, 0, most_letter_spacing);
    if (key == "word_spacing") read_parts(look.word_spacing, value, 1000, 0, most_word_spacing);
    if (key == "paragraph_spacing") read_parts(look.paragraph_spacing, value, 1000, 0, most_paragraph_spacing);
    if (key == "reading_line") read_name(look.reading_line, value, reading_line_names);
    if (key == "addresses") look.addresses = value == "1";
    if (key == "flow") read_name(look.flow, value, flow_names);
}

void read_row(Settings& settings, const std::string& key, const std::string& value) {
    read_row(static_cast<Look&>(settings), key, value);
    if (key == "language") settings.language = value == "en" ? Language::en : Language::nl;
    if (key == "last_category") settings.last_category = value;
    if (key == "started") settings.started = value == "1";
    if (key == "system_dark") settings.system_dark = value == "1";
    if (key == "recent_commands") settings.recent_commands = value;
    if (key == "export_format") settings.export_format = value;
    if (key == "export_with_name") settings.export_with_name = value == "1";
}

Rows differences(const Look& before, const Look& after) {
    return not_in(rows_of(before), rows_of(after));
}

Rows differences(const Settings& before, const Settings& after) {
    return not_in(rows_of(before), rows_of(after));
}

std::string joined(const Rows& rows) {
    std::string text;
    for (const auto& [key, value] : rows) text += key + "=" + value + "\n";
    return text;
}

Rows split_rows(const std::string& text) {
    Rows rows;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string line = text.substr(start, end - start);
        if (const std::size_t equals = line.find('='); equals != std::string::npos)
            rows.emplace_back(line.substr(0, equals), line.substr(equals + 1));
        start = end + 1;
    }
    return rows;
}

}  // namespace katern::app
