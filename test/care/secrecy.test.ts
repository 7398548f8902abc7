import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isNonNullType, isObjectType } from 'graphql';
import postgres from 'postgres';
import type { UserId } from '../../drizzle/ids.ts';
import { endCareRecords } from '../../schema/care/operations/endCareRecords.ts';
import { schema } from '../../schema/graphql/index.ts';
import { ANSWERS, type CareHouse, openCareHouse } from '../support/careHouse.ts';
import { createCrawler } from '../support/crawler.ts';
import { addOrder, pay } from '../support/orderRows.ts';
import { sendAll } from '../support/outbox.ts';
import { globalId } from '../support/quizPages.ts';
import { consent } from '../support/reflections.ts';
import { NOW, person } from '../support/seatRows.ts';
import { emailOf } from '../support/world.ts';

/** In every text that somebody writes for a therapist; what follows says whose and what. */
const WORD = 'Quillmoor';
/** In the name of everybody at a therapy event. */
const NAME = 'Tessaly';

let house: CareHouse;
let story: Awaited<ReturnType<typeof tell>>;
beforeAll(async () => {
  house = await openCareHouse();
  story = await tell(house);
}, 60_000);
afterAll(() => house.close());

/** A pair and somebody who pays for a place, with every text of care written, submitted, agreed to and opened. */
const tell = async (of: CareHouse) => {
  await of.setUp();
  const couples = await of.couplesEvent();
  const { a, b, ofA, ofB } = await of.couple(couples);
  await of.rename(a, `${NAME} A`);
  await of.rename(b, `${NAME} B`);
  for (const [as, id, who] of [
    [a, ofA, 'A'],
    [b, ofB, 'B'],
  ] as const) {
    const registrationId = of.place(id);
    const texts = ['goals', 'needs', 'reachAt', 'reachWhen'].map((name) => [name, `${WORD} ${who} ${name}`]);
    await of.must(as, 'submitIntake', { registrationId, answers: { ...ANSWERS, ...Object.fromEntries(texts) } });
    await of.must(as, 'savePlan', { registrationId, text: `${WORD} ${who} plan` });
    await of.must(of.instructor, 'recordScreening', { registrationId, screenedAt: NOW.toISOString() });
  }
  const asked = { registrationId: of.place(ofA), need: `${WORD} A needs a chair` };
  const { registration } = (await of.must(
    a,
    'requestAccommodation',
    asked,
    'registration { accommodations { requests { id } } }',
  )) as unknown as { registration: { accommodations: { requests: { id: string }[] } } };
  await of.must(a, 'saveJointPlan', { registrationId: of.place(ofA), text: `${WORD} joint` });
  for (const [as, id] of [
    [a, ofA],
    [b, ofB],
  ] as const)
    await of.must(as, 'agreeToJointPlan', { registrationId: of.place(id), version: 1 });
  await of.must(of.organizer, 'decideApplication', { registrationId: of.place(ofA), decision: 'ACCEPT' });
  await of.must(a, 'registerFree', { intensiveId: globalId('Intensive', couples), adult: true });
  for (const id of [ofA, ofB])
    await of.must(of.instructor, 'markPresence', { registrationId: of.place(id), present: true });
  await of.led(of.instructor, couples, `careRecord(registrationId: "${of.place(ofA)}") { jointPlan }`);

  const personal = await of.event({ kind: 'PERSONAL', priceMinor: 10_000, capacity: 1, neutralName: 'Series' });
  const payer = await person(of.db);
  await of.rename(payer, `${NAME} C`);
  const { orderId, places } = await addOrder(of.db, personal, { userId: payer });
  await pay(of.db, orderId, 10_000);
  const waits = await person(of.db);
  await of.rename(waits, `${NAME} D`);
  await consent(of.db, waits);
  await of.must(waits, 'joinWaitlist', { intensiveId: globalId('Intensive', personal) });
  const mails = await sendAll(of.db);
  const emails = await Promise.all([a, b, payer, waits].map(async (one) => String(await emailOf(of.db, one))));
  return {
    ...{ a, b, ofA, ofB, couples, personal, payer, orderId, mails, need: registration.accommodations.requests[0]?.id },
    ids: [
      ...[ofA, ofB, ...places].map((id) => `Registration ${globalId('Registration', id)}`),
      ...[couples, personal].map((id) => `Intensive ${globalId('Intensive', id)}`),
      `Order ${globalId('Order', orderId)}`,
    ],
    /** What tells who comes: names and addresses, the payer's too. */
    people: new RegExp([NAME, 'Robin Example', `payer-${payer}`, ...emails.map((one) => `\\b${one}\\b`)].join('|')),
  };
};

