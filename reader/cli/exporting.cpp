// export: notes to a file.
#include "app/exporting.h"

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

Outcome<app::ExportOrder> order_of(const Job& job) {
    const std::optional<app::Format> format = app::format_from(job.call.text("--format"));
    if (!format) return wrong(Word::cli_error_format_unknown, job.call.text("--format"), formats_to_choose_from());
    if (job.call.has("--all") && job.call.has("--shared")) return wrong(Word::cli_error_all_and_shared);
    app::ExportOrder order;
    order.path = job.call.text("--out");
    order.format = *format;
    order.with_private = job.call.has("--all");
    order.with_name = !job.call.has("--without-name");
    order.network = job.call.value("--network");
    return order;
}

}  // namespace

Done write_export(const Job& job) {
    const Outcome<app::ExportOrder> order = order_of(job);
    if (!order) return tl::unexpected<Refusal>(order.error());
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
