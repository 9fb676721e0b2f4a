// What may not be in the repository or in the program, whoever writes it.
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "guards/sources.h"
#include "paths.h"

using namespace katern::guards;
namespace fs = std::filesystem;

namespace {

// Standard output of a command; empty when it can't be run.
std::string output_of(const std::string& command) {
    std::string out;
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return out;
    std::array<char, 4096> piece;
    for (std::size_t size; (size = fread(piece.data(), 1, piece.size(), pipe)) > 0;) out.append(piece.data(), size);
    pclose(pipe);
    return out;
}

// Names that the program takes from shared libraries, without their version ("socket@GLIBC_2.2.5").
std::set<std::string> imported_names(const fs::path& program) {
    std::set<std::string> names;
    std::istringstream lines(output_of("nm -D --undefined-only --format=posix '" + program.string() + "'"));
    for (std::string line; std::getline(lines, line);) names.insert(line.substr(0, line.find_first_of("@ ")));
    return names;
}

}  // namespace

TEST_CASE("no file names a folder of someone's machine") {
    // In halves, so that this file doesn't name them either. Real books under a data folder are theirs.
    const std::array<std::string, 5> machines{
        "/wo"
        "rk/",
        "/ro"
        "ot/",
        "/ho"
        "me/",
        "/fa"
        "rm/",
        "/tmp/ba"
        "sh_"};
    std::vector<std::string> wrong;
    for (const fs::path& file : repository_texts()) {
        if (file.string().find("/data/") != std::string::npos) continue;
        const std::string text = read(fs::path(KATERN_SOURCE_DIR) / file);
        for (const std::string& machine : machines)
            // Part of a longer path or address is something else.
            for (std::size_t at = 0; (at = text.find(machine, at)) != std::string::npos; at += machine.size())
                if (at == 0 || std::string_view(" \t\n\"'`(=:<>").find(text[at - 1]) != std::string_view::npos)
                    wrong.push_back(file.string() + " names " + machine);
    }
    CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("no folder is called after what it is not") {
    const std::set<std::string> vague{"util", "utils", "utilities", "helper", "helpers", "common", "misc"};
    std::vector<std::string> wrong;
    for (const fs::path& file : repository_texts())
        for (const fs::path& part : file.parent_path())
            if (vague.contains(part.string()) && !file.string().starts_with("book/")) wrong.push_back(file.string());
    CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("a folder's header of the same name is its face") {
    const fs::path reader = fs::path(KATERN_SOURCE_DIR) / "reader";
    std::set<std::string> faceless;
    for (const Source& source : reader_sources())
        if (!source.folder.empty() && !fs::exists(reader / source.folder / (source.folder + ".h")))
            faceless.insert(source.folder);
    CHECK(faceless == std::set<std::string>{});
}

TEST_CASE("no source reaches for the network") {
    const std::vector<std::string> network{"sys/socket.h", "netdb.h",           "netinet/", "arpa/", "curl/",
                                           "libsoup/",     "gio/gnetworking.h", "openssl/", "asio",  "winsock"};
    std::vector<std::string> wrong;
    for (const Source& source : reader_sources())
        for (const Include& include : includes_of(source))
            for (const std::string& header : network)
                if (include.name.starts_with(header)) wrong.push_back(source.path + " includes " + include.name);
    CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("the program itself has no way to open a connection") {
    if (!fs::exists(KATERN_BINARY)) {
        INFO("the program was not built");
        CHECK_FALSE(fs::exists(fs::path(KATERN_SOURCE_DIR) / "reader" / "main.cpp"));
        return;
    }
    const std::set<std::string> names = imported_names(KATERN_BINARY);
    REQUIRE_FALSE(names.empty());  // else nm is missing, and nothing was proved
    for (const char* call : {"socket", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg",
                             "getaddrinfo", "gethostbyname", "res_query"})
        CHECK_FALSE(names.contains(call));
    std::vector<std::string> families;
    for (const std::string& name : names)
        for (const char* family : {"g_socket_", "g_resolver_", "g_network_", "curl_", "soup_", "SSL_"})
            if (name.starts_with(family)) families.push_back(name);
    CHECK(families == std::vector<std::string>{});
}
