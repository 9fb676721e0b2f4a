// A reader without a window, turned until something is so.
#pragma once

#include <chrono>
#include <thread>

#include "app/reader.h"

namespace katern::test {

template <class Condition>
bool within(std::chrono::seconds patience, app::Reader& reader, Condition condition) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < end) {
        reader.tick();
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
}

}  // namespace katern::test
