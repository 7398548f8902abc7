import type { TaxChoiceId } from '../../../drizzle/ids.ts';
import type { PRICE_KINDS } from '../../../drizzle/tables/intensivePrices.ts';
import type {
  ADMISSIONS,
  Deposit,
  FOLDS,
  IntensiveKind,
  IntensivePolicy,
  LIVE_FORMATS,
  SEGMENT_KINDS,
} from '../../../drizzle/tables/intensives.ts';
import type { FieldFault } from '../../errors.ts';
import { CURRENCIES, isCurrency } from '../../money.ts';
import { spanOf, withInstants } from './agenda.ts';
import { tellingWords } from './telling.ts';

export type DraftSegment = {
  title: string;
  kind: (typeof SEGMENT_KINDS)[number];
  format: (typeof LIVE_FORMATS)[number];
  day: string;
  wallTime: string;
  timeZone: string;
  fold: (typeof FOLDS)[number] | null;
  minutes: number;
  topics: string[];
  /** Who teaches, by name, as in `instructors`. */
  instructors: string[];
};
export type DraftInstructor = { name: string; credentials: string; disclosure: string };
export type DraftPrice = {
  label: string;
  kind: (typeof PRICE_KINDS)[number];
  amountMinor: number;
  startsAt: Date | null;
  endsAt: Date | null;
  places: number | null;
  taxChoiceId: TaxChoiceId | null;
};

/** An intensive as an organizer writes it, whole: saving it replaces what was there. */
export type Draft = {
  kind: IntensiveKind;
  courseSlug: string | null;
  title: string;
  neutralName: string | null;
  description: string;
  timeZone: string;
  place: string;
  venue: string | null;
  link: string | null;
  capacity: number;
  admission: (typeof ADMISSIONS)[number];
  currency: string;
  registrationOpensAt: Date;
  registrationClosesAt: Date;
  offerHours: number;
  delayedMethods: boolean;
  invoiceDays: number | null;
  deposit: Deposit | null;
  policy: IntensivePolicy;
  instructors: DraftInstructor[];
  segments: DraftSegment[];
  prices: DraftPrice[];
};

const fault = (path: string, message: string): FieldFault => ({ path, message });

/** Faults of a draft as a client reads them: every path begins at its input. */
export function inDraft(faults: readonly FieldFault[]): FieldFault[] {
  return faults.map(({ path, message }) => ({ path: `draft.${path}`, message }));
}

/** Every rule that a draft breaks by itself. What it lacks for publication is another list. */
export function draftFaults(draft: Draft): FieldFault[] {
  return RULES.flatMap(({ faults }) => faults(draft));
}

/** As draftFaults, of a draft in which these fields could not be read: of every rule that looks at none of them. */
export function faultsBeside(draft: Draft, unread: ReadonlySet<PropertyKey | undefined>): FieldFault[] {
  return RULES.filter(({ of }) => !of.some((field) => unread.has(field))).flatMap(({ faults }) => faults(draft));
}

type Rule = { of: readonly (keyof Draft)[]; faults: (draft: Draft) => FieldFault[] };

const RULES: readonly Rule[] = [
  { of: ['kind', 'courseSlug', 'neutralName', 'admission', 'title'], faults: (draft) => shapeFaults(draft) },
  {
    of: ['currency'],
    faults: ({ currency }) =>
      isCurrency(currency) ? [] : [fault('currency', `write one of ${Object.keys(CURRENCIES).join(', ')}.`)],
  },
  {
    of: ['registrationOpensAt', 'registrationClosesAt'],
    faults: ({ registrationOpensAt, registrationClosesAt }) =>
      registrationClosesAt > registrationOpensAt
        ? []
        : [fault('registrationClosesAt', 'registration closes after it opens.')],
  },
  {
    of: ['timeZone'],
    faults: ({ timeZone }) =>
      isTimeZone(timeZone)
        ? []
        : [fault('timeZone', `write a zone of the time-zone database, such as America/New_York.`)],
  },
  {
    of: ['segments', 'instructors', 'timeZone'],
    faults: ({ segments, instructors }) => agendaFaults(segments, instructors),
  },
  {
    of: ['instructors'],
    faults: ({ instructors }) =>
      repeated(
        instructors.map(({ name }) => name),
        'instructors',
        'name each person once.',
      ),
  },
  {
    of: ['prices', 'currency'],
    faults: ({ prices, currency }) => prices.flatMap((price, at) => priceFaults(price, `prices.${at}`, currency)),
  },
  { of: ['kind', 'policy'], faults: (draft) => policyFaults(draft) },
  {
    of: ['deposit', 'invoiceDays'],
    faults: ({ deposit, invoiceDays }) =>
      deposit !== null && invoiceDays === null
        ? [fault('deposit', 'only an invoice is paid in two parts; write invoiceDays too, or leave this out.')]
        : [],
  },
];

