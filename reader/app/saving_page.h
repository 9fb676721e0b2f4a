// A page that Katern made and the person keeps: Terugblik, the report of a new edition, a network's memory. The sheet
// asks in which form and where.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "notes/store.h"
#include "words/word.h"

namespace katern::app {

class Reader;

struct PageToSave {
    std::string title, explained;      // of the sheet
    std::string file_name;             // without its ending
    std::vector<std::string> formats;  // "pdf", "html", "markdown", "csv", "annotations"
    // What writes the file, and says in a sentence that it did.
    using Work = std::function<Result<std::string>()>;
    // What the store is to know once the file is there; may be empty.
    using Kept = std::function<Result<void>(notes::Store& store)>;
    struct Job {
        Work work;
        Kept kept = {};
    };
    // Called on the store's thread; the work that it gives is done on a thread of its own.
    std::function<Result<Job>(notes::Store& store, const std::string& format, const std::string& path)> prepare;
};
// "html" → ".html".
[[nodiscard]] std::string ending_of(const std::string& format);

class SavingPage {
public:
    explicit SavingPage(Reader& reader) : reader_(reader) {}

    void ask(PageToSave page);
    [[nodiscard]] const std::optional<PageToSave>& page() const { return page_; }
    [[nodiscard]] const std::string& format() const { return format_; }
    [[nodiscard]] bool busy() const { return busy_; }
    void choose_format(const std::string& format);
    void choose_where();
    void save_to(const std::string& typed);
    // Any file whose words come from the store: saving never queues behind the writing of it. One at a time; where
    // another is still being written, that is said and `done` is never called.
    void write(std::function<Result<PageToSave::Job>(notes::Store& store)> prepare,
               std::function<void(const Result<std::string>& written)> done);

private:
    void work(PageToSave::Job job, const std::function<void(const Result<std::string>& written)>& done);
    void finish(const Result<std::string>& written);

    Reader& reader_;
    std::optional<PageToSave> page_;
    std::string format_;
    bool busy_ = false;
    std::jthread writer_;
};

}  // namespace katern::app
