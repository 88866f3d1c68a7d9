#!/usr/bin/env bash
# Behaviour: the installed package builds a small consumer that knows the public headers only.
set -euo pipefail
program=$1 source=$2
build=$(dirname "$program")
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
sanitize=
grep -q '^SITREP_SANITIZE:BOOL=ON' "$build/CMakeCache.txt" && sanitize=-fsanitize=address,undefined
cmake --install "$build" --prefix "$scratch/installed" >/dev/null
cmake -S "$source/tests/consumer" -B "$scratch/build" -G Ninja -DCMAKE_PREFIX_PATH="$scratch/installed" -DCMAKE_CXX_FLAGS="$sanitize" >/dev/null
cmake --build "$scratch/build" >/dev/null
SITREP_DATA="$scratch/installed/share/sitrep" "$scratch/build/consumer" | grep -q '^1 report, 2 blocks'
