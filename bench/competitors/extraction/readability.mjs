// Articles of a folder of pages (truth.jsonl, html/*.gz) as @mozilla/readability with linkedom sees them: one JSON line a page.
// usage: node readability.mjs FOLDER   (NODE_PATH or a node_modules folder beside must hold both packages)
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { createRequire } from "node:module";

const require = createRequire((process.env.PEERS ?? process.cwd()) + "/");
const { Readability } = require("@mozilla/readability");
const { parseHTML } = require("linkedom");

const folder = process.argv[2];
const records = readFileSync(`${folder}/truth.jsonl`, "utf8").trim().split("\n").map((line) => JSON.parse(line.replaceAll(": NaN", ": null")));
const pages = records.map((record) => gunzipSync(readFileSync(`${folder}/${record.html}`)).toString("utf8"));
let bytes = 0, seconds = 0;
records.forEach((record, i) => {
  const begin = process.cpuUsage();
  let article = null;
  try {
    article = new Readability(parseHTML(pages[i]).document).parse();
  } catch {
    article = null;
  }
  const used = process.cpuUsage(begin);
  seconds += (used.user + used.system) / 1e6;
  bytes += Buffer.byteLength(pages[i]);
  console.log(JSON.stringify({ id: record.id, text: article?.textContent ?? "", title: article?.title ?? "", author: article?.byline ?? "", date: article?.publishedTime ?? "" }));
});
console.error(`readability.js + linkedom: ${records.length} pages, ${(records.length / seconds).toFixed(1)} pages/cpu-s, ${(bytes / seconds / 1e6).toFixed(1)} MB/s`);
