#include "share/shared_folder.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "share/share.h"
#include "text/text.h"
#include "words/words.h"

namespace katern::share {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".annotations";
constexpr std::size_t end_record = 22, longest_comment = 65'535;  // of a ZIP file (ISO/IEC 21320-1)

std::uint32_t number_at(std::string_view bytes, std::size_t at, int size) {
    std::uint32_t number = 0;
    for (int i = size - 1; i >= 0; --i) number = number << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return number;
}

std::string stamp_of(const std::string& path) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return {};
    return std::to_string(facts.st_size) + " " + std::to_string(facts.st_mtim.tv_sec) + "." + std::to_string(facts.st_mtim.tv_nsec) + " " +
           std::to_string(facts.st_ino);
}

}  // namespace

std::string own_file_name(const std::string& profile, notes::Device device, const std::string& further_book) {
    std::string name = profile + "-" + notes::device_name(device);
    if (!further_book.empty()) name += "." + text::sha256_hex(further_book).substr(0, 12);
    return name + std::string(ending);
}

Result<std::vector<FolderFile>> sets_in(const std::string& folder, const std::string& own_name) {
    std::error_code why;
    if (!fs::is_directory(folder, why)) return fail(Word::error_shared_folder_gone, folder);
    std::vector<FolderFile> files;
    for (fs::directory_iterator entry(folder, why), end; !why && entry != end; entry.increment(why)) {
        const std::string name = entry->path().filename().string();
        if (name == own_name || !name.ends_with(ending) || name.starts_with('.') || name.starts_with('~')) continue;
        const std::string path = entry->path().string(), stamp = stamp_of(path);
        if (!stamp.empty()) files.push_back({path, stamp});
    }
    if (why) return fail(Word::error_shared_folder_unreadable, folder, why.message());
    std::sort(files.begin(), files.end(), [](const FolderFile& a, const FolderFile& b) { return a.path < b.path; });
    return files;
}

bool is_whole(std::string_view bytes) {
    if (bytes.size() < end_record || !bytes.starts_with("PK")) return false;
    const std::size_t least = bytes.size() > end_record + longest_comment ? bytes.size() - end_record - longest_comment : 0;
    for (std::size_t at = bytes.size() - end_record + 1; at-- > least;) {
        if (bytes.substr(at, 4) != std::string_view("PK\5\6", 4)) continue;
        const std::size_t comment = number_at(bytes, at + 20, 2);
        const std::size_t directory = number_at(bytes, at + 12, 4), from = number_at(bytes, at + 16, 4);
        if (at + end_record + comment == bytes.size() && from + directory <= at) return true;
    }
    return false;
}

Result<bool> leave_in_folder(const std::string& folder, const std::string& name, std::string_view bytes) {
    std::error_code why;
    if (!fs::is_directory(folder, why)) return fail(Word::error_shared_folder_gone, folder);
    const std::string path = (fs::path(folder) / name).string();
    if (fs::file_size(path, why) == bytes.size() && !why) {
        const Result<std::string> there = read_file_of_folder(path, bytes.size());
        if (there && *there == bytes) return false;
    }
    if (const Result<void> written = write_whole(path, bytes); !written) return tl::unexpected<Error>(written.error());
    return true;
}

Result<std::string> read_file_of_folder(const std::string& path, std::size_t most) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(Word::error_file_unreadable, path, std::string(std::strerror(errno)));
    std::string bytes;
    std::string part(std::size_t{1} << 16, '\0');
    while (file.read(part.data(), static_cast<std::streamsize>(part.size())) || file.gcount() > 0) {
        bytes.append(part, 0, static_cast<std::size_t>(file.gcount()));
        if (bytes.size() > most) return fail(Word::error_set_too_large, path);
    }
    if (file.bad()) return fail(Word::error_file_unreadable, path, std::string(std::strerror(errno)));
    return bytes;
}

}  // namespace katern::share
