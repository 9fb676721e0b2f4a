#include "typeset/figure_faces.h"

#include <fontconfig/fontconfig.h>
#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

#include <mutex>
#include <string>

#include "typeset/fonts.h"
#include "typeset/installed.h"

namespace katern::typeset {
namespace {

// Usual names of the systems' faces get the one of ours with the same role; any other gets the sans, which figures want most.
constexpr const char* rules = R"(<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<alias binding="same"><family>serif</family><prefer><family>Charis SIL</family></prefer></alias>
<alias binding="same"><family>Times New Roman</family><prefer><family>Charis SIL</family></prefer></alias>
<alias binding="same"><family>Times</family><prefer><family>Charis SIL</family></prefer></alias>
<alias binding="same"><family>Georgia</family><prefer><family>Charis SIL</family></prefer></alias>
<alias binding="same"><family>monospace</family><prefer><family>JetBrains Mono</family></prefer></alias>
<alias binding="same"><family>Courier New</family><prefer><family>JetBrains Mono</family></prefer></alias>
<alias binding="same"><family>Courier</family><prefer><family>JetBrains Mono</family></prefer></alias>
<alias binding="same"><family>Consolas</family><prefer><family>JetBrains Mono</family></prefer></alias>
<match target="pattern"><edit name="family" mode="append_last"><string>Inter</string></edit></match>
<match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit>
<edit name="antialias" mode="assign"><bool>true</bool></edit><edit name="rgba" mode="assign"><const>none</const></edit></match>
</fontconfig>)";

// Fontconfig takes files only. One that has no name in any folder goes with the process; empty where the system has none such.
std::string file_of(std::string_view bytes) {
#ifdef __linux__
    const int file = memfd_create("katern-face", MFD_CLOEXEC);
    if (file < 0) return {};
    for (std::size_t written = 0; written < bytes.size();) {
        const ssize_t more = write(file, bytes.data() + written, bytes.size() - written);
        if (more <= 0) return {};
        written += static_cast<std::size_t>(more);
    }
    return "/proc/self/fd/" + std::to_string(file);
#else
    return {};
#endif
}

void put_in_place() {
    FcConfig* config = FcConfigCreate();
    if (!config) return;
    bool any = false;
    for (FaceId id = 0; id < face_count; ++id) {
        const std::string file = file_of(face_source(id).bytes);
        if (!file.empty() && FcConfigAppFontAddFile(config, reinterpret_cast<const FcChar8*>(file.c_str())) == FcTrue) any = true;
    }
    const bool ruled = FcConfigParseAndLoadFromMemory(config, reinterpret_cast<const FcChar8*>(rules), FcFalse) == FcTrue;
    // Where that failed figures are set as the system would.
    if (any && ruled && FcConfigBuildFonts(config) == FcTrue) FcConfigSetCurrent(config);
    FcConfigDestroy(config);
}

}  // namespace

void set_figures_in_shipped_faces() {
    static std::once_flag once;
    std::call_once(once, put_in_place);
}

}  // namespace katern::typeset
