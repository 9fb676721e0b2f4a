// All that the reader keeps, in one SQLite file. The schema and its invariants are in README.md beside this file.
//
// A Store belongs to one thread at a time; StoreThread gives it one of its own. Every operation is one transaction
// (BEGIN IMMEDIATE) that is on the disk when the call returns. Errors are sentences for people: no rights, read-only,
// held by another program, from a newer version, not a database, disk full, damaged. Nothing is overwritten or deleted
// on an error.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "notes/annotation.h"
#include "notes/undo.h"

namespace katern::notes {

inline constexpr int schema_version = 2;

struct StoreOptions {
    std::string folder;  // holds katern.db; made when it isn't there
    // Whose undo steps. A window keeps its name over restarts ("window-1"); two that are open at once have different
    // ones.
    std::string window = "cli";
    std::chrono::milliseconds busy_timeout{5000};
    std::function<Milliseconds()> now;  // empty: wall_clock()
    std::string machine;                // what tells this machine from another; empty: /etc/machine-id
    bool check_all = false;             // look for damage in all of it, however large: after a failure that says so
};

// The file was damaged. It lies where `aside` says; what could be read is in the new one, with what a backup had.
struct Rescue {
    std::string aside;
    std::size_t from_file = 0;    // notes alive
    std::size_t from_backup = 0;  // further ones
    std::optional<Milliseconds> backup;  // when it was made; nothing: there was none

    [[nodiscard]] std::string sentence(Language language) const;
};

// A book that notes were made in, or that was opened.
struct BookRow {
    BookKey key{};
    std::string id;  // as it called itself last
    std::string title;
    std::vector<std::string> authors;
    std::string path;  // where it was last seen; absolute, or "@katern"
    std::string hash;  // of the text last seen; empty: not known
    Milliseconds opened = 0;
    std::string place_chapter;     // where the reader is; empty: nowhere yet
    std::size_t place_offset = 0;  // code points in that chapter
    std::size_t annotations = 0;   // alive; counted by books() and for doubts only
};

// Is this a book that we know? See Store::recognise.
struct Recognition {
    enum class What : std::uint8_t {
        known,      // by its id
        moved,      // by its text, under another id; its notes come along
        new_book,   // not seen before
        other_text  // or not: its id and its text disagree, or its title or some chapters are known. Ask the person
    };
    What what = What::new_book;
    BookRow book;                 // unless other_text
    std::vector<BookRow> doubts;  // other_text: the books that it may be, most alike first

    [[nodiscard]] bool in_doubt() const { return what == What::other_text; }
};

struct Network {
    std::string id;    // UUID
    std::string name;  // empty: the one that everybody begins with
    bool operator==(const Network&) const = default;
};

// Several fields of one annotation. What is nothing stays as it is.
struct Change {
    std::string id;
    std::optional<std::string> category;
    std::optional<std::string> body;
    std::optional<std::vector<std::string>> tags;
    std::optional<bool> alive;
    std::optional<Anchor> anchor;         // a further one: ends adjusted or passage attached anew
    std::optional<std::string> loose_in;  // hash of the edition in which it is to have no place
    std::optional<std::string> accepted;  // id of the reply that answers this question; "" takes that back
    std::optional<std::string> cycle;     // of a reflection on a meeting; "" is none
    std::vector<std::string> share_with;  // network ids
    std::vector<std::string> withdraw_from;
};

struct Query {
    std::optional<std::string> chapter;  // only what lies there (by resolution in `edition`, else by the newest anchor)
    // Hash of the whole text: fills Annotation::resolution, and gives the anchor that holds there. What was attached in a
    // later edition doesn't move a note in an earlier one.
    std::string edition;
    bool deleted = false;                // those in the trash instead of those alive
};

// Some of a book's annotations, in the order in which they came into the file.
struct AnnotationPortion {
    std::vector<Annotation> annotations;
    std::optional<AnnotationKey> next;  // go on behind this one; nothing: that was all
};

// So long the words of what was deleted are kept.
inline constexpr Milliseconds kept_after_deletion = 30LL * 24 * 60 * 60 * 1000;

struct Counts {
    std::size_t all = 0;      // alive
    std::size_t notes = 0;    // of these, with a body
    std::size_t shared = 0;   // of these, with at least one network
    std::size_t deleted = 0;  // in the trash
    bool operator==(const Counts&) const = default;
};

// One field with its writer and clock, for exchange and for people who look things up.
struct Field {
    std::string name;   // category, body, tags (JSON array), life (alive, deleted), unknown
    std::string value;  // "" is none
    Clock clock;
    std::string writer;  // profile id
    std::string via;     // profile id of who passed it on; empty: first-hand
};

class Store {
public:
    // A damaged file is rescued first; `rescued` says so, once, to whoever opened it.
    [[nodiscard]] static Result<Store> open(StoreOptions options);
    ~Store();
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;

    [[nodiscard]] const std::string& path() const;  // of katern.db
    [[nodiscard]] const std::string& folder() const;
    [[nodiscard]] const std::optional<Rescue>& rescued() const;

    // --- Who writes
    [[nodiscard]] Result<Profile> me();
    [[nodiscard]] Result<void> set_profile(const std::string& name, const std::string& school);
    // From now on this file is that person's. Only while nothing was written under the present profile: else those
    // notes would change hands, and it fails.
    [[nodiscard]] Result<void> become(const Profile& profile);
    [[nodiscard]] Result<bool> is_unwritten();  // nothing was, under the present profile
    [[nodiscard]] Device device() const;

