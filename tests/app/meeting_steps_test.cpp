// The steps of meetings: what joins, what is dropped, and that they are the same after they were kept.
#include "app/meeting_steps.h"

#include <catch2/catch.hpp>

#include "words/words.h"

using namespace katern;
using app::MeetingStep;
using app::MeetingSteps;

namespace {

constexpr notes::Milliseconds day = notes::Milliseconds{24} * 60 * 60 * 1000, now = 1'000 * day;

MeetingStep minutes(const std::string& from, const std::string& to) {
    return {Word::step_meeting_minutes,
            "“Doel”, tijd en vertrouwen",
            {{"a", {{"minutes", from}}}},
            {{"a", {{"minutes", to}}}},
            "a"};
}

}  // namespace

TEST_CASE("steps of a meeting are the same after they were kept, and what was taken back is still to be done again") {
    MeetingSteps steps;
    steps.add(minutes("", "5"), "", now);
    steps.add(minutes("5", "10"), "", now);
    steps.put(true, steps.take(true), now);
    MeetingSteps again = MeetingSteps::from_json(steps.to_json(), now + day);
    REQUIRE(again.next(true));
    REQUIRE(again.next(false));
    CHECK(*again.next(true) == minutes("", "5"));
    CHECK(*again.next(false) == minutes("5", "10"));
    again.add(minutes("5", "15"), "", now);
    CHECK_FALSE(again.next(false));
}

TEST_CASE("what is typed in one go is one step of a meeting, and a step that changes nothing is none") {
    MeetingSteps steps;
    steps.add(minutes("", "1"), "sitting", now);
    steps.add(minutes("1", "15"), "sitting", now);
    steps.add(minutes("15", "15"), "", now);
    CHECK(steps.take(true) == minutes("", "15"));
    CHECK_FALSE(steps.next(true));
}

TEST_CASE("steps of a meeting go after thirty days, and of what can't be read only that is left out") {
    MeetingSteps steps;
    steps.add(minutes("", "5"), "", now);
    const std::string kept = steps.to_json();
    CHECK(MeetingSteps::from_json(kept, now + 29 * day).next(true));
    CHECK_FALSE(MeetingSteps::from_json(kept, now + 30 * day).next(true));
    CHECK_FALSE(MeetingSteps::from_json("{\"done\": 7}", now).next(true));
    CHECK_FALSE(MeetingSteps::from_json("no JSON", now).next(true));
    const std::string with_other = "{\"done\":[" +
                                   kept.substr(kept.find("[") + 1, kept.find("],\"undone") - kept.find("[") - 1) +
                                   ",{\"label\":3}],\"undone\":[]}";
    CHECK(MeetingSteps::from_json(with_other, now).next(true));
}
