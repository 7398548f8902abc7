import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readAttachments } from '../../../certificates/verify/attachments.ts';
import { examineFile } from '../../../certificates/verify/examineFile.ts';
import type { Overall } from '../../../certificates/verify/report.ts';
import { HELD_DID, type Held, holdFiles } from '../../support/certificates/heldFiles.ts';

const now = new Date('2026-12-01T00:00:00Z');
const MEGABYTE = 1024 * 1024;
/** Generous for a busy machine: each takes well below one. */
const MOST_SECONDS = 5;

let held: Held;
let foreign: Held;
beforeAll(async () => {
  [held, foreign] = await Promise.all([holdFiles(), holdFiles()]);
});

const examine = (bytes: Buffer) => examineFile(bytes, { keys: held.keys, did: HELD_DID, now });

/** An embedded file as PDFKit writes it. */
const attachment = (mediaType: string, body: Buffer, length = body.length): Buffer =>
  Buffer.concat([
    Buffer.from(`\n8 0 obj\n<<\n/Type /EmbeddedFile\n/Subtype /${mediaType}\n/Length ${length}\n`),
    Buffer.from('/Filter /FlateDecode\n>>\nstream\n'),
    body,
    Buffer.from('\nendstream\nendobj\n'),
  ]);

const PDF = Buffer.from('%PDF-1.7\n');
const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const swap = (file: Buffer, from: string, to: string): Buffer =>
  Buffer.from(file.toString('latin1').replace(from, to), 'latin1');

