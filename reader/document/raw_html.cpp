// Raw HTML within Markdown: the text between tags stands, script and style are dropped, <img> is an image, <br> a hard
// break.
#include <algorithm>
#include <utility>

#include "document/builder.h"
#include "document/entities.h"

namespace katern::document {
namespace {

std::size_t count_lines(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::uint8_t heading_level(std::string_view name) {
    const bool heading = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
    return heading ? static_cast<std::uint8_t>(name[1] - '0') : std::uint8_t{0};
}

// To the end of an element whose text is none of ours.
void skip_element(std::string_view html, std::size_t& at, std::string_view name) {
    while (auto token = next_html_token(html, at))
        if (token->kind == HtmlToken::Kind::close && token->name == name) return;
}

bool is_dropped(const HtmlToken& tag) {
    return tag.name == "script" || tag.name == "style";
}

}  // namespace

void Builder::read_html_block() {
    const std::string raw = std::exchange(raw_, {});
    std::size_t footnote = 0;
    if (raw_start_ && *raw_start_ >= footnotes_.main_end && is_footnote_mark(raw, footnote)) {
        begin_footnote(footnote);
        return;
    }
    std::size_t at = 0;
    while (const auto token = next_html_token(raw, at)) {
        const std::size_t line = raw_line_ + count_lines(std::string_view(raw).substr(0, token->start));
        if (token->kind == HtmlToken::Kind::text) {
            add_html_words(*token, line);
        } else if (token->kind == HtmlToken::Kind::open) {
            if (is_block_element(token->name)) close();
            note_id(*token);
            if (is_dropped(*token)) {
                skip_element(raw, at, token->name);
            } else if (token->name == "pre") {
                read_pre(raw, at);
                see_line(line);
                close();
            } else if (token->name == "hr") {
                rule_ = true;
            } else if (token->name == "br") {
                if (leaf_) leaf_->add_line_break(style());
            } else if (token->name == "img") {
                add_html_image(*token);
                see_line(line);
            } else if (heading_level(token->name) != 0) {
                html_heading_ = heading_level(token->name);
                html_slug_ = attribute(token->content, "id").value_or("");
            } else if (token->name == "figcaption") {
                html_caption_ = true;
            } else {
                change_style(*token);
            }
        } else if (token->kind == HtmlToken::Kind::close) {
            if (is_block_element(token->name)) {
                close();
                html_heading_ = 0;
                html_caption_ = false;
            } else {
                change_style(*token);
            }
        }
    }
    close();
    html_heading_ = 0;
    html_caption_ = false;
}

void Builder::add_html_words(const HtmlToken& token, std::size_t line) {
    if (!leaf_) {
        const std::size_t first = token.content.find_first_not_of(" \t\n");
        if (first == std::string_view::npos) return;
        if (html_heading_ != 0) {
            Leaf& heading = open(BlockKind::heading);
            heading.block.level = html_heading_;
            heading.block.slug = html_slug_;
        } else {
            open(html_caption_ ? BlockKind::caption : BlockKind::paragraph);
        }
        see_line(line + count_lines(token.content.substr(0, first)));
    }
    leaf_->add_words(decode_entities(token.content), style());
}

// <pre>: code, as it stands but for the tags within and the line feed right after the tag (HTML Standard, 13.2.6.4.7).
void Builder::read_pre(std::string_view html, std::size_t& at) {
    Leaf& leaf = open(BlockKind::code);
    if (at < html.size() && html[at] == '\n') ++at;
    while (const auto token = next_html_token(html, at)) {
        if (token->kind == HtmlToken::Kind::close && token->name == "pre") return;
        if (token->kind == HtmlToken::Kind::text) leaf.add_verbatim(decode_entities(token->content), style());
    }
}

void Builder::read_inline_html() {
    if (raw_.empty() || in_html_block_) return;
    const std::string raw = std::exchange(raw_, {});
    std::size_t at = 0;
    while (const auto token = next_html_token(raw, at)) {
        if (token->kind == HtmlToken::Kind::close && is_dropped(*token)) {
            dropping_ = false;
        } else if (dropping_ || token->kind == HtmlToken::Kind::nothing || token->kind == HtmlToken::Kind::text) {
            continue;
        } else if (token->kind == HtmlToken::Kind::close) {
            change_style(*token);
        } else {
            leaf_or_paragraph();
            see_line(raw_line_);
            note_id(*token);
            if (is_dropped(*token)) {
                dropping_ = true;
            } else if (token->name == "br") {
                leaf_->add_line_break(style());
            } else if (token->name == "img") {
                add_html_image(*token);
            } else if (const std::uint8_t level = heading_level(token->name);
                       level != 0 && leaf_->block.kind == BlockKind::paragraph && leaf_->text.empty()) {
                // md4c 0.4.8 takes <h2> to <h6> before words for the start of a paragraph.
                leaf_->block.kind = BlockKind::heading;
                leaf_->block.level = level;
                leaf_->block.slug = attribute(token->content, "id").value_or("");
            } else {
                change_style(*token);
            }
        }
    }
}

// Emphasis and links; they end with the block at the latest.
void Builder::change_style(const HtmlToken& tag) {
    const int step = tag.kind == HtmlToken::Kind::open ? 1 : -1;
    const auto change = [step](int& depth) { depth = std::max(0, depth + step); };
    const std::string& name = tag.name;
    if (name == "em" || name == "i" || name == "cite") {
        change(html_.italic);
    } else if (name == "strong" || name == "b") {
        change(html_.bold);
    } else if (name == "code" || name == "kbd" || name == "samp" || name == "tt") {
        change(html_.code);
    } else if (name == "del" || name == "s" || name == "strike") {
        change(html_.strike);
    } else if (name == "a" && step < 0) {
        if (html_links_ > 0) {
            links_.pop_back();
            --html_links_;
        }
    } else if (const auto href = name == "a" ? attribute(tag.content, "href") : std::nullopt) {
        leaf_or_paragraph();
        links_.push_back(static_cast<std::int32_t>(add_link(*href, attribute(tag.content, "title").value_or(""))));
        ++html_links_;
    }
}

void Builder::note_id(const HtmlToken& tag) {
    std::optional<std::string> id = attribute(tag.content, "id");
    if (!id && tag.name == "a") id = attribute(tag.content, "name");
    Section& section = sections_[section_];
    if (id && !id->empty())
        section.ids.push_back({std::move(*id), section.leaves.size(), leaf_ ? leaf_->text.size() : 0});
}

void Builder::add_html_image(const HtmlToken& tag) {
    Image image;
    image.path = attribute(tag.content, "src").value_or("");
    image.alternative = attribute(tag.content, "alt").value_or("");
    image.title = attribute(tag.content, "title").value_or("");
    add_image(std::move(image));
}

void Builder::begin_footnote(std::size_t index) {
    close();
    rule_ = false;
    section_ = index + 1;
    Container footnote;
    footnote.kind = Container::Kind::footnote;
    footnote.id = next_id_++;
    containers_.assign(1, footnote);
}

}  // namespace katern::document
