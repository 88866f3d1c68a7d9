// Search over the statements of the page and the paragraphs of the reports. All words of the query must be met; case and
// accents do not count.
import {useEffect, useMemo, useRef, useState} from "preact/hooks";
import {goTo, statements, wordsOf} from "./statements";

const kShown = 60;

/** Text as it is compared: lower case, without accents and quotation marks. */
export function folded(text: string): string {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[“”„«»‘’'"]/g, "").toLowerCase();
}

interface Entry {
    element: HTMLElement;
    words: string;
    key: string;
    where: string;
}

function entries(): Entry[] {
    const list: Entry[] = [];
    const add = (element: HTMLElement, where: string) => {
        const words = wordsOf(element);
        if (words) list.push({element, words, key: folded(words), where});
    };
    for (const element of statements())
        add(element, element.closest("section")?.querySelector("h2")?.textContent ?? "");
    for (const text of document.querySelectorAll("article.text")) {
        const label = text.querySelector("h3 bdi")?.textContent ?? "";
        for (const paragraph of text.querySelectorAll<HTMLElement>("p[data-n]")) add(paragraph, `${label} ¶${paragraph.dataset.n}`);
    }
    return list;
}

/** Entries that hold every word of the query, in the order of the page. */
export function matches<T extends {key: string}>(list: T[], query: string): T[] {
    const words = folded(query).split(/\s+/).filter(Boolean);
    return words.length === 0 ? [] : list.filter((one) => words.every((word) => one.key.includes(word)));
}

/** A stretch of the words around the first word of the query. */
function excerpt(entry: Entry, query: string): string {
    const first = folded(query).split(/\s+/).filter(Boolean)[0] ?? "";
    const at = Math.max(0, entry.words.toLowerCase().indexOf(first));
    const begin = at > 70 ? entry.words.indexOf(" ", at - 60) + 1 : 0;
    const cut = entry.words.slice(begin, begin + 170);
    return (begin > 0 ? "… " : "") + cut + (begin + 170 < entry.words.length ? " …" : "");
}

interface SearchProps {
    onClose: (found?: HTMLElement[], at?: number) => void;
}

export function Search({onClose}: SearchProps) {
    const dialog = useRef<HTMLDialogElement>(null);
    const [query, setQuery] = useState("");
    const list = useMemo(entries, []);
    const found = useMemo(() => matches(list, query), [query]);
    useEffect(() => { dialog.current?.showModal(); }, []);
    const choose = (index: number) => {
        const entry = found[index];
        if (!entry) return;
        onClose(found.map((one) => one.element), index);
        goTo(entry.element);
    };
    const move = (event: KeyboardEvent) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        const stops = [...(dialog.current?.querySelectorAll<HTMLElement>("input, .results button") ?? [])];
        const at = stops.indexOf(document.activeElement as HTMLElement);
        stops[Math.min(stops.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))]?.focus();
        event.preventDefault();
    };
    return (
        <dialog class="dialog" ref={dialog} aria-label="Search" onKeyDown={move} onClose={() => onClose()}>
            <form onSubmit={(event) => { event.preventDefault(); choose(0); }}>
                <label>Search statements and reports <input type="text" enterKeyHint="search" value={query} dir="auto" autoComplete="off"
                    onInput={(event) => setQuery(event.currentTarget.value)} /></label>
                <button type="button" onClick={() => dialog.current?.close()}>Close <kbd>Esc</kbd></button>
            </form>
            <p class="quiet" role="status">{query.trim() === "" ? "Every word must be met; accents and case do not count."
                : found.length === 0 ? "Not on this page." : `${found.length} found`}</p>
            <ol class="results">
                {found.slice(0, kShown).map((entry, index) => (
                    <li key={index}><button type="button" onClick={() => choose(index)}>
                        <span class="where"><bdi>{entry.where}</bdi></span> <bdi>{excerpt(entry, query)}</bdi>
                    </button></li>
                ))}
            </ol>
            {found.length > kShown && <p class="quiet">{found.length - kShown} more; add a word.</p>}
        </dialog>
    );
}
