#include "document/builder.h"

#include <algorithm>
#include <functional>

#include "document/paths.h"
#include "words/words.h"

namespace katern::document {
namespace {

bool same_containers(const std::vector<Container>& a, const std::vector<Container>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Container& x, const Container& y) { return x.id == y.id; });
}

}  // namespace

Builder::Builder(const Source& source, const Footnotes& footnotes, std::string path, Chapter& chapter)
    : source_(source),
      footnotes_(footnotes),
      path_(std::move(path)),
      chapter_(chapter),
      sections_(footnotes.definitions.size() + 1) {
    for (std::size_t i = 0; i < footnotes.definitions.size(); ++i) {
        const Definition& definition = footnotes.definitions[i];
        if (!definitions_.emplace(label_key(definition.label), i).second)
            chapter_.problems.push_back(
                {path_, definition.line, Error{Word::problem_footnote_twice, {definition.label}}});
    }
}

Leaf& Builder::open(BlockKind kind) {
    leaf_.emplace();
    leaf_->block.kind = kind;
    leaf_->block.containers = containers_;
    leaf_->after_rule = rule_;
    return *leaf_;
}

// In a tight list words come without a paragraph around them.
Leaf& Builder::leaf_or_paragraph() {
    return leaf_ ? *leaf_ : open(BlockKind::paragraph);
}

void Builder::close() {
    if (!leaf_) return;
    Leaf leaf = std::move(*leaf_);
    leaf_.reset();
    html_ = {};
    links_.resize(links_.size() - html_links_);
    html_links_ = 0;
    dropping_ = false;
    Block& block = leaf.block;
    if (block.kind == BlockKind::code) {
        if (leaf.text.ends_with('\n')) leaf.text.pop_back();
        block.spans.clear();
        if (!leaf.text.empty()) block.spans.push_back({{0, leaf.text.size()}, Emphasis::code, -1});
    } else if (block.kind != BlockKind::table_row) {
        leaf.finish();
    }
    if (block.kind == BlockKind::heading) take_heading_attributes(leaf);
    const bool prose = block.kind == BlockKind::paragraph || block.kind == BlockKind::caption;
    if (leaf.text.empty() && (prose || block.kind == BlockKind::heading)) {
        const bool only_images =
            std::all_of(block.insets.begin(), block.insets.end(), [](const Inset& i) { return i.image >= 0; });
        if (block.insets.empty()) return;  // markup or a comment alone gives nothing
        if (prose && only_images) {
            block.kind = BlockKind::figure;
            block.images = leaf.images;
            block.insets.clear();
        }
    }
    if (block.kind == BlockKind::paragraph && follows_figure(leaf)) block.kind = BlockKind::caption;
    block.rule_before = leaf.after_rule;
    rule_ = false;
    if (leaf.source_line == std::string::npos) leaf.source_line = line_by_guess();
    sections_[section_].leaves.push_back(std::move(leaf));
}

bool Builder::follows_figure(const Leaf& leaf) const {
    const std::vector<Leaf>& before = sections_[section_].leaves;
    return !before.empty() && before.back().block.kind == BlockKind::figure && !leaf.after_rule &&
           leaf.wholly_emphasised() && same_containers(before.back().block.containers, leaf.block.containers);
}

Style Builder::style() const {
    Emphasis all = Emphasis::none;
    if (markdown_.italic + html_.italic > 0) all = all | Emphasis::italic;
    if (markdown_.bold + html_.bold > 0) all = all | Emphasis::bold;
    if (markdown_.code + html_.code > 0) all = all | Emphasis::code;
    if (markdown_.strike + html_.strike > 0) all = all | Emphasis::strike;
    return {all, links_.empty() ? -1 : links_.back()};
}

void Builder::add_words(std::string_view words) {
    leaf_or_paragraph().add_words(words, style());
}

// Words in which footnotes' marks may stand: "[^label]".
void Builder::add_text(std::string_view piece) {
    std::size_t done = 0;
    for (std::size_t at = 0; (at = piece.find("[^", at)) != std::string_view::npos;) {
        const std::size_t end = piece.find_first_of("[] \t", at + 2);
        // md4c hands over "\[^1]" from its bracket on.
        const std::optional<std::size_t> offset = at == 0 ? offset_of(piece.data()) : std::nullopt;
        const bool escaped = offset && *offset > 0 && source_.text[*offset - 1] == '\\';
        if (escaped || end == std::string_view::npos || piece[end] != ']' || end == at + 2) {
            at += 2;
            continue;
        }
        const std::string label(piece.substr(at + 2, end - at - 2));
        const auto found = definitions_.find(label_key(label));
        if (found == definitions_.end()) {
            problem(Word::problem_footnote_undefined, label);
        } else {
            add_words(piece.substr(done, at - done));
            add_footnote(found->second);
            done = end + 1;
        }
        at = end + 1;
    }
    add_words(piece.substr(done));
}

