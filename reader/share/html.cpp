#include "share/html.h"

#include <algorithm>

#include "share/entries.h"
#include "share/html_script.h"
#include "share/html_sheet.h"
#include "share/html_style.h"
#include "share/note_html.h"
#include "share/xml.h"
#include "words/words.h"

namespace katern::share {
namespace {

// A hash as a Content-Security-Policy names it: 'sha256-…' in base64 (RFC 4648).
std::string hash_source(std::string_view content) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string hex = text::sha256_hex(content);
    std::string bits, out;
    const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    for (const char c : hex)
        for (int bit = 3; bit >= 0; --bit) bits += (value(c) >> bit & 1) != 0 ? '1' : '0';
    while (bits.size() % 6 != 0) bits += '0';
    for (std::size_t i = 0; i < bits.size(); i += 6) out += digits[std::stoul(bits.substr(i, 6), nullptr, 2)];
    while (out.size() % 4 != 0) out += '=';
    return "'sha256-" + out + "'";
}

// A language tag (BCP 47) as an attribute; nothing when it is none.
std::string lang(const std::string& tag) {
    const bool proper = !tag.empty() && tag.size() <= 35 && std::all_of(tag.begin(), tag.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
    return proper ? " lang=\"" + tag + "\"" : std::string();
}

// A title is shown by the browser itself, where marks of direction would turn what stands around it.
std::string without_direction_marks(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const char32_t c = text::next_code_point(text, at);
        if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) continue;
        out += text.substr(start, at - start);
    }
    return out;
}

std::string isolated(std::string_view text) {
    return "<bdi>" + xml_text(text) + "</bdi>";
}

class Page {
public:
    Page(const Selection& selection, const document::Book& book, Language language, const std::optional<HandOut>& hand_out)
        : selection_(selection), book_(book), language_(language), hand_out_(hand_out), entries_(entries_of(selection, book)) {}

    std::string write() {
        const std::string main = notes();
        const std::string script = std::string(html_script_making()) + std::string(html_script_page());
        std::string out = "<!DOCTYPE html>\n<html lang=\"" + std::string(language_ == Language::nl ? "nl" : "en") + "\">\n" + head(script);
        out += hand_out_ ? "<body class=\"hand-out\">\n" : "<body>\n";
        out += "<a class=\"skip\" href=\"#notes\">" + said(Word::html_skip) + "</a>\n" + banner() + contents();
        if (hand_out_) out += invitation();
        out += "<main id=\"notes\">\n" + main + "</main>\n";
        if (hand_out_) {
            out += save_bar();
            out += "<script type=\"application/json\" id=\"sheet\">" + html_sheet(fields_, book_, *hand_out_, language_) + "</script>\n";
            out += "<script>" + script + "</script>\n";
        }
        return out + "</body>\n</html>\n";
    }

private:
    [[nodiscard]] std::string said(Word word, const Arguments& arguments = {}) const {
        return xml_text(say(word, language_, arguments));
    }

    [[nodiscard]] std::string head(const std::string& script) const {
        std::string policy = "default-src 'none'; style-src " + hash_source(html_style());
        if (hand_out_) policy += "; script-src " + hash_source(script);
        policy += "; base-uri 'none'; form-action 'none'";
        return "<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy +
               "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" +
               xml_text(without_direction_marks(day_line(selection_, language_) + " – " + book_.title)) + "</title>\n<style>" +
               std::string(html_style()) + "</style>\n</head>\n";
    }

    [[nodiscard]] std::string banner() const {
        std::string out = "<header>\n<h1 dir=\"auto\"" + lang(book_.language) + ">" + xml_text(book_.title) + "</h1>\n";
        if (const std::string authors = authors_of(book_); !authors.empty()) out += "<p dir=\"auto\">" + xml_text(authors) + "</p>\n";
        out += "<p dir=\"auto\">" + xml_text(day_line(selection_, language_)) + "</p>\n" + legend();
        return out + "</header>\n";
    }

    // Only those that are used, in the order that they always have.
    [[nodiscard]] std::string legend() const {
        std::string items;
        for (const notes::Category category : notes::all_categories) {
            const std::string name(notes::to_text(category));
            if (std::any_of(entries_.begin(), entries_.end(), [&](const Entry& each) { return each.note().category == name; }))
                items += "<li>" + sign(name) + xml_text(category_label(name, language_).name) + "</li>\n";
        }
        return items.empty() ? items : "<ul class=\"legend\" aria-label=\"" + said(Word::html_signs) + "\">\n" + items + "</ul>\n";
    }

