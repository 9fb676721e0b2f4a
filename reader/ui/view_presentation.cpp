// The meeting before the whole room: one passage large, what everyone said of it, the arrows to the next and a quiet
// clock. What is decided is typed in at the foot. Nothing is shown but what the desk made of Together: all of it is
// shared with this network.
#include <algorithm>

#include "app/in_short.h"
#include "ui/icons.h"
#include "ui/meeting_parts.h"
#include "ui/note_card.h"
#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px foot_height = 98, head_top = 46, body_top = 140, voices_gap = 60, sign_size = 22;
constexpr Px narrowest_beside = 820;
// The largest in which it fits is taken; what doesn't fit in the smallest scrolls. px of letters and of lines.
constexpr std::pair<Px, Px> sizes[] = {{40, 58}, {35, 52}, {30, 45}, {26, 39}, {22, 33}};
constexpr Px smallest_voice = 17, voice_size = 20;

struct Layout {
    Px side = 70;  // from the edge of the window
    Rect passage, voices;
    bool beside = true;
};

Layout lay_out(const app::PageSpace& space) {
    Layout out;
    out.side = std::clamp(space.width * 0.055F, 20.0F, 70.0F);
    const Px height = space.height - body_top - foot_height - 24, whole = space.width - 2 * out.side;
    out.beside = space.width >= narrowest_beside;
    if (!out.beside) {
        out.passage = {out.side, body_top - 24, whole, height + 24};
        return out;
    }
    const Px voices = std::clamp(whole * 0.3F, 250.0F, 380.0F);
    out.passage = {out.side, body_top, whole - voices - voices_gap, height};
    out.voices = {out.passage.right() + voices_gap, body_top, voices, height};
    return out;
}

typeset::TextStyle passage_style(std::pair<Px, Px> size, typeset::Ink ink = typeset::Ink::ink) {
    return Ui::serif(size.first, size.second, ink);
}

// Blocks of the passage keep their lines: a work form is read by its steps.
std::string room_words(std::string words) {
    std::replace(words.begin(), words.end(), '\t', ' ');
    while (words.ends_with('\n')) words.pop_back();
    return words;
}

// The sentence that the passage stands in the middle of, as far as it is short: enough to know what it belongs to.
std::string context(const std::string& words, bool before) {
    constexpr std::size_t longest = 160;
    std::string out = in_one_line(words);
    out.erase(0, out.find_first_not_of(' '));
    while (out.ends_with(' ')) out.pop_back();
    if (out.size() <= longest) return out;
    if (before) return app::end_in_short(out, longest);
    return app::in_short(out.substr(out.find_first_not_of(' ')), longest, app::CutAt::word);
}

Px marked_height(const typeset::TextLayout& layout) {
    return layout.height;
}

// The words on the colour of their category.
void draw_marked(Ui& ui, const typeset::TextLayout& layout, Point at, draw::Category category) {
    const Color ground = ui.theme().of(category).ground;
    for (const typeset::Line& line : layout.lines)
        if (line.width > 0 && category != draw::Category::other)
            ui.canvas().fill(
                {at.x + line.x, at.y + line.top + line.height * 0.04F, line.width + 2, line.height * 0.92F}, ground, 2);
    ui.canvas().text(layout, at, ui.theme());
}

struct Sized {
    std::pair<Px, Px> size = sizes[std::size(sizes) - 1];
    Px height = 0;  // of the passage with what stands around it
};

Px around_height(Ui& ui, const app::PassageSeen& passage, Px width, std::pair<Px, Px> size) {
    const typeset::TextStyle quiet =
        Ui::serif(std::max(18.0F, size.first * 0.55F), std::max(27.0F, size.second * 0.55F), typeset::Ink::quiet);
    Px height = 28 + 34;
    if (!passage.before.empty()) height += ui.set(context(passage.before, true), quiet, width).height + 10;
    if (!passage.after.empty()) height += ui.set(context(passage.after, false), quiet, width).height + 10;
    return height;
}

Sized fit(Ui& ui, const app::PassageSeen& passage, Rect room) {
    Sized out;
    for (const std::pair<Px, Px>& size : sizes) {
        out.size = size;
        out.height = ui.set(room_words(passage.words), passage_style(size), room.width).height +
                     around_height(ui, passage, room.width, size);
        if (out.height <= room.height) break;
    }
    return out;
}

