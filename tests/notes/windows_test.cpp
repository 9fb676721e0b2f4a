// Two windows, which are two processes, on one database; and the thread that a window's store lives on.
#include <atomic>
#include <filesystem>
#include <thread>

#include "notes/failing_disk.h"
#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

TEST_CASE("what one window writes the other sees, and it can tell that somebody wrote") {
    Desk desk;
    Store one = desk.open("window-1");
    Store two = desk.open("window-2");
    const BookKey book = a_book(one);
    (void)one.changed_by_others();
    (void)two.changed_by_others();
    CHECK_FALSE(two.changed_by_others());
    const std::string id = must(one.add(book, highlight("Een [woord] hier.", "van een")));
    CHECK_FALSE(one.changed_by_others());  // what it wrote itself
    CHECK(two.changed_by_others());
    CHECK_FALSE(two.changed_by_others());
    CHECK(must(two.annotation(id)).body == "van een");
    must(two.set_body(id, "van twee"));
    CHECK(one.changed_by_others());
    CHECK(must(one.annotation(id)).body == "van twee");
}

TEST_CASE("the file that grows when another window writes is among those to watch") {
    Desk desk;
    Store store = desk.open();
    const std::vector<std::string> files = store.files_to_watch();
    CHECK(files == std::vector{store.path() + "-wal", store.path()});
    const auto before = std::filesystem::last_write_time(files.front());
    const auto size = std::filesystem::file_size(files.front());
    must(desk.open("window-2").set_setting("theme", "donker"));
    CHECK((std::filesystem::last_write_time(files.front()) != before ||
           std::filesystem::file_size(files.front()) != size));
}

TEST_CASE("where windows can't share memory, as on a network share, there is a rollback journal, and they see each other's notes") {
    Desk desk;
    const FailingDisk disk(0, FailingDisk::Fails::sharing);
    Store one = desk.open("window-1"), two = desk.open("window-2");
    CHECK(ask_text(one.path(), "PRAGMA journal_mode") == "delete");
    CHECK(one.files_to_watch().front() == one.path() + "-journal");
    const BookKey book = a_book(one);
    const std::string id = must(one.add(book, highlight("Een [leernetwerk] leeft.", "op de gedeelde schijf")));
    CHECK(two.changed_by_others());
    CHECK(must(two.annotation(id)).body == "op de gedeelde schijf");
    must(two.set_body(id, "door de ander veranderd"));
    CHECK(must(one.annotation(id)).body == "door de ander veranderd");
    // The mark carries someone else's words now: taking it back would take those away.
    CHECK(must(one.undo(book)).what == UndoOutcome::What::overtaken);
    CHECK(must(two.annotation(id)).alive);
}

TEST_CASE("windows that open a new data folder at the same moment all come up on the same database") {
    Desk desk;
    std::vector<std::thread> windows;
    std::atomic<int> opened = 0;
    for (int i = 0; i < 4; ++i)
        windows.emplace_back([&desk, &opened, i] {
            const Result<Store> store = Store::open(desk.options("window-" + std::to_string(i)));
            if (store) ++opened;
        });
    for (std::thread& window : windows) window.join();
    CHECK(opened == 4);
    Store store = desk.open();
    CHECK(ask(store.path(), "SELECT count(*) FROM profiles") == 1);
    CHECK(must(store.networks()).size() == 1);
}

TEST_CASE("windows that write at the same time lose nothing and never share a clock") {
    Desk desk;
    const BookKey book = [&] {
        Store store = desk.open();
        return a_book(store);
    }();
    std::vector<std::thread> windows;
    for (int i = 0; i < 3; ++i)
        windows.emplace_back([&desk, book, i] {
            Result<Store> store = Store::open(desk.options("window-" + std::to_string(i)));
            for (int n = 0; store && n < 40; ++n) (void)store->add(book, highlight());
        });
    for (std::thread& window : windows) window.join();
    Store store = desk.open();
    CHECK(must(store.counts(book)).all == 120);
    CHECK(ask(store.path(), "SELECT count(DISTINCT clock) FROM anchors") == 120);
    CHECK(ask_text(store.path(), "PRAGMA integrity_check") == "ok");
}

TEST_CASE("the store's thread answers in order and wakes the window after each answer") {
    Desk desk;
    std::atomic<int> wakes = 0;
    std::vector<int> order;
    BookKey book{};
    std::string id;
    {
        StoreThread thread(desk.options(), [&] { ++wakes; });
        thread.post([](Store& store) { return Result<BookKey>(a_book(store)); },
                    [&](Result<BookKey> answer) { book = must(std::move(answer)); });
        thread.flush();
        thread.post([&](Store& store) { return store.add(book, highlight()); },
                    [&](Result<std::string> answer) {
                        id = must(std::move(answer));
                        order.push_back(1);
                    });
        for (int n = 2; n < 30; ++n)
            thread.post([&id, n](Store& store) { return store.set_body(id, std::to_string(n)); },
                        [&order, n](const Result<void>& answer) {
                            if (answer) order.push_back(n);
                        });
    }  // closing finishes what was posted
    REQUIRE(order.size() == 29);
    CHECK(std::is_sorted(order.begin(), order.end()));
    CHECK(wakes == 30);
    CHECK(must(desk.open().annotation(id)).body == "29");
}

TEST_CASE("when the store can't be opened every question is answered with the reason") {
    Desk desk;
    StoreOptions options = desk.options();
    options.folder = "/proc/katern";
    StoreThread thread(options, nullptr);
    std::string why;
    thread.post([](Store& store) { return store.me(); }, [&](const Result<Profile>& answer) { why = reason(answer); });
    thread.flush();
    CHECK(why.starts_with("De map /proc/katern voor je notities kan niet worden gemaakt: "));
}
