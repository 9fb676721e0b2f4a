// A running reader as plain state plus named operations and commands: the face of this folder. Knows no window.
//
//     window or test -> command_for(reader, key) -> Reader's operation -> the store's thread -> Inbox -> Reader's state -> view
//     command line   -> operations.h -> notes::Store, share::
#pragma once

#include "app/bundled_katern.h"
#include "app/caret.h"
#include "app/commands.h"
#include "app/operations.h"
#include "app/page_frame.h"
#include "app/reader.h"
#include "app/text_edit.h"
