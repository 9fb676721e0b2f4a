#include "ui/window.h"

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <clocale>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <optional>
#include <thread>
#include <utility>

#include "app/reader.h"
#include "ui/canvas.h"
#include "ui/events.h"
#include "ui/screens.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr int default_width = 1280, default_height = 800, least_width = 480, least_height = 360;
// A view that moved something is only hit-tested right in the frame after it.
constexpr int settling_frames = 2;
constexpr int beside_first = 36;  // px that a second window stands away

std::string glfw_failure;

// What the callbacks gather until the next frame.
struct Events {
    EventQueue queue;
    Input input;
    typeset::Point pointer{-1, -1};
    float scale = 1;
    int frames = 0;  // that are still to be drawn
    bool alt_alone = false;
    bool came_back = false;  // from another window

    // No frame without a reason.
    void draw_because(app::Reason reason) {
        int wanted = settling_frames;
        if (reason == app::Reason::first) wanted = settling_frames + 1;
        if (reason == app::Reason::motion || reason == app::Reason::caret) wanted = 1;
        frames = std::max(frames, wanted);
    }
    void happened(Event event = {}) {
        draw_because(app::Reason::input);
        if (event.kind != Event::Kind::nothing) queue.push(std::move(event));
    }
};

Events& events_of(GLFWwindow* window) { return *static_cast<Events*>(glfwGetWindowUserPointer(window)); }

std::uint32_t key_of(int key, int scancode) {
    switch (key) {
        case GLFW_KEY_LEFT: return app::key_left;
        case GLFW_KEY_RIGHT: return app::key_right;
        case GLFW_KEY_UP: return app::key_up;
        case GLFW_KEY_DOWN: return app::key_down;
        case GLFW_KEY_HOME: return app::key_home;
        case GLFW_KEY_END: return app::key_end;
        case GLFW_KEY_PAGE_UP: return app::key_page_up;
        case GLFW_KEY_PAGE_DOWN: return app::key_page_down;
        case GLFW_KEY_ENTER:
        case GLFW_KEY_KP_ENTER: return app::key_enter;
        case GLFW_KEY_ESCAPE: return app::key_escape;
        case GLFW_KEY_TAB: return app::key_tab;
        case GLFW_KEY_BACKSPACE: return app::key_backspace;
        case GLFW_KEY_DELETE: return app::key_delete;
        case GLFW_KEY_F1: return app::key_f1;
        case GLFW_KEY_F3: return app::key_f3;
        case GLFW_KEY_F5: return app::key_f5;
        case GLFW_KEY_F6: return app::key_f6;
        case GLFW_KEY_F7: return app::key_f7;
        case GLFW_KEY_F8: return app::key_f8;
        case GLFW_KEY_F9: return app::key_f9;
        case GLFW_KEY_F10: return app::key_f10;
        case GLFW_KEY_F11: return app::key_f11;
        case GLFW_KEY_SPACE: return ' ';
        case GLFW_KEY_KP_ADD: return '+';
        case GLFW_KEY_KP_SUBTRACT: return '-';
        default: break;
    }
    if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) return static_cast<std::uint32_t>('0' + key - GLFW_KEY_KP_0);
    // The letter that this keyboard has there, not the one of an American keyboard.
    if (const char* name = glfwGetKeyName(key, scancode); name && static_cast<unsigned char>(name[0]) < 0x80 && !name[1])
        return static_cast<std::uint32_t>(name[0] >= 'A' && name[0] <= 'Z' ? name[0] + 32 : name[0]);
    return app::key_none;
}

// With a key that is a modifier itself X11 tells what was held before it.
int held_after(int key, int action, int mods) {
    int own = 0;
    if (key == GLFW_KEY_LEFT_SHIFT || key == GLFW_KEY_RIGHT_SHIFT) own = GLFW_MOD_SHIFT;
    if (key == GLFW_KEY_LEFT_CONTROL || key == GLFW_KEY_RIGHT_CONTROL) own = GLFW_MOD_CONTROL;
    if (key == GLFW_KEY_LEFT_ALT || key == GLFW_KEY_RIGHT_ALT) own = GLFW_MOD_ALT;
    return action == GLFW_RELEASE ? mods & ~own : mods | own;
}

