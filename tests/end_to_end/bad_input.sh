#!/usr/bin/env bash
# Behaviour: what cannot be used is named in one line on stderr, exit status is 2, the rest is processed, and the brief
# says how many inputs were left out.
set -euo pipefail
program=$1 source=$2
scratch=$(mktemp -d); trap 'chmod -R u+rwx "$scratch"; rm -rf "$scratch"' EXIT
chmod 755 "$scratch"
cd "$scratch"
# Permissions do not bind root: those checks run as nobody there.
unprivileged=()
[ "$(id -u)" -ne 0 ] || unprivileged=(setpriv --reuid=65534 --clear-groups)
mkdir set
cp "$source"/examples/flood-dam/r1.txt "$source"/examples/flood-dam/r4.txt set/
fail() { echo "FAILED: $*"; sed 's/^/  stderr: /' err >&2 || true; exit 1; }
# expect STATUS PATTERN ARGUMENTS… : exit status, and one line on stderr that matches
as=()
expect() {
  local status=$1 pattern=$2 got=0; shift 2
  "${as[@]}" "$program" "$@" >out 2>err || got=$?
  [ "$got" -eq "$status" ] || fail "exit $got, not $status: $*"
  [ -z "$pattern" ] || grep -Eq -- "$pattern" err || fail "no line /$pattern/: $*"
  if grep -q $'\x1b' err out; then fail "control characters reach the terminal: $*"; fi
}
: >set/empty.txt;                                   expect 2 'set/empty\.txt.*empty' brief set; rm set/empty.txt
head -c 4096 /dev/urandom | tr 'a-z' '\000' >set/binary.txt; expect 2 'set/binary\.txt' brief set; rm set/binary.txt
ln -s . set/loop;                                   expect 2 'set/loop' brief set; rm set/loop
cp set/r1.txt set/twin.txt;                         expect 0 'set/twin\.txt.*r1\.txt' brief set; rm set/twin.txt
head -c 200M /dev/zero | tr '\000' a >set/line.txt;  expect 2 'set/line\.txt:[0-9]+: has' brief set; rm set/line.txt
                                                    expect 2 'nowhere\.txt' brief set nowhere.txt
as=("${unprivileged[@]}")
echo x >set/closed.txt; chmod 0 set/closed.txt;     expect 2 'set/closed\.txt' brief set; rm -f set/closed.txt
as=()
printf 'Title\e[31m <script>alert(1)</script>\nA body & more.\n' >set/markup.txt
"$program" brief set --html page.html --json d.json >out 2>err || fail "markup"
grep -q '<script>alert' page.html && fail "report text became markup"
rm set/markup.txt
expect 2 'no/such/dir' brief set --json no/such/dir/d.json
printf 'decision,first,second\nsame,r1.txt,r9.txt\n' >ours.csv
expect 2 "ours\.csv: line 2: no report 'r9\.txt'" brief set --decisions ours.csv
expect 2 '--dot is a form of its own' lineage set --dot --json
mkdir family
for copy in $(seq 40); do { cat set/r4.txt; echo "Copy $copy of the site."; } >"family/$copy.txt"; done
expect 0 '' lineage family
[ "$(grep -c '^family/' out)" -eq 1000 ] && grep -Eq '^[0-9]+ more passages: --jsonl lists all' out || fail "passages of a family"
[ "$("$program" lineage family --jsonl | grep -c '"type":"passage"')" -gt 1000 ] || fail "all passages as lines of JSON"
rm -r family ours.csv
for words in 0 -5 many 1.5; do expect 2 "--max-words '$words' is no number" brief set --max-words=$words; done
echo old >kept.json; mkdir -p locked; mv kept.json locked/
as=("${unprivileged[@]}"); chmod 555 locked; expect 2 'locked/kept\.json' brief set --json locked/kept.json; chmod 755 locked; as=()
grep -q old locked/kept.json || fail "an old output was lost"
# A brief says what was left out.
"$program" brief set nowhere.txt >out 2>err || true
grep -q 'nowhere.txt' out || fail "the brief does not name what was left out"
# One report with hundreds of requests ends soon, and processes beyond the most that are kept are counted.
{
  printf 'Trucks\n\nKABUL (AFP) - '
  for i in $(seq 1 200); do
    printf 'The ministry asked council number %s for %s trucks. The council refused the request.\n\n' "$i" "$i"
  done
} >requests.txt
"$program" brief requests.txt >out
grep -Eq '^- Left out: [1-9][0-9]+ processes' out || fail "processes beyond the most that are kept are not counted"
# A broken dossier.
"$program" brief set --json d.json >/dev/null
expect 0 '' verify d.json
head -c 1000 d.json >cut.json;                      expect 2 'cut\.json.*not JSON' verify cut.json
echo '{"schema":"sitrep/dossier/9"}' >other.json;   expect 2 'sitrep/dossier/9' verify other.json
for reader in 'diff d.json other.json' 'brief set --since other.json'; do
  # shellcheck disable=SC2086
  expect 2 "other\.json: has schema 'sitrep/dossier/9', not 'sitrep/dossier/1'" $reader
done
expect 2 'both paths name the same file' compare set/r1.txt set/r1.txt
printf 'X' | dd of=set/r1.txt bs=1 seek=200 conv=notrunc 2>/dev/null; expect 2 'SHA-256' verify d.json
expect 2 'no command' frobnicate
expect 2 'brief' brief
# What the program wrote itself is no report, wherever it lies; a report is not written over; a device stays one.
mkdir own; cp "$source"/examples/flood-dam/r1.txt "$source"/examples/flood-dam/r4.txt own/
"$program" brief own >plain.md
"$program" brief own --json own/dossier.json --html own/page.html >own.md; cp own.md own/brief.md
"$program" brief own >again.md 2>err || fail "a second run beside its own output"
cmp plain.md again.md || fail "its own output changes the brief"
expect 2 'own/r1\.txt.*one of the reports' brief own --json own/r1.txt
cmp -s own/r1.txt "$source"/examples/flood-dam/r1.txt || fail "a report was written over"
echo old >target.json; ln -s target.json link.json; "$program" brief own --json link.json >/dev/null
[ -L link.json ] && grep -q dossier target.json || fail "a link was replaced"
if [ -c /dev/full ]; then
  expect 2 'full' brief own --json /dev/full
  [ -c /dev/full ] || fail "a device was replaced by a file"
  got=0; "$program" quotes own >/dev/full 2>err || got=$?; [ "$got" -eq 2 ] || fail "results lost without a word"
fi
mkdir nothing; expect 1 'no report' brief nothing
