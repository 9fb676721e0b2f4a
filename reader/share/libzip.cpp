#include "share/libzip.h"

#include <dlfcn.h>

#include <optional>

namespace katern::share {
namespace {

// By the names under which the versions with these functions are installed.
void* open_library() {
    for (const char* const name : {"libzip.so.4", "libzip.so.5"})
        if (void* const library = ::dlopen(name, RTLD_NOW | RTLD_LOCAL)) return library;
    return nullptr;
}

std::optional<Libzip> load() {
    void* const library = open_library();
    if (!library) return std::nullopt;
    bool complete = true;
    const auto take = [&]<class F>(F*& function, const char* name) {
        function = reinterpret_cast<F*>(::dlsym(library, name));
        complete = complete && function != nullptr;
    };
    Libzip out{};
    take(out.close, "zip_close");
    take(out.discard, "zip_discard");
    take(out.fclose, "zip_fclose");
    take(out.file_add, "zip_file_add");
    take(out.file_set_dostime, "zip_file_set_dostime");
    take(out.fopen_index, "zip_fopen_index");
    take(out.fread, "zip_fread");
    take(out.get_name, "zip_get_name");
    take(out.get_num_entries, "zip_get_num_entries");
    take(out.open_from_source, "zip_open_from_source");
    take(out.set_file_compression, "zip_set_file_compression");
    take(out.source_buffer, "zip_source_buffer");
    take(out.source_buffer_create, "zip_source_buffer_create");
    take(out.source_close, "zip_source_close");
    take(out.source_free, "zip_source_free");
    take(out.source_keep, "zip_source_keep");
    take(out.source_open, "zip_source_open");
    take(out.source_read, "zip_source_read");
    take(out.source_stat, "zip_source_stat");
    take(out.stat_index, "zip_stat_index");
    take(out.strerror, "zip_strerror");
    if (!complete) return std::nullopt;
    return out;
}

}  // namespace

const Libzip* libzip() {
    static const std::optional<Libzip> loaded = load();
    return loaded ? &*loaded : nullptr;
}

}  // namespace katern::share
