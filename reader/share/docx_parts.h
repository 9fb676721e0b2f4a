// The parts of a Word document that are the same whatever it says, but for a few words. Internal to docx.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace katern::share {

// A4 with margins of 2.5 cm, in twentieths of a point.
inline constexpr int docx_page_width = 11906, docx_page_height = 16838, docx_margin = 1417;
inline constexpr int docx_text_width = docx_page_width - 2 * docx_margin;
inline constexpr std::size_t docx_list_levels = 9;

struct DocxProperties {
    std::string title, author, language;  // language: "nl-NL"
    std::string created;                  // W3CDTF; empty: not known
};

[[nodiscard]] std::string docx_content_types();
[[nodiscard]] std::string docx_package_relationships();
[[nodiscard]] std::string docx_core_properties(const DocxProperties& properties);
[[nodiscard]] std::string docx_extended_properties();
[[nodiscard]] std::string docx_styles(const std::string& language);
[[nodiscard]] std::string docx_settings(const std::string& language);
// `lists`: w:num elements, of abstract lists 0 (bullets) and 1 (numbers).
[[nodiscard]] std::string docx_numbering(const std::string& lists);
[[nodiscard]] std::string docx_footer(const std::string& title);
[[nodiscard]] std::string docx_document(const std::string& body);
// `urls`: of the links, which the document knows as rIdL1, rIdL2…
[[nodiscard]] std::string docx_document_relationships(const std::vector<std::string>& urls);

// The form of a category: background and sign, "FFE9A0" and "7A5B00". The last one is for any other.
struct DocxColours {
    std::string_view category, style, fill, sign;
};
[[nodiscard]] const DocxColours& docx_colours(std::string_view category);

}  // namespace katern::share
