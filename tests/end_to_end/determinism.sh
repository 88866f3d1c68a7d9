#!/usr/bin/env bash
# Behaviour: the same reports give the same bytes, whatever the threads, file order, time zone and locale.
set -euo pipefail
program=$1 source=$2
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
cd "$source"
run() { # NAME PATH… : Markdown, JSON and HTML of one run into NAME.*
  local name=$1; shift
  "$program" brief "$@" --json "$scratch/$name.json" --html "$scratch/$name.html" >"$scratch/$name.md"
}
same() { # NAME : equal to the first run
  for kind in md json html; do
    cmp "$scratch/first.$kind" "$scratch/$1.$kind" || { echo "differs: $1.$kind"; exit 1; }
  done
}
files=(examples/flood-dam/r*.txt examples/ceasefire/r*.txt)
run first "${files[@]}" --threads 1
run threads "${files[@]}" --threads 2; same threads
reversed=(); for file in "${files[@]}"; do reversed=("$file" "${reversed[@]}"); done
run order "${reversed[@]}"; same order
for zone in Pacific/Kiritimati America/St_Johns; do TZ=$zone run zone "${files[@]}"; same zone; done
installed=$(locale -a 2>/dev/null || true)
for locale in C tr_TR.UTF-8 de_DE.UTF-8 ar_EG.UTF-8; do
  if ! grep -qix "${locale/UTF-8/utf8}" <<<"$installed"; then echo "not installed, not tried: $locale"; continue; fi
  LC_ALL=$locale run locale "${files[@]}"; same locale
done
