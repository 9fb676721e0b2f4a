// Reading annotations: one pass per table, all in the order of the annotations' rows, so that 100,000 of them take no
// more look-ups than ten.
#include <algorithm>
#include <tuple>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "notes/copies.h"
#include "notes/state.h"
#include "words/words.h"

namespace katern::notes {
namespace {

// What is wanted, as a table of row numbers that each pass joins. ?1 is the edition, 0 for none.
constexpr std::string_view all_of_book =
    "WITH wanted AS (SELECT number FROM annotations WHERE book = ?2 AND erased IS NULL) ";
constexpr std::string_view of_chapter =
    "WITH wanted AS (SELECT number FROM annotations WHERE book = ?2 AND chapter = ?3 AND erased IS NULL"
    " UNION SELECT annotation FROM resolutions WHERE edition = ?1 AND chapter = ?3) ";
constexpr std::string_view some_of_book =
    "WITH wanted AS (SELECT number FROM annotations WHERE book = ?2 AND erased IS NULL AND number > ?3 ORDER BY number LIMIT ?4) ";
constexpr std::string_view some_of_chapter =
    "WITH wanted AS (SELECT number FROM (SELECT number FROM annotations WHERE book = ?2 AND chapter = ?5 AND erased IS NULL"
    " UNION SELECT annotation FROM resolutions WHERE edition = ?1 AND chapter = ?5) WHERE number > ?3 ORDER BY number LIMIT ?4) ";
constexpr std::string_view one = "WITH wanted AS (SELECT ?2 AS number) ";

class Reader {
public:
    // `with`: one of the above. Its arguments come first in every statement.
    template <class... A>
    Reader(Store::State& state, std::string_view with, std::int64_t edition, const A&... arguments) : state_(state), edition_(edition) {
        if (edition != 0) {
            Statement row = state.database.query("SELECT hash FROM editions WHERE number = ?1", edition);
            if (row.next()) hash_ = row.text(0);
        }
        const auto pass = [&](std::string_view rest) {
            return state.database.query(std::string(with) + std::string(rest), edition, arguments...);
        };
        read_annotations(
            pass("SELECT a.number, a.id, a.kind, a.book, a.author, a.parent, a.created FROM wanted"
                 " JOIN annotations a USING (number) ORDER BY a.number"));
        read_anchors(
            pass("SELECT n.annotation, n.clock, n.device, e.book_id, e.hash, e.text_rules, n.chapter, n.chapter_hash, "
                 "n.start,"
                 " n.\"end\", n.exact, n.prefix, n.suffix, n.headings, n.figure_image, n.figure_alternative, n.edition"
                 " FROM wanted JOIN anchors n ON n.annotation = wanted.number JOIN editions e ON e.number = n.edition"
                 " ORDER BY n.annotation, n.clock, n.device"));
        read_fields(
            pass("SELECT f.annotation, f.name, f.value, f.clock, coalesce(f.via, 0) FROM wanted"
                 " JOIN fields f ON f.annotation = wanted.number ORDER BY f.annotation"));
        read_visibility(
            pass("SELECT v.annotation, w.id FROM wanted JOIN visibility v ON v.annotation = wanted.number"
                 " JOIN networks w ON w.number = v.network WHERE v.state = 'shared' ORDER BY v.annotation, w.number"));
        if (edition != 0)
            read_resolutions(pass(
                "SELECT r.annotation, r.anchor_clock, r.anchor_device, r.how, r.method, r.score, r.chapter, r.start,"
                " r.\"end\", r.candidates FROM wanted JOIN resolutions r ON r.annotation = wanted.number"
                " WHERE r.edition = ?1 ORDER BY r.annotation"));
        keep_loose();
    }

