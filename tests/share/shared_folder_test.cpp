#include "share/shared_folder.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <vector>

#include "share/zip.h"
#include "support/folder.h"

using namespace katern;
using katern::test::Folder;

namespace {

void put(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

std::string some_zip() {
    const std::vector<share::ZipEntry> entries{{"annotations.json", R"({"type":"AnnotationSet"})"}};
    Result<std::string> zip = share::make_zip(entries);
    REQUIRE(zip);
    return *zip;
}

}  // namespace

TEST_CASE("each device has one file of its own per network, and one more for each further book") {
    const std::string plain = share::own_file_name("0190-anna", 0x1234, {}), further = share::own_file_name("0190-anna", 0x1234, "boek-2");
    CHECK(plain == "0190-anna-0000000000001234.annotations");
    CHECK(further != plain);
    CHECK(further.ends_with(".annotations"));
    CHECK(share::own_file_name("0190-anna", 0x1234, "boek-3") != further);
}

TEST_CASE("sets of others are found, conflict copies too; our own, hidden ones and other files are not") {
    Folder folder;
    for (const char* name : {"b.annotations", "a.annotations", "a.sync-conflict-20260301-101112-ABC.annotations", "a (1).annotations", "mine.annotations",
                             ".a.annotations.0.tmp", ".syncthing.a.annotations", "~a.annotations", "notities.docx"})
        put(folder.path(name), "x");
    std::filesystem::create_directory(folder.path("map.annotations"));
    std::vector<std::string> names;
    const auto files = share::sets_in(folder.path(), "mine.annotations");
    REQUIRE(files);
    for (const share::FolderFile& file : *files) names.push_back(std::filesystem::path(file.path).filename().string());
    CHECK(names == std::vector<std::string>{"a (1).annotations", "a.annotations", "a.sync-conflict-20260301-101112-ABC.annotations", "b.annotations"});
    CHECK_FALSE(share::sets_in(folder.path("weg"), {}));
}

TEST_CASE("a file that was copied half way is no whole one, wherever it was cut off") {
    const std::string zip = some_zip();
    CHECK(share::is_whole(zip));
    for (std::size_t size = 0; size < zip.size(); ++size) CHECK_FALSE(share::is_whole(std::string_view(zip).substr(0, size)));
    CHECK_FALSE(share::is_whole(zip + "more"));
    CHECK_FALSE(share::is_whole(std::string(zip.size(), '\0')));
}

TEST_CASE("our file is written only when it became another, and nothing is left beside it") {
    Folder folder;
    const auto write = [&](const std::string& bytes) {
        const Result<bool> wrote = share::leave_in_folder(folder.path(), "ik.annotations", bytes);
        REQUIRE(wrote);
        return *wrote;
    };
    CHECK(write("een"));
    CHECK_FALSE(write("een"));
    CHECK(write("twe"));
    CHECK(write("langer"));
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), std::filesystem::directory_iterator()) == 1);
    CHECK_FALSE(share::leave_in_folder(folder.path("weg"), "ik.annotations", "x"));
    CHECK_FALSE(std::filesystem::exists(folder.path("weg")));
}
