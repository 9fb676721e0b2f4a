// What differs per system: where the reader's files live, the desktop's own dialogs and settings, links, watched files.
//
// Knows words and nothing else of the house. One header; NAME_linux.cpp holds what Linux does, so that Windows and
// macOS have a place to come to. Nothing here speaks to the desktop before it is asked to, and no call waits for it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "words/word.h"

namespace katern::platform {

// The running program, as an absolute path without links. Empty where the system does not tell.
[[nodiscard]] std::filesystem::path program_path();

// Starts this program once more with these arguments, as a process that lives on without us. Fails when the system can't.
[[nodiscard]] Result<void> start_another(const std::vector<std::string>& arguments);

// What was let go of goes back to the system at once, where the system's own allocator would keep it.
void give_memory_back();

// Dutch, unless LC_ALL, LC_MESSAGES or LANG (the first that is set) asks for English; C and POSIX ask for nothing.
[[nodiscard]] Language preferred_language();

// The folder that holds katern.db, made when it is missing, absolute. The first that applies: `asked` (--data),
// $KATERN_DATA, a folder `data` beside the program (a reader on a USB stick), $XDG_DATA_HOME/katern,
// ~/.local/share/katern. `program` is program_path(), or another place in tests. Fails when the folder can't be made or
// its name belongs to a file.
[[nodiscard]] Result<std::filesystem::path> data_folder(const std::optional<std::filesystem::path>& asked,
                                                        const std::filesystem::path& program = program_path());

// A name for this window that no other running window on the same data folder has ("window-1", "window-2", …), so that each
// has undo steps of its own and finds them again after a restart. Held until it is destroyed or the process ends, by
// whatever cause. Where the folder can't hold locks (some network shares), the name is the process's own.
class WindowName {
public:
    explicit WindowName(const std::filesystem::path& data_folder);
    ~WindowName();
    WindowName(const WindowName&) = delete;
    WindowName& operator=(const WindowName&) = delete;
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
    int lock_ = -1;
};

// The dialog for one file or folder. Words are in the person's language.
struct FileRequest {
    enum class Kind { open_file, open_folder, save_file };
    struct Filter {
        std::string name;                // "Markdown"
        std::vector<std::string> globs;  // "*.md"
    };
    Kind kind = Kind::open_file;
    std::string title;
    std::string accept_label;      // the text of its button; empty: the desktop's own
    std::string suggested_name;    // save_file only, without a folder
    std::filesystem::path folder;  // where it starts; empty: the desktop's own choice
    std::vector<Filter> filters;   // empty: all files
    std::string parent_window;     // the portal's name of our window, "x11:3a00007"; empty when unknown
};

struct FileAnswer {
    enum class Outcome {
        chosen,
        cancelled,
        unavailable,  // this system has no such dialog: ask for the path in a plain field
    };
    Outcome outcome = Outcome::unavailable;
    std::filesystem::path path;  // absolute when chosen, else empty

    bool operator==(const FileAnswer&) const = default;
};

// What the person has told the desktop, as far as it says so.
struct Preferences {
    enum class Theme { unknown, light, dark };
    Theme theme = Theme::unknown;
    bool reduced_motion = false;

    bool operator==(const Preferences&) const = default;
};

// The desktop around the window, through its portal (org.freedesktop.portal.Desktop). Its thread and its connection
// come with the first request. Requests return at once; each answer is given once, on that thread, so an answer only
// hands its value to the window and wakes it. Without a session bus the answer "unavailable" comes without any waiting.
class Desktop {
public:
    Desktop();
    // Requests that are still open get no answer any more. Not to be called from an answer.
    ~Desktop();

    void choose_file(FileRequest request, std::function<void(FileAnswer)> answer);

    // Only http, https and mailto, and only because a person clicked. `failed` is called when nothing opened it.
    void open_link(std::string url, std::function<void(Error)> failed);
    // Shows a folder in the desktop's file manager.
    void open_folder(std::filesystem::path folder, std::function<void(Error)> failed);

    // Opens a file that we wrote in the program that the person has chosen for its kind.
    void open_file(std::filesystem::path file, std::function<void(Error)> failed);

    void read_preferences(std::function<void(Preferences)> answer);
    // The same, and again each time that the person changes them, until this ends.
    void watch_preferences(std::function<void(Preferences)> changed);

    class Worker;

private:
    Worker& worker();
    std::unique_ptr<Worker> worker_;
};

// Tells that one of `files` was made, written, replaced or removed, by any process, this one too; they need not exist
// yet, their folders must; a path that ends in "/" means everything in that folder. Its thread sleeps in the kernel until
// then. Changes within 20 ms are told as one; `changed` is called on that thread. The destructor waits for a call that is
// under way.
class Watcher {
public:
    [[nodiscard]] static Result<std::unique_ptr<Watcher>> watch(const std::vector<std::filesystem::path>& files,
                                                                std::function<void()> changed);
    virtual ~Watcher() = default;
};

}  // namespace katern::platform
