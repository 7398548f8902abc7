import { useState } from 'preact/hooks';
import { ask, UnansweredError } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { Missing } from '../design/parts/missing.tsx';
import { Written } from '../design/parts/written.tsx';
import { type RoundQuery, Withdraw } from '../graphql/generated.ts';
import { useLater } from '../later.ts';
import type { Shown } from '../page.ts';
import { momentText } from '../words/dates.ts';
import { langOfTold } from '../words/told.ts';
import { loadWords, words } from '../words/words.ts';
import { asWritten, langOf } from '../words/written.ts';
import { checklist, type Row } from './checklist.ts';
import { Help } from './help.tsx';
import { ModuleList } from './outline.tsx';
import { sampleOf } from './rules.ts';
import './round.css';
import './player.css';

type Round = Extract<RoundQuery['node'], { __typename: 'Enrollment' }>;
type Take = Shown<RoundQuery>['take'];

/** /learn/:id: how far a learner is, and what comes next. */
export function Page({ data: { viewer, node }, take }: Shown<RoundQuery>) {
  const say = words.round;
  if (viewer === null || node?.__typename !== 'Enrollment') return <Missing />;
  const { course, withdrawnAt, claimedAt, round, specimen } = node;
  const teaches = node.basis === 'INSTRUCTOR';
  const purpose = teaches ? node.basis : node.purpose;
  const sample = sampleOf(course, specimen);
  const closed = withdrawnAt !== null || claimedAt !== null;
  return (
    <div class="columns">
      <div>
        <p class="eyebrow">
          {words.round.purposes[purpose] ?? purpose}
          {round > 1 ? ` · ${words.round.times(round)}` : ''}
        </p>
        <h1 data-title={closed ? say.closedTitle : say.title} lang={langOf(course.language)}>
          {course.title}
        </h1>
        {sample === null ? null : <p class="note">{say.samples[sample]}</p>}
        {closed || teaches || course.planning === null ? null : <p class="note">{say.plan(course.planning.minutes)}</p>}
        {course.newerVersion === null || closed ? null : <p class="box">{say.newer(course.newerVersion)}</p>}
        {closed || teaches ? null : <GoOn round={node} />}
        {withdrawnAt === null ? (
          <Checklist round={node} serverTime={viewer.serverTime} />
        ) : (
          <Withdrawn slug={course.slug} />
        )}
        {teaches ? null : (
          <>
            <h2>{say.modulesHeading}</h2>
            <Written value={course.language}>
              <ModuleList round={node.id} modules={node.modules} />
            </Written>
          </>
        )}
        {closed ? null : (
          <details>
            <summary>{say.approvals}</summary>
            <p class="note approvals" lang={asWritten()}>
              {course.approvalStatus}
            </p>
          </details>
        )}
        <p class="note">
          {say.whoHelps(course.organization.legalName)} {course.organization.accommodationContact}
        </p>
        <Later round={node} take={take} />
        {closed ? null : <Withdrawing id={node.id} take={take} />}
      </div>
      <Help notices={course.safetyNotices} country={viewer.profile.country} />
    </div>
  );
}

async function loadOffer() {
  const [{ LaterOffer }] = await Promise.all([import('./laterOffer.tsx'), loadWords('later')]);
  return LaterOffer;
}

/** Whether somebody wants to be asked weeks later; only a version that asks something then loads it. */
function Later({ round: { id, purpose, followUp }, take }: { round: Round; take: Take }) {
  const Offer = useLater(followUp !== null, loadOffer);
  return Offer === null || followUp === null ? null : <Offer {...{ id, purpose, followUp, take }} />;
}

function GoOn({ round: { id, nextModule, progress } }: { round: Round }) {
  const say = words.round;
  if (nextModule === null) return null;
  const begun = progress.modulesCompleted > 0 || progress.secondsCounted > 0;
  return (
    <p class="actions">
      <a class="action" href={`/learn/${encodeURIComponent(id)}/modules/${nextModule.number}${begun ? '#place' : ''}`}>
        {begun ? say.go(nextModule.number) : say.start}
      </a>
    </p>
  );
}

const SIGNS: Record<Row['standing'], string> = { DONE: '✓', PART: '◐', OPEN: '○', FREE: '○', LATER: '·' };

