// The list of notes, and what is done with several of them at once: each is one transaction and one undo step.
#include <algorithm>
#include <span>
#include <unordered_set>

#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

// Up to here each note is read back by itself; beyond it, all of the book's are.
constexpr std::size_t read_one_by_one = 100;

struct Changed {
    std::vector<notes::Annotation> notes;
    std::optional<notes::Step> step;
};

// Those of them that are there and mine.
std::vector<const PlacedNote*> mine_among(std::span<const PlacedNote> notes, const std::vector<std::string>& ids) {
    const std::unordered_set<std::string_view> wanted(ids.begin(), ids.end());
    std::vector<const PlacedNote*> found;
    for (const PlacedNote& placed : notes)
        if (placed.note.mine && wanted.contains(placed.note.id)) found.push_back(&placed);
    return found;
}

notes::Change change_of(const PlacedNote& placed) {
    notes::Change change;
    change.id = placed.note.id;
    return change;
}

notes::Change with_tags(const PlacedNote& placed, std::vector<std::string> tags) {
    notes::Change change = change_of(placed);
    change.tags = std::move(tags);
    return change;
}

bool holds(const std::vector<std::string>& tags, const std::string& tag) {
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

}  // namespace

// --- The list --------------------------------------------------------------------------------------------------------------

bool Reader::list_notes() {
    if (!book) return true;
    notes_filter.words = notes_query.text();
    return notes_list.update(*book, notes, notes_revision, notes_filter, notes_order, notes::wall_clock().value_or(0));
}

void Reader::clear_notes_filter() {
    notes_filter = NotesFilter{};
    notes_query.set_text({});
    notes_scroll = 0;
}

const std::vector<TagCount>& Reader::known_tags() {
    if (tags_revision_ != notes_revision) {
        tags_revision_ = notes_revision;
        tags_ = tags_of(notes);
    }
    return tags_;
}

std::vector<std::uint32_t> Reader::extracted() {
    std::vector<std::uint32_t> wanted;
    for (const std::uint32_t note : notes_list.matches())
        if (notes[note].note.kind != notes::Kind::bookmark) wanted.push_back(note);
    return wanted;
}

void Reader::open_extract() {
    close_editor();
    selection.reset();
    focus_note({});
    comfort_open = false;
    extract.emplace();
}

void Reader::print_extract() {
    close_editor();
    sheet = SheetState{};
    sheet.kind = Sheet::print;
    sheet.print_extract = true;
}

void Reader::remove_chosen() {
    std::vector<std::string> ids;
    for (const PlacedNote* placed : chosen_notes.among(notes)) ids.push_back(placed->note.id);
    chosen_notes.clear();
    remove_notes(ids);
}

void Reader::open_rename_tag(const std::string& tag) {
    sheet = SheetState{};
    sheet.kind = Sheet::rename_tag;
    sheet.tag = tag;
    sheet.name.set_text(tag);
    sheet.name.select_all();
}

// --- Changing --------------------------------------------------------------------------------------------------------------

void Reader::change_notes(notes::Action action, std::vector<notes::Change> changes) {
    if (changes.empty() || !row) return;
    const std::size_t count = changes.size();
    ask_store(
        [key = row->key, action, changes = std::move(changes)](notes::Store& store) -> Result<Changed> {
            if (const Result<void> done = store.change(action, changes); !done)
                return tl::unexpected<Error>(done.error());
            Changed changed;
            if (const auto step = store.next_undo(key)) changed.step = *step;
            if (changes.size() > read_one_by_one) return changed;
            for (const notes::Change& change : changes) {
                Result<notes::Annotation> note = store.annotation(change.id);
                if (!note) return tl::unexpected<Error>(note.error());
                changed.notes.push_back(std::move(*note));
            }
            return changed;
        },
        [this, count, generation = generation_](Result<Changed> changed) {
            if (generation != generation_) return;
            if (!changed) return say(changed.error());
            if (count > read_one_by_one) {
                load_notes();
            } else {
                for (const notes::Annotation& note : changed->notes) update_note(note);
            }
            if (count > 1 && changed->step)
                say(Word::message_step_done, {text(changed->step->label(), changed->step->arguments())});
        });
}

