#include <algorithm>

#include "app/export_sheet.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr std::size_t most_notes = 60;     // that are shown before
constexpr std::size_t most_bytes = 8'000;

std::string address_of(const share::Passage& passage, const document::Book& book) {
    const auto index = passage.orphan() ? std::nullopt : book.find(passage.place.chapter);
    const auto chapter = index ? book.chapter(*index) : Result<std::shared_ptr<const document::Chapter>>(nullptr);
    if (!chapter || !*chapter || (*chapter)->blocks.empty()) return {};
    return document::address(book.chapters[*index], (*chapter)->block_at(notes::to_bytes(**chapter, passage.place.range).start));
}

std::string listed(const share::Selection& selection, const document::Book& book, Language language) {
    std::string out;
    for (const share::Passage& passage : selection.passages) {
        const notes::Annotation& note = passage.note;
        std::string head = address_of(passage, book);
        const auto add = [&head](const std::string& part) {
            if (!part.empty()) head += (head.empty() ? "" : " · ") + part;
        };
        add(note.category);
        if (!note.mine) add(note.author.name);
        if (note.is_private()) add(say(Word::export_private, language));
        out += (out.empty() ? "" : "\n") + head + "\n";
        if (!note.anchor.exact.empty()) out += "“" + note.anchor.exact + "”\n";
        if (!note.body.empty()) out += note.body + (note.body.ends_with('\n') ? "" : "\n");
    }
    return out;
}

// At the end of a line.
void cut(std::string& text) {
    if (text.size() <= most_bytes) return;
    const std::size_t end = text.rfind('\n', most_bytes);
    text.resize(end == std::string::npos ? text.find('\n') : end + 1);
}

ExportPreview of_book(const document::Book& book) {
    ExportPreview preview;
    for (const document::ChapterEntry& entry : book.chapters)
        preview.text += std::string(2 * entry.depth, ' ') + (entry.number.empty() ? "" : entry.number + " ") + entry.title + "\n";
    preview.report.written = book.chapters.size();
    return preview;
}

}  // namespace

Result<ExportPreview> preview_export(notes::Store& store, const KnownBook& known, const ExportOrder& order, Language language) {
    if (is_of_book(order.format)) return of_book(*known.book);
    Result<ExportContents> contents = contents_of_export(store, known, order);
    if (!contents) return tl::unexpected<Error>(contents.error());
    ExportPreview preview;
    preview.report = contents->report;
    std::vector<share::Passage>& passages = contents->selection.passages;
    if (passages.empty()) return preview;
    preview.more = passages.size() - std::min(passages.size(), most_notes);
    passages.resize(passages.size() - preview.more);
    if (order.format == Format::markdown || order.format == Format::csv) {
        Result<std::string> bytes = bytes_of_export(store, known, order, *contents, language);
        if (!bytes) return tl::unexpected<Error>(bytes.error());
        preview.text = *std::move(bytes);
    } else {
        preview.text = listed(contents->selection, *known.book, language);
    }
    cut(preview.text);
    return preview;
}

}  // namespace katern::app
