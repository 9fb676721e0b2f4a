# Puts the faces (from Debian's font packages), the hyphenation patterns and the bundled katern inside the program: each file
# becomes a blob by the assembler's .incbin, and a table name → bytes. Nothing is copied into the repository.

# katern_embed(TARGET HEADER_NAMESPACE name=path …): a library with `std::span<const Blob> NAMESPACE::blobs()`.
function(katern_embed target namespace)
  set(assembly "    .section .rodata\n")
  set(declarations "")
  set(rows "")
  set(index 0)
  set(files "")
  foreach(pair IN LISTS ARGN)
    string(FIND "${pair}" "=" cut)
    string(SUBSTRING "${pair}" 0 ${cut} name)
    math(EXPR cut "${cut} + 1")
    string(SUBSTRING "${pair}" ${cut} -1 path)
    if(NOT EXISTS "${path}" AND NOT path IN_LIST katern_made)
      message(FATAL_ERROR "${path} is missing; ./run --install installs it (third_party/debian-12.txt)")
    endif()
    set(symbol "${namespace}_blob_${index}")
    string(APPEND assembly "    .balign 16\n    .global ${symbol}\n    .global ${symbol}_end\n${symbol}:\n    .incbin \"${path}\"\n${symbol}_end:\n    .byte 0\n")
    string(APPEND declarations "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
    string(APPEND rows "        {\"${name}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    list(APPEND files "${path}")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly "    .section .note.GNU-stack,\"\",%progbits\n")
  set(folder ${CMAKE_BINARY_DIR}/embedded)
  file(CONFIGURE OUTPUT ${folder}/${namespace}.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${folder}/${namespace}.cpp CONTENT
"#include \"${namespace}.h\"
extern \"C\" {
${declarations}}
namespace katern::${namespace} {
std::span<const Blob> blobs() {
    static const Blob table[] = {
${rows}    };
    return table;
}
}  // namespace katern::${namespace}
" @ONLY)
  file(CONFIGURE OUTPUT ${folder}/${namespace}.h CONTENT
"#pragma once
#include <span>
#include <string_view>
namespace katern::${namespace} {
struct Blob {
    std::string_view name;
    std::string_view bytes;
};
std::span<const Blob> blobs();
}  // namespace katern::${namespace}
" @ONLY)
  add_library(${target} STATIC ${folder}/${namespace}.S ${folder}/${namespace}.cpp)
  target_include_directories(${target} PUBLIC ${folder})
  set_source_files_properties(${folder}/${namespace}.S PROPERTIES OBJECT_DEPENDS "${files}")
  list(REMOVE_ITEM files ${katern_made})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
endfunction()

set(KATERN_FONT_ROOT /usr/share/fonts CACHE PATH "Where the system's fonts are")
set(KATERN_HYPHEN_ROOT /usr/share/hyphen CACHE PATH "Where libhyphen's patterns are")

# Patterns as they are walked.
add_executable(katern_compile_patterns ${CMAKE_CURRENT_LIST_DIR}/compile_patterns.cpp ${CMAKE_SOURCE_DIR}/reader/text/pattern_walk.cpp)
target_include_directories(katern_compile_patterns PRIVATE ${CMAKE_SOURCE_DIR}/reader)
set(katern_made "")
foreach(language IN ITEMS nl en_US)
  set(made ${CMAKE_BINARY_DIR}/embedded/hyph_${language}.walk)
  add_custom_command(OUTPUT ${made}
    COMMAND katern_compile_patterns ${KATERN_HYPHEN_ROOT}/hyph_${language}.dic ${made}
    DEPENDS katern_compile_patterns ${KATERN_HYPHEN_ROOT}/hyph_${language}.dic VERBATIM)
  list(APPEND katern_made ${made})
endforeach()

katern_embed(katern_faces faces
  serif-regular=${KATERN_FONT_ROOT}/truetype/charis/CharisSIL-Regular.ttf
  serif-italic=${KATERN_FONT_ROOT}/truetype/charis/CharisSIL-Italic.ttf
  serif-bold=${KATERN_FONT_ROOT}/truetype/charis/CharisSIL-Bold.ttf
  serif-bold-italic=${KATERN_FONT_ROOT}/truetype/charis/CharisSIL-BoldItalic.ttf
  sans-regular=${KATERN_FONT_ROOT}/opentype/inter/Inter-Regular.otf
  sans-italic=${KATERN_FONT_ROOT}/opentype/inter/Inter-Italic.otf
  sans-bold=${KATERN_FONT_ROOT}/opentype/inter/Inter-SemiBold.otf
  sans-bold-italic=${KATERN_FONT_ROOT}/opentype/inter/Inter-SemiBoldItalic.otf
  dyslexic-regular=${KATERN_FONT_ROOT}/opentype/opendyslexic/OpenDyslexic-Regular.otf
  dyslexic-italic=${KATERN_FONT_ROOT}/opentype/opendyslexic/OpenDyslexic-Italic.otf
  dyslexic-bold=${KATERN_FONT_ROOT}/opentype/opendyslexic/OpenDyslexic-Bold.otf
  dyslexic-bold-italic=${KATERN_FONT_ROOT}/opentype/opendyslexic/OpenDyslexic-BoldItalic.otf
  mono-regular=${KATERN_FONT_ROOT}/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf
  mono-italic=${KATERN_FONT_ROOT}/truetype/jetbrains-mono/JetBrainsMono-Italic.ttf
  mono-bold=${KATERN_FONT_ROOT}/truetype/jetbrains-mono/JetBrainsMono-Bold.ttf
  mono-bold-italic=${KATERN_FONT_ROOT}/truetype/jetbrains-mono/JetBrainsMono-BoldItalic.ttf
  humanist-regular=${KATERN_FONT_ROOT}/truetype/open-sans/OpenSans-Regular.ttf
  humanist-italic=${KATERN_FONT_ROOT}/truetype/open-sans/OpenSans-Italic.ttf
  humanist-bold=${KATERN_FONT_ROOT}/truetype/open-sans/OpenSans-Semibold.ttf
  humanist-bold-italic=${KATERN_FONT_ROOT}/truetype/open-sans/OpenSans-SemiboldItalic.ttf
  fallback=${KATERN_FONT_ROOT}/truetype/dejavu/DejaVuSans.ttf
  walk-nl=${CMAKE_BINARY_DIR}/embedded/hyph_nl.walk
  walk-en=${CMAKE_BINARY_DIR}/embedded/hyph_en_US.walk
  hyphen-nl=${KATERN_HYPHEN_ROOT}/hyph_nl.dic
  hyphen-en=${KATERN_HYPHEN_ROOT}/hyph_en_US.dic)

# The katern: every file of book/, by its path there.
file(GLOB_RECURSE katern_book CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/book
     ${CMAKE_SOURCE_DIR}/book/book.toml ${CMAKE_SOURCE_DIR}/book/src/*)
set(katern_book_pairs "")
foreach(file IN LISTS katern_book)
  list(APPEND katern_book_pairs "${file}=${CMAKE_SOURCE_DIR}/book/${file}")
endforeach()
katern_embed(katern_bundle bundle ${katern_book_pairs})
