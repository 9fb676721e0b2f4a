#include <algorithm>
#include <optional>

#include "share/share.h"
#include "words/words.h"

namespace katern::share {
namespace {

// Where a passage lies, as the book says it.
struct Spot {
    std::size_t chapter = 0;                   // index in Book::chapters
    std::string address;                       // "2 ¶14"
    std::string heading;                       // the nearest heading above it; empty: only the chapter's own
    std::optional<std::string> code_language;  // all of it lies in one block of code
};

std::optional<Spot> spot_of(const Passage& passage, const document::Book& book) {
    if (passage.orphan()) return std::nullopt;
    const std::optional<std::size_t> index = book.find(passage.place.chapter);
    if (!index) return std::nullopt;
    const auto chapter = book.chapter(*index);
    if (!chapter || (*chapter)->blocks.empty()) return std::nullopt;
    const text::Range bytes = notes::to_bytes(**chapter, passage.place.range);
    const std::size_t block_index = (*chapter)->block_at(bytes.start);
    const document::Block& block = (*chapter)->blocks[block_index];

    Spot spot{*index, document::address(book.chapters[*index], block_index), {}, {}};
    const std::vector<std::string> headings = (*chapter)->headings_above(bytes.start);
    // The first heading of a chapter is its title, which stands above all its passages already.
    const document::Block& first = (*chapter)->blocks.front();
    const bool titled = first.kind == document::BlockKind::heading && !headings.empty() &&
                        headings.front() == (*chapter)->text_of(first);
    if (headings.size() > (titled ? 1 : 0)) spot.heading = headings.back();
    if (block.kind == document::BlockKind::code && bytes.end <= block.text.end + 1) spot.code_language = block.language;
    return spot;
}

class Writer {
public:
    Writer(const Selection& selection, const document::Book& book, Language language)
        : selection_(selection), book_(book), language_(language) {}

    std::string write() {
        title();
        for (const Passage& passage : selection_.passages) {
            const std::optional<Spot> spot = spot_of(passage, book_);
            if (spot) {
                open_chapter(*spot);
            } else {
                open_orphans();
            }
            entry(passage, spot);
            previous_ = &passage;
        }
        return out_;
    }

private:
    [[nodiscard]] std::string say(Word word, const Arguments& arguments = {}) const {
        return katern::say(word, language_, arguments);
    }

    // Every block is a paragraph of its own; an empty line stands between two.
    void block(const std::string& markdown) {
        if (markdown.empty()) return;
        if (!out_.empty()) out_ += "\n";
        out_ += markdown;
        if (out_.back() != '\n') out_ += "\n";
    }

    void title() {
        block("# " + escape_markdown(book_.title));
        std::string authors;
        for (const std::string& author : book_.authors) authors += (authors.empty() ? "" : ", ") + author;
        block(escape_markdown(authors));
        const std::string day = say(Word::export_day, {static_cast<double>(selection_.now)});
        block("*" +
              escape_markdown(selection_.writer.empty() ? say(Word::export_notes, {day})
                                                        : say(Word::export_notes_of, {selection_.writer, day})) +
              "*");
    }

    void open_chapter(const Spot& spot) {
        if (spot.chapter != chapter_) {
            const document::ChapterEntry& entry = book_.chapters[spot.chapter];
            block("## " + (entry.number.empty() ? "" : entry.number + " ") + escape_markdown(entry.title));
            chapter_ = spot.chapter;
            heading_.clear();
        }
        if (spot.heading != heading_) {
            if (!spot.heading.empty()) block("### " + escape_markdown(spot.heading));
            heading_ = spot.heading;
        }
    }

    void open_orphans() {
        if (orphans_) return;
        orphans_ = true;
        block("## " + say(Word::export_orphans));
        block("*" + say(Word::export_orphans_why) + "*");
    }

    // Whether this answers the passage right before it or one of that passage's other answers, so that the quote stands
    // above it already.
    [[nodiscard]] bool follows_its_parent(const notes::Annotation& note) const {
        return note.kind == notes::Kind::reply && previous_ != nullptr &&
               (previous_->note.id == note.parent || previous_->note.parent == note.parent);
    }

