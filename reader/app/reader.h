// A running reader as plain state plus named operations. No Dear ImGui, no GLFW: the window draws this state and calls these
// operations, and so do the tests.
//
// One thread, the window's, owns a Reader. What takes time goes to the store's thread or to the worker; their answers come back
// through the Inbox and are taken in by receive(), so that nothing here is ever written from another thread.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "app/chapter_notes.h"
#include "app/destination.h"
#include "app/finding.h"
#include "app/notes_list.h"
#include "app/pace.h"
#include "app/operations.h"
#include "app/page_frame.h"
#include "app/print.h"
#include "app/reader_state.h"
#include "app/receiving.h"
#include "app/settings.h"
#include "app/text_edit.h"
#include "document/document.h"
#include "draw/draw.h"
#include "notes/notes.h"
#include "platform/platform.h"
#include "typeset/typeset.h"

namespace katern::app {

class Exporter;
class LookingBack;
class MeetingDesk;
class NetworkFolders;
class NetworkLook;
class SavingPage;
class Searcher;
class Setter;
struct Gathered;
struct Gathering;
struct Hung;
struct ToPlace;
enum class CaretStep : std::uint8_t;

// Why the next frame is drawn. No reason, no frame.
enum class Reason : std::uint8_t { input, answer, caret, motion, first };

// Answers from other threads, in order. Any thread posts, the window's takes.
class Inbox {
public:
    explicit Inbox(std::function<void()> wake) : wake_(std::move(wake)) {}
    void post(std::function<void()> answer);
    // Runs what has come in; returns how many.
    std::size_t receive();

private:
    std::function<void()> wake_;
    std::mutex mutex_;
    std::deque<std::function<void()>> answers_;
};

struct LaunchOptions {
    std::string book = "@katern";
    std::optional<std::string> data;
    Language language = Language::nl;
    std::function<notes::Milliseconds()> clock;  // steady, that the pace is measured by; empty: steady_now
    std::vector<std::string> import;             // files with notes, to be looked at first
    bool pictures_come_later = false;            // decoded on another thread; else whoever draws a page waits for them
};

// Steady milliseconds, for pauses in typing and messages that go by themselves.
[[nodiscard]] notes::Milliseconds steady_now();

class Reader {
public:
    // `wake`: makes the window's loop come round; any thread.
    Reader(LaunchOptions options, std::function<void()> wake);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    // --- State that views read
    std::shared_ptr<const document::Book> book;
    std::shared_ptr<const document::Chapter> chapter;           // null: the book could not be opened
    std::shared_ptr<const typeset::ChapterLayout> layout;
    std::size_t chapter_index = 0;
    std::optional<Error> book_failure;                          // why there is no page
    std::optional<notes::Rescue> rescued;                       // what the person has not put away yet
    std::optional<Error> store_failure;                         // why nothing can be kept
    std::string data_folder;
    Settings settings;                                          // as they hold now, a book's own look included
    bool settings_known = false;
    bool own_look = false;                                      // what is changed in the look is kept for this book only

    Px scroll = 0;          // flow scroll: y of the chapter at the window's top line
    std::size_t page = 0;   // flow pages and spread: the (left) one that is shown
    bool title_page = false;

