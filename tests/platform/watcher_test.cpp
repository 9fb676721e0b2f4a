#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>

#include "platform/platform.h"

using namespace katern::platform;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("katern-watch-" + std::to_string(getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
};

void write(const fs::path& file, const std::string& words) {
    std::ofstream(file, std::ios::app) << words;
}

// Counts what the watcher tells.
class Told {
public:
    std::function<void()> callback() {
        return [this] {
            const std::lock_guard lock(mutex_);
            ++count_;
            changed_.notify_all();
        };
    }
    // True when there have been `count` calls within `limit`.
    bool reaches(int count, std::chrono::milliseconds limit) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, limit, [&] { return count_ >= count; });
    }
    int count() {
        const std::lock_guard lock(mutex_);
        return count_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int count_ = 0;
};

}  // namespace

TEST_CASE("what another window writes is told within a second") {
    const Folder folder;
    Told told;
    const auto watcher = Watcher::watch({folder.path / "katern.db-wal"}, told.callback());
    REQUIRE(watcher);
    write(folder.path / "katern.db-wal", "een");  // made
    REQUIRE(told.reaches(1, 1s));
    write(folder.path / "katern.db-wal", "twee");  // changed
    REQUIRE(told.reaches(2, 1s));
    fs::rename(folder.path / "katern.db-wal", folder.path / "weg");  // gone
    REQUIRE(told.reaches(3, 1s));
    fs::rename(folder.path / "weg", folder.path / "katern.db-wal");  // put in its place, as a careful program saves
    REQUIRE(told.reaches(4, 1s));
}

TEST_CASE("a change of another file in the same folder is nobody's business") {
    const Folder folder;
    Told told;
    const auto watcher = Watcher::watch({folder.path / "katern.db-wal"}, told.callback());
    REQUIRE(watcher);
    write(folder.path / "cache.db", "iets");
    CHECK_FALSE(told.reaches(1, 150ms));
}

TEST_CASE("of a folder that ends in a slash everything is told") {
    const Folder folder;
    Told told;
    write(folder.path / "anna.tmp", "x");
    const auto watcher = Watcher::watch({folder.path / ""}, told.callback());
    REQUIRE(watcher);
    fs::rename(folder.path / "anna.tmp", folder.path / "anna.annotations");
    REQUIRE(told.reaches(1, 1s));
    fs::remove(folder.path / "anna.annotations");
    CHECK(told.reaches(2, 1s));
}

TEST_CASE("nothing is told when nothing happens") {
    const Folder folder;
    Told told;
    const auto watcher = Watcher::watch({folder.path / "katern.db-wal"}, told.callback());
    REQUIRE(watcher);
    CHECK_FALSE(told.reaches(1, 150ms));
}

TEST_CASE("a hundred writes at once are told a few times, and the last is not lost") {
    const Folder folder;
    Told told;
    const auto watcher = Watcher::watch({folder.path / "katern.db-wal"}, told.callback());
    REQUIRE(watcher);
    for (int i = 0; i < 100; ++i) write(folder.path / "katern.db-wal", "x");
    REQUIRE(told.reaches(1, 1s));
    CHECK_FALSE(told.reaches(50, 200ms));
    const int before = told.count();
    write(folder.path / "katern.db-wal", "laatste");
    CHECK(told.reaches(before + 1, 1s));
}

TEST_CASE("files in two folders are watched together") {
    const Folder folder;
    fs::create_directories(folder.path / "een");
    fs::create_directories(folder.path / "twee");
    Told told;
    const auto watcher = Watcher::watch({folder.path / "een" / "a", folder.path / "twee" / "b"}, told.callback());
    REQUIRE(watcher);
    write(folder.path / "twee" / "b", "x");
    REQUIRE(told.reaches(1, 1s));
    const int before = told.count();
    write(folder.path / "een" / "a", "x");
    REQUIRE(told.reaches(before + 1, 1s));
}

TEST_CASE("a folder that is removed is a change of the files in it") {
    const Folder folder;
    fs::create_directories(folder.path / "boek");
    Told told;
    const auto watcher = Watcher::watch({folder.path / "boek" / "book.toml"}, told.callback());
    REQUIRE(watcher);
    fs::remove_all(folder.path / "boek");
    CHECK(told.reaches(1, 1s));
}

TEST_CASE("a folder that is not there can't be watched, and the sentence says so") {
    const Folder folder;
    const auto watcher = Watcher::watch({folder.path / "weg" / "katern.db-wal"}, [] {});
    REQUIRE_FALSE(watcher);
    CHECK(say(watcher.error(), katern::Language::nl) ==
          "Wat een ander venster in " + (folder.path / "weg" / "katern.db-wal").string() +
              " verandert, is nu niet meteen te zien: No such file or directory. Open het boek opnieuw om het te "
              "zien.");
}
