#include "share/docx_parts.h"

#include <algorithm>
#include <iterator>

#include "share/xml.h"

namespace katern::share {
namespace {

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view main_namespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

constexpr DocxColours all_colours[] = {
    {"inzicht", "QuoteInzicht", "FFE9A0", "7A5B00"}, {"vraag", "QuoteVraag", "C9E1F6", "1D5A8A"},
    {"actie", "QuoteActie", "CDEABF", "2F6B22"},     {"twijfel", "QuoteTwijfel", "FFD7B3", "94480B"},
    {"citaat", "QuoteCitaat", "E3D5F4", "63429A"},   {"", "Quote", "E9E5DC", "6B655E"},
};

std::string part(std::string_view content) {
    return std::string(declaration) + std::string(content);
}

std::string number(int value) {
    return std::to_string(value);
}

std::string relationship(const std::string& id, const std::string& type, const std::string& target, bool outside = false) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + type + "\" Target=\"" + xml_attribute(target) + "\"" +
           (outside ? " TargetMode=\"External\"/>" : "/>");
}

// A paragraph style. `form`: content of w:pPr; `letters`: of w:rPr.
std::string paragraph_style(std::string_view id, std::string_view name, std::string_view based_on, std::string_view next,
                            std::string_view form, std::string_view letters, bool is_ours = false) {
    std::string out = "<w:style w:type=\"paragraph\" w:styleId=\"" + std::string(id) + "\"" + (is_ours ? " w:customStyle=\"1\"" : "") +
                      "><w:name w:val=\"" + std::string(name) + "\"/>";
    if (!based_on.empty()) out += "<w:basedOn w:val=\"" + std::string(based_on) + "\"/>";
    if (!next.empty()) out += "<w:next w:val=\"" + std::string(next) + "\"/>";
    out += "<w:qFormat/>";
    if (!form.empty()) out += "<w:pPr>" + std::string(form) + "</w:pPr>";
    if (!letters.empty()) out += "<w:rPr>" + std::string(letters) + "</w:rPr>";
    return out + "</w:style>";
}

std::string heading_styles() {
    constexpr int sizes[] = {32, 26, 24, 22, 22, 22};  // half points
    std::string out;
    for (int level = 1; level <= 6; ++level)
        out += paragraph_style("Heading" + number(level), "heading " + number(level), "Normal", "Normal",
                               "<w:keepNext/><w:keepLines/><w:spacing w:before=\"" + number(level == 1 ? 480 : 280) +
                                   "\" w:after=\"100\"/><w:outlineLvl w:val=\"" + number(level - 1) + "\"/>",
                               "<w:b/><w:bCs/><w:sz w:val=\"" + number(sizes[level - 1]) + "\"/><w:szCs w:val=\"" + number(sizes[level - 1]) +
                                   "\"/>");
    return out;
}

std::string quote_styles() {
    const auto bar = [](std::string_view colour) {
        return "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" w:color=\"" + std::string(colour) + "\"/></w:pBdr>";
    };
    std::string out = paragraph_style("Quote", "Quote", "Normal", "Normal",
                                      bar("6B655E") + "<w:spacing w:before=\"60\" w:after=\"120\"/><w:ind w:left=\"284\" w:right=\"284\"/>", "");
    for (const DocxColours& each : all_colours)
        if (!each.category.empty())
            out += paragraph_style(each.style, "Quote " + std::string(each.category), "Quote", "Normal", bar(each.sign), "", true);
    return out;
}

// One level of a list; `text` is what stands before its items.
std::string list_level(std::size_t level, std::string_view kind, const std::string& text) {
    const std::string left = number(360 * (static_cast<int>(level) + 1));
    return "<w:lvl w:ilvl=\"" + std::to_string(level) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + std::string(kind) +
           "\"/><w:lvlText w:val=\"" + text + "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"" + left + "\" w:hanging=\"360\"/></w:pPr></w:lvl>";
}

std::string field(std::string_view instruction) {
    return "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> " + std::string(instruction) +
           " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"
           "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
}

}  // namespace

const DocxColours& docx_colours(std::string_view category) {
    const auto* found =
        std::find_if(std::begin(all_colours), std::end(all_colours), [&](const DocxColours& each) { return each.category == category; });
    return found == std::end(all_colours) ? *std::prev(std::end(all_colours)) : *found;
}

std::string docx_content_types() {
    constexpr std::string_view word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    std::string out =
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
        "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>";
    const auto override_of = [&](const std::string& name, const std::string& kind) {
        out += "<Override PartName=\"/word/" + name + ".xml\" ContentType=\"" + std::string(word) + kind + "+xml\"/>";
    };
    override_of("document", "document.main");
    override_of("styles", "styles");
    override_of("settings", "settings");
    override_of("numbering", "numbering");
    override_of("footer1", "footer");
    return part(out + "</Types>");
}

