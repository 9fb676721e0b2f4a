// ZIP containers: made in one way only, so that the same content gives the same bytes, and read with distrust, since
// they come by mail. Stored and Deflate are all that ISO/IEC 21320-1 allows.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "words/word.h"

namespace katern::share {

struct ZipEntry {
    std::string name;  // path in the container, UTF-8, with "/"
    std::string content;
    bool stored = false;  // not compressed: an EPUB's `mimetype`
};

// The container with these entries in this order, without extra fields, all dated 1980-01-01 00:00 (the format's
// first day). Fails when two names are the same or memory is short.
[[nodiscard]] Result<std::string> make_zip(std::span<const ZipEntry> entries);

struct ZipLimits {
    std::size_t most_bytes = std::size_t{256} << 20;  // unpacked
    std::size_t highest_ratio = 200;                  // unpacked to packed; of entries above a megabyte
    std::size_t most_entries = 4096;
};

// The content of the entry with exactly this name. Nothing else in the container is unpacked, and nothing is written.
// Refused with a sentence about `path`: what is no ZIP, an encrypted entry or another method, an entry that isn't there
// or is there twice, entries that lie over each other, data that give more than they said, and what passes a limit.
[[nodiscard]] Result<std::string> read_zip_entry(std::string_view zip, const std::string& name, const std::string& path,
                                                 const ZipLimits& limits = {});

[[nodiscard]] bool looks_like_zip(std::string_view bytes);

}  // namespace katern::share
