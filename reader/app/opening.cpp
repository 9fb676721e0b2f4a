// Opening a book. Where one is open already it stays until the next one has been read, on a thread of its own.
#include "app/bundled_katern.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {

void Reader::open_book(const std::string& where) {
    // Before the first page there is nothing else to show.
    if (!chapter) {
        ++openings_;
        return take_book(document::open_book(where, bundled_katern()));
    }
    open_behind(where, [this](const Error& error) { say(error); });
}

void Reader::open_from_sheet(const std::string& typed) {
    const std::string path = typed_path(typed);
    if (path.empty()) {
        sheet.failure = Error{Word::error_path_needed, {}};
        return;
    }
    sheet.failure.reset();
    open_behind(path, [this](const Error& error) {
        if (sheet.kind == Sheet::open_book)
            sheet.failure = error;
        else
            say(error);
    });
}

void Reader::open_behind(const std::string& where, std::function<void(const Error&)> failed) {
    opener_ = std::jthread([this, where, failed = std::move(failed), opening = ++openings_, inbox = inbox_] {
        auto opened = std::make_shared<Result<std::shared_ptr<const document::Book>>>(document::open_book(where, bundled_katern()));
        inbox->post([this, opened, failed, opening] {
            if (opening != openings_) return;
            if (!*opened) return failed(opened->error());
            ask_store([id = (**opened)->id, path = (**opened)->path](notes::Store& store) { return store.seen_before(id, path); },
                      [this, opened, opening](const Result<std::optional<notes::BookRow>>& known) {
                          if (opening == openings_) read_first_chapters(**opened, known ? *known : std::nullopt);
                      });
        });
    });
}

// The chapter that it begins with, and the one that was read last.
void Reader::read_first_chapters(std::shared_ptr<const document::Book> opened, const std::optional<notes::BookRow>& known) {
    const std::size_t last = known ? opened->find(known->place_chapter).value_or(0) : 0;
    opener_ = std::jthread([this, opened = std::move(opened), last, opening = openings_, inbox = inbox_] {
        for (const std::size_t index : {std::size_t{0}, last})
            if (index < opened->chapters.size()) static_cast<void>(opened->chapter(index));
        inbox->post([this, opened, opening] {
            if (opening != openings_) return;
            if (sheet.kind == Sheet::open_book) sheet = SheetState{};
            take_book(opened);
        });
    });
}

}  // namespace katern::app