std::string docx_package_relationships() {
    const std::string kinds(office);
    return part("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
                relationship("rId1", kinds + "officeDocument", "word/document.xml") +
                relationship("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                             "docProps/core.xml") +
                relationship("rId3", kinds + "extended-properties", "docProps/app.xml") + "</Relationships>");
}

std::string docx_core_properties(const DocxProperties& properties) {
    std::string out =
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
        "<dc:title>" + xml_text(properties.title) + "</dc:title><dc:creator>" + xml_text(properties.author) +
        "</dc:creator><dc:language>" + xml_text(properties.language) + "</dc:language>";
    if (!properties.created.empty())
        out += "<dcterms:created xsi:type=\"dcterms:W3CDTF\">" + properties.created + "</dcterms:created>";
    return part(out + "</cp:coreProperties>");
}

std::string docx_extended_properties() {
    return part(
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
        "<Application>Katern</Application></Properties>");
}

std::string docx_styles(const std::string& language) {
    const std::string lang = xml_attribute(language);
    std::string out = "<w:styles " + std::string(main_namespaces) +
                      "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:eastAsia=\"Calibri\" "
                      "w:cs=\"Calibri\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:lang w:val=\"" + lang +
                      "\" w:eastAsia=\"" + lang + "\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
                      "<w:spacing w:after=\"120\" w:line=\"269\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>";
    out += "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>";
    out += "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>";
    out += "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" "
           "w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" "
           "w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>";
    out += paragraph_style("Title", "Title", "Normal", "Subtitle", "<w:keepNext/><w:spacing w:after=\"60\"/>",
                           "<w:b/><w:bCs/><w:sz w:val=\"44\"/><w:szCs w:val=\"44\"/>");
    out += paragraph_style("Subtitle", "Subtitle", "Normal", "Normal", "<w:spacing w:after=\"60\"/>", "<w:color w:val=\"595550\"/>");
    out += heading_styles() + quote_styles();
    out += paragraph_style("NoteAddress", "Katern Address", "Normal", "Quote", "<w:keepNext/><w:spacing w:before=\"280\" w:after=\"60\"/>",
                           "<w:color w:val=\"595550\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>", true);
    out += paragraph_style("ListParagraph", "List Paragraph", "Normal", "", "<w:spacing w:after=\"60\"/>", "");
    out += paragraph_style("HTMLPreformatted", "HTML Preformatted", "Normal", "Normal", "<w:spacing w:after=\"120\" w:line=\"240\" w:lineRule=\"auto\"/>",
                           "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/><w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>");
    out += paragraph_style("TableText", "Katern Table", "Normal", "", "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>", "", true);
    out += paragraph_style("TableHead", "Katern Table Head", "TableText", "", "<w:keepNext/>", "<w:b/><w:bCs/>", true);
    out += paragraph_style("Footer", "footer", "Normal", "", "<w:tabs><w:tab w:val=\"right\" w:pos=\"" + number(docx_text_width) + "\"/></w:tabs>",
                           "<w:color w:val=\"595550\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>");
    out += "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"1F5F7A\"/><w:u "
           "w:val=\"single\"/></w:rPr></w:style>";
    out += "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>";
    for (const std::string_view side : {"top", "left", "bottom", "right", "insideH", "insideV"})
        out += "<w:" + std::string(side) + " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8A837A\"/>";
    return part(out + "</w:tblBorders></w:tblPr></w:style></w:styles>");
}

std::string docx_settings(const std::string& language) {
    return part("<w:settings " + std::string(main_namespaces) + "><w:defaultTabStop w:val=\"708\"/><w:compat><w:compatSetting "
                "w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
                "<w:themeFontLang w:val=\"" + xml_attribute(language) + "\"/></w:settings>");
}

std::string docx_numbering(const std::string& lists) {
    constexpr std::string_view bullets[] = {"•", "–", "▪"};
    std::string out = "<w:numbering " + std::string(main_namespaces) + "><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>";
    for (std::size_t level = 0; level < docx_list_levels; ++level)
        out += list_level(level, "bullet", std::string(bullets[level % std::size(bullets)]));
    out += "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"multilevel\"/>";
    constexpr std::string_view kinds[] = {"decimal", "lowerLetter", "lowerRoman"};
    for (std::size_t level = 0; level < docx_list_levels; ++level)
        out += list_level(level, kinds[level % std::size(kinds)], "%" + std::to_string(level + 1) + ".");
    return part(out + "</w:abstractNum>" + lists + "</w:numbering>");
}

std::string docx_footer(const std::string& title) {
    return part("<w:ftr " + std::string(main_namespaces) + "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">" +
                xml_text(title) + "</w:t></w:r><w:r><w:tab/></w:r>" + field("PAGE") + "<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>" +
                field("NUMPAGES") + "</w:p></w:ftr>");
}

std::string docx_document(const std::string& body) {
    const std::string margin = number(docx_margin);
    return part("<w:document " + std::string(main_namespaces) + "><w:body>" + body +
                "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"" + number(docx_page_width) + "\" w:h=\"" +
                number(docx_page_height) + "\"/><w:pgMar w:top=\"" + margin + "\" w:right=\"" + margin + "\" w:bottom=\"" + margin + "\" w:left=\"" +
                margin + "\" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>");
}

std::string docx_document_relationships(const std::vector<std::string>& urls) {
    const std::string kinds(office);
    std::string out = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
                      relationship("rId1", kinds + "styles", "styles.xml") + relationship("rId2", kinds + "settings", "settings.xml") +
                      relationship("rId3", kinds + "numbering", "numbering.xml") + relationship("rId4", kinds + "footer", "footer1.xml");
    for (std::size_t i = 0; i < urls.size(); ++i)
        out += relationship("rIdL" + std::to_string(i + 1), kinds + "hyperlink", urls[i], true);
    return part(out + "</Relationships>");
}

}  // namespace katern::share
