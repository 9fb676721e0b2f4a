#include "app/chapter_marks.h"

namespace katern::app {

std::vector<draw::Mark> marks_in(const document::Chapter& chapter, const std::vector<share::Passage>& passages) {
    std::vector<draw::Mark> marks;
    for (const share::Passage& passage : passages) {
        if (passage.orphan() || passage.place.chapter != chapter.id || passage.note.kind == notes::Kind::reply) continue;
        draw::Mark mark;
        mark.id = passage.note.id;
        mark.bytes = notes::to_bytes(chapter, passage.place.range);
        mark.category = draw::category_named(passage.note.category);
        mark.has_note = !passage.note.body.empty();
        marks.push_back(std::move(mark));
    }
    return marks;
}

}  // namespace katern::app