    std::vector<PlacedNote> notes;                              // in reading order, orphans last
    std::uint64_t notes_revision = 0;                           // grows whenever they change
    std::vector<draw::Mark> marks;                              // those in sight and around it, as the page shows them
    std::optional<Selection> selection;
    bool selecting = false;                                     // the mouse is down
    std::optional<Pressed> drag_from;                           // what it went down on
    bool dropped_selection = false;                             // that press let go of a selection, and does no more
    std::optional<Caret> caret;                                 // only in the mode in which the keys move it
    std::optional<Adjusting> adjusting;
    std::optional<MarksHere> marks_here;
    std::string attaching;                                      // id of the note that waits for the words it belongs to
    std::string focused_note;                                   // id of the mark that has the focus
    std::size_t picked_at = 0;                                  // byte where it was picked
    std::optional<NoteEditor> editor;
    Find find;
    GoingTo going_to;
    SheetState sheet;
    std::optional<Printing> printing;
    MyComputers my_computers;
    Peers peers;
    std::optional<Conversation> conversation;
    std::optional<Receiving> receiving;
    std::unique_ptr<Receiver> receiver;                         // what is done with it (receiving.h)
    std::unique_ptr<NetworkFolders> folders;                    // network_folders.h
    std::optional<OpenFootnote> footnote;
    std::optional<OpenFigure> figure;
    std::optional<Extract> extract;
    std::optional<SeeingTogether> together;
    std::unique_ptr<NetworkLook> network_look;                  // what makes Samen (network_look.h)
    std::unique_ptr<MeetingDesk> meeting_desk;                  // Bijeenkomst, once it was opened (meeting_desk.h)
    std::unique_ptr<LookingBack> looking_back;                  // decisions, reflection, Terugblik (looking_back.h)
    std::unique_ptr<SavingPage> saving;                         // a page that Katern made (saving_page.h)
    bool bar_open = false, contents_open = false, notes_open = false, comfort_open = false;
    bool bar_pinned = false;                                    // by key, not by the pointer's nearness
    ComfortState comfort;
    std::vector<std::string> families;                          // of the system, once they were asked for
    std::string missing_typeface;                               // that was chosen and is not on this system; another stands in
    std::optional<PutAway> full_screen;                         // only while it is
    bool may_move = false;                                      // the desktop has not asked for less motion: until it has answered, nothing moves
    std::size_t reading_byte = 0;                               // of the line that the reading line is at
    bool reading_by_keys = false;                               // the pointer leads it no longer
    TextEdit notes_query{TextEdit::Lines::one};
    NotesFilter notes_filter;                                   // its words are notes_query's
    NotesOrder notes_order;
    NotesList notes_list;                                       // brought up to date by list_notes()
    ChosenNotes chosen_notes;                                         // several, to be changed together
    NotesPart notes_part = NotesPart::none;
    std::string tag_field;                                      // id of the field that a tag is being typed in
    TextEdit tag_edit{TextEdit::Lines::one};                    // that tag
    std::size_t tag_choice = 0;                                 // which of the tags that are offered
    Px notes_scroll = 0, contents_scroll = 0;
    std::string message;                                        // one quiet line at the foot
    notes::Milliseconds message_until = 0;
    std::optional<notes::Step> undo_step, redo_step;            // what undo and redo would take next
    std::vector<notes::BookRow> recent;
    std::optional<notes::BookRow> row;                          // the book in the store, once it is known
    std::string to_clipboard;                                   // for the window to put there
    bool quit = false;

    // --- The window's measures, px at 100%; a change sets the chapter anew and keeps the place
    void set_space(const PageSpace& space);
    [[nodiscard]] const PageSpace& space() const { return space_; }
    [[nodiscard]] typeset::Style layout_style() const;
    // What of the chapter is shown, and where.
    [[nodiscard]] PageFrame frame() const;
    // Two pages stand side by side.
    [[nodiscard]] bool shows_spread() const { return settings.flow == Flow::spread && has_room_for_spread(space_); }
    // A chapter as it will be shown when one comes to it, where it is set already; its pictures may still be on their way.
    [[nodiscard]] std::shared_ptr<const typeset::ChapterLayout> ahead(const document::Chapter& coming) const;
    // After the view has moved: what it shows is set, if it wasn't yet.
    void fill_view();
    // Between the window and the chapter: x from the left of the column, y from the chapter's top.
    [[nodiscard]] typeset::Point to_chapter(typeset::Point on_screen) const;
    [[nodiscard]] typeset::Point to_screen(typeset::Point in_chapter) const;
    // The text between the running title and the foot.
    [[nodiscard]] typeset::Rect text_area() const;

