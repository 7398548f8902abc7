import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CreditOfferId, UserId } from '../../drizzle/ids.ts';
import { loadBodies } from '../../schema/accreditation/operations/loadBodies.ts';
import { withdrawCreditOffer } from '../../schema/accreditation/operations/withdrawCreditOffer.ts';
import type { Accreditor } from '../../schema/accreditation/rules/bodies.ts';
import { CALCULATIONS } from '../../schema/accreditation/rules/values.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import type { CoursePackage } from '../../schema/courses/rules/package/canonical.ts';
import { prepareDocuments } from '../../schema/issuance/operations/prepareDocuments.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { startTestApp } from '../support/app.ts';
import { readPdf, textOf } from '../support/certificates/readPdf.ts';
import { accreditors, boards } from '../support/contentBodies.ts';
import { CREDIT_NAME, creditFinisher } from '../support/creditHolder.ts';
import { COMPLETE, confirmed, keyOf, offer, ownerWithLetter } from '../support/granting.ts';
import { member, rowOf } from '../support/issued.ts';
import { globalId } from '../support/quizPages.ts';
import { realCourse } from '../support/realCourse.ts';
import { numberedLicense } from '../support/records.ts';
import type { Answer } from '../support/service.ts';
import { addSitting } from '../support/sittings.ts';
import { openWorld, type World } from '../support/world.ts';

const OFFERED_AT = new Date('2026-11-22T00:00:00Z');
const CLAIMED_AT = new Date('2026-11-26T00:00:00Z');
const VERSION = '1.2';
const SILENT = ['aca-australia', 'florida-491', 'nasw', 'nzcca', 'pacfa'];
const accrediting = accreditors.filter(({ kind }) => kind === 'ACCREDITS');
const silent = accrediting.filter(({ key }) => SILENT.includes(key));

/** What the letter of a body says, where its file says nothing. */
const LETTER: Record<string, unknown> = {
  ...COMPLETE,
  calculations: [...CALCULATIONS],
  statement: '{organization}, provider {number} of this body, offers {course} for {amount} {unit}.',
};
/** Of an hour that the course is said to take. */
const AMOUNTS: Record<string, { amount: string; category?: string }> = {
  'aca-australia': { amount: '5' },
  pacfa: { amount: '1', category: 'category-a' },
};

/** The course with no reference of more than ten years and two questions of true or false, which NASW asks for. */
const strictCourse = async (): Promise<CoursePackage> => {
  const { course, quizzes, ...rest } = await realCourse();
  const references = course.references.map((one) => ({ ...one, year: Math.max(one.year, 2020) }));
  const strict = quizzes.map(({ questions, ...quiz }) => {
    const [, , ...further] = questions.filter(({ type }) => type === 'TRUE_FALSE');
    return { ...quiz, questions: questions.filter((one) => !further.includes(one)) };
  });
  return { ...rest, course: { ...course, references, version: VERSION }, quizzes: strict };
};

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let owner: UserId;
const approvals = new Map<string, string>();
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer, now: () => CLAIMED_AT });
  await importCourse(world.db, systemAct(OFFERED_AT), { package: await strictCourse() });
  await loadBodies(world.db, systemAct(OFFERED_AT), { accreditors, boards });
  owner = await ownerWithLetter(world);
  for (const { key, approves } of accrediting) {
    const kind = approves[0];
    const course = kind === 'COURSE' ? { courseSlug: 'better-after-betrayal' } : {};
    approvals.set(key, await confirmed(world, owner, { ...{ accreditor: key, kind, number: `N-${key}` }, ...course }));
  }
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const said = (name: string, value: unknown) => ({
  ...{ name, value: JSON.stringify(value), sourceTitle: 'Letter of approval' },
  ...{ sourceUrl: 'https://body.example.org/letter', sourceReadOn: '2026-11-20', reason: 'Our letter says so.' },
});