void on_key(GLFWwindow* window, int key, int scancode, int action, int mods) {
    Events& events = events_of(window);
    Event event;
    event.kind = Event::Kind::key;
    mods = held_after(key, action, mods);
    event.key = {app::key_none, (mods & GLFW_MOD_CONTROL) != 0, (mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_ALT) != 0};
    const bool is_alt = key == GLFW_KEY_LEFT_ALT;
    if (action == GLFW_RELEASE) {
        if (is_alt && events.alt_alone) event.kind = Event::Kind::alt_tap;
        events.alt_alone = false;
    } else {
        events.alt_alone = is_alt && action == GLFW_PRESS;
        event.key.key = key_of(key, scancode);
    }
    events.happened(event);
}

void on_char(GLFWwindow* window, unsigned code_point) {
    Event event;
    event.kind = Event::Kind::text;
    event.code_point = code_point;
    events_of(window).happened(event);
}

void on_mouse(GLFWwindow* window, double x, double y) {
    Events& events = events_of(window);
    Event event;
    event.kind = Event::Kind::move;
    event.at = events.pointer = {static_cast<float>(x) / events.scale, static_cast<float>(y) / events.scale};
    events.happened(event);
}

void on_button(GLFWwindow* window, int button, int action, int mods) {
    Events& events = events_of(window);
    events.alt_alone = false;
    Event event;
    // The side buttons of a mouse go back and forward, as in a browser.
    if (action == GLFW_PRESS && (button == GLFW_MOUSE_BUTTON_4 || button == GLFW_MOUSE_BUTTON_5)) {
        event.kind = Event::Kind::key;
        event.key = {button == GLFW_MOUSE_BUTTON_4 ? app::key_left : app::key_right, false, false, true};
        return events.happened(event);
    }
    if (button != GLFW_MOUSE_BUTTON_LEFT) return events.happened();
    event.kind = action == GLFW_PRESS ? Event::Kind::press : Event::Kind::release;
    // Where the pointer was then: glfwGetCursorPos would ask where it is by now.
    event.at = events.pointer;
    event.key.shift = (mods & GLFW_MOD_SHIFT) != 0;
    event.key.ctrl = (mods & GLFW_MOD_CONTROL) != 0;
    event.time = app::steady_now();
    events.happened(event);
}

void on_scroll(GLFWwindow* window, double dx, double dy) {
    Event event;
    event.kind = Event::Kind::wheel;
    event.wheel = static_cast<float>(dy);
    event.wheel_x = -static_cast<float>(dx);
    event.key.shift = glfwGetKey(window, GLFW_KEY_LEFT_SHIFT) == GLFW_PRESS || glfwGetKey(window, GLFW_KEY_RIGHT_SHIFT) == GLFW_PRESS;
    events_of(window).happened(event);
}

void on_drop(GLFWwindow* window, int count, const char** paths) {
    Event event;
    event.kind = Event::Kind::drop;
    event.paths.assign(paths, paths + count);
    events_of(window).happened(event);
}

void on_enter(GLFWwindow* window, int entered) {
    Event event;
    if (!entered) event.kind = Event::Kind::leave;
    events_of(window).happened(event);
}

void on_refresh(GLFWwindow* window) { events_of(window).happened(); }
void on_resize(GLFWwindow* window, int, int) { events_of(window).happened(); }
void on_focus(GLFWwindow* window, int focused) {
    events_of(window).came_back = focused != 0;
    events_of(window).happened();
}

// KATERN_SCALE, for screens that tell their scale wrong.
std::optional<float> asked_scale() {
    const char* asked = std::getenv("KATERN_SCALE");
    if (!asked) return std::nullopt;
    const float scale = std::strtof(asked, nullptr);
    return scale >= 0.5F && scale <= 8 ? std::optional(scale) : std::nullopt;
}

