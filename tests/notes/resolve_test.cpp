#include <stdlib.h>

#include <algorithm>
#include <random>

#include "notes/support.h"

using namespace katern;
using namespace katern::notes;
using namespace katern::notes::test;

namespace {

// Where the passage that was marked in `old_text` lies in `new_text`: "exact position: … [words] …", "orphan", "orphan
// of 2".
std::string lies(std::string_view old_text, std::string_view new_text) {
    const document::Chapter chapter = chapter_of(new_text);
    const Resolution resolution = resolve(anchor_at(old_text), chapter);
    if (!resolution.placed())
        return "orphan" + (resolution.candidates.empty() ? "" : " of " + std::to_string(resolution.candidates.size()));
    std::string shown = with_brackets(chapter, resolution.range);
    shown.pop_back();
    return std::string(to_text(resolution.how)) + " " + std::string(to_text(resolution.method)) + ": " + shown;
}

}  // namespace

TEST_CASE("in the same text a passage lies where it lay") {
    CHECK(lies("Een [leernetwerk] leeft. Een leernetwerk leert.", "Een leernetwerk leeft. Een leernetwerk leert.") ==
          "exact position: Een [leernetwerk] leeft. Een leernetwerk leert.");
}

TEST_CASE("a passage goes along when something is written before it") {
    CHECK(lies("Een [leernetwerk] leeft van vertrouwen.", "Vooraf dit. Een leernetwerk leeft van vertrouwen.") ==
          "exact quote: Vooraf dit. Een [leernetwerk] leeft van vertrouwen.");
}

TEST_CASE("one side of the context is enough") {
    CHECK(lies("Zo begint het. Een [netwerk] leeft van vertrouwen.",
               "Zo begint het. Een netwerk sterft aan haast, meestal.") ==
          "exact quote: Zo begint het. Een [netwerk] sterft aan haast, meestal.");
}

TEST_CASE("long words whose context is gone have moved; short ones are orphans") {
    CHECK(lies("Eerst dit woord. [Vertrouwen groeit langzaam en gaat snel.] Dan dat.",
               "Een heel ander begin hier\nVertrouwen groeit langzaam en gaat snel.\nEn een ander einde") ==
          "moved elsewhere: Een heel ander begin hier\n[Vertrouwen groeit langzaam en gaat snel.]\nEn een ander einde");
    CHECK(lies("Eerst dit woord. Het [netwerk] dat leert.", "Iets anders over een netwerk") == "orphan of 1");
}

TEST_CASE("a deleted passage is an orphan") {
    CHECK(lies("Blijft staan. [Deze zin verdwijnt uit de tekst.] Blijft ook.", "Blijft staan. Blijft ook.") ==
          "orphan");
}

TEST_CASE("the copy of a passage with other context is not the passage") {
    CHECK(lies("Leiders luisteren eerst. [Dat kost tijd.] Daarna pas praten ze.",
               "Leiders luisteren eerst. Dat kost geld.\nVergaderen doen we elke week, altijd. Dat kost tijd. En "
               "geduld.") == "orphan of 1");
}

TEST_CASE("two places that fit equally well are an orphan with candidates") {
    CHECK(lies("Over de kring gesproken. [Dat kost tijd en het vraagt moed.] Punt.",
               "Nieuw een\nDat kost tijd en het vraagt moed.\nNieuw twee\nDat kost tijd en het vraagt moed.\nSlot") ==
          "orphan of 2");
}

TEST_CASE("a refrain is told apart by the heading above it") {
    CHECK(lies("# Een\nWat neem je mee?\n# Twee\n[Wat neem je mee?]\n# Drie",
               "Vooraf\n# Een\nWat neem je mee?\n# Twee\nWat neem je mee?\n# Drie") ==
          "exact quote: Vooraf\nEen\nWat neem je mee?\nTwee\n[Wat neem je mee?]\nDrie");
}

TEST_CASE("a bookmark finds its place by what stands around it") {
    CHECK(lies("Een eerste alinea die blijft.\n[]Een tweede alinea die ook blijft.",
               "Nieuw.\nEen eerste alinea die blijft.\nEen tweede alinea die ook blijft.") ==
          "exact quote: Nieuw.\nEen eerste alinea die blijft.\n[]Een tweede alinea die ook blijft.");
    CHECK(lies("Een eerste alinea die blijft.\n[]Een tweede alinea die ook blijft.", "Alles is anders.") == "orphan");
}