    // --- Books
    // Quick, without any chapter: the book with this id, when it was last seen at this path. For the first page.
    [[nodiscard]] Result<std::optional<BookRow>> seen_before(const std::string& book_id, const std::string& path);
    // Notes which book this is, where it is and what its text is. A known id with text that has something in common
    // with what we know (title, a chapter, or the same path) is that book. An unknown id with the same whole text is
    // that book too, and keeps its notes. Where title or chapters are known but neither id nor whole text, or where a
    // known id comes with quite another title, text and path, the answer is in doubt and nothing is written until the
    // person said so.
    [[nodiscard]] Result<Recognition> recognise(const Edition& edition, const std::string& path);
    // What the person said: it is this book (its notes come along), or a new one.
    [[nodiscard]] Result<BookRow> accept_as(BookKey known, const Edition& edition, const std::string& path);
    [[nodiscard]] Result<BookRow> accept_as_new(const Edition& edition, const std::string& path);
    [[nodiscard]] Result<BookRow> book(BookKey book);
    [[nodiscard]] Result<std::vector<BookRow>> books();  // last opened first
    [[nodiscard]] Result<void> set_place(BookKey book, const std::string& chapter, std::size_t code_point);

    // --- Changing. Each call is one undo step of this window. Only what is mine can be changed.
    [[nodiscard]] Result<std::string> add(BookKey book, const Draft& draft);  // its id
    [[nodiscard]] Result<std::vector<std::string>> add(BookKey book, const std::vector<Draft>& drafts);
    // `join`: when not empty and the window's last step had the same action, note and join, the two become one. For
    // typing.
    [[nodiscard]] Result<void> change(Action action, const std::vector<Change>& changes, const std::string& join = {});
    [[nodiscard]] Result<void> set_category(const std::vector<std::string>& ids, const std::string& category);
    [[nodiscard]] Result<void> set_body(const std::string& id, const std::string& body, const std::string& join = {});
    [[nodiscard]] Result<void> set_tags(const std::vector<std::string>& ids, const std::vector<std::string>& tags);
    [[nodiscard]] Result<void> share(const std::vector<std::string>& ids, const std::string& network);
    [[nodiscard]] Result<void> withdraw(const std::vector<std::string>& ids, const std::string& network);
    [[nodiscard]] Result<void> remove(const std::vector<std::string>& ids);   // to the trash
    [[nodiscard]] Result<void> restore(const std::vector<std::string>& ids);  // a revival: every field is written anew

    // --- Undo, per window and book
    [[nodiscard]] Result<std::optional<Step>> next_undo(BookKey book);
    [[nodiscard]] Result<std::optional<Step>> next_redo(BookKey book);
    [[nodiscard]] Result<UndoOutcome> undo(BookKey book);
    [[nodiscard]] Result<UndoOutcome> redo(BookKey book);

    // --- Reading
    // By chapter id, start and creation; not in reading order of chapters, which only the book knows.
    [[nodiscard]] Result<std::vector<Annotation>> annotations(BookKey book, const Query& query = {});
    // The same in portions, so that nobody waits for a hundred thousand: at most `most` of what comes behind `after`.
    [[nodiscard]] Result<AnnotationPortion> annotations(BookKey book, const Query& query, AnnotationKey after, std::size_t most);
    // Mine when I have this id, else anybody's; also when deleted. Fails with a sentence when there is none.
    [[nodiscard]] Result<Annotation> annotation(const std::string& id, const std::string& edition = {});
    [[nodiscard]] Result<Counts> counts(BookKey book);
    [[nodiscard]] Result<std::vector<Field>> fields(AnnotationKey annotation);
    [[nodiscard]] Result<std::vector<Anchor>> anchors(AnnotationKey annotation);  // the first one first
    [[nodiscard]] Result<void> save_resolutions(const std::string& edition,
                                                const std::vector<std::pair<AnnotationKey, Resolution>>& resolutions);

    // --- Networks
    [[nodiscard]] Result<std::vector<Network>> networks();  // the unnamed first one first
    // The network with this name, made when there is none; "" is the first one.
    [[nodiscard]] Result<Network> network(const std::string& name);

    // --- Settings of the window: text by key ("theme", "size", "language"). Not undone, not exchanged.
    [[nodiscard]] Result<std::optional<std::string>> setting(const std::string& key);
    [[nodiscard]] Result<void> set_setting(const std::string& key, const std::string& value);
    [[nodiscard]] Result<void> set_settings(const std::vector<std::pair<std::string, std::string>>& rows);  // all or none

    // --- Other windows
    // True when another connection has written since the last call (PRAGMA data_version).
    [[nodiscard]] bool changed_by_others();
    // Files whose change says that another window wrote; they come and go, so their folder is what to watch.
    [[nodiscard]] std::vector<std::string> files_to_watch() const;

    // --- Keeping
    // A whole copy by SQLite's backup, written beside and renamed. Replaces an older copy of ours, never another kind
    // of file.
    [[nodiscard]] Result<void> copy_to(const std::string& path);
    // All of it is looked at, which takes a second per few hundred MB; gives up with `true` as soon as `stop` says so.
    [[nodiscard]] Result<bool> is_sound(const std::function<bool()>& stop = {});
    // Drops the words of what was deleted more than 30 days ago; id and time stay. Called by open(). Says how many.
    [[nodiscard]] Result<std::size_t> forget_deleted();

    struct State;  // of this folder's own (state.h)
    [[nodiscard]] State& state() { return *state_; }

private:
    [[nodiscard]] static Result<Store> open_as_it_is(const StoreOptions& options);
    explicit Store(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace katern::notes
