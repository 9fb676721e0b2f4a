#include "app/memory.h"

#include <algorithm>
#include <set>

#include "app/reader.h"
#include "app/saving_page.h"
#include "share/annotation_set.h"
#include "words/words.h"

namespace katern::app {
namespace {

Result<notes::Network> named_or_known(notes::Store& store, const std::string& network) {
    const Result<std::vector<notes::Network>> all = store.networks();
    if (!all) return pass_on(all);
    for (const notes::Network& one : *all)
        if (one.id == network) return one;
    return known_network(store, network);
}

Memory counted(const notes::NoteSet& set, const notes::Network& network) {
    Memory memory;
    memory.network = network.name;
    std::set<std::string> people;
    for (const notes::SetItem& item : set.items) {
        if (item.gone) continue;
        ++memory.notes;
        people.insert(item.author);
    }
    for (const notes::SetMeeting& row : set.meetings) {
        const auto lives = [](const notes::Field& field) { return field.name == "life" && field.value == "alive"; };
        if (row.id == row.meeting && std::any_of(row.fields.begin(), row.fields.end(), lives)) ++memory.meetings;
    }
    memory.people = people.size();
    return memory;
}

// What is to be written, read on the store's thread.
struct GatheredMemory {
    notes::NoteSet set;
    Memory memory;
};

Result<GatheredMemory> gather(notes::Store& store, const KnownBook& known, const std::string& name, bool with_name) {
    const Result<notes::Network> network = named_or_known(store, name);
    if (!network) return pass_on(network);
    notes::SetOrder order;
    order.network = network->id;
    order.with_name = with_name;
    Result<notes::NoteSet> set = notes::outgoing(store, known.key, order);
    if (!set) return pass_on(set);
    const Memory memory = counted(*set, *network);
    if (memory.notes == 0 && memory.meetings == 0)
        return fail(Word::error_memory_empty, network->name, known.book->title);
    return GatheredMemory{std::move(*set), memory};
}

Result<void> write(const notes::NoteSet& set, const KnownBook& known, const std::string& path) {
    const Result<std::string> bytes = share::write_annotation_set(set, *known.book);
    if (!bytes) return pass_on(bytes);
    return share::write_whole(path, *bytes);
}

}  // namespace

Result<Memory> write_memory(notes::Store& store, const KnownBook& known, const std::string& name,
                            const std::string& path, bool with_name) {
    const Result<GatheredMemory> gathered = gather(store, known, name, with_name);
    if (!gathered) return pass_on(gathered);
    if (const Result<void> written = write(gathered->set, known, path); !written) return pass_on(written);
    // Only from now on a withdrawal has to travel.
    if (const Result<void> published = notes::mark_published(store, known.key, gathered->set); !published)
        return pass_on(published);
    return gathered->memory;
}

std::string sentence(const Memory& memory, const std::string& path, Language language) {
    const std::string name = memory.network.empty() ? say(Word::together_my_network, language) : memory.network;
    return say(Word::memory_saved, language,
               {name, path, static_cast<double>(memory.notes), static_cast<double>(memory.people),
                static_cast<double>(memory.meetings)});
}

void save_memory(Reader& reader, const std::string& network) {
    const std::optional<KnownBook> known = reader.known_book();
    if (!known) return reader.say(Word::message_not_ready);
    const std::string name = reader.network_name(network);
    PageToSave page;
    page.title = reader.text(Word::memory_title, {name});
    page.explained = reader.text(Word::memory_explained, {known->book->title});
    page.file_name = reader.text(Word::memory_file_name, {name});
    page.formats = {"annotations"};
    page.prepare = [known, network, language = reader.settings.language, with_name = reader.settings.export_with_name](
                       notes::Store& store, const std::string&, const std::string& path) -> Result<PageToSave::Job> {
        Result<GatheredMemory> gathered = gather(store, *known, network, with_name);
        if (!gathered) return pass_on(gathered);
        const auto all = std::make_shared<const GatheredMemory>(std::move(*gathered));
        PageToSave::Job job;
        job.work = [all, known, path, language]() -> Result<std::string> {
            if (const Result<void> written = write(all->set, *known, path); !written) return pass_on(written);
            return sentence(all->memory, path, language);
        };
        // Only from now on a withdrawal has to travel.
        job.kept = [all, known](notes::Store& later) { return notes::mark_published(later, known->key, all->set); };
        return job;
    };
    reader.saving->ask(std::move(page));
}

}  // namespace katern::app
