// Privacy as one property over everything that leaves: each field that a person may have written, and each name that
// only this machine knows, holds a random word of its own. None that is private may be in any file, however deep it is
// packed.
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <map>

#include "app/operations.h"
#include "app/shared_folder.h"
#include "cli/random_person.h"
#include "paths.h"
#include "support/process.h"

using namespace katern;
using namespace katern::cli;
using namespace katern::cli::test;

namespace {

namespace fs = std::filesystem;

// --- What is in the files
// --------------------------------------------------------------------------------------------------

using Found = std::map<std::string, Words>;  // by file

Found words_in(const std::vector<std::string>& files, const Words& words) {
    const katern::test::Folder folder;
    std::string list;
    for (const std::string& word : words) list += word + "\n";
    std::ofstream(folder.path("woorden")) << list;
    std::vector<std::string> call{"python3", std::string(KATERN_SOURCE_DIR) + "/tests/cli/tokens_in.py",
                                  folder.path("woorden")};
    call.insert(call.end(), files.begin(), files.end());
    const katern::test::Outcome read = katern::test::run(call);
    INFO(read.errors);
    REQUIRE(read.status == 0);
    return nlohmann::json::parse(read.output).get<Found>();
}

void check_none_but(const Found& found, const Words& allowed) {
    for (const auto& [file, words] : found)
        for (const std::string& word : words) {
            INFO(file << " holds " << word);
            CHECK(allowed.contains(word));
        }
}

bool holds(const Words& words, const Words& wanted) {
    return std::includes(words.begin(), words.end(), wanted.begin(), wanted.end());
}

// A form with every name there is.
constexpr const char* all_names = R"({{title}} {{authors}} {{day}} {{writer}}
{{#chapters}}{{number}} {{chapter}} {{#is_orphans}}los{{/is_orphans}}
{{#notes}}{{address}} {{place}} {{section}} {{sign}} {{category}} {{kind}} {{author}} {{visibility}} {{#tags}}{{tag}} {{hashtag}} {{/tags}}
{{quote}}
{{quote_block}}
{{question}}
{{note}}
{{note_text}}
{{created}} {{modified}}
{{/notes}}{{/chapters}})";

struct OutgoingForm {
    std::string file;
    std::vector<std::string> options;
    bool passages_only = false;  // leaves out bookmarks and answers
};
std::vector<OutgoingForm> outgoing_forms(const RandomPerson& person) {
    return {{"n.md", {"--format", "markdown"}},
            {"form.md", {"--format", "markdown", "--template", person.folder().path("form.txt")}},
            {"n.html", {"--format", "html"}},
            {"a.html", {"--format", "html", "--answers"}},
            {"b.html", {"--format", "html", "--no-answers"}},
            {"n.docx", {"--format", "docx"}},
            {"n.pdf", {"--format", "pdf"}},
            {"n.csv", {"--format", "csv"}},
            {"r.csv", {"--format", "csv", "--readwise"}, true},
            {"n.annotations", {"--format", "annotations"}}};
}

// The files of all forms, in a folder of this name.
std::vector<std::string> export_all(RandomPerson& person, const std::string& to,
                                    const std::vector<std::string>& which) {
    std::vector<std::string> files;
    fs::create_directories(person.folder().path(to));
    for (const OutgoingForm& form : outgoing_forms(person)) {
        std::vector<std::string> call{"export", person.book(), "--out", person.folder().path(to + "/" + form.file)};
        call.insert(call.end(), form.options.begin(), form.options.end());
        call.insert(call.end(), which.begin(), which.end());
        person.terminal(call);
        files.push_back(call[3]);
    }
    return files;
}

std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path().string());
    return files;
}

void check_exports(RandomPerson& person) {
    // For a network: its words and no others.
    const std::vector<std::string> files = export_all(person, "oost", {"--network", person.oost()});
    const Found found = words_in(files, person.all());
    check_none_but(found, person.for_oost());
    // Without my name.
    const Found unnamed =
        words_in(export_all(person, "naamloos", {"--network", person.oost(), "--without-name"}), person.all());
    Words without_name = person.for_oost();
    for (const std::string& word : person.name) without_name.erase(word);
    check_none_but(unnamed, without_name);
    // All of mine, asked for: what is private is there, so this test can fail.
    const Found all = words_in(export_all(person, "alles", {"--all"}), person.all());
    Words mine = RandomPerson::joined({person.for_oost(), person.named_west});
    for (const Kept kept : {Kept::west, Kept::private_, Kept::withdrawn})
        mine.insert(person.written.at(kept).begin(), person.written.at(kept).end());
    check_none_but(all, mine);
    for (const OutgoingForm& form : outgoing_forms(person)) {
        INFO(form.file);
        for (const auto& [where, kinds] : std::map<std::string, std::vector<Kept>>{
                 {"oost", {Kept::oost}}, {"alles", {Kept::oost, Kept::west, Kept::private_, Kept::withdrawn}}})
            for (const Kept kept : kinds) {
                Words wanted = person.written.at(kept);
                if (form.passages_only)
                    for (const std::string& word : person.points_of.at(kept)) wanted.erase(word);
                CHECK(holds((where == "oost" ? found : all).at(person.folder().path(where + "/" + form.file)), wanted));
            }
    }
}

void check_book(RandomPerson& person) {
    const std::string file = person.folder().path("boek.epub");
    person.terminal({"export", person.book(), "--format", "epub", "--out", file});
    // What is marked in it is the book's; what was written about it is not there.
    const Found found = words_in({file}, person.all());
    check_none_but(found, person.in_book);
    CHECK(holds(found.at(file), person.in_book));
}

void check_meetings(RandomPerson& person) {
    for (const bool west : {false, true}) {
        std::vector<std::string> files;
        for (const char* format : {"markdown", "ics", "html", "docx", "pdf"}) {
            files.push_back(person.folder().path(std::string(west ? "west." : "oost.") + format));
            person.terminal(
                {"meeting", person.book(), "export", person.meeting(west), "--format", format, "--out", files.back()});
        }
        const Words& own = west ? person.meeting_west : person.meeting_oost;
        const Found found = words_in(files, person.all());
        check_none_but(found, RandomPerson::joined({own, person.written.at(west ? Kept::west : Kept::oost),
                                                    west ? person.named_west : person.named_oost, person.name}));
        CHECK(holds(found.at(files.front()), own));
    }
}

// What a network keeps for who joins later, and what looks back: the words of that network and no others.
void check_pages(RandomPerson& person) {
    const std::string memory = person.folder().path("geheugen.annotations");
    person.terminal({"export", person.book(), "--format", "annotations", "--memory", "--network", person.oost(), "--out", memory});
    check_none_but(words_in({memory}, person.all()), RandomPerson::joined({person.for_oost(), person.meeting_oost}));
    for (const char* format : {"markdown", "html", "csv", "pdf"}) {
        const std::string page = person.folder().path(std::string("terug.") + format);
        person.terminal({"reflect", person.book(), "--network", person.oost(), "--format", format, "--out", page});
        check_none_but(words_in({page}, person.all()), RandomPerson::joined({person.for_oost(), person.meeting_oost}));
    }
}

// Files that are written meanwhile end after so many bytes, as on a full disk.
class FullDisk {
public:
    FullDisk() {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        rlimit limit = before_;
        limit.rlim_cur = 512;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &before_); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit before_{};
};

void check_folders(RandomPerson& person) {
    for (const bool west : {false, true}) {
        const std::string folder = person.folder().path(std::string("map-") + (west ? "west" : "oost"));
        const std::string network = west ? person.west() : person.oost();
        fs::create_directories(folder);
        person.terminal({"sync", person.book(), "--folder", folder, "--network", network});
        const Words meeting = west ? person.meeting_west : person.meeting_oost;
        const Words theirs = RandomPerson::joined({person.written.at(west ? Kept::west : Kept::oost), meeting});
        const std::vector<std::string> files = files_in(folder);
        REQUIRE(files.size() == 1);
        const Found found = words_in(files, person.all());
        check_none_but(found,
                       RandomPerson::joined({theirs, west ? person.named_west : person.named_oost, person.name}));
        CHECK(holds(found.at(files.front()), theirs));
        // A disk that is full half way: nothing of what was being written is left.
        fs::remove(files.front());
        notes::Store store = must_be(app::open_store(person.data(), "cli"));
        const app::KnownBook known = must_be(app::find_in(store, must_be(app::open_book(person.book()))));
        for (const notes::NetworkFacts& facts : must_be(notes::look_at_networks(store))) {
            if (facts.network.id != network) continue;
            app::SeenFiles seen;
            const bool done = [&] {
                const FullDisk full;
                return app::sync_folder(store, known, facts, seen).has_value();
            }();
            CHECK_FALSE(done);
        }
        CHECK(files_in(folder).empty());
    }
}

bool can_read_back() {
    if (katern::test::run({"sh", "-c", "command -v python3 pdftotext pdfinfo"}).status == 0) return true;
    WARN("skipped: python3 or poppler-utils is not installed");
    return false;
}

}  // namespace

TEST_CASE("no private word is in anything that leaves, unless it was asked for") {
    if (!can_read_back()) return;
    const unsigned rounds = std::getenv("KATERN_LONG") != nullptr ? 12 : 3;
    for (unsigned seed = 1; seed <= rounds; ++seed) {
        INFO("seed " << seed);
        RandomPerson person(seed);
        person.folder().with("form.txt", all_names);
        check_exports(person);
        check_book(person);
        check_meetings(person);
        check_pages(person);
        check_folders(person);
        check_exports(person);  // and once more, now that something has left
    }
}