float wanted_scale(GLFWwindow* window) {
    if (const std::optional<float> asked = asked_scale()) return *asked;
    float x = 1;
    float y = 1;
    glfwGetWindowContentScale(window, &x, &y);
    return std::clamp(std::max(x, y), 1.0F, 8.0F);
}

// X11's input methods give letters with accents only in a locale that has them; without one (POSIX) they would be swallowed.
void use_utf8_keyboard() {
    std::setlocale(LC_CTYPE, "");
    if (MB_CUR_MAX < 2) std::setlocale(LC_CTYPE, "C.UTF-8");
}

// Where it stood last time, else as large as there is room for.
GLFWwindow* make_window(const std::optional<app::WindowPlace>& place) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHint(GLFW_VISIBLE, place ? GLFW_FALSE : GLFW_TRUE);
    if (place) {
        // Its size is kept in the screen's own pixels.
        glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_FALSE);
        glfwWindowHint(GLFW_MAXIMIZED, place->maximized ? GLFW_TRUE : GLFW_FALSE);
    }
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "nl.katern.Katern");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "katern");
    // GLFW widens it by the screen's own scale, not by one that was asked for.
    int width = static_cast<int>(default_width * asked_scale().value_or(1));
    int height = static_cast<int>(default_height * asked_scale().value_or(1));
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
        int x = 0, y = 0, room_width = 0, room_height = 0;
        glfwGetMonitorWorkarea(monitor, &x, &y, &room_width, &room_height);
        if (room_width > 0) width = std::min(width, room_width);
        if (room_height > 0) height = std::min(height, room_height);
    }
    if (place) {
        width = place->width;
        height = place->height;
    }
    GLFWwindow* window = glfwCreateWindow(width, height, "Katern", nullptr, nullptr);
    if (window && place) {
        if (!place->maximized) glfwSetWindowPos(window, place->x, place->y);
        glfwShowWindow(window);
    }
    if (window) glfwSetWindowSizeLimits(window, least_width, least_height, GLFW_DONT_CARE, GLFW_DONT_CARE);
    return window;
}

void listen(GLFWwindow* window, Events& events) {
    glfwSetWindowUserPointer(window, &events);
    glfwSetKeyCallback(window, on_key);
    glfwSetCharCallback(window, on_char);
    glfwSetCursorPosCallback(window, on_mouse);
    glfwSetMouseButtonCallback(window, on_button);
    glfwSetScrollCallback(window, on_scroll);
    glfwSetDropCallback(window, on_drop);
    glfwSetCursorEnterCallback(window, on_enter);
    glfwSetWindowRefreshCallback(window, on_refresh);
    glfwSetFramebufferSizeCallback(window, on_resize);
    glfwSetWindowFocusCallback(window, on_focus);
}

// Wall clock, so that whoever started the program can say when that was.
void print_first_page_time() {
    const char* started = std::getenv("KATERN_TIMING_START");
    if (!started) return;
    const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    std::fprintf(stderr, "first-page-ms %.1f\n", static_cast<double>(now - std::strtoll(started, nullptr, 10)) / 1e6);
}

// What is ready when the window is: a reader with its first page set, and that page's glyphs.
struct Start {
    std::unique_ptr<app::Reader> reader;
    std::unique_ptr<draw::GlyphAtlas> atlas = std::make_unique<draw::GlyphAtlas>();
};

// Waits until the person's settings are known, but not for a database that somebody else holds.
void await_settings(app::Reader& reader) {
    const notes::Milliseconds patience = app::steady_now() + 300;
    while (!reader.settings_known && app::steady_now() < patience) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        reader.tick();
    }
}

