// A file that came in, to items that can be merged.
#include <unordered_set>

#include "share/annotation_set.h"
#include "share/extension.h"
#include "share/zip.h"
#include "text/text.h"
#include "words/words.h"

namespace katern::share {
namespace {

struct Content {
    ForeignSet set;
    std::string hash;
};

Result<Content> content_of(std::string_view bytes, const std::string& path, notes::Milliseconds now) {
    if (!looks_like_zip(bytes)) {
        Result<ForeignSet> set = read_foreign(bytes, path, now);
        if (!set) return tl::unexpected<Error>(set.error());
        return Content{std::move(*set), text::sha256_hex(bytes)};
    }
    const Result<std::string> json = read_zip_entry(bytes, std::string(set_entry), path, {most_set_bytes, 200, 4096});
    if (!json) return tl::unexpected<Error>(json.error());
    Result<ForeignSet> set = read_annotation_set(*json, now);
    if (!set) {
        // The person knows the file by its own name, not by that of the entry.
        Arguments& arguments = set.error().arguments;
        if (!arguments.empty() && std::holds_alternative<std::string>(arguments.front())) arguments.front() = path;
        return tl::unexpected<Error>(set.error());
    }
    return Content{std::move(*set), text::sha256_hex(*json)};
}

// An anchor is dated by its author; the same words in the standard members are what other programs show.
bool says_the_same(const ForeignItem& standard, const notes::SetItem& ours) {
    const notes::Field* body = ours.field("body");
    return notes::words_alone(standard.body) == notes::words_alone(body == nullptr ? std::string() : body->value);
}

class Reading {
public:
    Reading(const document::Book& book, const notes::Edition& edition, ForeignSet& set, ReadSet& out)
        : book_(book), edition_(edition), set_(set), out_(out) {}

    void read_head() {
        if (const Result<HeadAndGone> head = head_from(set_.extension)) {
            out_.ours = true;
            out_.head = head->head;
            out_.items = head->gone;
            out_.meetings = head->meetings;
            for (std::size_t i = 0; i < head->unreadable; ++i) out_.unreadable.push_back({0, Error{Word::error_set_record, {}}});
        } else {
            // No claim of ours: all that came with an extension was passed on by somebody.
            out_.head.writer.profile = person_of(set_.writer, set_.format);
        }
    }

    void read_item(std::size_t position, const ForeignItem& item) {
        if (item.extension.empty()) {
            add_plain(item);
            return;
        }
        Result<notes::SetItem> ours = item_from(item.extension);
        if (!ours) {
            out_.unreadable.push_back(
                {position,
                 Error{Word::error_item_extension, {static_cast<double>(position), ours.error().arguments.front()}}});
            return;
        }
        // A program that kept our members and changed its own: its words are a row of their own.
        if (!says_the_same(item, *ours)) add_plain(item);
        out_.items.push_back(std::move(*ours));
    }

private:
    void add_plain(const ForeignItem& item) {
        if (!places_) places_.emplace(book_, edition_);
        ForeignItem signed_item = item;
        if (item.author.id.empty() && item.author.name.empty()) signed_item.author = set_.writer;
        std::optional<notes::Anchor> place = places_->find(item);
        if (!place) place = places_->unplaced(item);
        out_.items.push_back(item_of(signed_item, *place, set_.format));
        const notes::Profile person = person_of(signed_item.author, set_.format);
        // A clock of 1, so that the name is taken, and any later one of the same person.
        if (people_.insert(person.id).second) out_.head.people.push_back({person, {1, 0}});
    }

    const document::Book& book_;
    const notes::Edition& edition_;
    ForeignSet& set_;
    ReadSet& out_;
    std::unordered_set<std::string> people_;  // who is named already
    std::optional<ForeignPlaces> places_;  // made for the first one that needs it: it reads the whole book
};

}  // namespace

Result<ReadSet> read_set(std::string_view bytes, const std::string& path, const document::Book& book,
                         const notes::Edition& edition, notes::Milliseconds now) {
    if (bytes.size() > most_set_bytes) return fail(Word::error_zip_bomb, path);
    Result<Content> content = content_of(bytes, path, now);
    if (!content) return tl::unexpected<Error>(content.error());
    ForeignSet& set = content->set;
    ReadSet out;
    out.format = set.format;
    out.title = set.title;
    out.book_ids = set.book_ids;
    out.hash = content->hash;
    out.unreadable = std::move(set.unreadable);
    Reading reading(book, edition, set, out);
    reading.read_head();
    for (std::size_t i = 0; i < set.items.size(); ++i) reading.read_item(i + 1, set.items[i]);
    return out;
}

}  // namespace katern::share
