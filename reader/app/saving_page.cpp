#include "app/saving_page.h"

#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {

std::string ending_of(const std::string& format) {
    return format == "markdown" ? ".md" : "." + format;
}

void SavingPage::ask(PageToSave page) {
    if (busy_) return reader_.say(Word::message_still_writing);
    reader_.close_editor();
    format_ = page.formats.front();
    page_ = std::move(page);
    reader_.sheet = SheetState{};
    reader_.sheet.kind = Sheet::save_page;
}

void SavingPage::choose_format(const std::string& format) {
    format_ = format;
    // What was typed ends like a file of the other form.
    reader_.sheet.failure.reset();
    reader_.sheet.path.set_text({});
    reader_.sheet.show_path = false;
}

void SavingPage::choose_where() {
    if (!page_ || busy_) return;
    const std::string ending = ending_of(format_);
    platform::FileRequest request;
    request.kind = platform::FileRequest::Kind::save_file;
    request.title = page_->title;
    request.suggested_name = as_file_name(page_->file_name) + ending;
    request.filters.push_back({ending.substr(1), {"*" + ending}});
    const std::string typed = "~/" + request.suggested_name;
    reader_.choose(
        std::move(request), Sheet::save_page, [this](const std::string& path) { save_to(path); }, typed);
}

void SavingPage::save_to(const std::string& typed) {
    if (!page_ || busy_) return;
    const std::string path = typed_path(typed);
    if (path.empty()) {
        reader_.sheet.failure = Error{Word::error_path_needed, {}};
        return;
    }
    reader_.sheet.failure.reset();
    write([prepare = page_->prepare, format = format_,
           path](notes::Store& store) { return prepare(store, format, path); },
          [this](const Result<std::string>& written) { finish(written); });
}

void SavingPage::write(std::function<Result<PageToSave::Job>(notes::Store& store)> prepare,
                       std::function<void(const Result<std::string>& written)> done) {
    if (busy_) return reader_.say(Word::message_still_writing);
    busy_ = true;
    reader_.ask_store(std::move(prepare), [this, done = std::move(done)](Result<PageToSave::Job> job) {
        if (job) return work(std::move(*job), done);
        busy_ = false;
        done(tl::unexpected<Error>(job.error()));
    });
}

void SavingPage::work(PageToSave::Job job, const std::function<void(const Result<std::string>& written)>& done) {
    writer_ = std::jthread([this, job = std::move(job), done] {
        reader_.later([this, written = job.work(), kept = job.kept, done] {
            busy_ = false;
            done(written);
            if (!written || !kept) return;
            reader_.ask_store(kept, [this](const Result<void>& known) {
                if (!known) reader_.say(known.error());
            });
        });
    });
}

void SavingPage::finish(const Result<std::string>& written) {
    const bool open = reader_.sheet.kind == Sheet::save_page;
    if (written) {
        if (open) reader_.sheet = SheetState{};
        reader_.message = *written;
        reader_.message_until = steady_now() + 8'000;
    } else if (open) {
        reader_.sheet.failure = written.error();
    } else {
        reader_.say(written.error());
    }
}

}  // namespace katern::app
