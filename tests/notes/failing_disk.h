// A disk that fails: a SQLite VFS over the real one, whose n-th write does not succeed.
#pragma once

#include <cstddef>

namespace katern::notes::test {

// For as long as it lives every database is opened on this disk. One at a time.
class FailingDisk {
public:
    // A hiccup; a disk that is full; one on which processes can't share memory, as on some network shares: every write
    // succeeds.
    enum class Fails { once, from_then_on, sharing };
    FailingDisk(std::size_t write, Fails how);
    ~FailingDisk();
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;

    [[nodiscard]] bool failed() const;
};

}  // namespace katern::notes::test
