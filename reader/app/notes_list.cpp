#include "app/notes_list.h"

#include <algorithm>
#include <ctime>

namespace katern::app {
namespace {

constexpr std::size_t cost_of_note = 30, cost_of_folding = 40;
constexpr notes::Milliseconds length_of_day = 24LL * 60 * 60 * 1000;

// The words that a search looks in, one a line so that none is found across two.
std::string searched_words_of(const notes::Annotation& note) {
    std::string words = note.anchor.exact + "\n" + note.body;
    if (note.kind == notes::Kind::bookmark) words += "\n" + note.anchor.suffix;
    for (const std::string& tag : note.tags) words += "\n" + tag;
    return words;
}

// Where the person is, not at Greenwich.
notes::Milliseconds start_of_today(notes::Milliseconds now) {
    const auto seconds = static_cast<std::time_t>(now / 1000);
    std::tm local{};
    if (!localtime_r(&seconds, &local)) return now - now % length_of_day;
    local.tm_hour = local.tm_min = local.tm_sec = 0;
    local.tm_isdst = -1;
    return static_cast<notes::Milliseconds>(std::mktime(&local)) * 1000;
}

notes::Milliseconds start_of(NotesFilter::Period period, notes::Milliseconds now) {
    switch (period) {
        case NotesFilter::Period::any: break;
        case NotesFilter::Period::today: return start_of_today(now);
        case NotesFilter::Period::week: return now - 7 * length_of_day;
        case NotesFilter::Period::month: return now - 30 * length_of_day;
        case NotesFilter::Period::year: return now - 365 * length_of_day;
    }
    return std::numeric_limits<notes::Milliseconds>::min();
}

std::vector<std::string> needles_of(const std::string& words) {
    std::vector<std::string> needles;
    for (std::size_t start = 0; start < words.size();) {
        const std::size_t end = std::min(words.find(' ', start), words.size());
        std::string needle = text::fold_query(std::string_view(words).substr(start, end - start));
        if (!needle.empty()) needles.push_back(std::move(needle));
        start = end + 1;
    }
    return needles;
}

}  // namespace

bool NotesFilter::is_on() const {
    NotesFilter none;
    // Words of nothing but spaces look for nothing.
    if (words.find_first_not_of(' ') == std::string::npos) none.words = words;
    return !(*this == none);
}

void NotesList::begin(const document::Book& book, std::uint64_t notes_revision, const NotesFilter& filter,
                      const NotesOrder& order, notes::Milliseconds now) {
    if (book_ != &book) {  // rows of another book mean nothing in this one
        rows_.clear();
        groups_.clear();
        matches_.clear();
        ++revision_;
    }
    book_ = &book;
    asked_revision_ = notes_revision;
    filter_ = filter;
    order_ = order;
    needles_ = needles_of(filter.words);
    if (needles_.empty()) folded_.clear();
    chapter_ = filter.chapter ? book.find(*filter.chapter) : std::nullopt;
    since_ = start_of(filter.period, now);
    next_ = 0;
    found_.clear();
    done_ = false;
}

bool NotesList::update(const document::Book& book, std::span<const PlacedNote> notes, std::uint64_t notes_revision,
                       const NotesFilter& filter, const NotesOrder& order, notes::Milliseconds now, std::size_t budget) {
    if (book_ != &book || asked_revision_ != notes_revision || !(filter_ == filter) || !(order_ == order))
        begin(book, notes_revision, filter, order, now);
    if (done_) return true;
    std::size_t cost = 0;
    for (; next_ < notes.size(); ++next_) {
        if (cost >= budget) return false;
        cost += cost_of_note;
        ++work_.tested;
        if (passes(notes[next_], cost)) found_.push_back(static_cast<std::uint32_t>(next_));
    }
    arrange(notes);
    matches_ = std::move(found_);
    shown_order_ = order_;
    shown_revision_ = asked_revision_;
    ++revision_;
    done_ = true;
    return true;
}

bool NotesList::passes(const PlacedNote& placed, std::size_t& cost) {
    const notes::Annotation& note = placed.note;
    if (placed.veiled) return false;
    if (filter_.categories != 0 && (filter_.categories & bit_of(draw::category_named(note.category))) == 0) return false;
    if (filter_.kinds != 0 && (filter_.kinds & bit_of(note.kind)) == 0) return false;
    if (filter_.with_note && note.body.empty()) return false;
    if (filter_.orphans && !placed.orphan()) return false;
    if (filter_.author && note.author.id != *filter_.author) return false;
    if (filter_.chapter && (!chapter_ || placed.chapter != *chapter_)) return false;
    if (filter_.shown_to == NotesFilter::ShownTo::me && !note.is_private()) return false;
    if (filter_.shown_to == NotesFilter::ShownTo::others && note.is_private()) return false;
    if (note.modified < since_) return false;
    const auto has = [&](const std::string& tag) {
        return std::find(note.tags.begin(), note.tags.end(), tag) != note.tags.end();
    };
    if (!filter_.tags.empty() && std::none_of(filter_.tags.begin(), filter_.tags.end(), has)) return false;
    return needles_.empty() || holds_words(note, cost);
}

bool NotesList::holds_words(const notes::Annotation& note, std::size_t& cost) {
    const auto [at, is_new] = folded_.try_emplace(note.id);
    Folded& folded = at->second;
    if (is_new || folded.modified != note.modified) {
        const std::string words = searched_words_of(note);
        folded = {note.modified, text::fold_query(words)};
        work_.folded += words.size();
        cost += words.size() * cost_of_folding;
    }
    cost += folded.words.size();
    return std::all_of(needles_.begin(), needles_.end(),
                       [&](const std::string& needle) { return folded.words.find(needle) != std::string::npos; });
}

// Each note into the bucket of its group; the buckets one behind the other.
void NotesList::arrange(std::span<const PlacedNote> notes) {
    std::vector<std::uint32_t> sorted = found_;
    if (order_.newest_first)
        std::stable_sort(sorted.begin(), sorted.end(), [&](std::uint32_t a, std::uint32_t b) {
            return notes[a].note.modified > notes[b].note.modified;
        });
    using GroupPlace = std::pair<std::size_t, std::string>;  // a place in the order of groups, and a tag
    std::map<GroupPlace, std::vector<Row>> buckets;
    std::vector<Row>* last = nullptr;
    GroupPlace last_key;
    const auto put = [&](std::uint32_t note, std::size_t rank, const std::string& tag, bool again) {
        if (!last || last_key.first != rank || last_key.second != tag) {
            last_key = {rank, tag};
            last = &buckets[last_key];
        }
        last->push_back({note, 0, false, again});
        ++work_.arranged;
    };
    for (const std::uint32_t note : sorted) {
        const PlacedNote& placed = notes[note];
        switch (order_.grouping) {
            case NotesGrouping::chapter: put(note, placed.chapter, {}, false); break;
            case NotesGrouping::category:
                put(note, static_cast<std::size_t>(draw::category_named(placed.note.category)), {}, false);
                break;
            case NotesGrouping::tag:
                if (placed.note.tags.empty()) put(note, 1, {}, false);
                for (std::size_t i = 0; i < placed.note.tags.size(); ++i) put(note, 0, placed.note.tags[i], i > 0);
                break;
            case NotesGrouping::none: put(note, 0, {}, false); break;
        }
    }
    rows_.clear();
    groups_.clear();
    for (auto& [key, bucket] : buckets) {
        Group group;
        group.chapter = order_.grouping == NotesGrouping::chapter ? key.first : SIZE_MAX;
        if (order_.grouping == NotesGrouping::category) group.category = static_cast<draw::Category>(key.first);
        group.tag = key.second;
        group.count = bucket.size();
        const auto number = static_cast<std::uint32_t>(groups_.size());
        groups_.push_back(std::move(group));
        if (order_.grouping != NotesGrouping::none) rows_.push_back({0, number, true, false});
        for (Row& row : bucket) {
            row.group = number;
            rows_.push_back(row);
        }
    }
}

// --- Several ---------------------------------------------------------------------------------------------------------------

void ChosenNotes::toggle(const std::string& id) {
    anchor_ = id;
    ++revision_;
    if (ids_.erase(id) == 0) ids_.insert(id);
}

void ChosenNotes::extend_to(const std::string& id, const NotesList& list, std::span<const PlacedNote> notes) {
    const std::vector<NotesList::Row>& rows = list.rows();
    const auto row_of = [&](const std::string& wanted) {
        return std::find_if(rows.begin(), rows.end(), [&](const NotesList::Row& row) {
            return !row.heading && notes[row.note].note.id == wanted;
        });
    };
    auto from = row_of(anchor_), to = row_of(id);
    if (to == rows.end()) return;
    if (from == rows.end()) {
        from = to;
        anchor_ = id;
    }
    if (to < from) std::swap(from, to);
    ids_.clear();
    ++revision_;
    for (; from <= to; ++from)
        if (!from->heading) ids_.insert(notes[from->note].note.id);
}

void ChosenNotes::take_all(const NotesList& list, std::span<const PlacedNote> notes) {
    ids_.clear();
    ++revision_;
    for (const std::uint32_t note : list.matches()) ids_.insert(notes[note].note.id);
}

std::vector<const PlacedNote*> ChosenNotes::among(std::span<const PlacedNote> notes) {
    std::vector<const PlacedNote*> there;
    for (const PlacedNote& placed : notes)
        if (ids_.contains(placed.note.id)) there.push_back(&placed);
    if (there.size() < ids_.size()) {
        ids_.clear();
        for (const PlacedNote* placed : there) ids_.insert(placed->note.id);
    }
    return there;
}

// --- Tags ------------------------------------------------------------------------------------------------------------------

std::vector<TagCount> tags_of(std::span<const PlacedNote> notes) {
    std::map<std::string, std::size_t> counts;
    for (const PlacedNote& placed : notes)
        for (const std::string& tag : placed.note.tags) ++counts[tag];
    std::vector<TagCount> tags;
    for (const auto& [tag, count] : counts) tags.push_back({tag, count});
    std::stable_sort(tags.begin(), tags.end(), [](const TagCount& a, const TagCount& b) { return a.count > b.count; });
    return tags;
}

std::vector<std::string> complete_tag(const std::vector<TagCount>& tags, std::string_view typed,
                                      const std::vector<std::string>& taken, std::size_t most) {
    const std::string needle = text::fold_query(clean_tag(typed));
    std::vector<std::string> first, second;  // that begin so, that have a word that does
    for (const TagCount& known : tags) {
        if (std::find(taken.begin(), taken.end(), known.tag) != taken.end()) continue;
        const std::string folded = text::fold_query(known.tag);
        for (std::size_t at = folded.find(needle); at != std::string::npos; at = folded.find(needle, at + 1)) {
            if (at > 0 && !text::is_word_border(folded, at)) continue;
            (at == 0 ? first : second).push_back(known.tag);
            break;
        }
    }
    first.insert(first.end(), second.begin(), second.end());
    if (first.size() > most) first.resize(most);
    return first;
}

std::string clean_tag(std::string_view typed) {
    std::string tag;
    for (const char c : typed) {
        const bool space = c == ' ' || c == '\t' || c == '\n';
        if (tag.empty() && (space || c == '#')) continue;
        if (space && tag.back() == ' ') continue;
        tag += space ? ' ' : c;
    }
    while (!tag.empty() && tag.back() == ' ') tag.pop_back();
    return tag;
}

}  // namespace katern::app
