// A chapter put together from its blocks, and questions about it.
#include <algorithm>
#include <set>

#include "document/builder.h"
#include "document/paths.h"
#include "words/words.h"

namespace katern::document {
namespace {

// Puts the leaves of all sections behind one another as the canonical text: the chapter's own, then the footnotes that
// are mentioned, by first mention.
class Assembly {
public:
    Assembly(std::vector<Section>& sections, const Footnotes& found, const Source& source, Chapter& chapter)
        : sections_(sections),
          found_(found),
          source_(source),
          chapter_(chapter),
          numbers_(found.definitions.size(), 0) {}

    void put_together(const std::string& path) {
        std::size_t size = 0;
        for (const Section& section : sections_)
            for (const Leaf& leaf : section.leaves) size += leaf.text.size() + 1;
        chapter_.text.reserve(size);
        number_mentions(sections_[0]);
        for (std::size_t i = 0; i < order_.size(); ++i) number_mentions(sections_[order_[i] + 1]);
        add_section(sections_[0], 0);
        for (std::size_t i = 0; i < order_.size(); ++i) {
            Footnote& note = chapter_.footnotes[i];
            note.first_block = chapter_.blocks.size();
            add_section(sections_[order_[i] + 1], note.number);
            note.block_count = chapter_.blocks.size() - note.first_block;
        }
        for (std::size_t i = 0; i < numbers_.size(); ++i) {
            const Definition& definition = found_.definitions[i];
            // A second definition of a label has been named already.
            if (numbers_[i] == 0 && first_of_label(i))
                chapter_.problems.push_back(
                    {path, definition.line, Error{Word::problem_footnote_unused, {definition.label}}});
        }
    }

private:
    [[nodiscard]] bool first_of_label(std::size_t index) const {
        const std::string key = label_key(found_.definitions[index].label);
        for (std::size_t i = 0; i < index; ++i)
            if (label_key(found_.definitions[i].label) == key) return false;
        return true;
    }

    void number_mentions(const Section& section) {
        for (const Leaf& leaf : section.leaves)
            for (const Inset& inset : leaf.block.insets) {
                if (inset.footnote < 0) continue;
                const auto definition = static_cast<std::size_t>(inset.footnote);
                if (numbers_[definition] != 0) continue;
                order_.push_back(definition);
                numbers_[definition] = static_cast<std::uint32_t>(order_.size());
                Footnote note;
                note.label = found_.definitions[definition].label;
                note.number = numbers_[definition];
                note.mark = std::string::npos;
                chapter_.footnotes.push_back(std::move(note));
            }
    }

    void add_section(Section& section, std::uint32_t footnote) {
        auto id = section.ids.begin();
        for (std::size_t i = 0; i < section.leaves.size(); ++i) {
            Leaf& leaf = section.leaves[i];
            std::vector<std::size_t*> positions;
            for (; id != section.ids.end() && id->leaf == i; ++id) positions.push_back(&id->at);
            const auto first_id = id - static_cast<std::ptrdiff_t>(positions.size());
            add(leaf, footnote, positions);
            for (auto known = first_id; known != id; ++known) chapter_.html_ids.emplace(known->id, known->at);
        }
        for (; id != section.ids.end(); ++id) chapter_.html_ids.emplace(id->id, chapter_.text.size());
    }

    // `positions`: further offsets in the leaf that have to move along.
    void add(Leaf& leaf, std::uint32_t footnote, std::vector<std::size_t*>& positions) {
        Block block = std::move(leaf.block);
        block.text = {0, leaf.text.size()};
        positions.push_back(&block.text.end);
        for (Span& span : block.spans) positions.insert(positions.end(), {&span.text.start, &span.text.end});
        for (Inset& inset : block.insets) positions.push_back(&inset.at);
        for (text::Range& cell : block.cells) positions.insert(positions.end(), {&cell.start, &cell.end});
        normalize(leaf.text, positions);
        const std::size_t base = chapter_.text.size();
        for (std::size_t* position : positions) *position += base;
        // A letter whose accent has another form than itself goes to the accent's span.
        std::erase_if(block.spans, [](const Span& span) { return span.text.empty(); });
        block.text.start = base;
        for (Inset& inset : block.insets) {
            if (inset.footnote < 0) continue;
            inset.footnote = static_cast<std::int32_t>(numbers_[static_cast<std::size_t>(inset.footnote)]) - 1;
            Footnote& note = chapter_.footnotes[static_cast<std::size_t>(inset.footnote)];
            note.mark = std::min(note.mark, inset.at);
        }
        if (footnote != 0) {
            block.containers.front().number = footnote;
            if (block.kind != BlockKind::figure) block.kind = BlockKind::footnote;
        }
        if (block.kind == BlockKind::heading && block.slug.empty()) block.slug = slug(leaf.heading_text);
        block.line = source_.file_line(leaf.source_line);
        chapter_.text += leaf.text;
        chapter_.text += '\n';
        chapter_.blocks.push_back(std::move(block));
    }

