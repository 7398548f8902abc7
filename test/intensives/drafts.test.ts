import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { auditEvents, intensiveInstructors, intensivePrices } from '../../drizzle/schema.ts';
import {
  couplesDraft,
  createDraft,
  type Events,
  openEvents,
  publishedIntensive,
  refunds,
  SAVED,
  type Saved,
  trainingDraft,
} from '../support/intensives.ts';
import { member } from '../support/issued.ts';
import { newLearner } from '../support/world.ts';

let events: Events;
let tax: string;
beforeAll(async () => {
  events = await openEvents();
  tax = await events.tax();
});
afterAll(() => events.world.close());

const page = async (slug: string, userId = events.owner) =>
  (await events.ask(userId, 'query ($slug: String!) { intensive(slug: $slug) { id } }', { slug })).data.intensive;
const UPDATE = `mutation ($input: UpdateIntensiveInput!) { updateIntensive(input: $input) {
  ... on UpdateIntensivePayload { intensive { revision } } ${SAVED} } }`;
const update = async (input: object) =>
  (await events.ask(events.owner, UPDATE, { input })).data.updateIntensive as Saved;

test('a refund that stays or falls the nearer the start is can be published, in whatever order it is written', async () => {
  const tiers = refunds(['HOURS', 24, 50], ['CALENDAR_DAYS', 14, 100], ['HOURS', 48, 50]);
  await publishedIntensive(events, 'falling', trainingDraft(null, { policy: tiers }));
});

test('what cannot be read is listed beside what is missing, each path from the input on', async () => {
  const { fields } = await createDraft(
    events,
    'both',
    couplesDraft(null, { neutralName: null, link: 'http://x', prices: [{ label: '', amountMinor: 5_000 }] }),
  );
  expect(fields.map(({ path }) => path).toSorted()).toEqual([
    'draft.link',
    'draft.neutralName',
    'draft.prices.0.label',
  ]);
});

test('places of a pair do not move, and no policy of theirs says so', async () => {
  const { policy } = trainingDraft(null);
  const { fields } = await createDraft(events, 'moving-pairs', couplesDraft(null, { policy }));
  expect(fields).toMatchObject([{ path: 'draft.policy.transferUntil' }]);
});

test('an instructor keeps the account that they were given while the words about them change, and loses it with the name', async () => {
  const { id, revision } = (await createDraft(events, 'named', trainingDraft(null))).intensive;
  const of = eq(intensiveInstructors.intensiveId, Buffer.from(id, 'base64').toString().split(':')[1] as never);
  const rows = () => events.world.db.select().from(intensiveInstructors).where(of).orderBy(intensiveInstructors.id);
  await events.world.db.update(intensiveInstructors).set({ userId: events.owner }).where(of);
  const about = { name: 'Robin Example', credentials: 'PhD, LMFT', disclosure: 'No interests to disclose.' };
  await update({ intensiveId: id, revision, draft: trainingDraft(null, { instructors: [about] }) });
  expect((await rows()).map(({ userId, removedAt }) => [userId, removedAt === null])).toEqual([
    [events.owner, false],
    [events.owner, true],
  ]);
  const others = [{ ...about, name: 'Lee Example' }];
  const segments = trainingDraft(null).segments.map((one) => ({ ...one, instructors: ['Lee Example'] }));
  await update({
    intensiveId: id,
    revision: revision + 1,
    draft: trainingDraft(null, { instructors: others, segments }),
  });
  expect((await rows()).at(-1)).toMatchObject({ name: 'Lee Example', userId: null, removedAt: null });
});

describe('a draft that is removed', () => {
  const REMOVE = `mutation ($input: RemoveIntensiveDraftInput!) { removeIntensiveDraft(input: $input) {
    ... on RemoveIntensiveDraftPayload { slug } ... on Error { code message } } }`;
  const remove = async (intensiveId: string, as = events.owner) =>
    (await events.ask(as, REMOVE, { input: { intensiveId, revision: 1 } })).data.removeIntensiveDraft;

  test('is there for nobody, gives its slug back and stays in the audit log', async () => {
    const { intensive } = await createDraft(events, 'removed', trainingDraft(tax));
    const instructor = await member(events.world, 'INSTRUCTOR', events.organizationId);
    expect(await remove(intensive.id, await newLearner(events.world.db))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await remove(intensive.id, instructor)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await remove(intensive.id)).toEqual({ slug: 'removed' });
    expect(await remove(intensive.id)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await page('removed', events.owner)).toBeNull();
    const input = { intensiveId: intensive.id, revision: 1, draft: trainingDraft(tax) };
    expect(await update(input)).toMatchObject({ code: 'NOT_FOUND' });
    const { data } = await events.ask(events.owner, 'query ($id: ID!) { node(id: $id) { id } }', { id: intensive.id });
    expect(data.node).toBeNull();
    expect((await createDraft(events, 'removed', trainingDraft(tax))).__typename).toBe('CreateIntensivePayload');
    const removed = await events.world.db.select().from(auditEvents).where(eq(auditEvents.verb, 'INTENSIVE_REMOVED'));
    expect(removed).toMatchObject([{ details: { slug: 'removed' } }]);
  });

  test('was never published', async () => {
    const { id } = await publishedIntensive(events, 'public', trainingDraft(tax));
    expect(await remove(id)).toMatchObject({ code: 'DRAFT_PUBLISHED' });
    expect(await page('public')).not.toBeNull();
  });
});

test('a published intensive may be corrected elsewhere when it stands with what is refused today', async () => {
  const { id } = await publishedIntensive(events, 'older', trainingDraft(null));
  const endsAt = '2027-02-01T08:00:00.000Z';
  await events.world.db
    .update(intensivePrices)
    .set({ endsAt: new Date(endsAt) })
    .where(eq(intensivePrices.label, 'Free'));
  const prices = [{ label: 'Free', amountMinor: 0, endsAt }];
  const draft = trainingDraft(null, { prices, description: 'Another day of practice.' });
  expect((await update({ intensiveId: id, revision: 1, draft })).intensive.revision).toBe(2);
});
