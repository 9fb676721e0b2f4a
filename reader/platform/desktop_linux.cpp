#include "platform/desktop_linux.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace katern::platform {
namespace {

using Task = std::pair<std::function<void(Desktop::Worker&)>, Desktop::Worker*>;

// Empty when this session has no bus. GLib's own search would go on and start a bus by dbus-launch, which a reader that
// only asks for a dialog has no business doing.
std::string session_bus_address() {
    if (const char* address = std::getenv("DBUS_SESSION_BUS_ADDRESS"); address != nullptr) return address;
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    if (runtime == nullptr || *runtime == '\0') return {};
    const std::string socket = std::string(runtime) + "/bus";
    if (!g_file_test(socket.c_str(), G_FILE_TEST_EXISTS)) return {};
    const std::unique_ptr<char, Release<g_free>> escaped(g_dbus_address_escape_value(socket.c_str()));
    return std::string("unix:path=") + escaped.get();
}

void forget(const OpenDialog& dialog) {
    if (dialog.portal_watch != 0) g_bus_unwatch_name(dialog.portal_watch);
    if (dialog.response_subscription != 0)
        g_dbus_connection_signal_unsubscribe(dialog.bus.get(), dialog.response_subscription);
}

}  // namespace

Desktop::Worker::Worker()
    : context_(g_main_context_new()),
      loop_(g_main_loop_new(context_, FALSE)),
      ending_(g_cancellable_new()),
      thread_([this] { work(); }) {}

Desktop::Worker::~Worker() {
    g_cancellable_cancel(ending_);
    run([](Worker&) {});  // whatever runs now stops the loop
    thread_.join();
    g_object_unref(ending_);
    g_main_loop_unref(loop_);
    g_main_context_unref(context_);
}

void Desktop::Worker::run(std::function<void(Worker&)> task) {
    // A source of its own, since g_main_context_invoke would run the task here while the thread is not in its loop yet.
    GSource* source = g_idle_source_new();
    g_source_set_priority(source, G_PRIORITY_DEFAULT);
    g_source_set_callback(
        source,
        [](gpointer data) -> gboolean {
            auto& [todo, worker] = *static_cast<Task*>(data);
            if (g_cancellable_is_cancelled(worker->ending()))
                worker->stop();
            else
                todo(*worker);
            return G_SOURCE_REMOVE;
        },
        new Task(std::move(task), this), [](gpointer data) { delete static_cast<Task*>(data); });
    g_source_attach(source, context_);
    g_source_unref(source);
}

void Desktop::Worker::work() {
    g_main_context_push_thread_default(context_);
    g_main_loop_run(loop_);
    for (const OpenDialog& dialog : dialogs) forget(dialog);
    dialogs.clear();
    for (const guint subscription : subscriptions_) g_dbus_connection_signal_unsubscribe(bus_.get(), subscription);
    if (bus_) g_dbus_connection_close_sync(bus_.get(), nullptr, nullptr);
    // What was cancelled still reports to this context; nobody listens to it any more.
    while (g_main_context_iteration(context_, FALSE)) {
    }
    g_main_context_pop_thread_default(context_);
}

GDBusConnection* Desktop::Worker::bus() {
    if (bus_ && !g_dbus_connection_is_closed(bus_.get())) return bus_.get();
    bus_.reset();
    subscriptions_.clear();
    const std::string address = session_bus_address();
    if (address.empty()) return nullptr;
    // A connection of our own, not g_bus_get's: that one ends the process when the bus goes away.
    constexpr auto flags = static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                             G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION);
    bus_.reset(g_dbus_connection_new_for_address_sync(address.c_str(), flags, nullptr, ending_, nullptr));
    return bus_.get();
}

Variant Desktop::Worker::call_portal(const char* interface, const char* method, GVariant* arguments) {
    const Variant owned(g_variant_ref_sink(arguments));
    GDBusConnection* connection = bus();
    if (connection == nullptr) return {};
    return Variant(g_dbus_connection_call_sync(connection, portal_name, portal_path, interface, method, owned.get(),
                                               nullptr, G_DBUS_CALL_FLAGS_NONE, -1, ending_, nullptr));
}

void Desktop::Worker::end_dialog(OpenDialog& dialog, FileAnswer answer) {
    const auto own = std::ranges::find_if(dialogs, [&](const OpenDialog& other) { return &other == &dialog; });
    if (own == dialogs.end()) return;
    const auto answer_to = std::move(own->answer);
    forget(*own);
    dialogs.erase(own);
    if (!g_cancellable_is_cancelled(ending_)) answer_to(std::move(answer));
}

Desktop::Desktop() = default;
Desktop::~Desktop() = default;

Desktop::Worker& Desktop::worker() {
    if (!worker_) worker_ = std::make_unique<Worker>();
    return *worker_;
}

}  // namespace katern::platform
