// GIO's functions that platform/ calls, and GObject's; see late.h. GLib's own are there from the start: HarfBuzz stands on it. Inside
// platform/ only.
#pragma once

#include <gio/gio.h>

#include "late/late.h"

namespace katern::platform {

KATERN_LATE(g_bus_unwatch_name)
KATERN_LATE(g_bus_watch_name_on_connection)
KATERN_LATE(g_cancellable_cancel)
KATERN_LATE(g_cancellable_is_cancelled)
KATERN_LATE(g_cancellable_new)
KATERN_LATE(g_dbus_address_escape_value)
KATERN_LATE(g_dbus_connection_call_sync)
KATERN_LATE(g_dbus_connection_close_sync)
KATERN_LATE(g_dbus_connection_get_unique_name)
KATERN_LATE(g_dbus_connection_is_closed)
KATERN_LATE(g_dbus_connection_new_for_address_sync)
KATERN_LATE(g_dbus_connection_signal_subscribe)
KATERN_LATE(g_dbus_connection_signal_unsubscribe)
KATERN_LATE(g_io_error_quark)
KATERN_LATE(g_object_ref)
KATERN_LATE(g_object_unref)
KATERN_LATE(g_subprocess_newv)
KATERN_LATE(g_subprocess_wait_check_async)
KATERN_LATE(g_subprocess_wait_check_finish)

}  // namespace katern::platform
