// Notes, or the book, to a file: in which form, which of them, with whose name, and what will be in it. Private ones only when
// the person says so, after being told how many.
#include <algorithm>
#include <set>
#include <string_view>

#include "app/exporter.h"
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

void choose_format(Column& column, Format now) {
    Ui& ui = column.ui();
    column.small(ui.text(Word::ui_export_as));
    column.gap(2);
    Chips chips(ui, {column.x(), column.y()}, column.width());
    for (const Format format : app::writable_formats())
        for (const FormatWords& row : format_words)
            if (row.format == format &&
                chips.chip("sheet/format/" + std::string(app::to_text(format)), ui.text(row.name), {format == now, false, {}, {}}))
                ui.reader().exporter().choose_format(format);
    column.gap(chips.height() + chips_gap);
    for (const FormatWords& row : format_words)
        if (row.format == now) column.words(ui.text(row.about), typeset::Ink::quiet);
    column.gap(row_gap);
}

void choose_which(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    ExportSheet& sheet = reader.sheet.exporting;
    const app::ExportTallies& counted = reader.exporter().tallies();
    column.small(ui.text(Word::ui_export_which));
    column.gap(2);
    Chips chips(ui, {column.x(), column.y()}, column.width());
    const auto chip = [&](const std::string& id, Which which, const std::string& network, std::size_t count, Word word, Arguments arguments) {
        arguments.emplace_back(static_cast<double>(count));
        const bool on = sheet.which == which && (which != Which::network || sheet.network == network);
        if (!chips.chip("sheet/which/" + id, ui.text(word, arguments), {on, false, {}, {}})) return;
        sheet.which = which;
        sheet.network = network;
        reader.sheet.failure.reset();
    };
    chip("all", Which::all, {}, counted.all.all(), Word::ui_export_all, {});
    if (reader.notes_filter.is_on()) chip("filtered", Which::filtered, {}, counted.filtered.all(), Word::ui_export_filtered, {});
    if (!sheet.chosen.empty()) chip("chosen", Which::chosen, {}, counted.chosen.all(), Word::ui_export_chosen, {});
    for (const notes::Network& network : sheet.networks) {
        if (network.name.empty()) continue;
        const auto found = counted.of_network.find(network.id);
        const std::size_t count = found == counted.of_network.end() ? 0 : found->second.all();
        chip("network/" + network.id, Which::network, network.id, count, Word::ui_export_network, {network.name});
    }
    column.gap(chips.height() + row_gap);
}

// What goes to one network must not reach another by accident.
void choose_for(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    ExportSheet& sheet = reader.sheet.exporting;
    const std::set<std::string>& networks = reader.exporter().chosen_tally().networks;
    if (sheet.which == Which::network || sheet.with_private || networks.size() < 2) return;
    column.gap(6);
    column.small(ui.text(Word::ui_export_for));
    column.gap(2);
    Chips chips(ui, {column.x(), column.y()}, column.width());
    for (const std::string& network : networks)
        if (chips.chip("sheet/for/" + network, reader.network_name(network), {sheet.network == network, false, {}, {}})) sheet.network = network;
    column.gap(chips.height() + row_gap);
}

// True: there is something that may go into the file.
bool choose_whose(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    ExportSheet& sheet = reader.sheet.exporting;
    const app::ExportTally& counted = reader.exporter().chosen_tally();
    bool named = reader.settings.export_with_name;
    if (column.checkbox("sheet/name", ui.text(Word::ui_export_with_name), named)) {
        app::Settings changed = reader.settings;
        changed.export_with_name = named;
        reader.change_settings(changed);
    }
    if (counted.hidden > 0)
        column.checkbox("sheet/private", ui.text(Word::ui_export_private, {static_cast<double>(counted.hidden)}), sheet.with_private);
    choose_for(column);
    return (counted.shared > 0 || (counted.hidden > 0 && sheet.with_private)) && !reader.exporter().needs_network();
}

// How far the writing is, and a way to stop it: no file is left then.
void show_progress(Column& column) {
    Ui& ui = column.ui();
    app::Exporter& exporter = ui.reader().exporter();
    const std::size_t done = exporter.done(), all = exporter.all();
    column.title(ui.text(Word::ui_export_title));
    const std::string words = all == 0 ? ui.text(Word::ui_export_reading) : ui.text(Word::ui_export_busy, {static_cast<double>(done), static_cast<double>(all)});
    const double part = static_cast<double>(done) / static_cast<double>(std::max<std::size_t>(1, all));
    if (column.progress(words, part, !exporter.is_stopped())) exporter.stop();
}

void show_preview(Column& column, Format format) {
    Ui& ui = column.ui();
    const ExportSheet& sheet = ui.reader().sheet.exporting;
    column.gap(8);
    const std::size_t written = sheet.preview ? sheet.preview->report.written : 0;
    const Word of_notes = sheet.preview ? Word::ui_export_preview : Word::ui_export_reading;
    column.small(ui.text(app::is_of_book(format) ? Word::ui_export_preview_book : of_notes, {static_cast<double>(written)}));
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
        reader.exporter().open_written(pressed == "sheet/show_folder");
    }
}

void choose_place(Column& column, bool some) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    column.failure();
    bool typed = false;
    if (reader.sheet.show_path) {
        column.small(ui.text(Word::ui_no_dialog));
        typed = column.field("sheet/path", reader.sheet.path, ui.text(Word::ui_file_path));
        column.gap(10);
    }
    const std::string label = ui.text(reader.sheet.show_path ? Word::ui_export_now : Word::ui_choose_where);
    const std::string pressed =
        column.buttons({{"sheet/export", label, ButtonKind::main, some}, {"sheet/cancel", ui.text(Word::ui_cancel)}});
    if (pressed == "sheet/cancel") {
        app::run_command(reader, "close");
    } else if (some && reader.sheet.show_path && (typed || !pressed.empty())) {
        reader.exporter().write_from_sheet(reader.sheet.path.text());
    } else if (pressed == "sheet/export") {
        reader.exporter().choose_where();
    }
}

}  // namespace

void sheet_export(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    const Format format = reader.exporter().format();
    if (reader.exporter().is_writing()) return show_progress(column);
    if (!reader.sheet.exporting.written.empty()) return show_written(column, format);
    reader.exporter().look();
    column.title(ui.text(Word::ui_export_title));
    column.gap(6);
    choose_format(column, format);
    bool some = true;
    if (!app::is_of_book(format)) {
        if (reader.notes.empty()) {
            column.words(ui.text(reader.has_all_notes() ? Word::ui_export_none : Word::ui_export_reading));
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
