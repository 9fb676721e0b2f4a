// A session bus of the test's own with a portal on it that answers as it is told. Needs dbus-daemon.
#pragma once

#include <gio/gio.h>

#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace katern::test {

// Sets an environment variable (nullptr removes it) and puts the old value back at the end.
class Environment {
public:
    Environment(std::string name, const char* value);
    ~Environment();
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

private:
    std::string name_;
    std::string old_;
    bool was_set_;
};

class SessionBus {
public:
    SessionBus();
    ~SessionBus();
    SessionBus(const SessionBus&) = delete;
    SessionBus& operator=(const SessionBus&) = delete;
    [[nodiscard]] static bool possible();

private:
    GTestDBus* bus_;
};

class FakePortal {
public:
    struct Behaviour {
        guint32 chooser_version = 3;
        guint32 response = 0;           // 0 chosen, 1 cancelled, 2 closed
        std::string uri = {};           // what was chosen
        bool dies_with_dialog = false;  // leaves the bus instead of answering
        std::string settings = "{}";    // ReadAll's answer, as GVariant text of type a{sa{sv}}
    };
    explicit FakePortal(Behaviour behaviour);
    ~FakePortal();
    FakePortal(const FakePortal&) = delete;
    FakePortal& operator=(const FakePortal&) = delete;

    // "OpenFile ('', 'Boek openen', {…})", in the order in which they came.
    [[nodiscard]] std::vector<std::string> calls() const;

    // The person changes them while programs run: `settings` as in Behaviour.
    void change_settings(const std::string& settings);

private:
    void register_interfaces();
    static void on_call(GDBusConnection*, const char* sender, const char* path, const char* interface,
                        const char* method, GVariant* parameters, GDBusMethodInvocation* call, gpointer self);
    void answer_dialog(const char* sender, GVariant* parameters, GDBusMethodInvocation* call);

    Behaviour behaviour_;
    mutable std::mutex mutex_;
    std::vector<std::string> calls_;
    GMainContext* context_;
    GMainLoop* loop_;
    GDBusConnection* bus_ = nullptr;
    std::thread thread_;
};

}  // namespace katern::test
