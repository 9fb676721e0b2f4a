// The same person at another computer: when to look into the folder that both see, and what came of it. The work is
// notes/my_computers', on the store's thread.
#include "app/reader_jobs.h"
#include "words/words.h"

namespace katern::app {
namespace {

constexpr std::string_view folder_row = "my_computers/folder";
constexpr notes::Milliseconds pause_before_copy = 20'000;  // a copy is the whole file: not after every word

struct Looked {
    std::vector<notes::MyCopy> others;
    notes::Brought brought;
    std::map<std::string, std::string> taken;
    std::optional<notes::MyCopy> become;
};

Result<Looked> look(notes::Store& store, const std::string& folder, std::map<std::string, std::string> taken) {
    const Result<notes::Milliseconds> now = notes::wall_clock();
    if (!now) return tl::unexpected<Error>(now.error());
    Result<std::vector<notes::MyCopy>> others = notes::copies_of_others(store, folder);
    if (!others) return tl::unexpected<Error>(others.error());
    const Result<notes::Profile> me = store.me();
    if (!me) return tl::unexpected<Error>(me.error());
    Looked out;
    out.taken = std::move(taken);
    for (const notes::MyCopy& copy : *others) {
        if (copy.profile.id != me->id) {
            // Nothing of ours goes into a folder that is another's, nor the other way.
            const Result<bool> fresh = store.is_unwritten();
            if (!fresh) return tl::unexpected<Error>(fresh.error());
            if (!*fresh)
                return fail(Word::error_my_copy_other, copy.path,
                            copy.profile.name.empty() ? copy.profile.id : copy.profile.name);
            out.become = copy;
            out.others = std::move(*others);
            return out;
        }
    }
    for (const notes::MyCopy& copy : *others) {
        if (out.taken[copy.path] == copy.state) continue;
        const Result<notes::Brought> brought = notes::take_my_copy(store, copy.path, *now);
        if (!brought) return tl::unexpected<Error>(brought.error());
        out.taken[copy.path] = copy.state;
        out.brought.added += brought->added;
        out.brought.changed += brought->changed;
    }
    if (const Result<std::string> left = notes::leave_my_copy(store, folder); !left)
        return tl::unexpected<Error>(left.error());
    out.others = std::move(*others);
    return out;
}

}  // namespace

void Reader::load_my_computers() {
    ask_store([](notes::Store& store) { return store.setting(std::string(folder_row)); },
              [this](Result<std::optional<std::string>> folder) {
                  if (!folder || !*folder || (*folder)->empty()) return;
                  my_computers.folder = **folder;
                  update_my_computers(false);
              });
}

void Reader::update_my_computers(bool asked) {
    my_computers.look_at = 0;
    if (my_computers.folder.empty() || (!asked && !is_first_window())) return;
    ask_store([folder = my_computers.folder,
               taken = my_computers.taken](notes::Store& store) { return look(store, folder, taken); },
              [this, asked, folder = my_computers.folder](Result<Looked> looked) {
                  if (my_computers.folder != folder) return;
                  if (!looked) {
                      my_computers.failure = looked.error();
                      return;
                  }
                  my_computers.failure.reset();
                  my_computers.others = std::move(looked->others);
                  my_computers.taken = std::move(looked->taken);
                  my_computers.become = std::move(looked->become);
                  if (asked || looked->brought != notes::Brought{}) say_brought(looked->brought);
                  std::vector<std::filesystem::path> files;
                  for (const notes::MyCopy& copy : my_computers.others) files.emplace_back(copy.path);
                  if (files.empty()) return;
                  auto watching = platform::Watcher::watch(files, [this, inbox = inbox_] {
                      inbox->post([this] { my_computers.look_at = steady_now() + 1'000; });
                  });
                  if (watching) my_watcher_ = std::move(*watching);
              });
}

void Reader::say_brought(const notes::Brought& brought) {
    if (brought == notes::Brought{}) return say(Word::message_my_nothing_new);
    load_notes();
    say(Word::message_my_brought, {static_cast<double>(brought.added), static_cast<double>(brought.changed)});
}

void Reader::my_notes_changed() {
    if (my_computers.folder.empty() || my_computers.look_at != 0) return;
    my_computers.look_at = steady_now() + pause_before_copy;
}

void Reader::choose_my_folder() {
    sheet.my_path = SheetState::MyPath::folder;
    platform::FileRequest request;
    request.kind = platform::FileRequest::Kind::open_folder;
    request.title = text(Word::ui_my_computers);
    choose(
        std::move(request), Sheet::my_computers, [this](const std::string& path) { take_my_path(path); }, "~/");
}

void Reader::choose_my_file(bool leave) {
    sheet.my_path = leave ? SheetState::MyPath::leave : SheetState::MyPath::take;
    platform::FileRequest request;
    request.kind = leave ? platform::FileRequest::Kind::save_file : platform::FileRequest::Kind::open_file;
    request.title = text(Word::ui_my_computers);
    if (leave) request.suggested_name = text(Word::ui_my_file_name);
    request.filters.push_back({text(Word::ui_database_files), {"*.db"}});
    choose(
        std::move(request), Sheet::my_computers, [this](const std::string& path) { take_my_path(path); },
        "~/" + text(Word::ui_my_file_name));
}

void Reader::take_my_path(const std::string& typed) {
    const std::string path = typed_path(typed);
    if (path.empty()) {
        sheet.failure = Error{Word::error_path_needed, {}};
        return;
    }
    const SheetState::MyPath what = sheet.my_path;
    sheet.show_path = false;
    sheet.failure.reset();
    sheet.path.set_text("");
    close_editor();
    switch (what) {
        case SheetState::MyPath::folder:
            return use_my_folder(path);
        case SheetState::MyPath::take:
            return take_my_file(path);
        case SheetState::MyPath::leave:
            ask_store([path](notes::Store& store) { return store.copy_to(path); },
                      [this, path](Result<void> left) {
                          if (left) return say(Word::message_my_left, {path});
                          sheet.failure = left.error();
                      });
    }
}

void Reader::use_my_folder(const std::string& folder) {
    my_computers = MyComputers{};
    my_computers.folder = folder;
    my_watcher_.reset();
    save_rows({{std::string(folder_row), folder}});
    update_my_computers(true);
}

void Reader::take_my_file(const std::string& path) {
    struct Taken {
        notes::Brought brought;
        std::optional<notes::MyCopy> become;
    };
    ask_store(
        [path](notes::Store& store) -> Result<Taken> {
            const Result<notes::Milliseconds> now = notes::wall_clock();
            if (!now) return tl::unexpected<Error>(now.error());
            const Result<notes::MyCopy> copy = notes::look_at_copy(path);
            const Result<notes::Profile> me = store.me();
            const Result<bool> fresh = store.is_unwritten();
            if (copy && me && fresh && *fresh && copy->profile.id != me->id) return Taken{{}, *copy};
            const Result<notes::Brought> brought = notes::take_my_copy(store, path, *now);
            if (!brought) return tl::unexpected<Error>(brought.error());
            return Taken{*brought, {}};
        },
        [this](Result<Taken> taken) {
            if (!taken) {
                sheet.failure = taken.error();
                return;
            }
            my_computers.become = std::move(taken->become);
            if (!my_computers.become) say_brought(taken->brought);
        });
}

void Reader::become_mine(bool yes) {
    const std::optional<notes::MyCopy> copy = std::move(my_computers.become);
    my_computers.become.reset();
    if (!copy) return;
    const bool in_folder =
        std::find(my_computers.others.begin(), my_computers.others.end(), *copy) != my_computers.others.end();
    if (!yes) {
        if (in_folder) use_my_folder({});
        return;
    }
    ask_store([profile = copy->profile](notes::Store& store) { return store.become(profile); },
              [this, path = copy->path, in_folder](Result<void> became) {
                  if (!became) {
                      sheet.failure = became.error();
                      return;
                  }
                  if (in_folder)
                      update_my_computers(true);
                  else
                      take_my_file(path);
              });
}

}  // namespace katern::app
