# Finds the tools that the checks need, and installs them where it may.
# Sourced by scripts/test.
# shellcheck shell=bash

# Rust tools of pinned versions; they go with `cargo clean`.
readonly TOOLS="$PWD/target/tools"
export PATH="$TOOLS/bin:$PATH"

# cargo_tool NAME VERSION: that version of a cargo tool is on the PATH.
cargo_tool() {
  local name=$1 version=$2
  if [[ $("$name" --version 2>/dev/null) == *"$version"* ]]; then
    return 0
  fi
  echo "installing $name $version (once; some minutes)"
  # Its own target folder, so that its build neither uses nor disturbs ours.
  cargo install --quiet --locked --root "$TOOLS" --target-dir "$TOOLS/build" --version "$version" "$name" &&
    rm -rf "$TOOLS/build"
}

# as_root COMMAND...: runs it with root's rights.
as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo -n "$@"
  fi
}

# may_install: whether packages of the system can be installed without asking anybody.
may_install() {
  command -v apt-get >/dev/null && { ((EUID == 0)) || sudo -n true 2>/dev/null; }
}

# install_package PACKAGE: installs a package of the system.
install_package() {
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
  as_root "${apt[@]}" update </dev/null >/dev/null &&
    as_root "${apt[@]}" install -y --no-install-recommends "$1" </dev/null >/dev/null
}

# require_command COMMAND PACKAGE WORDS: the command is there or gets installed; else we say what to do.
require_command() {
  local name=$1 package=$2 words=$3
  if command -v "$name" >/dev/null; then
    return 0
  fi
  if may_install && install_package "$package" && command -v "$name" >/dev/null; then
    return 0
  fi
  echo "$name is missing: install $words (Debian: apt-get install $package)" >&2
  return 1
}

# python_package FOLDER NAME VERSION: a Python environment of our own has that version of a package.
python_package() {
  local folder=$1 name=$2 version=$3
  require_command python3 python3 "Python 3" || return 1
  if ! "$folder/bin/python" -m pip --version >/dev/null 2>&1 && ! python3 -m venv --clear "$folder"; then
    rm -rf "$folder"
    echo "python3 makes no environment: install python3-venv (Debian: apt-get install python3-venv)" >&2
    return 1
  fi
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$name==$version"
}
