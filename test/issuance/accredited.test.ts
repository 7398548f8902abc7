import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Credit } from '../../certificates/facts/credit.ts';
import { readAttachments } from '../../certificates/verify/attachments.ts';
import type { EnrollmentId, UserId } from '../../drizzle/ids.ts';
import { certificates, courseVersions } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { issueCertificates } from '../../schema/issuance/operations/issueCertificate.ts';
import { prepareDocuments } from '../../schema/issuance/operations/prepareDocuments.ts';
import { reissueCertificate } from '../../schema/issuance/operations/reissueCertificate.ts';
import { openFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { printedSourcesOf } from '../../schema/issuance/queries/printedSources.ts';
import { startTestApp } from '../support/app.ts';
import { CREDITS, LICENSES } from '../support/certificates/creditSamples.ts';
import { readPdf, textOf } from '../support/certificates/readPdf.ts';
import { writeCreditRows } from '../support/creditRows.ts';
import { finishing, LEARNER } from '../support/finishing.ts';
import { member, PUBLIC_URL } from '../support/issued.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
const now = new Date('2026-12-01T09:00:00Z');
beforeAll(async () => {
  world = await openWorld({ max: 10 });
  app = await startTestApp(world.pool, { issuer: world.issuer, now: () => now });
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const { finisher, claim } = finishing(() => world);

type Finished = { userId: UserId; enrollmentId: EnrollmentId };
type Wishes = { credit?: Partial<Credit>; licenses?: typeof LICENSES; forbiddenWords?: string[]; specimen?: boolean };

/** The award's certificate, as a claim issues it. The learner's last requirement is met on 23 November in Auckland. */
const award = async ({ userId, enrollmentId }: Finished, wishes: Wishes = {}) => {
  const { completedAt, versionId } = await standingOf(world.db, enrollmentId);
  const credit: Credit = {
    ...CREDITS['nysed-sw'],
    counted: { on: '2026-11-23', day: 'COMPLETION' },
    ...wishes.credit,
  };
  const completed = completedAt ?? now;
  const award = {
    credit,
    licenses: wishes.licenses ?? LICENSES,
    completedAt: completed,
    sessions: [],
    passPercent: null,
    forbiddenWords: wishes.forbiddenWords ?? [],
  };
  const claim = {
    enrollmentId,
    userId,
    sources: await printedSourcesOf(world.db, versionId),
    purpose: 'CREDIT' as const,
    specimen: wishes.specimen ?? false,
    learnerName: LEARNER,
    assessed: true,
    attendedHundredths: null,
    completedAt: completed,
    vault: world.vault,
    publicUrl: PUBLIC_URL,
  };
  const [issued] = await world.db.transaction((tx) =>
    issueCertificates(tx, userAct(userId, now), claim, [{ claimKey: `${enrollmentId}:${credit.accreditor}`, award }]),
  );
  if (issued === undefined) throw new Error('nothing was issued');
  return issued;
};
const certificatesOf = ({ enrollmentId }: Finished) =>
  world.db.select().from(certificates).where(eq(certificates.enrollmentId, enrollmentId));
const hasNoLicense = (said: unknown): void => expect(JSON.stringify(said)).not.toMatch(/012345|LMFT/);

describe('the certificate of an award', () => {
  test('stands beside the plain one, in any order and once', async () => {
    const finished = await finisher();
    const [first, again] = [await award(finished), await award(finished)];
    expect(again.number).toBe(first.number);
    const plain = await claim(finished.userId, finished.enrollmentId, now);
    const apa = await award(finished, { credit: { ...CREDITS.apa, counted: { on: '2026-11-23', day: 'COMPLETION' } } });
    expect(new Set([first.number, plain.number, apa.number]).size).toBe(3);
    expect(first.publicFacts).toMatchObject({ credits: [{ accreditor: 'nysed-sw', amountHundredths: 150 }] });
    expect(plain.publicFacts).toMatchObject({ credits: [] });
    for (const { publicFacts } of [first, apa])
      expect(publicFacts.statements.join(' ')).not.toMatch(/No accrediting body|no credit/);
  });

  test('the license is sealed: it is on the paper and nowhere that others read', async () => {
    const finished = await finisher();
    const { id, number } = await award(finished);
    const [row] = await certificatesOf(finished);
    if (row === undefined) throw new Error('no certificate was issued');
    hasNoLicense({ ...row, sealedFacts: null });
    expect(openFacts(world.vault, row)?.facts.licenses).toEqual(LICENSES);
    const made = await prepareDocuments(world.db, world.vault, world.issuer, { certificateId: id, now });
    const pdf = made?.bytes ?? Buffer.alloc(0);
    expect(textOf(readPdf(pdf), 1)).toContain('license number LMFT 012345');
    const enclosed = readAttachments(pdf).map(({ name, bytes }) => [name, bytes.toString()] as const);
    expect(enclosed.map(([name]) => name)).toContain('credential.json');
    for (const [, text] of enclosed) hasNoLicense(text);
    const json = { accept: 'application/json', 'content-type': 'application/json' };
    const body = JSON.stringify({ name: LEARNER });
    const named = await (await app.ask(`/verify/${number}`, { method: 'POST', headers: json, body })).json();
    expect(named).toMatchObject({ nameMatches: true });
    hasNoLicense(named);
    hasNoLicense(await (await app.ask(`/verify/${number}`, { headers: { accept: 'text/html' } })).text());
  });

  test('the verdict says body, unit, number and sentence, for people and for programs', async () => {
    const { number } = await award(await finisher());
    const { statement, body } = CREDITS['nysed-sw'];
    const read = await (await app.ask(`/verify/${number}`, { headers: { accept: 'application/json' } })).json();
    expect(read.credit).toEqual({
      accreditor: 'nysed-sw',
      basis: 'LEARNER',
      body,
      providerNumber: 'SW-0000',
      amount: '1.50',
      unit: 'contact hours',
      countsOn: '2026-11-23',
      statement,
      specimen: false,
    });
    const page = (await (await app.ask(`/verify/${number}`, { headers: { accept: 'text/html' } })).text())
      .replaceAll('&#39;', "'")
      .replaceAll('&#x27;', "'");
    for (const said of [`1.50 contact hours, ${body}`, 'SW-0000', statement, 'November 23, 2026'])
      expect(page).toContain(said);
    expect(page).not.toMatch(/\bCEUs?\b/);
    const { body: answered } = await app.graphql(
      `query($number: String!) { verifyCertificate(number: $number) { credits {
        accreditor body providerNumber unit amount statement specimen approvalUrl approvedFrom approvedUntil partner countsOn countedDay
        lines { amount category format session } mandates { amount category } } } }`,
      { number },
    );
    expect(answered.data?.verifyCertificate).toEqual({
      credits: [
        {
          accreditor: 'nysed-sw',
          body,
          providerNumber: 'SW-0000',
          unit: 'contact hours',
          amount: '1.50',
          statement,
          specimen: false,
          approvalUrl: 'https://www.op.nysed.gov/',
          approvedFrom: '2026-01-01',
          approvedUntil: '2028-12-31',
          partner: null,
          countsOn: '2026-11-23',
          countedDay: 'COMPLETION',
          lines: [{ amount: '1.50', category: null, format: 'Self-study', session: null }],
          mandates: [],
        },
      ],
    });
  });

  test('a plain certificate’s verdict has no credit', async () => {
    const finished = await finisher();
    const { number } = await claim(finished.userId, finished.enrollmentId, now);
    const read = await (await app.ask(`/verify/${number}`, { headers: { accept: 'application/json' } })).json();
    expect(read).toMatchObject({ credit: null, hoursOfStudy: '1.25' });
  });

  test('a corrected name changes neither the credit nor the license nor a day, long after the approval ended', async () => {
    const finished = await finisher();
    const { number, publicFacts } = await award(finished);
    const owner = await member(world, 'OWNER');
    const later = new Date('2030-05-05T09:00:00Z');
    expect(publicFacts.credits[0]?.approval.endsOn).toBe('2028-12-31');
    const { successor } = await reissueCertificate(world.db, userAct(owner, later), {
      number,
      correctedName: 'Natalia Ivanova',
      vault: world.vault,
      publicUrl: PUBLIC_URL,
    });
    const [row] = await world.db.select().from(certificates).where(eq(certificates.number, successor.number));
    const facts = row === undefined ? null : openFacts(world.vault, row)?.facts;
    const { completedOn, credits } = publicFacts;
    expect(facts).toMatchObject({ learnerName: 'Natalia Ivanova', licenses: LICENSES, completedOn, credits });
    expect([completedOn, facts?.issuedAt]).toEqual(['2026-11-23', later.toISOString()]);
  });

  test('a specimen of an approval warns before the sentence on every page', async () => {
    const approval = { ...CREDITS['nysed-sw'].approval, specimen: true };
    const { number } = await award(await finisher(), { credit: { approval }, specimen: true });
    const read = await (await app.ask(`/verify/${number}`, { headers: { accept: 'application/json' } })).json();
    expect(read).toMatchObject({ status: 'SPECIMEN', credit: { specimen: true } });
    expect(read.credit.statement).toBe(`Specimen: no such approval exists. ${CREDITS['nysed-sw'].statement}`);
  });
});

describe('what may not be printed', () => {
  test('a word that the body forbids, in what the organization wrote, is refused with its place; nothing is written', async () => {
    const finished = await finisher();
    const { versionId } = await standingOf(world.db, finished.enrollmentId);
    const [version] = await world.db.select().from(courseVersions).where(eq(courseVersions.id, versionId));
    const word = version?.title.split(' ')[0]?.toUpperCase() ?? '';
    await expect(award(finished, { forbiddenWords: ['CEU', word] })).rejects.toMatchObject({
      code: 'FORBIDDEN_WORD',
      word,
      field: expect.stringMatching(/^course\./),
    });
    expect(await certificatesOf(finished)).toEqual([]);
    expect(await award(finished, { forbiddenWords: ['CEU'] })).toMatchObject({ number: expect.any(String) });
  });

  test('a demanded fact that is missing is refused by name', async () => {
    const finished = await finisher();
    await expect(award(finished, { licenses: [] })).rejects.toMatchObject({
      code: 'DEMANDED_FACT_MISSING',
      missing: ['LICENSE'],
    });
    const credit = { demands: ['PROVIDER_NUMBER' as const], providerNumber: null };
    await expect(award(finished, { credit })).rejects.toMatchObject({ missing: ['PROVIDER_NUMBER'] });
    expect(await certificatesOf(finished)).toEqual([]);
  });

  test.each([
    ['a day before the approval', { approval: { ...CREDITS['nysed-sw'].approval, startsOn: '2026-11-24' } }],
    ['a day after it', { approval: { ...CREDITS['nysed-sw'].approval, endsOn: '2026-11-22' } }],
    ['lines that do not add up', { amountHundredths: 151 }],
  ])('%s prints no sentence', async (_what, credit) => {
    const finished = await finisher();
    await expect(award(finished, { credit })).rejects.toThrow('break their own rules');
    expect(await certificatesOf(finished)).toEqual([]);
  });
});

describe('the plain certificate', () => {
  const NONE = 'No accrediting body has approved this course.';
  const NO_CREDIT = 'This certificate confers no credit of an accrediting body and no qualification to practice.';

  test('says that no body approved the course until something is offered for the version, then names no body', async () => {
    const [before, after] = [await finisher(), await finisher()];
    const first = await claim(before.userId, before.enrollmentId, now);
    expect(first.publicFacts.statements).toEqual([expect.stringContaining(NONE), NO_CREDIT, expect.anything()]);
    await writeCreditRows(world.db, { enrollmentId: after.enrollmentId, at: now, training: false });
    const second = await claim(after.userId, after.enrollmentId, now);
    expect(second.publicFacts.statements).toEqual([
      'The hours stated are hours of study of 60 minutes each.',
      NO_CREDIT,
      expect.anything(),
    ]);
    expect((await claim(before.userId, before.enrollmentId, now)).publicFacts.statements).toEqual(
      first.publicFacts.statements,
    );
  });
});