    // The last one, when there are as many as this.
    [[nodiscard]] std::optional<AnnotationKey> last_of(std::size_t count) const {
        return out_.size() == count && count > 0 ? std::optional(out_.back().key) : std::nullopt;
    }
    [[nodiscard]] std::vector<Annotation> take() { return std::move(out_); }
    // Without the copies that are not to be shown.
    [[nodiscard]] std::vector<Annotation> take_shown() {
        if (copies_.empty()) return take();
        std::vector<bool> is_hidden(out_.size());
        for (const std::size_t at : hidden_copies(state_.database, out_, copies_)) is_hidden[at] = true;
        std::size_t index = 0;
        std::erase_if(out_, [&](const Annotation&) { return is_hidden[index++]; });
        return take();
    }

private:
    static CodePointRange range(const Statement& rows, int column) {
        return {static_cast<std::size_t>(rows.integer(column)), static_cast<std::size_t>(rows.integer(column + 1))};
    }

    // Both lists go up: moves on to the annotation with this row; false when it isn't among them.
    bool advance(std::vector<Annotation>::iterator& at, std::int64_t number) const {
        const auto key = static_cast<AnnotationKey>(number);
        while (at != out_.end() && at->key < key) ++at;
        return at != out_.end() && at->key == key;
    }

    void read_annotations(Statement rows) {
        while (rows.next()) {
            Annotation annotation;
            annotation.key = static_cast<AnnotationKey>(rows.integer(0));
            annotation.id = rows.text(1);
            annotation.kind = kind_from(rows.text(2)).value_or(Kind::highlight);
            annotation.book = static_cast<BookKey>(rows.integer(3));
            annotation.author = profile(rows.integer(4));
            annotation.mine = rows.integer(4) == state_.profile;
            annotation.parent = rows.text(5);
            annotation.created = rows.integer(6);
            annotation.modified = annotation.created;
            out_.push_back(std::move(annotation));
        }
        anchor_clocks_.resize(out_.size());
        anchor_holds_.resize(out_.size());
    }

    const Profile& profile(std::int64_t number) {
        const auto [found, added] = profiles_.try_emplace(number);
        if (added) {
            Statement row = state_.database.query("SELECT id, name, school FROM profiles WHERE number = ?1", number);
            if (row.next()) found->second = {row.text(0), row.text(1), row.text(2)};
        }
        return found->second;
    }

    static const std::string& name_of(const Profile& person) { return person.name.empty() ? person.id : person.name; }

    void read_anchors(Statement rows) {
        auto at = out_.begin();
        while (rows.next()) {
            if (!advance(at, rows.integer(0))) continue;
            const Clock clock{rows.integer(1), rows.integer(2)};
            at->modified = std::max(at->modified, clock.milliseconds());
            // The newest that holds in this edition; where none does, the newest of all.
            const auto index = static_cast<std::size_t>(at - out_.begin());
            const bool holds = edition_ == 0 || rows.text(4) == hash_ || rows.integer(16) <= edition_;
            if (anchor_holds_[index] && !holds) continue;
            anchor_holds_[index] = holds;
            anchor_clocks_[index] = clock;
            at->anchor = read_anchor(rows, 3);
        }
    }

    void read_fields(Statement rows) {
        auto at = out_.begin();
        while (rows.next()) {
            if (!advance(at, rows.integer(0))) continue;
            const std::string name = rows.text(1);
            if (name == field_category)
                at->category = rows.text(2);
            else if (name == field_body)
                at->body = rows.text(2), at->via = rows.integer(4) == 0 ? std::string() : name_of(profile(rows.integer(4)));
            else if (name == field_tags)
                at->tags = from_json(rows.text(2));
            else if (name == field_life)
                at->alive = rows.text(2) != deleted, at->deleted = at->alive ? 0 : rows.integer(3) >> 16;
            else if (name == field_loose)
                at->loose_in = rows.text(2);
            else if (name == field_accepted)
                at->accepted = rows.text(2);
            else if (name == field_unknown)
                at->unknown = rows.text(2);
            else if (name == field_origin)
                copies_.push_back(static_cast<std::size_t>(at - out_.begin()));
            at->modified = std::max(at->modified, rows.integer(3) >> 16);
        }
    }

