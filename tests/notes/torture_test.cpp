// A file that lost pages or got other bytes in them: every note whose bytes are still there is found again.
#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "notes/files.h"
#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;
namespace fs = std::filesystem;

namespace {

bool long_run() {
    return std::getenv("KATERN_LONG") != nullptr;
}

struct Files {
    std::string database, log;
};

// Notes as a process leaves them that was killed: many in the database, the last ones only in the log.
struct Original {
    Desk desk;
    Files files;
    std::vector<std::string> bodies;

    explicit Original(int notes) {
        {
            Store store = desk.open();
            const BookKey book = a_book(store);
            for (int i = 0; i < notes; ++i) add(store, book, i);
        }
        Store store = desk.open();
        const BookKey book = a_book(store);
        for (int i = notes; i < notes + notes / 4; ++i) add(store, book, i);
        files = {bytes_of(desk.folder / "katern.db"), bytes_of(desk.folder / "katern.db-wal")};
    }

    void add(Store& store, BookKey book, int i) {
        bodies.push_back("<" + std::to_string(1'000'000 + i * 7919) + " woorden " +
                         std::string(static_cast<std::size_t>(i % 5) * 40, 'w') + ">");
        const std::string id = must(store.add(book, highlight("Een [leernetwerk] leeft van vertrouwen.", "eerst")));
        must(store.set_body(id, bodies.back()));
    }
};

// A row is its words, what stands before them in its record and what stands behind them.
constexpr std::size_t before_words = 48, behind_words = 24;  // an undo row has the words of before in front

// The notes of which one row is still there to the byte: not all of it may be where SQLite would look for it.
std::set<std::string> still_there(const Original& original, const Files& damaged) {
    std::set<std::string> out;
    const auto look = [&](const std::string& body, const std::string& was, const std::string& is) {
        for (std::size_t at = was.find(body); at != std::string::npos; at = was.find(body, at + 1)) {
            const std::size_t from = at - std::min(at, before_words), length = at - from + body.size() + behind_words;
            if (from + length <= is.size() && was.compare(from, length, is, from, length) == 0) return true;
        }
        return false;
    };
    for (const std::string& body : original.bodies)
        if (look(body, original.files.database, damaged.database) || look(body, original.files.log, damaged.log))
            out.insert(body);
    return out;
}

// SQLite's pages have no checksum: a letter that became another letter is no damage that anyone can see.
bool lost_a_copy(const std::string& body, const std::string& was, const std::string& is) {
    const auto copies = [&](const std::string& bytes) {
        std::size_t count = 0;
        for (std::size_t at = bytes.find(body); at != std::string::npos; at = bytes.find(body, at + 1)) ++count;
        return count;
    };
    return copies(is) < copies(was);
}

// A log without its end can't be told from one that a killed process was writing: what stands behind its last commit
// was never said to be kept.
std::string up_to_last_commit(const std::string& log) {
    constexpr std::size_t head = 32, frame = 24 + 4096;
    std::size_t committed = 0;
    for (std::size_t at = head; at + frame <= log.size(); at += frame)
        if (log.compare(at + 4, 4, std::string(4, '\0')) != 0) committed = at + frame;
    return log.substr(0, committed);
}

struct Outcome {
    std::size_t there = 0;
    std::string lost;  // notes whose bytes are left, one a line
    bool told = false;
    bool all = false;  // every note is there
};

Outcome open_damaged(const Original& original, const Files& damaged) {
    Folder folder;
    write(folder / "katern.db", damaged.database);
    if (!damaged.log.empty()) write(folder / "katern.db-wal", damaged.log);
    StoreOptions options;
    options.folder = folder.path();
    options.machine = "this desk";
    options.now = [] { return first_of_march + 60'000; };
    Store store = must(Store::open(options));
    std::set<std::string> found;
    for (const BookRow& book : must(store.books())) {
        for (const Annotation& note : must(store.annotations(book.key))) found.insert(note.body);
    }
    Outcome outcome;
    outcome.all = std::all_of(original.bodies.begin(), original.bodies.end(),
                              [&](const std::string& body) { return found.contains(body); });
    outcome.told = store.rescued().has_value();
    if (outcome.told) CHECK(fs::exists(store.rescued()->aside));
    for (const std::string& body : still_there(original, {damaged.database, up_to_last_commit(damaged.log)})) {
        ++outcome.there;
        if (!outcome.told && lost_a_copy(body, original.files.database, damaged.database)) continue;
        if (!found.contains(body)) outcome.lost += body + "\n";
    }
    if (outcome.told) {
        CHECK(ask_text(store.path(), "PRAGMA integrity_check") == "ok");
        CHECK(ask(store.path(), "SELECT count(*) FROM pragma_foreign_key_check") == 0);
        CHECK_FALSE(store.rescued()->sentence(Language::nl).empty());
    }
    // Whatever happened, a note can be made.
    must(store.add(a_book(store, "nieuw", "/boeken/nieuw"), highlight()));
    return outcome;
}

}  // namespace

// What is read of a file that is cut off is much the same from page to page; the sanitizers, which take five times as long, see each third.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t page_step = 3 * 4096;
#else
constexpr std::size_t page_step = 4096;
#endif

TEST_CASE("a file that is cut off at any page opens with every note whose bytes are left, and says so") {
    // The long run has more steps than undo keeps, so that some notes are left in old pages of the log alone.
    const Original original(long_run() ? 300 : 28);
    std::size_t cuts = 0;
    for (std::size_t size = 0; size < original.files.database.size(); size += page_step) {
        INFO("the database is cut off at " << size);
        const Outcome outcome = open_damaged(original, {original.files.database.substr(0, size), original.files.log});
        CHECK(outcome.lost == "");
        CHECK((outcome.told || outcome.all));  // the log may hold what was cut off
        const Outcome alone = open_damaged(original, {original.files.database.substr(0, size), ""});
        CHECK(alone.lost == "");
        CHECK(alone.told == (size > 0));  // a file without a byte and without a log is a new one
        ++cuts;
    }
    for (std::size_t size = 0; size < original.files.log.size(); size += long_run() ? 8 * 4096 : page_step) {
        INFO("the log is cut off at " << size);
        CHECK(open_damaged(original, {original.files.database, original.files.log.substr(0, size)}).lost == "");
    }
    CHECK(cuts * page_step > 10 * 4096);
}

TEST_CASE("random bytes over the file or its log cost no note whose own bytes are left") {
    const Original original(long_run() ? 200 : 40);
    std::mt19937 random(20'260'301);
    std::size_t there = 0, told = 0;
    const int rounds = long_run() ? 400 : 16;
    for (int round = 0; round < rounds; ++round) {
        Files damaged = original.files;
        const auto overwrite = [&](std::string& bytes, std::size_t length) {
            const std::size_t at = random() % bytes.size();
            for (std::size_t i = at; i < std::min(at + length, bytes.size()); ++i)
                bytes[i] = static_cast<char>(random());
        };
        const std::size_t lengths[] = {1, 16, 300, 4096, 20'000};
        const std::size_t length = lengths[random() % std::size(lengths)];
        if (round % 3 != 2) overwrite(damaged.database, length);
        if (round % 3 != 0) overwrite(damaged.log, length);
        INFO("round " << round << ", " << length << " bytes");
        const Outcome outcome = open_damaged(original, damaged);
        CHECK(outcome.lost == "");
        there += outcome.there;
        if (outcome.told) ++told;
    }
    CHECK(there > static_cast<std::size_t>(rounds) * 30);
    CHECK(told > static_cast<std::size_t>(rounds) / 2);
}
