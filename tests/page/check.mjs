// check.mjs PAGE… [--pictures DIR]: opens pages in a real Chromium and fails on what a reader would stumble over.
// For each page, in light, dark, phone, print and right-to-left: no serious or critical finding of axe-core, also with the
// evidence pane, search, help and a comparison open; no request leaves the page; nothing is wider than the screen. Once a
// page: the keys do what the help says, under the page's own content security policy; without script every citation opens
// marked words; on paper (A4) every note that the text calls is printed.
// Browser: $CHROMIUM, else chromium on the path. The page is opened as a file; no server is started.
import {mkdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {basename, resolve} from "node:path";
import {pathToFileURL} from "node:url";
import {execSync} from "node:child_process";
import {chromium} from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
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

const faults = [];
const fault = (where, what) => faults.push(`${where}: ${what}`);
const expect = (holds, where, what) => { if (!holds) fault(where, what); };

/** True once something that fits is to be seen; a slow machine gets twenty seconds. */
const appears = (page, selector) => page.locator(selector).first().waitFor({timeout: 20_000}).then(() => true, () => false);
/** True once nothing that fits is left. */
const vanishes = (page, selector) => page.locator(selector).first().waitFor({state: "detached", timeout: 20_000}).then(() => true, () => false);

/** axe-core on the page, or on what stands under a selector; findings that are serious or critical are faults. */
async function audit(page, where, selector) {
    await page.evaluate(axe);
    const result = await page.evaluate(part => axe.run(part ? {include: [[part]]} : document, {resultTypes: ["violations"]}), selector);
    for (const violation of result.violations) {
        if (!["serious", "critical"].includes(violation.impact)) continue;
        const nodes = violation.nodes.slice(0, 3).map(node => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`);
        fault(where, `axe ${violation.id} (${violation.impact}, ${violation.nodes.length} places): ${nodes.join(" | ")}`);
    }
}

async function picture(page, file, name, fullPage = false) {
    if (pictures) await page.screenshot({path: `${pictures}/${basename(file, ".html")}-${name}.png`, fullPage});
}

/** The parts that a reader scrolls to, each as a picture of its own. */
async function partPictures(page, file, view) {
    if (!pictures || view.media) return;
    for (const part of ["p-changed", "p-figures", "p-said", "p-timeline", "p-places", "p-sources"]) {
        if (!(await page.locator(`#${part}`).count())) continue;
        await page.evaluate(id => document.getElementById(id).scrollIntoView({behavior: "instant"}), part);
        await picture(page, file, `${view.name}-${part}`);
    }
    if (await page.locator("svg.map").count()) {
        await page.locator("svg.map").scrollIntoViewIfNeeded();
        await picture(page, file, `${view.name}-map`);
    }
    if (await page.locator("svg.graph").count()) {
        await page.locator("svg.graph").scrollIntoViewIfNeeded();
        await picture(page, file, `${view.name}-lineage`);
    }
    if (await page.locator("table.matrix").count()) {
        await page.locator(".filter, table.matrix").first().scrollIntoViewIfNeeded();
        await picture(page, file, `${view.name}-matrix`);
    }
}

/** Everything that script opens, audited while it is open. */
async function auditIslands(page, file, view, where) {
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.keyboard.press("j");
    await page.keyboard.press("e");
    await page.locator(".pane .card mark").first().waitFor({timeout: 20_000});
    await picture(page, file, `${view.name}-evidence`);
    await audit(page, `${where}, evidence`, ".pane");
    await page.keyboard.press("Escape");
    await vanishes(page, ".pane");
    await page.keyboard.press("/");
    await page.locator("dialog input").fill("the");
    await page.locator(".results button").first().waitFor({timeout: 20_000});
    await picture(page, file, `${view.name}-search`);
    await audit(page, `${where}, search`, "dialog");
    await page.keyboard.press("Escape");
    await vanishes(page, "dialog");
    await page.keyboard.press("?");
    await page.locator("dialog .keys").waitFor({timeout: 20_000});
    await picture(page, file, `${view.name}-help`);
    await audit(page, `${where}, help`, "dialog");
    await page.keyboard.press("Escape");
    await vanishes(page, "dialog");
    if (await page.locator(".compare button").count()) {
        await page.locator(".compare button").first().click();
        await page.locator(".compare .columns > *").first().waitFor({timeout: 20_000});
        await page.locator(".compare").scrollIntoViewIfNeeded();
        await picture(page, file, `${view.name}-compare`);
        await audit(page, `${where}, compare`, ".compare");
    }
}

async function checkView(browser, file, url, view) {
    const where = `${basename(file)}, ${view.name}`;
    const context = await browser.newContext({viewport: {width: view.width, height: view.height}, colorScheme: view.scheme});
    const page = await context.newPage();
    page.on("request", request => { if (request.url().split("#")[0] !== url) fault(where, `asked for ${request.url()}`); });
    page.on("pageerror", error => fault(where, `script error: ${error.message}`));
    page.on("console", message => { if (message.type() === "error") fault(where, `console: ${message.text()}`); });
    await page.emulateMedia({media: view.media || "screen", colorScheme: view.scheme, reducedMotion: "reduce"});
    await page.goto(url);
    if (view.direction) await page.evaluate(direction => { document.documentElement.dir = direction; }, view.direction);
    await picture(page, file, view.name);
    if (view.media) await picture(page, file, `${view.name}-whole`, true);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow <= 1 || view.media, where, `the page is ${overflow} px wider than the screen`);
    await audit(page, where);
    await partPictures(page, file, view);
    if (!view.media) await auditIslands(page, file, view, where);
    await context.close();
}

/** What the help promises, key by key. */
async function checkKeys(browser, file, url) {
    const where = `${basename(file)}, keys`;
    const context = await browser.newContext({viewport: {width: 1280, height: 900}, reducedMotion: "reduce"});
    const page = await context.newPage();
    await page.goto(url);
    const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
    await page.keyboard.press("j");
    const first = await focused();
    await page.keyboard.press("j");
    const second = await focused();
    expect(first && second && first !== second, where, "j does not go to the next statement");
    expect((await page.evaluate(() => location.hash)) === `#${second}`, where, "the address does not name the statement");
    await page.keyboard.press("k");
    expect((await focused()) === first, where, "k does not go back");
    await page.keyboard.press("e");
    expect(await appears(page, ".pane .card"), where, "e opens no pane");
    const shown = await page.locator(".pane .card").count();
    const own = await page.evaluate(id => document.getElementById(id).querySelectorAll("details.ev .card").length, first);
    expect(shown > 0 && shown === own, where, `e shows ${shown} cards, the statement has ${own}`);
    const tops = await page.locator(".pane .card").evaluateAll(cards => new Set(cards.map(card => Math.round(card.getBoundingClientRect().top))).size);
    expect(tops === 1, where, "the words of the reports do not stand side by side");
    await page.keyboard.press("j");
    expect((await page.locator(".pane").count()) === 1, where, "the pane does not follow j");
    await page.keyboard.press("Escape");
    expect(await vanishes(page, ".pane"), where, "Escape does not close the pane");
    const word = await page.evaluate(() => document.querySelector("article.text p[data-n] .mn, article.text p[data-n]")?.textContent.trim().split(/\s+/)[0] ?? "");
    if (word) {
        await page.keyboard.press("/");
        await page.locator("dialog input").fill(word);
        expect(await appears(page, ".results button"), where, `search finds nothing for "${word}", which a report holds`);
        await page.keyboard.press("Enter");
        expect(await vanishes(page, "dialog"), where, "Enter does not close search");
        const place = await page.evaluate(() => document.activeElement?.textContent ?? "");
        const fold = text => text.normalize("NFD").replace(/[\u0300-\u036f“”„«»‘’'"]/g, "").toLowerCase();
        expect(fold(place).includes(fold(word)), where, "Enter does not go to what was found");
        await page.keyboard.press("/");
        await page.locator("dialog input").fill("zzzz qqqq");
        expect(await appears(page, 'dialog [role=status]:text-is("Not on this page.")'), where, "search does not say that nothing was found");
        await page.keyboard.press("Escape");
        expect(await vanishes(page, "dialog"), where, "Escape does not close search");
    }
    await page.keyboard.press("?");
    expect(await appears(page, "dialog[open] .keys"), where, "? shows no help");
    await page.keyboard.press("Escape");
    expect(await vanishes(page, "dialog"), where, "Escape does not close help");
    const chip = page.locator(".filter button").first();
    if (await chip.count()) {
        const rows = () => page.locator("table.matrix tbody tr:visible").count();
        const before = await rows();
        await chip.click();
        let fewer = false;
        for (let wait = 0; wait < 40 && !fewer; ++wait) {
            fewer = (await rows()) < before;
            if (!fewer) await page.waitForTimeout(250);
        }
        expect(fewer, where, "a chip hides no row of the matrix");
    }
    // An address that names a statement leads there.
    await page.goto("about:blank");
    await page.goto(`${url}#${second}`);
    expect(!second.startsWith("s") || (await focused()) === second, where, "an address does not lead to its statement");
    await context.close();
}

/** The page without script: citations open marked words, nothing that script makes is missed. */
async function checkWithoutScript(browser, file, url) {
    const where = `${basename(file)}, without script`;
    const context = await browser.newContext({javaScriptEnabled: false});
    const page = await context.newPage();
    await page.goto(url);
    const citations = page.locator("details.ev");
    const count = await citations.count();
    expect(count > 0, where, "no citation");
    for (let i = 0; i < count; i += Math.max(1, Math.floor(count / 8))) {
        const one = citations.nth(i);
        if (!(await one.locator("summary").isVisible())) continue;
        await one.locator("summary").click();
        expect(await one.locator("mark").first().isVisible(), where, `citation ${i} opens no marked words`);
    }
    await context.close();
}

/** Paper: every note number in the text has its note. */
async function checkPaper(browser, file, url) {
    const where = `${basename(file)}, paper`;
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.emulateMedia({media: "print"});
    await page.goto(url);
    const [called, printed] = await page.evaluate(() => [
        Math.max(0, ...[...document.querySelectorAll(".fn")].flatMap(one => one.textContent.split(/[,–]/).map(Number))),
        document.querySelectorAll(".notes li").length,
    ]);
    expect(called > 0 && called <= printed, where, `the text calls note ${called}, ${printed} are printed`);
    if (pictures) await page.pdf({path: `${pictures}/${basename(file, ".html")}.pdf`, format: "A4", preferCSSPageSize: true});
    await context.close();
}

const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync"],
});
for (const file of argv) {
    const url = pathToFileURL(resolve(file)).href;
    for (const view of views) await checkView(browser, file, url, view);
    await checkKeys(browser, file, url);
    await checkWithoutScript(browser, file, url);
    await checkPaper(browser, file, url);
}
await browser.close();
for (const one of faults) console.error(one);
console.log(`${argv.length} pages, ${views.length} views each: ${faults.length === 0 ? "nothing serious found" : faults.length + " faults"}`);
process.exit(faults.length === 0 ? 0 : 1);
