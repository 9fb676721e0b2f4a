#include "app/second_look.h"

#include <algorithm>
#include <map>
#include <sstream>

#include "app/looking_back.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr notes::Milliseconds a_week = 7LL * 24 * 60 * 60 * 1000;
constexpr std::string_view wish_key = "second_look";

// What is kept of the notes that were looked at: a line each, "id 2 1767225600000": how often, and when it comes back.
constexpr std::string_view looks_key = "second_looks";
using Looks = std::map<std::string, NextLook, std::less<>>;

Result<Looks> kept_looks(notes::Store& store) {
    const Result<std::optional<std::string>> kept = store.setting(std::string(looks_key));
    if (!kept) return pass_on(kept);
    Looks out;
    std::istringstream lines(kept->value_or(std::string()));
    std::string id;
    NextLook look;
    while (lines >> id >> look.looked >> look.due) out.insert_or_assign(id, look);
    return out;
}

Result<void> keep(notes::Store& store, const Looks& looks) {
    std::string text;
    for (const auto& [id, look] : looks)
        text += id + " " + std::to_string(look.looked) + " " + std::to_string(look.due) + "\n";
    return store.set_setting(std::string(looks_key), text);
}

bool can_come_back(const share::Passage& passage) {
    const notes::Annotation& note = passage.note;
    return note.mine && note.kind != notes::Kind::bookmark && note.kind != notes::Kind::reply && !note.body.empty();
}

}  // namespace

std::optional<notes::Milliseconds> next_look(const Weeks& weeks, int looked, notes::Milliseconds from) {
    if (looked < 0 || looked >= static_cast<int>(weeks.size())) return std::nullopt;
    const auto at = static_cast<std::size_t>(looked);
    return from + a_week * (weeks.at(at) - (looked > 0 ? weeks.at(at - 1) : 0));
}

Result<SecondLookWish> second_look_wish(notes::Store& store) {
    const Result<std::optional<std::string>> kept = store.setting(std::string(wish_key));
    if (!kept) return pass_on(kept);
    SecondLookWish wish;
    if (!*kept) return wish;
    wish.wanted = (*kept)->starts_with("on");
    for (const Weeks& weeks : weeks_to_choose)
        if ((*kept)->ends_with(" " + std::to_string(weeks.front()))) wish.weeks = weeks;
    return wish;
}

Result<void> set_second_look_wish(notes::Store& store, const SecondLookWish& wish) {
    return store.set_setting(std::string(wish_key),
                             (wish.wanted ? "on " : "off ") + std::to_string(wish.weeks.front()));
}

Result<std::vector<share::Passage>> second_looks(notes::Store& store, const KnownBook& known, notes::Milliseconds now) {
    const Result<SecondLookWish> wish = second_look_wish(store);
    if (!wish) return pass_on(wish);
    if (!wish->wanted) return std::vector<share::Passage>();
    Result<std::vector<share::Passage>> all = passages(store, known);
    if (!all) return pass_on(all);
    const Result<Looks> looks = kept_looks(store);
    if (!looks) return pass_on(looks);
    std::vector<std::pair<notes::Milliseconds, std::size_t>> due;
    for (std::size_t i = 0; i < all->size(); ++i) {
        const notes::Annotation& note = (*all)[i].note;
        if (!can_come_back((*all)[i])) continue;
        const auto kept = looks->find(note.id);
        const bool over = kept != looks->end() && !next_look(wish->weeks, kept->second.looked, 0);
        const notes::Milliseconds at =
            kept != looks->end() ? kept->second.due : note.created + a_week * wish->weeks.front();
        if (!over && at <= now) due.emplace_back(at, i);
    }
    std::sort(due.begin(), due.end());
    std::vector<share::Passage> out;
    for (const auto& [at, i] : due) out.push_back(std::move((*all)[i]));
    return out;
}

Result<void> looked_again(notes::Store& store, const notes::Annotation& note, notes::Milliseconds now) {
    const Result<SecondLookWish> wish = second_look_wish(store);
    if (!wish) return pass_on(wish);
    Result<Looks> looks = kept_looks(store);
    if (!looks) return pass_on(looks);
    NextLook& look = (*looks)[note.id];
    ++look.looked;
    look.due = next_look(wish->weeks, look.looked, now).value_or(0);
    return keep(store, *looks);
}

Result<void> look_later(notes::Store& store, const notes::Annotation& note, notes::Milliseconds now) {
    Result<Looks> looks = kept_looks(store);
    if (!looks) return pass_on(looks);
    (*looks)[note.id].due = now + a_week;
    return keep(store, *looks);
}

// --- In the window
// ---------------------------------------------------------------------------------------------------------

void SecondLook::frame(bool page_shown) {
    if (!page_shown || of_book_ == reader_.generation() || !reader_.known_book()) return;
    of_book_ = reader_.generation();
    load();
}

void SecondLook::another_book() {
    due.clear();
    told = false;
}

void SecondLook::load() {
    const std::optional<KnownBook> known = reader_.known_book();
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!known || !now) return;
    struct Read {
        SecondLookWish wish;
        std::vector<share::Passage> due;
    };
    reader_.ask_store(
        [known, now = *now](notes::Store& store) -> Result<Read> {
            const Result<SecondLookWish> kept = second_look_wish(store);
            if (!kept) return pass_on(kept);
            Result<std::vector<share::Passage>> all = second_looks(store, *known, now);
            if (!all) return pass_on(all);
            if (all->size() > most_second_looks) all->resize(most_second_looks);
            return Read{*kept, std::move(*all)};
        },
        [this, generation = reader_.generation()](Result<Read> read) {
            if (generation != reader_.generation()) return;
            if (!read) return reader_.say(read.error());
            wish = read->wish;
            due = std::move(read->due);
        });
}

void SecondLook::choose(const SecondLookWish& chosen) {
    wish = chosen;
    reader_.ask_store([chosen](notes::Store& store) { return set_second_look_wish(store, chosen); },
                      [this](Result<void> kept) {
                          if (!kept) return reader_.say(kept.error());
                          load();
                      });
}

void SecondLook::done(const std::string& id) {
    write(id, true);
}
void SecondLook::later(const std::string& id) {
    write(id, false);
}

void SecondLook::write(const std::string& id, bool looked) {
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!now) return reader_.say(now.error());
    const auto found =
        std::find_if(due.begin(), due.end(), [&](const share::Passage& passage) { return passage.note.id == id; });
    if (found == due.end()) return;
    const notes::Annotation note = found->note;
    due.erase(found);
    reader_.ask_store(
        [note, looked, now = *now](notes::Store& store) {
            return looked ? looked_again(store, note, now) : look_later(store, note, now);
        },
        [this](Result<void> kept) {
            if (!kept) return reader_.say(kept.error());
            load();
        });
}

}  // namespace katern::app
