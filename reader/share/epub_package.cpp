#include "share/epub_package.h"

#include <algorithm>

#include "share/epub_path.h"
#include "share/xml.h"
#include "words/words.h"

namespace katern::share {
namespace {

std::string element(std::string_view name, std::string_view attributes, std::string_view content) {
    const std::string tag(name);
    return "    <" + tag + std::string(attributes) + ">" + xml_text(content) + "</" + tag + ">\n";
}

std::string meta(std::string_view property, std::string_view content) {
    return element("meta", " property=\"" + std::string(property) + "\"", content);
}

// "2026-03-01T09:30:00Z": the one form that dcterms:modified may have.
std::string whole_seconds(notes::Milliseconds now) {
    const std::string exact = notes::iso_8601(now);
    return exact.substr(0, exact.find('.')) + "Z";
}

// What a person who can't see, hear or move well may count on (EPUB Accessibility 1.1; schema.org's words).
std::string accessibility(const EpubContents& contents, const std::vector<EpubPicture>& pictures) {
    bool all_described = true;
    for (const auto& chapter : contents.chapters) {
        if (!chapter) continue;
        for (const document::Image& image : chapter->images)
            all_described = all_described && !(image.alternative.empty() && image.title.empty());
    }
    const bool moves = std::any_of(pictures.begin(), pictures.end(), [](const EpubPicture& each) {
        return each.type == "image/gif" || each.type == "image/webp" || each.type == "image/svg+xml";
    });
    std::string out = meta("schema:accessMode", "textual");
    if (!pictures.empty()) out += meta("schema:accessMode", "visual");
    if (!pictures.empty()) out += meta("schema:accessModeSufficient", "textual,visual");
    if (all_described) out += meta("schema:accessModeSufficient", "textual");
    for (const std::string_view feature : {"structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"})
        out += meta("schema:accessibilityFeature", feature);
    if (all_described && !pictures.empty()) out += meta("schema:accessibilityFeature", "alternativeText");
    out += meta("schema:accessibilityHazard", moves ? "unknown" : "none");
    const Word summary = all_described ? Word::epub_accessible : Word::epub_accessible_words_only;
    return out + meta("schema:accessibilitySummary", say(summary, contents.language));
}

std::string metadata(const EpubContents& contents, const std::vector<EpubPicture>& pictures, notes::Milliseconds now) {
    const document::Book& book = contents.book;
    std::string out = "  <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n";
    out += element("dc:identifier", " id=\"book\"", book_identifier(book));
    out += element("dc:title", "", book.title.empty() ? book_identifier(book) : book.title);
    out += element("dc:language", "", book.language);
    for (const std::string& author : book.authors) out += element("dc:creator", "", author);
    if (!book.description.empty()) out += element("dc:description", "", book.description);
    if (!book.edition.empty()) out += meta("schema:bookEdition", book.edition);
    out += meta("dcterms:modified", whole_seconds(now));
    return out + accessibility(contents, pictures) + "  </metadata>\n";
}

}  // namespace

std::string epub_package(const EpubContents& contents, const std::vector<EpubPicture>& pictures, notes::Milliseconds now) {
    std::string manifest =
        "    <item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n"
        "    <item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n";
    std::string spine;
    for (std::size_t i = 0; i < contents.chapters.size(); ++i) {
        if (!contents.chapters[i]) continue;
        const std::string id = "c" + std::to_string(i + 1);
        manifest += "    <item id=\"" + id + "\" href=\"" + epub_path(contents.chapters[i]->id) +
                    "\" media-type=\"application/xhtml+xml\"/>\n";
        spine += "    <itemref idref=\"" + id + "\"/>\n";
    }
    for (std::size_t i = 0; i < pictures.size(); ++i)
        manifest += "    <item id=\"m" + std::to_string(i + 1) + "\" href=\"" + relative_url(pictures[i].file) + "\" media-type=\"" +
                    pictures[i].type + "\"/>\n";
    const std::string language = xml_attribute(contents.book.language);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" "
           "unique-identifier=\"book\" xml:lang=\"" +
           language + "\">\n" + metadata(contents, pictures, now) + "  <manifest>\n" + manifest + "  </manifest>\n  <spine>\n" + spine +
           "  </spine>\n</package>\n";
}

namespace {

// The list of chapters, nested as deep as the book nests them.
class Contents {
public:
    explicit Contents(const EpubContents& contents) : contents_(contents) {}

    std::string write() {
        for (std::size_t i = 0; i < contents_.chapters.size(); ++i)
            if (contents_.chapters[i]) chapter(i);
        while (depth_ > 0) close();
        return out_;
    }

private:
    void chapter(std::size_t index) {
        const document::ChapterEntry& entry = contents_.book.chapters[index];
        if (!entry.part.empty()) {
            while (depth_ > 1) close();
            if (depth_ == 0) open();
            next();
            out_ += "<span>" + xml_text(entry.part) + "</span>";
            part_ = 1;
        } else if (entry.number.empty() && entry.depth == 0 && part_ == 1) {
            while (depth_ > 1) close();
            part_ = 0;  // chapters without a number stand outside the parts
        }
        // At most one level deeper than what stands above it.
        const std::size_t wanted = std::min<std::size_t>(entry.depth + 1U + part_, depth_ + 1);
        while (depth_ > wanted) close();
        if (depth_ < wanted) open();
        next();
        const std::string number = entry.number.empty() ? "" : entry.number + " ";
        const std::string title = entry.title.empty() ? contents_.chapters[index]->title : entry.title;
        out_ += "<a href=\"" + epub_path(entry.id) + "\">" + xml_text(number + (title.empty() ? entry.id : title)) + "</a>";
    }

    void open() {
        out_ += "\n<ol>\n";
        ++depth_;
        in_item_ = false;
    }
    void next() {
        if (in_item_) out_ += "</li>\n";
        out_ += "<li>";
        in_item_ = true;
    }
    void close() {
        out_ += "</li>\n</ol>\n";
        --depth_;
    }

    const EpubContents& contents_;
    std::string out_;
    std::size_t depth_ = 0;  // lists that are open
    std::size_t part_ = 0;   // 1: within one
    bool in_item_ = false;
};

}  // namespace

std::string epub_navigation(const EpubContents& contents) {
    const std::string language = xml_attribute(contents.book.language);
    const std::string heading = xml_text(say(Word::ui_contents, contents.language));
    const auto first = std::find_if(contents.chapters.begin(), contents.chapters.end(), [](const auto& each) { return each != nullptr; });
    std::string landmarks;
    if (first != contents.chapters.end())
        landmarks = "<nav epub:type=\"landmarks\" hidden=\"hidden\" aria-label=\"" + xml_attribute(say(Word::epub_landmarks, contents.language)) +
                    "\">\n<ol>\n<li><a epub:type=\"bodymatter\" href=\"" +
                    epub_path((*first)->id) + "\">" + xml_text(say(Word::epub_start, contents.language)) + "</a></li>\n</ol>\n</nav>\n";
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
           "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"" +
           language + "\" xml:lang=\"" + language + "\">\n<head>\n<meta charset=\"UTF-8\"/>\n<title>" + xml_text(contents.book.title) +
           "</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n<body>\n<nav epub:type=\"toc\" id=\"toc\" "
           "role=\"doc-toc\" aria-labelledby=\"contents\">\n<h1 id=\"contents\">" +
           heading + "</h1>" + Contents(contents).write() + "</nav>\n" + landmarks + "</body>\n</html>\n";
}

}  // namespace katern::share
