// Where a quote of another program hangs in the open book.
#include "share/foreign_support.h"
#include "share/support.h"

using namespace katern;
using namespace katern::share;

namespace {

std::shared_ptr<const document::Book> book_of_places() {
    return katern::share::test::book_of({
        {"book.toml", "[book]\ntitle = \"Samen\"\n[output.html.redirect]\n\"/oud.html\" = \"deel/twee.html\"\n"},
        {"src/SUMMARY.md",
         "[Vooraf](README.md)\n\n- [Eén begin](een.md)\n- [Twee wegen](deel/twee.md)\n- [Drie](deel/een.md)\n"
         "- [Drie](<vier met spatie.md>)\n"},
        {"src/README.md", "# Welkom\n\nDeze regel staat overal in het boek.\n"},
        {"src/een.md",
         "# Eén begin\n\nDeze regel staat overal in het boek.\n\n- eerste punt van de lijst\n- tweede punt van "
         "de lijst\n\n## Een kop\n\nWat \"recht\" geciteerd is - met een streep - en buig\u00ADzaam.\n\n| links | "
         "rechts |\n| --- | --- |\n| cel een | cel twee |\n"},
        {"src/deel/twee.md",
         "# Twee wegen\n\nHet refrein klinkt: samen leren. Daarna komt appel.\n\nHet refrein klinkt: "
         "samen leren. Daarna komt peer.\n\nHet refrein klinkt: samen leren. Daarna komt druif.\n"},
        {"src/deel/een.md", "# Drie\n\nWeg.\n\nIets over de weg die hier ophoudt.\n"},
        {"src/vier met spatie.md", "# Anders\n\nIets over de weg die hier ophoudt.\n"},
    });
}

struct Places {
    std::shared_ptr<const document::Book> book = book_of_places();
    notes::Edition edition = notes::edition_of(*book);
    ForeignPlaces places{*book, edition};

    // "een: the words", or "" when it is nowhere.
    std::string of(const ForeignItem& item) const {
        const auto anchor = places.find(item);
        return anchor ? anchor->chapter + ": " + anchor->exact : "";
    }
    std::string quote(const std::string& exact, const std::vector<std::string>& sources = {},
                      const std::string& prefix = {}, const std::string& suffix = {}) const {
        ForeignItem item;
        item.exact = exact;
        item.sources = sources;
        item.prefix = prefix;
        item.suffix = suffix;
        return of(item);
    }
    std::string page(const std::string& source, notes::Kind kind = notes::Kind::reflection) const {
        ForeignItem item;
        item.kind = kind;
        item.sources = {source};
        return of(item);
    }
};

const std::string everywhere = "Deze regel staat overal in het boek.";
const std::string weg = "Iets over de weg die hier ophoudt.";
const std::string refrein = "Het refrein klinkt: samen leren.";

}  // namespace

TEST_CASE("a chapter is named by its file, in whatever folder and with whatever extension", "[foreign]") {
    const Places in;
    for (const char* const source :
         {"een.md", "een.html", "OEBPS/een.xhtml", "https://voorbeeld.nl/boek/een.html?x=1#kop", "text/een.html",
          "file:///c/boek/een.html"})
        CHECK(in.quote(everywhere, {source}) == "een: " + everywhere);
    CHECK(in.quote(everywhere, {"README.md"}) == "README: " + everywhere);
    CHECK(in.quote(everywhere, {"https://voorbeeld.nl/index.html"}) == "README: " + everywhere);
    CHECK(in.page("EPUB/text/deel/een.xhtml") == "deel/een: ");
    CHECK(in.page("https://voorbeeld.nl/boek/deel/twee.html") == "deel/twee: ");
    CHECK(in.page("twee.xhtml") == "deel/twee: ");
    CHECK(in.page("vier%20met%20spatie.xhtml") == "vier met spatie: ");
    CHECK(in.page("https://voorbeeld.nl/oud.html") == "deel/twee: ");
    CHECK(in.page("https://voorbeeld.nl/print.html") == "");
    CHECK(in.page("javascript:alert(1)//een.html") == "");
    CHECK(in.page("mailto:een.html") == "");
}

