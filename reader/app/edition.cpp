// A new edition of the book: what became of the notes is told once, and kept to be looked at and chosen about later.
#include "app/edition.h"

#include <algorithm>

#include "app/edition_page.h"
#include "app/looking_back.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

std::string on_one_line(std::string_view words) {
    std::string line(words);
    std::replace(line.begin(), line.end(), '\n', ' ');
    std::replace(line.begin(), line.end(), '\t', ' ');
    return line;
}

// The edition whose report was shown last.
std::string told_key(notes::BookKey book) { return "edition/" + std::to_string(static_cast<std::int64_t>(book)); }

// What was decided in this book, when its edition is to be told of: it wasn't told yet, and notes or decisions are of
// another one. From then on it is told.
Result<std::optional<DecidedInBook>> news_of_edition(notes::Store& store, const KnownBook& known, bool notes_from_another) {
    const std::string key = told_key(known.key);
    const Result<std::optional<std::string>> told = store.setting(key);
    if (!told) return tl::unexpected<Error>(told.error());
    if (*told == known.edition.hash) return std::optional<DecidedInBook>();
    const Result<std::vector<Meeting>> all = meetings(store, known);
    if (!all) return tl::unexpected<Error>(all.error());
    DecidedInBook decided = decided_in(*all, *known.book);
    if (!notes_from_another && decided.then.empty()) return std::optional<DecidedInBook>();
    if (const Result<void> kept = store.set_setting(key, known.edition.hash); !kept) return tl::unexpected<Error>(kept.error());
    return std::optional(std::move(decided));
}

}  // namespace

std::string wording_then(const PlacedNote& placed) {
    const notes::Annotation& note = placed.note;
    if (!note.anchor.exact.empty()) return on_one_line(note.anchor.exact);
    if (note.anchor.figure) return on_one_line(note.anchor.figure->alternative);
    return on_one_line(note.kind == notes::Kind::reflection ? notes::reflection_in(note).question : note.anchor.suffix);
}

std::string wording_now(const Reader& reader, const PlacedNote& placed) {
    if (placed.orphan() || !placed.placed) return {};
    const auto there = reader.book->chapter(placed.chapter);
    return there ? on_one_line(text::slice((*there)->text, placed.bytes)) : std::string();
}

std::string place_in_words(const Reader& reader, const PlacedNote& placed) {
    if (!placed.orphan() && placed.placed) {
        const auto there = reader.book->chapter(placed.chapter);
        if (there) return document::address(reader.book->chapters[placed.chapter], (*there)->block_at(placed.bytes.start));
    }
    const notes::Anchor& anchor = placed.note.anchor;
    return anchor.headings.empty() ? anchor.chapter : anchor.headings.back();
}

std::vector<Candidate> candidates_of(const Reader& reader, const PlacedNote& placed) {
    std::vector<Candidate> out;
    if (!placed.note.resolution) return out;
    const std::optional<std::size_t> index = reader.book->find(placed.note.resolution->chapter);
    if (!index) return out;
    const auto there = reader.book->chapter(*index);
    if (!there) return out;
    for (const notes::CodePointRange& range : placed.note.resolution->candidates) {
        const text::Range bytes = notes::to_bytes(**there, range);
        out.push_back({*index, bytes, on_one_line(text::slice((*there)->text, bytes)),
                       document::address(reader.book->chapters[*index], (*there)->block_at(bytes.start))});
    }
    return out;
}

std::vector<const PlacedNote*> passages_that_are(const Reader& reader, notes::How how) {
    std::vector<const PlacedNote*> found = reader.notes_that_are(how);
    const std::size_t marked = found.size();
    for (const DecidedThen& then : reader.looking_back->decisions.then()) {
        if (!then.passage.note.resolution || then.passage.note.resolution->how != how) continue;
        const auto tells_it = [&](const PlacedNote* note) { return were_same_words(note->note.anchor, then.passage.note.anchor); };
        if (std::none_of(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(marked), tells_it)) found.push_back(&then.passage);
    }
    return found;
}

std::vector<std::string> decided_at(const Reader& reader, const PlacedNote& placed) {
    std::vector<const Decided*> all;
    const auto add = [&](const std::vector<Decided>& here) {
        for (const Decided& one : here)
            if (std::none_of(all.begin(), all.end(), [&](const Decided* other) { return other->id == one.id; })) all.push_back(&one);
    };
    const Decisions& decisions = reader.looking_back->decisions;
    for (const DecidedThen& then : decisions.then())
        if (were_same_words(then.passage.note.anchor, placed.note.anchor)) add(then.decided);
    for (const DecidedPassage& passage : decisions.all())
        if (placed.placed && !placed.orphan() && passage.chapter == placed.chapter && passage.bytes.start < placed.bytes.end &&
            placed.bytes.start < passage.bytes.end)
            add(passage.decided);
    std::vector<std::string> out;
    for (const Decided* one : all)
        out.push_back(decided_here(one->date, std::string(one->words()), reader.settings.language));
    return out;
}

