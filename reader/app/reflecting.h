// Reflection in the window: the quiet card at a start, and the page on which a person looks back at one meeting.
#pragma once

#include <cstdint>
#include <memory>
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

    // Kept until the store has it, also when its page is closed.
    struct Answer {
        std::shared_ptr<const MeetingToReflect> meeting;
        KnownBook known;
        BroughtPassage about;
        std::string id;  // of the reflection; empty: not there yet
        TextEdit edit;
        std::string cycle;
        bool shared = false;
        std::uint64_t saved = 0, seen = 0;  // revisions of `edit`
        notes::Milliseconds save_at = 0;    // steady
        bool busy = false, unsent = false;  // on its way to the store; the choice below it was changed meanwhile
        bool refused = false;               // what it is about is gone: it is not tried again by itself
        [[nodiscard]] bool is_saved() const { return !busy && !unsent && edit.revision() == saved; }
        [[nodiscard]] bool has_unsaved_words() const;
    };
    struct Page {
        std::shared_ptr<const MeetingToReflect> meeting;
        std::vector<std::shared_ptr<Answer>> answers;
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

    void save_now();  // all of it, without waiting for a pause
    [[nodiscard]] bool has_unsaved() const;
    void add_unsaved(std::vector<std::string>& words) const;

private:
    void answer_asked(AskedAbout how);
    void show(MeetingToReflect meeting);
    [[nodiscard]] std::shared_ptr<Answer> answer_about(const BroughtPassage& passage,
                                                       const std::shared_ptr<const MeetingToReflect>& meeting);
    void save(const std::shared_ptr<Answer>& answer);
    void saved(const std::shared_ptr<Answer>& answer, std::uint64_t revision, const Result<std::string>& kept);
    void keep_all();

    Reader& reader_;
    std::uint64_t of_book_ = ~0ULL;  // the opening of a book that it was looked for in
    std::vector<std::shared_ptr<Answer>> going_;  // of pages that were closed
};

}  // namespace katern::app
