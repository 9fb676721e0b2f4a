// What a paragraph costs and what it gains: one JSON line per figure. Times are of the processor, so that other programs at work
// disturb them little; only ratios say something about Katern.
#include <hb.h>
#include <time.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "document/document.h"
#include "typeset/installed.h"
#include "typeset/typeset.h"

namespace {

using namespace katern;

constexpr int pairs = 5;
constexpr double most_of_harfbuzz = 1.0;

std::optional<std::string> shared_file(const std::string& name) {
    std::ifstream file(std::string(KATERN_SHARED_DIR) + name);
    if (!file) {
        std::printf("{\"skipped\": \"%s is not in the shared data beside this folder\"}\n", name.c_str());
        return std::nullopt;
    }
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

double processor_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

// Every paragraph once, as a program without any cache would.
double shape_plainly(const document::Chapter& chapter, hb_font_t* font) {
    const double start = processor_ms();
    for (const document::Block& block : chapter.blocks) {
        const std::string_view words = text::slice(chapter.text, block.text);
        hb_buffer_t* buffer = hb_buffer_create();
        hb_buffer_add_utf8(buffer, words.data(), static_cast<int>(words.size()), 0, static_cast<int>(words.size()));
        hb_buffer_guess_segment_properties(buffer);
        hb_shape(font, buffer, nullptr, 0);
        hb_buffer_destroy(buffer);
    }
    return processor_ms() - start;
}

// Shaped, hyphenated, broken into lines and pages, with caches as empty as at the start of the program.
double typeset_whole(const std::shared_ptr<const document::Chapter>& chapter, std::size_t& lines) {
    const double start = processor_ms();
    typeset::Fonts fonts;
    typeset::Hyphenation hyphenation;
    const auto layout = typeset::set_chapter(fonts, hyphenation, chapter, "en", {}, {});
    lines = layout->lines().size();
    return processor_ms() - start;
}

}  // namespace

TEST_CASE("a whole book is typeset in the time that plain HarfBuzz needs to shape its paragraphs once") {
    const std::optional<std::string> book = shared_file("/data/large/war-and-peace.md");
    if (!book) return;
    const auto chapter = std::make_shared<const document::Chapter>(*document::parse_markdown(*book, "src/book.md", nullptr));
    const std::string_view bytes = typeset::face_source(typeset::face(typeset::Family::serif)).bytes;
    hb_blob_t* blob = hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    hb_face_t* face = hb_face_create(blob, 0);
    hb_font_t* font = hb_font_create(face);
    std::vector<double> ours, plain, ratios;
    std::size_t lines = 0;
    for (int pair = 0; pair < pairs; ++pair) {
        plain.push_back(shape_plainly(*chapter, font));
        ours.push_back(typeset_whole(chapter, lines));
        ratios.push_back(ours.back() / plain.back());
    }
    hb_font_destroy(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    std::printf("{\"figure\": \"typesetting a 3 MB book, times shaping its paragraphs once with plain HarfBuzz\", \"ratio\": %.2f, "
                "\"katern_ms\": %.0f, \"harfbuzz_ms\": %.0f, \"lines\": %zu}\n",
                median(ratios), median(ours), median(plain), lines);
    std::fflush(stdout);
    CHECK(median(ratios) <= most_of_harfbuzz);
}
