// The figures of a book: what is known of each, the pixels that were made last, and the thread that makes them.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "draw/draw.h"
#include "draw/late_cairo.h"
#include "draw/picture_head.h"
#include "draw/picture_maker.h"
#include "draw/svg.h"

namespace katern::draw {
namespace {

// Of pixels that are kept for when a page is turned back; those in view are kept anyway, by whoever draws them.
constexpr std::size_t most_kept = 64 * 1024 * 1024;
constexpr std::uint64_t recent = 32;        // calls; what was asked for since is in view
constexpr std::size_t most_waiting = 16;    // orders; the oldest is of a page that was turned long ago
constexpr std::chrono::seconds idle(3);     // then a decoded file is let go

// Pixels that were made.
struct Made {
    PictureOrder order;
    std::shared_ptr<const Picture> picture;
    std::uint64_t asked = 0;  // when it was asked for last, in calls
};

bool stands_for(const PictureOrder& a, const PictureOrder& b) {
    // Only an SVG depends on the ink, and may not be seen on the paper of another theme.
    return a.path == b.path && (a.ink == b.ink || a.head.kind != PictureHead::Kind::svg);
}
bool same(const PictureOrder& a, const PictureOrder& b) { return stands_for(a, b) && a.part == b.part; }

}  // namespace

struct Pictures::Shared {
    std::shared_ptr<const document::Book> book;
    std::function<void()> arrived;
    PictureMaker maker;

    std::mutex mutex;  // over all below
    std::condition_variable_any ordered;
    std::map<std::string, std::optional<PictureHead>> heads;  // nothing: missing or broken
    std::vector<Made> made;
    std::vector<PictureOrder> waiting;  // the newest last
    std::optional<PictureOrder> under_way;
    std::uint64_t calls = 0;
    bool found_broken = false;
    std::jthread thread;  // started by the first order

    Shared(std::shared_ptr<const document::Book> from, std::function<void()> then)
        : book(std::move(from)), arrived(std::move(then)), maker(book) {}

    const std::optional<PictureHead>& head(const std::string& path) {
        const auto [slot, is_new] = heads.try_emplace(path);
        if (!is_new) return slot->second;
        Result<std::string> bytes = book->files().read_start(path, head_bytes);
        if (!bytes) return slot->second;
        slot->second = head_of(*bytes);
        if (!slot->second && bytes->size() == head_bytes && (bytes = book->files().read(path))) slot->second = head_of(*bytes);
        return slot->second;
    }

    // Null: it can't be shown.
    const PictureHead* fit_head(const std::string& path) {
        const std::optional<PictureHead>& found = head(path);
        return found && is_fit(*found) ? &*found : nullptr;
    }

    ShownPicture show(const std::string& path, const PicturePart& part, Color ink) {
        const std::lock_guard lock(mutex);
        const PictureHead* head = fit_head(path);
        if (!head || part.width < 1 || part.height < 1 || !is_fit(part.shown_width, part.shown_height)) return {};
        const PictureOrder order{path, *head, part, ink};
        ++calls;
        if (const ShownPicture ready = made_for(order, same); ready.picture) return ready;
        if (arrived) {
            put_in_line(order);
        } else {
            take(order, maker.make(order));
        }
        return made_for(order, stands_for);
    }

    // The last one that was made; none when there is no such.
    ShownPicture made_for(const PictureOrder& order, bool (*fits)(const PictureOrder&, const PictureOrder&)) {
        const auto found = std::find_if(made.rbegin(), made.rend(), [&](const Made& each) { return fits(each.order, order); });
        if (found == made.rend()) return {};
        found->asked = calls;
        return {found->picture, found->order.part};
    }

    void put_in_line(const PictureOrder& order) {
        if (under_way && same(*under_way, order)) return;
        std::erase_if(waiting, [&](const PictureOrder& other) { return same(other, order); });
        waiting.push_back(order);
        if (waiting.size() > most_waiting) waiting.erase(waiting.begin());
        if (!thread.joinable()) thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
        ordered.notify_one();
    }

