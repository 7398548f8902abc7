import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AttachmentName, readAttachments } from '../../../certificates/verify/attachments.ts';
import { credentialSteps, type Enclosed } from '../../../certificates/verify/credentialSteps.ts';
import { examineFile } from '../../../certificates/verify/examineFile.ts';
import { logStep } from '../../../certificates/verify/logStep.ts';
import type { Report, StepKey } from '../../../certificates/verify/report.ts';
import { HELD_DID, type Held, holdFiles } from '../../support/certificates/heldFiles.ts';
import { createTimestampAuthority } from '../../support/timestampAuthority.ts';

const now = new Date('2026-12-01T00:00:00Z');
let plain: Held;
let stamped: Held;
beforeAll(async () => {
  const { timestamper } = await createTimestampAuthority();
  [plain, stamped] = await Promise.all([holdFiles(), holdFiles({ timestamper })]);
});

const flipped = (file: Buffer, at: number, mask: number): Buffer => {
  const changed = Buffer.from(file);
  changed[at] = (changed[at] ?? 0) ^ mask;
  return changed;
};
const masks = fc.integer({ min: 1, max: 255 });
const failedIn = ({ steps }: Pick<Report, 'steps'>): string[] =>
  steps.filter(({ outcome }) => outcome === 'FAILED').map(({ key }) => key);

// Bytes of no kind at all have no step of their own any more.
const FILES: [string, () => { held: Held; file: Buffer }, StepKey[], number][] = [
  ['the PDF', () => ({ held: plain, file: plain.pdf }), ['SEAL', 'KIND'], 150],
  ['the PDF with a timestamp', () => ({ held: stamped, file: stamped.pdf }), ['SEAL', 'TIMESTAMP', 'KIND'], 150],
  ['credential.json', () => ({ held: plain, file: plain.credential }), ['CREDENTIAL', 'KIND'], 400],
  ['credential.jwt', () => ({ held: plain, file: plain.token }), ['TOKEN', 'KIND'], 400],
];

test.each(FILES)('one flipped byte anywhere in %s is found by its own step', async (_name, given, own, numRuns) => {
  const { held, file } = given();
  const options = { keys: held.keys, did: HELD_DID, now };
  expect((await examineFile(file, options)).overall).toBe('GENUINE');
  await fc.assert(
    fc.asyncProperty(fc.nat(file.length - 1), masks, async (at, mask) => {
      const report = await examineFile(flipped(file, at, mask), options);
      expect(report.overall).not.toBe('GENUINE');
      expect(own).toContain(failedIn(report)[0]);
    }),
    { numRuns },
  );
});

const PARTS: [AttachmentName, StepKey][] = [
  ['credential.json', 'CREDENTIAL'],
  ['credential.jwt', 'TOKEN'],
  ['log-proof.txt', 'LOG'],
  ['holder.json', 'NAME'],
];

test.each(PARTS)('one flipped byte inside the enclosed %s is found by the step %s', async (name, key) => {
  const enclosed: Enclosed = Object.fromEntries(readAttachments(plain.pdf).map((file) => [file.name, file.bytes]));
  const part = enclosed[name] ?? Buffer.alloc(0);
  const stepsOf = async (files: Enclosed) => {
    const { steps } = await credentialSteps(files, { keys: plain.keys, did: HELD_DID });
    const [proof, credential] = [files['log-proof.txt'], files['credential.json']];
    return { steps: [...steps, logStep({ proof, credential, keys: plain.keys })] };
  };
  expect(failedIn(await stepsOf(enclosed))).toEqual([]);
  await fc.assert(
    fc.asyncProperty(fc.nat(part.length - 1), masks, async (at, mask) => {
      expect(failedIn(await stepsOf({ ...enclosed, [name]: flipped(part, at, mask) }))).toContain(key);
    }),
    { numRuns: 300 },
  );
});

test('one flipped byte around and inside the seal is found too', async () => {
  const { pdf, keys } = stamped;
  const [from, to] = [pdf.indexOf('/Type /Sig\n') - 50, pdf.indexOf('/M (D:') + 400];
  expect(from).toBeGreaterThan(0);
  const places = fc.integer({ min: from, max: Math.max(to, from + 3000) });
  await fc.assert(
    fc.asyncProperty(places, fc.constantFrom(0x01, 0x20, 0x80), async (at, mask) => {
      expect((await examineFile(flipped(pdf, at, mask), { keys, did: HELD_DID, now })).overall).toBe('ALTERED');
    }),
    { numRuns: 150 },
  );
});
