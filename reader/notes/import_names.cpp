#include "notes/import_names.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "notes/networks.h"

namespace katern::notes {
namespace {

using Json = nlohmann::json;

std::string names_key(std::int64_t step) {
    return "undo_names/" + std::to_string(step);
}

std::string wish_setting(const std::string& network) {
    return "network/" + network + "/first_self";
}

Json as_json(const Clock& clock) {
    return Json::array({clock.ticks, clock.device});
}

Clock as_clock(const Json& json) {
    return {json.at(0).get<std::int64_t>(), json.at(1).get<std::int64_t>()};
}

Json before_of(Database& database, const DatedProfile& person) {
    Json kept{{"id", person.profile.id}, {"left", as_json(person.clock)}};
    Statement row = database.query(
        "SELECT name, school, clock, device, coalesce(via, 0) FROM profiles WHERE id = ?1", person.profile.id);
    kept["before"] =
        row.next() ? Json::array({row.text(0), row.text(1), row.integer(2), row.integer(3), row.integer(4)})
                   : Json::array({"", "", 0, 0, 0});
    return kept;
}

// Of the network that this one is, or counts as.
std::string id_of_mine(Database& database, const std::string& id) {
    Statement row = database.query(
        "SELECT m.id FROM networks n JOIN networks m ON m.number = coalesce(n.alias_of, n.number) WHERE n.id = ?1", id);
    return row.next() ? row.text(0) : std::string();
}

Json before_of(Database& database, const DatedNetwork& network, const std::string& count_as) {
    Json kept{{"id", network.network.id},
              {"left", as_json(network.clock)},
              {"wish_left", as_json(network.first_self.clock)}};
    {
        Statement row = database.query("SELECT name, clock, device FROM networks WHERE id = ?1", network.network.id);
        if (row.next()) kept["before"] = Json::array({row.text(0), row.integer(1), row.integer(2)});
    }
    std::string mine = id_of_mine(database, network.network.id);
    if (mine.empty() && !count_as.empty()) mine = id_of_mine(database, count_as);
    kept["mine"] = mine.empty() ? network.network.id : mine;
    Statement wish =
        database.query("SELECT value FROM settings WHERE key = ?1", wish_setting(kept["mine"].get<std::string>()));
    if (wish.next()) kept["wish"] = wish.text(0);
    return kept;
}

void put_back_profile(Database& database, const Json& kept) {
    const Clock left = as_clock(kept.at("left"));
    const Json& before = kept.at("before");
    // Whose words stand here keeps a name, though another import said it first.
    const bool was_unknown = before.at(2).get<std::int64_t>() == 0;
    database.run(
        "UPDATE profiles SET name = ?4, school = ?5, clock = ?6, device = ?7, via = nullif(?8, 0)"
        " WHERE id = ?1 AND clock = ?2 AND device = ?3 AND number NOT IN (SELECT profile FROM self)"
        "   AND NOT (?9 AND (number IN (SELECT author FROM annotations WHERE erased IS NULL) OR number IN (SELECT writer FROM meeting_fields)))",
        kept.at("id").get<std::string>(), left.ticks, left.device, before.at(0).get<std::string>(),
        before.at(1).get<std::string>(), before.at(2).get<std::int64_t>(), before.at(3).get<std::int64_t>(),
        before.at(4).get<std::int64_t>(), was_unknown ? 1 : 0);
}

void put_back_wish(Database& database, const Json& kept) {
    const std::string mine = kept.at("mine").get<std::string>();
    const Clock left = as_clock(kept.at("wish_left"));
    if (left == Clock{} || first_self(database, mine).clock != left) return;
    if (const auto before = kept.find("wish"); before != kept.end())
        database.run("UPDATE settings SET value = ?2 WHERE key = ?1", wish_setting(mine), before->get<std::string>());
    else
        database.run("DELETE FROM settings WHERE key = ?1", wish_setting(mine));
}

// Only where nothing stands in it: what its writer took back is something, and so are a folder and, where the import left
// it a network by itself, that it was counted as another one since.
void let_go_of(Database& database, const std::string& id, const Clock& left, bool by_itself) {
    std::int64_t number = 0;
    {
        Statement row = database.query(
            "SELECT number FROM networks WHERE id = ?1 AND clock = ?2 AND device = ?3 AND folder = '' AND (alias_of IS NULL OR NOT ?4)"
            " AND number NOT IN (SELECT network FROM visibility) AND number NOT IN (SELECT network FROM meeting_rows)"
            " AND number NOT IN (SELECT alias_of FROM networks WHERE alias_of IS NOT NULL)"
            " AND number NOT IN (SELECT network FROM imported_sets WHERE network IS NOT NULL AND state = 'whole')",
            id, left.ticks, left.device, by_itself ? 1 : 0);
        if (row.next()) number = row.integer(0);
    }
    if (number == 0) return;
    database.run("UPDATE imported_sets SET network = NULL WHERE network = ?1", number);
    database.run("DELETE FROM networks WHERE number = ?1", number);
}

void put_back_network(Database& database, const Json& kept) {
    const std::string id = kept.at("id").get<std::string>();
    const Clock left = as_clock(kept.at("left"));
    put_back_wish(database, kept);
    const auto before = kept.find("before");
    if (before == kept.end()) return let_go_of(database, id, left, kept.at("mine").get<std::string>() == id);
    database.run(
        "UPDATE networks SET name = ?4, clock = ?5, device = ?6 WHERE id = ?1 AND clock = ?2 AND device = ?3", id,
        left.ticks, left.device, before->at(0).get<std::string>(), before->at(1).get<std::int64_t>(),
        before->at(2).get<std::int64_t>());
}

}  // namespace

NamesBefore names_before(Database& database, const SetHead& head, const std::string& count_as) {
    Json kept{{"people", Json::array()}};
    kept["people"].push_back(before_of(database, head.writer));
    for (const DatedProfile& person : head.people) kept["people"].push_back(before_of(database, person));
    if (head.network) kept["network"] = before_of(database, *head.network, count_as);
    return kept.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void keep_names(Database& database, std::int64_t step, const NamesBefore& names) {
    database.run(
        "DELETE FROM settings WHERE key GLOB 'undo_names/*' AND CAST(substr(key, 12) AS INTEGER) NOT IN (SELECT number "
        "FROM undo_steps)");
    database.run("INSERT OR REPLACE INTO settings(key, value) VALUES (?1, ?2)", names_key(step), names);
}

void forget_names(Database& database, std::int64_t step) {
    database.run("DELETE FROM settings WHERE key = ?1", names_key(step));
}

void take_back_names(Database& database, std::int64_t step) {
    Json kept;
    {
        Statement row = database.query("SELECT value FROM settings WHERE key = ?1", names_key(step));
        if (row.next()) kept = Json::parse(row.text(0), nullptr, false);
    }
    if (!kept.is_object()) return;
    for (const Json& person : kept.at("people")) put_back_profile(database, person);
    if (const auto network = kept.find("network"); network != kept.end()) put_back_network(database, *network);
    forget_names(database, step);
}

}  // namespace katern::notes