function Checklist({ round, serverTime }: { round: Round; serverTime: string }) {
  const say = words.round;
  const own = round.purpose === 'CREDIT' ? say.credit : say.own;
  const { heading, explains } = round.basis === 'INSTRUCTOR' ? { ...say.credit, explains: say.taught } : own;
  return (
    <section aria-labelledby="gate">
      <h2 id="gate">{heading}</h2>
      <p class="note">{explains}</p>
      <ul class="gate">
        {checklist(round, { serverTime }).map((row) => (
          <li key={row.key} data-standing={row.standing}>
            <span class="sign" aria-hidden="true">
              {SIGNS[row.standing]}
            </span>
            <div>
              <p class="head">
                <strong>{say.rows[row.key]}</strong> <span class="note">{say.standing[row.standing]}</span>
              </p>
              <p>
                {sentencesOf(row, round.purpose).map((one, at) => (
                  <span key={one} lang={langOfTold(one)}>
                    {at === 0 ? one : ` ${one}`}
                  </span>
                ))}
              </p>
              {row.href === null ? null : (
                <a href={row.href}>
                  {row.facts.nameMissing === 1
                    ? say.toName
                    : round.claimedAt !== null && row.key.endsWith('CLAIM')
                      ? words.round.toCertificate
                      : say.actions[row.key]}
                </a>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a row says, from its facts. */
function sentencesOf({ key, standing, facts, messages }: Row, purpose: string): string[] {
  const say = words.round;
  const number = (name: string): number => Number(facts[name] ?? 0);
  const last = (done: string, open: string, later: string): string =>
    standing === 'DONE' ? done : standing === 'LATER' ? later : open;
  switch (key) {
    case 'MODULES':
      return purpose === 'CREDIT' || number('required') === 0
        ? [say.modules(number('done'), number('total'))]
        : [say.modulesAndTime(number('done'), number('total'), number('counted'), number('required'))];
    case 'TIME':
      return [number('required') === 0 ? say.noTime : say.time(number('counted'), number('required'))];
    case 'POST_TEST':
      return standing === 'DONE' ? [say.passed] : [...testSentences(facts), ...messages];
    case 'EVALUATION':
      return [last(say.evaluated, say.evaluationOpen, say.evaluationLater)];
    case 'STATEMENT':
      return messages.length > 0 ? messages : [last(say.signed, say.statementOpen, say.statementLater)];
    case 'CLAIM':
    case 'OWN_CLAIM':
      return [
        last(say.claimed, say.claimOpen, say.claimLater),
        ...(facts.nameMissing === 1 ? [say.nameMissing] : []),
        ...(key === 'CLAIM' ? [] : [say.own.certificate]),
        ...messages,
      ];
  }
}

function testSentences({ after, passPercent, attemptsLeft, bestScorePercent, retryAt }: Row['facts']): string[] {
  const say = words.round;
  return [
    ...(after === null ? [] : [say.afterModules]),
    ...(typeof passPercent === 'number' ? [say.passMark(passPercent)] : []),
    ...(typeof attemptsLeft === 'number' ? [say.attemptsLeft(attemptsLeft)] : []),
    ...(typeof bestScorePercent === 'number' ? [say.best(bestScorePercent)] : []),
    ...(typeof retryAt === 'string' ? [say.retryAt(momentText(retryAt))] : []),
  ];
}

function Withdrawn({ slug }: { slug: string }) {
  const say = words.round;
  return (
    <>
      <p class="lead">{say.withdrawn}</p>
      <p class="actions">
        <a class="action quiet" href={`/courses/${slug}`}>
          {say.again}
        </a>
      </p>
    </>
  );
}

/** The button that was pressed is gone; what the page is now is said from its top. */
function toHeading(): void {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus();
}

function Withdrawing({ id, take }: { id: string; take: Take }) {
  const say = words.round;
  const [fault, setFault] = useState<string | null>(null);
  const withdraw = async () => {
    setFault(null);
    try {
      const answer = await ask(Withdraw, { input: { enrollmentId: id } });
      take(answer);
      const result = answer.withdrawEnrollment;
      if (result?.__typename !== 'WithdrawEnrollmentPayload') setFault(result?.message ?? words.round.failed);
      else toHeading();
    } catch (error) {
      setFault((error instanceof UnansweredError && error.message) || words.round.failed);
    }
  };
  return (
    <details class="withdraw">
      <summary>{say.withdraw}</summary>
      <p>{say.withdrawStays}</p>
      <Fault text={fault} />
      <button type="button" class="quiet" onClick={() => void withdraw()}>
        {say.withdrawNow}
      </button>
    </details>
  );
}
