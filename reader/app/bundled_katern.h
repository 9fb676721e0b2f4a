// The katern that is inside the program: the files of book/, as they were when it was built.
#pragma once

#include <memory>

#include "document/document.h"

namespace katern::app {

// One and the same for the whole run; any thread.
[[nodiscard]] const std::shared_ptr<const document::Files>& bundled_katern();

}  // namespace katern::app
