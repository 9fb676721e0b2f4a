// The program itself, started as a shell does.
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>

#include "cli/terminal.h"
#include "paths.h"
#include "version.h"

using namespace katern;
using namespace katern::cli;
using namespace katern::cli::test;

namespace {

Answer shell(const std::string& command) {
    std::FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    Answer answer;
    char buffer[4096];
    for (std::size_t n; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) answer.out.append(buffer, n);
    const int status = pclose(pipe);
    answer.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return answer;
}

std::string quoted(const std::string& word) {
    return "'" + word + "'";
}

}  // namespace

TEST_CASE("the program prints to standard output and says the rest on standard error") {
    const Terminal terminal;
    const std::string katern = "LC_ALL=nl_NL.UTF-8 " + quoted(KATERN_BINARY) + " ";
    CHECK(shell(katern + "--version").out == "katern " + std::string(version) + "\n");
    CHECK(shell(katern + "text " + quoted(terminal.book()) + " --chapter 02-twee 2>/dev/null").out ==
          "Twee\nSlot van het boek.\n");
    const Answer wrong = shell(katern + "serch x 2>&1");
    CHECK(wrong.status == wrong_call);
    CHECK(wrong.out == "Katern kent de opdracht serch niet.\nMet “katern --help” zie je wat er kan.\n");
    CHECK(shell("LC_ALL=en_GB.UTF-8 " + quoted(KATERN_BINARY) + " serch x 2>&1").out ==
          "Katern doesn’t know the command serch.\n“katern --help” shows what can be done.\n");
    CHECK(shell(katern + "toc @katern >/dev/full 2>&1").status == failure);
}

TEST_CASE("a reader that has had enough ends the program without a word") {
    const std::string katern = quoted(KATERN_BINARY);
    const Answer answer = shell("for i in 1 2 3 4 5 6 7 8 9; do " + katern + " text @katern; done 2>&1 | head -c 10");
    CHECK(answer.out.size() == 10);
    CHECK(shell("(trap '' PIPE; " + katern + " text @katern 2>&1 >&3 | cat) 3>&1 | head -c 1").out.size() == 1);
}

TEST_CASE("the program draws a page without any screen") {
    const Terminal terminal;
    const std::string out = terminal.folder.path("p.png");
    const Answer answer =
        shell("env -u DISPLAY -u WAYLAND_DISPLAY " + quoted(KATERN_BINARY) + " page @katern --chapter 01-meerwaarde" +
              " --data " + quoted(terminal.data()) + " --out " + quoted(out) + " 2>&1");
    CHECK(answer.status == success);
    CHECK(answer.out.empty());
    CHECK(std::filesystem::file_size(out) > 10'000);
}
