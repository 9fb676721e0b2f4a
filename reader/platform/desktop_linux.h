// The desktop's thread on Linux: one connection to the session bus, and what dialogs, links and settings share of it.
// Private to platform/.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "platform/late_gio.h"
#include "platform/platform.h"

namespace katern::platform {

inline constexpr char portal_name[] = "org.freedesktop.portal.Desktop";
inline constexpr char portal_path[] = "/org/freedesktop/portal/desktop";

template <auto& release>
struct Release {
    template <class T>
    void operator()(T* held) const {
        release(held);
    }
};
using Variant = std::unique_ptr<GVariant, Release<g_variant_unref>>;
using Connection = std::unique_ptr<GDBusConnection, Release<g_object_unref>>;

// A dialog that the portal has on the screen.
struct OpenDialog {
    std::function<void(FileAnswer)> answer;
    std::string request_path;
    Connection bus;  // the one that it was asked on; the worker may have made another since
    guint response_subscription = 0;
    guint portal_watch = 0;
};

// All members but the constructor, the destructor and `run` belong to the worker's thread, which may wait for the bus.
class Desktop::Worker {
public:
    Worker();
    ~Worker();

    // Runs `task` on the thread, after those before it; not any more once the worker is ending.
    void run(std::function<void(Worker&)> task);

    // Calls the portal; null when there is no session bus, no portal, or no such method. `arguments` may be floating.
    [[nodiscard]] Variant call_portal(const char* interface, const char* method, GVariant* arguments);

    // The connection, made at the first use; null when there is no session bus.
    [[nodiscard]] GDBusConnection* bus();
    // Cancelled when the worker ends.
    [[nodiscard]] GCancellable* ending() { return ending_; }
    void stop() { g_main_loop_quit(loop_); }
    // A subscription on the present connection, let go of when the worker ends.
    void keep(guint subscription) { subscriptions_.push_back(subscription); }

    std::list<OpenDialog> dialogs;
    // Gives the answer, unless the worker is ending, and forgets the dialog.
    void end_dialog(OpenDialog& dialog, FileAnswer answer);

private:
    void work();

    GMainContext* context_;
    GMainLoop* loop_;
    GCancellable* ending_;
    Connection bus_;
    std::vector<guint> subscriptions_;  // of bus_
    std::thread thread_;  // last, since it uses all of the above
};

}  // namespace katern::platform
