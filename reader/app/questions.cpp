#include "app/questions.h"

#include <algorithm>

#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

bool shows_line(const PageFrame& frame, const typeset::Line& line) {
    const typeset::Px middle = line.top + line.height / 2;
    return (middle >= frame.view_top && middle < frame.view_top + frame.view_height) ||
           (frame.spread && middle >= frame.right_top && middle < frame.right_top + frame.right_height);
}

}  // namespace

std::optional<Question> question_at(const Reader& reader, std::size_t block) {
    if (!reader.layout || !reader.chapter) return std::nullopt;
    const document::Chapter& chapter = *reader.chapter;
    const auto callout = document::callout_of(chapter, block);
    if (!callout || callout->kind != document::Callout::Kind::question) return std::nullopt;
    const auto in_it = [&](std::size_t index) {
        const auto other = index < chapter.blocks.size() ? document::callout_of(chapter, index) : std::nullopt;
        return other && other->quote == callout->quote;
    };
    Question question;
    question.first_block = question.last_block = callout->first_block;
    while (in_it(question.last_block + 1)) ++question.last_block;
    question.bytes = {chapter.blocks[question.first_block].text.start, chapter.blocks[question.last_block].text.end};
    const typeset::BlockBox& first = reader.layout->blocks()[question.first_block];
    const typeset::BlockBox& last = reader.layout->blocks()[question.last_block];
    if (first.line_count == 0 || last.line_count == 0) return std::nullopt;
    const typeset::Line& end = reader.layout->lines()[last.first_line + last.line_count - 1];
    question.top = reader.layout->lines()[first.first_line].top;
    question.bottom = end.top + end.height;
    return question;
}

std::vector<Question> questions_in_sight(const Reader& reader) {
    std::vector<Question> found;
    if (!reader.layout || !reader.chapter || reader.title_page) return found;
    const PageFrame frame = reader.frame();
    const std::vector<typeset::BlockBox>& boxes = reader.layout->blocks();
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].line_count == 0) continue;
        if (!shows_line(frame, reader.layout->lines()[boxes[i].first_line + boxes[i].line_count - 1])) continue;
        const std::optional<Question> question = question_at(reader, i);
        if (question && question->last_block == i) found.push_back(*question);
    }
    return found;
}

std::string_view words_after_label(const document::Chapter& chapter, const document::Callout& callout) {
    const document::Block& block = chapter.blocks[callout.first_block];
    std::string_view words = text::slice(chapter.text, {callout.label.end, block.text.end});
    words.remove_prefix(std::min(words.find_first_not_of(" .:\n\t"), words.size()));
    return words;
}

std::string words_of(const document::Chapter& chapter, const Question& question) {
    std::string words;
    if (const auto callout = document::callout_of(chapter, question.first_block)) words = words_after_label(chapter, *callout);
    for (std::size_t i = question.first_block + 1; i <= question.last_block; ++i)
        words += (words.empty() ? "" : "\n\n") + std::string(chapter.text_of(chapter.blocks[i]));
    return words;
}

std::vector<const PlacedNote*> answers_to(const Reader& reader, const Question& question) {
    std::vector<const PlacedNote*> answers;
    for (const PlacedNote* placed : reader.notes_touching(question.bytes)) {
        if (placed->note.kind != notes::Kind::reflection || !placed->note.mine || !placed->note.item.empty()) continue;
        if (placed->bytes.start >= question.bytes.start && placed->bytes.start < question.bytes.end) answers.push_back(placed);
    }
    std::stable_sort(answers.begin(), answers.end(),
                     [](const PlacedNote* a, const PlacedNote* b) { return a->note.created < b->note.created; });
    return answers;
}

std::string day_of_answer(const Reader& reader, const notes::Annotation& answer) {
    return reader.text(Word::ui_day_and_year, {static_cast<double>(answer.created)});
}

bool is_of_today(const Reader& reader, const notes::Annotation& answer) {
    const notes::Milliseconds now = notes::wall_clock().value_or(answer.created);
    return day_of_answer(reader, answer) == reader.text(Word::ui_day_and_year, {static_cast<double>(now)});
}

// --- Writing one -----------------------------------------------------------------------------------------------------------

void NoteEditor::open(const notes::Annotation& note, const std::string& kept) {
    notes::Reflection answer = notes::reflection_in(note.kind, kept);
    question = std::move(answer.question);
    edit.set_text(answer.words);
}

void Reader::answer_question(std::size_t block, bool anew) {
    const std::optional<Question> question = question_at(*this, block);
    if (!question) return;
    const std::vector<const PlacedNote*> answers = answers_to(*this, *question);
    if (!anew && !answers.empty()) return edit_note(std::string(answers.back()->note.id));
    if (!row) return say(store_failure ? *store_failure : Error{Word::message_not_ready, {}});
    close_editor();
    if (editor) return;  // its words could not be kept: they stay where they are
    selection.reset();
    focus_note({});
    const text::Range here{question->bytes.start, question->bytes.start};
    notes::Draft draft;
    draft.kind = notes::Kind::reflection;
    draft.anchor = edition_ ? notes::anchor_on(*chapter, *edition_, here) : notes::anchor_on(*chapter, *book, here);
    draft.join = notes::new_uuid(steady_now());
    editor.emplace();
    editor->saved_revision = editor->sent_revision = editor->edit.revision();
    editor->join = draft.join;
    editor->question = words_of(*chapter, *question);
    editor->byte = here.start;
    editor->draft = std::move(draft);
}

// Nothing is kept before something was written: who only looked leaves no trace.
void Reader::send_draft() {
    if (!row || editor->has_no_words()) return;
    editor->sent_revision = editor->edit.revision();
    editor->draft->body = editor->body();
    notes::Draft sent = std::move(*editor->draft);
    editor->draft.reset();
    ask_store(
        [key = row->key, sent](notes::Store& store) -> Result<notes::Annotation> {
            const Result<std::string> id = store.add(key, sent);
            if (!id) return tl::unexpected<Error>(id.error());
            return store.annotation(*id);
        },
        [this, sent, revision = editor->sent_revision, generation = generation_](Result<notes::Annotation> added) {
            const bool open = editor && editor->id.empty() && editor->join == sent.join;
            if (!added) {
                if (open) {
                    editor->failure = added.error();
                    editor->sent_revision = editor->saved_revision;
                    editor->draft = sent;
                    editor->post = false;
                }
                retry_at_ = steady_now() + retry_pause;
                return say(added.error());
            }
            if (open) {
                editor->id = added->id;
                editor->saved_revision = revision;
                editor->failure.reset();
                focused_note = added->id;
                selection.reset();
            }
            if (generation == generation_) {
                update_note(*added);
                refresh_marks();
            }
            if (open && editor && editor->post) post_reply();
        });
}

}  // namespace katern::app
