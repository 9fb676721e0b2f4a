// What a template is filled with: the notes of a selection as names and values.
#include "share/entries.h"
#include "share/template.h"
#include "share/template_names.h"
#include "share/times.h"
#include "words/words.h"

namespace katern::share {
namespace {

using Fields = TemplateValue::Fields;
using enum TemplateLevel;

constexpr TemplateName names[] = {
    {"title", file},     {"authors", file},     {"day", file},        {"writer", file},  {"chapters", file, true, chapter},
    {"number", chapter}, {"chapter", chapter},  {"is_orphans", chapter}, {"notes", chapter, true, note},
    {"address", note},   {"section", note},     {"new_section", note}, {"sign", note},    {"category", note},
    {"kind", note},      {"is_reply", note},    {"author", note},      {"visibility", note}, {"tags", note, true, item},
    {"quote", note},     {"quote_block", note}, {"question", note},    {"note", note},    {"note_text", note},
    {"created", note},   {"modified", note},    {"place", note},       {"tag", item},     {"hashtag", item},
};

TemplateValue text(std::string words) {
    return {std::move(words), false, false, {}};
}
TemplateValue markdown(std::string words) {
    while (words.ends_with('\n')) words.pop_back();
    return {std::move(words), true, false, {}};
}
TemplateValue list(std::vector<Fields> items) {
    return {{}, false, true, std::move(items)};
}
// A name that only answers whether.
TemplateValue flag(bool is_so) {
    return text(is_so ? "x" : "");
}

TemplateValue tags_of(const notes::Annotation& note) {
    std::vector<Fields> items;
    for (const std::string& tag : note.tags) items.push_back({{"tag", text(tag)}, {"hashtag", markdown(hashtag(tag))}});
    return list(std::move(items));
}

std::string quote_block(const Entry& entry, Language language) {
    if (const std::string figure = figure_label(entry.note(), language); !figure.empty()) return "> " + escape_markdown(figure);
    return entry.code_language ? block_quote_of_code(quote_of(entry), *entry.code_language) : block_quote(quote_of(entry));
}

Fields fields_of(const Entry& entry, bool new_section, const Selection& selection, Language language) {
    const notes::Annotation& note = entry.note();
    const CategoryLabel category = category_label(note.category, language);
    const notes::Reflection answer = notes::reflection_in(note);
    return {{"address", text(entry.address)},
            {"section", text(entry.section)},
            {"new_section", flag(new_section)},
            {"sign", text(category.sign)},
            {"category", text(category.name)},
            {"kind", text(kind_label(note, language))},
            {"is_reply", flag(entry.below_parent)},
            {"author", text(author_label(note, selection))},
            {"visibility", text(visibility_label(note, selection, language))},
            {"tags", tags_of(note)},
            {"quote", text(quote_of(entry))},
            {"quote_block", markdown(entry.below_parent ? std::string() : quote_block(entry, language))},
            {"question", markdown(block_quote(one_paragraph_a_line(answer.question)))},
            {"note", markdown(embed_markdown(answer.words))},
            {"note_text", text(answer.words)},
            {"created", text(say(Word::export_day, language, {static_cast<double>(note.created)}))},
            {"modified", text(say(Word::export_day, language, {static_cast<double>(note.modified)}))},
            {"place", text(entry.chapter ? std::string() : former_place(note))}};
}

}  // namespace

std::span<const TemplateName> template_names() {
    return names;
}

std::string to_markdown(const Selection& selection, const document::Book& book, Language language, const Template& form) {
    std::vector<Fields> chapters;
    std::optional<std::size_t> open;
    std::string section;
    std::size_t done = 0;
    for (const Entry& entry : entries_of(selection, book)) {
        if (!selection.goes_on(done++)) return {};
        if (chapters.empty() || open != entry.chapter) {
            open = entry.chapter;
            section.clear();
            const document::ChapterEntry* chapter = open ? &book.chapters[*open] : nullptr;
            chapters.push_back({{"number", text(chapter ? chapter->number : "")},
                                {"chapter", text(chapter ? chapter->title : say(Word::export_orphans, language))},
                                {"is_orphans", flag(chapter == nullptr)},
                                {"notes", list({})}});
        }
        const bool new_section = entry.section != section;
        section = entry.section;
        chapters.back()["notes"].items.push_back(fields_of(entry, new_section, selection, language));
    }
    return form.fill({{"title", text(book.title)},
                      {"authors", text(authors_of(book))},
                      {"day", text(say(Word::export_day, language, {static_cast<double>(selection.now)}))},
                      {"writer", text(selection.writer)},
                      {"chapters", list(std::move(chapters))}});
}

}  // namespace katern::share