/** Fields of the root of which nobody is among their arguments: they are asked with these. */
const ROOTS: Record<string, string> = {
  accreditor: '(key: "x") { __typename }',
  accreditors: ' { __typename }',
  // Of a therapy event both say that there is nothing: see attendance/door.test.ts.
  attendance: '(registrationId: "x") { __typename }',
  attendanceReport: '(reportId: "x") { __typename }',
  boards: ' { __typename }',
  certificateDesigns: '',
  course: '(slug: "x") { id }',
  courses: '(first: 5) { nodes { id } }',
  doorList: '(sessionId: "x") { __typename }',
  evaluationReport: '(courseSlug: "x") { __typename }',
  intensive: '(slug: "x") { id }',
  intensives: '(first: 50) { nodes { id title description } }',
  languages: ' { __typename }',
  legalTexts: ' { __typename }',
  namePrintable: '(name: "x") { __typename }',
  node: '(id: "x") { id }',
  nodes: '(ids: ["x"]) { id }',
  organization: '(slug: "x") { id }',
  verifyCertificate: '(number: "x") { __typename }',
  verifyCertificates: '(numbers: ["x"]) { __typename }',
  viewer: ' { id }',
};

/** Fields that no crawl can ask, with what they are asked by hand. */
const WITH_ARGUMENTS: Record<string, (of: typeof story) => string[]> = {
  'Enrollment.module': () => [],
  'Enrollment.quiz': () => [],
  'FollowUp.round': () => [],
  'Intensive.careRecord': ({ ofA, ofB }) =>
    [ofA, ofB].map(
      (id) =>
        `careRecord(registrationId: "${house.place(id)}") { person { name email } intake { goals needs reachAt reachWhen } jointPlan }`,
    ),
  'Organization.accommodationRequest': ({ need }) => [
    `accommodationRequest(id: "${need}") { listed { name } request { need } }`,
  ],
  'Organization.certificate': () => [],
  'Organization.moneyReport': () => ['moneyReport(from: "2026-01-01", to: "2026-12-31") { currency }'],
  'Organization.roster': () => [],
  'Viewer.certificate': () => [],
  'Viewer.creditTranscript': () => [],
  // A code that nobody has used: see registrations/pairs.test.ts.
  'Viewer.invitation': () => [],
};

test('law: every field of the root and every field that needs an argument is asked', () => {
  expect(Object.keys(ROOTS).sort()).toEqual(Object.keys(schema.getQueryType()?.getFields() ?? {}).sort());
  const needing = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !/^(Query|Mutation|__.*)$/.test(type.name)
      ? Object.values(type.getFields())
          .filter(({ args }) => args.some((one) => isNonNullType(one.type)))
          .map(({ name }) => `${type.name}.${name}`)
      : [],
  );
  expect(Object.keys(WITH_ARGUMENTS).sort()).toEqual(needing.sort());
});

const SILENT = ['UNAUTHENTICATED', 'NOT_FOUND', 'FORBIDDEN'];