std::vector<const PlacedNote*> Reader::notes_that_are(notes::How how) const {
    std::vector<const PlacedNote*> found;
    for (const PlacedNote& placed : notes)
        if (placed.note.mine && placed.note.kind != notes::Kind::reply && placed.note.resolution && placed.note.resolution->how == how) found.push_back(&placed);
    // Of others what changed: where it is as it was there is nothing to talk about.
    if (how != notes::How::changed && how != notes::How::orphan) return found;
    for (const PlacedNote& placed : notes)
        if (!placed.note.mine && is_shown(placed) && placed.note.kind == notes::Kind::highlight && placed.note.resolution && placed.note.resolution->how == how)
            found.push_back(&placed);
    return found;
}

void Reader::open_edition_report(bool renewed) {
    close_editor();
    comfort_open = false;
    sheet = SheetState{};
    sheet.kind = Sheet::edition;
    sheet.renewed = renewed;
    for (const notes::How how : {notes::How::changed, notes::How::orphan, notes::How::moved, notes::How::exact}) {
        sheet.became = how;
        if (!passages_that_are(*this, how).empty()) break;
    }
}

// Once per edition, when all notes have their place in it. Where nothing has to be looked at, a line suffices.
void Reader::tell_of_new_edition() {
    if (!row || !edition_ || told_of_edition_) return;
    const auto from_another = [&](const PlacedNote& placed) { return placed.note.anchor.book_hash != edition_->hash; };
    if (std::any_of(notes.begin(), notes.end(), [&](const PlacedNote& placed) { return !placed.kept && from_another(placed); })) return;
    told_of_edition_ = true;
    const bool any_from_another = std::any_of(notes.begin(), notes.end(), [&](const PlacedNote& placed) {
        return !placed.note.anchor.book_hash.empty() && from_another(placed);
    });
    ask_store(
        [known = known_book(), any_from_another](notes::Store& store) { return news_of_edition(store, *known, any_from_another); },
        [this, generation = generation_](Result<std::optional<DecidedInBook>> news) {
            if (generation != generation_) return;
            if (!news) return say(news.error());
            if (!*news) return;
            looking_back->decisions.take(std::move(**news));
            const bool all_in_place = passages_that_are(*this, notes::How::moved).empty() && passages_that_are(*this, notes::How::changed).empty() &&
                                      passages_that_are(*this, notes::How::orphan).empty();
            if (all_in_place)
                return say(Word::message_edition_in_place, {static_cast<double>(notes_that_are(notes::How::exact).size())});
            // Nobody is interrupted at what they are doing.
            const bool busy = sheet.kind != Sheet::none || editor || selection || caret || going_to.open || find.open || title_page;
            if (busy) return say(Word::message_edition_waiting);
            open_edition_report(true);
        });
}

void Reader::accept_place(const std::string& id) {
    const PlacedNote* placed = find_note(id);
    if (placed && placed->placed && !placed->orphan()) attach(id, placed->chapter, placed->bytes);
}

void Reader::attach(const std::string& id, std::size_t chapter_at, text::Range bytes) {
    const auto there = book->chapter(chapter_at);
    if (!there) return say(there.error());
    hang_anew(id, **there, bytes, notes::Action::attach, Word::message_attached);
}

// The page shows where it lies now, or the chapter that it was made in, and waits for a selection.
void Reader::start_attaching(const std::string& id) {
    const PlacedNote* placed = find_note(id);
    if (!placed) return;
    sheet = SheetState{};
    selection.reset();
    attaching = id;
    if (placed->placed && !placed->orphan()) return go_to_note(id);
    if (const std::optional<std::size_t> index = notes::chapter_of(placed->note.anchor, *book); index && *index != chapter_index)
        go_to({*index, 0});
}

void Reader::attach_to_selection() {
    if (attaching.empty() || !selection || !chapter) return;
    const text::Range words = without_space_around(chapter->text, selection->range());
    if (words.empty()) return;
    const std::string id = attaching;
    attaching.clear();
    selection.reset();
    caret.reset();
    attach(id, chapter_index, words);
    focus_note(id);
}

void Reader::keep_loose(const std::string& id) {
    if (!edition_) return;
    notes::Change change;
    change.id = id;
    change.loose_in = edition_->hash;
    ask_store([change](notes::Store& store) { return store.change(notes::Action::loosen, {change}); },
              [this, id](Result<void> done) {
                  if (!done) return say(done.error());
                  say(Word::message_loosened);
                  reload_note(id);
              });
}

}  // namespace katern::app
