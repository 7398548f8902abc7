import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { openVault } from '../../drizzle/encryption.ts';
import { accommodationStates, intensiveInstructors } from '../../drizzle/schema.ts';
import { resealAccommodations } from '../../schema/accommodations/operations/resealAccommodations.ts';
import { isMailed, mayAnswer, mayAsk } from '../../schema/accommodations/rules/states.ts';
import { systemAct } from '../../schema/act.ts';
import { carryOutErasures } from '../../schema/privacy/operations/carryOutErasures.ts';
import { exportPerson } from '../../schema/privacy/operations/exportPerson.ts';
import { requestErasure } from '../../schema/privacy/operations/requestErasure.ts';
import { type AccommodationDesk, openAccommodationDesk } from '../support/accommodations.ts';
import { sendAll } from '../support/outbox.ts';
import { globalId } from '../support/quizPages.ts';
import { actOf, addIntensive, mailsTo } from '../support/seatRows.ts';
import { emailOf } from '../support/world.ts';

let desk: AccommodationDesk;
beforeAll(async () => {
  desk = await openAccommodationDesk();
});
afterAll(() => desk.close());

const READ = 'read { request { need state revision states { state answer reason byName } } }';
const answer = (who: 'ORGANIZER' | 'OWNER' | 'NAMED_THERAPY', input: Record<string, unknown>) =>
  desk.mutate(
    desk.members[who],
    'answerAccommodation',
    { basedOn: 1, decision: 'GRANTED', answer: 'It is arranged.', ...input },
    READ,
  );
const statesOf = (requestId: string) =>
  desk.db
    .select()
    .from(accommodationStates)
    .where(eq(accommodationStates.requestId, Buffer.from(requestId, 'base64').toString().split(':')[1] as never))
    .orderBy(accommodationStates.ordinal);

test('a part is answered with a reason; the person reads both, and a mail says neither', async () => {
  const { userId, requestId, global } = await desk.asked(desk.training, 'Two interpreters');
  const part = { decision: 'PART', answer: 'One zzinterpreter.', reason: 'No zzsecond is free.' };
  const done = await answer('ORGANIZER', { requestId, ...part });
  expect(done.read).toMatchObject({ request: { state: 'PART', revision: 2, need: 'Two interpreters' } });
  const fields = 'accommodations { requests { state states { state answer reason } } }';
  const { data } = await desk.ask(userId, `{ node(id: "${global}") { ... on Registration { ${fields} } } }`);
  const { answer: words, reason } = part;
  expect(data?.node).toEqual({
    accommodations: {
      requests: [
        {
          state: 'PART',
          states: [
            { state: 'ASKED', answer: null, reason: null },
            { state: 'PART', answer: words, reason },
          ],
        },
      ],
    },
  });
  expect((await mailsTo(desk.db, userId)).filter((text) => text === 'ACCOMMODATION_ANSWERED')).toHaveLength(1);
  const email = await emailOf(desk.db, userId);
  const mail = (await sendAll(desk.db)).find(({ to, subject }) => to === email && subject.includes('request'));
  expect(mail?.subject).toBe('Your request has an answer');
  expect(mail?.text).not.toMatch(/zz|interpreter|PART/);
});

test.each([
  ['TRAINING', false, true],
  ['TRAINING', true, true],
  ['COUPLES', false, false],
  ['COUPLES', true, true],
  ['PERSONAL', false, false],
  ['CONSULTATION', false, false],
  ['CONSULTATION', true, true],
] as const)('of a %s, with the wish for a mail %s: mailed %s', (kind, mailAnswer, mailed) => {
  expect(isMailed({ kind, mailAnswer })).toBe(mailed);
});

test.each([{}, { mailAnswer: false }])(
  'nobody at a therapy event gets a mail unless they wish for one: %j',
  async (wish) => {
    const { userId, requestId, global } = await desk.asked(desk.therapy, 'A quiet room', wish);
    await answer('NAMED_THERAPY', { requestId });
    expect(await mailsTo(desk.db, userId)).not.toContain('ACCOMMODATION_ANSWERED');
    const fields = 'accommodations { requests { state mailAnswer } }';
    const { data } = await desk.ask(userId, `{ node(id: "${global}") { ... on Registration { ${fields} } } }`);
    expect(data?.node).toEqual({ accommodations: { requests: [{ state: 'GRANTED', mailAnswer: false }] } });
  },
);

test('the same request with another wish for a mail is another request', async () => {
  const need = 'A quiet room';
  const { userId, global } = await desk.asked(desk.therapy, need);
  const again = (mailAnswer: boolean) =>
    desk.mutate(userId, 'requestAccommodation', { registrationId: global, need, mailAnswer }, desk.ASKED);
  expect(await again(false)).toMatchObject({ registration: { accommodations: { left: 9 } } });
  expect(await again(true)).toMatchObject({ registration: { accommodations: { left: 8 } } });
  expect(await again(true)).toMatchObject({ registration: { accommodations: { left: 8 } } });
});

