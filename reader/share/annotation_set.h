// Our own sets: W3C EPUB Annotations 1.0 in a ZIP, with what only Katern knows beside it under one name, `katern`. Any
// other reader takes the standard members; annotation_set.md beside this file has ours.
//
//     notes::outgoing -> write_annotation_set -> a file -> read_set -> notes::Merge
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "notes/notes.h"
#include "share/foreign.h"
#include "share/share.h"

namespace katern::share {

inline constexpr std::string_view set_entry = "annotations.json";
// What a file with notes may have at the most; a set of 100,000 notes has about a third of it.
inline constexpr std::size_t most_set_bytes = std::size_t{512} << 20;

// The same content gives the same bytes: `generated` is the time of the latest change in it.
// Ends before its end when it is stopped.
[[nodiscard]] std::string annotation_set_json(const notes::NoteSet& set, const document::Book& book, const Progress& progress = {});
// The whole file. Fails when it was stopped.
[[nodiscard]] Result<std::string> write_annotation_set(const notes::NoteSet& set, const document::Book& book, const Progress& progress = {});

// What a file holds, ours or another program's, ready to be merged.
struct ReadSet {
    std::string format;  // as people know it
    std::string title;   // of the book, as the file says
    std::vector<std::string> book_ids;
    bool ours = false;  // has our extension: `head` is what it says, and not proof
    notes::SetHead head;
    std::vector<notes::SetItem> items;
    std::vector<notes::SetMeeting> meetings;
    std::vector<Unreadable> unreadable;
    std::string hash;  // of the content
};

// `path` names the file in sentences. Fails with one sentence when nothing in it can be read; an item that can't be
// read is counted and doesn't keep the others out. Items of other programs get their place in this book.
[[nodiscard]] Result<ReadSet> read_set(std::string_view bytes, const std::string& path, const document::Book& book,
                                       const notes::Edition& edition, notes::Milliseconds now);

// An item of another program as one to merge: a row of its own, by its id and its words.
[[nodiscard]] notes::SetItem item_of(const ForeignItem& item, const notes::Anchor& place, const std::string& format);
// Who wrote it, as somebody that is nobody of ours: what a file says of its writer is no proof.
[[nodiscard]] notes::Profile person_of(const notes::Profile& said, const std::string& format);

}  // namespace katern::share
