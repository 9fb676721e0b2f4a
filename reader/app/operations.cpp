#include "app/operations.h"

#include <algorithm>
#include <filesystem>

#include "app/bundled_katern.h"
#include "platform/platform.h"
#include "words/words.h"

namespace katern::app {
namespace {

// The ids of the networks to share with: none, or the one that is named.
Result<std::vector<std::string>> networks_for(notes::Store& store, const std::optional<std::string>& name) {
    if (!name) return std::vector<std::string>{};
    const Result<notes::Network> network = network_named(store, *name);
    if (!network) return pass_on(network);
    return std::vector<std::string>{network->id};
}

bool is_in(const std::vector<std::string>& list, const std::string& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

bool passes(const Filter& filter, const share::Passage& passage) {
    const notes::Annotation& note = passage.note;
    if (filter.orphans && !passage.orphan()) return false;
    if (filter.author && note.author.name != *filter.author && note.author.id != *filter.author) return false;
    if (filter.category && note.category != *filter.category) return false;
    return !filter.tag || is_in(note.tags, *filter.tag);
}

}  // namespace

Result<std::shared_ptr<const document::Book>> open_book(const std::string& where) {
    return document::open_book(where.empty() ? "@katern" : where, bundled_katern());
}

Result<notes::Store> open_store(const std::optional<std::string>& data, const std::string& window, bool check_all) {
    const auto folder = platform::data_folder(data ? std::optional<std::filesystem::path>(*data) : std::nullopt);
    if (!folder) return pass_on(folder);
    notes::StoreOptions options;
    options.folder = folder->string();
    options.window = window;
    options.check_all = check_all;
    return notes::Store::open(std::move(options));
}

Result<KnownBook> find_in(notes::Store& store, std::shared_ptr<const document::Book> book) {
    KnownBook known{book, notes::edition_of(*book), {}};
    const Result<notes::Recognition> answer = store.recognise(known.edition, book->path);
    if (!answer) return pass_on(answer);
    if (answer->in_doubt()) {
        const notes::BookRow& other = answer->doubts.front();
        return fail(Word::error_book_in_doubt, book->title, other.title, other.path);
    }
    known.key = answer->book.key;
    return known;
}

Result<notes::Network> known_network(notes::Store& store, const std::string& name) {
    const Result<std::vector<notes::Network>> networks = store.networks();
    if (!networks) return pass_on(networks);
    for (const notes::Network& network : *networks)
        if (network.id == name) return network;
    for (const notes::Network& network : *networks)
        if (network.name == name) return network;
    return fail(Word::error_network_name, name);
}

Result<std::string> annotate(notes::Store& store, const KnownBook& known, const NewNote& note) {
    const std::optional<std::size_t> index = known.book->find(note.chapter);
    if (!index) return fail(Word::error_chapter_unknown, note.chapter, known.book->title);
    const auto chapter = known.book->chapter(*index);
    if (!chapter) return pass_on(chapter);
    const std::vector<text::Range> places = notes::find_quote(**chapter, note.quote, note.prefix, note.suffix);
    if (places.empty()) return fail(Word::error_quote_nowhere, note.quote, note.chapter);
    if (places.size() > 1)
        return fail(Word::error_quote_often, static_cast<double>(places.size()), note.quote, note.chapter);

    notes::Draft draft;
    draft.anchor = notes::anchor_on(**chapter, known.edition, places.front());
    draft.category = note.category;
    draft.body = note.body;
    draft.tags = note.tags;
    const auto networks = networks_for(store, note.share);
    if (!networks) return pass_on(networks);
    draft.share_with = *networks;
    return store.add(known.key, draft);
}

Result<notes::Network> network_named(notes::Store& store, const std::string& name) {
    if (!name.empty())
        if (Result<notes::Network> known = known_network(store, name)) return known;
    return store.network(name);
}

Result<std::string> reply(notes::Store& store, const KnownBook& known, const NewReply& note) {
    const Result<notes::Annotation> parent = note_of(store, known, note.parent);
    if (!parent) return pass_on(parent);
    notes::Draft draft;
    draft.kind = notes::Kind::reply;
    draft.anchor = parent->anchor;
    draft.body = note.body;
    draft.parent = parent->id;
    const auto networks = networks_for(store, note.share);
    if (!networks) return pass_on(networks);
    draft.share_with = *networks;
    return store.add(known.key, draft);
}

Result<notes::Annotation> note_of(notes::Store& store, const KnownBook& known, const std::string& id) {
    Result<notes::Annotation> note = store.annotation(id, known.edition.hash);
    if (note && note->book != known.key) return fail(Word::error_note_elsewhere, id, known.book->title);
    return note;
}

Result<void> edit(notes::Store& store, const KnownBook& known, const NoteEdit& edit) {
    const Result<notes::Annotation> note = note_of(store, known, edit.id);
    if (!note) return pass_on(note);
    notes::Change change;
    change.id = edit.id;
    change.category = edit.category;
    change.body = edit.body;
    change.tags = edit.tags;
    // A step has one name: that of the words before that of the category before that of the tags.
    const notes::Action action = edit.body       ? notes::Action::write
                                 : edit.category ? notes::Action::categorise
                                                 : notes::Action::tag;
    return store.change(action, {change});
}

Result<void> remove(notes::Store& store, const KnownBook& known, const std::string& id) {
    const Result<notes::Annotation> note = note_of(store, known, id);
    if (!note) return pass_on(note);
    if (!note->alive) return fail(Word::error_note_deleted, id);
    return store.remove({id});
}

Result<void> restore(notes::Store& store, const KnownBook& known, const std::string& id) {
    const Result<notes::Annotation> note = note_of(store, known, id);
    if (!note) return pass_on(note);
    if (note->alive) return fail(Word::error_note_not_deleted, id);
    return store.restore({id});
}

Result<std::vector<BackupChoice>> backups(notes::Store& store) {
    const Result<std::vector<notes::Backup>> all = notes::backups(store);
    if (!all) return pass_on(all);
    std::vector<BackupChoice> out;
    for (const notes::Backup& backup : *all) {
        const Result<std::size_t> missing = notes::missing_of(store, backup);
        if (!missing) return pass_on(missing);
        out.push_back({backup, *missing});
    }
    return out;
}

Result<std::size_t> restore_backup(notes::Store& store, const notes::Backup& backup) {
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!now) return pass_on(now);
    return notes::restore_backup(store, backup, *now);
}

Result<std::vector<Trashed>> trash(notes::Store& store, notes::BookKey book) {
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!now) return pass_on(now);
    notes::Query query;
    query.deleted = true;
    Result<std::vector<notes::Annotation>> deleted = store.annotations(book, query);
    if (!deleted) return pass_on(deleted);
    std::stable_sort(deleted->begin(), deleted->end(),
                     [](const notes::Annotation& a, const notes::Annotation& b) { return a.deleted > b.deleted; });
    constexpr notes::Milliseconds a_day = 24LL * 60 * 60 * 1000;
    std::vector<Trashed> out;
    for (notes::Annotation& note : *deleted) {
        if (!note.mine) continue;  // only who deleted it can take it back
        const notes::Milliseconds left = std::max<notes::Milliseconds>(0, note.deleted + notes::kept_after_deletion - *now);
        out.push_back({std::move(note), static_cast<int>((left + a_day - 1) / a_day)});
    }
    return out;
}