    void entry(const Passage& passage, const std::optional<Spot>& spot) {
        const notes::Annotation& note = passage.note;
        const bool below_parent = follows_its_parent(note);
        block(about(passage, below_parent ? std::nullopt : spot));
        if (!below_parent) {
            if (spot && spot->code_language) {
                block(block_quote_of_code(note.anchor.exact, *spot->code_language));
            } else if (note.anchor.figure) {
                block("> " + escape_markdown(say(Word::export_figure, {note.anchor.figure->alternative})));
            } else {
                block(block_quote(note.anchor.exact));
            }
        }
        const notes::Reflection answer = notes::reflection_in(note);
        block(block_quote(one_paragraph_a_line(answer.question)));
        block(embed_markdown(answer.words));
    }

    // The words of a question are the book's, and its paragraphs are parted by an empty line.
    [[nodiscard]] static std::string one_paragraph_a_line(std::string words) {
        for (std::size_t at = words.find("\n\n"); at != std::string::npos; at = words.find("\n\n", at)) words.erase(at, 1);
        return words;
    }

    // "**2 ¶14** · ✦ inzicht · #tijd · privé"
    [[nodiscard]] std::string about(const Passage& passage, const std::optional<Spot>& spot) const {
        const notes::Annotation& note = passage.note;
        std::vector<std::string> parts;
        if (spot) parts.push_back("**" + spot->address + "**");
        if (passage.orphan() && !note.anchor.headings.empty()) {
            std::string path;
            for (const std::string& heading : note.anchor.headings) path += (path.empty() ? "" : " › ") + heading;
            parts.push_back(escape_markdown(path));
        } else if (passage.orphan()) {
            parts.push_back(escape_markdown(note.anchor.chapter));
        }
        if (!note.mine && !note.author.name.empty()) parts.push_back(escape_markdown(note.author.name));
        switch (note.kind) {
            case notes::Kind::bookmark:
                parts.push_back(say(Word::export_bookmark));
                break;
            case notes::Kind::reply:
                parts.push_back(say(Word::export_reply));
                break;
            case notes::Kind::reflection:
                parts.push_back(say(notes::reflection_in(note).question.empty() ? Word::export_reflection : Word::export_answer));
                break;
            case notes::Kind::highlight:
                break;
        }
        if (!note.category.empty()) parts.push_back(category(note.category));
        for (const std::string& tag : note.tags) parts.push_back(hashtag(tag));
        parts.push_back(visibility(note));
        std::string line;
        for (const std::string& part : parts) line += (line.empty() ? "" : " · ") + part;
        return line;
    }

    [[nodiscard]] std::string category(const std::string& name) const {
        const std::optional<notes::Category> known = notes::category_from(name);
        if (!known) return escape_markdown(name);
        switch (*known) {
            case notes::Category::inzicht:
                return say(Word::export_inzicht);
            case notes::Category::vraag:
                return say(Word::export_vraag);
            case notes::Category::actie:
                return say(Word::export_actie);
            case notes::Category::twijfel:
                return say(Word::export_twijfel);
            case notes::Category::citaat:
                return say(Word::export_citaat);
        }
        return {};
    }

    // Obsidian ends a tag at the first space.
    [[nodiscard]] static std::string hashtag(std::string tag) {
        std::replace(tag.begin(), tag.end(), ' ', '-');
        return "#" + escape_markdown(tag);
    }

    [[nodiscard]] std::string visibility(const notes::Annotation& note) const {
        if (note.is_private()) return say(Word::export_private);
        std::string names;
        for (const std::string& id : note.shared_with) {
            const auto network = selection_.networks.find(id);
            if (network == selection_.networks.end() || network->second.empty()) continue;
            names += (names.empty() ? "" : ", ") + network->second;
        }
        return names.empty() ? say(Word::export_shared) : escape_markdown(say(Word::export_shared_with, {names}));
    }

    const Selection& selection_;
    const document::Book& book_;
    Language language_;
    std::string out_;
    std::size_t chapter_ = SIZE_MAX;  // whose heading was written last
    std::string heading_;
    bool orphans_ = false;
    const Passage* previous_ = nullptr;
};

}  // namespace

std::string to_markdown(const Selection& selection, const document::Book& book, Language language) {
    return Writer(selection, book, language).write();
}

}  // namespace katern::share
