"""Articles of a folder of pages (truth.jsonl, html/*.gz) as trafilatura sees them: one JSON line a page."""
import gzip, json, sys, time
import trafilatura

folder = sys.argv[1]
records = [json.loads(line) for line in open(f"{folder}/truth.jsonl", encoding="utf8")]
pages = [gzip.open(f"{folder}/{record['html']}").read() for record in records]
with_metadata = "--metadata" in sys.argv
seconds = 0.0
for record, page in zip(records, pages):
    begin = time.process_time()
    try:
        found = trafilatura.bare_extraction(page, url=record["url"] if record["url"].startswith("http") else None, with_metadata=True, include_comments=False) if with_metadata else None
        text = found.text if found else trafilatura.extract(page, include_comments=False) if not with_metadata else ""
    except Exception:
        found, text = None, ""
    seconds += time.process_time() - begin
    row = {"id": record["id"], "text": text or ""}
    if found:
        row |= {"title": found.title or "", "author": found.author or "", "date": found.date or ""}
    print(json.dumps(row))
print(f"trafilatura {trafilatura.__version__}: {len(records)} pages, {len(records) / seconds:.1f} pages/cpu-s", file=sys.stderr)
