import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Pool } from '../../drizzle/client.ts';
import { connect } from '../../drizzle/client.ts';
import type { IntensiveId, OrganizationId, UserId } from '../../drizzle/ids.ts';
import { intensiveInstructors, profiles } from '../../drizzle/schema.ts';
import { startTestApp } from '../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { globalId } from '../support/quizPages.ts';
import { seating } from '../support/seating.ts';
import { addIntensive, addMember, addOrganization, NOW, people, person } from '../support/seatRows.ts';
import { emailOf } from '../support/world.ts';

let database: TestDatabase;
let pool: Pool;
let app: Awaited<ReturnType<typeof startTestApp>>;
let statements = 0;
const count = () => {
  statements += 1;
};
let organizationId: OrganizationId;
let organizer: UserId;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 8, onStatement: count });
  app = await startTestApp(pool, { now: () => NOW });
  organizationId = await addOrganization(pool.db);
  organizer = await addMember(pool.db, organizationId, 'ORGANIZER');
});
afterAll(async () => {
  await app.stop();
  await pool.close();
  await database.drop();
});

const { register, join } = seating(() => pool.db);
const ask = async (userId: UserId | null, query: string, variables: Record<string, unknown> = {}) => {
  const { body } = await app.graphql(query, variables, userId === null ? {} : { 'x-test-user': userId });
  return body;
};
/** The result of a mutation: its type and what was asked of it. */
const mutate = async (userId: UserId, name: string, input: Record<string, unknown>, fields = '') => {
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  const payload = fields === '' ? '' : `... on ${capital}Payload { ${fields} }`;
  const query = `mutation M($input: ${capital}Input!) { ${name}(input: $input) { __typename ${payload} ... on Error { code message } } }`;
  const body = await ask(userId, query, { input });
  expect(body.errors).toBeUndefined();
  return body.data?.[name] as Record<string, never> & { __typename: string; code?: string };
};
const eventId = (id: IntensiveId) => globalId('Intensive', id);
const event = (id: IntensiveId, fields: string) => `{ node(id: "${eventId(id)}") { ... on Intensive { ${fields} } } }`;
const REGISTRATION = 'registration { id state keptUntil venue link states { state because by } }';

