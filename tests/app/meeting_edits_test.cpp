// Editing a meeting: what is done, what it says it did, and that it can be taken back.
#include "app/meeting_edits.h"

#include <catch2/catch.hpp>
#include <random>

#include "app/meeting_passages.h"
#include "app/reflections.h"
#include "app/work_forms.h"
#include "notes/meetings_among.h"
#include "support/folder.h"
#include "support/must.h"

using namespace katern;
using katern::test::must;
using notes::MeetingPart;

namespace {

constexpr const char* chapter_text =
    "# Begin\n\nEen netwerk begint met een vraag. Wie niets afspreekt, heeft na drie keer een leesclub.\n\n"
    "## Vertrouwen\n\nVertrouwen groeit langzaam, en tijd helpt.\n\n"
    "> **Werkvorm.** Eén kantje doel\n>\n> Wie: allen. Tijd: 25 minuten.\n>\n> 1. Schrijf. (10 minuten)\n\n"
    "> **Werkvorm.** Rondje\n>\n> 1. Spreek. (5 minuten)\n> 2. Zwijg. (7 minuten)\n";

// A book and a store.
struct Table {
    katern::test::Folder folder;
    notes::Store store;
    app::KnownBook known;

    Table() : store(open()) {
        folder.with("boek/01-begin.md", chapter_text);
        known = must(app::find_in(store, must(app::open_book(folder.path("boek")))));
    }
    notes::Store open() { return must(app::open_store(folder.path("data"), "proef")); }

