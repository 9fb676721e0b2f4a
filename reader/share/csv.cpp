#include "share/csv.h"

#include <algorithm>

#include "share/entries.h"
#include "share/times.h"

namespace katern::share {
namespace {

// Spreadsheets run what begins so (OWASP, CSV injection).
bool looks_like_formula(std::string_view cell) {
    return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
}

// A Dutch Excel that opens the file by itself parts it at semicolons, quotes or not, and others at tabs or line ends: what
// would begin a cell there is no formula either. Quotes and spaces before it are taken off by then.
std::string without_formulas(const std::string& cell) {
    std::string out = looks_like_formula(cell) ? "'" : "";
    for (std::size_t i = 0; i < cell.size(); ++i) {
        out += cell[i];
        if (std::string_view(";\t\r\n").find(cell[i]) == std::string_view::npos) continue;
        const std::size_t next = cell.find_first_not_of("\" ", i + 1);
        if (next != std::string::npos && std::string_view("=+-@").find(cell[next]) != std::string_view::npos) out += '\'';
    }
    return out;
}

// Readwise reads the file itself and gets its lists as they are, so there only the start of a cell is guarded.
enum class ReadBy { spreadsheet, readwise };

void add_cell(std::string& row, std::string cell, ReadBy by) {
    if (by == ReadBy::spreadsheet)
        cell = without_formulas(cell);
    else if (looks_like_formula(cell))
        cell.insert(0, 1, '\'');
    const bool plain = cell.find_first_of(",;\"\r\n\t") == std::string::npos && !cell.starts_with(' ') && !cell.ends_with(' ');
    if (!plain) row += '"';
    for (const char c : cell) row += c == '"' ? std::string("\"\"") : std::string(1, c);
    if (!plain) row += '"';
}

std::string row_of(std::vector<std::string> cells, ReadBy by = ReadBy::spreadsheet) {
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) row += ',';
        add_cell(row, std::move(cells[i]), by);
    }
    return row + "\r\n";
}

std::string joined_by_bars(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
    return out;
}

std::vector<std::string> network_names(const notes::Annotation& note, const Selection& selection) {
    std::vector<std::string> names;
    for (const std::string& id : note.shared_with) {
        const auto network = selection.networks.find(id);
        names.push_back(network == selection.networks.end() || network->second.empty() ? id : network->second);
    }
    return names;
}

std::string code_points(std::size_t at, bool placed) {
    return placed ? std::to_string(at) : std::string();
}

std::string csv_row(const Entry& entry, const Selection& selection, const document::Book& book) {
    const notes::Annotation& note = entry.note();
    const notes::Resolution& place = entry.passage->place;
    return row_of({note.id,
                   std::string(notes::kind_for_people(note)),
                   entry.chapter ? book.chapters[*entry.chapter].id : note.anchor.chapter,
                   entry.chapter ? chapter_heading(book.chapters[*entry.chapter]) : std::string(),
                   entry.section,
                   entry.address,
                   code_points(place.range.start, entry.chapter.has_value()),
                   code_points(place.range.end, entry.chapter.has_value()),
                   std::string(notes::to_text(place.how)),
                   note.category,
                   joined_by_bars(note.tags),
                   quote_of(entry),
                   note.body,
                   note.mine && note.author.name.empty() ? selection.writer : note.author.name,
                   note.author.school,
                   note.is_private() ? "private" : "shared",
                   joined_by_bars(network_names(note, selection)),
                   note.parent,
                   utc_text(note.created),
                   utc_text(note.modified)});
}

// Paragraphs of the whole book before each chapter, so that a note's place is one number that grows as one reads.
std::vector<std::size_t> paragraphs_before(const document::Book& book) {
    std::vector<std::size_t> before;
    std::size_t count = 0;
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        before.push_back(count);
        if (const auto chapter = book.chapter(i)) count += (*chapter)->blocks.size();
    }
    return before;
}

// Readwise makes tags of words with a full stop before them, at the start of a note.
std::string readwise_tag(std::string tag) {
    std::replace(tag.begin(), tag.end(), ' ', '-');
    return "." + tag;
}

std::string readwise_note(const notes::Annotation& note) {
    std::string tags;
    if (!note.category.empty()) tags = readwise_tag(note.category);
    for (const std::string& tag : note.tags) tags += (tags.empty() ? "" : " ") + readwise_tag(tag);
    const std::string words = notes::reflection_in(note).words;
    return tags + (tags.empty() || words.empty() ? "" : "\n") + words;
}

std::string readwise_reply(const notes::Annotation& note, const Selection& selection) {
    const std::string author = author_label(note, selection);
    return "\n\n" + (author.empty() ? "" : author + ": ") + note.body;
}

}  // namespace

std::string to_csv(const Selection& selection, const document::Book& book) {
    std::string out = "\xEF\xBB\xBF" +
                      row_of({"id",   "kind", "chapter", "chapter_title", "section", "address", "start",      "end",      "anchor",  "category",
                              "tags", "quote", "note",   "author",        "school",  "visibility", "networks", "reply_to", "created", "modified"});
    std::size_t done = 0;
    for (const Entry& entry : entries_of(selection, book)) {
        if (!selection.goes_on(done++)) return {};
        out += csv_row(entry, selection, book);
    }
    return out;
}

std::string rows_to_csv(const std::vector<std::vector<std::string>>& rows) {
    std::string out = "\xEF\xBB\xBF";
    for (const std::vector<std::string>& row : rows) out += row_of(row);
    return out;
}

std::string to_readwise_csv(const Selection& selection, const document::Book& book) {
    const std::vector<Entry> entries = entries_of(selection, book);
    const std::vector<std::size_t> before = paragraphs_before(book);
    std::string out = row_of({"Highlight", "Title", "Author", "URL", "Note", "Location", "Date"}, ReadBy::readwise);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!selection.goes_on(i)) return {};
        const Entry& entry = entries[i];
        if (entry.below_parent || quote_of(entry).empty()) continue;
        std::string note = entry.note().kind == notes::Kind::reply ? readwise_reply(entry.note(), selection).substr(2)
                                                                   : readwise_note(entry.note());
        for (std::size_t reply = i + 1; reply < entries.size() && entries[reply].below_parent; ++reply)
            note += readwise_reply(entries[reply].note(), selection);
        while (note.starts_with('\n')) note.erase(0, 1);
        const std::string location = entry.chapter ? std::to_string(before[*entry.chapter] + entry.block + 1) : std::string();
        out += row_of({quote_of(entry), book.title, authors_of(book), "", note, location, utc_text(entry.note().created, "%Y-%m-%d %H:%M:%S")}, ReadBy::readwise);
    }
    return out;
}

}  // namespace katern::share