// What was taken back or done again, by its name; where not all of it was, why.
void Reader::say_step(const notes::UndoOutcome& outcome, Word done) {
    if (outcome.what != notes::UndoOutcome::What::done) return say(outcome.sentence(), outcome.arguments());
    say(done, {text(outcome.step.label(), outcome.step.arguments())});
}

void Reader::set_category(const std::vector<std::string>& ids, const std::string& category) {
    std::vector<notes::Change> changes;
    for (const PlacedNote* placed : mine_among(notes, ids)) {
        // A bookmark or an answer does not get a category by being chosen along.
        if (placed->note.kind != notes::Kind::highlight || placed->note.category == category) continue;
        changes.push_back(change_of(*placed));
        changes.back().category = category;
    }
    change_notes(notes::Action::categorise, std::move(changes));
}

void Reader::add_tag(const std::vector<std::string>& ids, const std::string& typed) {
    const std::string tag = clean_tag(typed);
    if (tag.empty()) return;
    std::vector<notes::Change> changes;
    for (const PlacedNote* placed : mine_among(notes, ids)) {
        std::vector<std::string> tags = placed->note.tags;
        if (holds(tags, tag)) continue;
        tags.push_back(tag);
        changes.push_back(with_tags(*placed, std::move(tags)));
    }
    change_notes(notes::Action::tag, std::move(changes));
}

void Reader::remove_tag(const std::vector<std::string>& ids, const std::string& tag) {
    std::vector<notes::Change> changes;
    for (const PlacedNote* placed : mine_among(notes, ids)) {
        std::vector<std::string> tags = placed->note.tags;
        if (std::erase(tags, tag) > 0) changes.push_back(with_tags(*placed, std::move(tags)));
    }
    change_notes(notes::Action::tag, std::move(changes));
}

void Reader::rename_tag(const std::string& from, const std::string& typed) {
    const std::string to = clean_tag(typed);
    if (to.empty() || to == from) return;
    std::vector<notes::Change> changes;
    for (const PlacedNote& placed : notes) {
        std::vector<std::string> tags = placed.note.tags;
        if (!placed.note.mine || !holds(tags, from)) continue;
        if (holds(tags, to)) {
            std::erase(tags, from);
        } else {
            std::replace(tags.begin(), tags.end(), from, to);
        }
        changes.push_back(with_tags(placed, std::move(tags)));
    }
    std::replace(notes_filter.tags.begin(), notes_filter.tags.end(), from, to);
    change_notes(notes::Action::tag, std::move(changes));
}

void Reader::set_shared(const std::vector<std::string>& ids, bool shared) {
    std::vector<std::string> wanted;
    for (const PlacedNote* placed : mine_among(notes, ids))
        if (placed->note.is_private() == shared) wanted.push_back(placed->note.id);
    if (wanted.empty()) return;
    const auto act = [this, wanted, shared] {
        ask_store([](notes::Store& store) { return store.network(""); },
                  [this, wanted, shared](Result<notes::Network> network) {
                      if (!network) return say(network.error());
                      std::vector<notes::Change> changes;
                      for (const PlacedNote* placed : mine_among(notes, wanted)) {
                          changes.push_back(change_of(*placed));
                          if (shared) {
                              changes.back().share_with = {network->id};
                          } else {
                              changes.back().withdraw_from = placed->note.shared_with;
                          }
                      }
                      change_notes(shared ? notes::Action::share : notes::Action::withdraw, std::move(changes));
                  });
    };
    if (shared) {
        ask_name_then(act);
    } else {
        act();
    }
}

void Reader::remove_notes(const std::vector<std::string>& ids) {
    std::vector<notes::Change> changes;
    for (const PlacedNote* placed : mine_among(notes, ids)) {
        if (editor && editor->id == placed->note.id) editor.reset();
        if (focused_note == placed->note.id) focused_note.clear();
        changes.push_back(change_of(*placed));
        changes.back().alive = false;
    }
    change_notes(notes::Action::remove, std::move(changes));
}

}  // namespace katern::app