    [[nodiscard]] std::string contents() const {
        if (chapters_.size() < 2) return {};
        std::string out = "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">" + said(Word::html_contents) + "</h2>\n<ul>\n";
        for (std::size_t i = 0; i < chapters_.size(); ++i)
            out += "<li><a href=\"#c" + std::to_string(i) + "\">" + isolated(chapters_[i].title) + "</a> <span class=\"count\">" +
                   said(Word::html_count, {static_cast<double>(chapters_[i].notes)}) + "</span></li>\n";
        return out + "</ul>\n</nav>\n";
    }

    std::string notes() {
        std::string out;
        for (std::size_t i = 0; i < entries_.size();) {
            if (!selection_.goes_on(i)) return {};
            std::size_t end = i + 1;
            while (end < entries_.size() && entries_[end].below_parent) ++end;
            open_chapter(out, entries_[i], end - i);
            out += conversation(i, end);
            i = end;
        }
        return chapters_.empty() ? out : out + "</section>\n";
    }

    void open_chapter(std::string& out, const Entry& entry, std::size_t count) {
        const std::string title = entry.chapter ? chapter_heading(book_.chapters[*entry.chapter]) : say(Word::export_orphans, language_);
        if (chapters_.empty() || chapters_.back().chapter != entry.chapter) {
            if (!chapters_.empty()) out += "</section>\n";
            const std::string id = "c" + std::to_string(chapters_.size());
            out += "<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\" dir=\"auto\"" +
                   (entry.chapter ? lang(book_.language) : std::string()) + ">" + xml_text(title) + "</h2>\n";
            if (!entry.chapter) out += "<p>" + said(Word::export_orphans_why) + "</p>\n";
            chapters_.push_back({entry.chapter, title, 0});
            section_.clear();
        }
        chapters_.back().notes += count;
        if (entry.section == section_) return;
        section_ = entry.section;
        if (!section_.empty()) out += "<h3 dir=\"auto\"" + lang(book_.language) + ">" + xml_text(section_) + "</h3>\n";
    }

    // A passage with its replies, and the field for an answer.
    std::string conversation(std::size_t first, std::size_t end) {
        const Entry& entry = entries_[first];
        const notes::Annotation& note = entry.note();
        const std::string id = "n" + std::to_string(first);
        std::string out = "<article class=\"" + category_class(note.category) + "\" aria-labelledby=\"" + id + "\">\n";
        out += about(entry, id) + quote(entry);
        if (const notes::Reflection answer = notes::reflection_in(note); !answer.question.empty())
            out += "<blockquote class=\"asked\"" + lang(book_.language) + ">" + paragraphs(answer.question, false) + "</blockquote>\n";
        out += words(note);
        for (std::size_t i = first + 1; i < end; ++i)
            out += "<div class=\"reply\">\n" + about(entries_[i], "n" + std::to_string(i)) + words(entries_[i].note()) + "</div>\n";
        if (hand_out_) out += field(entry);
        return out + "</article>\n";
    }

    // "2 ¶14  ✦ inzicht  #tijd  gedeeld met Regio Oost"
    [[nodiscard]] std::string about(const Entry& entry, const std::string& id) const {
        const notes::Annotation& note = entry.note();
        std::string out = "<p class=\"about\" id=\"" + id + "\">";
        const auto part = [&](std::string_view kind, const std::string& html) {
            out += "<span class=\"" + std::string(kind) + "\">" + html + "</span> ";
        };
        if (!entry.below_parent && entry.chapter) part("address", xml_text(entry.address));
        if (!entry.chapter) part("place", isolated(former_place(note)));
        if (!note.category.empty()) part("category", sign(note.category) + isolated(category_label(note.category, language_).name));
        if (const std::string author = author_label(note, selection_); !author.empty()) part("author", isolated(author));
        if (const std::string kind = kind_label(note, language_); !kind.empty()) part("kind", xml_text(kind));
        for (const std::string& tag : note.tags) part("tag", isolated("#" + tag));
        part("visibility", isolated(visibility_label(note, selection_, language_)));
        return out + "</p>\n";
    }

