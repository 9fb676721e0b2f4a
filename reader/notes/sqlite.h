// SQLite in the shape that this folder wants: statements that clean up after themselves, transactions that roll back
// unless they are committed, and failures as sentences. Internal to notes/; nobody else includes it.
//
// A failure sticks: after one, every statement of the transaction does nothing, and commit() returns the first one. So
// a transaction reads as a list of statements, and is checked once, at its end.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "words/word.h"

struct sqlite3;
struct sqlite3_stmt;

namespace katern::notes {

class Database;

// One run of a prepared statement. Text that it hands out is a copy.
class Statement {
public:
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement& operator=(Statement&&) = delete;

    // The next row is there; false: no more, or a failure (which sticks to the database).
    bool next();

    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] bool is_null(int column) const;

    void bind(int index, std::string_view value);
    void bind(int index, const std::string& value) { bind(index, std::string_view(value)); }
    void bind(int index, const char* value) { bind(index, std::string_view(value)); }
    void bind(int index, std::int64_t value);
    void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, std::size_t value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, double value);
    void bind(int index, std::nullopt_t);
    template <class T>
    void bind(int index, const std::optional<T>& value) {
        if (value)
            bind(index, *value);
        else
            bind(index, std::nullopt);
    }

private:
    friend class Database;
    Statement(Database& database, std::string_view sql, sqlite3_stmt* statement);

    Database* database_;
    std::string sql_;
    sqlite3_stmt* statement_;  // null after a failure to prepare
};

class Database {
public:
    // `create`: makes the file when it isn't there.
    [[nodiscard]] static Result<Database> open(const std::string& path, std::chrono::milliseconds busy_timeout,
                                               bool create = true);
    ~Database();
    Database(Database&& other) noexcept;
    Database& operator=(Database&&) = delete;
    Database(const Database&) = delete;

    // The statement with its arguments bound in order (?1, ?2, …). Statements are prepared once.
    template <class... A>
    [[nodiscard]] Statement query(std::string_view sql, const A&... arguments) {
        Statement statement = prepare(sql);
        int index = 0;
        (statement.bind(++index, arguments), ...);
        return statement;
    }
    // For statements without rows.
    template <class... A>
    void run(std::string_view sql, const A&... arguments) {
        Statement statement = query(sql, arguments...);
        while (statement.next()) {
        }
    }
    // Several statements at once: schema and pragmas.
    void execute(const char* sql);

    [[nodiscard]] bool failed() const { return failure_.has_value(); }
    // The first failure since the last call.
    [[nodiscard]] Result<void> take();
    // `value`, or the failure.
    template <class T>
    [[nodiscard]] Result<T> take(T value) {
        if (auto ok = take(); !ok) return tl::unexpected<Error>(std::move(ok.error()));
        return value;
    }

    // The file that was opened still lies at its path. A stick that was pulled out, or a file that was set aside, would
    // take what is written without a word.
    [[nodiscard]] bool is_in_place();

    // The last one to close a database copies its log into it and deletes that. Not where the file may be damaged: what the log
    // holds of it, older pages included, may be all that is left.
    void keep_log_when_closed(bool keep);

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] sqlite3* handle() const { return handle_; }
    [[nodiscard]] std::int64_t last_row() const;
    [[nodiscard]] std::int64_t changed_rows() const;
    // The failure that this result code of SQLite means for this file.
    [[nodiscard]] Error explain(int code) const;

private:
    friend class Statement;
    friend class Transaction;
    Database(std::string path, sqlite3* handle) : path_(std::move(path)), handle_(handle) {}
    Statement prepare(std::string_view sql);
    void give_back(const std::string& sql, sqlite3_stmt* statement);
    void fail_with(int code);

    std::string path_;
    sqlite3* handle_ = nullptr;
    std::map<std::string, std::vector<sqlite3_stmt*>, std::less<>> idle_;  // prepared and not in use
    std::optional<Error> failure_;
    std::optional<std::pair<std::uint64_t, std::uint64_t>> file_;  // its device and number, once it is there
};

class Transaction {
public:
    enum class Kind : std::uint8_t { reading, writing };  // writing: BEGIN IMMEDIATE
    explicit Transaction(Database& database, Kind kind = Kind::writing);
    ~Transaction();  // rolls back unless committed, and forgets a failure that nobody asked for
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    [[nodiscard]] Result<void> commit();
    template <class T>
    [[nodiscard]] Result<T> commit(T value) {
        if (auto ok = commit(); !ok) return tl::unexpected<Error>(std::move(ok.error()));
        return value;
    }

private:
    Database& database_;
    bool open_ = true;
};

}  // namespace katern::notes