Start prepare(const WindowOptions& options, const std::shared_ptr<std::atomic<bool>>& can_wake) {
    app::LaunchOptions launch;
    if (!options.book.empty()) launch.book = options.book;
    launch.data = options.data;
    launch.import = options.import;
    launch.language = options.language;
    launch.pictures_come_later = true;
    Start start;
    start.reader = std::make_unique<app::Reader>(launch, [can_wake] {
        if (*can_wake) glfwPostEmptyEvent();
    });
    await_settings(*start.reader);
    // The first frame, on nothing: its glyphs are drawn while the graphics driver is still being loaded.
    GlyphCollector canvas(*start.atlas, asked_scale().value_or(1));
    Input nothing;
    Memory memory;
    Ui ui(canvas, start.reader->theme(), *start.reader, nothing, memory);
    draw_all(ui, {default_width, default_height});
    return start;
}

class Window {
public:
    Window(GLFWwindow* window, Start start)
        : window_(window), reader_(std::move(start.reader)), canvas_(std::make_unique<WindowCanvas>(std::move(start.atlas))) {
        listen(window_, events_);
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui_ImplGlfw_InitForOpenGL(window_, true);
        ImGui_ImplOpenGL3_Init("#version 130");
        glfwSwapInterval(1);
        events_.draw_because(app::Reason::first);
    }

    ~Window() {
        canvas_.reset();
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
    }
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    void run() {
        while (!reader_->ready_to_go()) {
            const std::optional<notes::Milliseconds> next = reader_->tick();
            if (std::exchange(events_.came_back, false)) reader_->look_for_typeface();
            if (reader_->has_answers()) events_.draw_because(app::Reason::answer);
            if (reader_->is_moving()) events_.draw_because(app::Reason::motion);
            if (events_.frames > 0) {
                --events_.frames;
                draw_frame();
                full_screen_.set(window_, reader_->full_screen.has_value());
                glfwPollEvents();
            } else {
                sleep(next);
            }
            if (glfwWindowShouldClose(window_)) {
                glfwSetWindowShouldClose(window_, GLFW_FALSE);
                reader_->quit = true;
            }
        }
        if (reader_->is_first_window()) app::keep_window_place(reader_->data_folder, full_screen_.place(window_));
        glfwHideWindow(window_);  // while a slow folder takes what was shared last there is nothing to look at
    }

private:
    // Until something happens, or until the reader or a caret wants to be called.
    void sleep(std::optional<notes::Milliseconds> next) {
        const notes::Milliseconds now = app::steady_now();
        if (wake_ && *wake_ <= now) {
            wake_.reset();
            events_.draw_because(app::Reason::caret);
            return;
        }
        if (wake_) next = next ? std::min(*next, *wake_) : wake_;
        if (next) {
            glfwWaitEventsTimeout(std::max(0.001, static_cast<double>(*next - now) / 1000));
        } else {
            glfwWaitEvents();
        }
    }

    void draw_frame() {
        int width = 0;
        int height = 0;
        glfwGetFramebufferSize(window_, &width, &height);
        if (width == 0 || height == 0) return;
        events_.scale = wanted_scale(window_);
        events_.input.now = app::steady_now();
        const bool in_field = std::any_of(memory_.items.begin(), memory_.items.end(), [&](const Item& item) {
            return item.role == Role::field && item.id == memory_.focus;
        });
        events_.queue.take(events_.input, in_field);
        if (!events_.queue.empty()) events_.happened();
        // A frame in which the glyph atlas had to be made anew is not shown but drawn again, without what was pressed.
        for (int attempt = 0; attempt < 4; ++attempt) {
            ImGui_ImplOpenGL3_NewFrame();
            ImGui_ImplGlfw_NewFrame();
            ImGui::NewFrame();
            canvas_->begin(ImGui::GetBackgroundDrawList(), events_.scale);
            const Theme& theme = reader_->theme();
            Ui ui(*canvas_, theme, *reader_, events_.input, memory_);
            draw_all(ui, {static_cast<float>(width) / events_.scale, static_cast<float>(height) / events_.scale});
            wake_ = ui.wake();
            show_pointer(ui.pointer_shape());
            ImGui::Render();
            events_.input.forget_moment();
            if (!canvas_->end()) continue;
            glViewport(0, 0, width, height);
            glClearColor(static_cast<float>(theme.paper.r) / 255, static_cast<float>(theme.paper.g) / 255, static_cast<float>(theme.paper.b) / 255, 1);
            glClear(GL_COLOR_BUFFER_BIT);
            ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
            glfwSwapBuffers(window_);
            break;
        }
        if (!reader_->to_clipboard.empty()) {
            set_clipboard_text(reader_->to_clipboard);
            reader_->to_clipboard.clear();
        }
        if (!first_shown_ && (reader_->layout || reader_->book_failure)) {
            first_shown_ = true;
            print_first_page_time();
            reader_->follow_desktop();
        }
        show_title();
    }

