// Merging as a property: random edits on all sides, then the same files in any order, any repetition and any partition.
#include <algorithm>

#include "share/people.h"

namespace katern::share::test {
namespace {

constexpr std::array passages{"leernetwerk leeft", "vertrouwen kost tijd", "tweede alinea", "bestuur", "scholen"};

struct World {
    explicit World(unsigned seed)
        : random(seed), a("Anna"), b("Bert", first_of_march + 30'000), c("Cees", first_of_march - 90'000) {
        // All three take part in Anna's network.
        a.mark(passages[0], "begin");
        const std::string first = a.send();
        b.take(first);
        c.take(first);
    }
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random); }
    Person& anyone() { return below(3) == 0 ? a : below(2) == 0 ? b : c; }

    void change_something(Person& person) {
        person.time += static_cast<notes::Milliseconds>(below(5000)) + 1;
        std::vector<notes::Annotation> mine = person.notes(), gone = person.notes(true);
        std::erase_if(mine, [](const notes::Annotation& note) { return !note.mine; });
        std::erase_if(gone, [](const notes::Annotation& note) { return !note.mine; });
        const std::size_t what = below(10);
        if (mine.empty() || what == 0) {
            person.mark(passages[below(passages.size())], "woord " + std::to_string(below(100)), below(4) != 0);
            return;
        }
        const std::string id = mine[below(mine.size())].id, network = person.network();
        if (what <= 2) must(person.store->set_body(id, "woord " + std::to_string(below(100))));
        if (what == 3) must(person.store->set_category({id}, below(2) == 0 ? "vraag" : "actie"));
        if (what == 4) must(person.store->set_tags({id}, {"t" + std::to_string(below(5))}));
        if (what == 5) must(person.store->share({id}, network));
        if (what == 6) must(person.store->withdraw({id}, network));
        if (what == 7) must(person.store->remove({id}));
        if (what == 8 && !gone.empty()) must(person.store->restore({gone[below(gone.size())].id}));
        if (what == 9) adjust(person, id);
    }
    void adjust(Person& person, const std::string& id) {
        notes::Change change;
        change.id = id;
        change.anchor = on(*small_book(), "een", passages[below(passages.size())]).note.anchor;
        must(person.store->change(notes::Action::adjust, {change}));
    }
    void reply_to_something(Person& person) {
        const std::vector<notes::Annotation> all = person.notes();
        if (all.empty()) return;
        const notes::Annotation& parent = all[below(all.size())];
        notes::Draft draft;
        draft.kind = notes::Kind::reply;
        draft.anchor = parent.anchor;
        draft.parent = parent.id;
        draft.body = "antwoord " + std::to_string(below(100));
        draft.share_with = {person.network()};
        must(person.store->add(person.book, draft));
    }

    std::mt19937 random;
    Person a, b, c;
};

TEST_CASE("The same files in any order, any repetition and any partition give the same content", "[merge][property]") {
    const unsigned rounds = std::getenv("KATERN_LONG") != nullptr ? 60 : 8;
    for (unsigned seed = 1; seed <= rounds; ++seed) {
        World world(seed);
        std::vector<std::string> files{world.a.send()};
        for (int turn = 0; turn < 40; ++turn) {
            Person& person = world.anyone();
            if (world.below(8) == 0) world.reply_to_something(person);
            world.change_something(person);
            if (world.below(3) == 0) {
                files.push_back(person.send());
                // Now and then somebody reads what is there, so that sets pass on what others wrote.
                Person& reader = world.anyone();
                if (&reader != &person) reader.take(files[world.below(files.size())]);
            }
        }
        for (Person* person : {&world.a, &world.b, &world.c}) files.push_back(person->send());

        std::vector<std::string> contents;
        for (int replica = 0; replica < 4; ++replica) {
            Person observer("Dirk", first_of_march + 24LL * 60 * 60 * 1000);
            std::vector<std::size_t> order(files.size());
            for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
            std::shuffle(order.begin(), order.end(), world.random);
            for (std::size_t again = world.below(6); again > 0; --again) order.push_back(world.below(files.size()));
            for (const std::size_t file : order) {
                observer.take(files[file]);
                if (world.below(5) == 0) observer.open();
            }
            contents.push_back(content_of(observer));
            // What has been seen is known.
            for (const std::string& file : files) {
                const notes::MergeCounts counts = observer.take(file);
                CHECK(counts.added + counts.changed == 0);
            }
            CHECK(content_of(observer) == contents.back());
        }
        INFO("seed " << seed);
        for (const std::string& content : contents) CHECK(content == contents.front());
    }
}

TEST_CASE("After everybody has everybody's last file, all see the same conversation", "[merge][property]") {
    for (unsigned seed = 101; seed <= 104; ++seed) {
        World world(seed);
        for (int turn = 0; turn < 30; ++turn) {
            Person& person = world.anyone();
            if (world.below(5) == 0) world.reply_to_something(person);
            world.change_something(person);
        }
        const std::vector<std::string> files{world.a.send(), world.b.send(), world.c.send()};
        std::vector<std::string> seen;
        for (Person* person : {&world.a, &world.b, &world.c}) {
            for (const std::string& file : files) person->take(file);
            std::vector<std::string> lines;
            for (const notes::Annotation& note : person->notes())
                if (!note.is_private())
                    lines.push_back(note.author.id + note.id + note.body + note.category + note.anchor.exact +
                                    note.parent);
            std::sort(lines.begin(), lines.end());
            std::string all;
            for (const std::string& line : lines) all += line + "\n";
            seen.push_back(all);
        }
        INFO("seed " << seed);
        CHECK(seen[0] == seen[1]);
        CHECK(seen[1] == seen[2]);
        CHECK_FALSE(seen[0].empty());
    }
}

}  // namespace
}  // namespace katern::share::test
