import type { RefundTier } from '../../../drizzle/tables/intensives.ts';
import { spanOf, withInstants } from './agenda.ts';
import { deadlineOf } from './deadline.ts';
import type { Draft } from './draft.ts';
import { priceNow } from './pricing.ts';
import { timeInWords } from './times.ts';

export const PUBLICATION_GAPS = [
  'AGENDA_MISSING',
  'INSTRUCTION_MISSING',
  'INSTRUCTOR_MISSING',
  'IN_THE_PAST',
  'CLOSES_AFTER_START',
  'PRICE_MISSING',
  'PRICE_INTERRUPTED',
  'REFUND_GROWS',
  'VENUE_MISSING',
  'LINK_MISSING',
  'COURSE_NOT_LIVE',
  'FORMAT_NOT_OF_COURSE',
] as const;
export type PublicationGap = { gap: (typeof PUBLICATION_GAPS)[number]; message: string };

type Facts = {
  draft: Draft;
  /** The formats that its course version is delivered in; null without a course. */
  courseFormat: string | null;
  now: Date;
};

const gap = (name: PublicationGap['gap'], message: string): PublicationGap => ({ gap: name, message });

/** Everything that stands between a draft and its publication. */
export function publicationGaps({ draft, courseFormat, now }: Facts): PublicationGap[] {
  const derived = withInstants(draft.segments);
  const span = derived.ok ? spanOf(derived.segments) : null;
  return [
    ...(span === null ? [gap('AGENDA_MISSING', 'Write the agenda: at least one segment.')] : []),
    ...contentGaps(draft, courseFormat),
    ...(span !== null && span.startsAt <= now
      ? [gap('IN_THE_PAST', 'It has begun already. Move its first segment into the future.')]
      : []),
    ...(span !== null && draft.registrationClosesAt > span.startsAt
      ? [gap('CLOSES_AFTER_START', 'Registration must close when it starts, or before.')]
      : []),
    ...priceGaps(draft),
    ...(refundGrows(draft, span?.startsAt ?? null)
      ? [
          gap(
            'REFUND_GROWS',
            'Give back less, not more, the nearer the start is: a tier that gives less earlier never counts.',
          ),
        ]
      : []),
    ...placeGaps(draft),
  ];
}

function contentGaps({ kind, segments, instructors }: Draft, courseFormat: string | null): PublicationGap[] {
  const taught = segments.filter((segment) => segment.kind === 'INSTRUCTION');
  const strays = taught.filter(({ format }) => format !== courseFormat);
  return [
    ...(instructors.length === 0
      ? [gap('INSTRUCTOR_MISSING', 'Name who teaches or leads, with credentials and disclosure.')]
      : []),
    ...(kind === 'TRAINING' && taught.length === 0
      ? [gap('INSTRUCTION_MISSING', 'A training needs at least one segment of instruction.')]
      : []),
    ...(kind === 'TRAINING' && (courseFormat === null || !courseFormat.startsWith('LIVE_'))
      ? [gap('COURSE_NOT_LIVE', 'Its course is not published in a live format.')]
      : []),
    ...(kind === 'TRAINING' && courseFormat?.startsWith('LIVE_') && strays.length > 0
      ? [
          gap(
            'FORMAT_NOT_OF_COURSE',
            `The course is ${courseFormat}; instruction in another format needs another course.`,
          ),
        ]
      : []),
  ];
}

function placeGaps({ segments, venue, link }: Draft): PublicationGap[] {
  const has = (format: string) => segments.some((segment) => segment.format === format);
  return [
    ...(has('LIVE_IN_PERSON') && venue === null
      ? [gap('VENUE_MISSING', 'Write the venue; only confirmed people see it.')]
      : []),
    ...(has('LIVE_ONLINE') && link === null
      ? [gap('LINK_MISSING', 'Write the link; only confirmed people see it.')]
      : []),
  ];
}

/** Whether a standard price stands all the time in which registration is open. Looks at each moment at which one begins or ends. */
function priceGaps({ prices, registrationOpensAt, registrationClosesAt, timeZone }: Draft): PublicationGap[] {
  const rows = prices.map((price, position) => ({
    ...price,
    id: String(position) as never,
    position,
    removedAt: null,
  }));
  const moments = [
    registrationOpensAt,
    ...prices.flatMap(({ startsAt, endsAt }) => [startsAt ?? [], endsAt ?? []].flat()),
  ]
    .filter((at) => at >= registrationOpensAt && at < registrationClosesAt)
    .toSorted((one, other) => one.getTime() - other.getTime());
  const without = moments.filter((at) => priceNow(rows, at) === null);
  const [first] = without;
  if (first === undefined) return [];
  if (without.length === moments.length)
    return [gap('PRICE_MISSING', 'Give a price that stands while registration is open; 0 is a price.')];
  const since = timeInWords(first, timeZone);
  return [
    gap('PRICE_INTERRUPTED', `No price stands from ${since} on, so that sales would stop. Give one for that time.`),
  ];
}

/** Whether a tier whose deadline is nearer the start gives more back than one that ends before it. */
function refundGrows({ policy, timeZone }: Draft, start: Date | null): boolean {
  const endOf = ({ until }: RefundTier): number =>
    start === null ? -until.count * (until.unit === 'HOURS' ? 1 : 24) : deadlineOf(until, start, timeZone).getTime();
  const percents = policy.refundTiers.toSorted((one, other) => endOf(one) - endOf(other)).map(({ percent }) => percent);
  return percents.some((percent, at) => percent > (percents[at - 1] ?? percent));
}
