// From md4c's events to blocks. One object reads one chapter: its own text and, behind it, its footnotes.
#pragma once

#include <md4c.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/html.h"
#include "document/leaf.h"
#include "document/source.h"

namespace katern::document {

// An id or name in raw HTML: a place that links may lead to.
struct PendingId {
    std::string id;
    std::size_t leaf = 0;  // index in its section
    std::size_t at = 0;    // byte in the leaf
};

struct Section {
    std::vector<Leaf> leaves;
    std::vector<PendingId> ids;
};

// A footnote's mark in a heading's text, until its number is known.
inline constexpr char slug_mark = '\x02';

class Builder {
public:
    Builder(const Source& source, const Footnotes& footnotes, std::string path, Chapter& chapter);

    void read();
    // First the chapter's own, then one per footnote definition. Insets of footnotes hold the index of a definition.
    [[nodiscard]] std::vector<Section>& sections() { return sections_; }

private:
    struct List {
        std::uint32_t id = 0;
        std::uint32_t next = 0;
        bool numbered = false;
        bool tight = true;
    };
    // How many marks of a kind are open.
    struct Depths {
        int italic = 0, bold = 0, code = 0, strike = 0;
    };

    // markdown.cpp: md4c's events
    void enter_block(MD_BLOCKTYPE type, void* detail);
    void leave_block(MD_BLOCKTYPE type, void* detail);
    void enter_span(MD_SPANTYPE type, void* detail);
    void leave_span(MD_SPANTYPE type);
    void text(MD_TEXTTYPE type, std::string_view piece);
    void enter_item(const MD_BLOCK_LI_DETAIL& item);
    void enter_code(const MD_BLOCK_CODE_DETAIL& code);
    void add_code(std::string_view piece);
    void enter_table(const MD_BLOCK_TABLE_DETAIL& table);

    // builder.cpp: blocks and what is in them
    Leaf& open(BlockKind kind);
    Leaf& leaf_or_paragraph();
    void close();
    void add_text(std::string_view piece);
    void add_words(std::string_view words);
    void add_footnote(std::size_t definition);
    void add_image(Image image);
    [[nodiscard]] Style style() const;
    [[nodiscard]] std::uint32_t add_link(std::string target, std::string title);
    void see(std::string_view piece);
    void see_line(std::size_t line);
    void take_heading_attributes(Leaf& leaf);
    [[nodiscard]] bool follows_figure(const Leaf& leaf) const;
    [[nodiscard]] std::optional<std::size_t> offset_of(const char* pointer) const;
    [[nodiscard]] std::size_t line_by_guess() const;
    void problem(Word word, std::string argument);

    // raw_html.cpp
    void read_html_block();
    void read_inline_html();
    void read_pre(std::string_view html, std::size_t& at);
    void add_html_words(const HtmlToken& token, std::size_t line);
    void change_style(const HtmlToken& tag);
    void note_id(const HtmlToken& tag);
    void add_html_image(const HtmlToken& tag);
    void begin_footnote(std::size_t index);

    const Source& source_;
    const Footnotes& footnotes_;
    std::string path_;
    Chapter& chapter_;
    std::map<std::string, std::size_t> definitions_;  // by label_key
    std::vector<Section> sections_;
    std::size_t section_ = 0;

    std::optional<Leaf> leaf_;
    bool rule_ = false;
    std::vector<Container> containers_;
    std::vector<List> lists_;
    std::uint32_t next_id_ = 1;
    std::uint32_t next_table_ = 1;
    std::vector<Align> alignment_;
    bool in_header_ = false;
    std::size_t row_line_ = 0;  // of the source, of the next row

    Depths markdown_, html_;
    std::vector<std::int32_t> links_;  // open ones, of Markdown and HTML
    std::size_t html_links_ = 0;       // how many of them are HTML's
    int image_depth_ = 0;
    Image image_;

    std::string raw_;                       // HTML not yet read
    std::size_t raw_line_ = 0;              // line of its first character
    std::optional<std::size_t> raw_start_;  // byte of the source, if it is one
    bool in_html_block_ = false;
    bool dropping_ = false;  // inside <script> or <style>
    std::uint8_t html_heading_ = 0;
    std::string html_slug_;
    bool html_caption_ = false;

    std::size_t seen_ = 0;            // the furthest byte of the source that an event pointed to
    bool code_on_next_line_ = false;  // a fenced block whose first line is known by its text only
    std::size_t code_lines_ = 0;
};

// The text of an attribute of a link or image, entities decoded.
[[nodiscard]] std::string attribute_text(const MD_ATTRIBUTE& attribute);

}  // namespace katern::document
