// The meeting before the whole room: one passage at a time, a quiet clock, and what is decided.
#include <algorithm>

#include "app/meeting_desk.h"
#include "words/words.h"

namespace katern::app {

void MeetingDesk::present() {
    if (!seen) return;
    close_writing();
    presenting = Presenting{};
    presenting->was_full_screen = reader_.full_screen.has_value();
    reader_.set_full_screen(true);
    reader_.message.clear();  // it would lie over the first passage
}

void MeetingDesk::leave_room() {
    if (!presenting) return;
    close_writing();
    const bool stays = presenting->was_full_screen;
    presenting.reset();
    reader_.set_full_screen(stays);
}

std::vector<Slide> MeetingDesk::slides() const {
    std::vector<Slide> out;
    if (!seen) return out;
    for (std::size_t i = 0; i < seen->items.size(); ++i) {
        const std::size_t passages = seen->items[i].passages.size();
        if (passages == 0) out.push_back({i, std::nullopt});
        for (std::size_t n = 0; n < passages; ++n) out.push_back({i, n});
    }
    return out;
}

std::optional<Slide> MeetingDesk::slide() const {
    const std::vector<Slide> all = slides();
    if (!presenting || presenting->slide >= all.size()) return std::nullopt;
    return all[presenting->slide];
}

void MeetingDesk::step_slide(int by) {
    const auto count = static_cast<std::ptrdiff_t>(slides().size());
    if (!presenting || count == 0) return;
    const std::ptrdiff_t to =
        std::clamp(static_cast<std::ptrdiff_t>(presenting->slide) + by, std::ptrdiff_t{0}, count - 1);
    go_to_slide(static_cast<std::size_t>(to));
}

// Going from one passage of an item to the next takes from the same minutes.
void MeetingDesk::go_to_slide(std::size_t to) {
    const std::vector<Slide> all = slides();
    if (!presenting || to >= all.size() || to == presenting->slide) return;
    close_writing();
    if (all[to].item != all[presenting->slide].item) count_time(steady_now());
    presenting->slide = to;
    presenting->scroll = presenting->voices_scroll = 0;
}

void MeetingDesk::count_time(notes::Milliseconds now) {
    const std::optional<Slide> now_on = slide();
    if (now_on && presenting->entered != 0)
        presenting->spent[seen->items[now_on->item].item.id] += now - presenting->entered;
    presenting->entered = 0;
}

std::optional<int> MeetingDesk::minutes_left(notes::Milliseconds now) {
    const std::optional<Slide> now_on = slide();
    if (!now_on) return std::nullopt;
    if (presenting->entered == 0) presenting->entered = now;
    const AgendaItem& shown_item = seen->items[now_on->item].item;
    if (shown_item.minutes == 0) return std::nullopt;
    constexpr notes::Milliseconds minute = 60'000;
    const notes::Milliseconds left =
        shown_item.minutes * minute - presenting->spent[shown_item.id] - (now - presenting->entered);
    // A minute that has begun counts, before the end and past it.
    return static_cast<int>(left > 0 ? (left + minute - 1) / minute : -((minute - 1 - left) / minute));
}

std::optional<notes::Anchor> MeetingDesk::anchor_of(const PassageSeen& passage) const {
    const std::optional<std::size_t> index = known_ ? known_->book->find(passage.chapter) : std::nullopt;
    if (!index || passage.address.empty()) return std::nullopt;
    const auto chapter = known_->book->chapter(*index);
    if (!chapter) return std::nullopt;
    return notes::anchor_on(**chapter, known_->edition, notes::to_bytes(**chapter, passage.range));
}

void MeetingDesk::decide() {
    NewPart draft;
    if (const std::optional<Slide> now_on = slide()) {
        draft.item = seen->items[now_on->item].item.id;
        if (now_on->passage) draft.passage = anchor_of(seen->items[now_on->item].passages[*now_on->passage]);
    }
    write_new(notes::MeetingPart::decision, draft);
}

// It carries out what was decided last at this item.
void MeetingDesk::act() {
    close_writing();
    NewPart draft;
    if (const std::optional<Slide> now_on = slide()) {
        const std::string& at = seen->items[now_on->item].item.id;
        for (const Decision& decision : seen->meeting.decisions)
            if (decision.item == at) draft.decision = decision.id;
        if (now_on->passage) draft.passage = anchor_of(seen->items[now_on->item].passages[*now_on->passage]);
    }
    write_new(notes::MeetingPart::action, draft);
}

}  // namespace katern::app
