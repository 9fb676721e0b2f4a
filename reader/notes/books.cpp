// Books, and how one is recognised when it was moved, renamed or given another id.
#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>

#include "notes/state.h"

namespace katern::notes {
namespace {

// Without the number of annotations, which costs a look at each of them.
constexpr std::string_view book_columns =
    "SELECT b.number, b.id, b.title, b.authors, b.path, b.hash, b.opened, b.place_chapter, b.place_offset FROM books "
    "b ";

BookRow read_row(const Statement& row) {
    return {static_cast<BookKey>(row.integer(0)),
            row.text(1),
            row.text(2),
            from_json(row.text(3)),
            row.text(4),
            row.text(5),
            row.integer(6),
            row.text(7),
            static_cast<std::size_t>(row.integer(8)),
            0};
}

void count_annotations(Database& database, std::vector<BookRow>& books) {
    for (BookRow& book : books) {
        Statement count = database.query(
            "SELECT count(*) FROM annotations a JOIN fields f ON f.annotation = a.number AND f.name = 'life'"
            " WHERE a.book = ?1 AND f.value = 'alive'",
            static_cast<std::int64_t>(book.key));
        if (count.next()) book.annotations = static_cast<std::size_t>(count.integer(0));
    }
}

template <class... A>
std::vector<BookRow> read_books(Database& database, std::string_view where, const A&... arguments) {
    std::vector<BookRow> out;
    Statement rows = database.query(std::string(book_columns) + std::string(where), arguments...);
    while (rows.next()) out.push_back(read_row(rows));
    return out;
}

// How much of a text we have seen of each book, as a share of the chapters of `edition`.
class Likeness {
public:
    Likeness(Database& database, const Edition& edition) : edition_(edition) {
        for (const Edition::ChapterHash& chapter : edition.chapters) {
            Statement rows = database.query(
                "SELECT DISTINCT e.book FROM edition_chapters c JOIN editions e ON e.number = c.edition WHERE c.hash = "
                "?1",
                chapter.hash);
            while (rows.next()) ++shared_[rows.integer(0)];
        }
        Statement rows =
            database.query("SELECT DISTINCT book FROM editions WHERE hash = ?1 AND hash <> ''", edition.hash);
        while (rows.next()) same_text_.insert(rows.integer(0));
    }

    [[nodiscard]] bool same_text(const BookRow& book) const { return same_text_.contains(number(book)); }
    [[nodiscard]] bool same_title(const BookRow& book) const { return book.title == edition_.title; }
    [[nodiscard]] std::size_t shared_chapters(const BookRow& book) const {
        const auto found = shared_.find(number(book));
        return found == shared_.end() ? 0 : found->second;
    }
    [[nodiscard]] bool anything_in_common(const BookRow& book) const {
        return same_text(book) || same_title(book) || shared_chapters(book) > 0;
    }
    // The most alike first; what was opened last before what was opened long ago.
    void sort(std::vector<BookRow>& books) const {
        std::stable_sort(books.begin(), books.end(), [&](const BookRow& a, const BookRow& b) {
            const auto rank = [&](const BookRow& book) {
                return std::tuple(same_text(book), shared_chapters(book), same_title(book), book.opened);
            };
            return rank(a) > rank(b);
        });
    }

private:
    static std::int64_t number(const BookRow& book) { return static_cast<std::int64_t>(book.key); }

