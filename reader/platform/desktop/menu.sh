# shellcheck shell=bash
# Katern in the menu of this user, on a desktop that follows freedesktop.org. Sourced by `run`; `say` is that of install.sh.

# The program's path as one quoted word of a desktop entry's Exec line (Desktop Entry Specification 1.5, "The Exec key").
exec_word() {
  local path=$1
  path=${path//\\/\\\\\\\\}
  path=${path//\"/\\\\\"}
  path=${path//\`/\\\\\`}
  path=${path//\$/\\\\\$}
  path=${path//%/%%}
  printf '"%s"' "$path"
}

# put FILE: standard input as FILE, when that differs; `changed` then says so.
put() {
  local content
  content=$(cat && printf x) # keeps the last line feed
  if [[ -e $1 && $(cat "$1" && printf x) == "$content" ]]; then
    return 0
  fi
  mkdir -p "$(dirname "$1")" && printf '%s' "${content%x}" >"$1" && changed=yes
}

# desktop_entry FILE PROGRAM
desktop_entry() {
  local line
  while IFS= read -r line; do
    # Quoted within, else a & or \ in it would mean something to bash 5.2.
    printf '%s\n' "${line/@PROGRAM@/"$(exec_word "$2")"}"
  done <"$1"
}

# add_to_menu PROGRAM: a menu entry for it, with its icon, and its types of file, which a double click then opens with it.
add_to_menu() {
  local share=${XDG_DATA_HOME:-$HOME/.local/share} from name=nl.katern.Katern
  from=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
  local changed=''
  put "$share/icons/hicolor/scalable/apps/$name.svg" <"$from/$name.svg" || return
  put "$share/icons/hicolor/symbolic/apps/$name-symbolic.svg" <"$from/$name-symbolic.svg" || return
  put "$share/mime/packages/$name.xml" <"$from/$name.xml" || return
  put "$share/applications/$name.desktop" < <(desktop_entry "$from/$name.desktop.in" "$1") || return
  [[ -n $changed ]] || return 0
  if command -v update-mime-database >/dev/null; then
    update-mime-database "$share/mime" >&2 || return
  fi
  if command -v update-desktop-database >/dev/null; then
    update-desktop-database --quiet "$share/applications" >&2 || return
  elif command -v xdg-mime >/dev/null; then
    # Without that index desktops only know of what the person, or this, has said.
    local -a types
    IFS=';' read -r -a types < <(sed -n 's/^MimeType=//p' "$from/$name.desktop.in")
    mkdir -p "${XDG_CONFIG_HOME:-$HOME/.config}" && xdg-mime default "$name.desktop" "${types[@]}" >&2 || return
  fi
  say "Katern staat in je menu, met pictogram en bestandstype .annotations. (Added to your menu, with its icon and file type.)"
}
