import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useWritten } from './written.tsx';
import './orderList.css';
import { moved } from './rules.ts';

type Item = { id: string; text: string };
type Says = {
  up: string;
  down: string;
  upOf: (text: string) => string;
  downOf: (text: string) => string;
  moved: (text: string, place: number, total: number) => string;
};
type Props = { items: readonly Item[]; say: Says; disabled?: boolean; onOrder: (ids: string[]) => void };

/** Items to put in order, each with a button up and a button down. Every move is said aloud and keeps the focus on its button. */
export function OrderList({ items, say, disabled = false, onOrder }: Props) {
  const lang = useWritten();
  const list = useRef<HTMLOListElement>(null);
  const [last, setLast] = useState<{ id: string; by: number; text: string } | null>(null);
  const move = (at: number, by: number) => {
    const item = items[at];
    if (item === undefined || disabled) return;
    const after = moved(items, at, by);
    const place = after.findIndex(({ id }) => id === item.id) + 1;
    setLast({ id: item.id, by, text: say.moved(item.text, place, items.length) });
    onOrder(after.map(({ id }) => id));
  };
  useLayoutEffect(() => {
    if (last !== null) list.current?.querySelector<HTMLElement>(`[data-move="${last.id} ${last.by}"]`)?.focus();
  }, [last]);
  return (
    <>
      <ol class="order" ref={list}>
        {items.map(({ id, text }, at) => (
          <li key={id}>
            <span lang={lang}>{text}</span>
            <span class="moves">
              {([-1, 1] as const).map((by) => {
                const ends = disabled || (by < 0 ? at === 0 : at === items.length - 1);
                return (
                  <button
                    key={by}
                    type="button"
                    class="quiet"
                    data-move={`${id} ${by}`}
                    aria-label={by < 0 ? say.upOf(text) : say.downOf(text)}
                    aria-disabled={ends}
                    onClick={() => move(at, by)}
                  >
                    {by < 0 ? say.up : say.down}
                  </button>
                );
              })}
            </span>
          </li>
        ))}
      </ol>
      <p class="unseen" role="status">
        {last?.text ?? ''}
      </p>
    </>
  );
}
