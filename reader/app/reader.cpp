#include "app/reader.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>
#include <utility>

#include "app/exporter.h"
#include "app/looking_back.h"
#include "app/meeting_desk.h"
#include "app/network_folders.h"
#include "app/network_look.h"
#include "app/reader_jobs.h"
#include "app/saving_page.h"
#include "app/searcher.h"
#include "app/setter.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr Px above_foot = 8;
constexpr Px least_text_height = 120;
constexpr notes::Milliseconds place_pause = 1'000;

}  // namespace

notes::Milliseconds steady_now() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void Inbox::post(std::function<void()> answer) {
    {
        const std::lock_guard lock(mutex_);
        answers_.push_back(std::move(answer));
    }
    if (wake_) wake_();
}

std::size_t Inbox::receive() {
    std::deque<std::function<void()>> taken;
    {
        const std::lock_guard lock(mutex_);
        taken.swap(answers_);
    }
    for (const std::function<void()>& answer : taken) answer();
    return taken.size();
}

Reader::Reader(LaunchOptions options, std::function<void()> wake)
    : receiver(std::make_unique<Receiver>(*this)),
      folders(std::make_unique<NetworkFolders>(*this)),
      network_look(std::make_unique<NetworkLook>(*this)),
      looking_back(std::make_unique<LookingBack>(*this)),
      saving(std::make_unique<SavingPage>(*this)),
      options_(std::move(options)),
      inbox_(std::make_shared<Inbox>(std::move(wake))),
      setter_(std::make_unique<Setter>(inbox_)),
      exporter_(std::make_unique<Exporter>(*this)) {
    settings.language = options_.language;
    const Result<std::filesystem::path> folder =
        platform::data_folder(options_.data ? std::optional<std::filesystem::path>(*options_.data) : std::nullopt);
    if (folder) {
        data_folder = folder->string();
        notes::StoreOptions store_options;
        store_options.folder = data_folder;
        window_name_.emplace(*folder);
        store_options.window = window_name_->text();
        store_ = std::make_unique<notes::StoreThread>(store_options, nullptr, [this, inbox = inbox_](const notes::Rescue& rescue) {
            inbox->post([this, rescue] { take_rescue(rescue); });
        });
        start_watching();
        load_settings();
        load_my_computers();
    } else {
        store_failure = folder.error();
        settings_known = true;
    }
    open_book(options_.book);
    if (!options_.import.empty()) receiver->open(options_.import, true);
}

Reader::~Reader() {
    saving.reset();
    meeting_desk.reset();
    network_look.reset();
    receiver.reset();
    folders.reset();
    exporter_.reset();
    searcher_.reset();
    watcher_.reset();
    my_watcher_.reset();
    stop_printing();
    if (printer_.joinable()) printer_.join();
    setter_.reset();
    if (worker_.joinable()) worker_.join();
    if (gatherer_.joinable()) gatherer_.join();
    if (opener_.joinable()) opener_.join();
    if (family_finder_.joinable()) family_finder_.join();
    store_.reset();
}

// --- Measures --------------------------------------------------------------------------------------------------------------

typeset::Style Reader::layout_style() const {
    typeset::Style style = fit(style_of(settings), space_, shows_spread());
    style.fit_pages = settings.flow != Flow::scroll;
    style.wide_tables = true;
    return style;
}

void Reader::set_space(const PageSpace& space) {
    if (space == space_) return;
    space_ = space;
    relayout();
}

typeset::Rect Reader::text_area() const {
    return {column_left(space_, width_of(layout_style(), shows_spread())), top_of_text, layout_style().measure,
            std::max(least_text_height, space_.height - top_of_text - foot_height - above_foot)};
}

