// From an anchor to the text of today. The rules and their thresholds are explained in README.md beside this file.
#include <algorithm>
#include <cmath>

#include "notes/anchor.h"

namespace katern::notes {
namespace {

// Of a side's context so much must stand next to the words, unbroken, for that side to agree. Half, so that an edit in
// the outer words doesn't part a note from its place, and no less, since the next item of a list often begins the same.
constexpr double agreeing_share = 0.5;
// A shorter quote needs its context: "netwerk" stands anywhere.
constexpr std::size_t shortest_without_context = 20;  // code points
// The best place must be so far ahead of the second.
constexpr double margin = 0.1;
// Among places that agree equally well, the nearest is taken only when the second lies this many times further away.
constexpr double clearly_nearer = 4;
constexpr std::size_t most_candidates = 10;

// One place where the words stand.
struct Place {
    std::size_t byte = 0;
    CodePointRange range;
    double before = 0, after = 0;  // share of the stored context that agrees; a side without context has 0
    bool whole = false;            // all of the context is there
    bool headings = false;         // the same headings stand above it

    [[nodiscard]] bool agrees() const { return before >= agreeing_share || after >= agreeing_share; }
    // Half for the words, a quarter for each side.
    [[nodiscard]] double score() const { return 0.5 + 0.25 * before + 0.25 * after; }
};

// Share of `context`, counted in code points from the quote outwards, that stands there without a break.
double agreement_before(std::string_view context, std::string_view text_before) {
    if (context.empty()) return 0;
    std::size_t same = 0;
    while (same < context.size() && same < text_before.size() &&
           context[context.size() - 1 - same] == text_before[text_before.size() - 1 - same])
        ++same;
    while (same > 0 && (static_cast<unsigned char>(context[context.size() - same]) & 0xC0) == 0x80) --same;
    return static_cast<double>(text::count_code_points(context.substr(context.size() - same))) /
           static_cast<double>(text::count_code_points(context));
}

double agreement_after(std::string_view context, std::string_view text_after) {
    if (context.empty()) return 0;
    std::size_t same = 0;
    while (same < context.size() && same < text_after.size() && context[same] == text_after[same]) ++same;
    while (same < context.size() && same > 0 && (static_cast<unsigned char>(context[same]) & 0xC0) == 0x80) --same;
    return static_cast<double>(text::count_code_points(context.substr(0, same))) /
           static_cast<double>(text::count_code_points(context));
}

Place place_at(const Anchor& anchor, const document::Chapter& chapter, std::size_t byte, std::size_t size) {
    const std::string_view whole = chapter.text;
    Place place;
    place.byte = byte;
    place.range = to_code_points(chapter, {byte, byte + size});
    place.before = agreement_before(anchor.prefix, whole.substr(0, byte));
    place.after = agreement_after(anchor.suffix, whole.substr(byte + size));
    const auto agrees = [](const std::string& context, double share) { return context.empty() || share == 1; };
    place.whole = agrees(anchor.prefix, place.before) && agrees(anchor.suffix, place.after) &&
                  !(anchor.prefix.empty() && anchor.suffix.empty());
    return place;
}

std::vector<Place> places_of_words(const Anchor& anchor, const document::Chapter& chapter) {
    std::vector<Place> places;
    for (std::size_t at = chapter.text.find(anchor.exact); at != std::string::npos;
         at = chapter.text.find(anchor.exact, at + 1))
        places.push_back(place_at(anchor, chapter, at, anchor.exact.size()));
    return places;
}

Resolution orphan(const Anchor& anchor, const std::vector<Place>& candidates = {}) {
    Resolution resolution;
    resolution.chapter = anchor.chapter;
    resolution.range = anchor.range;
    for (const Place& place : candidates)
        if (resolution.candidates.size() < most_candidates) resolution.candidates.push_back(place.range);
    return resolution;
}

Resolution found(const document::Chapter& chapter, CodePointRange range, How how, Method method, double score) {
    return {how, method, chapter.id, range, score, {}};
}

double distance(const Anchor& anchor, const Place& place) {
    return std::abs(static_cast<double>(place.range.start) - static_cast<double>(anchor.range.start));
}

// The best of places that agree equally well: the only one under the same headings, else the one that is clearly
// nearest to where it was. A repeated refrain has no other difference.
std::optional<Place> best_of_equals(const Anchor& anchor, const document::Chapter& chapter, std::vector<Place> equals) {
    if (equals.size() == 1) return equals.front();
    for (Place& place : equals) place.headings = chapter.headings_above(place.byte) == anchor.headings;
    const auto others = std::partition(equals.begin(), equals.end(), [](const Place& place) { return place.headings; });
    if (others != equals.begin()) equals.erase(others, equals.end());
    std::sort(equals.begin(), equals.end(),
              [&](const Place& a, const Place& b) { return distance(anchor, a) < distance(anchor, b); });
    if (equals.size() == 1 || distance(anchor, equals[0]) * clearly_nearer < distance(anchor, equals[1]))
        return equals.front();
    return std::nullopt;
}

Resolution resolve_words(const Anchor& anchor, const document::Chapter& chapter) {
    std::vector<Place> places = places_of_words(anchor, chapter);
    if (places.empty()) return orphan(anchor);
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.score() > b.score(); });
    // Where all of the context stands, nothing less is looked at: a near copy can't put an untouched passage in doubt.
    std::vector<Place> best;
    for (const Place& place : places)
        if (place.agrees() && places.front().score() - place.score() < margin && (place.whole || !places.front().whole))
            best.push_back(place);
    if (!best.empty()) {
        const std::optional<Place> place = best_of_equals(anchor, chapter, best);
        if (!place) return orphan(anchor, best);
        return found(chapter, place->range, How::exact, Method::quote, place->score());
    }
    // Nothing around the words is left: they have to speak for themselves.
    if (places.size() > 1) return orphan(anchor, places);
    if (text::count_code_points(anchor.exact) < shortest_without_context) return orphan(anchor, places);
    return found(chapter, places.front().range, How::moved, Method::elsewhere, places.front().score());
}

