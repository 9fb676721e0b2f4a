#include "share/foreign/json.h"

#include <algorithm>
#include <array>
#include <vector>

#include "share/foreign/clean.h"
#include "words/words.h"

namespace katern::share::foreign {
namespace {

constexpr std::array<std::string_view, 6> list_names{"items",      "annotations", "rows",
                                                     "highlights", "entries",     "bookmarks"};

bool names_a_list(std::string_view name) {
    return std::find(list_names.begin(), list_names.end(), name) != list_names.end();
}

// Builds the outline, or with somebody to take them the items one after another. The parser that feeds it doesn't
// recurse, so that no nesting overflows the stack.
class Splitter final : public nlohmann::json_sax<Json> {
public:
    explicit Splitter(const TakeItem* take) : take_(take) {}

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(std::int64_t value) override { return put(value); }
    bool number_unsigned(std::uint64_t value) override { return put(value); }
    bool number_float(double value, const std::string&) override { return put(value); }
    bool binary(Json::binary_t&) override { return true; }
    bool string(std::string& value) override { return put(cleaned(value)); }
    bool key(std::string& value) override {
        if (skipped_ == 0) key_ = cleaned(value);
        return true;
    }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        error_position_ = position;
        return false;
    }

    [[nodiscard]] std::size_t error_position() const { return error_position_; }
    Json take_root() { return std::move(root_); }

private:
    [[nodiscard]] bool between_items() const { return list_depth_ > 0 && !in_item_; }

    std::string cleaned(std::string& value) {
        if (in_item_ && value.find(lost_bytes) != std::string::npos) item_.flaw = Flaw::damaged;
        return clean(std::move(value));
    }

    // Whether one more value may be kept. A flood in one member leaves room for the others.
    bool counted() {
        const std::size_t which = in_item_ ? 1 : open_.size() <= 1 ? 2 : 0;
        if (++values_[which] <= (in_item_ ? most_values_in_item : most_values_around)) return true;
        if (in_item_ && item_.flaw == Flaw::none) item_.flaw = Flaw::too_large;
        return false;
    }

    Json* add(Json&& value) {
        if (open_.empty()) return &(root_ = std::move(value));
        Json& parent = *open_.back();
        if (parent.is_array()) return &parent.emplace_back(std::move(value));
        return &(parent[key_] = std::move(value));
    }

    bool put(Json value) {
        if (skipped_ > 0) return true;
        if (between_items()) {
            begin_item(std::move(value));
            return end_item();
        }
        if (counted()) add(std::move(value));
        return true;
    }

    bool open(Json container) {
        if (skipped_ > 0 || (between_items() && take_ == nullptr)) {
            ++skipped_;
        } else if (between_items()) {
            open_.push_back(begin_item(std::move(container)));
            names_.emplace_back();
        } else if (open_.size() >= deepest || !counted()) {
            if (in_item_ && item_.flaw == Flaw::none) item_.flaw = Flaw::too_large;
            skipped_ = 1;
        } else {
            const std::string name = open_.empty() || open_.back()->is_array() ? std::string() : key_;
            open_.push_back(add(std::move(container)));
            names_.push_back(name);
            if (!in_item_ && open_.back()->is_array() && is_list()) list_depth_ = open_.size();
        }
        return true;
    }

    bool close() {
        if (skipped_ > 0) {
            --skipped_;
            return true;
        }
        open_.pop_back();
        names_.pop_back();
        if (in_item_ && open_.size() == list_depth_) return end_item();
        if (open_.size() < list_depth_) list_depth_ = 0;
        return true;
    }

    // Whether the array that was opened last holds notes.
    [[nodiscard]] bool is_list() const {
        const std::string& name = names_.back();
        switch (names_.size()) {
            case 1:
                return true;
            case 2:
                return names_a_list(name);
            case 3:
                return names_[1] == "first" && names_a_list(name);
            case 4:
                return names_[1] == "documents" && names_a_list(name);
            default:
                return false;
        }
    }

    Json* begin_item(Json&& value) {
        in_item_ = true;
        values_[1] = 0;
        item_ = JsonItem{names_.back(), 0, ++position_, std::move(value), Flaw::none};
        if (names_.size() == 4) item_.document = root_["documents"].size() - 1;
        return &item_.value;
    }

    bool end_item() {
        in_item_ = false;
        return !take_ || (*take_)(std::move(item_));
    }

    const TakeItem* take_;
    Json root_;
    std::vector<Json*> open_;         // what is being built, innermost last
    std::vector<std::string> names_;  // of the members that they are
    std::string key_;
    std::size_t skipped_ = 0;     // containers open in what is left out
    std::size_t list_depth_ = 0;  // of `open_` within a list of notes; 0: in none
    std::size_t position_ = 0;
    std::array<std::size_t, 3> values_{};  // around the items, in this one, and members of the root
    bool in_item_ = false;
    JsonItem item_;
    std::size_t error_position_ = 0;
};

}  // namespace

Result<Json> read_outline(std::string_view text, std::string_view file_name) {
    Splitter splitter(nullptr);
    if (!Json::sax_parse(text, &splitter))
        return fail(Word::foreign_broken, std::string(file_name), static_cast<double>(splitter.error_position()));
    return splitter.take_root();
}

void for_each_item(std::string_view text, const TakeItem& take) {
    Splitter splitter(&take);
    Json::sax_parse(text, &splitter);
}

}  // namespace katern::share::foreign
