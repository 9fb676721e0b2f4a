#include "app/meeting_steps.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "words/words.h"

namespace katern::app {
namespace {

using nlohmann::json;
using notes::MeetingChange;

constexpr std::size_t most_steps = 100;
constexpr notes::Milliseconds longest_kept = notes::Milliseconds{30} * 24 * 60 * 60 * 1000;

// The number of a word is another one in the next version; its name here is not.
constexpr std::array labels{std::pair(Word::step_meeting_new, "new"),
                            std::pair(Word::step_meeting_add, "add"),
                            std::pair(Word::step_meeting_move, "move"),
                            std::pair(Word::step_meeting_bring, "bring"),
                            std::pair(Word::step_meeting_minutes, "minutes"),
                            std::pair(Word::step_meeting_facts, "facts"),
                            std::pair(Word::step_meeting_ask, "ask"),
                            std::pair(Word::step_meeting_decide, "decide"),
                            std::pair(Word::step_meeting_act, "act"),
                            std::pair(Word::step_remove, "remove"),
                            std::pair(Word::step_write, "write")};

json rows_to_json(const std::vector<MeetingChange>& rows) {
    json out = json::array();
    for (const MeetingChange& row : rows) out.push_back({{"id", row.id}, {"fields", row.fields}});
    return out;
}

std::vector<MeetingChange> rows_from_json(const json& rows) {
    std::vector<MeetingChange> out;
    for (const json& row : rows)
        out.push_back({row.at("id").get<std::string>(), row.at("fields").get<std::map<std::string, std::string>>()});
    return out;
}

json step_to_json(const MeetingStep& step, notes::Milliseconds at) {
    const auto* const label =
        std::find_if(labels.begin(), labels.end(), [&](const auto& one) { return one.first == step.label; });
    return {{"label", label == labels.end() ? "write" : label->second},
            {"named", step.named},
            {"before", rows_to_json(step.before)},
            {"after", rows_to_json(step.after)},
            {"id", step.id},
            {"at", at}};
}

MeetingStep step_from_json(const json& kept) {
    const std::string name = kept.at("label").get<std::string>();
    const auto* const label =
        std::find_if(labels.begin(), labels.end(), [&](const auto& one) { return name == one.second; });
    return {label == labels.end() ? Word::step_write : label->first, kept.at("named").get<std::string>(),
            rows_from_json(kept.at("before")), rows_from_json(kept.at("after")), kept.at("id").get<std::string>()};
}

std::string key_of(const std::string& window, notes::BookKey book) {
    return "meeting_steps/" + window + "/" + std::to_string(static_cast<std::int64_t>(book));
}

}  // namespace

void MeetingSteps::add(const MeetingStep& step, const std::string& sitting, notes::Milliseconds now) {
    undone_.clear();
    if (step.before == step.after) return;
    const bool joins = !sitting.empty() && !done_.empty() && done_.back().sitting == sitting;
    if (!joins) {
        done_.push_back({step, sitting, now});
        if (done_.size() > most_steps) done_.erase(done_.begin());
        return;
    }
    MeetingStep& last = done_.back().step;
    last.named = step.named;
    for (std::size_t i = 0; i < step.after.size() && i < last.after.size(); ++i) {
        if (last.after[i].id != step.after[i].id) continue;
        for (const auto& [name, value] : step.before[i].fields) last.before[i].fields.emplace(name, value);
        for (const auto& [name, value] : step.after[i].fields) last.after[i].fields[name] = value;
    }
}

const MeetingStep* MeetingSteps::next(bool back) const {
    const std::vector<Kept>& from = back ? done_ : undone_;
    return from.empty() ? nullptr : &from.back().step;
}

notes::Milliseconds MeetingSteps::next_at(bool back) const {
    const std::vector<Kept>& from = back ? done_ : undone_;
    return from.empty() ? 0 : from.back().at;
}

MeetingStep MeetingSteps::take(bool back) {
    std::vector<Kept>& from = back ? done_ : undone_;
    MeetingStep step = std::move(from.back().step);
    from.pop_back();
    return step;
}

void MeetingSteps::put(bool back, const MeetingStep& step, notes::Milliseconds done_at) {
    (back ? undone_ : done_).push_back({step, {}, done_at});
}

void MeetingSteps::clear() {
    done_.clear();
    undone_.clear();
}

std::string MeetingSteps::to_json() const {
    json out{{"done", json::array()}, {"undone", json::array()}};
    for (const Kept& kept : done_) out["done"].push_back(step_to_json(kept.step, kept.at));
    for (const Kept& kept : undone_) out["undone"].push_back(step_to_json(kept.step, kept.at));
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

MeetingSteps MeetingSteps::from_json(const std::string& text, notes::Milliseconds now) {
    MeetingSteps out;
    const json kept = json::parse(text, nullptr, false);
    if (!kept.is_object()) return out;
    for (const auto& [name, into] : {std::pair("done", &out.done_), std::pair("undone", &out.undone_)}) {
        for (const json& one : kept.value(name, json::array())) {
            try {
                const auto at = one.at("at").get<notes::Milliseconds>();
                if (now - at < longest_kept) into->push_back({step_from_json(one), {}, at});
            } catch (const json::exception&) {
                continue;  // of a later version, or damaged: the others can still be taken back
            }
        }
    }
    return out;
}

Result<MeetingSteps> kept_steps(notes::Store& store, const std::string& window, notes::BookKey book) {
    const Result<std::optional<std::string>> kept = store.setting(key_of(window, book));
    if (!kept) return tl::unexpected<Error>(kept.error());
    return *kept ? MeetingSteps::from_json(**kept, notes::wall_clock().value_or(0)) : MeetingSteps();
}

Result<void> keep_steps(notes::Store& store, const std::string& window, notes::BookKey book,
                        const MeetingSteps& steps) {
    return store.set_setting(key_of(window, book), steps.to_json());
}

}  // namespace katern::app
