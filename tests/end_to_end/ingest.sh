#!/usr/bin/env bash
# Containers all the way: counted, briefed, and every citation of the brief opened again inside them.
set -euo pipefail
sitrep=$1
data=$2/tests/data/ingest
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "ingest.sh: $*" >&2; exit 1; }

"$sitrep" ingest "$data/crawl.warc.gz" --json >"$work/counts.json"
grep -q '"seen": 8' "$work/counts.json" || fail "eight records are to be seen"
grep -q '"handed_over": 4' "$work/counts.json" || fail "four records are reports"

status=0
"$sitrep" ingest "$data/evil.tar" >"$work/evil.txt" 2>"$work/evil.err" || status=$?
[ $status = 2 ] || fail "an archive with unsafe names ends with 2, not $status"
[ "$(wc -l <"$work/evil.err")" = 5 ] || fail "one line for each of five entries left out"

for input in pages.zip pages.tar.gz crawl.warc crawl.warc.gz crawl.warc.zst letters.mbox letter.eml atom.xml newsml.xml fundus.json common-crawl.jsonl page.html.gz; do
  status=0
  "$sitrep" brief "$data/$input" --json "$work/dossier.json" >"$work/brief.md" 2>"$work/err" || status=$?
  [ $status = 0 ] || [ $status = 2 ] || fail "brief $input ends with $status: $(cat "$work/err")"
  [ -s "$work/dossier.json" ] || fail "brief $input writes no dossier: $(cat "$work/err")"
  "$sitrep" verify "$work/dossier.json" >"$work/verify.txt" || fail "verify $input: $(cat "$work/verify.txt")"
done

printf '%s\n' '{"h":"One","b":"The board met on Tuesday and will meet again on Friday."}' \
  '{"h":"Two","b":"The board met on Friday and put its answer off once more."}' >"$work/own.jsonl"
"$sitrep" extract "$work/own.jsonl" --map title=h,text=b --limit 1 --jsonl >"$work/own.out" || fail "extract with a field map"
[ "$(wc -l <"$work/own.out")" = 1 ] || fail "extract --limit 1 prints one report"
grep -q '"title":{"text":"One"' "$work/own.out" || fail "extract --map takes the title's field"
"$sitrep" extract "$data/page.html" "$data/atom.xml" --json | python3 -c 'import json, sys; json.load(sys.stdin)' ||
  fail "extract --json prints no JSON"

"$sitrep" brief - <"$data/page.html" >"$work/page.md" || fail "a page on standard input"
"$sitrep" brief - <"$data/pages.zip" >"$work/zip.md" || fail "an archive on standard input"
for zone in UTC EST5EDT; do
  LC_ALL=C TZ=$zone "$sitrep" ingest --items "$data" >"$work/items.$zone" 2>/dev/null || true
done
LC_ALL=de_DE.UTF-8 "$sitrep" ingest --items "$data" 2>/dev/null >"$work/items.de" || true
cmp "$work/items.UTC" "$work/items.EST5EDT" || fail "the zone changes what is read"
cmp "$work/items.UTC" "$work/items.de" || fail "the locale changes what is read"
