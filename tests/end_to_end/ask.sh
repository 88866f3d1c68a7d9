#!/usr/bin/env bash
# Behaviour: questions are answered with citations, from reports and from a dossier; what is in no report is said to be so with exit
# status 1; a report in another language is named; the tables of questions keep their rates.
set -euo pipefail
program=$1 source=$2
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
example=$source/examples/flood-dam
fail() { echo "FAILED: $*"; cat "$scratch/out"; exit 1; }
# ask STATUS PATTERN QUESTION PATH…
ask() {
  local status=$1 pattern=$2 got=0; shift 2
  "$program" ask "$@" >"$scratch/out" 2>"$scratch/err" || got=$?
  [ "$got" -eq "$status" ] || fail "exit $got, not $status: $*"
  [ -z "$pattern" ] || grep -Eq -- "$pattern" "$scratch/out" || fail "no line /$pattern/: $*"
}
ask 0 '^conflict: .*97 percent.*91 percent.*\[r[34]:' "How full is the dam?" "$example"
ask 0 '^process: ' "Has the release been approved?" "$example"
ask 1 '^Not in the reports: looked for .*volcano.* No sentence has volcano' "When did the volcano erupt?" "$example"
ask 1 '^Nothing to look up' "how many of the?" "$example"
"$program" brief "$example" --json "$scratch/d.json" >/dev/null
ask 0 'nine' "How many dead in Honde Valley?" "$scratch/d.json"
# the sentence that tells it may hold the other's number; the answer itself must not
if grep '^[a-z]*: ' "$scratch/out" | sed 's/, in “.*//' | grep -Eq '112|38'; then fail "another place's dead answer"; fi
mkdir "$scratch/two"; cp "$example/r1.txt" "$scratch/two"
for _ in 1 2 3 4; do echo "Le gouvernement a annoncé mardi que le pont serait fermé pendant deux semaines, selon le ministère des transports."; echo; done >"$scratch/two/r2.txt"
ask 1 '^Not analysed: r2 ' "When did the volcano erupt?" "$scratch/two"
ask 2 '' "fighters" "$scratch/nowhere"
[ ! -s "$scratch/out" ] || fail "words on standard output beside a failed reading"
"$program" eval ask "$source"/data/questions/*.tsv --json >"$scratch/rates.json"
python3 - "$scratch/rates.json" <<'PY'
import json, sys
least = {"all told in the first three": 0.6, "told in the first": 0.5, "nothing told where nothing is": 0.8}
for row in json.load(open(sys.argv[1], encoding="utf8")):
    floor = least.get(row["measure"])
    assert floor is None or row["value"] >= floor, row
PY
