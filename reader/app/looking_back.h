// Looking back: decisions beside the page, what is asked after a meeting, Terugblik over the page, and notes that come
// back. What there is to see is read on the store's thread; the window shows it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/decisions.h"
#include "app/look_back.h"
#include "app/reflecting.h"
#include "app/second_look.h"

namespace katern::app {

// Terugblik, as it is open.
struct LookBackView {
    std::string network, chapter;  // ids; empty: all
    bool table = false;
    std::shared_ptr<const LookedBack> all;  // null: not read yet
    share::LookBack shown;                  // of the network and the chapter that are chosen
    share::Report report;                   // the same in words, while the table is shown
    std::vector<std::size_t> picked;        // moments that are looked at, in `shown`
    std::optional<Error> failure;
    std::uint64_t of_notes = 0;  // revision that it was read at
    Px scroll = 0;
};

class LookingBack {
public:
    explicit LookingBack(Reader& reader);
    ~LookingBack();

    Decisions decisions;
    Reflecting reflecting;
    SecondLook second_look;
    std::optional<LookBackView> view;

    // Once a frame: what may have changed is read again, what is to be asked is asked.
    void frame(bool page_shown);
    // When it wants to be called again; steady.
    [[nodiscard]] std::optional<notes::Milliseconds> tick(notes::Milliseconds now);
    void another_book();
    void meetings_changed();  // by whoever wrote one
    void notes_read_anew() { decisions.changed(); }  // something came from outside, perhaps meetings with it
    void close();  // keeps what is typed; the reader waits for the store
    [[nodiscard]] bool has_unsaved() const { return decisions.outcome.has_unsaved() || reflecting.has_unsaved(); }
    [[nodiscard]] std::vector<std::string> unsaved_words() const;

    void open();
    void choose(const std::string& network, const std::string& chapter);
    void pick(std::vector<std::size_t> moments);
    void show_table(bool table);
    void save();  // the sheet that asks in which form and where
    // Escape: what lies over the page, and what stands in its place. True when there was something.
    bool close_card();
    bool close_page();
    [[nodiscard]] bool has_page() const { return view || reflecting.page; }

private:
    void load();
    void show();

    Reader& reader_;
    bool loading_ = false, again_ = false;
};

}  // namespace katern::app
