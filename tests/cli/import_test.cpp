// import and export --format annotations, as scripts use them: two data folders are two people.
#include <filesystem>
#include <fstream>

#include "cli/terminal.h"
#include "paths.h"

namespace katern::cli::test {
namespace {

// Another person at the same terminal, with the same book.
struct Peer {
    explicit Peer(const Terminal& of, std::string name) : terminal(of), data(of.folder.path(name)) {}
    Answer run(std::vector<std::string> arguments) const {
        std::ostringstream out, err;
        arguments.insert(arguments.begin() + 1, "--data=" + data);
        const int status = cli::run(arguments, {out, err}, Language::nl);
        return {status, out.str(), err.str()};
    }
    std::string must(std::vector<std::string> arguments) const {
        const Answer answer = run(std::move(arguments));
        INFO(answer.err);
        REQUIRE(answer.status == success);
        return answer.out;
    }
    [[nodiscard]] nlohmann::json notes() const {
        return nlohmann::json::parse(must({"notes", terminal.book(), "--json"}));
    }

    const Terminal& terminal;
    std::string data;
};

TEST_CASE("Anna shares, Bert replies, Anna reads it", "[import]") {
    const Terminal anna;
    const Peer bert(anna, "bert");
    const std::string file = anna.folder.path("anna.annotations"), answer = anna.folder.path("bert.annotations");
    anna.must({"profile", "--name", "Anna"});
    bert.must({"profile", "--name", "Bert"});
    const std::string id = anna.annotate("nog één zin", {"--note", "Waarom?", "--share"});
    (void)anna.annotate("tijd helpt", {"--note", "privé"});
    anna.must({"export", anna.book(), "--format", "annotations", "--out", file});
    const Answer imported = bert.run({"import", anna.book(), file});
    CHECK(imported.status == success);
    CHECK(imported.err.find("van Anna: 1 nieuw, 0 veranderd, 0 al bekend") != std::string::npos);
    REQUIRE(bert.notes().size() == 1);
    CHECK(bert.notes()[0]["author"] == "Anna");
    CHECK(bert.notes()[0]["anchor"] == "exact");
    CHECK(bert.notes()[0]["visibility"] == "shared");
    bert.must({"reply", anna.book(), id, "--note", "Daarom.", "--share"});
    bert.must({"export", anna.book(), "--format", "annotations", "--out", answer});
    for (int again = 0; again < 2; ++again) anna.must({"import", anna.book(), answer, file});
    const nlohmann::json all = anna.notes();
    REQUIRE(all.size() == 3);
    CHECK(all[1]["kind"] == "reply");
    CHECK(all[1]["author"] == "Bert");

    anna.must({"withdraw", anna.book(), id});
    anna.must({"export", anna.book(), "--format", "annotations", "--out", file});
    bert.must({"import", anna.book(), file});
    REQUIRE(bert.notes().size() == 1);
    CHECK(bert.notes()[0]["kind"] == "reply");
}

TEST_CASE("A file that is none keeps the others from nothing", "[import]") {
    const Terminal anna;
    const Peer bert(anna, "bert");
    const std::string file = anna.folder.path("anna.annotations"), none = anna.folder.path("geen.annotations");
    (void)anna.annotate("nog één zin", {"--share"});
    anna.must({"export", anna.book(), "--format", "annotations", "--out", file});
    std::ofstream(none) << "geen notities";
    const Answer answer = bert.run({"import", anna.book(), none, file, anna.folder.path("weg.annotations")});
    CHECK(answer.status == failure);
    CHECK(answer.err.find("geen.annotations") != std::string::npos);
    CHECK(answer.err.find("weg.annotations kan niet worden gelezen") != std::string::npos);
    CHECK(bert.notes().size() == 1);
    CHECK(bert.run({"import", anna.book()}).status == wrong_call);
}

TEST_CASE("Samples of other programs come in once, and hostile ones do no harm", "[import][shared]") {
    const std::string folder = std::string(KATERN_SHARED_DIR) + "/data/foreign/",
                      book = std::string(KATERN_SHARED_DIR) + "/data/markdown/rust-book";
    if (!std::filesystem::exists(folder + "README.md")) {
        WARN("no shared data: " << folder);
        return;
    }
    const Terminal anna;
    setenv("KATERN_NOW", "2026-08-01T09:30:00Z", 1);  // after the day of the last sample
    const auto count = [&](const Peer& peer) {
        return nlohmann::json::parse(peer.must({"notes", book, "--json"})).size();
    };
    {
        const Peer peer(anna, "vreemd");
        peer.must({"import", book, folder + "epub-annotations.annotations", folder + "thorium.annotation"});
        const std::size_t once = count(peer);
        CHECK(once > 5);
        peer.must({"import", book, folder + "thorium.annotation", folder + "epub-annotations.annotations"});
        CHECK(count(peer) == once);
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder + "hostile")) {
        if (entry.path().extension() != ".annotations") continue;
        const Peer peer(anna, "vijand-" + entry.path().stem().string());
        const Answer answer = peer.run({"import", book, entry.path().string()});
        INFO(entry.path().filename().string() << ": " << answer.err);
        CHECK(answer.status <= failure);
        CHECK(answer.err.find(entry.path().filename().string()) != std::string::npos);
        const std::string stem = entry.path().stem().string();
        if (stem == "wrong-types") CHECK(count(peer) == 1);
        if (stem == "path-traversal" || stem == "lone-surrogates") CHECK(answer.status == success);
        if (stem.starts_with("bomb") || stem == "empty" || stem == "not-a-zip" || stem == "second-entry")
            CHECK(answer.status == failure);
        if (stem == "script-in-text") {
            const std::string shown = peer.must({"notes", book});
            CHECK(std::none_of(shown.begin(), shown.end(),
                               [](char c) { return c != '\n' && static_cast<unsigned char>(c) < 0x20; }));
        }
    }
}

}  // namespace
}  // namespace katern::cli::test
