"""score.py FOLDER NAME=OUTPUT.jsonl…: word 4-gram F1 of several tools on one set, with 95 % bootstrap intervals over pages, and the
paired difference of the first tool to each other. The same measure as `sitrep eval extract`."""
import collections, gzip, json, random, re, sys


def grams(text):
    tokens = re.findall(r"\w+", (text or "").lower())
    return collections.Counter(tuple(tokens[i:i + 4]) for i in range(max(1, len(tokens) - 3))) if tokens else collections.Counter()


def of_versions(record):
    """The fundus set keeps one output of a publisher's rules for each layout it had: the page's own is the one whose lines stand in it."""
    page = gzip.open(f"{sys.argv[1]}/{record['html']}", "rt", errors="replace").read()
    best, chosen = 0.3, ""
    for version in record["truth"].values():
        body = version.get("body") or {}
        lines = list(body.get("summary") or [])
        for section in body.get("sections") or []:
            lines += (section.get("headline") or []) + (section.get("paragraphs") or [])
        starts = [start for start in (re.split("[&<>\"']", line[:28])[0] for line in lines) if len(start) >= 12]
        covered = sum(start in page for start in starts) / len(starts) if starts else 0.0
        if covered > best:
            best, chosen = covered, "\n".join(lines)
    return chosen


def gold_of(record):
    if "truth" in record:
        return of_versions(record)
    return record.get("body") or record.get("articleBody") or ""


def measure(pages):
    precision = sum(p for p, _ in pages) / len(pages)
    recall = sum(r for _, r in pages) / len(pages)
    return 2 * precision * recall / (precision + recall), precision, recall


records = [json.loads(line) for line in open(sys.argv[1] + "/truth.jsonl", encoding="utf8")]
records = [r for r in records if gold_of(r)]
tools = {}
for argument in sys.argv[2:]:
    name, path = argument.split("=", 1)
    found = {row["id"]: row["text"] for row in map(json.loads, open(path, encoding="utf8"))}
    rows = []
    for record in records:
        gold, guess = grams(gold_of(record)), grams(found.get(record["id"], ""))
        shared = sum((gold & guess).values())
        rows.append((shared / sum(guess.values()) if guess else float(not gold), shared / sum(gold.values()) if gold else 1.0))
    tools[name] = rows
draw = random.Random(1)
samples = [[draw.randrange(len(records)) for _ in records] for _ in range(1000)]
first = next(iter(tools.values()))
for name, rows in tools.items():
    f1, precision, recall = measure(rows)
    spread = sorted(measure([rows[i] for i in sample])[0] for sample in samples)
    paired = sorted(measure([first[i] for i in sample])[0] - measure([rows[i] for i in sample])[0] for sample in samples)
    print(f"{name:<24} pages {len(rows)}  F1 {f1:.4f} [{spread[24]:.4f}, {spread[974]:.4f}]  P {precision:.4f}  R {recall:.4f}  first minus this [{paired[24]:+.4f}, {paired[974]:+.4f}]")
