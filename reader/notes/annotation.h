// What a reader wrote beside a passage, as every view needs it. The model is the W3C Web Annotation Data Model's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "notes/anchor.h"
#include "notes/clock.h"

namespace katern::notes {

struct Profile {
    std::string id;      // UUID
    std::string name;    // empty until the person gave one
    std::string school;  // school or board
    bool operator==(const Profile&) const = default;
};

// A note is a highlight with a body.
enum class Kind : std::uint8_t { highlight, bookmark, reply, reflection };
[[nodiscard]] std::string_view to_text(Kind kind);
[[nodiscard]] std::optional<Kind> kind_from(std::string_view text);

// The five that have a colour and a sign. An annotation keeps its category as text: "" is none, and an unknown one from
// elsewhere stays as it came.
enum class Category : std::uint8_t { inzicht, vraag, actie, twijfel, citaat };
inline constexpr Category all_categories[] = {Category::inzicht, Category::vraag, Category::actie, Category::twijfel,
                                              Category::citaat};
[[nodiscard]] std::string_view to_text(Category category);
[[nodiscard]] std::optional<Category> category_from(std::string_view text);

// A book's row in this database; never leaves it. What leaves is Anchor::book_id.
enum class BookKey : std::int64_t {};
// Likewise an annotation's row. Ids are unique per author only, since a file may claim any id.
enum class AnnotationKey : std::int64_t {};

struct Annotation {
    AnnotationKey key{};
    std::string id;  // ours: UUIDv7
    Kind kind = Kind::highlight;
    BookKey book{};
    // The newest one, of those made on the edition that was asked for or an earlier one; all are kept (Store::anchors).
    Anchor anchor;
    std::string category;
    std::string body;  // Markdown
    std::vector<std::string> tags;
    Profile author;
    bool mine = true;  // only what is mine can be changed
    std::string via;   // name, else id, of who passed it on; empty: it came from its author
    Milliseconds created = 0;
    Milliseconds modified = 0;             // of the field that was written last
    std::vector<std::string> shared_with;  // network ids; empty: private
    std::string parent;                    // a reply: id of what it replies to
    std::string accepted;                  // a question: id of the reply that answers it, as its author says
    std::string item;                      // a reflection on a meeting: id of the item of its agenda that it is about
    std::string cycle;                     // and what it brought (ValueCycle); empty: not said
    bool alive = true;
    Milliseconds deleted = 0;              // when; 0 while it is alive
    std::string loose_in;                  // hash of the edition in which its writer keeps it without a place
    std::string unknown;                   // JSON object of members that we don't know, verbatim; may be empty
    std::optional<Resolution> resolution;  // as kept for the edition that was asked for

    [[nodiscard]] bool is_private() const { return shared_with.empty(); }
    [[nodiscard]] bool is_note() const { return kind == Kind::highlight && !body.empty(); }
    bool operator==(const Annotation&) const = default;
};

// "highlight", "note", "bookmark", "reply", "reflection": as `notes --json` says it.
[[nodiscard]] std::string_view kind_for_people(const Annotation& annotation);

// What a new annotation is made of. A reply takes its parent's anchor; a reflection's is the start of the question that it
// answers, of the passage that a meeting talked about, else of its chapter.
struct Draft {
    Kind kind = Kind::highlight;
    Anchor anchor;
    std::string category;
    std::string body;
    std::vector<std::string> tags;
    std::string parent;
    std::string item, cycle;              // of a reflection on a meeting
    std::vector<std::string> share_with;  // network ids
    std::string join;                     // as in Store::change: what is typed on belongs to the same undo step
};

// UUIDv7 (RFC 9562, section 5.7).
[[nodiscard]] std::string new_uuid(Milliseconds now);
// UUIDv8 (section 5.8) of these texts: the same wherever it is made. From SHA-256.
[[nodiscard]] std::string derived_uuid(const std::vector<std::string>& parts);

}  // namespace katern::notes
