// Functions of the libraries that draw figures, write PDF and speak to the desktop, fetched when one of them is called for the first time:
// most starts show a page without any, and librsvg, GIO and what they bring along would take half of what starting costs more than a bare
// window.
//
// A Late function is declared in the caller's namespace under the library's own name, so that callers there are written as ever. One that
// was forgotten does not link.
#pragma once

#include <atomic>

namespace katern {

// Null when its library is not on this system, or lacks it. Any thread.
[[nodiscard]] void* late_function(const char* name);

// Where the function can't be had its answer is nothing, as of a figure that is broken.
template <class F>
class LateAddress {
public:
    explicit constexpr LateAddress(const char* name) : name_(name) {}

protected:
    [[nodiscard]] F* find() {
        F* known = found_.load(std::memory_order_relaxed);
        if (known == nullptr) {
            known = reinterpret_cast<F*>(late_function(name_));
            found_.store(known, std::memory_order_relaxed);
        }
        return known;
    }

private:
    const char* name_;
    std::atomic<F*> found_{nullptr};
};

template <class F>
class Late;

template <class R, class... A>
class Late<R(A...)> : LateAddress<R(A...)> {
public:
    using LateAddress<R(A...)>::LateAddress;
    R operator()(A... given) {
        auto* const function = this->find();
        return function == nullptr ? R() : function(given...);
    }
};

// With any more that the library takes.
template <class R, class... A>
class Late<R(A..., ...)> : LateAddress<R(A..., ...)> {
public:
    using LateAddress<R(A..., ...)>::LateAddress;
    template <class... More>
    R operator()(A... given, More... more) {
        auto* const function = this->find();
        return function == nullptr ? R() : function(given..., more...);
    }
};

}  // namespace katern

#define KATERN_LATE(function) inline constinit katern::Late<decltype(::function)> function{#function};
