// The names that a template may use, and where. Internal to template.cpp and template_fields.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace katern::share {

// What a name is of; each level sees the names of those before it too.
enum class TemplateLevel : std::uint8_t { file, chapter, note, item };

struct TemplateName {
    std::string_view name;
    TemplateLevel level;
    bool is_list = false;
    TemplateLevel opens = TemplateLevel::file;  // a list: the level of what stands in its section
};

[[nodiscard]] std::span<const TemplateName> template_names();

}  // namespace katern::share
