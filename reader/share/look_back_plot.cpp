#include "share/look_back_plot.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace katern::share {
namespace {

constexpr notes::Milliseconds a_day = 24LL * 60 * 60 * 1000;
constexpr float merged_within = 9, smallest = 5, grows_by = 1.7F, largest = 12;
constexpr std::size_t most_ticks = 10;

using std::chrono::sys_days;
using std::chrono::year_month_day;

sys_days day_of(notes::Milliseconds at) {
    return std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at)));
}

notes::Milliseconds start_of(sys_days day) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(day.time_since_epoch()).count();
}

void add_dots(Plot& plot, const LookBack& all) {
    for (std::size_t stage = 0; stage < stage_count; ++stage) {
        const std::size_t first = plot.dots.size();
        for (std::size_t i = 0; i < all.moments.size(); ++i) {
            if (all.moments[i].stage != static_cast<Stage>(stage)) continue;
            const float x = plot.x_of(all.moments[i].at);
            if (plot.dots.size() > first && x - plot.dots.back().x < merged_within) {
                plot.dots.back().moments.push_back(i);
                continue;
            }
            plot.dots.push_back({static_cast<Stage>(stage), x, plot.y_of(static_cast<Stage>(stage)), 0, {i}});
        }
    }
    for (PlotDot& dot : plot.dots)
        dot.radius = std::min(largest, smallest + grows_by * std::sqrt(static_cast<float>(dot.moments.size() - 1)));
}

void add_curves(Plot& plot, const LookBack& all) {
    std::vector<std::pair<float, float>> places(all.moments.size());
    for (const PlotDot& dot : plot.dots)
        for (const std::size_t i : dot.moments) places[i] = {dot.x, dot.y};
    for (std::size_t thread = 0; thread < all.threads.size(); ++thread) {
        if (all.threads[thread].path.size() < 2) continue;
        PlotCurve curve;
        curve.thread = thread;
        for (const std::size_t i : all.threads[thread].path) curve.through.push_back(places[i]);
        plot.curves.push_back(std::move(curve));
    }
}

void add_ticks(Plot& plot) {
    const sys_days first = day_of(plot.from), last = day_of(plot.to);
    const auto days = static_cast<std::size_t>((last - first).count()) + 1;
    const auto add = [&](sys_days day, bool is_month, bool names_year) {
        const notes::Milliseconds at = start_of(day);
        if (at >= plot.from && at <= plot.to) plot.ticks.push_back({at, plot.x_of(at), is_month, names_year});
    };
    if (days <= 75) {
        const std::size_t step = days / most_ticks + 1;
        for (std::size_t i = 0; i < days; i += step) add(first + std::chrono::days(i), false, false);
        return;
    }
    const year_month_day begin(first);
    const std::size_t step = days / 30 / most_ticks + 1;
    std::chrono::year_month month = begin.year() / begin.month();
    std::optional<std::chrono::year> said;
    for (std::size_t i = 0; sys_days(month / 1) <= last; ++i, month += std::chrono::months(1)) {
        if (i % step != 0) continue;
        const std::size_t before = plot.ticks.size();
        add(sys_days(month / 1), true, said && *said != month.year());
        if (plot.ticks.size() > before) said = month.year();
    }
}

}  // namespace

float Plot::x_of(notes::Milliseconds at) const {
    return width * static_cast<float>(static_cast<double>(at - from) /
                                      static_cast<double>(std::max<notes::Milliseconds>(1, to - from)));
}

Plot plot_of(const LookBack& all, const std::vector<notes::Milliseconds>& also, float width, float line_gap) {
    Plot plot;
    plot.width = width;
    plot.line_gap = line_gap;
    if (all.moments.empty()) return plot;
    plot.from = all.moments.front().at;
    plot.to = all.moments.back().at;
    for (const notes::Milliseconds at : also) {
        plot.from = std::min(plot.from, at);
        plot.to = std::max(plot.to, at);
    }
    const notes::Milliseconds room = std::max(a_day, (plot.to - plot.from) / 25);
    plot.from -= room;
    plot.to += room;
    add_dots(plot, all);
    add_curves(plot, all);
    add_ticks(plot);
    return plot;
}

}  // namespace katern::share