    void read_visibility(Statement rows) {
        auto at = out_.begin();
        while (rows.next())
            if (advance(at, rows.integer(0))) at->shared_with.push_back(rows.text(1));
    }

    void read_resolutions(Statement rows) {
        auto at = out_.begin();
        while (rows.next()) {
            if (!advance(at, rows.integer(0))) continue;
            // A newer anchor makes what was found from the older one worthless.
            const std::size_t index = static_cast<std::size_t>(at - out_.begin());
            if (anchor_clocks_[index] != Clock{rows.integer(1), rows.integer(2)}) continue;
            const auto how = how_from(rows.text(3));
            const auto method = method_from(rows.text(4));
            if (!how || !method) continue;
            at->resolution =
                Resolution{*how, *method, rows.text(6), range(rows, 7), rows.real(5), candidates(rows.text(9))};
        }
    }

    // Whoever wrote it said that it has no place here, whatever was found.
    void keep_loose() {
        for (Annotation& annotation : out_)
            if (!hash_.empty() && annotation.loose_in == hash_)
                annotation.resolution =
                    Resolution{How::orphan, Method::none, annotation.anchor.chapter, annotation.anchor.range, 0, {}};
    }

    static std::vector<CodePointRange> candidates(const std::string& json) {
        std::vector<CodePointRange> out;
        if (json == "[]") return out;
        for (const nlohmann::json& pair : nlohmann::json::parse(json, nullptr, false))
            if (pair.is_array() && pair.size() == 2 && pair[0].is_number_unsigned() && pair[1].is_number_unsigned())
                out.push_back({pair[0].get<std::size_t>(), pair[1].get<std::size_t>()});
        return out;
    }

