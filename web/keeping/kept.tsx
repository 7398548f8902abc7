import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { dialectOf } from '../design/parts/dialect.ts';
import { lexDialect } from '../design/parts/dialectWords.ts';
import { Markdown } from '../design/parts/markdown.ts';
import { WithFiles } from '../design/parts/withFiles.tsx';
import { Help } from '../enrollments/help.tsx';
import { asWritten } from '../words/written.ts';
import '../design/marks.css';
import '../enrollments/player.css';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { loadWords, words } from '../words/words.ts';
import { KeptList } from './list.tsx';
import type { Kept } from './rules.ts';
import { find } from './store.ts';

type Again = () => void;
type Data = { kept: Kept; again: Again };
/** What stands in place of a page: the module of its address, if it is kept; and the list of everything. */
type KeptAt = { page: { Page: ComponentType<Shown<never>>; data: Data } | null; List: ComponentType };

/** Reads what this device keeps, and the words for it. */
export async function keptAt(path: string, again: Again): Promise<KeptAt> {
  const [kept] = await Promise.all([find(path), ...(['keeping', 'modules', 'player'] as const).map(loadWords)]);
  return {
    page: kept === null ? null : { Page: Page as ComponentType<Shown<never>>, data: { kept, again } },
    List: Everything,
  };
}

const Everything = () => <KeptList level={2} />;

/** A kept module. Nothing in it asks the network; once there is an answer, the page itself takes its place. */
function Page({ data: { kept, again } }: Shown<Data>) {
  const say = words.player;
  useEffect(keepPlace, []);
  return (
    <div class="player">
      <nav class="outline-box" aria-label={words.modules.outline}>
        <a href={kept.path.replace(/\/modules\/.*$/, '')}>{words.modules.toRound}</a>
      </nav>
      <div class="lesson">
        <p class="eyebrow">{say.moduleOf(kept.number, kept.total)}</p>
        <h1 data-title={say.module(kept.number)} lang={asWritten()}>
          {kept.title}
        </h1>
        <section class="time box" aria-labelledby="time">
          <h2 id="time">{words.keeping.title}</h2>
          <p>{words.keeping.reading(dayText(new Date(kept.until).toISOString()))}</p>
          <p>{words.keeping.needs}</p>
          <p>
            <button type="button" class="quiet" onClick={again}>
              {words.keeping.again}
            </button>
          </p>
        </section>
        <Parts {...kept} />
        <div class="text" lang={asWritten()}>
          <WithFiles files={kept.files ?? []}>
            <Body {...kept} />
          </WithFiles>
        </div>
        <Everything />
      </div>
      <Help notices={kept.notices} country={null} />
      <a class="help-now" href="#help">
        {words.modules.help.fixed}
      </a>
    </div>
  );
}

function Body({ path, body, marks }: Kept) {
  if (!marks) return <Markdown text={body} />;
  const addressOf = (position: number) => path.replace(/\d+$/, String(position));
  const dialect = () => dialectOf({ marks, lang: asWritten(), say: words.player.marks, addressOf });
  return <Markdown text={body} lex={lexDialect} dialect={dialect} />;
}

const topOfText = (): number => document.querySelector('.lesson .text')?.getBoundingClientRect().top ?? 0;

/** When the page itself takes the place of this one, the line that somebody reads stays where it is, and the focus is not lost. */
function keepPlace(): () => void {
  let top = 0;
  let focused = document.activeElement !== document.body;
  const scrolled = () => {
    top = topOfText();
  };
  const focusing = () => {
    focused = true;
  };
  addEventListener('scroll', scrolled, { passive: true });
  // A slow device tells of a scroll only after the next picture, and the answer may be faster.
  addEventListener('online', scrolled);
  addEventListener('focusin', focusing);
  return () => {
    removeEventListener('scroll', scrolled);
    removeEventListener('online', scrolled);
    removeEventListener('focusin', focusing);
    setTimeout(() => {
      if (top < 0) scrollBy({ top: topOfText() - top, behavior: 'instant' });
      if (focused && document.activeElement === document.body) focusHeading();
    });
  };
}

function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** What stands above the text: corrections, aims, and what is said in a video, which itself is not kept. */
function Parts({ errata, aims, transcript }: Kept) {
  const say = words.player;
  return (
    <>
      {errata.length === 0 ? null : (
        <section class="box" aria-labelledby="corrections">
          <h2 id="corrections">{say.corrections}</h2>
          {errata.map(({ key, publishedOn, text }) => (
            <div key={key}>
              <p class="note">{say.corrected(dayText(publishedOn))}</p>
              <Markdown text={text} top={3} />
            </div>
          ))}
        </section>
      )}
      {aims.length === 0 ? null : (
        <details>
          <summary>{say.aims}</summary>
          <ul>
            {aims.map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ul>
        </details>
      )}
      {transcript === null ? null : (
        <details open>
          <summary>{say.transcript}</summary>
          <Markdown text={transcript} top={3} />
        </details>
      )}
    </>
  );
}
