// Other programs, as a test starts them: to the end with what they printed, or beside the test until it lets go.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace katern::test {

using namespace std::chrono_literals;
using Duration = std::chrono::milliseconds;

// Variables that a program gets besides the test's own; an empty optional takes one away.
using Variables = std::map<std::string, std::optional<std::string>>;

// A new empty folder that goes with this object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// Processor time and memory as the kernel counts them.
struct Usage {
    long ticks = 0;  // user and system, of sysconf(_SC_CLK_TCK) a second
    long resident_kib = 0;
    long proportional_kib = 0;  // what it shares with others counts for its part
};

// A child in a process group of its own; what is left of it is killed at the end.
class Process {
public:
    // `arguments` begins with the program, sought in PATH. Its standard output and error go to files until they are
    // asked for.
    explicit Process(const std::vector<std::string>& arguments, const Variables& variables = {}, int keep_open = -1);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    [[nodiscard]] pid_t id() const { return id_; }
    [[nodiscard]] bool running();
    // Its exit status (128 + signal when it was killed), or nothing when it still runs after so long.
    std::optional<int> wait(Duration most);
    void send(int signal);
    void kill();  // at once, with all that it started, and waits
    [[nodiscard]] std::string output() const;
    [[nodiscard]] std::string errors() const;
    [[nodiscard]] Usage usage() const;

private:
    TemporaryFolder folder_;
    pid_t id_ = -1;
    std::optional<int> status_;
};

struct Outcome {
    int status = 0;
    std::string output, errors;
};
// Runs it to its end; status 124 when it takes longer than `most`.
Outcome run(const std::vector<std::string>& arguments, const Variables& variables = {}, Duration most = 30s);

// Asks again every 10 ms until it is so. False: it was not, after all that time.
bool eventually(const std::function<bool()>& is_so, Duration most = 20s);

[[nodiscard]] std::string read_file(const std::filesystem::path& path);

}  // namespace katern::test
