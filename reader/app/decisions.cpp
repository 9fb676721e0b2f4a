#include "app/decisions.h"

#include <algorithm>
#include <map>

#include "app/looking_back.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

struct Spot {
    std::size_t chapter = 0;
    text::Range bytes;
};

std::optional<Spot> spot_of(const MeetingPassage& passage, const document::Book& book) {
    const notes::Resolution place = notes::resolve(passage.anchor, book);
    const std::optional<std::size_t> index = place.placed() ? book.find(place.chapter) : std::nullopt;
    if (!index) return std::nullopt;
    const auto chapter = book.chapter(*index);
    if (!chapter || (*chapter)->blocks.empty()) return std::nullopt;
    const text::Range bytes = notes::to_bytes(**chapter, place.range);
    // A point (a figure) stands for its block.
    if (bytes.empty()) return Spot{*index, (*chapter)->blocks[(*chapter)->block_at(bytes.start)].text};
    return Spot{*index, bytes};
}

bool same_place(const DecidedPassage& a, const Spot& b) {
    if (a.chapter != b.chapter) return false;
    if (a.bytes.empty() || b.bytes.empty()) return a.bytes == b.bytes;
    const std::size_t start = std::max(a.bytes.start, b.bytes.start), end = std::min(a.bytes.end, b.bytes.end);
    return start < end && 2 * (end - start) >= std::min(a.bytes.size(), b.bytes.size());
}

class Gatherer {
public:
    explicit Gatherer(const document::Book& book) : book_(book) {}

    void add(const Meeting& meeting) {
        std::map<std::string, const MeetingPassage*> of_items;
        for (const AgendaItem& item : meeting.items)
            if (item.passage) of_items.emplace(item.id, &*item.passage);
        std::map<std::string, std::vector<MeetingAction>> carried_out;
        for (const Decision& decision : meeting.decisions) carried_out[decision.id];
        for (const MeetingAction& action : meeting.actions) {
            const auto decision = carried_out.find(action.decision);
            if (decision != carried_out.end())
                decision->second.push_back(action);
            else if (action.passage)
                add(of(meeting, action), *action.passage);
        }
        for (const Decision& decision : meeting.decisions) {
            const auto item = of_items.find(decision.item);
            const MeetingPassage* passage = decision.passage         ? &*decision.passage
                                            : item != of_items.end() ? item->second
                                                                     : nullptr;
            if (!passage) continue;
            Decided decided{decision.id,     meeting.id,    meeting.name,     meeting.date,
                            meeting.network, decision.text, decision.outcome, {}};
            decided.actions = carried_out[decision.id];
            add(std::move(decided), *passage);
        }
    }

    std::vector<DecidedPassage> take() {
        std::stable_sort(out_.begin(), out_.end(), [](const DecidedPassage& a, const DecidedPassage& b) {
            return std::pair(a.chapter, a.bytes.start) < std::pair(b.chapter, b.bytes.start);
        });
        return std::move(out_);
    }

private:
    static Decided of(const Meeting& meeting, const MeetingAction& action) {
        return {action.id, meeting.id, meeting.name, meeting.date, meeting.network, {}, {}, {action}};
    }

    void add(Decided decided, const MeetingPassage& passage) {
        const std::optional<Spot> spot = spot_of(passage, book_);
        if (!spot) return;
        const auto found = std::find_if(out_.begin(), out_.end(),
                                        [&](const DecidedPassage& other) { return same_place(other, *spot); });
        if (found != out_.end())
            found->decided.push_back(std::move(decided));
        else
            out_.push_back({spot->chapter, spot->bytes, {std::move(decided)}});
    }

    const document::Book& book_;
    std::vector<DecidedPassage> out_;
};

}  // namespace

std::vector<DecidedPassage> decided_passages(const std::vector<Meeting>& meetings, const document::Book& book) {
    Gatherer gatherer(book);
    std::vector<const Meeting*> by_date;
    for (const Meeting& meeting : meetings) by_date.push_back(&meeting);
    std::stable_sort(by_date.begin(), by_date.end(),
                     [](const Meeting* a, const Meeting* b) { return a->date < b->date; });
    for (const Meeting* meeting : by_date) gatherer.add(*meeting);
    return gatherer.take();
}

void Decisions::look(bool page_shown) {
    const std::optional<KnownBook> known = reader_.known_book();
    if (!page_shown) stale_ = true;
    if (!known || !page_shown || asked_) return;
    if (!stale_ && of_book_ == reader_.generation()) return;
    stale_ = false;
    asked_ = true;
    of_book_ = reader_.generation();
    reader_.ask_store(
        [known](notes::Store& store) -> Result<std::vector<DecidedPassage>> {
            const Result<std::vector<Meeting>> all = meetings(store, *known);
            if (!all) return tl::unexpected<Error>(all.error());
            return decided_passages(*all, *known->book);
        },
        [this, generation = of_book_](Result<std::vector<DecidedPassage>> decided) {
            asked_ = false;
            if (generation != reader_.generation()) return;
            if (!decided) return reader_.say(decided.error());
            all_ = std::move(*decided);
        });
}

void Decisions::forget() {
    all_.clear();
    outcome.close();
    open_.clear();
    stale_ = true;
}

std::vector<const DecidedPassage*> Decisions::here() const {
    std::vector<const DecidedPassage*> out;
    for (const DecidedPassage& passage : all_)
        if (passage.chapter == reader_.chapter_index) out.push_back(&passage);
    return out;
}

const DecidedPassage* Decisions::opened() const {
    if (open_.empty()) return nullptr;
    for (const DecidedPassage* passage : here())
        for (const Decided& decided : passage->decided)
            if (decided.id == open_) return passage;
    return nullptr;
}

void Decisions::open(const std::string& id, bool keys) {
    reader_.close_conversation();
    outcome.close();
    open_ = id;
    scroll = 0;
    by_keys = keys;
}

void Decisions::close() {
    outcome.close();
    open_.clear();
}

void Decisions::step(int by) {
    if (!reader_.layout) return;
    const DecidedPassage* talked = opened();
    const std::pair from(reader_.chapter_index, talked ? talked->bytes.start : reader_.place().byte);
    const DecidedPassage* next = nullptr;
    for (const DecidedPassage& passage : all_) {
        const std::pair at(passage.chapter, passage.bytes.start);
        if (by > 0 ? at > from || (at == from && !talked) : at < from) {
            next = &passage;
            if (by > 0) break;
        }
    }
    if (!next) return reader_.say(by > 0 ? Word::message_no_decisions_further : Word::message_no_decisions_before);
    if (next->chapter != reader_.chapter_index) reader_.go_to({next->chapter, next->bytes.start});
    reader_.bring_into_sight(next->bytes.end);
    reader_.bring_into_sight(next->bytes.start);
    open(std::string(next->id()), true);
}

}  // namespace katern::app
