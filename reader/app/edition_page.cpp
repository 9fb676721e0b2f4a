#include "app/edition_page.h"

#include <algorithm>

#include "app/decisions.h"
#include "app/look_back.h"
#include "app/reader.h"
#include "app/saving_page.h"
#include "share/share.h"
#include "words/words.h"

namespace katern::app {
namespace {

// A passage as it was, with all that was said and decided there.
struct ChangedPassage {
    notes::Anchor then;
    notes::Resolution now;
    std::vector<std::string> voices, decided;  // Markdown, a paragraph each
};

bool is_different(const notes::Resolution& place) {
    return place.how == notes::How::changed || place.how == notes::How::orphan;
}

// The longest marking of a passage tells it.
ChangedPassage& passage_in(std::vector<ChangedPassage>& all, const notes::Anchor& anchor, const notes::Resolution& place) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const ChangedPassage& other) { return were_same_words(other.then, anchor); });
    if (found == all.end()) return all.emplace_back(ChangedPassage{anchor, place, {}, {}});
    if (anchor.exact.size() > found->then.exact.size()) {
        found->then = anchor;
        found->now = place;
    }
    return *found;
}

std::string voice_of(const share::Passage& mark) {
    const notes::Profile& author = mark.note.author;
    std::string words = "- **" + share::escape_markdown(author.name.empty() ? author.id : author.name) + "**";
    if (!mark.note.category.empty()) words += ", *" + share::escape_markdown(mark.note.category) + "*";
    if (mark.note.body.empty()) return words;
    std::string indented;
    for (const char c : share::embed_markdown(mark.note.body)) {
        indented += c;
        if (c == '\n') indented += "  ";
    }
    return words + ": " + indented;
}

class Pages {
public:
    Pages(const KnownBook& known, Language language) : book_(*known.book), language_(language) {}

    void add(const share::Passage& mark) {
        if (mark.note.kind != notes::Kind::highlight || mark.note.anchor.exact.empty() || !is_different(mark.place))
            return;
        passage_in(all_, mark.note.anchor, mark.place).voices.push_back(voice_of(mark));
    }
    void add(const Meeting& meeting) {
        for (const Decision& decision : meeting.decisions) {
            const MeetingPassage* passage = decision.passage ? &*decision.passage : nullptr;
            for (const AgendaItem& item : meeting.items)
                if (!passage && item.id == decision.item && item.passage) passage = &*item.passage;
            if (!passage || passage->anchor.exact.empty() || decision.text.empty()) continue;
            const notes::Resolution place = notes::resolve(passage->anchor, book_);
            if (!is_different(place)) continue;
            const std::string words = decided_here(meeting.date, share::escape_markdown(decision.text), language_);
            passage_in(all_, passage->anchor, place).decided.push_back("- " + words);
        }
    }

    share::Report take(const std::string& network) {
        share::Report report;
        report.title = say(Word::edition_page_title, language_, {book_.title});
        report.subtitle = say(Word::edition_page_subtitle, language_, {network});
        std::stable_sort(all_.begin(), all_.end(),
                         [&](const ChangedPassage& a, const ChangedPassage& b) { return place_of(a) < place_of(b); });
        for (const ChangedPassage& changed : all_) report.sections.push_back(section(changed));
        return report;
    }
    [[nodiscard]] bool empty() const { return all_.empty(); }

private:
    [[nodiscard]] std::pair<std::size_t, std::size_t> place_of(const ChangedPassage& changed) const {
        return {book_.find(changed.now.chapter).value_or(SIZE_MAX), changed.now.range.start};
    }

    [[nodiscard]] share::ReportSection section(const ChangedPassage& changed) const {
        share::ReportSection out;
        const std::size_t index = changed.now.placed() ? book_.find(changed.now.chapter).value_or(SIZE_MAX) : SIZE_MAX;
        std::string now;
        out.heading = changed.then.headings.empty() ? changed.then.chapter : changed.then.headings.back();
        if (index != SIZE_MAX) {
            if (const auto chapter = book_.chapter(index); chapter && !(*chapter)->blocks.empty()) {
                const text::Range bytes = notes::to_bytes(**chapter, changed.now.range);
                now = std::string(text::slice((*chapter)->text, bytes));
                out.heading =
                    document::address(book_.chapters[index], (*chapter)->block_at(bytes.start)) + " · " + out.heading;
            }
        }
        const auto label = [&](Word word) { out.paragraphs.push_back("**" + say(word, language_) + "**"); };
        label(Word::edition_page_then);
        out.paragraphs.push_back(share::block_quote(changed.then.exact));
        if (now.empty()) {
            out.paragraphs.push_back("*" + share::escape_markdown(say(Word::edition_page_gone, language_)) + "*");
        } else {
            label(Word::edition_page_now);
            out.paragraphs.push_back(share::block_quote(now));
        }
        for (const std::vector<std::string>* list : {&changed.voices, &changed.decided}) {
            std::string items;
            for (const std::string& item : *list) items += item + "\n";
            if (!items.empty()) out.paragraphs.push_back(items);
        }
        out.paragraphs.push_back("*" + share::escape_markdown(say(Word::edition_page_talk, language_)) + "*");
        return out;
    }

    const document::Book& book_;
    Language language_;
    std::vector<ChangedPassage> all_;
};

}  // namespace

std::string decided_here(const std::string& date, const std::string& decision, Language language) {
    if (date.empty()) return say(Word::edition_decided_undated, language, {decision});
    return say(Word::edition_decided_here, language, {day_in_words(date, language), decision});
}

Result<share::Report> edition_page(notes::Store& store, const KnownBook& known, const std::string& network,
                                   Language language) {
    Result<std::vector<share::Passage>> all = passages(store, known);
    if (!all) return pass_on(all);
    const Result<std::vector<Meeting>> held = meetings(store, known);
    if (!held) return pass_on(held);
    const Result<std::vector<notes::Network>> networks = store.networks();
    if (!networks) return pass_on(networks);
    std::string name = say(Word::together_my_network, language);
    for (const notes::Network& one : *networks)
        if (one.id == network && !one.name.empty()) name = one.name;
    Pages pages(known, language);
    for (const share::Passage& mark : *all) {
        const std::vector<std::string>& shared = mark.note.shared_with;
        if (std::find(shared.begin(), shared.end(), network) != shared.end()) pages.add(mark);
    }
    for (const Meeting& meeting : *held)
        if (meeting.network.id == network) pages.add(meeting);
    if (pages.empty()) return fail(Word::error_edition_nothing, name);
    return pages.take(name);
}

void save_edition_page(Reader& reader, const std::string& network) {
    const std::optional<KnownBook> known = reader.known_book();
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!known || !now) return reader.say(Word::message_not_ready);
    PageToSave page;
    page.title = reader.text(Word::edition_page_file);
    page.explained = reader.text(Word::edition_page_explained, {reader.network_name(network)});
    page.file_name = page.title + " · " + known->book->title;
    page.formats = {"pdf", "html", "markdown"};
    page.prepare = [known, network, language = reader.settings.language, now = *now](
                       notes::Store& store, const std::string& format,
                       const std::string& path) -> Result<PageToSave::Job> {
        Result<share::Report> report = edition_page(store, *known, network, language);
        if (!report) return pass_on(report);
        return PageToSave::Job{
            [report = std::move(*report), book = known->book, format, path, language, now]() -> Result<std::string> {
                if (auto done = write_report(report, *book, format, path, language, now); !done)
                    return tl::unexpected<Error>(done.error());
                return say(Word::message_page_saved, language, {path});
            }};
    };
    reader.saving->ask(std::move(page));
}

}  // namespace katern::app
