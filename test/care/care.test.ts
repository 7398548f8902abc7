import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { endRecords } from '../../schema/care/operations/endCareRecords.ts';
import { ANSWERS, type CareHouse, openCareHouse } from '../support/careHouse.ts';
import { globalId } from '../support/quizPages.ts';
import { consent } from '../support/reflections.ts';
import { NOW, person } from '../support/seatRows.ts';

let house: CareHouse;
beforeAll(async () => {
  house = await openCareHouse();
});
afterAll(() => house.close());

const DAY_MS = 86_400_000;
const registered = async (consents = true) => {
  const intensiveId = await house.event();
  const who = await person(house.db);
  if (consents) await consent(house.db, who);
  const input = { intensiveId: globalId('Intensive', intensiveId), adult: true };
  const { registration } = await house.must(who, 'registerFree', input, 'registration { id }');
  return { intensiveId, who, registrationId: String((registration as { id: string }).id) };
};
const keyOf = (id: string) => Buffer.from(id, 'base64').toString().split(':')[1] as never;

test('nothing is open before an organization has said everything, and owners alone say it', async () => {
  const { who, registrationId } = await registered();
  const save = () => house.run(who, 'saveIntake', { registrationId, answers: ANSWERS }, 'registration { id }');
  expect(await save()).toMatchObject({ code: 'CARE_NOT_SET_UP' });
  expect((await house.care(who, keyOf(registrationId), 'form { readers } isKept')).care).toEqual({
    form: null,
    isKept: false,
  });
  const organizationId = globalId('Organization', house.organizationId);
  expect(await house.run(house.organizer, 'setCareSettings', { organizationId })).toMatchObject({ code: 'FORBIDDEN' });
  const stranger = await person(house.db);
  expect(await house.run(stranger, 'setCareSettings', { organizationId })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await house.setUp({ readers: null })).toMatchObject({ __typename: 'SetCareSettingsPayload' });
  const query = `mutation ($input: SaveIntakeInput!) { saveIntake(input: $input) { ... on CareNotSetUpError { missing } } }`;
  const { data } = await house.ask(who, query, { input: { registrationId, answers: ANSWERS } });
  expect(data).toEqual({ saveIntake: { missing: ['READERS'] } });
  expect(await house.setUp({ retentionDays: 365 })).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await house.setUp({ retentionDays: 365, retentionLaw: 'A law' })).toMatchObject({
    __typename: 'SetCareSettingsPayload',
  });
  await house.setUp();
  expect(await save()).toMatchObject({ __typename: 'SaveIntakePayload' });
});

test('people are listed for the instructors who are named on their event, once care is set up; settings are for owners', async () => {
  const { intensiveId, registrationId } = await registered();
  const fields = 'careList { missing } carePeople { registrationId }';
  const list = async (as: UserId) => (await house.led(as, intensiveId, fields)).event;
  expect(await list(house.instructor)).toEqual({ careList: { missing: [] }, carePeople: [{ registrationId }] });
  for (const as of [house.owner, house.organizer, house.other])
    expect(await list(as)).toEqual({ careList: { missing: [] }, carePeople: null });
  await house.setUp({ law: null });
  expect(await list(house.instructor)).toEqual({ careList: { missing: ['LAW'] }, carePeople: null });
  const exported = await house.led(house.instructor, intensiveId, 'careExport');
  expect(exported.errors?.[0]?.extensions).toMatchObject({ code: 'CARE_NOT_SET_UP' });
  await house.setUp();
  const query = 'query ($id: ID!) { node(id: $id) { ... on Organization { careSettings { law } } } }';
  const settings = async (as: UserId) =>
    (await house.ask(as, query, { id: globalId('Organization', house.organizationId) })).data?.node;
  expect(await settings(house.owner)).toEqual({ careSettings: { law: 'A law of California' } });
  for (const as of [house.organizer, house.instructor, await person(house.db)])
    expect(await settings(as)).toEqual({ careSettings: null });
});

