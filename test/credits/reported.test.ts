import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { UserId } from '../../drizzle/ids.ts';
import { startTestApp } from '../support/app.ts';
import { addBoard, addCompletion } from '../support/completions.ts';
import { addLicenseRow, addOffer } from '../support/offers.ts';
import { type Result, mutate as send } from '../support/transcriptCalls.ts';
import { boardWith, HOURS } from '../support/transcriptFacts.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
const now = new Date('2026-11-26T09:00:00Z');
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer, now: () => now });
  await addBoard(world, boardWith({ unit: HOURS, accepts: [{ accreditor: 'camft' }], repeats: 'ALLOWED' }));
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const mutate = (...call: [UserId, string, Record<string, unknown>, string]) => send(app, ...call);

const holder = async () => {
  const userId = await newLearner(world.db, 'Robin Example');
  const cycle = { cycleStartsOn: '2026-11-01', cycleEndsOn: '2028-10-31' };
  const licenseId = await addLicenseRow(world, { userId, profession: 'sample', jurisdiction: 'XX', ...cycle });
  const { id: offerId } = await addOffer(world, { accreditor: 'camft', values: { unit: HOURS } });
  await addCompletion(world, { userId, round: 1, awards: [{ offerId, licenseIds: [licenseId], hundredths: 650 }] });
  return { userId, licenseId };
};

const INPUT = {
  ...{ title: '=HYPERLINK("http://evil.example")', provider: '@provider', earnedOn: '2026-11-21' },
  ...{ amount: '3.00', unit: 'contact hours', category: '+ethics', note: '0123' },
};

describe('a certificate of another provider', () => {
  const FIELDS = 'certificate { id title amount unit earnedOn category note }';
  const add = (userId: UserId, changes: Record<string, unknown> = {}) =>
    mutate(userId, 'addReportedCertificate', { ...INPUT, ...changes }, FIELDS);
  const certificateId = (result: Result) => (result.certificate as { id: string }).id;

  test('is marked as stated by the holder, neutral in spreadsheets, and counts nothing', async () => {
    const who = await holder();
    expect(await add(who.userId)).toMatchObject({ certificate: { amount: '3.00', note: '0123' } });
    const response = await app.ask(`/transcripts/${who.licenseId}.csv`, { headers: { 'x-test-user': who.userId } });
    const lines = (await response.text()).split('\r\n');
    const stated = lines.find((line) => line.startsWith('Stated by the holder,')) ?? '';
    expect(stated).toContain(`"'=HYPERLINK(""http://evil.example"")",'@provider`);
    expect(stated).toContain("'+ethics");
    expect(stated).toContain('3.00 contact hours, as stated');
    expect(stated).toMatch(/,REPORTED,Stated by the holder: 0123,,,,,Robin Example,/);
    expect(lines.find((line) => line.startsWith('Total,'))).toMatch(/,6\.50,hours,,Robin Example,/);
  });

  test('stated twice, or six times at once, is listed once', async () => {
    const userId = await newLearner(world.db);
    const all = await Promise.all(Array.from({ length: 6 }, () => add(userId)));
    expect(new Set([...all, await add(userId)].map(certificateId)).size).toBe(1);
    expect(certificateId(await add(userId, { note: null }))).not.toBe(certificateId(await add(userId)));
  });

  test('is changed and removed by its holder alone', async () => {
    const userId = await newLearner(world.db);
    const stranger = await newLearner(world.db);
    const id = certificateId(await add(userId));
    const update = (who: UserId, changes: object) =>
      mutate(who, 'updateReportedCertificate', { id, ...changes }, FIELDS);
    expect(await update(userId, { amount: '1.25', note: null })).toMatchObject({
      certificate: { amount: '1.25', note: null, category: '+ethics' },
    });
    expect(await update(stranger, { amount: '9.00' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await mutate(stranger, 'removeReportedCertificate', { id }, 'id')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await mutate(userId, 'removeReportedCertificate', { id }, 'id')).toMatchObject({ id });
    expect(await mutate(userId, 'removeReportedCertificate', { id }, 'id')).toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each([
    ['title', { title: ' ' }],
    ['title', { title: '田中' }],
    ['title', { title: 'a\nb' }],
    ['provider', { provider: 'x'.repeat(161) }],
    ['earnedOn', { earnedOn: '2026-11-28' }],
    ['earnedOn', { earnedOn: '2026-02-30' }],
    ['amount', { amount: '0.00' }],
    ['amount', { amount: '10000.01' }],
    ['unit', { unit: '' }],
  ])('is refused with a fault in %s: %j', async (path, changes) => {
    expect(await add(await newLearner(world.db), changes)).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path }] });
  });
});
