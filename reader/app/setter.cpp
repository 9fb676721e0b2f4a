#include "app/setter.h"

#include <atomic>
#include <chrono>
#include <utility>

#include "app/reader.h"

namespace katern::app {
namespace {

// Someone who changes the type size often does it again at once, and a window that opens needs the processor.
constexpr std::chrono::milliseconds pause_before(120);
// Then the faces and shaped words of this thread are let go.
constexpr std::chrono::seconds idle(3);

struct Tools {
    typeset::Fonts fonts;
    typeset::Hyphenation hyphenation;
};

}  // namespace

struct Setter::Shared {
    std::atomic<std::uint64_t> newest{0};
};

Setter::Setter(std::shared_ptr<Inbox> inbox) : inbox_(std::move(inbox)), shared_(std::make_shared<Shared>()) {}

Setter::~Setter() {
    cancel();
    if (thread_.joinable()) {
        thread_.request_stop();
        thread_.join();
    }
}

void Setter::set(Order order, std::function<void(Layout)> then) {
    cancel();
    {
        const std::lock_guard lock(mutex_);
        order_ = std::move(order);
        then_ = std::move(then);
    }
    if (!thread_.joinable()) thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    ordered_.notify_one();
}

void Setter::cancel() {
    const std::lock_guard lock(mutex_);
    ++shared_->newest;
    order_.reset();
    under_way_.request_stop();
}

void Setter::run(const std::stop_token& stop) {
    std::unique_ptr<Tools> tools;
    while (!stop.stop_requested()) {
        Order order;
        std::function<void(Layout)> then;
        std::stop_token stopped;
        std::uint64_t number = 0;
        {
            std::unique_lock lock(mutex_);
            const auto has_order = [&] { return order_.has_value(); };
            if (!ordered_.wait_for(lock, stop, idle, has_order)) {
                tools.reset();
                ordered_.wait(lock, stop, has_order);
            }
            if (stop.stop_requested()) return;
            number = shared_->newest;
            if (ordered_.wait_for(lock, stop, pause_before, [&] { return shared_->newest != number; })) continue;
            if (!order_) continue;
            order = *std::exchange(order_, std::nullopt);
            then = std::exchange(then_, nullptr);
            under_way_ = std::stop_source();
            stopped = under_way_.get_token();
        }
        if (!tools) tools = std::make_unique<Tools>();
        Layout layout = typeset::set_chapter(tools->fonts, tools->hyphenation, order.chapter, order.book->language, order.style,
                                             [&](const document::Image& image) { return figure_facts(*order.pictures, image, order.language); }, {}, stopped);
        if (!layout) continue;
        inbox_->post([shared = shared_, number, layout = std::move(layout), then = std::move(then)] {
            if (shared->newest == number) then(layout);
        });
    }
}

}  // namespace katern::app
