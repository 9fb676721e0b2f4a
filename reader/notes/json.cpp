#include <nlohmann/json.hpp>

#include "notes/state.h"

namespace katern::notes {

std::string to_json(const std::vector<std::string>& list) {
    if (list.empty()) return "[]";
    return nlohmann::json(list).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<std::string> from_json(const std::string& json) {
    std::vector<std::string> list;
    if (json.empty() || json == "[]") return list;
    const nlohmann::json parsed = nlohmann::json::parse(json, nullptr, false);
    if (!parsed.is_array()) return list;
    for (const nlohmann::json& item : parsed)
        if (item.is_string()) list.push_back(item.get<std::string>());
    return list;
}

}  // namespace katern::notes