PageFrame Reader::frame() const {
    PageFrame frame;
    frame.book = book.get();
    frame.entry = chapter_index;
    frame.layout = layout.get();
    frame.space = space_;
    frame.marks = marks;
    frame.language = settings.language;
    frame.words_a_minute = pace_.words_a_minute();
    frame.addresses = settings.addresses;
    frame.text_lengths = text_lengths_;
    if (selection && !adjusting) frame.selection = selection->range();
    if (settings.flow != Flow::scroll) {
        app::show_page(frame, page, shows_spread());
    } else {
        // What is just above the line that is being read stays in sight while one scrolls.
        const Px shown = std::max(0.0F, scroll + glide_);
        const Px above = shown <= 0 ? 0 : above_text;
        frame.text_top = top_of_text - above;
        frame.view_top = shown - above;
        frame.view_height = text_area().height + above;
    }
    add_hits(frame);
    return frame;
}

typeset::Point Reader::to_chapter(typeset::Point on_screen) const {
    const PageFrame shown = frame();
    if (shown.spread && on_screen.x >= right_page_left(shown) - gutter / 2)
        return {on_screen.x - right_page_left(shown), on_screen.y - shown.right_text_top + shown.right_top};
    return {on_screen.x - text_area().x, on_screen.y - shown.text_top + shown.view_top};
}

typeset::Point Reader::to_screen(typeset::Point in_chapter) const {
    const PageFrame shown = frame();
    if (shown.spread && in_chapter.y >= shown.right_top)
        return {in_chapter.x + right_page_left(shown), in_chapter.y - shown.right_top + shown.right_text_top};
    return {in_chapter.x + text_area().x, in_chapter.y - shown.view_top + shown.text_top};
}

// --- The book --------------------------------------------------------------------------------------------------------------

void Reader::take_book(Result<std::shared_ptr<const document::Book>> opened) {
    if (!opened) {
        if (book && chapter) {
            say(opened.error());  // the book that is open stays open
            return;
        }
        book_failure = opened.error();
        return;
    }
    close_editor();
    if (meeting_desk) meeting_desk->leave_book();
    together.reset();
    save_place();
    looking_back->another_book();  // what was typed there goes along, too
    folders->leave_book(known_book());
    ++generation_;
    book = *opened;
    book_failure.reset();
    title_page = false;
    chapter.reset();
    layout.reset();
    ahead_.clear();
    notes.clear();
    gathering_.reset();
    has_all_notes_ = false;
    ++notes_revision;
    my_notes_changed();
    marks.clear();
    selection.reset();
    caret.reset();
    attaching.clear();
    history_.clear();
    future_.clear();
    row.reset();
    edition_.reset();
    told_of_edition_ = false;
    text_lengths_.clear();
    close_find();
    focused_note.clear();
    conversation.reset();
    peers = Peers{};
    receiver->another_book();
    forget_own_look();
    pictures_ = open_pictures();
    chapter_index = 0;
    to_start();
    load_chapter(0);
    ask_store([id = book->id, path = book->path](notes::Store& store) { return store.seen_before(id, path); },
              [this, generation = generation_](Result<std::optional<notes::BookRow>> known) {
                  if (generation != generation_) return;
                  if (!known) return say(known.error());
                  if (*known) use_row(**known);
                  recognise();
              });
}

// Each that arrives draws the page anew; one that turned out to be broken has words in its place then.
std::shared_ptr<draw::Pictures> Reader::open_pictures() {
    if (!options_.pictures_come_later) return std::make_shared<draw::Pictures>(book);
    return std::make_shared<draw::Pictures>(book, [this, inbox = inbox_, generation = generation_] {
        inbox->post([this, generation] {
            if (generation == generation_ && pictures_->take_broken()) relayout();
        });
    });
}

void Reader::load_chapter(std::size_t index, std::size_t around) {
    Result<std::shared_ptr<const document::Chapter>> loaded = book->chapter(index);
    chapter_index = index;
    selection.reset();
    adjusting.reset();
    marks_here.reset();
    close_conversation();
    if (caret) caret = Caret{around, std::nullopt};
    footnote.reset();
    figure.reset();
    if (!loaded) {
        chapter.reset();
        layout.reset();
        book_failure = loaded.error();
        refresh_marks();
        return;
    }
    book_failure.reset();
    chapter = *loaded;
    glide_ = 0;
    lay_out(std::min(around, chapter->text.size()));
    to_start();
    place_in_this_chapter();
    if (!has_all_notes_) load_notes_of_chapter();
}

