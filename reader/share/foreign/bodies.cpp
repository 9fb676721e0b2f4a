#include "share/foreign/bodies.h"

#include "document/document.h"

namespace katern::share::foreign {
namespace {

class BodyReader {
public:
    explicit BodyReader(bool tagging) : tagging_(tagging) { out_.unknown = Json::array(); }

    void read(const Json& body) {
        if (body.is_array()) {
            for (const Json& one : body) read(one);
        } else if (body.is_string()) {
            outside(body, body.get<std::string>());
        } else if (body.is_object()) {
            read_object(body);
        } else {
            wrong("body");
        }
    }

    void add_text(const std::string& text) {
        if (text.empty()) return;
        if (!out_.text.empty()) out_.text += "\n\n";
        out_.text += text;
    }

    Bodies take() {
        if (out_.unknown.size() == 1) out_.unknown = Json(out_.unknown.front());
        return std::move(out_);
    }

private:
    void wrong(std::string_view name) {
        if (out_.wrong.empty()) out_.wrong = name;
    }

    void outside(const Json& body, const std::string& address) {
        if (out_.elsewhere.empty()) out_.elsewhere = address;
        out_.unknown.push_back(body);
    }

    void read_object(const Json& body) {
        const std::string type = text_of(body, "type");
        if (const Json* items = member(body, "items"); items && items->is_array() && !items->empty()) {
            if (type == "Choice") {
                read_choice(*items);
            } else {
                read(*items);
            }
            return;
        }
        read_style(body);
        const Json* value = member(body, "value");
        if (value) {
            read_value(body, *value);
            keep_rest(body);
        } else if (const std::string address = address_of(body); !address.empty()) {
            outside(body, address);
        } else {
            keep_rest(body);
        }
    }

    // One of them is enough: the first that is in the file.
    void read_choice(const Json& items) {
        for (const Json& one : items) {
            BodyReader reader(tagging_);
            reader.read(one);
            Bodies found = reader.take();
            if (found.text.empty() && found.tags.empty()) continue;
            add_text(found.text);
            out_.tags.insert(out_.tags.end(), found.tags.begin(), found.tags.end());
            return;
        }
        read(items.front());
    }

    // A plain text, or one with its language and direction.
    void read_value(const Json& body, const Json& value) {
        const Json* text = value.is_object() ? member(value, "text") : &value;
        if (!text || !text->is_string()) return wrong("value");
        const std::string words = text->get<std::string>();
        const Json* purpose = member(body, "purpose");
        if (purpose ? text_of(body, "purpose") == "tagging" : tagging_) {
            out_.tags.push_back(words);
        } else if (text_of(body, "format") == "text/html") {
            add_text(text_of_html(words));
        } else {
            add_text(words);
        }
    }

    void read_style(const Json& body) {
        if (const Json* color = member(body, "color")) {
            if (!color->is_string()) return wrong("color");
            out_.color = color->get<std::string>();
        }
        if (const Json* tags = member(body, "tags")) {
            if (!tags->is_array()) return wrong("tags");
            for (const Json& tag : *tags) {
                if (!tag.is_string()) return wrong("tags");
                out_.tags.push_back(tag.get<std::string>());
            }
        }
        if (const std::string tag = text_of(body, "tag"); !tag.empty()) out_.tags.push_back(tag);  // Thorium's only one
    }

    void keep_rest(const Json& body) {
        Json rest = without(body, {"type", "value", "color", "tags", "tag", "purpose"});
        if (!rest.empty()) out_.unknown.push_back(std::move(rest));
    }

    static std::string address_of(const Json& body) {
        if (const std::string id = text_of(body, "id"); !id.empty()) return id;
        const Json* source = member(body, "source");
        if (!source) return {};
        return source->is_string() ? source->get<std::string>() : text_of(*source, "id");
    }

    // The text between the tags, by the rules for raw HTML in a chapter.
    static std::string text_of_html(const std::string& html) {
        const Result<document::Chapter> chapter = document::parse_markdown(html, "", nullptr);
        if (!chapter) return html;
        std::string text = chapter->text;
        while (!text.empty() && text.back() == '\n') text.pop_back();
        return text;
    }

    bool tagging_;
    Bodies out_;
};

}  // namespace

Bodies read_bodies(const Json& annotation, bool tagging) {
    BodyReader reader(tagging);
    if (const Json* body = member(annotation, "body")) reader.read(*body);
    Bodies out = reader.take();
    if (out.text.empty()) out.text = text_of(annotation, "bodyValue");
    return out;
}

}  // namespace katern::share::foreign
