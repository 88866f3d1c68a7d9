#!/usr/bin/env bash
# Behaviour: the brief of each example is the one on record (tests/golden), every citation re-opens, and the README shows the
# first lines of the first one as they are.
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
# The head and the bottom line: what the README shows, between the fence before "# Situation brief" and the next one.
awk '/^## /{n++} n>2{exit} {line[++k]=$0} END{while(k && line[k]=="") --k; for(i=1;i<=k;i++) print line[i]}' tests/golden/flood-dam.md >"$scratch/first.md"
if [ -n "${SITREP_RECORD:-}" ]; then
  awk -v first="$scratch/first.md" '/^# Situation brief$/{while((getline line < first)>0) print line; skip=1}
    skip && /^```$/{skip=0} !skip{print}' README.md >"$scratch/README.md"
  cat "$scratch/README.md" >README.md
fi
awk '/^# Situation brief$/{shown=1} shown && /^```$/{exit} shown{print}' README.md >"$scratch/shown.md"
diff -u "$scratch/shown.md" "$scratch/first.md"
