#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <system_error>

#include "platform/platform.h"
#include "words/words.h"

namespace katern::platform {
namespace fs = std::filesystem;
namespace {

fs::path from_environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? fs::path() : fs::path(value);
}

fs::path home() {
    if (fs::path path = from_environment("HOME"); !path.empty()) return path;
    const passwd* person = getpwuid(getuid());
    return person == nullptr ? fs::path("/") : fs::path(person->pw_dir);
}

fs::path choose(const std::optional<fs::path>& asked, const fs::path& program) {
    if (asked) return *asked;
    if (fs::path named = from_environment("KATERN_DATA"); !named.empty()) return named;
    std::error_code unreadable;
    if (fs::path beside = program.parent_path() / "data"; !program.empty() && fs::is_directory(beside, unreadable))
        return beside;
    // A relative $XDG_DATA_HOME counts as unset (XDG Base Directory Specification 0.8).
    if (const fs::path shared = from_environment("XDG_DATA_HOME"); shared.is_absolute()) return shared / "katern";
    return home() / ".local" / "share" / "katern";
}

}  // namespace

Result<fs::path> data_folder(const std::optional<fs::path>& asked, const fs::path& program) {
    const fs::path chosen = choose(asked, program);
    std::error_code reason;
    fs::path folder = fs::absolute(chosen, reason).lexically_normal();
    if (!reason) fs::create_directories(folder, reason);
    if (!reason && !fs::is_directory(folder, reason) && !reason)
        reason = std::make_error_code(std::errc::not_a_directory);
    if (reason) return fail(Word::error_data_folder, chosen.string(), reason.message());
    return folder;
}

}  // namespace katern::platform
