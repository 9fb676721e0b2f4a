#include "app/looking_back.h"

#include <algorithm>

#include "app/network_folders.h"
#include "app/reader_jobs.h"
#include "app/saving_page.h"
#include "words/words.h"

namespace katern::app {

LookingBack::LookingBack(Reader& reader)
    : decisions(reader), reflecting(reader), second_look(reader), reader_(reader) {}
LookingBack::~LookingBack() = default;

void LookingBack::frame(bool page_shown) {
    decisions.look(page_shown);
    reflecting.frame(page_shown);
    second_look.frame(page_shown);
    if (view && view->of_notes != reader_.notes_revision) load();
}

std::optional<notes::Milliseconds> LookingBack::tick(notes::Milliseconds now) {
    const std::optional<notes::Milliseconds> outcome = decisions.outcome.tick(now), answer = reflecting.tick(now);
    return !outcome ? answer : answer ? std::min(*outcome, *answer) : outcome;
}

void LookingBack::another_book() {
    decisions.forget();
    reflecting.another_book();
    second_look.another_book();
    view.reset();
}

void LookingBack::meetings_changed() {
    decisions.changed();
    if (view) load();
    if (reader_.is_first_window()) reader_.folders->update(false);
}

void LookingBack::close() {
    decisions.outcome.close();
    decisions.outcome.save_now();
    reflecting.close();
    reflecting.save_now();
}

std::vector<std::string> LookingBack::unsaved_words() const {
    std::vector<std::string> words;
    decisions.outcome.add_unsaved(words);
    reflecting.add_unsaved(words);
    return words;
}

void LookingBack::open() {
    reader_.close_editor();
    reader_.comfort_open = false;
    reader_.show_page();
    close_card();
    view = LookBackView{};
    load();
    second_look.load();
}

void LookingBack::load() {
    const std::optional<KnownBook> known = reader_.known_book();
    if (!known || !view) return;
    if (loading_) {
        again_ = true;
        return;
    }
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!now) {
        view->failure = now.error();
        return;
    }
    view->of_notes = reader_.notes_revision;
    loading_ = true;
    reader_.ask_store([known, now = *now](notes::Store& store) { return look_back_at(store, *known, now); },
                      [this, generation = reader_.generation()](Result<LookedBack> looked) {
                          loading_ = false;
                          if (!view || generation != reader_.generation()) return;
                          if (!looked) {
                              view->failure = looked.error();
                              return;
                          }
                          view->failure.reset();
                          view->all = std::make_shared<const LookedBack>(std::move(*looked));
                          show();
                          if (std::exchange(again_, false)) load();
                      });
}

// What was picked is told by its ids, which outlive a reading.
void LookingBack::show() {
    std::vector<std::string> picked;
    for (const std::size_t i : view->picked) picked.push_back(view->shown.moments[i].id);
    view->shown = share::look_back(share::moments_of(view->all->moments, view->network, view->chapter));
    view->picked.clear();
    for (std::size_t i = 0; i < view->shown.moments.size(); ++i)
        if (std::find(picked.begin(), picked.end(), view->shown.moments[i].id) != picked.end())
            view->picked.push_back(i);
    if (!view->table) return;
    const LookBackOrder order{view->network, view->chapter, reader_.settings.language, 0};
    view->report = report_of(*view->all, *reader_.book, order);
}

void LookingBack::show_table(bool table) {
    view->table = table;
    if (view->all) show();
}

void LookingBack::choose(const std::string& network, const std::string& chapter) {
    decisions.outcome.close();
    view->network = network;
    view->chapter = chapter;
    view->picked.clear();
    if (view->all) show();
}

void LookingBack::pick(std::vector<std::size_t> moments) {
    decisions.outcome.close();
    view->picked = std::move(moments);
}

bool LookingBack::close_card() {
    if (decisions.outcome.is_open()) return decisions.outcome.close(), true;
    if (decisions.opened()) return decisions.close(), true;
    return false;
}

bool LookingBack::close_page() {
    if (reflecting.page) return reflecting.close(), true;
    if (!view) return false;
    decisions.outcome.close();
    view.reset();
    return true;
}

void LookingBack::save() {
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!view || !view->all || !now || !reader_.book) return;
    const LookBackOrder order{view->network, view->chapter, reader_.settings.language, *now};
    PageToSave page;
    page.title = reader_.text(Word::look_back_title);
    const std::size_t private_ones = private_in(*view->all, order);
    if (private_ones > 0)
        page.explained = reader_.text(Word::look_back_private_goes, {static_cast<double>(private_ones)});
    page.file_name = reader_.text(Word::look_back_file_name, {reader_.book->title});
    page.formats = {"pdf", "html", "markdown", "csv"};
    page.prepare = [looked = view->all, book = reader_.book, order](notes::Store&, const std::string& format,
                                                                    const std::string& path) {
        return Result<PageToSave::Job>(PageToSave::Job{[looked, book, order, format, path]() -> Result<std::string> {
            if (auto done =
                    write_report(report_of(*looked, *book, order), *book, format, path, order.language, order.now);
                !done)
                return tl::unexpected<Error>(done.error());
            return say(Word::message_page_saved, order.language, {path});
        }});
    };
    reader_.saving->ask(std::move(page));
}

}  // namespace katern::app
