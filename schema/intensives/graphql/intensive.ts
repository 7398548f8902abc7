import { type IntensiveId, parseId } from '../../../drizzle/ids.ts';
import { isSlug } from '../../edited/text.ts';
import { builder } from '../../graphql/builder.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { type IntensivePage, intensivePage, intensivePages, intensivesOf, openIntensives } from '../queries/pages.ts';
import { shownPrices, spanOfPage } from '../rules/page.ts';
import { policyHash } from '../rules/policyHash.ts';
import { soldAs } from '../rules/shown.ts';
import {
  AdmissionEnum,
  ChangeType,
  DepositType,
  InstructorType,
  IntensiveKindEnum,
  PolicyType,
  PriceType,
  SegmentType,
  shownSegments,
} from './parts.ts';

/** @public other nouns add fields to it. */
export const IntensiveRef = builder.loadableNodeRef('Intensive', {
  id: { description: 'The global id.', resolve: (intensive: IntensivePage) => intensive.id },
  sort: (intensive: IntensivePage) => intensive.id,
  load: (ids: string[], { db, viewer }): Promise<IntensivePage[]> =>
    intensivePages(
      db,
      ids.flatMap((id) => parseId<IntensiveId>(id) ?? []),
      viewer?.userId ?? null,
    ),
});

const forRegistered = ({ isConfirmed, isMember }: IntensivePage): boolean => isConfirmed || isMember;

builder.objectType(IntensiveRef, {
  description:
    'A scheduled live event: a training for clinicians, or an event without a course. Everything here is public but what says otherwise; drafts are for members.',
  authScopes: { public: true },
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its short name in addresses.' }),
    kind: t.expose('kind', { type: IntensiveKindEnum, description: 'For whom it is.' }),
    title: t.exposeString('title', { description: 'Its title.' }),
    statementShows: t.string({
      description:
        'What a card statement, a receipt, a mail or a calendar will show of it. Say so before anybody pays: others may read those.',
      resolve: soldAs,
    }),
    description: t.exposeString('description', { description: 'What it is about, in Markdown.' }),
    place: t.exposeString('place', { description: 'The place in public: a city, or that it is online.' }),
    venue: t.string({
      nullable: true,
      description: 'Where exactly. Only confirmed people and members see it.',
      resolve: (intensive) => (forRegistered(intensive) ? intensive.venue : null),
    }),
    link: t.string({
      nullable: true,
      description: 'The online room. Only confirmed people and members see it.',
      resolve: (intensive) => (forRegistered(intensive) ? intensive.link : null),
    }),
    timeZone: t.exposeString('timeZone', { description: 'The zone in which its days and deadlines count.' }),
    startsAt: t.field({
      ...{ type: 'DateTime', nullable: true, description: 'When it begins; null for a draft without an agenda.' },
      resolve: (intensive) => spanOfPage(intensive)?.startsAt ?? null,
    }),
    endsAt: t.field({
      ...{ type: 'DateTime', nullable: true, description: 'When it ends.' },
      resolve: (intensive) => spanOfPage(intensive)?.endsAt ?? null,
    }),
    agenda: t.field({ type: [SegmentType], description: 'Its parts in order.', resolve: shownSegments }),
    instructors: t.field({
      type: [InstructorType],
      description: 'Who teaches or leads.',
      resolve: ({ instructors }) => instructors,
    }),
    admission: t.expose('admission', { type: AdmissionEnum, description: 'How people come to a place.' }),
    capacity: t.exposeInt('capacity', { description: 'How many places there are.' }),
    seatsLeft: t.int({
      description:
        'How many places can be taken now; 0 while anybody waits, because a freed place is offered to them first.',
      resolve: ({ capacity, taken, waited }) => (waited ? 0 : Math.max(0, capacity - taken)),
    }),
    registrationOpensAt: t.expose('registrationOpensAt', {
      type: 'DateTime',
      description: 'From when people may register.',
    }),
    registrationClosesAt: t.expose('registrationClosesAt', { type: 'DateTime', description: 'Until when, exclusive.' }),
    prices: t.field({
      type: [PriceType],
      description: 'Its prices in order.',
      resolve: (intensive, _args, { now }) => shownPrices(intensive, now),
    }),
    price: t.field({
      type: PriceType,
      nullable: true,
      description: 'The price of now; null when none stands.',
      resolve: (intensive, _args, { now }) => shownPrices(intensive, now).find(({ standing }) => standing) ?? null,
    }),
    policy: t.field({
      type: PolicyType,
      description: 'Refunds and transfers.',
      resolve: (intensive) => ({
        ...intensive.policy,
        // A policy that was saved before this was refused.
        ...(intensive.kind === 'COUPLES' && { transferUntil: null }),
        sha256: policyHash(intensive.policy),
        startsAt: spanOfPage(intensive)?.startsAt ?? null,
        timeZone: intensive.timeZone,
      }),
    }),
    mayBeInvoiced: t.boolean({
      description: 'Whether an organization may be invoiced first and pay later.',
      resolve: ({ invoiceDays }) => invoiceDays !== null,
    }),
    deposit: t.field({
      ...{ type: DepositType, nullable: true, description: 'Whether an invoice may be paid in two parts; null: no.' },
      resolve: ({ deposit, timeZone }) => deposit && { ...deposit, timeZone },
    }),
    changes: t.field({
      type: [ChangeType],
      description:
        'What changed after publication, and why it was cancelled. Members see it, and whoever has or had a place or paid for one.',
      resolve: ({ changes, readsChanges, isMember }) => (readsChanges || isMember ? changes : []),
    }),
    revision: t.exposeInt('revision', { description: 'Name it when you save a change.' }),
    publishedAt: t.expose('publishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was published; null: a draft.',
    }),
    cancelledAt: t.expose('cancelledAt', { type: 'DateTime', nullable: true, description: 'When it was cancelled.' }),
    organization: t.field({
      type: OrganizationRef,
      description: 'Who offers it and is responsible for it.',
      resolve: ({ organization }) => organization,
    }),
  }),
});