TEST_CASE("or by its title, its number, or the id in a CFI", "[foreign]") {
    const Places in;
    CHECK(in.page("Twee wegen") == "deel/twee: ");
    CHECK(in.page("twee  WEGEN") == "deel/twee: ");
    CHECK(in.page("2 Twee wegen") == "deel/twee: ");
    CHECK(in.page("Twee wegen - Samen") == "deel/twee: ");
    CHECK(in.page("Anders") == "vier met spatie: ");  // its own heading, not the summary's
    CHECK(in.page("Drie") == "");                     // two have that name
    CHECK(in.page("epubcfi(/6/8[een.xhtml]!/4/2)") == "een: ");
    CHECK(in.page("epubcfi(/6/8!/4/2)") == "");
    ForeignItem item;
    item.exact = everywhere;
    item.headings = {"Eén begin", "Een kop"};
    CHECK(in.of(item) == "een: " + everywhere);
    item.headings = {"Een kop"};
    CHECK(in.of(item) == "een: " + everywhere);
}

TEST_CASE("words in two chapters with nothing to tell them apart are nowhere", "[foreign]") {
    const Places in;
    CHECK(in.quote(everywhere) == "");
    CHECK(in.quote(everywhere, {}, "Welkom ") == "README: " + everywhere);
    CHECK(in.quote(everywhere, {}, "", " eerste punt") == "een: " + everywhere);
    CHECK(in.quote(everywhere, {}, "niet wat er staat, en toch: gin") == "een: " + everywhere);  // part of it agrees
    // A cover before the first chapter shifts the numbers; the nearest counts only when it is clearly nearer.
    CHECK(in.quote(weg, {"epubcfi(/6/8!/4/2)"}) == "");
    CHECK(in.quote("Het refrein klinkt", {}) == "");
}

TEST_CASE("words that stand elsewhere than the file says are found where they stand", "[foreign]") {
    const Places in;
    CHECK(in.quote("eerste punt van de lijst", {"deel/twee.md"}) == "een: eerste punt van de lijst");
    // With all of their context elsewhere, and nothing of it in the chapter named.
    CHECK(in.quote(everywhere, {"een.md"}, "Welkom\n", "") == "README: " + everywhere);
    CHECK(in.quote(weg, {"deel/een.md"}, "", "") == "deel/een: " + weg);
}

TEST_CASE("context decides between several places, as far as it agrees", "[foreign]") {
    const Places in;
    const auto start = [&](const std::string& prefix, const std::string& suffix,
                           std::optional<std::size_t> position = {}) {
        ForeignItem item;
        item.exact = refrein;
        item.sources = {"deel/twee.md"};
        item.prefix = prefix;
        item.suffix = suffix;
        item.start = item.end = position;
        const auto anchor = in.places.find(item);
        return anchor ? static_cast<int>(anchor->range.start) : -1;
    };
    const int first = 11, second = 63, third = 114;
    CHECK(start("Twee wegen\n", " Daarna") == first);
    CHECK(start("", " Daarna komt peer.") == second);
    CHECK(start("", "\nDaarna\n komt druif. En meer dat hier niet staat") == third);
    CHECK(start("peer.", "") == third);
    CHECK(start("\uFFFDpeer.", "\uFFFD") == third);  // a letter was cut in half
    CHECK(start("", "") == -1);
    CHECK(start("", "", 60) == second);  // the last resort
    CHECK(start("", "", 85) == -1);      // between two of them
    CHECK(start("", " Daarna komt druif.", 11) == third);
}

TEST_CASE("white space, typographic quotes, soft hyphens and ends of blocks don’t count", "[foreign]") {
    const Places in;
    CHECK(in.quote("eerste punt van de lijst\n\n  tweede punt") == "een: eerste punt van de lijst\ntweede punt");
    CHECK(in.quote("eerste punt van de lijsttweede punt") == "een: eerste punt van de lijst\ntweede punt");
    CHECK(in.quote("Wat “recht” geciteerd is – met een streep – en buigzaam") ==
          "een: Wat \"recht\" geciteerd is - met een streep - en buig\u00ADzaam");
    CHECK(in.quote("Wat\u00A0\"recht\"\tgeciteerd") == "een: Wat \"recht\" geciteerd");
    CHECK(in.quote("cel een cel twee") == "een: cel een\tcel twee");
    CHECK(in.quote("E\u0301e\u0301n begin\n\nDeze regel").empty());  // two accents where the book has one
    CHECK(in.quote("Ee\u0301n begin\n\nDeze regel") == "een: Eén begin\nDeze regel");
    CHECK(in.quote("   \n ").empty());
    CHECK(in.quote("\uFFFD").empty());
    // From the last words of one chapter to the first of the next is no passage.
    CHECK(in.quote("Daarna komt druif. Drie Weg.").empty());
}

