import { PRICE_KINDS } from '../../../drizzle/tables/intensivePrices.ts';
import {
  ADMISSIONS,
  CHANGE_KINDS,
  type Deposit,
  FOLDS,
  INTENSIVE_KINDS,
  type IntensivePolicy,
  LIVE_FORMATS,
  SEGMENT_KINDS,
} from '../../../drizzle/tables/intensives.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { MoneyType } from '../../graphql/money.ts';
import type { IntensivePage, PageChange, PageInstructor, PageSegment } from '../queries/pages.ts';
import { deadlineInWords, deadlineOf } from '../rules/deadline.ts';
import type { ShownPrice } from '../rules/page.ts';

export const IntensiveKindEnum = builder.enumType('IntensiveKind', {
  description: 'For whom an intensive is.',
  values: described(INTENSIVE_KINDS, {
    TRAINING: 'Clinicians in training; it offers a live course.',
    COUPLES: 'Couples, by application. It earns no credit.',
    CONSULTATION: 'People who want to talk before anything else. It earns no credit.',
    PERSONAL: 'People on their own way. It earns no credit.',
  }),
});

export const AdmissionEnum = builder.enumType('Admission', {
  description: 'How people come to a place.',
  values: described(ADMISSIONS, {
    OPEN: 'They register.',
    APPLICATION: 'They apply; who is accepted gets a timed offer. An application takes no seat and no money.',
  }),
});

export const SegmentKindEnum = builder.enumType('SegmentKind', {
  description: 'What a part of an agenda is.',
  values: described(SEGMENT_KINDS, {
    INSTRUCTION: 'It teaches. Only it can count for credit.',
    BREAK: 'A break.',
    MEAL: 'A meal.',
    ADMINISTRATION: 'Registration, announcements.',
    NOT_FOR_CREDIT: 'It is part of the day and never counts.',
  }),
});

export const LiveFormatEnum = builder.enumType('LiveFormat', {
  description: 'How a part of an intensive is delivered.',
  values: described(LIVE_FORMATS, { LIVE_ONLINE: 'Live, online.', LIVE_IN_PERSON: 'Live, in a room.' }),
});

export const FoldEnum = builder.enumType('Fold', {
  description: 'Which of two hours a wall time means, where clocks go back.',
  values: described(FOLDS, { EARLIER: 'The first of the two.', LATER: 'The second.' }),
});

export const PriceKindEnum = builder.enumType('PriceKind', {
  description: 'What a price is for.',
  values: described(PRICE_KINDS, {
    STANDARD: 'For everybody, while it stands.',
    SCHOLARSHIP: 'For whom the organization grants it.',
  }),
});

const ChangeKindEnum = builder.enumType('IntensiveChangeKind', {
  description: 'What changed.',
  values: described(CHANGE_KINDS, {
    PUBLISHED: 'It was published.',
    AGENDA: 'The agenda.',
    INSTRUCTORS: 'Who teaches.',
    PLACE: 'The place, the venue or the link.',
    RESCHEDULED: 'The times; everybody was asked.',
    CANCELLED: 'It was cancelled.',
  }),
});

export const InstructorType = builder.objectRef<PageInstructor>('IntensiveInstructor').implement({
  description: 'Who teaches or leads.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name.' }),
    credentials: t.exposeString('credentials', { description: 'Degrees and licenses.' }),
    disclosure: t.exposeString('disclosure', { description: 'Interests in what is taught, or that there are none.' }),
  }),
});

export type ShownSegment = PageSegment & { taughtBy: PageInstructor[] };
export const SegmentType = builder.objectRef<ShownSegment>('IntensiveSegment').implement({
  description: 'A part of the agenda. The wall time and its zone are what holds; the instants are derived.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'What it is called.' }),
    kind: t.expose('kind', { type: SegmentKindEnum, description: 'What it is.' }),
    format: t.expose('format', { type: LiveFormatEnum, description: 'How it is delivered.' }),
    day: t.expose('day', { type: 'Date', description: 'The day there.' }),
    wallTime: t.exposeString('wallTime', { description: 'The time on the wall there, 24 hours: 09:30.' }),
    timeZone: t.exposeString('timeZone', { description: 'The zone of day and time. Show it beside them.' }),
    minutes: t.exposeInt('minutes', { description: 'How long it takes.' }),
    topics: t.exposeStringList('topics', { description: 'What it is about.' }),
    startsAt: t.field({ type: 'DateTime', description: 'The instant.', resolve: ({ startsAt }) => new Date(startsAt) }),
    endsAt: t.field({ type: 'DateTime', description: 'The instant.', resolve: ({ endsAt }) => new Date(endsAt) }),
    instructors: t.field({
      type: [InstructorType],
      description: 'Who teaches it.',
      resolve: ({ taughtBy }) => taughtBy,
    }),
  }),
});

