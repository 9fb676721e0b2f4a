#include "app/exporting.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <unordered_set>

#include "app/importing.h"
#include "share/csv.h"
#include "share/docx.h"
#include "share/epub.h"
#include "share/html.h"
#include "share/notes_pdf.h"
#include "share/template.h"
#include "words/words.h"

namespace katern::app {
namespace {

Result<share::Template> read_template(const std::string& path) {
    std::error_code none;
    const std::filesystem::path whole = std::filesystem::weakly_canonical(path, none);
    const Result<std::string> source = document::files_in(whole.parent_path().string())->read(whole.filename().string());
    if (!source) return pass_on(source);
    return share::Template::parse(*source, path);
}

Result<std::string> as_markdown(const ExportSource& from) {
    if (from.order.form.empty()) return share::to_markdown(from.selection, from.book(), from.language);
    const Result<share::Template> form = read_template(from.order.form);
    if (!form) return pass_on(form);
    return share::to_markdown(from.selection, from.book(), from.language, *form);
}

Result<std::string> as_html(const ExportSource& from) {
    const auto& passages = from.selection.passages;
    const bool has_private = std::any_of(passages.begin(), passages.end(), [](const share::Passage& each) { return each.note.is_private(); });
    if (!from.order.answers.value_or(!has_private)) return share::to_html(from.selection, from.book(), from.language);
    share::HandOut hand_out;
    hand_out.id = notes::new_uuid(from.selection.now);
    hand_out.network = from.network;
    if (const auto known = from.selection.networks.find(from.network); known != from.selection.networks.end())
        hand_out.network_name = known->second;
    return share::to_html(from.selection, from.book(), from.language, hand_out);
}

Result<std::string> as_docx(const ExportSource& from) {
    return share::to_docx(from.selection, from.book(), from.language);
}

Result<std::string> as_csv(const ExportSource& from) {
    return from.order.readwise ? share::to_readwise_csv(from.selection, from.book()) : share::to_csv(from.selection, from.book());
}

Result<std::string> as_pdf(const ExportSource& from) {
    return share::to_pdf(from.selection, from.book(), from.language, from.order.path, from.selection.progress);
}

Result<std::string> as_epub(const ExportSource& from) {
    Result<share::Epub> epub = share::to_epub(from.book(), from.selection.now);
    if (!epub) return pass_on(epub);
    return std::move(epub->bytes);
}

// A format as a row: its name, the end of a file's name, and what makes the bytes of the file.
struct Row {
    Format format;
    std::string_view name, extension;
    Result<std::string> (*write)(const ExportSource& from);
};
constexpr Row rows[] = {
    {Format::markdown, "markdown", ".md", as_markdown},
    {Format::html, "html", ".html", as_html},
    {Format::docx, "docx", ".docx", as_docx},
    {Format::pdf, "pdf", ".pdf", as_pdf},
    {Format::csv, "csv", ".csv", as_csv},
    {Format::annotations, "annotations", ".annotations", nullptr},  // not made of passages: export_annotations
    {Format::epub, "epub", ".epub", as_epub},
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

// The one network that all of this is shared with, if there is one.
std::string only_network_of(const std::vector<share::Passage>& passages) {
    std::set<std::string> networks;
    for (const share::Passage& passage : passages) networks.insert(passage.note.shared_with.begin(), passage.note.shared_with.end());
    return networks.size() == 1 ? *networks.begin() : std::string();
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

bool is_of_book(Format format) {
    return format == Format::epub;
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
        // With whom else it is shared is not this network's business.
        if (!network_id.empty() && !passage.note.is_private()) passage.note.shared_with = {network_id};
        if (!order.with_name && passage.note.mine) passage.note.author.name = passage.note.author.school = "";
        selection.passages.push_back(std::move(passage));
    }
    return selection;
}

Result<ExportContents> contents_of_export(notes::Store& store, const KnownBook& known, const ExportOrder& order) {
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

    ExportContents contents;
    contents.report = count_export(*all, order, network_id);
    contents.selection = select_for_export(std::move(*all), order, network_id);
    for (const notes::Network& network : *networks)
        if (network_id.empty() || network.id == network_id) contents.selection.networks.emplace(network.id, network.name);
    contents.network = network_id.empty() ? only_network_of(contents.selection.passages) : network_id;
    if (order.with_name) contents.selection.writer = me->name;
    contents.selection.now = *now;
    return contents;
}

Result<std::string> bytes_of_export(notes::Store& store, const KnownBook& known, const ExportOrder& order,
                                    const ExportContents& contents, Language language) {
    return row_of(order.format).write(ExportSource{store, known, order, contents.selection, contents.network, language});
}

Result<ExportReport> export_notes(notes::Store& store, const KnownBook& known, const ExportOrder& order,
                                  Language language, const share::Progress& progress) {
    bool stopped = false;
    const share::Progress goes_on = [&](std::size_t done, std::size_t all) {
        stopped = stopped || (progress && !progress(done, all));
        return !stopped;
    };
    if (order.format == Format::annotations) return export_annotations(store, known, order, goes_on);
    Result<ExportContents> contents = contents_of_export(store, known, order);
    if (!contents) return pass_on(contents);
    contents->selection.progress = goes_on;
    if (contents->report.written == 0)
        return contents->report.private_left_out == 0
                   ? fail(Word::error_export_no_notes, known.book->title)
                   : fail(Word::error_export_only_private, static_cast<double>(contents->report.private_left_out));
    const Result<std::string> bytes = bytes_of_export(store, known, order, *contents, language);
    if (stopped) return fail(Word::error_export_stopped);
    if (!bytes) return pass_on(bytes);
    if (const Result<void> written = share::write_whole(order.path, *bytes); !written) return pass_on(written);
    return contents->report;
}

Result<BookReport> export_book(const document::Book& book, const std::string& path, const share::Progress& progress) {
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!now) return pass_on(now);
    Result<share::Epub> epub = share::to_epub(book, *now, progress);
    if (!epub) return pass_on(epub);
    if (const Result<void> written = share::write_whole(path, epub->bytes); !written) return pass_on(written);
    return BookReport{epub->chapters, std::move(epub->left_out)};
}

}  // namespace katern::app
