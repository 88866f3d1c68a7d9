#!/usr/bin/env bash
# Behaviour: on five real scrapes the dossier verifies and the two tempting errors are absent. Skips without the scrapes.
set -euo pipefail
program=$1 source=$2
seeds=
for place in "$source/../shared/seeds" "$source/../../shared/seeds"; do [ -d "$place" ] && seeds=$place && break; done
if [ -z "$seeds" ]; then echo "skipped: no ../shared/seeds beside the checkout"; exit 77; fi
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
"$program" brief "$seeds" --json "$scratch/d.json" --html "$scratch/page.html" >"$scratch/brief.md"
"$program" verify "$scratch/d.json"
python3 - "$scratch/d.json" <<'PY'
import json, sys
dossier = json.load(open(sys.argv[1], encoding="utf8"))
assert len(dossier["reports"]) == 5
# The second report's two quotations without a speaker, by where they begin and end.
second = sorted(dossier["reports"], key=lambda report: report["path"])[1]["id"]
overlaps = lambda span: any(span[0] < end and begin < span[1] for begin, end in ((700, 756), (2109, 2177)))
orphans = [q for q in dossier["quotes"] if q["report"] == second and q["kind"] == "direct" and overlaps(q["span"])]
assert len(orphans) == 2, "the two quotations without a speaker are not both found"
for quote in orphans:
    assert quote["speaker"]["class"] == "none" and quote["speaker"]["entity"] is None, quote
clip = [t for t in dossier["times"] if t["text"] == "02:30" and t["type"] in ("TIME", "DATE")]
assert not clip, "a clip's length became a time of day"
PY
