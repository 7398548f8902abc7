import { eq } from 'drizzle-orm';
import { connect } from '../../drizzle/client.ts';
import type { IntensiveId, OrganizationId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { applyToIntensive } from '../../schema/registrations/operations/applications.ts';
import { acceptPair, invitePartner } from '../../schema/registrations/operations/pairs.ts';
import { startTestApp } from './app.ts';
import { createTestDatabase } from './database.ts';
import { secretIn, sendAll } from './outbox.ts';
import { globalId } from './quizPages.ts';
import { consent } from './reflections.ts';
import { actOf, addIntensive, addMember, addOrganization, NOW, person } from './seatRows.ts';
import { emailOf } from './world.ts';

export const LED_BY = 'Alex Leader';
export const CARE = {
  responsibleClinician: 'Alex Leader, PhD',
  country: 'US',
  law: 'A law of California',
  privacyNotice: 'https://institute.example.org/privacy',
  confidentialityLimits: 'Danger to a child is reported.',
  processorReference: 'DPA 7',
  processorSignedOn: '2026-01-02',
  readers: 'Alex Leader reads it',
  readWithinDays: 3,
};
export const ANSWERS = {
  goals: 'To talk again.',
  needs: 'A quiet room.',
  channels: ['CALL'],
  reachAt: '+1 555 0100',
  reachWhen: 'Mondays at noon',
  doNotWrite: true,
  doNotLeaveMessage: true,
};

type Answer = Record<string, unknown> & { __typename: string; code?: string };

/** An organization with care, its members, and people at its therapy events, over real HTTP. */
export const openCareHouse = async () => {
  const database = await createTestDatabase();
  const pool = connect(database.appUrl, { max: 6 });
  const { db } = pool;
  const time = { now: NOW };
  const app = await startTestApp(pool, { now: () => time.now, config: { networkCostPerMinute: 1_000_000_000 } });
  const organizationId: OrganizationId = await addOrganization(db);
  const owner = await addMember(db, organizationId, 'OWNER');
  const organizer = await addMember(db, organizationId, 'ORGANIZER');
  const auditor = await addMember(db, organizationId, 'AUDITOR');
  const instructor = await addMember(db, organizationId, 'INSTRUCTOR');
  const other = await addMember(db, organizationId, 'INSTRUCTOR');

  const ask = async (as: UserId | null, query: string, variables: object = {}) =>
    (await app.graphql(query, variables, as === null ? {} : { 'x-test-user': as })).body;
  /** One mutation; answers its payload or its error. */
  const run = async (as: UserId, name: string, input: object, fields = '__typename'): Promise<Answer> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename ... on ${type}Payload { ${fields} }
      ... on Error { code message } } }`;
    const body = await ask(as, query, { input });
    const done = body.data?.[name];
    if (done == null) throw new Error(`${name}: ${JSON.stringify(body)}`);
    return done as Answer;
  };
  /** The same, which must succeed. */
  const must = async (...call: Parameters<typeof run>): Promise<Answer> => {
    const done = await run(...call);
    if (done.code !== undefined) throw new Error(`${call[1]}: ${JSON.stringify(done)}`);
    return done;
  };
  const setUp = (changes: object = {}) =>
    run(owner, 'setCareSettings', { organizationId: globalId('Organization', organizationId), ...CARE, ...changes });

  const event = async (terms: Parameters<typeof addIntensive>[1] = {}): Promise<IntensiveId> => {
    const intensiveId = await addIntensive(db, { organizationId, ...terms });
    await db.insert(tables.intensiveInstructors).values({
      ...{ intensiveId, name: LED_BY, credentials: 'PhD', disclosure: 'None', position: 1 },
    });
    const email = await emailOf(db, instructor);
    await must(owner, 'nameInstructor', { intensiveId: globalId('Intensive', intensiveId), name: LED_BY, email });
    return intensiveId;
  };
  /** Two people who both applied, with the consent to therapy data. */
  const couple = async (intensiveId: IntensiveId) => {
    const [a, b] = [await person(db), await person(db)];
    for (const one of [a, b]) await consent(db, one);
    const { registrationId } = await applyToIntensive(db, actOf(a), { intensiveId, adult: true });
    const email = (await emailOf(db, b)) ?? '';
    await invitePartner(db, actOf(a), { registrationId, email });
    const mail = (await sendAll(db)).findLast(({ to }) => to === email);
    if (mail === undefined) throw new Error('no invitation was sent');
    const second = await acceptPair(db, actOf(b), { secret: secretIn(mail), adult: true });
    return { a, b, ofA: registrationId, ofB: second.registrationId };
  };
  const couplesEvent = () =>
    event({ kind: 'COUPLES', admission: 'APPLICATION', capacity: 6, neutralName: 'Weekend', title: 'Together' });
  const care = async (as: UserId, registrationId: RegistrationId, fields: string) => {
    const query = `query ($id: ID!) { node(id: $id) { ... on Registration { care { ${fields} } } } }`;
    const body = await ask(as, query, { id: globalId('Registration', registrationId) });
    return { ...body, care: (body.data?.node as { care?: Record<string, unknown> } | null)?.care ?? null };
  };
  const led = async (as: UserId | null, intensiveId: IntensiveId, fields: string) => {
    const query = `query ($id: ID!) { node(id: $id) { ... on Intensive { ${fields} } } }`;
    const body = await ask(as, query, { id: globalId('Intensive', intensiveId) });
    return { ...body, event: body.data?.node as Record<string, unknown> | null };
  };
  return {
    ...{ database, pool, db, app, time, organizationId, owner, organizer, auditor, instructor, other },
    ...{ ask, run, must, setUp, event, couplesEvent, couple, care, led },
    place: (id: RegistrationId) => globalId('Registration', id),
    rename: (userId: UserId, legalName: string) =>
      db.update(tables.profiles).set({ legalName }).where(eq(tables.profiles.userId, userId)),
    close: async () => {
      await app.stop();
      await pool.close();
      await database.drop();
    },
  };
};
export type CareHouse = Awaited<ReturnType<typeof openCareHouse>>;