// The person is asked nothing where the book is known or new; where it is in doubt, they are.
void Reader::recognise() {
    if (worker_.joinable()) worker_.join();
    worker_ = std::jthread([this, opened = book, generation = generation_, inbox = inbox_] {
        auto edition = std::make_shared<notes::Edition>(notes::edition_of(*opened));
        inbox->post([this, edition, generation, lengths = text_lengths(*opened)] {
            if (generation != generation_) return;
            edition_ = *edition;
            text_lengths_ = lengths;
            searcher().index(book);
            ask_store([edition = *edition, path = book->path](notes::Store& store) { return store.recognise(edition, path); },
                      [this, generation](Result<notes::Recognition> recognition) {
                          if (generation != generation_) return;
                          if (!recognition) return say(recognition.error());
                          if (recognition->in_doubt()) {
                              row.reset();
                              sheet = SheetState{};
                              sheet.kind = Sheet::which_book;
                              sheet.doubts = recognition->doubts;
                          } else if (!row || row->key != recognition->book.key) {
                              use_row(recognition->book);
                          } else {
                              load_notes();  // now with what is known of them in this edition
                          }
                      });
        });
    });
}

void Reader::answer_which_book(std::optional<std::size_t> doubt) {
    if (!edition_) return;
    const std::optional<notes::BookKey> known =
        doubt && *doubt < sheet.doubts.size() ? std::optional(sheet.doubts[*doubt].key) : std::nullopt;
    sheet = SheetState{};
    ask_store(
        [known, edition = *edition_, path = book->path](notes::Store& store) {
            return known ? store.accept_as(*known, edition, path) : store.accept_as_new(edition, path);
        },
        [this, generation = generation_](Result<notes::BookRow> accepted) {
            if (generation != generation_) return;
            if (!accepted) return say(accepted.error());
            use_row(*accepted);
        });
}

void Reader::use_row(const notes::BookRow& known) {
    row = known;
    read_settings();
    title_page = !settings.started && book->path == "@katern";
    if (!known.place_chapter.empty() && place() == Place{}) {
        if (const std::optional<std::size_t> index = book->find(known.place_chapter)) {
            if (*index != chapter_index) load_chapter(*index);
            if (chapter) show(chapter->code_points.to_byte(chapter->text, known.place_offset));
        }
    }
    saved_place_ = place();
    load_notes();
}

std::string Reader::address_of(std::size_t block) const {
    return book && chapter_index < book->chapters.size() ? document::address(book->chapters[chapter_index], block) : std::string();
}

void Reader::show_page() {
    extract.reset();
    together.reset();
    if (meeting_desk) meeting_desk->close();
    while (looking_back->close_page()) {
    }
}

// --- Settings --------------------------------------------------------------------------------------------------------------

void Reader::set_size(Px size) {
    Settings changed = settings;
    changed.size = std::clamp(std::round(size * 2) / 2, smallest_size, largest_size);
    change_settings(changed);
}

void Reader::change_settings(const Settings& changed) {
    if (changed == settings) return;
    const Settings before = settings;
    settings = changed;
    save_settings(before);
    take_look(before);
}

// The first visible word stays where it is.
void Reader::take_look(const Look& before) {
    const Flow flow = settings.flow;
    settings.flow = before.flow;
    const std::size_t byte = place().byte;
    if (layout && !(layout->style() == layout_style())) relayout();
    settings.flow = flow;
    if (before.flow != flow) {
        if (layout && !(layout->style() == layout_style())) lay_out(byte);
        show(byte);
    }
    notice_typeface();
}

// --- The loop --------------------------------------------------------------------------------------------------------------

void Reader::say(Word word, const Arguments& arguments) {
    message = text(word, arguments);
    // Long enough to read it twice: about 15 characters a second.
    message_until = steady_now() + 3'000 + static_cast<notes::Milliseconds>(message.size()) * 65;
}

