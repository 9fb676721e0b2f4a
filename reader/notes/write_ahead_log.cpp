#include "notes/write_ahead_log.h"

#include <algorithm>
#include <map>
#include <utility>

namespace katern::notes {
namespace {

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
    std::uint32_t out = 0;
    for (std::size_t i = at; i < at + 4; ++i) out = (out << 8) | static_cast<unsigned char>(bytes[i]);
    return out;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at) {
    std::uint32_t out = 0;
    for (std::size_t i = at + 4; i-- > at;) out = (out << 8) | static_cast<unsigned char>(bytes[i]);
    return out;
}

// Section 4.2. The words are in the order that the log's magic number says.
struct Checksum {
    std::uint32_t first = 0, second = 0;
    void add(std::string_view bytes, bool big) {
        for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
            first += (big ? big_endian(bytes, at) : little_endian(bytes, at)) + second;
            second += (big ? big_endian(bytes, at + 4) : little_endian(bytes, at + 4)) + first;
        }
    }
    [[nodiscard]] bool stands_at(std::string_view bytes, std::size_t at) const {
        return big_endian(bytes, at) == first && big_endian(bytes, at + 4) == second;
    }
};

constexpr std::uint32_t magic = 0x377F0682;  // the last bit: big-endian checksums
constexpr std::size_t salt_in_head = 16, salt_in_frame = 8;

struct Head {
    std::size_t page_size = 4096;
    std::string_view salt;
    bool big = false;
    bool sound = false;
    Checksum checksum;
};

// Of a log whose head is damaged: the salt that most frames have.
std::string_view commonest_salt(std::string_view bytes, std::size_t stride) {
    std::map<std::string_view, std::size_t> count;
    for (std::size_t at = WriteAheadLog::head_size; at + stride <= bytes.size(); at += stride)
        ++count[bytes.substr(at + salt_in_frame, 8)];
    const auto most = std::max_element(count.begin(), count.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == count.end() ? std::string_view() : most->first;
}

Head head_of(std::string_view bytes) {
    Head head;
    const std::uint32_t page_size = big_endian(bytes, 8);
    head.big = (big_endian(bytes, 0) & 1U) != 0;
    head.checksum.add(bytes.substr(0, 24), head.big);
    const bool size_sound = page_size >= 512 && page_size <= 65536 && (page_size & (page_size - 1)) == 0;
    if (size_sound) head.page_size = page_size;
    head.sound = size_sound && (big_endian(bytes, 0) & ~1U) == magic && head.checksum.stands_at(bytes, 24);
    head.salt = head.sound ? bytes.substr(salt_in_head, 8) : commonest_salt(bytes, head.page_size + WriteAheadLog::frame_head_size);
    return head;
}

}  // namespace

WriteAheadLog read_log(std::string_view bytes) {
    WriteAheadLog log;
    if (bytes.size() <= WriteAheadLog::head_size) return log;
    Head head = head_of(bytes);
    log.page_size = head.page_size;
    const std::size_t stride = WriteAheadLog::frame_head_size + head.page_size;
    bool in_order = head.sound;       // what SQLite would still read
    std::size_t committed = 0;        // frames up to the last commit
    bool commit_behind_the_break = false;
    for (std::size_t at = WriteAheadLog::head_size; at + stride <= bytes.size(); at += stride) {
        const std::string_view frame = bytes.substr(at, stride), page = frame.substr(WriteAheadLog::frame_head_size);
        const bool ours = frame.substr(salt_in_frame, 8) == head.salt;
        if (in_order && ours) {
            head.checksum.add(frame.substr(0, 8), head.big);
            head.checksum.add(page, head.big);
        }
        in_order = in_order && ours && head.checksum.stands_at(frame, 16);
        const std::uint32_t number = big_endian(frame, 0);
        if (!ours || number == 0 || number > 0x7FFFFFFFU) {
            log.others.push_back(page);
            continue;
        }
        log.frames.push_back({number, page});
        if (big_endian(frame, 4) == 0) continue;
        committed = log.frames.size();
        commit_behind_the_break = commit_behind_the_break || !in_order;
    }
    // What stands behind the last commit was never said to be kept.
    log.frames.resize(committed);
    log.damaged = commit_behind_the_break;
    return log;
}

}  // namespace katern::notes
