#include "share/template.h"

#include <algorithm>

#include "share/template_names.h"
#include "words/words.h"

namespace katern::share {

struct Template::Node {
    enum class Kind : std::uint8_t { text, value, raw, section, inverted };
    Kind kind = Kind::text;
    std::string text;  // text, or a name
    std::vector<std::shared_ptr<const Node>> inner;
};

namespace {

using Node = Template::Node;
using Nodes = std::vector<std::shared_ptr<const Node>>;

constexpr std::size_t deepest = 32;  // sections within each other

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && is_blank(text.substr(0, 1))) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.substr(text.size() - 1))) text.remove_suffix(1);
    return text;
}

// What stands between two pairs of braces.
struct Tag {
    char sign = 0;  // # ^ / ! or { for three braces; 0: a value
    std::string name;
    std::size_t start = 0, end = 0;  // bytes of the source, with its braces
};

class Parser {
public:
    Parser(std::string_view source, const std::string& path) : source_(source), path_(path) {}

    Result<Nodes> parse() {
        open_.push_back({});
        while (true) {
            const std::size_t start = source_.find("{{", at_);
            if (start == std::string_view::npos) break;
            Result<Tag> tag = tag_at(start);
            if (!tag) return tl::unexpected<Error>(tag.error());
            if (const Result<void> taken = take(*tag); !taken) return tl::unexpected<Error>(taken.error());
        }
        text(at_, source_.size());
        if (open_.size() > 1) return fail(Word::error_template_open, path_, line_of(open_.back().start), open_.back().name);
        return std::move(open_.back().inner);
    }

private:
    struct Section {
        std::string name;
        std::size_t start = 0;
        bool inverted = false;
        TemplateLevel level = TemplateLevel::file;
        Nodes inner;
    };

    [[nodiscard]] double line_of(std::size_t byte) const {
        return static_cast<double>(1 + std::count(source_.begin(), source_.begin() + static_cast<std::ptrdiff_t>(byte), '\n'));
    }

    [[nodiscard]] Result<Tag> tag_at(std::size_t start) const {
        const bool three = source_.substr(start).starts_with("{{{");
        const std::string_view closing = three ? "}}}" : "}}";
        const std::size_t end = source_.find(closing, start);
        if (end == std::string_view::npos) return fail(Word::error_template_braces, path_, line_of(start));
        std::string_view inner = without_blanks(source_.substr(start + closing.size(), end - start - closing.size()));
        Tag tag{three ? '{' : '\0', {}, start, end + closing.size()};
        if (!three && !inner.empty() && std::string_view("#^/!").find(inner.front()) != std::string_view::npos) {
            tag.sign = inner.front();
            inner = without_blanks(inner.substr(1));
        }
        tag.name = inner;
        return tag;
    }

    // Takes what stands before the tag as text and the tag itself.
    Result<void> take(const Tag& tag) {
        const bool alone = tag.sign != 0 && tag.sign != '{' && stands_alone(tag);
        std::size_t before = tag.start;
        if (alone) before = line_start(tag.start);
        text(at_, before);
        at_ = alone ? line_end(tag.end) : tag.end;
        switch (tag.sign) {
            case '!':
                return {};
            case '/':
                return close(tag);
            default:
                break;
        }
        const TemplateName* name = find_name(tag.name);
        if (name == nullptr) return fail(Word::error_template_name, path_, line_of(tag.start), tag.name);
        if (tag.sign == '#' || tag.sign == '^') {
            // A list within itself would write all of it once more for each of it.
            const bool within = name->is_list && tag.sign == '#' && name->opens <= open_.back().level;
            if (within || open_.size() > deepest) return fail(Word::error_template_deep, path_, line_of(tag.start), tag.name);
            Section section{tag.name, tag.start, tag.sign == '^', open_.back().level, {}};
            if (name->is_list && tag.sign == '#') section.level = name->opens;
            open_.push_back(std::move(section));
            return {};
        }
        if (name->is_list) return fail(Word::error_template_list, path_, line_of(tag.start), tag.name);
        add({tag.sign == '{' ? Node::Kind::raw : Node::Kind::value, tag.name, {}});
        return {};
    }

