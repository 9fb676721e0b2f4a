#include "app/setter.h"

#include <atomic>
#include <chrono>
#include <iterator>
#include <utility>

#include "app/reader.h"

namespace katern::app {
namespace {

// Someone who changes the type size often does it again at once, and a window that opens needs the processor.
constexpr std::chrono::milliseconds pause_before(120);
// Then the faces and shaped words of this thread are let go.
constexpr std::chrono::seconds idle(3);

// Of a longer chapter only the first pages are set ahead.
constexpr std::size_t most_set_ahead = 100'000;

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
    start();
}

void Setter::set_ahead(std::vector<Order> orders, std::function<void(Layout)> then) {
    if (orders.empty()) return;
    {
        const std::lock_guard lock(mutex_);
        ahead_.assign(std::make_move_iterator(orders.begin()), std::make_move_iterator(orders.end()));
        then_ahead_ = std::move(then);
    }
    start();
}

void Setter::start() {
    if (!thread_.joinable()) thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    ordered_.notify_one();
}

// With the lock held.
std::optional<Setter::Order> Setter::take_order(std::function<void(Layout)>& then) {
    if (order_) {
        then = std::exchange(then_, nullptr);
        return std::exchange(order_, std::nullopt);
    }
    if (ahead_.empty()) return std::nullopt;
    then = then_ahead_;
    Order order = std::move(ahead_.front());
    ahead_.pop_front();
    return order;
}

void Setter::cancel() {
    const std::lock_guard lock(mutex_);
    ++shared_->newest;
    order_.reset();
    ahead_.clear();
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
            const auto has_order = [&] { return order_.has_value() || !ahead_.empty(); };
            if (!ordered_.wait_for(lock, stop, idle, has_order)) {
                tools.reset();
                platform::give_memory_back();
                ordered_.wait(lock, stop, has_order);
            }
            if (stop.stop_requested()) return;
            number = shared_->newest;
            if (ordered_.wait_for(lock, stop, pause_before, [&] { return shared_->newest != number; })) continue;
            std::optional<Order> taken = take_order(then);
            if (!taken) continue;
            order = *std::move(taken);
            under_way_ = std::stop_source();
            stopped = under_way_.get_token();
        }
        std::optional<typeset::Portion> portion;
        if (!order.chapter) {
            order.chapter = order.book->chapter(order.index).value_or(nullptr);
            if (!order.chapter) continue;
            if (order.chapter->text.size() > most_set_ahead) {
                if (!order.from_start) continue;
                portion = {0, 0, *order.from_start};
            }
        }
        if (!tools) tools = std::make_unique<Tools>();
        Layout layout = typeset::set_chapter(tools->fonts, tools->hyphenation, order.chapter, order.book->language, order.style,
                                             [&](const document::Image& image) { return figure_facts(*order.pictures, image, order.language); }, portion, stopped);
        if (!layout) continue;
        inbox_->post([shared = shared_, number, layout = std::move(layout), then = std::move(then)] {
            if (shared->newest == number) then(layout);
        });
    }
}

}  // namespace katern::app
