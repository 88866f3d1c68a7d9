// compromise (npm, MIT) on the text of bench_statements: quotations, tokens a second. Best of three.
//   node quotes.mjs TEXT TOKENS
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const require = createRequire(process.env.COMPETITORS ? process.env.COMPETITORS + "/" : import.meta.url);
const nlp = require("compromise");
const text = readFileSync(process.argv[2], "utf8");
const tokens = Number(process.argv[3]);
let best = Infinity;
let found = 0;
for (let turn = 0; turn < 3; ++turn) {
  const begin = process.hrtime.bigint();
  const doc = nlp(text);
  found = doc.quotations().length;
  best = Math.min(best, Number(process.hrtime.bigint() - begin) / 1e9);
}
console.log(`competitor compromise           ${Math.round(tokens / best)} tokens/s, ${found} quotations`);