    std::string meeting() { return must(app::make_meeting(store, known, {"Oost", "Oost", "", "", {}, 0})).id; }
    std::string item(const std::string& meeting, const std::string& text,
                     const std::optional<std::string>& behind = {}) {
        app::NewPart part;
        part.text = text;
        return must(app::put_in_meeting(store, known, meeting, part, behind)).id;
    }
    std::vector<std::string> agenda(const std::string& meeting) {
        std::vector<std::string> out;
        for (const app::AgendaItem& item : must(app::meeting(store, known, meeting)).items) out.push_back(item.text);
        return out;
    }
    std::string mark(const std::string& quote, const std::string& category, const std::string& body,
                     const std::optional<std::string>& share) {
        app::NewNote note;
        note.chapter = "01-begin";
        note.quote = quote;
        note.category = category;
        note.body = body;
        note.share = share;
        return must(app::annotate(store, known, note));
    }
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("an item is put anywhere in the order, and moved anywhere") {
    Table table;
    const std::string meeting = table.meeting();
    const std::string a = table.item(meeting, "a"), b = table.item(meeting, "b");
    const std::string c = table.item(meeting, "c", "");
    CHECK(table.agenda(meeting) == Words{"c", "a", "b"});
    table.item(meeting, "d", a);
    CHECK(table.agenda(meeting) == Words{"c", "a", "d", "b"});
    const app::MeetingStep moved = must(app::move_item(table.store, table.known, c, b));
    CHECK(table.agenda(meeting) == Words{"a", "d", "b", "c"});
    CHECK(must(app::take_back(table.store, moved)));
    CHECK(table.agenda(meeting) == Words{"c", "a", "d", "b"});
    CHECK(must(app::do_again(table.store, moved)));
    CHECK(table.agenda(meeting) == Words{"a", "d", "b", "c"});
    must(app::move_item(table.store, table.known, c, ""));
    CHECK(table.agenda(meeting) == Words{"c", "a", "d", "b"});
    CHECK_FALSE(app::move_item(table.store, table.known, c, "nergens"));
    CHECK_FALSE(app::move_item(table.store, table.known, meeting, ""));
    CHECK_FALSE(app::move_item(table.store, table.known, c, c));
}

TEST_CASE("any order is reached by moves, also where two people gave the same place") {
    Table table;
    const std::string meeting = table.meeting();
    std::vector<std::string> ids;
    for (int i = 0; i < 6; ++i) ids.push_back(table.item(meeting, std::to_string(i)));
    for (const std::string& id : ids)
        REQUIRE(notes::change_meeting(table.store, id, {{"order", "V"}}));  // as two who append apart
    std::mt19937 random(7);
    std::vector<std::string> wanted = table.agenda(meeting);
    for (int round = 0; round < 40; ++round) {
        const auto items = must(app::meeting(table.store, table.known, meeting)).items;
        const std::size_t from = random() % items.size(), to = random() % items.size();
        std::string behind;
        if (to > 0) behind = items[to - 1].id == items[from].id ? items[to].id : items[to - 1].id;
        const std::string text = items[from].text;
        must(app::move_item(table.store, table.known, items[from].id, behind));
        std::erase(wanted, text);
        std::string behind_text;
        for (const app::AgendaItem& item : items)
            if (item.id == behind) behind_text = item.text;
        const auto at =
            behind.empty() ? wanted.begin() : std::next(std::find(wanted.begin(), wanted.end(), behind_text));
        wanted.insert(at, text);
        REQUIRE(table.agenda(meeting) == wanted);
    }
}

TEST_CASE("an item comes between others whole or not at all, and they go back with it") {
    Table table;
    const std::string meeting = table.meeting();
    const std::string a = table.item(meeting, "a"), b = table.item(meeting, "b");
    for (const std::string& id : {a, b}) REQUIRE(notes::change_meeting(table.store, id, {{"order", "V"}}));
    const auto rows = [&] { return must(notes::meeting_rows(table.store, table.known.key)); };
    const std::vector<notes::MeetingRow> before = rows();
    CHECK_FALSE(notes::add_among_others(table.store, meeting, MeetingPart::item, {{"text", "c"}, {"order", "W"}},
                                        {{b, {{"order", "X"}}}, {"nergens", {{"order", "Y"}}}}));
    CHECK(rows() == before);

    const Words agenda = table.agenda(meeting);  // of one key the ids decide
    const std::string first = must(app::meeting(table.store, table.known, meeting)).items.front().id;
    app::NewPart part;
    part.text = "c";
    const app::MeetingStep step = must(app::put_in_meeting(table.store, table.known, meeting, part, first));
    CHECK(table.agenda(meeting)[1] == "c");
    CHECK(step.after.size() == 2);
    CHECK(must(app::take_back(table.store, step)));
    CHECK(table.agenda(meeting) == agenda);
    for (const app::AgendaItem& item : must(app::meeting(table.store, table.known, meeting)).items)
        CHECK(item.order == "V");
}

TEST_CASE("what came of it is written at decisions and actions only, as a step") {
    Table table;
    const std::string meeting = table.meeting(), item = table.item(meeting, "a");
    app::NewPart part;
    part.part = MeetingPart::decision;
    part.text = "Eén kantje doel";
    const std::string decision = must(app::put_in_meeting(table.store, table.known, meeting, part)).id;
    CHECK_FALSE(app::write_outcome(table.store, table.known, item, "x"));
    CHECK_FALSE(app::write_outcome(table.store, table.known, "nergens", "x"));
    const app::MeetingStep step = must(app::write_outcome(table.store, table.known, decision, "Minder agenda"));
    CHECK(app::is_outcome(step));
    const auto outcome = [&] {
        return must(app::meeting(table.store, table.known, meeting)).decisions.front().outcome;
    };
    CHECK(outcome() == "Minder agenda");
    CHECK(must(app::take_back(table.store, step)));
    CHECK(outcome().empty());
}

TEST_CASE("a removed item comes back as it was, and a step that was overtaken does nothing") {
    Table table;
    const std::string meeting = table.meeting();
    const std::string a = table.item(meeting, "a");
    must(app::write_in_meeting(table.store, table.known, a, {{std::string(notes::meeting_minutes), "25"}}));
    const app::MeetingStep removed = must(app::remove_from_meeting(table.store, table.known, a));
    CHECK(table.agenda(meeting).empty());
    CHECK(must(app::take_back(table.store, removed)));
    CHECK(must(app::meeting(table.store, table.known, meeting)).items.front().minutes == 25);
    const app::MeetingStep renamed =
        must(app::write_in_meeting(table.store, table.known, a, {{std::string(notes::meeting_text), "b"}}));
    must(app::write_in_meeting(table.store, table.known, a, {{std::string(notes::meeting_text), "c"}}));
    CHECK_FALSE(must(app::take_back(table.store, renamed)));
    CHECK(table.agenda(meeting) == Words{"c"});
    // Another field of the same row is nobody's business.
    const app::MeetingStep named =
        must(app::write_in_meeting(table.store, table.known, a, {{std::string(notes::meeting_text), "d"}}));
    must(app::write_in_meeting(table.store, table.known, a, {{std::string(notes::meeting_minutes), "5"}}));
    CHECK(must(app::take_back(table.store, named)));
    CHECK(must(app::meeting(table.store, table.known, meeting)).items.front().minutes == 5);
}

TEST_CASE("a meeting that is deleted takes all along, and taking that back brings all back") {
    Table table;
    const std::string meeting = table.meeting();
    table.item(meeting, "a");
    const app::MeetingStep removed = must(app::remove_from_meeting(table.store, table.known, meeting));
    CHECK(must(app::meetings(table.store, table.known)).empty());
    CHECK(must(app::take_back(table.store, removed)));
    CHECK(table.agenda(meeting) == Words{"a"});
}

TEST_CASE("an item brings only what is shared, and several passages stand one below the other") {
    Table table;
    const std::string meeting = table.meeting();
    const std::string item = table.item(meeting, "a");
    const std::string hidden = table.mark("Een netwerk begint met een vraag.", "", "zeepaardje", std::nullopt);
    const std::string elsewhere = table.mark("tijd helpt", "", "nijlpaardje", "West");
    const std::string first = table.mark("na drie keer een leesclub", "vraag", "Bij ons ook?", "Oost");
    const std::string second = table.mark("Vertrouwen groeit langzaam", "inzicht", "", "Oost");
    CHECK_FALSE(app::bring_to_item(table.store, table.known, item, {}, {hidden}));
    CHECK_FALSE(app::bring_to_item(table.store, table.known, item, {}, {elsewhere}));
    const share::Together all = must(app::together(table.store, table.known, "Oost"));
    REQUIRE(all.marks.size() == 2);
    const app::MeetingStep brought =
        must(app::bring_to_item(table.store, table.known, item, all.marks[0].note.anchor, {first}));
    must(app::bring_to_item(table.store, table.known, item, all.marks[1].note.anchor, {second}));
    const app::MeetingSeen seen =
        app::see_meeting(must(app::meeting(table.store, table.known, meeting)), all, *table.known.book);
    REQUIRE(seen.items.front().passages.size() == 2);
    CHECK(seen.items.front().passages[0].words == "na drie keer een leesclub");
    CHECK(seen.items.front().passages[0].before.ends_with("Wie niets afspreekt, heeft "));
    CHECK(seen.items.front().passages[0].after == ".");
    CHECK(seen.items.front().passages[0].voices.front().words == "Bij ons ook?");
    CHECK(seen.items.front().passages[1].section == "Vertrouwen");
    // What is withdrawn is no longer there; the words of the book are.
    REQUIRE(app::withdraw(table.store, table.known, first, std::nullopt));
    const share::Together later = must(app::together(table.store, table.known, "Oost"));
    const app::MeetingSeen after =
        app::see_meeting(must(app::meeting(table.store, table.known, meeting)), later, *table.known.book);
    CHECK(after.items.front().passages[0].voices.empty());
    CHECK(after.items.front().passages[0].words == "na drie keer een leesclub");
}

TEST_CASE("what lies there is Samen's, in its order, and the book's work forms with their minutes") {
    Table table;
    table.mark("na drie keer een leesclub", "vraag", "Bij ons ook?", "Oost");
    table.mark("Vertrouwen groeit langzaam", "inzicht", "", "Oost");
    const std::vector<app::Gatherable> lies =
        app::gatherable(must(app::together(table.store, table.known, "Oost")), table.known);
    REQUIRE(lies.size() == 4);
    CHECK(lies[0].kind == app::Gatherable::Kind::open);
    CHECK(lies[0].title == "Bij ons ook?");
    CHECK(lies[1].kind == app::Gatherable::Kind::shared);
    CHECK(lies[1].title == "Vertrouwen");
    CHECK(lies[2].title == "Eén kantje doel");
    CHECK(lies[2].minutes == 25);
    CHECK(lies[3].title == "Rondje");
    CHECK(lies[3].minutes == 12);
    CHECK(lies[3].anchor.exact.find("Zwijg.") != std::string::npos);
}

TEST_CASE("minutes are read as a work form says them") {
    CHECK(app::minutes_said("Tijd: 45 minuten. Schrijf. (10 minuten)") == 45);
    CHECK(app::minutes_said("Schrijf. (10 minuten) Lees. (5 minuten)") == 15);
    CHECK(app::minutes_said("Tijd: 45\u00A0minuten.") == 45);
    CHECK(app::minutes_said("Met zes tot 8 mensen") == 0);
    CHECK(app::minutes_said("") == 0);
}

TEST_CASE("what is asked after a meeting is about its passages, and about a work form only where something was decided") {
    Table table;
    const std::string meeting =
        must(app::make_meeting(table.store, table.known, {"Oost", "Oost", "2026-03-01", "", {}, 0})).id;
    const std::vector<app::WorkForm> forms = app::work_forms(table.known);
    REQUIRE(forms.size() == 2);
    std::vector<std::string> items;
    for (const app::WorkForm& form : forms) {
        app::NewPart part;
        part.text = form.title;
        part.passage = form.anchor;
        items.push_back(must(app::put_in_meeting(table.store, table.known, meeting, part)).id);
    }
    const auto asked = [&] {
        Words out;
        for (const app::BroughtPassage& one : must(app::meeting_to_reflect(table.store, table.known, meeting)).passages)
            out.push_back(one.text);
        return out;
    };
    const notes::Milliseconds later = *notes::from_iso_8601("2026-03-20");
    CHECK(asked().empty());
    CHECK_FALSE(must(app::reflection_due(table.store, table.known, later)));

    app::NewPart decision;
    decision.part = MeetingPart::decision;
    decision.text = "Elke keer een rondje";
    decision.item = items[1];
    must(app::put_in_meeting(table.store, table.known, meeting, decision));
    CHECK(asked() == Words{"Rondje"});
    CHECK(must(app::reflection_due(table.store, table.known, later)));
}
