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
    StoreThread(StoreOptions options, std::function<void()> wake);
    // Finishes all that was posted.
    ~StoreThread();
    StoreThread(const StoreThread&) = delete;
    StoreThread& operator=(const StoreThread&) = delete;

    // `job`: Result<T>(Store&). `on_done`: void(Result<T>), called on the store's thread: it hands the answer over to
    // whoever asked. When the store could not be opened, every job is answered with the reason. Callable from any
    // thread.
    template <class Job, class Done>
    void post(Job job, Done on_done) {
        enqueue([job = std::move(job), on_done = std::move(on_done)](Result<Store>& store) mutable {
            using Answer = decltype(job(*store));
            on_done(store ? job(*store) : Answer(tl::unexpected<Error>(store.error())));
        });
    }

    // Waits until all that was posted before is answered. For closing and for tests; not from within an answer.
    void flush();

private:
    using Task = std::function<void(Result<Store>&)>;
    void enqueue(Task task);
    void run(StoreOptions options);

    std::function<void()> wake_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Task> tasks_;
    bool busy_ = true;  // opening counts
    bool closing_ = false;
    std::thread thread_;  // last: starts when all the rest is there
};

}  // namespace katern::notes
