// Others on the page: whose marks the margin shows, the conversation that is open, and what I reply there.
#include <algorithm>

#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

// Per book: "off" when nobody is shown, and the ids of those that are switched off, a line each.
std::string people_key(const notes::BookRow& book) { return "people/" + std::to_string(static_cast<std::int64_t>(book.key)); }
constexpr std::string_view nobody = "off";

}  // namespace

// --- Who is shown ----------------------------------------------------------------------------------------------------------

bool Reader::is_shown(const PlacedNote& placed) const {
    return placed.note.mine || (peers.shown && !placed.veiled && !peers.hidden.contains(placed.note.author.id));
}

std::string Reader::name_of(const notes::Profile& person) const {
    return person.name.empty() ? text(Word::ui_nameless) : person.name;
}

void Reader::load_peers() {
    if (!row) return;
    ask_store([key = people_key(*row)](notes::Store& store) { return store.setting(key); },
              [this, generation = generation_](Result<std::optional<std::string>> kept) {
                  if (generation != generation_ || !kept) return;
                  const std::string words = kept->value_or(std::string());
                  peers.shown = true;
                  peers.hidden.clear();
                  for (std::size_t start = 0; start < words.size();) {
                      const std::size_t end = std::min(words.find('\n', start), words.size());
                      const std::string word = words.substr(start, end - start);
                      if (word == nobody)
                          peers.shown = false;
                      else if (!word.empty())
                          peers.hidden.insert(word);
                      start = end + 1;
                  }
                  ++peers.revision;
                  refresh_marks();
              });
}

void Reader::keep_peers() {
    ++peers.revision;
    refresh_marks();
    if (conversation && !passage_talked_about()) close_conversation();
    if (!row) return;
    std::string words = peers.shown ? std::string() : std::string(nobody);
    for (const std::string& id : peers.hidden) words += (words.empty() ? "" : "\n") + id;
    save_rows({{people_key(*row), words}});
}

void Reader::show_peers(bool shown) {
    peers.shown = shown;
    keep_peers();
    say(shown ? Word::message_peers_on : Word::message_peers_off);
}

void Reader::show_person(const std::string& profile, bool shown) {
    if (shown)
        peers.hidden.erase(profile);
    else
        peers.hidden.insert(profile);
    keep_peers();
}

void Reader::veil_notes() {
    const std::map<std::string, notes::FirstSelf> wishes = wishes_of(peers.networks);
    const bool was_veiled = peers.veiled > 0;
    peers.veiled = 0;
    if (!was_veiled && !any_veils(wishes, today())) return;
    const std::vector<bool> veils = app::veiled(notes, wishes, today());
    for (std::size_t i = 0; i < notes.size(); ++i) {
        notes[i].veiled = veils[i];
        peers.veiled += veils[i] ? 1 : 0;
    }
}

void Reader::refresh_peers() {
    if (peers_of_.notes == notes_revision && peers_of_.choice == peers.revision && peers_of_.chapter == chapter_index) return;
    peers_of_ = {notes_revision, peers.revision, chapter_index};
    peers.here = PeersHere(notes, chapter_index, [this](const PlacedNote& placed) { return is_shown(placed); });
    peers.veil.reset();
    if (peers.veiled == 0 || !peers.shown) return;
    const auto here = std::find_if(notes.begin(), notes.end(), [&](const PlacedNote& placed) { return placed.veiled && placed.chapter == chapter_index; });
    if (here == notes.end()) return;
    for (const notes::NetworkFacts& facts : peers.networks)
        if (!peers.veil && facts.network.id == here->note.shared_with.front()) peers.veil = facts.first_self;
}

// --- The conversation ------------------------------------------------------------------------------------------------------

const PlacedNote* Reader::find_note(notes::AnnotationKey key) const {
    const auto found = std::find_if(notes.begin(), notes.end(), [&](const PlacedNote& placed) { return placed.note.key == key; });
    return found == notes.end() ? nullptr : &*found;
}

const PeersPassage* Reader::passage_talked_about() const { return conversation ? peers.here.passage_of(conversation->at) : nullptr; }

void Reader::open_conversation(notes::AnnotationKey note, bool by_keys) {
    const PlacedNote* placed = find_note(note);
    if (!placed || placed->veiled || placed->orphan()) return;
    if (placed->chapter != chapter_index) go_to_note(std::string(placed->note.id));
    close_editor();
    if (editor) return;  // its words could not be kept: they stay where they are
    selection.reset();
    focus_note({});
    conversation = Conversation{note, 0, by_keys};
    // Of somebody who is switched off: asked for by name, so shown.
    if (!passage_talked_about()) conversation.reset();
}

