#include "notes/salvage.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "notes/write_ahead_log.h"
#include "text/text.h"

namespace katern::notes {
namespace {

constexpr std::size_t usual_page = 4096;
constexpr std::streamsize piece = 64 * 1024;  // of a file, read at once
constexpr std::size_t fewest_columns = 2;

// --- The bytes

std::string bytes_of(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return {};
    std::ifstream file(path, std::ios::binary);
    std::string bytes;
    // Piece by piece: byte by byte, a log of some hundred pages would keep a start waiting for milliseconds.
    for (std::size_t size = 0; file; bytes.resize(size += static_cast<std::size_t>(file.gcount()))) {
        bytes.resize(size + piece);
        file.read(bytes.data() + size, piece);
    }
    return bytes;
}

std::size_t page_size_of(std::string_view file) {
    if (file.size() < 18) return usual_page;
    const std::size_t said =
        (static_cast<std::size_t>(static_cast<unsigned char>(file[16])) << 8) | static_cast<unsigned char>(file[17]);
    const bool plausible = said >= 512 && said <= 32768 && (said & (said - 1)) == 0;
    return said == 1 ? 65536 : plausible ? said : usual_page;
}

// The pages, the latest version of each first.
struct Pages {
    std::size_t size = usual_page;
    std::map<std::uint32_t, std::string_view> latest;
    struct Version {
        std::string_view bytes;
        bool first = false;  // page 1, which begins with the file's head
    };
    std::vector<Version> versions;
};

Pages pages_of(std::string_view file, const WriteAheadLog& log) {
    Pages pages;
    pages.size = log.frames.empty() ? page_size_of(file) : log.page_size;
    for (auto frame = log.frames.rbegin(); frame != log.frames.rend(); ++frame) {
        pages.latest.try_emplace(frame->page, frame->bytes);
        pages.versions.push_back({frame->bytes, frame->page == 1});
    }
    for (std::size_t at = 0; at < file.size(); at += pages.size) {
        const std::string_view page = file.substr(at, pages.size);
        pages.latest.try_emplace(static_cast<std::uint32_t>(at / pages.size + 1), page);
        pages.versions.push_back({page, at == 0});
    }
    return pages;
}

std::uint32_t four_bytes(std::string_view bytes, std::size_t at) {
    std::uint32_t out = 0;
    for (std::size_t i = at; i < at + 4; ++i) out = (out << 8) | static_cast<unsigned char>(bytes[i]);
    return out;
}

std::optional<std::uint64_t> varint(std::string_view bytes, std::size_t& at) {
    std::uint64_t out = 0;
    for (int i = 0; i < 9; ++i) {
        if (at >= bytes.size()) return std::nullopt;
        const auto byte = static_cast<unsigned char>(bytes[at++]);
        if (i == 8) return (out << 8) | byte;
        out = (out << 7) | (byte & 0x7FU);
        if (byte < 0x80) return out;
    }
    return std::nullopt;
}

std::int64_t integer(std::string_view bytes) {
    std::uint64_t out = !bytes.empty() && static_cast<unsigned char>(bytes[0]) >= 0x80 ? ~0ULL : 0;
    for (const char byte : bytes) out = (out << 8) | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(out);
}

// What is no letter of any kind becomes U+FFFD.
std::string readable_text(std::string_view bytes) {
    std::string out;
    while (!bytes.empty()) {
        const std::size_t bad = text::find_invalid_utf8(bytes);
        out += bytes.substr(0, bad);
        if (bad == std::string_view::npos) break;
        out += "\xEF\xBF\xBD";
        bytes.remove_prefix(bad + 1);
    }
    return out;
}

// --- Records (file format, sections 2.1 and 1.6)

constexpr std::size_t longest_head = 128;

std::optional<std::size_t> size_of_serial_type(std::uint64_t type) {
    constexpr std::size_t sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    if (type < 10) return sizes[type];
    if (type < 13 || type % 2 == 0) return std::nullopt;  // blobs have no place in our tables
    return static_cast<std::size_t>((type - 13) / 2);
}

bool may_stand_in(std::uint64_t type, const TableShape& shape, std::size_t column) {
    if (static_cast<int>(column) == shape.alias) return type == 0;
    if (type == 0) return shape.nullable[column];
    switch (shape.types[column]) {
        case TableShape::Type::integer:
            return type < 7 || type == 8 || type == 9;
        case TableShape::Type::real:
            return type < 10;
        case TableShape::Type::text:
            return type >= 13;
    }
    return false;
}

FoundRow::Value value_of(std::uint64_t type, std::string_view bytes) {
    if (type == 0) return {};
    if (type == 7) {
        const auto bits = static_cast<std::uint64_t>(integer(bytes));
        double number = 0;
        static_assert(sizeof number == sizeof bits);
        std::copy_n(reinterpret_cast<const char*>(&bits), sizeof bits, reinterpret_cast<char*>(&number));
        return number;
    }
    if (type == 8) return std::int64_t{0};
    if (type == 9) return std::int64_t{1};
    if (type < 7) return integer(bytes);
    return readable_text(bytes);
}

class Salvage {
public:
    Salvage(const Pages& pages, const std::vector<TableShape>& shapes, const std::function<void(FoundRow)>& found)
        : pages_(pages), shapes_(shapes), found_(found) {}

