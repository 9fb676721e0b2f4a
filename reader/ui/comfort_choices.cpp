// The rows of the panel of reading settings: what is chosen now, and what the step before and after it is.
#include <algorithm>
#include <cmath>

#include "ui/comfort_rows.h"
#include "typeset/installed.h"
#include "ui/icons.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px chevron = 28, free_beside_icon = 8;
constexpr Px size_step = 1;
constexpr float leading_step = 0.05F, letter_step = 0.02F, word_step = 0.04F, paragraph_step = 0.25F;
constexpr int measure_step = 2;

float stepped(float value, float step, int by, float least, float most) {
    // To the nearest step, so that going up and down again gives the same number.
    return std::clamp((std::round(value / step) + static_cast<float>(by)) * step, least, most);
}

template <class Value>
Value turned(Value value, int by, int count) {
    return static_cast<Value>((static_cast<int>(value) + by + count) % count);
}

// Among ours; from a family of the system one comes back to the first or the last of them.
typeset::Family stepped_family(typeset::Family now, int by) {
    constexpr int ours = 5;
    if (now >= typeset::first_installed) return by > 0 ? typeset::Family::serif : typeset::Family::humanist;
    return turned(now, by, ours);
}

Word flow_name(app::Flow flow) {
    constexpr Word names[] = {Word::ui_flow_scroll, Word::ui_flow_pages, Word::ui_flow_spread};
    return names[static_cast<std::size_t>(flow)];
}

std::string on_or_off(Ui& ui, bool on) {
    return ui.text(on ? Word::ui_on : Word::ui_off);
}

std::string spacing(Ui& ui, float value) {
    return value == 0 ? ui.text(Word::ui_spacing_none) : ui.text(Word::ui_spacing_value, {static_cast<double>(value)});
}

// Left and right change the value while one of its buttons has the keyboard.
int step_by_arrows(Ui& ui, const std::string& before, const std::string& after) {
    if (!ui.has_focus(before) && !ui.has_focus(after)) return 0;
    int by = 0;
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        if (key == app::Shortcut{app::key_left}) --by;
        if (key == app::Shortcut{app::key_right}) ++by;
        return key == app::Shortcut{app::key_left} || key == app::Shortcut{app::key_right};
    });
    return by;
}

}  // namespace

std::string face_name(Ui& ui, typeset::Family family) {
    switch (family) {
        case typeset::Family::serif: return ui.text(Word::ui_face_serif);
        case typeset::Family::sans: return ui.text(Word::ui_face_sans);
        case typeset::Family::dyslexic: return ui.text(Word::ui_face_dyslexic);
        case typeset::Family::humanist: return ui.text(Word::ui_face_humanist);
        case typeset::Family::mono: return ui.text(Word::ui_face_mono);
    }
    return typeset::name_of(family);
}

std::vector<Choice> first_choices(Ui& ui) {
    const app::Settings& now = ui.reader().settings;
    return {
        {"typeface", Word::ui_typeface, face_name(ui, now.family),
         [](app::Settings& s, int by) { s.family = stepped_family(s.family, by); }, true},
        {"size", Word::ui_size, ui.text(Word::ui_number, {static_cast<double>(now.size)}),
         [](app::Settings& s, int by) {
             s.size = std::clamp(s.size + size_step * static_cast<Px>(by), app::smallest_size, app::largest_size);
         }},
        {"leading", Word::ui_leading, ui.text(Word::ui_leading_value, {static_cast<double>(now.leading)}),
         [](app::Settings& s, int by) {
             s.leading = stepped(s.leading, leading_step, by, app::smallest_leading, app::largest_leading);
         }},
        {"measure", Word::ui_measure, ui.text(Word::ui_measure_value, {static_cast<double>(now.measure)}),
         [](app::Settings& s, int by) {
             s.measure = std::clamp(s.measure + measure_step * by, app::shortest_measure, app::longest_measure);
         }},
        {"alignment", Word::ui_alignment, ui.text(now.justified ? Word::ui_justified : Word::ui_ragged),
         [](app::Settings& s, int) { s.justified = !s.justified; }},
        {"hyphenation", Word::ui_hyphenation, on_or_off(ui, now.hyphenate),
         [](app::Settings& s, int) { s.hyphenate = !s.hyphenate; }},
        {"flow", Word::ui_flow, ui.text(flow_name(now.flow)),
         [](app::Settings& s, int by) { s.flow = turned(s.flow, by, 3); }}};
}