describe('an intake', () => {
  test('needs the consent, is replaced whole, and is read by nobody else until it is submitted', async () => {
    const { who, registrationId, intensiveId } = await registered(false);
    const write = (name: string, changes: object = {}) =>
      house.run(who, name, { registrationId, answers: { ...ANSWERS, ...changes } });
    expect(await write('saveIntake')).toMatchObject({ code: 'THERAPY_CONSENT_REQUIRED' });
    await consent(house.db, who);
    await write('saveIntake');
    await write('saveIntake', { goals: 'Another goal.' });
    const opens = () =>
      house.led(house.instructor, intensiveId, `careRecord(registrationId: "${registrationId}") { intake { goals } }`);
    expect((await opens()).event).toEqual({ careRecord: null });
    await write('submitIntake', { goals: 'Another goal.' });
    expect((await opens()).event).toEqual({ careRecord: { intake: { goals: 'Another goal.' } } });
    const { care } = await house.care(who, keyOf(registrationId), 'intake { answers { goals } } openings { by how }');
    expect(care).toEqual({
      intake: { answers: { goals: 'Another goal.' } },
      openings: [{ by: 'Alex Leader', how: 'READ' }],
    });
    await write('saveIntake', { goals: 'A third.' });
    expect((await opens()).event).toEqual({ careRecord: null });
    expect(await write('saveIntake', { goals: 'x'.repeat(4_001) })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await house.db.$count(tables.careIntakes)).toBeGreaterThan(0);
  });

  test('is read by no instructor who is named no longer, or is no member any more', async () => {
    const { who, registrationId, intensiveId } = await registered();
    await house.must(who, 'submitIntake', { registrationId, answers: ANSWERS });
    const read = `careRecord(registrationId: "${registrationId}") { intake { goals } }`;
    const opens = async () => (await house.led(house.instructor, intensiveId, read)).event?.careRecord ?? null;
    expect(await opens()).not.toBeNull();
    const elsewhere = await house.event();
    expect((await house.led(house.instructor, elsewhere, read)).event?.careRecord ?? null).toBeNull();
    const named = { intensiveId: globalId('Intensive', intensiveId), name: 'Alex Leader' };
    await house.must(house.owner, 'nameInstructor', named);
    expect(await opens()).toBeNull();
    const ofEvent = eq(tables.intensiveInstructors.intensiveId, intensiveId);
    await house.db.update(tables.intensiveInstructors).set({ userId: who }).where(ofEvent);
    expect((await house.led(who, intensiveId, read)).event?.careRecord ?? null).toBeNull();
  });

  test('of many saves at once is one row', async () => {
    const { who, registrationId } = await registered();
    const saves = Array.from({ length: 8 }, (_, at) =>
      house.run(who, 'saveIntake', { registrationId, answers: { ...ANSWERS, goals: `goal ${at}` } }),
    );
    expect(new Set((await Promise.all(saves)).map((one) => one.__typename))).toEqual(new Set(['SaveIntakePayload']));
    const ofPlace = eq(tables.careRecords.registrationId, keyOf(registrationId));
    expect(await house.db.$count(tables.careRecords, ofPlace)).toBe(1);
  });

  test('is for therapy events, for one’s own place, while it stands', async () => {
    const { who, registrationId } = await registered();
    const stranger = await person(house.db);
    await consent(house.db, stranger);
    for (const [as, id] of [
      [stranger, registrationId],
      [who, 'x'],
    ] as [UserId, string][])
      expect(await house.run(as, 'saveIntake', { registrationId: id, answers: ANSWERS })).toMatchObject({
        code: 'NOT_FOUND',
      });
    await house.must(who, 'cancelRegistration', { registrationId });
    expect(await house.run(who, 'saveIntake', { registrationId, answers: ANSWERS })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('comes with the same words for everybody', async () => {
    const { who, registrationId } = await registered();
    const fields =
      'form { notForEmergencies readers readWithinDays country confidentialityLimits crisisServices { title } }';
    const before = await house.care(who, keyOf(registrationId), fields);
    await house.must(who, 'submitIntake', { registrationId, answers: ANSWERS });
    expect(await house.care(who, keyOf(registrationId), fields)).toEqual(before);
    expect(before.care).toMatchObject({ form: { readWithinDays: 3, country: 'US' } });
  });
});

describe('a pair', () => {
  test('writes parts of its own and a joint one, which goes on when both agreed to its text', async () => {
    const intensiveId = await house.couplesEvent();
    const { a, b, ofA, ofB } = await house.couple(intensiveId);
    const placeOf = new Map([
      [a, house.place(ofA)],
      [b, house.place(ofB)],
    ]);
    const own = (as: UserId) => ({ registrationId: placeOf.get(as) });
    await house.must(a, 'savePlan', { ...own(a), text: 'Mine alone' });
    await house.must(a, 'saveJointPlan', { ...own(a), text: 'One' });
    const unread = await house.run(b, 'saveJointPlan', { ...own(b), text: 'Two' });
    expect(unread).toMatchObject({ code: 'JOINT_PLAN_CHANGED' });
    await house.must(b, 'saveJointPlan', { ...own(b), text: 'Two', basedOnVersion: 1 });
    const agree = (as: UserId, version: number) => house.run(as, 'agreeToJointPlan', { ...own(as), version });
    expect(await agree(a, 1)).toMatchObject({ code: 'JOINT_PLAN_CHANGED' });
    await agree(a, 2);
    const opens = async () =>
      (await house.led(house.instructor, intensiveId, `careRecord(registrationId: "${placeOf.get(a)}") { jointPlan }`))
        .event?.careRecord ?? null;
    expect(await opens()).toBeNull();
    await agree(b, 2);
    expect(await opens()).toEqual({ jointPlan: 'Two' });
    await house.must(a, 'saveJointPlan', { ...own(a), text: 'Three', basedOnVersion: 2 });
    expect(await opens()).toBeNull();
    const { care } = await house.care(b, ofB, 'plan { text } jointPlan { text version agreed bothAgreed }');
    expect(care).toEqual({ plan: null, jointPlan: { text: 'Three', version: 3, agreed: false, bothAgreed: false } });
    expect((await house.care(b, ofA, 'plan { text }')).care).toBeNull();
    await house.must(b, 'deleteMyCareRecords', { registrationId: placeOf.get(b) });
    expect((await house.care(a, ofA, 'plan { text } jointPlan { text }')).care).toEqual({
      plan: { text: 'Mine alone' },
      jointPlan: null,
    });
  });
});

describe('a record ends', () => {
  const written = async () => {
    const one = await registered();
    await house.must(one.who, 'submitIntake', { registrationId: one.registrationId, answers: ANSWERS });
    const kept = eq(tables.careRecords.registrationId, keyOf(one.registrationId));
    return { ...one, kept: () => house.db.$count(tables.careRecords, kept) };
  };
  const END = new Date('2090-03-01T10:00:00Z');
  const daysAfter = (days: number) => new Date(END.getTime() + days * DAY_MS);

  test('ninety days after the event, later with consent', async () => {
    const [usual, longer] = [await written(), await written()];
    house.time.now = new Date('2089-01-01T00:00:00Z');
    const until = daysAfter(100).toISOString().slice(0, 10);
    const keep = (day: string | null) =>
      house.must(longer.who, 'keepMyCareRecord', { registrationId: longer.registrationId, until: day });
    const consented = async () =>
      (await house.care(longer.who, keyOf(longer.registrationId), 'isKept keptUntil consentedUntil')).care;
    const before = await consented();
    expect(before).toMatchObject({ isKept: true, consentedUntil: null });
    await keep(until);
    expect(await consented()).toEqual({ isKept: true, keptUntil: until, consentedUntil: until });
    await keep(null);
    expect(await consented()).toEqual(before);
    await keep(until);
    house.time.now = NOW;
    await endRecords(house.db, daysAfter(90));
    expect([await usual.kept(), await longer.kept()]).toEqual([1, 1]);
    await endRecords(house.db, daysAfter(91));
    expect([await usual.kept(), await longer.kept()]).toEqual([0, 1]);
    await endRecords(house.db, daysAfter(101));
    expect(await longer.kept()).toBe(0);
  });

  test('at once when its person asks, when they take the consent back, and when they ask to be erased', async () => {
    const ways: ((who: UserId) => Promise<unknown>)[] = [
      (who) => house.must(who, 'deleteMyCareRecords', {}),
      async (who) => {
        const counted = 'emptiedReflections deletedCareRecords';
        const done = await house.must(who, 'withdrawAgreement', { kind: 'THERAPY_DATA' }, counted);
        expect(done).toMatchObject({ emptiedReflections: 0, deletedCareRecords: 1 });
      },
    ];
    for (const way of ways) {
      const { who, kept } = await written();
      expect(await kept()).toBe(1);
      await way(who);
      expect(await kept()).toBe(0);
    }
  });
});
