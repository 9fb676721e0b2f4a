#include "ui/tag_field.h"

#include <algorithm>

#include "ui/chips.h"
#include "ui/measured.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr std::size_t most_offered = 5;
constexpr Px shortest_field = 110, before_offers = 6;

// What can be taken: tags that go on with what was typed, and what was typed itself.
struct Offers {
    std::vector<std::string> tags;
    bool last_is_new = false;
};

Offers offers_for(Ui& ui, const TagField& field) {
    app::Reader& reader = ui.reader();
    Offers offers{app::complete_tag(reader.known_tags(), reader.tag_edit.text(), field.tags, most_offered), false};
    const std::string typed = app::clean_tag(reader.tag_edit.text());
    const bool known = std::find(offers.tags.begin(), offers.tags.end(), typed) != offers.tags.end() ||
                       std::find(field.tags.begin(), field.tags.end(), typed) != field.tags.end();
    if (!typed.empty() && !known) {
        offers.tags.push_back(typed);
        offers.last_is_new = true;
    }
    return offers;
}

// Keys that choose and take; what remains is the field's. Returns what was taken.
TagsChanged take_keys(Ui& ui, const TagField& field, const Offers& offers) {
    app::Reader& reader = ui.reader();
    TagsChanged changed;
    std::size_t& choice = reader.tag_choice;
    choice = std::min(choice, offers.tags.empty() ? 0 : offers.tags.size() - 1);
    const bool typed = !app::clean_tag(reader.tag_edit.text()).empty();
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        if (key.ctrl || key.alt || key.shift) return false;
        if ((key.key == app::key_tab || key.key == app::key_enter) && typed && !offers.tags.empty()) {
            changed.added = offers.tags[choice];
            return true;
        }
        if (key.key == app::key_backspace && reader.tag_edit.text().empty() && !field.tags.empty()) {
            changed.removed = field.tags.back();
            return true;
        }
        if (key.key == app::key_down && choice + 1 < offers.tags.size()) return ++choice, true;
        if (key.key == app::key_up && choice > 0) return --choice, true;
        return key.key == app::key_down || key.key == app::key_up;
    });
    std::string& letters = ui.input().typed;
    if (const std::size_t comma = letters.find(','); comma != std::string::npos) {
        changed.added = app::clean_tag(reader.tag_edit.text() + letters.substr(0, comma));
        letters.clear();
    }
    return changed;
}

// `open`: the field has the keyboard, so that its offers stand below it.
Px lay(Ui& ui, const TagField& field, bool open, TagsChanged& changed) {
    app::Reader& reader = ui.reader();
    Chips chips(ui, field.at, field.width);
    for (const std::string& tag : field.tags) {
        const std::string name = ui.text(Word::ui_tag_take_away, {tag});
        if (chips.chip(field.id + "/tag/" + tag, tag, {.on = false, .cross = true, .category = {}, .name = name})) changed.removed = tag;
    }
    Offers offers;
    if (open) {
        offers = offers_for(ui, field);
        if (ui.has_focus(field.id)) {
            const TagsChanged keys = take_keys(ui, field, offers);
            if (!keys.added.empty() || !keys.removed.empty()) changed = keys;
        }
    }
    const Rect rect = chips.place(std::max(shortest_field, std::min(160.0F, field.width)));
    app::TextEdit none(app::TextEdit::Lines::one);
    const std::string before = open ? reader.tag_edit.text() : std::string();
    ui.field(field.id, rect, open ? reader.tag_edit : none, ui.text(Word::ui_tag_hint));
    if (open && reader.tag_edit.text() != before) reader.tag_choice = 0;
    Px height = chips.height();
    if (offers.tags.empty()) return height;
    Chips below(ui, {field.at.x, field.at.y + height + before_offers}, field.width);
    for (std::size_t i = 0; i < offers.tags.size(); ++i)
        if (below.chip(field.id + "/offer/" + std::to_string(i), offers.tags[i], {.on = i == reader.tag_choice, .cross = false, .category = {}, .name = {}}))
            changed.added = offers.tags[i];
    return height + before_offers + below.height();
}

// While an offer is pressed with the mouse the offers stay, though the field has lost the keyboard.
bool is_open(const Ui& ui, const TagField& field, const Memory& memory) {
    return ui.has_focus(field.id) || memory.focus.starts_with(field.id + "/offer/");
}

}  // namespace

Px tag_field_height(Ui& ui, const TagField& field) {
    const bool open = is_open(ui, field, ui.memory());
    return measured(ui, [&](Ui& on) {
        TagsChanged none;
        return lay(on, field, open, none);
    });
}

TagsChanged draw_tag_field(Ui& ui, const TagField& field) {
    app::Reader& reader = ui.reader();
    const bool open = is_open(ui, field, ui.memory());
    if (open && reader.tag_field != field.id) {
        reader.tag_field = field.id;
        reader.tag_edit.set_text({});
        reader.tag_choice = 0;
    }
    TagsChanged changed;
    lay(ui, field, open, changed);
    if (open && !app::clean_tag(reader.tag_edit.text()).empty()) ui.memory().takes_tab = field.id;
    if (changed.added.empty() && changed.removed.empty()) return changed;
    reader.tag_edit.set_text({});
    reader.tag_choice = 0;
    ui.focus(field.id, ui.memory().focus_shown);
    return changed;
}

}  // namespace katern::ui