function shapeFaults(draft: Draft): FieldFault[] {
  const { kind, courseSlug, neutralName, admission } = draft;
  return [
    ...(kind === 'TRAINING' && courseSlug === null
      ? [fault('courseSlug', 'a training offers a course; name the slug of a published live course.')]
      : []),
    ...(kind !== 'TRAINING' && courseSlug !== null
      ? [fault('courseSlug', 'only a training has a course; leave it out, or make this a TRAINING.')]
      : []),
    ...neutralFaults(draft),
    ...(kind === 'TRAINING' && neutralName !== null
      ? [fault('neutralName', 'a training is sold under its title; leave this out.')]
      : []),
    ...(kind === 'COUPLES' && admission !== 'APPLICATION'
      ? [fault('admission', 'couples come by application; write APPLICATION.')]
      : []),
  ];
}

function neutralFaults({ kind, neutralName, title }: Draft): FieldFault[] {
  if (kind === 'TRAINING') return [];
  if (neutralName === null)
    return [
      fault(
        'neutralName',
        'write a neutral name; statements, receipts, mails and calendars show it instead of the title.',
      ),
    ];
  const telling = tellingWords(neutralName, [{ title, neutralName: null }], LEAST_SHARED);
  return telling.length === 0
    ? []
    : [fault('neutralName', `others read it; leave out words that tell what it is about: ${telling.join(', ')}.`)];
}

/** A neutral name shares no word of so many letters with the title. */
const LEAST_SHARED = 4;

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

function agendaFaults(segments: readonly DraftSegment[], instructors: readonly DraftInstructor[]): FieldFault[] {
  const names = new Set(instructors.map(({ name }) => name));
  const unknown = segments.flatMap((segment, at) =>
    segment.instructors
      .filter((name) => !names.has(name))
      .map((name) => fault(`segments.${at}.instructors`, `"${name}" is not among the instructors.`)),
  );
  const derived = withInstants(segments);
  if (!derived.ok) return [...unknown, ...derived.faults];
  const span = spanOf(derived.segments);
  const days = span === null ? 0 : (span.endsAt.getTime() - span.startsAt.getTime()) / 86_400_000;
  return days > MOST_DAYS
    ? [...unknown, fault('segments', `an intensive lasts at most ${MOST_DAYS} days from first to last.`)]
    : unknown;
}

const MOST_DAYS = 366;

function priceFaults(price: DraftPrice, path: string, currency: string): FieldFault[] {
  const { kind, amountMinor, startsAt, endsAt, taxChoiceId } = price;
  const smallest = isCurrency(currency) ? CURRENCIES[currency].smallestCharge : 0;
  return [
    ...(amountMinor > 0 && amountMinor < smallest
      ? [
          fault(
            `${path}.amountMinor`,
            `the smallest charge in ${currency} is ${smallest} minor units; write that or more, or 0.`,
          ),
        ]
      : []),
    ...(amountMinor > 0 && taxChoiceId === null
      ? [fault(`${path}.taxChoiceId`, 'a price needs your choice of tax; make one with chooseTax.')]
      : []),
    ...(startsAt !== null && endsAt !== null && endsAt <= startsAt
      ? [fault(`${path}.endsAt`, 'it ends after it starts.')]
      : []),
    ...(kind === 'SCHOLARSHIP' && price.places === null
      ? [fault(`${path}.places`, 'say how many scholarship places there are.')]
      : []),
  ];
}

function policyFaults({ kind, policy: { refundTiers, transferUntil } }: Pick<Draft, 'kind' | 'policy'>): FieldFault[] {
  const keys = refundTiers.map(({ until }) => `${until.count} ${until.unit}`);
  return [
    ...repeated(keys, 'policy.refundTiers', 'give each deadline once.'),
    ...(kind === 'COUPLES' && transferUntil !== null
      ? [fault('policy.transferUntil', 'the places of a pair do not move; leave this out.')]
      : []),
  ];
}

function repeated(values: readonly string[], path: string, message: string): FieldFault[] {
  return new Set(values).size === values.length ? [] : [fault(path, message)];
}
