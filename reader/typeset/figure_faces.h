// The faces that ship, for the letters of figures. Those are set by a library (Pango, inside librsvg) that asks the process's
// fontconfig; from the first call on it finds there what is inside the program, and nothing of the system.
#pragma once

namespace katern::typeset {

// Before a figure with letters is drawn. From any thread; the first call takes some tens of milliseconds.
void set_figures_in_shipped_faces();

}  // namespace katern::typeset
