// What there is to look back at in a book, and as a page that can be kept: the same for the window and the command
// line.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/meetings.h"
#include "app/operations.h"
#include "share/look_back.h"
#include "share/look_back_plot.h"
#include "share/report.h"

namespace katern::app {

// A meeting that was held.
struct HeldMeeting {
    std::string id, name, date;
    notes::Milliseconds at = 0;
    notes::Network network;
};

// A decision or an action of which nobody has said yet what came of it.
struct OpenOutcome {
    std::string id, text, who, when, meeting, network, date, address, chapter;
    bool is_action = false;
};

struct LookedBack {
    std::vector<share::Moment> moments;
    std::vector<HeldMeeting> meetings;     // by date
    std::vector<OpenOutcome> open;         // by date
    std::vector<notes::Network> networks;  // that there is something of, in the store's order
    std::string book;                      // its title

    [[nodiscard]] std::string network_name(const std::string& id, Language language) const;
};

// `now`: meetings after it are still to come.
[[nodiscard]] Result<LookedBack> look_back_at(notes::Store& store, const KnownBook& known, notes::Milliseconds now);

struct LookBackOrder {
    std::string network, chapter;  // ids; empty: all
    Language language = Language::nl;
    notes::Milliseconds now = 0;
};
// As a page: the picture, the counts and all moments as tables.
[[nodiscard]] share::Report report_of(const LookedBack& looked, const document::Book& book, const LookBackOrder& order);
// How many of them are shared with nobody: said before they leave.
[[nodiscard]] std::size_t private_in(const LookedBack& looked, const LookBackOrder& order);

// A report as a book of one chapter, to be set and printed.
[[nodiscard]] std::shared_ptr<const document::Book> book_of(const share::Report& report, const document::Book& of);
// As a file. `format`: markdown, html, csv or pdf. Any thread.
[[nodiscard]] Result<void> write_report(const share::Report& report, const document::Book& of,
                                        const std::string& format, const std::string& path, Language language,
                                        notes::Milliseconds now);

[[nodiscard]] Word word_of(share::Stage stage);
// "2026-03-12" at noon, UTC, so that it is that day everywhere from there to Honolulu; nothing when it is no date.
[[nodiscard]] std::optional<notes::Milliseconds> day_at(const std::string& date);
// When a UUIDv7 was made (RFC 9562, section 5.7): its first 48 bits.
[[nodiscard]] notes::Milliseconds made_at(const std::string& uuid);
// "12 mrt. 2026"; words stay what they are.
[[nodiscard]] std::string day_in_words(const std::string& date, Language language);

}  // namespace katern::app
