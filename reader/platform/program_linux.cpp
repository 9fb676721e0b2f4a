#include <malloc.h>
#include <glib.h>

#include <array>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include "platform/platform.h"
#include "words/words.h"

namespace katern::platform {

std::filesystem::path program_path() {
    std::error_code unknown;
    return std::filesystem::read_symlink("/proc/self/exe", unknown);
}

Result<void> start_another(const std::vector<std::string>& arguments) {
    std::string program = program_path().string();
    std::vector<std::string> words(arguments);
    std::vector<char*> values{program.data()};
    for (std::string& word : words) values.push_back(word.data());
    values.push_back(nullptr);
    GError* error = nullptr;
    // GLib starts it through a process between, which it reaps: nobody here has to wait for the window to close.
    if (g_spawn_async(nullptr, values.data(), nullptr, G_SPAWN_DEFAULT, nullptr, nullptr, nullptr, &error)) return {};
    const std::string reason = error->message;
    g_error_free(error);
    return tl::unexpected<Error>(Error{Word::error_new_window, {reason}});
}

Language preferred_language() {
    for (const char* name : std::array{"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* set = std::getenv(name);
        if (set == nullptr || *set == '\0') continue;
        const std::string_view locale(set);  // "en_GB.UTF-8", "nl_NL@euro", "C"
        return locale.substr(0, locale.find_first_of("_.@")) == "en" ? Language::en : Language::nl;
    }
    return Language::nl;
}

void give_memory_back() {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

}  // namespace katern::platform
