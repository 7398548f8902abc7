import { spanOf, withInstants } from './agenda.ts';
import type { Draft } from './draft.ts';
import { priceNow } from './pricing.ts';

export const PUBLICATION_GAPS = [
  'AGENDA_MISSING',
  'INSTRUCTION_MISSING',
  'INSTRUCTOR_MISSING',
  'IN_THE_PAST',
  'CLOSES_AFTER_START',
  'PRICE_MISSING',
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
  if (span === null) return [gap('AGENDA_MISSING', 'Write the agenda: at least one segment.')];
  return [
    ...contentGaps(draft, courseFormat),
    ...(span.startsAt <= now
      ? [gap('IN_THE_PAST', 'It has begun already. Move its first segment into the future.')]
      : []),
    ...(draft.registrationClosesAt > span.startsAt
      ? [gap('CLOSES_AFTER_START', 'Registration must close when it starts, or before.')]
      : []),
    ...(standsSomeTime(draft)
      ? []
      : [gap('PRICE_MISSING', 'Give a price that stands while registration is open; 0 is a price.')]),
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

/** Whether some standard price stands at the opening of registration or later before it closes. */
function standsSomeTime({ prices, registrationOpensAt, registrationClosesAt }: Draft): boolean {
  const rows = prices.map((price, position) => ({
    ...price,
    id: String(position) as never,
    position,
    removedAt: null,
  }));
  const moments = [registrationOpensAt, ...prices.flatMap(({ startsAt }) => startsAt ?? [])];
  return moments.some((at) => at >= registrationOpensAt && at < registrationClosesAt && priceNow(rows, at) !== null);
}
