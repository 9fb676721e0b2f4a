// A thread that owns the one writing connection and answers in order, so that the window never waits for the disk.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "notes/store.h"

namespace katern::notes {

class StoreThread {
public:
    // Opens the store on its own thread. `wake` is called on that thread after each answer (and may be empty): it
    // should make the window look at what the answers left for it.
    // `on_rescue` is called there too, when the file was damaged: at opening, or later when an answer or a look at all of
    // it said so.
    StoreThread(StoreOptions options, std::function<void()> wake, std::function<void(const Rescue&)> on_rescue = {});
    // Finishes all that was posted.
    ~StoreThread();
    StoreThread(const StoreThread&) = delete;
    StoreThread& operator=(const StoreThread&) = delete;

    // `job`: Result<T>(Store&). `on_done`: void(Result<T>), called on the store's thread: it hands the answer over to
    // whoever asked. When the store could not be opened, every job is answered with the reason. Callable from any
    // thread.
    template <class Job, class Done>
    void post(Job job, Done on_done) {
        enqueue([this, job = std::move(job), on_done = std::move(on_done)](Result<Store>& store) mutable {
            using Answer = decltype(job(*store));
            Answer answer = store ? job(*store) : Answer(tl::unexpected<Error>(store.error()));
            if (!answer) look_at(answer.error());
            on_done(std::move(answer));
        });
    }

    // Waits until all that was posted before is answered. For closing and for tests; not from within an answer.
    void flush();

private:
    using Task = std::function<void(Result<Store>&)>;
    void enqueue(Task task);
    void run();
    [[nodiscard]] bool is_wanted();
    void look_at(const Error& failure);
    [[nodiscard]] bool keep_house(Result<Store>& store);
    void reopen(Result<Store>& store, bool check_all);

    std::function<void()> wake_;
    std::function<void(const Rescue&)> on_rescue_;
    StoreOptions options_;
    bool damaged_ = false;  // as an answer said; of its own thread
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Task> tasks_;
    bool busy_ = true;  // opening counts
    bool closing_ = false;
    std::thread thread_;  // last: starts when all the rest is there
};

}  // namespace katern::notes
