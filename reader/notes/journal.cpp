#include "notes/journal.h"

#include <unistd.h>

#include <filesystem>

#include "notes/sqlite.h"

#ifdef __linux__
#include <sys/vfs.h>
#endif

namespace katern::notes {

bool on_network(const std::string& folder) {
#ifdef __linux__
    struct statfs about {};
    if (statfs(folder.c_str(), &about) != 0) return false;
    switch (static_cast<unsigned long>(about.f_type) & 0xFFFFFFFFUL) {
        case 0x6969UL:      // nfs
        case 0xFF534D42UL:  // cifs
        case 0xFE534D42UL:  // smb2
        case 0x517BUL:      // smb
        case 0x01021997UL:  // 9p
        case 0x65735546UL:  // fuse
            return true;
        default:
            return false;
    }
#else
    (void)folder;
    return false;
#endif
}

bool write_ahead_works(const std::string& folder) {
    const std::string path = folder + "/katern-probe-" + std::to_string(getpid()) + ".db";
    const auto remove_all = [&] {
        std::error_code ignored;
        for (const char* ending : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path + ending, ignored);
    };
    const auto works = [&] {
        Result<Database> writer = Database::open(path, std::chrono::milliseconds(100));
        if (!writer) return false;
        bool log = false;
        {
            Statement mode = writer->query("PRAGMA journal_mode = WAL");
            log = mode.next() && mode.text(0) == "wal";
        }
        // What is written here is thrown away: it needs no waiting for the disk.
        writer->execute("PRAGMA synchronous = OFF; CREATE TABLE probe(x); INSERT INTO probe VALUES (1)");
        Result<Database> reader = Database::open(path, std::chrono::milliseconds(100), false);
        if (!log || writer->failed() || !reader) return false;
        Statement row = reader->query("SELECT x FROM probe");
        return row.next() && row.integer(0) == 1;
    };
    remove_all();
    const bool answer = works();
    remove_all();
    return answer;
}

}  // namespace katern::notes
