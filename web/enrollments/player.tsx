import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { dialectOf } from '../design/parts/dialect.ts';
import { lexDialect } from '../design/parts/dialectWords.ts';
import { blocksOf, Markdown } from '../design/parts/markdown.ts';
import { WithFiles } from '../design/parts/withFiles.tsx';
import { useWritten, Written } from '../design/parts/written.tsx';
import type { ModulePageQuery } from '../graphql/generated.ts';
import { KeepHere } from '../keeping/keepHere.tsx';
import { useLater } from '../later.ts';
import { online } from '../online.ts';
import type { Shown } from '../page.ts';
import { signedOut } from '../session.ts';
import { dayText } from '../words/dates.ts';
import { loadWords, words } from '../words/words.ts';
import { type Counter, countTime, ownSessions, type Told } from './counting.ts';
import { Downloads } from './downloads.tsx';
import { Finish } from './finish.tsx';
import { Help } from './help.tsx';
import { Outline } from './outline.tsx';
import '../design/marks.css';
import './player.css';
import { blockAt, countingOf, permilleOf, readsElsewhere } from './countingRules.ts';
import { isGiven } from './rules.ts';
import { TimeBox } from './timeBox.tsx';

type Round = Extract<ModulePageQuery['node'], { __typename: 'Enrollment' }>;
type Viewer = NonNullable<ModulePageQuery['viewer']>;
type Module = NonNullable<Round['module']>;
type Play = { viewer: Viewer; round: Round; module: Module; take: (answer: unknown) => void };

/** /learn/:id/modules/:number */
export function Page({ data: { viewer, node }, take }: Shown<ModulePageQuery>) {
  if (viewer === null || node?.__typename !== 'Enrollment') return <NoModule round={null} />;
  if (node.module === null) return <NoModule round={node.id} />;
  return (
    <Written value={node.course.language}>
      <Player viewer={viewer} round={node} module={node.module} take={take} />
    </Written>
  );
}

function NoModule({ round }: { round: string | null }) {
  const say = words.player;
  return (
    <section class="message">
      <h1>{words.shell.missingTitle}</h1>
      <p>{say.noModule}</p>
      <a class="action" href={round === null ? '/learn' : `/learn/${encodeURIComponent(round)}`}>
        {words.modules.toRound}
      </a>
    </section>
  );
}

function Player({ viewer, round, module, take }: Play) {
  const say = words.player;
  const { number, secondsCounted, secondsRequired } = module;
  const lang = useWritten();
  const article = useRef<HTMLDivElement>(null);
  const { told, counter } = useCounting({ viewer, round, module, take }, article);
  const state = countingOf({
    ...told,
    ...{ finished: module.completedAt !== null, closed: told.closed || isClosed(round) },
    ...{ signedOut: signedOut.value !== null, online: online.value, enough: secondsCounted >= secondsRequired },
  });
  const place = usePlace(module);
  const total = round.modules.length;
  const next = number < total ? number + 1 : null;
  return (
    <div class="player">
      <Outline round={round.id} modules={round.modules} here={number} />
      <div class="lesson">
        <p class="eyebrow">{words.player.moduleOf(number, total)}</p>
        <h1 data-title={words.player.module(number)} lang={lang}>
          {module.title}
        </h1>
        <p class="note">{say.stop}</p>
        <TimeBox
          {...{ secondsCounted, secondsRequired, state }}
          contact={round.course.organization.accommodationContact}
          goOnHere={() => counter.current?.goOnHere()}
        />
        {place === null ? null : (
          <p>
            <a href="#place">{say.toPlace}</a>
          </p>
        )}
        <Errata errata={module.errata} />
        <Aims objectives={module.objectives} />
        <Video text={module.text} />
        <div class="text" lang={lang} ref={article}>
          <WithFiles files={module.text.files}>
            <Body round={round.id} text={module.text} place={place} />
          </WithFiles>
        </div>
        <Practicing part={module.text.practice?.case ?? null} key={`practice ${module.id}`} />
        <Writing round={round} module={module} consented={viewer.agreements.some(isGiven)} />
        {isClosed(round) ? null : (
          <Finish enrollmentId={round.id} module={module} counter={counter} next={next} take={take} />
        )}
        <Downloads downloads={round.course.downloads} />
        <Moves round={round.id} number={number} next={next} />
        <KeepHere
          key={module.id}
          path={addressOf(round.id, number)}
          {...{ module, total }}
          notices={round.course.safetyNotices}
        />
      </div>
      <Help notices={round.course.safetyNotices} country={viewer.profile.country} />
      <a class="help-now" href="#help">
        {words.modules.help.fixed}
      </a>
    </div>
  );
}

const addressOf = (round: string, number: number): string => `/learn/${encodeURIComponent(round)}/modules/${number}`;
const isClosed = ({ claimedAt, withdrawnAt }: Round): boolean => claimedAt !== null || withdrawnAt !== null;

/** Counts while the module is neither finished nor its round closed. */
async function loadReflection() {
  const [{ ModuleReflection }] = await Promise.all([import('./reflection.tsx'), loadWords('reflection')]);
  return ModuleReflection;
}

async function loadCase() {
  const [{ CasePart }] = await Promise.all([import('./practice.tsx'), loadWords('practice')]);
  return CasePart;
}

async function loadCompare() {
  const [{ Compare }] = await Promise.all([import('./practice.tsx'), loadWords('practice')]);
  return Compare;
}

function Practicing({ part }: { part: NonNullable<Module['text']['practice']>['case'] }) {
  const CasePart = useLater(part !== null, loadCase);
  return part === null || CasePart === null ? null : <CasePart part={part} />;
}

