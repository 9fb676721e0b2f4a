#include "notes/sqlite.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <cstdint>
#include <filesystem>
#include <utility>

#include "words/words.h"

namespace katern::notes {
namespace {

// Less is free beside the file than SQLite needs to open it: the first piece of its -shm is 32 KiB.
bool is_disk_full(const std::string& path) {
    constexpr std::uintmax_t needed = 32 * 1024;
    std::error_code error;
    const std::filesystem::space_info space = std::filesystem::space(std::filesystem::path(path).parent_path(), error);
    return !error && space.available < needed;
}

}  // namespace

Statement::Statement(Database& database, std::string_view sql, sqlite3_stmt* statement)
    : database_(&database), sql_(sql), statement_(statement) {}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), sql_(std::move(other.sql_)), statement_(std::exchange(other.statement_, nullptr)) {}

Statement::~Statement() {
    if (!statement_) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    database_->give_back(sql_, statement_);
}

bool Statement::next() {
    if (!statement_ || database_->failed()) return false;
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) database_->fail_with(code);
    return false;
}

std::string Statement::text(int column) const {
    const unsigned char* bytes = sqlite3_column_text(statement_, column);
    if (!bytes) return {};
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}
std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}
double Statement::real(int column) const {
    return sqlite3_column_double(statement_, column);
}
bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

void Statement::bind(int index, std::string_view value) {
    // An empty view may have no address, which SQLite would take for NULL.
    const char* bytes = value.empty() ? "" : value.data();
    if (statement_) sqlite3_bind_text64(statement_, index, bytes, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}
void Statement::bind(int index, std::int64_t value) {
    if (statement_) sqlite3_bind_int64(statement_, index, value);
}
void Statement::bind(int index, double value) {
    if (statement_) sqlite3_bind_double(statement_, index, value);
}
void Statement::bind(int index, std::nullopt_t) {
    if (statement_) sqlite3_bind_null(statement_, index);
}

Result<Database> Database::open(const std::string& path, std::chrono::milliseconds busy_timeout, bool create) {
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | (create ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    Database database(path, handle);
    if (code != SQLITE_OK) return tl::unexpected<Error>(database.explain(code));
    sqlite3_busy_timeout(handle, static_cast<int>(busy_timeout.count()));
    return database;
}

Database::Database(Database&& other) noexcept
    : path_(std::move(other.path_)),
      handle_(std::exchange(other.handle_, nullptr)),
      idle_(std::move(other.idle_)),
      failure_(std::move(other.failure_)),
      file_(other.file_) {
    other.idle_.clear();
}

Database::~Database() {
    for (auto& [sql, statements] : idle_)
        for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
    sqlite3_close(handle_);
}

void Database::keep_log_when_closed(bool keep) {
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, nullptr);
}

Statement Database::prepare(std::string_view sql) {
    if (failure_) return {*this, sql, nullptr};
    if (const auto found = idle_.find(sql); found != idle_.end() && !found->second.empty()) {
        sqlite3_stmt* statement = found->second.back();
        found->second.pop_back();
        return {*this, sql, statement};
    }
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, nullptr);
    if (code != SQLITE_OK) fail_with(code);
    return {*this, sql, statement};
}

void Database::give_back(const std::string& sql, sqlite3_stmt* statement) {
    idle_[sql].push_back(statement);
}

void Database::execute(const char* sql) {
    if (failure_) return;
    if (const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr); code != SQLITE_OK) fail_with(code);
}

void Database::fail_with(int code) {
    if (!failure_) failure_ = explain(code);
}

Result<void> Database::take() {
    if (!failure_) return {};
    Error error = std::move(*failure_);
    failure_.reset();
    return tl::unexpected<Error>(std::move(error));
}

std::int64_t Database::last_row() const {
    return sqlite3_last_insert_rowid(handle_);
}
std::int64_t Database::changed_rows() const {
    return sqlite3_changes64(handle_);
}

Error Database::explain(int code) const {
    const int kind = code & 0xFF;
    struct stat about {};
    if ((kind == SQLITE_IOERR || kind == SQLITE_READONLY) && handle_ && stat(path_.c_str(), &about) != 0)
        return {Word::error_database_gone, {path_}};
    switch (kind) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {Word::error_database_held, {path_}};
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return {Word::error_database_readonly, {path_}};
        case SQLITE_FULL:
            return {Word::error_database_full, {path_}};
        case SQLITE_IOERR:
            // On a full disk the memory that connections share (-shm) can't be made; SQLite calls that an I/O error.
            if (is_disk_full(path_)) return {Word::error_database_full, {path_}};
            break;
        case SQLITE_NOTADB:
            return {Word::error_database_not_one, {path_}};
        case SQLITE_CORRUPT:
            return {Word::error_database_damaged, {path_}};
        default:
            break;
    }
    std::string reason = handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
    if (handle_ && sqlite3_errcode(handle_) == SQLITE_OK) reason = sqlite3_errstr(code);
    return {Word::error_database_failed, {path_, reason}};
}

bool Database::is_in_place() {
    struct stat about {};
    if (stat(path_.c_str(), &about) != 0) return !file_;
    const std::pair<std::uint64_t, std::uint64_t> now{about.st_dev, about.st_ino};
    if (!file_) file_ = now;
    return *file_ == now;
}

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
    if (kind == Kind::writing && !database_.failure_ && !database_.is_in_place())
        database_.failure_ = Error{Word::error_database_gone, {database_.path_}};
    database_.run(kind == Kind::writing ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    if (!open_) return;
    (void)database_.take();
    if (!sqlite3_get_autocommit(database_.handle())) database_.run("ROLLBACK");
    (void)database_.take();
}

Result<void> Transaction::commit() {
    if (!database_.failed()) database_.run("COMMIT");
    Result<void> outcome = database_.take();
    if (outcome) open_ = false;
    return outcome;
}

}  // namespace katern::notes
