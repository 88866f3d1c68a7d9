// The page reads without any of this. Where script runs: keys, the evidence pane, search, a filter of the matrix, and any
// two reports side by side. Nothing is loaded from anywhere; words of reports are copied as nodes, never parsed again.
import {render} from "preact";
import {useEffect, useLayoutEffect, useState} from "preact/hooks";
import {Compare, reportTexts} from "./compare";
import {Evidence, evidenceOf} from "./evidence";
import {Help} from "./help";
import {kindsOf, MatrixFilter} from "./matrix";
import {Search} from "./search";
import {currentIn, goTo, identified, statements, walk} from "./statements";

type Open = "search" | "help" | null;

function typing(target: EventTarget | null): boolean {
    return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

function App() {
    const [open, setOpen] = useState<Open>(null);
    const [shown, setShown] = useState<HTMLElement | null>(null);
    const [found, setFound] = useState<{list: HTMLElement[]; at: number}>({list: [], at: 0});

    const closePane = () => {
        if (shown) goTo(shown);
        setShown(null);
    };
    const step = (by: number) => {
        const next = walk(by);
        if (next && shown) setShown(next);
    };
    const again = (by: number) => {
        if (found.list.length === 0) return;
        const at = (found.at + by + found.list.length) % found.list.length;
        const element = found.list[at];
        if (element) goTo(element);
        setFound({...found, at});
    };
    const evidence = () => {
        if (shown) return closePane();
        const list = statements();
        const current = list[currentIn(list)] ?? walk(1);
        if (current) setShown(current);
    };

    useLayoutEffect(() => {
        const onKey = (event: KeyboardEvent) => {
            if (event.ctrlKey || event.metaKey || event.altKey || open || typing(event.target)) return;
            const act: Record<string, () => void> = {
                j: () => step(1), k: () => step(-1), e: evidence, n: () => again(1), N: () => again(-1),
                "/": () => setOpen("search"), "?": () => setOpen("help"), Escape: () => { if (shown) closePane(); },
            };
            const action = act[event.key];
            if (!action) return;
            action();
            if (event.key !== "Escape") event.preventDefault();
        };
        // On a wide screen a citation opens the pane; on a phone it opens in place.
        const onClick = (event: MouseEvent) => {
            const summary = event.target instanceof Element ? event.target.closest("details.ev > summary") : null;
            const statement = summary?.closest<HTMLElement>("li, article");
            if (!summary || !statement || !evidenceOf(statement) || matchMedia("(max-width: 52rem)").matches) return;
            event.preventDefault();
            setShown(statement === shown ? null : statement);
        };
        const onTools = (event: Event) => setOpen((event as CustomEvent<Open>).detail);
        document.addEventListener("keydown", onKey);
        document.addEventListener("click", onClick);
        document.addEventListener("sitrep-open", onTools);
        return () => {
            document.removeEventListener("keydown", onKey);
            document.removeEventListener("click", onClick);
            document.removeEventListener("sitrep-open", onTools);
        };
    });
    useEffect(() => { document.documentElement.classList.toggle("with-pane", shown !== null); }, [shown]);

    return (
        <>
            {shown && <Evidence statement={shown} onClose={closePane} onWalk={step} />}
            {open === "search" && <Search onClose={(list, at) => {
                setOpen(null);
                if (list) setFound({list, at: at ?? 0});
            }} />}
            {open === "help" && <Help onClose={() => setOpen(null)} />}
        </>
    );
}

function Tools() {
    const ask = (what: Open) => document.dispatchEvent(new CustomEvent("sitrep-open", {detail: what}));
    return (
        <>
            <button type="button" onClick={() => ask("search")}>Search <kbd>/</kbd></button>
            <button type="button" onClick={() => ask("help")}>Keys <kbd>?</kbd></button>
        </>
    );
}

/** Puts an island into a new element at a place of the page. */
function island(where: Element | null, place: InsertPosition, css: string, content: preact.ComponentChild): void {
    if (!where) return;
    const root = document.createElement("div");
    root.className = css;
    where.insertAdjacentElement(place, root);
    render(content, root);
}

/** A statement named in the address: ids of statements are given by script, so the browser could not go there. */
function openFromAddress(): void {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!/^s\d+$/.test(id)) return;
    const element = statements().find((one) => identified(one) === id);
    if (element) goTo(element);
}

function start(): void {
    island(document.body, "beforeend", "app", <App />);
    island(document.querySelector("nav.contents"), "beforeend", "tools", <Tools />);
    const matrix = document.querySelector<HTMLTableElement>("table.matrix");
    const kinds = matrix ? kindsOf(matrix) : [];
    if (matrix && kinds.length > 1) island(matrix.closest(".scroll"), "beforebegin", "filter", <MatrixFilter kinds={kinds} />);
    const reports = reportTexts();
    const pairs = document.querySelector("#p-sources");
    if (reports.length > 1) island(pairs, "beforeend", "comparison", <Compare reports={reports} />);
    openFromAddress();
}

start();
