// Several people, each with a data folder and a clock of their own, who read one small book and send each other sets.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "notes/notes.h"
#include "share/annotation_set.h"
#include "share/support.h"
#include "support/folder.h"

namespace katern::share::test {

inline constexpr notes::Milliseconds first_of_march = 1'772'355'600'000;  // 2026-03-01 09:00 UTC

template <class T>
T must(Result<T> result) {
    if (!result) FAIL(say(result.error(), Language::nl));
    return std::move(*result);
}
inline void must(Result<void> result) {
    if (!result) FAIL(say(result.error(), Language::nl));
}

inline const std::shared_ptr<const document::Book>& small_book() {
    static const auto book =
        book_of({{"book.toml", "[book]\ntitle = \"Proef\"\nauthors = [\"Anna\"]\n[output.katern]\nid = \"proef\"\n"},
                 {"src/SUMMARY.md", "- [Een](een.md)\n- [Twee](twee.md)\n"},
                 {"src/een.md",
                  "# Een\n\nEen leernetwerk leeft van vertrouwen, en vertrouwen kost tijd.\n\nDe tweede alinea "
                  "zegt iets anders over bestuur en over scholen.\n"},
                 {"src/twee.md", "# Twee\n\nHier staat het slot van dit kleine boek.\n"}});
    return book;
}

class Person {
public:
    explicit Person(std::string name, notes::Milliseconds at = first_of_march) : time(at), name_(std::move(name)) {
        open();
        must(store->set_profile(name_, "School van " + name_));
    }
    void open(const std::string& window = "window-1") {
        store.reset();
        notes::StoreOptions options;
        options.folder = folder.path("gegevens");
        options.window = window;
        options.now = [this] { return time; };
        options.machine = name_;
        store.emplace(must(notes::Store::open(options)));
        const auto known = must(store->recognise(edition(), "@katern"));
        book = known.book.key;
    }
    static const notes::Edition& edition() {
        static const notes::Edition edition = notes::edition_of(*small_book());
        return edition;
    }
    [[nodiscard]] std::string network() { return must(store->network("")).id; }
    [[nodiscard]] std::string me() { return must(store->me()).id; }

    // The id of a new highlight on these words.
    std::string mark(std::string_view words, const std::string& body = {}, bool shared = true) {
        notes::Draft draft;
        draft.anchor = on(*small_book(), "een", words).note.anchor;
        draft.body = body;
        if (shared) draft.share_with = {network()};
        time += 1000;
        return must(store->add(book, draft));
    }
    // What this person would mail now, and what happens when it was.
    [[nodiscard]] std::string send(const notes::SetOrder& order) {
        const notes::NoteSet set = must(notes::outgoing(*store, book, order));
        must(notes::mark_published(*store, book, set));
        return must(write_annotation_set(set, *small_book()));
    }
    [[nodiscard]] std::string send() {
        notes::SetOrder order;
        order.network = network();
        return send(order);
    }
    [[nodiscard]] ReadSet read(const std::string& file) {
        return must(read_set(file, "bestand", *small_book(), edition(), time));
    }
    notes::MergeCounts take(const std::string& file, notes::ImportKey* key = nullptr) {
        const ReadSet set = read(file);
        notes::Merge merge = must(notes::Merge::begin(*store, book, set.head, {set.hash, "bestand", "", false}));
        if (key != nullptr) *key = merge.key();
        for (std::size_t done = 0; done < set.items.size();)
            done += must(merge.take(std::span(set.items).subspan(done)));
        must(merge.take_meetings(set.meetings));
        return must(merge.finish());
    }
    [[nodiscard]] std::vector<notes::Annotation> notes(bool deleted = false) {
        notes::Query query;
        query.deleted = deleted;
        return must(store->annotations(book, query));
    }

    katern::test::Folder folder;
    notes::Milliseconds time;
    std::optional<notes::Store> store;
    notes::BookKey book{};

private:
    std::string name_;
};

// All that a person knows of what others wrote, without the numbers that are each file's own.
std::string content_of(Person& person);

}  // namespace katern::share::test