const offerWith = (
  { key }: Accreditor,
  names: readonly string[],
  letter: Record<string, unknown> = {},
  input: object = {},
) =>
  offer(
    world,
    owner,
    approvals.get(key) ?? '',
    {
      lines: [{ amount: '1', format: 'SELF_PACED_READING', ...AMOUNTS[key] }],
      calculation: { method: 'AGENDA_MINUTES', parts: [{ part: 'INSTRUCTION', minutes: 60 }] },
      stated: names.map((name) => said(name, letter[name] ?? LETTER[name])),
      opensOn: '2026-11-22',
      version: VERSION,
      ...input,
    },
    OFFERED_AT,
  );

const withdraw = (offerId: string) =>
  withdrawCreditOffer(world.db, userAct(owner, OFFERED_AT), {
    ...{ offerId: keyOf(offerId) as string as CreditOfferId, reason: 'It was made for a test.' },
  });

const ask = async (userId: UserId, query: string, variables: object): Promise<Answer> => {
  const { body } = await app.graphql(query, variables, { 'x-test-user': userId });
  expect(body.errors).toBeUndefined();
  return body.data;
};

type Item = { code: string; rule: string | null; message: string };
/** The rules for which a refusal asks the organization. Any other fault fails the test. */
const askedFor = ({ code, items }: Answer): string[] => {
  expect(code).toBe('OFFER_REFUSED');
  const others = items.filter((item: Item) => !['RULE_MISSING', 'STATEMENT_MISSING'].includes(item.code));
  expect(others).toEqual([]);
  return items.map(({ rule }: Item) => rule);
};

const none = (): never => {
  throw new Error('nothing is known of it');
};

const stated = new Map<string, string[]>();
const offers = new Map<string, string>();

describe('the sentence that an organization states', () => {
  const apa = accrediting.filter(({ key }) => key === 'apa');

  test.each([
    [
      'an unknown blank',
      silent,
      'By {organisation}.',
      /there is no blank \{organisation\}; did you mean "organization"\?/,
    ],
    ['an open brace', silent, 'By {organization.', /close each \{ with a \}/],
    ['letters that no font has', silent, 'By {organization} 山.', /cannot print/],
    ['two lines', silent, 'By {organization}.\nFurther.', /keep it on one line/],
    ['nothing', silent, ' ', /is empty/],
    ['a sentence of another body’s file', apa, 'By {organization}.', /says otherwise of statement/],
  ])('%s is refused by its place', async (_what, bodies, statement, message) => {
    for (const body of bodies) {
      const names = ['rounding', 'statement'];
      const answer = await offerWith(body, names, { statement });
      expect(answer).toMatchObject({
        code: 'INVALID_INPUT',
        fields: [{ path: 'stated.1', message: expect.stringMatching(message) }],
      });
    }
  });
});

describe.each(accrediting.map((body) => [body.key, body] as const))('%s', (key, body) => {
  test('with exactly what its file lacks stated, credit is offered', async () => {
    let names: string[] = [];
    let answer = await offerWith(body, names);
    // What a test or an evaluation needs is asked for once it is known that there must be one.
    for (let round = 1; answer.offer === undefined && round <= 2; round++) {
      const further = askedFor(answer);
      expect(further.filter((name) => names.includes(name) || body.values[name as never] !== undefined)).toEqual([]);
      names = [...names, ...further];
      answer = await offerWith(body, names);
    }
    expect(answer.offer?.amount).toMatch(/^[15]\.00$/);
    const own = answer.offer.rules.filter(({ statedBecause }: Answer) => statedBecause !== null);
    expect(own.map(({ name }: Answer) => name).sort()).toEqual(names.toSorted());
    expect(names.includes('statement')).toBe(SILENT.includes(key));
    stated.set(key, names);
    await withdraw(answer.offer.id);
  });

  test('without one of them it is refused, and asks for that one', async () => {
    const names = stated.get(key) ?? [];
    for (const name of names) {
      const others = names.filter((one) => one !== name);
      expect(askedFor(await offerWith(body, others))).toEqual([name]);
    }
    offers.set(key, (await offerWith(body, names)).offer.id);
  });
});