    // First what the page says are its cells, then all that looks like one.
    void read(const Pages::Version& version) {
        const std::string_view page = version.bytes;
        std::vector<bool> seen(page.size(), false);
        for (const std::size_t cell : listed_cells(page, version.first ? 100 : 0))
            if (!seen[cell]) seen[cell] = try_at(page, cell, true);
        read_stream(page, seen);
    }

    void read_stream(std::string_view bytes, std::vector<bool> seen) {
        seen.resize(bytes.size(), false);
        for (std::size_t at = 0; at + fewest_columns < bytes.size(); ++at)
            if (!seen[at] && bytes[at] != 0) (void)try_at(bytes, at, false);
    }

private:
    // Where the payload's length stands of each cell on the page; nothing when its head makes no sense.
    static std::vector<std::size_t> listed_cells(std::string_view page, std::size_t head) {
        std::vector<std::size_t> out;
        if (page.size() < head + 12) return out;
        const auto kind = static_cast<unsigned char>(page[head]);
        const bool interior_index = kind == 2;
        if (kind != 13 && kind != 10 && !interior_index) return out;
        const std::size_t count = four_bytes(page, head + 1) & 0xFFFFU;  // bytes 3 and 4
        const std::size_t list = head + (interior_index ? 12 : 8);
        for (std::size_t i = 0; i < count && list + 2 * i + 2 <= page.size(); ++i) {
            const std::size_t at = (static_cast<std::size_t>(static_cast<unsigned char>(page[list + 2 * i])) << 8) |
                                   static_cast<unsigned char>(page[list + 2 * i + 1]);
            const std::size_t cell = at + (interior_index ? 4 : 0);
            if (cell < page.size()) out.push_back(cell);
        }
        return out;
    }

    // Takes the row that begins here, if one does.
    bool try_at(std::string_view page, std::size_t at, bool listed) {
        const std::optional<std::uint64_t> payload = varint(page, at);
        if (!payload || *payload < fewest_columns + 1 || *payload > 100'000'000) return false;
        if (take(page, at, static_cast<std::size_t>(*payload), std::nullopt, listed)) return true;
        std::size_t behind = at;
        const std::optional<std::uint64_t> number = varint(page, behind);
        return number &&
               take(page, behind, static_cast<std::size_t>(*payload), static_cast<std::int64_t>(*number), listed);
    }

    // `number`: of a row in a table that has them.
    bool take(std::string_view page, std::size_t at, std::size_t payload, std::optional<std::int64_t> number,
              bool listed) {
        std::size_t to = at;
        const std::optional<std::uint64_t> head = varint(page, to);
        if (!head || *head < fewest_columns + 1 || *head > longest_head || *head > payload || at + *head > page.size())
            return false;
        const std::size_t end_of_head = at + static_cast<std::size_t>(*head);
        std::vector<std::uint64_t> types;
        std::size_t body = 0;
        while (to < end_of_head) {
            const std::optional<std::uint64_t> type = varint(page, to);
            const std::optional<std::size_t> size = type ? size_of_serial_type(*type) : std::nullopt;
            if (!size) return false;
            types.push_back(*type);
            body += *size;
        }
        if (to != end_of_head || body + *head != payload) return false;
        for (std::size_t table = 0; table < shapes_.size(); ++table) {
            if ((shapes_[table].only_listed() && !listed) || !fits(shapes_[table], types, number.has_value())) continue;
            take_row(page, at, payload, static_cast<std::size_t>(*head), types, table, number.value_or(0));
            return true;
        }
        return false;
    }

    static bool fits(const TableShape& shape, const std::vector<std::uint64_t>& types, bool has_number) {
        if (shape.without_rowid == has_number || types.size() > shape.columns.size() || types.size() < shape.fewest)
            return false;
        for (std::size_t i = 0; i < types.size(); ++i)
            if (!may_stand_in(types[i], shape, i)) return false;
        return true;
    }

    void take_row(std::string_view page, std::size_t at, std::size_t payload, std::size_t head,
                  const std::vector<std::uint64_t>& types, std::size_t table, std::int64_t number) {
        const std::string whole = payload_of(page, at, payload, !shapes_[table].without_rowid);
        FoundRow row{table, {}, whole.size() < payload, false};
        std::size_t from = head;
        for (std::size_t i = 0; i < types.size(); ++i) {
            const std::size_t size = size_of_serial_type(types[i]).value_or(0);
            const std::string_view bytes = std::string_view(whole).substr(std::min(from, whole.size()), size);
            if (bytes.size() < size && (types[i] < 13 || bytes.empty())) break;
            row.garbled = row.garbled || (types[i] >= 13 && text::find_invalid_utf8(bytes) != std::string_view::npos);
            row.values.push_back(static_cast<int>(i) == shapes_[table].alias ? FoundRow::Value(number)
                                                                             : value_of(types[i], bytes));
            from += size;
        }
        found_(std::move(row));
    }

