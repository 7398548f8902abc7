import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { examineFile } from '../../certificates/verify/examineFile.ts';
import { createTimestampAuthority } from '../support/timestampAuthority.ts';
import { HELD_DID, type Held, holdFiles } from './heldFiles.ts';

const now = new Date('2026-12-01T00:00:00Z');
let plain: Held;
let stamped: Held;
beforeAll(async () => {
  const { timestamper } = await createTimestampAuthority();
  [plain, stamped] = await Promise.all([holdFiles(), holdFiles({ timestamper })]);
});

const FILES: [string, () => { held: Held; file: Buffer }, number][] = [
  ['the PDF', () => ({ held: plain, file: plain.pdf }), 150],
  ['the PDF with a timestamp', () => ({ held: stamped, file: stamped.pdf }), 150],
  ['credential.json', () => ({ held: plain, file: plain.credential }), 400],
  ['credential.jwt', () => ({ held: plain, file: plain.token }), 400],
];

test.each(FILES)('one flipped byte anywhere in %s is found, and a step names it', async (_name, given, numRuns) => {
  const { held, file } = given();
  const options = { keys: held.keys, did: HELD_DID, now };
  expect((await examineFile(file, options)).overall).toBe('GENUINE');
  const place = fc.integer({ min: 0, max: file.length - 1 });
  await fc.assert(
    fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const flipped = Buffer.from(file);
      flipped[at] = (flipped[at] ?? 0) ^ mask;
      const report = await examineFile(flipped, options);
      expect(report.overall).not.toBe('GENUINE');
      expect(report.steps.filter(({ verdict }) => verdict === 'FAILED').length).toBeGreaterThan(0);
    }),
    { numRuns },
  );
});

test('one flipped byte around and inside the seal is found too', async () => {
  const { pdf, keys } = stamped;
  const [from, to] = [pdf.indexOf('/Type /Sig\n') - 50, pdf.indexOf('/M (D:') + 400];
  expect(from).toBeGreaterThan(0);
  const places = fc.integer({ min: from, max: Math.max(to, from + 3000) });
  await fc.assert(
    fc.asyncProperty(places, fc.constantFrom(0x01, 0x20, 0x80), async (at, mask) => {
      const flipped = Buffer.from(pdf);
      flipped[at] = (flipped[at] ?? 0) ^ mask;
      expect((await examineFile(flipped, { keys, did: HELD_DID, now })).overall).toBe('ALTERED');
    }),
    { numRuns: 150 },
  );
});