    // --- Reading
    void open_book(const std::string& where);
    void go_to(Place place, bool remember = true);
    void show_page();  // what stood in its place goes: Samen, Bijeenkomst, Terugblik, the extract
    // The places from which one jumped: by a link, the contents, a note, a search, a name.
    void go_back();
    void go_forward();
    [[nodiscard]] bool can_go_back() const { return !history_.empty(); }
    [[nodiscard]] bool can_go_forward() const { return !future_.empty(); }
    void remember_place();  // before a jump
    [[nodiscard]] Place place() const;
    // `glides`: where things may move, the page follows within glide_time.
    void scroll_by(Px dy, bool glides = true);
    // A table that is wider than the page (index in ChapterLayout::wide_tables): px to the right, as far as it goes.
    void shift_table(std::size_t table, Px by);
    void reveal_in_table(std::size_t byte);  // so that it is in sight, when a wide table holds it
    void turn_page(int by);
    void next_chapter();
    void previous_chapter();
    void to_start();
    void to_end();
    void set_size(Px size);
    void change_settings(const Settings& changed);
    // Of the windows that are open on these notes, the one that was there first.
    [[nodiscard]] bool is_first_window() const { return !window_name_ || window_name_->text() == "window-1"; }
    // Looks for the typefaces of the system, on another thread; they come in `families`.
    void find_families();
    // Whether the typeface that was missing is there again: asked when the person comes back to the window. It is then used.
    void look_for_typeface();
    void set_full_screen(bool full);
    // Another window on this book, as a process of its own.
    void open_new_window();
    std::function<Result<void>(const std::vector<std::string>&)> start_window = platform::start_another;
    // Asks the desktop for its colours and whether things may move, and hears when that changes. Not before the first page is shown.
    void follow_desktop();
    void take_preferences(const platform::Preferences& preferences);
    // The reading line, one line up or down; it turns the page or scrolls where it must.
    void move_reading_line(int by);
    void reset_look();
    // From now on the look belongs to this book alone, or (false) it is everyone's again.
    void keep_look_for_book(bool only);
    // Of the settings and, where they follow it, of the desktop.
    [[nodiscard]] const draw::Theme& theme() const;
    void follow_link(const std::string& target);
    // Where a link of this chapter leads, in words; empty for nothing worth saying.
    [[nodiscard]] std::string where_leads(const std::string& target) const;
    void open_footnote(std::size_t index, std::size_t byte);
    // The open one, as it stands at the end of the chapter; going back leads to the mark.
    void go_to_footnote();
    // The open one's text in the book's type.
    [[nodiscard]] std::shared_ptr<const typeset::ChapterLayout> footnote_layout(Px measure);
    // A text in the look of the page.
    [[nodiscard]] std::shared_ptr<const typeset::ChapterLayout> set_text_of(std::shared_ptr<const document::Chapter> text);
    void open_figure(std::size_t figure);  // index in ChapterLayout::figures
    [[nodiscard]] std::string caption_of(const OpenFigure& shown) const;
    // How fast the person reads; nothing before enough pages are known.
    [[nodiscard]] std::optional<int> words_a_minute() const { return pace_.words_a_minute(); }

    // --- Finding
    void open_find();
    void close_find();
    bool search();                    // what the panel asks for, when that is something new; false: it goes on in the next frame
    void step_hit(int by);            // to the next or the previous one, around the ends of the book
    void go_to_hit(std::size_t index);
    [[nodiscard]] std::optional<Hit> hit(std::size_t index) const;
    [[nodiscard]] HitsHere hits_here() const;
    void open_going_to();
    [[nodiscard]] std::optional<Destination> destination_of(const std::string& typed) const;
    bool go_to_named(const std::string& typed);  // false: there is no such place

    // --- Selecting
    void press_on(std::size_t byte, Grain grain);  // of more than letters: selects at once
    void drag_to(std::size_t byte);
    void select_all_of_chapter();
    // The letter under a point of the chapter, not the border nearest to it.
    [[nodiscard]] std::size_t letter_at(typeset::Point in_chapter) const;
    void toggle_caret();
    void place_caret(std::size_t byte);
    void move_caret(CaretStep step, bool select);
    // Scrolls or turns as little as is needed.
    void bring_into_sight(std::size_t byte);

