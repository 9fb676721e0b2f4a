// A person whose every word is random: each field that they may have written, and each name that only their machine
// knows, holds a word of its own, so that a file tells what it holds by the words that occur in it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "app/operations.h"
#include "cli/terminal.h"

namespace katern::cli::test {

using Words = std::set<std::string>;

template <class T>
[[nodiscard]] T must_be(Result<T> result) {
    if (!result) FAIL(say(result.error(), Language::nl));
    return std::move(*result);
}
inline void must_be(const Result<void>& result) {
    if (!result) FAIL(say(result.error(), Language::nl));
}

// Whose eyes a word is for. What was once sent and is withdrawn or deleted since, and earlier wordings, are for
// nobody's.
enum class Kept : std::uint8_t { oost, west, private_, withdrawn, deleted };
inline constexpr Kept all_kept[] = {Kept::oost, Kept::west, Kept::private_, Kept::withdrawn, Kept::deleted};

class RandomPerson {
public:
    explicit RandomPerson(unsigned seed) : random_(seed), terminal_(std::make_unique<Terminal>()) {
        data_ = "data" + word(machine);
        write_book();
        terminal({"profile", "--name", word(name), "--school", word(name)});
        open();
        oost_name_ = "Oost " + word(named_oost);
        west_name_ = "West " + word(named_west);
        oost_ = must_be(app::network_named(*store_, oost_name_)).id;
        west_ = must_be(app::network_named(*store_, west_name_)).id;
        take_foreign_notes();
        for (const Kept kept : all_kept) write_notes(kept);
        store_.reset();
        for (const bool west : {false, true}) prepare_meeting(west);
    }

    // Words by what they are.
    Words machine, name, named_oost, named_west;  // of this machine; who I am; what the networks are called
    Words in_book, quotes;                        // of the book; of these, of passages that nobody marked
    std::map<Kept, Words> written;                // in notes of each kind, with their quotes
    std::map<Kept, Words> points_of;              // of those, in bookmarks and answers: in no row of Readwise
    Words earlier;                                // what was written first, and is not there any more
    Words meeting_oost, meeting_west;

    // All words that may be in a file for Oost.
    [[nodiscard]] Words for_oost() const { return joined({written.at(Kept::oost), meeting_oost, named_oost, name}); }
    [[nodiscard]] Words all() const {
        Words out = joined({machine, name, named_oost, named_west, in_book, earlier, meeting_oost, meeting_west});
        for (const auto& [kept, words] : written) out.insert(words.begin(), words.end());
        return out;
    }
    [[nodiscard]] static Words joined(const std::vector<Words>& sets) {
        Words out;
        for (const Words& words : sets) out.insert(words.begin(), words.end());
        return out;
    }

    std::string terminal(std::vector<std::string> arguments) {
        std::ostringstream out, err;
        arguments.insert(arguments.begin() + 1, "--data=" + data());
        const int status = cli::run(arguments, {out, err}, Language::nl);
        INFO(err.str());
        REQUIRE(status == success);
        return out.str().substr(0, out.str().find('\n'));
    }
    [[nodiscard]] std::string data() const { return terminal_->folder.path(data_); }
    [[nodiscard]] std::string book() const { return terminal_->folder.path(book_); }
    [[nodiscard]] katern::test::Folder& folder() const { return terminal_->folder; }
    [[nodiscard]] const std::string& oost() const { return oost_; }
    [[nodiscard]] const std::string& west() const { return west_; }
    [[nodiscard]] const std::string& meeting(bool of_west) const { return of_west ? meeting_west_ : meeting_oost_; }
    std::string word(Words& into) {
        std::string out = "q";
        for (int i = 0; i < 9; ++i) out += static_cast<char>('a' + random_() % 26);
        into.insert(out);
        last_word_ = out;
        return out;
    }

private:
    static constexpr std::size_t passages = 40;
    static constexpr const char* filler =
        "Tussen deze woorden en de volgende staat zoveel dat niets van de ene alinea in de andere komt. ";

