#include "app/search.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace katern::app {
namespace {

constexpr std::size_t piece_size = 32 * 1024;
constexpr std::size_t most_kept = 48 * 1024 * 1024;  // bytes of folded text with its way back
constexpr std::chrono::milliseconds between_answers{60};
constexpr char between_parts = '\x1f';  // of a note; no query holds it

constexpr NotePart note_parts[] = {NotePart::quote, NotePart::body, NotePart::tags};

bool is_break(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

std::size_t back_by(std::string_view text, std::size_t at, std::size_t least, std::size_t code_points) {
    while (at > least && code_points > 0) {
        --at;
        if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) --code_points;
    }
    return at;
}

std::size_t forward_by(std::string_view text, std::size_t at, std::size_t most, std::size_t code_points) {
    while (at < most && code_points-- > 0) (void)text::next_code_point(text, at);
    return at;
}

// What stands in a line between words, as one space; soft hyphens are gone.
void append_plain(std::string& line, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_break(text[i])) {
            if (!line.empty() && line.back() != ' ') line += ' ';
        } else if (text.substr(i).starts_with("\u00AD")) {
            ++i;
        } else {
            line += text[i];
        }
    }
}

}  // namespace

NoteWords words_of(const notes::Annotation& note) {
    NoteWords words{note.id, note.anchor.exact, note.body, {}};
    for (const std::string& tag : note.tags) words.tags += (words.tags.empty() ? "#" : " #") + tag;
    return words;
}

std::vector<Piece> pieces_of(const document::Chapter& chapter) {
    std::vector<Piece> pieces;
    Piece piece;
    std::size_t size = 0;
    for (std::size_t i = 0; i < chapter.blocks.size(); ++i) {
        size += chapter.blocks[i].text.size();
        piece.end_block = i + 1;
        if (size < piece_size && i + 1 < chapter.blocks.size()) continue;
        pieces.push_back(piece);
        piece.first_block = i + 1;
        size = 0;
    }
    return pieces;
}

text::Folded fold_piece(const document::Chapter& chapter, Piece piece, text::Accents accents) {
    text::Folded folded;
    if (piece.first_block >= piece.end_block) return folded;
    const std::size_t bytes =
        chapter.blocks[piece.end_block - 1].text.end - chapter.blocks[piece.first_block].text.start + 1;
    folded.text.reserve(bytes);
    folded.origin.reserve(bytes);
    for (std::size_t i = piece.first_block; i < piece.end_block; ++i)
        text::fold_onto(folded, chapter.text, chapter.blocks[i].text, i == piece.first_block ? '\0' : '\n', accents);
    return folded;
}

void FoldedPieces::forget() {
    kept_.clear();
    bytes_ = 0;
}

FoldedPieces::Folded FoldedPieces::get(const document::Book& book, std::size_t chapter_index,
                                       const document::Chapter& chapter, std::size_t index, Piece piece,
                                       text::Accents accents) {
    if (&book != book_ || accents != accents_) forget();
    book_ = &book;
    accents_ = accents;
    Folded& kept = kept_[{chapter_index, index}];
    if (kept) return kept;
    auto folded = std::make_shared<const text::Folded>(fold_piece(chapter, piece, accents));
    const std::size_t size = folded->text.size() * (1 + sizeof(std::uint32_t));
    if (bytes_ + size > most_kept) return folded;
    bytes_ += size;
    kept = folded;
    return folded;
}

void FoldedNotes::set(std::shared_ptr<const std::vector<NoteWords>> notes, text::Accents accents) {
    if (notes == notes_ && accents == accents_) return;
    FoldedNotes before = std::exchange(*this, FoldedNotes());
    count_ = before.count_;
    if (before.accents_ != accents) before = FoldedNotes();
    notes_ = std::move(notes);
    accents_ = accents;
    if (!notes_) return;
    starts_.reserve(notes_->size());
    folded_.reserve(before.folded_.size());
    const std::size_t known = before.notes_ ? before.notes_->size() : 0;
    std::size_t old = 0;  // both go in reading order, so what stayed is found going along
    for (const NoteWords& note : *notes_) {
        starts_.push_back(folded_.size());
        const auto is = [&](std::size_t at) { return at < known && (*before.notes_)[at] == note; };
        if (is(old + 1) && !is(old)) ++old;  // one was taken away
        if (is(old)) {
            const std::size_t end = old + 1 < known ? before.starts_[old + 1] : before.folded_.size();
            folded_.append(before.folded_, before.starts_[old], end - before.starts_[old]);
            ++old;
            continue;
        }
        if (old < known && (*before.notes_)[old].id == note.id) ++old;  // its words changed
        for (const NotePart part : note_parts) {
            folded_ += text::fold(note.part(part), accents).text;
            folded_ += between_parts;
        }
        ++count_;
    }
}

