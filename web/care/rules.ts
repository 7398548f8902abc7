const DAY_MS = 86_400_000;

/** How one's form stands. CLOSED: the organization has not said who reads it, and by which rules. */
export type Standing = 'CLOSED' | 'NOTHING' | 'SAVED' | 'SENT';

type Stands = { form: object | null; intake: { submittedAt: string | null } | null };

export function standingOf({ form, intake }: Stands): Standing {
  if (intake !== null) return intake.submittedAt === null ? 'SAVED' : 'SENT';
  return form === null ? 'CLOSED' : 'NOTHING';
}

/** The moment until which something that was sent is read. */
export function readUntil(sentAt: string, days: number): string {
  return new Date(Date.parse(sentAt) + days * DAY_MS).toISOString();
}

/** What an organization wrote, for the middle of a sentence: without the stop at its end. */
export const withoutStop = (text: string): string => text.trim().replace(/\.$/, '');

/** The privacy notice may be an address instead of a text. */
export const isAddress = (text: string): boolean => /^https:\/\/\S+$/.test(text.trim()) && URL.canParse(text.trim());

/** The services of these countries, with those that help everywhere, and all others. The answers of a person decide nothing here. */
export function servicesFor<Service extends { country: string }>(
  services: readonly Service[],
  countries: readonly (string | null)[],
): { near: Service[]; others: Service[] } {
  const isNear = ({ country }: Service) => country === 'INTL' || countries.includes(country);
  const near = services.filter(isNear);
  const own = [...countries, 'INTL'];
  return {
    near: near.toSorted((a, b) => own.indexOf(a.country) - own.indexOf(b.country)),
    others: services.filter((one) => !isNear(one)),
  };
}

/** The name of a country, in English where the language has none. */
export function countryName(code: string, language: string): string {
  return new Intl.DisplayNames([language, 'en'], { type: 'region' }).of(code) ?? code;
}

export const CHANNELS = ['CALL', 'TEXT_MESSAGE', 'MAIL', 'OTHER'] as const;
export type Channel = (typeof CHANNELS)[number];
export type Answers = {
  goals: string;
  needs: string;
  channels: readonly Channel[];
  reachAt: string;
  reachWhen: string;
  doNotWrite: boolean;
  doNotLeaveMessage: boolean;
};
/** The most characters of each text, as the API says them. */
export const MOST = { goals: 4_000, needs: 4_000, reachAt: 300, reachWhen: 500, plan: 10_000 } as const;

export const NOTHING: Answers = {
  ...{ goals: '', needs: '', channels: [], reachAt: '', reachWhen: '' },
  ...{ doNotWrite: false, doNotLeaveMessage: false },
};

/** The same answers, in whatever order the ways were marked. */
export function sameAnswers(one: Answers, other: Answers): boolean {
  const plain = (answers: Answers) =>
    JSON.stringify([
      ...[answers.goals, answers.needs, answers.reachAt, answers.reachWhen],
      ...[answers.doNotWrite, answers.doNotLeaveMessage, ...[...answers.channels].sort()],
    ]);
  return plain(one) === plain(other);
}

/** The answers with a way marked or not. */
export function withWay(answers: Answers, way: Channel, on: boolean): Answers {
  const others = answers.channels.filter((one) => one !== way);
  return { ...answers, channels: on ? [...others, way] : others };
}

/** Whether somebody asked to be written to and not to be. */
export function contradicts({ channels, doNotWrite }: Answers): boolean {
  return doNotWrite && channels.some((way) => way === 'TEXT_MESSAGE' || way === 'MAIL');
}

/** How the text of two people stands with one of them. */
export type Agreement = 'NOBODY' | 'YOU' | 'BOTH';
export function agreementOf({ agreed, bothAgreed }: { agreed: boolean; bothAgreed: boolean }): Agreement {
  if (bothAgreed) return 'BOTH';
  return agreed ? 'YOU' : 'NOBODY';
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

type Kept = { keptUntil: string; consentedUntil: string | null };
/** The API takes no consent that reaches further. */
const MOST_DAYS = 3_653;

/** Between which days somebody may consent to have their record kept: later than it is kept anyway. */
export function daysToChoose(now: string, { keptUntil, consentedUntil }: Kept): { first: string; last: string } {
  const today = new Date(now).toISOString().slice(0, 10);
  const tomorrow = dayAfter(today, 1);
  const later = dayAfter(keptUntil, 1);
  return {
    first: consentedUntil === null && later > tomorrow ? later : tomorrow,
    last: dayAfter(today, MOST_DAYS),
  };
}

type Counted = { all: number; waiting: number };

/** How many requests stand, and how many of them wait; those that were taken back stand no more. */
export function countOf(requests: readonly { state: string }[]): Counted {
  const standing = requests.filter(({ state }) => state !== 'WITHDRAWN');
  return { all: standing.length, waiting: standing.filter(({ state }) => state === 'ASKED').length };
}
