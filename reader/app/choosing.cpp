// Which book to open and where files go: asked from the desktop, or typed in a sheet.
#include <algorithm>
#include <cstdlib>

#include "app/bundled_katern.h"
#include "app/exporting.h"
#include "app/extract.h"
#include "app/operations.h"
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

// The name of a book as part of a file's name.
std::string as_file_name(std::string title) {
    std::replace(title.begin(), title.end(), '/', '-');
    return title;
}

}  // namespace

std::string typed_path(const std::string& typed) {
    const std::size_t first = typed.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    std::string path = typed.substr(first, typed.find_last_not_of(' ') - first + 1);
    const char* home = std::getenv("HOME");
    if (home && path.starts_with("~/")) path = home + path.substr(1);
    return path;
}

void Reader::choose(platform::FileRequest request, Sheet sheet_kind, std::function<void(const std::string&)> chosen,
                    const std::string& typed) {
    desktop_.choose_file(std::move(request),
                         [this, sheet_kind, chosen = std::move(chosen), typed](const platform::FileAnswer& answer) {
                             later([this, sheet_kind, chosen, typed, answer] {
                                 if (sheet.kind != sheet_kind) return;  // the person has gone on to something else
                                 switch (answer.outcome) {
                                     case platform::FileAnswer::Outcome::chosen:
                                         return chosen(answer.path.string());
                                     case platform::FileAnswer::Outcome::cancelled:
                                         return;
                                     case platform::FileAnswer::Outcome::unavailable:
                                         sheet.show_path = true;
                                         if (sheet.path.text().empty()) sheet.path.set_text(typed);
                                         return;
                                 }
                             });
                         });
}

void Reader::choose_book(bool folder) {
    platform::FileRequest request;
    request.kind = folder ? platform::FileRequest::Kind::open_folder : platform::FileRequest::Kind::open_file;
    request.title = text(folder ? Word::ui_choose_folder : Word::ui_choose_file);
    if (!folder) request.filters.push_back({text(Word::ui_markdown_files), {"*.md", "*.markdown"}});
    choose(std::move(request), Sheet::open_book, [this](const std::string& path) { open_from_sheet(path); }, {});
}

void Reader::choose_where_to_export() {
    if (!book) return;
    platform::FileRequest request;
    request.kind = platform::FileRequest::Kind::save_file;
    request.title = text(Word::ui_export_title);
    request.suggested_name = as_file_name(text(Word::ui_export_file_name, {book->title}));
    request.filters.push_back({text(Word::ui_markdown_files), {"*.md"}});
    const std::string typed = "~/" + request.suggested_name;
    choose(
        std::move(request), Sheet::export_notes, [this](const std::string& path) { export_from_sheet(path); }, typed);
}

void Reader::choose_where_to_print() {
    if (!book || printing) return;
    platform::FileRequest request;
    request.kind = platform::FileRequest::Kind::save_file;
    request.title = text(Word::ui_print_title);
    const bool all = sheet.print.part == PrintOrder::Part::book;
    const std::string of = sheet.print_extract ? text(Word::ui_extract_of, {book->title})
                           : all               ? book->title
                                               : book->chapters[chapter_index].title;
    request.suggested_name = as_file_name(text(Word::ui_pdf_name, {of}));
    request.filters.push_back({text(Word::ui_pdf_files), {"*.pdf"}});
    const std::string typed = "~/" + request.suggested_name;
    choose(
        std::move(request), Sheet::print, [this](const std::string& path) { print_from_sheet(path); }, typed);
}

void Reader::choose_where_to_copy() {
    platform::FileRequest request;
    request.kind = platform::FileRequest::Kind::save_file;
    request.title = text(Word::ui_keep_copy);
    request.suggested_name = text(Word::ui_copy_file_name);
    request.filters.push_back({text(Word::ui_database_files), {"*.db"}});
    const std::string typed = "~/" + request.suggested_name;
    choose(
        std::move(request), Sheet::about, [this](const std::string& path) { copy_from_sheet(path); }, typed);
}

