# shellcheck shell=bash
# For ./run and ./test: installs the Debian packages of a list (one name a line) that are not there yet.

say() { printf 'katern: %s\n' "$*" >&2; }

# The names of a list that are not installed, one a line.
missing_packages() {
  local installed
  # dpkg-query complains of names that were never installed. ${…} are its own, not the shell's.
  # shellcheck disable=SC2016
  installed=$(xargs -a "$1" dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null || true)
  grep -vxF -f <(sed -n 's/^installed //p' <<<"$installed") "$1" || true
}

# Prints how this person gets the right to install: nothing for root, `sudo`, or fails.
rights() {
  if [[ $EUID -eq 0 ]]; then
    return 0
  elif command -v sudo >/dev/null; then
    echo sudo
  else
    return 1
  fi
}

# install_packages LIST WHY
install_packages() {
  local list=$1 why=$2 missing as_root
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "dit is geen Debian; wat nodig is, staat in third_party/README.md. Katern probeert het zo." \
      "(Not Debian; third_party/README.md lists what is needed. Trying without.)"
    return 0
  fi
  mapfile -t missing < <(missing_packages "$list")
  [[ ${#missing[@]} -gt 0 ]] || return 0

  say "nog nodig om $why (still needed): ${missing[*]}"
  if ! as_root=$(rights); then
    say "installeren mag alleen een beheerder. Vraag om deze opdracht (ask an administrator for):"
    printf '  apt-get install --no-install-recommends %s\n' "${missing[*]}" >&2
    return 1
  fi
  local -a apt=(${as_root:+"$as_root"} env DEBIAN_FRONTEND=noninteractive apt-get)
  # The list of what can be installed is fetched only when there is none, or when it turns out to be too old.
  local -a known=(/var/lib/apt/lists/*_Packages*)
  [[ -e ${known[0]} ]] || "${apt[@]}" --quiet update >&2
  if ! "${apt[@]}" --quiet --yes --no-install-recommends install "${missing[@]}" >&2; then
    "${apt[@]}" --quiet update >&2
    "${apt[@]}" --quiet --yes --no-install-recommends install "${missing[@]}" >&2
  fi
}
