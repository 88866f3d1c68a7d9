// Chips above the matrix of claims and reports: which kinds of relation it shows.
import {useLayoutEffect, useState} from "preact/hooks";

interface Kind {
    css: string;
    title: string;
    rows: HTMLTableRowElement[];
}

/** Kinds of relation among the rows of a matrix, in the order of the page. */
export function kindsOf(matrix: HTMLTableElement): Kind[] {
    const kinds = new Map<string, Kind>();
    for (const row of matrix.querySelectorAll<HTMLTableRowElement>("tbody tr")) {
        const kind = kinds.get(row.className) ?? {css: row.className, title: row.querySelector(".kind")?.textContent ?? "", rows: []};
        kind.rows.push(row);
        kinds.set(row.className, kind);
    }
    return [...kinds.values()];
}

export function MatrixFilter({kinds}: {kinds: Kind[]}) {
    const [hidden, setHidden] = useState<string[]>([]);
    useLayoutEffect(() => {
        for (const kind of kinds) for (const row of kind.rows) row.hidden = hidden.includes(kind.css);
    }, [hidden]);
    const toggle = (css: string) => setHidden(hidden.includes(css) ? hidden.filter((one) => one !== css) : [...hidden, css]);
    return (
        <div class="chips" role="group" aria-label="Kinds shown in the matrix">
            {kinds.map((kind) => (
                <button type="button" key={kind.css} aria-pressed={!hidden.includes(kind.css)} onClick={() => toggle(kind.css)}>
                    {kind.title} <span>{kind.rows.length}</span>
                </button>
            ))}
        </div>
    );
}