    Store::State& state_;
    std::int64_t edition_;
    std::string hash_;  // of that edition
    std::vector<Annotation> out_;
    std::vector<Clock> anchor_clocks_;
    std::vector<bool> anchor_holds_;
    std::vector<std::size_t> copies_;  // what came from another program: may say what an annotation of ours says
    std::unordered_map<std::int64_t, Profile> profiles_;
};

const std::string& present_chapter_of(const Annotation& annotation) {
    return annotation.resolution ? annotation.resolution->chapter : annotation.anchor.chapter;
}

std::size_t start_of(const Annotation& annotation) {
    return annotation.resolution ? annotation.resolution->range.start : annotation.anchor.range.start;
}

void keep_wanted(std::vector<Annotation>& annotations, const Query& query) {
    std::erase_if(annotations, [&](const Annotation& annotation) {
        return annotation.alive == query.deleted || (query.chapter && present_chapter_of(annotation) != *query.chapter);
    });
}

}  // namespace

Result<AnnotationPortion> Store::annotations(BookKey book, const Query& query, AnnotationKey after, std::size_t most) {
    const auto number = static_cast<std::int64_t>(book), from = static_cast<std::int64_t>(after), limit = static_cast<std::int64_t>(most);
    Transaction transaction(state_->database, Transaction::Kind::reading);
    const std::int64_t edition = state_->resolution_edition(number, query.edition);
    Reader reader = query.chapter ? Reader(*state_, some_of_chapter, edition, number, from, limit, *query.chapter)
                                  : Reader(*state_, some_of_book, edition, number, from, limit);
    AnnotationPortion portion;
    portion.next = reader.last_of(most);
    portion.annotations = reader.take_shown();
    keep_wanted(portion.annotations, query);
    return transaction.commit(std::move(portion));
}

Result<std::vector<Annotation>> Store::annotations(BookKey book, const Query& query) {
    const auto number = static_cast<std::int64_t>(book);
    Transaction transaction(state_->database, Transaction::Kind::reading);
    const std::int64_t edition = state_->resolution_edition(number, query.edition);
    Reader reader = query.chapter ? Reader(*state_, of_chapter, edition, number, *query.chapter)
                                  : Reader(*state_, all_of_book, edition, number);
    std::vector<Annotation> out = reader.take_shown();
    keep_wanted(out, query);
    std::sort(out.begin(), out.end(), [](const Annotation& a, const Annotation& b) {
        return std::forward_as_tuple(present_chapter_of(a), start_of(a), a.created, a.key) <
               std::forward_as_tuple(present_chapter_of(b), start_of(b), b.created, b.key);
    });
    return transaction.commit(std::move(out));
}

Result<Annotation> Store::annotation(const std::string& id, const std::string& edition) {
    Transaction transaction(state_->database, Transaction::Kind::reading);
    std::int64_t number = 0, book = 0;
    {
        Statement row = state_->database.query(
            "SELECT number, book FROM annotations WHERE id = ?1 ORDER BY author = ?2 DESC, author LIMIT 1", id,
            state_->profile);
        if (row.next()) {
            number = row.integer(0);
            book = row.integer(1);
        }
    }
    if (auto ok = state_->database.take(); !ok) return tl::unexpected<Error>(std::move(ok.error()));
    if (number == 0) return fail(Word::error_note_unknown, id);
    Reader reader(*state_, one, state_->resolution_edition(book, edition), number);
    return transaction.commit(std::move(reader.take().front()));
}

Result<Counts> Store::counts(BookKey book) {
    Counts counts;
    Statement row = state_->database.query(
        "SELECT count(*) FILTER (WHERE life.value = 'alive'),"
        "       count(*) FILTER (WHERE life.value = 'alive' AND a.kind = 'highlight' AND body.value <> ''),"
        "       count(*) FILTER (WHERE life.value = 'alive' AND EXISTS (SELECT 1 FROM visibility v"
        "                         WHERE v.annotation = a.number AND v.state = 'shared')),"
        "       count(*) FILTER (WHERE life.value = 'deleted' AND a.erased IS NULL)"
        "  FROM annotations a"
        "  JOIN fields life ON life.annotation = a.number AND life.name = 'life'"
        "  LEFT JOIN fields body ON body.annotation = a.number AND body.name = 'body'"
        " WHERE a.book = ?1 AND (a.erased IS NULL OR life.value = 'deleted')",
        static_cast<std::int64_t>(book));
    if (row.next()) {
        const auto at = [&](int column) { return static_cast<std::size_t>(row.integer(column)); };
        counts = {at(0), at(1), at(2), at(3)};
    }
    if (auto ok = state_->database.take(); !ok) return tl::unexpected<Error>(std::move(ok.error()));
    // Copies of ours by another program count for nothing as long as they say the same.
    bool copies = false;
    {
        Statement copy = state_->database.query(
            "SELECT 1 FROM fields f JOIN annotations a ON a.number = f.annotation WHERE f.name = 'origin' AND a.book = ?1 LIMIT 1",
            static_cast<std::int64_t>(book));
        copies = copy.next();
    }
    if (!copies) return state_->database.take(counts);
    const Result<std::vector<Annotation>> shown = annotations(book, Query{});
    if (!shown) return tl::unexpected<Error>(shown.error());
    const auto number_of = [&](auto which) { return static_cast<std::size_t>(std::count_if(shown->begin(), shown->end(), which)); };
    counts.all = shown->size();
    counts.notes = number_of([](const Annotation& note) { return note.kind == Kind::highlight && !note.body.empty(); });
    counts.shared = number_of([](const Annotation& note) { return !note.is_private(); });
    return counts;
}

Result<std::vector<Field>> Store::fields(AnnotationKey annotation) {
    std::vector<Field> out;
    Statement rows = state_->database.query(
        "SELECT f.name, f.value, f.clock, f.device, w.id, coalesce(v.id, '') FROM fields f"
        " JOIN profiles w ON w.number = f.writer LEFT JOIN profiles v ON v.number = f.via"
        " WHERE f.annotation = ?1 ORDER BY f.name",
        static_cast<std::int64_t>(annotation));
    while (rows.next())
        out.push_back({rows.text(0), rows.text(1), {rows.integer(2), rows.integer(3)}, rows.text(4), rows.text(5)});
    return state_->database.take(std::move(out));
}

}  // namespace katern::notes
