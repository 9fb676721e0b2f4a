#include "share/entries.h"
#include "share/share.h"
#include "words/words.h"

namespace katern::share {
namespace {

class MarkdownWriter {
public:
    MarkdownWriter(const Selection& selection, const document::Book& book, Language language)
        : selection_(selection), book_(book), language_(language) {}

    std::string write() {
        block("# " + escape_markdown(book_.title));
        block(escape_markdown(authors_of(book_)));
        block("*" + escape_markdown(day_line(selection_, language_)) + "*");
        std::size_t done = 0;
        for (const Entry& entry : entries_of(selection_, book_)) {
            if (!selection_.goes_on(done++)) return {};
            if (entry.chapter) {
                open_chapter(entry);
            } else {
                open_orphans();
            }
            write(entry);
        }
        return out_;
    }

private:
    // Every block is a paragraph of its own; an empty line stands between two.
    void block(const std::string& markdown) {
        if (markdown.empty()) return;
        if (!out_.empty()) out_ += "\n";
        out_ += markdown;
        if (out_.back() != '\n') out_ += "\n";
    }

    void open_chapter(const Entry& entry) {
        if (entry.chapter != chapter_) {
            const document::ChapterEntry& chapter = book_.chapters[*entry.chapter];
            block("## " + (chapter.number.empty() ? "" : chapter.number + " ") + escape_markdown(chapter.title));
            chapter_ = entry.chapter;
            section_.clear();
        }
        if (entry.section != section_) {
            if (!entry.section.empty()) block("### " + escape_markdown(entry.section));
            section_ = entry.section;
        }
    }

    void open_orphans() {
        if (orphans_) return;
        orphans_ = true;
        block("## " + say(Word::export_orphans, language_));
        block("*" + say(Word::export_orphans_why, language_) + "*");
    }

    void write(const Entry& entry) {
        const notes::Annotation& note = entry.note();
        block(about(entry));
        if (!entry.below_parent) {
            if (entry.code_language) {
                block(block_quote_of_code(quote_of(entry), *entry.code_language));
            } else if (note.anchor.figure) {
                block("> " + escape_markdown(figure_label(note, language_)));
            } else {
                block(block_quote(quote_of(entry)));
            }
        }
        const notes::Reflection answer = notes::reflection_in(note);
        block(block_quote(one_paragraph_a_line(answer.question)));
        block(embed_markdown(answer.words));
    }

    // "**2 ¶14** · ✦ inzicht · #tijd · privé"
    [[nodiscard]] std::string about(const Entry& entry) const {
        const notes::Annotation& note = entry.note();
        std::string line;
        const auto part = [&](const std::string& words) {
            if (!words.empty()) line += (line.empty() ? "" : " · ") + words;
        };
        if (entry.chapter && !entry.below_parent) part("**" + entry.address + "**");
        if (entry.passage->orphan()) part(escape_markdown(former_place(note)));
        if (!note.mine) part(escape_markdown(note.author.name));
        part(kind_label(note, language_));
        if (!note.category.empty()) {
            const CategoryLabel label = category_label(note.category, language_);
            part(label.sign.empty() ? escape_markdown(label.name) : label.sign + " " + label.name);
        }
        for (const std::string& tag : note.tags) part(hashtag(tag));
        part(escape_markdown(visibility_label(note, selection_, language_)));
        return line;
    }

    const Selection& selection_;
    const document::Book& book_;
    Language language_;
    std::string out_;
    std::optional<std::size_t> chapter_;  // whose heading was written last
    std::string section_;
    bool orphans_ = false;
};

}  // namespace

std::string to_markdown(const Selection& selection, const document::Book& book, Language language) {
    return MarkdownWriter(selection, book, language).write();
}

}  // namespace katern::share
