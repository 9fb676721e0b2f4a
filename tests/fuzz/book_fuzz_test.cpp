// Books that nobody would write: real ones with pieces cut, doubled, swapped and overwritten. Whatever comes in, the
// chapter that comes out keeps its promises, and a page can be set from it.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "paths.h"
#include "text/text.h"
#include "typeset/typeset.h"

using namespace katern;

namespace {

using Random = std::mt19937;

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Every construct that the reader knows, so that cuts meet them often.
constexpr std::string_view constructs = R"(# Kop *één*

Een alinea met **vet**, `code`, een [verwijzing](02-x.md#kop "titel"), een noot[^1] en ﬁjne leer­netwerken.

> **Vraag** Wat brengt je *hier*?
>
> 1. één
>    - [x] klaar
>    - [ ] open
> 2. twee

| a | b |
|:--|--:|
| geïnteresseerd | 1.234 |

![Een figuur](figures/x.svg)

*Het bijschrift*

```cpp
int main() { return 0; }
```

<div><b>html</b><script>weg</script><img src="x.png" alt="beeld"></div>

---

{{#include 03-y.md}} שלום עולם 👩‍👩‍👧 {{#rustdoc_include z.rs}}

[^1]: De noot, met een tweede

    alinea.
)";

std::vector<std::string> seeds() {
    std::vector<std::string> all{std::string(constructs)};
    for (const char* chapter : {"01-meerwaarde", "06-aan-de-slag", "woordenlijst"}) {
        all.push_back(read(std::string(KATERN_SOURCE_DIR) + "/book/src/" + chapter + ".md").substr(0, 4000));
    }
    return all;
}

std::size_t below(Random& random, std::size_t end) {
    return end == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

void mangle(std::string& text, Random& random) {
    // The last two are not UTF-8.
    static constexpr std::array<std::string_view, 26> pieces{
        "[^",          "]:",      "](",   "![",     "**",     "*",      "`",      "```\n",
        "> ",          "- ",      "1. ",  "|",      "\n\n",   "\t",     "<div>",  "<!--",
        "{{#include ", "\\",      "\r\n", "&nbsp;", "\u00AD", "\u202E", "\u0301", std::string_view("\0", 1),
        "\xFF",        "\xE2\x80"};
    const std::size_t at = below(random, text.size() + 1);
    const std::size_t length = std::min(below(random, 40), text.size() - at);
    switch (below(random, 6)) {
        case 0:
            text.erase(at, length);
            break;
        case 1:
            text.insert(at, text.substr(at, length));
            break;
        case 2:
            text.insert(at, pieces[below(random, pieces.size())]);
            break;
        case 3:
            if (at < text.size()) text[at] = static_cast<char>(below(random, 128));
            break;
        case 4: {
            const std::string cut = text.substr(at, length);
            text.erase(at, length);
            text.insert(below(random, text.size() + 1), cut);
            break;
        }
        default: {
            const std::string_view piece = pieces[below(random, pieces.size() - 2)];
            for (std::size_t i = below(random, 60); i > 0; --i) text.insert(at, piece);
        }
    }
}

// What everything that points into a chapter relies on.
void check_promises(const document::Chapter& chapter) {
    REQUIRE(text::find_invalid_utf8(chapter.text) == std::string::npos);
    std::size_t end = 0;
    for (const document::Block& block : chapter.blocks) {
        REQUIRE(block.text.start == end);
        REQUIRE(block.text.end >= block.text.start);
        REQUIRE(block.text.end < chapter.text.size());
        REQUIRE(chapter.text[block.text.end] == '\n');
        std::size_t covered = block.text.start;
        for (const document::Span& span : block.spans) {
            REQUIRE(span.text.start == covered);
            covered = span.text.end;
            REQUIRE(span.link < static_cast<std::int32_t>(chapter.links.size()));
        }
        REQUIRE((block.spans.empty() || covered == block.text.end));
        for (const document::Inset& inset : block.insets) {
            REQUIRE(inset.at >= block.text.start);
            REQUIRE(inset.at <= block.text.end);
        }
        for (const text::Range& cell : block.cells) {
            REQUIRE(cell.start >= block.text.start);
            REQUIRE(cell.end <= block.text.end);
        }
        end = block.text.end + 1;
    }
    REQUIRE(end == chapter.text.size());
    for (const document::Footnote& note : chapter.footnotes) {
        REQUIRE(note.first_block + note.block_count <= chapter.blocks.size());
        REQUIRE(note.mark <= chapter.text.size());
    }
}

void check_page(const typeset::ChapterLayout& layout) {
    std::size_t byte = 0;
    for (const typeset::Line& line : layout.lines()) {
        REQUIRE(line.bytes.start >= byte);
        byte = line.bytes.start;
        REQUIRE(line.bytes.end <= layout.chapter().text.size());
        REQUIRE(std::isfinite(line.x));
        REQUIRE(std::isfinite(line.width));
        for (const typeset::Run& run : line.runs) REQUIRE(run.first + run.count <= line.glyphs.size());
        for (const typeset::Glyph& glyph : line.glyphs) REQUIRE(std::isfinite(glyph.x));
    }
    REQUIRE(std::isfinite(layout.height()));
    REQUIRE_FALSE(layout.pages().empty());
    for (std::size_t page = 1; page < layout.pages().size(); ++page) {
        REQUIRE(layout.pages()[page].top >= layout.pages()[page - 1].bottom - 0.5F);
    }
}

}  // namespace

TEST_CASE("A mangled book is refused with a sentence, or keeps every promise of a chapter and can be set") {
    const bool long_run = std::getenv("KATERN_LONG") != nullptr;
    const int rounds = long_run ? 300'000 : 6'000;
    typeset::Fonts fonts;
    typeset::Hyphenation hyphenation;
    const std::vector<std::string> originals = seeds();
    int refused = 0;
    for (int round = 0; round < rounds; ++round) {
        CAPTURE(round);
        Random random(static_cast<std::uint32_t>(round));
        std::string markdown = originals[below(random, originals.size())];
        for (std::size_t edits = 1 + below(random, 12); edits > 0; --edits) mangle(markdown, random);
        const auto parsed = document::parse_markdown(markdown, "src/proef.md", nullptr);
        if (!parsed) {
            ++refused;
            REQUIRE(text::find_invalid_utf8(markdown) != std::string::npos);
            REQUIRE_FALSE(say(parsed.error(), Language::nl).empty());
            continue;
        }
        check_promises(*parsed);
        if (round % 10 != 0) continue;  // setting costs ten times as much
        typeset::Style style;
        style.measure = static_cast<typeset::Px>(40 + below(random, 900));
        style.page_height = static_cast<typeset::Px>(60 + below(random, 900));
        const auto layout = typeset::set_chapter(fonts, hyphenation, std::make_shared<const document::Chapter>(*parsed),
                                                 "nl", style, {});
        REQUIRE(layout);
        check_page(*layout);
    }
    CHECK(refused > 0);
    CHECK(refused < rounds / 2);
}
