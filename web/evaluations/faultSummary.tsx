import { useEffect, useRef } from 'preact/hooks';
import { words } from '../words/words.ts';

export type Named = { key: string; text: string; message: string; place: string };

/** Everything that is wrong, on top and with the focus after an attempt to hand in; each a link to its field. */
export function FaultSummary({ faults }: { faults: readonly Named[] }) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(0);
  useEffect(() => {
    if (faults.length > before.current) {
      box.current?.focus();
      box.current?.scrollIntoView({ block: 'start' });
    }
    before.current = faults.length;
  }, [faults]);
  if (faults.length === 0) return null;
  return (
    <section class="box faults" ref={box} tabIndex={-1} aria-labelledby="faults">
      <h2 id="faults">{words.evaluations.faultsTitle(faults.length)}</h2>
      <ul>
        {faults.map(({ key, text, message, place }) => (
          <li key={key}>
            <a
              href={`#${place}`}
              onClick={(event) => {
                event.preventDefault();
                const field = document.getElementById(place);
                (field?.querySelector<HTMLElement>('input, textarea') ?? field)?.focus();
                field?.scrollIntoView({ block: 'center' });
              }}
            >
              {text}
            </a>
            <span class="note">{message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