// Returns the height.
Px draw_passage(Ui& ui, const app::PassageSeen& passage, Point at, Px width, std::pair<Px, Px> size) {
    const typeset::TextStyle quiet =
        Ui::serif(std::max(18.0F, size.first * 0.55F), std::max(27.0F, size.second * 0.55F), typeset::Ink::quiet);
    Px y = at.y;
    if (!passage.before.empty()) y += ui.label({at.x, y}, context(passage.before, true), quiet, width).height + 10;
    const std::string words = room_words(passage.words);
    const typeset::TextLayout layout = ui.set(words, passage_style(size), width);
    draw_marked(ui, layout, {at.x, y}, draw::category_named(passage.category));
    ui.item({"present/passage", Role::label, words, passage.address, {at.x, y, width, layout.height}, 0, false});
    y += marked_height(layout);
    if (!passage.after.empty()) y += 10 + ui.label({at.x, y + 10}, context(passage.after, false), quiet, width).height;
    std::string where = passage.address;
    if (!passage.section.empty()) where += (where.empty() ? "" : " · ") + passage.section;
    y += 28;
    y += ui.label({at.x, y}, where, Ui::sans(22, typeset::Ink::quiet, true), width, 2).height;
    return y - at.y;
}

// One mark or reply. Returns its height.
Px draw_voice(Ui& ui, const app::PassageVoice& voice, Point at, Px width, Px size) {
    const Px in = voice.depth > 0 ? 22.0F : 0.0F, x = at.x + in, measure = width - in;
    const app::Reader& reader = ui.reader();
    const std::string who = voice.person.name.empty()
                                ? (voice.mine ? ui.text(Word::ui_me) : reader.name_of(voice.person))
                                : voice.person.name;
    const bool has_sign = !voice.category.empty();
    const Px sign = has_sign ? sign_size + 8 : 0;
    if (has_sign) ui.category_sign({x, at.y + 3, sign_size, sign_size}, draw::category_named(voice.category));
    const typeset::TextLayout name = ui.set(who, Ui::sans(size, typeset::Ink::ink, true), measure - sign, 1);
    ui.canvas().text(name, {x + sign, at.y}, ui.theme());
    Px height = std::max(name.height, has_sign ? sign_size + 4 : 0.0F);
    typeset::TextStyle style = Ui::sans(size);
    style.leading = size * 1.42F;
    if (!voice.words.empty()) {
        const typeset::TextLayout words = set_note(ui, voice.words, style, measure);
        ui.canvas().text(words, {x, at.y + height}, ui.theme());
        height += words.height;
    }
    ui.item({"present/voice/" + voice.id, Role::label, voice.words, who, {x, at.y, measure, height}, 0, false});
    if (in > 0) ui.canvas().fill({x - 12, at.y + 4, 2, height - 4}, ui.theme().line);
    return height + (voice.depth > 0 || voice.words.empty() ? 12.0F : 20.0F);
}

Px voices_height(Ui& ui, const app::PassageSeen& passage, Px width, Px size) {
    Px height = 0;
    for (const app::PassageVoice& voice : passage.voices) {
        const Px in = voice.depth > 0 ? 22.0F : 0.0F;
        typeset::TextStyle style = Ui::sans(size);
        style.leading = size * 1.42F;
        height += std::max(Ui::sans(size).leading, sign_size + 4.0F);
        if (!voice.words.empty()) height += set_note(ui, voice.words, style, width - in).height;
        height += voice.depth > 0 || voice.words.empty() ? 12.0F : 20.0F;
    }
    return height;
}

// Those who wrote something come first: they are what is talked about.
std::vector<app::PassageVoice> in_order(const std::vector<app::PassageVoice>& voices) {
    std::vector<std::vector<app::PassageVoice>> threads;
    for (const app::PassageVoice& voice : voices) {
        if (voice.depth == 0 || threads.empty()) threads.emplace_back();
        threads.back().push_back(voice);
    }
    std::stable_partition(threads.begin(), threads.end(),
                          [](const auto& thread) { return thread.size() > 1 || !thread.front().words.empty(); });
    std::vector<app::PassageVoice> out;
    for (const auto& thread : threads) out.insert(out.end(), thread.begin(), thread.end());
    return out;
}

Px draw_voices(Ui& ui, app::PassageSeen passage, Point at, Px width, Px room) {
    passage.voices = in_order(passage.voices);
    Px size = voice_size;
    while (size > smallest_voice && voices_height(ui, passage, width, size) > room) --size;
    Px y = at.y;
    for (const app::PassageVoice& voice : passage.voices) y += draw_voice(ui, voice, {at.x, y}, width, size);
    return y - at.y;
}

// An item that is about no passage: its own words, large.
void draw_bare_item(Ui& ui, const app::AgendaItem& item, Rect room) {
    typeset::TextStyle style = Ui::serif(44, 58);
    style.bold = true;
    ui.label({room.x, room.y}, item.text, style, room.width);
    ui.item({"present/item", Role::label, item.text, {}, room, 0, false});
}

