#include "share/epub_inline.h"

#include <algorithm>

#include "share/epub_path.h"
#include "share/web_address.h"
#include "share/xml.h"
#include "words/words.h"

namespace katern::share {
namespace {

using document::Emphasis;

}  // namespace

EpubInline::EpubInline(const EpubContents& contents, std::size_t index)
    : contents_(contents), index_(index), chapter_(*contents.chapters[index]) {}

std::string EpubInline::write(const document::Block& block, text::Range part) {
    std::string out;
    std::size_t next = 0;
    while (next < block.insets.size() && block.insets[next].at < part.start) ++next;
    std::int32_t open = -1;  // link whose tag is open
    const auto close_link = [&] {
        if (open >= 0) out += "</a>";
        open = -1;
    };
    const auto insets_at = [&](std::size_t at) {
        for (; next < block.insets.size() && block.insets[next].at <= at; ++next) {
            const document::Inset& inset = block.insets[next];
            if (inset.image >= 0) out += image(chapter_.images[static_cast<std::size_t>(inset.image)]);
            if (inset.footnote < 0) continue;
            close_link();  // a mark is a link of its own
            out += mark(static_cast<std::size_t>(inset.footnote));
        }
    };
    for (const document::Span& span : block.spans) {
        text::Range rest{std::max(span.text.start, part.start), std::min(span.text.end, part.end)};
        if (rest.start >= rest.end) continue;
        if (open != span.link) close_link();
        while (rest.start < rest.end) {
            insets_at(rest.start);
            const std::size_t stop = next < block.insets.size() ? std::min(rest.end, block.insets[next].at) : rest.end;
            if (open < 0 && span.link >= 0) {
                const std::string start = link_start(span.link);
                out += start;
                if (!start.empty()) open = span.link;
            }
            out += words({rest.start, stop}, span.emphasis);
            rest.start = stop;
        }
    }
    insets_at(part.end);
    close_link();
    return out;
}

std::string EpubInline::words(text::Range bytes, Emphasis emphasis) const {
    std::string inner = xml_text(text::slice(chapter_.text, bytes));
    if (has(emphasis, Emphasis::code)) {
        inner = "<code>" + inner + "</code>";
    } else {
        // The line feed itself is white space at the start of the new line, and not shown.
        for (std::size_t at = 0; (at = inner.find('\n', at)) != std::string::npos; at += 6) inner.insert(at, "<br/>");
    }
    if (has(emphasis, Emphasis::strike)) inner = "<del>" + inner + "</del>";
    if (has(emphasis, Emphasis::italic)) inner = "<em>" + inner + "</em>";
    if (has(emphasis, Emphasis::bold)) inner = "<strong>" + inner + "</strong>";
    return inner;
}

std::string EpubInline::mark(std::size_t footnote) {
    const document::Footnote& note = chapter_.footnotes[footnote];
    const std::string number = std::to_string(note.number);
    const std::string name = xml_attribute(say(Word::epub_note, contents_.language, {number}));
    const std::string id = marked_.insert(footnote).second ? " id=\"mark-" + number + "\"" : "";
    // Written without words, it has no place to lead to.
    if (note.block_count == 0)
        return "<span class=\"mark\"" + id + " role=\"img\" data-number=\"" + number + "\" aria-label=\"" + name + "\"></span>";
    return "<a class=\"mark\"" + id + " epub:type=\"noteref\" role=\"doc-noteref\" href=\"#note-" + number + "\" data-number=\"" +
           number + "\" aria-label=\"" + name + "\"></a>";
}

std::string EpubInline::image(const document::Image& image) const {
    const std::string alternative = xml_attribute(image.alternative.empty() ? image.title : image.alternative);
    const auto file = contents_.pictures.find(image.path);
    if (file == contents_.pictures.end())
        return "<span class=\"absent\" role=\"img\" aria-label=\"" + alternative + "\"></span>";
    const std::string title = image.title.empty() ? "" : " title=\"" + xml_attribute(image.title) + "\"";
    return "<img src=\"" + xml_attribute(url_from_chapter(chapter_.id, file->second)) + "\" alt=\"" + alternative + "\"" + title + "/>";
}

std::string EpubInline::link_start(std::int32_t link) const {
    const document::Link& written = chapter_.links[static_cast<std::size_t>(link)];
    const std::string url = url_of(document::resolve(contents_.book, index_, written.target));
    if (url.empty()) return {};
    const std::string title = written.title.empty() ? "" : " title=\"" + xml_attribute(written.title) + "\"";
    return "<a href=\"" + xml_attribute(url) + "\"" + title + ">";
}

std::string EpubInline::url_of(const document::Destination& destination) const {
    if (destination.kind == document::Destination::Kind::outside) return web_address(destination.url);
    if (destination.kind != document::Destination::Kind::chapter) return {};
    const auto& chapter = contents_.chapters[destination.chapter];
    if (!chapter) return {};
    std::string url;
    if (destination.chapter != index_) url = url_from_chapter(chapter_.id, epub_file("text/" + chapter->id + ".xhtml"));
    if (!destination.fragment.empty() && !chapter->blocks.empty())
        if (const auto at = document::find_heading(*chapter, destination.fragment))
            return url + "#" + block_id(chapter->block_at(*at));
    if (!url.empty()) return url;
    return chapter->blocks.empty() ? std::string() : "#" + block_id(0);
}

}  // namespace katern::share
