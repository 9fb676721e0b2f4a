// Notes of others in a window's data folder, as an import leaves them.
#pragma once

#include <string>

#include "ui/stage.h"

namespace katern::test {

struct PeersNote {
    std::string quote;
    std::string category;
    std::string body;
    std::string parent;         // id; a reply then, and the quote is of no meaning
    std::string network;        // name; "" is the first one
    std::string via;            // name of who passed it on
    std::string chapter = "02-randvoorwaarden";
};

inline notes::Profile person(const std::string& name) { return {"0190aaaa-0000-7000-8000-" + name, name, "De Wilgen"}; }

// Its id. The window hears of it as of another window's writing.
std::string add_from(Stage& stage, const notes::Profile& who, const PeersNote& note);
// What it said is gone, as after a withdrawal.
void erase(Stage& stage, const std::string& id);

}  // namespace katern::test
