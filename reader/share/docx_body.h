// The body of a Word document as it is written: paragraphs, tables, and what they need beside them (addresses of links,
// lists). Internal to docx.cpp.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "share/docx_parts.h"
#include "share/note_blocks.h"
#include "words/word.h"

namespace katern::share {

// Twentieths of a point, as the format has it.
using Twips = int;

class DocxBody {
public:
    struct Paragraph {
        std::string style;     // styleId; empty: Normal
        Twips indent = 0;      // from the left margin
        int list = 0;          // w:numId; 0: none
        std::size_t level = 0; // in its list
        std::string bookmark;  // a name to lead to; empty: none
    };

    // `runs`: what the functions below made.
    void paragraph(const Paragraph& form, const std::string& runs);
    // Blocks of a note. `heading`: the level of the heading above it.
    void note(const std::vector<NoteBlock>& blocks, int heading, Twips indent);
    void raw(std::string_view xml) { xml_ += xml; }

    // A run; `properties` is XML of w:rPr's content in the order of its schema. Line feeds and tabs become their elements.
    [[nodiscard]] static std::string run(std::string_view text, std::string_view properties = {});
    [[nodiscard]] std::string runs(const std::vector<Run>& runs);
    [[nodiscard]] std::string link(const std::string& url, const std::string& runs);
    [[nodiscard]] static std::string link_within(const std::string& bookmark, const std::string& runs);

    [[nodiscard]] const std::string& xml() const { return xml_; }
    // The relationships and the w:num elements that the body refers to.
    [[nodiscard]] const std::vector<std::string>& urls() const { return urls_; }  // rIdL1, rIdL2…
    [[nodiscard]] const std::string& lists() const { return lists_; }

private:
    [[nodiscard]] int list_for(const document::Container& item, std::size_t level);
    void note_block(const NoteBlock& block, int heading, Twips indent);
    void row(const NoteBlock& block);
    void close_table();

    std::string xml_, lists_;
    std::vector<std::string> urls_;
    std::map<std::uint32_t, int> list_ids_;  // of the note that is being written
    std::map<std::uint32_t, bool> items_;    // likewise: whose first block was written
    std::uint32_t table_ = 0;                // 0: none is open
    int last_list_ = 0;
    int last_bookmark_ = 0;
};

// The whole file. `footer`: what stands at the foot of each page, beside its number.
[[nodiscard]] Result<std::string> docx_package(const DocxBody& body, const DocxProperties& properties, const std::string& footer);

// A table with borders up to the first cell of its row of heads, which the caller ends with </w:tr>.
[[nodiscard]] std::string docx_table_start(const std::vector<Twips>& widths, const std::string& caption);

}  // namespace katern::share
