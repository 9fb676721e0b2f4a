#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "platform/desktop_linux.h"
#include "words/words.h"

namespace katern::platform {
namespace {

bool may_open(std::string_view url) {
    const auto starts_with = [url](std::string_view scheme) {
        return url.size() > scheme.size() && g_ascii_strncasecmp(url.data(), scheme.data(), scheme.size()) == 0;
    };
    const bool plain = std::ranges::none_of(url, [](char c) { return g_ascii_iscntrl(c) || c == ' '; });
    return plain && std::ranges::any_of(std::array{"http://", "https://", "mailto:"}, starts_with);
}

// xdg-open, without a shell between. `failed` is called when it can't be started or ends with an error; a file manager
// may keep it running as long as its window is open.
void xdg_open(Desktop::Worker& worker, const std::string& what, std::function<void()> failed) {
    const std::array<const char*, 3> words{"xdg-open", what.c_str(), nullptr};
    GSubprocess* process = g_subprocess_newv(
        words.data(),
        static_cast<GSubprocessFlags>(G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE), nullptr);
    if (process == nullptr) return failed();
    g_subprocess_wait_check_async(
        process, worker.ending(),
        [](GObject* ended, GAsyncResult* result, gpointer data) {
            const std::unique_ptr<std::function<void()>> complain(static_cast<std::function<void()>*>(data));
            g_autoptr(GError) error = nullptr;
            const bool good = g_subprocess_wait_check_finish(reinterpret_cast<GSubprocess*>(ended), result, &error);
            if (!good && !g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) (*complain)();
        },
        new std::function<void()>(std::move(failed)));
    g_object_unref(process);
}

}  // namespace

void Desktop::open_link(std::string url, std::function<void(Error)> failed) {
    worker().run([url = std::move(url), failed = std::move(failed)](Worker& worker) {
        if (!may_open(url)) return failed(Error{Word::error_link_kind, {url}});
        GVariantBuilder no_options;
        g_variant_builder_init(&no_options, G_VARIANT_TYPE_VARDICT);
        if (worker.call_portal("org.freedesktop.portal.OpenURI", "OpenURI",
                               g_variant_new("(ssa{sv})", "", url.c_str(), &no_options)))
            return;
        xdg_open(worker, url, [failed, url] { failed(Error{Word::error_link_unopened, {url}}); });
    });
}

namespace {

void open_path(Desktop::Worker& worker, const std::filesystem::path& what, Word sentence, const std::function<void(Error)>& failed) {
    const std::string path = std::filesystem::absolute(what).string();
    xdg_open(worker, path, [failed, path, sentence] { failed(Error{sentence, {path}}); });
}

}  // namespace

void Desktop::open_folder(std::filesystem::path folder, std::function<void(Error)> failed) {
    // Not by the portal: its OpenDirectory shows the folder that a file is in, and we have no file to name.
    worker().run([folder = std::move(folder), failed = std::move(failed)](Worker& worker) {
        open_path(worker, folder, Word::error_folder_unopened, failed);
    });
}

void Desktop::open_file(std::filesystem::path file, std::function<void(Error)> failed) {
    worker().run([file = std::move(file), failed = std::move(failed)](Worker& worker) {
        open_path(worker, file, Word::error_file_unopened, failed);
    });
}

}  // namespace katern::platform
