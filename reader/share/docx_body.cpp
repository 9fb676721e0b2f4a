#include "share/docx_body.h"

#include <algorithm>
#include <array>

#include "share/xml.h"
#include "share/zip.h"
#include "text/bidi.h"

namespace katern::share {
namespace {

using document::Container;
using document::Emphasis;

constexpr Twips level_indent = 360;  // a level of a list, or of a quote

std::string properties_of(Emphasis emphasis, bool link) {
    std::string out;
    if (link) out += "<w:rStyle w:val=\"Hyperlink\"/>";
    if (has(emphasis, Emphasis::code)) out += "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/>";
    if (has(emphasis, Emphasis::bold)) out += "<w:b/>";
    if (has(emphasis, Emphasis::italic)) out += "<w:i/>";
    if (has(emphasis, Emphasis::strike)) out += "<w:strike/>";
    return out;
}

constexpr std::string_view right_to_left = "<w:rtl/>";

// For a run from right to left Word looks at other properties: of "complex script" for weight and slant, and it must be told so.
std::string turned(std::string properties) {
    const auto beside = [&](std::string_view of, std::string_view also) {
        if (const std::size_t at = properties.find(of); at != std::string::npos) properties.insert(at + of.size(), also);
    };
    beside("<w:b/>", "<w:bCs/>");
    beside("<w:i/>", "<w:iCs/>");
    properties.insert(std::min(properties.find("<w:lang "), properties.size()), right_to_left);
    return properties;
}

// A run whose letters all go one way.
std::string run_one_way(std::string_view text, std::string_view properties) {
    std::string out = "<w:r>";
    if (!properties.empty()) out += "<w:rPr>" + std::string(properties) + "</w:rPr>";
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\n\t", start), text.size());
        if (end > start) out += "<w:t xml:space=\"preserve\">" + xml_text(text.substr(start, end - start)) + "</w:t>";
        if (end < text.size()) out += text[end] == '\n' ? "<w:br/>" : "<w:tab/>";
        start = end + 1;
    }
    return out + "</w:r>";
}

}  // namespace

// Word puts the runs of a line in their order, but not the letters of one that goes both ways.
std::string DocxBody::run(std::string_view text, std::string_view properties) {
    if (text.empty()) return {};
    const std::vector<std::uint8_t> levels = text::may_run_right_to_left(text) ? text::bidi_levels(text).levels : std::vector<std::uint8_t>();
    if (levels.empty()) return run_one_way(text, properties);
    std::string out;
    for (std::size_t start = 0, end = 0; start < text.size(); start = end) {
        const bool turns = levels[start] % 2 != 0;
        while (end < text.size() && (levels[end] % 2 != 0) == turns) ++end;
        out += run_one_way(text.substr(start, end - start), turns ? turned(std::string(properties)) : std::string(properties));
    }
    return out;
}

std::string DocxBody::runs(const std::vector<Run>& runs) {
    std::string out;
    for (const Run& each : runs) {
        if (each.is_footnote) {
            out += run(each.text, "<w:vertAlign w:val=\"superscript\"/>");
            continue;
        }
        const std::string made = run(each.text, properties_of(each.emphasis, !each.url.empty()));
        out += each.url.empty() ? made : link(each.url, made);
    }
    return out;
}

std::string DocxBody::link(const std::string& url, const std::string& runs) {
    if (runs.empty()) return {};
    urls_.push_back(url);
    return "<w:hyperlink r:id=\"rIdL" + std::to_string(urls_.size()) + "\">" + runs + "</w:hyperlink>";
}

std::string DocxBody::link_within(const std::string& bookmark, const std::string& runs) {
    return "<w:hyperlink w:anchor=\"" + bookmark + "\">" + runs + "</w:hyperlink>";
}

void DocxBody::paragraph(const Paragraph& form, const std::string& runs) {
    xml_ += "<w:p><w:pPr>";
    if (!form.style.empty()) xml_ += "<w:pStyle w:val=\"" + form.style + "\"/>";
    if (form.list != 0)
        xml_ += "<w:numPr><w:ilvl w:val=\"" + std::to_string(form.level) + "\"/><w:numId w:val=\"" + std::to_string(form.list) + "\"/></w:numPr>";
    // A paragraph goes the way that it begins.
    const std::size_t first = runs.find("<w:r>");
    if (first != std::string::npos && runs.substr(first, runs.find("<w:t", first) - first).find(right_to_left) != std::string::npos) xml_ += "<w:bidi/>";
    if (form.list != 0) {
        xml_ += "<w:ind w:left=\"" + std::to_string(form.indent) + "\" w:hanging=\"" + std::to_string(level_indent) +
                "\"/>";
    } else if (form.indent != 0) {
        xml_ += "<w:ind w:left=\"" + std::to_string(form.indent) + "\"/>";
    }
    xml_ += "</w:pPr>";
    if (!form.bookmark.empty()) {
        const std::string id = std::to_string(++last_bookmark_);
        xml_ += "<w:bookmarkStart w:id=\"" + id + "\" w:name=\"" + form.bookmark + "\"/>" + runs + "<w:bookmarkEnd w:id=\"" + id + "\"/>";
    } else {
        xml_ += runs;
    }
    xml_ += "</w:p>";
}