    [[nodiscard]] static std::string category_class(const std::string& category) {
        if (category.empty()) return "none";
        return notes::category_from(category) ? category : std::string("other");
    }

    // The name of the category stands beside it, so a screen reader needn't read the sign.
    [[nodiscard]] std::string sign(const std::string& category) const {
        const std::string shown = category_label(category, language_).sign;
        return "<span class=\"sign " + category_class(category) + "\" aria-hidden=\"true\">" + xml_text(shown.empty() ? "•" : shown) +
               "</span>";
    }

    [[nodiscard]] std::string quote(const Entry& entry) const {
        const std::string figure = figure_label(entry.note(), language_);
        const std::string& words = quote_of(entry);
        if (words.empty() && figure.empty()) return {};
        std::string inner;
        if (!figure.empty()) {
            inner = "<p>" + xml_text(figure) + "</p>";
        } else if (entry.code_language) {
            inner = "<pre><code><mark>" + xml_text(words) + "</mark></code></pre>";
        } else {
            inner = paragraphs(words, true);
        }
        return "<blockquote class=\"quote\"" + lang(book_.language) + ">" + inner + "</blockquote>\n";
    }

    // A line feed of the text begins a paragraph; a tab parts the cells of a table's row.
    [[nodiscard]] static std::string paragraphs(std::string_view words, bool marked) {
        std::string out;
        for (std::size_t start = 0; start <= words.size();) {
            const std::size_t end = std::min(words.find('\n', start), words.size());
            std::string line;
            for (const char c : words.substr(start, end - start)) line += c == '\t' ? std::string(" | ") : std::string(1, c);
            if (line.find_first_not_of(" |") != std::string::npos)
                out += "<p dir=\"auto\">" + std::string(marked ? "<mark>" : "") + xml_text(line) + (marked ? "</mark></p>" : "</p>");
            start = end + 1;
        }
        return out;
    }

    [[nodiscard]] std::string words(const notes::Annotation& note) const {
        const std::string html = note_to_html(notes::reflection_in(note).words, section_.empty() ? 2 : 3);
        return html.empty() ? html : "<div class=\"words\">\n" + html + "</div>\n";
    }

    std::string field(const Entry& entry) {
        const std::string number = std::to_string(fields_.size()), key = "p" + number;
        fields_.push_back(&entry);
        const std::string label = entry.chapter ? said(Word::html_answer_to, {entry.address}) : said(Word::html_answer);
        return "<div class=\"answer\"><label for=\"" + key + "\">" + label + "</label>\n<textarea id=\"" + key + "\" data-passage=\"" + number +
               "\" rows=\"4\" maxlength=\"100000\"></textarea></div>\n";
    }

    [[nodiscard]] std::string invitation() const {
        const std::string& writer = selection_.writer;
        return "<section class=\"note-on\" aria-labelledby=\"answering\">\n<p id=\"answering\"><strong>" + said(Word::html_answer_here) +
               "</strong></p>\n<p dir=\"auto\">" +
               (writer.empty() ? said(Word::html_answer_how) : said(Word::html_answer_how_to, {writer})) +
               "</p>\n<noscript><p>" + said(Word::html_no_script) + "</p></noscript>\n</section>\n";
    }

    [[nodiscard]] std::string save_bar() const {
        return "<aside class=\"save\" id=\"bar\" hidden aria-label=\"" + said(Word::html_save) + "\">\n<form id=\"save\" novalidate>\n"
               "<div class=\"who\"><label for=\"name\">" + said(Word::html_name) +
               "</label>\n<input id=\"name\" autocomplete=\"name\" maxlength=\"200\"></div>\n<button type=\"submit\">" + said(Word::html_save) +
               "</button>\n<p role=\"status\" id=\"status\"></p>\n</form>\n</aside>\n";
    }

    struct ChapterOnPage {
        std::optional<std::size_t> chapter;
        std::string title;
        std::size_t notes;
    };

    const Selection& selection_;
    const document::Book& book_;
    Language language_;
    const std::optional<HandOut>& hand_out_;
    std::vector<Entry> entries_;
    std::vector<ChapterOnPage> chapters_;
    std::string section_;
    std::vector<const Entry*> fields_;
};

}  // namespace

std::string to_html(const Selection& selection, const document::Book& book, Language language,
                    const std::optional<HandOut>& hand_out) {
    return Page(selection, book, language, hand_out).write();
}

}  // namespace katern::share
