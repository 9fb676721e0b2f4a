#include "share/epub.h"

#include "share/epub_chapter.h"
#include "share/epub_package.h"
#include "share/epub_path.h"
#include "share/epub_pictures.h"
#include "share/epub_style.h"
#include "words/words.h"

namespace katern::share {

std::vector<ZipEntry> epub_files(const document::Book& book, std::vector<std::shared_ptr<const document::Chapter>> chapters,
                                 notes::Milliseconds now) {
    std::vector<EpubPicture> pictures = epub_pictures(book, chapters);
    EpubContents contents{book, std::move(chapters), {}, book.language.starts_with("nl") ? Language::nl : Language::en};
    for (const EpubPicture& picture : pictures) contents.pictures.emplace(picture.path, picture.file);
    // OCF 3.3, 4.3: the media type comes first and isn't compressed.
    std::vector<ZipEntry> files{
        {"mimetype", "application/epub+zip", true},
        {"META-INF/container.xml",
         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n  <rootfiles>\n"
         "    <rootfile full-path=\"content.opf\" media-type=\"application/oebps-package+xml\"/>\n  </rootfiles>\n</container>\n"},
        {"content.opf", epub_package(contents, pictures, now)},
        {"nav.xhtml", epub_navigation(contents)},
        {"style.css", std::string(epub_style)},
    };
    for (std::size_t i = 0; i < contents.chapters.size(); ++i)
        if (contents.chapters[i])
            files.push_back({epub_file("text/" + contents.chapters[i]->id + ".xhtml"), epub_chapter(contents, i)});
    for (EpubPicture& picture : pictures) files.push_back({std::move(picture.file), std::move(picture.content)});
    return files;
}

Result<Epub> to_epub(const document::Book& book, notes::Milliseconds now, const Progress& progress) {
    Epub epub;
    std::vector<std::shared_ptr<const document::Chapter>> chapters;
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        if (progress && !progress(i, book.chapters.size())) return fail(Word::error_export_stopped);
        const auto chapter = book.chapter(i);
        chapters.push_back(chapter ? *chapter : nullptr);
        if (chapter) {
            ++epub.chapters;
        } else {
            epub.left_out.push_back(book.chapters[i].title);
        }
    }
    if (epub.chapters == 0) return fail(Word::error_epub_empty, book.title);
    Result<std::string> bytes = make_zip(epub_files(book, std::move(chapters), now));
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    epub.bytes = *std::move(bytes);
    return epub;
}

}  // namespace katern::share
