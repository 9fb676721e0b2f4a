// Work beside the window of which only the last that was asked for is heard. What was asked for before is told to stop and
// ends unheard: nobody waits for its disk, however long that takes to answer.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <thread>

namespace katern::app {

class LatestJob {
public:
    using Task = std::function<void()>;
    // Has a task run on the window's thread; called from any.
    using Post = std::function<void(Task)>;
    // On a thread of its own. What is to be heard of it goes through `hear`, as long as nothing later was asked for.
    using Work = std::function<void(const std::stop_token& stop, const Post& hear)>;

    explicit LatestJob(Post post) : post_(std::move(post)) {}
    // Tells all of them to stop, and waits: what they use goes after this.
    ~LatestJob();
    LatestJob(const LatestJob&) = delete;
    LatestJob& operator=(const LatestJob&) = delete;

    void start(Work work);
    // It is told to stop, and still heard.
    void stop();
    // It is told to stop, and no longer heard.
    void forget();

private:
    Post post_;
    std::uint64_t heard_ = 0;
    std::map<std::uint64_t, std::jthread> jobs_;  // that have not ended
};

}  // namespace katern::app
