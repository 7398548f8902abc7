/** Minutes of study as a reader reads them: counted ones rounded down, required ones up, so that the page never promises too much. */
export function studyMinutes(
  counted: number,
  required: number,
): { counted: number; required: number; left: number; enough: boolean } {
  const whole = Math.ceil(required / 60);
  const enough = counted >= required;
  const done = enough ? whole : Math.min(Math.floor(counted / 60), whole - 1);
  return { counted: done, required: whole, left: whole - done, enough };
}

/** Hours and minutes of a span, rounded up to a minute; what has passed is nothing. */
export function hoursAndMinutes(seconds: number): { hours: number; minutes: number } {
  const minutes = Math.max(0, Math.ceil(seconds / 60));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

/**
 * Seconds until a moment by the server's clock: what it said, and how long ago it said so. The clock of the device, which may be a
 * day off, has no part in it.
 */
export function secondsUntil(moment: string, serverTime: string, elapsedMs: number): number {
  return Math.max(0, (Date.parse(moment) - Date.parse(serverTime) - Math.max(0, elapsedMs)) / 1000);
}

export type Counting =
  | 'CLOSED'
  | 'FINISHED'
  | 'SIGNED_OUT'
  | 'ELSEWHERE'
  | 'OFFLINE'
  | 'HIDDEN'
  | 'WAITING'
  | 'REFUSED'
  | 'ENOUGH'
  | 'STARTING'
  | 'COUNTING';

export type CountingFacts = {
  /** The round was claimed or withdrawn. */
  closed: boolean;
  finished: boolean;
  signedOut: boolean;
  elsewhere: boolean;
  online: boolean;
  visible: boolean;
  /** Why the last event had no answer. */
  unanswered: 'OFFLINE' | 'BUSY' | 'REFUSED' | null;
  /** Whether the server has confirmed the session of this tab. */
  begun: boolean;
  enough: boolean;
};

/** What the time box says. What a reader can act on stands before what is only told. */
export function countingOf(facts: CountingFacts): Counting {
  if (facts.finished) return 'FINISHED';
  if (facts.closed) return 'CLOSED';
  if (facts.signedOut) return 'SIGNED_OUT';
  if (facts.elsewhere) return 'ELSEWHERE';
  if (!facts.online || facts.unanswered === 'OFFLINE') return 'OFFLINE';
  if (facts.unanswered === 'BUSY') return 'WAITING';
  if (facts.unanswered === 'REFUSED') return 'REFUSED';
  if (!facts.visible) return 'HIDDEN';
  if (facts.enough) return 'ENOUGH';
  return facts.begun ? 'COUNTING' : 'STARTING';
}

type Answer = { __typename?: string; studySession?: { endReason: string | null } };

/** What follows from an answer to START or BEAT. Another tab that took the count keeps it until the reader says otherwise. */
export function afterAnswer(
  sent: 'START' | 'BEAT',
  answer: Answer | null,
): 'BEAT' | 'START' | 'STAY_OUT' | 'CLOSE' | 'WAIT' {
  switch (answer?.__typename) {
    case 'RecordModuleActivityPayload': {
      const reason = answer.studySession?.endReason ?? null;
      if (reason === null) return 'BEAT';
      return reason === 'REPLACED' ? 'STAY_OUT' : 'START';
    }
    case 'EnrollmentClosedError':
      return 'CLOSE';
    case 'NotFoundError':
      // The session of a beat may be unknown, after a restore for example; then a new one begins.
      return sent === 'BEAT' ? 'START' : 'WAIT';
    default:
      return 'WAIT';
  }
}

type OpenSession = { id: string; lastBeatAt: string; sameBrowser: boolean };
const LIVELY_MS = 60_000;

/**
 * Whether somebody is counting now, so that this tab asks before it takes the count. A session of this browser may be that of a tab
 * that is gone, closed or loaded anew: then the tabs are asked.
 */
export function readsElsewhere(
  open: OpenSession | null,
  here: { serverTime: string; own: ReadonlySet<string> },
): 'NO' | 'ASK_TABS' | 'YES' {
  if (open === null || here.own.has(open.id)) return 'NO';
  if (Date.parse(here.serverTime) - Date.parse(open.lastBeatAt) >= LIVELY_MS) return 'NO';
  return open.sameBrowser ? 'ASK_TABS' : 'YES';
}

/** How far the lower edge of the window is down the text, in thousandths. */
export function permilleOf(text: { top: number; height: number }, windowHeight: number): number {
  if (text.height <= 0) return 0;
  return Math.round(1000 * Math.min(1, Math.max(0, (windowHeight - text.top) / text.height)));
}

/** The block of a text where a reader stopped, by the lengths of the blocks; null at the very beginning and at the end. */
export function blockAt(lengths: readonly number[], permille: number): number | null {
  if (permille <= 20 || permille >= 980) return null;
  const all = lengths.reduce((sum, length) => sum + length, 0);
  let passed = 0;
  for (const [at, length] of lengths.entries()) {
    passed += length;
    if (passed * 1000 >= all * permille) return at;
  }
  return null;
}

type Notice = { country: string };

/** The services of the reader's country, then those for every country; the others apart. */
export function helpFor<N extends Notice>(notices: readonly N[], country: string | null): { near: N[]; others: N[] } {
  const own = notices.filter((one) => one.country === country);
  const all = notices.filter((one) => one.country === 'INTL');
  return { near: [...own, ...all], others: notices.filter((one) => !own.includes(one) && !all.includes(one)) };
}

/** The country of the profile, else the one that the browser's language names. */
export function countryOf(profile: string | null, languages: readonly string[]): string | null {
  if (profile !== null) return profile;
  for (const tag of languages) {
    const region = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?-([A-Z]{2})\b/.exec(tag)?.[1];
    if (region !== undefined) return region;
  }
  return null;
}

type Item = { key: string; title: string; text: string };

/** The disclosures that say something else than those that were read. */
export function changedItems<I extends Item>(now: readonly I[], read: readonly Item[]): I[] {
  return now.filter(
    ({ key, title, text }) => !read.some((one) => one.key === key && one.title === title && one.text === text),
  );
}

/** Whether a consent is given in the version of the text that holds. */
export function isGiven({ version, text }: { version: string | null; text: { version: string } }): boolean {
  return version === text.version;
}

type Source = { specimen: boolean; organization: { fictional: boolean } };

/** Why the certificates of a course prove nothing, or null. A round that was studied as a specimen stays one. */
export function sampleOf({ specimen, organization }: Source, studied = false): 'SPECIMEN' | 'ORGANIZATION' | null {
  if (specimen || studied) return 'SPECIMEN';
  return organization.fictional ? 'ORGANIZATION' : null;
}
