import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { accommodationRequests, accommodationStates, intensives, organizations } from '../../drizzle/schema.ts';
import { applyToIntensive } from '../../schema/registrations/operations/applications.ts';
import { cancelRegistration } from '../../schema/registrations/operations/cancelRegistration.ts';
import { type AccommodationDesk, openAccommodationDesk } from '../support/accommodations.ts';
import { globalId } from '../support/quizPages.ts';
import { actOf, addIntensive, mailsTo, person } from '../support/seatRows.ts';

let desk: AccommodationDesk;
beforeAll(async () => {
  desk = await openAccommodationDesk();
});
afterAll(() => desk.close());

const request = (place: { userId: never | string; global: string }, need: string, days = {}) =>
  desk.mutate(
    place.userId as never,
    'requestAccommodation',
    { registrationId: place.global, need, ...days },
    desk.ASKED,
  );

test('registering tells everybody that they may ask, and who reads it', async () => {
  const userId = await person(desk.db);
  const accommodations = 'registration { id accommodations { mayAsk left readBy requests { id } } }';
  const may = { mayAsk: true, left: 10, requests: [] };
  for (const [intensiveId, readBy] of [
    [desk.training, 'STAFF'],
    [desk.therapy, 'INSTRUCTORS'],
  ] as const) {
    const input = { intensiveId: globalId('Intensive', intensiveId), adult: true };
    const done = await desk.mutate(userId, 'registerFree', input, accommodations);
    expect(done.registration).toMatchObject({ accommodations: { ...may, readBy } });
  }
  const list = '{ viewer { registrations { nodes { accommodations { mayAsk readBy } } } } }';
  const { data } = await desk.ask(userId, list);
  expect(JSON.stringify(data)).toContain('"mayAsk":true');
});

test('a person asks, reads it, and takes it back; others find nothing', async () => {
  const place = await desk.seated(desk.training);
  const days = { fromOn: '2090-03-01', untilOn: '2090-03-02' };
  const done = await request(place, '  Captions, and a break every hour.  ', days);
  const wanted = { need: 'Captions, and a break every hour.', state: 'ASKED', revision: 1 };
  expect(done.registration).toMatchObject({ accommodations: { left: 9, requests: [wanted] } });
  const stranger = await person(desk.db);
  const node = `{ node(id: "${place.global}") { ... on Registration { accommodations { requests { need } } } } }`;
  expect((await desk.ask(stranger, node)).data?.node).toBeNull();
  const [row] = (done.registration as never as { accommodations: { requests: [{ id: string }] } }).accommodations
    .requests;
  const input = { requestId: row.id };
  expect(await desk.mutate(stranger, 'withdrawAccommodation', input)).toMatchObject({ code: 'NOT_FOUND' });
  for (const _again of [1, 2]) {
    const gone = await desk.mutate(place.userId, 'withdrawAccommodation', input, desk.ASKED);
    expect(gone.registration).toMatchObject({ accommodations: { requests: [{ state: 'WITHDRAWN', revision: 2 }] } });
  }
});

test('an applicant asks before anything is decided', async () => {
  const intensiveId = await addIntensive(desk.db, { organizationId: desk.organizationId, admission: 'APPLICATION' });
  await desk.name(intensiveId, desk.members.NAMED_THERAPY);
  const userId = await person(desk.db);
  const { registrationId } = await applyToIntensive(desk.db, actOf(userId), { intensiveId, adult: true });
  const done = await request({ userId, global: globalId('Registration', registrationId) }, 'Step-free access');
  expect(done.__typename).toBe('RequestAccommodationPayload');
});

test('where nobody can read it, nothing is kept, and the contact is named', async () => {
  const intensiveId = await addIntensive(desk.db, { organizationId: desk.organizationId });
  const place = await desk.seated(intensiveId);
  const refused = await request(place, 'A quiet room');
  expect(refused).toMatchObject({ code: 'NOBODY_ANSWERS', message: expect.stringContaining('access@institute') });
  const rows = await desk.db
    .select()
    .from(accommodationRequests)
    .where(eq(accommodationRequests.registrationId, place.registrationId));
  expect(rows).toEqual([]);
});

test('an ended registration, that of another, and an event that is over are refused', async () => {
  const place = await desk.seated(desk.training);
  expect(await request({ ...place, userId: await person(desk.db) }, 'x')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await request({ ...place, global: globalId('Intensive', desk.training) }, 'x')).toMatchObject({
    code: 'NOT_FOUND',
  });
  await cancelRegistration(desk.db, actOf(place.userId), { registrationId: place.registrationId });
  expect(await request(place, 'x')).toMatchObject({ code: 'REGISTRATION_STATE' });
  const past = await addIntensive(desk.db, {
    ...{ organizationId: desk.organizationId, startsAt: new Date('2026-11-25T09:00:00Z') },
  });
  await desk.name(past, desk.members.NAMED_THERAPY);
  expect(await request(await desk.seated(past), 'x')).toMatchObject({ code: 'REGISTRATION_STATE' });
});

