// What the people of a network marked, seen together for the window. It is made of the notes that the window has, on a
// thread of its own: neither the page nor a save waits for it, and the store is not asked for what is here already.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "notes/store.h"
#include "share/together.h"

namespace katern::app {

class Reader;

struct NetworkSeen {
    std::vector<notes::Network> networks;
    std::string network;  // id
    std::shared_ptr<const share::Together> all;
    std::size_t veiled = 0;  // marks of others that *Eerst zelf* keeps out of it (peers.h)
};

class NetworkLook {
public:
    // Runs on that thread; what it gives runs on the window's.
    using Job = std::function<std::function<void()>(NetworkSeen)>;

    explicit NetworkLook(Reader& reader) : reader_(reader) {}

    // `wanted`: id; "": the first network in which somebody else marked something, else the first. `lifted`: the day
    // has come, nothing is veiled. While one look is at work only the last one that is asked for waits. While the notes
    // are still on their way it does nothing: they grow notes_revision when they are there.
    void look(const std::string& wanted, bool lifted, Job job);

    // Samen, over the page; and of another network (id), or anew.
    void open();
    void look_together(const std::string& network);

private:
    Reader& reader_;
    bool busy_ = false;
    std::function<void()> waiting_;
    std::jthread thread_;
};

}  // namespace katern::app