    const Edition& edition_;
    std::map<std::int64_t, std::size_t> shared_;
    std::set<std::int64_t> same_text_;
};

// What is known of the book from now on: its names, where it is, what its text is.
void keep(Store::State& state, std::int64_t book, const Edition& edition, const std::string& path) {
    Database& db = state.database;
    db.run("UPDATE books SET id = ?1, title = ?2, authors = ?3, path = ?4, hash = ?5, opened = ?6 WHERE number = ?7",
           edition.book_id, edition.title, to_json(edition.authors), path, edition.hash, state.now(), book);
    db.run("INSERT OR IGNORE INTO book_ids(id, book) VALUES (?1, ?2)", edition.book_id, book);
    const std::int64_t row = state.edition_row(book, edition.book_id, edition.hash, edition.text_rules);
    db.run("UPDATE editions SET label = ?1, title = ?2, seen = ?3 WHERE number = ?4", edition.label, edition.title,
           state.now(), row);
    if (edition.hash.empty()) return;
    for (std::size_t i = 0; i < edition.chapters.size(); ++i)
        db.run("INSERT OR IGNORE INTO edition_chapters(edition, position, chapter, hash) VALUES (?1, ?2, ?3, ?4)", row,
               i, edition.chapters[i].id, edition.chapters[i].hash);
}

std::int64_t make_book(Store::State& state, const Edition& edition, const std::string& path) {
    state.database.run("INSERT INTO books(id, title, path, opened) VALUES (?1, ?2, ?3, ?4)", edition.book_id,
                       edition.title, path, state.now());
    return state.database.last_row();
}

BookRow read_book(Database& database, std::int64_t number) {
    std::vector<BookRow> rows = read_books(database, "WHERE b.number = ?1", number);
    if (rows.empty() && !database.failed()) throw std::logic_error("no book with this key");
    return rows.empty() ? BookRow{} : std::move(rows.front());
}

// Which of the books with this id it is; nothing when none of them has anything in common with it.
std::optional<BookRow> by_id(std::vector<BookRow> named, const Likeness& likeness, const std::string& path) {
    likeness.sort(named);
    const auto here = std::find_if(named.begin(), named.end(), [&](const BookRow& book) { return book.path == path; });
    if (!named.empty() && likeness.same_text(named.front())) return named.front();
    if (here != named.end()) return *here;
    if (!named.empty() && likeness.anything_in_common(named.front())) return named.front();
    return std::nullopt;
}

}  // namespace

Result<std::optional<BookRow>> Store::seen_before(const std::string& book_id, const std::string& path) {
    std::vector<BookRow> rows = read_books(
        state_->database,
        "JOIN book_ids i ON i.book = b.number WHERE i.id = ?1 AND b.path = ?2 ORDER BY b.opened DESC LIMIT 1", book_id,
        path);
    return state_->database.take(rows.empty() ? std::nullopt : std::optional(std::move(rows.front())));
}

Result<Recognition> Store::recognise(const Edition& edition, const std::string& path) {
    using What = Recognition::What;
    Database& db = state_->database;
    Transaction transaction(db);
    const Likeness likeness(db, edition);
    std::vector<BookRow> named =
        read_books(db, "WHERE b.number IN (SELECT book FROM book_ids WHERE id = ?1)", edition.book_id);
    std::vector<BookRow> others =
        read_books(db, "WHERE b.number NOT IN (SELECT book FROM book_ids WHERE id = ?1)", edition.book_id);
    std::erase_if(others, [&](const BookRow& book) { return !likeness.anything_in_common(book); });
    likeness.sort(others);

    Recognition answer;
    if (const std::optional<BookRow> known = by_id(named, likeness, path)) {
        answer.what = What::known;
        answer.book = *known;
    } else if (!others.empty() && likeness.same_text(others.front())) {
        answer.what = What::moved;
        answer.book = others.front();
    } else if (!named.empty() || !others.empty()) {
        answer.what = What::other_text;
        answer.doubts = std::move(others);
        answer.doubts.insert(answer.doubts.end(), named.begin(), named.end());
        count_annotations(db, answer.doubts);
        return transaction.commit(std::move(answer));
    } else {
        answer.what = What::new_book;
        answer.book.key = static_cast<BookKey>(make_book(*state_, edition, path));
    }
    const auto number = static_cast<std::int64_t>(answer.book.key);
    keep(*state_, number, edition, path);
    answer.book = read_book(db, number);
    return transaction.commit(std::move(answer));
}

Result<BookRow> Store::accept_as(BookKey known, const Edition& edition, const std::string& path) {
    Transaction transaction(state_->database);
    keep(*state_, static_cast<std::int64_t>(known), edition, path);
    BookRow row = read_book(state_->database, static_cast<std::int64_t>(known));
    return transaction.commit(std::move(row));
}

Result<BookRow> Store::accept_as_new(const Edition& edition, const std::string& path) {
    Transaction transaction(state_->database);
    const std::int64_t number = make_book(*state_, edition, path);
    keep(*state_, number, edition, path);
    BookRow row = read_book(state_->database, number);
    return transaction.commit(std::move(row));
}

Result<BookRow> Store::book(BookKey book) {
    BookRow row = read_book(state_->database, static_cast<std::int64_t>(book));
    return state_->database.take(std::move(row));
}

Result<std::vector<BookRow>> Store::books() {
    std::vector<BookRow> rows = read_books(state_->database, "ORDER BY b.opened DESC, b.number");
    count_annotations(state_->database, rows);
    return state_->database.take(std::move(rows));
}

Result<void> Store::set_place(BookKey book, const std::string& chapter, std::size_t code_point) {
    Transaction transaction(state_->database);
    state_->database.run("UPDATE books SET place_chapter = ?1, place_offset = ?2 WHERE number = ?3", chapter,
                         code_point, static_cast<std::int64_t>(book));
    return transaction.commit();
}

}  // namespace katern::notes