test.each([
  ['', {}, 'need'],
  [' \n\t ', {}, 'need'],
  ['x'.repeat(2001), {}, 'need'],
  ['a\u0000b', {}, 'need'],
  ['a\u202eb', {}, 'need'],
  ['\ud800', {}, 'need'],
  ['Seats', { fromOn: '2026-02-31' }, 'fromOn'],
  ['Seats', { fromOn: '2090-03-02', untilOn: '2090-03-01' }, 'untilOn'],
])('%j %j is refused at %s', async (need, days, path) => {
  const place = await desk.seated(desk.training);
  const refused = await request(place, need, days);
  expect(refused).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path }] });
});

test.each([
  '<script>alert(1)</script> "\'; drop table users; --',
  '=HYPERLINK("http://evil.example")',
  '🧑‍🦽 ramp\nand: ñ, ā, 中文, عربي',
  'x'.repeat(2000),
])('%j comes back as it was written, and is sealed', async (need) => {
  const place = await desk.seated(desk.training);
  const done = await request(place, need);
  expect(done.registration).toMatchObject({ accommodations: { requests: [{ need }] } });
  const [row] = await desk.db
    .select()
    .from(accommodationRequests)
    .where(eq(accommodationRequests.registrationId, place.registrationId));
  expect(row?.sealedNeed?.includes(need.slice(0, 12))).toBe(false);
});

test('the same request twice, and twenty at once, is one; others are counted up to ten, also after withdrawing', async () => {
  const place = await desk.seated(desk.training);
  await Promise.all(Array.from({ length: 20 }, () => request(place, 'The same')));
  const own = () =>
    desk.db.select().from(accommodationRequests).where(eq(accommodationRequests.registrationId, place.registrationId));
  const [first, ...more] = await own();
  expect(more).toEqual([]);
  const input = { requestId: globalId('AccommodationRequest', first?.id as never) };
  await desk.mutate(place.userId, 'withdrawAccommodation', input);
  const done = await Promise.all(Array.from({ length: 12 }, (_, at) => request(place, `Need ${at}`)));
  expect(done.filter(({ code }) => code === 'TOO_MANY_ACCOMMODATIONS')).toHaveLength(3);
  expect(await own()).toHaveLength(10);
  const node = `{ node(id: "${place.global}") { ... on Registration { accommodations { mayAsk left } } } }`;
  expect((await desk.ask(place.userId, node)).data?.node).toEqual({ accommodations: { mayAsk: false, left: 0 } });
});

test('the tables refuse what no verb does', async () => {
  const { requestId } = await desk.asked(desk.training);
  const id = Buffer.from(requestId, 'base64').toString().split(':')[1] as never;
  const row = { requestId: id, userId: desk.members.STRANGER, byUserId: desk.members.STRANGER, at: new Date() };
  const insert = (state: object) => desk.db.insert(accommodationStates).values({ ...row, ...state } as never);
  await expect(insert({ ordinal: 2, state: 'GRANTED' })).rejects.toThrow();
  await expect(insert({ ordinal: 5, state: 'GRANTED' })).rejects.toThrow();
  await expect(insert({ ordinal: 1, state: 'ASKED' })).rejects.toThrow();
  expect(await mailsTo(desk.db, desk.members.STRANGER)).toEqual([]);
});

test('the contact and the lead time are public', async () => {
  const node = desk.inOrganization('accommodationContact accommodationLeadDays');
  const contact = 'access@institute.example.org';
  expect((await desk.ask(null, node)).data?.node).toEqual({
    accommodationContact: contact,
    accommodationLeadDays: null,
  });
  const mine = eq(organizations.id, desk.organizationId);
  await desk.db.update(organizations).set({ accommodationLeadDays: 14 }).where(mine);
  expect((await desk.ask(null, node)).data?.node).toMatchObject({ accommodationLeadDays: 14 });
});

test('the page of an event says so to everybody, in each language, whether the lead time is stated or not', async () => {
  const { db, app, therapy, organizationId } = desk;
  const [event] = await db.select().from(intensives).where(eq(intensives.id, therapy));
  const textIn = async (language: string) => {
    const headers = { accept: 'text/html', 'accept-language': language };
    return (await app.ask(`/intensives/${event?.slug}`, { headers })).text();
  };
  const stated = async (accommodationLeadDays: number | null) =>
    db.update(organizations).set({ accommodationLeadDays }).where(eq(organizations.id, organizationId));
  await stated(10);
  for (const [language, words] of [
    ['en', 'Please ask 10 days before the event'],
    ['es', 'pídalo 10 días antes'],
    ['mi', '10 rā'],
  ] as const) {
    expect(await textIn(language)).toContain(words);
    expect(await textIn(language)).toContain('href="mailto:access@institute.example.org"');
  }
  await stated(1);
  expect(await textIn('en')).toContain('Please ask a day before the event');
  await stated(null);
  expect(await textIn('en')).not.toContain('Please ask');
});