std::vector<SearchResults::InNote> FoldedNotes::find(const SearchQuery& query) const {
    std::vector<SearchResults::InNote> found;
    const std::string words = query.folded();
    if (words.empty()) return found;
    for (std::size_t at = 0; (at = folded_.find(words, at)) != std::string::npos;) {
        if (query.whole_words &&
            !(text::is_word_border(folded_, at) && text::is_word_border(folded_, at + words.size()))) {
            ++at;
            continue;
        }
        const auto next = std::upper_bound(starts_.begin(), starts_.end(), at);
        const auto index = static_cast<std::size_t>(next - starts_.begin()) - 1;
        const auto before = std::count(folded_.begin() + static_cast<std::ptrdiff_t>(starts_[index]),
                                       folded_.begin() + static_cast<std::ptrdiff_t>(at), between_parts);
        const NotePart part = note_parts[static_cast<std::size_t>(before)];
        const NoteWords& note = (*notes_)[index];
        const std::vector<text::Range> hits =
            text::find_query(text::fold(note.part(part), accents_), words, query.whole_words);
        if (!hits.empty()) found.push_back({note.id, part, hits.front()});
        at = next == starts_.end() ? folded_.size() : *next;
    }
    return found;
}

namespace {

class Search {
public:
    explicit Search(const SearchJob& job) : job_(job), words_(job.query.folded()) { results_.query = job.query; }

    SearchResults run() {
        if (!words_.empty()) {
            results_.notes = job_.notes.find(job_.query);
            if (job_.index) may_hold_ = job_.index->may_hold(text::fold_query(words_));
            for (std::size_t i = 0; i < job_.book.chapters.size(); ++i) {
                if (!search_chapter(i)) return std::move(results_);
                answer_so_far();
            }
        }
        results_.complete = true;
        return std::move(results_);
    }

private:
    // False: stale.
    bool search_chapter(std::size_t index) {
        const Result<std::shared_ptr<const document::Chapter>> loaded = job_.book.chapter(index);
        if (!loaded) return true;
        const document::Chapter& chapter = **loaded;
        const std::vector<std::size_t>* wanted = nullptr;
        if (may_hold_) {
            const auto known = may_hold_->pieces.find(chapter.hash);
            if (known != may_hold_->pieces.end()) wanted = &known->second;
        }
        SearchResults::InChapter here{index, {}};
        const std::vector<Piece> pieces = pieces_of(chapter);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            if (job_.stale && job_.stale()) return false;
            if (wanted && !std::binary_search(wanted->begin(), wanted->end(), i)) continue;
            const FoldedPieces::Folded folded =
                job_.pieces.get(job_.book, index, chapter, i, pieces[i], job_.query.accents());
            const std::vector<text::Range> hits = text::find_query(*folded, words_, job_.query.whole_words);
            here.hits.insert(here.hits.end(), hits.begin(), hits.end());
        }
        results_.count += here.hits.size();
        if (!here.hits.empty()) results_.chapters.push_back(std::move(here));
        return true;
    }

    void answer_so_far() {
        if (!job_.so_far || results_.nothing()) return;
        const auto now = std::chrono::steady_clock::now();
        if (now - answered_ < between_answers) return;
        answered_ = now;
        job_.so_far(results_);
    }

    const SearchJob& job_;
    std::string words_;
    SearchResults results_;
    std::optional<notes::SearchIndex::Answer> may_hold_;
    std::chrono::steady_clock::time_point answered_ = std::chrono::steady_clock::now();
};

}  // namespace

SearchResults search(const SearchJob& job) {
    SearchResults results = Search(job).run();
    if (!results.complete || !results.nothing() || !(job.query.whole_words || job.query.exact_accents)) return results;
    FoldedPieces others;  // with other accents; only where nothing was found
    const SearchQuery looser{job.query.words, false, false};
    const SearchResults more = Search({job.book, looser, others, {}, job.index, job.stale, {}}).run();
    results.looser = more.count;
    return results;
}

Snippet snippet(std::string_view text, text::Range within, text::Range hit, std::size_t before, std::size_t after) {
    Snippet out;
    out.exact = std::string(text::slice(text, hit));
    std::size_t start = back_by(text, hit.start, within.start, before);
    if (start > within.start) {
        // To the start of a word, unless that leaves nothing.
        std::size_t word = start;
        while (word < hit.start && !is_break(text[word - 1])) ++word;
        if (word < hit.start) start = word;
        out.cut_before = true;
    }
    std::size_t end = forward_by(text, hit.end, within.end, after);
    if (end < within.end) {
        std::size_t word = end;
        while (word > hit.end && !is_break(text[word])) --word;
        if (word > hit.end) end = word;
        out.cut_after = true;
    }
    out.before = std::string(text::slice(text, {start, hit.start}));
    out.after = std::string(text::slice(text, {hit.end, end}));
    return out;
}

Line in_one_line(const Snippet& snippet) {
    Line line;
    if (snippet.cut_before) line.text = "…";
    append_plain(line.text, snippet.before);
    line.hit.start = line.text.size();
    append_plain(line.text, snippet.exact);
    line.hit.end = line.text.size();
    append_plain(line.text, snippet.after);
    if (snippet.cut_after) line.text += "…";
    return line;
}

}  // namespace katern::app
