// What a network decided at a passage: beside the page for who reads it again, with who would do what and what came of
// it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/meetings.h"
#include "app/outcome_writing.h"
#include "app/placed_note.h"
#include "app/reader_state.h"

namespace katern::app {

class Reader;

// A decision with the actions that carry it out, or an action that stands by itself (then `text` is empty).
struct Decided {
    std::string id;                   // of the decision, else of the action
    std::string meeting, name, date;  // of the meeting: id, name, 2026-03-12 or words
    notes::Network network;
    std::string text, outcome;
    std::vector<MeetingAction> actions;
    // The decision, else the first action. Empty where its words were taken back.
    [[nodiscard]] std::string_view words() const {
        return !text.empty() || actions.empty() ? std::string_view(text) : actions.front().text;
    }
};

struct DecidedPassage {
    std::size_t chapter = 0;  // index in Book::chapters
    text::Range bytes;
    std::vector<Decided> decided;  // oldest meeting first; never empty
    [[nodiscard]] const std::string& id() const { return decided.front().id; }
};

// What was decided where the text is another one now, or is found nowhere any more.
struct DecidedThen {
    PlacedNote passage;            // as a mark of nobody would hang there; without an id
    std::vector<Decided> decided;  // oldest meeting first; never empty
};

// In one and the same edition, by half of the shorter one.
[[nodiscard]] bool were_same_words(const notes::Anchor& a, const notes::Anchor& b);

struct DecidedInBook {
    std::vector<DecidedPassage> passages;  // in reading order
    std::vector<DecidedThen> then;
};
// A decision is about its own passage, else about that of the item that it came from; what is about no passage stands
// nowhere, and what is about one that isn't found in this text only in `then`.
[[nodiscard]] DecidedInBook decided_in(const std::vector<Meeting>& meetings, const document::Book& book);

class Decisions {
public:
    explicit Decisions(Reader& reader) : outcome(reader), reader_(reader) {}

    // Reads them again where they may have changed: all notes were read anew, or another view, which may have written
    // meetings, stood in the place of the page. What is typed in a note changes no meeting. `page_shown`: of the frame
    // that is drawn.
    void look(bool page_shown);
    void changed() { stale_ = true; }
    [[nodiscard]] const std::vector<DecidedPassage>& all() const { return all_.passages; }
    [[nodiscard]] const std::vector<DecidedThen>& then() const { return all_.then; }
    void take(DecidedInBook all) { all_ = std::move(all); }         // by whoever has read them
    [[nodiscard]] std::vector<const DecidedPassage*> here() const;  // in the chapter that is open
    [[nodiscard]] const DecidedPassage* opened() const;             // whose card is open
    void open(const std::string& id, bool by_keys);
    void close();
    void step(int by);  // to the next or the previous one, and its card
    void forget();      // another book

    Px scroll = 0;         // of the card
    bool by_keys = false;  // its first item gets the keyboard
    OutcomeWriting outcome;

private:
    Reader& reader_;
    DecidedInBook all_;
    std::string open_;
    std::uint64_t of_book_ = ~0ULL;
    bool stale_ = true, asked_ = false;
};

}  // namespace katern::app
