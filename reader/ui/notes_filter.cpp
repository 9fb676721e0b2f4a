// What the list of notes is narrowed, ordered and grouped by. What is on stands as chips below the search field, each of
// which goes by one click; all that there is stands on a card that is unfolded when it is asked for.
#include <algorithm>
#include <map>
#include <set>

#include "ui/chips.h"
#include "ui/icons.h"
#include "ui/measured.h"
#include "ui/notes_panel.h"
#include "ui/scroll_area.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {

// What the notes are by and in. Can be made again.
struct NotesFacts {
    std::uint64_t revision = 0;  // of the notes
    std::map<std::string, std::string> authors;  // id → name
    std::vector<std::size_t> chapters;           // indices, in reading order
};

namespace {

using app::NotesFilter;
using app::NotesGrouping;

constexpr Px head_height = 30, field_height = 36, field_gap = 8, after_field = 10;
constexpr Px card_padding = 16, between_parts = 14;
constexpr std::size_t most_tags = 12, most_chapters = 12;
constexpr draw::Category categories[] = {draw::Category::inzicht, draw::Category::vraag, draw::Category::actie,
                                         draw::Category::twijfel, draw::Category::citaat};

struct KindRow {
    const char* id;
    notes::Kind kind;
    Word word;
};
constexpr KindRow kinds[] = {{"highlight", notes::Kind::highlight, Word::ui_kind_marks},
                             {"bookmark", notes::Kind::bookmark, Word::ui_kind_bookmarks},
                             {"reflection", notes::Kind::reflection, Word::ui_kind_reflections}};

template <class Value>
struct FilterChoice {
    const char* id;
    Value value;
    Word word;
};
constexpr FilterChoice<NotesFilter::ShownTo> shown_to[] = {{"private", NotesFilter::ShownTo::me, Word::ui_filter_private},
                                                           {"shared", NotesFilter::ShownTo::others, Word::ui_filter_shared}};
constexpr FilterChoice<NotesFilter::Period> periods[] = {{"today", NotesFilter::Period::today, Word::ui_when_today},
                                                         {"week", NotesFilter::Period::week, Word::ui_when_week},
                                                         {"month", NotesFilter::Period::month, Word::ui_when_month},
                                                         {"year", NotesFilter::Period::year, Word::ui_when_year}};
constexpr FilterChoice<bool> orders[] = {{"place", false, Word::ui_order_place}, {"newest", true, Word::ui_order_newest}};
constexpr FilterChoice<NotesGrouping> groupings[] = {{"chapter", NotesGrouping::chapter, Word::ui_group_chapter},
                                                     {"category", NotesGrouping::category, Word::ui_group_category},
                                                     {"tag", NotesGrouping::tag, Word::ui_group_tag},
                                                     {"none", NotesGrouping::none, Word::ui_group_none}};

std::string chapter_name(const document::ChapterEntry& entry) {
    return entry.number.empty() ? entry.title : entry.number + " · " + entry.title;
}

std::string author_name(Ui& ui, const notes::Annotation& note) {
    if (note.mine) return ui.text(Word::ui_filter_mine);
    return note.author.name.empty() ? ui.text(Word::ui_filter_nameless) : note.author.name;
}

// The list begins anew at its top when something else is asked of it.
void changed(Ui& ui) { ui.reader().notes_scroll = 0; }

// --- What is on

void draw_head(Ui& ui, Rect panel, Px y) {
    app::Reader& reader = ui.reader();
    ui.label({panel.x + notes_padding, y}, ui.text(Word::ui_notes), Ui::sans(15, typeset::Ink::ink, true));
    const Rect close{panel.right() - notes_padding - 24, y - 4, 30, 30};
    const auto all = static_cast<double>(reader.notes.size() - reader.peers.veiled);
    const std::string count =
        reader.notes_filter.is_on()
            ? ui.text(Word::ui_notes_count, {static_cast<double>(reader.notes_list.count()), all})
            : ui.text(Word::ui_number, {all});
    if (!reader.notes.empty()) {
        const Px width = ui.set(count, Ui::sans(15)).width;
        ui.item({"panel/count", Role::label, count, {}, {close.x - 4 - width, y, width, 22}, 0, false});
        ui.label_right({close.x - 4, y}, count, Ui::sans(15, typeset::Ink::quiet));
    }
    if (icon_button(ui, "panel/close", close, Icon::cross, ui.text(Word::ui_close))) reader.notes_open = false;
}

void draw_search(Ui& ui, Rect field) {
    app::Reader& reader = ui.reader();
    const std::uint64_t before = reader.notes_query.revision();
    if (ui.has_focus("panel/query"))
        std::erase_if(ui.input().keys, [&](const app::Shortcut& key) {
            const bool clear = key == app::Shortcut{app::key_escape} && !reader.notes_query.text().empty();
            if (clear) reader.notes_query.set_text({});
            return clear;
        });
    ui.field("panel/query", field, reader.notes_query, ui.text(Word::ui_notes_hint));
    if (reader.notes_query.revision() != before) changed(ui);
}

// Returns the height of the rows that they take; 0 when nothing is on.
Px draw_what_is_on(Ui& ui, Point at, Px width) {
    app::Reader& reader = ui.reader();
    NotesFilter& filter = reader.notes_filter;
    Chips chips(ui, at, width);
    bool pressed = false;
    const auto chip = [&](const std::string& id, const std::string& label, std::optional<draw::Category> category = {}) {
        const bool here = chips.chip("panel/on/" + id, label, {.on = true, .cross = true, .category = category, .name = {}});
        pressed = pressed || here;
        return here;
    };
    for (const draw::Category category : categories)
        if (filter.categories & app::bit_of(category) && chip(std::string(draw::name_of(category)), ui.text(label_of(category)), category))
            filter.categories &= ~app::bit_of(category);
    for (const KindRow& kind : kinds)
        if (filter.kinds & app::bit_of(kind.kind) && chip(kind.id, ui.text(kind.word))) filter.kinds &= ~app::bit_of(kind.kind);
    if (filter.with_note && chip("with-note", ui.text(Word::ui_filter_with_note))) filter.with_note = false;
    if (filter.orphans && chip("orphans", ui.text(Word::ui_filter_orphans))) filter.orphans = false;
    std::string gone;
    for (const std::string& tag : filter.tags)
        if (chip("tag/" + tag, tag)) gone = tag;
    if (!gone.empty()) std::erase(filter.tags, gone);
    for (const auto& row : shown_to)
        if (filter.shown_to == row.value && chip(row.id, ui.text(row.word))) filter.shown_to = NotesFilter::ShownTo::any;
    if (filter.author) {
        const auto one = std::find_if(reader.notes.begin(), reader.notes.end(), [&](const app::PlacedNote& placed) { return placed.note.author.id == *filter.author; });
        if (chip("author", one == reader.notes.end() ? ui.text(Word::ui_filter_author) : author_name(ui, one->note))) filter.author.reset();
    }
    if (filter.chapter) {
        const auto index = reader.book->find(*filter.chapter);
        if (chip("chapter", index ? chapter_name(reader.book->chapters[*index]) : *filter.chapter)) filter.chapter.reset();
    }
    for (const auto& row : periods)
        if (filter.period == row.value && chip(row.id, ui.text(row.word))) filter.period = NotesFilter::Period::any;
    NotesFilter without_words = filter;
    without_words.words.clear();
    if (chips.height() > 0 && without_words.is_on()) {
        const std::string label = ui.text(Word::ui_filter_clear);
        if (ui.button("panel/clear", chips.place(ui.button_width(label) - 8), label, ButtonKind::quiet)) {
            reader.clear_notes_filter();
            ui.focus("panel/query", ui.memory().focus_shown);
        }
    }
    if (pressed) changed(ui);
    return chips.height();
}

// --- What there is

// Parts of the card below each other: a quiet name, and chips.
class Parts {
public:
    Parts(Ui& ui, Point at, Px width) : ui_(ui), x_(at.x), top_(at.y), y_(at.y), width_(width) {}
    [[nodiscard]] Px height() const { return y_ - top_; }
    template <class Rows>
    void part(Word name, const Rows& rows) {
        if (y_ > top_) y_ += between_parts;
        y_ += ui_.label({x_, y_}, ui_.text(name), Ui::sans(12, typeset::Ink::quiet, true), width_).height + 5;
        Chips chips(ui_, {x_, y_}, width_);
        rows(chips);
        y_ += chips.height();
    }
    // One of several, of which none may be on as well.
    template <class Value, std::size_t count>
    void choice(Word name, const std::string& id, const FilterChoice<Value> (&rows)[count], Value& value, std::optional<Value> none = {}) {
        part(name, [&](Chips& chips) {
            for (const FilterChoice<Value>& row : rows)
                if (chips.chip("filter/" + id + "/" + row.id, ui_.text(row.word), {.on = value == row.value, .cross = false, .category = {}, .name = {}})) {
                    value = none && value == row.value ? *none : row.value;
                    changed(ui_);
                }
        });
    }

private:
    Ui& ui_;
    Px x_, top_, y_, width_;
};

void part_categories(Ui& ui, Parts& parts) {
    NotesFilter& filter = ui.reader().notes_filter;
    parts.part(Word::ui_filter_category, [&](Chips& chips) {
        for (const draw::Category category : categories)
            if (chips.chip("filter/category/" + std::string(draw::name_of(category)), ui.text(label_of(category)),
                           {.on = (filter.categories & app::bit_of(category)) != 0, .cross = false, .category = category, .name = {}})) {
                filter.categories ^= app::bit_of(category);
                changed(ui);
            }
    });
}

void part_kinds(Ui& ui, Parts& parts) {
    NotesFilter& filter = ui.reader().notes_filter;
    parts.part(Word::ui_filter_kind, [&](Chips& chips) {
        const auto toggle = [&](const char* id, Word word, bool on) {
            const bool pressed = chips.chip(std::string("filter/kind/") + id, ui.text(word), {.on = on, .cross = false, .category = {}, .name = {}});
            if (pressed) changed(ui);
            return pressed;
        };
        for (const KindRow& kind : kinds)
            if (toggle(kind.id, kind.word, (filter.kinds & app::bit_of(kind.kind)) != 0)) filter.kinds ^= app::bit_of(kind.kind);
        if (toggle("with-note", Word::ui_filter_with_note, filter.with_note)) filter.with_note = !filter.with_note;
        if (toggle("orphans", Word::ui_filter_orphans, filter.orphans)) filter.orphans = !filter.orphans;
    });
}

void part_tags(Ui& ui, Parts& parts) {
    NotesFilter& filter = ui.reader().notes_filter;
    const std::vector<app::TagCount>& tags = ui.reader().known_tags();
    if (tags.empty()) return;
    parts.part(Word::ui_filter_tag, [&](Chips& chips) {
        for (std::size_t i = 0; i < tags.size(); ++i) {
            const std::string& tag = tags[i].tag;
            const auto on = std::find(filter.tags.begin(), filter.tags.end(), tag);
            if (i >= most_tags && on == filter.tags.end()) continue;
            const std::string label = ui.text(Word::ui_tag_count, {tag, static_cast<double>(tags[i].count)});
            if (!chips.chip("filter/tag/" + tag, label, {.on = on != filter.tags.end(), .cross = false, .category = {}, .name = {}})) continue;
            if (on != filter.tags.end()) {
                filter.tags.erase(on);
            } else {
                filter.tags.push_back(tag);
            }
            changed(ui);
        }
        if (filter.tags.size() != 1) return;
        const std::string rename = ui.text(Word::ui_tag_rename);
        if (ui.button("filter/rename", chips.place(ui.button_width(rename) - 8), rename, ButtonKind::quiet))
            ui.reader().open_rename_tag(std::string(filter.tags.front()));
    });
}

// Who wrote, and in which chapters: worked out when the notes change.
const NotesFacts& facts_of(Ui& ui) {
    app::Reader& reader = ui.reader();
    std::shared_ptr<NotesFacts>& facts = ui.memory().notes_facts;
    if (facts && facts->revision == reader.notes_revision) return *facts;
    facts = std::make_shared<NotesFacts>();
    facts->revision = reader.notes_revision;
    std::set<std::size_t> chapters;
    for (const app::PlacedNote& placed : reader.notes) {
        if (!placed.orphan()) chapters.insert(placed.chapter);
        facts->authors.try_emplace(placed.note.author.id, author_name(ui, placed.note));
    }
    facts->chapters.assign(chapters.begin(), chapters.end());
    return *facts;
}

void part_chapters(Ui& ui, Parts& parts) {
    app::Reader& reader = ui.reader();
    NotesFilter& filter = reader.notes_filter;
    const std::string& here = reader.book->chapters[reader.chapter_index].id;
    parts.part(Word::ui_filter_chapter, [&](Chips& chips) {
        const auto toggle = [&](const std::string& id, const std::string& chapter, const std::string& label) {
            const bool on = filter.chapter == chapter;
            if (!chips.chip("filter/chapter/" + id, label, {.on = on, .cross = false, .category = {}, .name = {}})) return;
            filter.chapter = on ? std::nullopt : std::optional(chapter);
            changed(ui);
        };
        toggle("this", here, ui.text(Word::ui_filter_this_chapter));
        std::size_t shown = 0;
        for (const std::size_t index : facts_of(ui).chapters) {
            const document::ChapterEntry& entry = reader.book->chapters[index];
            if (entry.id != here && shown++ < most_chapters) toggle(entry.id, entry.id, chapter_name(entry));
        }
    });
}

void part_authors(Ui& ui, Parts& parts) {
    NotesFilter& filter = ui.reader().notes_filter;
    const NotesFacts& facts = facts_of(ui);
    if (facts.authors.size() < 2) return;
    parts.part(Word::ui_filter_author, [&](Chips& chips) {
        for (const auto& [id, name] : facts.authors)
            if (chips.chip("filter/author/" + id, name, {.on = filter.author == id, .cross = false, .category = {}, .name = {}})) {
                filter.author = filter.author == id ? std::nullopt : std::optional(id);
                changed(ui);
            }
    });
}

Px draw_parts(Ui& ui, Point at, Px width) {
    app::Reader& reader = ui.reader();
    Parts parts(ui, at, width);
    part_categories(ui, parts);
    part_kinds(ui, parts);
    part_tags(ui, parts);
    parts.choice(Word::ui_filter_shown_to, "shown-to", shown_to, reader.notes_filter.shown_to, std::optional(NotesFilter::ShownTo::any));
    part_authors(ui, parts);
    part_chapters(ui, parts);
    parts.choice(Word::ui_filter_when, "when", periods, reader.notes_filter.period, std::optional(NotesFilter::Period::any));
    parts.choice(Word::ui_group, "group", groupings, reader.notes_order.grouping);
    parts.choice(Word::ui_order, "order", orders, reader.notes_order.newest_first);
    return parts.height();
}

}  // namespace

