import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { didOf } from '../../certificates/credential/did.ts';
import { examineFile } from '../../certificates/verify/examineFile.ts';
import { operatorAct } from '../../schema/act.ts';
import { retireCourse } from '../../schema/courses/operations/retireCourse.ts';
import { openCredential } from '../../schema/issuance/operations/openCredential.ts';
import { openDocument } from '../../schema/issuance/operations/openDocument.ts';
import { prepareDocuments } from '../../schema/issuance/operations/prepareDocuments.ts';
import { everyKey } from '../../schema/keys/queries.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { examineOnline } from '../../schema/verification/operations/examineOnline.ts';
import { newCreditHolder, PUBLIC_URL } from '../support/creditHolder.ts';
import { newHolder } from '../support/holder.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const now = new Date('2026-11-23T09:00:00Z');
const due = new Date('2033-12-01T00:00:00Z');

const filesOf = async (number: string): Promise<Buffer[]> => {
  const pdf = await openDocument(world.db, world.vault, world.issuer, { number, now });
  const read = (kind: 'CREDENTIAL' | 'TOKEN') => openCredential(world.db, world.vault, { number, kind });
  return [pdf, await read('CREDENTIAL'), await read('TOKEN')].map((file) => {
    if (file === null || typeof file !== 'object' || 'gone' in file) throw new Error('a document is missing');
    return file.bytes;
  });
};

/** What a holder's file proves by itself, and what the register adds. */
const examined = async (bytes: Buffer) => {
  const keys = await everyKey(world.db);
  const offline = await examineFile(bytes, { keys, did: didOf(PUBLIC_URL), now: due });
  return { offline, online: await examineOnline(world.db, world.vault, { report: offline, keys, now: due }) };
};

test('files in people’s hands prove what they proved, online and offline, when course and person are gone', async () => {
  const holders = [await newCreditHolder(world), await newHolder(world, PUBLIC_URL)];
  for (const { certificateId } of holders)
    await prepareDocuments(world.db, world.vault, world.issuer, { certificateId, now });
  const held = (await Promise.all(holders.map(({ number }) => filesOf(number)))).flat();
  expect(held).toHaveLength(6);
  const before = await Promise.all(held.map(examined));
  for (const { offline, online } of before) {
    expect(offline.overall).toBe('GENUINE');
    expect(online).toMatchObject({ overall: 'GENUINE', standing: 'VALID', pending: false });
  }
  const reason = 'No longer offered';
  await retireCourse(world.db, operatorAct(now), { courseId: world.courseId, reason });
  for (const { userId } of holders) await eraseByOperator(world.db, operatorAct(due), { userId, reason: 'Asked for' });
  expect(await openDocument(world.db, world.vault, world.issuer, { number: holders[0]?.number ?? '', now })).toEqual({
    gone: true,
  });
  expect(await Promise.all(held.map(examined))).toEqual(before);
});