void Builder::add_footnote(std::size_t definition) {
    Leaf& leaf = leaf_or_paragraph();
    leaf.add_inset(static_cast<std::int32_t>(definition), -1);
    if (leaf.block.kind == BlockKind::heading) leaf.heading_text += slug_mark + std::to_string(definition) + slug_mark;
}

void Builder::add_image(Image image) {
    Leaf& leaf = leaf_or_paragraph();
    if (!scheme_of(image.path)) {
        const std::string local = image.path.substr(0, image.path.find_first_of("?#"));
        image.path = join(folder_of(path_), percent_decode(local));
    }
    image.line = source_.file_line(leaf.source_line == std::string::npos ? line_by_guess() : source_.line_at(seen_));
    const auto index = static_cast<std::uint32_t>(chapter_.images.size());
    chapter_.images.push_back(std::move(image));
    leaf.images.push_back(index);
    leaf.add_inset(-1, static_cast<std::int32_t>(index));
}

std::uint32_t Builder::add_link(std::string target, std::string title) {
    const std::uint32_t line = source_.file_line(source_.line_at(seen_));
    chapter_.links.push_back({std::move(target), std::move(title), line});
    return static_cast<std::uint32_t>(chapter_.links.size() - 1);
}

// "Heading {#id .class key=value}" (pulldown-cmark's heading attributes, which mdBook has on): no part of the text.
void Builder::take_heading_attributes(Leaf& leaf) {
    if (!leaf.text.ends_with('}') || leaf.block.spans.empty() || has(leaf.block.spans.back().emphasis, Emphasis::code))
        return;
    const std::size_t start = leaf.text.rfind('{');
    if (start == std::string::npos || leaf.text.find('}', start) != leaf.text.size() - 1) return;
    const std::string inner = leaf.text.substr(start + 1, leaf.text.size() - start - 2);
    std::string id;
    bool any = false;
    for (std::size_t i = 0; i < inner.size();) {
        const std::size_t end = std::min(inner.find_first_of(" \n", i), inner.size());
        const std::string word = inner.substr(i, end - i);
        i = end + 1;
        if (word.empty()) continue;
        const bool known = word.size() > 1 && (word[0] == '#' || word[0] == '.' || word.find('=') != std::string::npos);
        if (!known) return;
        if (word[0] == '#') id = word.substr(1);
        any = true;
    }
    if (!any) return;
    leaf.truncate(start);
    leaf.heading_text = leaf.heading_text.substr(0, leaf.heading_text.rfind('{'));
    leaf.block.slug = id;
}

std::optional<std::size_t> Builder::offset_of(const char* pointer) const {
    const char* start = source_.text.data();
    const std::less_equal<const char*> not_after;
    if (pointer == nullptr || !not_after(start, pointer) || !not_after(pointer, start + source_.text.size()))
        return std::nullopt;
    return static_cast<std::size_t>(pointer - start);
}

// Remembers how far the source has been read, and where the open block starts.
void Builder::see(std::string_view piece) {
    const std::optional<std::size_t> offset = offset_of(piece.data());
    if (!offset || piece.empty()) return;
    seen_ = std::max(seen_, *offset);
    if (!leaf_ || leaf_->source_line != std::string::npos) return;
    std::size_t line = source_.line_at(*offset);
    // Of a fenced block without a language only the text is known: the fence is above it.
    if (leaf_->block.kind == BlockKind::code && code_on_next_line_) line -= std::min(line, code_lines_ + 1);
    leaf_->source_line = line;
}

void Builder::see_line(std::size_t line) {
    if (leaf_ && leaf_->source_line == std::string::npos) leaf_->source_line = line;
}

// For a block of which no event points into the source (an empty cell, an empty piece of code): the first line with
// something on it after what was read last.
std::size_t Builder::line_by_guess() const {
    if (seen_ == 0) return 0;
    std::size_t line = source_.line_at(seen_) + 1;
    const auto blank = [&](std::size_t i) {
        const std::size_t at = source_.text.find_first_not_of(" \t>", source_.line_starts[i]);
        return at == std::string::npos || source_.text[at] == '\n';
    };
    while (line + 1 < source_.line_starts.size() && blank(line)) ++line;
    return std::min(line, source_.line_starts.size() - 1);
}

void Builder::problem(Word word, std::string argument) {
    chapter_.problems.push_back({path_, source_.file_line(source_.line_at(seen_)), Error{word, {std::move(argument)}}});
}

}  // namespace katern::document
