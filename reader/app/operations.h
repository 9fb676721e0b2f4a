// What can be done with a book and its notes, with typed arguments: the command line and the window do it by the same
// calls. Each takes the store that it works on, so the window posts it to the store's thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "document/document.h"
#include "notes/notes.h"
#include "share/share.h"
#include "words/word.h"

namespace katern::app {

// A book with its row in the store.
struct KnownBook {
    std::shared_ptr<const document::Book> book;
    notes::Edition edition;
    notes::BookKey key{};
};

// `where`: as typed; "" and "@katern" are the bundled one.
[[nodiscard]] Result<std::shared_ptr<const document::Book>> open_book(const std::string& where);

// The notes of this computer, or of the folder `data` (--data). `window`: whose undo steps.
// `check_all`: after a failure that said that the file is damaged, so that it is found and rescued.
[[nodiscard]] Result<notes::Store> open_store(const std::optional<std::string>& data, const std::string& window,
                                              bool check_all = false);

// Which of the store's books this is, and notes that it was opened. Fails where a person has to say so: it looks like a
// book that was opened before, but its name or its text is another.
[[nodiscard]] Result<KnownBook> find_in(notes::Store& store, std::shared_ptr<const document::Book> book);

// The network with this id or else this name, without making it.
[[nodiscard]] Result<notes::Network> known_network(notes::Store& store, const std::string& name);

// --- Making and changing

struct NewNote {
    std::string chapter;  // id
    std::string quote;    // must be found exactly once in the chapter, with prefix before it and suffix behind it
    std::string prefix, suffix;
    std::string category;  // empty: none
    std::string body;      // Markdown
    std::vector<std::string> tags;
    std::optional<std::string> share;  // name of a network, made when there is none; "": the first one
};
// Its id.
[[nodiscard]] Result<std::string> annotate(notes::Store& store, const KnownBook& known, const NewNote& note);

// The network with this name or id; made when there is none. "": the first one.
[[nodiscard]] Result<notes::Network> network_named(notes::Store& store, const std::string& name);

struct NewReply {
    std::string parent;  // id
    std::string body;
    std::optional<std::string> share;
};
[[nodiscard]] Result<std::string> reply(notes::Store& store, const KnownBook& known, const NewReply& note);

// The note with this id, when it is one of this book.
[[nodiscard]] Result<notes::Annotation> note_of(notes::Store& store, const KnownBook& known, const std::string& id);

struct NoteEdit {
    std::string id;
    std::optional<std::string> category, body;
    std::optional<std::vector<std::string>> tags;
};
[[nodiscard]] Result<void> edit(notes::Store& store, const KnownBook& known, const NoteEdit& edit);
[[nodiscard]] Result<void> remove(notes::Store& store, const KnownBook& known, const std::string& id);
[[nodiscard]] Result<void> restore(notes::Store& store, const KnownBook& known, const std::string& id);
// `network`: a name, made when there is none; "": the first one.
[[nodiscard]] Result<void> share_with(notes::Store& store, const KnownBook& known, const std::string& id,
                                      const std::string& network);
// `network`: a name; nothing: from all that it is shared with.
[[nodiscard]] Result<void> withdraw(notes::Store& store, const KnownBook& known, const std::string& id,
                                    const std::optional<std::string>& network);

// --- Going back

struct BackupChoice {
    notes::Backup backup;
    std::size_t missing = 0;  // of its notes: not alive here, and would come back
};
[[nodiscard]] Result<std::vector<BackupChoice>> backups(notes::Store& store);  // newest first
// How many came back. The present state is backed up first.
[[nodiscard]] Result<std::size_t> restore_backup(notes::Store& store, const notes::Backup& backup);
// What is in the trash of a book, last deleted first; `days_left`: until its words are erased.
struct Trashed {
    notes::Annotation note;
    int days_left = 0;
};
[[nodiscard]] Result<std::vector<Trashed>> trash(notes::Store& store, notes::BookKey book);
// To be called before anything that comes from elsewhere is merged.
[[nodiscard]] Result<void> before_import(notes::Store& store);

// --- Listing

struct Filter {
    std::optional<std::string> author;    // name or id
    std::optional<std::string> category;  // "": without one
    std::optional<std::string> tag;
    bool orphans = false;  // only those
};
// Every living note with its place in the text of today, in reading order. Places that weren't known yet are kept.
[[nodiscard]] Result<std::vector<share::Passage>> passages(notes::Store& store, const KnownBook& known,
                                                           const Filter& filter = {});

}  // namespace katern::app