    // --- Marking. Each is one transaction and one undo step; the answer updates `notes`
    void mark_selection(const std::string& category);
    void note_on_selection();
    // Of the marks at a place the shortest; where that is picked already, the next one.
    void pick_at(std::size_t byte);
    void pick(const std::string& id);  // opens its note, if it has one
    // Two marks or more lie where the caret is, else where one was picked.
    [[nodiscard]] std::vector<const PlacedNote*> marks_at_hand() const;
    void list_marks_here();
    [[nodiscard]] bool can_adjust(const std::string& id) const;
    void start_adjusting(const std::string& id, bool end, bool by_keys);
    void swap_ends();
    void finish_adjusting();  // keeps id, note, category, tags and replies
    void leave_adjusting();   // as it was
    void edit_note(const std::string& id);
    // An answer to the question of the book in this block: the last one, or a new one.
    void answer_question(std::size_t block, bool anew);
    void close_editor();  // saves first
    void set_category(const std::string& id, const std::string& category);
    void remove_note(const std::string& id);
    // A bookmark where the page begins; where one is in sight already, that is taken away.
    void toggle_bookmark();
    [[nodiscard]] const PlacedNote* bookmark_in_sight() const;
    void undo();
    void redo();
    void focus_note(const std::string& id);  // "": none
    void copy(const std::string& copied, Word said);
    [[nodiscard]] std::string selected_text() const;
    [[nodiscard]] std::string quotation() const;  // selected text with source and address
    [[nodiscard]] const PlacedNote* find_note(const std::string& id) const;
    [[nodiscard]] std::vector<const PlacedNote*> notes_at(std::size_t byte) const;  // of this chapter, shortest first
    // Of this chapter, in its order; what else was ever written costs nothing.
    [[nodiscard]] std::vector<const PlacedNote*> notes_touching(text::Range bytes) const;
    [[nodiscard]] std::vector<const PlacedNote*> notes_in_sight() const;
    [[nodiscard]] const ChapterNotes& notes_here() const;
    void go_to_note(const std::string& id);
    [[nodiscard]] bool can_mark() const { return selection && !adjusting && !selection->range().empty() && row.has_value(); }

    // --- Others on the page (peers.h)
    [[nodiscard]] bool is_shown(const PlacedNote& placed) const;  // in the margin: mine always
    [[nodiscard]] std::string name_of(const notes::Profile& person) const;
    void show_peers(bool shown);
    void show_person(const std::string& profile, bool shown);
    void step_peers(int by);  // to the next or the previous passage, and its conversation
    void open_conversation(notes::AnnotationKey note, bool by_keys = false);
    void close_conversation();
    [[nodiscard]] const PeersPassage* passage_talked_about() const;  // null: none is open
    [[nodiscard]] const PlacedNote* find_note(notes::AnnotationKey key) const;
    void reply_to(notes::AnnotationKey note);  // mine: it is edited
    // The reply that is being written is kept as it is typed, for me alone; posting shares it with the networks that see what
    // it replies to.
    void post_reply();
    [[nodiscard]] std::vector<std::string> networks_of_reply() const;

    // --- Networks (notes/networks.h)
    void load_networks();
    [[nodiscard]] std::string network_name(const std::string& id) const;
    // "netwerk: Regio Oost", "privé".
    [[nodiscard]] std::string visibility_of(const notes::Annotation& note) const;
    void open_networks(const std::string& id = {});
    void look_at_network(const std::string& id);  // in the sheet
    void name_network();                          // as typed in the sheet
    void make_network();
    void count_network_as(const std::string& id, const std::string& mine);
    void set_first_self(bool wanted);             // with the day that is typed
    // With one network a note is shared at once; else, and before something is taken back that may be elsewhere already, the
    // sheet asks.
    void open_sharing(const std::vector<std::string>& ids);
    void save_sharing();
    void open_outgoing();
    void take_back(const std::string& id, const std::string& network);
    void take_back_in_meeting(const notes::LeavingMeeting& written);

    // --- A new edition of the book (edition.h)
    // In reading order; orphans last.
    [[nodiscard]] std::vector<const PlacedNote*> notes_that_are(notes::How how) const;
    void open_edition_report(bool renewed);
    // Each is a further anchor, and one undo step.
    void accept_place(const std::string& id);                        // where it was found is where it belongs
    void attach(const std::string& id, std::size_t chapter_at, text::Range bytes);
    void start_attaching(const std::string& id);                     // to the words that will be selected
    void attach_to_selection();
    void keep_loose(const std::string& id);                          // it has no place in this edition

