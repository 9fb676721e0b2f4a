// md4c's events (CommonMark with tables, strikethrough and task lists) as calls of Builder.
#include "document/builder.h"
#include "document/entities.h"
#include "document/paths.h"

namespace katern::document {
namespace {

Align align_of(MD_ALIGN align) {
    switch (align) {
        case MD_ALIGN_LEFT:
            return Align::left;
        case MD_ALIGN_CENTER:
            return Align::centre;
        case MD_ALIGN_RIGHT:
            return Align::right;
        default:
            return Align::none;
    }
}

}  // namespace

std::string attribute_text(const MD_ATTRIBUTE& attribute) {
    std::string out;
    for (unsigned i = 0; attribute.text != nullptr && attribute.substr_offsets[i] < attribute.size; ++i) {
        const std::string_view piece(attribute.text + attribute.substr_offsets[i],
                                     attribute.substr_offsets[i + 1] - attribute.substr_offsets[i]);
        if (attribute.substr_types[i] == MD_TEXT_ENTITY) {
            out += decode_entity(piece);
        } else {
            out += piece;
        }
    }
    return out;
}

void Builder::read() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
        static_cast<Builder*>(self)->enter_block(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
        static_cast<Builder*>(self)->leave_block(type, detail);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
        static_cast<Builder*>(self)->enter_span(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
        static_cast<Builder*>(self)->leave_span(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* self) {
        static_cast<Builder*>(self)->text(type, {piece, size});
        return 0;
    };
    md_parse(source_.text.data(), static_cast<MD_SIZE>(source_.text.size()), &parser, this);
    close();
}

void Builder::enter_block(MD_BLOCKTYPE type, void* detail) {
    read_inline_html();
    if (type != MD_BLOCK_TH && type != MD_BLOCK_TD) close();
    switch (type) {
        case MD_BLOCK_QUOTE:
            containers_.push_back({Container::Kind::quote, next_id_++, 0, 0, true, std::nullopt});
            break;
        case MD_BLOCK_UL:
            lists_.push_back({next_id_++, 0, false, static_cast<MD_BLOCK_UL_DETAIL*>(detail)->is_tight != 0});
            break;
        case MD_BLOCK_OL: {
            const auto& list = *static_cast<MD_BLOCK_OL_DETAIL*>(detail);
            lists_.push_back({next_id_++, list.start, true, list.is_tight != 0});
            break;
        }
        case MD_BLOCK_LI:
            enter_item(*static_cast<MD_BLOCK_LI_DETAIL*>(detail));
            break;
        case MD_BLOCK_HR:
            rule_ = true;
            break;
        case MD_BLOCK_H:
            open(BlockKind::heading).block.level =
                static_cast<std::uint8_t>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
            break;
        case MD_BLOCK_CODE:
            enter_code(*static_cast<MD_BLOCK_CODE_DETAIL*>(detail));
            break;
        case MD_BLOCK_HTML:
            in_html_block_ = true;
            break;
        case MD_BLOCK_P:
            open(BlockKind::paragraph);
            break;
        case MD_BLOCK_TABLE:
            enter_table(*static_cast<MD_BLOCK_TABLE_DETAIL*>(detail));
            break;
        case MD_BLOCK_THEAD:
            in_header_ = true;
            break;
        case MD_BLOCK_TR:
            open(BlockKind::table_row);
            break;
        case MD_BLOCK_TH:
        case MD_BLOCK_TD:
            if (in_header_) alignment_.push_back(align_of(static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align));
            if (leaf_) leaf_->begin_cell();
            break;
        default:
            break;
    }
}

void Builder::leave_block(MD_BLOCKTYPE type, void*) {
    read_inline_html();
    switch (type) {
        case MD_BLOCK_QUOTE:
        case MD_BLOCK_LI:
            close();
            containers_.pop_back();
            break;
        case MD_BLOCK_UL:
        case MD_BLOCK_OL:
            lists_.pop_back();
            break;
        case MD_BLOCK_HTML:
            in_html_block_ = false;
            read_html_block();
            break;
        case MD_BLOCK_THEAD:
            in_header_ = false;
            break;
        case MD_BLOCK_TH:
        case MD_BLOCK_TD:
            if (leaf_) leaf_->end_cell();
            break;
        case MD_BLOCK_TR:
            if (leaf_) {
                leaf_->block.table = next_table_ - 1;
                leaf_->block.alignment = alignment_;
                leaf_->block.header = in_header_;
                // A row of empty cells points nowhere, but rows are on lines of their own, below the head the one with
                // dashes.
                see_line(row_line_);
                row_line_ = leaf_->source_line + (in_header_ ? 2 : 1);
            }
            close();
            break;
        case MD_BLOCK_H:
        case MD_BLOCK_CODE:
        case MD_BLOCK_P:
            close();
            break;
        default:
            break;
    }
}

void Builder::enter_item(const MD_BLOCK_LI_DETAIL& item) {
    Container container;
    List& list = lists_.back();
    container.kind = list.numbered ? Container::Kind::numbered_item : Container::Kind::bullet_item;
    container.id = next_id_++;
    container.list = list.id;
    container.number = list.numbered ? list.next++ : 0;
    container.tight = list.tight;
    if (item.is_task != 0) container.task = item.task_mark != ' ';
    containers_.push_back(container);
}

void Builder::enter_code(const MD_BLOCK_CODE_DETAIL& code) {
    Leaf& leaf = open(BlockKind::code);
    const std::string info = attribute_text(code.lang);
    // mdBook writes "rust,ignore".
    leaf.block.language = info.substr(0, info.find(','));
    code_lines_ = 0;
    code_on_next_line_ = false;
    if (code.fence_char == 0) return;
    if (code.info.text != nullptr && code.info.size > 0 && offset_of(code.info.text)) {
        see({code.info.text, code.info.size});
    } else {
        code_on_next_line_ = true;
    }
}

void Builder::add_code(std::string_view piece) {
    Leaf& leaf = *leaf_;
    if (piece == "\n") ++code_lines_;
    if (leaf.block.kind == BlockKind::heading) leaf.heading_text += piece;
    // In a table a bar within code is written "\|" (GitHub Flavored Markdown, 4.10); md4c leaves the backslash.
    std::size_t done = 0;
    const bool row = leaf.block.kind == BlockKind::table_row;
    for (std::size_t bar = 0; row && (bar = piece.find("\\|", done)) != std::string_view::npos; done = bar + 1)
        leaf.add_verbatim(piece.substr(done, bar - done), style());
    leaf.add_verbatim(piece.substr(done), style());
}

void Builder::enter_table(const MD_BLOCK_TABLE_DETAIL&) {
    ++next_table_;
    alignment_.clear();
    row_line_ = line_by_guess();
}

void Builder::enter_span(MD_SPANTYPE type, void* detail) {
    read_inline_html();
    if (image_depth_ > 0) {
        if (type == MD_SPAN_IMG) ++image_depth_;
        return;
    }
    leaf_or_paragraph();
    switch (type) {
        case MD_SPAN_EM:
            ++markdown_.italic;
            break;
        case MD_SPAN_STRONG:
            ++markdown_.bold;
            break;
        case MD_SPAN_CODE:
            ++markdown_.code;
            break;
        case MD_SPAN_DEL:
            ++markdown_.strike;
            break;
        case MD_SPAN_A: {
            const auto& link = *static_cast<MD_SPAN_A_DETAIL*>(detail);
            links_.push_back(
                static_cast<std::int32_t>(add_link(attribute_text(link.href), attribute_text(link.title))));
            break;
        }
        case MD_SPAN_IMG: {
            const auto& image = *static_cast<MD_SPAN_IMG_DETAIL*>(detail);
            see({image.src.text == nullptr ? "" : image.src.text, image.src.size});
            image_ = {attribute_text(image.src), "", attribute_text(image.title), 0};
            image_depth_ = 1;
            break;
        }
        default:
            break;
    }
}

void Builder::leave_span(MD_SPANTYPE type) {
    read_inline_html();
    if (image_depth_ > 0) {
        if (type == MD_SPAN_IMG && --image_depth_ == 0) add_image(std::move(image_));
        return;
    }
    switch (type) {
        case MD_SPAN_EM:
            --markdown_.italic;
            break;
        case MD_SPAN_STRONG:
            --markdown_.bold;
            break;
        case MD_SPAN_CODE:
            --markdown_.code;
            break;
        case MD_SPAN_DEL:
            --markdown_.strike;
            break;
        case MD_SPAN_A:
            links_.pop_back();
            break;
        default:
            break;
    }
}

void Builder::text(MD_TEXTTYPE type, std::string_view piece) {
    if (in_html_block_ || type == MD_TEXT_HTML) {
        if (raw_.empty()) {
            raw_start_ = offset_of(piece.data());
            raw_line_ = raw_start_ ? source_.line_at(*raw_start_) : line_by_guess();
        }
        if (image_depth_ == 0) raw_ += piece;
        if (raw_start_) seen_ = std::max(seen_, *raw_start_ + raw_.size());
        return;
    }
    read_inline_html();
    if (image_depth_ > 0) {
        see(piece);
        const bool breaks = type == MD_TEXT_BR || type == MD_TEXT_SOFTBR;
        image_.alternative += breaks ? " " : type == MD_TEXT_ENTITY ? decode_entity(piece) : std::string(piece);
        return;
    }
    Leaf& leaf = leaf_or_paragraph();
    see(piece);
    if (dropping_) return;
    switch (type) {
        case MD_TEXT_BR:
            leaf.add_line_break(style());
            break;
        case MD_TEXT_SOFTBR:
            add_words("\n");
            break;
        case MD_TEXT_ENTITY:
            add_words(decode_entity(piece));
            break;
        case MD_TEXT_CODE:
            add_code(piece);
            break;
        case MD_TEXT_NULLCHAR:
            add_words("\uFFFD");
            break;
        default:
            add_text(piece);
            break;
    }
}

}  // namespace katern::document
