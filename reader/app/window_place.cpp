#include "app/window_place.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "platform/platform.h"

namespace katern::app {
namespace {

constexpr char file_name[] = "windows.txt";
constexpr std::size_t most_screens = 12;
constexpr int least_side = 100, most_side = 32'000;

std::vector<WindowPlace> read_places(const std::filesystem::path& folder) {
    std::vector<WindowPlace> places;
    std::ifstream file(folder / file_name);
    for (std::string line; places.size() < most_screens && std::getline(file, line);) {
        std::istringstream words(line);
        WindowPlace place;
        words >> place.x >> place.y >> place.width >> place.height >> place.maximized >> std::ws;
        std::getline(words, place.screen);
        const bool sound = place.width >= least_side && place.height >= least_side && place.width <= most_side &&
                           place.height <= most_side && std::abs(place.x) <= most_side && std::abs(place.y) <= most_side;
        if (sound && !place.screen.empty()) places.push_back(place);
    }
    return places;
}

}  // namespace

std::vector<WindowPlace> window_places(const std::optional<std::string>& data) {
    const auto folder = platform::data_folder(data ? std::optional<std::filesystem::path>(*data) : std::nullopt);
    return folder ? read_places(*folder) : std::vector<WindowPlace>{};
}

void keep_window_place(const std::string& data_folder, const WindowPlace& place) {
    if (data_folder.empty() || place.screen.empty()) return;
    std::vector<WindowPlace> places = read_places(data_folder);
    if (!places.empty() && places.front() == place) return;
    std::erase_if(places, [&](const WindowPlace& other) { return other.screen == place.screen; });
    places.insert(places.begin(), place);
    const std::filesystem::path file = std::filesystem::path(data_folder) / file_name;
    const std::filesystem::path fresh = file.string() + ".new";
    std::ofstream out(fresh);
    for (std::size_t i = 0; i < std::min(places.size(), most_screens); ++i)
        out << places[i].x << ' ' << places[i].y << ' ' << places[i].width << ' ' << places[i].height << ' '
            << places[i].maximized << ' ' << places[i].screen << '\n';
    out.close();
    std::error_code failed;
    if (out) std::filesystem::rename(fresh, file, failed);
}

}  // namespace katern::app
