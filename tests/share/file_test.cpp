#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "share/share.h"
#include "support/folder.h"

using namespace katern;
using katern::test::Folder;

namespace {

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string refusal_of(const std::string& path) {
    const Result<void> written = share::write_whole(path, "nieuw");
    REQUIRE_FALSE(written);
    return say(written.error(), Language::nl);
}

std::size_t files_in(const std::string& folder) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) count += entry.exists() ? 1 : 0;
    return count;
}

// Root may write everywhere; for the length of a test this program is nobody.
struct Nobody {
    Nobody() {
        if (geteuid() == 0) was_root = seteuid(65534) == 0;
    }
    ~Nobody() {
        if (was_root && seteuid(0) != 0) std::abort();
    }
    bool was_root = false;
};

}  // namespace

TEST_CASE("a file is written whole, over an older one, and nothing is left beside it") {
    Folder folder;
    folder.with("notities.md", "oud en veel langer dan wat er komt");
    REQUIRE(chmod(folder.path("notities.md").c_str(), 0640) == 0);
    REQUIRE(share::write_whole(folder.path("notities.md"), "nieuw"));
    CHECK(content_of(folder.path("notities.md")) == "nieuw");
    CHECK(files_in(folder.path()) == 1);
    CHECK(std::filesystem::status(folder.path("notities.md")).permissions() == std::filesystem::perms(0640));
}

TEST_CASE("a link to a file stays a link") {
    Folder folder;
    folder.with("echt/notities.md", "oud");
    std::filesystem::create_symlink(folder.path("echt/notities.md"), folder.path("link.md"));
    REQUIRE(share::write_whole(folder.path("link.md"), "nieuw"));
    CHECK(std::filesystem::is_symlink(folder.path("link.md")));
    CHECK(content_of(folder.path("echt/notities.md")) == "nieuw");
}

TEST_CASE("a place that can't take a file says why, and what was there stays") {
    Folder folder;
    folder.with("map/notities.md", "oud");
    CHECK(refusal_of(folder.path("map")) == folder.path("map") + " is een map. Noem ook een naam voor het bestand.");
    CHECK(refusal_of(folder.path("geen/notities.md")) == folder.path("geen/notities.md") +
                                                             " kan niet worden bewaard: de map " + folder.path("geen") +
                                                             " bestaat niet. Maak die map, of kies een andere.");
    CHECK(refusal_of("/dev/null") ==
          "/dev/null is geen gewoon bestand en wordt niet overschreven. Kies een andere naam.");
    REQUIRE(chmod(folder.path().c_str(), 0755) == 0);
    REQUIRE(chmod(folder.path("map").c_str(), 0555) == 0);
    {
        const Nobody nobody;
        CHECK(refusal_of(folder.path("map/notities.md")) ==
              folder.path("map/notities.md") +
                  " kan niet worden bewaard: je mag in die map niet schrijven. Kies een andere map.");
    }
    CHECK(content_of(folder.path("map/notities.md")) == "oud");
    REQUIRE(chmod(folder.path("map").c_str(), 0755) == 0);
}
