#include "notes/search_index.h"

#include <filesystem>
#include <fstream>
#include <set>

#include "notes/sqlite.h"
#include "text/text.h"
#include "words/words.h"

namespace katern::notes {
namespace {

constexpr std::int64_t cache_application_id = 0x4B747263;  // “Ktrc”
constexpr std::chrono::milliseconds patience{2000};
constexpr std::int64_t pieces_per_chapter = SearchIndex::most_pieces + 1;
constexpr std::int64_t most_chapters = 20'000;  // of all books and editions; then it begins afresh
constexpr std::size_t most_trigrams = 24;       // of a long query; the scan sees to the rest

// Trigrams are single tokens, so that an index without positions (detail=none) can be asked for all of them at once; it
// is a sixth of the size of one with positions.
constexpr char schema[] =
    "CREATE TABLE chapters(id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, pieces INTEGER NOT NULL,"
    " whole INTEGER NOT NULL) STRICT;"
    "CREATE VIRTUAL TABLE words USING fts5(folded, tokenize='trigram case_sensitive 1', detail=none, content='',"
    " columnsize=0);";

std::int64_t first_number(Database& database, std::string_view sql) {
    Statement statement = database.query(sql);
    return statement.next() ? statement.integer(0) : 0;
}

// "abc" AND "bcd" AND …; empty under three letters.
std::string all_trigrams_of(std::string_view folded) {
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < folded.size();) {
        starts.push_back(at);
        (void)text::next_code_point(folded, at);
    }
    starts.push_back(folded.size());
    std::set<std::string_view> trigrams;
    for (std::size_t i = 0; i + 3 < starts.size() && trigrams.size() < most_trigrams; ++i)
        trigrams.insert(text::slice(folded, {starts[i], starts[i + 3]}));
    std::string match;
    for (const std::string_view trigram : trigrams) {
        match += match.empty() ? "\"" : " AND \"";
        for (const char c : trigram) match += c == '"' ? std::string("\"\"") : std::string(1, c);
        match += '"';
    }
    return match;
}

bool is_database(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string head(15, '\0');
    return file.read(head.data(), 15) && head == "SQLite format 3";
}

// What is no database at all may be somebody else's file: it is set aside. The cache itself is thrown away.
void remove_cache(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored) && !is_database(path) && std::filesystem::file_size(path, ignored) > 0)
        std::filesystem::rename(path, path + ".damaged", ignored);
    std::filesystem::remove(path, ignored);
    std::filesystem::remove(path + "-journal", ignored);
}

}  // namespace

SearchIndex::SearchIndex(const std::string& folder) : path_((std::filesystem::path(folder) / "cache.db").string()) {
    if (!folder.empty()) open(false);
}
SearchIndex::~SearchIndex() = default;
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;
SearchIndex& SearchIndex::operator=(SearchIndex&&) noexcept = default;

void SearchIndex::open(bool anew) {
    database_.reset();
    if (anew) remove_cache(path_);
    Result<Database> opened = Database::open(path_, patience);
    if (!opened) return failed(opened.error());
    database_ = std::make_unique<Database>(std::move(*opened));
    Database& db = *database_;
    const std::int64_t application = first_number(db, "PRAGMA application_id");
    const std::int64_t found = first_number(db, "PRAGMA user_version");
    const std::int64_t objects = first_number(db, "SELECT count(*) FROM sqlite_schema");
    if (const Result<void> read = db.take(); !read) return failed(read.error());
    if (application != cache_application_id && objects > 0) return database_.reset();  // another program's
    // It can be made again, so it needn't survive a power cut.
    db.execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -1024");
    if (objects > 0) {
        const bool outgrown = found != version || first_number(db, "SELECT count(*) FROM chapters") > most_chapters;
        if (const Result<void> read = db.take(); !read) return failed(read.error());
        if (outgrown) make_anew();
        return;
    }
    Result<void> made;
    {
        Transaction transaction(db);
        if (first_number(db, "SELECT count(*) FROM sqlite_schema") == 0) {  // else another window made it just now
            db.execute(schema);
            db.execute(("PRAGMA application_id = " + std::to_string(cache_application_id) +
                        "; PRAGMA user_version = " + std::to_string(version))
                           .c_str());
        }
        made = transaction.commit();
    }
    if (!made) failed(made.error());
}

void SearchIndex::make_anew() {
    database_.reset();
    if (remade_) return;
    remade_ = true;
    open(true);
}

void SearchIndex::failed(const Error& why) {
    // Held by another window, no room, no rights: making it anew would not help, and would take it from the other.
    const bool damaged = why.sentence != Word::error_database_held && why.sentence != Word::error_database_full &&
                         why.sentence != Word::error_database_readonly;
    if (damaged) return make_anew();
    database_.reset();
}

std::size_t SearchIndex::pieces_of(const std::string& hash) {
    if (!database_) return 0;
    std::int64_t pieces = 0;
    {
        Statement row = database_->query("SELECT pieces FROM chapters WHERE hash = ?1", hash);
        if (row.next()) pieces = row.integer(0);
    }
    if (const Result<void> read = database_->take(); !read) {
        failed(read.error());
        return 0;
    }
    return static_cast<std::size_t>(pieces);
}

bool SearchIndex::add(const std::string& hash, std::size_t first, std::span<const std::string> pieces, bool last) {
    if (!database_ || first + pieces.size() > most_pieces) return false;
    Result<void> kept;
    {
        Database& db = *database_;
        Transaction transaction(db);
        db.run("INSERT OR IGNORE INTO chapters(hash, pieces, whole) VALUES (?1, 0, 0)", hash);
        std::int64_t chapter = 0, there = 0;
        {
            Statement row = db.query("SELECT id, pieces FROM chapters WHERE hash = ?1", hash);
            if (row.next()) {
                chapter = row.integer(0);
                there = row.integer(1);
            }
        }
        // Another window may be at the same book.
        if (there == static_cast<std::int64_t>(first)) {
            for (std::size_t i = 0; i < pieces.size(); ++i)
                db.run("INSERT INTO words(rowid, folded) VALUES (?1, ?2)",
                       chapter * pieces_per_chapter + static_cast<std::int64_t>(first + i), pieces[i]);
            db.run("UPDATE chapters SET pieces = ?2, whole = ?3 WHERE id = ?1", chapter, first + pieces.size(),
                   last ? 1 : 0);
        }
        kept = transaction.commit();
    }
    if (!kept) failed(kept.error());
    return kept.has_value();
}

std::optional<SearchIndex::Answer> SearchIndex::may_hold(std::string_view folded) {
    const std::string match = database_ ? all_trigrams_of(folded) : std::string();
    if (match.empty()) return std::nullopt;
    Answer answer;
    Result<void> read;
    {
        Transaction one(*database_, Transaction::Kind::reading);
        std::map<std::int64_t, std::vector<std::size_t>*> by_row;
        {
            Statement row = database_->query("SELECT id, hash FROM chapters WHERE whole = 1");
            while (row.next()) by_row[row.integer(0)] = &answer.pieces[row.text(1)];
        }
        Statement row = database_->query("SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid", match);
        while (row.next()) {
            const auto chapter = by_row.find(row.integer(0) / pieces_per_chapter);
            if (chapter != by_row.end())
                chapter->second->push_back(static_cast<std::size_t>(row.integer(0) % pieces_per_chapter));
        }
        read = database_->take();
    }
    if (read) return answer;
    failed(read.error());
    return std::nullopt;
}

}  // namespace katern::notes
