#include "app/importing.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "share/epub_path.h"
#include "words/words.h"

namespace katern::app {
namespace {

// A file that is small enough to be one with notes. Folders, pipes and the like are no files.
Result<std::string> bytes_of(const std::string& path, const std::function<bool()>& stop) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return fail(Word::error_import_no_file, path);
    if (std::filesystem::file_size(path, error) > share::most_set_bytes || error)
        return fail(Word::error_zip_bomb, path);
    std::ifstream file(path, std::ios::binary);
    std::string bytes, part(std::size_t{1} << 20, '\0');
    while (file.read(part.data(), static_cast<std::streamsize>(part.size())) || file.gcount() > 0) {
        if (stop && stop()) return fail(Word::message_import_stopped);
        bytes.append(part, 0, static_cast<std::size_t>(file.gcount()));
        if (bytes.size() > share::most_set_bytes) return fail(Word::error_zip_bomb, path);
    }
    if (!file.eof()) return fail(Word::error_import_no_file, path);
    return bytes;
}

// Another program gives a book names of its own, so only a set of ours can be about another book.
bool is_about(const KnownBook& known, const share::ReadSet& set) {
    if (!set.ours || (set.items.empty() && set.meetings.empty()) || set.book_ids.empty()) return true;
    const std::string own = share::book_identifier(*known.book);
    if (std::find(set.book_ids.begin(), set.book_ids.end(), own) != set.book_ids.end()) return true;
    if (!set.title.empty() && set.title == known.book->title) return true;
    const auto is_known_text = [&](const notes::DatedAnchor& dated) {
        if (!dated.anchor.book_hash.empty() && dated.anchor.book_hash == known.edition.hash) return true;
        return std::any_of(known.edition.chapters.begin(), known.edition.chapters.end(),
                           [&](const auto& chapter) { return chapter.hash == dated.anchor.chapter_hash; });
    };
    return std::any_of(set.items.begin(), set.items.end(), [&](const notes::SetItem& item) {
        return std::any_of(item.anchors.begin(), item.anchors.end(), is_known_text);
    });
}

bool is_of_edition(const KnownBook& known, const share::ReadSet& set) {
    return std::all_of(set.items.begin(), set.items.end(), [&](const notes::SetItem& item) {
        return item.anchors.empty() || item.anchors.back().anchor.book_hash == known.edition.hash;
    });
}

std::size_t count_unplaced(const KnownBook& known, const share::ReadSet& set, const std::string& me) {
    std::vector<notes::Anchor> anchors;
    for (const notes::SetItem& item : set.items)
        if (!item.anchors.empty() && item.author != me) anchors.push_back(item.anchors.back().anchor);
    const std::vector<notes::Resolution> places = notes::resolve_all(anchors, *known.book);
    return static_cast<std::size_t>(
        std::count_if(places.begin(), places.end(), [](const notes::Resolution& place) { return !place.placed(); }));
}

Result<notes::MergeOrder> order_of(notes::Store& store, const std::string& path, const share::ReadSet& set,
                                   const ImportOptions& options, bool rehearse) {
    notes::MergeOrder order;
    order.hash = set.hash;
    order.file = std::filesystem::path(path).filename().string();
    order.rehearse = rehearse;
    if (!options.network) return order;
    const Result<notes::Network> mine = network_named(store, *options.network);
    if (!mine) return pass_on(mine);
    order.network = mine->id;
    if (!set.head.network) return order;
    const Result<std::optional<notes::Network>> known = notes::counted_as(store, set.head.network->network.id);
    if (!known) return pass_on(known);
    if (*known && (*known)->id != mine->id) return fail(Word::error_import_network, (*known)->name, *options.network);
    return order;
}

// Nobody said so, and what was published there before: the person's only network.
Result<std::string> network_to_export(notes::Store& store, const ExportOrder& order) {
    if (order.network) {
        const Result<notes::Network> named = known_network(store, *order.network);
        return named ? Result<std::string>(named->id) : pass_on(named);
    }
    if (order.with_private) return std::string();
    const Result<notes::Network> first = store.network("");
    if (!first) return pass_on(first);
    return first->id;
}

ExportReport count(const notes::NoteSet& set) {
    ExportReport report;
    for (const notes::SetItem& item : set.items) {
        if (item.gone) continue;
        ++report.written;
        if (!item.sharing) ++report.private_written;
    }
    return report;
}

}  // namespace