    static void normalize(std::string& text, const std::vector<std::size_t*>& positions) {
        std::string normal = text::to_nfc(text);
        if (normal == text) return;
        std::vector<std::size_t*> sorted = positions;
        std::sort(sorted.begin(), sorted.end(), [](const std::size_t* a, const std::size_t* b) { return *a < *b; });
        std::vector<std::size_t> places;
        for (const std::size_t* position : sorted) places.push_back(*position);
        text = text::to_nfc(text, places);
        for (std::size_t i = 0; i < sorted.size(); ++i) *sorted[i] = places[i];
    }

    // As mdBook 0.5 makes them (its id_from_content and unique_id).
    std::string slug(std::string_view heading) {
        std::string words;
        for (std::size_t i = 0; i < heading.size();) {
            const std::size_t mark = heading[i] == slug_mark ? heading.find(slug_mark, i + 1) : std::string_view::npos;
            if (mark == std::string_view::npos) {
                words += heading[i++];
            } else {
                // mdBook counts the number of a footnote as text of the heading.
                words += std::to_string(numbers_[std::stoul(std::string(heading.substr(i + 1, mark - i - 1)))]);
                i = mark + 1;
            }
        }
        const std::size_t first = words.find_first_not_of(" \t\n");
        words = first == std::string::npos ? "" : words.substr(first, words.find_last_not_of(" \t\n") - first + 1);
        words = text::to_lower(text::to_nfc(words));
        std::string out;
        for (std::size_t i = 0; i < words.size();) {
            const char32_t c = text::next_code_point(words, i);
            if (text::is_alphanumeric(c) || c == U'_' || c == U'-') {
                text::append_utf8(out, c);
            } else if (text::is_white_space(c)) {
                out += '-';
            }
        }
        std::string unique = out;
        for (int n = 1; !slugs_.insert(unique).second; ++n) unique = out + "-" + std::to_string(n);
        return unique;
    }

    std::vector<Section>& sections_;
    const Footnotes& found_;
    const Source& source_;
    Chapter& chapter_;
    std::vector<std::uint32_t> numbers_;  // per definition; 0: never mentioned
    std::vector<std::size_t> order_;      // definitions by first mention
    std::set<std::string> slugs_;
};

}  // namespace

Result<Chapter> parse_markdown(std::string_view markdown, const std::string& path, const Files* files) {
    const std::size_t invalid = text::find_invalid_utf8(markdown);
    if (invalid != std::string_view::npos) {
        const auto line =
            std::count(markdown.begin(), markdown.begin() + static_cast<std::ptrdiff_t>(invalid), '\n') + 1;
        return fail(Word::error_not_utf8, files == nullptr ? path : files->name(path), std::to_string(line));
    }
    Chapter chapter;
    chapter.id = std::string(without_extension(path));
    Source source = read_source(markdown, path, files, chapter.problems);
    const Footnotes footnotes = set_footnotes_apart(source);
    Builder builder(source, footnotes, path, chapter);
    builder.read();
    Assembly(builder.sections(), footnotes, source, chapter).put_together(path);
    chapter.code_points = text::CodePoints(chapter.text);
    chapter.hash = text::sha256_hex(chapter.text);
    const auto heading = std::find_if(chapter.blocks.begin(), chapter.blocks.end(),
                                      [](const Block& block) { return block.kind == BlockKind::heading; });
    chapter.title =
        heading == chapter.blocks.end() ? std::string(file_name(chapter.id)) : std::string(chapter.text_of(*heading));
    std::stable_sort(chapter.problems.begin(), chapter.problems.end(),
                     [](const Problem& a, const Problem& b) { return a.line < b.line; });
    return chapter;
}

std::size_t Chapter::block_at(std::size_t byte) const {
    const auto after = std::upper_bound(blocks.begin(), blocks.end(), byte,
                                        [](std::size_t at, const Block& block) { return at < block.text.start; });
    return after == blocks.begin() ? 0 : static_cast<std::size_t>(after - blocks.begin()) - 1;
}

std::vector<std::string> Chapter::headings_above(std::size_t byte) const {
    std::vector<std::string> found;
    int level = 7;
    for (std::size_t i = blocks.empty() ? 0 : block_at(byte); i-- > 0;) {
        const Block& block = blocks[i];
        if (block.kind != BlockKind::heading || block.level >= level) continue;
        level = block.level;
        found.emplace_back(text_of(block));
    }
    std::reverse(found.begin(), found.end());
    return found;
}

std::optional<std::size_t> find_heading(const Chapter& chapter, std::string_view slug) {
    for (const Block& block : chapter.blocks)
        if (block.kind == BlockKind::heading && block.slug == slug) return block.text.start;
    const auto found = chapter.html_ids.find(std::string(slug));
    if (found == chapter.html_ids.end()) return std::nullopt;
    return found->second;
}

}  // namespace katern::document
