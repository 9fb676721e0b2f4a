// What somebody sent, before it is taken over: from whom as the file says, about what, and how much of it is new.
#include <algorithm>
#include <cmath>

#include "ui/person_disc.h"
#include "ui/sheet.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px row_gap = 12;
constexpr std::size_t most_reasons = 5;

void show_progress(Column& column, const std::string& words, double part) {
    app::Reader& reader = column.ui().reader();
    if (column.progress(words, part, !reader.receiving->stopped)) reader.receiver->stop();
}

void show_writer(Column& column, const app::ImportPreview& preview) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    const notes::Profile& writer = preview.writer;
    const std::string name = reader.name_of(writer), who = writer.school.empty() ? name : ui.text(Word::ui_outgoing_of, {name, writer.school});
    const std::string words = ui.text(Word::ui_import_from, {who});
    ui.item({"sheet/writer", Role::label, words, {}, {column.x(), column.y(), column.width(), disc_size}, 0, false});
    draw_person_disc(ui, {column.x(), column.y(), disc_size, disc_size}, writer, false);
    const Px height = ui.label({column.x() + disc_size + 8, column.y() + 1}, words, Ui::sans(), column.width() - disc_size - 8).height;
    column.gap(std::max(disc_size, height) + 4);
    column.small(ui.text(Word::ui_import_no_proof));
    column.gap(6);
    column.words(ui.text(preview.same_edition ? Word::ui_import_book : Word::ui_import_book_other_edition, {preview.title}));
    column.gap(row_gap);
}

void count(Column& column, const char* id, Word word, std::size_t number) {
    if (number == 0) return;
    Ui& ui = column.ui();
    const std::string words = ui.text(word, {static_cast<double>(number)});
    ui.item({std::string("sheet/count/") + id, Role::label, words, std::to_string(number), {column.x(), column.y(), column.width(), 20}, 0, false});
    column.words(words);
}

bool brings_some(const app::ImportPreview& preview) { return preview.counts.added + preview.counts.changed + preview.counts.meetings > 0; }

void show_counts(Column& column, const app::ImportPreview& preview) {
    Ui& ui = column.ui();
    const notes::MergeCounts& counts = preview.counts;
    if (!brings_some(preview)) column.words(ui.text(Word::ui_import_nothing_new));
    count(column, "new", Word::ui_import_new, counts.added);
    count(column, "changed", Word::ui_import_changed, counts.changed);
    count(column, "meetings", Word::import_meetings, counts.meetings);
    count(column, "known", Word::ui_import_known, counts.known);
    count(column, "unplaced", Word::ui_import_unplaced, preview.unplaced);
    count(column, "own", Word::import_own, counts.own);
    count(column, "ahead", Word::import_ahead, counts.ahead);
    count(column, "unreadable", Word::ui_import_unreadable, preview.unreadable.size());
    const Language language = ui.reader().settings.language;
    for (std::size_t i = 0; i < std::min(most_reasons, preview.unreadable.size()); ++i) {
        const auto& [position, why] = preview.unreadable[i];
        column.small(position == 0 ? say(why, language) : ui.text(Word::ui_import_reason, {static_cast<double>(position), say(why, language)}));
    }
    if (preview.was_undone) column.words(ui.text(Word::ui_import_was_undone), typeset::Ink::quiet);
    column.gap(row_gap);
}

// Join the file's network, or count it as one of mine. Returns what was chosen, when something was.
std::optional<std::optional<std::string>> ask_network(Column& column, const app::ImportPreview& preview) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    std::optional<std::optional<std::string>> chosen;
    if (preview.network && preview.network_known) {
        column.words(ui.text(Word::ui_network_named, {reader.network_name(preview.network->id)}), typeset::Ink::quiet);
        column.gap(row_gap);
        return chosen;
    }
    column.small(ui.text(preview.network ? Word::ui_import_network_unknown : Word::ui_import_no_network));
    const std::optional<std::string>& now = reader.receiving->count_as;
    const std::string name = preview.network && !preview.network->name.empty() ? preview.network->name : ui.text(Word::ui_network_first);
    if (preview.network) {
        if (column.option("sheet/join", ui.text(Word::ui_import_join, {name}), {}, !now)) chosen = std::optional<std::string>();
    } else if (column.option("sheet/join", ui.text(Word::ui_import_alone), {}, !now)) {
        chosen = std::optional<std::string>();
    }
    for (const notes::NetworkFacts& facts : reader.peers.networks) {
        const Word word = preview.network ? Word::ui_network_count_as_one : Word::ui_import_of_network;
        if (column.option("sheet/as/" + facts.network.id, ui.text(word, {reader.network_name(facts.network.id)}), {}, now == facts.network.id))
            chosen = facts.network.id;
    }
    column.gap(row_gap);
    return chosen;
}

}  // namespace

void sheet_receive(Column& column) {
    Ui& ui = column.ui();
    app::Reader& reader = ui.reader();
    column.title(ui.text(Word::ui_import));
    if (!reader.receiving) reader.receiving = app::Receiving{};
    const app::Receiving& receiving = *reader.receiving;
    if (receiving.progress) return show_progress(column, ui.text(Word::ui_import_busy, {std::floor(*receiving.progress * 100)}), *receiving.progress);
    if (!receiving.path.empty() && !receiving.preview) return show_progress(column, ui.text(Word::ui_import_reading), receiving.looked);
    if (receiving.path.empty()) {
        column.words(ui.text(Word::ui_import_explained), typeset::Ink::quiet);
        column.gap(14);
        column.failure();
        bool typed = false;
        if (reader.sheet.show_path) {
            column.small(ui.text(Word::ui_no_dialog));
            typed = column.field("sheet/path", reader.sheet.path, ui.text(Word::ui_file_path));
            column.gap(10);
        }
        const Word look = reader.sheet.show_path ? Word::ui_import_look : Word::ui_choose_file;
        const std::string pressed = column.buttons({{"sheet/choose", ui.text(look), ButtonKind::main}});
        if (reader.sheet.show_path && (typed || !pressed.empty())) return reader.receiver->take_typed(reader.sheet.path.text());
        if (!pressed.empty()) reader.receiver->choose();
        return;
    }
    const app::ImportPreview preview = *receiving.preview;
    // What the sheet waited for has the keyboard as soon as it is there.
    const std::vector<Item>& before = ui.memory().items;
    const bool appears = std::none_of(before.begin(), before.end(), [](const Item& item) { return item.id == "sheet/take"; });
    if (appears && brings_some(preview)) ui.focus("sheet/take", ui.memory().focus_shown);
    show_writer(column, preview);
    show_counts(column, preview);
    const auto chosen = ask_network(column, preview);
    column.failure();
    const bool some = brings_some(preview);
    const std::string pressed =
        column.buttons({{"sheet/take", ui.text(Word::ui_import_take), ButtonKind::main, some}, {"sheet/leave", ui.text(Word::ui_import_leave)}});
    if (chosen) return reader.receiver->count_as(*chosen);
    if (pressed == "sheet/take") return reader.receiver->take();
    if (pressed == "sheet/leave") app::run_command(reader, "close");
}

}  // namespace katern::ui
