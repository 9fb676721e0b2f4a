// How high something will be, before it is drawn: it is drawn once on nothing, without any input, so that nothing can happen.
#pragma once

#include <functional>

#include "ui/ui.h"

namespace katern::ui {

[[nodiscard]] Px measured(Ui& ui, const std::function<Px(Ui&)>& draw);

}  // namespace katern::ui