    // --- The list of notes, and several of them at once
    // One slice of work; false: the list isn't as it was asked for yet.
    bool list_notes();
    void clear_notes_filter();
    [[nodiscard]] const std::vector<TagCount>& known_tags();
    // Each of these is one transaction and one undo step, of those that are mine.
    void set_category(const std::vector<std::string>& ids, const std::string& category);
    void add_tag(const std::vector<std::string>& ids, const std::string& tag);
    void remove_tag(const std::vector<std::string>& ids, const std::string& tag);
    // On all notes that have it. Where the new one is there already, the two become one.
    void rename_tag(const std::string& from, const std::string& to);
    void set_shared(const std::vector<std::string>& ids, bool shared);
    void remove_notes(const std::vector<std::string>& ids);
    // Those of the extract: what the list shows, without bookmarks. Indices in `notes`.
    [[nodiscard]] std::vector<std::uint32_t> extracted();
    void open_extract();
    // To a place that a view names, which is left for the page.
    void read_at(const std::string& chapter, std::size_t code_point);
    void print_extract();
    void remove_chosen();
    void open_rename_tag(const std::string& tag);

    // --- Sharing and keeping
    void ask_name_then(std::function<void()> after);
    void save_name();
    [[nodiscard]] Exporter& exporter() { return *exporter_; }  // exporter.h
    void copy_database(const std::string& path);
    // Leaves what is mine in the folder and takes what other computers left there. `asked`: says how it went.
    void update_my_computers(bool asked);
    void choose_my_folder();
    void use_my_folder(const std::string& folder);  // empty: none any more; what lies in it stays
    void choose_my_file(bool leave);                // a single file, to leave everything in or to take it from
    void take_my_path(const std::string& typed);    // what was typed or chosen for SheetState::my_path
    void become_mine(bool yes);
    void answer_which_book(std::optional<std::size_t> doubt);  // nothing: a new book
    // By the desktop's own dialog; where there is none, the sheet that is open shows a field for the path instead.
    void choose_book(bool folder);
    void choose_where_to_copy();
    // What was typed or chosen in a sheet ("~" is the home folder). The sheet stays, with the reason, when it fails.
    void open_from_sheet(const std::string& typed);
    void copy_from_sheet(const std::string& typed);
    // The sheet's order: set on a thread of its own, written whole, and opened in the system's own program.
    void choose_where_to_print();
    void print_from_sheet(const std::string& typed);
    void stop_printing();
    void show_data_folder();
    void open_backups();
    void bring_back_chosen();         // the backup that is chosen in the sheet
    void open_trash();
    void put_back_picked();           // from the trash, in one step
    void begin_reading(Place place);  // leaves the title page for good
    // Runs on the window's thread, at its next round; any thread may call it.
    void later(std::function<void()> task) { inbox_->post(std::move(task)); }

    // --- The loop
    // Takes in answers; saves what was typed; lets messages go. Returns the steady time at which it wants to be called again
    // without any input, or nothing.
    std::optional<notes::Milliseconds> tick();
    void say(Word word, const Arguments& arguments = {});
    void say(const Error& error);
    [[nodiscard]] std::string text(Word word, const Arguments& arguments = {}) const { return katern::say(word, settings.language, arguments); }
    // Saves the note and the place, waits until the store has them.
    void close();
    // After `quit`: closes. Where words could not be saved it says so and stays; asked a second time it goes, and leaves
    // them on standard error.
    [[nodiscard]] bool ready_to_go();
    [[nodiscard]] bool has_unsaved() const { return !unsaved_.empty() || (editor && !editor->is_saved() && !editor->has_no_words()); }
    // Something that was changed by another window is read again.
    void others_wrote();