Result<share::ReadSet> read_import(const KnownBook& known, const std::string& path, const std::function<bool()>& stop) {
    const Result<std::string> bytes = bytes_of(path, stop);
    if (!bytes) return pass_on(bytes);
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!now) return pass_on(now);
    return share::read_set(*bytes, path, *known.book, known.edition, *now);
}

Result<ImportPreview> preview_of(notes::Store& store, const KnownBook& known, const std::string& path,
                                 const share::ReadSet& set, const ImportOptions& options, const ImportProgress& progress) {
    ImportPreview out;
    out.path = path;
    out.format = set.format;
    out.writer = set.head.writer.profile;
    out.title = set.title;
    out.same_book = is_about(known, set);
    out.same_edition = is_of_edition(known, set);
    out.unreadable = set.unreadable;
    out.hash = set.hash;
    const Result<notes::Profile> me = store.me();
    if (!me) return pass_on(me);
    if (out.same_book) out.unplaced = count_unplaced(known, set, me->id);
    if (set.head.network) {
        out.network = set.head.network->network;
        const Result<std::optional<notes::Network>> mine = notes::counted_as(store, out.network->id);
        if (!mine) return pass_on(mine);
        out.network_known = mine->has_value();
    }
    const Result<std::optional<notes::ImportRow>> before = notes::import_of(store, set.hash);
    if (!before) return pass_on(before);
    out.was_undone = *before && (*before)->undone;

    const Result<notes::MergeOrder> order = order_of(store, path, set, options, true);
    if (!order) return pass_on(order);
    Result<notes::Merge> merge = notes::Merge::begin(store, known.key, set.head, *order);
    if (!merge) return pass_on(merge);
    for (std::size_t done = 0; done < set.items.size();) {
        const Result<std::size_t> taken = merge->take(std::span(set.items).subspan(done));
        if (!taken) return pass_on(taken);
        done += *taken;
        if (progress && !progress(static_cast<double>(done) / static_cast<double>(set.items.size()))) return fail(Word::message_import_stopped);
    }
    if (const Result<std::size_t> meetings = merge->take_meetings(set.meetings); !meetings) return pass_on(meetings);
    out.counts = merge->counts();
    return out;
}

Result<ImportPreview> preview_import(notes::Store& store, const KnownBook& known, const std::string& path,
                                     const ImportOptions& options) {
    const Result<share::ReadSet> set = read_import(known, path);
    if (!set) return pass_on(set);
    return preview_of(store, known, path, *set, options);
}

Result<Importing> Importing::begin(notes::Store& store, const KnownBook& known, const std::string& path,
                                   const share::ReadSet& set, const ImportOptions& options) {
    if (!is_about(known, set)) return fail(Word::error_import_other_book, path, set.title, known.book->title);
    if (const Result<void> backed_up = before_import(store); !backed_up) return pass_on(backed_up);
    if (const Result<void> whole = notes::take_back_half_imports(store); !whole) return pass_on(whole);
    const Result<notes::MergeOrder> order = order_of(store, path, set, options, false);
    if (!order) return pass_on(order);
    Result<notes::Merge> merge = notes::Merge::begin(store, known.key, set.head, *order);
    if (!merge) return pass_on(merge);
    return Importing(std::move(*merge), set);
}

Result<bool> Importing::step() {
    const Result<std::size_t> taken = merge_.take(std::span(set_->items).subspan(done_));
    if (!taken) return pass_on(taken);
    done_ += *taken;
    return done_ < set_->items.size();
}

