// The folders of networks while the window is open: when to look into them, and what came of it. Reading and writing is
// shared_folder.h's, on threads and connections of their own: neither the page nor a save waits for a folder.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/latest_job.h"
#include "app/shared_folder.h"
#include "platform/platform.h"

namespace katern::app {

class Reader;

class NetworkFolders {
public:
    // What the last round said of a network's folder.
    struct Said {
        bool gone = false;
        std::size_t waiting = 0;
        std::vector<std::pair<std::string, Error>> refused;
    };

    explicit NetworkFolders(Reader& reader);
    // Waits for what is being left in a folder and for one that is being chosen, and stops the rest.
    ~NetworkFolders();

    [[nodiscard]] const Said* said_of(const std::string& network) const;  // null: no round was there
    [[nodiscard]] bool busy() const { return busy_; }
    [[nodiscard]] bool is_reading() const { return reading_; }  // a folder that was chosen

    // A round through all of them. `asked`: says how it went.
    void update(bool asked);
    void may_differ(notes::Milliseconds pause);
    void something_is_shared();  // or is no longer
    void networks_are_known();
    std::optional<notes::Milliseconds> tick(notes::Milliseconds now);
    // What was shared a moment ago goes along today, though nobody waits for it. `known`: the book that is left.
    void leave_book(const std::optional<KnownBook>& known);
    // The same, once the store has all that was written.
    void close();

    // --- In the sheet
    void choose();
    // What lies in a folder may be of another network: then the sheet asks which of the two it is.
    void use(const std::string& typed);
    void answer(bool same);  // whether the network that was found in it is the one in the sheet
    void leave();

private:
    using Networks = std::vector<notes::NetworkFacts>;
    using Answer = Result<std::optional<notes::Network>>;
    [[nodiscard]] Networks with_folder() const;
    void start_round(const KnownBook& known, const Networks& networks);
    void start_leaving(const KnownBook& known, const Networks& networks);
    void take_round(const std::string& network, const Result<FolderRound>& round, const SeenFiles& files);
    void take_failure(const Error& why);
    void end_round();
    void take_found(const std::string& network, const Answer& other);
    void take_used(const std::string& asked_in, const Result<notes::Network>& used);
    void take_watcher();
    [[nodiscard]] bool is_in_sheet(const std::string& network) const;

    struct Watched {
        std::string folders;  // a line each
        std::unique_ptr<platform::Watcher> watcher;
    };

    Reader& reader_;
    std::map<std::string, Said> said_;        // by network
    std::map<std::string, SeenFiles> seen_;   // by network
    std::optional<Error> failure_;            // why the last round could not begin
    std::string watched_;                     // the folders that are watched, a line each
    std::string chosen_;                      // the folder that was looked into, about which the sheet asks
    bool busy_ = false, reading_ = false;
    bool again_ = false;                      // something changed meanwhile
    bool asked_ = false;                      // the person wants to hear how it went
    bool wanted_ = false;                     // a round is asked for as soon as it can be made
    notes::Milliseconds look_at_ = 0;         // steady: when to look again; 0: not by itself
    std::mutex one_by_one_;                   // of two jobs in folders the later one writes last
    std::mutex next_lock_;
    std::optional<Watched> next_;  // of the round on its way; not in a task, which may outlive what the watcher calls
    std::unique_ptr<platform::Watcher> watcher_;
    LatestJob rounds_, leaving_, choosing_;
};

}  // namespace katern::app
