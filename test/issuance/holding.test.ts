import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import { newCertificateNumber } from '../../certificates/number.ts';
import type { UserId } from '../../drizzle/ids.ts';
import type { Context } from '../../schema/context.ts';
import { schema } from '../../schema/graphql/index.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { correcting } from '../support/correcting.ts';
import { issued, member, ownersVerbs, PUBLIC_URL, sealedAs } from '../support/issued.ts';
import { globalId } from '../support/quizPages.ts';
import type { Answer } from '../support/service.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

const now = new Date('2026-11-30T09:00:00Z');

let world: World;
let verbs: ReturnType<typeof ownersVerbs>;
beforeAll(async () => {
  world = await openWorld();
  verbs = ownersVerbs(world, await member(world, 'OWNER'), now);
});
afterAll(() => world.close());

const run = async (userId: UserId, name: string, variableValues: Record<string, unknown>): Promise<Answer> => {
  // Certificates of one's own read the database, the vault, the viewer and the time.
  const contextValue = {
    db: world.db,
    vault: world.vault,
    viewer: { userId, sessionId: null, signedInBy: 'EMAIL_CODE' },
    now,
    settings: { publicUrl: PUBLIC_URL },
  } as unknown as Context;
  const answer = await graphql({ schema, source: readExample(name).query, variableValues, contextValue });
  return JSON.parse(JSON.stringify(answer));
};

const certificate = async (userId: UserId, number: string) => {
  const { data, errors } = await run(userId, 'MyCertificate', { number });
  expect(errors).toBeUndefined();
  return data.viewer.certificate;
};

describe('a certificate by its number', () => {
  test('is its holder’s alone, however the number is typed', async () => {
    const { number, userId } = await issued(world);
    const typed = number.toLowerCase().replaceAll('-', ' ');
    expect(await certificate(userId, typed)).toMatchObject({ number, status: 'VALID', revocation: null });
    const other = await newLearner(world.db);
    for (const asked of [number, newCertificateNumber(), 'nonsense', ''])
      expect(await certificate(other, asked)).toBeNull();
  });

  test('says when its file is sealed', async () => {
    const { id, number, userId } = await issued(world);
    expect(await certificate(userId, number)).toMatchObject({ sealing: 'PENDING' });
    await sealedAs(world, id, Buffer.from('sealed'));
    expect(await certificate(userId, number)).toMatchObject({ sealing: 'DONE' });
  });

  test('says why it was revoked', async () => {
    const { number, userId } = await issued(world);
    await verbs.revoke(number, 'IDENTITY_FALSE');
    expect(await certificate(userId, number)).toMatchObject({
      status: 'REVOKED',
      revocation: { reason: 'IDENTITY_FALSE', at: now.toISOString() },
      successor: null,
      predecessor: null,
    });
  });

  test('leads to the one that replaced it, and back', async () => {
    const { number, userId } = await issued(world);
    const { successor } = await verbs.reissue(number, 'Robin Q. Example');
    expect(await certificate(userId, number)).toMatchObject({
      status: 'SUPERSEDED',
      predecessor: null,
      successor: { number: successor.number, status: 'VALID' },
    });
    expect(await certificate(userId, successor.number)).toMatchObject({
      predecessor: { number, status: 'SUPERSEDED' },
      successor: null,
    });
  });
});

describe('the list of them', () => {
  const numbersOf = async (userId: UserId, filter: unknown, first = 20) => {
    const { data, errors } = await run(userId, 'MyCertificates', { filter, first });
    expect(errors).toBeUndefined();
    const { nodes, totalCount } = data.viewer.certificates;
    expect(totalCount).toBe(nodes.length);
    return nodes.map(({ number }: { number: string }) => number);
  };

  test('is narrowed by text, status and day of completion, and counts what is left', async () => {
    const { number, userId, facts } = await issued(world, { facts: { completedOn: '2026-11-20' } });
    const { successor } = await verbs.reissue(number, 'Robin Q. Example');
    await verbs.revoke(successor.number);
    const both = [successor.number, number];
    const title = facts.course.title.toUpperCase();
    const cases: [unknown, string[]][] = [
      [null, both],
      [{}, both],
      [{ text: '  ' }, both],
      [{ text: title.slice(0, 8) }, both],
      [{ text: facts.organization.legalName.toLowerCase() }, both],
      [{ text: number.slice(0, 11).toLowerCase() }, [number]],
      [{ text: 'no such words' }, []],
      [{ text: '%' }, []],
      [{ status: [] }, []],
      [{ status: ['REVOKED'] }, [successor.number]],
      [{ status: ['SUPERSEDED', 'REVOKED'] }, both],
      [{ status: ['VALID', 'EXPIRED', 'SPECIMEN'] }, []],
      [{ completedFrom: '2026-11-20', completedTo: '2026-11-20' }, both],
      [{ completedFrom: '2026-11-21' }, []],
      [{ completedTo: '2026-11-19' }, []],
    ];
    for (const [filter, found] of cases) expect([filter, await numbersOf(userId, filter)]).toEqual([filter, found]);
  });

  test.each([
    ['VALID', { expiresAt: new Date(now.getTime() + 1) }],
    ['EXPIRED', { expiresAt: now }],
    ['SPECIMEN', { specimen: true, expiresAt: now }],
  ] as const)('a filter by %s says the same as the certificate', async (status, row) => {
    const { number, userId } = await issued(world, { facts: { specimen: 'specimen' in row }, row });
    expect(await certificate(userId, number)).toMatchObject({ status });
    expect(await numbersOf(userId, { status: [status] })).toEqual([number]);
    const others = ['VALID', 'EXPIRED', 'SPECIMEN', 'REVOKED', 'SUPERSEDED'].filter((one) => one !== status);
    expect(await numbersOf(userId, { status: others })).toEqual([]);
  });

  test('is narrowed to what was claimed for a license, of one’s own alone', async () => {
    const { holder } = correcting(() => world);
    const { userId, licenseId, certificate: credit } = await holder('LMFT 5');
    const other = await holder('LMFT 6');
    expect(await numbersOf(userId, { licenseId: globalId('License', licenseId) })).toEqual([credit.number]);
    for (const none of [globalId('License', other.licenseId), globalId('Module', licenseId), 'x', ''])
      expect([none, await numbersOf(userId, { licenseId: none })]).toEqual([none, []]);
    expect(await numbersOf(userId, { licenseId: null })).toHaveLength(2);
  });

  test('refuses a text that is too long', async () => {
    const { errors } = await run(await newLearner(world.db), 'MyCertificates', { filter: { text: 'x'.repeat(201) } });
    expect(JSON.stringify(errors)).toContain('Write at most 200 characters.');
  });
});

test.each([
  ['Ana  Māhina-Łukasz', { printable: true, printed: 'Ana Māhina-Łukasz', characters: [] }],
  ['Robin 😀 Example', { printable: false, printed: null, characters: ['😀'] }],
  ['Ro\u202ebin', { printable: false, printed: null, characters: ['\u202e'] }],
  [' ', { printable: false, printed: null, characters: [] }],
])('whether %j can be printed', async (name, answer) => {
  const { data } = await run(await newLearner(world.db), 'NamePrintable', { name });
  expect(data.namePrintable).toEqual(answer);
});
