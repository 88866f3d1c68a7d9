// compromise (npm, MIT) on the text of bench_names and bench_statements, tokens a second. Best of three.
//   node compromise.mjs names|quotations TEXT TOKENS
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const require = createRequire(process.env.COMPETITORS ? process.env.COMPETITORS + "/" : import.meta.url);
let nlp;
try {
  nlp = require("compromise");
} catch {
  process.exit(1);
}
const [what, path, tokens] = process.argv.slice(2);
const text = readFileSync(path, "utf8");
const count = {
  names: (doc) => doc.people().length + doc.places().length + doc.organizations().length,
  quotations: (doc) => doc.quotations().length,
}[what];
let best = Infinity;
let found = 0;
for (let turn = 0; turn < 3; ++turn) {
  const begin = process.hrtime.bigint();
  found = count(nlp(text));
  best = Math.min(best, Number(process.hrtime.bigint() - begin) / 1e9);
}
console.log(`competitor compromise           ${Math.round(Number(tokens) / best)} tokens/s, ${found} ${what}`);
