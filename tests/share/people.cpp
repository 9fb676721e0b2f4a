#include "share/people.h"

#include "notes/state.h"

namespace katern::share::test {

std::string content_of(Person& person) {
    notes::Database& db = person.store->state().database;
    std::string out;
    const auto add = [&](std::string_view sql, int columns) {
        notes::Statement rows = db.query(sql);
        while (rows.next()) {
            for (int column = 0; column < columns; ++column)
                out += (rows.is_null(column) ? "-" : rows.text(column)) + " | ";
            out += "\n";
        }
    };
    const std::string others = " WHERE a.author <> (SELECT profile FROM self) ORDER BY p.id, a.id";
    add("SELECT p.id, a.id, a.kind, a.parent, a.created, a.erased, a.chapter FROM annotations a JOIN profiles p ON "
        "p.number = a.author" +
            others,
        7);
    add("SELECT p.id, a.id, f.name, f.value, f.clock, f.device, v.id FROM annotations a JOIN profiles p ON p.number = "
        "a.author"
        " JOIN fields f ON f.annotation = a.number LEFT JOIN profiles v ON v.number = f.via" +
            others + ", f.name",
        7);
    add("SELECT p.id, a.id, n.clock, n.device, n.chapter, n.start, n.\"end\", n.exact, e.hash FROM annotations a JOIN "
        "profiles p ON p.number = a.author"
        " JOIN anchors n ON n.annotation = a.number JOIN editions e ON e.number = n.edition" +
            others + ", n.clock, n.device",
        9);
    add("SELECT p.id, a.id, w.id, s.state, s.clock, s.device, v.id FROM annotations a JOIN profiles p ON p.number = "
        "a.author"
        " JOIN visibility s ON s.annotation = a.number JOIN networks w ON w.number = s.network LEFT JOIN profiles v ON "
        "v.number = s.via" +
            others + ", w.id",
        7);
    add("SELECT id, name, school, clock, device FROM profiles WHERE number <> (SELECT profile FROM self) ORDER BY id",
        5);
    return out;
}

}  // namespace katern::share::test
