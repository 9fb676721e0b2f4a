#include "share/zip.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "share/libzip.h"
#include "words/words.h"

namespace katern::share {
namespace {

// MS-DOS: years since 1980 in the upper 7 bits, then month and day.
constexpr std::uint16_t first_date = 1 << 5 | 1;
constexpr std::size_t small = std::size_t{1} << 20;  // below this no ratio hurts

struct Discard {
    void operator()(zip_t* archive) const { libzip()->discard(archive); }
    void operator()(zip_source_t* source) const { libzip()->source_free(source); }
    void operator()(zip_file_t* file) const { libzip()->fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Discard>;
using OpenEntry = std::unique_ptr<zip_file_t, Discard>;

// --- Where the entries lie, which libzip doesn't tell (PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16).

std::size_t little_endian_at(std::string_view bytes, std::size_t at, std::size_t size) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

struct Extent {
    std::size_t begin = 0, end = 0;  // bytes of the local header and the data behind it
};

// Of all entries; nothing when the directory isn't sound, or of the 64-bit kind, which only files above 4 GB need.
std::optional<std::vector<Extent>> extents_of(std::string_view zip) {
    constexpr std::size_t end_size = 22, head_size = 46, local_size = 30;
    const std::size_t end = zip.rfind("PK\x05\x06");
    if (end == std::string_view::npos || zip.size() - end < end_size) return std::nullopt;
    const std::size_t count = little_endian_at(zip, end + 10, 2);
    const std::size_t directory = little_endian_at(zip, end + 16, 4);
    std::vector<Extent> out;
    std::size_t at = directory;
    for (std::size_t i = 0; i < count; ++i) {
        if (at > end || end - at < head_size || zip.substr(at, 4) != "PK\x01\x02") return std::nullopt;
        const std::size_t begin = little_endian_at(zip, at + 42, 4), packed = little_endian_at(zip, at + 20, 4);
        if (begin > directory || directory - begin < local_size || zip.substr(begin, 4) != "PK\x03\x04")
            return std::nullopt;
        const std::size_t data =
            begin + local_size + little_endian_at(zip, begin + 26, 2) + little_endian_at(zip, begin + 28, 2);
        if (data > directory || packed > directory - data) return std::nullopt;
        out.push_back({begin, data + packed});
        at += head_size + little_endian_at(zip, at + 28, 2) + little_endian_at(zip, at + 30, 2) + little_endian_at(zip, at + 32, 2);
    }
    return out;
}

bool lie_apart(std::vector<Extent> extents) {
    std::sort(extents.begin(), extents.end(), [](const Extent& a, const Extent& b) { return a.begin < b.begin; });
    for (std::size_t i = 1; i < extents.size(); ++i)
        if (extents[i].begin < extents[i - 1].end) return false;
    return true;
}

// --- By libzip

Archive open_to_read(std::string_view zip) {
    Source source(libzip()->source_buffer_create(zip.data(), zip.size(), 0, nullptr));
    if (!source) return nullptr;
    Archive archive(libzip()->open_from_source(source.get(), ZIP_RDONLY, nullptr));
    if (archive) (void)source.release();  // the archive's from now on
    return archive;
}

// The one entry with this name; nothing, or the reason why not.
Result<std::uint64_t> find_entry(zip_t* archive, std::size_t count, const std::string& name, const std::string& path) {
    std::optional<std::uint64_t> found;
    for (std::size_t i = 0; i < count; ++i) {
        const char* const present = libzip()->get_name(archive, i, ZIP_FL_ENC_RAW);
        if (!present || name != present) continue;
        if (found) return fail(Word::error_zip_twice, path, name);
        found = i;
    }
    if (!found) return fail(Word::error_zip_without, path, name);
    return *found;
}

// As many bytes as the entry says that it has, and not one more.
Result<std::string> unpack(zip_t* archive, std::uint64_t index, std::size_t size, const std::string& path) {
    const OpenEntry entry(libzip()->fopen_index(archive, index, 0));
    if (!entry) return fail(Word::error_zip_damaged, path);
    constexpr std::size_t portion = std::size_t{1} << 16;
    std::string out;
    while (out.size() <= size) {
        const std::size_t before = out.size();
        out.resize(before + std::min(portion, size + 1 - before));
        const zip_int64_t got = libzip()->fread(entry.get(), out.data() + before, out.size() - before);
        if (got < 0) return fail(Word::error_zip_damaged, path);
        out.resize(before + static_cast<std::size_t>(got));
        if (got == 0) break;
    }
    if (out.size() != size) return fail(Word::error_zip_damaged, path);
    return out;
}

constexpr const char* no_libzip = "libzip";  // it isn't on this system

tl::unexpected<Error> not_made(const std::string& why) {
    return fail(Word::error_zip_not_made, why);
}

}  // namespace

bool looks_like_zip(std::string_view bytes) {
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

Result<std::string> read_zip_entry(std::string_view zip, const std::string& name, const std::string& path,
                                   const ZipLimits& limits) {
    if (!looks_like_zip(zip)) return fail(Word::error_zip_none, path);
    const std::optional<std::vector<Extent>> extents = extents_of(zip);
    if (!extents) return fail(Word::error_zip_damaged, path);
    if (extents->size() > limits.most_entries) return fail(Word::error_zip_bomb, path);
    if (!lie_apart(*extents)) return fail(Word::error_zip_bomb, path);
    if (!libzip()) return not_made(no_libzip);
    const Archive archive = open_to_read(zip);
    if (!archive || libzip()->get_num_entries(archive.get(), 0) != static_cast<zip_int64_t>(extents->size()))
        return fail(Word::error_zip_damaged, path);

    const Result<std::uint64_t> index = find_entry(archive.get(), extents->size(), name, path);
    if (!index) return tl::unexpected<Error>(index.error());
    zip_stat_t about;
    constexpr zip_uint64_t needed =
        ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if (libzip()->stat_index(archive.get(), *index, 0, &about) != 0 || (about.valid & needed) != needed)
        return fail(Word::error_zip_damaged, path);
    if (about.encryption_method != ZIP_EM_NONE ||
        (about.comp_method != ZIP_CM_STORE && about.comp_method != ZIP_CM_DEFLATE))
        return fail(Word::error_zip_method, path);
    if (about.size > limits.most_bytes || (about.size > small && about.size / limits.highest_ratio > about.comp_size))
        return fail(Word::error_zip_bomb, path);
    return unpack(archive.get(), *index, about.size, path);
}

Result<std::string> make_zip(std::span<const ZipEntry> entries) {
    if (!libzip()) return not_made(no_libzip);
    Source made(libzip()->source_buffer_create(nullptr, 0, 0, nullptr));
    if (!made) return not_made("zip_source_buffer_create");
    libzip()->source_keep(made.get());  // the archive lets go of it when it is closed, and we read it then
    Archive archive(libzip()->open_from_source(made.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr));
    if (!archive) {
        libzip()->source_free(made.get());
        return not_made("zip_open_from_source");
    }
    for (const ZipEntry& entry : entries) {
        Source content(libzip()->source_buffer(archive.get(), entry.content.data(), entry.content.size(), 0));
        if (!content) return not_made(libzip()->strerror(archive.get()));
        const zip_int64_t index = libzip()->file_add(archive.get(), entry.name.c_str(), content.get(), ZIP_FL_ENC_UTF_8);
        if (index < 0) return not_made(libzip()->strerror(archive.get()));
        (void)content.release();
        const auto at = static_cast<zip_uint64_t>(index);
        if (libzip()->set_file_compression(archive.get(), at, entry.stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) != 0 ||
            libzip()->file_set_dostime(archive.get(), at, 0, first_date, 0) != 0)
            return not_made(libzip()->strerror(archive.get()));
    }
    if (libzip()->close(archive.get()) != 0) return not_made(libzip()->strerror(archive.get()));
    (void)archive.release();

    zip_stat_t about;
    if (libzip()->source_stat(made.get(), &about) != 0 || libzip()->source_open(made.get()) != 0)
        return not_made("zip_source_open");
    std::string out(about.size, '\0');
    const zip_int64_t got = libzip()->source_read(made.get(), out.data(), out.size());
    libzip()->source_close(made.get());
    if (got != static_cast<zip_int64_t>(out.size())) return not_made("zip_source_read");
    return out;
}

}  // namespace katern::share
