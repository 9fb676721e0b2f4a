#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "platform/platform.h"

namespace katern::platform {
namespace {

constexpr int most_windows = 64;

}  // namespace

WindowName::WindowName(const std::filesystem::path& data_folder) {
    std::error_code ignored;
    const std::filesystem::path folder = data_folder / "windows";
    std::filesystem::create_directory(folder, ignored);
    for (int number = 1; number <= most_windows; ++number) {
        const std::string name = "window-" + std::to_string(number);
        const int file = open((folder / (name + ".lock")).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (file < 0) break;
        // The kernel lets go of it when the process ends, also after kill -9.
        if (flock(file, LOCK_EX | LOCK_NB) == 0) {
            text_ = name;
            lock_ = file;
            return;
        }
        const bool taken = errno == EWOULDBLOCK;
        close(file);
        if (!taken) break;
    }
    text_ = "window-process-" + std::to_string(getpid());
}

WindowName::~WindowName() {
    if (lock_ >= 0) close(lock_);
}

}  // namespace katern::platform
