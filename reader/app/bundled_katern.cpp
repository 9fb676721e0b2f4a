#include "app/bundled_katern.h"

#include <map>
#include <string>

#include "bundle.h"

namespace katern::app {

const std::shared_ptr<const document::Files>& bundled_katern() {
    static const std::shared_ptr<const document::Files> files = [] {
        std::map<std::string, std::string_view> by_path;
        for (const bundle::Blob& blob : bundle::blobs()) by_path.emplace(blob.name, blob.bytes);
        return document::files_in_memory(std::move(by_path), "@katern");
    }();
    return files;
}

}  // namespace katern::app
