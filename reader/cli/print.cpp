// print: a chapter, a part of one or the whole book as a PDF on A4.
#include <charconv>

#include "app/print.h"
#include "cli/command.h"
#include "words/words.h"

namespace katern::cli {

namespace {

// "2 ¶14", or just "14" where the chapter was named.
std::optional<document::Address> address_in(const document::Book& book, const std::string& typed,
                                            std::optional<std::size_t> chapter) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (chapter && error == std::errc() && end == typed.data() + typed.size() && number > 0)
        return document::Address{*chapter, number - 1};
    return document::parse_address(book, typed);
}

// The paragraphs from one address up to and including another.
Done choose_paragraphs(const Job& job, const document::Book& book, app::PrintOrder& order) {
    const auto from = job.call.value("--at"), to = job.call.value("--to");
    if (!from) return to ? Done(wrong(Word::cli_error_print_to_alone)) : Done();
    const auto named = job.call.has("--chapter") ? std::optional(order.chapter) : std::nullopt;
    const auto first = address_in(book, *from, named), last = address_in(book, to.value_or(*from), named);
    if (!first) return refuse(Word::error_address_unknown, *from, book.title);
    if (!last) return refuse(Word::error_address_unknown, *to, book.title);
    if (first->chapter != last->chapter || last->block < first->block || (named && first->chapter != *named))
        return refuse(Word::cli_error_print_order, *from, to.value_or(*from));
    const auto chapter = book.chapter(first->chapter);
    if (!chapter) return refuse(chapter.error());
    const std::vector<document::Block>& blocks = (*chapter)->blocks;
    if (first->block >= blocks.size()) return refuse(Word::error_address_unknown, *from, book.title);
    if (last->block >= blocks.size()) return refuse(Word::error_address_unknown, to.value_or(*from), book.title);
    order.part = app::PrintOrder::Part::selection;
    order.chapter = first->chapter;
    // With the line feed that ends it: a figure has nothing else.
    order.bytes = {blocks[first->block].text.start, blocks[last->block].text.end + 1};
    return {};
}

}  // namespace

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
    if (Done chosen = choose_paragraphs(job, book, order); !chosen) return chosen;
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
