// Reading the rows of a database that SQLite can't open any more, from the bytes alone. Internal to notes/.
//
// The b-tree is not asked: it may be what was damaged. A row is found by what it looks like. Its record begins with the
// length of each column (SQLite's file format, section 2.1), and in STRICT tables the types are known, so a run of bytes
// that fits a table's columns to the byte is a row of that table. What a page holds is first taken from its list of cells,
// then from every byte that belongs to none; the write-ahead log and a rollback journal are read in the same way.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "notes/sqlite.h"

namespace katern::notes {

struct TableShape {
    std::string name;
    std::vector<std::string> columns;
    enum class Type : std::uint8_t { integer, real, text };
    std::vector<Type> types;
    std::vector<bool> nullable;
    std::size_t fewest = 0;   // columns that each row has: those behind them were added later
    int alias = -1;           // the column that is the row's number and stands in the record as NULL
    bool without_rowid = false;
    std::vector<std::string> key;
    [[nodiscard]] bool only_listed() const { return columns.size() < 4; }
};
// The tables that can be told by their shape. Those of few columns only where a page lists them as its cells. The last
// shape is none of a table but of the index that keeps the ids of annotations: author, id, number.
[[nodiscard]] std::vector<TableShape> shapes_of(Database& database);
inline constexpr const char* ids_shape = "(ids)";

struct FoundRow {
    using Value = std::variant<std::monostate, std::int64_t, double, std::string>;
    std::size_t table = 0;       // index in the shapes
    std::vector<Value> values;   // as many as were stored
    bool cut_off = false;        // its end could not be read: the values behind the last one are lost, and that may be cut
};

// Calls `found` for each row in the file, its -wal and its -journal, the latest version of a page first. A row that was
// moved or changed may be found more than once.
void salvage(const std::string& path, const std::vector<TableShape>& shapes, const std::function<void(FoundRow)>& found);

// SQLite goes by the write-ahead log up to the first frame that doesn't fit, and forgets the rest without a word. True
// when behind that frame there are others of the same log, or when the log's head is damaged.
[[nodiscard]] bool log_is_damaged(const std::string& log);
// The same for a log whose database is gone: does it hold anything?
[[nodiscard]] bool log_holds_pages(const std::string& log);

}  // namespace katern::notes