test('the mail to somebody who comes to a therapy event and wished for one names nothing', async () => {
  const { userId, requestId } = await desk.asked(desk.therapy, 'A room with a window', { mailAnswer: true });
  await answer('NAMED_THERAPY', { requestId });
  const email = await emailOf(desk.db, userId);
  const mail = (await sendAll(desk.db)).find(({ to, subject }) => to === email && subject.includes('request'));
  expect(mail?.text).toContain('A request that you made about your place has an answer.');
  expect(mail?.text).not.toMatch(/affair|Session|institute|2090|access/i);
});

test.each([
  [{ decision: 'PART' }, 'reason'],
  [{ decision: 'DECLINED', reason: '  ' }, 'reason'],
  [{ decision: 'GRANTED', reason: 'Why' }, 'reason'],
  [{ answer: ' ' }, 'answer'],
  [{ answer: 'a\u202eb' }, 'answer'],
  [{ answer: 'x'.repeat(2001) }, 'answer'],
  [{ decision: 'PART', reason: 'x'.repeat(1001) }, 'reason'],
  [{ basedOn: 0 }, 'basedOn'],
])('%j is refused at %s', async (input, path) => {
  const { requestId } = await desk.asked(desk.training);
  expect(await answer('OWNER', { requestId, ...input })).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path }] });
  expect(await statesOf(requestId)).toHaveLength(1);
});

test('of many who answer at once, one does; the others read that it was answered', async () => {
  const { userId, requestId } = await desk.asked(desk.training);
  const done = await Promise.all(
    Array.from({ length: 12 }, (_, at) =>
      answer(at % 2 === 0 ? 'OWNER' : 'ORGANIZER', { requestId, answer: `Answer ${at}` }),
    ),
  );
  expect(done.filter(({ __typename }) => __typename === 'AnswerAccommodationPayload')).toHaveLength(1);
  expect(done.filter(({ code }) => code === 'ACCOMMODATION_CHANGED')).toHaveLength(11);
  expect(await statesOf(requestId)).toHaveLength(2);
  expect((await mailsTo(desk.db, userId)).filter((text) => text === 'ACCOMMODATION_ANSWERED')).toHaveLength(1);
});

test('the same answer again changes nothing; another one, based on it, mends it', async () => {
  const { userId, requestId } = await desk.asked(desk.training);
  const no = { requestId, decision: 'DECLINED', answer: 'Not here.', reason: 'No lift.' };
  for (const _again of [1, 2]) expect((await answer('OWNER', no)).__typename).toBe('AnswerAccommodationPayload');
  expect(await statesOf(requestId)).toHaveLength(2);
  expect(await answer('ORGANIZER', { requestId, basedOn: 1 })).toMatchObject({ code: 'ACCOMMODATION_CHANGED' });
  const mended = await answer('ORGANIZER', { requestId, basedOn: 2, answer: 'We moved to another room.' });
  expect(mended.read).toMatchObject({ request: { state: 'GRANTED', revision: 3 } });
  expect((await mailsTo(desk.db, userId)).filter((text) => text === 'ACCOMMODATION_ANSWERED')).toHaveLength(2);
});

test('what was withdrawn is not answered, whichever comes first; an answered one may be withdrawn', async () => {
  const { userId, requestId } = await desk.asked(desk.training);
  await desk.mutate(userId, 'withdrawAccommodation', { requestId });
  for (const basedOn of [1, 2])
    expect(await answer('OWNER', { requestId, basedOn })).toMatchObject({ code: 'ACCOMMODATION_CHANGED' });
  const other = await desk.asked(desk.training);
  await Promise.all([
    answer('OWNER', { requestId: other.requestId }),
    desk.mutate(other.userId, 'withdrawAccommodation', { requestId: other.requestId }),
  ]);
  const states = (await statesOf(other.requestId)).map(({ state }) => state);
  expect(states.at(-1)).toBe('WITHDRAWN');
  expect([2, 3]).toContain(states.length);
});

test('their person reads the answer in an export; after erasure nobody does, and members see that one was made', async () => {
  const { userId, requestId } = await desk.asked(desk.training, 'zzerased need');
  await answer('OWNER', { requestId, answer: 'zzerased answer' });
  const { json } = await exportPerson(desk.db, actOf(userId), { vault: desk.world.vault });
  expect(JSON.parse(json).accommodationRequests).toMatchObject([
    { need: 'zzerased need', states: [{ state: 'ASKED' }, { state: 'GRANTED', answer: 'zzerased answer' }] },
  ]);
  await requestErasure(desk.db, actOf(userId), { confirmation: (await emailOf(desk.db, userId)) ?? '' });
  await carryOutErasures(desk.db, systemAct(new Date('2095-01-01T00:00:00Z')));
  const query = desk.inOrganization(
    `accommodationRequest(id: "${requestId}") { listed { name } request { need state states { answer } } }`,
  );
  const { data } = await desk.ask(desk.members.OWNER, query);
  expect(data?.node).toEqual({
    accommodationRequest: {
      listed: { name: null },
      request: { need: null, state: 'GRANTED', states: [{ answer: null }, { answer: null }] },
    },
  });
  expect(await answer('OWNER', { requestId, basedOn: 2 })).toMatchObject({ code: 'NOT_FOUND' });
});