/** What was shown is drawn over by a later revision, the sealed bytes untouched: the shadow attacks' last step. */
const shadowed = (pdf: Buffer): Buffer => {
  const previous = pdf.lastIndexOf('startxref');
  const update = `\n7 0 obj\n<< /Type /Page /Contents 999 0 R >>\nendobj\nxref\n7 1\n${String(pdf.length + 1).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 1000 /Prev ${previous} >>\nstartxref\n${pdf.length + 60}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(update)]);
};

const FILES: [string, () => Buffer | Promise<Buffer>, Overall][] = [
  ['an empty file', () => Buffer.alloc(0), 'UNREADABLE'],
  ['50 MB of zeros', () => Buffer.alloc(50 * MEGABYTE), 'UNREADABLE'],
  ['50 MB that claim to be a PDF', () => Buffer.concat([PDF, Buffer.alloc(50 * MEGABYTE, 'obj ')]), 'NOT_PROVEN'],
  ['a header and garbage', () => Buffer.concat([PDF, Buffer.from('\x00\xff(((<<[[', 'latin1')]), 'NOT_PROVEN'],
  [
    'a table of contents that loops',
    () =>
      Buffer.from('%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Prev 9 /Size 1 >>\nstartxref\n9\n%%EOF\n'),
    'NOT_PROVEN',
  ],
  [
    'an attachment that inflates to a thousand times its size',
    () => Buffer.concat([PDF, attachment('application#2Fvc', deflateSync(Buffer.alloc(40 * MEGABYTE), { level: 9 }))]),
    'NOT_PROVEN',
  ],
  [
    'an attachment that claims 90 MB',
    () => Buffer.concat([PDF, attachment('application#2Fvc', Buffer.from('x'), 90_000_000)]),
    'NOT_PROVEN',
  ],
  [
    'a million attachments',
    () =>
      Buffer.concat([
        PDF,
        Buffer.alloc(30 * MEGABYTE, '/Type /EmbeddedFile\n/Subtype /application#2Fvc\n/Length 9\nstream\n'),
      ]),
    'NOT_PROVEN',
  ],
  ['a million numbers', () => Buffer.concat([PDF, Buffer.alloc(30 * MEGABYTE, 'Certificate ABCDE-')]), 'NOT_PROVEN'],
  ['a million byte ranges', () => Buffer.concat([PDF, Buffer.alloc(12 * MEGABYTE, '/ByteRange [0 1')]), 'NOT_OURS'],
  ['a million heads of seals', () => Buffer.concat([PDF, manySeals()]), 'ALTERED'],
  ['a revision added after sealing', () => Buffer.concat([held.pdf, Buffer.from('\n%%EOF\n')]), 'ALTERED'],
  ['a shadow attack', () => shadowed(held.pdf), 'ALTERED'],
  ['a second signature', () => Buffer.concat([held.pdf, foreign.pdf]), 'ALTERED'],
  ['a file before the file', () => Buffer.concat([PDF, held.pdf]), 'ALTERED'],
  ['a PDF that somebody else sealed in our name', () => foreign.pdf, 'NOT_PROVEN'],
  ['a PDF cut in half', () => held.pdf.subarray(0, held.pdf.length / 2), 'ALTERED'],
  ['a PDF without its last byte', () => held.pdf.subarray(0, -1), 'ALTERED'],
  [
    'a PDF with another course in its description',
    () => swap(held.pdf, 'Certificate BGNTZ', 'Certificate XXXXX'),
    'ALTERED',
  ],
  ['a token that is signed by nobody', () => Buffer.from(unsigned(held.token)), 'NOT_OURS'],
  ['a token in our name with the key of somebody else', () => foreign.token, 'NOT_PROVEN'],
  ['a credential in our name with the key of somebody else', () => foreign.credential, 'NOT_PROVEN'],
  [
    'a credential with more hours',
    () => swap(held.credential, '"creditsEarned":1.5', '"creditsEarned":9.5'),
    'ALTERED',
  ],
  ['a credential with a member more', () => swap(held.credential, '{', '{"note":"accepted by the board",'), 'ALTERED'],
  ['a credential in UTF-16', () => Buffer.from(`\ufeff${held.credential.toString()}`, 'utf16le'), 'UNREADABLE'],
  ['a credential behind a byte order mark', () => Buffer.from(`\ufeff${held.credential.toString()}`), 'GENUINE'],
  ['JSON a hundred thousand deep', () => Buffer.from(`{"@context":${'['.repeat(100_000)}`), 'UNREADABLE'],
  ['brackets for 50 MB', () => Buffer.alloc(50 * MEGABYTE, '['), 'UNREADABLE'],
  ['JSON that is no credential', () => Buffer.from('{"@context":[]}'), 'NOT_OURS'],
  ['JSON that sets a prototype', () => Buffer.from('{"@context":1,"__proto__":{"ok":true}}'), 'UNREADABLE'],
  ['a proof of the log with a false index', () => swap(held.logProof, 'index 1', 'index 99999999999'), 'NOT_PROVEN'],
  ['a photograph', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'UNREADABLE'],
];

const manySeals = (): Buffer => {
  const head = '/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/ByteRange [0 ';
  return Buffer.alloc(20 * MEGABYTE, head);
};

const unsigned = (token: Buffer): string =>
  `${base64url({ alg: 'none', typ: 'JWT' })}.${token.toString().split('.')[1] ?? ''}.`;

describe('a hostile file gets a verdict, in time and with reasons', () => {
  test.each(FILES)('%s', async (_what, make, overall) => {
    const bytes = await make();
    const before = process.memoryUsage().arrayBuffers;
    const began = performance.now();
    const report = await examine(bytes);
    expect((performance.now() - began) / 1000).toBeLessThan(MOST_SECONDS);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(bytes.length + 20 * MEGABYTE);
    expect(report.overall).toBe(overall);
    expect(report.steps.length).toBeGreaterThan(0);
    for (const { title, sentence } of report.steps) expect(title !== '' && /[.?!]$/.test(sentence)).toBe(true);
  });
});

test('a seal of ours over a drawing that carries a bomb still says what is wrong with it', async () => {
  const bomb = deflateSync(Buffer.alloc(60 * MEGABYTE), { level: 9 });
  const made = await holdFiles({
    ring: held,
    enclose: (files) => files.map((file) => (file.name === 'credential.json' ? { ...file, bytes: bomb } : file)),
  });
  const report = await examine(made.pdf);
  expect(report.overall).toBe('ALTERED');
  expect(readAttachments(made.pdf).map(({ name }) => name)).toContain('credential.json');
});

test('any bytes get a report', async () => {
  const pieces = ['%PDF-1.7\n', '/EmbeddedFile', '/Subtype /text#2Fplain', '/Length 7', '\n8 0 obj\n', 'stream\n'];
  const words = [
    ...pieces,
    '/ByteRange [0 1 2 3]',
    '{"@context":',
    '[',
    '}',
    '.',
    'ey',
    'c2sp.org/tlog-proof@v1\n',
    '\n\n',
  ];
  const part = fc.oneof(
    fc.constantFrom(...words).map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 30 }), async (parts) => {
      const report = await examine(Buffer.concat(parts));
      expect(report.overall).not.toBe('GENUINE');
      expect(report.steps.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