std::vector<Choice> more_choices(Ui& ui) {
    const app::Settings& now = ui.reader().settings;
    constexpr Word margins[] = {Word::ui_margins_narrow, Word::ui_margins_normal, Word::ui_margins_wide};
    constexpr Word lines[] = {Word::ui_off, Word::ui_reading_line_rule, Word::ui_reading_line_band};
    return {
        {"margins", Word::ui_margins, ui.text(margins[static_cast<std::size_t>(now.margins)]),
         [](app::Settings& s, int by) { s.margins = turned(s.margins, by, 3); }},
        {"letters", Word::ui_letter_spacing, spacing(ui, now.letter_spacing),
         [](app::Settings& s, int by) {
             s.letter_spacing = stepped(s.letter_spacing, letter_step, by, 0, app::most_letter_spacing);
         }},
        {"words", Word::ui_word_spacing, spacing(ui, now.word_spacing),
         [](app::Settings& s, int by) {
             s.word_spacing = stepped(s.word_spacing, word_step, by, 0, app::most_word_spacing);
         }},
        {"paragraphs", Word::ui_paragraph_spacing, spacing(ui, now.paragraph_spacing),
         [](app::Settings& s, int by) {
             s.paragraph_spacing = stepped(s.paragraph_spacing, paragraph_step, by, 0, app::most_paragraph_spacing);
         }},
        {"hanging", Word::ui_hanging, on_or_off(ui, now.hanging),
         [](app::Settings& s, int) { s.hanging = !s.hanging; }},
        {"addresses", Word::command_addresses, on_or_off(ui, now.addresses),
         [](app::Settings& s, int) { s.addresses = !s.addresses; }},
        {"reading-line", Word::ui_reading_line, ui.text(lines[static_cast<std::size_t>(now.reading_line)]),
         [](app::Settings& s, int by) { s.reading_line = turned(s.reading_line, by, 3); }},
        {"system", Word::ui_follow_system, on_or_off(ui, now.follow_system),
         [](app::Settings& s, int) { s.follow_system = !s.follow_system; }},
        {"language", Word::ui_language, ui.text(now.language == Language::nl ? Word::ui_dutch : Word::ui_english),
         [](app::Settings& s, int) { s.language = s.language == Language::nl ? Language::en : Language::nl; }}};
}

void choice_row(Ui& ui, const Choice& choice, Rect row, Px value_width) {
    const std::string label = ui.text(choice.label);
    const std::string id = "comfort/" + std::string(choice.id);
    const std::string before = id + "/previous", after = id + "/next";
    ui.canvas().fill({row.x, row.y, row.width, 1}, ui.theme().line);
    const Px y = row.y + (row.height - chevron) / 2 + 0.5F;
    const Rect value{row.right() + 9 - chevron - value_width, y, value_width, chevron};
    ui.label({row.x, row.y + (row.height - 19) / 2}, label, Ui::sans(13), value.x - chevron - row.x, 1);
    int by = step_by_arrows(ui, before, after);
    if (icon_button(ui, before, {value.x - chevron, y, chevron, chevron}, Icon::left,
                    ui.text(Word::ui_value_before, {label})))
        --by;
    if (choice.opens_list) {
        const Ui::State list = ui.item({id + "/list", Role::button, label, choice.value, value, 0, true});
        if (list.hot) ui.canvas().fill(value, ui.theme().line.with_alpha(0.5F), 6);
        if (list.hot) ui.pointer(Pointer::hand);
        if (list.shows_focus) ui.focus_ring(value, 6);
        if (list.clicked) {
            ui.reader().comfort.faces = true;
            ui.reader().comfort.face_query.set_text({});
            ui.reader().find_families();
        }
    }
    const typeset::TextStyle style = Ui::sans(13, typeset::Ink::quiet);
    const typeset::TextLayout shown = ui.set(choice.value, style, value.width + 2 * free_beside_icon, 1);
    ui.canvas().text(shown, {value.x + (value.width - shown.width) / 2, value.y + (value.height - shown.height) / 2},
                     ui.theme());
    if (icon_button(ui, after, {value.right(), y, chevron, chevron}, Icon::right,
                    ui.text(Word::ui_value_after, {label})))
        ++by;
    if (by == 0) return;
    app::Settings changed = ui.reader().settings;
    choice.step(changed, by > 0 ? 1 : -1);
    ui.reader().change_settings(changed);
}

}  // namespace katern::ui
