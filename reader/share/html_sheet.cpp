#include "share/html_sheet.h"

#include <nlohmann/json.hpp>

#include "share/annotation_set.h"
#include "words/words.h"

namespace katern::share {
namespace {

using Ordered = nlohmann::ordered_json;

// The answers as a set of ours whose words, writer and clocks the script fills in: a reply to each passage, on the same
// words, so that another reader shows it there as a comment.
Ordered empty_set(const std::vector<const Entry*>& fields, const document::Book& book, const HandOut& hand_out) {
    notes::NoteSet set;
    set.head.id = hand_out.id;
    if (!hand_out.network.empty()) set.head.network = notes::DatedNetwork{{hand_out.network, hand_out.network_name}, {}, {}};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const notes::Annotation& note = fields[i]->note();
        notes::SetItem item;
        item.id = std::to_string(i);
        item.kind = notes::Kind::reply;
        item.parent = note.id;
        item.fields = {{"body", "", {}, "", ""}, {"life", "alive", {}, "", ""}};
        item.anchors.push_back({note.anchor, {}});
        if (set.head.network) item.sharing = notes::Sharing{};
        set.items.push_back(std::move(item));
    }
    return Ordered::parse(annotation_set_json(set, book));
}

Ordered words_of(Language language) {
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
    const Ordered sheet{{"id", hand_out.id}, {"set", empty_set(fields, book, hand_out)}, {"words", words_of(language)}};
    const std::string json = sheet.dump(-1, ' ', false, Ordered::error_handler_t::replace);
    std::string out;
    for (const char c : json) out += c == '<' ? std::string("\\u003c") : std::string(1, c);  // nothing ends the script
    return out;
}

}  // namespace katern::share
