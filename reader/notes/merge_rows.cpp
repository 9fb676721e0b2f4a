#include "notes/merge_rows.h"

#include <algorithm>
#include <tuple>

#include "notes/networks.h"

namespace katern::notes {
namespace {

constexpr std::string_view shared = "shared", withdrawn = "withdrawn";

}  // namespace

std::string packed(const std::string& value, const Clock& clock, std::int64_t via) {
    return std::to_string(clock.ticks) + ' ' + std::to_string(clock.device) + ' ' + std::to_string(via) + ' ' + value;
}

Unpacked unpacked(const std::string& row) {
    Unpacked out;
    std::size_t at = 0;
    const auto number = [&] {
        const std::size_t end = row.find(' ', at);
        const std::int64_t value = std::stoll(row.substr(at, end - at));
        at = end + 1;
        return value;
    };
    out.clock.ticks = number();
    out.clock.device = number();
    out.via = number();
    out.value = row.substr(at);
    return out;
}

Merged ItemMerge::merge(const SetItem& item) {
    author_ = rows_.person(item.author);
    if (author_ == state_.profile) return Merged::own;
    const bool first_hand = rows_.is_first_hand(item);
    via_ = first_hand ? std::nullopt : std::optional(rows_.writer());
    changed_ = erased_words_ = false;
    latest_ = {};
    const bool was_there = find_or_add(item);
    is_kept_track_of_ = was_there;
    read_rows();
    if (was_there) {
        const auto life = fields_.find(std::string(field_life));
        const bool theirs_is_here = life != fields_.end() && life->second.via == 0;
        if (theirs_is_here && !first_hand) return Merged::known;
        const bool only_relayed = life != fields_.end() && !theirs_is_here;
        if (first_hand && only_relayed) drop_relayed();
        if (!item.gone) keep_description(item, first_hand && only_relayed);
    }
    for (const Field& field : item.fields)
        if (field.name == field_life) join_field(field);
    if (item.sharing) join_sharing(*item.sharing);
    for (const Field& field : item.fields)
        if (field.name != field_life && may_speak(field.clock)) join_field(field);
    for (const DatedAnchor& anchor : item.anchors)
        if (may_speak(anchor.clock)) join_anchor(anchor);
    if (changed_) erased_words_ = settle_words(state_.database, annotation_);
    if (!was_there) {
        is_kept_track_of_ = true;
        record("field", std::string(brought), std::nullopt, latest_);
        return Merged::added;
    }
    return changed_ ? Merged::changed : Merged::known;
}

bool ItemMerge::find_or_add(const SetItem& item) {
    Database& db = state_.database;
    {
        Statement row =
            db.query("SELECT number, book FROM annotations WHERE author = ?1 AND id = ?2", author_, item.id);
        if (row.next()) {
            annotation_ = row.integer(0);
            own_book_ = row.integer(1);
            return true;
        }
    }
    const std::string chapter = item.anchors.empty() ? std::string() : item.anchors.back().anchor.chapter;
    db.run(
        "INSERT INTO annotations(id, author, book, kind, parent, created, chapter) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        item.id, author_, book_, to_text(item.kind), item.parent, item.gone ? 0 : item.created, chapter);
    annotation_ = db.last_row();
    own_book_ = book_;
    changed_ = true;
    return false;
}

// The author's own is there from now on; taking the import back would bring nobody's words but those once more.
void ItemMerge::drop_relayed() {
    Database& db = state_.database;
    is_kept_track_of_ = false;
    for (const char* table : {"fields", "anchors", "visibility", "resolutions"})
        db.run("DELETE FROM " + std::string(table) + " WHERE annotation = ?1", annotation_);
    fields_.clear();
    sharings_.clear();
    changed_ = true;
}

// Kind, parent and creation never change; where two files disagree, both orders of merging must end the same.
void ItemMerge::keep_description(const SetItem& item, bool over) {
    Database& db = state_.database;
    db.run(
        "UPDATE annotations SET kind = ?2, parent = ?3, created = ?4 WHERE number = ?1"
        "   AND (?5 OR (?4, ?2, ?3) > (created, kind, parent))",
        annotation_, to_text(item.kind), item.parent, item.created, over ? 1 : 0);
}

void ItemMerge::read_rows() {
    Database& db = state_.database;
    fields_.clear();
    sharings_.clear();
    Statement fields =
        db.query("SELECT name, value, clock, device, coalesce(via, 0) FROM fields WHERE annotation = ?1", annotation_);
    while (fields.next())
        fields_[fields.text(0)] = {{fields.integer(2), fields.integer(3)}, fields.text(1), fields.integer(4)};
    Statement sharings = db.query(
        "SELECT network, state, clock, device, coalesce(via, 0) FROM visibility WHERE annotation = ?1", annotation_);
    while (sharings.next())
        sharings_[sharings.integer(0)] = {
            {sharings.integer(2), sharings.integer(3)}, sharings.text(1), sharings.integer(4)};
}

bool ItemMerge::is_later(const Row& present, const Clock& clock, const std::string& value) const {
    return std::tie(clock, value) > std::tie(present.clock, present.value);
}

// Two peers passed the same on: the name that is said doesn't depend on who came first.
bool ItemMerge::passes_by_earlier_name(const Row& present, const Clock& clock, const std::string& value) const {
    if (!via_ || present.via == 0 || present.via == *via_ || clock != present.clock || value != present.value)
        return false;
    Statement row = state_.database.query(
        "SELECT (SELECT id FROM profiles WHERE number = ?1) < (SELECT id FROM profiles WHERE number = ?2)", *via_,
        present.via);
    return row.next() && row.integer(0) != 0;
}

void ItemMerge::join_field(const Field& field) {
    const auto found = fields_.find(field.name);
    const bool is_there = found != fields_.end();
    const bool later = !is_there || is_later(found->second, field.clock, field.value);
    if (!later && !passes_by_earlier_name(found->second, field.clock, field.value)) return;
    if (later) record("field", field.name, is_there ? std::optional(found->second) : std::nullopt, field.clock);
    state_.database.run(
        "INSERT INTO fields(annotation, name, value, clock, device, writer, via) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
        " ON CONFLICT DO UPDATE SET value = excluded.value, clock = excluded.clock, device = excluded.device,"
        "                           writer = excluded.writer, via = excluded.via",
        annotation_, field.name, field.value, field.clock.ticks, field.clock.device, author_, via_);
    fields_[field.name] = {field.clock, field.value, via_.value_or(0)};
    changed_ = changed_ || later;
}

void ItemMerge::join_sharing(const Sharing& sharing) {
    const std::int64_t network = rows_.network();
    if (network == 0) return;
    const std::string state(sharing.shared ? shared : withdrawn);
    const auto found = sharings_.find(network);
    const bool is_there = found != sharings_.end();
    const bool later = !is_there || is_later(found->second, sharing.clock, state);
    if (!later && !passes_by_earlier_name(found->second, sharing.clock, state)) return;
    if (later)
        record("network", std::to_string(network), is_there ? std::optional(found->second) : std::nullopt,
               sharing.clock);
    state_.database.run(
        "INSERT INTO visibility(annotation, network, state, clock, device, writer, via) VALUES (?1, ?2, ?3, ?4, ?5, "
        "?6, ?7)"
        " ON CONFLICT DO UPDATE SET state = excluded.state, clock = excluded.clock, device = excluded.device,"
        "                           writer = excluded.writer, via = excluded.via",
        annotation_, network, state, sharing.clock.ticks, sharing.clock.device, author_, via_);
    sharings_[network] = {sharing.clock, state, via_.value_or(0)};
    changed_ = changed_ || later;
}

bool ItemMerge::may_speak(const Clock& clock) const {
    const bool kept_back = !sharings_.empty() && std::none_of(sharings_.begin(), sharings_.end(), [](const auto& row) {
        return row.second.value == shared;
    });
    if (kept_back) return false;
    const auto life = fields_.find(std::string(field_life));
    return life == fields_.end() || life->second.value != deleted || clock > life->second.clock;
}

void ItemMerge::join_anchor(const DatedAnchor& dated) {
    Database& db = state_.database;
    const Anchor& anchor = dated.anchor;
    const std::int64_t edition = state_.edition_row(own_book_, anchor.book_id, anchor.book_hash, anchor.text_rules);
    const std::string headings = to_json(anchor.headings);
    std::optional<std::string> image, alternative;
    if (anchor.figure) image = anchor.figure->image, alternative = anchor.figure->alternative;
    // One clock with two anchors is no anchor of ours; whichever comes first, the same one stays.
    bool is_there = false, less = false;
    {
        Statement row = db.query(
            "SELECT (chapter, start, \"end\", exact, prefix, suffix, chapter_hash, headings) < (?4, ?5, ?6, ?7, ?8, "
            "?9, ?10, ?11)"
            " FROM anchors WHERE annotation = ?1 AND clock = ?2 AND device = ?3",
            annotation_, dated.clock.ticks, dated.clock.device, anchor.chapter, anchor.range.start, anchor.range.end,
            anchor.exact, anchor.prefix, anchor.suffix, anchor.chapter_hash, headings);
        is_there = row.next();
        less = is_there && row.integer(0) != 0;
    }
    if (is_there && !less) return;
    if (less)
        db.run("DELETE FROM anchors WHERE annotation = ?1 AND clock = ?2 AND device = ?3", annotation_,
               dated.clock.ticks, dated.clock.device);
    db.run(
        "INSERT INTO anchors(annotation, clock, device, writer, via, edition, chapter, chapter_hash, start, \"end\", "
        "exact,"
        " prefix, suffix, headings, figure_image, figure_alternative)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        annotation_, dated.clock.ticks, dated.clock.device, author_, via_, edition, anchor.chapter, anchor.chapter_hash,
        anchor.range.start, anchor.range.end, anchor.exact, anchor.prefix, anchor.suffix, headings, image, alternative);
    record("anchor", std::to_string(dated.clock.ticks) + ' ' + std::to_string(dated.clock.device), std::nullopt,
           dated.clock);
    changed_ = true;
}

void ItemMerge::record(std::string_view part, const std::string& name, const std::optional<Row>& before,
                       const Clock& after) {
    latest_ = std::max(latest_, after);
    if (step_ == 0 || !is_kept_track_of_) return;
    const std::optional<std::string> was =
        before ? std::optional(packed(before->value, before->clock, before->via)) : std::nullopt;
    // The first of several changes of one row knows what it was before the import.
    state_.database.run(
        "INSERT INTO undo_rows(step, annotation, part, name, before, after, seen_clock, seen_device)"
        " VALUES (?1, ?2, ?3, ?4, ?5, '', ?6, ?7)"
        " ON CONFLICT DO UPDATE SET seen_clock = excluded.seen_clock, seen_device = excluded.seen_device",
        step_, annotation_, part, name, was, after.ticks, after.device);
}

bool settle_words(Database& db, std::int64_t annotation) {
    bool is_deleted = false, kept_back = false;
    std::int64_t until = 0, device = 0;
    {
        Statement row = db.query(
            "SELECT l.value = 'deleted', l.clock, l.device,"
            "  EXISTS (SELECT 1 FROM visibility v WHERE v.annotation = ?1)"
            "  AND NOT EXISTS (SELECT 1 FROM visibility v WHERE v.annotation = ?1 AND v.state = 'shared')"
            "  FROM fields l WHERE l.annotation = ?1 AND l.name = 'life'",
            annotation);
        if (row.next()) {
            is_deleted = row.integer(0) != 0;
            kept_back = row.integer(3) != 0;
            until = row.integer(1), device = row.integer(2);
        }
    }
    std::int64_t dropped = 0;
    if (is_deleted || kept_back) {
        const int all = kept_back ? 1 : 0;
        db.run("DELETE FROM fields WHERE annotation = ?1 AND name <> 'life' AND (?4 OR (clock, device) <= (?2, ?3))",
               annotation, until, device, all);
        dropped += db.changed_rows();
        db.run("DELETE FROM anchors WHERE annotation = ?1 AND (?4 OR (clock, device) <= (?2, ?3))", annotation, until,
               device, all);
        dropped += db.changed_rows();
        if (dropped > 0) {
            db.run("DELETE FROM resolutions WHERE annotation = ?1", annotation);
            db.run("DELETE FROM undo_rows WHERE annotation = ?1 AND part = 'field' AND name NOT IN ('life', '(new)')",
                   annotation);
        }
    }
    db.run(
        "UPDATE annotations SET"
        "  erased = CASE WHEN ?2 AND NOT EXISTS (SELECT 1 FROM fields f WHERE f.annotation = number AND f.name <> "
        "'life')"
        "            THEN (SELECT max(clock) / 65536 FROM (SELECT clock FROM fields WHERE annotation = number"
        "                   UNION ALL SELECT clock FROM visibility WHERE annotation = number)) END,"
        "  chapter = coalesce((SELECT n.chapter FROM anchors n WHERE n.annotation = number ORDER BY n.clock DESC, "
        "n.device DESC LIMIT 1), '')"
        " WHERE number = ?1",
        annotation, is_deleted || kept_back ? 1 : 0);
    return dropped > 0;
}

// --- Names

void SetRows::forget() {
    people_.clear();
    network_.reset();
    people_brought_ = false;
}

std::int64_t SetRows::person(const std::string& id) {
    if (!people_brought_) {
        people_brought_ = true;
        bring_profile(head_.writer);
        for (const DatedProfile& person : head_.people) bring_profile(person);
    }
    const auto [found, added] = people_.try_emplace(id);
    if (added) {
        Database& db = state_.database;
        db.run("INSERT OR IGNORE INTO profiles(id) VALUES (?1)", id);
        Statement row = db.query("SELECT number FROM profiles WHERE id = ?1", id);
        if (row.next()) found->second = row.integer(0);
    }
    return found->second;
}

// A person's own set knows best how they are called. My own name is never taken from a set.
void SetRows::bring_profile(const DatedProfile& person) {
    Database& db = state_.database;
    const bool first_hand = person.profile.id == head_.writer.profile.id;
    const std::int64_t number = this->person(person.profile.id);
    if (number == state_.profile) return;
    const std::optional<std::int64_t> via =
        first_hand ? std::nullopt : std::optional(this->person(head_.writer.profile.id));
    db.run(
        "UPDATE profiles SET name = ?2, school = ?3, clock = ?4, device = ?5, via = ?6 WHERE number = ?1"
        "   AND (?6 IS NULL, ?4, ?5, ?2, ?3) > (via IS NULL AND clock > 0, clock, device, name, school)",
        number, person.profile.name, person.profile.school, person.clock.ticks, person.clock.device, via);
}

std::int64_t SetRows::network() {
    if (!network_) network_ = bring_network();
    return *network_;
}

std::int64_t SetRows::bring_network() {
    Database& db = state_.database;
    const auto find = [&](const std::string& id) {
        Statement row = db.query("SELECT coalesce(alias_of, number) FROM networks WHERE id = ?1", id);
        return row.next() ? row.integer(0) : std::int64_t{0};
    };
    const std::int64_t mine = count_as_.empty() ? 0 : find(count_as_);
    if (!head_.network) return mine;
    const std::int64_t row = bring_name(mine, find(head_.network->network.id));
    std::string id;
    {
        Statement own = db.query("SELECT id FROM networks WHERE number = ?1", row);
        if (own.next()) id = own.text(0);
    }
    take_first_self(db, id, head_.network->first_self);
    return row;
}

// The row that takes the notes of the set's network. `mine`: that it counts as; `known`: that it is or counts as; 0: none.
std::int64_t SetRows::bring_name(std::int64_t mine, std::int64_t known) {
    Database& db = state_.database;
    const Network& network = head_.network->network;
    const Clock& clock = head_.network->clock;
    if (known != 0) {
        db.run(
            "UPDATE networks SET name = ?2, clock = ?3, device = ?4 WHERE id = ?1 AND (?3, ?4, ?2) > (clock, device, "
            "name)",
            network.id, network.name, clock.ticks, clock.device);
        return known;
    }
    if (mine == 0) drop_unused_network(db);
    db.run("INSERT INTO networks(id, name, clock, device, created, alias_of) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
           network.id, network.name, clock.ticks, clock.device, state_.now(),
           mine == 0 ? std::nullopt : std::optional(mine));
    return mine == 0 ? db.last_row() : mine;
}

}  // namespace katern::notes
