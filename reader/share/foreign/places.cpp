// From an item to its place in the open book. The rules are explained in README.md of share/.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "notes/text_index.h"
#include "share/foreign.h"
#include "share/foreign/chapter_names.h"
#include "share/foreign/squeezed.h"

namespace katern::share {
namespace {

using foreign::ChapterNames;
using foreign::plain;
using foreign::Squeezed;
using foreign::squeezed;

constexpr std::size_t most_places = 2000;        // of one quote that are looked at
constexpr std::size_t short_quote = 16;          // squeezed bytes; it is looked for with its context
constexpr std::size_t shortest_point = 12;       // squeezed bytes around a bookmark that say where it is
constexpr std::size_t longest_between = 20'000;  // squeezed bytes between the ends of a passage
constexpr std::size_t speaks_for_itself = 20;    // code points, as in notes/resolving.h
constexpr double margin = 0.1;                   // the best place must be so far ahead of the second
constexpr double clearly_nearer = 4;
constexpr double hardly_any = 0.2, nearly_all = 1.2;  // of a context's two sides together

using Chapters = std::vector<std::shared_ptr<const document::Chapter>>;

struct Place {
    std::size_t chapter = 0;
    text::Range squeezed;  // in the index
    text::Range bytes;     // of the chapter's text
    bool as_written = false;
    double context = 0;  // 0 to 2

    [[nodiscard]] double score() const { return context + (as_written ? 0.5 : 0.0); }
};

// A quote as it is looked for.
struct Needle {
    std::string words, last;  // `last`: of a passage of which only the ends are known
    std::string before, after;
    std::string as_written;  // "": only the ends are known

    [[nodiscard]] bool has_context() const { return !before.empty() || !after.empty(); }
};

Needle needle_of(const ForeignItem& item) {
    Needle needle;
    needle.words = squeezed(item.ends ? item.ends->first : item.exact);
    if (item.ends) needle.last = squeezed(item.ends->last);
    if (!item.ends) needle.as_written = plain(item.exact);
    needle.before = squeezed(item.prefix);
    needle.after = squeezed(item.suffix);
    return needle;
}

std::string_view tail(std::string_view text, std::size_t most) {
    std::size_t at = text.size() - std::min(most, text.size());
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
    return text.substr(at);
}

std::string_view head(std::string_view text, std::size_t most) {
    std::size_t end = std::min(most, text.size());
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

// Share of a context that stands there unbroken, from the quote outwards.
double agreement(std::string_view context, std::string_view there, bool backwards) {
    if (context.empty()) return 0;
    const std::size_t most = std::min(context.size(), there.size());
    std::size_t same = 0;
    while (same < most && (backwards ? context[context.size() - 1 - same] == there[there.size() - 1 - same]
                                     : context[same] == there[same]))
        ++same;
    return static_cast<double>(same) / static_cast<double>(context.size());
}

}  // namespace

struct ForeignPlaces::Index {
    Index(const document::Book& the_book, notes::Edition the_edition)
        : book(the_book), edition(std::move(the_edition)), chapters(read(the_book)), names(the_book, chapters) {
        for (const auto& chapter : chapters) {
            starts.push_back(whole.text.size());
            if (chapter) squeeze_onto(whole, chapter->text);
            whole.text += '\n';  // in no quote, so that none goes on in the next chapter
            whole.origin.push_back(0);
        }
        starts.push_back(whole.text.size());
        index = std::make_unique<notes::TextIndex>(whole.text);
    }

    static Chapters read(const document::Book& book) {
        Chapters out;
        for (std::size_t i = 0; i < book.chapters.size(); ++i) {
            const auto chapter = book.chapter(i);
            out.push_back(chapter ? *chapter : nullptr);
        }
        return out;
    }

    [[nodiscard]] std::optional<notes::Anchor> find(const ForeignItem& item) const;
    [[nodiscard]] notes::Anchor unplaced(const ForeignItem& item) const;

