-- A database of version 1, as it was kept (sqlite3 .dump). Made by the case "a database to keep" in schema_test.cpp.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE self(
    one INTEGER PRIMARY KEY CHECK (one = 1),
    profile INTEGER NOT NULL REFERENCES profiles(number),
    device INTEGER NOT NULL REFERENCES devices(device),
    ticks INTEGER NOT NULL
) STRICT;
INSERT INTO self VALUES(1,1,7132547369395488437,116153096601600005);
CREATE TABLE profiles(
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    school TEXT NOT NULL DEFAULT '',
    clock INTEGER NOT NULL DEFAULT 0,
    device INTEGER NOT NULL DEFAULT 0,
    via INTEGER REFERENCES profiles(number)
) STRICT;
INSERT INTO profiles VALUES(1,'019ca8a0-3e80-7e31-a9d6-35f187dc2b37','Anna de Vries','De Regenboog',116153096601600001,7132547369395488437,NULL);
CREATE TABLE devices(
    device INTEGER PRIMARY KEY,
    profile INTEGER NOT NULL REFERENCES profiles(number),
    machine TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT;
INSERT INTO devices VALUES(7132547369395488437,1,'53c26b439744dd3d451af68aabc8f7f655ccb39ea6bbfcf26c11f4b71c3a62ad',1772355600000);
CREATE TABLE books(
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    authors TEXT NOT NULL DEFAULT '[]',
    path TEXT NOT NULL,
    hash TEXT NOT NULL DEFAULT '',
    opened INTEGER NOT NULL,
    place_chapter TEXT NOT NULL DEFAULT '',
    place_offset INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO books VALUES(1,'boek','Titel van boek','[]','/boeken/boek','dd257a900df079f359d8a609fa2f1568e07c599cf6e7a6eb4e8270b9f8b68315',1772355600000,'01-begin',42);
CREATE TABLE book_ids(
    id TEXT NOT NULL,
    book INTEGER NOT NULL REFERENCES books(number),
    PRIMARY KEY (id, book)
) STRICT, WITHOUT ROWID;
INSERT INTO book_ids VALUES('boek',1);
CREATE TABLE editions(
    number INTEGER PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES books(number),
    book_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    text_rules INTEGER NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    seen INTEGER NOT NULL,
    UNIQUE (book, hash, text_rules, book_id)
) STRICT;
INSERT INTO editions VALUES(1,1,'boek','dd257a900df079f359d8a609fa2f1568e07c599cf6e7a6eb4e8270b9f8b68315',1,'','Titel van boek',1772355600000);
INSERT INTO editions VALUES(2,1,'boek','3845794f1861a9acd65e73df547abad14b54d94ce5464b9c6822d332d99b6c8a',1,'','',1772355600000);
INSERT INTO editions VALUES(3,1,'boek','de6744355fa4c2331d4a9b4324cabc98fb87e73395287bb797571fe257a3aa4b',1,'','',1772355600000);
INSERT INTO editions VALUES(4,1,'boek','bde62c51e5bfa180e119a72c1eabf16164a03f2b6a454319edb4265e3802d7c4',1,'','',1772355600000);
CREATE TABLE edition_chapters(
    edition INTEGER NOT NULL REFERENCES editions(number),
    position INTEGER NOT NULL,
    chapter TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (edition, position)
) STRICT, WITHOUT ROWID;
INSERT INTO edition_chapters VALUES(1,0,'01-begin','5966ff8793f831fbd67c9090b213dddcd05ec3964d004874f8bb5b1800ac4488');
CREATE TABLE annotations(
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    author INTEGER NOT NULL REFERENCES profiles(number),
    book INTEGER NOT NULL REFERENCES books(number),
    kind TEXT NOT NULL,
    parent TEXT NOT NULL DEFAULT '',
    created INTEGER NOT NULL,
    chapter TEXT NOT NULL,
    erased INTEGER,
    UNIQUE (author, id)
) STRICT;
INSERT INTO annotations VALUES(1,'019ca8a0-3e80-739d-aa1f-1126d6396648',1,1,'highlight','',1772355600000,'01-begin',NULL);
INSERT INTO annotations VALUES(2,'019ca8a0-3e80-7616-9f0f-ce8b99c8880d',1,1,'bookmark','',1772355600000,'01-begin',NULL);
INSERT INTO annotations VALUES(3,'019ca8a0-3e80-76cf-89f4-64bf4d9bee84',1,1,'highlight','',1772355600000,'01-begin',NULL);
CREATE TABLE fields(
    annotation INTEGER NOT NULL REFERENCES annotations(number),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    clock INTEGER NOT NULL,
    device INTEGER NOT NULL,
    writer INTEGER NOT NULL REFERENCES profiles(number),
    via INTEGER REFERENCES profiles(number),
    PRIMARY KEY (annotation, name)
) STRICT, WITHOUT ROWID;
INSERT INTO fields VALUES(1,'body','Óók bij ons',116153096601600002,7132547369395488437,1,NULL);
INSERT INTO fields VALUES(1,'category','inzicht',116153096601600002,7132547369395488437,1,NULL);
INSERT INTO fields VALUES(1,'life','alive',116153096601600002,7132547369395488437,1,NULL);
INSERT INTO fields VALUES(1,'tags','["bestuur"]',116153096601600002,7132547369395488437,1,NULL);
INSERT INTO fields VALUES(2,'body','',116153096601600002,7132547369395488437,1,NULL);
INSERT INTO fields VALUES(2,'category','',116153096601600002,7132547369395488437,1,NULL);
INSERT INTO fields VALUES(2,'life','alive',116153096601600002,7132547369395488437,1,NULL);
INSERT INTO fields VALUES(2,'tags','[]',116153096601600002,7132547369395488437,1,NULL);
INSERT INTO fields VALUES(3,'body','',116153096601600002,7132547369395488437,1,NULL);
INSERT INTO fields VALUES(3,'category','',116153096601600002,7132547369395488437,1,NULL);
INSERT INTO fields VALUES(3,'life','deleted',116153096601600005,7132547369395488437,1,NULL);
INSERT INTO fields VALUES(3,'tags','[]',116153096601600002,7132547369395488437,1,NULL);
CREATE TABLE anchors(
    annotation INTEGER NOT NULL REFERENCES annotations(number),
    clock INTEGER NOT NULL,
    device INTEGER NOT NULL,
    writer INTEGER NOT NULL REFERENCES profiles(number),
    via INTEGER REFERENCES profiles(number),
    edition INTEGER NOT NULL REFERENCES editions(number),
    chapter TEXT NOT NULL,
    chapter_hash TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    headings TEXT NOT NULL DEFAULT '[]',
    figure_image TEXT,
    figure_alternative TEXT,
    PRIMARY KEY (annotation, clock, device),
    CHECK (start >= 0 AND start <= "end")
) STRICT;
INSERT INTO anchors VALUES(1,116153096601600002,7132547369395488437,1,NULL,2,'01-begin','ad9ef451e70cee1dab489e3b736d9872cfc83577741170bb80964c2283831773',4,15,'leernetwerk','Een ',replace(' leeft van vertrouwen.\n','\n',char(10)),'[]',NULL,NULL);
INSERT INTO anchors VALUES(2,116153096601600002,7132547369395488437,1,NULL,3,'01-begin','018aab80450360a55a46eed718ff7c4267cf3e8b1e6a525071f52d1f6a909f94',30,30,'',replace('Een eerste alinea die blijft.\n','\n',char(10)),'Een tweede alinea die ook blijft','[]',NULL,NULL);
INSERT INTO anchors VALUES(3,116153096601600002,7132547369395488437,1,NULL,4,'01-begin','a05a8e67c23293a44012b99cfc0c9e69ddd08ee07812ecc96aef30f1a4b49b15',9,12,'weg','Iets wat ',replace(' mag.\n','\n',char(10)),'[]',NULL,NULL);
INSERT INTO anchors VALUES(1,116153096601600003,7132547369395488437,1,NULL,2,'01-begin','ad9ef451e70cee1dab489e3b736d9872cfc83577741170bb80964c2283831773',4,21,'leernetwerk leeft','Een ',replace(' van vertrouwen.\n','\n',char(10)),'[]',NULL,NULL);
CREATE TABLE resolutions(
    annotation INTEGER NOT NULL REFERENCES annotations(number),
    edition INTEGER NOT NULL REFERENCES editions(number),
    anchor_clock INTEGER NOT NULL,
    anchor_device INTEGER NOT NULL,
    how TEXT NOT NULL,
    method TEXT NOT NULL,
    score REAL NOT NULL,
    chapter TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    candidates TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (annotation, edition)
) STRICT, WITHOUT ROWID;
CREATE TABLE networks(
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    clock INTEGER NOT NULL DEFAULT 0,
    device INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL,
    folder TEXT NOT NULL DEFAULT '',
    alias_of INTEGER REFERENCES networks(number)
) STRICT;
INSERT INTO networks VALUES(1,'019ca8a0-3e80-7bd7-a7f3-b1bfea44e5ab','',116153096601600000,7132547369395488437,1772355600000,'',NULL);
CREATE TABLE visibility(
    annotation INTEGER NOT NULL REFERENCES annotations(number),
    network INTEGER NOT NULL REFERENCES networks(number),
    state TEXT NOT NULL CHECK (state IN ('shared', 'withdrawn')),
    clock INTEGER NOT NULL,
    device INTEGER NOT NULL,
    writer INTEGER NOT NULL REFERENCES profiles(number),
    via INTEGER REFERENCES profiles(number),
    published INTEGER,
    PRIMARY KEY (annotation, network)
) STRICT, WITHOUT ROWID;
INSERT INTO visibility VALUES(1,1,'shared',116153096601600004,7132547369395488437,1,NULL,NULL);
CREATE TABLE imported_sets(
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    set_id TEXT NOT NULL DEFAULT '',
    profile INTEGER REFERENCES profiles(number),
    device INTEGER,
    network INTEGER REFERENCES networks(number),
    file TEXT NOT NULL DEFAULT '',
    generated INTEGER,
    imported INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('begun', 'whole', 'undone'))
) STRICT;
CREATE TABLE undo_steps(
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    window TEXT NOT NULL,
    book INTEGER NOT NULL REFERENCES books(number),
    action TEXT NOT NULL,
    join_key TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO undo_steps VALUES(1,'window-1',1,'mark','',1772355600000,0);
INSERT INTO undo_steps VALUES(2,'window-1',1,'adjust','',1772355600000,0);
INSERT INTO undo_steps VALUES(3,'window-1',1,'share','',1772355600000,0);
INSERT INTO undo_steps VALUES(4,'window-1',1,'remove','',1772355600000,0);
CREATE TABLE undo_rows(
    step INTEGER NOT NULL REFERENCES undo_steps(number) ON DELETE CASCADE,
    annotation INTEGER NOT NULL REFERENCES annotations(number),
    part TEXT NOT NULL CHECK (part IN ('field', 'network', 'anchor')),
    name TEXT NOT NULL,
    before TEXT,
    after TEXT NOT NULL,
    seen_clock INTEGER NOT NULL,
    seen_device INTEGER NOT NULL,
    PRIMARY KEY (step, annotation, part, name)
) STRICT, WITHOUT ROWID;
INSERT INTO undo_rows VALUES(1,1,'anchor','','116153096601600002 7132547369395488437','116153096601600002 7132547369395488437',116153096601600003,7132547369395488437);
INSERT INTO undo_rows VALUES(1,1,'field','body','Óók bij ons','Óók bij ons',116153096601600002,7132547369395488437);
INSERT INTO undo_rows VALUES(1,1,'field','category','inzicht','inzicht',116153096601600002,7132547369395488437);
INSERT INTO undo_rows VALUES(1,1,'field','life',NULL,'alive',116153096601600002,7132547369395488437);
INSERT INTO undo_rows VALUES(1,1,'field','tags','["bestuur"]','["bestuur"]',116153096601600002,7132547369395488437);
INSERT INTO undo_rows VALUES(1,2,'anchor','','116153096601600002 7132547369395488437','116153096601600002 7132547369395488437',116153096601600002,7132547369395488437);
INSERT INTO undo_rows VALUES(1,2,'field','body','','',116153096601600002,7132547369395488437);
INSERT INTO undo_rows VALUES(1,2,'field','category','','',116153096601600002,7132547369395488437);
INSERT INTO undo_rows VALUES(1,2,'field','life',NULL,'alive',116153096601600002,7132547369395488437);
INSERT INTO undo_rows VALUES(1,2,'field','tags','[]','[]',116153096601600002,7132547369395488437);
INSERT INTO undo_rows VALUES(1,3,'anchor','','116153096601600002 7132547369395488437','116153096601600002 7132547369395488437',116153096601600002,7132547369395488437);
INSERT INTO undo_rows VALUES(1,3,'field','body','','',116153096601600002,7132547369395488437);
INSERT INTO undo_rows VALUES(1,3,'field','category','','',116153096601600002,7132547369395488437);
INSERT INTO undo_rows VALUES(1,3,'field','life',NULL,'alive',116153096601600005,7132547369395488437);
INSERT INTO undo_rows VALUES(1,3,'field','tags','[]','[]',116153096601600002,7132547369395488437);
INSERT INTO undo_rows VALUES(2,1,'anchor','','116153096601600002 7132547369395488437','116153096601600003 7132547369395488437',116153096601600003,7132547369395488437);
INSERT INTO undo_rows VALUES(3,1,'network','1',NULL,'shared',116153096601600004,7132547369395488437);
INSERT INTO undo_rows VALUES(4,3,'field','life','alive','deleted',116153096601600005,7132547369395488437);
CREATE TABLE settings(
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('undo_steps',4);
CREATE INDEX editions_by_hash ON editions(hash);
CREATE INDEX edition_chapters_by_hash ON edition_chapters(hash);
CREATE INDEX annotations_by_id ON annotations(id);
CREATE INDEX annotations_by_chapter ON annotations(book, chapter);
CREATE INDEX annotations_by_parent ON annotations(parent) WHERE parent <> '';
CREATE INDEX fields_deleted ON fields(clock) WHERE name = 'life' AND value = 'deleted';
CREATE TRIGGER anchors_stay BEFORE UPDATE ON anchors BEGIN
    SELECT RAISE(ABORT, 'an anchor is never changed');
END;
CREATE INDEX resolutions_by_chapter ON resolutions(edition, chapter);
CREATE INDEX visibility_by_network ON visibility(network, state);
CREATE INDEX imported_sets_by_hash ON imported_sets(hash);
CREATE INDEX undo_steps_by_window ON undo_steps(window, book, number);
CREATE INDEX undo_rows_by_annotation ON undo_rows(annotation, part, name);
CREATE VIEW readable AS
SELECT a.id,
       b.title AS book,
       n.chapter,
       n.start,
       n."end",
       n.exact,
       a.kind,
       (SELECT value FROM fields f WHERE f.annotation = a.number AND f.name = 'category') AS category,
       (SELECT value FROM fields f WHERE f.annotation = a.number AND f.name = 'tags') AS tags,
       (SELECT value FROM fields f WHERE f.annotation = a.number AND f.name = 'body') AS body,
       (SELECT value FROM fields f WHERE f.annotation = a.number AND f.name = 'life') AS life,
       CASE p.name WHEN '' THEN p.id ELSE p.name END AS author,
       (SELECT group_concat(CASE w.name WHEN '' THEN w.id ELSE w.name END, ', ')
          FROM visibility v JOIN networks w ON w.number = v.network
         WHERE v.annotation = a.number AND v.state = 'shared') AS shared_with,
       datetime(a.created / 1000, 'unixepoch') AS created_utc,
       (SELECT datetime(max(f.clock) / 65536 / 1000, 'unixepoch') FROM fields f
         WHERE f.annotation = a.number) AS written_utc
  FROM annotations a
  JOIN books b ON b.number = a.book
  JOIN profiles p ON p.number = a.author
  LEFT JOIN anchors n ON n.rowid = (SELECT rowid FROM anchors m WHERE m.annotation = a.number
                                     ORDER BY clock DESC, device DESC LIMIT 1)
 ORDER BY a.book, n.chapter, n.start;
COMMIT;
PRAGMA application_id = 1265922670;
PRAGMA user_version = 1;