void Reader::say(const Error& error) {
    if (store_failure && store_failure->sentence == error.sentence) return;  // it stands at the foot already
    message = katern::say(error, settings.language);
    message_until = steady_now() + 6'000 + static_cast<notes::Milliseconds>(message.size()) * 65;
}

std::optional<notes::Milliseconds> Reader::tick() {
    has_answers_ = inbox_->receive() > 0;
    go_on_gliding();
    if (!figure) figure_pictures_.reset();  // they may be large
    const notes::Milliseconds now = steady_now();
    std::optional<notes::Milliseconds> next;
    const auto want = [&](notes::Milliseconds at) { next = next ? std::min(*next, at) : at; };

    if (editor && !editor->is_saved()) {
        save_editor(false);
        want(editor->failure ? std::max(retry_at_, now + 100) : now + 100);
    }
    if (!unsaved_.empty()) {
        if (now >= retry_at_) retry_unsaved();
        want(retry_at_);
    }
    if (meeting_desk)
        if (const auto at = meeting_desk->tick(now)) want(*at);
    if (!message.empty()) {
        if (now >= message_until) {
            message.clear();
            has_answers_ = true;
        } else {
            want(message_until);
        }
    }
    if (const auto at = looking_back->tick(now)) want(*at);
    watch_pace(options_.clock ? options_.clock() : now);
    if (my_computers.look_at != 0) {
        if (now >= my_computers.look_at) update_my_computers(false);
        if (my_computers.look_at != 0) want(my_computers.look_at);
    }
    if (const auto at = folders->tick(now)) want(*at);
    if (const auto at = receiver->tick(now)) want(*at);
    if (row && chapter && place() != saved_place_) {
        if (place_changed_ == 0) place_changed_ = now;
        if (now - place_changed_ >= place_pause) {
            save_place();
        } else {
            want(place_changed_ + place_pause);
        }
    }
    return next;
}

void Reader::save_place() {
    place_changed_ = 0;
    if (!row || !chapter || !book) return;
    const Place here = place();
    if (here == saved_place_) return;
    saved_place_ = here;
    ask_store([key = row->key, id = chapter->id, at = chapter->code_points.from_byte(chapter->text, here.byte)](
                  notes::Store& store) { return store.set_place(key, id, at); },
              [this](Result<void> saved) {
                  if (!saved) say(saved.error());
              });
}

bool Reader::ready_to_go() {
    if (!quit) return false;
    close();
    if (!has_unsaved() && !(meeting_desk && meeting_desk->has_unsaved()) && !looking_back->has_unsaved()) return true;
    if (!warned_of_unsaved_) {
        warned_of_unsaved_ = true;
        quit = false;
        say(Word::message_unsaved);
        return false;
    }
    if (editor && !editor->is_saved()) unsaved_[editor->id] = editor->body();
    for (const auto& [id, body] : unsaved_) std::cerr << text(Word::message_unsaved_words, {body}) << "\n";
    std::vector<std::string> others = looking_back->unsaved_words();
    if (meeting_desk)
        for (std::string& words : meeting_desk->unsaved_words()) others.push_back(std::move(words));
    for (const std::string& words : others)
        std::cerr << text(Word::message_unsaved_words, {words}) << "\n";
    return true;
}

void Reader::close() {
    close_editor();
    save_place();
    if (!my_computers.folder.empty()) update_my_computers(false);
    // A row that was not made yet has its words when it is.
    for (int round = 0; round < 2; ++round) {
        looking_back->close();
        if (meeting_desk) meeting_desk->save_now();
        if (store_) store_->flush();
        inbox_->receive();
    }
    folders->close();
}

std::optional<KnownBook> Reader::known_book() const {
    if (!book || !row || !edition_) return std::nullopt;
    return KnownBook{book, *edition_, row->key};
}

std::string Reader::undo_window() const { return window_name_ ? window_name_->text() : std::string("window-1"); }

}  // namespace katern::app