void DocxBody::note(const std::vector<NoteBlock>& blocks, int heading, Twips indent) {
    list_ids_.clear();
    items_.clear();
    for (const NoteBlock& block : blocks) {
        if (table_ != 0 && block.table != table_) close_table();
        note_block(block, heading, indent);
    }
    close_table();
}

void DocxBody::note_block(const NoteBlock& block, int heading, Twips indent) {
    if (block.kind == NoteBlock::Kind::table_row) return row(block);
    Paragraph form;
    form.indent = indent;
    std::string before;
    std::size_t level = 0;
    for (const Container& container : block.containers) {
        form.indent += level_indent;
        form.list = 0;
        if (container.kind == Container::Kind::quote) form.style = "Quote";
        const bool first = items_.emplace(container.id, true).second;
        if (container.kind == Container::Kind::footnote && first) before = run(std::to_string(container.number) + " ");
        if (!container.is_item()) continue;
        form.style = "ListParagraph";
        form.level = std::min<std::size_t>(level++, docx_list_levels - 1);
        if (first) form.list = list_for(container, form.level);
        if (first && container.task) before = run(*container.task ? "☑ " : "☐ ");
    }
    if (block.kind == NoteBlock::Kind::heading) {
        form.style = "Heading" + std::to_string(std::min(heading + block.level, 6));
    } else if (block.kind == NoteBlock::Kind::code) {
        form.style = "HTMLPreformatted";
    }
    const std::string words = before + runs(block.runs);
    if (!words.empty() || form.list != 0) paragraph(form, words);
}

// A numbered list begins anew with its own number; Word goes on counting otherwise.
int DocxBody::list_for(const Container& item, std::size_t level) {
    const auto known = list_ids_.find(item.list);
    if (known != list_ids_.end()) return known->second;
    const bool numbered = item.kind == Container::Kind::numbered_item;
    const int id = ++last_list_;
    list_ids_[item.list] = id;
    lists_ += "<w:num w:numId=\"" + std::to_string(id) + "\"><w:abstractNumId w:val=\"" + (numbered ? "1" : "0") + "\"/>";
    if (numbered)
        lists_ += "<w:lvlOverride w:ilvl=\"" + std::to_string(level) + "\"><w:startOverride w:val=\"" + std::to_string(item.number) +
                  "\"/></w:lvlOverride>";
    lists_ += "</w:num>";
    return id;
}

void DocxBody::row(const NoteBlock& block) {
    if (table_ == 0) {
        xml_ += "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/>"
                "<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" "
                "w:noVBand=\"1\"/></w:tblPr><w:tblGrid>";
        const std::size_t columns = std::max<std::size_t>(block.cells.size(), 1);
        for (std::size_t i = 0; i < columns; ++i)
            xml_ += "<w:gridCol w:w=\"" + std::to_string(docx_text_width / static_cast<Twips>(columns)) + "\"/>";
        xml_ += "</w:tblGrid>";
    }
    table_ = block.table;
    xml_ += block.header ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" : "<w:tr>";
    for (const std::vector<Run>& cell : block.cells) {
        xml_ += "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>";
        Paragraph form;
        form.style = block.header ? "TableHead" : "TableText";
        paragraph(form, runs(cell));
        xml_ += "</w:tc>";
    }
    if (block.cells.empty()) xml_ += "<w:tc><w:p/></w:tc>";
    xml_ += "</w:tr>";
}

void DocxBody::close_table() {
    if (table_ != 0) xml_ += "</w:tbl><w:p/>";  // two tables with nothing between them would be one
    table_ = 0;
}

std::string docx_table_start(const std::vector<Twips>& widths, const std::string& caption) {
    std::string out =
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/>"
        "<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" "
        "w:noVBand=\"1\"/><w:tblCaption w:val=\"" + xml_attribute(caption) + "\"/></w:tblPr><w:tblGrid>";
    for (const Twips width : widths) out += "<w:gridCol w:w=\"" + std::to_string(width) + "\"/>";
    return out + "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
}

Result<std::string> docx_package(const DocxBody& body, const DocxProperties& properties, const std::string& footer) {
    const std::array entries{
        ZipEntry{"[Content_Types].xml", docx_content_types()},
        ZipEntry{"_rels/.rels", docx_package_relationships()},
        ZipEntry{"docProps/core.xml", docx_core_properties(properties)},
        ZipEntry{"docProps/app.xml", docx_extended_properties()},
        ZipEntry{"word/document.xml", docx_document(body.xml())},
        ZipEntry{"word/_rels/document.xml.rels", docx_document_relationships(body.urls())},
        ZipEntry{"word/styles.xml", docx_styles(properties.language)},
        ZipEntry{"word/settings.xml", docx_settings(properties.language)},
        ZipEntry{"word/numbering.xml", docx_numbering(body.lists())},
        ZipEntry{"word/footer1.xml", docx_footer(footer)},
    };
    return make_zip(entries);
}

}  // namespace katern::share