    void take(const PictureOrder& order, std::shared_ptr<const Picture> picture) {
        if (!picture) {
            heads[order.path].reset();  // it is not tried again
            found_broken = true;
            return;
        }
        made.push_back({order, std::move(picture), calls});
        std::size_t kept = 0;
        for (const Made& each : made) kept += each.picture->rgba.size();
        while (kept > most_kept) {
            const auto oldest = std::min_element(made.begin(), made.end(), [](const Made& a, const Made& b) { return a.asked < b.asked; });
            if (oldest->asked + recent > calls) return;
            kept -= oldest->picture->rgba.size();
            made.erase(oldest);
        }
    }

    void run(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            PictureOrder order;
            {
                std::unique_lock lock(mutex);
                const auto has_order = [&] { return !waiting.empty(); };
                if (!ordered.wait_for(lock, stop, idle, has_order)) {
                    maker.forget();
                    ordered.wait(lock, stop, has_order);
                }
                if (stop.stop_requested()) return;
                order = std::move(waiting.back());
                waiting.pop_back();
                under_way = order;
            }
            std::shared_ptr<const Picture> picture = maker.make(order, stop);
            if (stop.stop_requested()) return;
            {
                const std::lock_guard lock(mutex);
                under_way.reset();
                take(order, std::move(picture));
            }
            arrived();
        }
    }
};

Pictures::Pictures(std::shared_ptr<const document::Book> book, std::function<void()> arrived)
    : shared_(std::make_unique<Shared>(std::move(book), std::move(arrived))) {}
Pictures::~Pictures() = default;

std::optional<Size> Pictures::size(const std::string& path) {
    const std::lock_guard lock(shared_->mutex);
    const PictureHead* head = shared_->fit_head(path);
    return head ? std::optional(Size{static_cast<Px>(head->width), static_cast<Px>(head->height)}) : std::nullopt;
}

std::optional<Size> Pictures::size_of_too_large(const std::string& path) {
    const std::lock_guard lock(shared_->mutex);
    const std::optional<PictureHead>& found = shared_->head(path);
    if (!found || is_fit(*found)) return std::nullopt;
    return Size{static_cast<Px>(found->width), static_cast<Px>(found->height)};
}

std::shared_ptr<const Picture> Pictures::at(const std::string& path, std::uint32_t width, std::uint32_t height, Color ink) {
    const int whole_width = static_cast<int>(width), whole_height = static_cast<int>(height);
    const ShownPicture shown = part(path, {whole_width, whole_height, 0, 0, whole_width, whole_height}, ink);
    const bool whole = shown.part.shown_width == shown.part.width && shown.part.shown_height == shown.part.height;
    return whole ? shown.picture : nullptr;
}

void Pictures::expect(const std::string& path, std::uint32_t width, std::uint32_t height, Color ink) {
    if (shared_->arrived) static_cast<void>(at(path, width, height, ink));
}

ShownPicture Pictures::part(const std::string& path, const PicturePart& part, Color ink) { return shared_->show(path, part, ink); }

bool Pictures::draw_lines(const std::string& path, cairo_t* cairo, Rect rect, Color ink) {
    {
        const std::lock_guard lock(shared_->mutex);
        const PictureHead* head = shared_->fit_head(path);
        if (!head || head->kind != PictureHead::Kind::svg) return false;
    }
    const Result<std::string> bytes = shared_->book->files().read(path);
    if (!bytes) return false;
    cairo_save(cairo);
    cairo_translate(cairo, rect.x, rect.y);
    const bool drawn = render_svg(*bytes, cairo, rect.width, rect.height, ink);
    cairo_restore(cairo);
    return drawn;
}

bool Pictures::take_broken() {
    const std::lock_guard lock(shared_->mutex);
    return std::exchange(shared_->found_broken, false);
}

}  // namespace katern::draw
