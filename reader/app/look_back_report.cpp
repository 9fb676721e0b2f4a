// Terugblik as a page: the picture as SVG, how much of what per chapter and per network, and what happened day by day.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "app/look_back.h"
#include "app/own_book.h"
#include "app/print.h"
#include "app/reflections.h"
#include "share/csv.h"
#include "share/share.h"
#include "share/xml.h"
#include "words/words.h"

namespace katern::app {
namespace {

using share::Moment;
using share::Stage;

// The light theme's signs of the categories, and its accent.
constexpr std::array colors{"#7A5B00", "#1D5A8A", "#63429A", "#94480B", "#2F6B22", "#1F5F7A"};

std::string day(notes::Milliseconds at, Language language) {
    return say(Word::ui_day_and_year, language, {static_cast<double>(at)});
}

std::string number(float value) {
    std::string out = std::to_string(std::lround(value * 10));
    const bool minus = out.front() == '-';
    if (minus) out.erase(0, 1);
    while (out.size() < 2) out.insert(0, "0");
    out.insert(out.size() - 1, ".");
    return minus ? "-" + out : out;
}

class Picture {
public:
    Picture(const share::LookBack& all, const std::vector<HeldMeeting>& meetings, Language language)
        : language_(language) {
        std::vector<notes::Milliseconds> dates;
        for (const HeldMeeting& meeting : meetings) dates.push_back(meeting.at);
        plot_ = share::plot_of(all, dates, width, gap);
        open();
        for (const HeldMeeting& meeting : meetings) add_meeting(meeting);
        for (const share::PlotTick& tick : plot_.ticks) add_tick(tick);
        for (auto curve = plot_.curves.rbegin(); curve != plot_.curves.rend(); ++curve) add_curve(*curve);
        for (const share::PlotDot& dot : plot_.dots) add_dot(dot);
        svg_ += "</svg>\n";
    }
    [[nodiscard]] std::string take() { return std::move(svg_); }
    [[nodiscard]] const share::Plot& plot() const { return plot_; }

private:
    static constexpr float left = 124, top = 40, width = 590, gap = 54, whole = 730;

    void words(float x, float y, const std::string& text, std::string_view more) {
        svg_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" font-family=\"Inter, sans-serif\" " +
                std::string(more) + ">" + share::xml_text(text) + "</text>\n";
    }
    void line(float x1, float y1, float x2, float y2, std::string_view more) {
        svg_ += "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" +
                number(y2) + "\" " + std::string(more) + "/>\n";
    }

    void open() {
        const float height = top + gap * (share::stage_count - 1) + 60;
        svg_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(whole) + "\" height=\"" + number(height) +
               "\" viewBox=\"0 0 " + number(whole) + " " + number(height) + "\">\n";
        for (std::size_t i = 0; i < share::stage_count; ++i) {
            const auto stage = static_cast<Stage>(i);
            const float y = top + plot_.y_of(stage);
            words(left - 20, y + 5, say(word_of(stage), language_),
                  "font-size=\"15\" fill=\"#1E1B18\" text-anchor=\"end\"");
            line(left, y, left + width, y, "stroke=\"#E4DFD6\" stroke-width=\"1\"");
        }
    }
    void add_meeting(const HeldMeeting& meeting) {
        const float x = left + plot_.x_of(meeting.at);
        line(x, top - 22, x, top + gap * (share::stage_count - 1) + 14,
             "stroke=\"#6B655E\" stroke-width=\"1\" stroke-dasharray=\"3 3\"");
        if (x < labelled_until_) return;
        words(x + 5, top - 14, day_in_words(meeting.date, language_), "font-size=\"12\" fill=\"#6B655E\"");
        labelled_until_ = x + 90;
    }
    void add_tick(const share::PlotTick& tick) {
        const Word word = !tick.is_month    ? Word::ui_day
                          : tick.names_year ? Word::look_back_month_and_year
                                            : Word::look_back_month;
        words(left + tick.x, top + gap * (share::stage_count - 1) + 46,
              say(word, language_, {static_cast<double>(tick.at)}), "font-size=\"12\" fill=\"#6B655E\"");
    }
    void add_curve(const share::PlotCurve& curve) {
        std::string path;
        for (std::size_t i = 0; i < curve.through.size(); ++i) {
            const auto [x, y] = curve.through[i];
            if (i == 0) {
                path = "M" + number(left + x) + " " + number(top + y);
                continue;
            }
            const auto [before_x, before_y] = curve.through[i - 1];
            const float bend = (y - before_y) / 2;
            path += " C" + number(left + before_x) + " " + number(top + before_y + bend) + " " + number(left + x) +
                    " " + number(top + y - bend) + " " + number(left + x) + " " + number(top + y);
        }
        const bool longest = &curve == &plot_.curves.front();
        svg_ += "<path d=\"" + path + "\" fill=\"none\" stroke=\"" + (longest ? "#1F5F7A" : "#A9BCC4") +
                "\" stroke-width=\"" + (longest ? "2.5" : "1.3") + "\"/>\n";
    }
    void add_dot(const share::PlotDot& dot) {
        svg_ += "<circle cx=\"" + number(left + dot.x) + "\" cy=\"" + number(top + dot.y) + "\" r=\"" +
                number(dot.radius) + "\" fill=\"" + colors.at(static_cast<std::size_t>(dot.stage)) +
                "\" fill-opacity=\"0.85\"/>\n";
    }

