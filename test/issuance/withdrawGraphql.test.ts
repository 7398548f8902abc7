import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { graphql, parse } from 'graphql';
import { newCertificateNumber } from '../../certificates/number.ts';
import type { UserId } from '../../drizzle/ids.ts';
import type { Context } from '../../schema/context.ts';
import { schema } from '../../schema/graphql/index.ts';
import { verdictOf } from '../../schema/verification/operations/giveVerdicts.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { costOf, MAX_COST, priceFields } from '../../server/graphql/limits/cost.ts';
import { anotherOrganization, issued, member, PUBLIC_URL } from '../support/issued.ts';
import type { Answer } from '../support/service.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

const now = new Date('2026-11-30T09:00:00Z');

let world: World;
let owner: UserId;
beforeAll(async () => {
  world = await openWorld();
  owner = await member(world, 'OWNER');
});
afterAll(() => world.close());

const run = async (viewer: UserId | null, name: string, variables: Record<string, unknown>): Promise<Answer> => {
  const contextValue: Context = {
    db: world.db,
    viewer: viewer === null ? null : { userId: viewer, sessionId: null, signedInBy: 'EMAIL_CODE' },
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
  return graphql({ schema, source: readExample(name).query, variableValues: variables, contextValue });
};
const revoke = (viewer: UserId | null, number: string, more: Record<string, unknown> = {}) =>
  run(viewer, 'RevokeCertificate', { input: { number, reason: 'ISSUED_IN_ERROR', ...more } });
const reissue = (viewer: UserId | null, number: string, correctedName = 'Robin Q. Example') =>
  run(viewer, 'ReissueCertificate', { input: { number, correctedName } });
const stands = async (number: string) => (await verdictOf(world.db, world.vault, { number, now })).status;

describe('who may', () => {
  test('a caller who is not signed in learns that, whatever the number', async () => {
    const { number } = await issued(world);
    for (const answer of [await revoke(null, number), await reissue(null, number), await revoke(null, 'nonsense')])
      expect(answer.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect(await stands(number)).toBe('VALID');
  });

  const PEOPLE: [string, (holder: UserId) => Promise<UserId>][] = [
    ['a learner', () => newLearner(world.db, 'Sam Other')],
    ['its holder', async (holder) => holder],
    ['an owner of another organization', async () => member(world, 'OWNER', await anotherOrganization(world))],
  ];

  test.each(PEOPLE)('%s learns no more about an issued number than about an unknown one', async (_who, personOf) => {
    const { number, userId } = await issued(world);
    const person = await personOf(userId);
    const unknown = newCertificateNumber();
    for (const act of [revoke, reissue] as const) {
      const [real, none, nonsense] = [await act(person, number), await act(person, unknown), await act(person, '?')];
      expect(Object.values(real.data)[0]).toMatchObject({ code: 'NOT_FOUND' });
      expect([real, real]).toEqual([none, nonsense]);
    }
    expect(await stands(number)).toBe('VALID');
  });

  test.each(['AUDITOR', 'INSTRUCTOR', 'ORGANIZER'] as const)('a member as %s learns who may', async (role) => {
    const { number } = await issued(world);
    const person = await member(world, role);
    const acts = [
      [revoke, 'revoke a certificate'],
      [reissue, 'issue a certificate under a corrected name'],
    ] as const;
    for (const [act, may] of acts) {
      const refused = Object.values((await act(person, number)).data)[0];
      expect(refused).toMatchObject({
        code: 'FORBIDDEN',
        message: expect.stringContaining(`Only an owner of the organization may ${may}.`),
      });
      expect(Object.values((await act(person, newCertificateNumber())).data)[0]).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await stands(number)).toBe('VALID');
  });

  test('an owner of the organization that issued it, however the number is typed', async () => {
    const { number } = await issued(world);
    const typed = number.toLowerCase().replaceAll('-', ' ');
    const corrected = (await reissue(owner, typed)).data.reissueCertificate;
    expect(corrected).toEqual({
      certificate: {
        number: expect.not.stringMatching(number),
        status: 'VALID',
        courseTitle: 'Better After Betrayal',
        hoursOfStudy: '1.50',
        completedOn: '2026-11-22',
        issuedAt: now.toISOString(),
        expiresOn: null,
        verifyUrl: `${PUBLIC_URL}/verify/${corrected.certificate.number}`,
      },
      replaced: { number, status: 'SUPERSEDED', successorNumber: corrected.certificate.number },
    });
    const revoked = (await revoke(owner, corrected.certificate.number)).data.revokeCertificate;
    expect(revoked.certificate).toMatchObject({
      status: 'REVOKED',
      revocation: { reason: 'ISSUED_IN_ERROR', at: now.toISOString() },
    });
  });
});

describe('what is asked', () => {
  test('every refusal is a member of the union with facts to act on', async () => {
    const { number } = await issued(world);
    const first = (await reissue(owner, number)).data.reissueCertificate;
    expect((await reissue(owner, number, 'Robin R. Example')).data.reissueCertificate).toMatchObject({
      code: 'ALREADY_REPLACED',
      successorNumber: first.certificate.number,
      message: expect.stringContaining(first.certificate.number),
    });
    await revoke(owner, first.certificate.number);
    expect((await reissue(owner, first.certificate.number)).data.reissueCertificate).toMatchObject({
      code: 'CERTIFICATE_REVOKED',
    });
    const erased = await issued(world, { row: { wrappedDataKey: null, userId: null } });
    expect((await reissue(owner, erased.number)).data.reissueCertificate).toMatchObject({ code: 'CERTIFICATE_ERASED' });
  });

  test.each(['', '   ', 'x'.repeat(121), 'Robin\nExample', 'Robin\u202eExample', 'a\0b', '\ud800'])(
    'the name %j is refused and nothing changes',
    async (name) => {
      const { number } = await issued(world);
      expect((await reissue(owner, number, name)).data.reissueCertificate).toMatchObject({ code: 'INVALID_INPUT' });
      expect(await stands(number)).toBe('VALID');
    },
  );

  test('a name that cannot be printed is named letter by letter', async () => {
    const { number } = await issued(world);
    expect((await reissue(owner, number, 'Robin 王')).data.reissueCertificate).toMatchObject({
      code: 'NAME_UNDRAWABLE',
      characters: ['王'],
    });
  });

  test('a note is a short line; an invalid reason never reaches the register', async () => {
    const { number } = await issued(world);
    for (const note of ['x', 'n'.repeat(501), 'two\nlines'])
      expect((await revoke(owner, number, { note })).data.revokeCertificate).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await revoke(owner, number, { reason: 'BECAUSE' })).errors).toHaveLength(1);
    expect(await stands(number)).toBe('VALID');
    expect((await revoke(owner, number, { note: null })).data.revokeCertificate.certificate.status).toBe('REVOKED');
  });
});