    // Of a chapter in the index, without what ends it.
    [[nodiscard]] text::Range range_of(std::size_t chapter) const { return {starts[chapter], starts[chapter + 1] - 1}; }
    [[nodiscard]] text::Range everything() const { return {0, whole.text.size()}; }
    [[nodiscard]] std::size_t chapter_at(std::size_t at) const {
        return static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), at) - starts.begin()) - 1;
    }

    [[nodiscard]] std::vector<text::Range> stretches(const Needle& needle, text::Range within) const;
    [[nodiscard]] std::vector<text::Range> between_ends(const Needle& needle, text::Range within) const;
    [[nodiscard]] Place place_at(const Needle& needle, text::Range stretch) const;
    [[nodiscard]] std::vector<Place> places(const Needle& needle, const std::vector<std::size_t>& in) const;
    [[nodiscard]] std::optional<Place> best(std::vector<Place> places, const Needle& needle, const ForeignItem& item,
                                            const ChapterNames::Named& named) const;
    [[nodiscard]] std::optional<Place> nearest(const std::vector<Place>& equals, const ForeignItem& item) const;
    [[nodiscard]] std::optional<notes::Anchor> point(const ForeignItem& item, const ChapterNames::Named& named) const;
    [[nodiscard]] std::optional<notes::Anchor> by_position(const ForeignItem& item, std::size_t chapter) const;
    [[nodiscard]] notes::Anchor anchor(std::size_t chapter, text::Range bytes) const {
        return notes::anchor_on(*chapters[chapter], edition, bytes);
    }

    const document::Book& book;
    notes::Edition edition;
    Chapters chapters;
    ChapterNames names;
    Squeezed whole;  // all chapters, one after another
    std::vector<std::size_t> starts;
    std::unique_ptr<notes::TextIndex> index;
};

// Where the words stand. A short quote stands in thousands of places, so that it is looked for with what is around it.
std::vector<text::Range> ForeignPlaces::Index::stretches(const Needle& needle, text::Range within) const {
    if (!needle.last.empty()) return between_ends(needle, within);
    std::vector<std::size_t> starts_at;
    if (needle.words.size() < short_quote && needle.has_context()) {
        const std::string_view before = tail(needle.before, short_quote), after = head(needle.after, short_quote);
        if (!before.empty())
            for (const std::size_t at : index->find(std::string(before) + needle.words, within, most_places))
                starts_at.push_back(at + before.size());
        if (!after.empty())
            for (const std::size_t at : index->find(needle.words + std::string(after), within, most_places))
                starts_at.push_back(at);
    }
    if (starts_at.empty()) starts_at = index->find(needle.words, within, most_places);
    std::sort(starts_at.begin(), starts_at.end());
    starts_at.erase(std::unique(starts_at.begin(), starts_at.end()), starts_at.end());
    std::vector<text::Range> out;
    for (const std::size_t at : starts_at) out.push_back({at, at + needle.words.size()});
    return out;
}

// From each place of the first words to the next one of the last, within a chapter.
std::vector<text::Range> ForeignPlaces::Index::between_ends(const Needle& needle, text::Range within) const {
    std::vector<text::Range> out;
    for (const std::size_t at : index->find(needle.words, within, most_places)) {
        const std::size_t from = at + needle.words.size();
        const std::size_t to = std::min(range_of(chapter_at(at)).end, from + longest_between);
        const std::vector<std::size_t> last = index->find(needle.last, {from, to}, 1);
        if (!last.empty()) out.push_back({at, last.front() + needle.last.size()});
    }
    return out;
}

Place ForeignPlaces::Index::place_at(const Needle& needle, text::Range stretch) const {
    Place place;
    place.chapter = chapter_at(stretch.start);
    place.squeezed = stretch;
    const std::string& text = chapters[place.chapter]->text;
    place.bytes = whole.to_original(stretch, text);
    place.as_written = !needle.as_written.empty() && plain(text::slice(text, place.bytes)) == needle.as_written;
    const text::Range chapter = range_of(place.chapter);
    const std::string_view all = whole.text;
    place.context = agreement(needle.before, all.substr(chapter.start, stretch.start - chapter.start), true) +
                    agreement(needle.after, all.substr(stretch.end, chapter.end - stretch.end), false);
    return place;
}