void Reader::open_from_sheet(const std::string& typed) {
    const std::string path = typed_path(typed);
    if (path.empty()) {
        sheet.failure = Error{Word::error_path_needed, {}};
        return;
    }
    Result<std::shared_ptr<const document::Book>> opened = document::open_book(path, bundled_katern());
    if (!opened) {
        sheet.failure = opened.error();
        return;
    }
    sheet = SheetState{};
    take_book(std::move(opened));
}

void Reader::export_from_sheet(const std::string& typed) {
    const std::string path = typed_path(typed);
    if (path.empty()) {
        sheet.failure = Error{Word::error_path_needed, {}};
        return;
    }
    export_markdown(path, sheet.with_private, sheet.only);
}

void Reader::print_from_sheet(const std::string& typed) {
    const std::string path = typed_path(typed);
    if (path.empty()) {
        sheet.failure = Error{Word::error_path_needed, {}};
        return;
    }
    if (printing) return;
    if (!row || !edition_) {
        sheet.failure = store_failure.value_or(Error{Word::message_not_ready, {}});
        return;
    }
    close_editor();
    PrintOrder order = sheet.print;
    order.path = path;
    order.chapter = chapter_index;
    order.language = settings.language;
    order.now = notes::wall_clock().value_or(0);
    if (selection) order.bytes = selection->range();
    if (sheet.print_extract) {
        while (!list_notes()) {
        }
        const std::shared_ptr<const document::Book> written = extract_book(*book, notes, extracted(), settings.language);
        order.part = PrintOrder::Part::book;
        order.marks = order.notes = false;
        printing = Printing{0, written->chapters.size(), path};
        sheet.failure.reset();
        return start_printing(written, order, {});
    }
    printing = Printing{0, order.part == PrintOrder::Part::book ? book->chapters.size() : 1, path};
    sheet.failure.reset();
    ask_store([known = KnownBook{book, *edition_, row->key}](notes::Store& store) { return passages(store, known); },
              [this, order](Result<std::vector<share::Passage>> noted) {
                  if (!noted) return finish_printing(tl::unexpected<Error>(noted.error()));
                  start_printing(book, order, std::move(*noted));
              });
}

void Reader::copy_from_sheet(const std::string& typed) {
    const std::string path = typed_path(typed);
    if (path.empty()) {
        sheet.failure = Error{Word::error_path_needed, {}};
        return;
    }
    copy_database(path);
}

void Reader::export_markdown(const std::string& path, bool with_private, const std::vector<std::string>& only) {
    if (!row || !edition_) {
        sheet.failure = store_failure.value_or(Error{Word::message_not_ready, {}});
        return;
    }
    close_editor();
    ExportOrder order;
    order.path = path;
    order.with_private = with_private;
    order.only = only;
    const KnownBook known{book, *edition_, row->key};
    ask_store([known, order, language = settings.language](
                  notes::Store& store) { return katern::app::export_notes(store, known, order, language); },
              [this, path](Result<ExportReport> written) {
                  if (!written) {
                      if (sheet.kind == Sheet::export_notes) {
                          sheet.failure = written.error();
                      } else {
                          say(written.error());
                      }
                      return;
                  }
                  if (sheet.kind == Sheet::export_notes) sheet = SheetState{};
                  say(Word::message_exported, {static_cast<double>(written->written), path});
              });
}

void Reader::show_data_folder() {
    desktop_.open_folder(data_folder, [this](const Error& error) {
        later([this, error] {
            if (sheet.kind == Sheet::about) {
                sheet.failure = error;
            } else {
                say(error);
            }
        });
    });
}

void Reader::begin_reading(Place target) {
    if (!settings.started) {
        Settings changed = settings;
        changed.started = true;
        change_settings(changed);
    }
    title_page = false;
    go_to(target, false);
}

}  // namespace katern::app