    void write_book() {
        book_ = "boek" + word(machine);
        std::string text = "# Eén\n\n";
        for (std::size_t i = 0; i < passages; ++i)
            text += std::string(filler) + "\n\nWie zegt " + word(quotes) + ", zegt iets.\n\n" + filler + "\n\n";
        for (std::size_t i = 0; i < std::size(all_kept); ++i)
            text += std::string(filler) + "\n\n> **Vraag.** Wat doet " + word(quotes) + " met je?\n\n";
        in_book = quotes;
        katern::test::Folder& folder = terminal_->folder;
        folder.with(book_ + "/book.toml",
                    "[book]\ntitle = \"Proef\"\nauthors = [\"Anna\"]\nlanguage = \"nl\"\n[output.katern]\noptional = "
                    "true\nid = \"proef\"\n");
        folder.with(book_ + "/src/SUMMARY.md", "- [Eén](een.md)\n").with(book_ + "/src/een.md", text);
    }

    void open() {
        store_.emplace(must_be(app::open_store(data(), "cli")));
        known_ = must_be(app::find_in(*store_, must_be(app::open_book(book()))));
        chapter_ = must_be(known_.book->chapter(0));
    }

    // The next passage of the book that begins so; its word is for the eyes of who marked it.
    notes::Anchor next_passage(const char* start, Words& whose) {
        const std::size_t at = chapter_->text.find(start, at_[start]);
        REQUIRE(at != std::string::npos);
        const std::size_t end = chapter_->text.find('\n', at);
        at_[start] = end;
        notes::Anchor anchor = notes::anchor_on(*chapter_, known_.edition, {at, end});
        const std::string marked = anchor.exact.substr(anchor.exact.find('q', std::string_view(start).size()), 10);
        quotes.erase(marked);
        whose.insert(marked);
        return anchor;
    }
    // A point where that begins.
    notes::Anchor next_point(const char* start, Words& whose) {
        notes::Anchor anchor = next_passage(start, whose);
        anchor.range.end = anchor.range.start;
        anchor.exact.clear();
        anchor.suffix.clear();
        return anchor;
    }

    void share(notes::Draft& draft, Kept kept) const {
        if (kept == Kept::private_) return;
        draft.share_with = {kept == Kept::west ? west_ : oost_};
    }

    std::string add(notes::Draft draft, Kept kept) {
        share(draft, kept);
        if (!draft.body.empty()) {
            // What was there first stays in the undo steps of this machine.
            const std::string body = draft.body;
            draft.body = "Eerst " + word(earlier);
            const std::string id = must_be(store_->add(known_.key, draft));
            must_be(store_->set_body(id, body));
            return id;
        }
        return must_be(store_->add(known_.key, draft));
    }

    void write_notes(Kept kept) {
        Words& words = written[kept];
        Words& points = points_of[kept];
        notes::Draft mark;
        // It lay elsewhere first.
        mark.anchor = next_passage("Wie zegt", earlier);
        mark.body = "Wij " + word(words) + " en *" + word(words) + "*.";
        mark.category = word(words);
        mark.tags = {word(words), "twee " + word(words)};
        std::vector<std::string> ids{add(mark, kept)};
        marked_[kept] = ids.front();
        notes::Change adjusted;
        adjusted.id = ids.front();
        adjusted.anchor = next_passage("Wie zegt", words);
        must_be(store_->change(notes::Action::adjust, {adjusted}));
        notes::Draft action;
        action.anchor = next_passage("Wie zegt", words);
        action.category = "actie";
        action.body = "Doen: " + word(words);
        ids.push_back(add(action, kept));
        notes::Draft bookmark;
        Words nobodys;
        bookmark.kind = notes::Kind::bookmark;
        bookmark.anchor = next_point("Wie zegt", nobodys);
        bookmark.body = "Verder bij " + word(points);
        ids.push_back(add(bookmark, kept));
        notes::Draft answer;
        Words asked;
        answer.kind = notes::Kind::reflection;
        answer.anchor = next_point("Vraag.", asked);
        points.insert(asked.begin(), asked.end());
        answer.body = notes::reflection_body("Wat doet " + *asked.begin() + " met je?", "Dat " + word(points));
        ids.push_back(add(answer, kept));
        // To what is shared there, but for the eyes of this kind only.
        notes::Draft reply;
        reply.kind = notes::Kind::reply;
        reply.parent = marked_.at(kept == Kept::west ? Kept::west : Kept::oost);
        reply.anchor = must_be(store_->annotation(reply.parent)).anchor;
        reply.body = "Daarop " + word(words);
        ids.push_back(add(reply, kept));
        words.insert(points.begin(), points.end());
        if (kept == Kept::withdrawn || kept == Kept::deleted) send_and_take_back(ids, kept);
    }

