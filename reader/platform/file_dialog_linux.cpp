// Dialogs by org.freedesktop.portal.FileChooser (flatpak.github.io/xdg-desktop-portal). A call gives the path of a
// Request object at once; the person's choice comes later as its Response signal, or never when the portal dies.
#include <unistd.h>

#include <string>
#include <utility>

#include "platform/desktop_linux.h"

namespace katern::platform {
namespace {

constexpr char chooser[] = "org.freedesktop.portal.FileChooser";
constexpr guint32 version_with_folders = 3;

// A path as the portal wants it: bytes that end in NUL.
GVariant* path_bytes(const std::filesystem::path& path) {
    return g_variant_new_bytestring(path.c_str());
}

GVariant* filter_list(const std::vector<FileRequest::Filter>& filters) {
    GVariantBuilder list;
    g_variant_builder_init(&list, G_VARIANT_TYPE("a(sa(us))"));
    for (const FileRequest::Filter& filter : filters) {
        g_variant_builder_open(&list, G_VARIANT_TYPE("(sa(us))"));
        g_variant_builder_add(&list, "s", filter.name.c_str());
        g_variant_builder_open(&list, G_VARIANT_TYPE("a(us)"));
        constexpr guint32 by_glob = 0;
        for (const std::string& glob : filter.globs) g_variant_builder_add(&list, "(us)", by_glob, glob.c_str());
        g_variant_builder_close(&list);
        g_variant_builder_close(&list);
    }
    return g_variant_builder_end(&list);
}

GVariant* call_arguments(const FileRequest& request, const std::string& token) {
    GVariantBuilder options;
    g_variant_builder_init(&options, G_VARIANT_TYPE_VARDICT);
    const auto add = [&options](const char* name, GVariant* value) {
        g_variant_builder_add(&options, "{sv}", name, value);
    };
    add("handle_token", g_variant_new_string(token.c_str()));
    add("modal", g_variant_new_boolean(TRUE));
    if (!request.accept_label.empty()) add("accept_label", g_variant_new_string(request.accept_label.c_str()));
    if (request.kind == FileRequest::Kind::open_folder) add("directory", g_variant_new_boolean(TRUE));
    if (!request.suggested_name.empty()) add("current_name", g_variant_new_string(request.suggested_name.c_str()));
    if (!request.folder.empty()) add("current_folder", path_bytes(request.folder));
    if (!request.filters.empty()) add("filters", filter_list(request.filters));
    return g_variant_new("(ssa{sv})", request.parent_window.c_str(), request.title.c_str(), &options);
}

// Older portals ignore the option `directory` and would offer files instead.
bool offers_folders(Desktop::Worker& worker) {
    const Variant reply =
        worker.call_portal("org.freedesktop.DBus.Properties", "Get", g_variant_new("(ss)", chooser, "version"));
    if (!reply) return false;
    GVariant* inner = nullptr;
    g_variant_get(reply.get(), "(v)", &inner);
    const Variant version(inner);
    return g_variant_is_of_type(version.get(), G_VARIANT_TYPE_UINT32) &&
           g_variant_get_uint32(version.get()) >= version_with_folders;
}

// Where the Request object of a call with this token will be, so that its signal can be awaited before the call is
// made.
std::string request_path(GDBusConnection* bus, const std::string& token) {
    std::string sender(g_dbus_connection_get_unique_name(bus) + 1);  // ":1.42" without its colon
    for (char& c : sender)
        if (c == '.') c = '_';
    return std::string(portal_path) + "/request/" + sender + "/" + token;
}

FileAnswer read_response(GVariant* parameters) {
    // 1 is Cancel; 2 is "ended in another way", which is how GTK's portal reports a dialog that was closed.
    if (!g_variant_is_of_type(parameters, G_VARIANT_TYPE("(ua{sv})"))) return {};
    guint32 response = 0;
    GVariant* dictionary = nullptr;
    g_variant_get(parameters, "(u@a{sv})", &response, &dictionary);
    const Variant results(dictionary);
    if (response != 0) return {FileAnswer::Outcome::cancelled, {}};
    const Variant uris(g_variant_lookup_value(results.get(), "uris", G_VARIANT_TYPE_STRING_ARRAY));
    if (!uris || g_variant_n_children(uris.get()) == 0) return {};
    const Variant first(g_variant_get_child_value(uris.get(), 0));
    const std::unique_ptr<char, Release<g_free>> path(
        g_filename_from_uri(g_variant_get_string(first.get(), nullptr), nullptr, nullptr));
    if (!path) return {};  // not a file of this system, such as smb://
    return {FileAnswer::Outcome::chosen, path.get()};
}

struct Listener {
    Desktop::Worker& worker;
    OpenDialog& dialog;
};

// From any sender, since the portal has no owner on the bus before the call starts it; the path is ours alone.
void listen_for_response(Desktop::Worker& worker, OpenDialog& dialog) {
    dialog.response_subscription = g_dbus_connection_signal_subscribe(
        dialog.bus.get(), nullptr, "org.freedesktop.portal.Request", "Response", dialog.request_path.c_str(), nullptr,
        G_DBUS_SIGNAL_FLAGS_NONE,
        [](GDBusConnection*, const char*, const char*, const char*, const char*, GVariant* parameters, gpointer data) {
            const auto& [owner, open] = *static_cast<Listener*>(data);
            owner.end_dialog(open, read_response(parameters));
        },
        new Listener{worker, dialog}, [](gpointer data) { delete static_cast<Listener*>(data); });
}

void watch_portal(Desktop::Worker& worker, OpenDialog& dialog) {
    dialog.portal_watch = g_bus_watch_name_on_connection(
        dialog.bus.get(), portal_name, G_BUS_NAME_WATCHER_FLAGS_NONE, nullptr,
        [](GDBusConnection*, const char*, gpointer data) {
            const auto& [owner, open] = *static_cast<Listener*>(data);
            owner.end_dialog(open, {});
        },
        new Listener{worker, dialog}, [](gpointer data) { delete static_cast<Listener*>(data); });
}

void show_dialog(Desktop::Worker& worker, const FileRequest& request, std::function<void(FileAnswer)> answer) {
    if (request.kind == FileRequest::Kind::open_folder && !offers_folders(worker)) return answer({});
    GDBusConnection* bus = worker.bus();
    if (bus == nullptr) return answer({});
    const std::unique_ptr<char, Release<g_free>> random(g_uuid_string_random());
    std::string token = std::string("katern_") + random.get();
    for (char& c : token)
        if (c == '-') c = '_';
    OpenDialog& dialog = worker.dialogs.emplace_back();
    dialog.answer = std::move(answer);
    dialog.bus.reset(g_object_ref(bus));
    dialog.request_path = request_path(bus, token);
    listen_for_response(worker, dialog);
    const bool saves = request.kind == FileRequest::Kind::save_file;
    if (!worker.call_portal(chooser, saves ? "SaveFile" : "OpenFile", call_arguments(request, token)))
        return worker.end_dialog(dialog, {});
    watch_portal(worker, dialog);
}

}  // namespace

void Desktop::choose_file(FileRequest request, std::function<void(FileAnswer)> answer) {
    worker().run([request = std::move(request), answer = std::move(answer)](Worker& worker) {
        show_dialog(worker, request, answer);
    });
}

}  // namespace katern::platform
