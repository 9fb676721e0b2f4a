#include "app/latest_job.h"

#include <utility>

namespace katern::app {

LatestJob::~LatestJob() {
    for (auto& [number, thread] : jobs_) thread.request_stop();
}

void LatestJob::start(Work work) {
    forget();
    const std::uint64_t number = heard_;
    jobs_[number] = std::jthread([this, number, work = std::move(work)](const std::stop_token& stop) mutable {
        work(stop, [this, number](Task task) {
            post_([this, number, task = std::move(task)] {
                if (number == heard_) task();
            });
        });
        work = {};
        // Its thread has nothing left to do, not even to let go of something large: this waits for nothing.
        post_([this, number] { jobs_.erase(number); });
    });
}

void LatestJob::stop() {
    if (const auto job = jobs_.find(heard_); job != jobs_.end()) job->second.request_stop();
}

void LatestJob::forget() {
    stop();
    ++heard_;
}

}  // namespace katern::app