    // It left once, so that only the word that it is gone goes along from now on.
    void send_and_take_back(const std::vector<std::string>& ids, Kept kept) {
        notes::SetOrder order;
        order.network = oost_;
        must_be(notes::mark_published(*store_, known_.key, must_be(notes::outgoing(*store_, known_.key, order))));
        if (kept == Kept::deleted) return must_be(store_->remove(ids));
        for (const std::string& id : ids) must_be(store_->withdraw({id}, oost_));
    }

    // From a file with a telling name, in a folder with one: somebody else's, and shared with nobody.
    void take_foreign_notes() {
        store_.reset();
        Words& words = written[Kept::private_];
        Words marked;
        const std::string quote = next_passage("Wie zegt", marked).exact;
        words.insert(marked.begin(), marked.end());
        const nlohmann::json web{
            {"@context", "http://www.w3.org/ns/anno.jsonld"},
            {"id", "https://voorbeeld.nl/1"},
            {"type", "Annotation"},
            {"created", "2026-02-01T10:00:00Z"},
            {"creator", {{"type", "Person"}, {"name", word(points_of[Kept::private_])}}},
            {"body", {{"type", "TextualBody"}, {"value", "Vreemd " + word(words)}}},
            {"target", {{"source", "boek"}, {"selector", {{"type", "TextQuoteSelector"}, {"exact", quote}}}}}};
        const std::string file = "in" + word(machine) + "/van" + word(machine) + ".jsonld";
        folder().with(file, web.dump());
        terminal({"import", book(), folder().path(file)});
        open();
    }

    void prepare_meeting(bool of_west) {
        Words& words = of_west ? meeting_west : meeting_oost;
        const std::string& network = of_west ? west_name_ : oost_name_;
        std::string& id = of_west ? meeting_west_ : meeting_oost_;
        id = terminal({"meeting", book(), "new", "--network", network, "--name", word(words), "--date", "2026-03-12",
                       "--question", "Wat " + word(words), "--person", word(words)});
        // Only what all of them may see can be on the agenda.
        const Kept own = of_west ? Kept::west : Kept::oost;
        for (const Kept kept : all_kept) {
            std::ostringstream out, err;
            const int status =
                cli::run(std::vector<std::string>{"meeting", "--data=" + data(), book(), "add", id, "--text",
                                                  "Over " + word(words), "--note", marked_.at(kept)},
                         {out, err}, Language::nl);
            CHECK((status == success) == (kept == own));
            if (kept != own) words.erase(last_word_);
        }
        terminal({"meeting", book(), "decide", id, "--text", "Besloten " + word(words), "--action",
                  "Regelen " + word(words), "--who", word(words), "--when", "2026-04-01"});
    }

    std::mt19937 random_;
    std::string last_word_;
    std::unique_ptr<Terminal> terminal_;
    std::string data_, book_;
    std::optional<notes::Store> store_;
    app::KnownBook known_;
    std::shared_ptr<const document::Chapter> chapter_;
    std::map<std::string, std::size_t> at_;
    std::string oost_, west_, oost_name_, west_name_, meeting_oost_, meeting_west_;
    std::map<Kept, std::string> marked_;
};

}  // namespace katern::cli::test
