// Sets whole chapters on a thread of its own, with faces of its own, while the window shows a part.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "document/document.h"
#include "draw/draw.h"
#include "typeset/typeset.h"

namespace katern::app {

class Inbox;

class Setter {
public:
    using Layout = std::shared_ptr<const typeset::ChapterLayout>;
    struct Order {
        std::shared_ptr<const document::Book> book;
        std::shared_ptr<const document::Chapter> chapter;
        std::shared_ptr<draw::Pictures> pictures;  // how large they are
        typeset::Style style;
        Language language = Language::nl;  // of what is said in place of a figure
    };

    explicit Setter(std::shared_ptr<Inbox> inbox);
    ~Setter();
    Setter(const Setter&) = delete;
    Setter& operator=(const Setter&) = delete;

    // Only the newest order counts: one that is under way is stopped, and what it made is dropped. `then` runs on the
    // window's thread.
    void set(Order order, std::function<void(Layout)> then);
    void cancel();

private:
    struct Shared;  // what a late answer may still look at when the setter is gone
    void run(const std::stop_token& stop);

    std::shared_ptr<Inbox> inbox_;
    std::shared_ptr<Shared> shared_;
    std::mutex mutex_;
    std::condition_variable_any ordered_;
    std::optional<Order> order_;
    std::function<void(Layout)> then_;
    std::stop_source under_way_;
    std::jthread thread_;  // started by the first order
};

}  // namespace katern::app