    // All of a payload, with what stands on overflow pages; as much as can be followed.
    [[nodiscard]] std::string payload_of(std::string_view page, std::size_t at, std::size_t payload,
                                         bool table_leaf) const {
        const std::size_t usable = pages_.size;
        const std::size_t most = table_leaf ? usable - 35 : (usable - 12) * 64 / 255 - 23;
        if (payload <= most) return std::string(page.substr(at, payload));
        const std::size_t least = (usable - 12) * 32 / 255 - 23;
        const std::size_t fitting = least + (payload - least) % (usable - 4);
        const std::size_t local = fitting <= most ? fitting : least;
        std::string out(page.substr(at, local));
        if (out.size() < local || at + local + 4 > page.size()) return out;
        std::uint32_t next = four_bytes(page, at + local);
        std::set<std::uint32_t> visited;
        while (out.size() < payload && next != 0 && visited.insert(next).second) {
            const auto found = pages_.latest.find(next);
            if (found == pages_.latest.end() || found->second.size() < 4) break;
            out += found->second.substr(4, std::min(usable - 4, payload - out.size()));
            next = four_bytes(found->second, 0);
        }
        return out;
    }

    const Pages& pages_;
    const std::vector<TableShape>& shapes_;
    const std::function<void(FoundRow)>& found_;
};

TableShape shape_of(Database& database, const std::string& name, bool without_rowid) {
    TableShape shape;
    shape.name = name;
    shape.without_rowid = without_rowid;
    std::map<std::int64_t, std::string> key;
    Statement rows = database.query(
        "SELECT name, type, \"notnull\", pk, dflt_value IS NOT NULL FROM pragma_table_info(?1) ORDER BY cid", name);
    while (rows.next()) {
        const std::string type = rows.text(1);
        const bool nullable = rows.integer(2) == 0 && rows.integer(3) == 0;
        if (rows.integer(3) > 0) key[rows.integer(3)] = rows.text(0);
        if (rows.integer(3) > 0 && type == "INTEGER" && !without_rowid)
            shape.alias = static_cast<int>(shape.columns.size());
        shape.columns.push_back(rows.text(0));
        shape.types.push_back(type == "TEXT"   ? TableShape::Type::text
                              : type == "REAL" ? TableShape::Type::real
                                               : TableShape::Type::integer);
        shape.nullable.push_back(nullable);
        if (!nullable && rows.integer(4) == 0) shape.fewest = shape.columns.size();
    }
    for (const auto& [position, column] : key) shape.key.push_back(column);
    // A key of several columns is no number of the row.
    if (shape.key.size() > 1) shape.alias = -1;
    return shape;
}

}  // namespace

std::vector<TableShape> shapes_of(Database& database) {
    std::vector<std::pair<std::string, bool>> tables;
    {
        Statement rows = database.query(
            "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict ORDER BY name");
        while (rows.next()) tables.emplace_back(rows.text(0), rows.integer(1) != 0);
    }
    std::vector<TableShape> out;
    for (const auto& [name, without_rowid] : tables) {
        TableShape shape = shape_of(database, name, without_rowid);
        const bool all_text = std::all_of(shape.types.begin(), shape.types.end(),
                                          [](auto type) { return type == TableShape::Type::text; });
        if (!shape.only_listed() || all_text) out.push_back(std::move(shape));  // else it looks like an index
    }
    using enum TableShape::Type;
    TableShape ids;
    ids.name = ids_shape;
    ids.columns = {"author", "id", "number"};
    ids.types = {integer, text, integer};
    ids.nullable = {false, false, false};
    ids.fewest = ids.columns.size();
    ids.without_rowid = true;
    out.push_back(std::move(ids));
    return out;
}

void salvage(const std::string& path, const std::vector<TableShape>& shapes,
             const std::function<void(FoundRow)>& found) {
    const std::string file = bytes_of(path), log_bytes = bytes_of(path + "-wal"), journal = bytes_of(path + "-journal");
    const WriteAheadLog log = read_log(log_bytes);
    const Pages pages = pages_of(file, log);
    Salvage reader(pages, shapes, found);
    for (const Pages::Version& version : pages.versions) reader.read(version);
    reader.read_stream(journal, {});
    // Frames whose head was damaged, or of a log that was begun anew: older, but better than nothing.
    for (const std::string_view rest : log.others) reader.read({rest, false});
}

bool log_is_damaged(const std::string& path) {
    const auto suspect = [&] {
        const std::string bytes = bytes_of(path);
        return std::pair(read_log(bytes).damaged, bytes.substr(0, WriteAheadLog::head_size));
    };
    const auto [damaged, head] = suspect();
    if (!damaged) return false;
    // Another window may have begun the log anew while this was reading.
    const auto [again, same_head] = suspect();
    return again && head == same_head;
}

bool log_holds_pages(const std::string& path) {
    const std::string bytes = bytes_of(path);
    const WriteAheadLog log = read_log(bytes);
    return !log.frames.empty() || log.damaged;
}

}  // namespace katern::notes
