#include "app/decisions.h"

#include <algorithm>
#include <map>

#include "app/gathering.h"
#include "app/looking_back.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

struct Spot {
    std::size_t chapter = 0;
    text::Range bytes;
};

std::optional<Spot> spot_of(const Hung& where, const document::Book& book) {
    if (where.chapter == SIZE_MAX) return std::nullopt;
    const auto chapter = book.chapter(where.chapter);
    if (!chapter || (*chapter)->blocks.empty()) return std::nullopt;
    // A point (a figure) stands for its block.
    if (where.bytes.empty())
        return Spot{where.chapter, (*chapter)->blocks[(*chapter)->block_at(where.bytes.start)].text};
    return Spot{where.chapter, where.bytes};
}

// At least half of the shorter one.
template <class Range>
bool overlap(const Range& a, const Range& b) {
    const std::size_t start = std::max(a.start, b.start), end = std::min(a.end, b.end);
    return start < end && 2 * (end - start) >= std::min(a.end - a.start, b.end - b.start);
}

bool same_place(const DecidedPassage& a, const Spot& b) {
    if (a.chapter != b.chapter) return false;
    return a.bytes.empty() || b.bytes.empty() ? a.bytes == b.bytes : overlap(a.bytes, b.bytes);
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
            else if (action.passage && !action.text.empty())
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
            if (decided.words().empty()) continue;  // they were taken back
            add(std::move(decided), *passage);
        }
    }

    DecidedInBook take() {
        std::stable_sort(out_.passages.begin(), out_.passages.end(),
                         [](const DecidedPassage& a, const DecidedPassage& b) {
                             return std::pair(a.chapter, a.bytes.start) < std::pair(b.chapter, b.bytes.start);
                         });
        return std::move(out_);
    }

private:
    static Decided of(const Meeting& meeting, const MeetingAction& action) {
        return {action.id, meeting.id, meeting.name, meeting.date, meeting.network, {}, {}, {action}};
    }

    void add(Decided decided, const MeetingPassage& passage) {
        const Hung where = hung(book_, notes::resolve(passage.anchor, book_));
        const notes::How how = where.resolution.how;
        if (!passage.anchor.exact.empty() && (how == notes::How::changed || how == notes::How::orphan))
            add_then(decided, passage.anchor, where);
        const std::optional<Spot> spot = spot_of(where, book_);
        if (!spot) return;
        const auto found = std::find_if(out_.passages.begin(), out_.passages.end(),
                                        [&](const DecidedPassage& other) { return same_place(other, *spot); });
        if (found != out_.passages.end())
            found->decided.push_back(std::move(decided));
        else
            out_.passages.push_back({spot->chapter, spot->bytes, {std::move(decided)}});
    }

    void add_then(const Decided& decided, const notes::Anchor& anchor, const Hung& where) {
        const auto found = std::find_if(out_.then.begin(), out_.then.end(), [&](const DecidedThen& other) {
            return were_same_words(other.passage.note.anchor, anchor);
        });
        if (found != out_.then.end()) return found->decided.push_back(decided);
        DecidedThen then{{}, {decided}};
        then.passage.note.anchor = anchor;
        hang(then.passage, where);
        out_.then.push_back(std::move(then));
    }

    const document::Book& book_;
    DecidedInBook out_;
};

}  // namespace

bool were_same_words(const notes::Anchor& a, const notes::Anchor& b) {
    return a.chapter == b.chapter && a.book_hash == b.book_hash && overlap(a.range, b.range);
}

DecidedInBook decided_in(const std::vector<Meeting>& meetings, const document::Book& book) {
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
        [known](notes::Store& store) -> Result<DecidedInBook> {
            const Result<std::vector<Meeting>> all = meetings(store, *known);
            if (!all) return tl::unexpected<Error>(all.error());
            return decided_in(*all, *known->book);
        },
        [this, generation = of_book_](Result<DecidedInBook> decided) {
            asked_ = false;
            if (generation != reader_.generation()) return;
            if (!decided) return reader_.say(decided.error());
            all_ = std::move(*decided);
        });
}

void Decisions::forget() {
    all_ = {};
    outcome.close();
    open_.clear();
    stale_ = true;
}

std::vector<const DecidedPassage*> Decisions::here() const {
    std::vector<const DecidedPassage*> out;
    for (const DecidedPassage& passage : all_.passages)
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
    for (const DecidedPassage& passage : all_.passages) {
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
