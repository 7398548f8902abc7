import { beforeAll, describe, expect, test } from '@jest/globals';
import { drawCertificate } from '../../../certificates/pdf.ts';
import { sealPdf } from '../../../certificates/seal/sealPdf.ts';
import { readAttachments } from '../../../certificates/verify/attachments.ts';
import { conclude, type Examined, exitCodeOf, type StatusOfFile } from '../../../certificates/verify/conclusion.ts';
import { examineFile } from '../../../certificates/verify/examineFile.ts';
import { type Report, type StepKey, stepOf } from '../../../certificates/verify/report.ts';
import { sampleCredits } from '../../support/certificates/credentialSamples.ts';
import { HELD_DID, type Held, holdFiles } from '../../support/certificates/heldFiles.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';
import { createTestKeyring } from '../../support/keyring.ts';
import { createTimestampAuthority } from '../../support/timestampAuthority.ts';

const now = new Date('2026-12-01T00:00:00Z');
let [held, other] = [] as unknown as [Held, Held];
beforeAll(async () => {
  held = await holdFiles();
  other = await holdFiles({ facts: { number: 'BGNTZ-49EKR-X27CH-PV059', learnerName: 'Somebody Else' } });
});

const examine = (bytes: Buffer, { keys }: Pick<Held, 'keys'> = held) =>
  examineFile(bytes, { keys, did: HELD_DID, now });
const outcomes = (report: Report, ...keys: StepKey[]) => keys.map((key) => stepOf(report, key)?.outcome ?? null);
const said = (report: Report, key: StepKey): string => stepOf(report, key)?.sentence ?? '';
const enclosed = (pdf: Buffer, name: string): Buffer =>
  readAttachments(pdf).find((attachment) => attachment.name === name)?.bytes ?? Buffer.alloc(0);

