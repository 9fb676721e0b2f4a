// Notes, or the book, to a file: in which form, which of them, with whose name, and what will be in it. Private ones only when
// the person says so, after being told how many.
#include <algorithm>
#include <set>
#include <string_view>

#include "ui/chips.h"
#include "ui/scroll_area.h"
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {

// What the preview shows, set for its width.
struct ExportText {
    std::string text;
    Px width = 0;
    bool plain = false;
    typeset::TextLayout layout;
};

namespace {

using app::ExportSheet;
using app::Format;
using Which = ExportSheet::Which;

constexpr Px row_gap = 14, chips_gap = 8, preview_padding = 12;

struct FormatWords {
    Format format;
    Word name, about;
};
constexpr FormatWords format_words[] = {
    {Format::markdown, Word::ui_format_markdown, Word::ui_about_markdown},
    {Format::html, Word::ui_format_html, Word::ui_about_html},
    {Format::docx, Word::ui_format_docx, Word::ui_about_docx},
    {Format::pdf, Word::ui_format_pdf, Word::ui_about_pdf},
    {Format::csv, Word::ui_format_csv, Word::ui_about_csv},
    {Format::annotations, Word::ui_format_annotations, Word::ui_about_annotations},
    {Format::epub, Word::ui_format_epub, Word::ui_about_epub},
};

// How many notes a choice takes, and how many of them are private.
struct Count {
    std::size_t shared = 0, hidden = 0;
    [[nodiscard]] std::size_t all() const { return shared + hidden; }
};

void count(Count& into, const notes::Annotation& note) {
    ++(note.is_private() ? into.hidden : into.shared);
}

Count count_of(app::Reader& reader, Which which, const std::string& network) {
    Count counted;
    const ExportSheet& sheet = reader.sheet.exporting;
    if (which == Which::filtered) {
        for (const std::uint32_t index : reader.notes_list.matches())
            if (index < reader.notes.size()) count(counted, reader.notes[index].note);
        return counted;
    }
    const std::set<std::string_view> chosen(sheet.chosen.begin(), sheet.chosen.end());
    const auto id = std::find_if(sheet.networks.begin(), sheet.networks.end(), [&](const notes::Network& each) { return each.name == network; });
    for (const app::PlacedNote& placed : reader.notes) {
        const notes::Annotation& note = placed.note;
        if (which == Which::chosen && !chosen.contains(note.id)) continue;
        if (which == Which::network &&
            (id == sheet.networks.end() || std::find(note.shared_with.begin(), note.shared_with.end(), id->id) == note.shared_with.end()))
            continue;
        count(counted, note);
    }
    return counted;
}

void choose_format(Column& column, Format now) {
    Ui& ui = column.ui();
    column.small(ui.text(Word::ui_export_as));
    column.gap(2);
    Chips chips(ui, {column.x(), column.y()}, column.width());
    for (const Format format : app::writable_formats())
        for (const FormatWords& row : format_words)
            if (row.format == format &&
                chips.chip("sheet/format/" + std::string(app::to_text(format)), ui.text(row.name), {format == now, false, {}, {}}))
                ui.reader().choose_export_format(format);
    column.gap(chips.height() + chips_gap);
    for (const FormatWords& row : format_words)
        if (row.format == now) column.words(ui.text(row.about), typeset::Ink::quiet);
    column.gap(row_gap);
}

void choose_which(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    ExportSheet& sheet = reader.sheet.exporting;
    column.small(ui.text(Word::ui_export_which));
    column.gap(2);
    Chips chips(ui, {column.x(), column.y()}, column.width());
    const auto chip = [&](const std::string& id, Which which, const std::string& network, Word word, Arguments arguments) {
        arguments.emplace_back(static_cast<double>(count_of(reader, which, network).all()));
        const bool on = sheet.which == which && (which != Which::network || sheet.network == network);
        if (!chips.chip("sheet/which/" + id, ui.text(word, arguments), {on, false, {}, {}})) return;
        sheet.which = which;
        sheet.network = network;
        reader.sheet.failure.reset();
    };
    chip("all", Which::all, {}, Word::ui_export_all, {});
    if (reader.notes_filter.is_on()) chip("filtered", Which::filtered, {}, Word::ui_export_filtered, {});
    if (!sheet.chosen.empty()) chip("chosen", Which::chosen, {}, Word::ui_export_chosen, {});
    for (const notes::Network& network : sheet.networks)
        if (!network.name.empty()) chip("network/" + network.id, Which::network, network.name, Word::ui_export_network, {network.name});
    column.gap(chips.height() + row_gap);
}

// True: there is something that may go into the file.
bool choose_whose(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    ExportSheet& sheet = reader.sheet.exporting;
    const Count counted = count_of(reader, sheet.which, sheet.network);
    bool named = reader.settings.export_with_name;
    if (column.checkbox("sheet/name", ui.text(Word::ui_export_with_name), named)) {
        app::Settings changed = reader.settings;
        changed.export_with_name = named;
        reader.change_settings(changed);
    }
    if (counted.hidden > 0)
        column.checkbox("sheet/private", ui.text(Word::ui_export_private, {static_cast<double>(counted.hidden)}), sheet.with_private);
    return counted.shared > 0 || (counted.hidden > 0 && sheet.with_private);
}

void show_preview(Column& column, Format format) {
    Ui& ui = column.ui();
    const ExportSheet& sheet = ui.reader().sheet.exporting;
    column.gap(8);
    const std::size_t written = sheet.preview ? sheet.preview->report.written : 0;
    column.small(ui.text(app::is_of_book(format) ? Word::ui_export_preview_book : Word::ui_export_preview, {static_cast<double>(written)}));
    column.gap(2);
    const Px height = std::clamp(ui.reader().space().height - 540, 110.0F, 250.0F);
    const Rect box{column.x(), column.y(), column.width(), height};
    column.gap(height + row_gap);
    std::string text = sheet.preview ? sheet.preview->text : std::string();
    if (sheet.preview && text.empty()) text = ui.text(Word::ui_export_nothing_yet);
    if (sheet.preview && sheet.preview->more > 0) text += "\n" + ui.text(Word::ui_export_more, {static_cast<double>(sheet.preview->more)});

    ui.canvas().fill(box, ui.theme().chrome, 8);
    ScrollArea area(ui, "sheet/preview", box, ui.memory().scroll["sheet/preview"]);
    const Ui::State state = ui.item({"sheet/preview/text", Role::label, text, {}, box, 0, true});
    const bool plain = format == Format::markdown || format == Format::csv;
    const Px width = box.width - 2 * preview_padding;
    std::shared_ptr<ExportText>& set = ui.memory().export_text;
    if (!set || set->text != text || set->width != width || set->plain != plain) {
        typeset::TextStyle style = Ui::sans(12.5F);
        style.leading = 18;
        if (plain) style.family = typeset::Family::mono;
        if (plain) style.size = 12;
        set = std::make_shared<ExportText>(ExportText{text, width, plain, ui.set(text, style, width)});
    }
    ui.canvas().text(set->layout, {box.x + preview_padding, area.top() + preview_padding}, ui.theme());
    area.end(set->layout.height + 2 * preview_padding);
    if (state.shows_focus) ui.focus_ring(box, 8);
}

void show_written(Column& column, Format format) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    const ExportSheet& sheet = reader.sheet.exporting;
    column.title(ui.text(Word::ui_exported_title));
    column.words(app::is_of_book(format) ? ui.text(Word::message_book_exported, {sheet.written})
                                         : ui.text(Word::message_exported, {static_cast<double>(sheet.count), sheet.written}));
    column.gap(18);
    column.failure();
    const std::string pressed = column.buttons({{"sheet/open_file", ui.text(Word::ui_open_file), ButtonKind::main},
                                                {"sheet/show_folder", ui.text(Word::ui_show_in_folder)},
                                                {"sheet/done", ui.text(Word::ui_close)}});
    if (pressed == "sheet/done") {
        app::run_command(reader, "close");
    } else if (!pressed.empty()) {
        reader.open_exported(pressed == "sheet/show_folder");
    }
}

void choose_place(Column& column, bool some) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    const bool busy = reader.sheet.exporting.busy;
    column.failure();
    bool typed = false;
    if (reader.sheet.show_path) {
        column.small(ui.text(Word::ui_no_dialog));
        typed = column.field("sheet/path", reader.sheet.path, ui.text(Word::ui_file_path));
        column.gap(10);
    }
    const std::string label = ui.text(busy ? Word::ui_export_busy : reader.sheet.show_path ? Word::ui_export_now : Word::ui_choose_where);
    const std::string pressed =
        column.buttons({{"sheet/export", label, ButtonKind::main, some && !busy}, {"sheet/cancel", ui.text(Word::ui_cancel)}});
    if (pressed == "sheet/cancel") {
        app::run_command(reader, "close");
    } else if (some && !busy && reader.sheet.show_path && (typed || !pressed.empty())) {
        reader.export_from_sheet(reader.sheet.path.text());
    } else if (pressed == "sheet/export") {
        reader.choose_where_to_export();
    }
}

}  // namespace

void sheet_export(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    const Format format = reader.export_order().format;
    if (!reader.sheet.exporting.written.empty()) return show_written(column, format);
    reader.look_at_export();
    column.title(ui.text(Word::ui_export_title));
    column.gap(6);
    choose_format(column, format);
    bool some = true;
    if (!app::is_of_book(format)) {
        if (reader.notes.empty()) {
            column.words(ui.text(Word::ui_export_none));
            column.gap(row_gap);
            some = false;
        } else {
            choose_which(column);
            some = choose_whose(column);
        }
    }
    if (some || !reader.notes.empty()) show_preview(column, format);
    choose_place(column, some);
}

}  // namespace katern::ui
