#!/usr/bin/env bash
# Prepares this machine and .venv; make calls it before it runs anything.
#
#   ./setup.sh run|test|office     PYTHON=python3.12 ./setup.sh run
#
# System packages come from apt where that is allowed without asking; elsewhere one line says what
# to install. Python packages are those of the locks, checked against their hashes.
set -euo pipefail
cd -P -- "$(dirname -- "$0")"

stop() {
    printf 'setup: %s\n' "$*" >&2
    exit 1
}

purpose=${1:-run}
case $purpose in
run) locks=(requirements.lock requirements-build.lock) ;;
test) locks=(requirements-dev.lock) ;;
office) locks=(requirements.lock requirements-build.lock) ;;
*) stop "unknown purpose $purpose; known: run, test, office" ;;
esac

# Nothing to do while this folder stands where it stood and nothing it was prepared from changed.
ready=.venv/ready-for-$purpose
state="$PWD $(cat setup.sh pyproject.toml "${locks[@]}" | cksum)"
if [ "$(cat "$ready" 2>/dev/null)" = "$state" ]; then
    exit 0
fi

mkdir -p build
log=build/setup.log
: >"$log"

# An environment in working order is kept; its scripts hold the path of the folder it was made in.
python=${PYTHON:-python3}
case $(.venv/bin/pip --version 2>/dev/null) in
*" from $PWD/.venv/"*) python=.venv/bin/python ;;
esac

version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) ||
    stop "Python 3.11 or later is needed, but $python does not run; name one: PYTHON=python3.12 make run"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Python 3.11 or later is needed, but $python is $version; name another: PYTHON=python3.12 make run"

loads() {
    "$python" -c 'import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]' "$@" 2>/dev/null
}
has_font() {
    [ -n "$(fc-list "$1" 2>/dev/null)" ]
}
has_command() {
    command -v "$1" >/dev/null
}

missing=()
"$python" -c 'import ensurepip' 2>/dev/null || missing+=("python$version-venv")
loads libpango-1.0.so.0 libpangoft2-1.0.so.0 || missing+=(libpango-1.0-0 libpangoft2-1.0-0)
loads libharfbuzz-subset.so.0 || missing+=(libharfbuzz-subset0)
has_command fc-list || missing+=(fontconfig)
has_font Tinos || missing+=(fonts-croscore)
has_font 'Noto Serif Devanagari' || missing+=(fonts-noto-core)
if [ "$purpose" != run ]; then
    has_command pdftotext || missing+=(poppler-utils)
fi
if [ "$purpose" = office ]; then
    has_command soffice || missing+=(libreoffice-writer)
fi

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "$@" </dev/null >>"$log" 2>&1
}
apt_update() {
    as_root apt-get update -qq </dev/null >>"$log" 2>&1
}

if [ ${#missing[@]} -gt 0 ]; then
    has_command apt-get ||
        stop "install first what is missing; Debian names it ${missing[*]}"
    as_root true 2>/dev/null ||
        stop "run this first: sudo apt-get update && sudo apt-get install -y ${missing[*]}"
    echo "Installing with apt, once: ${missing[*]}" >&2
    # A new machine has no package lists yet, an old one may have lists of packages that are gone.
    apt_install "${missing[@]}" || { apt_update && apt_install "${missing[@]}"; } ||
        stop "apt could not install ${missing[*]}; is there a connection? What it said: $log"
fi

if [ "$python" != .venv/bin/python ]; then
    "$python" -m venv --clear .venv >>"$log" 2>&1 ||
        stop "the environment .venv could not be made; what Python said: $log"
fi

pip_install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "$@" \
        </dev/null >>"$log" 2>&1 ||
        stop "pip could not install the Python packages; is there a connection? What it said: $log"
}
echo "Installing Python packages into .venv, once" >&2
pip_install --require-hashes "${locks[@]/#/--requirement=}"
# The builder is in the locks: without isolation pip fetches nothing that no lock names.
pip_install --no-deps --no-build-isolation --editable .

echo "$state" >"$ready"
