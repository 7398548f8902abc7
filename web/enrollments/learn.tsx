import type { LearnQuery } from '../graphql/generated.ts';
import { certified } from '../issuance/rules.ts';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten, langOf } from '../words/written.ts';
import './learn.css';
import { hoursAndMinutes, secondsUntil, studyMinutes } from './rules.ts';

type Viewer = NonNullable<LearnQuery['viewer']>;
type Round = Viewer['enrollments']['nodes'][number];

const isOpen = (round: Round): boolean => round.claimedAt === null && round.withdrawnAt === null;
const addressOf = ({ id }: { id: string }): string => `/learn/${encodeURIComponent(id)}`;

/** /learn: what to go on with, then everything else. */
export function Page({ data: { viewer } }: Shown<LearnQuery>) {
  const say = words.enrollments;
  if (viewer === null) return null;
  const rounds = viewer.enrollments.nodes;
  const [open, closed] = [rounds.filter(isOpen), rounds.filter((round) => !isOpen(round))];
  const [attempt] = viewer.openAttempts;
  // Whoever taught has nothing to go on reading.
  const first = open.find(({ basis }) => basis === 'LEARNER');
  const rest = attempt === undefined ? open.filter((round) => round !== first) : open;
  return (
    <>
      <h1>{say.title}</h1>
      {attempt !== undefined ? (
        <OpenTest attempt={attempt} serverTime={viewer.serverTime} />
      ) : first !== undefined ? (
        <Continue round={first} />
      ) : (
        <p class="lead">{closed.length === 0 ? say.empty : say.noneOpen}</p>
      )}
      {first === undefined ? (
        <p class="actions">
          <a class="action" href="/">
            {say.toCourses}
          </a>
        </p>
      ) : null}
      <Rounds title={say.openRounds} rounds={rest} />
      <Newest certificate={viewer.certificates.nodes[0]} />
      <Events registrations={viewer.registrations.nodes} />
      <Rounds title={say.closedRounds} rounds={closed} />
    </>
  );
}

function OpenTest({ attempt, serverTime }: { attempt: Viewer['openAttempts'][number]; serverTime: string }) {
  const say = words.enrollments;
  const { dueAt, quiz, enrollment } = attempt;
  const left = dueAt === null ? null : secondsUntil(dueAt, serverTime, 0);
  const time = left === null ? say.noLimit : left === 0 ? say.timeOver : say.timeLeft(hoursAndMinutes(left));
  return (
    <section class="continue" aria-labelledby="continue">
      <p class="eyebrow">{say.openTest}</p>
      <h2 id="continue" lang={langOf(enrollment.course.language)}>
        {quiz.title}
      </h2>
      <p>
        <span lang={langOf(enrollment.course.language)}>{enrollment.course.title}</span>. {time}
      </p>
      <a class="action" href={`${addressOf(enrollment)}/quizzes/${encodeURIComponent(quiz.id)}`}>
        {say.goOnTest}
      </a>
    </section>
  );
}

function Continue({ round }: { round: Round }) {
  const say = words.enrollments;
  const { nextModule, progress, course } = round;
  const { left } = studyMinutes(nextModule?.secondsCounted ?? 0, nextModule?.secondsRequired ?? 0);
  const place = (nextModule?.furthestPermille ?? 0) > 0 ? '#place' : '';
  return (
    <section class="continue" aria-labelledby="continue">
      <p class="eyebrow" lang={langOf(course.language)}>
        {course.title}
      </p>
      <h2 id="continue" lang={nextModule === null ? undefined : langOf(course.language)}>
        {nextModule === null ? say.allRead : nextModule.title}
      </h2>
      <p>
        {nextModule === null
          ? null
          : `${say.moduleOf(nextModule.number, progress.modulesTotal)}. ${say.minutesLeft(left)}`}
      </p>
      <p class="actions">
        {nextModule === null ? (
          <a class="action" href={addressOf(round)}>
            {say.seeNext}
          </a>
        ) : (
          <>
            <a class="action" href={`${addressOf(round)}/modules/${nextModule.number}${place}`}>
              {say.go}
            </a>
            <a class="action quiet" href={addressOf(round)}>
              {say.seeNext}
            </a>
          </>
        )}
      </p>
    </section>
  );
}

function Rounds({ title, rounds }: { title: string; rounds: Round[] }) {
  if (rounds.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="rounds">
        {rounds.map((round) => (
          <li key={round.id}>
            <a href={addressOf(round)} lang={langOf(round.course.language)}>
              {round.course.title}
            </a>
            <p class="note">{aboutRound(round)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function aboutRound({ purpose, basis, round, claimedAt, withdrawnAt, progress }: Round): string {
  const say = words.enrollments;
  const standing =
    claimedAt !== null
      ? say.claimedOn(dayText(claimedAt))
      : withdrawnAt !== null
        ? say.withdrawnOn(dayText(withdrawnAt))
        : say.progress(progress.modulesCompleted, progress.modulesTotal);
  if (basis === 'INSTRUCTOR') {
    const closed = claimedAt !== null || withdrawnAt !== null;
    return [say.purposes[basis] ?? basis, ...(closed ? [standing] : [])].join(' · ');
  }
  return [say.purposes[purpose] ?? purpose, ...(round > 1 ? [say.roundTimes(round)] : []), standing].join(' · ');
}

function Newest({ certificate }: { certificate: Viewer['certificates']['nodes'][number] | undefined }) {
  const say = words.enrollments;
  if (certificate === undefined) return null;
  const { number, courseTitle, completedOn, hoursOfStudy, hoursAre } = certificate;
  return (
    <section>
      <h2>{say.newest}</h2>
      <ul class="rounds">
        <li>
          <a href={`/wallet/${number}`} lang={asWritten()}>
            {courseTitle}
          </a>
          <p class="note">
            {say.hours[hoursAre](hoursOfStudy)} · {say.doneOn[certified(certificate)](dayText(completedOn))}
          </p>
        </li>
      </ul>
      <p>
        <a href="/wallet">{say.allCertificates}</a>
      </p>
    </section>
  );
}

function Events({ registrations }: { registrations: Viewer['registrations']['nodes'] }) {
  const say = words.enrollments;
  if (registrations.length === 0) return null;
  return (
    <section>
      <h2>{say.registrations}</h2>
      <ul class="rounds">
        {registrations.map(({ id, state, intensive }) => (
          <li key={id}>
            <strong lang={asWritten()}>{intensive.title}</strong>
            <p class="note">{say.registrationStates[state] ?? state}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