describe('what an issued certificate proves by itself', () => {
  test('the PDF: every step that needs no network is passed, in order', async () => {
    const report = await examine(held.pdf);
    expect(report).toMatchObject({ kind: 'PDF', overall: 'GENUINE', number: 'BGNTZ-49EKR-X27CH-PV059' });
    expect(report.steps.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([
      'KIND PASSED',
      'SEAL PASSED',
      'TIMESTAMP NOT_PRESENT',
      'CREDENTIAL PASSED',
      'TOKEN PASSED',
      'NAME PASSED',
      'LOG PASSED',
      'CERTIFIED PASSED',
      'SPECIMEN PASSED',
      'EXPIRY PASSED',
      'STATUS NOT_CHECKED',
    ]);
    expect(report.facts).toEqual({
      number: 'BGNTZ-49EKR-X27CH-PV059',
      certifies: 'COMPLETION',
      course: 'Better After Betrayal, version 1.2',
      ...{ hours: '1.5', hoursAre: 'STUDIED' },
      credit: null,
      completedOn: '2026-11-22',
      issuedAt: '2026-11-22T21:15:00+13:00',
      expiresAt: null,
      issuer: 'Attune Sample Institute',
      name: 'Maren Sólveig Okonkwo-Hale',
      specimen: false,
      verifyUrl: 'https://attune.example.org/verify/BGNTZ-49EKR-X27CH-PV059',
      status: { list: 'https://attune.example.org/status/1', position: 4711 },
    });
    expect(said(report, 'STATUS')).toContain('https://attune.example.org/verify/BGNTZ-49EKR-X27CH-PV059');
  });

  test('it carries the four files, byte for byte', () => {
    expect(readAttachments(held.pdf).map(({ name }) => name)).toEqual([
      'credential.json',
      'credential.jwt',
      'log-proof.txt',
      'holder.json',
    ]);
    expect(enclosed(held.pdf, 'credential.json').equals(held.credential)).toBe(true);
    expect(enclosed(held.pdf, 'credential.jwt').equals(held.token)).toBe(true);
    expect(enclosed(held.pdf, 'log-proof.txt').equals(held.logProof)).toBe(true);
  });

  test('a timestamp names its authority and the moment', async () => {
    const { timestamper } = await createTimestampAuthority();
    const stamped = await holdFiles({ timestamper });
    const report = await examine(stamped.pdf, stamped);
    expect(report.overall).toBe('GENUINE');
    expect(said(report, 'TIMESTAMP')).toMatch(/^Sample timestamp authority states .* 2026-11-22 at 09:00:01 UTC/);
  });

  test('the credential and the token alone prove all but the name and the log', async () => {
    for (const file of [held.credential, held.token]) {
      const report = await examine(file);
      expect(report).toMatchObject({ overall: 'GENUINE', number: 'BGNTZ-49EKR-X27CH-PV059' });
      expect(outcomes(report, 'SEAL', 'NAME', 'LOG')).toEqual([null, 'NOT_PRESENT', 'NOT_PRESENT']);
      expect(report.facts?.name).toBeNull();
      expect(JSON.stringify(report)).not.toContain('Maren');
    }
    expect((await examine(held.logProof)).overall).toBe('NOT_PROVEN');
  });

  test('after a rotation what the former keys signed is as genuine as what the new ones sign', async () => {
    const rotated = await holdFiles();
    const keys = [...held.keys, ...rotated.keys];
    for (const { pdf, credential, token } of [held, rotated])
      for (const file of [pdf, credential, token]) expect((await examine(file, { keys })).overall).toBe('GENUINE');
  });

  test('an issuer that is not named is taken from the keys', async () => {
    const report = await examineFile(held.pdf, { keys: held.keys, did: null, now });
    expect(report.overall).toBe('GENUINE');
    expect(outcomes(report, 'LOG')).toEqual(['PASSED']);
  });

  test('the service moved to another address between the issue and the making: the log’s name differs, its key does not', async () => {
    const ring = { keyring: held.keyring, keys: held.keys };
    const moved = await holdFiles({ ring, logOrigin: 'new.example.org/log' });
    for (const did of [HELD_DID, null]) {
      const report = await examineFile(moved.pdf, { keys: held.keys, did, now });
      expect(report.overall).toBe('GENUINE');
      expect(said(report, 'LOG')).toContain('of the log new.example.org/log,');
    }
    const foreign = await holdFiles();
    const enclosed = await holdFiles({
      ring,
      enclose: (files) =>
        files.map((file) => (file.name === 'log-proof.txt' ? { ...file, bytes: foreign.logProof } : file)),
    });
    expect(outcomes(await examine(enclosed.pdf), 'LOG')).toEqual(['FAILED']);
  });

  test('hours of study are distinguished from what accreditors grant', async () => {
    const accredited = await holdFiles({ facts: { credits: sampleCredits() } });
    const report = await examine(accredited.pdf, accredited);
    const unit = 'contact hours (Board of Examples (Sampleland))';
    expect(report).toMatchObject({ overall: 'GENUINE', facts: { hours: '1.5', credit: { amount: '1.75', unit } } });
    expect(said(report, 'CERTIFIED')).toContain(`, 1.75 ${unit}, required study 1.5 hours of 60 minutes each, `);
  });

  test('another layout of the same words is said and still proves itself', async () => {
    const report = await examine(Buffer.from(JSON.stringify(JSON.parse(held.credential.toString()), null, 2)));
    expect(report.overall).toBe('GENUINE');
    expect(said(report, 'CREDENTIAL')).toContain('another layout');
  });
});

describe('what is genuine and may yet not count', () => {
  test('a specimen says so loudly', async () => {
    const specimen = await holdFiles({ facts: { specimen: true } });
    const report = await examine(specimen.pdf, specimen);
    expect(report).toMatchObject({ overall: 'GENUINE', facts: { specimen: true, hours: null } });
    expect(said(report, 'SPECIMEN')).toContain('THIS IS A SPECIMEN');
    expect(conclude({ ...report, standing: null, pending: false }).badge).toBe('Specimen');
    expect(exitCodeOf({ ...report, standing: null, pending: false })).toBe(3);
  });

  test('an expired one was valid until its day', async () => {
    const expired = await holdFiles({ facts: { expiresOn: '2026-11-30' }, expiresAt: '2026-11-30T11:00:00Z' });
    const report = await examine(expired.pdf, expired);
    expect(report.overall).toBe('GENUINE');
    expect(outcomes(report, 'EXPIRY')).toEqual(['FAILED']);
    expect(conclude({ ...report, standing: null, pending: false }).badge).toBe('Expired');
  });

  test('a preview is not a certificate, and says so', async () => {
    const report = await examine(await drawCertificate(sampleFacts(), { preview: true }));
    expect(report).toMatchObject({ overall: 'NOT_PROVEN', number: null });
    expect(said(report, 'KIND')).toContain('THIS IS A PREVIEW');
  });

  test('a PDF of an earlier release, without a seal, claims a number and proves nothing', async () => {
    const report = await examine(await drawCertificate(sampleFacts()));
    expect(report).toMatchObject({ overall: 'NOT_PROVEN', number: 'BGNTZ-49EKR-X27CH-PV059', facts: null });
    expect(outcomes(report, 'SEAL', 'CREDENTIAL', 'STATUS')).toEqual(['NOT_PRESENT', 'NOT_PRESENT', null]);
  });
});

describe('what was changed is named, and what still proves itself is said too', () => {
  test('bytes added after sealing', async () => {
    const report = await examine(Buffer.concat([held.pdf, Buffer.from('\n% a note of some bytes')]));
    expect(report.overall).toBe('ALTERED');
    expect(said(report, 'SEAL')).toContain(`After sealing 23 bytes were added, from byte ${held.pdf.length}.`);
    expect(outcomes(report, 'CREDENTIAL', 'NAME', 'LOG')).toEqual(['PASSED', 'PASSED', 'PASSED']);
    expect(said(report, 'CERTIFIED')).toMatch(/intact.*1\.5 hours.*Trust that, not what the pages show\./);
  });

  test('a file that another program saved again lost its seal; the credential inside is still proven', async () => {
    const saved = held.pdf
      .toString('latin1')
      .replace('/Type /Sig\n/Filter', '/Type /Sig /Filter')
      .replaceAll('\nstream\n', '\nstream\r\n');
    const report = await examine(Buffer.from(saved, 'latin1'));
    expect(report).toMatchObject({ overall: 'ALTERED', facts: { hours: '1.5', name: 'Maren Sólveig Okonkwo-Hale' } });
    expect(outcomes(report, 'SEAL', 'CREDENTIAL', 'TOKEN', 'NAME', 'LOG')).toEqual([
      'FAILED',
      ...Array(4).fill('PASSED'),
    ]);
    expect(said(report, 'SEAL')).toContain('a program saved the file again');
  });

  test('a changed timestamp leaves the seal as it was', async () => {
    const { timestamper } = await createTimestampAuthority();
    const stamped = await holdFiles({ timestamper });
    const { pdf } = stamped;
    const hex = pdf.toString('latin1');
    const contents = hex.indexOf('/Contents <');
    const authority = Buffer.from('Sample timestamp authority').toString('hex');
    const at = hex.indexOf(authority, contents);
    const changed = Buffer.from(pdf);
    changed[at + 1] = changed[at + 1] === 0x30 ? 0x31 : 0x30;
    const report = await examine(changed, stamped);
    expect(report.overall).toBe('ALTERED');
    expect(outcomes(report, 'SEAL', 'TIMESTAMP', 'CREDENTIAL')).toEqual(['PASSED', 'FAILED', 'PASSED']);
    expect(said(report, 'CERTIFIED')).not.toContain('no seal holds');
  });

  test('a credential of another certificate beside the token of this one', async () => {
    const ring = { keyring: held.keyring, keys: held.keys };
    const twin = await holdFiles({ ring, facts: { studyHundredths: 900 } });
    const mixed = await holdFiles({
      ring,
      enclose: (files) => files.map((file) => (file.name === 'credential.jwt' ? { ...file, bytes: twin.token } : file)),
    });
    const report = await examine(mixed.pdf);
    expect(report.overall).toBe('ALTERED');
    expect(said(report, 'TOKEN')).toContain('differs from the credential beside it');
  });

  test('a name that does not open the hash, and a proof of another entry', async () => {
    const ring = { keyring: held.keyring, keys: held.keys };
    const wrong = await holdFiles({
      ring,
      enclose: (files) =>
        files.map((file) => {
          if (file.name === 'holder.json')
            return { ...file, bytes: Buffer.from(JSON.stringify({ name: 'Another Person', salt: '00' })) };
          return file.name === 'log-proof.txt' ? { ...file, bytes: held.logProof } : file;
        }),
    });
    const report = await examine(wrong.pdf);
    expect(outcomes(report, 'SEAL', 'NAME', 'LOG')).toEqual(['PASSED', 'FAILED', 'FAILED']);
    expect(report).toMatchObject({ overall: 'ALTERED', facts: { name: null } });
    expect(JSON.stringify(report)).not.toContain('Another Person');
  });

  test('a PDF that someone else sealed is not ours, although our credential is inside', async () => {
    const foreign = await createTestKeyring();
    const drawn = await drawCertificate(sampleFacts({ studyHundredths: 9900 }), {
      seal: { room: 4_096 },
      enclosures: [
        {
          name: 'credential.json',
          mediaType: 'application/vc',
          relationship: 'Data',
          description: 'taken from another file',
          bytes: held.credential,
        },
      ],
    });
    const report = await examine(await sealPdf(drawn, await foreign.keyring.signer('SEAL'), null));
    expect(report.overall).toBe('ALTERED');
    expect(outcomes(report, 'SEAL', 'CREDENTIAL')).toEqual(['FAILED', 'PASSED']);
    expect(said(report, 'CERTIFIED')).toContain('1.5 hours');
  });

  test('a certificate under our name by unknown keys proves nothing, in every form', async () => {
    for (const file of [other.pdf, other.credential, other.token]) {
      const report = await examine(file);
      expect(report).toMatchObject({ overall: 'NOT_PROVEN', facts: null });
      expect(outcomes(report, 'CERTIFIED', 'STATUS')).toEqual([null, null]);
    }
  });

  test('our keys under another issuer’s name prove nothing about that issuer', async () => {
    const report = await examineFile(held.credential, { keys: held.keys, did: 'did:web:other.example.org', now });
    expect(report.overall).toBe('NOT_OURS');
  });
});

describe('one conclusion for the whole', () => {
  const STANDINGS: [StatusOfFile | null, string, number][] = [
    [null, 'Genuine', 0],
    ['VALID', 'Genuine and valid', 0],
    ['EXPIRED', 'Expired', 3],
    ['REVOKED', 'Revoked', 3],
    ['SUPERSEDED', 'Replaced', 3],
    ['SPECIMEN', 'Specimen', 3],
    ['UNKNOWN', 'Not in the register', 1],
  ];
  test.each(STANDINGS)('genuine and %s', async (standing, badge, code) => {
    const examined: Examined = { ...(await examine(held.pdf)), standing, pending: false };
    expect([conclude(examined).badge, exitCodeOf(examined)]).toEqual([badge, code]);
  });

  test('being sealed, or with a damaged log, it is not to be relied on', async () => {
    const examined: Examined = { ...(await examine(held.pdf)), standing: 'VALID', pending: true };
    expect([conclude(examined).badge, exitCodeOf(examined)]).toEqual(['Being sealed', 3]);
    const broken = { key: 'REPLAY', outcome: 'FAILED', title: '', sentence: '' } as const;
    const damaged: Examined = { ...examined, pending: false, steps: [...examined.steps, broken] };
    expect([conclude(damaged).badge, exitCodeOf(damaged)]).toEqual(['Log damaged', 1]);
  });

  test.each(['ALTERED', 'NOT_OURS', 'NOT_PROVEN', 'UNREADABLE'] as const)('%s is never good', async (overall) => {
    const examined: Examined = { ...(await examine(held.pdf)), overall, standing: 'VALID', pending: false };
    expect(conclude(examined).tone).not.toBe('good');
    expect(exitCodeOf(examined)).toBe(1);
  });
});
