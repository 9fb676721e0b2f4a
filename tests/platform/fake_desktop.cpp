#include "platform/fake_desktop.h"

#include <cstdlib>
#include <future>
#include <stdexcept>
#include <utility>

namespace katern::test {
namespace {

constexpr char interfaces[] = R"(
<node>
  <interface name="org.freedesktop.portal.FileChooser">
    <method name="OpenFile">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="o" direction="out"/>
    </method>
    <method name="SaveFile">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="o" direction="out"/>
    </method>
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="org.freedesktop.portal.OpenURI">
    <method name="OpenURI">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="o" direction="out"/>
    </method>
  </interface>
  <interface name="org.freedesktop.portal.Settings">
    <method name="ReadAll"><arg type="as" direction="in"/><arg type="a{sa{sv}}" direction="out"/></method>
  </interface>
</node>)";

std::string print(GVariant* value) {
    char* text = g_variant_print(value, FALSE);
    std::string out(text);
    g_free(text);
    return out;
}

}  // namespace

Environment::Environment(std::string name, const char* value) : name_(std::move(name)) {
    const char* old = std::getenv(name_.c_str());
    was_set_ = old != nullptr;
    if (was_set_) old_ = old;
    if (value != nullptr)
        setenv(name_.c_str(), value, 1);
    else
        unsetenv(name_.c_str());
}

Environment::~Environment() {
    if (was_set_)
        setenv(name_.c_str(), old_.c_str(), 1);
    else
        unsetenv(name_.c_str());
}

SessionBus::SessionBus() : bus_(g_test_dbus_new(G_TEST_DBUS_NONE)) {
    g_test_dbus_up(bus_);
}

SessionBus::~SessionBus() {
    g_test_dbus_stop(bus_);
    g_object_unref(bus_);
    g_test_dbus_unset();
}

bool SessionBus::possible() {
    char* daemon = g_find_program_in_path("dbus-daemon");
    g_free(daemon);
    return daemon != nullptr;
}

FakePortal::FakePortal(Behaviour behaviour)
    : behaviour_(std::move(behaviour)), context_(g_main_context_new()), loop_(g_main_loop_new(context_, FALSE)) {
    std::promise<void> ready;
    thread_ = std::thread([this, &ready] {
        g_main_context_push_thread_default(context_);
        register_interfaces();
        ready.set_value();
        g_main_loop_run(loop_);
        g_dbus_connection_close_sync(bus_, nullptr, nullptr);
        g_object_unref(bus_);
        g_main_context_pop_thread_default(context_);
    });
    ready.get_future().wait();
}

FakePortal::~FakePortal() {
    g_main_loop_quit(loop_);
    thread_.join();
    g_main_loop_unref(loop_);
    g_main_context_unref(context_);
}

std::vector<std::string> FakePortal::calls() const {
    const std::lock_guard lock(mutex_);
    return calls_;
}

void FakePortal::register_interfaces() {
    bus_ = g_dbus_connection_new_for_address_sync(
        std::getenv("DBUS_SESSION_BUS_ADDRESS"),
        static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                          G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION),
        nullptr, nullptr, nullptr);
    static constexpr auto get_version = [](GDBusConnection*, const char*, const char*, const char*, const char*,
                                           GError**, gpointer self) {
        return g_variant_new_uint32(static_cast<FakePortal*>(self)->behaviour_.chooser_version);
    };
    static constexpr GDBusInterfaceVTable table{on_call, get_version, nullptr, {}};
    GDBusNodeInfo* node = g_dbus_node_info_new_for_xml(interfaces, nullptr);
    for (GDBusInterfaceInfo** interface = node->interfaces; *interface != nullptr; ++interface)
        g_dbus_connection_register_object(bus_, "/org/freedesktop/portal/desktop", *interface, &table, this, nullptr,
                                          nullptr);
    g_dbus_node_info_unref(node);
    GVariant* owned =
        g_dbus_connection_call_sync(bus_, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                    "RequestName", g_variant_new("(su)", "org.freedesktop.portal.Desktop", guint32{0}),
                                    nullptr, G_DBUS_CALL_FLAGS_NONE, -1, nullptr, nullptr);
    if (owned == nullptr) throw std::runtime_error("the fake portal got no name on the bus");
    g_variant_unref(owned);
}

void FakePortal::on_call(GDBusConnection*, const char* sender, const char*, const char*, const char* method,
                         GVariant* parameters, GDBusMethodInvocation* call, gpointer data) {
    auto& self = *static_cast<FakePortal*>(data);
    {
        const std::lock_guard lock(self.mutex_);
        self.calls_.push_back(std::string(method) + " " + print(parameters));
    }
    const std::string name(method);
    if (name == "ReadAll") {
        const std::lock_guard lock(self.mutex_);
        GVariant* settings =
            g_variant_parse(G_VARIANT_TYPE("a{sa{sv}}"), self.behaviour_.settings.c_str(), nullptr, nullptr, nullptr);
        g_dbus_method_invocation_return_value(call, g_variant_new("(@a{sa{sv}})", settings));
        g_variant_unref(settings);
    } else if (name == "OpenURI") {
        g_dbus_method_invocation_return_value(call, g_variant_new("(o)", "/org/freedesktop/portal/desktop/request/1"));
    } else {
        self.answer_dialog(sender, parameters, call);
    }
}

void FakePortal::change_settings(const std::string& settings) {
    {
        const std::lock_guard lock(mutex_);
        behaviour_.settings = settings;
    }
    g_dbus_connection_emit_signal(bus_, nullptr, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings",
                                  "SettingChanged",
                                  g_variant_new("(ssv)", "org.freedesktop.appearance", "color-scheme",
                                                g_variant_new_uint32(1)),
                                  nullptr);
}

void FakePortal::answer_dialog(const char* sender, GVariant* parameters, GDBusMethodInvocation* call) {
    GVariant* options = g_variant_get_child_value(parameters, 2);
    const char* token = "";
    g_variant_lookup(options, "handle_token", "&s", &token);
    std::string caller(sender + 1);
    for (char& c : caller)
        if (c == '.') c = '_';
    const std::string request = "/org/freedesktop/portal/desktop/request/" + caller + "/" + token;
    g_variant_unref(options);

    g_dbus_method_invocation_return_value(call, g_variant_new("(o)", request.c_str()));
    g_dbus_connection_flush_sync(bus_, nullptr, nullptr);
    if (behaviour_.dies_with_dialog) return g_main_loop_quit(loop_);

    GVariantBuilder results;
    g_variant_builder_init(&results, G_VARIANT_TYPE_VARDICT);
    if (!behaviour_.uri.empty()) {
        const char* uris[] = {behaviour_.uri.c_str(), nullptr};
        g_variant_builder_add(&results, "{sv}", "uris", g_variant_new_strv(uris, -1));
    }
    g_dbus_connection_emit_signal(bus_, nullptr, request.c_str(), "org.freedesktop.portal.Request", "Response",
                                  g_variant_new("(ua{sv})", behaviour_.response, &results), nullptr);
}

}  // namespace katern::test
