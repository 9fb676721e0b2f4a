// A folder that an existing tool keeps in step (Syncthing, Nextcloud, OneDrive, a stick): which files in it are sets of
// others, and how this device's own one is written. Knows files and names; what is in a set is annotation_set.h's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "notes/notes.h"
#include "words/word.h"

namespace katern::share {

// "<profile>-<device>.annotations"; a further book of the same network has digits of its id before the ending.
[[nodiscard]] std::string own_file_name(const std::string& profile, notes::Device device, const std::string& further_book = {});

struct FolderFile {
    std::string path;
    std::string stamp;  // differs when the file does: size, time and number of the file
};
// Sets of others, conflict copies too, in order of name: every ordinary file that ends in `.annotations` but our own and
// what is hidden or on its way (".name", "~name"). Fails when the folder is not there or can't be read.
[[nodiscard]] Result<std::vector<FolderFile>> sets_in(const std::string& folder, const std::string& own_name);

// A ZIP file that has its end: what was copied half way has not.
[[nodiscard]] bool is_whole(std::string_view bytes);

// Whole, by renaming, and only when the file there holds something else. True: it was written.
[[nodiscard]] Result<bool> leave_in_folder(const std::string& folder, const std::string& name, std::string_view bytes);

// All bytes of a file, when there are at most `most`.
[[nodiscard]] Result<std::string> read_file_of_folder(const std::string& path, std::size_t most);

}  // namespace katern::share
