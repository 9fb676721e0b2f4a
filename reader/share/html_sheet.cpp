#include "share/html_sheet.h"

#include <nlohmann/json.hpp>

#include "share/epub_path.h"
#include "words/words.h"

namespace katern::share {
namespace {

using Json = nlohmann::ordered_json;

std::string urn(const std::string& id) {
    return id.starts_with("urn:") ? id : "urn:uuid:" + id;
}

// The same passage as that of the note that is answered, so that another reader shows the answer there.
Json target_of(const notes::Anchor& anchor) {
    Json position{{"type", "TextPositionSelector"}, {"start", anchor.range.start}, {"end", anchor.range.end}};
    Json selectors = Json::array({position});
    if (!anchor.exact.empty())
        selectors.push_back({{"type", "TextQuoteSelector"}, {"exact", anchor.exact}, {"prefix", anchor.prefix}, {"suffix", anchor.suffix}});
    return {{"source", epub_path(anchor.chapter)}, {"selector", selectors}};
}

Json set_of(const document::Book& book, const HandOut& hand_out) {
    Json authors = Json::array();
    for (const std::string& author : book.authors) authors.push_back(author);
    return {{"@context", Json::array({"https://www.w3.org/ns/epub-anno.jsonld"})},
            {"id", urn(hand_out.id)},
            {"type", "AnnotationSet"},
            {"about",
             {{"dc:identifier", Json::array({book_identifier(book)})},
              {"dc:format", "application/epub+zip"},
              {"dc:title", book.title},
              {"dc:creator", authors}}}};
}

Json words_of(Language language) {
    const auto said = [&](Word word, const Arguments& arguments = {}) { return say(word, language, arguments); };
    return {{"file", said(Word::html_file_name)},
            {"kept", said(Word::html_kept)},
            {"notKept", said(Word::html_not_kept)},
            {"nothing", said(Word::html_nothing)},
            {"nameNeeded", said(Word::html_name_needed)},
            {"unsaved", said(Word::html_unsaved)},
            {"savedOne", said(Word::html_saved_one, {std::string("%file")})},
            {"savedMany", said(Word::html_saved_many, {std::string("%n"), std::string("%file")})}};
}

}  // namespace

std::string html_sheet(const std::vector<const Entry*>& fields, const document::Book& book, const HandOut& hand_out,
                       Language language) {
    Json passages = Json::object();
    for (std::size_t i = 0; i < fields.size(); ++i)
        passages["p" + std::to_string(i)] = {{"target", target_of(fields[i]->note().anchor)},
                                             {"beside", {{"inReplyTo", urn(fields[i]->note().id)}}}};
    const Json sheet{{"id", hand_out.id}, {"set", set_of(book, hand_out)}, {"passages", passages}, {"words", words_of(language)}};
    const std::string json = sheet.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string out;
    for (const char c : json) out += c == '<' ? std::string("\\u003c") : std::string(1, c);  // nothing ends the script
    return out;
}

}  // namespace katern::share
