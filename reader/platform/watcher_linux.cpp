#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <utility>

#include "platform/platform.h"
#include "words/words.h"

namespace katern::platform {
namespace fs = std::filesystem;
namespace {

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    [[nodiscard]] int get() const { return number_; }

private:
    int number_;
};

// The file names that matter, per watched folder. Folders are watched instead of files, since SQLite makes and removes
// its -wal file and a file that is saved by renaming is another file each time.
using Names = std::map<int, std::set<std::string>>;

constexpr std::uint32_t written = IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;
constexpr std::uint32_t folder_gone = IN_DELETE_SELF | IN_MOVE_SELF;
constexpr int settle_ms = 20;  // one transaction is several writes

class InotifyWatcher : public Watcher {
public:
    InotifyWatcher(Descriptor events, Descriptor stop, Names names, std::function<void()> changed)
        : events_(std::move(events)),
          stop_(std::move(stop)),
          names_(std::move(names)),
          changed_(std::move(changed)),
          thread_([this] { run(); }) {}

    ~InotifyWatcher() override {
        eventfd_write(stop_.get(), 1);
        thread_.join();
    }

private:
    void run() {
        while (wait_for_event()) {
            if (!read_events()) continue;
            if (stopped_within(settle_ms)) return;
            read_events();
            changed_();
        }
    }

    // False when the watcher is to stop.
    bool wait_for_event() {
        std::array<pollfd, 2> waiting{pollfd{stop_.get(), POLLIN, 0}, pollfd{events_.get(), POLLIN, 0}};
        while (poll(waiting.data(), waiting.size(), -1) < 0 && errno == EINTR) {
        }
        return waiting[0].revents == 0;
    }

    bool stopped_within(int milliseconds) {
        pollfd waiting{stop_.get(), POLLIN, 0};
        return poll(&waiting, 1, milliseconds) > 0;
    }

    // Takes all events that are there; true when one of them is about our files.
    bool read_events() {
        bool ours = false;
        alignas(inotify_event) std::array<char, 16 * 1024> buffer;
        for (ssize_t size; (size = read(events_.get(), buffer.data(), buffer.size())) > 0;) {
            for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
                inotify_event event;
                std::memcpy(&event, buffer.data() + at, sizeof event);
                const char* name = buffer.data() + at + sizeof event;  // ends in NULs; none when the folder is meant
                ours = ours || is_ours(event, event.len == 0 ? "" : name);
                at += sizeof event + event.len;
            }
        }
        return ours;
    }

    [[nodiscard]] bool is_ours(const inotify_event& event, const char* name) const {
        // After an overflow nobody knows what was lost, so everything may have changed.
        if ((event.mask & (folder_gone | IN_Q_OVERFLOW)) != 0) return true;
        const auto folder = names_.find(event.wd);
        return folder != names_.end() && (folder->second.contains(name) || folder->second.contains(""));
    }

    Descriptor events_;
    Descriptor stop_;
    Names names_;
    std::function<void()> changed_;
    std::thread thread_;  // last, since it uses all of the above
};

}  // namespace

Result<std::unique_ptr<Watcher>> Watcher::watch(const std::vector<fs::path>& files, std::function<void()> changed) {
    Descriptor events(inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    Descriptor stop(eventfd(0, EFD_CLOEXEC));
    if (events.get() < 0 || stop.get() < 0) {
        const int reason = errno;
        return fail(Word::error_watch, files.empty() ? std::string() : files.front().string(),
                    std::generic_category().message(reason));
    }
    Names names;
    for (const fs::path& file : files) {
        const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
        const int watched = inotify_add_watch(events.get(), folder.c_str(), written | folder_gone);
        if (watched < 0) {
            const int reason = errno;
            return fail(Word::error_watch, file.string(), std::generic_category().message(reason));
        }
        names[watched].insert(file.filename().string());
    }
    return std::make_unique<InotifyWatcher>(std::move(events), std::move(stop), std::move(names), std::move(changed));
}

}  // namespace katern::platform
