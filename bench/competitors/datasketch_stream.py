#!/usr/bin/env python3
"""datasketch_stream.py FILE: MinHash LSH (datasketch, PyPI) on the texts of FILE, one a record: family, length, bytes.

Streaming insert and query as the bench does it: 128 permutations, shingles of five words, Jaccard >= 0.5. Prints one
line: texts a second (CPU time), pair precision, pair recall."""
import collections, re, sys, time

from datasketch import MinHash, MinHashLSH

texts = []
with open(sys.argv[1], "rb") as file:
    while head := file.readline():
        family, size = map(int, head.split())
        texts.append((family, file.read(size).decode("utf8", "replace")))
        file.readline()
begin = time.process_time()
index, found = MinHashLSH(threshold=0.5, num_perm=128), []
for number, (family, text) in enumerate(texts):
    words = re.findall(r"\w+", text.lower())
    shingles = {" ".join(words[i:i + 5]).encode() for i in range(max(1, len(words) - 4))}
    sketch = MinHash(num_perm=128)
    sketch.update_batch(list(shingles))
    found += [(number, other) for other in index.query(sketch)]
    index.insert(number, sketch)
seconds = time.process_time() - begin
sizes = collections.Counter(family for family, _ in texts)
every = sum(n * (n - 1) // 2 for n in sizes.values())
right = sum(texts[a][0] == texts[b][0] for a, b in found)
print(f"{len(texts) / seconds:.1f} {right / max(1, len(found)):.4f} {right / max(1, every):.4f}")
