// Where the files of a book are: a folder on disk, or memory.
#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>

#include "document/document.h"
#include "document/paths.h"
#include "words/words.h"

namespace katern::document {
namespace {

namespace fs = std::filesystem;

// A person may point at a folder with a whole disk below it; looking stops there.
constexpr int most_entries = 20'000;

class Folder : public Files {
public:
    explicit Folder(const std::string& folder) : root_(fs::path(folder).lexically_normal()) {
        std::error_code none;
        real_root_ = fs::weakly_canonical(root_, none);
    }

    Result<std::string> read(const std::string& path) const override { return read_start(path, std::string::npos); }

    Result<std::string> read_start(const std::string& path, std::size_t most) const override {
        const std::optional<fs::path> full = find(path);
        if (!full) return fail(Word::error_file_outside, name(path));
        std::error_code error;
        const fs::file_status status = fs::status(*full, error);
        if (status.type() == fs::file_type::not_found) return fail(Word::error_file_missing, name(path));
        if (status.type() == fs::file_type::directory)
            return fail(Word::error_file_unreadable, name(path), std::generic_category().message(EISDIR));
        // A pipe or a device would keep the reader waiting for ever.
        if (status.type() != fs::file_type::regular)
            return fail(Word::error_file_unreadable, name(path),
                        std::generic_category().message(error ? error.value() : EINVAL));
        errno = 0;
        std::ifstream file(*full, std::ios::binary);
        const std::uintmax_t size = fs::file_size(*full, error);
        std::string content(error ? 0 : static_cast<std::size_t>(std::min<std::uintmax_t>(size, most)), '\0');
        file.read(content.data(), static_cast<std::streamsize>(content.size()));
        if (error || file.bad() || !file.is_open())
            return fail(Word::error_file_unreadable, name(path), std::generic_category().message(errno != 0 ? errno : EIO));
        content.resize(static_cast<std::size_t>(file.gcount()));
        return content;
    }

    bool exists(const std::string& path) const override {
        const std::optional<fs::path> full = find(path);
        std::error_code none;
        return full && fs::is_regular_file(*full, none);
    }

    std::vector<std::string> list(const std::string& folder, std::string_view extension) const override {
        std::vector<std::string> found;
        const std::optional<fs::path> full = find(folder);
        if (!full) return found;
        std::error_code error;
        fs::recursive_directory_iterator entries(*full, fs::directory_options::skip_permission_denied, error);
        for (int seen = 0; !error && entries != fs::recursive_directory_iterator() && seen < most_entries; ++seen) {
            const fs::path& path = entries->path();
            std::error_code none;
            const bool hidden = path.filename().native().starts_with('.');
            if (hidden && entries->is_directory(none)) entries.disable_recursion_pending();
            if (!hidden && extension_of(path.filename().native()) == extension && entries->is_regular_file(none))
                found.push_back(path.lexically_relative(root_).generic_string());
            entries.increment(error);
        }
        std::sort(found.begin(), found.end());
        return found;
    }

    std::string name(const std::string& path) const override {
        return path.empty() ? root_.string() : (root_ / path).lexically_normal().string();
    }

private:
    // Nothing when the path leads outside, by ".." or by a symbolic link.
    [[nodiscard]] std::optional<fs::path> find(const std::string& path) const {
        const std::string normal = join("", path);
        if (leads_out(normal)) return std::nullopt;
        fs::path full = normal.empty() ? root_ : root_ / normal;
        std::error_code error;
        const fs::path real = fs::weakly_canonical(full, error);
        if (error) return full;  // what is wrong with it shows when it is read
        const auto [root_end, nothing] = std::mismatch(real_root_.begin(), real_root_.end(), real.begin(), real.end());
        if (root_end != real_root_.end()) return std::nullopt;
        return full;
    }

    fs::path root_, real_root_;
};

class Memory : public Files {
public:
    Memory(std::map<std::string, std::string_view> files, std::string name)
        : files_(std::move(files)), name_(std::move(name)) {}

    Result<std::string> read(const std::string& path) const override { return read_start(path, std::string::npos); }

    Result<std::string> read_start(const std::string& path, std::size_t most) const override {
        const auto found = files_.find(join("", path));
        if (found == files_.end()) return fail(Word::error_file_missing, name(path));
        return std::string(found->second.substr(0, most));
    }

    bool exists(const std::string& path) const override { return files_.count(join("", path)) > 0; }

    std::vector<std::string> list(const std::string& folder, std::string_view extension) const override {
        std::vector<std::string> found;
        const std::string below = join("", folder);
        for (const auto& [path, content] : files_)
            if ((below.empty() || path.starts_with(below + "/")) && extension_of(path) == extension)
                found.push_back(path);
        return found;
    }

    std::string name(const std::string& path) const override { return path.empty() ? name_ : name_ + "/" + path; }

private:
    std::map<std::string, std::string_view> files_;
    std::string name_;
};

}  // namespace

std::shared_ptr<const Files> files_in(const std::string& folder) {
    return std::make_shared<Folder>(folder);
}

std::shared_ptr<const Files> files_in_memory(std::map<std::string, std::string_view> files, std::string name) {
    return std::make_shared<Memory>(std::move(files), std::move(name));
}

}  // namespace katern::document