type Writes = { round: Round; module: Module; consented: boolean };

/** The reader's own writing, where the module invites to it. It stands below the text, so it comes when the text is here. */
function Writing({ round, module: { id, text, reflection, reflectionVersion: version }, consented }: Writes) {
  const prompt = text.reflectionPrompt;
  const writing = text.practice?.writing ?? null;
  const Reflection = useLater(prompt !== null, loadReflection);
  const Compare = useLater(writing !== null, loadCompare);
  if (prompt === null) return null;
  if (Reflection === null) return <div class="reflection later" />;
  const facts = { enrollmentId: round.id, moduleId: id, prompt, text: reflection ?? '', version, consented };
  return (
    <>
      <Reflection key={id} {...facts} />
      {writing === null || Compare === null ? null : <Compare key={`compare ${id}`} writing={writing} />}
    </>
  );
}

function useCounting({ viewer, round, module, take }: Play, article: { current: HTMLElement | null }) {
  const [told, setTold] = useState<Told>({
    begun: false,
    elsewhere: false,
    visible: true,
    closed: false,
    unanswered: null,
  });
  const counter = useRef<Counter | null>(null);
  const counts = module.completedAt === null && !isClosed(round);
  useEffect(() => {
    if (!counts) return;
    const here = { serverTime: viewer.serverTime, own: ownSessions };
    const running = countTime({
      ...{ enrollmentId: round.id, moduleId: module.id, furthest: module.furthestPermille, take },
      elsewhere: readsElsewhere(viewer.studySession, here),
      tell: (change) => setTold((before) => ({ ...before, ...change })),
    });
    counter.current = running;
    const scrolled = () => {
      const box = article.current?.getBoundingClientRect();
      if (box !== undefined) running.readTo(permilleOf(box, innerHeight));
    };
    addEventListener('scroll', scrolled, { passive: true });
    return () => {
      removeEventListener('scroll', scrolled);
      counter.current = null;
      running.end();
    };
  }, [module.id, counts]);
  return { told, counter };
}

/** The block where the reader stopped before. It stays while this page does; an address that ends in #place goes there. */
function usePlace({ id, text, furthestPermille, completedAt }: Module): number | null {
  const place = useMemo(() => {
    const lengths = blocksOf(text.body, text.marks === null ? undefined : lexDialect).map(({ length }) => length);
    return completedAt === null ? blockAt(lengths, furthestPermille) : null;
  }, [id]);
  useEffect(() => {
    if (location.hash !== '#place') return;
    // After the move has put the page at its top.
    const timer = setTimeout(() => document.getElementById('place')?.scrollIntoView({ block: 'center' }));
    return () => clearTimeout(timer);
  }, [id]);
  return place;
}

/** The text of the module: in the dialect of courses, or in Markdown alone where its version is older. */
function Body({ round, text: { body, marks }, place }: { round: string; text: Module['text']; place: number | null }) {
  const lang = useWritten();
  if (marks === null) return <Markdown text={body} place={place} />;
  const say = words.player.marks;
  const dialect = () => dialectOf({ marks, lang, say, addressOf: (position) => addressOf(round, position) });
  return <Markdown text={body} place={place} lex={lexDialect} dialect={dialect} />;
}

function Errata({ errata }: { errata: Module['errata'] }) {
  const say = words.player;
  const lang = useWritten();
  if (errata.length === 0) return null;
  return (
    <section class="box" aria-labelledby="corrections">
      <h2 id="corrections">{say.corrections}</h2>
      {errata.map(({ key, publishedOn, text }) => (
        <div key={key}>
          <p class="note">{say.corrected(dayText(publishedOn))}</p>
          <div lang={lang}>
            <Markdown text={text} top={3} />
          </div>
        </div>
      ))}
    </section>
  );
}

function Aims({ objectives }: { objectives: Module['objectives'] }) {
  const lang = useWritten();
  if (objectives.length === 0) return null;
  return (
    <details>
      <summary>{words.player.aims}</summary>
      <ul>
        {objectives.map(({ key, text }) => (
          <li key={key} lang={lang}>
            {text}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A video with its words open below. One that lies on another site is a link: nothing of others is loaded into the page. */
function Video({ text: { videoUrl, transcript } }: { text: Module['text'] }) {
  const say = words.player;
  if (videoUrl === null) return null;
  const address = new URL(videoUrl, location.href);
  return (
    <section aria-labelledby="video">
      <h2 id="video">{say.video}</h2>
      {address.origin === location.origin ? (
        // biome-ignore lint/a11y/useMediaCaption: courses bring a transcript, which stands open below; the API has no captions.
        <video controls preload="metadata" src={address.href} aria-describedby="transcript" />
      ) : (
        <p>
          <a class="action quiet" href={address.href} target="_blank" rel="noreferrer">
            {say.videoElsewhere(address.host)}
          </a>
        </p>
      )}
      <p class="note">{say.videoCounts}</p>
      {transcript === null ? null : (
        <details open id="transcript">
          <summary>{say.transcript}</summary>
          <Markdown text={transcript} top={3} />
        </details>
      )}
    </section>
  );
}

function Moves({ round, number, next }: { round: string; number: number; next: number | null }) {
  const say = words.player;
  const to = (one: number) => addressOf(round, one);
  return (
    <nav class="neighbors" aria-label={say.moves}>
      {number > 1 ? <a href={to(number - 1)}>{say.toPrevious(number - 1)}</a> : <span />}
      {next === null ? (
        <a href={`/learn/${encodeURIComponent(round)}`}>{words.modules.toRound}</a>
      ) : (
        <a href={to(next)}>{say.toNext(next)}</a>
      )}
    </nav>
  );
}
