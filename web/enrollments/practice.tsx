import { useEffect, useRef, useState } from 'preact/hooks';
import { Markdown } from '../design/parts/markdown.ts';
import { useWritten } from '../design/parts/written.tsx';
import type { ModulePageQuery } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { begin, choose, chosenAt, type Way } from './practiceRules.ts';

type Round = Extract<ModulePageQuery['node'], { __typename: 'Enrollment' }>;
type Practice = NonNullable<NonNullable<Round['module']>['text']['practice']>;
type Case = NonNullable<Practice['case']>;

/** A part of a case. What is chosen lives in this page alone. */
export function CasePart({ part: { title, scenes } }: { part: Case }) {
  const say = words.practice;
  const lang = useWritten();
  const [way, setWay] = useState<Way>(begin(scenes));
  const newest = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const go = (next: Way) => {
    moved.current = true;
    setWay(next);
  };
  useEffect(() => {
    if (moved.current) newest.current?.focus();
  }, [way]);
  const last = way.at(-1);
  return (
    <section class="casework" aria-labelledby="practice">
      <h2 id="practice">
        {say.title}: <span lang={lang}>{title}</span>
      </h2>
      <p class="note">{say.note}</p>
      <ol class="scenes">
        {way.map((scene, at) => (
          <li key={`${at} ${scene.key}`}>
            <h3 ref={scene === last ? newest : null} tabIndex={-1} lang={lang}>
              {scene.title ?? title}
            </h3>
            <div lang={lang}>
              <Markdown text={scene.text} top={4} />
            </div>
            {scene === last ? (
              <Onward {...{ way, go, scenes, lang }} />
            ) : (
              <p class="note">{say.chosen(chosenAt(way, at) ?? '')}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

type Moving = { way: Way; go: (way: Way) => void; scenes: Case['scenes']; lang: string | undefined };

function Onward({ way, go, scenes, lang }: Moving) {
  const say = words.practice;
  const scene = way.at(-1);
  if (scene === undefined) return null;
  return (
    <>
      {scene.choices.length > 0 ? (
        <>
          <p>{say.whatNow}</p>
          <ul class="choices">
            {scene.choices.map((choice) => (
              <li key={choice.text}>
                <button type="button" class="quiet" lang={lang} onClick={() => go(choose(way, scenes, choice))}>
                  {choice.text}
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{scene.ending === null ? say.ends : <strong lang={lang}>{scene.ending}</strong>}</p>
      )}
      {way.length < 2 ? null : (
        <p class="actions">
          <button type="button" class="quiet" onClick={() => go(way.slice(0, -1))}>
            {say.back}
          </button>
          <button type="button" class="quiet" onClick={() => go(begin(scenes))}>
            {say.again}
          </button>
        </p>
      )}
    </>
  );
}

/** What one's own writing can be compared with. It stays closed until somebody opens it, so that they write first. */
export function Compare({ writing }: { writing: NonNullable<Practice['writing']> }) {
  const say = words.practice;
  const lang = useWritten();
  return (
    <details class="compare">
      <summary>{say.compare}</summary>
      <p>{say.compareNote}</p>
      <ul lang={lang}>
        {writing.rubric.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <h3>{say.example}</h3>
      <div lang={lang}>
        <Markdown text={writing.example} top={4} />
      </div>
    </details>
  );
}
