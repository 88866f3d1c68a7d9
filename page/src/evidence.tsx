// The evidence pane: the exact words that each report has for one statement, side by side.
import {useEffect, useRef} from "preact/hooks";
import {copyOf, wordsOf} from "./statements";

/** The evidence that the page itself holds for a statement. */
export function evidenceOf(statement: Element): HTMLDetailsElement | null {
    return statement.querySelector<HTMLDetailsElement>("details.ev");
}

interface EvidenceProps {
    statement: HTMLElement;
    onClose: () => void;
    onWalk: (step: number) => void;
}

export function Evidence({statement, onClose, onWalk}: EvidenceProps) {
    const cards = useRef<HTMLDivElement>(null);
    const found = evidenceOf(statement);
    useEffect(() => {
        const copies = found ? [...found.querySelectorAll(".cards > .card")].map(copyOf) : [];
        cards.current?.replaceChildren(...copies);
        cards.current?.scrollTo({left: 0});
    }, [statement]);
    const heading = wordsOf(statement.querySelector("h3, .line, .date") ?? statement);
    const counts = found?.querySelector("summary .extra")?.textContent ?? "";
    return (
        <section class="pane" aria-label="Evidence">
            <header>
                <h2><bdi>{heading.length > 160 ? heading.slice(0, 159) + "…" : heading}</bdi> <span class="extra">{counts}</span></h2>
                <span class="tools">
                    <button type="button" onClick={() => onWalk(-1)}>Previous <kbd>k</kbd></button>
                    <button type="button" onClick={() => onWalk(1)}>Next <kbd>j</kbd></button>
                    <button type="button" onClick={onClose}>Close <kbd>Esc</kbd></button>
                </span>
            </header>
            {!found && <p class="quiet">This line cites no words of its own: it leads to one below.</p>}
            <div class="words" ref={cards} tabIndex={0} role="region" aria-label="Words of the reports" />
        </section>
    );
}
