import { studyMinutes } from './rules.ts';

/** DONE: nothing is missing. PART: begun. OPEN: can be done now. FREE: can be done, and nothing asks for it. LATER: something else comes first. */
export type Standing = 'DONE' | 'PART' | 'OPEN' | 'FREE' | 'LATER';
export type RowKey = 'MODULES' | 'TIME' | 'POST_TEST' | 'EVALUATION' | 'STATEMENT' | 'CLAIM' | 'OWN_CLAIM';

export type Row = {
  key: RowKey;
  standing: Standing;
  /** Where it is done; null while it cannot be. */
  href: string | null;
  /** Numbers for the sentence. */
  facts: Record<string, number | string | null>;
  /** What the API says besides. */
  messages: string[];
};

type Blocker = {
  code: string;
  message: string;
  quizId?: string;
  attemptsLeft?: number | null;
  retryAt?: string | null;
  passPercent?: number | null;
  bestScorePercent?: number | null;
  legalName?: string | null;
};

export type RoundFacts = {
  id: string;
  purpose: string;
  /** LEARNER, or INSTRUCTOR of a training: then nothing is read, tested or evaluated. */
  basis: string;
  claimedAt: string | null;
  contentDoneAt: string | null;
  passedAt: string | null;
  evaluatedAt: string | null;
  certificateNumber: string | null;
  progress: { modulesCompleted: number; modulesTotal: number; secondsCounted: number; secondsRequired: number };
  nextModule: { number: number } | null;
  blockers: readonly Blocker[];
};

const OF_MODULES = new Set(['MODULE_INCOMPLETE', 'TIME_SHORT']);
const OF_TEST = new Set(['POST_TEST_NOT_PASSED', 'ATTEMPTS_USED']);
const OF_STATEMENT = new Set(['ATTESTATION_MISSING', 'ATTESTATION_NAME_CHANGED']);
const OF_NAME = new Set(['NAME_UNCONFIRMED']);
const KNOWN = new Set([...OF_MODULES, ...OF_TEST, ...OF_STATEMENT, 'EVALUATION_MISSING']);

/**
 * What stands between a learner and the certificate, from the blockers of the API alone: a page never decides itself what is done.
 * For oneself there are two rows, and nobody is asked for a name before they want the certificate.
 */
export function checklist(round: RoundFacts, now: { serverTime: string }): Row[] {
  if (teaches(round)) return [statement(round), claim(round)];
  return [...(round.purpose === 'CREDIT' ? ofCredit(round, now) : [modules(round)]), claim(round)];
}

const teaches = ({ basis }: RoundFacts): boolean => basis === 'INSTRUCTOR';

function ofCredit(round: RoundFacts, now: { serverTime: string }): Row[] {
  return [modules(round), time(round), postTest(round, now), evaluation(round), statement(round)];
}

const path = (round: RoundFacts, rest: string): string => `/learn/${encodeURIComponent(round.id)}${rest}`;
const has = ({ blockers }: RoundFacts, codes: ReadonlySet<string>): Blocker[] =>
  blockers.filter(({ code }) => codes.has(code));

function toNext(round: RoundFacts): string | null {
  return round.nextModule === null ? null : path(round, `/modules/${round.nextModule.number}`);
}

function modules(round: RoundFacts): Row {
  const { modulesCompleted: done, modulesTotal: total } = round.progress;
  const standing = done >= total ? 'DONE' : done > 0 || round.progress.secondsCounted > 0 ? 'PART' : 'OPEN';
  const { counted, required } = studyMinutes(round.progress.secondsCounted, round.progress.secondsRequired);
  return { key: 'MODULES', standing, href: toNext(round), facts: { done, total, counted, required }, messages: [] };
}

function time(round: RoundFacts): Row {
  const { secondsCounted, secondsRequired } = round.progress;
  const { counted, required } = studyMinutes(secondsCounted, secondsRequired);
  const short = has(round, new Set(['TIME_SHORT'])).length > 0;
  const standing = !short ? 'DONE' : secondsCounted > 0 ? 'PART' : 'OPEN';
  return {
    key: 'TIME',
    standing,
    href: standing === 'DONE' ? null : toNext(round),
    facts: { counted, required },
    messages: [],
  };
}

const contentDone = (round: RoundFacts): boolean => has(round, OF_MODULES).length === 0;

function postTest(round: RoundFacts, { serverTime }: { serverTime: string }): Row {
  const missing = has(round, OF_TEST);
  const [first] = missing;
  if (first === undefined) return { key: 'POST_TEST', standing: 'DONE', href: null, facts: {}, messages: [] };
  const used = missing.find(({ code }) => code === 'ATTEMPTS_USED');
  const waits = first.retryAt != null && Date.parse(first.retryAt) > Date.parse(serverTime);
  const open = contentDone(round) && used === undefined;
  const { quizId = null, attemptsLeft = null, passPercent = null, bestScorePercent = null } = first;
  return {
    key: 'POST_TEST',
    standing: !open || waits ? 'LATER' : bestScorePercent === null ? 'OPEN' : 'PART',
    href: open && quizId !== null ? path(round, `/quizzes/${encodeURIComponent(quizId)}`) : null,
    facts: {
      ...{ attemptsLeft, passPercent, bestScorePercent, retryAt: waits ? (first.retryAt ?? null) : null },
      after: contentDone(round) ? null : 'MODULES',
    },
    messages: used === undefined ? [] : [used.message],
  };
}

function evaluation(round: RoundFacts): Row {
  const done = !round.blockers.some(({ code }) => code === 'EVALUATION_MISSING');
  const open = contentDone(round) && has(round, OF_TEST).length === 0;
  return {
    key: 'EVALUATION',
    standing: done ? 'DONE' : open ? 'OPEN' : 'LATER',
    href: !done && open ? path(round, '/evaluation') : null,
    facts: {},
    messages: [],
  };
}

function statement(round: RoundFacts): Row {
  const missing = has(round, OF_STATEMENT);
  const open = teaches(round)
    ? round.blockers.every(({ code }) => OF_STATEMENT.has(code) || OF_NAME.has(code))
    : contentDone(round) && has(round, OF_TEST).length === 0 && round.evaluatedAt !== null;
  return {
    key: 'STATEMENT',
    standing: missing.length === 0 ? 'DONE' : open ? 'OPEN' : 'LATER',
    href: missing.length > 0 && open ? path(round, '/statement') : null,
    facts: {},
    messages: open ? missing.map(({ message }) => message) : [],
  };
}

/** For oneself the certificate is free to take, and its page asks for the name, so that a missing one closes nothing here. */
function claim(round: RoundFacts): Row {
  const own = round.purpose !== 'CREDIT';
  const key = own ? 'OWN_CLAIM' : 'CLAIM';
  if (round.claimedAt !== null) {
    const href = round.certificateNumber === null ? null : `/wallet/${round.certificateNumber}`;
    return { key, standing: 'DONE', href, facts: {}, messages: [] };
  }
  const [names, others] = [has(round, OF_NAME), round.blockers.filter(({ code }) => !OF_NAME.has(code))];
  const nameMissing = !own && names.some(({ legalName }) => legalName == null);
  const open = others.length === 0 && (own || names.length === 0);
  return {
    key,
    standing: !open ? 'LATER' : own ? 'FREE' : 'OPEN',
    href: open ? path(round, '/claim') : nameMissing ? '/me' : null,
    facts: { nameMissing: nameMissing ? 1 : 0 },
    messages: others.filter(({ code }) => !KNOWN.has(code)).map(({ message }) => message),
  };
}
