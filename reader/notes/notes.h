// Notes and where they hang: the face of this folder.
//
//     drag -> anchor_on(chapter, edition, bytes) -> Store::add(book, draft) -> one SQLite transaction
//     open -> Store::annotations(book) -> resolve(anchor, chapter) -> a range to draw
//
// Knows books and their canonical text (document/), no files of exchange (share/) and no window. README.md has the
// schema.
#pragma once

#include "notes/anchor.h"
#include "notes/annotation.h"
#include "notes/backups.h"
#include "notes/clock.h"
#include "notes/merge.h"
#include "notes/my_computers.h"
#include "notes/note_set.h"
#include "notes/outgoing.h"
#include "notes/reflection.h"
#include "notes/search_index.h"
#include "notes/store.h"
#include "notes/store_thread.h"
#include "notes/undo.h"
