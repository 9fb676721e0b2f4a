#include "app/exporting.h"

#include <algorithm>
#include <unordered_set>

#include "words/words.h"

namespace katern::app {
namespace {

template <class T>
tl::unexpected<Error> pass_on(const Result<T>& failed) {
    return tl::unexpected<Error>(failed.error());
}

Result<std::string> as_markdown(const ExportSource& from) {
    return share::to_markdown(from.selection, from.book(), from.language);
}

// A format as a row: its name, the end of a file's name, and what makes the bytes of the file.
struct Row {
    Format format;
    std::string_view name, extension;
    Result<std::string> (*write)(const ExportSource& from);
};
constexpr Row rows[] = {
    {Format::markdown, "markdown", ".md", as_markdown},
};

// Markdown stands in for one that this version doesn't write.
const Row& row_of(Format format) {
    const auto* found =
        std::find_if(std::begin(rows), std::end(rows), [&](const Row& row) { return row.format == format; });
    return found == std::end(rows) ? rows[0] : *found;
}

bool is_wanted(const notes::Annotation& note, const ExportOrder& order, const std::string& network_id) {
    if (note.is_private()) return order.with_private;
    return network_id.empty() ||
           std::find(note.shared_with.begin(), note.shared_with.end(), network_id) != note.shared_with.end();
}

// What the person chose from, and what of it goes into the file.
struct Choice {
    share::Selection selection;
    ExportReport report;
};

Result<Choice> choose(notes::Store& store, const KnownBook& known, const ExportOrder& order) {
    Result<std::vector<share::Passage>> all = passages(store, known);
    if (!all) return pass_on(all);
    if (!order.only.empty()) {
        const std::unordered_set<std::string_view> wanted(order.only.begin(), order.only.end());
        std::erase_if(*all, [&](const share::Passage& passage) { return !wanted.contains(passage.note.id); });
    }
    const Result<std::vector<notes::Network>> networks = store.networks();
    if (!networks) return pass_on(networks);
    const Result<notes::Profile> me = store.me();
    if (!me) return pass_on(me);
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!now) return pass_on(now);
    std::string network_id;
    if (order.network) {
        const Result<notes::Network> network = known_network(store, *order.network);
        if (!network) return pass_on(network);
        network_id = network->id;
    }

    Choice choice;
    choice.report = count_export(*all, order, network_id);
    if (choice.report.written == 0)
        return choice.report.private_left_out == 0
                   ? fail(Word::error_export_no_notes, known.book->title)
                   : fail(Word::error_export_only_private, static_cast<double>(choice.report.private_left_out));
    choice.selection = select_for_export(std::move(*all), order, network_id);
    for (const notes::Network& network : *networks) choice.selection.networks.emplace(network.id, network.name);
    if (order.with_name) choice.selection.writer = me->name;
    choice.selection.now = *now;
    return choice;
}

}  // namespace

std::vector<Format> writable_formats() {
    std::vector<Format> formats;
    for (const Row& row : rows) formats.push_back(row.format);
    return formats;
}

std::string_view to_text(Format format) {
    return row_of(format).name;
}

std::optional<Format> format_from(std::string_view text) {
    for (const Row& row : rows)
        if (row.name == text) return row.format;
    return std::nullopt;
}

std::string_view extension_of(Format format) {
    return row_of(format).extension;
}

ExportReport count_export(const std::vector<share::Passage>& passages, const ExportOrder& order,
                          const std::string& network_id) {
    ExportReport report;
    for (const share::Passage& passage : passages) {
        const bool wanted = is_wanted(passage.note, order, network_id);
        if (wanted) ++report.written;
        if (wanted && passage.orphan()) ++report.orphans;
        if (passage.note.is_private()) ++(wanted ? report.private_written : report.private_left_out);
    }
    return report;
}

share::Selection select_for_export(std::vector<share::Passage> passages, const ExportOrder& order,
                                   const std::string& network_id) {
    share::Selection selection;
    for (share::Passage& passage : passages) {
        if (!is_wanted(passage.note, order, network_id)) continue;
        if (!order.with_name && passage.note.mine) passage.note.author.name = passage.note.author.school = "";
        selection.passages.push_back(std::move(passage));
    }
    return selection;
}

Result<ExportReport> export_notes(notes::Store& store, const KnownBook& known, const ExportOrder& order,
                                  Language language) {
    const Result<Choice> choice = choose(store, known, order);
    if (!choice) return pass_on(choice);
    const Result<std::string> bytes =
        row_of(order.format).write(ExportSource{store, known, order, choice->selection, language});
    if (!bytes) return pass_on(bytes);
    if (const Result<void> written = share::write_whole(order.path, *bytes); !written) return pass_on(written);
    return choice->report;
}

}  // namespace katern::app