double Importing::progress() const {
    return set_->items.empty() ? 1 : static_cast<double>(done_) / static_cast<double>(set_->items.size());
}

Result<notes::MergeCounts> Importing::finish() {
    if (const Result<std::size_t> meetings = merge_.take_meetings(set_->meetings); !meetings) return pass_on(meetings);
    return merge_.finish();
}

Result<ImportReport> import_set(notes::Store& store, const KnownBook& known, const std::string& path,
                                const share::ReadSet& set, const ImportOptions& options,
                                const ImportProgress& progress) {
    ImportReport report;
    Result<Importing> import = Importing::begin(store, known, path, set, options);
    if (!import) return pass_on(import);
    report.key = import->key();
    for (bool more = true; more;) {
        const Result<bool> step = import->step();
        if (!step) return pass_on(step);
        more = *step;
        if (progress && !progress(import->progress())) {
            report.stopped = true;
            return report;
        }
    }
    const Result<notes::MergeCounts> counts = import->finish();
    if (!counts) return pass_on(counts);
    report.what.counts = *counts;
    report.what.path = path;
    report.what.format = set.format;
    report.what.writer = set.head.writer.profile;
    report.what.title = set.title;
    report.what.same_edition = is_of_edition(known, set);
    report.what.unreadable = set.unreadable;
    report.what.hash = set.hash;
    report.what.network_known = true;
    if (set.head.network) report.what.network = set.head.network->network;
    const Result<notes::Profile> me = store.me();
    if (!me) return pass_on(me);
    report.what.unplaced = count_unplaced(known, set, me->id);
    return report;
}

Result<ImportReport> import_file(notes::Store& store, const KnownBook& known, const std::string& path,
                                 const ImportOptions& options, const ImportProgress& progress) {
    const Result<share::ReadSet> set = read_import(known, path);
    if (!set) return pass_on(set);
    return import_set(store, known, path, *set, options, progress);
}

std::string sentence(const ImportPreview& preview, Language language) {
    const notes::MergeCounts& counts = preview.counts;
    const auto number = [](std::size_t value) { return static_cast<double>(value); };
    const std::string who = preview.writer.name.empty() ? say(Word::import_nameless, language) : preview.writer.name;
    return say(Word::import_sentence, language,
               {preview.path, who, number(counts.added), number(counts.changed), number(counts.known + counts.own),
                number(preview.unplaced), number(preview.unreadable.size() + counts.ahead)});
}

Result<ExportReport> export_annotations(notes::Store& store, const KnownBook& known, const ExportOrder& order, const share::Progress& progress) {
    const Result<std::string> network = network_to_export(store, order);
    if (!network) return pass_on(network);
    notes::SetOrder what;
    what.network = *network;
    what.with_private = order.with_private;
    what.with_name = order.with_name;
    what.only = order.only;
    const Result<notes::NoteSet> set = notes::outgoing(store, known.key, what);
    if (!set) return pass_on(set);
    ExportReport report = count(*set);
    const Result<notes::Counts> all = store.counts(known.key);
    if (!all) return pass_on(all);
    report.private_left_out = order.with_private ? 0 : all->all - std::min(all->all, all->shared);
    if (set->items.empty() && set->meetings.empty())
        return report.private_left_out == 0
                   ? fail(Word::error_export_no_notes, known.book->title)
                   : fail(Word::error_export_only_private, static_cast<double>(report.private_left_out));
    const Result<std::string> bytes = share::write_annotation_set(*set, *known.book, progress);
    if (!bytes) return pass_on(bytes);
    if (const Result<void> written = share::write_whole(order.path, *bytes); !written) return pass_on(written);
    // Only from now on a withdrawal has to travel.
    if (const Result<void> published = notes::mark_published(store, known.key, *set); !published)
        return pass_on(published);
    return report;
}

}  // namespace katern::app