Result<void> before_import(notes::Store& store) {
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!now) return pass_on(now);
    return notes::back_up_before_import(store, *now);
}

Result<void> share_with(notes::Store& store, const KnownBook& known, const std::string& id,
                        const std::string& network) {
    const Result<notes::Annotation> note = note_of(store, known, id);
    if (!note) return pass_on(note);
    const Result<notes::Network> to = network_named(store, network);
    if (!to) return pass_on(to);
    return store.share({id}, to->id);
}

Result<void> withdraw(notes::Store& store, const KnownBook& known, const std::string& id,
                      const std::optional<std::string>& network) {
    const Result<notes::Annotation> note = note_of(store, known, id);
    if (!note) return pass_on(note);
    notes::Change change;
    change.id = id;
    change.withdraw_from = note->shared_with;
    if (network) {
        const Result<notes::Network> from = known_network(store, *network);
        if (!from) return pass_on(from);
        std::erase_if(change.withdraw_from, [&](const std::string& shared) { return shared != from->id; });
    }
    if (change.withdraw_from.empty()) return fail(Word::error_note_not_shared, id);
    return store.change(notes::Action::withdraw, {change});
}

Result<std::vector<share::Passage>> passages(notes::Store& store, const KnownBook& known, const Filter& filter) {
    notes::Query query;
    query.edition = known.edition.hash;
    Result<std::vector<notes::Annotation>> found = store.annotations(known.key, query);
    if (!found) return pass_on(found);
    std::vector<share::Passage> all;
    std::vector<notes::Anchor> anchors;
    std::vector<std::size_t> unresolved;
    for (notes::Annotation& note : *found) {
        share::Passage passage;
        if (note.resolution) {
            passage.place = *note.resolution;
        } else {
            unresolved.push_back(all.size());
            anchors.push_back(note.anchor);
        }
        passage.note = std::move(note);
        all.push_back(std::move(passage));
    }
    const std::vector<notes::Resolution> places = notes::resolve_all(anchors, *known.book);
    std::vector<std::pair<notes::AnnotationKey, notes::Resolution>> resolved;
    for (std::size_t i = 0; i < places.size(); ++i) {
        all[unresolved[i]].place = places[i];
        resolved.emplace_back(all[unresolved[i]].note.key, places[i]);
    }
    if (!resolved.empty())
        if (const Result<void> saved = store.save_resolutions(known.edition.hash, resolved); !saved)
            return pass_on(saved);
    share::sort_in_reading_order(all, *known.book);
    std::erase_if(all, [&](const share::Passage& passage) { return !passes(filter, passage); });
    return all;
}

}  // namespace katern::app
