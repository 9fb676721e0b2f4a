// A sheet lies over the page and asks or tells one thing. Each is a column of rows; the frame around it, its place, its
// scrolling and its keys are sheet.cpp's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/ui.h"

namespace katern::ui {

// Sets one row below the other.
class Column {
public:
    Column(Ui& ui, Point at, Px width) : ui_(ui), x_(at.x), top_(at.y), y_(at.y), width_(width) {}
    [[nodiscard]] Ui& ui() { return ui_; }
    [[nodiscard]] Px x() const { return x_; }
    [[nodiscard]] Px y() const { return y_; }
    [[nodiscard]] Px width() const { return width_; }
    [[nodiscard]] Px height() const { return y_ - top_; }

    void gap(Px height) { y_ += height; }
    void title(std::string_view words);
    void words(std::string_view words, typeset::Ink ink = typeset::Ink::ink);
    void small(std::string_view words);  // a label above what follows
    void failure();                      // of the sheet, when there is one
    // How far something is, 0 to 1, with a way to stop it; true when that was pressed.
    bool progress(const std::string& words, double part, bool may_stop);
    bool field(const std::string& id, app::TextEdit& edit, const std::string& hint);
    bool checkbox(const std::string& id, const std::string& label, bool& value);
    // A row of the column's width to press: a name and, below it, a quiet line that may be empty.
    bool choice(const std::string& id, const std::string& name, const std::string& quiet);
    // One of several such rows of which one is chosen: with a ring, filled when it is this one.
    bool option(const std::string& id, const std::string& name, const std::string& quiet, bool chosen);

    struct Button {
        std::string id;
        std::string label;
        ButtonKind kind = ButtonKind::plain;
        bool enabled = true;
    };
    // Beside each other as far as they fit. Returns the id of the one that was pressed, or nothing.
    std::string buttons(const std::vector<Button>& buttons);

private:
    Ui& ui_;
    Px x_, top_, y_, width_;
};

// The page below can't be changed from a sheet: it keeps the keys, but for those that close it or the window.
void keep_keys(Ui& ui, bool may_be_left);

void sheet_about(Column& column);
void sheet_open(Column& column);
void sheet_export(Column& column);
void sheet_print(Column& column);
void sheet_my_computers(Column& column);
void sheet_people(Column& column);
void sheet_receive(Column& column);
void sheet_networks(Column& column);
void sheet_share(Column& column);
void sheet_outgoing(Column& column);
void sheet_name(Column& column);
void sheet_restore(Column& column);
void sheet_trash(Column& column);
void sheet_rename_tag(Column& column);
void sheet_which_book(Column& column);
void sheet_shortcuts(Column& column);
void sheet_edition(Column& column);

}  // namespace katern::ui
