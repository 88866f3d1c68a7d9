#!/usr/bin/env bash
# Behaviour: the page of both examples opens in a real Chromium in light, dark, phone, print and right-to-left views with
# no serious finding of axe-core, keys do what the help says, it asks for nothing outside itself, and its citations open
# without script. Pictures of every view stay in $SITREP_PICTURES, else beside the program in pictures/. Skips, and
# says so, without chromium, node, or the two packages of tests/page (installed by npm when it can be reached).
set -euo pipefail
program=$1 source=$2
command -v chromium >/dev/null || { echo "skipped: no chromium"; exit 77; }
command -v node >/dev/null || { echo "skipped: no node"; exit 77; }
if [ ! -d "$source/tests/page/node_modules/playwright-core" ]; then
  command -v npm >/dev/null || { echo "skipped: no npm to install playwright-core and axe-core"; exit 77; }
  (cd "$source/tests/page" && timeout 120 npm ci >/dev/null 2>&1) || { echo "skipped: npm could not install playwright-core and axe-core"; exit 77; }
fi
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
for example in flood-dam ceasefire; do
  "$program" brief "$source/examples/$example" --html "$scratch/$example.html" >"$scratch/$example.md"
done
timeout 900 node "$source/tests/page/check.mjs" "$scratch"/*.html --pictures "${SITREP_PICTURES:-$(dirname "$program")/pictures}"
