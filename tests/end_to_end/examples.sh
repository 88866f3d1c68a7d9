#!/usr/bin/env bash
# Behaviour: the brief of each example is the one on record (tests/golden), and every citation re-opens.
# Record anew after a wanted change: SITREP_RECORD=1 bash tests/end_to_end/examples.sh PROGRAM SOURCE, then read the diff.
set -euo pipefail
program=$1 source=$2
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
cd "$source"
for situation in flood-dam ceasefire; do
  "$program" brief "examples/$situation" --json "$scratch/d.json" --html "$scratch/page.html" >"$scratch/brief.md"
  "$program" verify "$scratch/d.json"
  grep -q '<title>' "$scratch/page.html"
  if [ -n "${SITREP_RECORD:-}" ]; then cp "$scratch/brief.md" "tests/golden/$situation.md"; fi
  diff -u "tests/golden/$situation.md" "$scratch/brief.md"
done
