// A whole book as EPUB 3.3 (W3C Recommendation), for people who read in another program, so that both can open the same
// book and exchange what they marked in it.
//
//     document::Book -> epub_files -> make_zip -> to_epub: the bytes of the file
#pragma once

#include <string>
#include <vector>

#include "document/document.h"
#include "notes/notes.h"
#include "share/share.h"
#include "share/zip.h"

namespace katern::share {

struct Epub {
    std::string bytes;
    std::size_t chapters = 0;
    std::vector<std::string> left_out;  // titles of chapters that can't be read
};

// `progress` is called before each chapter. `now` is what the file says of when it was made. The same book and moment give the same bytes. Any thread. Fails when
// no chapter can be read or it was stopped.
[[nodiscard]] Result<Epub> to_epub(const document::Book& book, notes::Milliseconds now, const Progress& progress = {});

// What the container holds, in its order.
[[nodiscard]] std::vector<ZipEntry> epub_files(const document::Book& book,
                                               std::vector<std::shared_ptr<const document::Chapter>> chapters,
                                               notes::Milliseconds now);

}  // namespace katern::share
