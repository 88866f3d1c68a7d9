#!/usr/bin/env bash
# Behaviour: the script that the page carries (src/brief/embedded/page_script.inc) is what page/src gives with the versions of
# page/package-lock.json, passes the type check and stays within its size; the lock file names no registry. Skips, and says
# so, without node, npm or the packages (installed by npm when it can be reached).
set -euo pipefail
source=$2
if grep -n '"resolved"\|https\?://[^"]*\.tgz' "$source"/page/package-lock.json "$source"/tests/page/package-lock.json; then
  echo "a lock file names a registry: install with omit-lockfile-registry-resolved"; exit 1
fi
command -v node >/dev/null || { echo "skipped: no node"; exit 77; }
command -v npm >/dev/null || { echo "skipped: no npm to install esbuild, preact and typescript"; exit 77; }
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
cp -r "$source/page" "$scratch/page"
rm -rf "$scratch/page/node_modules"
mkdir -p "$scratch/src/brief/embedded"
cp "$source/src/brief/embedded/page_script.inc" "$scratch/src/brief/embedded/"
cd "$scratch/page"
timeout 120 npm ci >/dev/null 2>&1 || { echo "skipped: npm could not install esbuild, preact and typescript"; exit 77; }
npm run --silent check
# A change of the sources must be noticed.
echo 'console.log("changed");' >>src/main.tsx
if node build.mjs --check >/dev/null 2>&1; then echo "a changed source goes unnoticed"; exit 1; fi
