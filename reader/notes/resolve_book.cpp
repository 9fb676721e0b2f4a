// Many anchors, or one, in a whole book.
#include <algorithm>
#include <memory>

#include "notes/resolving.h"

namespace katern::notes {
namespace {

// From so many anchors on, the time to index the book is won back.
constexpr std::size_t worth_an_index = 8;

using Chapters = std::vector<std::shared_ptr<const document::Chapter>>;

// The book that anchors are looked for in; all of its chapters, and an index over them when there are many anchors.
class Shelf {
public:
    Shelf(const document::Book& book, std::size_t anchors) : book_(book), chapters_(book.chapters.size()) {
        if (anchors < worth_an_index) return;
        std::string all;
        for (std::size_t i = 0; i < chapters_.size(); ++i) {
            starts_.push_back(all.size());
            if (const document::Chapter* chapter = at(i)) all += chapter->text;
        }
        index_ = std::make_unique<TextIndex>(std::move(all));
    }

    [[nodiscard]] Resolution resolve(const Anchor& anchor) {
        const std::optional<std::size_t> own = chapter_of(anchor, book_);
        Resolution here = orphan_of(anchor);
        if (own && at(*own)) {
            here = resolve_in(anchor, haystack(*own, true));
            if (here.placed() || anchor.exact.empty() || doubtful(here, anchor, *at(*own))) return here;
        }
        Resolution elsewhere = search_elsewhere(anchor, own);
        return elsewhere.placed() ? elsewhere : here;
    }

private:
    // The words are still there, in places between which nothing decides.
    static bool doubtful(const Resolution& orphan, const Anchor& anchor, const document::Chapter& chapter) {
        return std::any_of(orphan.candidates.begin(), orphan.candidates.end(), [&](CodePointRange range) {
            return text::slice(chapter.text, to_bytes(chapter, range)) == anchor.exact;
        });
    }

    const document::Chapter* at(std::size_t index) {
        if (!chapters_[index])
            if (const auto chapter = book_.chapter(index)) chapters_[index] = *chapter;
        return chapters_[index].get();
    }

    Haystack haystack(std::size_t index, bool own) {
        return {*at(index), index_.get(), index_ ? starts_[index] : 0, own};
    }

    // Chapters that can hold the words, or that may be the anchor's under another name.
    std::vector<std::size_t> chapters_to_search(const Anchor& anchor, std::optional<std::size_t> own) {
        std::vector<std::size_t> out;
        if (!index_ || anchor.exact.empty() || !own) {
            for (std::size_t i = 0; i < chapters_.size(); ++i) out.push_back(i);
        } else {
            for (const std::size_t place : index_->find(anchor.exact, {0, index_->text().size()}, 64)) {
                const auto after = std::upper_bound(starts_.begin(), starts_.end(), place);
                const auto chapter = static_cast<std::size_t>(after - starts_.begin()) - 1;
                if (out.empty() || out.back() != chapter) out.push_back(chapter);
            }
        }
        std::erase_if(out, [&](std::size_t i) { return own == i || !at(i); });
        return out;
    }

    // Words that left their chapter, in any other one.
    Resolution search_elsewhere(const Anchor& anchor, std::optional<std::size_t> own) {
        for (std::size_t i = 0; i < chapters_.size() && !anchor.chapter_hash.empty(); ++i)
            if (own != i && at(i) && at(i)->hash == anchor.chapter_hash) return resolve_in(anchor, haystack(i, true));
        if (anchor.exact.empty() && !anchor.figure) return orphan_of(anchor);
        std::optional<Resolution> best, second;
        for (const std::size_t i : chapters_to_search(anchor, own)) {
            Resolution here = resolve_in(anchor, haystack(i, false));
            // Words that are still in their own chapter, but changed, are not in another one.
            if (!here.placed() || (own && here.how == How::changed)) continue;
            if (here.how == How::exact) here.how = How::moved, here.method = Method::elsewhere;
            if (!best || here.score > best->score)
                std::swap(best, second), best = std::move(here);
            else if (!second || here.score > second->score)
                second = std::move(here);
        }
        if (!best || (second && best->score - second->score < margin)) return orphan_of(anchor);
        return *best;
    }

    const document::Book& book_;
    Chapters chapters_;
    std::vector<std::size_t> starts_;
    std::unique_ptr<TextIndex> index_;
};

}  // namespace

std::optional<std::size_t> chapter_of(const Anchor& anchor, const document::Book& book) {
    std::string id = anchor.chapter;
    // A redirect may lead to another redirect; never round in circles.
    for (std::size_t hops = 0; !book.find(id) && hops <= book.redirects.size(); ++hops) {
        const auto next = book.redirects.find(id);
        if (next == book.redirects.end()) break;
        id = next->second;
    }
    return book.find(id);
}

Resolution resolve(const Anchor& anchor, const document::Book& book) {
    return Shelf(book, 1).resolve(anchor);
}

std::vector<Resolution> resolve_all(std::span<const Anchor> anchors, const document::Book& book,
                                    const std::stop_token& stop) {
    std::vector<Resolution> out;
    if (anchors.empty()) return out;
    out.reserve(anchors.size());
    Shelf shelf(book, anchors.size());
    for (const Anchor& anchor : anchors) {
        if (stop.stop_requested()) break;
        out.push_back(shelf.resolve(anchor));
    }
    return out;
}

}  // namespace katern::notes