TEST_CASE("what hangs on a chapter's start stays there") {
    CHECK(lies("[]Een begin.", "Een heel ander begin.") == "exact quote: []Een heel ander begin.");
}

TEST_CASE("a picture is found again by its path") {
    const document::Chapter before = chapter_of("Tekst vooraf.\n!figures/kring.svg\nTekst erna.");
    const Anchor anchor = anchor_on(before, edition_of_chapter(before), before.blocks.at(1).text);
    const document::Chapter moved = chapter_of("Eerst nog iets.\n!figures/ander.svg\nMeer.\n!figures/kring.svg\nSlot.");
    const Resolution there = resolve(anchor, moved);
    CHECK(there.how == How::exact);
    CHECK(with_brackets(moved, there.range) == "Eerst nog iets.\n\nMeer.\n[]\nSlot.\n");
    CHECK_FALSE(resolve(anchor, chapter_of("Geen plaatje meer.")).placed());
}

TEST_CASE("a position that does not hold the words is not believed, whatever hash a file claims") {
    const document::Chapter chapter = chapter_of("Het ene woord en het andere.");
    Anchor anchor = anchor_on(chapter, edition_of_chapter(chapter), {4, 7});
    anchor.exact = "andere";
    anchor.prefix = "woord en het ";
    anchor.suffix = ".\n";
    CHECK(with_brackets(chapter, resolve(anchor, chapter).range) == "Het ene woord en het [andere].\n");
    anchor.range = {1000, 2000};
    CHECK(with_brackets(chapter, resolve(anchor, chapter).range) == "Het ene woord en het [andere].\n");
}

TEST_CASE("a renamed chapter is found by the book's redirects, else by its text") {
    const std::string text = "Een kring van leiders die elkaar vragen stelt.\n";
    const auto before = book_of({{"01-oud", text}, {"02-rest", "Iets anders.\n"}});
    const auto chapter = must(before->chapter(0));
    const Anchor anchor = anchor_on(*chapter, *before, find_quote(*chapter, "leiders").front());

    const auto redirected =
        book_of({{"00-nieuw", "Nieuw begin. " + text}, {"02-rest", "Iets anders.\n"}},
                "[book]\ntitle = \"Proef\"\n[output.html.redirect]\n\"/01-oud.html\" = \"00-nieuw.html\"\n");
    const Resolution by_redirect = resolve(anchor, *redirected);
    CHECK(by_redirect.chapter == "00-nieuw");
    CHECK(by_redirect.how == How::exact);

    const auto renamed = book_of({{"02-rest", "Iets anders.\n"}, {"09-later", text}});
    const Resolution by_text = resolve(anchor, *renamed);
    CHECK(by_text.chapter == "09-later");
    CHECK(by_text.method == Method::position);

    const auto rewritten = book_of({{"02-rest", "Iets anders.\n"}, {"09-later", "Vooraf. " + text}});
    const Resolution by_words = resolve(anchor, *rewritten);
    CHECK(by_words.chapter == "09-later");
    CHECK(by_words.how == How::moved);

    const auto gone = book_of({{"02-rest", "Iets anders.\n"}});
    const Resolution orphan = resolve(anchor, *gone);
    CHECK(orphan.how == How::orphan);
    CHECK(orphan.chapter == "01-oud");
}

TEST_CASE("a passage that went to another chapter has moved; in two chapters at once it is an orphan") {
    const std::string passage = "Vertrouwen groeit langzaam en het gaat in een dag verloren.";
    const auto before = book_of({{"01", "Eerst. " + passage + " Daarna.\n"}, {"02", "Leeg.\n"}, {"03", "Ook leeg.\n"}});
    const auto chapter = must(before->chapter(0));
    const Anchor anchor = anchor_on(*chapter, *before, find_quote(*chapter, passage).front());
    const Resolution moved =
        resolve(anchor, *book_of({{"01", "Weg.\n"}, {"02", passage + "\n"}, {"03", "Ook leeg.\n"}}));
    CHECK(moved.chapter == "02");
    CHECK(moved.how == How::moved);
    CHECK_FALSE(resolve(anchor, *book_of({{"01", "Weg.\n"}, {"02", passage + "\n"}, {"03", passage + "\n"}})).placed());
}

