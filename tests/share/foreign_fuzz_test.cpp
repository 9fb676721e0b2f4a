// Mangled files: whatever is in them, reading ends, and all that comes out is valid UTF-8 without NUL. KATERN_LONG
// makes many more rounds.
#include <cstdlib>
#include <random>

#include "share/foreign_support.h"
#include "text/text.h"

using namespace katern;
using namespace katern::share;
using namespace katern::share::test;

namespace {

// Pieces that change what a file means.
const std::vector<std::string> pieces{"\\ud83d",
                                      "\xFF",
                                      "\xC0\xAF",
                                      "\xF0\x9F",
                                      "\\u0000",
                                      "\"",
                                      "\\",
                                      "{",
                                      "}",
                                      "[",
                                      "]",
                                      "null",
                                      "-1",
                                      "1e9",
                                      ",",
                                      ":",
                                      "\xEF\xBB\xBF",
                                      "\u202E",
                                      "\uFDD0",
                                      "true",
                                      "[[[[[[[[[[",
                                      "99999999999999999999",
                                      "]]",
                                      "--[[",
                                      "9999-12-31T23:59:59Z",
                                      "epubcfi(/6/4!",
                                      ":~:text=,-"};

class Mangler {
public:
    explicit Mangler(unsigned seed) : random_(seed) {}

    std::string mangle(std::string bytes, const std::string& other) {
        for (int edits = 1 + static_cast<int>(random_() % 6); edits > 0 && !bytes.empty(); --edits) {
            const std::size_t at = random_() % bytes.size();
            const std::size_t length = 1 + random_() % 12;
            switch (random_() % 6) {
                case 0:
                    bytes[at] = static_cast<char>(random_() % 256);
                    break;
                case 1:
                    bytes.erase(at, length);
                    break;
                case 2:
                    bytes.insert(at, pieces[random_() % pieces.size()]);
                    break;
                case 3:
                    bytes.replace(at, length, pieces[random_() % pieces.size()]);
                    break;
                case 4:
                    bytes.insert(at, bytes.substr(random_() % bytes.size(), 40 * length));
                    break;
                default:
                    bytes.insert(at, other.substr(random_() % other.size(), 40 * length));
                    break;
            }
        }
        return bytes;
    }

private:
    std::minstd_rand random_;
};

// In JSON: the value of one member becomes that of another, so that the file stays one and its types don't.
std::string with_other_types(const std::string& bytes, unsigned seed) {
    std::minstd_rand random(seed);
    nlohmann::json root = nlohmann::json::parse(bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes);
    std::vector<nlohmann::json::json_pointer> places;
    const nlohmann::json flat = root.flatten();
    for (const auto& [path, value] : flat.items()) places.emplace_back(path);
    const std::vector<nlohmann::json> others{nullptr,
                                             true,
                                             -1,
                                             1e300,
                                             1785542400000,
                                             "",
                                             "tekst",
                                             nlohmann::json::array(),
                                             nlohmann::json::object(),
                                             nlohmann::json::array({nullptr, "a", 1}),
                                             {{"type", "Annotation"}, {"items", {1, "b"}}, {"text", "c"}}};
    for (int edits = 0; edits < 4; ++edits) {
        nlohmann::json::json_pointer place = places[random() % places.size()];
        for (unsigned up = random() % 4; up > 0 && !place.parent_pointer().empty(); --up)
            place = place.parent_pointer();
        if (root.contains(place)) root[place] = others[random() % others.size()];
    }
    return root.dump();
}

bool is_sound(const std::string& text) {
    return text::find_invalid_utf8(text) == std::string::npos && text.find('\0') == std::string::npos;
}

bool is_sound(const notes::Profile& person) {
    return is_sound(person.id) && is_sound(person.name);
}

bool is_sound(const ForeignItem& item) {
    const bool texts = is_sound(item.id) && is_sound(item.exact) && is_sound(item.prefix) && is_sound(item.suffix) &&
                       is_sound(item.body) && is_sound(item.category) && is_sound(item.parent) &&
                       is_sound(item.unknown) && is_sound(item.extension) && is_sound(item.book) &&
                       is_sound(item.author);
    const auto sound = [](const std::string& text) { return is_sound(text); };
    const bool lists = std::all_of(item.tags.begin(), item.tags.end(), sound) &&
                       std::all_of(item.sources.begin(), item.sources.end(), sound) &&
                       std::all_of(item.headings.begin(), item.headings.end(), sound);
    const bool ends = !item.ends || (is_sound(item.ends->first) && is_sound(item.ends->last));
    const bool times =
        item.created >= 0 && item.modified >= 0 && std::max(item.created, item.modified) <= now + notes::furthest_ahead;
    const bool positions = !item.start || *item.start <= *item.end;
    return texts && lists && ends && times && positions &&
           (item.unknown.empty() || nlohmann::json::accept(item.unknown)) &&
           (item.extension.empty() || nlohmann::json::accept(item.extension));
}

// Whether all that comes of these bytes may be kept and shown.
std::size_t check_sound(const Result<ForeignSet>& set) {
    if (!set) {
        CHECK(is_sound(say(set.error(), Language::nl)));
        return 0;
    }
    CHECK(is_sound(set->title));
    CHECK(is_sound(set->writer));
    for (const std::string& id : set->book_ids) CHECK(is_sound(id));
    for (const Unreadable& one : set->unreadable) CHECK(is_sound(say(one.why, Language::nl)));
    for (const ForeignItem& item : set->items) {
        CHECK(is_sound(item));
        if (const auto place = rust_book().places->find(item)) CHECK(rust_book().book->find(place->chapter));
        CHECK(is_sound(rust_book().places->unplaced(item).prefix));
    }
    return set->items.size();
}

std::vector<std::string> sample_bytes() {
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(foreign_folder())) {
        const std::string name = entry.path().filename().string();
        if (!entry.is_regular_file() || name.ends_with(".expected.json") || name.ends_with(".md")) continue;
        std::string bytes = content_of(entry.path());
        if (looks_like_zip(bytes)) bytes = *read_zip_entry(bytes, "annotations.json", name);
        out.push_back(std::move(bytes));
    }
    return out;
}

}  // namespace

TEST_CASE("no mangled file does harm, and what is read of it is sound", "[foreign][fuzz]") {
    if (!has_foreign_data()) return;
    const std::vector<std::string> samples = sample_bytes();
    REQUIRE(samples.size() == 14);
    const unsigned rounds = std::getenv("KATERN_LONG") ? 2000 : 15;
    std::size_t items = 0;
    for (unsigned round = 0; round < rounds; ++round)
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const unsigned seed = round * 1000 + static_cast<unsigned>(i) + 1;
            INFO("sample " << i << ", seed " << seed);
            Mangler mangler(seed);
            items += check_sound(read_foreign(mangler.mangle(samples[i], samples[seed % samples.size()]), "x", now));
            if (samples[i].find("return {") != std::string::npos) continue;
            items += check_sound(read_foreign(with_other_types(samples[i], seed), "x", now));
        }
    CHECK(items > rounds * samples.size());  // mangling leaves something to read
}
