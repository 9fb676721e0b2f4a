// Reflection in the window: the quiet card at a start, and the page on which a person looks back at one meeting.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/reader_state.h"
#include "app/reflections.h"

namespace katern::app {

class Reader;

class Reflecting {
public:
    explicit Reflecting(Reader& reader) : reader_(reader) {}

    // What is asked, until the person says what to do with it.
    std::optional<MeetingToReflect> asked;

    struct Answer {
        BroughtPassage about;
        std::string id;  // of the reflection; empty: not there yet
        TextEdit edit;
        std::string cycle;
        bool shared = false;
        std::uint64_t sent = 0, seen = 0;  // revisions of `edit`
        notes::Milliseconds changed_at = 0;
        bool busy = false, unsent = false;  // on its way to the store; the choice below it was changed meanwhile
        [[nodiscard]] bool is_saved() const { return !busy && !unsent && edit.revision() == sent; }
    };
    struct Page {
        MeetingToReflect meeting;
        std::vector<Answer> answers;
        Px scroll = 0;
        bool fresh = true;  // its first field gets the keyboard
    };
    std::optional<Page> page;

    void frame(bool page_shown);
    [[nodiscard]] std::optional<notes::Milliseconds> tick(notes::Milliseconds now);
    void another_book();
    void look();  // at what is asked
    void later();
    void never();
    void open(const std::string& meeting);
    void close();                                              // keeps what was typed
    void place(std::size_t answer, const std::string& cycle);  // in a cycle; once more takes it out
    void share(std::size_t answer, bool shared);

private:
    void answer_asked(AskedAbout how);
    void show(MeetingToReflect meeting);
    void save(std::size_t answer);
    void keep_all();

    Reader& reader_;
    std::uint64_t of_book_ = ~0ULL;  // the opening of a book that it was looked for in
    std::uint64_t opened_ = 0;       // grows with each page
};

}  // namespace katern::app