// --- Properties, over random texts and edits with a fixed seed each.
namespace {

// Many more on request.
std::uint32_t rounds(std::uint32_t quick) {
    return getenv("KATERN_LONG") ? 40 * quick : quick;
}

class Writer {
public:
    explicit Writer(std::uint32_t seed) : random_(seed) {}

    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

    std::string words(std::size_t count) {
        static const std::vector<std::string> all{
            "leren",   "netwerk",    "één",     "school",     "samen",    "vraag",   "de",       "het",
            "een",     "vertrouwen", "leiders", "coöperatie", "tijd",     "bestuur", "😀",        "kring",
            "groeien", "van",        "waarom",  "luisteren",  "om",       "te",      "praktijk", "aan",
            "ruimte",  "ook",        "altijd",  "reis",       "geëigend", "moed"};
        std::string out;
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0) out += below(9) == 0 ? (below(2) == 0 ? ".\n" : ", ") : " ";
            out += all[below(all.size())];
        }
        return out;
    }

    // Somewhere in the text, at the border of a code point.
    std::size_t border(std::string_view text) {
        std::size_t at = below(text.size() + 1);
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
        return at;
    }

    std::string edited(std::string text) {
        for (std::size_t n = below(5); n > 0; --n) {
            std::size_t from = border(text), to = border(text);
            if (from > to) std::swap(from, to);
            if (below(2) == 0) to = from;
            text.replace(from, to - from, words(below(12)));
        }
        return text;
    }

private:
    std::mt19937 random_;
};

}  // namespace

TEST_CASE("edits outside a passage and its context never lose it and never move it to other words") {
    for (std::uint32_t seed = 1; seed <= rounds(1500); ++seed) {
        Writer writer(seed);
        const std::string before = writer.words(60 + writer.below(60)), after = writer.words(60 + writer.below(60));
        const std::string context_before = " " + writer.words(12) + " ", context_after = " " + writer.words(12) + " ";
        const std::string quote = writer.words(1 + writer.below(15));
        const document::Chapter old_chapter = chapter_of(before + context_before + quote + context_after + after);
        const std::size_t old_start = before.size() + context_before.size();
        const Anchor anchor =
            anchor_on(old_chapter, edition_of_chapter(old_chapter), {old_start, old_start + quote.size()});

        const std::string new_before = writer.edited(before), new_after = writer.edited(after);
        const document::Chapter new_chapter =
            chapter_of(new_before + context_before + quote + context_after + new_after);
        const Resolution place = resolve(anchor, new_chapter);

        INFO("seed " << seed << "\n" << with_brackets(old_chapter, anchor.range));
        REQUIRE((place.how == How::exact || place.how == How::moved));
        const text::Range bytes = to_bytes(new_chapter, place.range);
        REQUIRE(text::slice(new_chapter.text, bytes) == quote);
        REQUIRE(bytes.start == new_before.size() + context_before.size());
    }
}

TEST_CASE("a deleted passage never lies on other words, unless others stand in its very place between the same ones") {
    for (std::uint32_t seed = 1; seed <= rounds(1500); ++seed) {
        Writer writer(seed);
        const std::string before = writer.words(80), after = writer.words(80),
                          quote = writer.words(1 + writer.below(12));
        const document::Chapter old_chapter = chapter_of(before + " " + quote + " " + after);
        const Anchor anchor = anchor_on(old_chapter, edition_of_chapter(old_chapter),
                                        {before.size() + 1, before.size() + 1 + quote.size()});
        const document::Chapter new_chapter = chapter_of(writer.edited(before) + " " + writer.edited(after));
        const Resolution place = resolve(anchor, new_chapter);
        INFO("seed " << seed << "\n" << with_brackets(old_chapter, anchor.range));
        if (!place.placed()) continue;
        const text::Range bytes = to_bytes(new_chapter, place.range);
        const std::string_view text = new_chapter.text;
        if (place.how != How::changed) {
            REQUIRE(text::slice(text, bytes) == quote);
            continue;
        }
        // Other words may stand just where it was: an edit there is offered as one, and only there.
        REQUIRE(text.substr(0, bytes.start).ends_with(anchor.prefix));
        REQUIRE(text.substr(bytes.end).starts_with(anchor.suffix));
    }
}

