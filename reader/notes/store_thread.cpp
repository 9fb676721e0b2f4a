#include "notes/store_thread.h"

#include "notes/backups.h"
#include "notes/rescue.h"
#include "words/words.h"

namespace katern::notes {

StoreThread::StoreThread(StoreOptions options, std::function<void()> wake, std::function<void(const Rescue&)> on_rescue)
    : wake_(std::move(wake)), on_rescue_(std::move(on_rescue)), options_(std::move(options)), thread_([this] { run(); }) {}

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

bool StoreThread::is_wanted() {
    const std::lock_guard lock(mutex_);
    return closing_ || !tasks_.empty();
}

void StoreThread::look_at(const Error& failure) {
    damaged_ = damaged_ || is_damage(failure);
}

void StoreThread::reopen(Result<Store>& store, bool check_all) {
    // The old connection is closed first: it may hold what is to be set aside.
    store = fail(Word::error_no_store);
    StoreOptions options = options_;
    options.check_all = check_all;
    store = Store::open(std::move(options));
    if (store && store->rescued() && on_rescue_) on_rescue_(*store->rescued());
}

// The whole file is looked at, and then copied: a backup of a damaged one would take the place of a good one. A backup that
// fails keeps nobody from their notes, and is tried again at the next start. False: something else came first.
bool StoreThread::keep_house(Result<Store>& store) {
    const Result<bool> sound = store->is_sound([this] { return is_wanted(); });
    if (sound && !*sound) {
        reopen(store, true);
        if (wake_) wake_();
        return true;
    }
    if (is_wanted()) return false;  // not all of it may have been looked at
    (void)back_up_daily(*store, options_.now ? options_.now() : wall_clock().value_or(0));
    return true;
}

void StoreThread::run() {
    Result<Store> store = fail(Word::error_no_store);
    reopen(store, false);
    bool kept_house = false;
    std::unique_lock lock(mutex_);
    busy_ = false;
    changed_.notify_all();
    for (;;) {
        // What the window asks for comes first.
        if (tasks_.empty() && !closing_ && !kept_house && store) {
            lock.unlock();
            kept_house = keep_house(store);
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
        if (std::exchange(damaged_, false)) reopen(store, true);
        if (wake_) wake_();
        lock.lock();
        busy_ = false;
        changed_.notify_all();
    }
}

}  // namespace katern::notes
