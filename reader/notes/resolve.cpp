// From an anchor to the text of today. The rules and their thresholds are explained in README.md beside this file.
#include <algorithm>
#include <cmath>

#include "notes/resolving.h"

namespace katern::notes {
namespace {

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

}  // namespace

std::vector<std::size_t> Haystack::find(std::string_view words, std::size_t limit) const {
    if (!index) return find_all(chapter.text, words, limit);
    std::vector<std::size_t> places = index->find(words, {offset, offset + chapter.text.size()}, limit);
    for (std::size_t& place : places) place -= offset;
    return places;
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

Resolution orphan_of(const Anchor& anchor, const std::vector<CodePointRange>& candidates) {
    Resolution resolution;
    resolution.chapter = anchor.chapter;
    resolution.range = anchor.range;
    resolution.candidates = candidates;
    return resolution;
}

Resolution found(const document::Chapter& chapter, CodePointRange range, How how, Method method, double score) {
    return {how, method, chapter.id, range, score, {}};
}

std::optional<Place> best_of_equals(const Anchor& anchor, const document::Chapter& chapter, std::vector<Place> equals) {
    const auto distance = [&](const Place& place) {
        return std::abs(static_cast<double>(place.range.start) - static_cast<double>(anchor.range.start));
    };
    if (equals.size() == 1) return equals.front();
    for (Place& place : equals) place.headings = chapter.headings_above(place.byte) == anchor.headings;
    const auto others = std::partition(equals.begin(), equals.end(), [](const Place& place) { return place.headings; });
    if (others != equals.begin()) equals.erase(others, equals.end());
    std::sort(equals.begin(), equals.end(), [&](const Place& a, const Place& b) { return distance(a) < distance(b); });
    if (equals.size() == 1 || distance(equals[0]) * clearly_nearer < distance(equals[1])) return equals.front();
    return std::nullopt;
}

namespace {

Resolution orphan(const Anchor& anchor, const std::vector<Place>& places = {}) {
    std::vector<CodePointRange> candidates;
    for (const Place& place : places)
        if (candidates.size() < most_candidates) candidates.push_back(place.range);
    return orphan_of(anchor, candidates);
}

// So much of a side as must agree, next to the words.
std::size_t agreeing_bytes(std::string_view side, bool at_its_end) {
    const std::size_t all = text::count_code_points(side);
    std::size_t wanted = static_cast<std::size_t>(std::ceil(agreeing_share * static_cast<double>(all)));
    std::size_t at = at_its_end ? side.size() : 0;
    while (wanted > 0) {
        at_its_end ? --at : ++at;
        if (at == 0 || at == side.size() || (static_cast<unsigned char>(side[at]) & 0xC0) != 0x80) --wanted;
    }
    return at_its_end ? side.size() - at : at;
}

// Every place of the words; of a short quote, which may stand in a thousand places, only those where a side agrees, or
// else the first few.
std::vector<Place> places_of_words(const Anchor& anchor, const Haystack& in) {
    std::vector<std::size_t> bytes;
    if (text::count_code_points(anchor.exact) >= shortest_without_context) {
        bytes = in.find(anchor.exact);
    } else {
        if (!anchor.prefix.empty()) {
            const std::size_t side = agreeing_bytes(anchor.prefix, true);
            bytes = in.find(anchor.prefix.substr(anchor.prefix.size() - side) + anchor.exact);
            for (std::size_t& at : bytes) at += side;
        }
        if (!anchor.suffix.empty())
            for (const std::size_t at :
                 in.find(anchor.exact + anchor.suffix.substr(0, agreeing_bytes(anchor.suffix, false))))
                bytes.push_back(at);
        if (bytes.empty()) bytes = in.find(anchor.exact, most_candidates);
    }
    std::sort(bytes.begin(), bytes.end());
    bytes.erase(std::unique(bytes.begin(), bytes.end()), bytes.end());
    std::vector<Place> places;
    places.reserve(bytes.size());
    for (const std::size_t at : bytes) places.push_back(place_at(anchor, in.chapter, at, anchor.exact.size()));
    return places;
}

Resolution resolve_words(const Anchor& anchor, const Haystack& in) {
    const document::Chapter& chapter = in.chapter;
    std::vector<Place> places = places_of_words(anchor, in);
    if (places.empty()) return resolve_changed(anchor, in);
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
        return a.score() != b.score() ? a.score() > b.score() : a.byte < b.byte;
    });
    // Where all of the context stands, nothing less is looked at: a near copy can't put an untouched passage in doubt.
    std::vector<Place> best;
    for (const Place& place : places)
        if (place.agrees() && places.front().score() - place.score() < margin && (place.whole || !places.front().whole))
            best.push_back(place);
    // The same words with hardly anything of their context may be a copy, while they themselves were changed.
    const bool at_home = std::any_of(best.begin(), best.end(), [](const Place& place) {
        return place.whole || (place.before >= agreeing_share && place.after >= agreeing_share);
    });
    if (!at_home) {
        const Resolution changed = resolve_changed(anchor, in);
        // The words themselves, between context that was edited, or with something put in beside them.
        const auto within = std::find_if(places.begin(), places.end(), [&](const Place& place) {
            return changed.placed() && place.range.start >= changed.range.start && place.range.end <= changed.range.end;
        });
        if (within != places.end()) return found(chapter, within->range, How::exact, Method::quote, within->score());
        if (changed.placed()) return changed;
    }
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
Resolution resolve_point(const Anchor& anchor, const Haystack& in) {
    const document::Chapter& chapter = in.chapter;
    if (anchor.range.start == 0 && anchor.prefix.empty()) return found(chapter, {0, 0}, How::exact, Method::quote, 1);
    std::vector<Place> places;
    const auto search = [&](std::string_view context, bool before) {
        if (text::count_code_points(context) < shortest_without_context) return;
        for (const std::size_t at : in.find(context)) {
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

}  // namespace

Resolution resolve_in(const Anchor& anchor, const Haystack& in) {
    const document::Chapter& chapter = in.chapter;
    if (!anchor.chapter_hash.empty() && anchor.chapter_hash == chapter.hash) {
        // What a file claims is looked at all the same: the words must stand there.
        const text::Range bytes = to_bytes(chapter, anchor.range);
        if (anchor.range.end <= chapter.code_points.size() && text::slice(chapter.text, bytes) == anchor.exact)
            return found(chapter, anchor.range, How::exact, Method::position, 1);
    }
    if (!anchor.exact.empty()) return resolve_words(anchor, in);
    return anchor.figure ? resolve_figure(anchor, chapter) : resolve_point(anchor, in);
}

Resolution resolve(const Anchor& anchor, const document::Chapter& chapter) {
    return resolve_in(anchor, {chapter});
}

}  // namespace katern::notes