/** Everything that a person is answered: by the graph from every root, by every node that they know of, and by files. */
const answersTo = async (as: UserId | null): Promise<string[]> => {
  const answers: string[] = [];
  const refused: string[] = [];
  const ask = async (query: string, variables?: Record<string, unknown>) => {
    const body = await house.ask(as, query, variables);
    // What was asked is no answer.
    answers.push(JSON.stringify(body));
    const codes = (body.errors ?? []).map(({ extensions }) => String(extensions?.code));
    return { data: body.data ?? null, codes: codes.filter((code) => !SILENT.includes(code)) };
  };
  const whole = async (query: string, variables?: Record<string, unknown>) => {
    const { codes } = await ask(query, variables);
    if (codes.includes('OPERATION_TOO_COSTLY')) refused.push(query);
  };
  for (const [field, rest] of Object.entries(ROOTS)) await whole(`{ ${field}${rest} }`);
  const crawler = createCrawler(ask, 1, 1);
  const slug = `institute-${house.organizationId}`;
  await crawler.from(`organization(slug: "${slug}")`, 'Organization');
  if (as !== null) await crawler.from('viewer', 'Viewer');
  for (const key of story.ids) crawler.seen.set(key, []);
  await crawler.nodes();
  // What is too long behind a list is asked of each event alone; a transcript is of the reader’s study.
  expect(crawler.tooCostly.filter((way) => !/intensives\(first|id transcript \{/.test(way))).toEqual([]);
  for (const [field, queries] of Object.entries(WITH_ARGUMENTS))
    for (const query of queries(story)) {
      const [type] = field.split('.');
      const id =
        type === 'Intensive' ? globalId('Intensive', story.couples) : globalId('Organization', house.organizationId);
      await whole(`query ($id: ID!) { node(id: $id) { ... on ${type} { ${query} } } }`, { id });
    }
  expect(refused).toEqual([]);
  const year = 'from=2026-01-01&to=2026-12-31';
  const headers: Record<string, string> = as === null ? {} : { 'x-test-user': as };
  for (const path of [
    `/organizations/${slug}/money.csv?${year}`,
    `/organizations/${slug}`,
    ...[story.ofA, story.ofB].map((id) => `/registrations/${id}/calendar.ics`),
  ])
    answers.push(await (await house.app.ask(path, { headers })).text());
  return answers;
};

const found = (answers: readonly string[], what: RegExp): string[] =>
  answers.filter((one) => what.test(one)).map((one) => one.slice(0, 600));

test.each(['owner', 'organizer', 'auditor', 'other'] as const)(
  'the %s, a member who is not named on the event, finds no word and nobody',
  async (role) => {
    const answers = await answersTo(house[role]);
    expect(answers.length).toBeGreaterThan(100);
    expect(found(answers, new RegExp(WORD))).toEqual([]);
    expect(found(answers, story.people)).toEqual([]);
  },
);

test('organizers see seats and money under a reference', async () => {
  const fields =
    'registrations { nodes { reference name email state } } orders { nodes { payer { name email } paid { amountMinor } } }';
  const { event } = await house.led(house.organizer, story.personal, fields);
  expect(event).toMatchObject({
    registrations: {
      nodes: [{ reference: expect.stringMatching(/^[2-9A-Z]{4}$/), name: null, email: null, state: 'CONFIRMED' }],
    },
    orders: {
      nodes: [
        { payer: { name: expect.stringMatching(/^Payer [2-9A-Z]{4}$/), email: null }, paid: { amountMinor: 10_000 } },
      ],
    },
  });
  const named = await house.led(house.instructor, story.personal, 'registrations { nodes { name email } }');
  expect(named.event).toMatchObject({ registrations: { nodes: [{ name: `${NAME} C` }] } });
});

test('the audit log says what was done at therapy events, not who came; auditors read nothing of it', async () => {
  const query = `query ($id: ID!) { node(id: $id) { ... on Organization {
    auditLog(first: 100) { nodes { verb actor actorId objectType } } } } }`;
  const read = async (as: UserId) => {
    const { data } = await house.ask(as, query, { id: globalId('Organization', house.organizationId) });
    const found = data?.node as { auditLog: { nodes: Record<string, string | null>[] } } | undefined;
    return (found?.auditLog.nodes ?? []).filter(({ objectType }) => /^(Registration|Order)$/.test(objectType ?? ''));
  };
  const events = await read(house.owner);
  expect(events.map(({ verb }) => verb)).toEqual(
    expect.arrayContaining(['REGISTRATION_OPENED', 'APPLICATION_DECIDED']),
  );
  expect(events.filter(({ actor, actorId }) => actor === 'USER' && actorId !== null)).toEqual([]);
  expect(await read(house.auditor)).toEqual([]);
});

test('a stranger and somebody who is not signed in find no word and nobody', async () => {
  for (const as of [await person(house.db), null]) {
    const answers = await answersTo(as);
    expect(found(answers, new RegExp(WORD))).toEqual([]);
    expect(found(answers, story.people)).toEqual([]);
  }
});

test('the other one of the pair finds the joint part, and no other word', async () => {
  const answers = await answersTo(story.b);
  const { json } = (await house.must(story.b, 'requestDataExport', { format: 'JSON' }, 'json')) as unknown as {
    json: string;
  };
  expect(json).toContain(`${WORD} joint`);
  for (const what of ['goals', 'plan']) expect(json).toContain(`${WORD} B ${what}`);
  const all = [...answers, json];
  expect(found(all, new RegExp(`${WORD} A`))).toEqual([]);
  expect(found(all, new RegExp(`${NAME} A`))).toEqual([]);
  expect(found(answers, new RegExp(`${WORD} joint`)).length).toBeGreaterThan(0);
});

test('the person finds all of it, and who opened it', async () => {
  const answers = (await answersTo(story.a)).join('\n');
  for (const what of ['A goals', 'A needs', 'A reachAt', 'A reachWhen', 'A plan', 'joint'])
    expect(answers).toContain(`${WORD} ${what}`);
  expect(answers).toContain('Alex Leader');
  expect(found([answers], new RegExp(`${WORD} B`))).toEqual([]);
});

test('the named instructor finds what was submitted and agreed to, and no own part', async () => {
  const answers = (await answersTo(house.instructor)).join('\n');
  for (const what of ['A goals', 'B goals', 'A reachAt', 'joint']) expect(answers).toContain(`${WORD} ${what}`);
  for (const who of ['A', 'B', 'C']) expect(answers).toContain(`${NAME} ${who}`);
  expect(found([answers], new RegExp(`${WORD} [AB] plan`))).toEqual([]);
});

test('no row, no job, no mail and no line of the log has a word of it', async () => {
  await endCareRecords.run({ db: house.db, clock: () => NOW }, {});
  const asOwner = postgres(house.database.ownerUrl, { max: 1, onnotice: () => {} });
  const tables = await asOwner<{ name: string }[]>`select table_schema || '.' || quote_ident(table_name) as name
    from information_schema.tables where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`;
  expect(tables.length).toBeGreaterThan(60);
  const telling: string[] = [];
  for (const { name } of tables) {
    // Bytes are looked at as they are, too.
    const rows = await asOwner.unsafe<{ row: string }[]>(`select to_jsonb(t)::text as row from ${name} t`);
    const hex = Buffer.from(WORD).toString('hex');
    if (rows.some(({ row }) => row.includes(WORD) || row.includes(hex))) telling.push(name);
  }
  await asOwner.end();
  expect(telling).toEqual([]);
  expect(found(house.app.logLines, new RegExp(WORD))).toEqual([]);
  expect(found(house.app.logLines, story.people)).toEqual([]);
  const mails = story.mails.map((one) => JSON.stringify(one));
  expect(mails.length).toBeGreaterThan(2);
  expect(found(mails, new RegExp(`${WORD}|${NAME}`))).toEqual([]);
});