    [[nodiscard]] typeset::Fonts& fonts() { return fonts_; }
    [[nodiscard]] draw::Pictures& pictures() { return *pictures_; }
    [[nodiscard]] draw::Pictures& figure_pictures() { return *figure_pictures_; }  // while a figure is open
    [[nodiscard]] platform::Desktop& desktop() { return desktop_; }
    [[nodiscard]] std::string address_of(std::size_t block) const;
    // Of the whole text; empty until a thread has read all of it.
    [[nodiscard]] std::string edition_hash() const { return edition_ ? edition_->hash : std::string(); }
    [[nodiscard]] bool has_answers() const { return has_answers_; }
    // --- What parts of the reader that are classes of their own need of it (reader_jobs.h)
    template <class Job, class Then>
    void ask_store(Job job, Then then);                         // then(Result<T>) on this thread
    [[nodiscard]] std::optional<KnownBook> known_book() const;  // nothing: its whole text is not known yet
    [[nodiscard]] bool has_all_notes() const { return has_all_notes_; }  // of the book; else `notes` are those of chapters in sight
    [[nodiscard]] std::uint64_t generation() const { return generation_; }  // of the book: an answer for an older one is dropped
    [[nodiscard]] std::string undo_window() const;              // whose undo steps a further connection to the notes makes
    // By the desktop's own dialog. `typed`: what the path field of the sheet begins with when there is none.
    void choose(platform::FileRequest request, Sheet sheet_kind, std::function<void(const std::string&)> chosen, const std::string& typed);
    void change_notes(notes::Action action, std::vector<notes::Change> changes);
    void reload_note(const std::string& id);                    // it was written by a part
    void load_notes();
    void look_at_steps();
    void change_network(std::function<Result<void>(notes::Store&)> change);
    void notes_may_leave();                                     // something that is shared has changed
    // Another book, on a thread of its own; the open one stays until it is there.
    void open_behind(const std::string& where, std::function<void(const Error&)> failed);
    // Something moves by itself until then: the next frame is drawn for that.
    [[nodiscard]] bool is_moving() const { return glide_ != 0; }

private:
    [[nodiscard]] Searcher& searcher();
    bool collect_words();
    [[nodiscard]] std::size_t nearest_hit() const;
    void show_range(std::size_t byte);
    void add_hits(PageFrame& frame) const;  // those in view
    // And so many heights of the view above and below.
    [[nodiscard]] text::Range bytes_in_sight(float screens) const;
    // `around`: the byte that will be looked at.
    [[nodiscard]] std::shared_ptr<draw::Pictures> open_pictures();
    void load_chapter(std::size_t index, std::size_t around = 0);
    [[nodiscard]] std::shared_ptr<const typeset::ChapterLayout> set_part(std::size_t around);
    void use_layout(const std::shared_ptr<const typeset::ChapterLayout>& next);
    void lay_out(std::size_t around);
    void set_neighbours();
    void take_whole(const std::shared_ptr<const typeset::ChapterLayout>& whole);
    void use_waiting_whole();
    void set_what_is_seen();
    void relayout();
    [[nodiscard]] Px end_of_scroll() const;
    void clamp_scroll();
    void glide_from(Px scroll_before);
    void go_on_gliding();
    void show(std::size_t byte);
    void take_book(Result<std::shared_ptr<const document::Book>> opened);
    void read_first_chapters(std::shared_ptr<const document::Book> opened, const std::optional<notes::BookRow>& known);
    void recognise();
    void use_row(const notes::BookRow& known);
    void load_notes_of_chapter();
    void gather_notes();
    void gather_portion(notes::AnnotationKey after);
    void take_notes(Gathered gathered);
    void place_in_this_chapter();
    void place_all();
    void place(ToPlace waiting);
    using Places = std::unordered_map<notes::AnnotationKey, Hung>;
    void take_places(Places found);
    void keep_places(const std::string& edition, std::vector<std::pair<notes::AnnotationKey, notes::Resolution>> found);
    void refresh_marks();
    void follow_marks();     // after the view has moved
    void notes_changed();
    void refresh_peers();
    void veil_notes();
    void keep_peers();
    void step_peers_over_chapters(int by);
    void load_peers();
    void say_taken_back(const Result<void>& done);
    void update_note(const notes::Annotation& annotation);
    void add_mark(const std::string& category, bool open_editor);
    void say_step(const notes::UndoOutcome& outcome, Word done);
    void hang_anew(const std::string& id, const document::Chapter& in, text::Range bytes, notes::Action action, Word said);
    void tell_of_new_edition();
    void save_editor(bool now);
    void send_draft();
    void send_body(const std::string& id, const std::string& body, const std::string& join, std::uint64_t revision);
    void retry_unsaved();
    void save_place();
    void watch_pace(notes::Milliseconds now);
    void load_settings();
    void save_settings(const Settings& before);
    void read_settings();
    void take_settings(const KeptSettings& kept);
    void notice_typeface();
    void take_look(const Look& before);
    void forget_own_look();
    void save_rows(Rows rows);
    void start_watching();
    void take_rescue(const notes::Rescue& rescue);
    void load_my_computers();
    void my_notes_changed();
    void take_my_file(const std::string& path);
    void say_brought(const notes::Brought& brought);
    void start_printing(std::shared_ptr<const document::Book> printed, const PrintOrder& order, std::vector<share::Passage> passages);
    void finish_printing(const Result<PrintReport>& printed);

