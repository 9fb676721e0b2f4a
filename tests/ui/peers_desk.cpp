#include "ui/peers_desk.h"

#include <catch2/catch.hpp>

#include "notes/state.h"
#include "support/must.h"

namespace katern::test {
namespace {

notes::Store store_of(Stage& stage) { return must(app::open_store(stage.reader().data_folder, "peer")); }

}  // namespace

std::string add_from(Stage& stage, const notes::Profile& who, const PeersNote& note) {
    notes::Store store = store_of(stage);
    const app::KnownBook known = must(app::find_in(store, must(app::open_book(stage.reader().book->path))));
    std::string id;
    if (note.parent.empty()) {
        app::NewNote wanted;
        wanted.chapter = note.chapter;
        wanted.quote = note.quote;
        wanted.category = note.category;
        wanted.body = note.body;
        wanted.share = note.network;
        id = must(app::annotate(store, known, wanted));
    } else {
        app::NewReply wanted;
        wanted.parent = note.parent;
        wanted.body = note.body;
        wanted.share = note.network;
        id = must(app::reply(store, known, wanted));
    }
    notes::Database& db = store.state().database;
    db.run("INSERT OR IGNORE INTO profiles(id, name, school) VALUES (?1, ?2, ?3)", who.id, who.name, who.school);
    db.run("UPDATE annotations SET author = (SELECT number FROM profiles WHERE id = ?1) WHERE id = ?2", who.id, id);
    db.run("UPDATE fields SET writer = (SELECT number FROM profiles WHERE id = ?1)"
           " WHERE annotation = (SELECT number FROM annotations WHERE id = ?2)", who.id, id);
    if (!note.via.empty()) {
        db.run("INSERT OR IGNORE INTO profiles(id, name) VALUES (?1, ?1)", note.via);
        db.run("UPDATE fields SET via = (SELECT number FROM profiles WHERE id = ?1)"
               " WHERE annotation = (SELECT number FROM annotations WHERE id = ?2)", note.via, id);
    }
    REQUIRE(db.take());
    stage.reader().others_wrote();
    stage.until([&] { return stage.reader().find_note(id) != nullptr && stage.reader().find_note(id)->placed; });
    return id;
}

void erase(Stage& stage, const std::string& id) {
    notes::Store store = store_of(stage);
    notes::Database& db = store.state().database;
    const std::string of = "(SELECT number FROM annotations WHERE id = ?1)";
    db.run("DELETE FROM fields WHERE name <> 'life' AND annotation = " + of, id);
    db.run("DELETE FROM undo_rows WHERE annotation = " + of, id);
    db.run("DELETE FROM resolutions WHERE annotation = " + of, id);
    db.run("DELETE FROM anchors WHERE annotation = " + of, id);
    db.run("UPDATE visibility SET state = 'withdrawn' WHERE annotation = " + of, id);
    db.run("UPDATE annotations SET erased = created WHERE id = ?1", id);
    REQUIRE(db.take());
    stage.reader().others_wrote();
    stage.until([&] { return stage.reader().find_note(id) == nullptr; });
}

}  // namespace katern::test
