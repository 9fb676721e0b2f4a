#include "late/late.h"

#include <dlfcn.h>

#include <array>
#include <string_view>

namespace katern {
namespace {

struct Library {
    std::string_view prefix;  // of its functions
    const char* file;
};
constexpr const char* gio = "libgio-2.0.so.0";
constexpr const char* gobject = "libgobject-2.0.so.0";
constexpr std::array<Library, 10> libraries{{{"rsvg_", "librsvg-2.so.2"},
                                             {"cairo_", "libcairo.so.2"},
                                             {"gdk_", "libgdk_pixbuf-2.0.so.0"},
                                             {"g_bus_", gio},
                                             {"g_cancellable_", gio},
                                             {"g_dbus_", gio},
                                             {"g_io_error_", gio},
                                             {"g_subprocess_", gio},
                                             {"g_object_", gobject},
                                             {"g_signal_", gobject}}};

// The system itself opens each but once.
void* library_of(std::string_view function) {
    for (const Library& library : libraries)
        if (function.starts_with(library.prefix)) return ::dlopen(library.file, RTLD_LAZY | RTLD_LOCAL);
    return nullptr;
}

}  // namespace

void* late_function(const char* name) {
    void* const library = library_of(name);
    return library == nullptr ? nullptr : ::dlsym(library, name);
}

}  // namespace katern