void draw_head(Ui& ui, app::MeetingDesk& desk, const Layout& at) {
    const app::Meeting& meeting = desk.seen->meeting;
    const std::vector<app::Slide> all = desk.slides();
    const std::optional<app::Slide> shown = desk.slide();
    std::string left = meeting.name.empty() ? meeting.network.name : meeting.name;
    if (shown)
        left += " · " + ui.text(Word::present_of,
                                {static_cast<double>(desk.presenting->slide + 1), static_cast<double>(all.size())});
    std::string clock;
    if (const std::optional<int> minutes = desk.minutes_left(ui.input().now)) {
        clock = *minutes > 0 ? ui.text(Word::present_left, {static_cast<double>(*minutes)})
                             : ui.text(Word::present_over, {static_cast<double>(-*minutes)});
        ui.wake_at(ui.input().now + 5'000);
    }
    const typeset::TextLayout time = ui.set(clock, Ui::sans(18, typeset::Ink::quiet));
    const Px right = ui.reader().space().width - at.side;
    ui.canvas().text(time, {right - time.width, head_top}, ui.theme());
    if (!clock.empty())
        ui.item({"present/clock",
                 Role::label,
                 clock,
                 {},
                 {right - time.width, head_top, time.width, time.height},
                 0,
                 false});
    const Px room = right - at.side - time.width - 24;
    ui.label({at.side, head_top}, left, Ui::sans(18, typeset::Ink::quiet, true), room, 1);
    if (!shown) return;
    const app::AgendaItem& item = desk.seen->items[shown->item].item;
    if (shown->passage)
        ui.label({at.side, head_top + 32}, item.text, Ui::sans(22, typeset::Ink::ink, true), right - at.side, 1);
}

void take_keys(Ui& ui, app::MeetingDesk& desk) {
    if (ui.field_has_focus() || ui.reader().sheet.kind != app::Sheet::none) return;
    std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
        if (key.ctrl || key.alt) return false;
        switch (key.key) {
            case app::key_right:
            case app::key_page_down:
                desk.step_slide(1);
                return true;
            case ' ':
                desk.step_slide(key.shift ? -1 : 1);
                return true;
            case app::key_left:
            case app::key_page_up:
                desk.step_slide(-1);
                return true;
            case app::key_home:
                desk.go_to_slide(0);
                return true;
            case app::key_end:
                desk.go_to_slide(desk.slides().size() - 1);
                return true;
            case app::key_down:
                desk.presenting->scroll += 60;
                desk.presenting->voices_scroll += 60;
                return true;
            case app::key_up:
                desk.presenting->scroll = std::max(0.0F, desk.presenting->scroll - 60);
                desk.presenting->voices_scroll = std::max(0.0F, desk.presenting->voices_scroll - 60);
                return true;
            default:
                return false;
        }
    });
}

void draw_body(Ui& ui, app::MeetingDesk& desk, const app::Slide& slide, const Layout& at) {
    const app::ItemSeen& item = desk.seen->items[slide.item];
    if (!slide.passage)
        return draw_bare_item(ui, item.item,
                              {at.side, body_top - 20, ui.reader().space().width - 2 * at.side, at.passage.height});
    const app::PassageSeen& passage = item.passages[*slide.passage];
    Rect room = at.passage;
    if (at.beside && passage.voices.empty()) room.width = std::min(at.voices.right() - room.x, 980.0F);
    const Sized sized = fit(ui, passage, room);
    {
        // A little more, so that colour that reaches beyond the letters isn't cut off.
        ScrollArea area(ui, "present/passage", {room.x - 6, room.y - 4, room.width + 12, room.height + 4},
                        desk.presenting->scroll);
        Px height = draw_passage(ui, passage, {room.x, area.top() + 4}, room.width, sized.size);
        if (!at.beside) height += 24 + draw_voices(ui, passage, {room.x, area.top() + height + 24}, room.width, 0);
        area.end(height + 4);
    }
    if (!at.beside || passage.voices.empty()) return;
    ScrollArea area(ui, "present/voices",
                    {at.voices.x - 14, at.voices.y - 4, at.voices.width + 26, at.voices.height + 4},
                    desk.presenting->voices_scroll);
    area.end(draw_voices(ui, passage, {at.voices.x, area.top() + 4}, at.voices.width, at.voices.height) + 4);
}

}  // namespace

void draw_presentation(Ui& ui) {
    app::Reader& reader = ui.reader();
    app::MeetingDesk& desk = *reader.meeting_desk;
    desk.look_if_changed();
    if (!desk.seen) return desk.leave_room();
    ui.layer(layer_page);
    take_keys(ui, desk);
    MeetingFrame frame{ui, desk};
    const app::PageSpace& space = reader.space();
    ui.item({"present", Role::page, desk.seen->meeting.name, {}, {0, 0, space.width, space.height}, 0, false});
    const Layout at = lay_out(space);
    draw_head(ui, desk, at);
    if (const std::optional<app::Slide> slide = desk.slide())
        draw_body(ui, desk, *slide, at);
    else
        ui.label({at.side, body_top}, ui.text(Word::present_empty), Ui::serif(28, 40, typeset::Ink::quiet),
                 space.width - 2 * at.side);
    draw_room_foot(frame, at.side, foot_height);
    frame.finish();
}

}  // namespace katern::ui