const ofKinds = {
  type: [IntensiveKindEnum] as [typeof IntensiveKindEnum],
  required: false as const,
  description: 'Of which kinds; of every one without it.',
};

builder.queryFields((t) => ({
  intensive: t.field({
    type: IntensiveRef,
    nullable: true,
    description: 'An intensive by its slug; null when there is none, or when it is a draft of others.',
    args: { slug: t.arg.string({ description: 'Its slug.' }) },
    resolve: (_root, { slug }, { db, viewer }) =>
      isSlug(slug) ? intensivePage(db, slug, viewer?.userId ?? null) : null,
  }),
  intensives: t.connection(
    {
      type: IntensiveRef,
      description: 'Intensives that can still be registered for, the newest first. At most 100 at a time.',
      args: { kinds: t.arg(ofKinds) },
      resolve: (_root, { kinds = null, ...args }, { db, viewer, now }) =>
        newestFirst(args, (window) => openIntensives(db, { viewer: viewer?.userId ?? null, now, kinds, ...window })),
    },
    { name: 'IntensiveConnection', description: 'A page of intensives.' },
    { name: 'IntensiveEdge', description: 'An intensive and its cursor.' },
  ),
}));

builder.objectField(OrganizationRef, 'intensives', (t) =>
  t.connection({
    type: IntensiveRef,
    description: 'Its intensives, past ones too, the newest first; members see drafts.',
    args: { kinds: t.arg(ofKinds) },
    resolve: ({ id }, { kinds = null, ...args }, { db, viewer }) =>
      newestFirst(args, (window) =>
        intensivesOf(db, { viewer: viewer?.userId ?? null, organizationId: id, kinds, ...window }),
      ),
  }),
);
