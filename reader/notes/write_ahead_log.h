// SQLite's write-ahead log, read without SQLite (file format, section 4). Internal to notes/.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace katern::notes {

struct WriteAheadLog {
    static constexpr std::size_t head_size = 32, frame_head_size = 24;
    struct Frame {
        std::uint32_t page = 0;
        std::string_view bytes;
    };
    std::size_t page_size = 4096;
    std::vector<Frame> frames;             // of this log up to its last commit, whether their checksums are right or not
    std::vector<std::string_view> others;  // pages in frames that are not of this log, or whose head is damaged
    bool damaged = false;                  // SQLite would leave out frames that were committed
};

// The views point into `bytes`.
[[nodiscard]] WriteAheadLog read_log(std::string_view bytes);

}  // namespace katern::notes
