#include "support/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace katern::test {
namespace {

// Between fork and exec only what may be called there: the strings are made before.
[[noreturn]] void become(char* const* arguments, char* const* environment, const char* output, const char* errors) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // also when the test itself crashes
    const int in = open("/dev/null", O_RDONLY);
    const int out = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int err = open(errors, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(in, 0);
    dup2(out, 1);
    dup2(err, 2);
    close(in);
    close(out);
    close(err);
    execvpe(arguments[0], arguments, environment);
    _exit(127);
}

std::vector<std::string> environment_with(const Variables& variables) {
    std::vector<std::string> result;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string pair = *entry;
        if (!variables.contains(pair.substr(0, pair.find('=')))) result.push_back(pair);
    }
    for (const auto& [name, value] : variables)
        if (value) result.push_back(name + "=" + *value);
    return result;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> result;
    for (std::string& s : strings) result.push_back(s.data());
    result.push_back(nullptr);
    return result;
}

int status_of(int waited) {
    return WIFEXITED(waited) ? WEXITSTATUS(waited) : 128 + WTERMSIG(waited);
}

long kib_of(const std::string& file, const std::string& name) {
    std::istringstream lines(read_file(file));
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(name + ":")) return std::strtol(line.c_str() + name.size() + 1, nullptr, 10);
    return 0;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "katern-test-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

Process::Process(const std::vector<std::string>& arguments, const Variables& variables, int keep_open) {
    std::vector<std::string> words = arguments;
    std::vector<std::string> environment = environment_with(variables);
    const std::vector<char*> argv = pointers(words);
    const std::vector<char*> envp = pointers(environment);
    const std::string output = folder_.path() / "output";
    const std::string errors = folder_.path() / "errors";
    id_ = fork();
    if (id_ < 0) throw std::runtime_error("no process");
    if (id_ == 0) {
        if (keep_open >= 0) fcntl(keep_open, F_SETFD, 0);
        become(argv.data(), envp.data(), output.c_str(), errors.c_str());
    }
    setpgid(id_, id_);
}

Process::~Process() {
    kill();
}

bool Process::running() {
    return !wait(0ms).has_value();
}

std::optional<int> Process::wait(Duration most) {
    eventually(
        [&] {
            int waited = 0;
            if (!status_ && waitpid(id_, &waited, WNOHANG) == id_) status_ = status_of(waited);
            return status_.has_value();
        },
        most);
    return status_;
}

void Process::send(int signal) {
    if (!status_) ::kill(id_, signal);
}

void Process::kill() {
    if (status_) return;
    ::kill(-id_, SIGKILL);
    int waited = 0;
    if (waitpid(id_, &waited, 0) == id_) status_ = status_of(waited);
    // Its children are nobody's here, and hold their locks until they are gone, too. Who reaps them may take its time.
    eventually([&] { return ::kill(-id_, 0) != 0; }, 5s);
}

std::string Process::output() const {
    return read_file(folder_.path() / "output");
}

std::string Process::errors() const {
    return read_file(folder_.path() / "errors");
}

// proc(5): user and system time are the fields 14 and 15 of stat, counted behind the name, which may hold anything.
Usage Process::usage() const {
    const std::string folder = "/proc/" + std::to_string(id_);
    const std::string stat = read_file(folder + "/stat");
    const std::size_t name_end = stat.rfind(')');
    if (name_end == std::string::npos) return {};
    std::istringstream fields(stat.substr(name_end + 1));
    const std::vector<std::string> values{std::istream_iterator<std::string>(fields), {}};
    Usage usage;
    usage.ticks = std::stol(values.at(11)) + std::stol(values.at(12));
    usage.resident_kib = kib_of(folder + "/status", "VmRSS");
    usage.proportional_kib = kib_of(folder + "/smaps_rollup", "Pss");
    return usage;
}

Outcome run(const std::vector<std::string>& arguments, const Variables& variables, Duration most) {
    Process process(arguments, variables);
    const std::optional<int> status = process.wait(most);
    return {status.value_or(124), process.output(), process.errors()};
}

bool eventually(const std::function<bool()>& is_so, Duration most) {
    const auto end = std::chrono::steady_clock::now() + most;
    while (!is_so()) {
        if (std::chrono::steady_clock::now() >= end) return false;
        std::this_thread::sleep_for(10ms);
    }
    return true;
}

std::string read_file(const std::filesystem::path& path) {
    // In one go: a screen is 4 MB, and is read some times a second.
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return std::move(out).str();
}

}  // namespace katern::test