    LaunchOptions options_;
    std::shared_ptr<Inbox> inbox_;
    typeset::Fonts fonts_;
    typeset::Hyphenation hyphenation_;
    std::shared_ptr<draw::Pictures> pictures_, figure_pictures_;
    struct {
        std::size_t chapter = SIZE_MAX, index = 0;
        typeset::Style style;
        std::shared_ptr<const typeset::ChapterLayout> layout;
    } footnote_set_;
    Pace pace_;
    PageSpace space_;
    Px glide_ = 0;       // how far the page still is from `scroll`
    Px glide_length_ = 0;
    notes::Milliseconds glide_began_ = 0;  // steady
    mutable std::optional<draw::Theme> own_theme_;  // made from the colours that were chosen last
    std::jthread family_finder_;
    Look shared_look_;   // of all books that have none of their own
    Rows own_rows_;      // in what this book differs from it
    std::uint64_t settings_revision_ = 0;  // grows with what is written of them
    typeset::Family noticed_family_ = typeset::Family::serif;
    bool looking_for_typeface_ = false;
    std::vector<Place> history_, future_;  // where Back and Forward lead, the nearest last
    std::optional<notes::Edition> edition_;
    std::vector<std::size_t> text_lengths_;  // of the chapters, as soon as they are known; see PageFrame
    bool told_of_edition_ = false;
    std::jthread opener_;
    std::uint64_t openings_ = 0;  // grows with each book that is asked for: the last one is shown
    std::shared_ptr<Gathering> gathering_;  // notes that are on their way
    std::jthread gatherer_;
    bool has_all_notes_ = false;
    mutable ChapterNotes notes_here_;
    mutable std::uint64_t notes_here_revision_ = ~0ULL;
    mutable std::size_t notes_here_chapter_ = SIZE_MAX;
    mutable FoundNotes found_notes_;
    text::Range marked_;  // bytes that `marks` are of
    std::uint64_t placing_ = 0;  // grows with each time that the worker is sent; answers of an earlier time are dropped
    std::uint64_t generation_ = 0;  // of the book; answers for an older one are dropped
    // Words that the store refused after their editor was closed, by note. They are tried again until they are kept.
    std::map<std::string, std::string> unsaved_;
    notes::Milliseconds retry_at_ = 0;  // steady
    bool warned_of_unsaved_ = false;
    notes::Milliseconds place_changed_ = 0;
    Place saved_place_;
    bool has_answers_ = false;
    platform::Desktop desktop_;
    std::optional<platform::WindowName> window_name_;  // whose undo steps
    std::unique_ptr<notes::StoreThread> store_;
    std::unique_ptr<platform::Watcher> watcher_, my_watcher_;
    std::jthread worker_, printer_;
    std::unique_ptr<Searcher> searcher_;  // made when it is first needed
    std::uint64_t search_generation_ = 0;
    std::unique_ptr<Setter> setter_;
    std::unique_ptr<Exporter> exporter_;
    std::vector<std::shared_ptr<const typeset::ChapterLayout>> ahead_;  // the chapters beside this one, once they are set
    struct {
        std::uint64_t notes = ~0ULL, choice = ~0ULL;
        std::size_t chapter = SIZE_MAX;
    } peers_of_;  // what `peers.here` was made of
    std::vector<TagCount> tags_;
    std::uint64_t tags_revision_ = ~0ULL;  // of the notes that they were counted in
    Px turned_ = 0;  // scrolled, but not yet enough to turn a page
    // Set, but its pages begin elsewhere than the one that is shown: used when the page is turned.
    std::shared_ptr<const typeset::ChapterLayout> waiting_whole_;
};

}  // namespace katern::app