// In some chapters, or with none named in all.
std::vector<Place> ForeignPlaces::Index::places(const Needle& needle, const std::vector<std::size_t>& in) const {
    std::vector<text::Range> ranges;
    for (const std::size_t chapter : in) ranges.push_back(range_of(chapter));
    if (in.empty()) ranges.push_back(everything());
    std::vector<Place> out;
    for (const text::Range range : ranges)
        for (const text::Range stretch : stretches(needle, range)) out.push_back(place_at(needle, stretch));
    return out;
}

std::optional<Place> ForeignPlaces::Index::nearest(const std::vector<Place>& equals, const ForeignItem& item) const {
    const std::optional<std::size_t> spine = ChapterNames::spine_index(item);
    const bool one_chapter = std::all_of(equals.begin(), equals.end(),
                                         [&](const Place& place) { return place.chapter == equals.front().chapter; });
    std::vector<std::pair<double, const Place*>> by_distance;
    for (const Place& place : equals) {
        double distance = 0;
        if (one_chapter && item.start) {
            const std::size_t start = notes::to_code_points(*chapters[place.chapter], place.bytes).start;
            distance = std::abs(static_cast<double>(start) - static_cast<double>(*item.start));
        } else if (!one_chapter && spine) {
            distance = std::abs(static_cast<double>(place.chapter) - static_cast<double>(*spine));
        } else {
            return std::nullopt;
        }
        by_distance.emplace_back(distance, &place);
    }
    std::sort(by_distance.begin(), by_distance.end());
    if (by_distance[1].first < clearly_nearer * std::max(by_distance[0].first, 1.0)) return std::nullopt;
    return *by_distance[0].second;
}

std::optional<Place> ForeignPlaces::Index::best(std::vector<Place> found, const Needle& needle, const ForeignItem& item,
                                                const ChapterNames::Named& named) const {
    if (found.empty()) return std::nullopt;
    std::sort(found.begin(), found.end(), [](const Place& a, const Place& b) {
        return a.score() != b.score() ? a.score() > b.score() : a.squeezed.start < b.squeezed.start;
    });
    const double top = found.front().score();
    std::erase_if(found, [&](const Place& place) { return top - place.score() >= margin; });
    if (found.size() > 1) return nearest(found, item);
    // Words that stand anywhere need their chapter, or something of what stood around them.
    const Place& place = found.front();
    const std::size_t length = text::count_code_points(text::slice(chapters[place.chapter]->text, place.bytes));
    const bool at_home = std::find(named.chapters.begin(), named.chapters.end(), place.chapter) != named.chapters.end();
    const bool contradicted = needle.has_context() && place.context < hardly_any;
    const bool in_doubt = contradicted || (!at_home && !named.chapters.empty());
    if (length < speaks_for_itself && in_doubt && place.context < nearly_all / 2) return std::nullopt;
    return place;
}

// A place in a document whose text is the canonical one, as the EPUB that Katern writes has it.
std::optional<notes::Anchor> ForeignPlaces::Index::by_position(const ForeignItem& item, std::size_t chapter) const {
    const std::string own = "text/" + book.chapters[chapter].id + ".xhtml";
    const bool is_own = std::any_of(item.sources.begin(), item.sources.end(), [&](const std::string& source) {
        return source == own || source.ends_with("/" + own);
    });
    if (!is_own || !item.end || *item.start >= *item.end || *item.end > chapters[chapter]->code_points.size())
        return std::nullopt;
    return anchor(chapter, notes::to_bytes(*chapters[chapter], {*item.start, *item.end}));
}

