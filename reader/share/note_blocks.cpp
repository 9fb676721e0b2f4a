#include "share/note_blocks.h"

#include <algorithm>

#include "share/web_address.h"

namespace katern::share {
namespace {

using document::Block;
using document::BlockKind;
using document::Chapter;

class Reader {
public:
    explicit Reader(const Chapter& chapter) : chapter_(chapter) {}

    std::vector<NoteBlock> read() {
        std::vector<NoteBlock> blocks;
        for (const Block& block : chapter_.blocks) blocks.push_back(read(block));
        return blocks;
    }

private:
    NoteBlock read(const Block& block) {
        NoteBlock out;
        out.containers = block.containers;
        out.rule_before = block.rule_before;
        switch (block.kind) {
            case BlockKind::heading:
                out.kind = NoteBlock::Kind::heading;
                out.level = static_cast<std::uint8_t>(std::min<int>(block.level, last_level_ + 1));
                last_level_ = out.level;
                break;
            case BlockKind::code:
                out.kind = NoteBlock::Kind::code;
                break;
            case BlockKind::table_row:
                out.kind = NoteBlock::Kind::table_row;
                out.header = block.header;
                out.table = block.table;
                for (const text::Range cell : block.cells) out.cells.push_back(runs(block, cell));
                return out;
            case BlockKind::paragraph:
            case BlockKind::caption:
            case BlockKind::footnote:
            case BlockKind::figure:
                break;
        }
        out.runs = runs(block, block.text);
        for (const std::uint32_t image : block.images) out.runs.push_back(picture(chapter_.images[image]));
        return out;
    }

    [[nodiscard]] std::vector<Run> runs(const Block& block, text::Range part) const {
        std::vector<Run> out;
        auto inset = std::find_if(block.insets.begin(), block.insets.end(),
                                  [&](const document::Inset& each) { return each.at >= part.start; });
        const auto insets_up_to = [&](std::size_t at) {
            for (; inset != block.insets.end() && inset->at <= at; ++inset) out.push_back(run_of(*inset));
        };
        for (const document::Span& span : block.spans) {
            std::size_t at = std::max(span.text.start, part.start);
            const std::size_t end = std::min(span.text.end, part.end);
            while (at < end) {
                insets_up_to(at);
                const std::size_t stop = inset == block.insets.end() ? end : std::min(end, inset->at);
                out.push_back({std::string(text::slice(chapter_.text, {at, stop})), span.emphasis, url_of(span), false});
                at = stop;
            }
        }
        insets_up_to(part.end);
        return out;
    }

    [[nodiscard]] std::string url_of(const document::Span& span) const {
        return span.link < 0 ? std::string() : web_address(chapter_.links[static_cast<std::size_t>(span.link)].target);
    }

    [[nodiscard]] Run run_of(const document::Inset& inset) const {
        if (inset.footnote < 0) return picture(chapter_.images[static_cast<std::size_t>(inset.image)]);
        const document::Footnote& note = chapter_.footnotes[static_cast<std::size_t>(inset.footnote)];
        return {std::to_string(note.number), document::Emphasis::none, {}, true};
    }

    [[nodiscard]] static Run picture(const document::Image& image) {
        const std::string& words = image.alternative.empty() ? image.path : image.alternative;
        return {"[" + words + "]", document::Emphasis::italic, {}, false};
    }

    const Chapter& chapter_;
    int last_level_ = 0;
};

}  // namespace

std::vector<NoteBlock> read_note(std::string_view markdown) {
    const auto parsed = document::parse_markdown(markdown, "", nullptr);
    return parsed ? Reader(*parsed).read() : std::vector<NoteBlock>{};
}

}  // namespace katern::share
