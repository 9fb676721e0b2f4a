#include <array>
#include <utility>

#include "platform/desktop_linux.h"

namespace katern::platform {
namespace {

constexpr char appearance[] = "org.freedesktop.appearance";
constexpr char gnome[] = "org.gnome.desktop.interface";

// One value of what ReadAll gave (a{sa{sv}}); null when it is not there or of another type.
Variant find_setting(GVariant* all, const char* group, const char* key, const GVariantType* type) {
    const Variant settings(g_variant_lookup_value(all, group, G_VARIANT_TYPE_VARDICT));
    return settings ? Variant(g_variant_lookup_value(settings.get(), key, type)) : Variant();
}

Preferences ask_portal(Desktop::Worker& worker) {
    const std::array<const char*, 3> groups{appearance, gnome, nullptr};
    const Variant reply =
        worker.call_portal("org.freedesktop.portal.Settings", "ReadAll", g_variant_new("(^as)", groups.data()));
    if (!reply || !g_variant_is_of_type(reply.get(), G_VARIANT_TYPE("(a{sa{sv}})"))) return {};
    const Variant all(g_variant_get_child_value(reply.get(), 0));

    Preferences preferences;
    if (const Variant scheme = find_setting(all.get(), appearance, "color-scheme", G_VARIANT_TYPE_UINT32)) {
        const guint32 value = g_variant_get_uint32(scheme.get());
        if (value == 1) preferences.theme = Preferences::Theme::dark;
        if (value == 2) preferences.theme = Preferences::Theme::light;
    }
    // The portal's own key is of 2025; before it GNOME's setting was what programs asked for.
    const Variant reduced = find_setting(all.get(), appearance, "reduced-motion", G_VARIANT_TYPE_UINT32);
    const Variant animations = find_setting(all.get(), gnome, "enable-animations", G_VARIANT_TYPE_BOOLEAN);
    preferences.reduced_motion = (reduced && g_variant_get_uint32(reduced.get()) == 1) ||
                                 (animations && !g_variant_get_boolean(animations.get()));
    return preferences;
}

struct Changes {
    Desktop::Worker& worker;
    std::function<void(Preferences)> changed;
};

// The signal says which setting changed; all are asked again, since each reading needs more than one of them.
void listen_for_changes(Desktop::Worker& worker, std::function<void(Preferences)> changed) {
    GDBusConnection* bus = worker.bus();
    if (bus == nullptr) return;
    worker.keep(g_dbus_connection_signal_subscribe(
        bus, nullptr, "org.freedesktop.portal.Settings", "SettingChanged", portal_path, nullptr,
        G_DBUS_SIGNAL_FLAGS_NONE,
        [](GDBusConnection*, const char*, const char*, const char*, const char*, GVariant*, gpointer data) {
            const auto& [owner, told] = *static_cast<Changes*>(data);
            if (!g_cancellable_is_cancelled(owner.ending())) told(ask_portal(owner));
        },
        new Changes{worker, std::move(changed)}, [](gpointer data) { delete static_cast<Changes*>(data); }));
}

}  // namespace

void Desktop::watch_preferences(std::function<void(Preferences)> changed) {
    worker().run([changed = std::move(changed)](Worker& worker) {
        listen_for_changes(worker, changed);
        changed(ask_portal(worker));
    });
}

void Desktop::read_preferences(std::function<void(Preferences)> answer) {
    worker().run([answer = std::move(answer)](Worker& worker) { answer(ask_portal(worker)); });
}

}  // namespace katern::platform
