// Making a PDF beside the window: it is set on a thread of its own, and what it did comes back through the inbox.
#include "app/reader.h"
#include "words/words.h"

namespace katern::app {

void Reader::start_printing(std::shared_ptr<const document::Book> printed_book, const PrintOrder& order, std::vector<share::Passage> passages) {
    if (!printing || printing->stop) return finish_printing(fail(Word::error_print_stopped));
    if (printer_.joinable()) printer_.join();
    printer_ = std::jthread([this, order, printed_book = std::move(printed_book), noted = std::move(passages), inbox = inbox_](const std::stop_token& stop) {
        const PrintProgress progress = [&](std::size_t done, std::size_t all) {
            inbox->post([this, done, all] {
                if (!printing) return;
                printing->done = done;
                printing->all = all;
            });
            return !stop.stop_requested();
        };
        const Result<PrintReport> printed = print(printed_book, noted, order, progress);
        inbox->post([this, printed] { finish_printing(printed); });
    });
}

void Reader::stop_printing() {
    if (printing) printing->stop = true;
    printer_.request_stop();
}

void Reader::finish_printing(const Result<PrintReport>& printed) {
    if (!printing) return;
    const std::string path = printing->path;
    printing.reset();
    if (!printed) {
        if (printed.error().sentence == Word::error_print_stopped) return say(Word::message_print_stopped);
        if (sheet.kind != Sheet::print) return say(printed.error());
        sheet.failure = printed.error();
        return;
    }
    if (sheet.kind == Sheet::print) sheet = SheetState{};
    say(Word::message_printed, {static_cast<double>(printed->pages), path});
    desktop_.open_file(path, [this, inbox = inbox_](Error error) { inbox->post([this, error] { say(error); }); });
}

}  // namespace katern::app