describe('the sentence that an organization states, with its blanks filled', () => {
  test.each([
    ['a blank for which nothing is known', 'With {partner}.', 'STATEMENT_BLANK'],
    ['more than a certificate takes', `${'{course} '.repeat(150)}.`, 'STATEMENT_TOO_LONG'],
  ])('%s is an item of the checklist', async (_what, statement, code) => {
    for (const body of silent) {
      await withdraw(offers.get(body.key) ?? '');
      const answer = await offerWith(body, stated.get(body.key) ?? [], { statement });
      expect(answer.items).toMatchObject([{ code, rule: 'statement' }]);
      offers.set(body.key, (await offerWith(body, stated.get(body.key) ?? [])).offer.id);
    }
  });
});

test('hours of law and ethics under CAMFT, whose file names no categories', async () => {
  const body = accrediting.find(({ key }) => key === 'camft') ?? none();
  const names = stated.get('camft') ?? [];
  await withdraw(offers.get('camft') ?? '');
  const category = 'law-and-ethics';
  const lines = [{ amount: '1', format: 'SELF_PACED_READING', category }];
  expect(askedFor(await offerWith(body, names, {}, { lines }))).toEqual(['categories']);
  const categories = [{ key: category, name: 'Law and ethics', kind: 'OVERLIES' }];
  const { offer: made } = await offerWith(body, [...names, 'categories'], { categories }, { lines });
  expect(made).toMatchObject({ amount: '1.00', statement: 'CAMFT-Approved Continuing Education Provider #N-camft' });
  const board = boards.find(({ key }) => key === 'ca-bbs')?.professions.find(({ key }) => key === 'lmft') ?? none();
  expect(board.values.categories?.[0]?.value.map(({ key }) => key)).toEqual([category]);
});

test('a learner claims under all of them; the certificates print the sentences, and an auditor reads who stated them', async () => {
  const who = await creditFinisher(world);
  await addSitting(world, { ...who, at: who.now });
  const license = await numberedLicense(world, who.userId, 'MT 00042');
  const licenseId = globalId('License', license);
  const { query } = readExample('ClaimOffers');
  const input = {
    ...{ enrollmentId: globalId('Enrollment', who.enrollmentId), printedName: CREDIT_NAME, giveRest: false },
    offers: SILENT.map((key) => ({ offerId: offers.get(key), licenseIds: [licenseId] })),
  };
  const claimed = (await ask(who.userId, query, { input })).claimCredit;
  expect(claimed.message).toBeUndefined();
  const awards = new Map(claimed.awards.map((award: Answer) => [award.offerId, award]));
  const auditor = await member(world, 'AUDITOR');
  for (const key of SILENT) {
    const { certificate, amount } = awards.get(offers.get(key)) as Answer;
    const { singular, plural } = accreditors.find((body) => body.key === key)?.values.unit?.[0]?.value ?? none();
    const earned = amount === '5.00' ? `5 ${plural}` : `1 ${singular}`;
    const institute = 'Sample Institute for Relational Practice (fictional)';
    const sentence = `${institute}, provider N-${key} of this body, offers Better After Betrayal for ${earned}.`;
    const { id } = await rowOf(world, certificate.number);
    const made = await prepareDocuments(world.db, world.vault, world.issuer, { certificateId: id, now: CLAIMED_AT });
    expect(textOf(readPdf(made?.bytes ?? Buffer.alloc(0)))).toContain(sentence);
    const found = await ask(auditor, readExample('CertificateRecord').query, {
      ...{ slug: 'sample-institute', number: certificate.number },
    });
    const record = found.organization.certificate;
    expect(record.award.offer.rules).toContainEqual({
      ...{ name: 'statement', value: JSON.stringify(LETTER.statement), from: '2026-11-22', note: null },
      ...{ confidence: 'LOW', meaning: 'The sentence of the body, word for word, with its blanks.' },
      statedBecause: 'Our letter says so.',
      source: { title: 'Letter of approval', url: 'https://body.example.org/letter', readOn: '2026-11-20' },
    });
    const event = record.events.nodes.find(({ verb }: Answer) => verb === 'CREDIT_OFFERED');
    expect(event).toMatchObject({ actor: 'OWNER', actorId: globalId('User', owner) });
    expect(JSON.parse(event.details).stated).toContainEqual(
      expect.objectContaining({ name: 'statement', value: LETTER.statement, reason: 'Our letter says so.' }),
    );
  }
});