// What has no words: where its context meets, else the heading that it names, else the start of its chapter.
std::optional<notes::Anchor> ForeignPlaces::Index::point(const ForeignItem& item,
                                                         const ChapterNames::Named& named) const {
    const std::string before = squeezed(item.prefix), after = squeezed(item.suffix);
    const std::string_view left = tail(before, 2 * short_quote), right = head(after, 2 * short_quote);
    if (left.size() + right.size() >= shortest_point) {
        std::vector<std::size_t> meet;
        for (const text::Range range : {named.only() ? range_of(*named.only()) : everything()})
            for (const std::size_t at : index->find(std::string(left) + std::string(right), range, 2))
                meet.push_back(at + left.size());
        if (meet.size() == 1 && meet.front() < whole.text.size() && whole.text[meet.front()] != '\n')
            return anchor(chapter_at(meet.front()), {whole.origin[meet.front()], whole.origin[meet.front()]});
    }
    const std::optional<std::size_t> chapter = named.only();
    if (!chapter || !chapters[*chapter]) return std::nullopt;
    const std::size_t heading =
        named.fragment.empty() ? 0 : document::find_heading(*chapters[*chapter], named.fragment).value_or(0);
    return anchor(*chapter, {heading, heading});
}

std::optional<notes::Anchor> ForeignPlaces::Index::find(const ForeignItem& item) const {
    const ChapterNames::Named named = names.named_by(item);
    if (item.exact.empty()) {
        if (item.kind != notes::Kind::highlight) return point(item, named);
        const std::optional<std::size_t> chapter = named.only();
        return chapter && chapters[*chapter] && item.start ? by_position(item, *chapter) : std::nullopt;
    }
    const Needle needle = needle_of(item);
    if (needle.words.empty() || (item.ends && needle.last.empty())) return std::nullopt;
    std::vector<Place> found = places(needle, named.chapters);
    const auto strongest = [](const std::vector<Place>& in) {
        double most = 0;
        for (const Place& place : in) most = std::max(most, place.context);
        return most;
    };
    // A chapter where they stand without anything of their context may not be the one, or not any more.
    if (!named.chapters.empty() && (found.empty() || (needle.has_context() && strongest(found) < hardly_any))) {
        std::vector<Place> anywhere = places(needle, {});
        if (found.empty() || strongest(anywhere) > nearly_all) found = std::move(anywhere);
    }
    const std::optional<Place> place = best(std::move(found), needle, item, named);
    return place ? std::optional(anchor(place->chapter, place->bytes)) : std::nullopt;
}

notes::Anchor ForeignPlaces::Index::unplaced(const ForeignItem& item) const {
    notes::Anchor out;
    out.book_id = edition.book_id;
    out.exact = plain(item.exact);
    out.headings = item.headings;
    const std::string before = plain(item.prefix), after = plain(item.suffix);
    const text::CodePoints before_points(before), after_points(after);
    const std::size_t skipped = before_points.size() - std::min(before_points.size(), notes::context_length);
    out.prefix = before.substr(before_points.to_byte(before, skipped));
    out.suffix = after.substr(0, after_points.to_byte(after, std::min(after_points.size(), notes::context_length)));
    if (const std::optional<std::size_t> chapter = names.named_by(item).only())
        out.chapter = book.chapters[*chapter].id;
    return out;
}

ForeignPlaces::ForeignPlaces(const document::Book& book, const notes::Edition& edition)
    : index_(std::make_unique<Index>(book, edition)) {}
ForeignPlaces::~ForeignPlaces() = default;
ForeignPlaces::ForeignPlaces(ForeignPlaces&&) noexcept = default;
ForeignPlaces& ForeignPlaces::operator=(ForeignPlaces&&) noexcept = default;

std::optional<notes::Anchor> ForeignPlaces::find(const ForeignItem& item) const {
    return index_->find(item);
}

notes::Anchor ForeignPlaces::unplaced(const ForeignItem& item) const {
    return index_->unplaced(item);
}

std::optional<notes::Anchor> anchor_of(const ForeignItem& item, const document::Book& book,
                                       const notes::Edition& edition) {
    return ForeignPlaces(book, edition).find(item);
}

}  // namespace katern::share
