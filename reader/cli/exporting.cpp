// export: notes to a file.
#include "app/exporting.h"

#include "app/memory.h"
#include "cli/command.h"
#include "words/words.h"

namespace katern::cli {
namespace {

// "markdown, html, csv"
std::string formats_to_choose_from() {
    std::string names;
    for (const app::Format format : app::writable_formats())
        names += (names.empty() ? "" : ", ") + std::string(app::to_text(format));
    return names;
}

// An option that means something for one format only.
struct OfFormat {
    std::string_view option;
    app::Format format;
};
constexpr OfFormat of_formats[] = {
    {"--answers", app::Format::html},
    {"--no-answers", app::Format::html},
    {"--readwise", app::Format::csv},
    {"--template", app::Format::markdown},
};

Outcome<app::ExportOrder> order_of(const Job& job) {
    const std::optional<app::Format> format = app::format_from(job.call.text("--format"));
    if (!format) return wrong(Word::cli_error_format_unknown, job.call.text("--format"), formats_to_choose_from());
    if (job.call.has("--all") && job.call.has("--shared")) return wrong(Word::cli_error_all_and_shared);
    if (job.call.has("--answers") && job.call.has("--no-answers")) return wrong(Word::cli_error_answers_or_not);
    for (const OfFormat& each : of_formats)
        if (job.call.has(each.option) && each.format != *format)
            return wrong(Word::cli_error_only_for_format, std::string(each.option), std::string(app::to_text(each.format)),
                         std::string(app::to_text(*format)));
    app::ExportOrder order;
    order.path = job.call.text("--out");
    order.format = *format;
    order.with_private = job.call.has("--all");
    order.with_name = !job.call.has("--without-name");
    order.network = job.call.value("--network");
    if (job.call.has("--answers") || job.call.has("--no-answers")) order.answers = job.call.has("--answers");
    order.readwise = job.call.has("--readwise");
    order.form = job.call.text("--template");
    return order;
}

Done write_book(const Job& job, const std::string& path) {
    const auto book = job.book();
    if (!book) return tl::unexpected<Refusal>(book.error());
    const Result<app::BookReport> report = app::export_book(**book, path);
    if (!report) return refuse(report.error());
    for (const std::string& title : report->left_out) job.tell(Word::cli_chapter_left_out, {title});
    job.tell(Word::cli_book_exported, {static_cast<double>(report->chapters), path});
    return {};
}

Done write_memory(const Job& job, const app::ExportOrder& order) {
    if (order.format != app::Format::annotations) return wrong(Word::cli_error_memory_format, std::string(app::to_text(order.format)));
    if (!order.network) return wrong(Word::cli_error_meeting_needs, std::string("--memory"), std::string("--network"));
    if (order.with_private) return wrong(Word::cli_error_all_and_shared);
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    const Result<app::Memory> memory = app::write_memory(open->store, open->known, *order.network, order.path, order.with_name);
    if (!memory) return refuse(memory.error());
    job.streams.err << for_terminal(app::sentence(*memory, order.path, job.language)) << "\n";
    return {};
}

}  // namespace

Done write_export(const Job& job) {
    if (const auto meeting = job.call.value("--meeting")) {
        // Taken without a word, each of these would promise what a hand-out doesn't do.
        for (const std::string_view option : {"--all", "--network", "--memory", "--without-name"})
            if (job.call.has(option)) return wrong(Word::cli_error_not_of_meeting, std::string(option));
        auto open = job.open();
        if (!open) return tl::unexpected<Refusal>(open.error());
        return write_hand_out(job, *open, *meeting);
    }
    const Outcome<app::ExportOrder> order = order_of(job);
    if (!order) return tl::unexpected<Refusal>(order.error());
    if (job.call.has("--memory")) return write_memory(job, *order);
    if (app::is_of_book(order->format)) return write_book(job, order->path);
    auto open = job.open();
    if (!open) return tl::unexpected<Refusal>(open.error());
    const Result<std::vector<notes::Network>> networks = open->store.networks();
    if (!networks) return refuse(networks.error());
    // What goes to one network must not reach another by accident.
    if (!order->with_private && !order->network && networks->size() > 1) return wrong(Word::cli_error_which_network);
    const Result<app::ExportReport> report = app::export_notes(open->store, open->known, *order, job.language);
    if (!report) return refuse(report.error());
    job.tell(Word::cli_exported, {static_cast<double>(report->written), order->path});
    if (report->private_written > 0)
        job.tell(Word::cli_private_written, {static_cast<double>(report->private_written)});
    if (report->private_left_out > 0)
        job.tell(Word::cli_private_left_out, {static_cast<double>(report->private_left_out)});
    return {};
}

}  // namespace katern::cli
