// One item against the rows that are there, within a transaction that the caller has begun. Internal to notes/.
//
// An item has two layers: what its author sent, and what others passed on of it. As soon as the author's own is there
// the other one goes and stays away, so that nobody changes another person's words. Within a layer the greatest of
// (clock, device, value) stays, per field; of anchors all stay. Deleted or withdrawn: the words go.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "notes/note_set.h"
#include "notes/state.h"

namespace katern::notes {

// What merging an item did.
enum class Merged : std::uint8_t { added, changed, known, own };

// Which rows of this file the names in a set mean; made when they aren't there.
class SetRows {
public:
    SetRows(Store::State& state, const SetHead& head, std::string network)
        : state_(state), head_(head), count_as_(std::move(network)) {}

    [[nodiscard]] std::int64_t person(const std::string& id);
    [[nodiscard]] std::int64_t writer() { return person(head_.writer.profile.id); }
    // 0: the set is for no network.
    [[nodiscard]] std::int64_t network();
    [[nodiscard]] bool is_first_hand(const SetItem& item) const {
        return item.foreign || item.author == head_.writer.profile.id;
    }
    // After a batch that was rolled back: nothing of it is there any more.
    void forget();

private:
    void bring_profile(const DatedProfile& person);
    [[nodiscard]] std::int64_t bring_network();
    [[nodiscard]] std::int64_t bring_name(std::int64_t mine, std::int64_t known);

    Store::State& state_;
    const SetHead& head_;
    std::string count_as_;  // id of one of mine; empty: the set's own
    bool people_brought_ = false;
    std::map<std::string, std::int64_t> people_;
    std::optional<std::int64_t> network_;
};

class ItemMerge {
public:
    // `step`: of the undo rows; 0: none are kept.
    ItemMerge(Store::State& state, SetRows& rows, std::int64_t book, std::int64_t step)
        : state_(state), rows_(rows), book_(book), step_(step) {}

    Merged merge(const SetItem& item);
    [[nodiscard]] bool erased_words() const { return erased_words_; }  // of the last item

private:
    struct Row {
        Clock clock;
        std::string value;
        std::int64_t via = 0;
    };
    bool find_or_add(const SetItem& item);  // true: it was there
    void drop_relayed();
    void keep_description(const SetItem& item, bool over);
    void read_rows();
    void join_field(const Field& field);
    void join_sharing(const Sharing& sharing);
    void join_anchor(const DatedAnchor& anchor);
    [[nodiscard]] bool is_later(const Row& present, const Clock& clock, const std::string& value) const;
    [[nodiscard]] bool passes_by_earlier_name(const Row& present, const Clock& clock, const std::string& value) const;
    [[nodiscard]] bool may_speak(const Clock& clock) const;  // words with this clock may stay
    void record(std::string_view part, const std::string& name, const std::optional<Row>& before, const Clock& after);

    Store::State& state_;
    SetRows& rows_;
    std::int64_t book_;
    std::int64_t step_;

    // Of the item at hand.
    std::int64_t annotation_ = 0, author_ = 0;
    std::int64_t own_book_ = 0;  // the book that it belongs to here
    std::optional<std::int64_t> via_;
    std::map<std::string, Row> fields_;
    std::map<std::int64_t, Row> sharings_;  // by network
    bool changed_ = false, erased_words_ = false;
    bool is_kept_track_of_ = true;  // so that it can be taken back
    Clock latest_;                  // of what was written
};

// The name of the undo row that says that an import brought the annotation.
inline constexpr std::string_view brought = "(new)";

// What an undo row keeps of a row as it was: value, clock, device and who passed it on.
[[nodiscard]] std::string packed(const std::string& value, const Clock& clock, std::int64_t via);
struct Unpacked {
    std::string value;
    Clock clock;
    std::int64_t via = 0;
};
[[nodiscard]] Unpacked unpacked(const std::string& row);

// Drops the words of an annotation that may not be shown any more, and says so in its row. True when there were any.
bool settle_words(Database& database, std::int64_t annotation);

}  // namespace katern::notes
