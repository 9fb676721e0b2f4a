// The short way from text to items: word by word, where a word in one form stands between two plain spaces and is known, or easy to
// know, as one that no line ends within. That is most of a book. What is more than that is left to paragraph_items.cpp.
#include "typeset/paragraph.h"

namespace katern::typeset {

// Null where the word must be taken apart; what its neighbours need to know of it is told in any case.
const Word* Paragraph::word_of(const Token& token, std::uint32_t form, Px measure, text::LineWord& borders) {
    const text::Range bytes{bytes_.start + token.start, bytes_.start + token.end};
    const std::string_view letters = text::slice(text_, bytes);
    const bool one_form = form + 1 == stretches_.size() || stretches_[form].bytes.end >= bytes.end;
    const bool marked = next_insert_ < inserts_.size() && inserts_[next_insert_].at <= bytes.end;
    WordTable& words = *use_of(form).words;
    const Word* word = !one_form || marked ? nullptr : token.word != nullptr ? token.word : words.find_known(letters, token.hash);
    if (word == nullptr) {
        borders = text::line_word(letters);
        if (!one_form || marked || !borders.plain) return nullptr;
        word = &words.find(letters, token.hash);
    }
    borders.plain = word->plain;
    borders.last = word->last;
    const Form& look = stretches_[form].form;
    const bool too_wide = measure > 0 && word->width * look.size + look.letter_spacing * static_cast<float>(word->clusters) > measure;
    return word->plain && !too_wide ? word : nullptr;
}

// As most stand in a book.
[[gnu::always_inline]] inline void Paragraph::add_space_between_words(std::size_t at) {
    const std::uint32_t form = form_at(at);
    Item glue = use_of(form).glue;
    glue.hang = edge_hang_;
    push(glue, origin_of({at, at + 1}, form));
    edge_hang_ = 0;
}

// None where not all borders between words are plain spaces.
std::span<const Token> Paragraph::tokens() {
    if (verbatim_ || !bidi_.levels.empty()) return {};
    if (stretches_.size() == 1 && known_.words == words_known_ && known_.table == use_of(0).words) return known_.tokens;
    if (!find_tokens(text::slice(text_, bytes_), room_->tokens)) return {};
    return room_->tokens;
}

// Nothing is added, and false given, where there are none.
bool Paragraph::prepare_words(Px measure) {
    const std::string_view own = text::slice(text_, bytes_);
    const std::span<const Token> tokens = this->tokens();
    if (tokens.empty()) return false;
    items_.reserve(tokens.size() * 4 + 4);
    origins_.reserve(tokens.size() * 4 + 4);
    const WordTable& ahead = *use_of(0).words;
    const auto fetch = [&](std::size_t i) {
        if (i < tokens.size() && tokens[i].word != nullptr)
            fetch_word(*tokens[i].word);
        else if (i < tokens.size())
            ahead.fetch_word(tokens[i].hash);
    };
    for (std::size_t i = 0; i < word_ahead; ++i) fetch(i);
    std::size_t rest = 0;  // all before this byte of the paragraph is added
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (i + place_ahead < tokens.size() && tokens[i + place_ahead].word == nullptr) ahead.fetch_place(tokens[i + place_ahead].hash);
        fetch(i + word_ahead);
        const Token& token = tokens[i];
        const bool last = i + 1 == tokens.size();
        const std::uint32_t form = form_at(bytes_.start + token.start);
        text::LineWord borders;
        const Word* word = word_of(token, form, measure, borders);
        const std::size_t next = last ? own.size() : tokens[i + 1].start;
        const bool parted = !last && text::parted_by_spaces(borders.last, text::first_line_class(own.substr(next)));
        if (rest < token.start || word == nullptr || (last ? token.end < next : !parted)) {
            if (!last && !parted) continue;
            add_segments({bytes_.start + rest, bytes_.start + (last ? next : token.end)}, measure);
        } else {
            tied_ = last;
            add_word(*word, bytes_.start + token.start, form);
        }
        if (next == token.end + 1 && !last)
            add_space_between_words(bytes_.start + token.end);
        else if (!last)
            add_spaces({bytes_.start + token.end, bytes_.start + next}, true);
        rest = next;
    }
    return true;
}

}  // namespace katern::typeset