describe('a person', () => {
  test('registers for a free event and sees how to get there; others, and strangers, do not', async () => {
    const intensiveId = await addIntensive(pool.db, { organizationId, venue: '5 Side Street' });
    const [a, b] = (await people(pool.db, 2)) as [UserId, UserId];
    const done = await mutate(a, 'registerFree', { intensiveId: eventId(intensiveId), adult: true }, REGISTRATION);
    expect(done.registration).toMatchObject({
      ...{ state: 'CONFIRMED', keptUntil: null, venue: '5 Side Street', link: 'https://meet.example.org/secret' },
      states: [{ state: 'CONFIRMED', because: 'REGISTERED', by: 'user' }],
    });
    const { id } = done.registration as unknown as { id: string };
    const node = `{ node(id: "${id}") { ... on Registration { state link } } }`;
    expect((await ask(a, node)).data?.node).toMatchObject({ state: 'CONFIRMED' });
    expect((await ask(b, node)).data?.node).toBeNull();
    expect((await ask(null, node)).data?.node).toBeNull();
    const own = '{ viewer { registrations { nodes { id intensive { slug } } } } }';
    expect((await ask(a, own)).data).toMatchObject({ viewer: { registrations: { nodes: [{ id }] } } });
    expect((await ask(b, own)).data).toMatchObject({ viewer: { registrations: { nodes: [] } } });
    const gone = await mutate(a, 'cancelRegistration', { registrationId: id }, REGISTRATION);
    expect(gone.registration).toMatchObject({ state: 'CANCELLED', venue: null, link: null });
    expect(await mutate(b, 'cancelRegistration', { registrationId: id })).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('applies, is offered a place, asks once for more time, and takes it', async () => {
    const intensiveId = await addIntensive(pool.db, { organizationId, admission: 'APPLICATION' });
    const a = await person(pool.db);
    const input = { intensiveId: eventId(intensiveId), adult: true };
    const { registration } = await mutate(a, 'applyToIntensive', input, REGISTRATION);
    const { id: registrationId } = registration as unknown as { id: string };
    const decision = { registrationId, decision: 'ACCEPT' };
    const decided = await mutate(organizer, 'decideApplication', decision, 'registration { state email }');
    expect(decided.registration).toEqual({ state: 'OFFERED', email: null });
    const offered = await ask(a, '{ viewer { registrations { nodes { state keptUntil extendable } } } }');
    expect(offered.data).toMatchObject({
      viewer: { registrations: { nodes: [{ state: 'OFFERED', keptUntil: expect.any(String), extendable: true }] } },
    });
    const more = { intensiveId: eventId(intensiveId) };
    expect((await mutate(a, 'extendHold', more, 'keptUntil')).__typename).toBe('ExtendHoldPayload');
    expect(await mutate(a, 'extendHold', more)).toMatchObject({ code: 'HOLD_EXTENDED' });
    expect((await mutate(a, 'registerFree', input, REGISTRATION)).registration).toMatchObject({ state: 'CONFIRMED' });
  });

  test('waits, sees the place, and is offered what becomes free', async () => {
    const intensiveId = await addIntensive(pool.db, { organizationId, capacity: 1 });
    const [a, b] = (await people(pool.db, 2)) as [UserId, UserId];
    const registrationId = await register(intensiveId, a);
    const input = { intensiveId: eventId(intensiveId) };
    const refused = await mutate(b, 'registerFree', { ...input, adult: true });
    expect(refused).toMatchObject({
      code: 'SOLD_OUT',
      message: 'No place is left. Join the waitlist, or look again later.',
    });
    const entry = 'entry { place offeredUntil endedBy }';
    const waits = { entry: { place: 1, offeredUntil: null, endedBy: null } };
    expect(await mutate(b, 'joinWaitlist', input, entry)).toMatchObject(waits);
    const seats = event(intensiveId, 'seats { capacity left waiting keptMinutes }');
    expect((await ask(null, seats)).data?.node).toEqual({
      seats: { capacity: 1, left: 0, waiting: 1, keptMinutes: 31 },
    });
    await mutate(a, 'cancelRegistration', { registrationId: globalId('Registration', registrationId) });
    const place = await ask(b, '{ viewer { waitlist { place offeredUntil intensive { slug } } } }');
    expect(place.data).toMatchObject({ viewer: { waitlist: [{ place: 1, offeredUntil: expect.any(String) }] } });
    const terms = { adult: true, policySha256: '0'.repeat(64) };
    const taken = await mutate(b, 'acceptWaitlistOffer', { ...input, ...terms }, 'registrations { state }');
    expect(taken.registrations).toEqual([{ state: 'CONFIRMED' }]);
    expect(await mutate(a, 'leaveWaitlist', input)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('gets an answer, not a fault, for whatever is sent', async () => {
    const a = await person(pool.db);
    const id = eventId(await addIntensive(pool.db, { organizationId }));
    const wrong = [
      'x',
      '',
      globalId('Course', a),
      globalId('Intensive', 'x'),
      globalId('Intensive', a),
      '\0',
      'A'.repeat(300),
    ];
    for (const intensiveId of wrong)
      for (const name of ['registerFree', 'applyToIntensive', 'acceptWaitlistOffer'])
        expect(await mutate(a, name, { intensiveId, adult: true })).toMatchObject({ code: 'NOT_FOUND' });
    for (const registrationId of wrong) {
      expect(await mutate(a, 'cancelRegistration', { registrationId })).toMatchObject({ code: 'NOT_FOUND' });
      expect(await mutate(a, 'makePlaceLink', { registrationId })).toMatchObject({ code: 'NOT_FOUND' });
      expect(await mutate(a, 'decideApplication', { registrationId, decision: 'ACCEPT' })).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    expect(await mutate(a, 'registerFree', { intensiveId: id, adult: false })).toMatchObject({ code: 'INVALID_INPUT' });
    for (const capacity of [0, -1, 10_001, 2_147_483_647])
      expect(await mutate(organizer, 'changeCapacity', { intensiveId: id, capacity })).toMatchObject({
        code: 'INVALID_INPUT',
      });
  });
});

type Page = { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };

describe('an organization', () => {
  const lead = (intensiveId: IntensiveId, userId: UserId) =>
    pool.db
      .insert(intensiveInstructors)
      .values({ intensiveId, userId, name: 'Robin', credentials: 'PhD', disclosure: 'None', position: 1 });
  const RECORDS = `registrations(first: 5) { nodes { id name email state states { state because by } } pageInfo { hasNextPage endCursor } }`;

  test('sees its registrations with their history; nobody else does', async () => {
    const intensiveId = await addIntensive(pool.db, { organizationId });
    const a = await person(pool.db);
    await pool.db.update(profiles).set({ legalName: 'Li Wu' }).where(eq(profiles.userId, a));
    await register(intensiveId, a);
    const query = event(intensiveId, RECORDS);
    const instructor = await addMember(pool.db, organizationId, 'INSTRUCTOR');
    // At an event that is no training, only the instructors named on it see who comes.
    await lead(intensiveId, instructor);
    for (const [member, who] of [
      [organizer, { name: null, email: null }],
      [instructor, { name: 'Li Wu', email: await emailOf(pool.db, a) }],
    ] as const)
      expect((await ask(member, query)).data?.node).toMatchObject({
        registrations: { nodes: [{ ...who, state: 'CONFIRMED' }] },
      });
    const foreign = await addMember(pool.db, await addOrganization(pool.db), 'OWNER');
    const auditor = await addMember(pool.db, organizationId, 'AUDITOR');
    const codes = async (userId: UserId | null) =>
      (await ask(userId, query)).errors?.map(({ extensions }) => extensions?.code);
    expect(await codes(foreign)).toEqual(['NOT_FOUND']);
    expect(await codes(a)).toEqual(['NOT_FOUND']);
    expect(await codes(auditor)).toEqual(['FORBIDDEN']);
    expect(await codes(null)).toEqual(['UNAUTHENTICATED']);
  });

  test('pages through them with the same statements, however many there are', async () => {
    const intensiveId = await addIntensive(pool.db, { organizationId, capacity: 100 });
    const counted = async (query: string) => {
      await ask(organizer, query);
      statements = 0;
      const body = await ask(organizer, query);
      return { body, statements };
    };
    const query = (after: string | null) =>
      event(
        intensiveId,
        RECORDS.replace('(first: 5)', `(first: 5, after: ${JSON.stringify(after)}, state: CONFIRMED)`),
      );
    for (const userId of await people(pool.db, 3)) await register(intensiveId, userId);
    const few = await counted(query(null));
    for (const userId of await people(pool.db, 20)) await register(intensiveId, userId);
    const many = await counted(query(null));
    expect(many.statements).toBe(few.statements);
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 10; page += 1) {
      const { data } = await ask(organizer, query(after));
      const node = data?.node as { registrations: Page };
      const { nodes, pageInfo } = node.registrations;
      seen.push(...nodes.map(({ id }) => id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(23);
    expect(seen).toHaveLength(23);
  });

  test('sees who waits, and every mail before it is sent', async () => {
    const intensiveId = await addIntensive(pool.db, { organizationId, capacity: 1 });
    const [a, b] = (await people(pool.db, 2)) as [UserId, UserId];
    await register(intensiveId, a);
    await join(intensiveId, b);
    const query = event(
      intensiveId,
      'waitlist { nodes { email place seats } } mailPreviews { text subject body calendar }',
    );
    await lead(intensiveId, organizer);
    const { data } = await ask(organizer, query);
    const node = data?.node as { mailPreviews: { text: string; calendar: string | null }[]; waitlist: unknown };
    expect(node.waitlist).toEqual({ nodes: [{ email: await emailOf(pool.db, b), place: 1, seats: 1 }] });
    expect(node.mailPreviews).toContainEqual(
      expect.objectContaining({ text: 'PLACE_CONFIRMED', body: expect.stringContaining('you have your place.') }),
    );
    // Only mails of a training are entered into calendars: mailedCalendars.test.ts.
    expect(node.mailPreviews.filter(({ calendar }) => calendar !== null)).toEqual([]);
    const foreign = await addMember(pool.db, await addOrganization(pool.db), 'OWNER');
    const errors = (await ask(foreign, query)).errors?.map(({ extensions }) => extensions?.code);
    expect(errors).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  test('a draft of it is nobody’s', async () => {
    const intensiveId = await addIntensive(pool.db, { organizationId, publishedAt: null });
    const a = await person(pool.db);
    expect((await ask(a, event(intensiveId, 'slug'))).data?.node).toBeNull();
    for (const name of ['registerFree', 'applyToIntensive'])
      expect(await mutate(a, name, { intensiveId: eventId(intensiveId), adult: true })).toMatchObject({
        code: 'NOT_FOUND',
      });
  });
});
