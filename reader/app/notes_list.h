// Which notes the panel shows, in which order, under which headings. Plain state: the panel draws it, tests ask it.
//
// It is worked out in slices, one per frame, so that a hundred thousand notes never hold up the window: until the new
// rows are done the old ones stay. What was worked out is kept until the notes, the filter or the order change.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "app/placed_note.h"
#include "document/document.h"
#include "draw/draw.h"

namespace katern::app {

// What a note must be to be shown. As it is made, everything is.
struct NotesFilter {
    enum class ShownTo : std::uint8_t { any, me, others };
    enum class Period : std::uint8_t { any, today, week, month, year };

    std::string words;              // each of them stands in its quote, text or tags, whatever its case and accents
    std::uint32_t categories = 0;   // bit per draw::Category; 0: any
    std::uint32_t kinds = 0;        // bit per notes::Kind; 0: any
    std::vector<std::string> tags;  // at least one of these; empty: any
    std::optional<std::string> author;   // profile id
    std::optional<std::string> chapter;  // id
    ShownTo shown_to = ShownTo::any;
    Period period = Period::any;    // that it was changed in, up to now
    bool with_note = false;         // only what has text of its own
    bool orphans = false;           // only what has no place in this text
    bool operator==(const NotesFilter&) const = default;
    [[nodiscard]] bool is_on() const;
};
[[nodiscard]] constexpr std::uint32_t bit_of(draw::Category category) { return 1U << static_cast<unsigned>(category); }
[[nodiscard]] constexpr std::uint32_t bit_of(notes::Kind kind) { return 1U << static_cast<unsigned>(kind); }

enum class NotesGrouping : std::uint8_t { chapter, category, tag, none };
struct NotesOrder {
    NotesGrouping grouping = NotesGrouping::chapter;
    bool newest_first = false;  // within a group; else by place
    bool operator==(const NotesOrder&) const = default;
};

class NotesList {
public:
    struct Row {
        std::uint32_t note = 0;   // index in the notes; of a heading: of no meaning
        std::uint32_t group = 0;  // index in groups()
        bool heading = false;
        bool again = false;  // the note stands under an earlier heading too
    };
    struct Group {
        std::size_t chapter = SIZE_MAX;  // by chapter: index; SIZE_MAX is without a place
        draw::Category category = draw::Category::other;
        std::string tag;  // by tag; empty: without one
        std::size_t count = 0;
    };
    // What was done so far, for tests of how much is done.
    struct Work {
        std::size_t tested = 0;    // notes held against the filter
        std::size_t folded = 0;    // bytes made ready for searching
        std::size_t arranged = 0;  // rows put in order
    };

    // About five milliseconds: a note costs 30, a byte that is searched 1, a byte that is folded 40.
    static constexpr std::size_t slice = 4'000'000;

    // Goes on with what is to be done, by one slice. True: the rows are those that were asked for.
    bool update(const document::Book& book, std::span<const PlacedNote> notes, std::uint64_t notes_revision,
                const NotesFilter& filter, const NotesOrder& order, notes::Milliseconds now, std::size_t budget = slice);

    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
    [[nodiscard]] const std::vector<Group>& groups() const { return groups_; }
    // Notes that pass, each once, as they lie in the book.
    [[nodiscard]] const std::vector<std::uint32_t>& matches() const { return matches_; }
    [[nodiscard]] std::size_t count() const { return matches_.size(); }
    [[nodiscard]] NotesGrouping grouping() const { return shown_order_.grouping; }
    // Of the notes that the rows name; while it isn't that of the reader's notes, rows may name what is gone.
    [[nodiscard]] std::uint64_t notes_revision() const { return shown_revision_; }
    [[nodiscard]] std::uint64_t revision() const { return revision_; }  // grows when the rows are others
    [[nodiscard]] const Work& work() const { return work_; }

private:
    struct Folded {
        notes::Milliseconds modified = 0;
        std::string words;
    };
    void begin(const document::Book& book, std::uint64_t notes_revision, const NotesFilter& filter, const NotesOrder& order,
               notes::Milliseconds now);
    [[nodiscard]] bool passes(const PlacedNote& placed, std::size_t& cost);
    [[nodiscard]] bool holds_words(const notes::Annotation& note, std::size_t& cost);
    void arrange(std::span<const PlacedNote> notes);

    // What is being worked out.
    const document::Book* book_ = nullptr;
    std::uint64_t asked_revision_ = ~0ULL;
    NotesFilter filter_;
    NotesOrder order_;
    std::vector<std::string> needles_;
    std::optional<std::size_t> chapter_;  // of the filter
    notes::Milliseconds since_ = 0;
    std::size_t next_ = 0;
    std::vector<std::uint32_t> found_;
    bool done_ = false;
    // What is shown.
    std::vector<Row> rows_;
    std::vector<Group> groups_;
    std::vector<std::uint32_t> matches_;
    NotesOrder shown_order_;
    std::uint64_t shown_revision_ = ~0ULL, revision_ = 0;

    std::unordered_map<std::string, Folded> folded_;  // by note; only while words are looked for
    Work work_;
};

// Notes that were chosen to be changed together.
class ChosenNotes {
public:
    [[nodiscard]] bool empty() const { return ids_.empty(); }
    [[nodiscard]] std::size_t size() const { return ids_.size(); }
    [[nodiscard]] bool contains(const std::string& id) const { return ids_.contains(id); }
    void clear() {
        ids_.clear();
        ++revision_;
    }
    [[nodiscard]] std::uint64_t revision() const { return revision_; }  // grows with every change
    // From where the next range goes.
    void set_anchor(const std::string& id) { anchor_ = id; }
    [[nodiscard]] bool has_anchor() const { return !anchor_.empty(); }
    void toggle(const std::string& id);
    // All between the anchor and this one, as the rows stand, and nothing else.
    void extend_to(const std::string& id, const NotesList& list, std::span<const PlacedNote> notes);
    void take_all(const NotesList& list, std::span<const PlacedNote> notes);
    // Those that are there, in the order of `notes`; others are let go of.
    [[nodiscard]] std::vector<const PlacedNote*> among(std::span<const PlacedNote> notes);

private:
    std::unordered_set<std::string> ids_;
    std::string anchor_;
    std::uint64_t revision_ = 0;
};

// Tags that the notes have, those on most notes first, then by their letters.
struct TagCount {
    std::string tag;
    std::size_t count = 0;
};
[[nodiscard]] std::vector<TagCount> tags_of(std::span<const PlacedNote> notes);
// Those that go on with, or have a word that goes on with, what was typed, and that are not in `taken`; all of them for
// nothing. At most `most`.
[[nodiscard]] std::vector<std::string> complete_tag(const std::vector<TagCount>& tags, std::string_view typed,
                                                    const std::vector<std::string>& taken, std::size_t most);
// As a tag is kept: without a # before it and spaces around it, spaces inside as one; may be empty.
[[nodiscard]] std::string clean_tag(std::string_view typed);

}  // namespace katern::app
