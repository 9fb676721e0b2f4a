#include "notes/failing_disk.h"

#include <sqlite3.h>

#include <cstring>

namespace katern::notes::test {
namespace {

struct State {
    sqlite3_vfs* real = nullptr;
    sqlite3_vfs vfs{};
    std::size_t writes_left = 0;
    FailingDisk::Fails how = FailingDisk::Fails::once;
    bool failed = false;
};
State disk;

// What SQLite allocates for a file: ours, and behind it the real one.
struct File {
    sqlite3_file base;
    [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
sqlite3_file* real_of(sqlite3_file* file) {
    return reinterpret_cast<File*>(file)->real();
}

int may_write() {
    if (disk.how == FailingDisk::Fails::sharing) return SQLITE_OK;
    if (disk.failed) return disk.how == FailingDisk::Fails::once ? SQLITE_OK : SQLITE_FULL;
    if (--disk.writes_left > 0) return SQLITE_OK;
    disk.failed = true;
    return disk.how == FailingDisk::Fails::once ? SQLITE_IOERR_WRITE : SQLITE_FULL;
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
    if (const int code = may_write(); code != SQLITE_OK) {
        // As a disk does: half of it may be there.
        real_of(file)->pMethods->xWrite(real_of(file), bytes, count / 2, at);
        return code;
    }
    return real_of(file)->pMethods->xWrite(real_of(file), bytes, count, at);
}

const sqlite3_io_methods methods{
    3,
    [](sqlite3_file* f) { return real_of(f)->pMethods->xClose(real_of(f)); },
    [](sqlite3_file* f, void* to, int count, sqlite3_int64 at) {
        return real_of(f)->pMethods->xRead(real_of(f), to, count, at);
    },
    write,
    [](sqlite3_file* f, sqlite3_int64 size) { return real_of(f)->pMethods->xTruncate(real_of(f), size); },
    [](sqlite3_file* f, int flags) { return real_of(f)->pMethods->xSync(real_of(f), flags); },
    [](sqlite3_file* f, sqlite3_int64* size) { return real_of(f)->pMethods->xFileSize(real_of(f), size); },
    [](sqlite3_file* f, int lock) { return real_of(f)->pMethods->xLock(real_of(f), lock); },
    [](sqlite3_file* f, int lock) { return real_of(f)->pMethods->xUnlock(real_of(f), lock); },
    [](sqlite3_file* f, int* out) { return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out); },
    [](sqlite3_file* f, int what, void* argument) {
        return real_of(f)->pMethods->xFileControl(real_of(f), what, argument);
    },
    [](sqlite3_file* f) { return real_of(f)->pMethods->xSectorSize(real_of(f)); },
    [](sqlite3_file* f) { return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f)); },
    [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
        if (disk.how == FailingDisk::Fails::sharing) return SQLITE_IOERR_SHMMAP;
        return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
    },
    [](sqlite3_file* f, int at, int count, int flags) {
        return real_of(f)->pMethods->xShmLock(real_of(f), at, count, flags);
    },
    [](sqlite3_file* f) { real_of(f)->pMethods->xShmBarrier(real_of(f)); },
    [](sqlite3_file* f, int remove) { return real_of(f)->pMethods->xShmUnmap(real_of(f), remove); },
    [](sqlite3_file*, sqlite3_int64, int, void** out) {
        *out = nullptr;  // no mapping: every byte goes through here
        return SQLITE_OK;
    },
    [](sqlite3_file*, sqlite3_int64, void*) { return SQLITE_OK; }};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    auto* ours = reinterpret_cast<File*>(file);
    ours->base.pMethods = nullptr;
    const int code = disk.real->xOpen(disk.real, name, ours->real(), flags, out_flags);
    if (ours->real()->pMethods) ours->base.pMethods = &methods;
    return code;
}

}  // namespace

FailingDisk::FailingDisk(std::size_t write, Fails how) {
    disk.real = sqlite3_vfs_find("unix");
    disk.vfs = *disk.real;
    disk.vfs.zName = "failing";
    disk.vfs.pNext = nullptr;
    disk.vfs.szOsFile = static_cast<int>(sizeof(File)) + disk.real->szOsFile;
    disk.vfs.xOpen = open;
    disk.writes_left = write;
    disk.how = how;
    disk.failed = false;
    sqlite3_vfs_register(&disk.vfs, 1);
}

FailingDisk::~FailingDisk() {
    sqlite3_vfs_unregister(&disk.vfs);
    sqlite3_vfs_register(disk.real, 1);
}

bool FailingDisk::failed() const {
    return disk.failed;
}

}  // namespace katern::notes::test
