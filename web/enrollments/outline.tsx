import { useState } from 'preact/hooks';
import { useWritten } from '../design/parts/written.tsx';
import { words } from '../words/words.ts';
import { studyMinutes } from './rules.ts';

type Module = {
  id: string;
  number: number;
  title: string;
  completedAt: string | null;
  secondsCounted: number;
  secondsRequired: number;
};

/** The modules with how each stands. */
export function ModuleList({ round, modules, here }: { round: string; modules: readonly Module[]; here?: number }) {
  const say = words.modules;
  const lang = useWritten();
  return (
    <ol class="outline">
      {modules.map(({ id, number, title, completedAt, ...seconds }) => {
        const { counted, required } = studyMinutes(seconds.secondsCounted, seconds.secondsRequired);
        return (
          <li key={id}>
            <a
              href={`/learn/${encodeURIComponent(round)}/modules/${number}`}
              lang={lang}
              aria-current={number === here ? 'page' : undefined}
            >
              {title}
            </a>
            <span class="note">
              {completedAt !== null ? (
                <>
                  <span aria-hidden="true">✓ </span>
                  {say.done}
                </>
              ) : (
                say.counted(counted, required)
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** The modules beside the text; on a small screen behind one button. */
export function Outline({ round, modules, here }: { round: string; modules: readonly Module[]; here: number }) {
  const say = words.modules;
  const [wide] = useState(() => matchMedia('(min-width: 70rem)').matches);
  return (
    <nav class="outline-box" aria-label={say.outline}>
      <a href={`/learn/${encodeURIComponent(round)}`}>{say.toRound}</a>
      <details open={wide}>
        <summary>{say.outline}</summary>
        <ModuleList round={round} modules={modules} here={here} />
      </details>
    </nav>
  );
}