    Language language_;
    share::Plot plot_;
    std::string svg_;
    float labelled_until_ = 0;
};

std::vector<std::string> counted(const std::string& name, const share::StageCounts& counts) {
    std::vector<std::string> row{name};
    for (const std::size_t count : counts) row.push_back(count == 0 ? std::string() : std::to_string(count));
    return row;
}

share::ReportTable count_table(Word first, Language language) {
    share::ReportTable table;
    table.head = {say(first, language)};
    for (std::size_t i = 0; i < share::stage_count; ++i)
        table.head.push_back(say(word_of(static_cast<Stage>(i)), language));
    return table;
}

std::string title_of(const document::Book& book, const std::string& chapter, Language language) {
    const std::optional<std::size_t> index = chapter.empty() ? std::nullopt : book.find(chapter);
    if (!index) return say(Word::look_back_no_place, language);
    const document::ChapterEntry& entry = book.chapters[*index];
    return entry.number.empty() ? entry.title : entry.number + " " + entry.title;
}

share::ReportSection per_chapter(const std::vector<Moment>& moments, const document::Book& book, Language language) {
    std::map<std::size_t, std::vector<Moment>> by_chapter;  // index, SIZE_MAX for none
    for (const Moment& moment : moments)
        by_chapter[(moment.chapter.empty() ? std::nullopt : book.find(moment.chapter)).value_or(SIZE_MAX)].push_back(
            moment);
    share::ReportSection section{
        say(Word::look_back_per_chapter, language), {}, count_table(Word::look_back_chapter, language)};
    for (const auto& [index, here] : by_chapter)
        section.table.rows.push_back(
            counted(title_of(book, index == SIZE_MAX ? std::string() : book.chapters[index].id, language),
                    share::counts_of(here)));
    return section;
}

share::ReportSection per_network(const LookedBack& looked, const std::vector<Moment>& moments, Language language) {
    share::ReportSection section{
        say(Word::look_back_per_network, language), {}, count_table(Word::look_back_network, language)};
    for (const notes::Network& network : looked.networks)
        section.table.rows.push_back(counted(looked.network_name(network.id, language),
                                             share::counts_of(share::moments_of(moments, network.id, {}))));
    std::vector<Moment> mine;
    for (const Moment& moment : moments)
        if (moment.networks.empty()) mine.push_back(moment);
    if (!mine.empty()) section.table.rows.push_back(counted(looked.network_name({}, language), share::counts_of(mine)));
    return section;
}

share::ReportSection day_by_day(const LookedBack& looked, const share::LookBack& all, const std::string& network,
                                Language language) {
    share::ReportSection section{say(Word::look_back_day_by_day, language), {}, {}};
    for (const Word word : {Word::look_back_day, Word::look_back_what, Word::look_back_place, Word::look_back_words,
                            Word::look_back_value, Word::look_back_network, Word::look_back_thread_column})
        section.table.head.push_back(say(word, language));
    for (std::size_t i = 0; i < all.moments.size(); ++i) {
        const Moment& moment = all.moments[i];
        const auto cycle = notes::value_cycle_from(moment.cycle);
        std::string networks;
        for (const std::string& id : moment.networks)
            if (network.empty() || id == network)
                networks += (networks.empty() ? "" : ", ") + looked.network_name(id, language);
        if (networks.empty()) networks = looked.network_name({}, language);
        std::string words = moment.words;
        if (words.empty() && !moment.quote.empty()) words = "“" + moment.quote + "”";
        const bool has_thread = all.threads[all.thread_of[i]].path.size() > 1;
        section.table.rows.push_back({day(moment.at, language), say(word_of(moment.stage), language), moment.address,
                                      words, cycle ? say(word_of(*cycle), language) : std::string(), networks,
                                      has_thread ? std::to_string(all.thread_of[i] + 1) : std::string()});
    }
    return section;
}

}  // namespace

std::size_t private_in(const LookedBack& looked, const LookBackOrder& order) {
    const std::vector<Moment> moments = share::moments_of(looked.moments, order.network, order.chapter);
    return static_cast<std::size_t>(
        std::count_if(moments.begin(), moments.end(), [](const Moment& moment) { return moment.networks.empty(); }));
}

share::Report report_of(const LookedBack& looked, const document::Book& book, const LookBackOrder& order) {
    const share::LookBack all = share::look_back(share::moments_of(looked.moments, order.network, order.chapter));
    const Language language = order.language;
    share::Report report;
    report.title = say(Word::look_back_title, language) + " · " + book.title;
    const share::StageCounts counts = share::counts_of(all.moments);
    const auto count = [&](Stage stage) { return static_cast<double>(counts.at(static_cast<std::size_t>(stage))); };
    report.subtitle = say(Word::look_back_counts, language,
                          {count(Stage::marked) + count(Stage::asked), count(Stage::asked), count(Stage::decided),
                           count(Stage::done), count(Stage::found)});
    if (all.moments.empty()) return report;
    std::vector<HeldMeeting> meetings;
    for (const HeldMeeting& meeting : looked.meetings)
        if (order.network.empty() || meeting.network.id == order.network) meetings.push_back(meeting);
    Picture picture(all, meetings, language);
    report.picture_says = say(Word::look_back_picture_is, language,
                              {day(picture.plot().from, language), day(picture.plot().to, language)});
    report.picture = picture.take();
    report.sections.push_back(per_chapter(all.moments, book, language));
    if (order.network.empty()) report.sections.push_back(per_network(looked, all.moments, language));
    report.sections.push_back(day_by_day(looked, all, order.network, language));
    return report;
}

namespace {

// Paper is narrow: counts become words, and of what happened each day the columns that tell it stay.
share::Report for_paper(share::Report report) {
    constexpr std::size_t told = 4, value = 4;  // day, what, place, words; the value goes with what
    for (share::ReportSection& section : report.sections) {
        share::ReportTable& table = section.table;
        if (table.head.size() < told + 1) continue;
        const bool counts = table.head.size() == share::stage_count + 1 && &section != &report.sections.back();
        for (std::vector<std::string>& row : table.rows) {
            if (counts) {
                row = {row.front(), share::counts_in_words(table, row)};
                continue;
            }
            if (!row[value].empty()) row[1] += " (" + row[value] + ")";
            row.resize(told);
        }
        table.head.resize(counts ? 2 : told);
        if (counts) table.head.back().clear();
    }
    return report;
}

}  // namespace

std::shared_ptr<const document::Book> book_of(const share::Report& report, const document::Book& of) {
    constexpr const char* picture = "picture.svg";
    std::map<std::string, std::string> files;
    document::ChapterEntry entry;
    entry.id = "report";
    entry.path = "report.md";
    entry.title = report.title;
    files.emplace(entry.path,
                  share::report_to_markdown(for_paper(report), report.picture.empty() ? std::string() : picture));
    files.emplace(picture, report.picture);
    return book_of_own(of, entry.id, report.title, std::move(files), {entry});
}

Result<void> write_report(const share::Report& report, const document::Book& of, const std::string& format,
                          const std::string& path, Language language, notes::Milliseconds now) {
    if (format == "html") return share::write_whole(path, share::report_to_html(report, language));
    if (format == "csv") {
        std::vector<std::vector<std::string>> rows;
        if (!report.sections.empty()) {
            rows = report.sections.back().table.rows;
            rows.insert(rows.begin(), report.sections.back().table.head);
        }
        return share::write_whole(path, share::rows_to_csv(rows));
    }
    if (format != "pdf") return share::write_whole(path, share::report_to_markdown(report, {}));
    PrintOrder print_order;
    print_order.part = PrintOrder::Part::chapter;  // no title page, no contents
    print_order.path = path;
    print_order.language = language;
    print_order.now = now;
    const Result<PrintReport> printed =
        print(book_of(report, of), {}, print_order, [](std::size_t, std::size_t) { return true; });
    if (!printed) return tl::unexpected<Error>(printed.error());
    return {};
}

}  // namespace katern::app
