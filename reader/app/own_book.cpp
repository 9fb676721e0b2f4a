#include "app/own_book.h"

#include "words/words.h"

namespace katern::app {
namespace {

// A book's files, of which each is one of these texts.
class OwnFiles final : public document::Files {
public:
    explicit OwnFiles(std::map<std::string, std::string> files) : files_(std::move(files)) {}
    [[nodiscard]] Result<std::string> read(const std::string& path) const override {
        const auto found = files_.find(path);
        if (found == files_.end()) return fail(Word::error_book_missing, path);
        return found->second;
    }
    [[nodiscard]] Result<std::string> read_start(const std::string& path, std::size_t most) const override {
        Result<std::string> whole = read(path);
        if (whole && whole->size() > most) whole->resize(most);
        return whole;
    }
    [[nodiscard]] bool exists(const std::string& path) const override { return files_.contains(path); }
    [[nodiscard]] std::vector<std::string> list(const std::string&, std::string_view) const override {
        std::vector<std::string> names;
        for (const auto& [name, text] : files_) names.push_back(name);
        return names;
    }
    [[nodiscard]] std::string name(const std::string& path) const override { return path; }

private:
    std::map<std::string, std::string> files_;
};

}  // namespace

std::shared_ptr<document::Book> book_of_own(const document::Book& of, const std::string& id, const std::string& title,
                                            std::map<std::string, std::string> files,
                                            std::vector<document::ChapterEntry> chapters) {
    auto made = std::make_shared<document::Book>(std::make_shared<OwnFiles>(std::move(files)));
    made->id = of.id + "-" + id;
    made->title = title;
    made->language = of.language;
    made->edition = of.edition;
    made->path = of.path;
    made->chapters = std::move(chapters);
    return made;
}

}  // namespace katern::app
