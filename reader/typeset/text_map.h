// Values that hold the text by which they are found. Inside typeset/ only.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace katern::typeset {

// Open addressing; the hashes lie side by side, so that what isn't there is known without a look at any value. Values are another's.
template <class T>
class TextMap {
public:
    // Null when it isn't there.
    [[nodiscard]] const T* find(std::string_view text, std::uint64_t hash) const {
        for (std::size_t at = place(hash); slots_[at].value != nullptr; at = place(at + 1))
            if (slots_[at].hash == hash && slots_[at].value->text == text) return slots_[at].value;
        return nullptr;
    }
    // One that isn't there yet.
    void add(const T& value, std::uint64_t hash) {
        if (2 * ++size_ > slots_.size()) grow();
        put({hash, &value});
    }
    // Memory is slow: what will be found soon is fetched while other words are worked on, first its place, then, two or three words
    // later, the value.
    void fetch_place(std::uint64_t hash) const { __builtin_prefetch(&slots_[place(hash)]); }
    void fetch_value(std::uint64_t hash) const {
        std::size_t at = place(hash);
        while (slots_[at].hash != hash && slots_[at].value != nullptr) at = place(at + 1);
        const char* value = reinterpret_cast<const char*>(slots_[at].value);
        __builtin_prefetch(value);
        __builtin_prefetch(value + 64);
    }
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    struct Slot {
        std::uint64_t hash = 0;
        const T* value = nullptr;
    };
    [[nodiscard]] std::size_t place(std::uint64_t hash) const { return hash & (slots_.size() - 1); }
    void put(const Slot& slot) {
        std::size_t at = place(slot.hash);
        while (slots_[at].value != nullptr) at = place(at + 1);
        slots_[at] = slot;
    }
    void grow() {
        std::vector<Slot> old(slots_.size() * 2);
        std::swap(old, slots_);
        for (const Slot& slot : old)
            if (slot.value != nullptr) put(slot);
    }

    std::vector<Slot> slots_ = std::vector<Slot>(64);  // a power of two, at most half full
    std::size_t size_ = 0;
};

}  // namespace katern::typeset
