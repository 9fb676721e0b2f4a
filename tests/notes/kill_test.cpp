// kill -9 at any moment loses at most the last half second of typing: every write that was acknowledged is there
// afterwards.
//
// The writer is this test program itself, started anew with the name of a hidden case. It says on a pipe what it has
// written, after the store said that it is kept; the test kills it at a random moment and looks at what is left.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <sstream>

#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

namespace {

constexpr int acknowledgements = 3;  // file descriptor in the writer

void acknowledge(const std::string& line) {
    const std::string whole = line + "\n";
    if (write(acknowledgements, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size())) std::abort();
}

struct Running {
    pid_t process = -1;
    int pipe = -1;
};

Running start_writer(const std::string& folder) {
    int ends[2];
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    const pid_t process = fork();
    REQUIRE(process >= 0);
    if (process == 0) {
        const int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        dup2(ends[1], acknowledgements);  // also takes away close-on-exec
        if (ends[1] == acknowledgements) fcntl(acknowledgements, F_SETFD, 0);
        setenv("KATERN_TEST_WRITER", folder.c_str(), 1);
        execl("/proc/self/exe", "test_notes", "a writer that is going to be killed", static_cast<char*>(nullptr));
        _exit(127);
    }
    close(ends[1]);
    return {process, ends[0]};
}

// What was acknowledged last of each note: its body, "-" (there, no body yet), "?" (an undo may have begun), "!"
// (undone).
void read_acknowledged(std::string all, int pipe, std::map<std::string, std::string>& bodies) {
    char buffer[4096];
    for (ssize_t n; (n = read(pipe, buffer, sizeof buffer)) > 0;) all.append(buffer, static_cast<std::size_t>(n));
    close(pipe);
    std::istringstream lines(all);
    for (std::string id, body; lines >> id >> body;) bodies[id] = body;
}

// Whether a note may be as it is after that. A write that was on its way when the writer was killed may be there as
// well.
bool goes_on_from(const std::string& acknowledged, const std::string& body) {
    if (acknowledged == "-") return true;
    if (acknowledged == "?") return body.empty() || body.size() == 6;
    if (acknowledged == "!") return body.empty();
    return body.starts_with(acknowledged);
}

void kill_now(const Running& writer) {
    kill(writer.process, SIGKILL);
    int status = 0;
    waitpid(writer.process, &status, 0);
    REQUIRE(WIFSIGNALED(status));
}

// Waits for so many acknowledgements, however slow this machine is today; what came is what it returns.
std::string wait_for(const Running& writer, std::size_t lines) {
    std::string all;
    char byte = 0;
    while (lines > 0 && read(writer.pipe, &byte, 1) == 1) {
        all += byte;
        if (byte == '\n') --lines;
    }
    return all;
}

}  // namespace

TEST_CASE("a writer that is going to be killed", "[.writer]") {
    const char* folder = std::getenv("KATERN_TEST_WRITER");
    if (!folder) return;
    StoreOptions options;
    options.folder = folder;
    options.window = "window-" + std::to_string(getpid());
    options.machine = "this desk";
    Store store = must(Store::open(options));
    const BookKey book = a_book(store);
    for (int note = 0;; ++note) {
        const std::string id = must(store.add(book, highlight()));
        acknowledge(id + " -");
        std::string body;
        for (int key = 0; key < 6; ++key) {
            body += static_cast<char>('a' + (note + key) % 26);
            must(store.set_body(id, body, "typen"));
            acknowledge(id + " " + body);
        }
        if (note % 5 != 4) continue;
        acknowledge(id + " ?");
        must(store.undo(book));
        acknowledge(id + " !");
    }
}

TEST_CASE("a process that is killed at a random moment loses nothing that it was told is kept") {
    Folder folder;
    std::mt19937 random(20260301);
    std::map<std::string, std::string> bodies;
    const int kills = std::getenv("KATERN_LONG") ? 1000 : 100;
    for (int round = 0; round < kills; ++round) {
        const Running writer = start_writer(folder.path());
        // Half of them between two writes or within one; the others anywhere, also while the database is being opened.
        const std::string first_lines = round % 2 == 0 ? wait_for(writer, 1 + random() % 30) : std::string();
        usleep(static_cast<useconds_t>(random() % (round % 2 == 0 ? 3'000 : 60'000)));
        kill_now(writer);
        read_acknowledged(first_lines, writer.pipe, bodies);
    }
    REQUIRE(bodies.size() > static_cast<std::size_t>(kills) / 2);

    StoreOptions options;
    options.folder = folder.path();
    options.machine = "this desk";
    Store store = must(Store::open(options));
    std::map<std::string, std::string> kept;
    for (const Annotation& annotation : must(store.annotations(a_book(store)))) kept[annotation.id] = annotation.body;
    std::size_t lost = 0;
    for (const auto& [id, body] : bodies) {
        const auto found = kept.find(id);
        const bool goes_on = found != kept.end() && goes_on_from(body, found->second);
        if (!goes_on) ++lost;
    }
    CHECK(lost == 0);
    CHECK(ask_text(store.path(), "PRAGMA integrity_check") == "ok");
    CHECK(ask(store.path(), "SELECT count(*) FROM pragma_foreign_key_check") == 0);
}

TEST_CASE("a process that is killed while it makes a new database leaves one that opens") {
    std::mt19937 random(1);
    for (int round = 0; round < 40; ++round) {
        Folder folder;
        const Running writer = start_writer(folder.path());
        usleep(static_cast<useconds_t>(random() % 30'000));
        kill_now(writer);
        close(writer.pipe);
        StoreOptions options;
        options.folder = folder.path();
        Store store = must(Store::open(options));
        must(store.add(a_book(store), highlight()));
        CHECK(ask_text(store.path(), "PRAGMA integrity_check") == "ok");
    }
}
