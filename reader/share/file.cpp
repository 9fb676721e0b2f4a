#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "share/share.h"
#include "words/words.h"

namespace katern::share {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> cannot_write(const std::string& path, std::error_code why) {
    if (why == std::errc::permission_denied || why == std::errc::operation_not_permitted ||
        why == std::errc::read_only_file_system)
        return fail(Word::error_export_not_allowed, path);
    if (why == std::errc::no_space_on_device) return fail(Word::error_export_disk_full, path);
    return fail(Word::error_export_failed, path, why.message());
}

std::error_code last_error() {
    return {errno, std::generic_category()};
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

// A new file beside `target`. "x" makes it an error when the name is taken, also by another program at this moment.
std::FILE* create_beside(const fs::path& target, fs::path& made) {
    for (int attempt = 0; attempt < 100; ++attempt) {
        made = target.parent_path() / ("." + target.filename().string() + "." + std::to_string(attempt) + ".tmp");
        if (std::FILE* file = std::fopen(made.c_str(), "wbx")) return file;
        if (errno != EEXIST) break;
    }
    return nullptr;
}

}  // namespace

Result<void> write_whole(const std::string& path, std::string_view content) {
    std::error_code ignored;
    fs::path target = fs::absolute(path, ignored);
    if (fs::is_symlink(target, ignored)) target = fs::weakly_canonical(target, ignored);
    const fs::file_status status = fs::status(target, ignored);
    if (fs::is_directory(status) || path.empty() || path.back() == '/') return fail(Word::error_export_folder, path);
    if (fs::exists(status) && !fs::is_regular_file(status)) return fail(Word::error_export_not_a_file, path);
    if (!fs::is_directory(target.parent_path(), ignored))
        return fail(Word::error_export_no_folder, path, target.parent_path().string());

    fs::path temporary;
    std::unique_ptr<std::FILE, CloseFile> file(create_beside(target, temporary));
    if (!file) return cannot_write(path, last_error());
    bool written = std::fwrite(content.data(), 1, content.size(), file.get()) == content.size();
    written = std::fclose(file.release()) == 0 && written;
    std::error_code why = written ? std::error_code() : last_error();
    if (!why && fs::exists(status)) fs::permissions(temporary, status.permissions(), ignored);
    if (!why) fs::rename(temporary, target, why);
    if (why) {
        fs::remove(temporary, ignored);
        return cannot_write(path, why);
    }
    return {};
}

}  // namespace katern::share
