// Below each question of the book: the way to answer it, and to the answer of before. It stands in the space under the quote, at
// its right end, and covers no words.
#include <algorithm>

#include "app/questions.h"
#include "ui/views.h"
#include "words/words.h"

namespace katern::ui {
namespace {

constexpr Px label_size = 12, row_height = 20, between = 18, reach = 4;

struct Way {
    std::string id, label;
    bool anew = false;
};

// In the order in which they stand, from the right.
std::vector<Way> ways_to_answer(const app::Reader& reader, const app::Question& question) {
    const std::string id = "page/question/" + std::to_string(question.first_block);
    const std::vector<const app::PlacedNote*> answers = app::answers_to(reader, question);
    if (answers.empty() || notes::reflection_in(answers.back()->note).words.empty())
        return {{id + "/answer", reader.text(Word::ui_answer_write), false}};
    const notes::Annotation& last = answers.back()->note;
    std::vector<Way> ways{{id + "/answer", reader.text(Word::ui_answer_mine, {app::day_of_answer(reader, last)}), false}};
    if (!app::is_of_today(reader, last)) ways.push_back({id + "/new", reader.text(Word::ui_answer_new), true});
    return ways;
}

// Between the quote, its bar or ground included, and what follows.
Px top_of_row(const app::Reader& reader, const app::Question& question) {
    const typeset::ChapterLayout& layout = *reader.layout;
    const Px height = row_height;
    Px bottom = question.bottom;
    for (const typeset::Box& box : layout.boxes())
        if (box.rect.y < question.bottom - 1 && box.rect.y >= question.top - 2 * row_height) bottom = std::max(bottom, box.rect.bottom());
    const std::vector<typeset::BlockBox>& blocks = layout.blocks();
    if (question.last_block + 1 >= blocks.size()) return bottom;
    const Px gap = blocks[question.last_block + 1].top - bottom;
    return bottom + std::clamp((gap - height) / 2, -reach, reach);
}

}  // namespace

void draw_questions(Ui& ui) {
    app::Reader& reader = ui.reader();
    if (!reader.row) return;
    for (const app::Question& question : app::questions_in_sight(reader)) {
        const Point right = reader.to_screen({reader.layout->style().measure, top_of_row(reader, question)});
        Px x = right.x;
        for (const Way& way : ways_to_answer(reader, question)) {
            const Px width = ui.set(way.label, Ui::sans(label_size)).width;
            const Rect rect{x - width, right.y, width, row_height};
            const Ui::State state = ui.item({way.id, Role::button, way.label, {}, rect.grown(reach), 0, true});
            ui.label({rect.x, rect.y + 1}, way.label, Ui::sans(label_size, state.hot ? typeset::Ink::accent : typeset::Ink::quiet));
            if (state.shows_focus) ui.focus_ring(rect, 4);
            if (state.hot) ui.pointer(Pointer::hand);
            if (state.clicked) return reader.answer_question(question.first_block, way.anew);
            x -= width + between;
        }
    }
}

}  // namespace katern::ui