test('a new key of the service seals them anew, and nothing else about them changes', async () => {
  const { userId, requestId } = await desk.asked(desk.training, 'Sealed anew');
  await answer('OWNER', { requestId, decision: 'PART', answer: 'Some', reason: 'Because' });
  const FORMER = 'a test secret of at least thirty-two characters';
  const both = openVault('a new secret of more than thirty-two characters', FORMER);
  const { before, ...only } = both;
  if (before === undefined) throw new Error('no former key');
  const done = await resealAccommodations(desk.db, { ...only, before });
  expect(done).toMatchObject({ unreadable: [], foreign: 0 });
  expect(done.count).toBeGreaterThanOrEqual(3);
  const { json } = await exportPerson(desk.db, actOf(userId), { vault: only });
  expect(JSON.parse(json).accommodationRequests).toMatchObject([
    { need: 'Sealed anew', states: [{}, { answer: 'Some', reason: 'Because' }] },
  ]);
  const back = openVault(FORMER, 'a new secret of more than thirty-two characters');
  await resealAccommodations(desk.db, {
    ...back,
    before: openVault('a new secret of more than thirty-two characters'),
  });
  const touch = sql`update accommodation_requests set sealed_need = sealed_need || '\\x00'::bytea`;
  await expect(desk.db.execute(touch)).rejects.toThrow();
});

test.each([
  [{ live: true, over: false, requests: 0, answerable: true }, 'ok'],
  [{ live: false, over: true, requests: 10, answerable: false }, 'ENDED'],
  [{ live: true, over: true, requests: 10, answerable: false }, 'OVER'],
  [{ live: true, over: false, requests: 10, answerable: false }, 'NOBODY_ANSWERS'],
  [{ live: true, over: false, requests: 10, answerable: true }, 'TOO_MANY'],
])('whether %j may ask: %s', (standing, expected) => {
  const decision = mayAsk(standing);
  expect(decision.ok ? 'ok' : decision.because).toBe(expected);
});

test('a request has room for its withdrawal, however often it is answered', () => {
  expect(mayAnswer({ state: 'PART', ordinal: 18 }, 18)).toEqual({ ok: true });
  expect(mayAnswer({ state: 'PART', ordinal: 19 }, 19)).toEqual({ ok: false, because: 'TOO_MANY' });
});

describe('naming who an instructor is', () => {
  const named = async (who: keyof AccommodationDesk['members'], email: string | null, by = who) => {
    const intensiveId = await addIntensive(desk.db, { organizationId: desk.organizationId });
    const about = { name: 'Robin', credentials: 'PhD', disclosure: 'None.', position: 1 };
    const [row] = await desk.db
      .insert(intensiveInstructors)
      .values({ intensiveId, ...about })
      .returning();
    const input = { intensiveId: globalId('Intensive', intensiveId), name: 'Robin', email };
    const done = await desk.mutate(desk.members[by], 'nameInstructor', input);
    const [after] = await desk.db
      .select()
      .from(intensiveInstructors)
      .where(eq(intensiveInstructors.id, row?.id as never));
    return { done, userId: after?.userId ?? null };
  };
  const addressOf = async (who: keyof AccommodationDesk['members']) =>
    (await emailOf(desk.db, desk.members[who])) ?? null;

  test('an owner names an instructor, or themselves; an organizer does not', async () => {
    expect((await named('OWNER', await addressOf('INSTRUCTOR'))).userId).toBe(desk.members.INSTRUCTOR);
    expect((await named('OWNER', await addressOf('OWNER'))).userId).toBe(desk.members.OWNER);
    expect((await named('ORGANIZER', await addressOf('ORGANIZER'))).done).toMatchObject({ code: 'FORBIDDEN' });
  });

  test.each(['AUDITOR', 'STRANGER', 'OTHER_OWNER'] as const)('%s is named by nobody, and names nobody', async (who) => {
    expect((await named('OWNER', await addressOf(who))).done).toMatchObject({ code: 'INVALID_INPUT' });
    const refused = (await named(who, await addressOf('INSTRUCTOR'))).done;
    expect(refused).toMatchObject({ code: who === 'AUDITOR' ? 'FORBIDDEN' : 'NOT_FOUND' });
  });
});