void Reader::close_conversation() {
    if (!conversation) return;
    if (editor && editor->in_conversation) close_editor();
    if (editor && editor->in_conversation) return;
    conversation.reset();
}

void Reader::step_peers(int by) {
    if (!layout || !peers.shown) return show_peers(true);
    const std::vector<PeersPassage>& passages = peers.here.passages();
    const std::size_t from = passage_talked_about() ? passage_talked_about()->bytes.start : place().byte;
    const bool talking = passage_talked_about() != nullptr;
    const PeersPassage* next = nullptr;
    for (const PeersPassage& passage : passages) {
        const std::size_t at = passage.bytes.start;
        if (by > 0 ? at > from || (at == from && !talking) : at < from) {
            next = &passage;
            if (by > 0) break;
        }
    }
    if (!next) return step_peers_over_chapters(by);
    const text::Range bytes = next->bytes;
    const notes::AnnotationKey note = notes[next->marks.front()].note.key;
    bring_into_sight(bytes.end);
    bring_into_sight(bytes.start);
    open_conversation(note, true);
}

// To the nearest chapter before or behind this one in which somebody else marked or replied.
void Reader::step_peers_over_chapters(int by) {
    const PlacedNote* next = nullptr;
    for (const PlacedNote& placed : notes) {
        const bool said = placed.note.kind == notes::Kind::highlight || placed.note.kind == notes::Kind::reply;
        if (placed.note.mine || !said || placed.orphan() || !is_shown(placed)) continue;
        if (by > 0 && placed.chapter > chapter_index && (!next || placed.chapter < next->chapter)) next = &placed;
        if (by < 0 && placed.chapter < chapter_index && (!next || placed.chapter >= next->chapter)) next = &placed;
    }
    if (!next) return say(by > 0 ? Word::message_no_peers_further : Word::message_no_peers_before);
    const notes::AnnotationKey note = next->note.key;
    go_to_note(std::string(next->note.id));
    open_conversation(note, true);
}

// --- My reply --------------------------------------------------------------------------------------------------------------

void Reader::reply_to(notes::AnnotationKey note) {
    const PlacedNote* parent = find_note(note);
    if (!parent || !conversation) return;
    if (parent->note.mine && parent->note.kind == notes::Kind::reply) return edit_note(std::string(parent->note.id));
    if (!row) return say(store_failure ? *store_failure : Error{Word::message_not_ready, {}});
    close_editor();
    if (editor) return;  // its words could not be kept: they stay where they are
    notes::Draft draft;
    draft.kind = notes::Kind::reply;
    draft.anchor = parent->note.anchor;
    draft.parent = parent->note.id;
    draft.join = notes::new_uuid(steady_now());
    editor.emplace();
    editor->saved_revision = editor->sent_revision = editor->edit.revision();
    editor->join = draft.join;
    editor->in_conversation = true;
    editor->replies_to = note;
    editor->byte = parent->bytes.start;
    editor->draft = std::move(draft);
}

std::vector<std::string> Reader::networks_of_reply() const {
    if (!editor || !editor->in_conversation) return {};
    const PlacedNote* parent = find_note(editor->replies_to);
    if (const PlacedNote* own = parent ? nullptr : find_note(editor->id)) parent = find_note(own->note.parent);
    return parent ? parent->note.shared_with : std::vector<std::string>();
}

void Reader::post_reply() {
    if (!editor || !editor->in_conversation) return;
    const std::vector<std::string> networks = networks_of_reply();
    if (networks.empty()) return close_editor();
    ask_name_then([this, networks] {
        if (!editor || !editor->in_conversation) return;
        save_editor(true);
        if (editor->draft) return;  // no words, or no store
        editor->post = editor->id.empty();
        if (editor->post) return;
        const std::string id = editor->id;
        close_editor();
        notes::Change change;
        change.id = id;
        change.share_with = networks;
        ask_store([change](notes::Store& store) { return store.change(notes::Action::share, {change}); },
                  [this, id](Result<void> shared) {
                      if (!shared) return say(shared.error());
                      reload_note(id);
                  });
    });
}

}  // namespace katern::app
