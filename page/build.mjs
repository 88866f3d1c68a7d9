// build.mjs [--check]: bundles src/main.tsx into ../src/brief/embedded/page_script.inc, a C++ raw string that the program
// carries, so that nobody needs Node to use it. --check: fails if the committed file is not what the sources give, or if
// the bundle is above its limit. The versions in package-lock.json fix the bytes.
import {readFileSync, writeFileSync} from "node:fs";
import {gzipSync} from "node:zlib";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";

const limit = 60 * 1024; // bytes after gzip
const longest = 65536; // bytes of a C++ string that every compiler takes
const folder = new URL(".", import.meta.url);
const target = new URL("../src/brief/embedded/page_script.inc", folder);
const result = await build({
    absWorkingDir: fileURLToPath(folder),
    entryPoints: ["src/main.tsx"],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    charset: "ascii",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    banner: {js: "/* Holds Preact, (c) 2015-present Jason Miller, MIT licence. */"},
    write: false,
});
const script = result.outputFiles[0].text.trimEnd();
const size = gzipSync(script, {level: 9}).length;
const fault = size > limit ? `the bundle has ${size} bytes after gzip, above ${limit}`
    : script.length > longest ? `the bundle has ${script.length} bytes, more than one C++ string may hold`
    : /<\/script|<!--/i.test(script) ? "the bundle holds what would end its script element"
    : script.includes(")page\"") ? "the bundle holds the end of its C++ string" : "";
if (fault) {
    console.error(fault);
    process.exit(1);
}
const made = `// Made by page/build.mjs from page/src with Preact (MIT): do not edit, run "npm run build" in page/.\nR"page(${script})page"\n`;
if (process.argv.includes("--check")) {
    const committed = readFileSync(target, "utf8");
    if (committed !== made) {
        console.error("src/brief/embedded/page_script.inc is not what page/src gives: run npm run build in page/ and commit it");
        process.exit(1);
    }
} else {
    writeFileSync(target, made);
}
console.log(`page script: ${script.length} bytes, ${size} after gzip`);
