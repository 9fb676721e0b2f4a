// libzip, fetched when a container is read or made for the first time: with the ciphers that it brings along it would
// cost every start some milliseconds and 1.5 MB. Internal to zip.cpp.
#pragma once

#include <zip.h>

namespace katern::share {

struct Libzip {
    decltype(&::zip_close) close;
    decltype(&::zip_discard) discard;
    decltype(&::zip_fclose) fclose;
    decltype(&::zip_file_add) file_add;
    decltype(&::zip_file_set_dostime) file_set_dostime;
    decltype(&::zip_fopen_index) fopen_index;
    decltype(&::zip_fread) fread;
    decltype(&::zip_get_name) get_name;
    decltype(&::zip_get_num_entries) get_num_entries;
    decltype(&::zip_open_from_source) open_from_source;
    decltype(&::zip_set_file_compression) set_file_compression;
    decltype(&::zip_source_buffer) source_buffer;
    decltype(&::zip_source_buffer_create) source_buffer_create;
    decltype(&::zip_source_close) source_close;
    decltype(&::zip_source_free) source_free;
    decltype(&::zip_source_keep) source_keep;
    decltype(&::zip_source_open) source_open;
    decltype(&::zip_source_read) source_read;
    decltype(&::zip_source_stat) source_stat;
    decltype(&::zip_stat_index) stat_index;
    decltype(&::zip_strerror) strerror;
};

// Null when it isn't on this system, or lacks one of these. Any thread.
[[nodiscard]] const Libzip* libzip();

}  // namespace katern::share
