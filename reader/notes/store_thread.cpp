#include "notes/store_thread.h"

#include "notes/backups.h"

namespace katern::notes {

StoreThread::StoreThread(StoreOptions options, std::function<void()> wake)
    : wake_(std::move(wake)), thread_([this, options = std::move(options)]() mutable { run(std::move(options)); }) {}

StoreThread::~StoreThread() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void StoreThread::enqueue(Task task) {
    {
        const std::lock_guard lock(mutex_);
        tasks_.push_back(std::move(task));
    }
    changed_.notify_all();
}

void StoreThread::flush() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return tasks_.empty() && !busy_; });
}

void StoreThread::run(StoreOptions options) {
    const std::function<Milliseconds()> clock = options.now;
    bool backed_up = false;
    Result<Store> store = Store::open(std::move(options));
    std::unique_lock lock(mutex_);
    busy_ = false;
    changed_.notify_all();
    for (;;) {
        // The backup of the day comes after what the window asks for first. One that fails keeps nobody from their
        // notes, and is tried again at the next start.
        if (tasks_.empty() && !closing_ && !backed_up && store) {
            backed_up = true;
            lock.unlock();
            (void)back_up_daily(*store, clock ? clock() : wall_clock().value_or(0));
            lock.lock();
            continue;
        }
        changed_.wait(lock, [this] { return closing_ || !tasks_.empty(); });
        if (tasks_.empty()) return;
        Task task = std::move(tasks_.front());
        tasks_.pop_front();
        busy_ = true;
        lock.unlock();
        task(store);
        task = nullptr;  // what it holds goes before anybody is told that it is done
        if (wake_) wake_();
        lock.lock();
        busy_ = false;
        changed_.notify_all();
    }
}

}  // namespace katern::notes
