#include "notes/copies.h"

#include <map>
#include <tuple>

#include "notes/note_set.h"

namespace katern::notes {
namespace {

struct Origin {
    std::string id, author;  // as the file said
};

Origin origin_of(Database& database, AnnotationKey copy) {
    Origin origin;
    Statement rows =
        database.query("SELECT name, value FROM fields WHERE annotation = ?1 AND name IN ('origin', 'origin_author')",
                       static_cast<std::int64_t>(copy));
    while (rows.next()) (rows.text(0) == "origin" ? origin.id : origin.author) = rows.text(1);
    return origin;
}

bool says_the_same(Database& database, const Annotation& copy, const Origin& origin) {
    Statement rows = database.query(
        "SELECT p.id, a.erased IS NOT NULL OR l.value = 'deleted',"
        "  coalesce((SELECT value FROM fields f WHERE f.annotation = a.number AND f.name = 'body'), ''),"
        "  coalesce((SELECT exact FROM anchors n WHERE n.annotation = a.number ORDER BY n.clock DESC, n.device DESC "
        "LIMIT 1), '')"
        "  FROM annotations a JOIN profiles p ON p.number = a.author"
        "  JOIN fields l ON l.annotation = a.number AND l.name = 'life'"
        " WHERE a.id = ?1 AND NOT EXISTS (SELECT 1 FROM fields o WHERE o.annotation = a.number AND o.name = 'origin')",
        origin.id);
    while (rows.next()) {
        const bool is_gone = rows.integer(1) != 0;
        if (is_gone && rows.text(0) == origin.author) return true;
        if (!is_gone && words_alone(rows.text(2)) == words_alone(copy.body) &&
            words_alone(rows.text(3)) == words_alone(copy.anchor.exact))
            return true;
    }
    return false;
}

}  // namespace

std::vector<std::size_t> hidden_copies(Database& database, const std::vector<Annotation>& annotations,
                                       const std::vector<std::size_t>& candidates) {
    std::vector<std::size_t> hidden;
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> latest;  // of one origin on one passage
    for (const std::size_t at : candidates) {
        const Annotation& copy = annotations[at];
        const Origin origin = origin_of(database, copy.key);
        if (says_the_same(database, copy, origin)) {
            hidden.push_back(at);
            continue;
        }
        const auto [found, first] = latest.try_emplace({origin.id, copy.author.id, words_alone(copy.anchor.exact)}, at);
        if (first) continue;
        const Annotation& other = annotations[found->second];
        const bool later = std::tie(copy.modified, copy.id) > std::tie(other.modified, other.id);
        hidden.push_back(later ? found->second : at);
        if (later) found->second = at;
    }
    return hidden;
}

}  // namespace katern::notes
