#include "app/extract.h"

#include <algorithm>
#include <map>

#include "app/own_book.h"

#include "notes/reflection.h"
#include "share/share.h"
#include "words/words.h"

namespace katern::app {
namespace {

std::string chapter_title(const document::Book& book, std::size_t chapter, Language language) {
    if (chapter >= book.chapters.size()) return say(Word::ui_orphans, language);
    const document::ChapterEntry& entry = book.chapters[chapter];
    return entry.number.empty() ? entry.title : entry.number + " · " + entry.title;
}

std::string address_of(const document::Book& book, const PlacedNote& placed) {
    if (placed.orphan() || !placed.placed) return {};
    const auto chapter = book.chapter(placed.chapter);
    if (!chapter || (*chapter)->blocks.empty()) return {};
    return document::address(book.chapters[placed.chapter], (*chapter)->block_at(placed.bytes.start));
}

// Markdown, and on which lines of it each note begins.
class Writer {
public:
    struct Lines {
        std::uint32_t first = 0, own = 0;  // 1-based; own 0: nothing was written
    };
    Writer(const document::Book& book, Language language) : book_(book), language_(language) {}

    void heading(int level, const std::string& words) {
        paragraph(std::string(static_cast<std::size_t>(level), '#') + " " + share::escape_markdown(words));
    }

    Lines note(const PlacedNote& placed) {
        const notes::Reflection answer = notes::reflection_in(placed.note);
        std::string quote = placed.note.kind == notes::Kind::reflection ? answer.question : placed.note.anchor.exact;
        if (quote.empty() && placed.note.anchor.figure) quote = placed.note.anchor.figure->alternative;
        const std::string address = address_of(book_, placed);
        Lines lines;
        lines.first = next_line();
        if (!quote.empty() || answer.words.empty()) {
            std::string quoted = share::block_quote(quote.empty() ? say(Word::ui_bookmark, language_) : quote);
            while (!quoted.empty() && quoted.back() == '\n') quoted.pop_back();
            if (!address.empty()) quoted += " *" + share::escape_markdown(address) + "*";
            paragraph(quoted);
        }
        if (answer.words.empty()) return lines;
        lines.own = next_line();
        paragraph(share::embed_markdown(answer.words));
        // What stands without a quote still says where it belongs.
        if (quote.empty() && !address.empty()) paragraph("*" + share::escape_markdown(address) + "*");
        return lines;
    }

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    [[nodiscard]] std::uint32_t next_line() const {
        return static_cast<std::uint32_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_), text_.end(), '\n')) + before_ + 1;
    }
    void paragraph(std::string markdown) {
        while (!markdown.empty() && markdown.back() == '\n') markdown.pop_back();
        before_ = next_line() - 1;
        counted_ = text_.size();
        text_ += markdown + "\n\n";
    }

    const document::Book& book_;
    Language language_;
    std::string text_;
    std::size_t counted_ = 0;   // bytes whose lines are in `before_`
    std::uint32_t before_ = 0;
};

}  // namespace

std::vector<ExtractSection> extract_sections(std::span<const PlacedNote> notes, const std::vector<std::uint32_t>& wanted,
                                             std::size_t most) {
    std::vector<ExtractSection> sections;
    for (const std::uint32_t index : wanted) {
        const std::size_t chapter = notes[index].chapter;
        const bool other = sections.empty() || sections.back().chapter != chapter;
        if (other || sections.back().notes.size() >= most) sections.push_back({chapter, sections.empty(), other, {}});
        sections.back().notes.push_back(index);
    }
    if (sections.empty()) sections.push_back({SIZE_MAX, true, false, {}});
    return sections;
}

ExtractText extract_text(const document::Book& book, std::span<const PlacedNote> notes, const ExtractSection& section,
                         Language language) {
    Writer writer(book, language);
    if (section.opens_book) writer.heading(1, say(Word::ui_extract_of, language, {book.title}));
    if (section.opens_chapter) writer.heading(2, chapter_title(book, section.chapter, language));
    if (section.notes.empty()) writer.heading(6, say(Word::ui_extract_empty, language));
    std::vector<Writer::Lines> lines;
    for (const std::uint32_t note : section.notes) lines.push_back(writer.note(notes[note]));
    Result<document::Chapter> parsed = document::parse_markdown(writer.text(), "extract.md", nullptr);
    ExtractText made;
    auto chapter = std::make_shared<document::Chapter>(parsed ? std::move(*parsed) : document::Chapter{});
    std::size_t block = 0;
    const auto up_to = [&](std::uint32_t line) {
        while (block < chapter->blocks.size() && chapter->blocks[block].line < line) ++block;
        return block;
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        ExtractPiece piece;
        piece.id = notes[section.notes[i]].note.id;
        piece.first_block = up_to(lines[i].first);
        const std::size_t own = lines[i].own != 0 ? up_to(lines[i].own) : SIZE_MAX;
        piece.end_block = i + 1 < lines.size() ? up_to(lines[i + 1].first) : chapter->blocks.size();
        piece.own_block = std::min(own, piece.end_block);
        made.pieces.push_back(std::move(piece));
    }
    made.chapter = std::move(chapter);
    return made;
}

std::shared_ptr<const document::Book> extract_book(const document::Book& book, std::span<const PlacedNote> notes,
                                                   const std::vector<std::uint32_t>& wanted, Language language) {
    std::map<std::string, std::string> files;
    std::vector<document::ChapterEntry> entries;
    for (const ExtractSection& section : extract_sections(notes, wanted, SIZE_MAX)) {
        Writer writer(book, language);
        writer.heading(1, chapter_title(book, section.chapter, language));
        for (const std::uint32_t note : section.notes) static_cast<void>(writer.note(notes[note]));
        document::ChapterEntry entry;
        entry.id = "extract-" + std::to_string(entries.size() + 1);
        entry.path = entry.id + ".md";
        entry.title = chapter_title(book, section.chapter, language);
        files.emplace(entry.path, writer.text());
        entries.push_back(std::move(entry));
    }
    return book_of_own(book, "extract", say(Word::ui_extract_of, language, {book.title}), std::move(files), std::move(entries));
}

}  // namespace katern::app