TEST_CASE("many notes at once lie where each lies alone, in whatever order they come") {
    std::size_t changed = 0;
    for (std::uint32_t seed = 1; seed <= rounds(40); ++seed) {
        Writer writer(seed);
        std::vector<std::pair<std::string, std::string>> before, after;
        for (const char* id : {"01", "02", "03", "04"}) {
            before.emplace_back(id, "# Kop " + std::string(id) + "\n\n" + writer.words(150) + "\n");
            std::string text = before.back().second;
            // A word here and there, and sometimes whole stretches.
            for (int edits = 0; edits < 4; ++edits) {
                const std::size_t at = text.find(' ', writer.border(text));
                if (at != std::string::npos) text.insert(at, " nieuw");
            }
            after.emplace_back(id == std::string("03") ? "07" : id, writer.below(3) == 0 ? writer.edited(text) : text);
        }
        const auto old_book = book_of(before), new_book = book_of(after);
        const Edition edition = edition_of(*old_book);
        std::vector<Anchor> anchors;
        for (int note = 0; note < 30; ++note) {
            const auto chapter = must(old_book->chapter(writer.below(4)));
            const std::size_t start = writer.border(chapter->text);
            anchors.push_back(anchor_on(*chapter, edition, {start, start + writer.below(90)}));
        }
        const std::vector<Resolution> together = resolve_all(anchors, *new_book);
        REQUIRE(together.size() == anchors.size());
        for (std::size_t i = 0; i < anchors.size(); ++i) {
            INFO("seed " << seed << ", note " << i << ": " << anchors[i].exact);
            REQUIRE(together[i] == resolve(anchors[i], *new_book));
            changed += together[i].how == How::changed ? 1 : 0;
        }
        std::vector<Anchor> other_order(anchors.rbegin(), anchors.rend());
        std::vector<Resolution> reversed = resolve_all(other_order, *new_book);
        std::reverse(reversed.begin(), reversed.end());
        REQUIRE(reversed == together);
    }
    CHECK(changed > 0);
}

TEST_CASE("asked to stop, the search over many notes stops") {
    const auto book = book_of({{"01", "Een kring van leiders.\n"}});
    const auto chapter = must(book->chapter(0));
    const std::vector<Anchor> anchors(20, anchor_on(*chapter, *book, {0, 9}));
    std::stop_source stop;
    CHECK(resolve_all(anchors, *book, stop.get_token()).size() == 20);
    stop.request_stop();
    CHECK(resolve_all(anchors, *book, stop.get_token()).empty());
}

TEST_CASE("back in the older edition the notes lie where they lay, and both answers are kept") {
    Desk desk;
    Store store = desk.open();
    const document::Chapter first =
        chapter_of("Wie begint, kijkt goed om zich heen. Een gesprek begint met stilte. Dan komt er een afspraak.");
    const document::Chapter second = chapter_of(
        "Vooraf. Wie begint, kijkt goed om zich heen. Een gesprek eindigt met stilte. Dan komt er een afspraak.");
    const Edition one = edition_of_chapter(first), two = edition_of_chapter(second);
    const BookKey book = must(store.recognise(one, "/boeken/boek")).book.key;
    Draft draft;
    draft.anchor = anchor_on(first, one, find_quote(first, "Een gesprek begint met stilte.").front());
    const std::string id = must(store.add(book, draft));
    const AnnotationKey key = must(store.annotation(id)).key;
    must(store.save_resolutions(one.hash, {{key, resolve(draft.anchor, first)}}));
    must(store.recognise(two, "/boeken/boek"));
    must(store.save_resolutions(two.hash, {{key, resolve(draft.anchor, second)}}));

    const Annotation now = must(store.annotation(id, two.hash));
    CHECK(now.resolution == resolve(draft.anchor, second));
    CHECK(now.resolution->how == How::changed);
    CHECK(now.resolution->score < 1);
    const Annotation then = must(store.annotation(id, one.hash));
    CHECK(then.resolution == resolve(draft.anchor, first));
    CHECK(then.resolution->method == Method::position);
    CHECK(then.anchor.exact == "Een gesprek begint met stilte.");
    CHECK(must(store.anchors(key)).size() == 1);
}
