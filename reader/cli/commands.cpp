// The table of commands and options. A row here is all that the parser and --help know.
#include <algorithm>
#include <array>

#include "cli/command.h"
#include "words/words.h"

namespace katern::cli {
namespace {

using Takes = Option::Takes;

constexpr std::array<std::string_view, 1> book{"BOOK"};
constexpr std::array<std::string_view, 2> book_and_id{"BOOK", "ID"};
constexpr std::array<std::string_view, 2> book_and_query{"BOOK", "QUERY"};
constexpr std::array<std::string_view, 2> book_and_files{"BOOK", "FILE…"};
constexpr std::span<const std::string_view> no_operands;

constexpr Option chapter{"--chapter", Word::cli_option_chapter, Takes::value, "ID"};
constexpr Option required_chapter{"--chapter", Word::cli_option_chapter, Takes::value, "ID", true};
constexpr Option json{"--json", Word::cli_option_json};
constexpr Option out{"--out", Word::cli_option_out, Takes::value, "F", true};
constexpr Option category{"--category", Word::cli_option_category, Takes::value, "C"};
constexpr Option note{"--note", Word::cli_option_note, Takes::value, "T"};
constexpr Option tag{"--tag", Word::cli_option_tag, Takes::value, "T", false, true};
constexpr Option share_option{"--share", Word::cli_option_share, Takes::maybe, "NETWORK"};

constexpr std::array text_options{chapter};
constexpr std::array toc_options{json};
constexpr std::array page_options{
    chapter,
    Option{"--at", Word::cli_option_at, Takes::value, "ADDRESS"},
    Option{"--page", Word::cli_option_page, Takes::value, "N"},
    Option{"--size", Word::cli_option_size, Takes::value, "WxH"},
    Option{"--scale", Word::cli_option_scale, Takes::value, "S"},
    Option{"--theme", Word::cli_option_theme, Takes::value, "T"},
    out,
};
constexpr std::array print_options{
    out,
    Option{"--chapter", Word::cli_option_print_chapter, Takes::value, "ID"},
    Option{"--at", Word::cli_option_print_at, Takes::value, "ADDRESS"},
    Option{"--to", Word::cli_option_print_to, Takes::value, "ADDRESS"},
    Option{"--marks", Word::cli_option_print_marks},
    Option{"--notes", Word::cli_option_print_notes},
};
constexpr std::array annotate_options{
    required_chapter,
    Option{"--quote", Word::cli_option_quote, Takes::value, "T", true},
    Option{"--prefix", Word::cli_option_prefix, Takes::value, "T"},
    Option{"--suffix", Word::cli_option_suffix, Takes::value, "T"},
    category,
    note,
    tag,
    share_option,
};
constexpr std::array notes_options{
    json,
    Option{"--author", Word::cli_option_author, Takes::value, "A"},
    Option{"--category", Word::cli_option_category_filter, Takes::value, "C"},
    Option{"--tag", Word::cli_option_tag_filter, Takes::value, "T"},
    Option{"--orphans", Word::cli_option_orphans},
};
constexpr std::array reply_options{
    Option{"--note", Word::cli_option_note, Takes::value, "T", true},
    share_option,
};
constexpr std::array edit_options{
    Option{"--note", Word::cli_option_edit_note, Takes::value, "T"},
    Option{"--category", Word::cli_option_edit_category, Takes::value, "C"},
    Option{"--tag", Word::cli_option_edit_tag, Takes::value, "T", false, true},
};
constexpr std::array share_options{Option{"--network", Word::cli_option_network, Takes::value, "N"}};
constexpr std::array withdraw_options{Option{"--network", Word::cli_option_withdraw_network, Takes::value, "N"}};
constexpr std::array export_options{
    Option{"--format", Word::cli_option_format, Takes::value, "F", true},
    out,
    Option{"--all", Word::cli_option_all},
    Option{"--shared", Word::cli_option_shared},
    Option{"--network", Word::cli_option_export_network, Takes::value, "N"},
    Option{"--memory", Word::cli_option_memory},
    Option{"--without-name", Word::cli_option_without_name},
    Option{"--answers", Word::cli_option_answers},
    Option{"--no-answers", Word::cli_option_no_answers},
    Option{"--readwise", Word::cli_option_readwise},
    Option{"--template", Word::cli_option_template, Takes::value, "FILE"},
    Option{"--meeting", Word::cli_option_export_meeting, Takes::value, "ID"},
};
constexpr std::array import_options{Option{"--network", Word::cli_option_import_network, Takes::value, "N"}};
constexpr std::array sync_options{
    Option{"--network", Word::cli_option_sync_network, Takes::value, "N"},
    Option{"--folder", Word::cli_option_sync_folder, Takes::value, "DIR"},
};
constexpr std::array search_options{
    json,
    Option{"--whole-words", Word::cli_option_whole_words},
    Option{"--exact", Word::cli_option_exact},
};
constexpr std::array profile_options{
    Option{"--name", Word::cli_option_name, Takes::value, "T"},
    Option{"--school", Word::cli_option_school, Takes::value, "T"},
};

constexpr std::array<std::string_view, 3> book_and_meeting{"BOOK", "new|add|edit|move|remove|list|forms|decide|export", "ID"};
constexpr std::array meeting_options{
    json,
    Option{"--network", Word::cli_option_meeting_network, Takes::value, "N"},
    Option{"--name", Word::cli_option_meeting_name, Takes::value, "T"},
    Option{"--date", Word::cli_option_meeting_date, Takes::value, "D"},
    Option{"--question", Word::cli_option_meeting_question, Takes::value, "T"},
    Option{"--person", Word::cli_option_meeting_person, Takes::value, "T", false, true},
    Option{"--minutes", Word::cli_option_meeting_minutes, Takes::value, "M"},
    Option{"--text", Word::cli_option_meeting_text, Takes::value, "T"},
    Option{"--at", Word::cli_option_meeting_at, Takes::value, "ADDRESS"},
    Option{"--note", Word::cli_option_meeting_note, Takes::value, "ID", false, true},
    Option{"--prompt", Word::cli_option_meeting_prompt},
    Option{"--item", Word::cli_option_meeting_item, Takes::value, "ID"},
    Option{"--action", Word::cli_option_meeting_action, Takes::value, "T"},
    Option{"--who", Word::cli_option_meeting_who, Takes::value, "T"},
    Option{"--when", Word::cli_option_meeting_when, Takes::value, "D"},
    Option{"--after", Word::cli_option_meeting_after, Takes::value, "ID"},
    Option{"--format", Word::cli_option_meeting_format, Takes::value, "docx|pdf|html|markdown|ics"},
    Option{"--out", Word::cli_option_out, Takes::value, "F"},
};
constexpr std::array together_options{
    Option{"--network", Word::cli_option_together_network, Takes::value, "N", true},
    json,
};
constexpr std::array reflect_options{
    json,
    Option{"--network", Word::cli_option_reflect_network, Takes::value, "N"},
    Option{"--format", Word::cli_option_reflect_format, Takes::value, "F"},
    Option{"--all", Word::cli_option_all},
    Option{"--out", Word::cli_option_out, Takes::value, "F"},
    Option{"--meeting", Word::cli_option_reflect_meeting, Takes::value, "ID"},
    Option{"--at", Word::cli_option_reflect_at, Takes::value, "ADDRESS"},
    Option{"--outcome", Word::cli_option_reflect_outcome, Takes::value, "ID"},
    Option{"--text", Word::cli_option_reflect_text, Takes::value, "T"},
    Option{"--cycle", Word::cli_option_reflect_cycle, Takes::value, "C"},
    Option{"--share", Word::cli_option_reflect_share},
};

constexpr std::array table{
    Command{"text", book, Word::cli_help_text, text_options, print_text},
    Command{"toc", book, Word::cli_help_toc, toc_options, print_toc},
    Command{"page", book, Word::cli_help_page, page_options, write_page},
    Command{"print", book, Word::cli_help_print, print_options, print_book},
    Command{"annotate", book, Word::cli_help_annotate, annotate_options, add_note},
    Command{"notes", book, Word::cli_help_notes, notes_options, print_notes},
    Command{"reply", book_and_id, Word::cli_help_reply, reply_options, add_reply},
    Command{"edit", book_and_id, Word::cli_help_edit, edit_options, edit_note},
    Command{"delete", book_and_id, Word::cli_help_delete, {}, remove_note},
    Command{"restore", book_and_id, Word::cli_help_restore, {}, restore_note},
    Command{"share", book_and_id, Word::cli_help_share, share_options, share_note},
    Command{"withdraw", book_and_id, Word::cli_help_withdraw, withdraw_options, withdraw_note},
    Command{"undo", book, Word::cli_help_undo, {}, undo_step},
    Command{"export", book, Word::cli_help_export, export_options, write_export},
    Command{"import", book_and_files, Word::cli_help_import, import_options, import_files},
    Command{"sync", book, Word::cli_help_sync, sync_options, sync_folders},
    Command{"together", book, Word::cli_help_together, together_options, show_together},
    Command{"meeting", book_and_meeting, Word::cli_help_meeting, meeting_options, do_meeting, 1},
    Command{"reflect", book, Word::cli_help_reflect, reflect_options, look_back},
    Command{"profile", no_operands, Word::cli_help_profile, profile_options, show_profile},
    Command{"search", book_and_query, Word::cli_help_search, search_options, search_book},
    Command{"check", book, Word::cli_help_check, {}, check_book},
};

}  // namespace

std::span<const Command> commands() {
    return table;
}

const Command* find_command(std::string_view name) {
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Command& command) { return command.name == name; });
    return found == table.end() ? nullptr : &*found;
}

}  // namespace katern::cli
