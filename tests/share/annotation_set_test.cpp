// Our sets as other people and other programs see them.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "share/people.h"
#include "share/zip.h"
#include "words/words.h"

namespace katern::share::test {
namespace {

using Json = nlohmann::json;

Json unzipped(const std::string& file) {
    return Json::parse(must(read_zip_entry(file, "annotations.json", "x")));
}
std::string zipped(const Json& json) {
    return must(make_zip(std::vector<ZipEntry>{{"annotations.json", json.dump(), false}}));
}
// What a program does that knows nothing of us.
std::string without_extension(const std::string& file) {
    Json json = unzipped(file);
    json.erase("katern");
    json["@context"] = "https://www.w3.org/ns/epub-anno.jsonld";
    for (Json& item : json["items"]) item.erase("katern");
    return zipped(json);
}

bool is_url(const Json& value) {
    return value.is_string() && std::regex_match(value.get<std::string>(), std::regex("[a-z][a-z0-9+.-]*:\\S+"));
}
bool is_time(const Json& value) {
    return value.is_string() &&
           std::regex_match(value.get<std::string>(), std::regex(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z)"));
}
bool is_one_of(const Json& value, const std::vector<std::string>& words) {
    return value.is_string() && std::find(words.begin(), words.end(), value.get<std::string>()) != words.end();
}

// The table of fields in exchange.md, and nothing of our writer.
void check_required(const Json& set) {
    const Json context = set.at("@context");
    const Json first = context.is_array() ? context.at(0) : context;
    CHECK(first == "https://www.w3.org/ns/epub-anno.jsonld");
    CHECK(is_url(set.at("id")));
    CHECK(set.at("type") == "AnnotationSet");
    CHECK(is_url(set.at("generator").at("id")));
    CHECK(set.at("generator").at("type") == "Software");
    CHECK(set.at("generator").at("name").is_string());
    CHECK(is_time(set.at("generated")));
    CHECK(set.at("about").at("dc:identifier").is_array());
    CHECK_FALSE(set.at("about").at("dc:identifier").empty());
    for (const char* name : {"dc:format", "dc:title", "dc:publisher", "dc:date"})
        CHECK(set.at("about").at(name).is_string());
    CHECK(set.at("about").at("dc:creator").is_array());
    REQUIRE(set.at("items").is_array());
    for (const Json& item : set.at("items")) {
        CHECK(is_url(item.at("id")));
        CHECK(item.at("type") == "Annotation");
        CHECK(is_one_of(item.at("motivation"), {"bookmarking", "commenting", "highlighting"}));
        CHECK(is_time(item.at("created")));
        CHECK(is_time(item.at("modified")));
        CHECK(is_url(item.at("creator").at("id")));
        CHECK(item.at("creator").at("type") == "Person");
        const Json& target = item.at("target");
        CHECK(target.at("source").is_string());
        CHECK_FALSE(is_url(target.at("source")));
        for (const Json& selector : target.at("selector")) {
            if (selector.at("type") == "TextPositionSelector")
                CHECK(selector.at("start").get<int>() <= selector.at("end").get<int>());
            if (selector.at("type") == "TextQuoteSelector") CHECK(selector.at("exact").is_string());
        }
        if (!item.contains("body")) continue;
        CHECK(item.at("body").at("type") == "TextualBody");
        CHECK(item.at("body").at("value").is_string());
        if (item.at("body").contains("color"))
            CHECK(is_one_of(item.at("body").at("color"), {"pink", "orange", "yellow", "green", "blue", "purple"}));
    }
}

TEST_CASE("A set has what EPUB Annotations 1.0 requires", "[set]") {
    Person anna("Anna");
    anna.mark("vertrouwen kost tijd", "Ja, *zo* is het.");
    const std::string id = anna.mark("bestuur");
    must(anna.store->set_category({id}, "vraag"));
    must(anna.store->set_tags({id}, {"tijd", "geld"}));
    notes::Draft bookmark;
    bookmark.kind = notes::Kind::bookmark;
    bookmark.anchor = on(*small_book(), "twee", "Hier").note.anchor;
    bookmark.anchor.range.end = bookmark.anchor.range.start;
    bookmark.anchor.exact.clear();
    bookmark.share_with = {anna.network()};
    anna.time += 1000;
    must(anna.store->add(anna.book, bookmark));
    const Json set = unzipped(anna.send());
    check_required(set);
    REQUIRE(set["items"].size() == 3);
    CHECK(set["items"][0]["body"]["value"] == "Ja, *zo* is het.");
    CHECK(set["items"][0]["target"]["source"] == "text/een.xhtml");
    CHECK(set["items"][1]["body"]["color"] == "blue");
    CHECK(set["items"][1]["body"]["tags"] == Json({"tijd", "geld"}));
    CHECK(set["items"][2]["motivation"] == "bookmarking");
}

TEST_CASE("The same content gives the same bytes, and a set without a network says nothing of any", "[set]") {
    Person anna("Anna");
    anna.mark("bestuur", "woord");
    const std::string first = anna.send();
    anna.time += 1'000'000;
    CHECK(anna.send() == first);
    notes::SetOrder order;
    order.with_private = true;
    const Json set = unzipped(anna.send(order));
    CHECK_FALSE(set["katern"].contains("network"));
    CHECK_FALSE(set["items"][0]["katern"].contains("sharing"));
}

TEST_CASE("What Anna shares Bert sees, with her name, and takes only once", "[set]") {
    Person anna("Anna"), bert("Bert");
    anna.mark("bestuur", "woord");
    anna.mark("scholen", "geheim", false);
    const std::string file = anna.send();
    CHECK(bert.take(file).added == 1);
    CHECK(bert.take(file).known == 1);
    REQUIRE(bert.notes().size() == 1);
    const notes::Annotation note = bert.notes().front();
    CHECK(note.body == "woord");
    CHECK(note.author.name == "Anna");
    CHECK_FALSE(note.mine);
    CHECK(must(notes::counted_as(*bert.store, anna.network()))->id == bert.network());
}

TEST_CASE("A set that another program has rewritten without our extension merges without doubles", "[set]") {
    Person anna("Anna"), bert("Bert"), cees("Cees");
    anna.mark("bestuur", "woord");
    anna.mark("scholen");
    const std::string file = anna.send(), plain = without_extension(file);
    for (Person* person : {&bert, &cees}) {
        person->take(person == &bert ? file : plain);
        person->take(person == &bert ? plain : file);
        person->take(plain);
        CHECK(person->notes().size() == 2);
    }
    CHECK(content_of(bert) == content_of(cees));
    // Anna herself sees no copies of what she wrote.
    anna.take(plain);
    CHECK(anna.notes().size() == 2);
    // What she has changed since stands beside what the other program said.
    must(anna.store->set_body(anna.notes().front().id, "anders"));
    CHECK(anna.notes().size() == 3);
}

TEST_CASE("Other words beside our extension are a row of their own", "[set]") {
    Person anna("Anna"), bert("Bert");
    anna.mark("bestuur", "woord");
    Json set = unzipped(anna.send());
    set["items"][0]["body"]["value"] = "wat iemand er later van maakte";
    bert.take(zipped(set));
    std::vector<std::string> bodies;
    for (const notes::Annotation& note : bert.notes()) bodies.push_back(note.body);
    std::sort(bodies.begin(), bodies.end());
    CHECK(bodies == std::vector<std::string>{"wat iemand er later van maakte", "woord"});
}

TEST_CASE("What is withdrawn goes, stays away, and leaves the replies", "[set]") {
    Person anna("Anna"), bert("Bert");
    const std::string id = anna.mark("bestuur", "woord");
    const std::string before = anna.send();
    bert.take(before);
    notes::Draft reply;
    reply.kind = notes::Kind::reply;
    reply.parent = id;
    reply.anchor = bert.notes().front().anchor;
    reply.body = "antwoord";
    must(bert.store->add(bert.book, reply));
    must(anna.store->withdraw({id}, anna.network()));
    const std::string after = anna.send();
    CHECK(after.find("woord") == std::string::npos);
    CHECK(unzipped(after).dump().find("woord") == std::string::npos);
    const notes::MergeCounts counts = bert.take(after);
    CHECK(counts.withdrawn == 1);
    for (int again = 0; again < 2; ++again) {
        REQUIRE(bert.notes().size() == 1);
        CHECK(bert.notes().front().body == "antwoord");
        CHECK(content_of(bert).find("| woord |") == std::string::npos);
        bert.take(before);
    }
    // Shared once more it is there again.
    must(anna.store->share({id}, anna.network()));
    bert.take(anna.send());
    CHECK(bert.notes().size() == 2);
}

TEST_CASE("What never left leaves no trace when it is withdrawn or deleted", "[set]") {
    Person anna("Anna");
    anna.mark("bestuur");
    const std::string id = anna.mark("scholen", "nooit verstuurd"), other = anna.mark("tweede", "ook nooit");
    must(anna.store->withdraw({id}, anna.network()));
    must(anna.store->remove({other}));
    const std::string text = unzipped(anna.send()).dump();
    CHECK(text.find(id) == std::string::npos);
    CHECK(text.find(other) == std::string::npos);
}

TEST_CASE("Nobody changes another person's words, claims mine, or comes from the future", "[set]") {
    Person anna("Anna"), bert("Bert"), mallory("Mallory");
    const std::string id = anna.mark("bestuur", "woord");
    const std::string file = anna.send();
    for (Person* person : {&bert, &mallory}) person->take(file);
    // Mallory passes Anna's note on with other words and a later clock.
    notes::SetOrder order;
    order.network = mallory.network();
    notes::NoteSet set = must(notes::outgoing(*mallory.store, mallory.book, order));
    REQUIRE(set.items.size() == 1);
    for (notes::Field& field : set.items.front().fields) {
        field.clock.ticks += 1'000'000'000;
        if (field.name == "body") field.value = "vals";
    }
    const std::string forged = must(write_annotation_set(set, *small_book()));
    bert.take(forged);
    CHECK(bert.notes().front().body == "woord");
    anna.take(forged);
    CHECK(anna.notes().front().body == "woord");
    // To who knows nothing else it is shown, as passed on; until Anna's own comes.
    Person dirk("Dirk");
    dirk.take(forged);
    CHECK(dirk.notes().front().body == "vals");
    CHECK(must(dirk.store->fields(dirk.notes().front().key)).front().via == mallory.me());
    dirk.take(file);
    CHECK(dirk.notes().front().body == "woord");
    CHECK(must(dirk.store->fields(dirk.notes().front().key)).front().via.empty());
    // A claim on Anna's id.
    set.items.front().author = mallory.me();
    for (notes::Field& field : set.items.front().fields) field.writer = mallory.me();
    const std::string claim = must(write_annotation_set(set, *small_book()));
    anna.take(claim);
    CHECK(anna.notes().size() == 2);
    CHECK(must(anna.store->annotation(id)).body == "woord");
    // Three days ahead.
    for (notes::Field& field : set.items.front().fields)
        field.clock.ticks = notes::ticks_at(anna.time + 3LL * 24 * 60 * 60 * 1000);
    // The reader of the file leaves it out with the reason, and so would the merge.
    const ReadSet ahead = anna.read(must(write_annotation_set(set, *small_book())));
    CHECK(ahead.items.empty());
    CHECK(ahead.unreadable.size() == 1);
    notes::Merge rehearsal = must(notes::Merge::begin(*anna.store, anna.book, set.head, {"inhoud", "bestand", "", true}));
    must(rehearsal.take(set.items));
    CHECK(rehearsal.counts().ahead == 1);
    anna.mark("scholen");
    CHECK(anna.notes().back().modified < anna.time + 60'000);
}

TEST_CASE("An import can be undone as one step, and stays out", "[set]") {
    Person anna("Anna"), bert("Bert");
    const std::string id = anna.mark("bestuur", "woord");
    bert.take(anna.send());
    const std::string before = content_of(bert);
    must(anna.store->set_body(id, "later"));
    anna.mark("scholen", "nieuw");
    const std::string second = anna.send();
    notes::ImportKey key{};
    bert.take(second, &key);
    CHECK(bert.notes().size() == 2);
    CHECK(must(bert.store->next_undo(bert.book))->action == notes::Action::take_in);
    CHECK(must(bert.store->undo(bert.book)).what == notes::UndoOutcome::What::done);
    CHECK(content_of(bert) == before);
    const auto row = must(notes::import_of(*bert.store, bert.read(second).hash));
    REQUIRE(row);
    CHECK(row->undone);
    CHECK(row->key == key);
    bert.take(second);
    CHECK(bert.notes().size() == 2);
}

// A batch ends after some 20 ms, on a busy machine perhaps with its first item.
void take_two(notes::Merge& merge, const ReadSet& set) {
    for (std::size_t done = 0; done < 2;) done += must(merge.take(std::span(set.items).subspan(done, 2 - done)));
}

TEST_CASE("An import that is let go of half way is taken back", "[set]") {
    Person anna("Anna"), bert("Bert");
    for (const char* words : {"bestuur", "scholen", "tweede"}) anna.mark(words, "woord");
    const ReadSet set = bert.read(anna.send());
    const std::string before = content_of(bert);
    {
        notes::Merge merge =
            must(notes::Merge::begin(*bert.store, bert.book, set.head, {set.hash, "bestand", "", false}));
        take_two(merge, set);
        CHECK(bert.notes().size() == 2);
        CHECK_FALSE(notes::Merge::begin(*bert.store, bert.book, set.head, {set.hash, "bestand", "", false}));
    }
    CHECK(bert.notes().empty());
    CHECK(content_of(bert).find("woord") == std::string::npos);
    bert.open();
    CHECK(bert.notes().empty());
}

TEST_CASE("kill -9 in the middle of an import leaves nothing of it", "[set]") {
    Person anna("Anna"), bert("Bert");
    for (const char* words : {"bestuur", "scholen", "tweede"}) anna.mark(words, "woord");
    const std::string file = anna.send();
    const ReadSet set = bert.read(file);
    bert.store.reset();
    const pid_t process = fork();
    REQUIRE(process >= 0);
    if (process == 0) {
        bert.open();
        notes::Merge merge =
            must(notes::Merge::begin(*bert.store, bert.book, set.head, {set.hash, "bestand", "", false}));
        take_two(merge, set);
        if (bert.notes().size() == 2) kill(getpid(), SIGKILL);
        _exit(1);
    }
    int status = 0;
    REQUIRE(waitpid(process, &status, 0) == process);
    REQUIRE(WIFSIGNALED(status));
    bert.open();
    CHECK(bert.notes().empty());
    CHECK(content_of(bert).find("woord") == std::string::npos);
    CHECK(bert.take(file).added == 3);
}

TEST_CASE("No private word is in the bytes or the parts of a set", "[set][privacy]") {
    Person anna("Anna");
    std::vector<std::string> secrets;
    std::mt19937 random(7);
    const auto secret = [&] {
        std::string word = "geheim";
        for (int i = 0; i < 12; ++i) word += static_cast<char>('a' + random() % 26);
        secrets.push_back(word);
        return word;
    };
    const std::string other = must(anna.store->network(secret())).id;
    anna.mark("bestuur", "open woord");
    for (const bool in_other_network : {false, true}) {
        const std::string id = anna.mark("scholen", secret(), false);
        must(anna.store->set_tags({id}, {secret()}));
        must(anna.store->set_category({id}, secret()));
        if (in_other_network) must(anna.store->share({id}, other));
    }
    notes::Draft reflection;
    reflection.kind = notes::Kind::reflection;
    reflection.anchor = on(*small_book(), "twee", "Hier").note.anchor;
    reflection.anchor.exact = secret();
    reflection.body = secret();
    must(anna.store->add(anna.book, reflection));
    const std::string deleted = anna.mark("tweede", secret());
    must(anna.store->remove({deleted}));
    const std::string file = anna.send(), json = must(read_zip_entry(file, "annotations.json", "x"));
    for (const std::string& word : secrets) {
        INFO(word);
        CHECK(file.find(word) == std::string::npos);
        CHECK(json.find(word) == std::string::npos);
    }
    CHECK(json.find("open woord") != std::string::npos);
    CHECK(json.find(anna.folder.path("")) == std::string::npos);
    notes::SetOrder nameless;
    nameless.network = anna.network();
    nameless.with_name = false;
    const Json set = unzipped(anna.send(nameless));
    CHECK(set["katern"]["profile"]["name"] == "");
    CHECK_FALSE(set["items"][0]["creator"].contains("name"));
}

TEST_CASE("Members that we don't know come back as they came", "[set]") {
    Person anna("Anna"), bert("Bert");
    anna.mark("bestuur", "woord");
    Json set = unzipped(without_extension(anna.send()));
    set["items"][0]["vreemd"] = {{"a", 1}};
    bert.take(zipped(set));
    notes::SetOrder order;
    order.with_private = true;
    const Json back = unzipped(bert.send(order));
    REQUIRE(back["items"].size() == 1);
    CHECK(back["items"][0]["vreemd"] == Json{{"a", 1}});
}

}  // namespace
}  // namespace katern::share::test
