// Any two reports side by side, with the passages they share banded where the page has them.
import {useEffect, useRef, useState} from "preact/hooks";
import {copyOf} from "./statements";

export interface ReportText {
    label: string;
    article: HTMLElement;
}

/** Reports whose texts the page holds. */
export function reportTexts(): ReportText[] {
    return [...document.querySelectorAll<HTMLElement>("article.text")].map(
        (article) => ({label: article.querySelector("h3 bdi")?.textContent ?? "", article}));
}

interface DrawnPair {
    sides: Element[];
    legend: string;
}

/** Both sides of a pair as the page draws it, `first` in front, and what its marks mean; none if it draws no such pair. */
function drawnPair(first: string, second: string): DrawnPair | null {
    for (const pair of document.querySelectorAll("details.pair")) {
        const sides = [...pair.querySelectorAll(".columns > section")];
        const labels = sides.map((side) => side.querySelector("h4 bdi")?.textContent);
        const order = [labels.indexOf(first), labels.indexOf(second)];
        if (order.every((at) => at >= 0))
            return {sides: order.map((at) => sides[at] as Element), legend: pair.querySelector(".legend")?.textContent ?? ""};
    }
    return null;
}

export function Compare({reports}: {reports: ReportText[]}) {
    const [chosen, setChosen] = useState<[number, number] | null>(null);
    const columns = useRef<HTMLDivElement>(null);
    const first = reports[chosen?.[0] ?? 0];
    const second = reports[chosen?.[1] ?? 1];
    const drawn = chosen && first && second ? drawnPair(first.label, second.label) : null;
    useEffect(() => {
        if (!chosen || !first || !second) columns.current?.replaceChildren();
        else columns.current?.replaceChildren(...(drawn?.sides ?? [first.article, second.article]).map(copyOf));
    }, [chosen?.[0], chosen?.[1]]);
    const select = (side: 0 | 1, value: number) => {
        const next: [number, number] = chosen ? [...chosen] : [0, 1];
        next[side] = value;
        setChosen(next);
    };
    const picker = (side: 0 | 1, name: string) => (
        <label>{name} <select value={chosen?.[side] ?? side} onChange={(event) => select(side, Number(event.currentTarget.value))}>
            {reports.map((report, index) => <option key={index} value={index}>{report.label}</option>)}
        </select></label>
    );
    const same = chosen !== null && chosen[0] === chosen[1];
    return (
        <div class="compare">
            <p class="chips">{picker(0, "Compare")} {picker(1, "with")} {!chosen &&
                <button type="button" onClick={() => setChosen([0, 1])}>Show side by side</button>}
                {chosen && <button type="button" onClick={() => setChosen(null)}>Close</button>}</p>
            {chosen && <p class="quiet" role="status">{same ? "This is one report twice." : drawn
                ? drawn.legend
                : "No shared passage between these two is drawn here."}</p>}
            <div class="columns" ref={columns} />
        </div>
    );
}
