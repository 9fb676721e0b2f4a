// Where looking back is drawn: six lines in time, a dot for what happened, a curve for each thread. The same numbers on
// the screen and in a file.
#pragma once

#include <string>
#include <vector>

#include "share/look_back.h"

namespace katern::share {

// px, from the left end of the uppermost line.
struct PlotDot {
    Stage stage = Stage::marked;
    float x = 0, y = 0, radius = 0;
    std::vector<std::size_t> moments;  // that lie so close together that they are one dot
};
// From the first dot to the last; between two of them it leaves the upper and comes to the lower one upright.
struct PlotCurve {
    std::size_t thread = 0;
    std::vector<std::pair<float, float>> through;
};
struct PlotTick {
    notes::Milliseconds at = 0;
    float x = 0;
    bool is_month = false;  // else a day
    bool names_year = false;
};

struct Plot {
    float width = 0, line_gap = 0;
    notes::Milliseconds from = 0, to = 0;
    std::vector<PlotDot> dots;      // by stage, then by time
    std::vector<PlotCurve> curves;  // of threads with two stages or more, in the order of the threads
    std::vector<PlotTick> ticks;

    [[nodiscard]] float x_of(notes::Milliseconds at) const;
    [[nodiscard]] float y_of(Stage stage) const { return line_gap * static_cast<float>(stage); }
};
// `also`: further moments that have to be on it (meetings). No moments: nothing is on it.
[[nodiscard]] Plot plot_of(const LookBack& all, const std::vector<notes::Milliseconds>& also, float width,
                           float line_gap);

}  // namespace katern::share