    Result<void> close(const Tag& tag) {
        if (open_.size() == 1) return fail(Word::error_template_close, path_, line_of(tag.start), tag.name);
        Section section = std::move(open_.back());
        if (section.name != tag.name) return fail(Word::error_template_other, path_, line_of(tag.start), tag.name, section.name);
        open_.pop_back();
        add({section.inverted ? Node::Kind::inverted : Node::Kind::section, section.name, std::move(section.inner)});
        return {};
    }

    [[nodiscard]] const TemplateName* find_name(std::string_view name) const {
        for (const TemplateName& each : template_names())
            if (each.name == name && each.level <= open_.back().level) return &each;
        return nullptr;
    }

    [[nodiscard]] bool stands_alone(const Tag& tag) const {
        const std::size_t start = line_start(tag.start), end = std::min(source_.find('\n', tag.end), source_.size());
        return start >= at_ && is_blank(source_.substr(start, tag.start - start)) && is_blank(source_.substr(tag.end, end - tag.end));
    }
    [[nodiscard]] std::size_t line_start(std::size_t at) const {
        const std::size_t feed = at == 0 ? std::string_view::npos : source_.rfind('\n', at - 1);
        return feed == std::string_view::npos ? 0 : feed + 1;
    }
    [[nodiscard]] std::size_t line_end(std::size_t at) const {
        const std::size_t feed = source_.find('\n', at);
        return feed == std::string_view::npos ? source_.size() : feed + 1;
    }

    void text(std::size_t start, std::size_t end) {
        if (end > start) add({Node::Kind::text, std::string(source_.substr(start, end - start)), {}});
    }
    void add(Node node) { open_.back().inner.push_back(std::make_shared<const Node>(std::move(node))); }

    std::string_view source_;
    const std::string& path_;
    std::size_t at_ = 0;
    std::vector<Section> open_;
};

class Filler {
public:
    std::string fill(const Nodes& nodes, const TemplateValue::Fields& fields) {
        scopes_.push_back(&fields);
        write(nodes);
        return out_;
    }

private:
    [[nodiscard]] const TemplateValue* find(const std::string& name) const {
        for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope)
            if (const auto found = (*scope)->find(name); found != (*scope)->end()) return &found->second;
        return nullptr;
    }

    void write(const Nodes& nodes) {
        for (const auto& node : nodes) write(*node);
    }

    void write(const Node& node) {
        if (node.kind == Node::Kind::text) {
            out_ += node.text;
            return;
        }
        static const TemplateValue nothing;
        const TemplateValue* found = find(node.text);
        const TemplateValue& value = found == nullptr ? nothing : *found;
        const bool empty = value.is_list ? value.items.empty() : value.text.empty();
        switch (node.kind) {
            case Node::Kind::value:
                out_ += value.is_markdown ? value.text : escape_markdown(value.text);
                break;
            case Node::Kind::raw:
                out_ += value.text;
                break;
            case Node::Kind::inverted:
                if (empty) write(node.inner);
                break;
            case Node::Kind::section:
                if (!value.is_list && !empty) write(node.inner);
                for (const TemplateValue::Fields& item : value.items) {
                    scopes_.push_back(&item);
                    write(node.inner);
                    scopes_.pop_back();
                }
                break;
            case Node::Kind::text:
                break;
        }
    }

    std::string out_;
    std::vector<const TemplateValue::Fields*> scopes_;
};

}  // namespace

Result<Template> Template::parse(std::string_view source, const std::string& path) {
    if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);
    if (text::find_invalid_utf8(source) != std::string_view::npos) return fail(Word::error_template_utf8, path);
    Result<Nodes> nodes = Parser(source, path).parse();
    if (!nodes) return tl::unexpected<Error>(nodes.error());
    Template made;
    made.nodes_ = std::move(*nodes);
    return made;
}

std::string Template::fill(const TemplateValue::Fields& fields) const {
    return Filler().fill(nodes_, fields);
}

}  // namespace katern::share