export const PriceType = builder.objectRef<ShownPrice>('IntensivePrice').implement({
  description: 'A price of one place, tax included.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'What it is called.' }),
    kind: t.expose('kind', { type: PriceKindEnum, description: 'What it is for.' }),
    amount: t.field({ type: MoneyType, description: 'How much.', resolve: (price) => price }),
    startsAt: t.field({
      ...{ type: 'DateTime', nullable: true, description: 'Its first instant; null: from the beginning.' },
      resolve: ({ startsAt }) => (startsAt === null ? null : new Date(startsAt)),
    }),
    endsAt: t.field({
      ...{
        type: 'DateTime',
        nullable: true,
        description: 'The instant at which it has ended; null: with registration.',
      },
      resolve: ({ endsAt }) => (endsAt === null ? null : new Date(endsAt)),
    }),
    standing: t.exposeBoolean('standing', { description: 'Whether it is the price of now.' }),
  }),
});

type ShownPolicy = IntensivePolicy & { sha256: string; startsAt: Date | null; timeZone: string };
type ShownTier = IntensivePolicy['refundTiers'][number] & Pick<ShownPolicy, 'startsAt' | 'timeZone'>;

const TierType = builder.objectRef<ShownTier>('RefundTier').implement({
  description: 'What is given back to whoever withdraws in time.',
  fields: (t) => ({
    percent: t.exposeInt('percent', { description: 'How much of what was paid.' }),
    words: t.string({
      description: 'Until when, with what is counted and where.',
      resolve: ({ until, timeZone }) => deadlineInWords(until, timeZone),
    }),
    endsAt: t.field({
      ...{
        type: 'DateTime',
        nullable: true,
        description: 'The instant at which it has ended; null without an agenda.',
      },
      resolve: ({ until, startsAt, timeZone }) => (startsAt === null ? null : deadlineOf(until, startsAt, timeZone)),
    }),
  }),
});

const AFTER_MOVE =
  'After a move to another date, what is given back counts from the start of the earlier one of both, unless the organizer moved the place, or rescheduled or canceled the event.';

export const PolicyType = builder.objectRef<ShownPolicy>('IntensivePolicy').implement({
  description:
    'What the organization promises about money and places. An order keeps the policy that its payer accepted.',
  fields: (t) => ({
    refunds: t.field({
      type: [TierType],
      description: 'What is given back; after the last of them, nothing.',
      resolve: ({ refundTiers, startsAt, timeZone }) => refundTiers.map((tier) => ({ ...tier, startsAt, timeZone })),
    }),
    transfers: t.string({
      nullable: true,
      description: 'Until when a place may go to another date or person; null: never, as for couples.',
      resolve: ({ transferUntil, timeZone }) =>
        transferUntil === null ? null : deadlineInWords(transferUntil, timeZone),
    }),
    afterMove: t.string({
      nullable: true,
      description: 'How the deadlines count once a place went to another date; null where none may.',
      resolve: ({ transferUntil }) => (transferUntil === null ? null : AFTER_MOVE),
    }),
    text: t.exposeString('text', { description: 'The organization’s own words.' }),
    sha256: t.exposeString('sha256', { description: 'Send it with a registration, to say which policy was read.' }),
  }),
});

type ShownDeposit = Deposit & { timeZone: string };

export const DepositType = builder.objectRef<ShownDeposit>('Deposit').implement({
  description: 'An invoice that may be paid in two parts.',
  fields: (t) => ({
    percent: t.exposeInt('percent', { description: 'How much is due with the invoice; it gives the place.' }),
    words: t.string({
      description: 'Until when the rest is due, with what is counted and where.',
      resolve: ({ balanceUntil, timeZone }) => deadlineInWords(balanceUntil, timeZone),
    }),
  }),
});

export const ChangeType = builder.objectRef<PageChange>('IntensiveChange').implement({
  description: 'A change after publication.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ChangeKindEnum, description: 'What changed.' }),
    says: t.exposeStringList('says', { description: 'Sentences to show.' }),
    answerBy: t.field({
      ...{ type: 'DateTime', nullable: true, description: 'Until when everybody is asked to answer; null: nobody is.' },
      resolve: ({ answerBy }) => (answerBy === null ? null : new Date(answerBy)),
    }),
    changedAt: t.field({ type: 'DateTime', description: 'When.', resolve: ({ changedAt }) => new Date(changedAt) }),
  }),
});

/** The agenda with who teaches. */
export function shownSegments({ segments, instructors }: IntensivePage): ShownSegment[] {
  return segments.map((segment) => ({
    ...segment,
    taughtBy: instructors.filter(({ id }) => segment.instructorIds.includes(id)),
  }));
}
