#include <array>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include "platform/platform.h"

namespace katern::platform {

std::filesystem::path program_path() {
    std::error_code unknown;
    return std::filesystem::read_symlink("/proc/self/exe", unknown);
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

}  // namespace katern::platform
