// print: a chapter or the whole book as a PDF on A4.
#include "app/print.h"
#include "cli/command.h"
#include "words/words.h"

namespace katern::cli {

Done print_book(const Job& job) {
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    const document::Book& book = *open->known.book;
    app::PrintOrder order;
    order.path = job.call.text("--out");
    order.marks = job.call.has("--marks");
    order.notes = job.call.has("--notes");
    order.language = job.language;
    if (const auto id = job.call.value("--chapter")) {
        const std::optional<std::size_t> index = book.find(*id);
        if (!index) return refuse(Word::error_chapter_unknown, *id, book.title);
        order.part = app::PrintOrder::Part::chapter;
        order.chapter = *index;
    }
    const auto now = notes::wall_clock();
    if (!now) return refuse(now.error());
    order.now = *now;
    const auto passages = app::passages(open->store, open->known);
    if (!passages) return refuse(passages.error());
    const Result<app::PrintReport> printed = app::print(open->known.book, *passages, order, {});
    if (!printed) return refuse(printed.error());
    job.tell(Word::message_printed, {static_cast<double>(printed->pages), order.path});
    return {};
}

}  // namespace katern::cli
