#include "app/accepting.h"

#include "words/words.h"

namespace katern::app {
namespace {

// What a reply hangs under at last; null: that is not here.
const PlacedNote* first_of_thread(const Reader& reader, const notes::Annotation& reply) {
    const notes::Annotation* note = &reply;
    constexpr int deepest = 100;  // someone's file may say that two reply to each other
    for (int depth = 0; depth < deepest; ++depth) {
        const PlacedNote* parent = reader.find_note(note->parent);
        if (!parent) return nullptr;
        if (parent->note.kind != notes::Kind::reply) return parent;
        note = &parent->note;
    }
    return nullptr;
}

}  // namespace

const PlacedNote* question_answered_by(const Reader& reader, const notes::Annotation& reply) {
    if (reply.kind != notes::Kind::reply) return nullptr;
    const PlacedNote* question = first_of_thread(reader, reply);
    const bool asks = question && question->note.category == notes::to_text(notes::Category::vraag);
    return asks && question->note.mine ? question : nullptr;
}

bool is_accepted(const Reader& reader, const notes::Annotation& reply) {
    if (reply.kind != notes::Kind::reply) return false;
    const PlacedNote* question = first_of_thread(reader, reply);
    return question && question->note.accepted == reply.id;
}

void accept_reply(Reader& reader, const std::string& question, const std::string& reply) {
    notes::Change change;
    change.id = question;
    change.accepted = reply;
    reader.change_notes(notes::Action::accept, {change});
    reader.say(reply.empty() ? Word::message_accept_back : Word::message_accepted);
}

}  // namespace katern::app
