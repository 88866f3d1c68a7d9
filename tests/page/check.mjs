// check.mjs PAGE… [--pictures DIR]: opens pages in a real Chromium and fails on what a reader would stumble over.
// For each page: axe-core in light, dark, phone, print and right-to-left (no serious or critical finding); no request
// leaves the page; nothing wider than a phone's screen; every citation opens marked words without script.
// Browser: $CHROMIUM, else chromium on the path. The page is opened as a file; no server is started.
import {mkdirSync} from "node:fs";
import {createRequire} from "node:module";
import {basename, resolve} from "node:path";
import {pathToFileURL} from "node:url";
import {execSync} from "node:child_process";
import {chromium} from "playwright-core";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const argv = process.argv.slice(2);
const at = argv.indexOf("--pictures");
const pictures = at >= 0 ? argv.splice(at, 2)[1] : undefined;
if (pictures) mkdirSync(pictures, {recursive: true});
const executablePath = process.env.CHROMIUM || execSync("command -v chromium", {encoding: "utf8"}).trim();

const views = [
    {name: "light", width: 1280, height: 900, scheme: "light"},
    {name: "dark", width: 1280, height: 900, scheme: "dark"},
    {name: "phone", width: 375, height: 800, scheme: "light"},
    {name: "print", width: 794, height: 1123, scheme: "light", media: "print"},
    {name: "rtl", width: 1280, height: 900, scheme: "light", direction: "rtl"},
];

const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync"],
});
const faults = [];
for (const file of argv) {
    const url = pathToFileURL(resolve(file)).href;
    for (const view of views) {
        const where = `${basename(file)}, ${view.name}`;
        const context = await browser.newContext(
            {viewport: {width: view.width, height: view.height}, colorScheme: view.scheme, bypassCSP: true});
        const page = await context.newPage();
        const requests = [];
        page.on("request", request => { if (request.url() !== url) requests.push(request.url()); });
        page.on("pageerror", error => faults.push(`${where}: script error: ${error.message}`));
        await page.emulateMedia({media: view.media || "screen", colorScheme: view.scheme});
        await page.goto(url);
        if (view.direction) await page.evaluate(direction => { document.documentElement.dir = direction; }, view.direction);
        if (pictures) await page.screenshot({path: `${pictures}/${basename(file, ".html")}-${view.name}.png`});
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (overflow > 1 && !view.media) faults.push(`${where}: the page is ${overflow} px wider than the screen`);
        await page.addScriptTag({path: axePath});
        const result = await page.evaluate(() => axe.run(document, {resultTypes: ["violations"]}));
        for (const violation of result.violations) {
            if (!["serious", "critical"].includes(violation.impact)) continue;
            const nodes = violation.nodes.slice(0, 3).map(node => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`);
            faults.push(`${where}: axe ${violation.id} (${violation.impact}, ${violation.nodes.length} places): ${nodes.join(" | ")}`);
        }
        for (const request of requests) faults.push(`${where}: asked for ${request}`);
        await context.close();
    }
    const context = await browser.newContext({javaScriptEnabled: false});
    const page = await context.newPage();
    await page.goto(url);
    const citations = page.locator("details.ev");
    const count = await citations.count();
    if (count === 0) faults.push(`${basename(file)}: no citation`);
    for (let i = 0; i < count; i += Math.max(1, Math.floor(count / 8))) {
        const one = citations.nth(i);
        if (!(await one.locator("summary").isVisible())) continue;
        await one.locator("summary").click();
        if (!(await one.locator("mark").first().isVisible())) faults.push(`${basename(file)}: citation ${i} opens no marked words`);
    }
    await context.close();
}
await browser.close();
for (const fault of faults) console.error(fault);
console.log(`${argv.length} pages, ${views.length} views each: ${faults.length === 0 ? "nothing serious found" : faults.length + " faults"}`);
process.exit(faults.length === 0 ? 0 : 1);
