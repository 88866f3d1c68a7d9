// The statements of the page, in reading order: what j and k walk through, e shows evidence for, and / searches.

const kStatements = [
    ".bottom > ul > li",
    ".first .brief > li",
    "article.rel",
    "ul.sentences > li",
    ".utterances > li",
    "article.case",
    "ol.tl > li",
    "ol.placelist > li",
].join(",");

/** Statements that are shown, in the order of the page. */
export function statements(): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>(kStatements)].filter((one) => one.offsetParent !== null);
}

/** The statement that holds the keyboard, or the first one on the screen; -1 if there is none. */
export function currentIn(list: HTMLElement[]): number {
    const focused = document.activeElement;
    const held = list.findIndex((one) => one === focused || one.contains(focused));
    if (held >= 0) return held;
    const last = document.querySelector<HTMLElement>(".current");
    if (last) return list.indexOf(last);
    return -1;
}

/** Gives an element an id for the address bar if it has none. The same page gives the same ids. */
export function identified(element: HTMLElement): string {
    if (!element.id) element.id = "s" + ([...document.querySelectorAll(kStatements)].indexOf(element) + 1);
    return element.id;
}

/** Moves the keyboard to a statement or paragraph and shows it; folds around it open. */
export function goTo(element: HTMLElement): void {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
    document.querySelector(".current")?.classList.remove("current");
    element.classList.add("current");
    element.tabIndex = -1;
    element.focus({preventScroll: true});
    element.scrollIntoView({block: "center"});
    if (element.matches(kStatements)) history.replaceState(null, "", "#" + identified(element));
}

/** Walks `step` statements on from the current one. */
export function walk(step: number): HTMLElement | undefined {
    const list = statements();
    const at = currentIn(list);
    const next = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + step))];
    if (next) goTo(next);
    return next;
}

/** A copy of page content that can stand on the page a second time: without ids. */
export function copyOf(element: Element): Element {
    const copy = element.cloneNode(true) as Element;
    copy.removeAttribute("id");
    for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
    return copy;
}

/** What a statement says, without its evidence. */
export function wordsOf(element: Element): string {
    const copy = element.cloneNode(true) as Element;
    for (const part of copy.querySelectorAll(".ev,.fn")) part.remove();
    for (const part of copy.querySelectorAll("p,li,ul,h3,br,q,.who,.in,.when,.date,.how")) part.after(" ");
    return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}