    void show_pointer(Pointer shape) {
        ImGuiMouseCursor cursor = ImGuiMouseCursor_Arrow;
        if (shape == Pointer::hand) cursor = ImGuiMouseCursor_Hand;
        if (shape == Pointer::text) cursor = ImGuiMouseCursor_TextInput;
        if (shape == Pointer::none) cursor = ImGuiMouseCursor_None;
        ImGui::SetMouseCursor(cursor);
        // Dear ImGui gives it to the window at the next frame.
        if (cursor != cursor_) events_.draw_because(app::Reason::input);
        cursor_ = cursor;
    }

    void show_title() {
        const std::string title = reader_->book ? reader_->book->title + " – Katern" : "Katern";
        if (title == title_) return;
        title_ = title;
        glfwSetWindowTitle(window_, title.c_str());
    }

    GLFWwindow* window_;
    std::unique_ptr<app::Reader> reader_;
    std::unique_ptr<WindowCanvas> canvas_;
    Events events_;
    Memory memory_;
    std::optional<notes::Milliseconds> wake_;
    std::string title_;
    FullScreen full_screen_;
    ImGuiMouseCursor cursor_ = ImGuiMouseCursor_Arrow;
    bool first_shown_ = false;
};

}  // namespace

std::string clipboard_text() {
    const char* text = glfwGetClipboardString(nullptr);
    return text ? text : "";
}

void set_clipboard_text(const std::string& text) { glfwSetClipboardString(nullptr, text.c_str()); }

int run_window(const WindowOptions& options) {
    const auto fail_with = [&](Word sentence) {
        std::fprintf(stderr, "%s\n", say(sentence, options.language, {glfw_failure}).c_str());
        return 1;
    };
    use_utf8_keyboard();
    glfwSetErrorCallback([](int, const char* description) { glfw_failure = description; });
    if (!glfwInit()) return fail_with(Word::error_no_window);
    // The book is read and its first chapter set while the window is being made: loading the graphics driver takes longer.
    // Not before: GLFW's start is one question to the screen after the other, and its answers need a processor too.
    auto can_wake = std::make_shared<std::atomic<bool>>(false);
    std::future<Start> start = std::async(std::launch::async, [&options, can_wake] { return prepare(options, can_wake); });
    const std::optional<app::WindowPlace> place = place_for_screens(app::window_places(options.data));
    GLFWwindow* handle = make_window(place);
    if (!handle) {
        start.wait();
        glfwTerminate();
        return fail_with(Word::error_no_opengl);
    }
    glfwMakeContextCurrent(handle);
    {
        Start ready = start.get();
        if (ready.reader->book_failure)
            std::fprintf(stderr, "%s\n", say(*ready.reader->book_failure, options.language).c_str());
        *can_wake = true;
        if (place && !place->maximized && !ready.reader->is_first_window())
            glfwSetWindowPos(handle, place->x + beside_first, place->y + beside_first);  // not right over the other one
        Window window(handle, std::move(ready));
        window.run();
        *can_wake = false;
    }
    glfwDestroyWindow(handle);
    glfwTerminate();
    return 0;
}

}  // namespace katern::ui
