// chrono-node (npm, MIT) and Microsoft's recognizers (npm, MIT) on the text of bench_dates, paragraph by paragraph:
// MB/s, best of two, and how many times faster sitrep read the same text in the same run.
//   node dates.mjs TEXT SITREP_DATES_MB_S SITREP_BOTH_MB_S
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const require = createRequire(process.env.COMPETITORS ? process.env.COMPETITORS + "/" : import.meta.url);
const text = readFileSync(process.argv[2], "utf8");
const bytes = Buffer.byteLength(text);
const dates = Number(process.argv[3]);
const both = Number(process.argv[4]);
const paragraphs = text.split("\n").filter((line) => line.length > 0);
const reference = new Date(2016, 4, 18, 12);

function measure(name, ours, read) {
  let best = Infinity;
  let found = 0;
  for (let turn = 0; turn < 2; ++turn) {
    const begin = process.cpuUsage();
    found = 0;
    for (const paragraph of paragraphs) found += read(paragraph);
    const used = process.cpuUsage(begin);
    best = Math.min(best, (used.user + used.system) / 1e6);
  }
  const rate = bytes / 1e6 / best;
  console.log(`  ${name.padEnd(40)} ${rate.toFixed(3)} MB/s, ${found} found; sitrep ${ours.toFixed(1)} MB/s: ${Math.round(ours / rate)} times`);
}

const chrono = require("chrono-node");
measure("chrono-node, dates", dates, (p) => chrono.parse(p, reference).length);
const suite = require("@microsoft/recognizers-text-suite");
const culture = suite.Culture.English;
measure("recognizers-text, dates", dates, (p) => suite.recognizeDateTime(p, culture, undefined, reference).length);
measure("recognizers-text, dates and numbers", both, (p) => suite.recognizeDateTime(p, culture, undefined, reference).length
  + suite.recognizeNumber(p, culture).length + suite.recognizePercentage(p, culture).length
  + suite.recognizeCurrency(p, culture).length + suite.recognizeDimension(p, culture).length);
