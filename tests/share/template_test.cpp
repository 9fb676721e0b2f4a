#include "share/template.h"

#include <fstream>

#include "share/notes_book.h"
#include "share/template_names.h"

using namespace katern;
using namespace katern::share;
using namespace katern::share::test;

namespace {

std::string filled(const std::string& source) {
    const auto book = notes_book();
    const Result<Template> form = Template::parse(source, "vorm.md");
    if (!form) return say(form.error(), Language::nl);
    return to_markdown(some_notes(*book), *book, Language::nl, *form);
}

}  // namespace

TEST_CASE("a template gives notes a form of its own") {
    CHECK(filled("# {{title}} ({{writer}}, {{day}})\n"
                 "{{! een opmerking }}\n"
                 "{{#chapters}}\n"
                 "## {{#number}}{{number}}. {{/number}}{{chapter}}\n"
                 "{{#notes}}\n"
                 "{{^is_reply}}\n"
                 "- {{address}}{{^address}}{{place}}{{/address}}: {{#sign}}{{sign}} {{/sign}}\u201C{{quote}}\u201D{{#tags}} {{hashtag}}{{/tags}}\n"
                 "{{/is_reply}}\n"
                 "{{/notes}}\n"
                 "{{/chapters}}\n") ==
          "# Samen \\<leren> & werken (Karin, 1 maart 2026)\n"
          "## Vooraf\n"
          "- vooraf \u00B62: \u201C \u201CEen woord vooraf.\u201D\n"
          "## 1. Waarom\n"
          "- 1 \u00B62: \u2726 \u201COmdat het kan.\u201D #tijd #twee-woorden\n"
          "- 1 \u00B64: ? \u201CStap voor stap.\u201D\n"
          "## 2. Wat nodig is\n"
          "- 2 \u00B62: \u2192 \u201CTijd in de agenda.\u201D\n"
          "- 2 \u00B64: \u201CLeider\truimte maken\u201D\n"
          "- 2 \u00B65: \u201Cmkdir \\<map>\u201D\n"
          "## Zonder plaats in de tekst\n"
          "- Wat nodig is: \\~ \u201CWat hier vroeger stond, en nu niet meer.\u201D\n");
}

TEST_CASE("two braces escape a text for Markdown, three leave it as it is; what is Markdown stays so") {
    CHECK(filled("{{title}}|{{{title}}}") == "Samen \\<leren> & werken|Samen <leren> & werken");
    CHECK(filled("{{#chapters}}{{#notes}}{{#question}}?{{/question}}{{#is_reply}}{{note}}{{/is_reply}}{{/notes}}{{/chapters}}") == "Bij ons ook.");
}

TEST_CASE("every name of a template can be asked for where it stands") {
    std::string source;
    for (const TemplateName& each : template_names()) {
        if (each.is_list) continue;
        const std::string tag = "{{" + std::string(each.name) + "}}\n";
        if (each.level == TemplateLevel::file) source += tag;
        if (each.level == TemplateLevel::chapter) source += "{{#chapters}}" + tag + "{{/chapters}}";
        if (each.level == TemplateLevel::note) source += "{{#chapters}}{{#notes}}" + tag + "{{/notes}}{{/chapters}}";
        if (each.level == TemplateLevel::item) source += "{{#chapters}}{{#notes}}{{#tags}}" + tag + "{{/tags}}{{/notes}}{{/chapters}}";
    }
    CHECK(filled(source).find("vorm.md, regel") == std::string::npos);
}

TEST_CASE("a template that is wrong says in which line, and what to do") {
    CHECK(filled("a\n{{titel}}") == "vorm.md, regel 2: de naam titel bestaat niet, of niet op deze plaats.");
    CHECK(filled("{{quote}}") == "vorm.md, regel 1: de naam quote bestaat niet, of niet op deze plaats.");
    CHECK(filled("\n\n{{title") ==
          "vorm.md, regel 3: hier begint een naam tussen accolades die niet wordt gesloten. Zet er sluitende accolades achter.");
    CHECK(filled("{{#title}}\nx") ==
          "vorm.md, regel 1: het deel title wordt niet gesloten. Zet aan het eind ervan een / met die naam.");
    CHECK(filled("a\nb\n{{/title}}") == "vorm.md, regel 3: title wordt gesloten, maar was niet geopend.");
    CHECK(filled("{{#title}}{{#day}}{{/title}}") == "vorm.md, regel 1: title wordt gesloten, maar day is nog open. Sluit eerst day.");
    CHECK(filled("{{chapters}}") == "vorm.md, regel 1: chapters is een lijst. Open er een deel mee, met een # ervoor.");
    CHECK(filled("{{#chapters}}{{#chapters}}{{/chapters}}{{/chapters}}") ==
          "vorm.md, regel 1: chapters staat hier te diep in andere delen.");
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "{{#title}}";
    CHECK(filled(deep) == "vorm.md, regel 1: title staat hier te diep in andere delen.");
    CHECK(filled("\xFF") == "vorm.md is geen tekst in UTF-8. Bewaar het sjabloon opnieuw als UTF-8.");
    CHECK(filled("\xEF\xBB\xBFx") == "x");
    CHECK(filled("{ {title} } }}") == "{ {title} } }}");
}

TEST_CASE("the example of a template in the README is one") {
    std::ifstream readme(std::string(KATERN_SOURCE_DIR) + "/reader/share/README.md");
    std::string example, line;
    while (std::getline(readme, line) && line.find("An example:") == std::string::npos) {
    }
    while (std::getline(readme, line) && (line.empty() || line.starts_with("    "))) example += (line.empty() ? line : line.substr(4)) + "\n";
    REQUIRE(example.find("{{quote_block}}") != std::string::npos);
    const std::string made = filled(example);
    CHECK(made.find("**1 \u00B62** \u2726 inzicht\n\n> Omdat het kan.\n\nMooi **en** *waar*") != std::string::npos);
}
