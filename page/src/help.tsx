// Which keys do what.
import {useEffect, useRef} from "preact/hooks";

const kKeys: [string, string][] = [
    ["j / k", "next, previous statement"],
    ["e", "evidence: the words of every report, side by side"],
    ["/", "search statements and reports"],
    ["n / N", "next, previous place found"],
    ["Esc", "close what is open"],
    ["?", "this list"],
];

export function Help({onClose}: {onClose: () => void}) {
    const dialog = useRef<HTMLDialogElement>(null);
    useEffect(() => { dialog.current?.showModal(); }, []);
    return (
        <dialog class="dialog" ref={dialog} aria-label="Keys" onClose={onClose}>
            <h2>Keys</h2>
            <dl class="keys">{kKeys.map(([keys, meaning]) => <div key={keys}><dt><kbd>{keys}</kbd></dt><dd>{meaning}</dd></div>)}</dl>
            <button type="button" onClick={() => dialog.current?.close()}>Close <kbd>Esc</kbd></button>
        </dialog>
    );
}