Px draw_notes_controls(Ui& ui, Rect panel, Px y) {
    app::Reader& reader = ui.reader();
    draw_head(ui, panel, y);
    y += head_height;
    const std::string label = ui.text(Word::ui_filter);
    const Px button = ui.button_width(label);
    const Px width = panel.width - 2 * notes_padding;
    draw_search(ui, {panel.x + notes_padding, y, width - button - field_gap, field_height});
    const bool open = reader.notes_part == app::NotesPart::filter;
    if (ui.button("panel/filter", {panel.right() - notes_padding - button, y, button, field_height}, label) && !reader.notes.empty()) {
        reader.notes_part = open ? app::NotesPart::none : app::NotesPart::filter;
        ui.memory().scroll["filter"] = 0;
        if (!open) ui.focus("filter/category/inzicht", ui.memory().focus_shown);
    }
    y += field_height + after_field;
    const Px on = draw_what_is_on(ui, {panel.x + notes_padding, y}, width);
    return on > 0 ? y + on + 4 : y - 4;
}

void draw_notes_filter(Ui& ui, Rect panel) {
    app::Reader& reader = ui.reader();
    if (reader.notes_part != app::NotesPart::filter) return;
    ui.layer(layer_card);
    const Px y = panel.y + 15 + head_height + field_height + 6;
    const Rect below{panel.x, y, panel.width, panel.bottom() - y};
    if (ui.item({"filter/beside", Role::group, {}, {}, below, 0, false}).clicked) reader.notes_part = app::NotesPart::none;
    const Px width = panel.width - 2 * notes_padding, inner = width - 2 * card_padding;
    const Px content = measured(ui, [&](Ui& on) { return draw_parts(on, {0, 0}, inner); }) + 2 * card_padding;
    const Rect card{panel.x + notes_padding, y, width, std::min(content, below.height - notes_padding)};
    ui.card("filter", card);
    ScrollArea area(ui, "filter", card, ui.memory().scroll["filter"]);
    draw_parts(ui, {card.x + card_padding, area.top() + card_padding}, inner);
    area.end(content);
    ui.layer(layer_panel);
}

}  // namespace katern::ui
