import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { auditEvents, eventMails, intensiveInstructors } from '../../drizzle/schema.ts';
import { type AccommodationDesk, openAccommodationDesk } from '../support/accommodations.ts';
import { sendAll } from '../support/outbox.ts';
import { globalId } from '../support/quizPages.ts';
import { mailsTo } from '../support/seatRows.ts';
import { emailOf } from '../support/world.ts';

let desk: AccommodationDesk;
let ofTraining: Awaited<ReturnType<AccommodationDesk['asked']>>;
let ofTherapy: typeof ofTraining;
beforeAll(async () => {
  desk = await openAccommodationDesk();
  ofTraining = await desk.asked(desk.training, 'zzneed of a training');
  ofTherapy = await desk.asked(desk.therapy, 'zzneed of a therapy event');
});
afterAll(() => desk.close());

type Who = keyof AccommodationDesk['members'];
/** What each may read: of a training, of a therapy event; and what the others are told. */
const TABLE: [Who, list: string, training: string, therapy: string][] = [
  ['OWNER', 'training', 'read', 'NOT_FOUND'],
  ['ORGANIZER', 'training', 'read', 'NOT_FOUND'],
  ['INSTRUCTOR', '', 'NOT_FOUND', 'NOT_FOUND'],
  ['AUDITOR', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'],
  ['NAMED_TRAINING', 'training', 'read', 'NOT_FOUND'],
  ['NAMED_THERAPY', 'therapy', 'NOT_FOUND', 'read'],
  ['NAMED_AUDITOR', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'],
  ['NAMED_STRANGER', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'],
  ['OTHER_OWNER', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'],
  ['STRANGER', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'],
];

describe.each(TABLE)('%s', (who, list, training, therapy) => {
  const codeOf = (errors: unknown) => (errors as { extensions: { code: string } }[])[0]?.extensions.code;

  test(`lists ${list || 'none'}`, async () => {
    const query = desk.inOrganization('accommodationRequests { nodes { name intensive { kind } } }');
    const { data, errors } = await desk.ask(desk.members[who], query);
    if (errors !== undefined) {
      expect(codeOf(errors)).toBe(list);
      return;
    }
    const nodes = (data as never as { node: { accommodationRequests: { nodes: { intensive: { kind: string } }[] } } })
      .node;
    const kinds = nodes.accommodationRequests.nodes.map(({ intensive }) => intensive.kind);
    const known = new Set(kinds.map((kind) => (kind === 'TRAINING' ? 'training' : 'therapy')));
    expect([...known]).toEqual(list === '' ? [] : [list]);
  });

  test.each([
    ['training', training],
    ['therapy', therapy],
  ])('opens that of the %s event: %s', async (event, expected) => {
    const { requestId } = event === 'training' ? ofTraining : ofTherapy;
    const query = desk.inOrganization(`accommodationRequest(id: "${requestId}") { request { need } }`);
    const { data, errors } = await desk.ask(desk.members[who], query);
    const text = JSON.stringify(data);
    if (expected === 'read') expect(text).toContain('zzneed');
    else {
      expect(text).not.toContain('zzneed');
      expect(codeOf(errors)).toBe(expected);
    }
  });

  test.each([
    ['training', training],
    ['therapy', therapy],
  ])('answers that of the %s event: %s', async (event, expected) => {
    const { requestId } = await desk.asked(event === 'training' ? desk.training : desk.therapy, 'zzneed, once more');
    const input = { requestId, basedOn: 1, decision: 'GRANTED', answer: 'It is kept.' };
    const done = await desk.mutate(desk.members[who], 'answerAccommodation', input, 'read { request { need } }');
    // Whoever may answer none learns no more than a stranger.
    if (expected === 'read') expect(done.__typename).toBe('AnswerAccommodationPayload');
    else expect(done).toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('nobody reads without a session, and the person reads no list', async () => {
  const query = desk.inOrganization('accommodationRequests { nodes { id } }');
  expect((await desk.ask(null, query)).errors).toBeDefined();
  expect(JSON.stringify((await desk.ask(ofTraining.userId, query)).errors)).toContain('NOT_FOUND');
});

test('an instructor who no longer teaches, or is no longer a member, reads nothing', async () => {
  const { db, members } = desk;
  const query = desk.inOrganization(`accommodationRequest(id: "${ofTherapy.requestId}") { request { need } }`);
  const named = eq(intensiveInstructors.userId, members.NAMED_THERAPY);
  await db.update(intensiveInstructors).set({ removedAt: new Date() }).where(named);
  expect(JSON.stringify(await desk.ask(members.NAMED_THERAPY, query))).not.toContain('zzneed');
  await db.update(intensiveInstructors).set({ removedAt: null }).where(named);
  expect(JSON.stringify(await desk.ask(members.NAMED_THERAPY, query))).toContain('zzneed');
});

describe('what is left behind', () => {
  test('every list and opening is recorded by id, without a word; of therapy events in no organization’s log', async () => {
    const { db, members, organizationId } = desk;
    const rows = await db.select().from(auditEvents);
    expect(JSON.stringify(rows)).not.toContain('zzneed');
    const own = rows.filter(({ verb }) => verb.startsWith('ACCOMMODATION'));
    const idOf = (id: string) => Buffer.from(id, 'base64').toString().split(':')[1] ?? '';
    const [training, therapy] = [idOf(ofTraining.requestId), idOf(ofTherapy.requestId)];
    const about = (id: string) => own.filter((row) => row.objectId === id);
    expect(about(training).map(({ verb, actor }) => [verb, actor])).toEqual(
      expect.arrayContaining([
        ['ACCOMMODATION_REQUESTED', 'user'],
        ['ACCOMMODATION_READ', 'owner'],
        ['ACCOMMODATION_READ', 'organizer'],
        ['ACCOMMODATION_READ', 'instructor'],
      ]),
    );
    expect(about(training).every((row) => row.organizationId === organizationId)).toBe(true);
    expect(about(therapy).map(({ verb }) => verb)).toContain('ACCOMMODATION_READ');
    expect(about(therapy).every((row) => row.organizationId === null)).toBe(true);
    const listed = own.filter(({ verb }) => verb === 'ACCOMMODATIONS_LISTED');
    expect(listed.some((row) => row.actorUserId === members.ORGANIZER)).toBe(true);
    // The log of the organization names no request about a therapy event, and nobody who made one.
    const inLog = JSON.stringify(rows.filter((row) => row.organizationId === organizationId));
    expect(inLog).not.toContain(therapy);
    expect(own.some(({ reason }) => reason !== null)).toBe(false);
    const log = desk.inOrganization('auditLog(first: 100) { nodes { verb objectId details actorId } }');
    const seen = JSON.stringify(await desk.ask(members.ORGANIZER, log));
    expect(seen).toContain('ACCOMMODATION_READ');
    expect(seen).toContain(`accommodationRequestIds\\":`);
    expect(seen).not.toContain(globalId('AccommodationRequest', therapy as never));
  });

  test('nothing stands in the log of the service, or outside the sealed columns', async () => {
    expect(desk.app.logLines.join('\n')).not.toContain('zzneed');
  });

  test('mails tell those who must act, and nobody else; without what is needed, and of therapy without a title', async () => {
    const { db, members } = desk;
    const told = async (who: Who) => (await mailsTo(db, members[who])).filter((text) => text === 'ACCOMMODATION_WAITS');
    // Once a day for each event.
    for (const who of ['OWNER', 'ORGANIZER', 'NAMED_TRAINING', 'NAMED_THERAPY'] as const)
      expect(await told(who)).toHaveLength(1);
    for (const who of ['INSTRUCTOR', 'AUDITOR', 'NAMED_AUDITOR', 'NAMED_STRANGER', 'OTHER_OWNER'] as const)
      expect(await told(who)).toHaveLength(0);
    const facts = await db.select({ facts: eventMails.facts }).from(eventMails);
    expect(JSON.stringify(facts)).not.toContain('zzneed');
    const mails = await sendAll(db);
    expect(JSON.stringify(mails)).not.toMatch(/zzneed|It is kept/);
    const [organizer, instructor] = [await emailOf(db, members.ORGANIZER), await emailOf(db, members.NAMED_THERAPY)];
    expect(mails.find(({ to }) => to === organizer)?.text).toContain('"Repair, live"');
    const therapist = mails.find(({ to, subject }) => to === instructor && subject === 'A request waits');
    expect(therapist).toBeDefined();
    expect(therapist?.text).not.toMatch(/affair|Session|Kim/);
  });
});