describe('a hundred at once', () => {
  const { query } = readExample('VerifyCertificates');

  test('are answered in their order, with the facts of each', async () => {
    const [valid, revoked] = [await issued(world), await issued(world)];
    await revoke(owner, revoked.number, { reason: 'ADMINISTRATIVE' });
    const numbers = Array.from({ length: 100 }, (_, at) => [valid.number, revoked.number, 'x'][at % 3]);
    const { verifyCertificates } = (await run(null, 'VerifyCertificates', { numbers })).data;
    expect(verifyCertificates).toHaveLength(100);
    expect(verifyCertificates.slice(0, 3)).toMatchObject([
      { number: valid.number, status: 'VALID', sealing: 'PENDING', logPosition: null, revocation: null },
      { number: revoked.number, status: 'REVOKED', revocation: { reason: 'ADMINISTRATIVE', at: now.toISOString() } },
      { number: 'x', status: 'MALFORMED', sealing: null, credentialUrl: null },
    ]);
  });

  test('fit the limits with every field; one more is refused', async () => {
    priceFields(schema);
    const hundred = { numbers: Array(100).fill(newCertificateNumber()) };
    const { cost, faults } = costOf({ schema, document: parse(query), variables: hundred });
    expect(faults).toEqual([]);
    expect(cost).toBeLessThan(MAX_COST);
    const { errors } = await run(null, 'VerifyCertificates', { numbers: [...hundred.numbers, 'x'] });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});
