// Work of which only the last is heard, with a disk that does not answer.
#include "app/latest_job.h"

#include <catch2/catch.hpp>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

using namespace katern;

namespace {

// The window's thread: tasks of others run when it says so.
class Tasks {
public:
    void post(std::function<void()> task) {
        const std::lock_guard lock(mutex_);
        tasks_.push_back(std::move(task));
        came_.notify_all();
    }
    void run_one() {
        std::function<void()> task;
        {
            std::unique_lock lock(mutex_);
            REQUIRE(came_.wait_for(lock, std::chrono::seconds(20), [&] { return !tasks_.empty(); }));
            task = std::move(tasks_.front());
            tasks_.pop_front();
        }
        task();
    }

private:
    std::mutex mutex_;
    std::condition_variable came_;
    std::deque<std::function<void()>> tasks_;
};

// Answers when it is let.
class Disk {
public:
    void read() {
        std::unique_lock lock(mutex_);
        came_.wait(lock, [&] { return there_; });
    }
    void answer() {
        const std::lock_guard lock(mutex_);
        there_ = true;
        came_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable came_;
    bool there_ = false;
};

}  // namespace

TEST_CASE("what was asked for before ends unheard, and what is asked for now does not wait for it") {
    Tasks tasks;
    Disk dead;
    std::vector<std::string> heard;
    std::atomic<bool> was_stopped = false;
    app::LatestJob job([&](app::LatestJob::Task task) { tasks.post(std::move(task)); });
    job.start([&](const std::stop_token& stop, const app::LatestJob::Post& hear) {
        dead.read();
        was_stopped = stop.stop_requested();
        hear([&] { heard.emplace_back("the first"); });
    });
    job.start([&](const std::stop_token&, const app::LatestJob::Post& hear) { hear([&] { heard.emplace_back("the second"); }); });
    tasks.run_one();  // while the first still waits for its disk
    CHECK(heard == std::vector<std::string>{"the second"});
    tasks.run_one();  // the second has ended
    dead.answer();
    tasks.run_one();
    tasks.run_one();
    CHECK(heard.size() == 1);
    CHECK(was_stopped);
}

TEST_CASE("what is stopped is heard, what is let go of is not") {
    for (const bool forgotten : {false, true}) {
        Tasks tasks;
        Disk disk;
        int heard = 0;
        app::LatestJob job([&](app::LatestJob::Task task) { tasks.post(std::move(task)); });
        job.start([&](const std::stop_token& stop, const app::LatestJob::Post& hear) {
            disk.read();
            hear([&, stopped = stop.stop_requested()] { heard += stopped ? 1 : 10; });
        });
        if (forgotten)
            job.forget();
        else
            job.stop();
        disk.answer();
        tasks.run_one();
        tasks.run_one();
        CHECK(heard == (forgotten ? 0 : 1));
    }
}
