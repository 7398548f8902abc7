import { useId } from 'preact/hooks';
import { useWritten } from './written.tsx';
import './matchTable.css';

type Side = { id: string; text: string };
type Props = {
  lefts: readonly Side[];
  rights: readonly Side[];
  pairs: readonly { leftId: string; rightId: string }[];
  /** What a select says while nothing is chosen. */
  choose: string;
  disabled?: boolean;
  onPair: (leftId: string, rightId: string | null) => void;
};

/** Left sides, each with a select of the partners. What was chosen stands below it in full, because selects cut long lines. */
export function MatchTable({ lefts, rights, pairs, choose, disabled, onPair }: Props) {
  const id = useId();
  const lang = useWritten();
  return (
    <div class="match">
      {lefts.map((left, at) => {
        const chosen = pairs.find(({ leftId }) => leftId === left.id)?.rightId ?? '';
        return (
          <div key={left.id}>
            <label for={`${id}-${at}`} lang={lang}>
              {left.text}
            </label>
            <div>
              <select
                id={`${id}-${at}`}
                value={chosen}
                disabled={disabled}
                onChange={({ currentTarget }) => onPair(left.id, currentTarget.value || null)}
              >
                <option value="">{choose}</option>
                {rights.map((right) => (
                  <option key={right.id} lang={lang} value={right.id} selected={right.id === chosen}>
                    {right.text}
                  </option>
                ))}
              </select>
              {chosen === '' ? null : (
                <p class="hint" aria-hidden="true" lang={lang}>
                  {rights.find((right) => right.id === chosen)?.text}
                </p>
              )}
            </div>
          </div>
        );
      })}
    </div>
  );
}
