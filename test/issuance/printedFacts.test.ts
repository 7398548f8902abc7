import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import type { CertificateFacts } from '../../certificates/facts/v2.ts';
import { newCertificateNumber } from '../../certificates/number.ts';
import type { UserId } from '../../drizzle/ids.ts';
import type { Context } from '../../schema/context.ts';
import { schema } from '../../schema/graphql/index.ts';
import { sealFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { transcriptOf } from '../../schema/issuance/queries/transcript.ts';
import { sampleFacts } from '../support/certificates/sampleFacts.ts';
import { issued, PUBLIC_URL } from '../support/issued.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

const now = new Date('2026-11-30T09:00:00Z');

let world: World;
let holder: UserId;
beforeAll(async () => {
  world = await openWorld();
  holder = await newLearner(world.db);
});
afterAll(() => world.close());

const ask = async (source: string, variableValues: Record<string, unknown> = {}) => {
  const contextValue: Context = {
    db: world.db,
    viewer: { userId: holder, sessionId: null, signedInBy: 'EMAIL_CODE' },
    now,
    requestId: 'test',
    client: { ipAddress: null, userAgent: null },
    vault: world.vault,
    settings: { publicUrl: PUBLIC_URL, studySpeed: 1, zoneData: '2026b' },
    legal: [],
    countLookup: async () => null,
    stripe: null,
    stripeSeller: null,
    wordsOfMail: () => ({ subject: '', text: '' }),
    signPdfLink: () => `${PUBLIC_URL}/link`,
    drawPreview: async () => 'NOT_NOW',
  };
  const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
};

/** The holder's, with facts of version 1 as an earlier release wrote them, or of today's. */
const certificateOf = async (version: 1 | 2, changes: Partial<CertificateFacts> = {}): Promise<string> => {
  const number = newCertificateNumber();
  const { credits, ...facts } = sampleFacts({ number, verifyUrl: `${PUBLIC_URL}/verify/${number}`, ...changes });
  // The type knows the newest version alone.
  const written = (version === 1 ? { ...facts, schema: 1 } : { ...facts, credits }) as CertificateFacts;
  await issued(world, { row: { ...sealFacts(world.vault, written), specimen: facts.specimen, userId: holder } });
  return number;
};

const SAID = `fragment Said on PrintedFacts {
  courseTitle courseVersion hoursOfStudy completedOn organization statements expiresOn credits { body }
}`;

test('one fragment reads the same of a certificate, its verdict and its line in the transcript, whatever its version', async () => {
  const numbers = [
    await certificateOf(1),
    await certificateOf(2, { completedOn: '2026-11-23', expiresOn: '2027-11-23' }),
  ];
  const answer = await ask(
    `query($numbers: [String!]!) {
      verifyCertificates(numbers: $numbers) { ...Said }
      viewer {
        certificates { nodes { number ...Said } }
        transcript { count totalHours entries { title version certificateNumber ...Said } }
      }
    } ${SAID}`,
    { numbers },
  );
  const said = {
    courseTitle: 'Better After Betrayal',
    courseVersion: '1.2',
    hoursOfStudy: '1.50',
    organization: 'Attune Sample Institute',
    statements: sampleFacts().statements,
    credits: [],
  };
  const first = { ...said, completedOn: '2026-11-22', expiresOn: null };
  const second = { ...said, completedOn: '2026-11-23', expiresOn: '2027-11-23' };
  expect(answer.verifyCertificates).toEqual([first, second]);
  const { certificates, transcript } = answer.viewer;
  expect(certificates.nodes).toEqual([
    { number: numbers[1], ...second },
    { number: numbers[0], ...first },
  ]);
  const line = { title: said.courseTitle, version: said.courseVersion };
  expect(transcript).toEqual({
    count: 2,
    // One course counts once, however often it was taken.
    totalHours: '1.50',
    entries: [
      { ...line, certificateNumber: numbers[1], ...second },
      { ...line, certificateNumber: numbers[0], ...first },
    ],
  });
});

test('a number without a certificate has no facts', async () => {
  const { verifyCertificate } = await ask(
    `query($number: String!) { verifyCertificate(number: $number) { ...Said } } ${SAID}`,
    { number: newCertificateNumber() },
  );
  const { statements, credits, ...facts } = verifyCertificate;
  expect([statements, credits]).toEqual([[], []]);
  expect(new Set(Object.values(facts))).toEqual(new Set([null]));
});

test('a transcript is one statement; specimens are listed and not counted in its hours', async () => {
  const before = await transcriptOf(world.db, holder);
  await certificateOf(2, { specimen: true });
  const after = await transcriptOf(world.db, holder);
  expect([after.count - before.count, after.totalHundredths - before.totalHundredths]).toEqual([1, 0]);
  expect(after.entries.filter(({ specimen }) => specimen)).toHaveLength(1);
  expect(await world.countStatements(() => transcriptOf(world.db, holder))).toBe(1);
});