TEST_CASE("words that stand anywhere need their chapter or their context", "[foreign]") {
    const Places in;
    CHECK(in.quote("buigzaam") == "een: buig\u00ADzaam");  // only here
    CHECK(in.quote("buigzaam", {}, "heel andere woorden ", " dan er staan").empty());
    CHECK(in.quote("buigzaam", {"deel/twee.md"}).empty());
    CHECK(in.quote("weg", {}, "Iets over de ", " die hier").empty());
    CHECK(in.quote("weg", {"deel/een.md"}, "Iets over de ", " die hier") == "deel/een: weg");
    CHECK(in.quote("e", {}, "", " streep - en buig") == "");
}

TEST_CASE("of a text fragment with two ends, the passage between them", "[foreign]") {
    const Places in;
    const auto between = [&](const std::string& first, const std::string& last, const std::string& suffix = {}) {
        ForeignItem item;
        item.ends = QuoteEnds{first, last};
        item.exact = first + " … " + last;
        item.suffix = suffix;
        return in.of(item);
    };
    CHECK(between("eerste punt", "tweede punt") == "een: eerste punt van de lijst\ntweede punt");
    CHECK(between("klinkt: samen", "Daarna komt", "peer.") == "deel/twee: klinkt: samen leren. Daarna komt");
    CHECK(between("klinkt: samen", "Daarna komt").empty());
    CHECK(between("tweede punt", "eerste punt").empty());
    CHECK(between("eerste punt", "").empty());
}

TEST_CASE("what has no words is a point: where its context meets, a heading, or the start of the chapter",
          "[foreign]") {
    const Places in;
    ForeignItem item;
    item.kind = notes::Kind::bookmark;
    item.sources = {"een.html#een-kop"};
    auto anchor = in.places.find(item);
    REQUIRE(anchor);
    CHECK(anchor->suffix.starts_with("Een kop"));
    item.prefix = "eerste punt van ";
    item.suffix = "de lijst";
    anchor = in.places.find(item);
    REQUIRE(anchor);
    CHECK(anchor->range.empty());
    CHECK(anchor->prefix.ends_with("eerste punt van "));
    item.sources = {"een.html"};
    item.prefix = "dit staat er niet";
    anchor = in.places.find(item);
    REQUIRE(anchor);
    CHECK(anchor->range == notes::CodePointRange{0, 0});
    // A passage of which the words are not known is none.
    CHECK(in.page("een.html", notes::Kind::highlight).empty());
    CHECK(in.page("een.html", notes::Kind::reply) == "een: ");
}

TEST_CASE("a position alone counts in the documents that Katern writes, and nowhere else", "[foreign]") {
    const Places in;
    ForeignItem item;
    item.start = 10;
    item.end = 20;
    item.sources = {"EPUB/text/een.xhtml"};
    CHECK(in.of(item) == "een: Deze regel");
    item.sources = {"EPUB/een.xhtml"};
    CHECK(in.of(item).empty());
    item.sources = {"text/een.xhtml"};
    item.end = 100'000;
    CHECK(in.of(item).empty());
}

TEST_CASE("an orphan keeps its quote, its context and its chapter, for an edition with slightly other words",
          "[foreign]") {
    const Places in;
    ForeignItem item;
    item.exact = "eerste  punt van\neen lijst";
    item.prefix = "Hier ging van alles aan vooraf. Deze regel staat overal in het boek. ";
    item.suffix = " tweede punt van de lijst";
    item.sources = {"een.html"};
    CHECK_FALSE(in.places.find(item));
    const notes::Anchor anchor = in.places.unplaced(item);
    CHECK(anchor.chapter == "een");
    CHECK(anchor.exact == "eerste punt van een lijst");
    CHECK(anchor.prefix == "regel staat overal in het boek. ");
    CHECK(anchor.suffix == " tweede punt van de lijst");
    item.sources.clear();
    CHECK(in.places.unplaced(item).chapter.empty());
}
