// The shared folder between peers that a real Syncthing keeps in step, on loopback only. Part of the long run.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>

#include "cli/three_people.h"
#include "support/process.h"

using namespace katern::cli;
using namespace katern::cli::test;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;
using katern::test::Folder;
using katern::test::Process;

struct SyncedMember {
    SyncedMember(const std::string& name, int at) : reader(name), port(at) {
        fs::create_directory(home.path("st"));
        fs::create_directory(home.path("gedeeld"));
        const auto made = katern::test::run({"syncthing", "generate", "--home", home.path("st"), "--no-default-folder", "--skip-port-probing"}, environment());
        INFO(made.errors << made.output);
        REQUIRE(made.status == 0);
        id = katern::test::run({"syncthing", "--home", home.path("st"), "--device-id"}, environment()).output;
        while (id.ends_with('\n')) id.pop_back();
        REQUIRE(id.size() == 63);
    }
    [[nodiscard]] std::string folder() const { return home.path("gedeeld"); }
    [[nodiscard]] static katern::test::Variables environment() { return {{"STNOUPGRADE", "1"}, {"STNODEFAULTFOLDER", "1"}}; }

    // Everything that would look beyond this machine is off; so is its low priority, for which it leaves the process group that
    // ends it.
    void configure(const std::vector<const SyncedMember*>& all) const {
        std::ofstream xml(home.path("st") + "/config.xml");
        xml << "<configuration version=\"35\">\n<folder id=\"katern\" label=\"katern\" path=\"" << folder()
            << "\" type=\"sendreceive\" rescanIntervalS=\"2\" fsWatcherEnabled=\"true\" fsWatcherDelayS=\"1\" autoNormalize=\"true\">\n";
        for (const SyncedMember* peer : all) xml << "<device id=\"" << peer->id << "\"></device>\n";
        xml << "<minDiskFree unit=\"\">0</minDiskFree><maxConflicts>10</maxConflicts></folder>\n";
        for (const SyncedMember* peer : all)
            xml << "<device id=\"" << peer->id << "\" name=\"peer\" compression=\"metadata\"><address>tcp://127.0.0.1:" << peer->port
                << "</address></device>\n";
        xml << "<gui enabled=\"false\"><address>127.0.0.1:0</address></gui>\n<options>"
            << "<listenAddress>tcp://127.0.0.1:" << port << "</listenAddress><globalAnnounceEnabled>false</globalAnnounceEnabled>"
            << "<localAnnounceEnabled>false</localAnnounceEnabled><relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled>"
            << "<reconnectionIntervalS>1</reconnectionIntervalS><startBrowser>false</startBrowser><urAccepted>-1</urAccepted>"
            << "<autoUpgradeIntervalH>0</autoUpgradeIntervalH><crashReportingEnabled>false</crashReportingEnabled>"
            << "<announceLANAddresses>false</announceLANAddresses>"
            << "<setLowPriority>false</setLowPriority></options></configuration>\n";
    }
    void start() {
        const std::vector<std::string> call{"syncthing", "serve", "--home", home.path("st"), "--no-browser", "--no-restart"};
        running = std::make_unique<Process>(call, environment());
    }

    Folder home;
    Member reader;
    int port;
    std::string id;
    std::unique_ptr<Process> running;
};

void must_work(const Answer& answer) {
    INFO(answer.err);
    REQUIRE(answer.status == success);
}

fs::path only_set_in(const std::string& folder) {
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().filename().string().starts_with("0") && entry.path().extension() == ".annotations") return entry.path();
    return {};
}

bool can_run() {
    if (std::getenv("KATERN_LONG") == nullptr) {
        WARN("skipped: Syncthing itself is tried in the long run only (./test --long)");
        return false;
    }
    if (katern::test::run({"sh", "-c", "command -v syncthing"}).status != 0) {
        WARN("skipped: the package syncthing is not installed");
        return false;
    }
    return true;
}

}  // namespace

TEST_CASE("peers that Syncthing keeps in step come to one state: edits at once, one away for a while, a conflict, half a file, a clock a day ahead") {
    if (!can_run()) return;
    SyncedMember anna("Anna", 32'411), bas("Bas", 32'412), cem("Cem", 32'413);
    const std::vector<const SyncedMember*> all{&anna, &bas, &cem};
    for (const SyncedMember* peer : all) peer->configure(all);
    anna.start();
    bas.start();
    const auto in_step = [&](const std::vector<SyncedMember*>& peers, std::size_t notes) {
        return katern::test::eventually(
            [&] {
                for (SyncedMember* peer : peers) must_work(peer->reader.sync(peer->folder()));
                std::this_thread::sleep_for(500ms);
                return std::all_of(peers.begin(), peers.end(), [&](SyncedMember* peer) { return peer->reader.notes().size() == notes; }) &&
                       std::all_of(peers.begin(), peers.end(), [&](SyncedMember* peer) { return peer->reader.state() == peers.front()->reader.state(); });
            },
            90s);
    };
    const std::string id = anna.reader.annotate("tijd helpt", {"--note", "Tijd vooral.", "--share=Oost"});
    REQUIRE(in_step({&anna, &bas}, 1));
    const fs::path annas = only_set_in(anna.folder());
    const std::string earlier = katern::test::read_file(annas);
    // Edits on both sides at the same time, while the third is away.
    anna.reader.must({"edit", anna.reader.book(), id, "--note", "Tijd, en rust."});
    bas.reader.must({"reply", bas.reader.book(), id, "--note", "Bij ons ook.", "--share=Oost"});
    bas.reader.mark("zin over vertrouwen", {"--share=Oost"});
    REQUIRE(in_step({&anna, &bas}, 3));

    // Bas goes away. Both write on, her file changes on his disk too, and one copy of it stops half way.
    bas.running.reset();
    bas.reader.mark("groeit; tijd", {"--share=Oost", "--note", "Onderweg."});
    must_work(bas.reader.sync());
    std::ofstream(fs::path(bas.folder()) / annas.filename(), std::ios::binary) << earlier;
    std::ofstream(fs::path(anna.folder()) / "half.annotations", std::ios::binary) << earlier.substr(0, earlier.size() / 2);
    setenv("KATERN_NOW", "2026-03-02T09:30:00Z", 1);  // her clock is a day ahead
    anna.reader.must({"edit", anna.reader.book(), id, "--category", "inzicht"});
    must_work(anna.reader.sync());
    setenv("KATERN_NOW", "2026-03-01T09:30:00Z", 1);
    bas.start();
    cem.start();
    cem.reader.mark("Vertrouwen groeit", {"--share=Oost"});
    CHECK(in_step({&anna, &bas, &cem}, 5));
    // Syncthing saw that two wrote one file, and kept both. That is nobody's second note.
    const auto is_conflict = [](const fs::directory_entry& entry) { return entry.path().filename().string().find("sync-conflict") != std::string::npos; };
    CHECK(katern::test::eventually([&] { return std::any_of(fs::directory_iterator(cem.folder()), fs::directory_iterator(), is_conflict); }));
    CHECK(in_step({&anna, &bas, &cem}, 5));
    for (const SyncedMember* peer : all) {
        const nlohmann::json notes = peer->reader.notes();
        const auto mark = std::find_if(notes.begin(), notes.end(), [&](const nlohmann::json& note) { return note["id"] == id; });
        REQUIRE(mark != notes.end());
        CHECK((*mark)["category"] == "inzicht");
        CHECK((*mark)["note"] == "Tijd, en rust.");
    }
}