// A figure without a caption: the block of the same picture.
Resolution resolve_figure(const Anchor& anchor, const document::Chapter& chapter) {
    std::vector<Place> same_picture;
    for (const document::Block& block : chapter.blocks) {
        if (block.kind != document::BlockKind::figure) continue;
        const bool same = std::any_of(block.images.begin(), block.images.end(), [&](std::uint32_t index) {
            return chapter.images.at(index).path == anchor.figure->image;
        });
        if (same) same_picture.push_back(place_at(anchor, chapter, block.text.start, 0));
    }
    if (same_picture.empty()) return orphan(anchor);
    const std::optional<Place> place = best_of_equals(anchor, chapter, same_picture);
    if (!place) return orphan(anchor, same_picture);
    return found(chapter, place->range, How::exact, Method::quote, std::max(place->score(), 0.5));
}

// A point has no words: what stands around it says where it is. The start of a chapter stays the start of the chapter.
Resolution resolve_point(const Anchor& anchor, const document::Chapter& chapter) {
    if (anchor.range.start == 0 && anchor.prefix.empty()) return found(chapter, {0, 0}, How::exact, Method::quote, 1);
    std::vector<Place> places;
    const std::string_view whole = chapter.text;
    const auto search = [&](std::string_view context, bool before) {
        if (text::count_code_points(context) < shortest_without_context) return;
        for (std::size_t at = whole.find(context); at != std::string_view::npos; at = whole.find(context, at + 1)) {
            const std::size_t byte = before ? at + context.size() : at;
            const bool known =
                std::any_of(places.begin(), places.end(), [&](const Place& p) { return p.byte == byte; });
            if (!known) places.push_back(place_at(anchor, chapter, byte, 0));
        }
    };
    search(anchor.prefix, true);
    search(anchor.suffix, false);
    if (places.empty()) return orphan(anchor);
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.score() > b.score(); });
    std::erase_if(places, [&, top = places.front().score()](const Place& p) { return top - p.score() >= margin; });
    const std::optional<Place> place = best_of_equals(anchor, chapter, places);
    if (!place) return orphan(anchor, places);
    return found(chapter, place->range, How::exact, Method::quote, place->score());
}

// Words that left their chapter, in any other one.
Resolution search_elsewhere(const Anchor& anchor, const document::Book& book, const std::string& not_in) {
    std::optional<Resolution> best, second;
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        if (book.chapters[i].id == not_in) continue;
        const auto chapter = book.chapter(i);
        if (!chapter) continue;
        // A chapter with the very same text under another name.
        const bool renamed = !anchor.chapter_hash.empty() && (*chapter)->hash == anchor.chapter_hash;
        if (renamed) return resolve(anchor, **chapter);
        if (anchor.exact.empty() && !anchor.figure) continue;
        Resolution here = resolve(anchor, **chapter);
        if (!here.placed()) continue;
        here.how = How::moved;
        here.method = Method::elsewhere;
        if (!best || here.score > best->score)
            std::swap(best, second), best = std::move(here);
        else if (!second || here.score > second->score)
            second = std::move(here);
    }
    if (!best || (second && best->score - second->score < margin)) return orphan(anchor);
    return *best;
}

}  // namespace

Resolution resolve(const Anchor& anchor, const document::Chapter& chapter) {
    if (!anchor.chapter_hash.empty() && anchor.chapter_hash == chapter.hash) {
        // What a file claims is looked at all the same: the words must stand there.
        const text::Range bytes = to_bytes(chapter, anchor.range);
        if (anchor.range.end <= chapter.code_points.size() && text::slice(chapter.text, bytes) == anchor.exact)
            return found(chapter, anchor.range, How::exact, Method::position, 1);
    }
    if (!anchor.exact.empty()) return resolve_words(anchor, chapter);
    return anchor.figure ? resolve_figure(anchor, chapter) : resolve_point(anchor, chapter);
}

Resolution resolve(const Anchor& anchor, const document::Book& book) {
    std::string id = anchor.chapter;
    // A redirect may lead to another redirect; never round in circles.
    for (std::size_t hops = 0; !book.find(id) && hops <= book.redirects.size(); ++hops) {
        const auto next = book.redirects.find(id);
        if (next == book.redirects.end()) break;
        id = next->second;
    }
    Resolution own = orphan(anchor);
    if (const std::optional<std::size_t> index = book.find(id)) {
        if (const auto chapter = book.chapter(*index)) own = resolve(anchor, **chapter);
        if (own.placed() || !own.candidates.empty()) return own;
        if (anchor.exact.empty()) return own;
    }
    return search_elsewhere(anchor, book, id);
}

}  // namespace katern::notes
